"""The current state of a council's register as one Excel workbook that people edit.

A sheet is a table, a row one thing. After the table's own columns come three that say how a change is recorded.
A hidden sheet notes the state the workbook was made from.
"""

import datetime
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from radrum import places
from radrum.errors import Fault, Faults, RadrumError
from radrum.register.package import constraints, row_meaning
from radrum.register.register import Register
from radrum.register.schema import TABLES
from radrum.register.spelling import Row
from radrum.register.state import Mark, data_columns, key_in, marked_register, state
from radrum.tables.columns import columns_of, key_of
from radrum.words import Words

NOTE, AREAS = "_radrum", "_areas"
ENDINGS = ("ended", "withdrawn")
ENTRIES = {
    "change": (
        "Only where the row ends or is withdrawn.\n\n"
        "ended: it is gone from the day under holds_from on.\n"
        "withdrawn: what the row says now was an error, and what it said before holds again."
    ),
    "holds_from": "The day from which what is changed in the row is true. Empty: the day it is recorded.",
    "source": "The document that says what is changed in the row. Empty: what the command is given.",
}
TYPED = {"date": "yyyy-mm-dd", "number": "General", "count": "0"}  # all other cells are text
NEEDED = "It must be filled in."
SHAPES = {"date": "A day, as 2016-09-08.", "flag": "yes, no, or empty.", "key": "Lower-case letters, digits, hyphens."}
FIRST_DAY, LAST_DAY = datetime.date(1900, 3, 1), datetime.date(2199, 12, 31)  # Excel's days before that are off by one
LAST_ROW = 1_048_575
LONGEST = 32_767
NARROWEST, WIDEST = 11, 48
WHOLE = 2**53
GROUND = {"heading": "#D9E2EC", "key": "#BCCCDC", "entry": "#FFF3C4", "entered": "#FFFBEA"}


def sheet(council: str, file: Path, *, replace: bool = False) -> Path:
    """Write the current state of a council's register as the workbook ``file``, and give its path.

    Raises ``RadrumError`` where the file is there already, unless it is to be replaced.
    """
    if file.suffix.lower() != ".xlsx":
        raise RadrumError(f"'{file}' is not a workbook's name. Let it end with .xlsx.")
    if not file.absolute().parent.is_dir():
        raise RadrumError(f"There is no folder '{file.parent}'. Make it first.")
    if file.exists() and not replace:
        raise RadrumError(
            f"{file} is there already and may hold what nobody has recorded. "
            "Record it, name another file with --to, or replace it with --replace."
        )
    return write_workbook(*marked_register(council), file)


def write_workbook(register: Register, marks: Mapping[str, Mark], file: Path) -> Path:
    """Write the state of ``register`` on its newest day as a workbook; the same state is the same bytes.

    ``marks`` are those of the logs that ``register`` was read from. Raises ``Faults`` where a text is longer than a
    cell can hold.
    """
    states = {table: list(state(register, table).values()) for table in TABLES}
    _refuse_long(states, register.council.folder)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": register.council.name, "created": _made(register)})
        _Pages(book, register).write(states, marks, file.name)
    draft = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        draft.write_bytes(content.getvalue())
        return draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _made(register: Register) -> datetime.datetime:
    """The workbook's time of creation: no clock, the newest day of the register."""
    return (register.newest or datetime.datetime(2000, 1, 1)).replace(tzinfo=None)


def _refuse_long(states: Mapping[str, Sequence[Row]], council: str) -> None:
    faults = [
        Fault(
            f"{council} {table} {', '.join(key_in(row, table))}, column {column}",
            f"{len(row[column])} letters; a cell of a workbook holds {LONGEST}.",
            "Shorten it by hand.",
        )
        for table, rows in states.items()
        for row in rows
        for column in data_columns(table)
        if len(row[column]) > LONGEST
    ]
    if faults:
        raise Faults(faults)


