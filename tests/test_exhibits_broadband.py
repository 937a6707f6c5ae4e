"""What the exhibits of goals and standing say, and that they say no more than the rows prove."""

import json
import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import figures, measures
from radrum.exhibits import (
    Exhibit,
    Unknown,
    against_nation,
    coverage_over_time,
    coverage_points,
    coverage_told,
    goal_gaps,
    goal_reach,
    ranking,
)
from radrum.exhibits.ranking import rank_title
from radrum.figures.style import named_years
from radrum.measures import coverage, gaps
from radrum.measures import ranking as ranks
from radrum.passport import Passport
from radrum.words import Words

DAY = pd.Timestamp("2019-06-01")
MEASURE = "available_100mbps"
NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
AREAS = pd.DataFrame(
    [
        ("SE", "country", "Sverige", None),
        ("SE-14", "county", "Västra Götalands län", "SE"),
        ("SE-01", "county", "Stockholms län", "SE"),
        ("SE-13", "county", "Hallands län", "SE"),
        ("SE-1480", "municipality", "Göteborg", "SE-14"),
        ("SE-1402", "municipality", "Partille", "SE-14"),
        ("SE-1461", "municipality", "Mellerud", "SE-14"),
    ],
    columns=["area", "kind", "name", "part_of"],
).set_index("area")
MUNICIPALITIES = AREAS[AREAS["kind"] == "municipality"]
COUNTIES = ["SE-01", "SE-13", "SE-14"]
PASSPORT = Passport(
    name="pts",
    title="Bredband",
    producer="PTS",
    url="https://www.pts.se",
    published=DAY.date(),
    retrieved=DAY.date(),
    licence="CC0",
    citation="PTS",
    citation_derived="egen bearbetning av PTS",
    sha256="",
)


def about(day=DAY):
    return SimpleNamespace(
        words=Words("en", own="sv"),
        as_of=pd.Timestamp(day),
        passports={"pts": PASSPORT},
        areas=AREAS,
        nation="SE",
        council=SimpleNamespace(area="SE-14", folder="vgr"),
        goals=goals((MEASURE, 2020, 95)),
    )


def statistics(*rows, measure=MEASURE, base="households"):
    """Published values: (area, year, value, decimals)."""
    frame = pd.DataFrame(rows, columns=["area", "year", "value", "decimals"])
    return frame.assign(
        period=pd.to_datetime(frame.pop("year").astype(str) + "-10-01"),
        decimals=frame["decimals"].astype("Int64"),
        measure=measure,
        segment="all",
        base=base,
        source="PTS",
        status="",
        published=pd.Timestamp("2019-05-31"),
        published_precision="day",
        snapshot="pts",
    )


def goals(*rows, base="households"):
    """Goals of the county: (measure, year, value)."""
    frame = pd.DataFrame(rows, columns=["measure", "goal_year", "value"])
    return frame.assign(area="SE-14", segment="all", base=base, decimals=0, document="Strategi 2018", snapshot="pts")


def series(values, *areas):
    return coverage.series(values, list(areas), MEASURE)


def counted(n, year=2018):
    return coverage.series(
        statistics(("SE-14", year, n, 0), measure="households"), ["SE-14"], "households", bases=("households",)
    )


def every_goal(values, aims, counts=None):
    return gaps.every_goal(values, aims, "SE-14", "SE", {}, counts)


def said(exhibit):
    """All texts of an exhibit, its table's cells after its description."""
    cells = [cell["text"].replace("\u00a0", " ") for line in exhibit.table.written(exhibit.words) for cell in line]
    texts = [exhibit.title, exhibit.subtitle, exhibit.description, *exhibit.notes, exhibit.missing, *cells]
    return [str(text).replace("\u00a0", " ") for text in texts]


def text_of(exhibit):
    return str(exhibit.description).replace("\u00a0", " ")


# The distance to each goal


RISING = statistics(("SE-14", 2017, 78.9, 1), ("SE-14", 2018, 83.4, 1))
CUT = ((pd.Timestamp("2015-01-01"), "population_to_households"),)
AIMS = goals((MEASURE, 2015, 40), (MEASURE, 2020, 95), ("available_1gbps", 2025, 98))


