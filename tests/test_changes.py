"""Every difference between two days has one cause, and the old with the differences is the new."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from radrum.dossier import Compared
from radrum.exhibits.telling import told, what_changed
from radrum.measures import changes, news
from radrum.measures.turns import turn_of
from radrum.register import as_known, standing
from radrum.words import Words

KEY = ["thing"]
FIRST = pd.Timestamp("2026-01-01")
SINCE = FIRST + pd.Timedelta(days=4)
NOW = FIRST + pd.Timedelta(days=9)
COLUMNS = ["thing", "state", "due_latest", "note", "recorded", "holds_from", "change"]


def day(n):
    return FIRST + pd.Timedelta(days=n)


def log(*rows):
    """A log of (thing, state, recorded, holds_from, change), days counted from the first."""
    made = [(thing, state, day(20), "", day(known), day(held), change) for thing, state, known, held, change in rows]
    return pd.DataFrame(made, columns=COLUMNS).assign(source="notes")


def differences(frame, table="status"):
    compared = Compared(KEY, standing(frame, KEY, SINCE), standing(frame, KEY, NOW))
    return changes.register({table: compared}, SINCE)


def causes(*rows, table="status"):
    return {(row.key[0], row.column): row.cause for row in differences(log(*rows), table).itertuples()}


def test_what_began_after_the_first_day_joined():
    assert causes(("a", 1, 6, 6, "new")) == {("a", ""): "joined"}


def test_what_had_begun_by_the_first_day_and_was_learned_later_was_not_known_before():
    assert causes(("a", 1, 6, 3, "new")) == {("a", ""): "not_known_before"}


def test_what_ended_after_the_first_day_left():
    assert causes(("a", 1, 1, 1, "new"), ("a", 1, 6, 6, "ended")) == {("a", ""): "left"}


def test_an_end_before_the_first_day_learned_later_was_not_known_before():
    assert causes(("a", 1, 1, 1, "new"), ("a", 1, 6, 3, "ended")) == {("a", ""): "not_known_before"}


def test_a_thing_whose_only_row_is_taken_back_is_withdrawn():
    assert causes(("a", 1, 1, 1, "new"), ("a", 1, 6, 1, "withdrawn")) == {("a", ""): "withdrawn"}


def test_an_end_taken_back_is_withdrawn_and_not_a_new_thing():
    rows = [("a", 1, 1, 1, "new"), ("a", 1, 2, 2, "ended"), ("a", 1, 6, 2, "withdrawn")]
    assert causes(*rows) == {("a", ""): "withdrawn"}


def test_a_later_state_moved():
    assert causes(("a", 1, 1, 1, "new"), ("a", 2, 6, 6, "new")) == {("a", "state"): "moved"}


def test_the_same_days_state_told_anew_is_corrected():
    assert causes(("a", 1, 1, 1, "new"), ("a", 2, 6, 1, "correction")) == {("a", "state"): "corrected"}


def test_a_state_between_learned_late_was_not_known_before():
    assert causes(("a", 1, 1, 1, "new"), ("a", 2, 6, 3, "new")) == {("a", "state"): "not_known_before"}


def test_a_correction_of_what_is_news_itself_is_news():
    rows = [("a", 1, 1, 1, "new"), ("a", 2, 6, 6, "new"), ("a", 3, 7, 6, "correction")]
    assert causes(*rows) == {("a", "state"): "moved"}


def test_a_state_brought_back_by_withdrawing_the_newer_is_withdrawn():
    rows = [("a", 1, 1, 1, "new"), ("a", 2, 2, 2, "new"), ("a", 2, 6, 2, "withdrawn")]
    assert causes(*rows) == {("a", "state"): "withdrawn"}


def test_a_later_last_day_is_replanned_and_the_state_beside_it_moved():
    frame = log(("a", 1, 1, 1, "new"), ("a", 2, 6, 6, "new"))
    frame.loc[1, "due_latest"] = day(40)
    found = differences(frame)
    assert dict(zip(found["column"], found["cause"], strict=True)) == {"state": "moved", "due_latest": "replanned"}


@pytest.mark.parametrize(("table", "old"), [("rollout", "no_answer"), ("rollout", "not_asked"), ("decisions", "asked")])
def test_who_had_not_answered_has_newly_answered(table, old):
    assert causes(("a", old, 1, 1, "new"), ("a", "live", 6, 6, "new"), table=table) == {
        ("a", "state"): "newly_answered"
    }


@pytest.mark.parametrize(
    ("table", "old", "new"), [("rollout", "not_asked", "no_answer"), ("decisions", "not_asked", "asked")]
)
def test_who_is_asked_has_not_answered(table, old, new):
    assert causes(("a", old, 1, 1, "new"), ("a", new, 6, 6, "new"), table=table) == {("a", "state"): "moved"}


def test_who_had_answered_moved():
    rows = [("a", "planned", 1, 1, "new"), ("a", "live", 6, 6, "new")]
    assert causes(*rows, table="rollout") == {("a", "state"): "moved"}


def test_the_same_said_again_is_no_difference():
    assert causes(("a", 1, 1, 1, "new"), ("a", 1, 6, 6, "new")) == {}


def test_a_difference_names_what_was_what_is_and_who_says_so():
    found = differences(log(("a", 1, 1, 1, "new"), ("a", 2, 6, 6, "new"))).iloc[0]
    assert (found["before"], found["now"], found["recorded"], found["source"]) == (1, 2, day(6), "notes")


def rows_of_a_log():
    """Random rows: what is recorded on a day holds from it or from a day before, whatever the change is called."""
    changed = st.sampled_from(["new", "new", "correction", "ended", "withdrawn"])
    row = st.tuples(
        st.sampled_from("abc"), st.integers(0, 3), st.integers(0, 9), st.integers(0, 5), changed, st.integers(20, 22)
    )
    return st.lists(row, max_size=14)


def state(frame, as_of):
    """What is known on a day: each thing's values by column."""
    kept = [column for column in COLUMNS if column not in changes.LOG]
    return {row["thing"]: row for row in as_known(frame, KEY, as_of)[kept].to_dict("records")}