class _Pages:
    """The sheets of one workbook under construction."""

    def __init__(self, book: xlsxwriter.Workbook, register: Register):
        self.book, self.register = book, register
        self.words = Words(register.council.language)
        self.formats: dict[tuple, Format] = {}

    def write(self, states: Mapping[str, Sequence[Row]], marks: Mapping[str, Mark], name: str) -> None:
        front = self._front(name)
        for table, rows in states.items():
            self._table(self.book.add_worksheet(table), table, rows)
        note, areas = self.book.add_worksheet(NOTE), self.book.add_worksheet(AREAS)
        day = f"{self.register.newest:%Y-%m-%d}" if self.register.newest is not None else ""
        lines = [["council", self.register.council.folder], ["day", day], ["read me", front], []]
        lines += [["table", "rows", "bytes", "sha256"]]
        lines += [[table, str(mark.rows), str(mark.length), mark.sha256] for table, mark in marks.items()]
        known = places.areas()
        for sheet, cells in ((note, lines), (areas, [[area, known.at[area, "name"]] for area in self._areas()])):
            for row, texts in enumerate(cells):
                for column, text in enumerate(texts):
                    sheet.write_string(row, column, text)
            sheet.hide()

    def _front(self, name: str) -> str:
        """The first sheet, in the council's language: what the workbook is and how it is used."""
        words, council = self.words, self.register.council
        title = words("Read me")
        day = words("nothing is recorded yet") if self.register.newest is None else words.date(self.register.newest)
        lines = [
            words("Each sheet is a table of the register and each row is one thing. Newest entry: {day}.", day=day),
            words("Change the cells where something has changed. Write what is new on a row of its own at the end."),
            words(
                "Never delete a row. Where something has ended, choose “ended” under “change”; where it was an "
                "error, choose “withdrawn”."
            ),
            words("The yellow columns say from which day a change applies and which document says so."),
            words("Do not rename sheets, headings or keys. Point at a heading to read what the column means."),
            words(
                "Save, and run: {command}. Nothing is recorded before that, and nothing is ever overwritten.",
                command=f"radrum record {council.folder} {name}",
            ),
        ]
        sheet = self.book.add_worksheet(title)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 100, self._format(text_wrap=True, valign="top"))
        sheet.write_string(0, 0, council.name, self._format(bold=True, font_size=16))
        for row, line in enumerate(lines, start=2):
            sheet.write_string(row, 0, line, self._format(text_wrap=True, valign="top"))
        return title

    def _table(self, sheet: Worksheet, table: str, rows: Sequence[Row]) -> None:
        about, keys = columns_of(TABLES[table]), key_of(TABLES[table])
        names = data_columns(table)
        for column, name in enumerate([*names, *ENTRIES]):
            entry = column >= len(names)
            kind = about[name]["kind"]
            cell = self._cell(kind, entry=entry, first=column == len(names))
            width = WIDEST if entry and name == "source" else _width(name, [] if entry else rows)
            sheet.set_column(column, column, width, cell)
            tint = "entry" if entry else "key" if name in keys else "heading"
            sheet.write_string(0, column, name, self._format(bold=True, valign="top", bottom=1, bg_color=GROUND[tint]))
            said = ENTRIES[name] if entry else self._meaning(table, name)
            sheet.write_comment(0, column, said, {"x_scale": 2.2, "y_scale": 1 + said.count("\n") / 4, "font_size": 9})
            allowed = {"validate": "list", "source": list(ENDINGS)} if name == "change" else self._allowed(table, name)
            if allowed:
                sheet.data_validation(1, column, LAST_ROW, column, allowed)
            if not entry:
                for row, cells in enumerate(rows, start=1):
                    self._write(sheet, row, column, cells[name], kind, cell)
        sheet.freeze_panes(1, 1 + max(names.index(name) for name in keys))
        sheet.autofilter(0, 0, max(len(rows), 1), len(names) + len(ENTRIES) - 1)

    def _write(self, sheet: Worksheet, row: int, column: int, text: str, kind: str, cell: Format) -> None:
        if not text:
            return
        if kind in ("number", "count"):
            sheet.write_number(row, column, float(text), cell)
        elif kind == "date" and datetime.date.fromisoformat(text) >= FIRST_DAY:
            sheet.write_datetime(row, column, datetime.date.fromisoformat(text), cell)
        else:
            sheet.write_string(row, column, text, cell)  # never write(): it takes what begins with = for a formula

    def _meaning(self, table: str, name: str) -> str:
        """What the schema says of a column: meaning, unit, where its values stand, whether it may be empty."""
        about = columns_of(TABLES[table])[name]
        allowed = constraints(TABLES[table], name).get("enum", [])
        parts = [f"{about['description'].rstrip('.')}."]
        parts += [row_meaning(TABLES[table])] * (name == data_columns(table)[0])
        parts += [f"Unit: {about['unit']}."] if about["unit"] else []
        parts += [f"One of: {', '.join(allowed)}."] if allowed else []
        parts += [f"A key of the sheet {about['refers']}."] if about["refers"] in TABLES else []
        parts += [SHAPES[about["kind"]]] if about["kind"] in SHAPES and not about["refers"] else []
        return "\n\n".join(parts + [NEEDED] * about["required"])

    def _allowed(self, table: str, name: str) -> dict[str, Any]:
        """The rule by which a spreadsheet judges what is typed in a column, or nothing."""
        about, limits = columns_of(TABLES[table])[name], constraints(TABLES[table], name)
        if "enum" in limits:
            return {"validate": "list", "source": limits["enum"]}
        if about["refers"]:
            return {"validate": "list", "source": self._keys(about["refers"]), "error_type": "warning"}
        if about["kind"] == "flag":
            return {"validate": "list", "source": ["yes", "no"]}
        if about["kind"] == "date":
            return {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
        if about["kind"] in ("number", "count"):
            least, most = limits.get("minimum", -WHOLE), limits.get("maximum", WHOLE)
            kind = "integer" if about["kind"] == "count" else "decimal"
            return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
        return {}

    def _keys(self, target: str) -> str:
        """The range with the keys that a column refers to, new rows included, without the empty rows after them."""
        if target == "areas":
            return f"={AREAS}!$A$1:$A${len(self._areas())}"
        column = xl_col_to_name(data_columns(target).index(key_of(TABLES[target])[-1]))
        keys = f"{target}!${column}$2:${column}${LAST_ROW + 1}"
        return f"=OFFSET({target}!${column}$2,0,0,MAX(1,COUNTA({keys})),1)"

    def _areas(self) -> list[str]:
        area, newest = self.register.council.area, self.register.newest
        around = places.areas().at[area, "part_of"]
        known = [area] if not isinstance(around, str) else [area, around]
        return known if newest is None else [*known, *places.members(area, newest).index]

    def _cell(self, kind: str, *, entry: bool, first: bool) -> Format:
        look = {"num_format": TYPED.get(kind, "@"), "valign": "top", "text_wrap": True}
        look |= {"bg_color": GROUND["entered"], "border": 4, "border_color": "#D9C77A"} if entry else {}
        return self._format(**look, **({"left": 2} if first else {}))

    def _format(self, **look: Any) -> Format:
        key = tuple(sorted(look.items()))
        return self.formats.setdefault(key, self.formats.get(key) or self.book.add_format(look))


def _width(name: str, rows: Sequence[Row]) -> int:
    """A column as wide as its heading and its longest line, within bounds; longer texts are wrapped."""
    longest = max((len(line) for row in rows for line in row[name].split("\n")), default=0)
    return min(max(NARROWEST, len(name) + 4, longest + 2), WIDEST)
