"""What the report says of when a goal is met: the area's, and each municipality's."""

import json
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from radrum import exhibits
from radrum.exhibits import Exhibit, Unknown
from radrum.exhibits.outlook import chance
from radrum.measures import forecast
from radrum.words import Words

EN, SV = Words("en"), Words("sv")
MEASURE = "available_100mbps"
BREAK = ((pd.Timestamp("2015-01-01"), "population_to_households"),)
NAMES = {"SE-14": "Västra Götaland", "a": "Ale", "b": "Bol", "c": "Åmål", "d": "Dals-Ed", "e": "Eda"}
AREAS = pd.DataFrame({"name": NAMES})
TOWNS = AREAS.drop(index="SE-14")
PASSPORT = SimpleNamespace(
    citation="PTS", citation_derived="own work on PTS", retrieved=pd.Timestamp("2024-04-02"), language=""
)
RISING = [60, 66.1, 71.8, 76.9, 81.4]


def setting(words=EN, as_of="2024-06-01"):
    council = SimpleNamespace(area="SE-14")
    known = {"areas": AREAS, "nation": "SE", "council": council, "goals": pd.DataFrame()}
    return SimpleNamespace(words=words, as_of=pd.Timestamp(as_of), passports={"pts": PASSPORT}, **known)


def series(values, area="SE-14", until=2023, decimals=1, **given):
    """Yearly values of one area, the newest of October of the year ``until``."""
    years = range(until - len(values) + 1, until + 1)
    columns = {"area": area, "base": "households", "status": None, "era": 1, "snapshot": "pts"} | given
    return pd.DataFrame(
        {
            "period": pd.to_datetime([f"{year}-10-01" for year in years]),
            "value": np.array(values, dtype=float),
            "decimals": pd.array([decimals] * len(values), "Int64"),
            **columns,
        }
    )


def goal(value=95, year=2025, decimals=0, base="households"):
    return pd.Series({"value": float(value), "goal_year": year, "decimals": decimals, "base": base, "document": "plan"})


def shown(values, aim=None, about=None, breaks=()):
    about = about or setting()
    aim = goal() if aim is None else aim
    rows = forecast.reached(values, aim, breaks, about.as_of)
    return exhibits.goal_forecast(values, forecast.coming(values), rows, MEASURE, about)


def towns(given, aim=None, about=None):
    """The exhibit of municipalities with these values each."""
    about = about or setting()
    values = pd.concat([series(own, area) for area, own in given.items()], ignore_index=True)
    rows = forecast.reached(values, goal() if aim is None else aim, (), about.as_of)
    return exhibits.goal_years(values, rows, TOWNS, MEASURE, about)


def spaced(text):
    return text.replace("\u00a0", " ")


def cells(exhibit):
    return [[spaced(cell["text"]) for cell in row] for row in exhibit.table.written(exhibit.words)]


def labels(figure, narrow=False):
    layout = figure.to_plotly_json()["layout"]
    layout = layout | (layout["meta"]["narrow"] if narrow else {})
    texts = [note["text"] for note in layout["annotations"]]
    return [spaced(text).replace("<b>", "").replace("</b>", "").replace("<br>", " ") for text in texts]


# The area


@pytest.mark.parametrize(
    ("year", "end"),
    [
        (2025, "2 years after the goal"),
        (2026, "1 year after the goal"),
        (2027, "the year of the goal"),
        (2028, "1 year before the goal"),
    ],
)
def test_the_title_says_the_year_and_how_far_that_is_from_the_goals(year, end):
    assert (
        spaced(shown(series(RISING), goal(90, year)).title)
        == f"At this pace Västra Götaland reaches 90% in 2027, {end}"
    )


def test_what_is_not_reached_in_ten_years_is_told_by_one_year_in_title_and_text():
    exhibit = shown(series([60, 60.4, 60.9, 61.2]))
    assert spaced(exhibit.title) == "At this pace Västra Götaland does not reach 95% by 2033"
    assert "stays below 95% up to and including 2033" in spaced(exhibit.description)