def test_a_goal_is_told_in_points_and_in_households():
    found = goal_gaps(every_goal(RISING, AIMS, counted(751_234)), MEASURE, about())
    text = " ".join(said(found))
    assert "11.6 percentage points or about 87,100 households short" in text
    assert "rose by 4.5 percentage points a year; 5.2 percentage points a year is needed: the pace is too slow." in text


def test_the_title_says_how_many_goals_are_reached_and_if_the_pace_is_enough():
    found = goal_gaps(every_goal(RISING, AIMS), MEASURE, about())
    assert found.title == "1 of 2 goals is reached; the pace is too slow"


def test_a_pace_is_never_enough_without_the_word_that_the_rise_must_not_slow():
    one, both = goals((MEASURE, 2025, 95)), goals((MEASURE, 2025, 95), (MEASURE, 2026, 96))
    found = [goal_gaps(every_goal(RISING, aims), MEASURE, about()) for aims in (one, both)]
    assert [each.title for each in found] == [
        "The goal is not reached; the pace is enough if the rise does not slow",
        "None of the 2 goals are reached; the pace is enough for 2 of the 2 still ahead if the rise does not slow",
    ]
    for each in found:
        assert all("if the rise does not slow" in text for text in said(each) if "pace is enough" in text)
        assert "The pace is a straight line; most often the rise slows when almost all have access." in each.notes


def test_households_that_are_not_at_hand_are_said_to_be_and_have_no_column():
    found = goal_gaps(every_goal(RISING, AIMS), MEASURE, about())
    assert "short" not in [column.name for column in found.table.columns]
    assert any("their number in Västra Götalands län is not available" in note for note in found.notes)


def test_a_goal_without_a_value_is_named():
    found = goal_gaps(every_goal(RISING, AIMS), MEASURE, about())
    assert found.missing == "No value available to compare with these goals: 98% with broadband of 1 Gbit/s in 2025."


def rural():
    """The goal for everywhere in 2020, and one outside built-up areas that comes sooner."""
    aims = goals((MEASURE, 2020, 95), (MEASURE, 2019, 90)).assign(segment=["all", "rural"])
    return every_goal(pd.concat([RISING, RISING.assign(value=60.0, segment="rural")]), aims)


def test_a_goal_outside_built_up_areas_says_so_and_gives_way_to_that_for_everywhere():
    shown = goal_gaps(rural(), MEASURE, about())
    assert "90% with broadband of 100 Mbit/s outside built-up areas in 2019" in said(shown)
    assert text_of(shown).startswith("95% with broadband of 100 Mbit/s in 2020: 83.4%")
    alone = rural().query("segment == 'rural'")
    assert text_of(goal_gaps(alone, MEASURE, about())).startswith("90% with broadband of 100 Mbit/s outside built-up")


def test_the_meetings_first_screen_tells_no_households_of_a_goal_outside_built_up_areas():
    bound = rural().query("segment == 'rural'").assign(short=400.0, within=1.0)
    nothing = pd.DataFrame({"period": []})
    assert coverage_told(bound, nothing, nothing, MEASURE, about()) == []
    assert coverage_told(bound.assign(segment="all"), nothing, nothing, MEASURE, about()) != []


def test_a_pace_that_one_value_cannot_tell_is_said_not_to_be_known():
    one = RISING[RISING["period"].dt.year == 2018]
    found = goal_gaps(every_goal(one, AIMS), MEASURE, about())
    assert "The pace is not known: no earlier value can be compared." in found.description
    assert "not known" in said(found)


def test_a_goal_whose_year_is_over_needs_no_pace():
    found = goal_gaps(every_goal(RISING, goals((MEASURE, 2020, 95))), MEASURE, about("2021-02-01"))
    assert said(found)[-2:] == ["the year is over", "Not reached when last measured; the year is over"]
    assert "is needed" not in found.description
    assert found.title == "The goal is not reached, and its year is over"


def test_of_a_goal_without_a_value_the_title_does_not_say_that_its_year_is_over():
    found = goal_gaps(every_goal(RISING, AIMS), MEASURE, about("2021-02-01"))
    assert found.title == "1 of 2 goals is reached; the year of the one left is over"
    assert "98% with broadband of 1 Gbit/s in 2025" in found.missing


