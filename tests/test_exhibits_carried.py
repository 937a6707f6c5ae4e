"""Values that are made of those of earlier areas, that are only limits, or that are missing for a change of areas."""

import dataclasses
import datetime
from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import exhibits
from radrum.exhibits.shares import distance, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import marked, share
from radrum.measures import concentration, coverage, gaps, growth, households, indicators, ranking, settlements
from radrum.passport import Passport
from radrum.words import Words

EN = Words("en")
FAST = "available_100mbps"
NAMES = {"NO": "Norge", "NO-46": "Vestland", "NO-4626": "Øygarden", "NO-4631": "Alver", "NO-4649": "Stad"}
NAMES |= {"NO-1256": "Meland", "NO-1260": "Radøy", "NO-1263": "Lindås", "NO-4601": "Bergen", "NO-1201": "Bergen"}
KINDS = ["country", "county", *["municipality"] * 8]
AREAS = pd.DataFrame({"name": [*NAMES.values()], "kind": KINDS, "part_of": "NO-46"}, index=pd.Index([*NAMES]))
TOWNS = AREAS.loc[["NO-4601", "NO-4626", "NO-4631", "NO-4649"]]
MERGED, RENUMBERED = "NO-1256, NO-1260, NO-1263", "NO-1201"
PASSPORT = Passport(
    "s", "Nkom", "D", "u", "2024", datetime.date(2024, 3, 20), "CC0", "Nkom", "bearbeiding av Nkom", "0"
)
ABOUT = SimpleNamespace(
    words=EN,
    as_of=pd.Timestamp("2020-06-01"),
    passports={"s": PASSPORT},
    areas=AREAS,
    nation="NO",
    council=SimpleNamespace(area="NO-46"),
    goals=pd.DataFrame(columns=["area", "measure", "segment", "goal_year", "value", "document"]),
)
GOAL = pd.Series({"value": 95.0, "decimals": 0, "goal_year": 2025, "base": "households"})
AIMS = pd.DataFrame([GOAL.to_dict() | {"area": "NO", "document": "Plan"}])


def carried(*rows, measure=FAST, segment="all"):
    """Carried statistics, each row (area, year, value, status, made of)."""
    frame = pd.DataFrame(rows, columns=["area", "year", "value", "status", "made_of"]).astype({"value": float})
    return frame.assign(
        period=pd.to_datetime(frame["year"].astype(str) + "-10-01"),
        measure=measure,
        segment=segment,
        base="households",
        source="Nkom",
        decimals=pd.array([1] * len(frame), dtype="Int64"),
        published=pd.Timestamp("2020-03-20"),
        published_precision="day",
        snapshot="s",
        carried=frame["made_of"].notna(),
        about=frame["made_of"].eq("NO-1256, NO-1260"),
    )


ROWS = [
    ("NO-4601", 2018, 96.0, "", RENUMBERED),
    ("NO-4631", 2018, 70.0, "carried", MERGED),
    ("NO-4626", 2018, 80.0, "at_least", None),
    ("NO-4649", 2018, 1.0, "at_most", None),
    ("NO", 2018, 82.0, "", None),
    ("NO-46", 2018, 78.0, "carried", "NO-1256, NO-1260"),
    ("NO-4601", 2019, 97.0, "", None),
    ("NO-4631", 2019, 75.0, "", None),
    ("NO", 2019, 84.0, "", None),
    ("NO-46", 2019, 81.0, "", None),
]
OLD = [row for row in ROWS if row[1] == 2018]


def series(*rows):
    return coverage.series(carried(*rows), [*NAMES], FAST)


def spaced(text):
    return str(text).replace("\u00a0", " ")


def cells(shown, column):
    """A column of the exhibit's table, by its name or its heading."""
    at = next(n for n, each in enumerate(shown.table.columns) if column in (each.name, spaced(each.heading)))
    return [spaced(line[at]["text"]) for line in shown.table.written(shown.words)]


def labels(figure):
    written = [note.text for note in figure.layout.annotations]
    written += [text for trace in figure.data for text in trace.hovertext or trace.text or []]
    return [spaced(text).replace("<b>", "").replace("</b>", "") for text in written]


