"""Messages, numbers, days and lists in the reader's manner, and a catalogue that holds every message."""

import ast
import copy
from pathlib import Path
from string import Formatter
from types import SimpleNamespace

import pandas as pd
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from markupsafe import Markup
from radrum import paths
from radrum.errors import RadrumError
from radrum.words import LANGUAGES, Words, translate

ROOT = Path(__file__).parents[1]
DAY = pd.Timestamp("2016-09-08")
SV, EN = Words("sv"), Words("en")
READ_IN_ENGLISH = Words("en", own="sv")


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (72.16, 2, "72,16", "72.16"),
        (72.1, 2, "72,10", "72.10"),
        (120_000, 0, "120\u00a0000", "120,000"),
        (1_234_567.5, 1, "1\u00a0234\u00a0567,5", "1,234,567.5"),
        (10_000, 0, "10\u00a0000", "10,000"),
        (1800, 0, "1800", "1,800"),
        (-1.5, 1, "\u22121,5", "\u22121.5"),
        (-120_000, 0, "\u2212120\u00a0000", "\u2212120,000"),
        (0, 0, "0", "0"),
    ],
)
def test_a_number_is_written_in_the_readers_manner(value, decimals, swedish, english):
    assert SV.number(value, decimals) == swedish
    assert EN.number(value, decimals) == english


def test_thousands_are_set_apart_in_what_is_written_and_not_in_what_is_rounded():
    assert SV.number(9999.6) == "10\u00a0000"
    assert SV.number(9999.4) == "9999"


@pytest.mark.parametrize(("value", "decimals", "written"), [(-0.4, 0, "0"), (-0.004, 2, "0,00")])
def test_what_rounds_to_nought_has_no_minus(value, decimals, written):
    assert SV.number(value, decimals) == written


def test_a_share_is_written_with_its_sign():
    assert SV.percent(72.16, 2) == "72,16\u00a0%"
    assert EN.percent(72.16, 2) == "72.16%"
    assert SV.percent(100) == "100\u00a0%"


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "swedish", "english"),
    [
        (6.33, 2, True, "+6,33\u00a0procentenheter", "+6.33\u00a0percentage points"),
        (6.33, 2, False, "6,33\u00a0procentenheter", "6.33\u00a0percentage points"),
        (-6.33, 2, True, "\u22126,33\u00a0procentenheter", "\u22126.33\u00a0percentage points"),
        (1, 0, False, "1\u00a0procentenhet", "1\u00a0percentage point"),
        (-1, 0, True, "\u22121\u00a0procentenhet", "\u22121\u00a0percentage point"),
        (2, 0, False, "2\u00a0procentenheter", "2\u00a0percentage points"),
        (0, 0, True, "0\u00a0procentenheter", "0\u00a0percentage points"),
    ],
)
def test_a_distance_is_written_in_percentage_points(value, decimals, signed, swedish, english):
    assert SV.points(value, decimals, signed=signed) == swedish
    assert EN.points(value, decimals, signed=signed) == english


def test_days_and_months_are_written_in_the_readers_manner():
    assert (SV.date(DAY), EN.date(DAY)) == ("8\u00a0september\u00a02016", "8\u00a0September\u00a02016")
    assert (SV.short_date(DAY), EN.short_date(DAY)) == ("8\u00a0sep.\u00a02016", "8\u00a0Sept\u00a02016")
    assert (SV.month(DAY), EN.month(DAY)) == ("september\u00a02016", "September\u00a02016")
    assert (SV.short_month(DAY), EN.short_month(DAY)) == ("sep", "Sept")
    assert SV.short_month(pd.Timestamp("2017-01-01"), year=True) == "jan<br>2017"


@pytest.mark.parametrize(
    ("items", "swedish", "english"),
    [
        ([], "", ""),
        (["Ale"], "Ale", "Ale"),
        (["Ale", "Borås"], "Ale och Borås", "Ale and Borås"),
        (["Ale", "Borås", "Partille"], "Ale, Borås och Partille", "Ale, Borås and Partille"),
    ],
)
def test_a_list_is_written_in_words(items, swedish, english):
    assert SV.list(items) == swedish
    assert EN.list(iter(items)) == english


def test_sentences_follow_one_another():
    assert SV.sentences(["Ett.", "Två."]) == "Ett. Två."
    assert SV.sentences([]) == ""
    assert SV.sentence("åtta uppgifter") == "Åtta uppgifter"


def test_a_plural_goes_by_the_number_it_is_for():
    task = ("{n} open task", "{n} open tasks")
    assert [EN.plural(*task, n) for n in (0, 1, 2)] == ["0 open tasks", "1 open task", "2 open tasks"]
    assert [SV.plural(*task, n) for n in (1, 2)] == ["1 öppen uppgift", "2 öppna uppgifter"]
    assert SV.plural(*task, 12_000) == "12\u00a0000 öppna uppgifter"