def test_a_share_that_rounding_hides_on_either_side_of_the_goal_is_noted():
    close = statistics(("SE-14", 2018, 95, 0))
    found = goal_gaps(every_goal(close, goals((MEASURE, 2020, 95))), MEASURE, about())
    assert found.title == "The goal is reached"
    assert any("rounding hides" in note for note in found.notes)


def test_a_goal_that_counts_others_than_the_values_says_so():
    found = goal_gaps(
        every_goal(RISING, goals((MEASURE, 2020, 95), base="households_and_workplaces")), MEASURE, about()
    )
    assert "The goal counts households and workplaces; the values count households." in found.notes


def test_without_a_goal_or_a_value_the_distance_is_unknown_and_why_is_said():
    none = goal_gaps(every_goal(RISING, AIMS.head(0)), MEASURE, about())
    assert isinstance(none, Unknown)
    assert "No goal" in none.reason
    unmeasured = goal_gaps(every_goal(RISING.head(0), AIMS), MEASURE, about())
    assert isinstance(unmeasured, Unknown)
    assert "95% with broadband of 100 Mbit/s in 2020" in unmeasured.reason


def test_what_is_computed_cites_its_source_as_derived():
    assert "adapted from PTS" in goal_gaps(every_goal(RISING, AIMS), MEASURE, about()).source


# Who reaches the goal


def reached(values, aims=None):
    aims = goals((MEASURE, 2020, 95)) if aims is None else aims
    own = series(values, *MUNICIPALITIES.index)
    return goal_reach(gaps.reach_goals(own, aims, [*MUNICIPALITIES.index]), own, MUNICIPALITIES, MEASURE, about())


ALL = [
    *(("SE-1480", 2017, 94.0, 1), ("SE-1402", 2017, 92.6, 1), ("SE-1461", 2017, 28.1, 1)),
    *(("SE-1480", 2018, 95.1, 1), ("SE-1402", 2018, 93.5, 1), ("SE-1461", 2018, 45.5, 1)),
]


def test_those_that_reach_the_goal_are_counted_and_named_with_who_is_new():
    found = reached(statistics(*ALL))
    assert found.title == "1 of 3 municipalities reaches 95%"
    assert "In October 2018: Göteborg. New since October 2017: Göteborg." in said(found)[2]
    assert found.missing == ""


def test_of_municipalities_without_a_value_nothing_is_said_but_their_names():
    found = reached(statistics(ALL[3], ALL[4]))
    assert found.title == "Of 2 municipalities with a value available, Göteborg reaches 95%"
    assert found.missing == "No value available for 1 municipality in October\u00a02018: Mellerud."


def test_where_fewer_than_half_have_a_value_how_many_reach_the_goal_is_not_known():
    found = reached(statistics(ALL[4]))
    assert found.title == "How many reach the goal is not known: 1 of 3 has a value"
    assert "none of the 1" in said(found)
    assert "none" not in said(found)
    assert "none" in said(reached(statistics(*ALL[:3])))
    far = goal_gaps(every_goal(RISING, AIMS), MEASURE, about())
    assert coverage_points([far, found], *[[far]] * 5, about()).answers[0].points == ()
    own = series(statistics(ALL[4]), *MUNICIPALITIES.index)
    reach = gaps.reach_goals(own, goals((MEASURE, 2020, 95)), [*MUNICIPALITIES.index])
    assert not any(
        "municipalit" in line
        for line in coverage_told(every_goal(RISING, AIMS), reach, ranks.against(own, "SE-14", "SE"), MEASURE, about())
    )


def test_the_document_of_the_goal_is_named_as_a_source():
    assert "Strategi 2018" in reached(statistics(*ALL)).source


def test_who_had_no_value_before_is_not_said_to_be_new():
    assert "New since" not in reached(statistics(ALL[1], *ALL[3:])).description


def test_none_is_said_of_all_only_where_all_are_known():
    assert reached(statistics(*ALL[:3])).title == "None of the 3 municipalities reach 95%"
    assert reached(statistics(ALL[0], ALL[1])).title == "None of the 2 municipalities with a value available reach 95%"


def test_a_goal_that_nobody_reaches_gives_way_to_one_that_somebody_does():
    found = reached(statistics(*ALL), goals((MEASURE, 2018, 95), (MEASURE, 2025, 100)))
    assert found.title == "1 of 3 municipalities reaches 95%"
    assert "100%, the goal for 2025, is reached by none of 3." in found.description


