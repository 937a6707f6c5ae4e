"""Tables as known on a day become numbers; what cannot be known stays missing."""

import pandas as pd
import pytest
from radrum.measures import actions, conflicts, coverage, indices, initiatives, meetings, news, rollout

MEETING, SUMMER = pd.Timestamp("2016-09-08"), pd.Timestamp("2017-06-01")
BREAKS = ((pd.Timestamp("2015-01-01"), "population_to_households"),)


def day(text):
    return pd.Timestamp(text) if text else pd.NaT


def frame(rows, days=(), **types):
    """A frame of the rows given as dicts, with missing days as days and the types asked for."""
    made = pd.DataFrame(rows)
    for name in days:
        made[name] = pd.to_datetime(made[name])
    return made.astype(types)


def statistics(*rows):
    """Published values; what a row does not name is the share of households with fibre, published in March after."""
    usual = {"measure": "fibre", "segment": "all", "base": "households", "source": "PTS", "decimals": 0}
    usual |= {"published_precision": "day", "status": None, "snapshot": "pts", "retrieved": "2026-11-22"}
    made = []
    for row in rows:
        after = f"{int(row['period'][:4]) + 1}-03-20"
        made.append(usual | {"published": after} | row)
    return frame(made, ["period", "published", "retrieved"], value=float)


def tasks(*rows):
    usual = {"meeting": "m1", "position": 1, "state": "open", "due_latest": None, "due_meeting": None}
    return frame([usual | row for row in rows], ["due_latest"], due_meeting="str")


def dated(*rows):
    said = {"kind": "meeting", "date_latest": None}
    given = [{"number": n} | said | row for n, row in enumerate(rows, start=1)]
    return frame(given, ["date", "date_latest"], number="Int64")


GIVEN_AT = dated({"meeting": "m1", "date": "2016-09-08"})


# Tasks


def standing(task, as_of, ahead=GIVEN_AT):
    return actions.standing(tasks({"action": "a"} | task), ahead, pd.Timestamp(as_of)).iloc[0]


def test_a_task_is_late_only_after_its_last_day():
    task = {"due_latest": "2016-10-02"}
    assert standing(task, "2016-10-01")["standing"] == "ahead"
    assert standing(task, "2016-10-02")["standing"] == "ahead"
    late = standing(task, "2016-10-05")
    assert (late["standing"], late["days_late"]) == ("late", 3)


def test_days_late_is_missing_where_a_task_is_not_late():
    assert pd.isna(standing({"due_latest": "2016-10-02"}, "2016-10-02")["days_late"])
    assert pd.isna(standing({"due_latest": "2016-10-02", "state": "done"}, "2016-10-05")["days_late"])


def test_a_task_without_a_last_day_is_never_late():
    task = standing({}, "2020-01-01")
    assert task["standing"] == "no_last_day"
    assert pd.isna(task["last_day"])


def test_a_task_due_at_a_meeting_is_late_once_the_meeting_has_a_day_that_has_passed():
    task = {"due_meeting": "m2"}
    undated, set_later = dated({"meeting": "m2", "date": None}), dated({"meeting": "m2", "date": "2016-11-24"})
    assert standing(task, "2016-12-01", undated)["standing"] == "no_last_day"
    assert standing(task, "2016-11-24", set_later)["standing"] == "ahead"
    late = standing(task, "2016-12-01", set_later)
    assert (late["standing"], late["days_late"], late["last_day"]) == ("late", 7, pd.Timestamp("2016-11-24"))


def test_a_task_due_at_a_meeting_that_nobody_knows_has_no_last_day():
    assert standing({"due_meeting": "m9"}, "2016-12-01")["standing"] == "no_last_day"


def test_the_last_day_that_the_words_can_mean_goes_before_the_meetings():
    task = {"due_latest": "2016-10-02", "due_meeting": "m2"}
    assert standing(task, "2016-09-08", dated({"meeting": "m2", "date": "2016-11-24"}))["last_day"] == day("2016-10-02")


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_a_task_that_is_done_or_dropped_is_not_late(state):
    assert standing({"due_latest": "2016-10-02", "state": state}, "2017-01-01")["standing"] == state
    assert standing({"state": state}, "2017-01-01")["standing"] == state


def test_tasks_stand_in_the_order_of_their_meetings_notes():
    given = tasks({"action": "b", "position": 2}, {"action": "c", "meeting": "m2"}, {"action": "a", "position": 1})
    stands = actions.standing(given, GIVEN_AT, MEETING)
    assert stands["action"].tolist() == ["a", "b", "c"]
    assert set(stands["standing"]) <= set(actions.STANDINGS)


