"""What the log had on a day, read from what was recorded by its end."""

import random

import pandas as pd
import pytest
from radrum.register import as_known, standing

JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER = (pd.Timestamp(f"2016-{month:02}-08") for month in range(6, 11))


def log(*rows):
    """A log of (thing, value, recorded, holds_from, change); the index is the row in the file."""
    frame = pd.DataFrame(rows, columns=["thing", "value", "recorded", "holds_from", "change"])
    return frame.set_axis(range(2, len(frame) + 2))


def known(frame, as_of):
    """The value of each thing, in the order given."""
    state = as_known(frame, ["thing"], as_of)
    return dict(zip(state["thing"], state["value"], strict=True))


def test_a_row_recorded_later_is_not_known_yet():
    frame = log(("a", 1, JUNE, JUNE, "new"), ("a", 2, SEPTEMBER, SEPTEMBER, "new"), ("b", 3, OCTOBER, OCTOBER, "new"))
    assert known(frame, AUGUST) == {"a": 1}
    assert known(frame, SEPTEMBER) == {"a": 2}


def test_the_day_is_known_to_its_end():
    frame = log(("a", 1, SEPTEMBER, SEPTEMBER, "new"))
    assert known(frame, SEPTEMBER - pd.Timedelta(days=1)) == {}
    assert known(frame, SEPTEMBER) == {"a": 1}


def test_what_was_learned_late_is_known_from_the_day_it_was_learned():
    frame = log(("a", 1, JUNE, JUNE, "new"), ("a", 2, SEPTEMBER, JULY, "new"))
    assert known(frame, AUGUST) == {"a": 1}
    assert known(frame, SEPTEMBER) == {"a": 2}


def test_the_state_is_what_holds_from_the_newest_day_however_late_it_was_recorded():
    frame = log(("a", 1, JULY, JULY, "new"), ("a", 2, SEPTEMBER, JUNE, "new"))
    assert known(frame, OCTOBER) == {"a": 1}


def test_what_holds_from_a_day_to_come_is_not_the_state_yet():
    frame = log(("a", 1, JUNE, JUNE, "new"), ("a", 2, JUNE, SEPTEMBER, "new"))
    assert known(frame, AUGUST) == {"a": 1}
    assert known(frame, SEPTEMBER) == {"a": 2}


def test_a_correction_replaces_what_was_said_of_the_same_day():
    frame = log(("a", 1, JUNE, JUNE, "new"), ("a", 2, SEPTEMBER, JUNE, "correction"))
    assert known(frame, AUGUST) == {"a": 1}
    assert known(frame, SEPTEMBER) == {"a": 2}


def test_a_correction_of_an_older_state_leaves_the_newer_one():
    rows = [("a", 1, JUNE, JUNE, "new"), ("a", 2, JULY, JULY, "new"), ("a", 3, SEPTEMBER, JUNE, "correction")]
    assert known(log(*rows), SEPTEMBER) == {"a": 2}


def test_a_row_withdrawn_brings_back_the_state_before_it():
    rows = [("a", 1, JUNE, JUNE, "new"), ("a", 2, JULY, JULY, "new"), ("a", 2, SEPTEMBER, JULY, "withdrawn")]
    assert known(log(*rows), AUGUST) == {"a": 2}
    assert known(log(*rows), SEPTEMBER) == {"a": 1}


def test_a_thing_whose_only_row_is_withdrawn_was_never_there():
    frame = log(("a", 1, JUNE, JUNE, "new"), ("a", 1, JULY, JUNE, "withdrawn"))
    assert known(frame, JUNE) == {"a": 1}
    assert known(frame, JULY) == {}


def test_an_end_withdrawn_brings_the_thing_back():
    rows = [("a", 1, JUNE, JUNE, "new"), ("a", 1, JULY, JULY, "ended"), ("a", 1, AUGUST, JULY, "withdrawn")]
    assert known(log(*rows), JULY) == {}
    assert known(log(*rows), AUGUST) == {"a": 1}


def test_a_thing_that_ended_is_gone_until_a_later_row_says_it_is_new():
    rows = [("a", 1, JUNE, JUNE, "new"), ("a", 1, JULY, JULY, "ended"), ("a", 2, SEPTEMBER, SEPTEMBER, "new")]
    assert known(log(*rows), JUNE) == {"a": 1}
    assert known(log(*rows), AUGUST) == {}
    assert known(log(*rows), SEPTEMBER) == {"a": 2}


def test_of_two_rows_of_one_day_the_last_line_speaks():
    frame = log(("a", 1, JUNE, JUNE, "new"), ("a", 2, JUNE, JUNE, "correction"))
    assert known(frame, JUNE) == {"a": 2}


