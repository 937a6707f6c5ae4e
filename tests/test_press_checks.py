"""The press's checks: each fault that is put into a sound page is found by the check that names it."""

import re
from itertools import product
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from conftest import FACTORS, SAMPLE
from radrum.cli.commands import radrum
from radrum.paths import notebooks
from radrum.press import checks
from radrum.press.browser import Visit
from radrum.press.checks import CHECKS, sight
from radrum.press.checks.document import Document
from radrum.press.checks.downloads import agrees
from radrum.press.checks.figures import numbers, unfounded
from radrum.press.page import Page
from radrum.press.printing import print_pdf
from radrum.press.publishing import write
from radrum.register import council_names
from radrum.words import Words
from sampling import pairs
from seeded_faults import FAULTS, declared, put, sound_page

NAMES = [check.name for check in CHECKS]
NO_AXE = "globalThis.axe = { run: async () => ({ violations: [] }) };"  # which spares a second a fault
LEAKED = ("Kim Exempelsson", "Exempelsson")
PAGE = Page("Rådet", "10 september 2026", "Sjölandet", (), (), Words("sv"), "Rådrum", "council")
DOCS = Path(__file__).parents[1] / "docs" / "press.md"


@pytest.fixture
def found(tmp_path):
    """Which checks a page fails, by name, looked at with a browser or without."""

    def look(page, browser=None):
        file = tmp_path / "page.html"
        file.write_text(page, encoding="utf-8")
        faults, _ = checks.faults(file, browser, LEAKED)
        return {each.check.name: f"{each.where}: {each.found}" for each in faults}

    return look


def test_a_sound_page_has_no_fault(found):
    assert found(sound_page()) == {}


@pytest.mark.slow
def test_a_sound_page_has_no_fault_in_a_browser(found, browser):
    assert found(sound_page(), browser) == {}


@pytest.mark.parametrize("fault", [each for each in FAULTS if not (each.seen or each.tear)], ids=lambda each: each.name)
def test_a_fault_in_the_html_is_named(found, fault):
    spoilt = fault.spoil(sound_page())
    assert spoilt != sound_page()
    assert fault.check in found(spoilt)


@pytest.mark.slow
@pytest.mark.parametrize("fault", [each for each in FAULTS if each.seen], ids=lambda each: each.name)
def test_a_fault_that_is_seen_is_named(found, browser, fault, monkeypatch):
    monkeypatch.setattr(sight, "WAKING", 300)
    if fault.check not in ("axe", "contrast"):
        monkeypatch.setattr(sight, "_axe", lambda: NO_AXE)
    spoilt = fault.spoil(sound_page())
    assert spoilt != sound_page()
    assert fault.check in found(spoilt, browser)


@pytest.fixture(scope="module")
def paper(tmp_path_factory, browser):
    """The sound page's print."""
    file = tmp_path_factory.mktemp("sound") / "page.html"
    file.write_text(sound_page(), encoding="utf-8")
    with Visit(browser, file) as visit:
        return write(file.with_suffix(".pdf"), print_pdf(visit, PAGE))


@pytest.mark.slow
def test_a_sound_print_has_no_fault(paper):
    assert checks.faults(paper.with_suffix(".html"), paper=paper)[0] == []


@pytest.mark.slow
@pytest.mark.parametrize("fault", [each for each in FAULTS if each.tear], ids=lambda each: each.name)
def test_a_fault_of_the_print_is_named(tmp_path, paper, fault):
    page, torn = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(fault.spoil(sound_page()), encoding="utf-8")
    with pikepdf.open(paper) as document:
        fault.tear(document)
        document.save(torn)
    assert fault.check in {each.check.name for each in checks.faults(page, paper=torn)[0]}


def test_what_is_no_pdf_is_no_print(tmp_path):
    page, torn = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(sound_page(), encoding="utf-8")
    torn.write_bytes(b"%PDF-1.4 cut off")
    assert [each.check.name for each in checks.faults(page, paper=torn)[0]] == ["print-tags"]


