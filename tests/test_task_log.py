"""The task log says of each task where it stands, how long it has been open and how often it was put off."""

from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import exhibits
from radrum.measures import actions
from radrum.words import Words

DAY = pd.Timestamp("2026-09-10")
MEETINGS = pd.DataFrame({"meeting": ["m"], "date": [pd.Timestamp("2025-01-01")]})


def status(begun, *lasts, state="open"):
    """What the log says of the standing of a task given on a day and due, in turn, on these."""
    said = {"meeting": "m", "position": 1, "area": "Survey", "task": "Ask all", "responsible": "chair", "due": "soon"}
    said |= {"action": "a", "due_meeting": None, "state": state, "source": "notes", "change": "new"}
    rows = [said | {"due_latest": last, "holds_from": begun} for last in lasts]
    days = dict.fromkeys(("due_latest", "holds_from", "recorded"), "datetime64[ns]")
    history = pd.DataFrame(rows).assign(recorded=begun).astype(days)
    stands = actions.standing(history.tail(1), MEETINGS, DAY)
    shown = exhibits.task_log(
        actions.ageing(stands, history, MEETINGS, DAY), SimpleNamespace(words=Words("en"), as_of=DAY)
    )
    (line,) = shown.table.written(shown.words)
    return line[-1]["text"].replace("\u00a0", " ").split("\n")


@pytest.mark.parametrize(
    ("begun", "told"),
    [
        ("2026-09-10", []),
        ("2026-09-09", ["open for 1 day"]),
        ("2026-07-12", ["open for 60 days"]),
        ("2026-07-11", ["open for 2 months"]),
        ("2025-03-13", ["open for 17 months"]),
    ],
)
def test_an_open_task_says_how_long_it_has_been_open(begun, told):
    assert status(begun, "2026-09-01") == ["9 days late", *told]


def test_a_task_says_how_often_it_was_put_off():
    assert status("2026-09-01", "2026-09-05", "2026-09-07") == ["3 days late", "open for 9 days, postponed once"]
    thrice = ("2026-01-31", "2026-02-28", "2026-06-30", "2026-10-31")
    assert status("2026-01-10", *thrice) == ["open, due 31 October 2026", "open for 7 months, postponed 3 times"]


def test_a_task_that_is_done_has_no_age_but_was_put_off():
    assert status("2026-01-10", "2026-01-31", state="done") == ["done"]
    assert status("2026-01-10", "2026-01-31", "2026-02-28", state="done") == ["done", "postponed once"]
