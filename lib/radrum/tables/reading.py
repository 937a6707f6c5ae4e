"""From a CSV file to a typed frame: each distinct text of a column is read and judged once, wherever it stands.

Decimal comma or point; days as 2016-09-08; yes and no in three languages.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from radrum import paths
from radrum.errors import Fault, Faults, did_you_mean
from radrum.tables.cells import read_cells
from radrum.tables.columns import Model, columns_of
from radrum.tables.judging import judge, twice

FLAGS = {"yes": True, "ja": True, "true": True, "sant": True, "no": False, "nej": False, "nei": False, "false": False}
FLAGS |= {"falskt": False}
LARGEST = 2**53
DAY = re.compile("(1[89]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}")  # the years that a register or a statistic speaks of
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
SPELT = str.maketrans({"\u00a0": None, "\u202f": None, " ": None, "\u2212": "-", ",": "."})


def read_table(file: Path, model: type[Model]) -> pd.DataFrame:
    """The rows of ``file`` as ``model`` says they are, in the file's order.

    The index is the row's number in the file, where the heading is row 1. Columns are those of the model, in its
    order; text is ``str``, days ``datetime64[ns]``, whole numbers ``Int64``, flags ``boolean``; an empty cell is
    missing. Raises ``Faults`` with all faults of the file.
    """
    place, columns = paths.shown(file), columns_of(model)
    sheet = read_cells(file)
    faults = _heading_faults(sheet.heading, columns, place)
    if faults:
        raise Faults(faults)
    schema, typed = model.to_schema().columns, {}
    for name in columns:
        at, column = sheet.heading.index(name), schema[name]
        values, wrong = _values(sheet.texts[at], KINDS[column.metadata["kind"]], column.dtype.type)
        wrong = judge(values, column) | wrong
        if wrong:
            cells = zip(sheet.rows, sheet.cells[at], strict=True)
            faults += [Fault(f"{place} row {row}, column {name}", *wrong[text]) for row, text in cells if text in wrong]
        typed[name] = values.array.take(sheet.cells[at])
    frame = pd.DataFrame(typed, index=sheet.rows, copy=False)
    faults += twice(frame, model, place)
    if faults:
        raise Faults(sorted(faults, key=lambda fault: _row_of(fault.place)), rows=frame)
    return frame


def empty_table(model: type[Model]) -> pd.DataFrame:
    """A table without a row, its columns as ``read_table`` types them."""
    schema = model.to_schema().columns
    return pd.DataFrame({name: pd.array([], dtype=schema[name].dtype.type) for name in columns_of(model)})


def _row_of(place: str) -> int:
    found = re.search(r" rows? (\d+)", place)
    return int(found[1]) if found else 0


def _heading_faults(heading: list[str], columns: dict[str, dict], place: str) -> list[Fault]:
    where = f"{place} row 1"
    missing = [name for name in columns if name not in heading]
    faults = [Fault(where, f"the column '{name}' is missing.", "Add it to the heading.") for name in missing]
    for name in dict.fromkeys(heading):
        if not name:
            faults.append(Fault(where, "a column has no name.", "Name it, or remove it."))
        elif name not in columns:
            faults.append(Fault(where, f"the column '{name}' is not known.", did_you_mean(name, missing or columns)))
        elif heading.count(name) > 1:
            faults.append(Fault(where, f"the column '{name}' stands twice.", "Remove one."))
    return faults


class Kind(NamedTuple):
    """How a cell of one kind is read: its value, or ``ValueError``; what it must be, and how that is written."""

    read: Callable[[str], Any]
    must_be: str = ""
    remedy: str = ""


def _values(texts: Iterable[str], kind: Kind, dtype: Any) -> tuple[pd.Series, dict[int, tuple[str, str]]]:
    """The value of each text, missing where it is empty; and what is wrong with those that have none, by number."""
    values, wrong = [], {}
    for number, text in enumerate(texts):
        try:
            value = kind.read(text) if text else None
        except ValueError:
            value, wrong[number] = None, (f"'{text}' is not {kind.must_be}.", kind.remedy)
        values.append(value)
    return pd.Series(values, dtype=dtype), wrong


def _day(text: str) -> date:
    if not DAY.fullmatch(text):
        raise ValueError
    return date.fromisoformat(text)


def _number(text: str) -> float:
    plain = text.translate(SPELT)
    if not NUMBER.fullmatch(plain):
        raise ValueError
    return float(plain)


def _count(text: str) -> int:
    number = _number(text)
    if number % 1 or abs(number) > LARGEST:
        raise ValueError
    return int(number)


def _flag(text: str) -> bool:
    if text.lower() not in FLAGS:
        raise ValueError
    return FLAGS[text.lower()]


WORDS = Kind(str)
KINDS = {
    "key": WORDS,
    "text": WORDS,
    "choice": WORDS,
    "date": Kind(_day, "a day that exists", "Write days as 2016-09-08."),
    "number": Kind(_number, "a number", "Write digits, with a decimal comma or point if needed and nothing else."),
    "count": Kind(_count, "a whole number", "Write digits only."),
    "flag": Kind(_flag, "yes or no", "Write yes, no, or leave it empty."),
}