def test_the_title_says_what_has_been_reached():
    exhibit = shown(series([93, 94.2, 95.1, 95.9]))
    assert spaced(exhibit.title) == "Västra Götaland has reached 95%: 95.9% in October 2023"
    assert "reached since 2022" in exhibit.description


def test_a_year_that_is_past_is_no_promise():
    title = shown(series(RISING), goal(86, 2026), setting(as_of="2026-02-01")).title
    assert spaced(title) == "At its pace up to October 2023, Västra Götaland would have reached 86% in 2025"


def test_a_goal_reached_with_few_values_is_shown_without_a_forecast():
    exhibit = shown(series([94, 95.3]))
    assert isinstance(exhibit, Exhibit) and exhibit.figure is None
    assert [row[0] for row in cells(exhibit)] == ["October 2022", "October 2023"]


def test_the_interval_stands_in_words_in_the_table_and_in_the_figure():
    values = series(RISING)
    exhibit, row = shown(values, goal(90, 2026)), forecast.reached(values, goal(90, 2026)).iloc[0]
    then = forecast.coming(values).iloc[2]
    low, median, high = (f"{then[name]:.1f}%" for name in ("low", "median", "high"))
    assert f"with an 8 in 10 chance between {row['earliest']} and {row['latest']}" in exhibit.description
    assert f"For 2026, the year of the goal, {median} is expected ({low} to {high})" in spaced(exhibit.description)
    assert ["October 2026", median, low, high] in cells(exhibit)
    assert ["October 2023", "81.4%", "published", "published"] in cells(exhibit)
    for narrow in (False, True):
        written = labels(exhibit.figure, narrow)
        assert written[0] == "Goal for 2026: 90%"
        assert written[1] == f"2027 8 in 10: {row['earliest']} to {row['latest']}"
        assert written[2].startswith("In 20") and "8 in 10 chance" in written[2]
        assert " ".join(re.sub("<[^>]+>", "", written[3]).split()) == "● published ┅┅ forecast ▒ 8 in 10 chance"


def test_an_end_after_the_years_shown_is_said_so():
    values = series(RISING)
    row = forecast.reached(values, goal(95, 2030)).iloc[0]
    assert pd.notna(row["year"]) and pd.isna(row["latest"])
    exhibit = shown(values, goal(95, 2030))
    assert f"between {row['earliest']} and some year after 2033" in exhibit.description
    assert f"{row['year']} 8 in 10: {row['earliest']} to after 2033" in labels(exhibit.figure)


def test_the_error_of_the_trials_and_what_is_taken_for_granted_are_noted():
    error = forecast.reached(series(RISING), goal())["error"].iloc[0]
    notes = [spaced(note) for note in shown(series(RISING)).notes]
    assert "the pace of the 5 values since October 2019" in notes[0]
    assert "not take account of future subsidies" in notes[0]
    assert f"missed them by {error:.1f} percentage points on average" in notes[1]
    assert "made without the newest value, the forecast" in spaced(shown(series(RISING[:4])).notes[1])


def test_a_goal_that_counts_others_and_an_axis_that_does_not_begin_at_0_are_noted():
    notes = shown(series(RISING), goal(base="households_and_workplaces")).notes
    assert "The goal counts households and workplaces; the values count households." in notes
    assert notes[-1] == "The axis begins at 50%, not at 0."


def test_the_source_is_cited_as_the_producer_asks_for_figures_that_were_worked_on():
    assert shown(series(RISING)).source.striptags().startswith("Source: own work on PTS (retrieved 2")


def test_the_figure_reaches_the_year_of_the_goal_and_the_latest_year():
    values = series(RISING)
    for aim in (goal(90, 2024), goal(90, 2031)):
        figure, row = shown(values, aim).figure, forecast.reached(values, aim).iloc[0]
        assert max(figure.data[3].x) >= max(row["latest"], 2028)
        assert figure.data[5].x[0] == pytest.approx(aim["goal_year"] + 0.75, abs=0.01)
        assert figure.layout.xaxis.range[1] > max(row["latest"], aim["goal_year"])