def test_every_municipality_is_a_dot_in_every_period():
    figure = reached(statistics(*ALL)).figure
    assert sum(len(trace.y) for trace in figure.data) == 6
    hovers = [text for trace in figure.data for text in trace.hovertext]
    assert hovers.count("Göteborg: reaches the goal") == 1
    labels = [note.text.replace("\u00a0", " ") for note in figure.layout.annotations]
    assert labels[0].startswith("<b>October 2017</b>  0 of 3")
    assert "1 of 3" in labels[1]
    assert "Göteborg" in labels[1]


def test_where_most_have_no_value_no_dots_are_drawn():
    assert reached(statistics(ALL[0], ALL[3])).figure is None


def test_without_a_municipalitys_value_who_reaches_the_goal_is_unknown():
    assert isinstance(reached(statistics(*ALL).head(0)), Unknown)


# The rank


def ranked(values, day=DAY):
    of_kin = ranks.ranks(series(values, *COUNTIES), COUNTIES)
    levels = coverage.levels(series(values, "SE-14", "SE"), None)
    return ranking(of_kin, levels, COUNTIES, MEASURE, about(day))


def test_a_rank_among_all_is_said_of_all_with_the_one_before():
    found = ranked(
        statistics(
            *(("SE-01", 2017, 90.0, 1), ("SE-13", 2017, 80.0, 1), ("SE-14", 2017, 78.9, 1)),
            *(("SE-01", 2018, 92.0, 1), ("SE-13", 2018, 82.0, 1), ("SE-14", 2018, 83.4, 1)),
        )
    )
    assert found.title == "Västra Götalands län is number 2 of 3 counties"
    assert "In October 2017 it was number 3." in said(found)
    assert [cell for cell in said(found) if cell == "Hallands län"]


def test_a_rank_among_some_says_among_how_many_and_between_which_ranks_it_lies():
    found = ranked(statistics(("SE-01", 2018, 92.0, 1), ("SE-14", 2018, 83.4, 1)))
    assert found.title == "Västra Götalands län comes after Stockholms län, the only other whose value is known"
    assert "number 2 at best and 3 at worst" in found.notes[0]
    assert found.missing == "No value available for Hallands län."


@pytest.mark.parametrize(("n", "ending"), [(3, "Län 0, Län 1 and Län 2, the 3 others"), (7, "the 7 others")])
def test_the_last_of_those_known_has_no_number_but_those_before_it(n, ending):
    row = pd.Series(
        {"rank": n + 1, "rank_of_known": n + 1, "rank_at_worst": n + 2, "tied": 1, "known": n + 1, "of": 21}
    )
    title = rank_title(row, [f"Län {each}" for each in range(n)], "county", about())
    assert title == f"Västra Götalands län comes after {ending} whose value is known"


def test_areas_with_one_value_share_their_rank():
    found = ranked(statistics(("SE-01", 2018, 92.0, 1), ("SE-13", 2018, 83.4, 1), ("SE-14", 2018, 83.4, 1)))
    assert found.title == "Västra Götalands län shares place 2 of 3 counties"
    assert "2 (shared)" in said(found)


def test_an_area_that_alone_has_a_value_has_no_rank():
    found = ranked(statistics(("SE-14", 2018, 83.4, 1)))
    assert isinstance(found, Unknown)
    assert "counties" in found.reason


def test_the_area_is_bold_among_the_ranked_and_its_share_stands_beside():
    found = ranked(statistics(("SE-01", 2018, 92.0, 1), ("SE-13", 2018, 82.0, 1), ("SE-14", 2018, 83.4, 1)))
    assert found.figure.layout.yaxis.ticktext == (
        "1  Stockholms län",
        "<b>2  Västra Götalands län</b>",
        "3  Hallands län",
    )
    assert "<b>83.4%</b>" in [note.text for note in found.figure.layout.annotations]


# Against the nation


def beside(*rows):
    values = series(statistics(*rows), "SE-14", "SE")
    return against_nation(ranks.against(values, "SE-14", "SE"), values, MEASURE, about())


