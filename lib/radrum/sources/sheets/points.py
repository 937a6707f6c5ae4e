"""A text file with a row for each building or address: millions of them, read a piece at a time."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from radrum.errors import Fault, Faults
from radrum.sources.sheets.books import BOMS, BOOKS, letters
from radrum.sources.sheets.cells import tidy, written
from radrum.sources.sheets.headings import FAR, plain

ROWS = 250_000  # in one piece
BLOCK = 1 << 24  # bytes looked at in one go
YES_NO = {"1": True, "0": False, "true": True, "false": False, "ja": True, "nei": False, "sann": True, "usann": False}


@dataclass(frozen=True)
class Points:
    """A text file whose heading has been found in the row ``heading`` (from 0).

    ``columns`` has the column of each word asked for and found, ``names`` all headings.
    """

    place: str
    content: bytes
    encoding: str
    separator: str
    heading: int
    columns: dict[str, int]
    names: tuple[str, ...]

    def at(self, row: int, word: str | None = None) -> str:
        """How a message names a row of the data, from 0, or a cell of it."""
        where = f"{self.place} row {self.heading + 2 + row}"
        column = None if word is None else self.columns[word]
        return where if column is None else f"{where}, column {letters(column)} ({self.names[column]})"

    def pieces(self, texts: Collection[str] = ()) -> Iterator[pd.DataFrame]:
        """The columns asked for, some rows at a time; the index is the row of the data, from 0.

        Those of ``texts`` hold few different texts: each is read once, however often it stands. Raises ``Faults`` where
        a row has not as many cells as the heading.
        """
        _refuse_uneven(self)
        settings = {
            "sep": self.separator,
            "encoding": self.encoding,
            "header": None,
            "skiprows": self.heading + 1,
            "usecols": sorted(set(self.columns.values())),
            "dtype": {self.columns[word]: "category" for word in texts if word in self.columns},
            "keep_default_na": False,
            "na_values": [""],
            "skip_blank_lines": False,
            "low_memory": False,
        }
        try:
            for piece in pd.read_csv(io.BytesIO(self.content), chunksize=ROWS, **settings):
                named = pd.DataFrame({word: piece[column] for word, column in self.columns.items()})
                yield named[named.notna().any(axis=1)]
        except pd.errors.EmptyDataError:
            return
        except (pd.errors.ParserError, UnicodeDecodeError) as error:
            found = f"cannot be read as a table ({error})."
            raise Faults([Fault(self.place, found, "Look for an unclosed quote.")]) from None

    def numbers(self, piece: pd.DataFrame, word: str, *, whole: bool = False) -> np.ndarray:
        """A column as numbers of 0 or more. Raises ``Faults`` with the first cell that is none."""
        cells = piece[word]
        if pd.api.types.is_bool_dtype(cells) or not pd.api.types.is_numeric_dtype(cells):
            codes, different = pd.factorize(cells)
            known = np.array([_number(cell) for cell in different] + [np.nan])
            cells = pd.Series(known[codes], index=piece.index)
        wrong = cells.isna() | ~(cells >= 0) | np.isinf(cells)
        if whole:
            wrong |= (cells % 1) != 0
        self._refuse(piece, word, wrong, "a whole number" if whole else "a number of 0 or more")
        return cells.to_numpy(dtype=np.int64 if whole else float)

    def flags(self, piece: pd.DataFrame, word: str) -> np.ndarray:
        """A column of yes and no, however it is written. Raises ``Faults`` with the first cell that is neither."""
        codes, cells = pd.factorize(piece[word])
        known = np.array([YES_NO.get(tidy(cell).casefold(), -1) for cell in cells] + [-1], dtype=np.int8)
        found = known[codes]
        self._refuse(piece, word, pd.Series(found < 0, index=piece.index), "yes or no (1 or 0)")
        return found.astype(bool)

    def texts(self, piece: pd.DataFrame, word: str) -> tuple[np.ndarray, list[str]]:
        """A column of texts: the number of each row's text, and the texts, of which an empty cell has ``""``."""
        codes, cells = pd.factorize(piece[word])
        numbers: dict[str, int] = {}
        known = np.array([numbers.setdefault(tidy(cell), len(numbers)) for cell in [*cells, ""]])
        return known[codes], list(numbers)

    def _refuse(self, piece: pd.DataFrame, word: str, wrong: pd.Series, wanted: str) -> None:
        if wrong.any():
            row = wrong.idxmax()
            cell = piece.at[row, word]
            shown = "empty" if pd.isna(cell) else f"'{tidy(cell)}'"
            more = f"{int(wrong.sum())} such cells hereabouts; " if wrong.sum() > 1 else ""
            remedy = f"{more}mend the file, or ask for a whole one.".capitalize()
            raise Faults([Fault(self.at(row, word), f"{shown} is not {wanted}.", remedy)])


