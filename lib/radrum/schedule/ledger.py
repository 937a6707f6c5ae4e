"""What has been done already, in a table of its own beside the records of the runs, so that nothing is done twice."""

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from radrum.runs import RECORDS, Planned, opened
from radrum.schedule.occurrences import Occurrence, of_plan

SENT, PARTLY, UNSENT, MISSED, UNMOVED, UNPLANNED = ("sent", "partly", "unsent", "missed", "unmoved", "unplanned")
SCHEMA = """
create table if not exists occurrences (
  occurrence integer primary key,
  council text not null,
  kind text not null,      -- monthly, draft, freeze, send; begun: the day from which on a line of the plan counts
  subject text not null,   -- the month, or the meeting's name in the register; of begun: monthly or meetings
  notebook text not null,
  edition text not null,
  language text not null,
  area text not null,      -- one municipality; or all that are planned, when each of them is done
  outcome text not null,   -- made; of a paper sent, partly: some may have it, not all; unsent: nobody has agreed to
                           -- mail; missed: too late; unmoved: sent before, and the send date is still the same;
                           -- unplanned: it is not planned in the council's own language
  due text not null,       -- the day from which on it was due
  as_of text not null,     -- the last day whose facts it holds
  held text not null,      -- the day of the meeting
  done text not null,      -- the day of the call that did it
  unique (council, kind, subject, notebook, edition, language, area, due, as_of, held)
);
"""


@dataclass(frozen=True)
class Done:
    """That something was done: what came of it, and the days that it was done for, as ISO writes them."""

    outcome: str
    due: str
    as_of: str
    held: str


class Ledger:
    """What was done for one folder of reports."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.database.executescript(SCHEMA)

    def done(self, asked: Occurrence, area: str | None = None) -> list[Done]:
        """What was done of an occurrence, for this or another day, oldest first; of one of its areas, if one is given.

        An occurrence for many areas is done when it is done for all.
        """
        area = asked.area if area is None else area
        rows = self.database.execute(
            "select outcome, due, as_of, held from occurrences where (council, kind, subject, notebook, edition,"
            " language, area) = (?, ?, ?, ?, ?, ?, ?) order by occurrence",
            (*asked.key, area),
        )
        return [Done(*row) for row in rows]

    def add(self, asked: Occurrence, outcome: str, today: datetime.date, area: str | None = None) -> None:
        """Record that an occurrence, or one of its areas, is done, at once; what is recorded stays as it is."""
        area = asked.area if area is None else area
        days = str(asked.due), str(asked.as_of), str(asked.held or "")
        self._add(*asked.key, area, outcome, *days, str(today), how="insert or ignore")

    def settle(self, asked: Occurrence, outcome: str, today: datetime.date) -> None:
        """Record what came of sending a paper, instead of what was recorded of it for the same days."""
        days = str(asked.due), str(asked.as_of), str(asked.held)
        self._add(*asked.key, asked.area, outcome, *days, str(today), how="insert or replace")

    def forget(self, asked: Occurrence) -> None:
        """Record that nothing came of sending a paper for these days."""
        with self.database:
            self.database.execute(
                "delete from occurrences where (council, kind, subject, notebook, edition, language, area, due, as_of,"
                " held) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*asked.key, asked.area, str(asked.due), str(asked.as_of), str(asked.held)),
            )

    def begun(self, planned: Planned, today: datetime.date) -> datetime.date:
        """The first day on which that line of the plan was seen, which is today if it never was."""
        key = (planned.plan.council, "begun", planned.when, *of_plan(planned), planned.spread)
        row = self.database.execute(
            "select done from occurrences where (council, kind, subject, notebook, edition, language, area)"
            " = (?, ?, ?, ?, ?, ?, ?)",
            key,
        ).fetchone()
        if row is None:
            self._add(*key, "begun", "", "", "", str(today))
        return datetime.date.fromisoformat(row[0]) if row else today

    def _add(self, *values: str, how: str = "insert") -> None:
        with self.database:
            self.database.execute(
                f"{how} into occurrences (council, kind, subject, notebook, edition, language, area, outcome,"
                " due, as_of, held, done) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )


@contextmanager
def ledger(reports: Path, *, dry_run: bool = False) -> Iterator[Ledger]:
    """The ledger of a folder of reports; with ``dry_run`` a copy of it, so that nothing is written.

    Raises ``RadrumError`` where it is spoilt.
    """
    if not dry_run:
        with opened(reports) as records:
            yield Ledger(records.database)
        return
    with closing(sqlite3.connect(":memory:")) as copy:
        if (reports / RECORDS).is_file():
            with opened(reports) as records:
                records.database.backup(copy)
        yield Ledger(copy)