@pytest.mark.parametrize("known", [1, 0], ids=["a meeting", "no meeting"])
@pytest.mark.parametrize("given", [1, 0], ids=["a task", "no task"])
def test_tasks_have_a_standing_however_little_is_known(given, known):
    stands = actions.standing(tasks({"action": "a"}).head(given), GIVEN_AT.head(known), MEETING)
    assert stands["standing"].tolist() == ["no_last_day"] * given


def test_no_tasks_have_no_standing():
    stands = actions.standing(tasks({"action": "a"}).head(0), GIVEN_AT, MEETING)
    assert {"last_day", "days_late", "standing"} <= set(stands.columns)
    assert len(stands) == 0


def calendar(task=None, step=None):
    """The calendar of one task and one step, or of either."""
    usual = {"initiative": "i", "due": "vecka 39", "due_earliest": None, "due_latest": None, "source": "notes"}
    days = ["due_earliest", "due_latest"]
    given = frame([usual | {"task": "Enkät", "state": "open"} | (task or {})], days)
    steps = frame([usual | {"title": "Start", "kind": "decided", "done": None} | (step or {})], [*days, "done"])
    titles = pd.DataFrame({"initiative": ["i"], "title": ["Insatsen"]})
    chosen = [each if asked is not None else each.head(0) for each, asked in ((given, task), (steps, step))]
    return actions.calendar(*chosen, titles)


def test_the_calendar_holds_tasks_and_steps_by_their_first_day():
    week = {"due_earliest": "2016-09-26", "due_latest": "2016-10-02"}
    both = calendar(week, {"due_latest": "2016-09-19", "done": "2016-09-20"})
    assert both[["title", "kind", "initiative", "done"]].values.tolist() == [
        ["Start", "decided", "Insatsen", True],
        ["Enkät", "task", "Insatsen", False],
    ]
    assert both["first"].tolist() == [day("2016-09-19"), day("2016-09-26")]
    assert both["last"].tolist() == [day("2016-09-19"), day("2016-10-02")]


def test_a_step_that_nobody_has_dated_is_not_on_the_calendar():
    assert len(calendar({}, {})) == 0


def test_a_step_without_a_last_day_has_a_first():
    (step,) = calendar(step={"due_earliest": "2016-09-29"}).to_dict("records")
    assert step["first"] == day("2016-09-29")
    assert pd.isna(step["last"])


def test_a_task_of_no_initiative_has_none_on_the_calendar():
    (task,) = calendar({"initiative": None, "due_latest": "2016-10-02"}).to_dict("records")
    assert pd.isna(task["initiative"])


def test_a_dropped_task_no_longer_waits_to_be_done():
    left = calendar({"due_latest": "2016-10-02", "state": "dropped"})
    assert len(left[~left["done"].astype(bool)]) == 0


def test_the_calendar_of_nothing_is_empty():
    said = ["title", "initiative", "kind", "due", "first", "last", "done", "source"]
    assert list(calendar().columns) == [*said, "initiative_key"]
    assert len(calendar()) == 0


# What is new


def goals(*rows):
    usual = {
        "measure": "fibre",
        "area": "SE",
        "base": "households",
        "decimals": 0,
        "segment": "all",
        "adopted": "2009-12-31",
    }
    return frame([usual | row for row in rows], ["adopted"], goal_year="Int64", value=float)


def test_goals_are_new_that_bind_the_area_and_were_adopted_after_the_meeting():
    given = goals(
        {"goal_year": 2020, "value": 90},
        {"goal_year": 2025, "value": 98, "adopted": "2016-12-31"},
        {"goal_year": 2025, "value": 99, "area": "SE-14", "adopted": "2018-06-07"},
        {"goal_year": 2020, "value": 90, "area": "NO", "adopted": "2016-12-31"},
    )
    assert news.new_goals(given, "SE-14", "SE", MEETING)["value"].tolist() == [98, 99]
    assert news.new_goals(given, "SE-14", "SE", day("2016-12-31"))["value"].tolist() == [99]
    assert len(news.new_goals(given, "SE-14", "SE", None)) == 3


def test_a_goal_for_the_country_is_another_than_that_for_all():
    given = goals({"goal_year": 2020, "value": 90}, {"goal_year": 2020, "value": 90, "segment": "rural"})
    assert news.new_goals(given, "SE-14", "SE", None)["segment"].tolist() == ["all", "rural"]


# Sources that disagree


def index(*said):
    """One value of the index said by each source: (source, value, decimals)."""
    rows = [{"source": source, "value": value, "decimals": decimals} for source, value, decimals in said]
    same = {"area": "DK", "period": "2016-01-01", "measure": "desi", "base": "country", "published": "2016-02-25"}
    return statistics(*(same | row for row in rows))


