"""What a report shows of the nation where the council's own area has no value, and that it says so."""

import datetime
from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import exhibits
from radrum.exhibits import Exhibit, Unknown
from radrum.measures import coverage, forecast, gaps, growth, settlements
from radrum.passport import Passport
from radrum.words import Words

EN = Words("en")
FAST = "available_100mbps"
AREAS = pd.DataFrame(
    {
        "name": ["Norge", "Vestland", "Alver"],
        "kind": ["country", "county", "municipality"],
        "part_of": [None, "NO", "NO-46"],
    },
    index=["NO", "NO-46", "NO-4631"],
)
TOWNS = AREAS.loc[["NO-4631"]]
PASSPORT = Passport(
    "s", "Nkom", "D", "u", "2024", datetime.date(2024, 3, 20), "CC0", "Nkom", "bearbeiding av Nkom", "0"
)
NATION = [(year, value) for year, value in zip(range(2018, 2024), (82, 86, 89, 90, 93.6, 96.6), strict=True)]


def goals(area="NO"):
    return pd.DataFrame(
        {
            "area": [area],
            "measure": FAST,
            "segment": "all",
            "base": "households",
            "goal_year": [2025],
            "value": [100.0],
            "decimals": 0,
            "document": "Plan",
            "snapshot": "s",
        }
    )


def about(area="NO"):
    return SimpleNamespace(
        words=EN,
        as_of=pd.Timestamp("2024-03-08"),
        passports={"s": PASSPORT},
        areas=AREAS,
        nation="NO",
        council=SimpleNamespace(area="NO-46"),
        goals=goals(area),
    )


def statistics(*rows, area="NO", segment="all"):
    frame = pd.DataFrame(rows, columns=["year", "value"]).astype({"value": float})
    return frame.assign(
        area=area,
        period=pd.to_datetime(frame.pop("year").astype(str) + "-01-01"),
        measure=FAST,
        segment=segment,
        base="households",
        source="Nkom",
        decimals=pd.array([1] * len(frame), dtype="Int64"),
        status="",
        published=pd.Timestamp("2023-12-31"),
        published_precision="day",
        snapshot="s",
    )


def series(rows):
    return coverage.series(rows, ["NO-46", "NO"], FAST)


def spaced(text):
    return str(text).replace("\u00a0", " ")


def cells(shown):
    return [[spaced(cell["text"]) for cell in line] for line in shown.table.written(EN)]


def over_time(rows, of="NO"):
    values = series(rows)
    aims = goals(of)
    levels = coverage.levels(values, coverage.next_goal(aims, pd.Timestamp("2024-03-08")))
    return exhibits.coverage_over_time(values, levels, aims, (), FAST, about(of))


def test_the_nation_is_shown_over_the_years_and_that_the_area_is_not_known():
    shown = over_time(statistics(*NATION))
    assert spaced(shown.title) == (
        "No value for Vestland; Norge: 96.6% of the households have access, "
        "3.4 percentage points short of the goal for 2025"
    )
    assert spaced(shown.missing) == (
        "The register holds no value of broadband of 100 Mbit/s for Vestland published by 8 March 2024."
    )
    assert "Norge<br>96.6%" in [
        spaced(note.text).replace("<b>", "").replace("</b>", "") for note in shown.figure.layout.annotations
    ]
    assert "short" not in over_time(pd.concat([statistics(*NATION), statistics((2023, 97.6), area="NO-46")])).missing


def test_the_areas_own_goal_is_not_held_against_the_nation():
    shown = over_time(statistics(*NATION), of="NO-46")
    assert spaced(shown.title) == "No value for Vestland; Norge: 96.6% of the households have access"
    assert "goal" not in shown.description
    assert "Plan" not in shown.source


def test_without_either_nothing_is_shown():
    assert isinstance(over_time(statistics()), Unknown)


def ahead(rows, of="NO", **asked):
    values, aims = series(rows), goals(of)
    met = forecast.reached(values, coverage.next_goal(aims, about().as_of), (), about().as_of)
    return exhibits.goal_forecast(values, forecast.coming(values), met, FAST, about(of), **asked)