CROSSING = [
    *(("SE", 2015, 69, 0), ("SE-14", 2015, 66, 0), ("SE", 2016, 73.28, 2), ("SE-14", 2016, 72.16, 2)),
    *(("SE", 2017, 78.5, 1), ("SE-14", 2017, 78.9, 1)),
]


def test_the_first_time_above_is_said_of_the_measurements_at_hand():
    found = beside(*CROSSING)
    assert found.title.replace("\u00a0", " ") == (
        "Västra Götalands län is above Sverige for the first time in 3 measurements: by 0.4 percentage points"
    )
    assert "was the higher in 1" in found.description


def test_what_was_so_before_is_not_said_to_be_the_first_time():
    found = beside(*CROSSING, ("SE", 2018, 82.24, 2), ("SE-14", 2018, 83.38, 2))
    assert found.title.replace("\u00a0", " ") == "Västra Götalands län is 1.14 percentage points above Sverige"


def test_one_measurement_proves_no_first_time():
    assert "first" not in beside(*CROSSING[-2:]).title


def test_the_distances_are_bars_with_their_signs():
    figure = beside(*CROSSING).figure
    assert list(figure.data[0].y) == [-3, -1.12, 0.4]
    texts = [note.text for note in figure.layout.annotations]
    assert {"−3", "−1.12", "+0.4", "2015", "Above Sverige", "Below Sverige"} <= set(texts)


def test_each_share_keeps_the_decimals_it_was_published_with():
    found = beside(("SE", 2018, 82.2, 1), ("SE-14", 2018, 83.38, 2))
    assert "83.38% in Västra Götalands län and 82.2% in Sverige" in found.description


def test_without_a_year_that_both_have_the_standing_is_unknown():
    assert isinstance(beside(("SE", 2017, 78.5, 1), ("SE-14", 2018, 83.4, 1)), Unknown)


# The first screens


def test_the_first_screen_answers_with_what_is_known_first():
    far = goal_gaps(every_goal(RISING, AIMS), MEASURE, about())
    reach, none = reached(statistics(*ALL)), ranked(statistics(("SE-14", 2018, 83.4, 1)))
    summary = coverage_points([far, reach], [none], [none, reach], [none], [none], [none], about())
    assert [answer.answer for answer in summary.answers[:3]] == [
        "1 of 2 goals is reached; the pace is too slow.",
        "How Västra Götalands län ranks is not known.",
        "1 of 3 municipalities reaches 95%.",
    ]
    assert summary.answers[0].points == ('<a href="#goal-reach">1 of 3 municipalities reaches 95%</a>',)
    assert [answer.more for answer in summary.answers[:3]] == ["goal-gaps", "ranking", "goal-reach"]


@pytest.mark.parametrize(("counts", "first"), [(counted(751_234), "That comes to about 87,100 households"), (None, "")])
def test_the_meetings_first_screen_adds_only_what_is_known(counts, first):
    own = series(statistics(*ALL), *MUNICIPALITIES.index)
    values = series(statistics(*CROSSING), "SE-14", "SE")
    told = coverage_told(
        every_goal(RISING, AIMS, counts),
        gaps.reach_goals(own, goals((MEASURE, 2020, 95)), [*MUNICIPALITIES.index]),
        ranks.against(values, "SE-14", "SE"),
        MEASURE,
        about(),
    )
    expected = [first] if first else []
    assert told[: len(expected)] == expected
    assert told[-2] == "1 of 3 municipalities reaches 95%"
    assert "for the first time" in told[-1]


def test_one_measurement_is_no_first_time_on_the_meetings_first_screen():
    values = series(statistics(*CROSSING[-2:]), "SE-14", "SE")
    none = series(RISING.head(0), "SE-14")
    reach = gaps.reach_goals(none, AIMS.head(0), [])
    assert coverage_told(every_goal(RISING, AIMS), reach, ranks.against(values, "SE-14", "SE"), MEASURE, about()) == []


def test_where_nothing_is_known_the_meetings_first_screen_adds_nothing():
    empty = series(RISING.head(0), "SE-14", "SE")
    bound = every_goal(RISING.head(0), AIMS)
    assert (
        coverage_told(
            bound, gaps.reach_goals(empty, AIMS.head(0), []), ranks.against(empty, "SE-14", "SE"), MEASURE, about()
        )
        == []
    )