def test_values_that_differ_by_no_more_than_their_rounding_agree():
    assert len(conflicts.values(index(("a", 0.519, 3), ("b", 0.52, 2)))) == 0
    assert len(conflicts.values(index(("a", 69.4, 1), ("b", 69, 0)))) == 0
    assert len(conflicts.values(index(("a", 0.685, 3), ("b", 0.685, 3)))) == 0


def test_values_that_differ_by_more_than_their_rounding_are_shown_with_who_says_what():
    (found,) = conflicts.values(index(("a", 0.680, 3), ("b", 0.685, 3))).to_dict("records")
    assert (found["area"], found["lowest"], found["highest"]) == ("DK", 0.680, 0.685)
    assert [tuple(each) for each in found["said"]] == [("b", 0.685, 3), ("a", 0.680, 3)]


def test_three_sources_disagree_where_any_two_do():
    assert len(conflicts.values(index(("a", 0.68, 2), ("b", 0.676, 3), ("c", 0.684, 3)))) == 1


def test_values_of_different_groups_or_years_do_not_disagree():
    row = {"area": "SE", "period": "2015-10-01", "value": 69}
    others = [{"segment": "rural"}, {"base": "workplaces"}, {"period": "2016-10-01"}, {"area": "DK"}]
    values = statistics(row, *(row | {"value": 30} | other for other in others))
    assert len(conflicts.values(values)) == 0


def test_a_value_that_is_suppressed_disagrees_with_nobody():
    assert len(conflicts.values(index(("a", None, 0)))) == 0
    assert len(conflicts.values(index(("a", None, 3), ("b", 0.685, 3)))) == 0


def published(*said, area="SE", measure="desi"):
    """Who says that the index of 2016 was published when: (source, day)."""
    rows = [{"source": source, "published": published} for source, published in said]
    same = {"area": area, "period": "2016-01-01", "measure": measure, "value": 3}
    return statistics(*(same | row for row in rows))


def test_two_sources_that_give_different_days_of_publication_are_shown():
    (found,) = conflicts.days(published(("notes", "2016-06-29"), ("press", "2016-02-25"))).to_dict("records")
    assert (found["measure"], found["period"]) == ("desi", day("2016-01-01"))
    said = [tuple(each) for each in found["said"]]
    assert said == [("press", day("2016-02-25"), "day"), ("notes", day("2016-06-29"), "day")]


def test_days_of_publication_do_not_disagree_where_they_are_the_same_or_of_one_source():
    assert len(conflicts.days(published(("notes", "2016-02-25"), ("press", "2016-02-25")))) == 0
    assert len(conflicts.days(published(("press", "2016-06-29"), ("press", "2016-02-25")))) == 0
    assert len(conflicts.days(published(("notes", None), ("press", "2016-02-25")))) == 0


def test_a_disputed_day_is_shown_once_however_many_areas_it_is_of():
    said = [("notes", "2016-06-29"), ("press", "2016-02-25")]
    both = pd.concat([published(*said), published(*said, area="DK")], ignore_index=True)
    assert len(conflicts.days(both)) == 1


def test_nothing_disagrees_where_there_is_nothing():
    empty = index(("a", 0.68, 3)).head(0)
    assert list(conflicts.values(empty).columns) == [*conflicts.SAME, "lowest", "highest", "said"]
    assert list(conflicts.days(empty).columns) == ["measure", "period", "said"]


# Coverage

YEARS = [
    {"area": "SE", "period": "2013-10-01", "value": 50, "base": "population"},
    {"area": "SE", "period": "2014-10-01", "value": 54, "base": "population"},
    {"area": "SE", "period": "2015-10-01", "value": 69},
    {"area": "SE", "period": "2016-10-01", "value": 73.28, "decimals": 2},
]


def test_a_series_is_cut_where_the_definition_changed():
    values = coverage.series(statistics(*YEARS), ["SE"], "fibre", BREAKS)
    assert values["era"].tolist() == [0, 0, 1, 1]
    assert set(coverage.series(statistics(*YEARS), ["SE"], "fibre")["era"]) == {0}


def test_a_definition_that_changed_on_the_day_of_measurement_is_the_new_one():
    on_the_day = ((pd.Timestamp("2015-10-01"), "because"),)
    assert coverage.series(statistics(*YEARS), ["SE"], "fibre", on_the_day)["era"].tolist() == [0, 0, 1, 1]


def test_a_series_stands_by_area_in_the_order_given_and_by_year():
    rows = [YEARS[3], YEARS[2], YEARS[2] | {"area": "SE-14", "value": 66}, YEARS[2] | {"area": "DK"}]
    values = coverage.series(statistics(*rows), ["SE-14", "SE"], "fibre")
    assert values["area"].tolist() == ["SE-14", "SE", "SE"]
    assert values["value"].tolist() == [66, 69, 73.28]