def test_the_forecast_is_the_nations_where_the_area_has_too_few_values():
    rows = pd.concat([statistics(*NATION), statistics((2023, 97.6), area="NO-46")])
    shown = ahead(rows)
    assert "Norge" in shown.title
    assert "When Vestland reaches the goal cannot be said" in shown.missing
    assert "Available: 2023 97.6%." in spaced(shown.missing)


@pytest.mark.parametrize("asked", [{"of": "NO-46"}, {"area": "NO-4631"}])
def test_there_is_no_forecast_of_the_nation_for_a_goal_that_is_not_its_own_or_for_another_area(asked):
    assert isinstance(ahead(statistics(*NATION), **asked), Unknown)


def test_the_goals_are_the_nations_where_the_area_has_no_value():
    rows = statistics(*NATION)
    own, nations = (gaps.every_goal(rows, goals(), area, "NO", {}) for area in ("NO-46", "NO"))
    shown = exhibits.goal_gaps(own, FAST, about(), nations)
    assert shown.title.startswith("Norge: the goal is not reached; ")
    assert shown.missing == "No value for Vestland is available."
    assert isinstance(exhibits.goal_gaps(own, FAST, about()), Unknown)
    known = exhibits.goal_gaps(
        gaps.every_goal(statistics((2023, 97.6), area="NO-46"), goals(), "NO-46", "NO", {}), FAST, about(), nations
    )
    assert known.title.startswith("The goal is not reached")


def test_where_no_share_in_town_is_published_the_country_is_set_against_the_whole():
    rural = statistics((2022, 71.5), (2023, 82.2), segment="rural")
    apart = settlements.apart(pd.concat([statistics(*NATION), rural]), ["NO-46", "NO", "NO-4631"], FAST)
    shown = exhibits.settlements(apart, TOWNS, FAST, about())
    assert spaced(shown.title) == "In Norge in 2023, 82.2% outside built-up areas had access against 96.6% overall"
    assert spaced(shown.description) == (
        "In Norge those outside built-up areas are 14.4 percentage points behind. "
        "In 2022 the difference was 22.1 percentage points."
    )
    assert cells(shown)[0] == ["2023", "82.2%", "96.6%", "14.4 percentage points"]
    assert "Vestland has no value outside built-up areas available." in shown.missing


@pytest.mark.parametrize(
    ("rural", "told"),
    [
        (97.0, "In Norge those outside built-up areas are 0.4 percentage points ahead."),
        (96.6, "In Norge the two are level."),
    ],
)
def test_a_country_whose_rural_areas_are_not_behind_is_told_so(rural, told):
    outside = statistics((2023, rural), segment="rural")
    apart = settlements.apart(pd.concat([statistics(*NATION), outside]), ["NO-46", "NO", "NO-4631"], FAST)
    assert spaced(exhibits.settlements(apart, TOWNS, FAST, about()).description).startswith(told)


def test_a_municipality_alone_with_town_and_country_is_told_of():
    both = [statistics((2023, share), area="NO-4631", segment=where) for where, share in (("urban", 99), ("rural", 80))]
    shown = exhibits.settlements(settlements.apart(pd.concat(both), ["NO-4631"], FAST), TOWNS, FAST, about())
    assert spaced(shown.description) == "In Alver those outside built-up areas are 19.0 percentage points behind."


def test_the_growth_is_the_nations_where_that_of_no_municipality_is_known():
    gained = pd.DataFrame({"area": [], "gained": []})
    shown = exhibits.growth(growth.between(series(statistics(*NATION))), gained, TOWNS, (), FAST, about())
    assert isinstance(shown, Exhibit)
    assert spaced(shown.title) == "Norge: +3.0 percentage points; no municipality's growth is known"
    assert cells(shown) == [["Norge", "93.6%", "96.6%", "+3.0 percentage points"]]
    assert "The register holds no municipality's values" in shown.missing