def test_a_message_is_filled_with_numbers_days_and_texts():
    assert EN("{n} of {total}", n=28, total=120_000) == "28 of 120,000"
    assert (
        EN("Nothing new has become known since {day}.", day=DAY)
        == "Nothing new has become known since 8\u00a0September\u00a02016."
    )
    assert SV("Nothing new has become known since {day}.", day=DAY).count("8\u00a0september\u00a02016") == 1
    assert EN("{n} of {total}", n="about 28", total=49.0) == "about 28 of 49"


@pytest.mark.parametrize("value", [72.16, 0.5, -1.25])
def test_a_number_with_decimals_must_be_written_before_it_is_put_into_a_message(value):
    with pytest.raises(TypeError, match=r"words\.number"):
        SV("{n} of {total}", n=value, total=100)


@pytest.mark.parametrize("missing", [None, pd.NaT, pd.NA, float("nan")], ids=["None", "NaT", "NA", "nan"])
def test_a_missing_value_in_a_message_says_that_it_is_missing(missing):
    assert SV("{due}: {step}", due=missing, step="x") == "uppgift saknas: x"
    assert EN("{due}: {step}", due=missing, step="x") == "not stated: x"


def test_a_message_that_no_catalogue_holds_stands_as_it_is():
    assert SV("No catalogue holds {this}.", this=1) == "No catalogue holds 1."


def test_an_unknown_language_is_answered_with_the_nearest():
    with pytest.raises(RadrumError) as told:
        Words("se")
    assert str(told.value) in [f"There is no language 'se'. Did you mean '{language}'?" for language in LANGUAGES]
    with pytest.raises(RadrumError, match="There is no language 'deutsch'. There is: sv, nb, nn, en."):
        Words("deutsch")


def test_a_text_of_the_register_is_marked_where_its_language_is_not_the_pages():
    assert READ_IN_ENGLISH.own("Möte") == '<span lang="sv">Möte</span>'
    assert isinstance(READ_IN_ENGLISH.own("Möte"), Markup)
    assert SV.own("Möte") == "Möte"
    assert not isinstance(SV.own("Möte"), Markup)


def test_a_text_of_the_register_is_escaped_wherever_it_is_put():
    own = READ_IN_ENGLISH.own("<b>R&D</b>")
    escaped = '<span lang="sv">&lt;b&gt;R&amp;D&lt;/b&gt;</span>'
    assert own == escaped
    assert READ_IN_ENGLISH("Late: {tasks}.", tasks=own) == f"Late: {escaped}."
    assert READ_IN_ENGLISH.list([own, "<i>"]) == f"{escaped} and &lt;i&gt;"
    assert READ_IN_ENGLISH.sentences([own, "<i>"]) == f"{escaped} &lt;i&gt;"
    assert READ_IN_ENGLISH("{task}: {days}", task=own, days="<i>") == f"{escaped}: &lt;i&gt;"
    assert READ_IN_ENGLISH.sentence(own) == escaped


def test_a_country_is_named_in_the_readers_language():
    assert (SV.territory("DK"), EN.territory("DK")) == ("Danmark", "Denmark")
    assert SV.territory("EU28", "EU28") == "EU28"
    assert SV.territory("EU28") == "EU28"


def test_swedish_words_that_begin_with_a_ring_or_dots_come_after_z():
    words = ["Öckerö", "Zinkgruvan", "Ängelholm", "Ale", "Åmål", "åre", "zebra"]
    assert sorted(words, key=SV.order) == ["Ale", "zebra", "Zinkgruvan", "Åmål", "åre", "Ängelholm", "Öckerö"]


def test_words_are_ordered_by_their_letters_within_too():
    assert sorted(["Hör", "Hur", "Här", "Hår", "Hav"], key=SV.order) == ["Hav", "Hur", "Hår", "Här", "Hör"]


def test_a_title_with_a_colon_is_quoted_before_another_colon():
    assert [SV.headed("LEDA: mobilitet"), EN.headed("LEDA: mobilitet")] == ["”LEDA: mobilitet”", "“LEDA: mobilitet”"]
    assert SV.headed("E-arkiv") == "E-arkiv"
    assert READ_IN_ENGLISH.headed("E-arkiv") == '<span lang="sv">E-arkiv</span>'


# The catalogue


