"""From a CSV file, as Excel or a person wrote it, to a typed frame.

UTF-8 with or without BOM or Windows Latin-1; comma, semicolon or tab; decimal comma or point.
"""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.errors import Fault, Faults, did_you_mean
from radrum.tables.columns import Model, columns_of
from radrum.tables.judging import judge

FLAGS = {"yes": True, "ja": True, "true": True, "sant": True, "no": False, "nej": False, "nei": False, "false": False}
FLAGS |= {"falskt": False}
LARGEST = 2**53
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_table(file: Path, model: type[Model]) -> pd.DataFrame:
    """The rows of ``file`` as ``model`` says they are, in the file's order.

    The index is the row's number in the file, where the heading is row 1. Columns are those of the model, in its
    order; text is ``str``, days ``datetime64[ns]``, whole numbers ``Int64``, flags ``boolean``; an empty cell is
    missing. Raises ``Faults`` with all faults of the file.
    """
    place = paths.shown(file)
    columns = columns_of(model)
    heading, cells = _cells(decoded(file), place)
    faults = _heading_faults(heading, columns, place)
    if faults:
        raise Faults(faults)
    cells.columns = heading
    typed = {}
    for name, about in columns.items():
        raw = cells[name].str.strip()
        typed[name], wrong, remedy = READERS[about["kind"]](raw)
        faults += [
            Fault(f"{place} row {row}, column {name}", f"'{raw[row]}' is not {remedy[0]}.", remedy[1])
            for row in raw.index[wrong]
        ]
    frame = pd.DataFrame(typed, index=cells.index)
    faults += judge(frame, model, place, spared={(f.place) for f in faults})
    if faults:
        raise Faults(sorted(faults, key=lambda fault: _row_of(fault.place)), rows=frame)
    return frame


def _row_of(place: str) -> int:
    found = re.search(r" rows? (\d+)", place)
    return int(found[1]) if found else 0


def decoded(file: Path) -> str:
    """The text of a file that Excel or an editor wrote. Raises ``Faults`` where it is not text at all."""
    place = paths.shown(file)
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        raise Faults([Fault(place, "the file does not exist.", "Check its name and place.")]) from None
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = raw.decode("cp1252", errors="replace")
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    if CONTROL.search(content):
        raise Faults([Fault(place, "not a text file.", "Save it as CSV (comma separated, UTF-8) and try again.")])
    return content


def _cells(content: str, place: str) -> tuple[list[str], pd.DataFrame]:
    """The heading, and the rows as text under it; raises where a row has not as many cells as the heading."""
    separator = max(",;\t", key=content.lstrip("\n\r").split("\n", 1)[0].count)
    try:
        lines = list(csv.reader(io.StringIO(content), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Faults([Fault(place, f"cannot be read as a table ({error}).", "Look for an unclosed quote.")]) from None
    rows = {number: line for number, line in enumerate(lines, start=1) if any(cell.strip() for cell in line)}
    if not rows:
        raise Faults([Fault(place, "the file is empty.", "Write at least its heading.")])
    heading = [name.strip() for name in rows.pop(min(rows))]
    faults = []
    for number, line in rows.items():
        if len(line) > len(heading):
            found = f"{len(line)} cells where the heading has {len(heading)}."
            remedy = "Put quotes around a text that holds the separator."
            faults.append(Fault(f"{place} row {number}", found, remedy))
        if len(line) < len(heading):
            remedy = "Write every cell, also the empty ones."
            faults.append(Fault(f"{place} row {number}", "fewer cells than the heading.", remedy))
    if faults:
        raise Faults(faults)
    return heading, pd.DataFrame(list(rows.values()), columns=range(len(heading)), index=list(rows), dtype=str)


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


Reading = tuple[pd.Series, pd.Series, tuple[str, str]]


def _words(raw: pd.Series) -> Reading:
    return raw.where(raw != ""), pd.Series(False, index=raw.index), ("", "")


def _days(raw: pd.Series) -> Reading:
    shaped = raw.str.fullmatch(
        r"(?:1[89]|2[01])\d{2}-\d{2}-\d{2}"
    )  # the years that a register or a statistic speaks of
    days = pd.to_datetime(raw.where(shaped), format="%Y-%m-%d", errors="coerce").astype("datetime64[ns]")
    return days, (raw != "") & days.isna(), ("a day that exists", "Write days as 2016-09-08.")


def _numbers(raw: pd.Series) -> Reading:
    plain = raw.str.replace("[\u00a0\u202f ]", "", regex=True).str.replace("\u2212", "-").str.replace(",", ".")
    numbers = pd.to_numeric(plain.where(plain != ""), errors="coerce").astype(float)
    wrong = (raw != "") & (numbers.isna() | ~plain.str.fullmatch(r"[-+]?\d+(\.\d+)?"))
    return numbers, wrong, ("a number", "Write digits, with a decimal comma or point if needed and nothing else.")


def _counts(raw: pd.Series) -> Reading:
    numbers, wrong, _ = _numbers(raw)
    wrong = wrong | (numbers.notna() & ((numbers % 1 != 0) | (numbers.abs() > LARGEST)))
    return numbers.where(~wrong).astype("Int64"), wrong, ("a whole number", "Write digits only.")


def _flags(raw: pd.Series) -> Reading:
    flags = raw.str.lower().map(FLAGS).astype("boolean")
    return flags, (raw != "") & flags.isna(), ("yes or no", "Write yes, no, or leave it empty.")


READERS: dict[str, Callable[[pd.Series], Reading]] = {
    "key": _words,
    "text": _words,
    "choice": _words,
    "date": _days,
    "number": _numbers,
    "count": _counts,
    "flag": _flags,
}