def test_a_goal_beyond_the_forecast_is_still_in_the_figure():
    figure = shown(series(RISING), goal(99, 2040)).figure
    assert figure.data[5].x[0] < figure.layout.xaxis.range[1]


def test_the_same_values_make_the_same_exhibit_of_plain_numbers():
    for made in (lambda: shown(series(RISING)), lambda: towns(FOUR)):
        assert json.dumps(made()._repr_mimebundle_()) == json.dumps(made()._repr_mimebundle_())


def test_in_swedish_the_numbers_are_swedish():
    assert "81,4 %" in spaced(shown(series(RISING), about=setting(SV)).description)


# Where nothing can be said


def test_too_few_values_since_the_definition_changed_are_said_with_those_at_hand():
    old = series([50, 52, 54, 57], until=2014, era=0)
    unknown = shown(pd.concat([old, series([66, 72.2, 78.9], until=2023)], ignore_index=True), breaks=BREAK)
    assert isinstance(unknown, Unknown)
    assert unknown.title == "Too few values for a forecast: 3 since the definition changed in 2015"
    assert spaced(unknown.reason).endswith("Available: October 2021 66.0%, October 2022 72.2%, October 2023 78.9%.")


def test_too_few_and_too_old_values_are_told_apart():
    assert shown(series([66, 72])).title == "Too few values for a forecast: 2"
    old = shown(series(RISING, until=2019))
    assert spaced(old.title) == "Too old for a forecast: the newest value is from October 2019"


def test_no_value_and_no_goal_are_told_apart():
    rows = forecast.reached(series(RISING), None)
    without = exhibits.goal_forecast(series(RISING), forecast.coming(series(RISING)), rows, MEASURE, setting())
    assert without.title == "There is no goal to compare a forecast with"
    assert shown(series(RISING, area="a")).title == "There is no value to forecast from"


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (1, "more than 9 in 10"),
        (0.951, "more than 9 in 10"),
        (0.94, "about 9 in 10"),
        (0.5, "about 5 in 10"),
        (0.06, "about 1 in 10"),
        (0.04, "less than 1 in 10"),
    ],
)
def test_a_chance_is_said_in_tenths(share, said):
    assert chance(share, EN) == said


# The municipalities

FOUR = {
    "c": [60, 60.4, 60.9, 61.2],
    "b": RISING,
    "a": [93, 94.2, 95.1, 95.9],
    "d": [66, 72],
}


def test_of_two_it_is_said_that_both_reach_the_goal():
    both = towns({"a": [80, 84, 87, 89.5], "b": [82, 85, 88, 90.5]}, goal(90, 2030))
    assert spaced(both.title) == "At this pace both municipalities with a forecast reach 90% by 2030"


def test_a_value_that_a_forecast_begins_from_is_marked_where_it_is_a_limit():
    assert cells(shown(series([98, 98.7, 99.2, 99.5], status=[None, None, None, "at_least"]), goal(99.9, decimals=1)))[
        3
    ][1] == ("at least 99.5%")
    known = pd.concat([series([80, 84, 87, 99.5], each, status=[*[None] * 3, "at_least"]) for each in "abc"])
    rows = forecast.reached(known, goal(99.9, decimals=1), (), setting().as_of)
    found = exhibits.goal_years(known, rows, TOWNS, MEASURE, setting())
    assert {line[2] for line in cells(found)} == {"at least 99.5%"}
    assert any("lower limit" in note for note in found.notes)


def test_the_title_counts_those_in_time_among_those_with_a_forecast():
    assert spaced(towns(FOUR, goal(90, 2027)).title) == (
        "At this pace 2 of 3 municipalities with a forecast reach 90% by 2027"
    )
    assert spaced(towns(FOUR, goal(90, 2025)).title).startswith("At this pace 1 of 3 municipalities")
    two = {"b": RISING, "c": FOUR["c"]}
    assert spaced(towns(two).title) == "At this pace none of the 2 municipalities with a forecast reach 95% by 2025"
    assert spaced(towns(two, goal(90, 2020)).title).startswith("At this pace none")


