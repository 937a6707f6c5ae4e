"""What has been made: one row a run, in a small database beside the reports that the parent alone writes."""

import datetime
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

from radrum.errors import RadrumError

RECORDS = ".runs.sqlite"
STATES = ("made", "unchanged", "failed", "rejected")
SPOILT = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
REMEDIES = {
    sqlite3.SQLITE_BUSY: "Another call is at work on it: wait for it to end.",
    sqlite3.SQLITE_FULL: "Make room on the disk.",
    sqlite3.SQLITE_READONLY: "See who may write to it and to its folder.",
    sqlite3.SQLITE_CANTOPEN: "See who may write to it and to its folder.",
}
SCHEMA = """
create table if not exists runs (
  run integer primary key,
  plan text not null,      -- what was asked for, as JSON
  stamp text not null,     -- the fingerprint of all that it was made from
  state text not null check (state in ('made', 'unchanged', 'failed', 'rejected')),
  reason text not null,    -- why it was not made, or not checked
  path text not null,      -- the page, below the folder of reports
  began text not null,     -- UTC
  seconds real not null,
  digest text not null,    -- the fingerprint of the page and its print
  inputs text not null,    -- what it was made from, each with its fingerprint, as JSON
  figures text not null    -- what each exhibit says, by its name, as JSON
);
create index if not exists of_plan on runs (plan, run);
create table if not exists planned (
  stamp text primary key,  -- the fingerprint of a plan file and of all that its plans depend on
  plans text not null      -- the plans, as JSON
);
"""


@dataclass(frozen=True)
class Run:
    """What became of one plan. ``path`` is below the folder of reports, empty where there is no page.

    ``reason`` says why there is none, or why what was made could not be checked. ``digest`` is the fingerprint of the
    page and its print; ``inputs`` are what it was made from, each with its fingerprint, and ``figures`` what each
    exhibit says, by its name.
    """

    plan: str
    stamp: str
    state: str
    reason: str = ""
    path: str = ""
    began: str = ""
    seconds: float = 0.0
    digest: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)


LATER = ("digest", "inputs", "figures")  # columns that records of before 0.2 lack
COLUMNS = ", ".join(each.name for each in fields(Run))


class Records:
    """The runs of one folder of reports."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def add(self, run: Run) -> None:
        """Record a run, for good, at once."""
        with self.database:
            self.database.execute(
                f"insert into runs ({COLUMNS}) values ({', '.join('?' * len(fields(Run)))})",  # noqa: S608
                [json.dumps(told, ensure_ascii=False) if isinstance(told, dict) else told for told in astuple(run)],
            )

    def last_good(self) -> dict[str, Run]:
        """The newest run of each plan that was made."""
        of_each = "select max(run) from runs where state = 'made' group by plan"
        found = self.database.execute(f"select {COLUMNS} from runs where run in ({of_each})")  # noqa: S608
        return {run.plan: run for run in map(_read, found)}

    def planned(self, stamp: str) -> list[str] | None:
        """The names of the plans of a plan file of that fingerprint; None where it has not been read."""
        found = self.database.execute("select plans from planned where stamp = ?", (stamp,)).fetchone()
        return json.loads(found[0]) if found else None

    def plan(self, stamp: str, names: list[str]) -> None:
        """Remember the names of the plans of a plan file of that fingerprint, and of no other."""
        with self.database:
            self.database.execute("delete from planned")
            self.database.execute("insert into planned (stamp, plans) values (?, ?)", (stamp, json.dumps(names)))

    def newest(self, many: int) -> list[Run]:
        """The newest runs, the last first."""
        found = self.database.execute(f"select {COLUMNS} from runs order by run desc limit ?", (many,))  # noqa: S608
        return [*map(_read, found)]


def _read(row: tuple) -> Run:
    *told, inputs, figures = row
    return Run(*told, json.loads(inputs), json.loads(figures))


@contextmanager
def opened(reports: Path) -> Iterator[Records]:
    """The records of a folder of reports, made where there are none.

    Raises ``RadrumError`` where they cannot be used.
    """
    reports.mkdir(parents=True, exist_ok=True)
    file = reports / RECORDS
    with failing(file), closing(sqlite3.connect(file, timeout=30)) as database:
        database.execute("pragma journal_mode=wal")
        database.executescript(SCHEMA)
        there = {column for _, column, *_ in database.execute("pragma table_info(runs)")}
        for column in LATER:
            if column not in there:
                database.execute(f"alter table runs add column {column} text not null default '{{}}'")
        yield Records(database)


@contextmanager
def failing(file: Path) -> Iterator[None]:
    """Tells in words what goes wrong with records, and that they are to be kept unless they are past reading."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if _primary(error) in SPOILT:
            remedy = (
                "Put back a copy of it, if there is one. Move it away only if there is none: everything is then made"
                " once more, and the papers of meetings to come are mailed once more to everyone."
            )
        else:
            remedy = f"{REMEDIES.get(_primary(error), '')} Keep the file: it says what was made and mailed. Call again."
        raise RadrumError(f"{file} cannot be used: {error}. {' '.join(remedy.split())}") from error


def _primary(error: sqlite3.DatabaseError) -> int | None:
    """SQLite's code for an error, without what it adds in detail; None where the error is not SQLite's own."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def now() -> str:
    """The time, as the records have it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