def test_a_series_counts_residents_of_all_places_and_nothing_else():
    others = [{"segment": "rural"}, {"base": "workplaces"}, {"measure": "gigabit"}]
    values = statistics(YEARS[2], *(YEARS[2] | {"value": 1} | other for other in others))
    assert coverage.series(values, ["SE"], "fibre")["value"].tolist() == [69]
    assert coverage.series(values, ["SE"], "fibre", segment="rural")["value"].tolist() == [1]
    assert coverage.series(values, ["SE"], "fibre", bases=("workplaces",))["value"].tolist() == [1]


def test_a_series_of_nothing_keeps_its_columns():
    values = coverage.series(statistics(*YEARS).head(0), ["SE"], "fibre", BREAKS)
    assert {"area", "period", "value", "era"} <= set(values.columns)
    assert len(values) == 0


def test_an_area_is_bound_by_its_own_goals_before_its_nations():
    given = goals(
        {"goal_year": 2025, "value": 98},
        {"goal_year": 2020, "value": 90},
        {"goal_year": 2020, "value": 95, "area": "SE-14"},
        {"goal_year": 2020, "value": 1, "area": "SE-14", "measure": "gigabit"},
        {"goal_year": 2020, "value": 2, "area": "SE-14", "segment": "rural"},
    )
    assert coverage.goals_for(given, "SE-14", "SE", "fibre")["value"].tolist() == [95]
    assert coverage.goals_for(given, "SE-05", "SE", "fibre")["value"].tolist() == [90, 98]
    assert len(coverage.goals_for(given, "NO-46", "NO", "fibre")) == 0


def test_the_next_goal_is_the_first_whose_year_is_not_over():
    given = goals({"goal_year": 2015, "value": 40}, {"goal_year": 2020, "value": 90})
    assert coverage.next_goal(given, day("2015-12-31"))["value"] == 40
    assert coverage.next_goal(given, day("2016-01-01"))["value"] == 90
    assert coverage.next_goal(given, day("2020-12-31"))["value"] == 90
    assert coverage.next_goal(given, day("2021-01-01")) is None
    assert coverage.next_goal(given.head(0), MEETING) is None


def goal(value, decimals=0):
    return goals({"goal_year": 2020, "value": value, "decimals": decimals, "base": "households_and_workplaces"}).iloc[0]


def test_the_gap_is_positive_below_the_goal_nought_at_it_and_negative_above():
    values = coverage.series(statistics(*YEARS), ["SE"], "fibre", BREAKS)
    assert coverage.levels(values, goal(90))["gap"].tolist() == [16.72]
    assert coverage.levels(values, goal(73.28))["gap"].tolist() == [0]
    assert coverage.levels(values, goal(70))["gap"].tolist() == [-3.28]


def test_the_gap_is_exact_to_the_decimals_published():
    row = {"area": "SE", "period": "2018-10-01", "value": 99.9, "decimals": 1}
    values = coverage.series(statistics(row), ["SE"], "fibre")
    assert coverage.levels(values, goal(100.0))["gap"].tolist() == [0.1]


def test_levels_are_of_each_areas_newest_year_with_the_goal_beside():
    rows = [*YEARS, {"area": "SE-14", "period": "2015-10-01", "value": 66}]
    values = coverage.series(statistics(*rows), ["SE-14", "SE"], "fibre", BREAKS)
    newest = coverage.levels(values, goal(90))
    assert newest[["area", "value", "goal", "goal_base"]].values.tolist() == [
        ["SE-14", 66, 90, "households_and_workplaces"],
        ["SE", 73.28, 90, "households_and_workplaces"],
    ]
    assert newest["goal_year"].tolist() == [2020, 2020]


def test_without_a_goal_there_is_no_distance():
    values = coverage.series(statistics(*YEARS), ["SE"], "fibre", BREAKS)
    (newest,) = coverage.levels(values, None).to_dict("records")
    assert newest["value"] == 73.28
    assert all(pd.isna(newest[name]) for name in ("goal", "goal_decimals", "goal_year", "goal_base", "gap"))


def test_levels_of_nothing_are_empty():
    values = coverage.series(statistics(*YEARS).head(0), ["SE"], "fibre")
    for aim in (None, goal(90)):
        assert len(coverage.levels(values, aim)) == 0
        assert "gap" in coverage.levels(values, aim).columns


PLACES = pd.DataFrame({"name": ["Mölndal", "Göteborg", "Ale"]}, index=["SE-1481", "SE-1480", "SE-1440"])


def municipalities(*rows, aim=None):
    """The municipalities' newest values: each row (area, period, value)."""
    given = statistics(*({"area": area, "period": period, "value": value} for area, period, value in rows))
    values = coverage.series(given, [*PLACES.index, "SE"], "fibre", BREAKS)
    return coverage.by_municipality(values, PLACES, aim)


