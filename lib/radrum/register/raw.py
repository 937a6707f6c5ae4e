"""A table's file as it is written: nothing typed, nothing judged."""

import csv
import io
from dataclasses import dataclass


@dataclass(frozen=True)
class RawTable:
    """How a CSV file is written, its heading and its cells as text.

    ``rows`` is keyed by the row's number in the file, where the heading is row 1; a row without a word is left out.
    """

    encoding: str
    separator: str
    heading: list[str]
    rows: dict[int, list[str]]

    def column(self, name: str) -> list[str]:
        """The cells of one column, those of short rows left out."""
        place = self.heading.index(name)
        return [cells[place] for cells in self.rows.values() if len(cells) > place]


def raw_table(content: bytes) -> RawTable:
    """The table in ``content``; one without heading and rows where it holds no table."""
    encoding = "utf-8"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding, text = "windows-1252", content.decode("cp1252", errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = max(",;\t", key=text.lstrip("\n").split("\n", 1)[0].count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error:
        lines = []
    rows = {number: cells for number, cells in enumerate(lines, start=1) if any(cell.strip() for cell in cells)}
    heading = [name.strip() for name in rows.pop(min(rows))] if rows else []
    return RawTable(encoding, separator, heading, rows)