@pytest.fixture(scope="module")
def messages():
    """Every message of the code, the templates and the notebooks, found as ``make words`` finds them."""
    with (paths.PACKAGE / "words" / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    keywords = DEFAULT_KEYWORDS | parse_keywords(["words", "plural:1,2"])
    return {found[2]: found[0] for found in extract_from_dir(ROOT, methods, options, keywords=keywords)}


def catalogue(language):
    with (paths.catalogues() / f"{language}.po").open("rb") as file:
        return read_po(file)


def names(text):
    """The names in braces of a message."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def forms(message):
    return (message,) if isinstance(message, str) else tuple(message)


def test_messages_are_found_in_code_templates_and_notebooks(messages):
    assert {Path(file).suffix for file in messages.values()} == {".py", ".j2", ".ipynb"}
    assert {"Meeting report", "not stated", ("{n} open task", "{n} open tasks")} <= set(messages)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_message_is_translated_in_all_its_forms(messages, language):
    held = catalogue(language)
    translations = {message: held.get(forms(message)[0]) for message in messages}
    lacking = [message for message, found in translations.items() if not found or not all(forms(found.string))]
    assert lacking == []
    assert [message for message, found in translations.items() if found.fuzzy] == []
    plurals = [message for message in messages if not isinstance(message, str)]
    assert {len(translations[message].string) for message in plurals} == {held.num_plurals}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_translation_has_the_names_of_its_message(messages, language):
    held = catalogue(language)
    other = []
    for message in messages:
        said = forms(message)
        for n, translated in enumerate(forms(held.get(said[0]).string)):
            if names(translated) != names(said[min(n, len(said) - 1)]):
                other.append((said[0], translated))
    assert other == []


def test_no_message_is_lost_within_another(messages):
    """Babel loses a call with ``words`` that stands in the arguments of a method called in the arguments of another."""
    held = {forms(message)[0] for message in messages}
    lost = [
        f"{file.name} line {call.lineno}"
        for file in (ROOT / "lib" / "radrum").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in ("words", "plural")
        if call.args[0].value not in held
    ]
    assert lost == []


def test_no_message_is_put_together_where_the_catalogue_cannot_find_it():
    hidden = []
    for file in sorted((ROOT / "lib" / "radrum").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args:
                called = getattr(call.func, "attr", getattr(call.func, "id", ""))
                literal = isinstance(call.args[0], ast.Constant)
                if called in ("words", "plural", "gettext", "ngettext") and not literal:
                    hidden.append(file.name)
    assert set(hidden) <= {"words.py", "notebooks.py"}


def test_none_of_several_has_a_form_of_its_own_for_one(messages):
    """Only of what is never one may a sentence say 'none of the' without it."""
    several = {
        "None of the {n} goals are reached",
        "None of the {needed} that is needed is missing",
        "None of the {n} are expected to reach it by {year}.",
        "None of the {total} municipalities reach the goal of {goal}",
        "None of the {total} municipalities with a value reach the goal of {goal}",
    }
    singular = {forms(message)[0] for message in messages}
    assert {said for said in singular if "None of the {" in said} == several


# Notebooks


def notebook(*cells):
    """A notebook as nbformat reads one, without the seconds it takes to import nbformat."""
    return SimpleNamespace(cells=[SimpleNamespace(cell_type=kind, source=text) for kind, text in cells], metadata={})


def test_the_catalogue_holds_both_forms_of_every_plural(messages):
    """Babel loses the second form where a value put into it is itself made by a call with ``words``."""
    lost = [
        f"{file.name} line {call.lineno}"
        for file in (ROOT / "lib" / "radrum").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "plural"
        if isinstance(call.args[0], ast.Constant)
        if (call.args[0].value, call.args[1].value) not in messages
    ]
    assert lost == []


def test_a_notebooks_headings_are_translated_and_keep_their_marks():
    original = notebook(("markdown", "# Meeting report\n\n## What must be decided?"), ("code", "x = 1"))
    assert translate(original, SV).cells[0].source == (f"# {SV('Meeting report')}\n\n## {SV('What must be decided?')}")
    assert SV("Meeting report") != "Meeting report"


def test_translating_leaves_the_code_and_the_notebook_itself_as_they_were():
    original = notebook(("markdown", "# Meeting report"), ("code", "# Meeting report"))
    before = copy.deepcopy(original)
    translated = translate(original, SV)
    assert translated.cells[1].source == original.cells[1].source
    assert translated.cells[1].cell_type == "code"
    assert original == before
    assert translated.metadata["radrum"] == {"language": "sv"}


def test_a_notebook_in_english_reads_as_it_is_committed():
    original = notebook(("markdown", "# Meeting report\n\nWords that no catalogue holds."))
    assert [cell.source for cell in translate(original, EN).cells] == [cell.source for cell in original.cells]
    assert translate(original, SV).cells[0].source.endswith("\n\nWords that no catalogue holds.")