def test_the_rows_stand_by_the_year_they_reach_the_goal_those_that_do_not_last():
    exhibit = towns(FOUR, goal(90, 2027))
    assert [(row[0], row[3]) for row in cells(exhibit)] == [
        ("Ale", "since 2020"),
        ("Bol", "2027"),
        ("Åmål", "after 2033"),
    ]
    assert cells(exhibit)[0][4:] == ["reached", "reached"]
    assert cells(exhibit)[2][4:] == ["after 2033", "less than 1 in 10"]


def test_who_has_reached_it_who_will_and_who_will_not_is_said_by_name():
    said = spaced(towns(FOUR | {"e": [50, 60, 69.5, 77, 83.2]}, goal(90, 2026)).description)
    assert said.startswith("90% has already been reached by Ale.")
    assert "Of those still to come, Eda is expected first, in 2025, and Bol last, in 2027." in said
    assert said.endswith("Not expected to reach it by 2033: Åmål.")


def test_who_has_too_few_values_and_who_has_none_is_named():
    assert towns(FOUR).missing == (
        "Fewer than four values, so no forecast: Dals-Ed. No value available for 1 municipality: Eda."
    )


def test_who_has_no_value_since_the_definition_changed_has_too_few():
    values = pd.concat([series(RISING, "b"), series([40, 41, 42, 43], "a", until=2014, era=0)], ignore_index=True)
    missing = exhibits.goal_years(values, forecast.reached(values, goal()), TOWNS, MEASURE, setting()).missing
    assert missing.startswith("Fewer than four values, so no forecast: Ale.")


def test_who_has_only_old_values_is_named():
    about = setting(as_of="2027-01-01")
    values = pd.concat([series(RISING, "b"), series(RISING, "a", until=2025)], ignore_index=True)
    rows = forecast.reached(values, goal(95, 2030), (), about.as_of)
    missing = exhibits.goal_years(values, rows, TOWNS, MEASURE, about).missing
    assert missing.startswith("Newest value more than three years old, so no forecast: Bol.")


def test_in_the_figure_the_year_stands_in_words_and_late_is_a_shape_of_its_own():
    figure = towns(FOUR, goal(90, 2025)).figure
    assert labels(figure) == ["since 2020", "2027", "after 2033", "Goal for 2025"]
    assert list(figure.layout.yaxis.ticktext) == ["Ale", "Bol", "Åmål"]
    assert list(figure.data[0].marker.symbol) == ["square", "diamond"]
    assert "circle" in towns(FOUR, goal(90, 2027)).figure.data[0].marker.symbol


def test_two_municipalities_make_no_chart_nor_do_many_that_are_all_beyond_the_years_shown():
    assert towns({"a": RISING, "b": RISING}).figure is None
    beyond = towns(dict.fromkeys("abc", FOUR["c"]))
    assert beyond.figure is None and not any("diamond" in note for note in beyond.notes)


def test_many_of_whom_the_same_is_foreseen_share_a_row(monkeypatch):
    names = [f"By {letter}" for letter in "abcdef"]
    monkeypatch.setitem(globals(), "TOWNS", pd.DataFrame({"name": dict(zip("abcdef", names, strict=True))}))
    alike = towns(dict.fromkeys("abcdef", FOUR["c"]))
    assert [row[:3] for row in cells(alike)] == [["All 6", "6", "after 2033"]]
    assert alike.description == "None of the 6 are expected to reach it by 2033."
    apart = towns(dict.fromkeys("abcde", FOUR["c"]) | {"f": [84, 87, 89.5, 91.5]}, goal(99.5, decimals=1))
    assert apart.figure is None
    assert [row[:2] for row in cells(apart)] == [["By f", "1"], ["By a, By b, By c, By d and By e", "5"]]


def test_without_any_forecast_nothing_is_said_of_the_municipalities():
    unknown = towns({"d": [66, 72]})
    assert isinstance(unknown, Unknown)
    assert "None of the 5 municipalities" in unknown.reason