# How one is written


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ({}, "97.2%"),
        ({"status": "at_least"}, "at least 97.2%"),
        ({"status": "at_most", "carried": True, "made_of": MERGED}, "at most 97.2%*"),
        ({"carried": True, "made_of": MERGED, "about": False}, "97.2%*"),
        ({"carried": True, "made_of": RENUMBERED, "about": False}, "97.2%"),
        ({"carried": True, "made_of": RENUMBERED, "about": True}, "about 97.2%*"),
        ({"carried": True, "made_of": MERGED, "about": True, "status": "at_least"}, "at least 97.2%*"),
        ({"carried": pd.NA, "status": pd.NA, "about": None}, "97.2%"),
    ],
)
def test_a_share_says_what_it_is(known, written):
    row = {"value": 97.2, "decimals": 1} | known
    assert marked(row, EN) == marked(pd.Series(row, dtype=object), EN) == written
    assert share(row, EN) == written.removesuffix("*")


def test_what_is_known_of_another_column_has_its_name_before_its_own():
    row = {"value": 97.2, "decimals": 1, "status": "at_least", "before": 90.0, "before_status": "at_most"}
    assert marked(row, EN, "before") == "at most 90.0%"
    assert marked(row | {"before_decimals": 0}, EN, "before") == "at most 90%"


@pytest.mark.parametrize(
    ("status", "gap", "said"),
    [
        ("", 5.0, "5.0 percentage points"),
        ("at_least", 5.0, "at most 5.0 percentage points"),
        ("at_most", 5.0, "at least 5.0 percentage points"),
        ("at_least", -1.0, "reached"),
        ("at_most", -1.0, "not known"),
        ("", float("nan"), "no goal"),
    ],
)
def test_the_distance_of_a_limit_is_a_limit_the_other_way(status, gap, said):
    goal = GOAL if gap == gap else None
    value = 60.0 if goal is None else GOAL["value"] - gap
    row = coverage.levels(series(("NO-4631", 2018, value, status, None)), goal).iloc[0]
    assert spaced(distance(row, EN)) == said


def test_the_notes_name_what_is_made_of_what_and_say_what_the_limits_are():
    notes = share_notes(series(*OLD), ABOUT)
    assert notes == [
        "* Made of the values of earlier areas: "
        "Alver (of Meland, Radøy and Lindås) and Vestland (of Meland and Radøy).",
        "“About”: a part of an earlier area went elsewhere, or is calculated.",
        "“At least”: a lower limit was published, and no number.",
        "“At most”: an upper limit was published, and no number.",
    ]
    assert share_notes(series(*ROWS[6:]), ABOUT) == []


# Where they are shown


def by_municipality(*rows):
    every = series(*rows)
    own = every[every["area"].isin(TOWNS.index)]
    return coverage.by_municipality(own, TOWNS, GOAL), coverage.levels(every[~every["area"].isin(TOWNS.index)], GOAL)


def test_the_municipalities_are_marked_in_the_table_the_chart_and_the_notes():
    rows, levels = by_municipality(*OLD)
    shown = exhibits.coverage_by_municipality(rows, levels, TOWNS, FAST, ABOUT)
    assert cells(shown, "Share") == ["96.0%", "at least 80.0%", "70.0%*", "at most 1.0%"]
    assert cells(shown, "gap") == [
        "reached",
        "at most 15.0 percentage points",
        "25.0 percentage points",
        "at least 94.0 percentage points",
    ]
    assert {"at least 80.0%", "70.0%*", "at most 1.0%"} <= set(labels(shown.figure))
    assert "Vestland<br>about 78.0%*" in labels(shown.figure)
    assert any("Alver" in note for note in shown.notes)
    assert shown.title == "4 of 4 municipalities have a value available, 2 of them as limits"


def remarks(shown):
    """What the rows for a spreadsheet say beside the numbers."""
    lines = [line.split(",") for line in shown.table.csv(EN).splitlines()]
    assert lines[0][-1] == "Remark"
    return [line[-1] for line in lines[1:]]