def test_every_exhibit_is_whole_in_every_language():
    for language in ("sv", "nb", "nn"):
        setting = about()
        setting.words = Words(language)
        found = goal_gaps(every_goal(RISING, AIMS, counted(751_234)), MEASURE, setting)
        assert isinstance(found, Exhibit)


# What the notebook asks


def test_a_nation_that_is_a_year_ahead_hides_no_growth_of_the_municipalities():
    cells = json.loads((NOTEBOOKS / "broadband.ipynb").read_text(encoding="utf-8"))["cells"]
    cell = next("".join(each["source"]) for each in cells if "growth.between" in "".join(each["source"]))
    rows = statistics(*ALL, ("SE", 2018, 80.0, 1), ("SE", 2017, 75.0, 1), ("SE", 2019, 85.0, 1))
    every = series(rows, *MUNICIPALITIES.index)
    asked = SimpleNamespace(growth=lambda growing, *_: growing, coverage_changes=lambda *_: None)
    dossier = SimpleNamespace(statistics=rows, region=[*AREAS.index])
    known = {"whole": series(rows, *AREAS.index), "every": every, "counts": every.head(0), "breaks": ()}
    known |= {"measures": measures, "exhibits": asked, "dossier": dossier, "measure": MEASURE}
    exec(cell, known | {"municipalities": MUNICIPALITIES}, found := {})  # noqa: S102
    assert found["grown"].set_index("area")["change"].to_dict() == {
        "SE-1461": 17.4,
        "SE": 5.0,
        "SE-1480": 1.1,
        "SE-1402": 0.9,
    }


# The figure over the years


@pytest.fixture
def over_time():
    values = series(statistics(*(("SE-14", year, 60 + year - 2010, 1) for year in range(2014, 2019))), "SE-14")
    nation = series(statistics(("SE", 2017, 70.0, 1), ("SE", 2018, 75.0, 1)), "SE")
    aims = goals((MEASURE, 2020, 95), (MEASURE, 2025, 100))
    return over(pd.concat([values, nation], ignore_index=True), aims)


def over(given, aims, breaks=()):
    return figures.coverage_over_time(given, aims, breaks, dict(AREAS["name"]), "SE-14", Words("en", own="sv"))


def test_a_year_stands_where_its_value_and_its_goal_are_drawn(over_time):
    drawn = {trace.name: trace for trace in over_time.data}
    ticks = dict(zip(over_time.layout.xaxis.ticktext, over_time.layout.xaxis.tickvals, strict=True))
    assert ticks["2025"] == pytest.approx(drawn["Goal"].x[1], abs=0.01)
    assert ticks["2018"] == pytest.approx(drawn["Västra Götalands län"].x[4], abs=0.01)
    low, high = over_time.layout.xaxis.range
    assert all(low < x < high for trace in over_time.data for x in trace.x)


def test_the_nation_is_dashed_and_the_names_have_room_beside_the_plot(over_time):
    drawn = {trace.name: trace for trace in over_time.data}
    assert (drawn["Sverige"].line.dash, drawn["Västra Götalands län"].line.dash) == ("dash", "solid")
    for layout in (over_time.layout.to_plotly_json(), over_time.layout.meta["narrow"]):
        names = [note for note in layout["annotations"] if "Sverige" in note["text"] or "Väst" in note["text"]]
        longest = max(len(line) for note in names for line in re.sub("</?b>", "", note["text"]).split("<br>"))
        assert all((note["xref"], note["x"], note["xanchor"]) == ("paper", 1, "left") for note in names)
        assert layout["margin"]["r"] > 7 * longest


def test_where_no_goal_is_near_a_name_stands_at_the_end_of_its_line():
    figure = over(series(RISING, "SE-14"), goals((MEASURE, 2030, 95)))
    for layout in (figure.layout.to_plotly_json(), figure.layout.meta["narrow"]):
        name = next(note for note in layout["annotations"] if "Väst" in note["text"])
        assert ("xref" not in name, name["x"], layout["margin"]["r"]) == (True, figure.data[0].x[1], 8)


def test_the_reason_of_an_early_break_stands_on_the_side_that_is_free():
    values, aims = (
        series(statistics(("SE-14", 2010, 50.0, 1), ("SE-14", 2023, 90.0, 1)), "SE-14"),
        goals((MEASURE, 2025, 95)),
    )
    for year, side in ((2011, "left"), (2022, "right")):
        figure = over(values, aims, ((pd.Timestamp(year, 1, 1), "why"),))
        assert next(note.xanchor for note in figure.layout.annotations if note.text == "why") == side


