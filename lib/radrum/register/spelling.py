"""How the register's values are spelt in a CSV file, and how rows are added to one without touching the others."""

import codecs
import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.errors import Fault, Faults
from radrum.register.raw import raw_table
from radrum.register.schema import TABLES
from radrum.tables.columns import columns_of

Row = dict[str, str]  # a row's columns, each spelt; a missing value is ""
NUMBERS = ("number", "count")
DIGITS = 15  # that a workbook keeps of a number


def spelt(frame: pd.DataFrame, table: str) -> list[Row]:
    """The rows of ``frame`` as a table of the register spells them, one dictionary a row."""
    columns = {name: _spelt(frame[name], about["kind"]) for name, about in columns_of(TABLES[table]).items()}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _spelt(values: pd.Series, kind: str) -> list[str]:
    missing = values.isna().to_list()
    spell = {"date": lambda day: f"{day:%Y-%m-%d}", "flag": lambda held: "yes" if held else "no"}.get(kind, str)
    spell = number if kind in NUMBERS else spell
    return ["" if none else spell(value) for value, none in zip(values.to_list(), missing, strict=True)]


def number(value: float) -> str:
    """The number with all its digits, a decimal point where it has decimals, and never an exponent."""
    written = format(Decimal(repr(value)), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def same(one: str, other: str, kind: str) -> bool:
    """Whether two spellings say the same; numbers are held against each other as far as a workbook keeps them."""
    if one == other or kind not in NUMBERS or not (one and other):
        return one == other
    return f"{float(one):.{DIGITS}g}" == f"{float(other):.{DIGITS}g}"


def heading(table: str, like: bytes = b"") -> bytes:
    """A table's file without a row, written like another one."""
    raw = raw_table(like)
    mark = codecs.BOM_UTF8 if like.startswith(codecs.BOM_UTF8) else b""
    return mark + _lines([list(columns_of(TABLES[table]))], raw.separator, _line_ending(like)).encode("utf-8")


def appended(content: bytes, table: str, rows: Iterable[Mapping[str, str]], file: Path) -> bytes:
    """``content`` with rows after it, in its own encoding, separator, line ending and order of columns.

    What is there already is not touched. Raises ``Faults`` where its encoding lacks a letter that a row needs.
    """
    raw, ending = raw_table(content), _line_ending(content)
    about = columns_of(TABLES[table])
    comma = raw.separator == ";"
    lines = [
        [
            row[name].replace(".", ",") if comma and about[name]["kind"] == "number" else row[name]
            for name in raw.heading
        ]
        for row in rows
    ]
    try:
        added = _lines(lines, raw.separator, ending).encode(raw.encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        found = f"its encoding ({raw.encoding}) has no '{letter}', which is to be recorded."
        raise Faults([Fault(paths.shown(file), found, "Save the file as UTF-8 first.")]) from None
    between = b"" if content.endswith((b"\n", b"\r")) else ending.encode()
    return content + between + added


def _lines(rows: list[list[str]], separator: str, ending: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(rows)
    return text.getvalue()


def _line_ending(content: bytes) -> str:
    return "\r\n" if b"\r\n" in content else "\n"