def test_whoever_takes_the_bare_numbers_is_told_too():
    rows, levels = by_municipality(*OLD)
    shown = exhibits.coverage_by_municipality(rows, levels, TOWNS, FAST, ABOUT)
    assert remarks(shown) == [
        "as published",
        "Share: lower limit",
        "Share: of earlier areas",
        "Share: upper limit",
    ]
    assert shown.table.csv(EN).splitlines()[2].split(",")[1:] == ["80", "15", "Share: lower limit"]
    rows, levels = by_municipality(*ROWS[6:])
    plain = exhibits.coverage_by_municipality(rows, levels, TOWNS, FAST, ABOUT)
    assert "Remark" not in plain.table.csv(EN)


def test_the_value_before_is_marked_where_only_that_is_of_earlier_areas():
    rows, levels = by_municipality(*ROWS)
    shown = exhibits.coverage_by_municipality(rows, levels, TOWNS, FAST, ABOUT)
    assert cells(shown, "Before") == ["96.0% (October 2018)", "70.0%* (October 2018)"]
    assert remarks(shown) == ["as published", "Before: of earlier areas"]
    assert any("Alver" in note for note in shown.notes)


def test_growth_from_a_value_of_earlier_areas_is_marked():
    every = series(*ROWS)
    grown = growth.between(every)
    gained = households.gained(every, every.head(0), *grown[["period_before", "period"]].max())
    shown = exhibits.growth(grown, gained, TOWNS, (), FAST, ABOUT)
    assert cells(shown, "before") == ["70.0%*", "96.0%"]
    assert cells(shown, "change") == ["+5.0 percentage points*", "+1.0 percentage points"]
    assert any("Alver (of" in note for note in shown.notes)
    limit = [("NO-4631", 2018, 70.0, "at_least", None), ("NO-4631", 2019, 75.0, "", None)]
    others = [("NO-4601", 2018, 96.0, "", None), ("NO-4601", 2019, 97.0, "", None)]
    shown = exhibits.growth(growth.between(series(*limit)), gained, TOWNS, (), FAST, ABOUT)
    assert isinstance(shown, exhibits.Unknown)
    assert shown.reason == "For Alver, only a limit is published for one or both values."
    shown = exhibits.growth(growth.between(series(*limit, *others)), gained, TOWNS, (), FAST, ABOUT)
    assert "For Alver, only a limit is published for one or both values." in shown.missing
    assert "Alver" not in cells(shown, "name")


def test_the_lines_over_the_years_are_marked():
    every = series(*OLD)
    values = every[~every["area"].isin(TOWNS.index)]
    shown = exhibits.coverage_over_time(values, coverage.levels(values, GOAL), AIMS, (), FAST, ABOUT)
    assert cells(shown, "Share") == ["82.0%", "about 78.0%*"]
    assert shown.title.replace("\u00a0", " ").startswith("About 78.0% of the households have access, 17.0 percentage")
    assert "Vestland<br>about 78.0%*" in labels(shown.figure)
    assert any("Vestland (of Meland and Radøy)" in note for note in shown.notes)


def test_the_rank_and_the_distance_to_the_nation_are_marked():
    every = series(*OLD)
    ranked = ranking.ranks(every, [*TOWNS.index])
    about = SimpleNamespace(**vars(ABOUT) | {"council": SimpleNamespace(area="NO-4631")})
    shown = exhibits.ranking(ranked, coverage.levels(every, None), [*TOWNS.index], FAST, about)
    assert cells(shown, "Share") == ["96.0%", "at least 80.0%", "70.0%*", "at most 1.0%"]
    assert "70.0%*" in labels(shown.figure)
    shown = exhibits.against_nation(ranking.against(every, "NO-4631", "NO"), every, FAST, about)
    assert cells(shown, "Alver") == ["70.0%*"]
    assert any("Alver" in note for note in shown.notes)
    assert shown.table.csv(EN).splitlines()[1].endswith("Alver: of earlier areas")


def test_town_and_country_are_marked():
    town = carried(("NO-4631", 2018, 90.0, "carried", MERGED), segment="urban")
    country = carried(("NO-4631", 2018, 60.0, "at_most", None), segment="rural")
    others = [carried(("NO-4601", 2018, 80.0, "", None), segment=each) for each in ("urban", "rural")]
    apart = settlements.apart(pd.concat([town, country, *others]), ["NO-4601", "NO-4631"], FAST)
    shown = exhibits.settlements(apart, TOWNS, FAST, ABOUT)
    assert cells(shown, "rural") == ["80.0%", "at most 60.0%"]
    assert cells(shown, "urban") == ["80.0%", "90.0%*"]
    assert cells(shown, "difference")[1] == "not known"
    assert any("upper limit" in note for note in shown.notes)


