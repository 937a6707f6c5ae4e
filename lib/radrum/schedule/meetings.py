"""A council's meetings as its register knows them on a day, and the days on which something is made for each."""

import datetime
from dataclasses import dataclass

import pandas as pd

from radrum.register import Register
from radrum.schedule.workdays import DAY, Workdays

DRAFT = 5  # working days between the working report and the paper


@dataclass(frozen=True)
class Meeting:
    """A dated meeting of the council's own body.

    ``freeze`` is the last day whose facts the paper holds; ``send`` the day it is sent out, None where that is not set.
    ``recorded`` is the day on which something was last recorded of the meeting, ``changes`` how often something was
    after the first time.
    """

    name: str
    date: datetime.date
    freeze: datetime.date
    send: datetime.date | None
    title: str
    place: str
    recorded: datetime.date
    changes: int


@dataclass(frozen=True)
class Timetable:
    """The days from which the working report, the paper and its sending are due."""

    draft: datetime.date
    freeze: datetime.date
    send: datetime.date


def meetings(register: Register, today: datetime.date) -> list[Meeting]:
    """The council's own dated meetings as known at the end of ``today``, by date.

    Not a gathering nor the day of a report, and not a meeting that was recorded only when its day had come: nothing can
    be made in time for it.
    """
    day, log = pd.Timestamp(today), register.logs["meetings"]
    known = register.as_known("meetings", day)
    own = known[
        (known["body"] == register.council.body) & (known["kind"] == "meeting") & known["date"].notna()
    ].sort_values("date", kind="stable")
    found = []
    for _, row in own.iterrows():
        said = log[(log["meeting"] == row["meeting"]) & (log["recorded"] <= day)]
        if said.loc[said["date"] == row["date"], "recorded"].min() >= row["date"]:
            continue
        date, freeze, send = (_day(row[name]) for name in ("date", "freeze_date", "send_date"))
        title, place = ("" if pd.isna(row[name]) else row[name] for name in ("title", "place"))
        changed = _day(said["recorded"].max())
        found.append(Meeting(row["meeting"], date, freeze or date - DAY, send, title, place, changed, len(said) - 1))
    return found


def timetable(meeting: Meeting, days: Workdays) -> Timetable:
    """When something is due for a meeting.

    - *send*: the send date, or the working day before it; without one the first working day after the freeze date. At
      the latest the working day before the meeting.
    - *freeze*: the first working day after the freeze date, when that day is over; at the latest when it is sent.
    - *draft*: five working days before that.
    """
    over = days.from_on(meeting.freeze + DAY)
    send = min(days.until(meeting.send) if meeting.send else over, days.before(meeting.date))
    freeze = min(over, send)
    return Timetable(days.before(freeze, DRAFT), freeze, send)


def _day(value: pd.Timestamp) -> datetime.date | None:
    return None if pd.isna(value) else value.date()
