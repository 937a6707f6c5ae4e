"""Nkom's coverage survey: buildings (2019), municipalities (2021), addresses and what is offered there (2022 on).

There is no interface, only files. Nkom measures at the end of the first half of a year: areas are those of that day,
and as in Nkom's published figures the period is the first day of the year. What the headings of 2021 and the
techniques mean stands in measures.toml, as ``nkom``.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.errors import Fault, Faults, RadrumError
from radrum.sources.keeping import Fetched
from radrum.sources.nkom_municipalities import EXPECTED, municipalities
from radrum.sources.nkom_points import ADDRESSES, BUILDINGS, FLAGS, addresses, buildings, reckoned, totals
from radrum.sources.service import Document, Service, document
from radrum.sources.sheets import Gazetteer
from radrum.sources.sheets.entries import statistics
from radrum.sources.sheets.phrases import Phrases, asked_for, named_headings
from radrum.sources.sheets.points import Points, find_points
from radrum.statistics import measures

PAGE = "https://nkom.no/"
BY_HAND = "Nkom moves its files: download it in a browser and give the file."
KINDS = (
    "text/csv",
    "application/csv",
    "text/plain",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/octet-stream",
    "binary/octet-stream",
)
SURVEYED = (6, 30)  # the day of the year whose areas are counted


def fetch(
    given: str | Path | Sequence[str | Path],
    *,
    year: int | None = None,
    only: Iterable[str] = (),
    named: Iterable[str] = (),
    unit: str | None = None,
    published: pd.Timestamp | None = None,
    service: Service | None = None,
) -> Fetched:
    """The values of a file of Nkom, or of two: addresses, and what is offered at them.

    One row per (area, 1 January of the year, measure, segment, base): shares in percent, of dwellings (2019) or of
    households. Those of buildings and addresses are reckoned here, for each municipality, and for the counties and the
    nation of which all municipalities are there. A share is missing, with status ``not_applicable``, where nobody
    lives.

    Where nothing is known of the day of publication, a row counts from the day it was fetched.

    Raises ``Faults`` with every fault of the file: nothing is read in part.
    """
    files = [
        document(each, service=service, kinds=KINDS, by_hand=BY_HAND)
        for each in ([given] if isinstance(given, str | Path) else given)
    ]
    phrases = Phrases("nkom", named_headings(named))
    found = [(file, *_points(file)) for file in files]
    if len(files) == 1 and found[0][1] is None:
        chosen = asked_for(only, phrases.known())
        frame, left_out = municipalities(files[0].content, _place(files[0]), phrases, year, chosen, unit)
        what = "municipalities"
    else:
        frame, left_out, what = _reckoned(found, phrases, year)
        chosen = asked_for(only, frame["measure"].unique())
        frame = frame[frame["measure"].isin(chosen)] if chosen else frame
    return _fetched(frame, files, published, left_out, what)


def _reckoned(
    found: list[tuple[Document, Points | None, str]], phrases: Phrases, year: int | None
) -> tuple[pd.DataFrame, list[str], str]:
    """The values of files of buildings or addresses, what is left out, and which they are."""
    kinds = [kind for _, _, kind in found]
    place = " and ".join(_place(file) for file, _, _ in found)
    if year is None:
        raise RadrumError(f"{place}: the file does not say which year was measured. Name it with --year.")
    gazetteer = Gazetteer("NO", pd.Timestamp(year, *SURVEYED))
    by_kind = {kind: points for _, points, kind in found}
    if kinds == ["buildings"]:
        sums, left_out = buildings(by_kind["buildings"], gazetteer)
        base = "dwellings"
    elif kinds == ["both"] or sorted(kinds) == ["addresses", "offers"]:
        register, offers = by_kind.get("addresses") or by_kind["both"], by_kind.get("offers") or by_kind["both"]
        sums, left_out = addresses(register, offers, gazetteer, phrases)
        base = "households"
    elif len(found) == 1 and kinds[0] in ("addresses", "offers"):
        lacks = "what is offered at the addresses" if kinds == ["addresses"] else "the list of addresses"
        raise Faults([Fault(place, f"it lacks {lacks}.", "Give both files.")])
    else:
        raise Faults([Fault(place, f"they are {' and '.join(kinds)}.", f"Give addresses and their offers. {EXPECTED}")])
    sums, incomplete = totals(sums, gazetteer)
    units = {name: measure.unit for name, measure in measures(paths.statistics()).items()}
    frame = reckoned(sums, pd.Timestamp(year, 1, 1), base, place, units)
    return frame, [*left_out, *incomplete], "buildings" if base == "dwellings" else "addresses"


def _points(file: Document) -> tuple[Points | None, str]:
    """The table of a file with a row a building or an address, and which of them; none where it is another file."""
    place = _place(file)
    found = find_points(file.content, place, BUILDINGS, [("code",), ("homes",), tuple(FLAGS)])
    if found:
        lacking = [f"'{BUILDINGS[word][0]}'" for word in FLAGS if word not in found.columns]
        if lacking:
            raise Faults([Fault(found.at(-1), f"no column is headed {' or '.join(lacking)}.", EXPECTED)])
        return found, "buildings"
    found = find_points(file.content, place, ADDRESSES, [("id",), ("homes", "down", "technique")])
    if found is None:
        return None, "neither"
    has = found.columns.keys()
    offered, listed = not has.isdisjoint(("down", "technique")), "homes" in has
    if offered and not has >= {"down", "technique"}:
        raise Faults([Fault(found.at(-1), "an offer needs its speed (ned) and its technique (tek).", EXPECTED)])
    if listed and has.isdisjoint(("code", "name")):
        raise Faults([Fault(found.at(-1), "no column says in which municipality an address lies.", EXPECTED)])
    return found, ("both" if listed else "offers") if offered else "addresses"


def _place(file: Document) -> str:
    return file.address or file.name


def _fetched(
    frame: pd.DataFrame, files: list[Document], day: pd.Timestamp | None, left_out: list[str], what: str
) -> Fetched:
    year = frame["period"].dt.year.max()
    ours = what != "municipalities"
    reckoning = " Reckoned here from the file's rows, weighted with the homes of each." if ours else ""
    about = {
        "producer": "Nasjonal kommunikasjonsmyndighet (Nkom)",
        "title": f"Dekningsundersøkelsen {year}",
        "url": files[0].address or PAGE,
        "published": "not stated" if day is None else f"{day:%Y-%m-%d}",
        "language": "nb",
        "licence": "Tall gjengitt med kilde; sidene oppgir ingen lisens",
        "citation": "egen bearbeiding av Nkoms dekningsundersøkelse" if ours else "Nkom, dekningsundersøkelsen",
        "citation_derived": "egen bearbeiding av Nkoms dekningsundersøkelse",
        "comment": f"Read from {', '.join(file.name for file in files)}.{reckoning} Areas are those of 30 June {year}.",
    }
    precision = "unknown" if day is None else "day"
    return Fetched(statistics(frame, "Nkom", day, precision, files[0].address), about, f"nkom-{what}", tuple(left_out))
