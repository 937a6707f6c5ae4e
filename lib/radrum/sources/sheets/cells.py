"""A cell as people write it: a number, percent or not, a limit (>99,99 %), or a mark for what has no number."""

import datetime
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

NO_NUMBER = {
    "": "not_available",
    "..": "not_available",
    "...": "not_available",
    "…": "not_available",
    ".": "not_applicable",
    "-": "not_applicable",
    ":": "suppressed",
}
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u2060\ufeff\t\n\r\x0b\x0c"), " ")
LIMITS = {">": "at_least", "≥": "at_least", ">=": "at_least", "<": "at_most", "≤": "at_most", "<=": "at_most"}
NUMBER = re.compile(
    r"(?P<limit>[<>]=?|[≥≤])? ?(?P<sign>[-+]?)(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
    r"(?:[.,](?P<decimals>[0-9]+))?(?P<exponent>[eE][-+]?[0-9]{1,3})? ?(?P<percent>%)?"
)


@dataclass(frozen=True)
class Written:
    """What a cell says: ``value`` (missing where it holds a mark) and ``status`` (why, or which side of it).

    ``percent`` is true where the cell itself says so, by a sign or by how it is shown; ``fraction`` where what is
    stored is then a fraction all the same, as a spreadsheet program keeps it. ``decimals`` is how many are written.
    ``blank`` is true where nothing stands there, not even a mark.
    """

    value: Decimal | None
    status: str = ""
    percent: bool = False
    fraction: bool = False
    decimals: int = 0
    blank: bool = False


def tidy(cell: Any) -> str:
    """A cell's text in one line: single spaces, one kind of dash."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).translate(SPACES).split())


def written(cell: Any, *, shown_as_percent: bool = False) -> Written:
    """What a cell says. Raises ``ValueError`` with what it is where that is neither a number nor a known mark."""
    if isinstance(cell, bool | datetime.date | datetime.time | datetime.timedelta):
        raise ValueError(f"'{cell}', which the file holds as {_kind(cell)}")
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            raise ValueError(f"'{cell}'")
        number = Decimal(repr(cell))
        return Written(number, "", shown_as_percent, shown_as_percent, _decimals(number))
    text = tidy(cell).translate(DASHES)
    mark = "-" if text and not text.strip("-") else text
    if mark in NO_NUMBER:
        return Written(None, NO_NUMBER[mark], blank=not mark)
    found = NUMBER.fullmatch(text)
    if not found:
        raise ValueError(f"'{tidy(cell)}'")
    digits = found["whole"].replace(" ", "") + "." + (found["decimals"] or "0")
    number = Decimal(f"{found['sign']}{digits}{found['exponent'] or ''}")
    places = _decimals(number) if found["exponent"] else len(found["decimals"] or "")
    return Written(number, LIMITS.get(found["limit"], ""), bool(found["percent"]), False, places)


def count(cell: Any) -> int | None:
    """The whole number of things that a cell says; None where it holds a mark or nothing.

    Raises ``ValueError`` with what it is. ``1,000`` is refused: it is a thousand in one country and one in another.
    """
    said = written(cell)
    if said.value is None:
        return None
    shifted = isinstance(cell, str) and said.decimals > 1
    if said.percent or said.status or said.value % 1 or said.value < 0 or shifted:
        raise ValueError(f"'{tidy(cell)}'")
    return int(said.value)


def _decimals(number: Decimal) -> int:
    return max(0, -number.normalize().as_tuple().exponent)


def _kind(cell: Any) -> str:
    return "yes or no" if isinstance(cell, bool) else "a date or a time"