@given(rows_of_a_log())
def test_the_old_with_the_differences_is_the_new_and_each_has_one_cause(rows):
    made = [
        (thing, value, day(last), "", day(known), day(max(0, known - back)), change)
        for thing, value, known, back, change, last in rows
    ]
    frame = pd.DataFrame(made, columns=COLUMNS).assign(source="notes")
    frame = frame.astype({"recorded": "datetime64[ns]", "holds_from": "datetime64[ns]", "due_latest": "datetime64[ns]"})
    found = differences(frame)
    assert set(found["cause"]) <= set(changes.CAUSES)
    assert not found.duplicated(["table", "key", "column"]).any()
    rebuilt = state(frame, SINCE)
    for row in found.to_dict("records"):
        name = row["key"][0]
        if row["column"]:
            assert rebuilt[name][row["column"]] == row["before"]
            rebuilt[name][row["column"]] = row["now"]
        elif row["now"] is None:
            assert rebuilt.pop(name) == row["before"]
        else:
            assert name not in rebuilt
            rebuilt[name] = row["now"]
    assert rebuilt == state(frame, NOW)


@pytest.mark.parametrize(
    ("table", "column", "before", "now", "turn"),
    [
        ("status", "light_time", "green", "red", 1),
        ("status", "light_time", None, "red", 1),
        ("status", "light_time", float("nan"), "yellow", 0),
        ("status", "light_time", "red", None, 0),
        ("status", "stage", "closed", "realisation", 0),
        ("status", "stage", "execution", "realisation", -1),
        ("status", "stage", "execution", "paused", 1),
        ("status", "stage", "paused", "execution", -1),
        ("status", "stage", "paused", "withdrawn", 1),
        ("status", "stage", "paused", None, 0),
        ("rollout", "state", "live", "started", 1),
        ("rollout", "state", "planned", "started", -1),
        ("rollout", "state", "live", "not_applicable", 0),
        ("rollout", "state", "declined", "not_asked", 0),
        ("rollout", "state", "declined", "no_answer", 0),
        ("rollout", "state", "no_answer", "planned", 0),
        ("rollout", "state", "no_answer", "declined", 1),
        ("rollout", "state", "not_applicable", "live", -1),
    ],
)
def test_a_cell_turns_for_the_worse_or_the_better_or_says_neither(table, column, before, now, turn):
    assert turn_of(table, {}, [(column, before, now)], None, {}) == turn


MEETINGS = pd.DataFrame({"meeting": ["may", "june", "later"], "date": [day(1), day(30), pd.NaT]})
TASK = {"task": "Ask all", "state": "open", "due": "next meeting", "due_latest": pd.NaT, "due_meeting": "may"}


def line(before, now):
    """The one line of a task that is said otherwise than before."""
    said = [{"action": "a", "change": "new", "source": "notes"} | TASK | each for each in (before, now)]
    days = [{"recorded": known, "holds_from": known} for known in (day(1), day(6))]
    frame = pd.DataFrame([row | known for row, known in zip(said, days, strict=True)])
    frame = frame.astype(dict.fromkeys(("recorded", "holds_from", "due_latest"), "datetime64[ns]"))
    compared = Compared(["action"], frame.head(1), frame)
    tables = {"initiatives": pd.DataFrame(columns=["initiative", "title"]), "meetings": MEETINGS}
    tables["parties"] = pd.DataFrame(columns=["party", "name"])
    (row,) = changes.lines(changes.register({"actions": compared}, SINCE), tables).to_dict("records")
    return row