def test_municipalities_stand_highest_first_with_the_value_before():
    shown = municipalities(
        ("SE-1481", "2015-10-01", 75),
        ("SE-1480", "2015-10-01", 89),
        ("SE-1481", "2016-10-01", 82.83),
        ("SE-1480", "2016-10-01", 92.12),
        ("SE", "2017-10-01", 78.5),
        aim=goal(90),
    )
    assert shown[["name", "value", "before"]].values.tolist() == [["Göteborg", 92.12, 89], ["Mölndal", 82.83, 75]]
    assert shown["gap"].tolist() == [-2.12, 7.17]


def test_the_value_before_is_missing_across_a_break():
    shown = municipalities(("SE-1480", "2014-10-01", 61), ("SE-1480", "2015-10-01", 89))
    assert shown["value"].tolist() == [89]
    assert shown["before"].isna().all()


def test_the_value_before_is_missing_where_none_was_published():
    rows = [("SE-1480", "2015-10-01", 89), ("SE-1480", "2016-10-01", 92), ("SE-1481", "2016-10-01", 83)]
    assert municipalities(*rows)["before"].fillna(-1).tolist() == [89, -1]


def test_a_municipality_without_a_value_for_the_newest_year_is_left_out():
    assert municipalities(("SE-1481", "2015-10-01", 75), ("SE-1480", "2016-10-01", 92))["name"].tolist() == ["Göteborg"]


def test_municipalities_of_equal_share_stand_by_name():
    rows = [("SE-1480", "2016-10-01", 80), ("SE-1440", "2016-10-01", 80)]
    assert municipalities(*rows)["name"].tolist() == ["Ale", "Göteborg"]


def test_no_municipality_is_shown_where_none_has_a_value():
    for aim in (None, goal(90)):
        shown = municipalities(("SE", "2016-10-01", 73), aim=aim)
        assert len(shown) == 0
        assert {"name", "before", "gap", "value"} <= set(shown.columns)


def test_groups_stand_beside_the_nations_of_the_same_year():
    values = statistics(
        {"area": "SE-14", "period": "2015-10-01", "value": 66},
        {"area": "SE-14", "period": "2016-10-01", "value": 72.16, "decimals": 2},
        {"area": "SE-14", "period": "2016-10-01", "value": 32.16, "decimals": 2, "segment": "rural"},
        {"area": "SE", "period": "2016-10-01", "value": 73.28, "decimals": 2},
        {"area": "SE", "period": "2015-10-01", "value": 30, "segment": "rural"},
    )
    groups = coverage.groups(values, "SE-14", "SE", "fibre")
    assert groups["segment"].tolist() == ["all", "rural"]
    assert groups["own"].tolist() == [72.16, 32.16]
    assert groups["nation"].fillna(-1).tolist() == [73.28, -1]
    assert groups["own_decimals"].tolist() == [2, 2]


def test_no_groups_are_known_of_an_area_without_values():
    groups = coverage.groups(statistics(*YEARS), "SE-14", "SE", "fibre")
    assert {"base", "segment", "own", "nation"} <= set(groups.columns)
    assert len(groups) == 0


def test_published_changes_are_of_the_newest_year_and_say_where_they_cross_a_break():
    change = {"measure": "fibre_change", "base": "population_to_households"}
    values = statistics(
        change | {"area": "SE-1440", "period": "2015-10-01", "value": 22},
        change | {"area": "SE-1480", "period": "2015-10-01", "value": 25},
        change | {"area": "SE-1481", "period": "2014-10-01", "value": 99},
        change | {"area": "DK", "period": "2016-10-01", "value": 99},
        {"area": "SE-1440", "period": "2016-10-01", "value": 50},
    )
    shown = coverage.published_changes(values, [*PLACES.index], "fibre")
    assert shown[["area", "value"]].values.tolist() == [["SE-1480", 25], ["SE-1440", 22]]
    assert shown["crosses"].all()
    same = values.assign(base="households")
    assert not coverage.published_changes(same, [*PLACES.index], "fibre")["crosses"].any()


def test_no_change_is_known_where_none_was_published():
    shown = coverage.published_changes(statistics(*YEARS), ["SE"], "fibre")
    assert {"area", "value", "crosses"} <= set(shown.columns)
    assert len(shown) == 0


# An index of countries


def countries(*rows):
    """Values of the index: (area, year, value, source)."""
    return statistics(
        *(
            {"area": area, "period": f"{year}-01-01", "value": value, "source": source, "measure": "desi"}
            for area, year, value, source in rows
        )
    )


