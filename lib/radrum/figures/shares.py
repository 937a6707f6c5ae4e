"""A value as it is written where it is more or less than a published number: a limit, or made of those of others."""

from typing import Any

import pandas as pd

from radrum.words import Words

MADE = "*"  # after a value that is made of those of earlier areas
DISPUTED = "†"  # after a value that another source gives otherwise
BRIEF = {"at_least": "≥", "at_most": "≤"}  # on a tile, where there is no room for words


def limited(written: str, status: Any, words: Words) -> str:
    """A number; of which only a limit was published, as that limit: at least 99 %."""
    if not isinstance(status, str):
        return written
    return {
        "at_least": words("at least {number}", number=written),
        "at_most": words("at most {number}", number=written),
    }.get(status, written)


def share(row: Any, words: Words, column: str = "value") -> str:
    """A share (0-100) as it stands in a sentence: with its limit, and "about" where its making was not exact.

    ``row`` is a row of ``coverage.series``, as a dict, a Series or a tuple. Of another ``column`` than its value, what
    is known of it has that column's name before its own, as in ``before_status``; its decimals are the value's where it
    has none.
    """
    value, decimals = _of(row, column, column), _of(row, column, "decimals", _of(row, "value", "decimals"))
    written, status = words.percent(value, int(decimals)), _of(row, column, "status")
    known_limit = status in BRIEF if isinstance(status, str) else False
    if true(_of(row, column, "about")) and not known_limit:
        return words("about {number}", number=written)
    return limited(written, status, words)


def marked(row: Any, words: Words, column: str = "value") -> str:
    """The share as it stands in a cell or a label: one that is made of those of earlier areas has its mark."""
    return share(row, words, column) + (MADE if made(row, column) else "")


def made(row: Any, column: str = "value") -> bool:
    """Whether a value is made of those of earlier areas, and is not that of the one area under an earlier code."""
    if not true(_of(row, column, "carried")):
        return False
    parts = _of(row, column, "made_of")
    return not isinstance(parts, str) or "," in parts or true(_of(row, column, "about"))


def true(known: Any) -> bool:
    """Whether something is known to be so: what is missing is not."""
    return bool(pd.notna(known) and known)


def _of(row: Any, column: str, name: str, otherwise: Any = None) -> Any:
    """What is known of a row's ``column``."""
    called = name if column in ("value", name) else f"{column}_{name}"
    given = row._asdict() if isinstance(row, tuple) else row
    found = given.get(called, otherwise)
    return otherwise if found is None else found
