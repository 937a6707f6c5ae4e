"""The state that a workbook was made from: how much of each log there was, and what its rows said together."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from radrum.register.council import council_folder
from radrum.register.log import as_known
from radrum.register.register import Register, read_register, table_file
from radrum.register.schema import TABLES
from radrum.register.spelling import Row, spelt
from radrum.tables.columns import columns_of, key_of

Key = tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """How far a log had come: its rows, its bytes, and the SHA-256 of those bytes."""

    rows: int
    length: int
    sha256: str

    def holds(self, content: bytes) -> bool:
        """Whether ``content`` still begins with the bytes that were marked."""
        return _sha256(content[: self.length]) == self.sha256


def data_columns(table: str) -> list[str]:
    """The columns of a table that say something of the thing itself, not of how it was recorded."""
    recording = {"recorded", "holds_from", "change", "source"}
    return [name for name in columns_of(TABLES[table]) if name not in recording]


def key_in(row: Mapping[str, str], table: str) -> Key:
    """The cells that name the one thing a row speaks of."""
    return tuple(row[name] for name in key_of(TABLES[table]))


def marked_register(name: str) -> tuple[Register, dict[str, Mark]]:
    """A council's register and the marks of the very files it was read from, though somebody may record meanwhile."""
    folder = council_folder(name)
    before = None
    while before != (now := _contents(folder)):
        register, before = read_register(name), now
    return register, {
        table: Mark(len(register.logs[table]), len(content), _sha256(content)) for table, content in now.items()
    }


def state(register: Register, table: str, rows: int | None = None) -> dict[Key, Row]:
    """What the first ``rows`` of a log (all without it) say of each thing on their newest day, by key."""
    log = register.logs[table].iloc[:rows]
    if log.empty:
        return {}
    known = as_known(log, key_of(TABLES[table]), log["recorded"].max())
    return {key_in(cells, table): cells for cells in spelt(known, table)}


def _contents(folder: Path) -> dict[str, bytes]:
    files = {table: table_file(folder, table) for table in TABLES}
    return {table: file.read_bytes() if file.is_file() else b"" for table, file in files.items()}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