def test_the_panels_of_every_municipality_are_marked():
    both = [("NO-4626", 2019, 82.0, "", None), ("NO-4649", 2019, 2.0, "", None)]
    shown = exhibits.small_multiples(series(*ROWS, *both), TOWNS, (), FAST, ABOUT)
    assert cells(shown, "October 2018") == ["96.0%", "at least 80.0%", "70.0%*", "at most 1.0%"]
    assert any("Alver" in note for note in shown.notes)
    assert "at least 80.0%" in spaced(shown.table.csv(EN))


def test_the_goals_and_who_reaches_them_are_marked():
    every = series(*OLD)
    own = every[every["area"].isin(TOWNS.index)]
    reach = exhibits.goal_reach(gaps.reach_goals(own, AIMS, [*TOWNS.index]), own, TOWNS, FAST, ABOUT)
    assert any("lower limit" in note for note in reach.notes)
    aims = AIMS.assign(measure=FAST, segment="all")
    shown = exhibits.goal_gaps(gaps.every_goal(carried(*OLD), aims, "NO-46", "NO", {}), FAST, ABOUT)
    assert cells(shown, "Share") == ["about 78.0%*"]
    assert any("Vestland (of" in note for note in shown.notes)


def test_of_limits_it_is_not_said_who_is_highest_or_who_reaches_the_goal():
    rows, levels = by_municipality(
        ("NO-4601", 2018, 93.0, "", None), ("NO-4626", 2018, 92.0, "at_least", None), ("NO-4631", 2018, 90.0, "", None)
    )
    three = TOWNS.loc[["NO-4601", "NO-4626", "NO-4631"]]
    shown = exhibits.coverage_by_municipality(rows, levels, three, FAST, ABOUT)
    assert shown.title == "3 of 3 municipalities have a value available, 1 of them as a limit"
    said = spaced(shown.description)
    assert "Highest" not in said
    assert "None of them are known to reach the goal of 95%." in said


def test_a_value_before_that_is_made_of_others_is_cited_as_processed():
    row = {"snapshot": "s", "before_snapshot": "s", "carried": False, "about": False, "made_of": None}
    row |= {"value": 90.0, "before": 80.0, "before_carried": True, "before_about": True, "before_made_of": MERGED}
    assert "adapted" in statistics_line(pd.DataFrame([row]), ABOUT, ["value", "before"])
    assert "adapted" not in statistics_line(pd.DataFrame([row]), ABOUT)


def test_of_a_limit_no_number_of_those_without_is_said():
    sizes = [(area, 2018, 1000, "", None) for area in TOWNS.index]
    counts = coverage.series(carried(*sizes, measure="households"), [*NAMES], "households", bases=("households",))
    shown = exhibits.concentration(concentration.uncovered(series(*OLD), counts, [*TOWNS.index]), FAST, ABOUT)
    assert cells(shown, "without") == ["300", "40"]
    assert "whose share or households are not known: Stad and Øygarden." in spaced(shown.missing)


# Those without a value


LOST = [("NO-4649", 2019, None, "split", "NO-1256"), ("NO-4626", 2019, None, "no_weights", "NO-1256")]


def test_why_a_value_could_not_be_carried_is_told_by_name():
    known = coverage.uncarried(carried(*ROWS, *LOST), TOWNS, FAST)
    assert known["why"].dropna().to_dict() == {"NO-4626": "no_weights", "NO-4649": "split"}
    rows, levels = by_municipality(*ROWS)
    missing = exhibits.coverage_by_municipality(rows, levels, known, FAST, ABOUT).missing
    assert spaced(missing) == (
        "No value available for 2 municipalities in October 2019: Stad and Øygarden. "
        "How many are counted in each earlier area is not published, so their shares cannot be put together: Øygarden "
        "(October 2019). An area was divided, and no value for its parts is published: Stad (October 2019)."
    )