def test_of_two_corrections_of_one_day_the_last_line_speaks():
    rows = [("a", 1, JUNE, JUNE, "new"), ("a", 2, JULY, JUNE, "correction"), ("a", 3, JULY, JUNE, "correction")]
    assert known(log(*rows), JUNE) == {"a": 1}
    assert known(log(*rows), JULY) == {"a": 3}


def test_a_line_recorded_earlier_does_not_speak_for_standing_further_down():
    frame = log(("a", 2, SEPTEMBER, JUNE, "correction"), ("a", 1, JUNE, JUNE, "new"))
    assert known(frame, SEPTEMBER) == {"a": 2}


def test_things_stand_in_the_order_in_which_the_log_first_names_them():
    rows = [("b", 1, JULY, JULY, "new"), ("a", 2, JUNE, JUNE, "new"), ("b", 3, SEPTEMBER, SEPTEMBER, "new")]
    assert list(known(log(*rows), SEPTEMBER).items()) == [("b", 3), ("a", 2)]


def test_rows_keep_their_number_in_the_file_and_their_columns():
    frame = log(("b", 1, JUNE, JUNE, "new"), ("a", 2, JUNE, JUNE, "new"), ("b", 3, JULY, JULY, "new"))
    state = as_known(frame, ["thing"], JULY)
    assert state.index.tolist() == [4, 3]
    assert list(state.columns) == list(frame.columns)
    assert state.dtypes.equals(frame.dtypes)


def test_several_columns_can_name_a_thing():
    frame = log(("a", 1, JUNE, JUNE, "new"), ("a", 1, JULY, JULY, "ended"), ("a", 2, JUNE, JUNE, "new"))
    assert as_known(frame, ["thing", "value"], JULY)["value"].tolist() == [2]


def test_things_that_share_a_part_of_their_key_are_told_apart():
    pairs = [("a", 1), ("a", 2), ("b", 1), ("b", 2), ("a", 3)]
    rows = [(*pair, JUNE, JUNE, "new") for pair in pairs]
    rows += [("b", 1, JULY, JULY, "ended"), ("a", 2, JULY, JUNE, "withdrawn"), ("a", 3, JULY, JULY, "new")]
    state = as_known(log(*rows), ["thing", "value"], JULY)
    assert state[["thing", "value"]].values.tolist() == [["a", 1], ["b", 2], ["a", 3]]
    assert state.index.tolist() == [2, 5, 9]


def test_states_stand_from_the_oldest_to_the_newest_day_whatever_the_line():
    rows = [("a", 1, JULY, JULY, "new"), ("b", 2, JULY, JUNE, "new"), ("a", 3, JULY, JUNE, "new")]
    rows += [("b", 4, AUGUST, JUNE, "correction"), ("a", 5, AUGUST, AUGUST, "ended")]
    assert standing(log(*rows), ["thing"], AUGUST)["value"].tolist() == [3, 4, 1, 5]


def test_a_log_of_which_nothing_is_known_keeps_its_columns():
    frame = log(("a", 1, SEPTEMBER, SEPTEMBER, "new"))
    assert list(as_known(frame, ["thing"], JUNE).columns) == list(frame.columns)
    assert len(as_known(frame.head(0), ["thing"], JUNE)) == 0


def test_the_log_itself_is_not_changed():
    frame = log(("a", 1, JUNE, JUNE, "new"), ("a", 2, JULY, JUNE, "correction"), ("b", 3, JULY, JULY, "new"))
    before = frame.copy(deep=True)
    state = as_known(frame, ["thing"], JULY)
    state["value"] = 99
    pd.testing.assert_frame_equal(frame, before)


def slowly(rows, as_of):
    """What the design says of the log, a row at a time."""
    spoken = {}
    for row in sorted(rows, key=lambda row: row[2]):
        if row[2] <= as_of:
            spoken[row[0], row[3]] = row
    state = {}
    for thing in dict.fromkeys(row[0] for row in rows if row[2] <= as_of):
        held = [row for (name, day), row in spoken.items() if name == thing and day <= as_of and row[4] != "withdrawn"]
        if held:
            newest = max(held, key=lambda row: row[3])
            if newest[4] != "ended":
                state[thing] = newest[1]
    return state


@pytest.mark.parametrize("seed", range(15))
def test_random_logs_are_known_as_a_slow_reading_knows_them(seed):
    chance = random.Random(seed)  # noqa: S311
    rows = []
    for value in range(chance.randint(1, 24)):
        recorded = JUNE + pd.Timedelta(days=chance.randint(0, 4))
        holds_from = recorded - pd.Timedelta(days=chance.randint(0, 3))
        change = chance.choice(["new", "new", "correction", "ended", "withdrawn"])
        rows.append((chance.choice("abc"), value, recorded, holds_from, change))
    for days in (1, 2, 5):
        as_of = JUNE + pd.Timedelta(days=days)
        assert list(known(log(*rows), as_of).items()) == list(slowly(rows, as_of).items())