def test_the_source_with_most_years_speaks_and_values_are_never_averaged():
    given = countries(("DK", 2015, 0.679, "b"), ("DK", 2016, 0.685, "b"), ("DK", 2016, 0.680, "a"))
    series = indices.series(given, "desi", ["DK"])
    assert series[["value", "source"]].values.tolist() == [[0.679, "b"], [0.685, "b"]]


def test_each_country_has_the_source_that_knows_most_of_it():
    given = countries(("DK", 2015, 0.679, "b"), ("DK", 2016, 0.685, "b"), ("NL", 2016, 0.673, "a"))
    series = indices.series(given, "desi", ["NL", "DK", "SE"])
    assert series["area"].tolist() == ["NL", "DK", "DK"]
    assert series["source"].tolist() == ["a", "b", "b"]


def test_of_sources_with_equally_many_years_the_first_by_name_speaks():
    given = countries(("DK", 2016, 0.685, "b"), ("DK", 2016, 0.680, "a"))
    assert indices.series(given, "desi", ["DK"])["value"].tolist() == [0.680]


def test_an_index_of_nothing_is_empty():
    series = indices.series(countries(("DK", 2016, 0.685, "b")), "desi", ["SE"])
    assert list(series.columns) == ["area", "period", "value", "decimals", "source", "snapshot"]
    assert len(series) == 0
    assert len(indices.last_change(series)) == 0


def test_ranks_stand_newest_first():
    given = countries(("SE", 2015, 2, "a"), ("SE", 2016, 3, "b"), ("DK", 2016, 1, "b"))
    ranks = indices.ranks(given, "desi", "SE")
    assert ranks["value"].tolist() == [3, 2]
    assert len(indices.ranks(given, "desi", "NO")) == 0


def test_the_last_change_is_between_the_two_newest_years_where_a_country_has_both():
    given = countries(
        ("SE", 2014, 0.646, "a"),
        ("SE", 2015, 0.682, "a"),
        ("SE", 2016, 0.672, "a"),
        ("DK", 2015, 0.679, "a"),
        ("DK", 2016, 0.685, "a"),
        ("NL", 2016, 0.673, "a"),
    )
    changed = indices.last_change(indices.series(given, "desi", ["SE", "DK", "NL"]))
    assert changed["area"].tolist() == ["DK", "SE"]
    assert changed["change"].tolist() == [0.006, -0.01]
    assert changed["before"].tolist() == [0.679, 0.682]


def test_no_change_is_known_of_a_single_year():
    series = indices.series(countries(("SE", 2016, 0.672, "a")), "desi", ["SE"])
    changed = indices.last_change(series)
    assert {"before", "change"} <= set(changed.columns)
    assert len(changed) == 0


# Initiatives

SILENT = dict.fromkeys(column for columns in initiatives.ASPECTS.values() for column in columns)


def described(*rows, dated=()):
    given = [SILENT | {"area": "Vård"} | row for row in rows]
    return initiatives.stated(pd.DataFrame(given), pd.DataFrame({"initiative": list(dated)}, dtype="str"))


@pytest.mark.parametrize(
    ("column", "aspect"),
    [
        ("goal", "goal"),
        ("effect_goal", "goal"),
        ("owner", "owner"),
        ("start_latest", "time"),
        ("end_ongoing", "time"),
        ("budget", "money"),
        ("budget_comment", "money"),
        ("funding", "money"),
    ],
)
def test_an_initiative_states_an_aspect_where_one_of_its_columns_is_filled(column, aspect):
    (row,) = described({"initiative": "a", column: "said"}).to_dict("records")
    assert [name for name in ("goal", "owner", "time", "money") if row[f"states_{name}"]] == [aspect]


def test_words_for_a_time_that_name_no_day_state_no_time():
    (row,) = described({"initiative": "a", "start": "om behov finns"}).to_dict("records")
    assert not row["states_time"]


def test_a_dated_step_counts_as_time():
    rows = described({"initiative": "a"}, {"initiative": "b"}, dated=["b", "b", "c"])
    assert rows["states_time"].tolist() == [False, True]
    assert not rows["states_money"].any()


def test_areas_with_most_initiatives_come_first_with_how_many_state_each_aspect():
    rows = described(
        {"initiative": "a", "area": "Teknik", "owner": "vgr"},
        {"initiative": "b", "area": "Vård", "owner": "skl", "goal": "Färre fax"},
        {"initiative": "c", "area": "Vård", "owner": "skl"},
        {"initiative": "d", "area": "Kompetens"},
    )
    areas = initiatives.stated_by_area(rows)
    assert areas[["area", "initiatives", "goal", "owner", "time", "money"]].values.tolist() == [
        ["Vård", 2, 1, 2, 0, 0],
        ["Kompetens", 1, 0, 0, 0, 0],
        ["Teknik", 1, 0, 1, 0, 0],
    ]


