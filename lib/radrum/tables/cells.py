"""From a CSV file, as Excel or a person wrote it, to its cells.

UTF-8 with or without BOM or Windows Latin-1; comma, semicolon or tab.
"""

import csv
import io
import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from radrum import paths
from radrum.errors import Fault, Faults

CONTROL = bytes(set(range(32)) - set(b"\t\n\r"))
BATCH = 256  # rows cut before their texts are looked up: they still lie in the processor's cache


@dataclass(frozen=True)
class Sheet:
    """The cells of a file, a text that stands in many rows kept once.

    ``heading`` names the columns; ``rows`` has the number in the file of each row under it that says something.
    ``texts`` has the texts of each column, without the spaces around them, and ``cells``, a line a column and an item a
    row, the number of the text that stands there.
    """

    heading: list[str]
    rows: np.ndarray
    texts: list[list[str]]
    cells: np.ndarray


def read_cells(file: Path) -> Sheet:
    """The cells of a file. Raises ``Faults`` where it is no text, or a row has not as many cells as the heading."""
    place = paths.shown(file)
    text = _text(file, place)
    separator = max(",;\t", key=next(filter(str.strip, text), "").count)
    text.seek(0)
    try:
        return _cut(csv.reader(text, delimiter=separator, strict=True), place)
    except csv.Error as error:
        raise Faults([Fault(place, f"cannot be read as a table ({error}).", "Look for an unclosed quote.")]) from None


def _text(file: Path, place: str) -> io.TextIOWrapper:
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        raise Faults([Fault(place, "the file does not exist.", "Check its name and place.")]) from None
    if len(raw.translate(None, CONTROL)) != len(raw):
        raise Faults([Fault(place, "not a text file.", "Save it as CSV (comma separated, UTF-8) and try again.")])
    return io.TextIOWrapper(io.BytesIO(raw), encoding=encoding_of(raw), errors="replace")


def encoding_of(raw: bytes) -> str:
    """How the bytes of a table are to be read: as UTF-8, or as what Excel saves where they are not."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _cut(lines: Iterator[list[str]], place: str) -> Sheet:
    count, heading = next(((at, line) for at, line in enumerate(lines, start=1) if _says(line)), (0, []))
    if not heading:
        raise Faults([Fault(place, "the file is empty.", "Write at least its heading.")])
    first, empty, faults = count + 1, [""] * len(heading), []
    numbers = [defaultdict(itertools.count().__next__) for _ in heading]  # of each text, as it first comes
    cells = [array("q") for _ in heading]
    while batch := list(itertools.islice(lines, BATCH)):
        for at, line in enumerate(batch):
            count += 1
            if len(line) != len(heading):
                batch[at] = empty
                faults += [_uneven(line, heading, f"{place} row {count}")] if _says(line) else []
        for column, number, written in zip(cells, numbers, zip(*batch, strict=True), strict=True):
            column.extend(map(number.__getitem__, written))
    if faults:
        raise Faults(faults)
    table, texts = np.array(cells), [[text.strip() for text in number] for number in numbers]
    filled = [np.array([word != "" for word in words], dtype=bool) for words in texts]
    said = np.any([words[column] for words, column in zip(filled, table, strict=True)], axis=0)
    return Sheet([name.strip() for name in heading], first + np.flatnonzero(said), texts, table[:, said])


def _says(line: list[str]) -> bool:
    return any(map(str.strip, line))


def _uneven(line: list[str], heading: list[str], where: str) -> Fault:
    if len(line) < len(heading):
        return Fault(where, "fewer cells than the heading.", "Write every cell, also the empty ones.")
    found = f"{len(line)} cells where the heading has {len(heading)}."
    return Fault(where, found, "Put quotes around a text that holds the separator.")
