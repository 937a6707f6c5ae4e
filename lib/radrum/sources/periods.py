"""The agencies' codes for times as days: 2026M04, 2024K1, 2023-Q2, 2022U05 are the first day of what they name."""

import datetime
import re

import pandas as pd

from radrum.errors import RadrumError

YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
PART = re.compile(r"(?P<year>(?:1[89]|2[01])\d\d)-?(?P<kind>[MKQTHSUW]?)(?P<number>\d{1,2})")
MONTHS = {"": 1, "M": 1, "K": 3, "Q": 3, "T": 4, "H": 6, "S": 6}  # in a month, quarter, third, half of a year
WEEKS = ("U", "W")


def first_day(code: str, place: str) -> pd.Timestamp:
    """The first day of the year, half, third, quarter, month or ISO week that ``code`` names.

    Raises ``RadrumError`` with ``place`` where it names something else, as several years do.
    """
    try:
        return pd.Timestamp(_first_day(code.strip().upper()))
    except ValueError:
        raise RadrumError(
            f"{place}: the time '{code}' is no year, half, third, quarter, month or week. Choose other times."
        ) from None


def _first_day(code: str) -> datetime.date:
    if YEAR.fullmatch(code):
        return datetime.date(int(code), 1, 1)
    found = PART.fullmatch(code)
    if not found or (not found["kind"] and "-" not in code):
        raise ValueError(code)
    year, number = int(found["year"]), int(found["number"])
    if found["kind"] in WEEKS:
        return datetime.date.fromisocalendar(year, number, 1)
    length = MONTHS[found["kind"]]
    if not 1 <= number <= 12 // length:
        raise ValueError(code)
    return datetime.date(year, (number - 1) * length + 1, 1)
