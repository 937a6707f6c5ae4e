"""What Kolada answers: its key figures, and their values page by page, whole or not at all.

https://api.kolada.se/v3/docs
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from radrum.errors import Fault, Faults
from radrum.sources.answers import changed
from radrum.sources.paging import pages
from radrum.sources.service import Service

IDS = 25  # that Kolada takes in one part of an address
ROWS = 5000  # a page
LARGEST = 1e15
GENDERS = ("T", "K", "M")  # all, women, men
ENDED = re.compile(r"\(\s*[-–]\s*(\d{4})\s*\)\s*$")
UNIT = re.compile(r"[(,]\s*((?:tusental|kr|antal|index|skala|poäng|kvot|dagar|timmar)\b[^),]*)", re.IGNORECASE)
PRODUCER = re.compile(r"Källa:\s*([^.\n]+)")
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
DAY = re.compile(rf"\b(\d{{1,2}})(?::a|:e)?\s+({'|'.join(MONTHS)})\b", re.IGNORECASE)
ENDING = r"(?:e?[nt]s?|nas?|s)?\b"  # of a noun; another one goes on, as hushållsavfall does
COUNTED = {"hushåll": "households", "arbetsställe": "workplaces", "befolkning": "population", "invånare": "population"}

Cells = dict[tuple[str, str, int], tuple[float | None, str]]  # key figure, Kolada's id, year: value, Kolada's status


@dataclass(frozen=True)
class KeyFigure:
    """What Kolada says of a key figure, in its own words."""

    name: str
    title: str
    description: str

    @property
    def ended(self) -> int | None:
        """The last year of a key figure whose title says that it is discontinued, as (-2023)."""
        found = ENDED.search(self.title)
        return int(found[1]) if found else None

    @property
    def unit(self) -> str:
        """The unit that its title states, ``%`` or another; empty where it states none."""
        found = UNIT.search(self.title)
        return "%" if "%" in self.title else found[1].strip().lower() if found else ""

    @property
    def producer(self) -> str:
        """Who made the figures that Kolada passes on; empty where it is not said."""
        found = PRODUCER.search(self.description)
        return found[1].strip() if found else ""

    @property
    def counted(self) -> set[str]:
        """Who its title and description say are counted: words of ``schema.BASES``."""
        text = f"{self.title} {self.description}".lower()
        return {base for word, base in COUNTED.items() if re.search(rf"\b{word}{ENDING}", text)}

    def period(self, year: int) -> date:
        """The day of ``year`` that it is measured on where its description names one, or the year's first."""
        days = {(MONTHS.index(month.lower()) + 1, int(day)) for day, month in DAY.findall(self.description)}
        if len(days) == 1:
            with suppress(ValueError):  # the 31st of a month of thirty days
                return date(year, *days.pop())
        return date(year, 1, 1)


@dataclass(frozen=True)
class Answered:
    """All values of all genders together that Kolada has, how many are deleted and how many of one gender alone."""

    cells: Cells
    deleted: int
    by_gender: int


def described(names: list[str], service: Service) -> dict[str, KeyFigure]:
    """What Kolada says of each of ``names``. Raises ``Faults`` with those that it does not know."""
    found = {}
    for some in _batches(names, IDS):
        place = f"{service.address}/kpi/{','.join(some)}"
        for row in _pages(service, place):
            name, title = row.get("id"), row.get("title")
            if not (name and isinstance(name, str) and title and isinstance(title, str)):
                raise changed(place, "a key figure has no id or no title")
            found[name] = KeyFigure(name, title.strip(), str(row.get("description") or "").strip())
    unknown = [
        Fault(f"{service.address}/kpi/{name}", f"Kolada has no key figure '{name}'.", "Look it up on kolada.se.")
        for name in names
        if name not in found
    ]
    if unknown:
        raise Faults(unknown)
    return {name: found[name] for name in names}


def answered(names: list[str], ids: list[str], years: list[int], service: Service) -> Answered:
    """What Kolada has for each of ``names`` in each place of ``ids`` and each of ``years``.

    Asked in batches that fit one page each. Raises ``RadrumError`` where one fails, is not of Kolada's shape, lacks
    rows that it counts, or holds what was not asked for.
    """
    span = max(1, min(IDS, ROWS // (min(IDS, len(names)) * min(IDS, len(ids)))))
    calls = list(itertools.product(_batches(names, IDS), _batches(ids, IDS), _batches(years, span)))
    cells: Cells = {}
    deleted = by_gender = 0
    for done, (figures, some, when) in enumerate(calls, start=1):
        asked = f"data/kpi/{','.join(figures)}/municipality/{','.join(some)}/year/{','.join(map(str, when))}"
        place = f"{service.address}/{asked}"
        for row in _pages(service, place):
            key = row.get("kpi"), row.get("municipality"), row.get("period")
            if key[0] not in figures or key[1] not in some or key[2] not in when:
                raise changed(place, f"it answers for {key}, which was not asked for")
            for gender, value, status, gone in _values(row, place):
                if gone:
                    deleted += 1
                elif gender != "T":
                    by_gender += 1
                elif key in cells:
                    raise changed(place, f"{key[0]} for {key[1]} in {key[2]} stands twice")
                else:
                    cells[key] = value, status
        service.told(done, len(calls))
    return Answered(cells, deleted, by_gender)


def _values(row: dict, place: str) -> Iterator[tuple[str, float | None, str, bool]]:
    """Gender, value, status and whether it is deleted, of each value of a row."""
    values = row.get("values")
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise changed(place, f"{row.get('kpi')} for {row.get('municipality')} has no list of values")
    for each in values:
        gender, value, status = each.get("gender"), each.get("value", "nothing"), each.get("status")
        if gender not in GENDERS:
            raise changed(place, f"the gender {gender!r} is none of {', '.join(GENDERS)}")
        number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST
        if not (number or value is None):
            raise changed(place, f"{str(value)[:40]!r} is not a number")
        gone = [each.get("isdeleted"), row.get("isdeleted")]
        if not (status is None or isinstance(status, str)) or any(said not in (None, True, False) for said in gone):
            raise changed(place, f"{status!r} is no status, or {gone} does not say whether it is deleted")
        yield gender, value, (status or "").strip(), any(gone)


def _pages(service: Service, address: str) -> list[dict]:
    """The rows of every page. Raises ``RadrumError`` where a page is not of Kolada's shape, or rows are missing."""
    rows = pages(service, address, {"per_page": ROWS}, rows="values", following="next_url")
    if not all(isinstance(row, dict) for row in rows):
        raise changed(address, "it has no list of 'values'")
    return rows


def _batches(items: Sequence, size: int) -> list[list]:
    return [list(items[at : at + size]) for at in range(0, len(items), size)]
