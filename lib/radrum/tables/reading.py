"""From a CSV file, as Excel or a person wrote it, to a typed frame.

UTF-8 with or without BOM or Windows Latin-1; comma, semicolon or tab; decimal comma or point.
"""

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
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_table(file: Path, model: type[Model]) -> pd.DataFrame:
    """The rows of ``file`` as ``model`` says they are, in the file's order.

    The index is the row's number in the file, where the heading is row 1. Columns are those of the model, in its
    order; text is ``str``, days ``datetime64[ns]``, whole numbers ``Int64``, flags ``boolean``; an empty cell is
    missing. Raises ``Faults`` with all faults of the file.
    """
    place = paths.shown(file)
    cells = _cells(decoded(file), place)
    columns = columns_of(model)
    faults = _heading_faults(cells, columns, place)
    if faults:
        raise Faults(faults)
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
        raise Faults(sorted(faults, key=lambda fault: _row_of(fault.place)))
    return frame


def _row_of(place: str) -> int:
    found = re.search(r" row (\d+)", place)
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
    if CONTROL.search(content):
        raise Faults([Fault(place, "not a text file.", "Save it as CSV (comma separated, UTF-8) and try again.")])
    return content


def _cells(content: str, place: str) -> pd.DataFrame:
    heading = content.split("\n", 1)[0]
    separator = max(",;\t", key=heading.count)
    try:
        cells = pd.read_csv(
            io.StringIO(content),
            sep=separator,
            dtype=str,
            keep_default_na=False,
            index_col=False,
            skip_blank_lines=False,
        )
    except pd.errors.EmptyDataError:
        raise Faults([Fault(place, "the file is empty.", "Write at least its heading.")]) from None
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        found = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", str(error))
        if not found:
            raise Faults(
                [Fault(place, f"cannot be read as a table ({error}).", "Look for an unclosed quote.")]
            ) from None
        expected, row, saw = found.groups()
        remedy = "Put quotes around a text that holds the separator."
        raise Faults([Fault(f"{place} row {row}", f"{saw} cells where the heading has {expected}.", remedy)]) from None
    cells.index = cells.index + 2
    cells.columns = [str(name).strip() for name in cells.columns]
    empty = (cells.isna() | (cells == "")).all(axis=1)
    cells = cells[~empty]
    short = cells.isna().any(axis=1)
    if short.any():
        remedy = "Write every cell, also the empty ones."
        raise Faults(
            [Fault(f"{place} row {row}", "fewer cells than the heading.", remedy) for row in cells.index[short]]
        )
    return cells


def _heading_faults(cells: pd.DataFrame, columns: dict[str, dict], place: str) -> list[Fault]:
    given = list(cells.columns)
    missing = [name for name in columns if name not in given]
    unknown = [name for name in given if name not in columns]
    faults = [Fault(f"{place} row 1", f"the column '{name}' is missing.", "Add it to the heading.") for name in missing]
    faults += [
        Fault(f"{place} row 1", f"the column '{name}' is not known.", did_you_mean(name, missing or columns))
        for name in unknown
    ]
    twice = {name for name in given if re.sub(r"\.\d+$", "", name) != name and re.sub(r"\.\d+$", "", name) in given}
    return [fault for fault in faults if not any(f"'{name}'" in fault.found for name in twice)] + [
        Fault(f"{place} row 1", f"the column '{name.split('.')[0]}' stands twice.", "Remove one.")
        for name in sorted(twice)
    ]


Reading = tuple[pd.Series, pd.Series, tuple[str, str]]


def _words(raw: pd.Series) -> Reading:
    return raw.where(raw != ""), pd.Series(False, index=raw.index), ("", "")


def _days(raw: pd.Series) -> Reading:
    filled = raw.where(raw != "")
    days = pd.to_datetime(filled, format="%Y-%m-%d", errors="coerce").astype("datetime64[ns]")
    shaped = raw.str.fullmatch(r"\d{4}-\d{2}-\d{2}")
    wrong = (raw != "") & (days.isna() | ~shaped)
    return days, wrong, ("a day that exists", "Write days as 2016-09-08.")


def _numbers(raw: pd.Series) -> Reading:
    plain = raw.str.replace("[\u00a0\u202f ]", "", regex=True).str.replace("\u2212", "-").str.replace(",", ".")
    numbers = pd.to_numeric(plain.where(plain != ""), errors="coerce").astype(float)
    wrong = (raw != "") & (numbers.isna() | ~plain.str.fullmatch(r"[-+]?\d+(\.\d+)?"))
    return numbers, wrong, ("a number", "Write digits, with a decimal comma or point if needed and nothing else.")


def _counts(raw: pd.Series) -> Reading:
    numbers, wrong, _ = _numbers(raw)
    wrong = wrong | (numbers.notna() & (numbers % 1 != 0))
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