def find_points(
    content: bytes, place: str, words: Mapping[str, Collection[str]], needed: Collection[Collection[str]]
) -> Points | None:
    """The table in a text file that has one column of each of ``needed``, known by ``words``; None without one."""
    if content.startswith(BOOKS):
        return None
    encoding = _encoding(content)
    if encoding == "utf-16":
        content, encoding = content.decode("utf-16", errors="replace").encode(), "utf-8"
    if b"\n" not in content:
        content = content.replace(b"\r", b"\n")
    asked = {name: {plain(word).replace(" ", "") for word in each} for name, each in words.items()}
    begins = content[: 1 << 16].decode(encoding, errors="replace").split("\n")[:FAR]
    for row, line in enumerate(line.removesuffix("\r") for line in begins):
        separator = max("\t;,|", key=line.count)
        try:
            names = tuple(next(csv.reader([line], delimiter=separator, strict=True), []))
        except csv.Error:
            continue
        said = [plain(name).replace(" ", "") for name in names]
        columns = {name: said.index(word) for name, each in asked.items() for word in said if word in each}
        if all(not columns.keys().isdisjoint(each) for each in needed):
            _refuse_heading(f"{place} row {row + 1}", said, asked)
            return Points(place, content, encoding, separator, row, columns, tuple(map(str.strip, names)))
    return None


def _refuse_heading(place: str, said: list[str], asked: Mapping[str, Collection[str]]) -> None:
    """Raises ``Faults`` where a column has no heading or two have the same."""
    faults = [
        Fault(f"{place}, column {letters(column)}", "the column has no heading.", "Name it, or remove it.")
        for column, word in enumerate(said)
        if not word
    ]
    for each in asked.values():
        twice = [column for column, word in enumerate(said) if word in each]
        if len(twice) > 1:
            found = f"its heading says the same as that of column {letters(twice[0])}."
            faults.append(Fault(f"{place}, column {letters(twice[1])}", found, "Remove one of them."))
    if faults:
        raise Faults(faults)


def _encoding(content: bytes) -> str:
    found = next((each for bom, each in BOMS.items() if content.startswith(bom)), "utf-8")
    if found == "utf-16":
        return found
    decoder = codecs.getincrementaldecoder(found)()
    try:
        for start in range(0, len(content), BLOCK):
            decoder.decode(content[start : start + BLOCK], final=start + BLOCK >= len(content))
    except UnicodeDecodeError:
        return "cp1252"
    return found


def _refuse_uneven(points: Points) -> None:
    """Raises ``Faults`` where a row has more or fewer cells than the heading: its values would be another column's."""
    wide = len(points.names)
    for row, cells in _widths(points):
        if cells != wide:
            found = f"{cells} cells where the heading has {wide}."
            raise Faults([Fault(points.at(row), found, "Put quotes around a text that holds the separator.")])


def _widths(points: Points) -> Iterator[tuple[int, int]]:
    """Row, from 0, and number of cells of the first row that has not as many as the heading, where there is one."""
    wide, content = len(points.names), points.content
    if b'"' in content:
        rows = csv.reader(io.StringIO(content.decode(points.encoding, errors="replace")), delimiter=points.separator)
        for row, cells in enumerate(rows, start=-points.heading - 1):
            if row >= 0 and any(cells) and len(cells) != wide:
                yield row, len(cells)
                return
        return
    start = 0
    for _ in range(points.heading + 1):
        start = content.find(b"\n", start) + 1 or len(content)
    row, separator = 0, ord(points.separator)
    while start < len(content):
        stop = content.rfind(b"\n", start, start + BLOCK) + 1 if start + BLOCK < len(content) else len(content)
        block = np.frombuffer(content, dtype=np.uint8, count=max(stop, start + 1) - start, offset=start)
        ends = np.append(np.flatnonzero(block == 10), len(block))
        before = np.searchsorted(np.flatnonzero(block == separator), ends)
        lengths, cells = np.diff(ends, prepend=-1) - 1, np.diff(before, prepend=0) + 1
        wrong = np.flatnonzero((cells != wide) & (lengths > 1))  # an empty line may still hold a carriage return
        if len(wrong):
            yield row + int(wrong[0]), int(cells[wrong[0]])
            return
        row, start = row + len(ends) - 1, max(stop, start + 1)


def _number(cell: Any) -> float:
    try:
        said = written(cell)
    except ValueError:
        return np.nan
    return np.nan if said.value is None or said.percent or said.status else float(said.value)