@pytest.mark.parametrize(
    ("before", "now", "turn", "said"),
    [
        ({}, {"due_meeting": "june"}, 1, "Due: the meeting on {1} → the meeting on {30}"),
        ({"due_meeting": "june"}, {}, -1, "Due: the meeting on {30} → the meeting on {1}"),
        ({}, {"due_meeting": "later"}, 0, "Due: the meeting on {1} → a meeting to be set"),
        ({}, {"due_meeting": "june", "due": "in June"}, 1, "Due: next meeting → in June"),
        ({"state": "done"}, {"due_meeting": "june", "state": "done"}, 0, None),
        ({"due_meeting": None, "due_latest": day(5)}, {"due_meeting": "june"}, 1, None),
        ({}, {"due_meeting": None, "due_latest": day(40)}, 1, None),
        ({"due_latest": day(40)}, {"due_meeting": "june", "due_latest": day(40)}, 0, None),
    ],
)
def test_a_task_moved_to_a_later_meeting_is_for_the_worse_and_told_by_its_day(before, now, turn, said):
    row, words = line(before, now), Words("en")
    assert row["turn"] == turn
    assert what_changed(row, words) == "Ask all"
    if said:
        for number in (1, 30):
            said = said.replace(f"{{{number}}}", words.date(day(number)))
        assert told(row, words) == said


PERIODS = {year: pd.Timestamp(f"{year}-10-01") for year in range(2013, 2018)}


def published(*rows):
    """Statistics of (area, year, value, source)."""
    frame = pd.DataFrame(rows, columns=["area", "year", "value", "source"])
    return frame.assign(
        period=frame["year"].map(PERIODS),
        measure="fibre",
        segment="all",
        base="households",
        decimals=0,
        published=NOW,
        published_precision="day",
        snapshot="s",
    )


def why(before, now, breaks=()):
    found = news.statistics(before, now, ["SE"], {"fibre": tuple(breaks)})
    return {(row.period.year, row.source): row.cause for row in found.itertuples()}


def test_a_newer_period_is_new_and_an_older_one_was_not_known_before():
    before = published(("SE", 2015, 50, "PTS"))
    now = published(("SE", 2015, 50, "PTS"), ("SE", 2016, 60, "PTS"), ("SE", 2014, 40, "PTS"))
    assert why(before, now) == {(2016, "PTS"): "new_period", (2014, "PTS"): "not_known_before"}


def test_of_a_series_not_known_at_all_only_the_newest_period_is_new():
    now = published(("SE", 2014, 40, "PTS"), ("SE", 2016, 60, "PTS"), ("SE", 2015, 50, "PTS"))
    assert why(now.head(0), now) == {
        (2014, "PTS"): "not_known_before",
        (2015, "PTS"): "not_known_before",
        (2016, "PTS"): "new_period",
    }


def test_another_value_of_the_same_series_is_restated():
    now = published(("SE", 2015, 51, "PTS"))
    assert why(published(("SE", 2015, 50, "PTS")), now) == {(2015, "PTS"): "restated"}


def test_the_first_value_after_a_change_of_definition_says_so():
    before = published(("SE", 2014, 50, "PTS"))
    now = published(("SE", 2014, 50, "PTS"), ("SE", 2015, 40, "PTS"))
    assert why(before, now, [pd.Timestamp("2015-01-01")]) == {(2015, "PTS"): "method_changed"}


def test_what_another_source_had_published_is_no_new_period():
    before = published(("SE", 2015, 50, "PTS"))
    now = published(("SE", 2015, 50, "PTS"), ("SE", 2015, 50, "press"))
    assert why(before, now) == {(2015, "press"): "not_known_before"}


@pytest.mark.parametrize("other", [{"segment": "rural"}, {"base": "workplaces"}], ids=["segment", "base"])
def test_a_value_of_another_group_is_new_though_that_of_all_was_published_before(other):
    before = published(("SE", 2015, 50, "PTS"))
    now = pd.concat([before, published(("SE", 2015, 30, "VGR")).assign(**other)], ignore_index=True)
    assert why(before, now) == {(2015, "VGR"): "new_period"}


def test_other_areas_and_what_is_alike_are_no_difference():
    before = published(("SE", 2015, 50, "PTS"), ("DK", 2015, 50, "PTS"), ("SE", 2016, None, "PTS"))
    now = published(("SE", 2015, 50, "PTS"), ("DK", 2015, 55, "PTS"), ("SE", 2016, None, "PTS"))
    assert why(before, now) == {}
