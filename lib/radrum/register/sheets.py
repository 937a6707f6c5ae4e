"""The cells of what a spreadsheet program saved, as the text that a person would write in a CSV file."""

import csv
import datetime
import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from radrum import paths
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.register.raw import raw_table
from radrum.register.schema import TABLES
from radrum.register.spelling import number
from radrum.register.state import Mark
from radrum.register.workbook import NOTE
from radrum.tables.columns import columns_of

BOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Sheet:
    """One table's heading and, by their numbers, the rows that say something, with as many cells each.

    ``place`` is how a message names it.
    """

    place: str
    heading: list[str]
    rows: dict[int, list[str]]


@dataclass(frozen=True)
class Sheets:
    """What was saved, by table. ``marks`` say which state it was made from; there are none where nothing says so."""

    tables: dict[str, Sheet]
    marks: dict[str, Mark] = field(default_factory=dict)


def read_sheets(file: Path, council: str) -> Sheets:
    """The sheets of a workbook, of a CSV file named after its table, or of a folder of such files.

    Raises ``RadrumError`` for what is no workbook of the council and ``Faults`` for sheets that cannot be understood.
    """
    if not file.exists():
        raise RadrumError(f"There is no file '{file}'. Check its name and place.")
    return _workbook(file, council) if file.suffix.lower() in BOOKS else _csv_files(file)


def _workbook(file: Path, council: str) -> Sheets:
    shown = paths.shown(file)
    try:
        book = CalamineWorkbook.from_path(file)
        note = book.get_sheet_by_name(NOTE).to_python() if NOTE in book.sheet_names else []
        unreadable = list(_unreadable(file))
    except (CalamineError, zipfile.BadZipFile, KeyError, OSError) as error:
        raise RadrumError(f"{shown} cannot be read as a workbook ({error}). Save it as .xlsx and try again.") from None
    noted = {str(line[0]): [str(cell) for cell in line[1:]] for line in note if line}
    if note and noted.get("council", [""])[0] != council:
        raise RadrumError(f"{shown} is a workbook of '{noted.get('council', [''])[0]}', not of '{council}'.")
    front = noted.get("read me", [""])[0]
    names = [name for name in book.sheet_names if not name.startswith("_") and name != front]
    remedy = "Name the sheet after its table, or let its name begin with _ if it is a note of your own."
    faults = [
        Fault(shown, f"the sheet '{name}' is not a table of the register.", did_you_mean(name, TABLES) or remedy)
        for name in names
        if name not in TABLES
    ]
    faults += [
        Fault(f"{shown} sheet {name}, cell {cell}", "a formula without a value.", "Write the value itself.")
        for name, cell in unreadable
        if name in names
    ]
    if faults:
        raise Faults(faults)
    sheets = {name: _sheet(f"{shown} sheet {name}", book.get_sheet_by_name(name), name) for name in names}
    return Sheets(sheets, {table: _mark(noted[table]) for table in TABLES if table in noted})


def _mark(noted: list[str]) -> Mark:
    return Mark(int(float(noted[0])), int(float(noted[1])), noted[2])


def _unreadable(file: Path) -> Iterator[tuple[str, str]]:
    """Sheet and name of each cell that shows an error or a formula nobody computed: calamine reads them as empty."""
    with zipfile.ZipFile(file) as parts:
        targets = dict(_pairs(parts.read("xl/_rels/workbook.xml.rels"), b"Relationship", b"Id", b"Target"))
        for name, link in _pairs(parts.read("xl/workbook.xml"), b"sheet", b"name", b"r:id"):
            sheet = parts.read(f"xl/{targets[link].removeprefix('/xl/')}")
            for cell in re.finditer(rb"<(?:\w+:)?c ([^>]*[^/])>(.*?)</(?:\w+:)?c>", sheet, re.DOTALL):
                kind = re.search(rb'\bt="(\w+)"', cell[1])
                kind = kind[1] if kind else b"n"
                formula = re.search(rb"<(?:\w+:)?f\b", cell[2])
                value = re.search(rb"<(?:\w+:)?v>[^<]", cell[2])
                if kind == b"e" or (formula and not value and kind != b"str"):
                    yield name, re.search(rb'\br="(\w+)"', cell[1])[1].decode()


def _pairs(xml: bytes, tag: bytes, key: bytes, value: bytes) -> Iterator[tuple[str, str]]:
    for element in re.finditer(rb"<(?:\w+:)?" + tag + rb"\s([^>]*)>", xml):
        said = dict(re.findall(rb'([\w:]+)="([^"]*)"', element[1]))
        if key in said and value in said:
            yield said[key].decode(), said[value].decode()


def _sheet(place: str, sheet: CalamineSheet, table: str) -> Sheet:
    saved = enumerate(sheet.to_python(skip_empty_area=False), start=1)
    said = {number: cells for number, cells in saved if any(str(cell).strip() for cell in cells)}
    used = [
        column
        for column, cells in enumerate(zip(*said.values(), strict=True))
        if any(str(cell).strip() for cell in cells)
    ]
    top = next(iter(said.values()), [])
    heading = [str(top[column]).strip() for column in used]
    kinds = [columns_of(TABLES[table]).get(name, {}).get("kind", "text") for name in heading]
    rows = {
        number: [_text(cells[column], kind) for column, kind in zip(used, kinds, strict=True)]
        for number, cells in said.items()
        if cells is not top
    }
    return Sheet(place, heading, rows)


def _text(value: Any, kind: str) -> str:
    if isinstance(value, bool):
        return ("yes" if value else "no") if kind == "flag" else str(value).upper()
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _csv_files(given: Path) -> Sheets:
    files = sorted(given.glob("*.csv")) if given.is_dir() else [given]
    if not files or any(file.suffix.lower() != ".csv" for file in files):
        raise RadrumError(f"{paths.shown(given)} is no workbook (.xlsx), no CSV file and no folder of CSV files.")
    remedy = "Name the file after its table, as milestones.csv."
    faults = [
        Fault(paths.shown(file), "not a table of the register.", did_you_mean(file.stem, TABLES) or remedy)
        for file in files
        if file.stem not in TABLES
    ]
    sheets = {}
    for file in files:
        try:
            sheets[file.stem] = _csv_sheet(paths.shown(file), file)
        except Faults as found:
            faults += found.faults
    if faults:
        raise Faults(faults)
    return Sheets(sheets)


def _csv_sheet(place: str, file: Path) -> Sheet:
    """The cells of a CSV file; raises where a quote is open or a row has not as many cells as the heading."""
    content = file.read_bytes()
    raw = raw_table(content)
    lines = io.StringIO(content.decode(raw.encoding, errors="replace"), newline="")
    try:
        deque(csv.reader(lines, delimiter=raw.separator, strict=True), maxlen=0)
    except csv.Error as error:
        raise Faults([Fault(place, f"cannot be read as a table ({error}).", "Look for an unclosed quote.")]) from None
    width = len(raw.heading)
    faults = [
        Fault(f"{place} row {row}", f"{len(cells)} cells where the heading has {width}.", "Write as many as there.")
        for row, cells in raw.rows.items()
        if len(cells) != width
    ]
    if faults:
        raise Faults(faults)
    return Sheet(place, raw.heading, raw.rows)
