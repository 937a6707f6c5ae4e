"""What was sent and copied, so that nothing goes out twice: two tables beside those of the runs.

Of a mail the seat is kept, role and body, never a name or an address: whoever gets hold of the file learns no more than
the council's list of seats, and there is nothing in it to erase when a person is.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from radrum.runs import opened
from radrum.runs.records import RECORDS, failing, now

SCHEMA = """
create table if not exists mails (
  council text not null,
  meeting text not null,   -- its name in the register, which stays when it is moved
  seat text not null,      -- role and body
  page text not null,      -- the SHA-256 of the page that was sent
  state text not null check (state in ('under way', 'sent')),
  at text not null,        -- UTC
  primary key (council, meeting, seat, page)
);
create table if not exists copies (
  address text not null,   -- of the site
  path text not null,      -- below reports/public
  digest text not null,    -- SHA-256
  primary key (address, path)
);
"""
Sent = dict[str, dict[str, str]]  # by seat and page: 'sent', or 'under way' where a run was stopped meanwhile


class Shared:
    """The records of one folder of reports."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def mails(self, council: str, meeting: str) -> Sent:
        """What has been sent for a meeting."""
        asked = "select seat, page, state from mails where council = ? and meeting = ?"
        found: Sent = {}
        for seat, page, state in self.database.execute(asked, (council, meeting)):
            found.setdefault(seat, {})[page] = state
        return found

    def begin(self, council: str, meeting: str, seats: tuple[str, ...], page: str, *, anew: bool) -> None:
        """Note that a mail is about to be the server's. Raises ``sqlite3.IntegrityError`` where another run did.

        ``anew``: whatever was sent to the seats before.
        """
        how = "insert or replace" if anew else "insert"
        with self.database:
            self.database.executemany(
                f"{how} into mails values (?, ?, ?, ?, 'under way', ?)",
                [(council, meeting, seat, page, now()) for seat in seats],
            )

    def end(self, council: str, meeting: str, seats: tuple[str, ...], page: str, *, sent: bool) -> None:
        """Note that the server has taken a mail, or that it has not."""
        how = "update mails set state = 'sent'" if sent else "delete from mails"
        with self.database:
            self.database.executemany(
                f"{how} where council = ? and meeting = ? and seat = ? and page = ?",
                [(council, meeting, seat, page) for seat in seats],
            )

    def copies(self, address: str) -> dict[str, str]:
        """The fingerprint of each file that was copied to an address, by its path."""
        return dict(self.database.execute("select path, digest from copies where address = ?", (address,)))

    def is_copied(self, path: str, digest: str, address: str) -> bool:
        """Whether a file with that fingerprint was copied to an address, or to any if it is empty."""
        asked = "select 1 from copies where path = ? and digest = ? and ? in ('', address)"
        return self.database.execute(asked, (path, digest, address)).fetchone() is not None

    def copied(self, address: str, path: str, digest: str) -> None:
        """Note that a file lies at the address."""
        with self.database:
            self.database.execute("insert or replace into copies values (?, ?, ?)", (address, path, digest))

    def removed(self, address: str, path: str) -> None:
        """Note that a file lies there no more."""
        with self.database:
            self.database.execute("delete from copies where address = ? and path = ?", (address, path))


@contextmanager
def shared(reports: Path) -> Iterator[Shared]:
    """The records of a folder of reports, made where there are none."""
    with opened(reports) as records:
        records.database.executescript(SCHEMA)
        yield Shared(records.database)


def mails_sent(reports: Path, council: str, meeting: str) -> Sent:
    """What has been sent for a meeting, read without leaving a trace."""
    return _read(reports, lambda records: records.mails(council, meeting))


def copies_made(reports: Path, address: str) -> dict[str, str]:
    """The fingerprint of each file that was copied to an address, read without leaving a trace."""
    return _read(reports, lambda records: records.copies(address))


def is_copied(reports: Path, path: str, digest: str, address: str = "") -> bool:
    """Whether a file with that fingerprint lies at an address, or at any if it is empty.

    Read without leaving a trace.
    """
    return bool(_read(reports, lambda records: records.is_copied(path, digest, address.rstrip("/"))))


def _read(reports: Path, asked: Callable[[Shared], Any]) -> Any:
    """What the records answer; an empty dictionary where there are none yet."""
    file = reports / RECORDS
    if not file.is_file():
        return {}
    # opened to read only, it would leave files of its own beside
    where = f"{file.resolve().as_uri()}?mode=rw"
    with failing(file), closing(sqlite3.connect(where, uri=True, timeout=30)) as database:
        database.execute("pragma query_only = 1")
        there = database.execute("select 1 from sqlite_master where name = 'copies'").fetchone()
        return asked(Shared(database)) if there else {}
