"""What a workbook changes: each row held against the state it was made from and against the register as it is now.

A thing that both changed since is a conflict, unless both say the same. A row that is not in the workbook is no end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from radrum.errors import Fault
from radrum.register.comparison import Comparison, Past, Terms, unlike
from radrum.register.entered import Entry
from radrum.register.schema import TABLES
from radrum.register.spelling import Row, spelt
from radrum.register.state import Key, data_columns, key_in
from radrum.register.telling import several
from radrum.tables.columns import key_of

MISSING = 100  # that are asked at most whether a new row is one of them under another key


@dataclass(frozen=True)
class Difference:
    """A row to append, where it was entered, and what it changes in words."""

    row: Row
    place: str
    said: str


@dataclass
class Differences:
    """What changes in one table, what is in the way of it, and what stays as it is though somebody may expect more."""

    rows: list[Difference] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def differences(
    table: str,
    entered: Mapping[Key, Entry],
    then: Mapping[Key, Row],
    now: Mapping[Key, Row],
    log: pd.DataFrame,
    terms: Terms,
) -> Differences:
    """How ``entered`` differs from the state ``then``, as rows to follow after the ``log``, whose state is ``now``."""
    found = Differences()
    touched = {key: entry for key, entry in entered.items() if _touched(table, entry, then.get(key))}
    pasts = _pasts(table, log, touched) if touched else {}
    for key, entry in touched.items():
        one = Comparison(table, key, entry, then.get(key), now.get(key), pasts.get(key, Past()), terms)
        if one.known:
            continue
        faults = one.faults()
        found.faults += faults
        if not faults:
            found.rows.append(Difference(one.row, entry.place, one.said()))
    found.notes = _notes(table, entered, then, now)
    return found


def _touched(table: str, entry: Entry, then: Row | None) -> bool:
    return then is None or bool(entry.change or entry.holds_from or unlike(table, entry.cells, then))


def _pasts(table: str, log: pd.DataFrame, keys: Mapping[Key, Entry]) -> dict[Key, Past]:
    first = log[key_of(TABLES[table])[0]]
    rows = log[first.isin({key[0] for key in keys})].sort_values("recorded", kind="stable")
    pasts: dict[Key, Past] = {}
    for row in spelt(rows, table):
        past = pasts.get(key_in(row, table), Past())
        pasts[key_in(row, table)] = Past(
            past.spoken | {row["holds_from"]: row["change"]},
            (*past.recorded, (row["recorded"], row["holds_from"], row["change"])),
        )
    return pasts


def _notes(table: str, entered: Mapping[Key, Entry], then: Mapping[Key, Row], now: Mapping[Key, Row]) -> list[str]:
    """What is left as it is though somebody may expect it to change."""
    idle = [key for key, entry in entered.items() if entry.source and not _touched(table, entry, then.get(key))]
    notes = [f"{table}: a source but no change, so nothing is recorded: {several(idle)}."] if idle else []
    missing = [key for key in then if key not in entered and key in now]
    for key in [key for key in entered if key not in then and key not in now]:
        renamed = [old for old in missing[:MISSING] if _resembles(table, entered[key].cells, then[old])]
        if renamed:
            old, new = ", ".join(renamed[0]), ", ".join(key)
            notes.append(
                f"{table}: '{new}' looks like '{old}' under another key. It is new, and '{old}' stays as it is."
            )
    if missing:
        told = f"{table}: not in the workbook, so left as it is: {several(missing)}."
        notes.append(f"{told} To end a row, keep it and choose ended under change.")
    return notes


def _resembles(table: str, one: Row, other: Row) -> bool:
    """Whether two rows say mostly the same beside their keys."""
    rest = [name for name in data_columns(table) if name not in key_of(TABLES[table]) and (one[name] or other[name])]
    return len(rest) > len([name for name in unlike(table, one, other) if name in rest]) * 2
