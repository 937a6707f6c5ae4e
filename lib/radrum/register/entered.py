"""What people entered: the rows of an edited workbook, each judged as the register's own reader judges a log."""

import csv
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.errors import Fault, Faults, did_you_mean
from radrum.register.schema import TABLES
from radrum.register.sheets import Sheet
from radrum.register.spelling import Row, spelt
from radrum.register.state import Key, data_columns, key_in
from radrum.register.workbook import ENDINGS, ENTRIES
from radrum.tables import read_table
from radrum.tables.columns import key_of

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
FILLED = {"change": "new", "holds_from": "", "source": "-"}  # what the reader sees where an entry is left empty


@dataclass(frozen=True)
class Entry:
    """A row as somebody left it: where it stands, what it says, and how a change of it is to be recorded."""

    place: str
    cells: Row
    change: str
    holds_from: str
    source: str


def entries(table: str, sheet: Sheet, day: pd.Timestamp) -> dict[Key, Entry]:
    """The rows of one table by key, judged as if all of it were recorded on ``day``.

    Raises ``Faults`` with every fault of every cell, changed or not.
    """
    if not sheet.heading:
        raise Faults([Fault(sheet.place, "empty.", "Write at least its heading.")])
    if "recorded" in sheet.heading:
        remedy = "Enter changes in what 'radrum sheet' writes, or append rows to the log by hand."
        raise Faults([Fault(sheet.place, "a log, with its column 'recorded', not a current state.", remedy)])
    if not sheet.rows:
        return {}
    rows = {number: dict(zip(sheet.heading, cells, strict=True)) for number, cells in sheet.rows.items()}
    faults = _unseen(table, rows, sheet.place)
    names = sheet.heading + [name for name in ("recorded", *ENTRIES) if name not in sheet.heading]
    lines = {1: names}
    for number in _first_rows(table, rows).values():
        row = rows[number] | {"recorded": f"{day:%Y-%m-%d}"}
        row |= {name: text for name, text in FILLED.items() if name == "change" or not row.get(name, "").strip()}
        lines[number] = [row[name] for name in names]
    try:
        frame = _read(table, lines, sheet.place)
    except Faults as found:
        raise Faults([*faults, *found.faults]) from None
    if faults:
        raise Faults(faults)
    return {
        key_in(cells, table): Entry(
            f"{sheet.place} row {number}",
            {name: cells[name] for name in data_columns(table)},
            rows[number].get("change", "").strip(),
            cells["holds_from"],
            rows[number].get("source", "").strip(),
        )
        for number, cells in zip(frame.index, spelt(frame, table), strict=True)
    }


def _first_rows(table: str, rows: dict[int, Row]) -> dict[Key, int]:
    """The number of the first row of each key, and of every row without one."""
    first: dict[Key, int] = {}
    for number, row in rows.items():
        first.setdefault(_key(row, table) or (str(number),), number)
    return first


def _key(row: Row, table: str) -> Key:
    key = tuple(row.get(name, "").strip() for name in key_of(TABLES[table]))
    return key if any(key) else ()


def _unseen(table: str, rows: dict[int, Row], place: str) -> list[Fault]:
    """What the reader of a log does not see: a thing on two rows, an ending that is none, letters that are none."""
    faults = []
    first = _first_rows(table, rows)
    for number, row in rows.items():
        key = _key(row, table)
        if first.get(key, number) != number:
            found = f"'{', '.join(key)}' stands on both."
            remedy = "Keep one of them, or give one of them another key."
            faults.append(Fault(f"{place} rows {first[key]}, {number}", found, remedy))
        change = row.get("change", "").strip()
        if change and change not in ENDINGS:
            found = f"'{change}' is not one of the allowed words."
            remedy = f"{did_you_mean(change, ENDINGS)} Leave it empty where the row is new or changed."
            faults.append(Fault(f"{place} row {number}, column change", found, remedy))
        for name in [name for name, text in row.items() if CONTROL.search(text)]:
            found = "it holds a character that is no text."
            faults.append(Fault(f"{place} row {number}, column {name}", found, "Write the cell anew."))
            row[name] = CONTROL.sub("", row[name])
    return faults


def _read(table: str, lines: dict[int, list[str]], place: str) -> pd.DataFrame:
    """What the register's reader makes of the rows under their own numbers, its faults told under ``place``."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{table}.csv"
        with file.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written).writerows(lines.get(number, []) for number in range(1, max(lines) + 1))
        try:
            return read_table(file, TABLES[table])
        except Faults as found:
            shown = paths.shown(file)
            raise Faults([replace(each, place=each.place.replace(shown, place, 1)) for each in found.faults]) from None