def test_a_value_that_another_source_has_is_not_said_to_be_lost():
    again = carried(*LOST).assign(source="A"), carried(("NO-4649", 2019, 90.0, "", None)).assign(source="B")
    assert coverage.uncarried(pd.concat(again), TOWNS, FAST)["why"].dropna().to_dict() == {"NO-4626": "no_weights"}


def test_why_the_area_itself_has_none_is_told():
    lost = carried(("NO-46", 2018, None, "split", "NO-12"), *ROWS[4:5])
    values = coverage.series(lost, ["NO-46", "NO"], FAST)
    known = coverage.uncarried(lost, AREAS, FAST)
    shown = exhibits.coverage_over_time(values, coverage.levels(values, GOAL), AIMS, (), FAST, ABOUT, known)
    assert "An area was divided, and no value for its parts is published: Vestland (October 2018)." in spaced(
        shown.missing
    )


def test_many_names_are_listed_once_a_page_and_linked_to_after_that():
    towns = pd.DataFrame({"name": [f"By {n:02}" for n in range(12)]}, index=[f"NO-99{n:02}" for n in range(12)])
    towns = pd.concat([towns, TOWNS[["name"]]])
    rows, levels = by_municipality(*OLD)
    first = exhibits.coverage_by_municipality(rows, levels, towns, FAST, ABOUT)
    again = exhibits.coverage_by_municipality(rows, levels, towns, FAST, ABOUT, [first])
    assert "By 00, By 01" in first.missing
    assert str(again.missing) == (
        "No value available for 12 municipalities in October\u00a02018 "
        '(<a href="#coverage-by-municipality">named above</a>).'
    )
    otherwise = dataclasses.replace(first, name="other", missing="Ten and two more.")
    assert "#other" in exhibits.coverage_by_municipality(rows, levels, towns, FAST, ABOUT, [otherwise]).missing
    as_well = dataclasses.replace(first, lacking=frozenset())  # lists the same names, for another reason
    assert "By 00, By 01" in exhibits.coverage_by_municipality(rows, levels, towns, FAST, ABOUT, [as_well]).missing
    fewer = towns.drop(index=["NO-9900"])
    assert "By 01, By 02" in exhibits.coverage_by_municipality(rows, levels, fewer, FAST, ABOUT, [first]).missing


# Both of two


def test_of_two_it_is_said_that_both_do_and_not_all_2():
    two = TOWNS.loc[["NO-4601", "NO-4631"]]
    every = series(*[row for row in ROWS if row[0] in two.index])
    grown = growth.between(every)
    gained = households.gained(every, every.head(0), *grown[["period_before", "period"]].max())
    assert (
        "Both municipalities with values for both periods rose."
        in exhibits.growth(grown, gained, two, (), FAST, ABOUT).description
    )
    low = AIMS.assign(value=10.0)
    reach = exhibits.goal_reach(gaps.reach_goals(every, low, [*two.index]), every, two, FAST, ABOUT)
    assert spaced(reach.title) == "Both municipalities reach 10%"
    aims = pd.concat([low, low.assign(goal_year=2022)]).assign(measure=FAST, segment="all")
    shown = exhibits.goal_gaps(gaps.every_goal(carried(*OLD), aims, "NO-46", "NO", {}), FAST, ABOUT)
    assert shown.title == "Both goals are reached"


def test_a_limit_of_an_indicator_is_said_to_be_one():
    values = indicators.held(carried(*OLD), [*NAMES], {})[0]
    measure = SimpleNamespace(name=FAST, unit="percent", better="higher", sources={})
    shown = exhibits.indicator(values, measure, ABOUT)
    assert "at least 80.0%" in cells(shown, "Value")
    assert "Stad (at most 1.0%)" in spaced(shown.description)


@pytest.mark.parametrize(
    ("made_of", "cited"), [(MERGED, "adapted from Nkom"), (RENUMBERED, 'Source: <a href="#input-s">Nkom<')]
)
def test_a_source_is_cited_as_processed_where_a_value_is_made_of_others(made_of, cited):
    assert cited in statistics_line(carried(("NO-4631", 2018, 70.0, "", made_of)), ABOUT)
