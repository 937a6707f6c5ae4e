"""The numbers that a sentence states, and those that an exhibit's table, chart and notes hold for them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from bs4 import Tag

from radrum.press.checks.document import PARTS, Document

WRITTEN = re.compile(r"\d+(?:[\u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)*")
THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
BREAK = re.compile(r"<br\s*/?>")


def numbers(text: str, language: str) -> Iterator[Decimal]:
    """The numbers of a text as it is written in a language, without their signs.

    ``8.11.2016`` and ``2016-11-08`` are three numbers each.
    """
    for match in WRITTEN.finditer(BREAK.sub(" ", text)):
        plain = re.sub(r"[\u00a0\u202f]", "", match[0])
        plain = THOUSANDS.sub("", plain) if language == "en" else plain.replace(",", ".")
        if re.fullmatch(r"\d+(?:\.\d+)?", plain):
            yield Decimal(plain)
        else:
            yield from map(Decimal, re.findall(r"\d+", plain))


def _rounds_to(number: Decimal, pool: Iterable[Decimal]) -> bool:
    unit = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return any(held == number or held.quantize(unit, ROUND_HALF_UP) == number for held in pool)


def unfounded(document: Document, exhibit: Tag, stated: str) -> list[str]:
    """The numbers of the sentence ``stated`` for which the exhibit holds nothing.

    A number is founded where it stands, or rounds from what stands, in the table, its caption, the subtitle, a note,
    the source, the chart's labels or the page's head; where it is the number of rows, of cells that say the same, or of
    names in a note; the sum of a column, of a row, of a table of counts, or of the last
    column over rows alike in another; or the difference of two numbers of a row or
    of two that the sentence and the subtitle state. A whole number not above the number of rows may count them.
    """
    tables = exhibit.find_all("table")
    rows = [[cell.get_text() for cell in row.find_all(["td", "th"])] for table in tables for row in _body(table)]
    said = list(numbers(stated, document.language))
    held = set(_standing(document, exhibit)) | set(_counted(rows, exhibit)) | set(_computed(rows, document.language))
    sums = list(_sums(rows, document.language))
    known = [number for number in said if number in held]
    labels = [
        text for each in exhibit.find_all(class_="subtitle") for text in numbers(each.get_text(), document.language)
    ]
    held |= {abs(one - other) for one in known for other in known + labels}
    return [
        str(number)
        for number in dict.fromkeys(said)
        if not (number == number.to_integral_value() and number <= len(rows))
        and not _rounds_to(number, held)
        and not any(abs(total - number) <= slack for total, slack in sums)
    ]


def _body(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if row.find("td")]


def _standing(document: Document, exhibit: Tag) -> Iterator[Decimal]:
    language = document.language
    texts = [table.get_text(" | ") for table in exhibit.find_all("table")]
    texts += [each.get_text() for each in exhibit.find_all(class_=["subtitle", "note", "source"])]
    texts += [each.get_text(" | ") for each in document.named("header")]
    name = str(exhibit.get("id", ""))
    texts += _labels((document.figures or {}).get(name, PARTS))
    for text in texts:
        yield from numbers(text, language)


def _labels(figure: dict[str, Any]) -> list[str]:
    """What a chart says in words: its annotations, and what it shows beside a mark or in a hover; no ticks."""
    marks = [each.get("text") for each in figure["layout"].get("annotations") or [] if isinstance(each, dict)]
    for trace in figure["data"]:
        marks += [trace.get(key) for key in ("text", "hovertext", "name")]
    flat = [text for each in marks for text in (each if isinstance(each, list) else [each])]
    return [text for text in flat if isinstance(text, str)]


def _counted(rows: list[list[str]], exhibit: Tag) -> Iterator[Decimal]:
    yield Decimal(len(rows))
    for column in zip(*rows, strict=False):
        yield Decimal(len(set(column)))
        yield from map(Decimal, Counter(column).values())
    for note in exhibit.find_all(class_="note"):
        _, colon, names = note.get_text().partition(": ")
        listed = 1 + len(re.findall(r", | (?:and|och|og) ", names)) if colon else 0
        yield from (Decimal(listed), Decimal(listed + len(rows)))


def _computed(rows: list[list[str]], language: str) -> Iterator[Decimal]:
    for row in rows:
        values = [cell[0] for cell in (list(numbers(cell, language)) for cell in row[1:]) if cell]
        yield sum(values, Decimal(0))
        yield from (abs(one - other) for one, other in pairwise(values))
        yield from (abs(values[0] - values[-1]) for _ in values[:1])


def _sums(rows: list[list[str]], language: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The sum of each column, and of all where all hold numbers, with what the rounding of each cell can hide of it."""
    totals = []
    for column in zip(*rows, strict=False):
        firsts = [cell[0] for cell in (list(numbers(cell, language)) for cell in column) if cell]
        if firsts:
            unit = Decimal(1).scaleb(int(min(each.as_tuple().exponent for each in firsts)))
            totals.append((sum(firsts, Decimal(0)), unit * len(firsts) / 2 if len(firsts) > 9 else Decimal(0)))
    yield from totals
    yield from _sums_of_kinds(rows, language)
    if rows and len(totals) >= len(rows[0]) - 1 > 1:
        yield sum((total for total, _ in totals), Decimal(0)), Decimal(0)


def _sums_of_kinds(rows: list[list[str]], language: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The sum of the last column over the rows that say the same in another one, up to a comma."""
    added: dict[tuple[int, str], Decimal] = {}
    for row in rows:
        last = list(numbers(row[-1], language))
        if len(last) == 1 and len(row) > 2:
            for place, text in enumerate(row[1:-1]):
                kind = place, text.partition(",")[0].strip()
                added[kind] = added.get(kind, Decimal(0)) + last[0]
    yield from ((total, Decimal(0)) for total in added.values())
