"""What the report says of indicators: the parts of DESI, whatever has been fetched, and what is newly published."""

import datetime
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest
from radrum import exhibits, paths
from radrum.exhibits import Unknown
from radrum.exhibits.indicators import ticks, written
from radrum.exhibits.naming import dimension_name, measure_name
from radrum.measures import indicators, indices, news
from radrum.passport import Passport
from radrum.words import Words

EN = Words("en")
NAMES = {"SE": "Sweden", "DK": "Denmark", "EE": "Estonia", "NO": "Norway", "EU28": "EU28"}
NAMES |= {"SE-14": "County", "SE-1480": "Göteborg", "SE-1440": "Ale"}
KINDS = ["country"] * 4 + ["union", "county", "municipality", "municipality"]
LIES_IN = ["EU27", "EU27", "EU27", None, None, "SE", "SE-14", "SE-14"]
AREAS = pd.DataFrame({"name": [*NAMES.values()], "kind": KINDS, "part_of": LIES_IN}, index=pd.Index([*NAMES]))
TITLE = "Kolada: N15419 Pupils with a tablet, share (%); N07900 Broadband, share (%)"


def passport(title=TITLE):
    return Passport("s", "P", title, "u", "2024", datetime.date(2024, 3, 20), "CC0", "Raw", "Derived", "0")


def about(area="SE-14", nation="SE", title=TITLE):
    return SimpleNamespace(
        words=EN,
        as_of=pd.Timestamp("2024-06-01"),
        passports={"s": passport(title)},
        areas=AREAS,
        nation=nation,
        council=SimpleNamespace(area=area),
    )


def measure(name="tablets", unit="percent", better="higher", **sources):
    return SimpleNamespace(name=name, unit=unit, better=better, sources=sources)


def statistics(*rows, name="tablets", base="population", segment="all", decimals=1, status=None):
    """Published values, each row (area, year, value)."""
    frame = pd.DataFrame(rows, columns=["area", "year", "value"]).astype({"value": float})
    return frame.assign(
        period=pd.to_datetime(frame["year"].astype(str) + "-01-01"),
        measure=name,
        segment=segment,
        base=base,
        source="P",
        decimals=pd.array([decimals] * len(frame), dtype="Int64"),
        status=status,
        published=pd.Timestamp("2024-03-20"),
        published_precision="day",
        snapshot="s",
    )


def spaced(text):
    return str(text).replace("\u00a0", " ")


def cells(shown):
    return [[spaced(cell["text"]) for cell in row] for row in shown.table.written(shown.words)]


def labels(figure, narrow=False):
    layout = figure.to_plotly_json()["layout"]
    layout = layout | (layout["meta"]["narrow"] if narrow else {})
    texts = [spaced(note["text"]) for note in layout["annotations"]]
    return [text.replace("<b>", "").replace("</b>", "").replace("<br>", " ") for text in texts]


def held(*frames, but=(), breaks=None):
    places = ["SE-14", "SE", "DK", "SE-1480", "SE-1440"]
    return indicators.held(pd.concat(frames), places, breaks or {}, but)


def one(*rows, of=None, given=None, **look):
    (values,) = held(statistics(*rows, **look))
    return exhibits.indicator(values, of or measure(), given or about())


# Any indicator

COUNTY = [("SE-14", 2021, 50), ("SE-14", 2022, 55), ("SE-14", 2023, 61), ("SE", 2021, 52), ("SE", 2023, 60)]


def test_an_indicator_shows_without_a_line_of_code_for_it():
    shown = one(*COUNTY, of=measure(kolada="N15419"))
    assert shown.title == "Pupils with a tablet, share (%): 61.0% in County, 60.0% in Sweden"
    assert shown.subtitle == "Per cent; population; 2021 to 2023; higher is better"
    assert shown.description.startswith("County had 61.0% in 2023. In 2021 it was 50.0%: it has improved.")
    assert {"County 61.0%", "Sweden 60.0%"} == set(labels(shown.figure)) == set(labels(shown.figure, narrow=True))


def test_an_indicator_that_nobody_has_named_is_called_as_its_data_set_is():
    assert one(*COUNTY, given=about(title="Tablets in schools")).title.startswith("Tablets in schools: ")
    assert measure_name("tablets_in_schools", EN) == "tablets in schools"
    assert measure_name("desi", EN, "another title") == "DESI"


def test_which_way_is_better_is_said_and_lower_can_be():
    shown = one(*COUNTY, of=measure(better="lower"))
    assert "lower is better" in shown.subtitle
    assert "it has worsened" in shown.description
    assert "better" not in one(*COUNTY, of=measure(better="neither")).subtitle


def test_values_across_a_break_are_neither_joined_nor_compared():
    (values,) = held(statistics(*COUNTY), breaks={"tablets": (pd.Timestamp("2023-01-01"),)})
    shown = exhibits.indicator(values, measure(), about())
    assert "In 2021" not in shown.description
    assert len(shown.figure.data) == 4
    assert any("cannot be compared" in note for note in shown.notes)


