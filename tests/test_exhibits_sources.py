"""How sources are cited in the reader's language, which are listed, and values that they disagree about."""

import dataclasses
import datetime
import tomllib
from types import SimpleNamespace

import pandas as pd
import pytest
import radrum
from radrum import exhibits, paths, places
from radrum.exhibits import Unknown
from radrum.exhibits.ages import age
from radrum.exhibits.naming import source_name
from radrum.exhibits.sources import cited_as, processed
from radrum.measures import conflicts, indices
from radrum.passport import Passport
from radrum.words import Words

EN = Words("en")
NAMES = {"SE": "Sweden", "DK": "Denmark", "NO": "Norway"}
LIES_IN = ["EU27", "EU27", None]
AREAS = pd.DataFrame({"name": [*NAMES.values()], "kind": "country", "part_of": LIES_IN}, index=pd.Index([*NAMES]))


def passport(
    name="desi", citation="PTS", derived="egen bearbetning av PTS", title="An index that nobody has named", language=""
):
    day = datetime.date(2024, 3, 20)
    of = "Europeiska kommissionen"
    return Passport(name, of, title, "u", "2024", day, "CC0", citation, derived, "0", language=language)


def about(nation="SE", as_of="2016-09-08", **passports):
    return SimpleNamespace(
        words=EN,
        as_of=pd.Timestamp(as_of),
        passports=passports or {"desi": passport()},
        areas=AREAS,
        nation=nation,
        council=SimpleNamespace(area=nation),
    )


def statistics(*rows, measure="desi"):
    """Published values: (area, year, source, value)."""
    frame = pd.DataFrame(rows, columns=["area", "year", "source", "value"])
    return frame.assign(
        period=pd.to_datetime(frame["year"].astype(str), format="%Y"),
        measure=measure,
        segment="all",
        base="country",
        decimals=3,
        published=pd.Timestamp("2016-02-25"),
        published_precision="day",
        snapshot="desi",
    )


def spaced(text):
    return str(text).replace("\u00a0", " ")


def cells(shown):
    return [[spaced(cell["text"]) for cell in line] for line in shown.table.written(EN)]


def labels(figure):
    return [note.text.replace("<b>", "").replace("</b>", "") for note in figure.layout.annotations]


# How a source is cited


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        ("PTS bredbandskartläggning", "PTS bredbandskartläggning"),
        ("egen bearbetning av PTS bredbandskartläggning", "adapted from PTS bredbandskartläggning"),
        ("egen bearbeiding av Nkoms dekningsundersøkelse", "adapted from Nkoms dekningsundersøkelse"),
        ("bearbetning av SCB: Digitala gränser", "adapted from SCB: Digitala gränser"),
        ("Bearbetning av SCB: Län", "adapted from SCB: Län"),
        ("egen bearbetning av uppgifter från SCB", "adapted from SCB"),
        ("egen bearbeiding av tall fra SSB", "adapted from SSB"),
        ("own processing of figures from Eurostat, isoc_x", "adapted from Eurostat, isoc_x"),
        ("egen bearbetning", "adapted"),
        ("Bearbetningsverket", "Bearbetningsverket"),
        ("egen bearbetning av Europeiska kommissionens DESI", "adapted from European Commission, DESI"),
    ],
)
def test_what_a_passport_says_of_processing_is_said_in_the_readers_language(citation, said):
    assert processed(citation, "", EN) == said


def test_a_norwegian_page_has_no_swedish_word_around_a_swedish_source():
    source = passport(citation="SCB:s folkmängd", derived="egen bearbetning av SCB:s folkmängd", language="sv")
    for derived in (True, False):
        cited = spaced(cited_as(source, Words("nb"), derived))
        assert "bearbetning" not in cited
        assert cited.endswith('<span lang="sv">SCB:s folkmängd</span> (hentet 20. mars 2024)')
        assert "span" not in cited_as(source, Words("sv"), derived)
    desi = passport(derived="egen bearbetning av Europeiska kommissionens DESI", language="sv")
    assert "span" not in cited_as(desi, Words("nb"), True), "said in the reader's language"


@pytest.mark.parametrize("file", sorted(paths.statistics().glob("*.source.toml")), ids=lambda file: file.name)
def test_no_passport_says_of_processing_what_is_not_understood(file):
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    for each in (given["citation"], given["citation_derived"]):
        assert "bearb" not in processed(each, given["language"], EN).lower()


def test_a_source_with_a_day_has_it_as_a_date():
    assert spaced(source_name("press 2016-02-25", EN)) == "press report of 25 February 2016"
    assert source_name("press 2019", EN) == "press report of 2019"
    assert source_name("Digitale Norge", EN) == "Digitale Norge"


def test_only_sources_that_an_exhibit_cites_are_listed_where_the_exhibits_are_given():
    passports = {"desi": passport(), "other": passport("other", "Nkom", "egen bearbeiding av Nkom")}
    passports["goals"] = passport("goals", "Strategies", "egen bearbetning av Strategies")
    values = pd.DataFrame({"snapshot": ["desi", "other"], "measure": "desi"})
    goals = pd.DataFrame({"snapshot": ["goals"], "document": ["Plan 2018"]})
    whole = exhibits.source_list(values, goals, about(**passports))
    assert (whole.title, len(whole.table.rows)) == ("The figures may come from 3 data sets", 3)
    shown = over_time(about(**passports))
    cited = exhibits.source_list(values, goals, about(**passports), [shown, Unknown("a", "b", "Nkom", EN)])
    assert (cited.title, cited.table.rows["name"].tolist()) == ("The figures come from 1 data set", ["desi"])
    aimed = dataclasses.replace(shown, source="Source: Plan 2018.")
    found = exhibits.source_list(values, goals, about(**passports), [aimed])
    assert found.table.rows["name"].tolist() == ["goals"]


