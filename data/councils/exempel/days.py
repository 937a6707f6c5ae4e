"""What the words for a time can mean: the first and the last day, in Swedish as notes of meetings write it."""

import calendar
import datetime
import re

MONTHS = {
    "januari": 1,
    "februari": 2,
    "mars": 3,
    "april": 4,
    "maj": 5,
    "juni": 6,
    "juli": 7,
    "augusti": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "december": 12,
}
QUARTERS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
SEASONS = {"våren": (1, 6), "sommaren": (6, 8), "hösten": (8, 12)}
PARTS = {"början": (1, 10), "mitten": (11, 20), "slutet": (21, 31)}
OPEN = {"löpande", "nästa möte", "snarast"}

Span = tuple[datetime.date | None, datetime.date | None]


def span(words: str) -> Span:
    """The first and the last day that the words can mean; None where they give none.

    Raises ``ValueError`` for words that this module does not know.
    """
    if words in OPEN:
        return None, None
    if words.startswith("senast "):
        return None, span(words.removeprefix("senast "))[1]
    if words.startswith("tidigast "):
        return span(words.removeprefix("tidigast "))[0], None
    for pattern, meaning in PATTERNS.items():
        if found := re.fullmatch(pattern, words):
            return meaning(*found.groups())
    raise ValueError(f"'{words}' is no time that days.py knows.")


def _months(year: str, first: int, last: int) -> Span:
    end = calendar.monthrange(int(year), last)[1]
    return datetime.date(int(year), first, 1), datetime.date(int(year), last, end)


def _day(day: str, month: str, year: str) -> Span:
    stated = datetime.date(int(year), MONTHS[month], int(day))
    return stated, stated


def _part(part: str, month: str, year: str) -> Span:
    whole = _months(year, MONTHS[month], MONTHS[month])
    first, last = PARTS[part]
    return whole[0].replace(day=first), whole[1].replace(day=min(last, whole[1].day))


def _week(week: str, year: str) -> Span:
    return tuple(datetime.date.fromisocalendar(int(year), int(week), day) for day in (1, 7))


def _turn(before: str, after: str) -> Span:
    return None, datetime.date(int(before), 12, 31)


MONTH, YEAR = f"({'|'.join(MONTHS)})", r"(\d{4})"
PATTERNS = {
    rf"(\d+) {MONTH} {YEAR}": _day,
    rf"(?:under )?{MONTH} {YEAR}": lambda month, year: _months(year, MONTHS[month], MONTHS[month]),
    rf"i ({'|'.join(PARTS)}) av {MONTH} {YEAR}": _part,
    rf"{MONTH}–{MONTH} {YEAR}": lambda first, last, year: _months(year, MONTHS[first], MONTHS[last]),
    rf"vecka (\d+) {YEAR}": _week,
    rf"({'|'.join(QUARTERS)}) kvartalet {YEAR}": lambda nth, year: _months(
        year, QUARTERS[nth] * 3 - 2, QUARTERS[nth] * 3
    ),
    rf"({'|'.join(SEASONS)}) {YEAR}": lambda season, year: _months(year, *SEASONS[season]),
    rf"till årsskiftet {YEAR}/{YEAR}": _turn,
    rf"(?:under )?{YEAR}": lambda year: _months(year, 1, 12),
}