def test_counts_of_areas_of_other_sizes_are_not_drawn_on_one_axis():
    rows = [(area, year, value) for area, value in (("SE-14", 1700), ("SE", 10500)) for year in (2021, 2022, 2023)]
    shown = one(*rows, of=measure(unit="number", better="neither"), decimals=0)
    assert len(shown.figure.data) == 1
    assert any("differ so much in size" in note for note in shown.notes)
    assert ["Sweden", "2023", "10,500"] in cells(shown)


def test_municipalities_are_told_of_by_their_ends():
    shown = one(("SE-1480", 2023, 40), ("SE-1440", 2023, 70), ("SE-1440", 2022, 90))
    assert shown.figure is None
    assert shown.title.endswith("in 2 areas")
    assert "Highest of the 2 municipalities with a value for 2023: Ale (70.0%); lowest: Göteborg (40.0%)." in (
        shown.description
    )
    assert cells(shown) == [["Göteborg", "2023", "40.0%"], ["Ale", "2023", "70.0%"]]


def test_one_municipality_alone_is_told_of():
    assert one(("SE-1480", 2023, 40)).description == "Göteborg had 40.0% in 2023."


def test_two_years_are_a_sentence_and_three_a_chart():
    assert one(*COUNTY[:2]).figure is None
    assert one(*COUNTY[:3]).figure is not None


def test_uncertain_values_are_counted():
    assert "5 values are provisional, estimated or carried over." in one(*COUNTY, status="provisional").notes


def test_of_town_and_country_each_shows_where_nobody_published_the_whole():
    parts = [statistics(("SE-14", 2023, 40), segment=segment) for segment in ("urban", "rural")]
    assert [frame["segment"].iloc[0] for frame in held(*parts)] == ["rural", "urban"]
    assert [frame["segment"].iloc[0] for frame in held(*parts, statistics(("SE-14", 2023, 40)))] == ["all"]


def test_changes_and_what_is_shown_elsewhere_are_left_out():
    frames = [statistics(("SE-14", 2023, 4), name=name) for name in ("desi", "desi_rank", "tablets_change", "desire")]
    assert [frame["measure"].iloc[0] for frame in held(*frames, but=["desi"])] == ["desire"]


def test_where_there_is_no_indicator_or_only_a_peers_it_is_said():
    for frames in ([], held(statistics(("DK", 2023, 4)))):
        (shown,) = exhibits.indicators(frames, {"tablets": measure()}, about())
        assert isinstance(shown, Unknown)
        assert "no other statistics of the area" in shown.reason


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (40, 60, "percent", [0, 25, 50, 75, 100]),
        (92, 99, "percent", [92, 94, 96, 98, 100]),
        (0.48, 0.62, "index", [0.45, 0.5, 0.55, 0.6, 0.65]),
        (85000, 88000, "number", [85000, 86000, 87000, 88000]),
    ],
)
def test_the_axis_has_round_ends(low, high, unit, expected):
    assert ticks(pd.DataFrame({"value": [low, high]}), unit) == expected


def test_a_value_is_written_in_its_unit():
    said = [spaced(written(4.5, 1, unit, EN)) for unit in ("percent", "percentage_points", "score")]
    assert said == ["4.5%", "4.5 percentage points", "4.5"]


# The parts of DESI


def parts(*rows):
    """Each row (measure, area, year, value)."""
    frames = [statistics(row[1:], name=row[0], base="country", decimals=3) for row in rows]
    known = pd.concat(frames) if frames else statistics()
    return indices.dimensions(known, ("desi_2020", "desi_2022"), ["SE", "DK", "EE", "EU28"])


THREE = [
    (f"desi_2022_{part}", area, year, value + (year - 2021) / 100)
    for part, values in (("human_capital", (0.6, 0.5, 0.4)), ("connectivity", (0.3, 0.5, 0.4)))
    for area, value in zip(("SE", "DK", "EE"), values, strict=True)
    for year in (2021, 2022)
]


def test_where_the_country_is_best_and_worst_is_the_title():
    (shown,) = exhibits.index_dimensions(parts(*THREE), about())
    assert (
        shown.title
        == "Sweden stands best in human capital (number 1 of 3) and worst in connectivity (number 3) in 2022"
    )
    assert "human capital 1 of 3 and connectivity 3 of 3" in shown.description


def test_each_part_is_a_panel_with_its_lines_named_where_they_end():
    (shown,) = exhibits.index_dimensions(parts(*THREE), about())
    assert {"Connectivity", "Human capital", "Sweden 0.31", "Sweden 0.61", "Denmark 0.51"} <= set(labels(shown.figure))
    assert len(shown.figure.data) == 6


