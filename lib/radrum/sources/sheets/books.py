"""The sheets of a workbook (xlsx, xlsm, xls, ods) or of a text file (comma, semicolon or tab), as they stand."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from radrum.errors import Fault, Faults
from radrum.sources.sheets.bounds import CELLS, bounded
from radrum.sources.sheets.markup import Marks, marks

BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how a zip file begins, and Excel's older files
BOOK_REMEDY = "Open it in a spreadsheet program, save it as .xlsx and give that."
PAGE_REMEDY = "Download the file in a browser and give that."
BROKEN = (CalamineError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, RuntimeError)
CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\x0b\x0c")
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells from A1 on, an empty one as ``""``, all rows equally long.

    ``place`` is how a message names it, ``name`` its own name (empty for a text file). ``merged`` leads from each cell
    that is merged into another to that one, by (row, column) from 0. ``percent`` are the cells that the program shows
    as percent: what stands there is a fraction. ``hidden`` are not meant to be seen. ``widths`` is how many cells each
    row of a text file has; a workbook has no such thing.
    """

    place: str
    name: str
    rows: list[list[Any]]
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    percent: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False
    widths: tuple[int, ...] = ()

    def cell(self, row: int, column: int) -> Any:
        """What stands in a cell, or in the one it is merged into; empty beyond the edge."""
        row, column = self.merged.get((row, column), (row, column))
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""

    def at(self, row: int, column: int | None = None, heading: str = "") -> str:
        """How a message names a row, or a cell of it under a heading."""
        where = f"{self.place} row {row + 1}"
        if column is None:
            return where
        return f"{where}, column {letters(column)}" + (f" ({heading})" if heading else "")


def letters(column: int) -> str:
    """A column's letters, from 0: A, B, … Z, AA."""
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(65 + digit) + name
    return name


def read_sheets(content: bytes, place: str) -> list[Sheet]:
    """Every sheet of the file ``content``, which messages name ``place``.

    Raises ``Faults`` where it is neither a workbook nor a text, or where a cell shows an error or a formula's result
    that was never computed: they would read as empty.
    """
    if not content.strip():
        raise Faults([Fault(place, "the file is empty.", PAGE_REMEDY)])
    if content.startswith(BOOKS):
        return _book(content, place)
    begins = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begins.startswith((b"<!doctype", b"<html", b"<head", b"<?xml")):
        raise Faults([Fault(place, "a web page or other markup, not a table.", PAGE_REMEDY)])
    rows = _cut(_decoded(content, place), place)
    widths = tuple(map(len, rows))
    width = max(widths)
    return [Sheet(place, "", [[*row, *[""] * (width - len(row))] for row in rows], widths=widths)]


def _book(content: bytes, place: str) -> list[Sheet]:
    try:
        if content.startswith(b"PK"):
            bounded(content)
        book = CalamineWorkbook.from_object(io.BytesIO(content))
        marked = marks(content) if content.startswith(b"PK") else {}
        sheets = [
            _sheet(book.get_sheet_by_name(about.name), about.visible, marked.get(about.name, Marks()), place)
            for about in book.sheets_metadata
        ]
    except BROKEN as error:
        raise Faults([Fault(place, f"cannot be read as a workbook ({error}).", BOOK_REMEDY)]) from None
    faults = [
        Fault(f"{place} sheet '{name}', cell {cell}", f"{found}.", "Open it, mend or compute it, and save it again.")
        for name, found_marks in marked.items()
        for cell, found in found_marks.unreadable
    ]
    if faults:
        raise Faults(faults)
    return sheets


def _sheet(sheet: CalamineSheet, visible: SheetVisibleEnum, marked: Marks, place: str) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    width, ranges = max(map(len, rows), default=0), sheet.merged_cell_ranges or []
    bounds = [
        (min(bottom + 1, len(rows)) - top) * (min(right + 1, width) - left) for (top, left), (bottom, right) in ranges
    ]
    if sum(area for area in bounds if area > 0) > CELLS:
        raise ValueError("more cells are merged than a sheet has")
    merged = {
        (row, column): (top, left)
        for (top, left), (bottom, right) in ranges
        for row in range(top, min(bottom + 1, len(rows)))
        for column in range(left, min(right + 1, width))
        if (row, column) != (top, left)
    }
    hidden = visible != SheetVisibleEnum.Visible
    return Sheet(f"{place} sheet '{sheet.name}'", sheet.name, rows, merged, marked.percent, hidden)


def _decoded(content: bytes, place: str) -> str:
    encoding = next((each for bom, each in BOMS.items() if content.startswith(bom)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if not CONTROL.isdisjoint(text):
        raise Faults([Fault(place, "not a workbook and not a text file.", BOOK_REMEDY)])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cut(text: str, place: str) -> list[list[str]]:
    """The rows of a text file, cut by the separator that parts most cells."""
    try:
        separator = max("\t;,", key=lambda each: _cuts(csv.reader(io.StringIO(text), delimiter=each)))
        return list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Faults([Fault(place, f"cannot be read as a table ({error}).", "Look for an unclosed quote.")]) from None


def _cuts(rows: Iterable[list[str]]) -> int:
    """How often a separator parts two cells in the whole file."""
    return sum(len(row) - 1 for row in rows if row)