def test_every_check_has_a_fault_that_proves_it_a_name_and_reasons():
    assert {fault.check for fault in FAULTS} == set(NAMES)
    assert len(NAMES) == len(set(NAMES))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in NAMES)
    assert all(check.what and check.reason.endswith(".") and check.remedy.endswith(".") for check in CHECKS)


def test_every_council_notebook_edition_and_language_meets_every_other_in_the_sample_of_pages():
    assert set(FACTORS["council"]) == set(council_names())
    assert set(FACTORS["notebook"]) == {each.stem for each in notebooks().glob("*.ipynb")}
    assert set().union(*map(pairs, SAMPLE)) == set().union(*map(pairs, product(*FACTORS.values())))
    assert len(SAMPLE) <= 34  # there are 30 pairs of a council and a notebook
    told = re.search(
        r"(\d+) pages: every two of a council, a notebook, an edition and a language", DOCS.read_text("utf-8")
    )
    assert int(told[1]) == len(SAMPLE)


def test_the_handbook_tells_of_every_check_and_of_every_fault():
    text = DOCS.read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    assert told == [(check.name, check.what, check.reason, check.remedy) for check in CHECKS]
    proved = re.findall(r"^\| ([^`|]+) \| `([a-z-]+)` \|$", text, re.MULTILINE)
    assert proved == [(fault.name, fault.check) for fault in FAULTS]