def test_no_initiatives_state_nothing():
    nothing = described({"initiative": "a"}).head(0)
    assert len(nothing) == 0
    areas = initiatives.stated_by_area(nothing)
    assert {"area", "initiatives", *initiatives.ASPECTS} <= set(areas.columns)
    assert len(areas) == 0


# Meetings

HELD = dated(
    {"meeting": "m1", "date": "2016-06-21"}, {"meeting": "m2", "date": "2016-09-08"}, {"meeting": "m3", "date": None}
)


def test_a_meeting_is_held_on_its_day():
    assert meetings.last_held(HELD, day("2016-09-07"))["meeting"] == "m1"
    assert meetings.last_held(HELD, day("2016-09-08"))["meeting"] == "m2"
    assert meetings.last_held(HELD, day("2016-06-20")) is None


def test_the_next_meeting_is_the_first_after_the_day_or_the_one_without_a_day():
    assert meetings.next_ahead(HELD, day("2016-06-20"))["meeting"] == "m1"
    assert meetings.next_ahead(HELD, day("2016-09-07"))["meeting"] == "m2"
    assert meetings.next_ahead(HELD, day("2016-09-08"))["meeting"] == "m3"
    assert meetings.next_ahead(HELD.head(2), day("2016-09-08")) is None


def test_of_meetings_without_a_day_the_one_with_the_lowest_number_is_next():
    undated = dated({"meeting": "m5", "date": None, "number": 5}, {"meeting": "m4", "date": None, "number": 4})
    assert meetings.next_ahead(undated, MEETING)["meeting"] == "m4"


def test_a_gathering_and_the_day_of_a_report_are_no_meetings_to_come():
    other = dated({"meeting": "g", "date": "2016-10-01", "kind": "gathering"}, {"meeting": "m", "date": "2016-11-01"})
    assert meetings.next_ahead(other, MEETING)["meeting"] == "m"
    assert meetings.next_ahead(other.head(1), MEETING) is None


def test_a_meeting_without_a_day_is_not_to_come_once_its_last_day_is_over():
    spring = dated({"meeting": "m", "date": None, "date_latest": "2016-06-30"})
    assert meetings.next_ahead(spring, day("2016-06-30"))["meeting"] == "m"
    assert meetings.next_ahead(spring, day("2016-07-01")) is None


def test_a_proposal_of_a_plan_waits_until_it_is_decided():
    plan = dated({"meeting": "p", "date": "2016-09-01", "kind": "reporting"}, {"meeting": "m", "date": "2016-10-01"})
    rows = [("p", "plan", 1, "planned"), ("p", "old", 2, "decided"), ("m", "news", 1, "planned")]
    agenda = pd.DataFrame(rows, columns=["meeting", "item", "position", "state"])
    ahead = meetings.next_ahead(plan, MEETING)
    assert meetings.awaiting(agenda, plan, ahead, MEETING)["item"].tolist() == ["plan", "news"]
    assert meetings.awaiting(agenda, plan, None, day("2016-08-31"))["item"].tolist() == []


def test_the_agenda_is_of_one_meeting_in_its_order():
    rows = [("m2", "b", 2), ("m1", "c", 1), ("m2", "a", 1)]
    agenda = pd.DataFrame(rows, columns=["meeting", "item", "position"])
    assert meetings.agenda_of(agenda, HELD.iloc[1])["item"].tolist() == ["a", "b"]
    assert len(meetings.agenda_of(agenda, HELD.iloc[2])) == 0
    assert list(meetings.agenda_of(agenda, None).columns) == list(agenda.columns)
    assert len(meetings.agenda_of(agenda, None)) == 0


SEATS = pd.DataFrame(
    [
        ("m1", "vgr", "a", "present"),
        ("m1", "vgr", "b", "absent"),
        ("m1", "vgr", "c", "present"),
        ("m1", "gr", "a", "unclear"),
        ("m2", "skl", "a", "present"),
    ],
    columns=["meeting", "party", "seat", "attended"],
).assign(source="notes")
BODIES = pd.DataFrame({"party": ["gr", "skl", "vgr"], "name": ["GR", "SKL", "VGR"]})


def test_seats_are_counted_by_body_and_a_doubtful_one_is_neither():
    seats = meetings.seats(SEATS, BODIES, HELD.iloc[0])
    assert seats[["name", "present", "absent", "unclear"]].values.tolist() == [["VGR", 2, 1, 0], ["GR", 0, 0, 1]]
    assert seats["source"].tolist() == ["notes", "notes"]


def test_no_seats_are_known_of_no_meeting():
    for meeting in (None, HELD.iloc[2]):
        seats = meetings.seats(SEATS, BODIES, meeting)
        assert {"name", "present", "absent", "unclear", "source"} <= set(seats.columns)
        assert len(seats) == 0