def test_the_two_series_are_never_joined():
    first, second = exhibits.index_dimensions(parts(*THREE, ("desi_2020_connectivity", "SE", 2020, 0.7)), about())
    assert [first.name, second.name] == ["index-dimensions-desi-2020", "index-dimensions-desi-2022"]
    assert all("cannot be joined" in shown.notes[0] for shown in (first, second))
    assert {row[2] for row in cells(second)} == {"2021", "2022"}


def test_a_union_has_no_place_among_countries():
    (shown,) = exhibits.index_dimensions(parts(*THREE, ("desi_2022_human_capital", "EU28", 2022, 0.9)), about())
    assert "human capital 1 of 3" in shown.description


def test_without_parts_it_is_said_and_that_norway_is_not_among_those_ranked():
    (shown,) = exhibits.index_dimensions(parts(), about("NO", "NO"))
    assert "Norway is not one of them and has no rank there" in shown.reason
    (shown,) = exhibits.index_dimensions(parts(), about())
    assert "no rank" not in shown.reason


def test_a_country_without_a_value_has_no_place():
    (shown,) = exhibits.index_dimensions(parts(*THREE), about("NO", "NO"))
    assert shown.title == "Norway has no value in this series"
    assert any("no rank there" in note for note in shown.notes)


def test_a_part_that_nobody_has_named_is_called_by_its_key():
    assert dimension_name("quantum_leaps", EN) == "quantum leaps"


# What is new


def test_what_is_newly_published_is_said_with_the_values_of_area_and_nation():
    before, now = statistics(*COUNTY[:2]), statistics(*COUNTY)
    found = news.statistics(before, now, ["SE-14", "SE"], {})
    shown = exhibits.published_since(pd.Timestamp("2024-01-01"), found, GOALS, about(title="Tablets"))
    assert spaced(shown.title) == "4 new or changed values since 1 January 2024"
    assert ["Tablets, 2023", "2", "County 61.0 and Sweden 60.0", "20 March 2024", "new period"] in cells(shown)
    assert ["Goal for 2025: fibre", "1", "95%", "17 December 2020", "new"] in cells(shown)
    assert spaced(shown.description) == "New or changed: Tablets and goals (County and Sweden)."


def test_whose_a_new_value_is_stands_in_its_row():
    found = news.statistics(statistics(*COUNTY[:2]), statistics(*COUNTY), ["SE-14", "SE"], {})
    others = about(title="Tablets")
    others.council, others.nation = SimpleNamespace(area="SE-99"), "XX"
    shown = exhibits.published_since(pd.Timestamp("2024-01-01"), found, GOALS.head(0), others)
    assert "County 61.0 and Sweden 60.0" in [row[2] for row in cells(shown)]
    assert "(several areas)" in shown.description


def test_a_new_goal_outside_built_up_areas_says_so():
    found = news.statistics(statistics(*COUNTY[:3]), statistics(*COUNTY), ["SE-14"], {})
    aim = GOALS.assign(segment="rural")
    shown = exhibits.published_since(pd.Timestamp("2024-01-01"), found, aim, about(title="Tablets"))
    assert "Goal for 2025: fibre outside built-up areas" in [row[0] for row in cells(shown)]


def test_what_a_producer_has_restated_stands_first_and_is_counted():
    before, now = statistics(*COUNTY[:3]), statistics(*COUNTY[:2], ("SE-14", 2023, 59), ("SE", 2024, 60))
    found = news.statistics(before, now, ["SE-14", "SE"], {})
    shown = exhibits.published_since(pd.Timestamp("2024-01-01"), found, GOALS.head(0), about(title="Tablets"))
    assert [row[4] for row in cells(shown)] == ["restated by the producer", "new period"]
    assert "1 of them has been restated by the producer." in shown.notes


def test_where_nothing_is_new_or_no_meeting_is_known_it_is_said():
    none = news.statistics(statistics(*COUNTY), statistics(*COUNTY), ["SE-14"], {})
    shown = exhibits.published_since(pd.Timestamp("2024-01-01"), none, GOALS.head(0), about())
    assert spaced(shown.title) == "There are no new statistics since 1 January 2024"
    assert isinstance(exhibits.published_since(None, none, GOALS.head(0), about()), Unknown)


GOALS = pd.DataFrame(
    {
        "measure": ["available_fibre"],
        "segment": ["all"],
        "goal_year": [2025],
        "value": [95.0],
        "decimals": [0],
        "adopted": [pd.Timestamp("2020-12-17")],
        "adopted_precision": ["day"],
        "snapshot": ["s"],
    }
)


# The notebook


def test_the_statistics_notebook_is_thin():
    notebook = nbformat.read(paths.notebooks() / "statistics.ipynb", as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert max(source.count("\n") + 1 for source in code) <= 8
    assert not any("def " in source for source in code)
    assert all(not cell.outputs for cell in notebook.cells if cell.cell_type == "code")