def test_without_a_browser_it_says_what_was_not_checked(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(sound_page(), encoding="utf-8")
    faults, unchecked = checks.faults(page)
    assert faults == []
    assert {check.name for check in unchecked} == {check.name for check in CHECKS if check.browser}


def test_a_page_made_without_a_browser_is_not_blamed_for_having_no_drawings(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(re.sub(r"<svg.*?</svg>", "", sound_page(), flags=re.DOTALL), encoding="utf-8")
    faults, unchecked = checks.faults(page)
    assert faults == []
    assert {"chart-drawn", "chart-named", "chart-described"} <= {check.name for check in unchecked}


def test_the_command_tells_each_fault_with_its_remedy_and_ends_with_one(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(sound_page().replace('href="#news"', 'href="#neews"'), encoding="utf-8")
    done = CliRunner().invoke(radrum, ["press", str(page), "--without-browser"])
    said = str(done.exception)
    assert done.exit_code == 1
    assert "anchor" in said
    assert "#neews, which is not there." in said
    assert "Let the link point to an id that is in the page." in said
    assert "Not checked, for want of a browser: console, request" in done.output


def test_the_command_is_content_with_a_sound_page(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(sound_page(), encoding="utf-8")
    done = CliRunner().invoke(radrum, ["press", str(page), "--without-browser"])
    assert (done.exit_code, done.stdout) == (0, "No faults found.\n")


def test_the_command_says_that_there_is_no_page(tmp_path):
    done = CliRunner().invoke(radrum, ["press", str(tmp_path / "none.html"), "--without-browser"])
    assert done.exit_code == 1
    assert "cannot be read as a page" in str(done.exception)


def test_of_many_faults_of_a_kind_five_are_told_and_how_many_there_are(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(re.sub(r'<td class="number">.*?</td>', "<td></td>", sound_page()), encoding="utf-8")
    told = [each for each in checks.faults(page)[0] if each.check.name == "empty-cell"]
    assert len(told) == 6
    assert told[-1].found == "and 6 more of the same kind."


def test_a_check_that_cannot_be_made_is_a_fault_and_the_others_are_made(found, monkeypatch):
    monkeypatch.setattr(Document, "files", property(lambda document: 1 / 0))
    faults = found(sound_page().replace('href="#news"', 'href="#neews"'))
    assert faults["download"] == "the page: the check could not be made: ZeroDivisionError: division by zero."
    assert faults["anchor"].endswith("#neews, which is not there.")


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("92,5\u00a0% av 12\u00a0000 hushåll", "sv", ["92.5", "12000"]),
        ("92.5% of 12,000 households", "en", ["92.5", "12000"]),
        ("10.\u00a0mars 2023", "nb", ["10", "2023"]),
        ("2016-09-08", "sv", ["2016", "9", "8"]),
        ("den 2\u00a0oktober 2016", "sv", ["2", "2016"]),
        ("3, 4 och 5", "sv", ["3", "4", "5"]),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text, language, read):
    assert [str(number) for number in numbers(text, language)] == read


@pytest.mark.parametrize(
    ("sentence", "lacking"),
    [
        ("Andelen är 92,5\u00a0%.", []),
        ("Andelen är 93\u00a0%.", []),  # as rounded
        ("Andelen är 94\u00a0%.", ["94"]),
        ("Det skiljer 32,3 mellan 92,5 och 60,2.", []),
        ("Det skiljer 32,4 mellan 92,5 och 60,2.", ["32.4"]),
        ("Sammanlagt 378,1.", []),
        ("3 av 5 kommuner.", []),
        ("6 kommuner.", ["6"]),
    ],
)
def test_a_number_is_founded_on_the_table_or_computed_from_it(sentence, lacking):
    document = Document(sound_page())
    assert unfounded(document, document.exhibits["access"], sentence) == lacking


@pytest.mark.parametrize(
    ("shown", "saved", "language", "same"),
    [
        ("92,5\u00a0%", "92,4876", "sv", True),
        ("92,5\u00a0%", "92.5", "sv", False),
        ("92.5%", "92,5", "en", False),
        ("about 3,400", "3360", "en", True),
        ("about 3,400", "3460", "en", False),
        ("\u22121,7 procentenheter", "-1,7", "sv", True),
        ("\u22121,7 procentenheter", "1,7", "sv", False),
        ("mer än 99\u00a0%", "99", "sv", True),
        ("9 av 20 (delad)", "20", "sv", False),
        ("målåret är slut", "10,034", "sv", True),
        ("uppgift saknas", "", "sv", True),
        ("12", "", "sv", False),
        ("oktober 2020", "2020-10-01", "sv", True),
        ("31. des. 2024", "2024-12-31", "nb", True),
        ("31 Mar 2025", "2025-05-31", "en", False),
        ("30 Mar 2025", "2025-03-31", "en", False),
        ("= fler", "'= fler", "sv", True),
        ("Ale", "Alingsås", "sv", False),
    ],
)
def test_a_cell_of_a_file_is_compared_with_what_the_page_shows_of_it(shown, saved, language, same):
    assert agrees(shown, saved, language) == same


def test_a_cell_that_spans_columns_or_rows_heads_all_of_them(found):
    spanning = """<table><caption>Per år</caption>
    <thead><tr><th scope="col" rowspan="2">Kommun</th><th scope="colgroup" colspan="2">Andel</th></tr>
    <tr><th scope="col">2024</th><th scope="col">2025</th></tr></thead>
    <tbody><tr><th scope="rowgroup" rowspan="2">Ale</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>
    </table>"""
    assert found(sound_page().replace("<footer>", f"<footer>{spanning}")) == {}
    narrow = spanning.replace("colspan", "data-x")
    assert "table-headers" in found(sound_page().replace("<footer>", f"<footer>{narrow}"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("None of the 13 municipalities has answered, and it is not known when they will do so.", "en"),
        ("Resultatet er null, og det er ikke oppgitt hvorfor det er slik i noen av kommunene.", "nb"),
    ],
)
def test_words_that_only_look_left_over_are_left_alone(found, text, language):
    page = sound_page().replace("<footer>", f'<footer><p lang="{language}">{text}</p>')
    assert found(page) == {}


@pytest.mark.parametrize(
    "said", ["besluta att 90 % av hushållen ska nås", "sätta av 350 000 kronor", "läsa avsnitt 3.2"]
)
def test_the_registers_words_are_written_as_they_are_where_a_tables_cell_of_text_holds_them_too(found, said):
    sentence = put("klart först är att bjuda in", f"klart först är: {said} och bjuda in")(sound_page())
    assert "number-manner" in found(sentence)
    assert "number-manner" not in found(put("Skriva</th>", f"{said.capitalize()}</th>")(sentence))


@pytest.mark.parametrize(
    "said",
    ["5G-täckning och 4G hemma", "Mötet är kl. 13.00", "Mötet är 9.00–16.00", "WCAG 2.1 och axe 4.10.2", "Bilaga 3B"],
)
def test_what_only_looks_like_a_number_in_another_manner_is_left_alone(found, said):
    assert found(sound_page().replace("<footer>", f"<footer><p>{said}.</p>")) == {}


def test_what_is_marked_as_of_another_language_is_left_alone(found):
    marked = '<div><a href="#main" lang="en" title="This is the end">Read to the end</a> <b lang="zxx">is the</b></div>'
    page = sound_page().replace("<footer>", f"<footer>{marked}")
    assert found(page) == {}
    assert "language-of-parts" in found(page.replace(' lang="en"', ""))


@pytest.mark.parametrize("said", ["och/eller", "www.sjolandet.example/work/arkiv/", "−5", "1/opt/2"])
def test_what_only_looks_like_a_path_of_a_machine_or_an_empty_cell_is_left_alone(found, said):
    page = put("<footer>", f"<footer><p>{said}</p>", "uppgift saknas</td>", f"{said}</td>")(sound_page())
    assert not {"machine-path", "empty-cell"} & set(found(page))


@pytest.mark.parametrize(
    "hidden", ["kim&#32;exempelsson", "Kim Exempels&shy;son", "KIM\u00a0EXEMPELSSON", "Kim Exempelssons"]
)
def test_a_name_is_found_however_it_is_written(found, hidden):
    assert "forbidden-word" in found(sound_page().replace("<footer>", f"<footer><p>{hidden}</p>"))


@pytest.mark.parametrize(
    "broken",
    [
        "<p>Den nya<br>driftplattformen</p>",
        "<svg aria-hidden='true'><text><tspan>Den nya</tspan><tspan>driftplattformen</tspan></text></svg>",
        '<p data-told="den nya&#10; driftplattformen"></p>',
    ],
)
def test_a_text_is_found_however_its_lines_are_broken(tmp_path, broken):
    page = tmp_path / "page.html"
    page.write_text(sound_page().replace("<footer>", f"<footer>{broken}"), encoding="utf-8")
    assert {each.check.name for each in checks.faults(page, forbidden=["Den nya driftplattformen"])[0]} == {
        "forbidden-word"
    }


def test_a_text_is_found_where_a_chart_declares_it_in_lines(tmp_path):
    page = tmp_path / "page.html"
    broken = declared(lambda each: each["access"]["data"][0].update(meta="Den nya<br>driftplattformen"))
    page.write_text(broken(sound_page()), encoding="utf-8")
    assert {each.check.name for each in checks.faults(page, forbidden=["Den nya driftplattformen"])[0]} == {
        "forbidden-word"
    }


def test_a_short_name_is_not_found_within_another_word(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(sound_page(), encoding="utf-8")
    assert checks.faults(page, forbidden=["Bo"])[0] == []  # "boka" holds it


def test_a_surname_is_not_found_in_a_common_word(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(sound_page().replace("<footer>", "<footer><p>Linden är lind.</p>"), encoding="utf-8")
    assert checks.faults(page, forbidden=["Lind"])[0] == []
    page.write_text(sound_page().replace("<footer>", "<footer><p>LIND sade det.</p>"), encoding="utf-8")
    assert [each.check.name for each in checks.faults(page, forbidden=["Lind"])[0]] == ["forbidden-word"] * 2