# Roll-out


def shares(*rows):
    totals = frame([{"initiative": "npo"} | row for row in rows], count="Int64", out_of="Int64")
    return rollout.shares(totals, pd.DataFrame({"initiative": ["npo"], "title": ["NPÖ"]}))


def test_the_share_is_of_the_whole_in_percent_and_the_largest_comes_first():
    counted = shares({"count": 28, "out_of": 49}, {"count": 45, "out_of": 49}, {"count": 0, "out_of": 49})
    assert counted["count"].tolist() == [45, 28, 0]
    assert counted["share"].round(2).tolist() == [91.84, 57.14, 0]
    assert set(counted["title"]) == {"NPÖ"}


def test_the_share_is_missing_where_the_papers_name_no_whole():
    counted = shares({"count": 33_000, "out_of": None}, {"count": 28, "out_of": 49})
    assert counted["share"].isna().tolist() == [False, True]
    assert counted["share"].dtype == float


@pytest.mark.parametrize("count", [0, 5])
def test_the_share_is_missing_where_nobody_lives(count):
    assert shares({"count": count, "out_of": 0})["share"].isna().tolist() == [True]


def test_a_count_of_an_initiative_that_is_not_among_them_has_no_share():
    assert shares({"count": 1, "out_of": 2}, {"initiative": "gone", "count": 2, "out_of": 2})["count"].tolist() == [1]


def test_no_counts_have_no_shares():
    totals = frame([{"initiative": "npo", "count": 1, "out_of": 2}], count="Int64", out_of="Int64").head(0)
    counted = rollout.shares(totals, pd.DataFrame({"initiative": [], "title": []}, dtype="str"))
    assert {"title", "share"} <= set(counted.columns)
    assert len(counted) == 0


# What is given stays as it was


@pytest.mark.parametrize(
    "measure",
    [
        lambda: (actions.standing, tasks({"action": "a", "due_latest": "2016-10-02"}), GIVEN_AT, SUMMER),
        lambda: (conflicts.values, index(("a", 0.68, 3), ("b", 0.69, 3))),
        lambda: (conflicts.days, published(("a", "2016-06-29"), ("b", "2016-02-25"))),
        lambda: (coverage.series, statistics(*YEARS), ["SE"], "fibre", BREAKS),
        lambda: (coverage.levels, coverage.series(statistics(*YEARS), ["SE"], "fibre"), goal(90)),
        lambda: (coverage.groups, statistics(*YEARS), "SE", "SE", "fibre"),
        lambda: (indices.series, countries(("DK", 2016, 0.6, "b"), ("DK", 2016, 0.7, "a")), "desi", ["DK"]),
        lambda: (meetings.seats, SEATS, BODIES, HELD.iloc[0]),
    ],
    ids=["tasks", "values", "days", "series", "levels", "groups", "index", "seats"],
)
def test_measuring_changes_nothing_that_it_is_given(measure):
    function, given, *others = measure()
    before = given.copy(deep=True)
    measured = function(given, *others)
    measured[measured.columns[0]] = None
    pd.testing.assert_frame_equal(given, before)


def paced(*said):
    """The last value's pace of households: (year, value, decimals)."""
    rows = [
        {"area": "SE-14", "period": f"{year}-10-01", "base": "households", "value": value, "decimals": decimals}
        for year, value, decimals in said
    ]
    values = coverage.series(statistics(*rows), ["SE-14"], "fibre", BREAKS)
    goal = pd.Series({"value": 95.0, "goal_year": 2020})
    return coverage.pace(values, "SE-14", goal)


def test_the_pace_is_set_against_what_the_goal_asks_a_year():
    pace = paced((2015, 66.0, 0), (2016, 72.16, 2))
    assert round(pace["rise"], 1) == 6.1
    assert round(pace["needed"], 1) == 5.4  # 22.84 points in the 4.25 years to the end of 2020
    assert pace["decimals"] == 0


def test_there_is_no_pace_of_one_value_nor_across_a_break():
    assert paced((2016, 72.16, 2)) is None
    assert paced((2014, 50.0, 0), (2015, 66.0, 0)) is None


def test_there_is_no_pace_towards_a_year_that_is_over():
    assert paced((2020, 80.0, 0), (2021, 82.0, 0)) is None


def test_a_place_stands_once_a_period_however_many_bases_are_published():
    row = {"area": "SE-14", "period": "2014-10-01", "value": 54}
    both = statistics(row | {"base": "population_and_workplaces"}, row | {"base": "population", "value": 53})
    found = coverage.series(both, ["SE-14"], "fibre", BREAKS)
    assert found[["base", "value"]].values.tolist() == [["population", 53]]
