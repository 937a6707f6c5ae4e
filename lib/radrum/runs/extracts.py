"""The extract that a public page is made from: written for that page alone, or once for all that a process makes."""

import datetime
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.editions import withheld_texts, write_extract
from radrum.runs.fingerprints import of_folder, of_parts
from radrum.runs.stamps import PRIVATE

MOST = 4  # that a process keeps at a time
_shelf: Path | None = None  # where this process keeps them
_kept: dict[str, "Cut"] = {}  # by what they stand on, the one last asked for last


@dataclass(frozen=True)
class Cut:
    """A folder of data that holds a council's public edition alone, and the texts that it withholds.

    ``kept`` tells whether other pages are made from it too.
    """

    folder: Path
    withheld: tuple[str, ...]
    kept: bool = False


def keep(shelf: Path) -> None:
    """From now on keep in that folder what this process writes, for the next page from the same rows."""
    global _shelf
    _shelf = shelf
    _kept.clear()


def cut(council: str, as_of: pd.Timestamp, staged: Path, *, today: datetime.date | None, ground: str) -> Cut:
    """The public edition of a council as known at the end of ``as_of``, with names of those who agree on ``today``.

    Written into the folder ``staged``; or, where this process keeps what it writes and ``ground`` is the fingerprint
    of what the council's reports stand on, taken from there. Faults are raised as by ``write_extract``.
    """
    today = today or datetime.date.today()
    if not (_shelf and ground):
        return Cut(*_written(council, as_of, staged, today))
    people = of_folder(paths.councils() / council / PRIVATE)
    key = of_parts(str(part).encode() for part in (council, as_of, today, ground, people))
    found = _kept.pop(key, None)
    if found is None:
        folder = Path(tempfile.mkdtemp(dir=_shelf))
        found = Cut(*_written(council, as_of, folder, today), kept=True)
        if len(_kept) == MOST:
            shutil.rmtree(_kept.pop(next(iter(_kept))).folder, ignore_errors=True)
    _kept[key] = found
    return found


def _written(council: str, as_of: pd.Timestamp, folder: Path, today: datetime.date) -> tuple[Path, tuple[str, ...]]:
    return write_extract(council, as_of, folder, today=today), withheld_texts(folder, today=today)