@pytest.mark.parametrize(
    ("own", "page", "marked"), [("sv", "nb", True), ("sv", "sv", False), ("nb", "nn", True), ("", "nb", False)]
)
def test_a_title_is_marked_with_its_passports_language_and_bare_in_the_table_for_a_spreadsheet(own, page, marked):
    values = pd.DataFrame({"snapshot": ["desi"], "measure": "desi"})
    setting = about(desi=passport(title="Hushåll i Norge", language=own))
    setting.words = Words(page)
    shown = exhibits.source_list(values, pd.DataFrame({"snapshot": []}), setting)
    assert (f'<span lang="{own}">Hushåll i Norge</span>' in shown.html()) == marked
    assert "span" not in shown.table.csv(setting.words)


@pytest.mark.parametrize(("council", "page"), [("digivestland", "nb"), ("vgr-digitaliseringsrad", "sv")])
def test_a_councils_goals_are_cited_from_a_file_in_its_language(council, page):
    dossier = radrum.open(council)
    goals = dossier.goals[dossier.goals["area"].isin([dossier.council.area, dossier.nation])]
    assert {dossier.passports[name].language for name in goals["snapshot"]} == {page}


# Who is ranked


@pytest.mark.parametrize(("nation", "outside"), [("SE", False), ("NO", True), ("IS", True), ("DE", False)])
def test_who_is_no_member_of_the_union_is_known_from_the_countries(nation, outside):
    setting = about(nation)
    setting.areas = places.areas()
    said = exhibits.index_dimensions(pd.DataFrame(), setting)[0].reason
    assert ("The EU ranks its members" in said) == outside


# Values that sources disagree about


VALUES = statistics(
    *(("DK", 2015, "A", 0.679), ("DK", 2016, "A", 0.685), ("DK", 2016, "press 2016-02-25", 0.680)),
    *(("SE", 2015, "A", 0.682), ("SE", 2016, "A", 0.672)),
)
DISPUTED = conflicts.values(VALUES)
NOTE = "† Sources disagree about Denmark 2016: A: 0.685; press report of 25 February 2016: 0.680. Shown here: 0.685."


def over_time(setting=None, disputed=DISPUTED, values=VALUES):
    index = indices.series(values, "desi", ["SE", "DK"])
    ranks = pd.DataFrame({"period": [], "value": [], "snapshot": []})
    return exhibits.index_over_time(index, ranks, pd.Series(dtype=object), "desi", setting or about(), disputed)


def test_a_disputed_value_is_marked_in_chart_and_table_and_both_sources_are_quoted():
    shown = over_time()
    assert [line[2] for line in cells(shown)] == ["0.682", "0.672", "0.679", "0.685†"]
    assert "Denmark 0.685†" in labels(shown.figure)
    assert NOTE in [spaced(note) for note in shown.notes]
    assert "another" not in shown.description
    plain = over_time(disputed=None)
    assert "†" not in plain.html()


def test_a_place_that_the_other_value_would_change_is_said_to_be_open():
    close = VALUES.assign(value=[0.679, 0.685, 0.670, 0.682, 0.672])
    assert (
        "Going by other sources, its place could be different."
        in over_time(None, conflicts.values(close), close).description
    )


def test_a_change_to_or_from_a_disputed_value_is_marked():
    changed = indices.last_change(indices.series(VALUES, "desi", ["SE", "DK"]))
    shown = exhibits.index_changes(changed, "desi", about(), DISPUTED)
    assert cells(shown)[0] == ["Denmark", "0.679", "0.685†", "+0.006†"]
    assert NOTE in [spaced(note) for note in shown.notes]
    assert "+0.006†" in labels(shown.figure)
    later = pd.concat([VALUES, statistics(("DK", 2017, "A", 0.69), ("SE", 2017, "A", 0.68))])
    changed = indices.last_change(indices.series(later, "desi", ["SE", "DK"]))
    shown = exhibits.index_changes(changed, "desi", about(), DISPUTED)
    assert ["Denmark", "0.685†", "0.690", "+0.005†"] in cells(shown)
    assert NOTE in [spaced(note) for note in shown.notes]


def test_a_disputed_part_is_marked_and_named():
    parts = VALUES.assign(measure="desi_2022_connectivity")
    rows = indices.dimensions(parts, ("desi_2022",), ["SE", "DK"])
    (shown,) = exhibits.index_dimensions(rows, about(), conflicts.values(parts))
    assert "0.685†" in [line[3] for line in cells(shown)]
    assert f"Connectivity: {NOTE}" in [spaced(note) for note in shown.notes]


def test_a_dispute_about_what_the_catalogues_cannot_name_has_the_name_of_its_data_set():
    other = VALUES.assign(measure="unnamed")
    shown = exhibits.disputed(conflicts.values(other), conflicts.days(other), other, about())
    assert "An index that nobody has named 2016, Denmark" in cells(shown)[0][0]
    assert "press report of 25 February 2016: 0.680" in cells(shown)[0][1]


# How old the newest value is


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2018-01-01", []),
        ("2018-01-02", ["The newest value is from 2016, 2 years before the day of this report."]),
        ("2024-03-08", ["The newest value is from 2016, 8 years before the day of this report."]),
    ],
)
def test_a_value_more_than_two_years_old_is_said_to_be(as_of, said):
    assert age(pd.Timestamp("2016-01-01"), about(as_of=as_of)) == said
    assert [note for note in over_time(about(as_of=as_of)).notes if "newest" in note] == said
    changed = indices.last_change(indices.series(VALUES, "desi", ["SE", "DK"]))
    assert [
        note for note in exhibits.index_changes(changed, "desi", about(as_of=as_of)).notes if "newest" in note
    ] == said
