"""Checks of the files that tables can be downloaded as: the same rows, in a manner that a spreadsheet reads."""

import csv
import io
import re
from decimal import Decimal
from functools import cache

from babel import Locale
from bs4 import Tag

from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import Document, around, brief, on_a_line, place, text_of
from radrum.press.checks.figures import numbers

HOLDERS = ("section", "details", "figure", "div", "body")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
NORDIC, ENGLISH = re.compile(r"-?\d+(?:,\d+)?"), re.compile(r"-?\d+(?:\.\d+)?")
MINUS = "\u2212"


@of_page(
    "download",
    reason="A file that opens in one column, or that holds other rows than the page, misleads whoever uses it.",
    remedy="Write the CSV from the same rows: UTF-8 with a BOM; semicolons, and decimal commas, but in English.",
)
def download(document: Document) -> Told:
    """Whether each table of an exhibit has a CSV file that holds the same, cell by cell, and opens in a spreadsheet."""
    for name, exhibit in document.exhibits.items():
        saved = [link for link, kind, _ in document.files if "csv" in kind and exhibit in link.parents]
        if len(saved) < len(exhibit.find_all("table")):
            yield f"#{name}", "a table cannot be downloaded."
    yield from _spoilt(document)


def _spoilt(document: Document) -> Told:
    mark = "," if document.language == "en" else ";"
    for link, kind, text in document.files:
        if "csv" not in kind:
            continue
        if not link.get("download"):
            yield place(link), "the file has no name to be saved under."
        if not text.startswith("\ufeff"):
            yield place(link), "the file has no BOM; Excel spoils its letters."
        table, saved = _table(link), list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=mark))
        rows = table.find_all("tr") if table is not None else []
        if not rows or not saved:
            yield place(link), "the file belongs to no table with rows." if saved else "the file is empty."
            continue
        shown = [[text_of(cell) for cell in row.find_all(["td", "th"])] for row in rows]
        # the columns after those of the table say where each line is from
        if len(saved) != len(shown) or len(saved[0]) < len(shown[0]):
            found = f"{len(saved) - 1} rows of {len(saved[0])}, the table {len(shown) - 1} of {len(shown[0])}."
            yield place(link), f"the file has {found}"
            continue
        for number, (cells, values) in enumerate(zip(shown, saved, strict=True)):
            if len(values) < len(cells):
                yield place(link), f"row {number} has {len(values)} cells in the file, the table {len(cells)}."
            for head, cell, value in zip(shown[0], cells, values, strict=False):
                if not agrees(cell, value, document.language):
                    told = f"'{brief(value)}', the table '{brief(cell)}'."
                    yield place(link), f"row {number}, '{brief(head)}': the file has {told}"


def _table(link: Tag) -> Tag | None:
    """The first table of what a link stands in."""
    holder = around(link, *HOLDERS)
    while holder is not None and holder.find("table") is None:
        holder = around(holder.parent, *HOLDERS)
    return holder.find("table") if holder is not None else None


def agrees(shown: str, saved: str, language: str) -> bool:
    """Whether a cell of a file holds what the page shows of it.

    A text is the same text. A day is 2016-09-08 of what the page says in words, or in part. A number has at least the
    decimals that are shown, stands first in the cell, and is bare of what is said with it; where the page says in words
    why there is none to show, the file has whatever was computed, or nothing.
    """
    saved = on_a_line(saved.strip()).removeprefix("'")
    if shown == saved:
        return True
    said = list(numbers(shown, language))
    if not saved:
        return not said
    day = DAY.fullmatch(saved)
    if day is not None:
        year, month, _ = parts = [int(part) for part in day.groups()]
        named = {_months(language).get(word, month) for word in re.findall(r"[^\W\d_]+", shown.lower())}
        return not said or (set(said) <= set(parts) and year in said and named <= {month})
    if not (ENGLISH if language == "en" else NORDIC).fullmatch(saved):
        return False
    value = Decimal(saved.replace(",", "."))
    if not said:
        return True
    below = re.search(rf"{MINUS}\d", shown) is not None
    return _shown_as(abs(value), said[0]) and (below == (value < 0) or not said[0])


def _shown_as(value: Decimal, shown: Decimal) -> bool:
    """Whether a value is shown so, rounded to the decimals that are shown or to the noughts that it ends with."""
    ends = len(str(shown)) - len(str(shown).rstrip("0")) if shown == shown.to_integral_value() else 0
    places = [int(shown.as_tuple().exponent), *range(1, ends + 1)]
    return any(abs(value - shown) <= Decimal(1).scaleb(place) / 2 for place in places)


@cache
def _months(language: str) -> dict[str, int]:
    """The number of each month by its names, long and short."""
    locale = Locale.parse(language)
    return {
        name.lower().removesuffix("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    }