def test_each_goal_is_told_close_above_its_mark(over_time):
    marks = next(trace for trace in over_time.data if trace.name == "Goal")
    told = [note for note in over_time.layout.annotations if note.text.startswith("Goal")]
    assert [note.text for note in told] == ["Goal 2020: 95%", "Goal 2025: 100%"]
    assert [(note.x, note.y) for note in told] == [*zip(marks.x, marks.y, strict=True)]
    assert {note.yshift for note in told} == {10}


def test_goals_of_one_year_and_lines_above_them_do_not_hide_what_is_told_of_them():
    values = series(statistics(("SE-14", 2017, 60.0, 1), ("SE-14", 2018, 97.0, 1)), "SE-14")
    figure = over(values, goals((MEASURE, 2018, 90), (MEASURE, 2018, 95)))
    told = [note for note in figure.layout.annotations if note.text.startswith("Goal")]
    assert [(note.y, note.yshift) for note in told] == [(97.0, 10), (97.0, 30)]


def test_the_first_and_the_last_year_are_named():
    for first, last in ((2010, 2023), (2010, 2025), (2017, 2018), (2018, 2018)):
        for step in (2, 4):
            named = [int(year) for year in named_years(first + 0.75, last + 0.75, step)]
            assert (named[0], named[-1]) == (first, last)
            assert all(b - a >= step for a, b in pairwise(named)) or last - first < step


def test_what_a_line_is_cut_by_names_who_the_values_count():
    before = statistics(("SE-14", 2013, 50.0, 1), base="population_and_workplaces")
    values = coverage.series(pd.concat([before, RISING]), ["SE-14"], MEASURE, CUT)
    found = coverage_over_time(values, coverage.levels(values, None), goals().head(0), CUT, MEASURE, about())
    (note,) = [note for note in found.notes if "cut" in note]
    assert "counted by population and workplaces before, by households after" in note
    assert "population and workplaces" in said(found)
    texts = [note.text.replace("<br>", " ") for note in found.figure.layout.annotations]
    assert "Counted by population and workplaces before, by households after" in texts


def test_on_a_wide_page_the_nation_is_named_over_its_line_and_on_a_phone_where_there_is_room():
    rows = pd.DataFrame({"area": ["SE-01", "SE-14", "SE-13"], "name": ["A", "B", "C"], "value": [95.0, 92.5, 91.0]})
    rows = rows.assign(rank=[1, 2, 3], decimals=1)
    figure = figures.ranked(rows, "SE-14", [("Sverige", 94.2, "94.2%")], Words("en"), start=90)
    wide, phone = (
        next(note for note in notes if "Sverige" in note["text"])
        for notes in (figure.to_plotly_json()["layout"]["annotations"], figure.layout.meta["narrow"]["annotations"])
    )
    assert (wide["x"], wide.get("xref"), wide["text"]) == (94.2, None, "Sverige 94.2%")
    assert (phone["x"], phone["xref"], phone["text"]) == (1, "paper", "┊ Sverige 94.2%")


def test_names_of_those_that_reach_the_goal_stand_in_one_order():
    towns = [*enumerate(MUNICIPALITIES.index)]
    rows = [(area, year, 97.0 + n * (year - 2017), 1) for year in (2017, 2018) for n, area in towns]
    found = reached(statistics(*rows))
    assert text_of(found).startswith("In October 2018: Göteborg, Mellerud and Partille.")
    assert "All 3" in " ".join(note.text for note in found.figure.layout.annotations)


def test_units_of_the_distances_stand_in_the_heads_and_not_in_every_cell():
    table = goal_gaps(every_goal(RISING, AIMS, counted(751_234)), MEASURE, about()).table
    heads = [column.heading for column in table.columns if "percentage points" in column.heading]
    assert [head.split(",")[0] for head in heads] == ["Distance to the goal", "Rise a year", "Needed a year"]
    assert not any("percentage" in cell["text"] for row in table.written(Words("en")) for cell in row)
    assert "11.6" in [cell["text"] for row in table.written(Words("en")) for cell in row]
