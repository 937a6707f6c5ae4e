"""An edited workbook becomes dated rows at the end of the council's logs: all of them or none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.errors import Fault, Faults
from radrum.register.comparison import Terms
from radrum.register.council import council_folder, read_council
from radrum.register.differences import Difference, differences
from radrum.register.entered import entries
from radrum.register.package import NAME, describe
from radrum.register.raw import raw_table
from radrum.register.register import Register, read_register, table_file
from radrum.register.schema import TABLES
from radrum.register.sheets import Sheets, read_sheets
from radrum.register.spelling import appended, heading
from radrum.register.state import state
from radrum.register.writing import alone_in, replace_all

UNDESCRIBED = "{place} could not be written ({reason}). Run 'radrum describe' when that is mended."
UNMARKED = "{name} does not say which state it was made from: it is compared with the register as it is now."


@dataclass(frozen=True)
class Recording:
    """What was appended: the differences in words, a line each; the rows by table; what stays as it is and why."""

    said: tuple[str, ...]
    rows: dict[str, int]
    notes: tuple[str, ...]


def record(
    council: str,
    file: Path,
    day: pd.Timestamp,
    *,
    source: str = "",
    correction: bool = False,
    dry_run: bool = False,
) -> Recording:
    """Append what an edited workbook, or CSV files, say anew, as known from ``day`` on.

    Parameters
    ----------
    council
        The name of its folder.
    file
        The workbook, a CSV file named after its table, or a folder of such files.
    day
        The day the council learned it: ``recorded`` of the new rows.
    source
        The source of the rows that name none; without it the file's name.
    correction
        The changes mend errors: they hold from the day of the state they mend.
    dry_run
        Append nothing.

    Raises ``Faults`` with every wrong cell, every conflict, or every fault that the register would have; then nothing
    has been appended.
    """
    folder = council_folder(council)
    with alone_in(folder):
        register = read_register(council)
        sheets = read_sheets(file, council)
        terms = Terms(f"{day:%Y-%m-%d}", source or file.name, correction)
        found, notes = _differences(register, folder, sheets, day, terms)
        new = {table: rows for table, rows in found.items() if rows}
        if new:
            _append(council, folder, new, decide=not dry_run)
        if not dry_run:
            notes += _described(council, folder)
    if not sheets.marks:
        notes = [UNMARKED.format(name=file.name), *notes]
    said = tuple(each.said for rows in new.values() for each in rows)
    return Recording(said, {table: len(rows) for table, rows in new.items()}, tuple(notes))


def _differences(
    register: Register, folder: Path, sheets: Sheets, day: pd.Timestamp, terms: Terms
) -> tuple[dict[str, list[Difference]], list[str]]:
    """The rows to append to each table, and what is left as it is."""
    faults, entered = [], {}
    for table, mark in sheets.marks.items():
        log = table_file(folder, table)
        if not mark.holds(log.read_bytes() if log.is_file() else b""):
            found = f"its first {mark.rows} rows are not those that the workbook was made from."
            remedy = "A log is only added to: put them back as they were, or make a new workbook with 'radrum sheet'."
            faults.append(Fault(paths.shown(log), found, remedy))
    for table, sheet in sheets.tables.items():
        try:
            entered[table] = entries(table, sheet, day)
        except Faults as found:
            faults += found.faults
    if faults:
        raise Faults(faults)
    rows, notes = {}, []
    for table in TABLES:
        now, mark = state(register, table), sheets.marks.get(table)
        then = now if mark is None or mark.rows == len(register.logs[table]) else state(register, table, mark.rows)
        if table not in entered:
            if table in sheets.marks and then:
                notes.append(f"{table}: the sheet is not in the workbook, so left as it is.")
            continue
        found = differences(table, entered[table], then, now, register.logs[table], terms)
        faults += found.faults
        notes += found.notes
        rows[table] = found.rows
    if faults:
        raise Faults(faults)
    return rows, notes


def _append(council: str, folder: Path, new: Mapping[str, Sequence[Difference]], *, decide: bool) -> None:
    """Write the logs with their new rows, let the register's reader judge them, and put them in their places."""
    sibling = next((path.read_bytes() for table in TABLES if (path := folder / f"{table}.csv").is_file()), b"")
    files = {}
    for table, rows in new.items():
        file = folder / f"{table}.csv"
        content = file.read_bytes() if file.is_file() else heading(table, like=sibling)
        files[file.name] = appended(content, table, [each.row for each in rows], file)

    def judge(draft: Path) -> None:
        try:
            read_register(council, draft)
        except Faults as found:
            raise Faults([_as_entered(fault, folder, draft, new) for fault in found.faults]) from None

    replace_all(folder, files, judge, decide=decide)


def _described(council: str, folder: Path) -> list[str]:
    """Have the council's description current; what is told where it cannot be: the rows are recorded all the same."""
    try:
        describe(read_council(council), folder)
    except OSError as error:
        return [UNDESCRIBED.format(place=paths.shown(folder / NAME), reason=error.strerror)]
    return []


def _as_entered(fault: Fault, folder: Path, draft: Path, new: Mapping[str, Sequence[Difference]]) -> Fault:
    """The fault of an appended row told where somebody entered it; of another row told where that stands."""
    for table, rows in new.items():
        file = f"{table}.csv"
        place = fault.place.replace(paths.shown(draft / file), paths.shown(folder / file), 1)
        found = re.match(rf"{re.escape(paths.shown(folder / file))} rows? (\d+(?:, \d+)*)", place)
        if found:
            numbers = list(raw_table((draft / file).read_bytes()).rows)
            entered = dict(zip(numbers[-len(rows) :], rows, strict=True))
            told = [entered[number] for number in map(int, re.findall(r"\d+", found[1])) if number in entered]
            return replace(fault, place=told[0].place + place[found.end() :] if told else place)
    return fault
