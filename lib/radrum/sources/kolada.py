"""Kolada: key figures of Sweden's municipalities, regions and the nation. All that was asked for, or nothing.

A key figure (N07900) has a value a year for each municipality ("1480"), region ("0014") and the nation ("0000"); those
of all genders together are ours. Groups of municipalities are left out: their means are unweighted.
"""

import itertools
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pandas as pd

from radrum import places
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.sources.keeping import Fetched, typed
from radrum.sources.key_figures import Cells, KeyFigure, answered, described
from radrum.sources.mapping import Mapped, mapped
from radrum.sources.service import Service
from radrum.sources.tidy import unit_of
from radrum.statistics.schema import BASES

ADDRESS = "https://api.kolada.se/v3"
NATION = "0000"
DECIMALS = 2  # that are shown of Kolada's computed numbers
SECRET = ("private", "secret", "sekretess")
TERMS = (
    "Fria att använda. Uppgifter som de publicerats anger Kolada som källa; "
    "bearbetade uppgifter får inte göra det (kolada.se, användarvillkor)."
)


def fetch(
    key_figures: Iterable[str],
    areas: Iterable[str],
    years: Iterable[int],
    *,
    measure: str | None = None,
    base: str | None = None,
    service: Service | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Fetched:
    """The values of ``key_figures`` in ``areas`` (SE-1480, SE-14, SE) and ``years``, all genders together.

    Without ``areas`` it is all that stand today. One row per (area, year, key figure) that Kolada lists, and one with
    status ``not_available`` for each that it lists for others the same year but not for this area. ``measure`` names
    ours where measures.toml does not; ``base`` says who is counted where the key figure's description does not. Raises
    ``RadrumError`` where anything asked for is unknown, or any part of the answer is absent or not as it should be.
    """
    service = service or Service(ADDRESS, calls_per_second=3, told=told)
    names, years = list(dict.fromkeys(key_figures)), sorted(set(years))
    ids, left_out = _placed(list(areas) or _standing())
    if not (names and ids and years):
        raise RadrumError("Kolada: nothing is asked for. Name a key figure, an area and a year.")
    measured = mapped("kolada", names, measure)
    figures = described(names, service)
    bases = {name: _base(figures[name], base, measured[name], years) for name in names}
    _apart(measured, bases)
    for name in names:
        left_out += _judged(figures[name], measured[name], service.address)
    got = answered(names, list(ids), years, service)
    left_out += [f"{got.deleted} values that Kolada has marked as deleted."] if got.deleted else []
    left_out += [f"{got.by_gender} values of women or of men alone."] if got.by_gender else []
    if all(value is None for value, _ in got.cells.values()):
        raise RadrumError(
            f"{service.address}: Kolada has no value of {', '.join(names)} for the areas and years asked for. "
            "Ask for other years. Nothing is stored."
        )
    cells, absent = _completed(got.cells, names, ids, years)
    rows = [
        _row(figures[name], ids[place], year, cells[name, place, year], measured[name], bases[name])
        | {"url": f"{service.address}/data/kpi/{name}/municipality/{place}"}
        for name, place, year in sorted(cells)
    ]
    called = "-".join(["kolada", *(name.lower() for name in names[:3]), *(["and-more"] if len(names) > 3 else [])])
    return Fetched(typed(rows), _about(list(figures.values()), service.address), called, (*left_out, *absent))


def area_of(place: str) -> str:
    """Our area of one of Kolada's ids: 1480 is SE-1480, 0014 is SE-14, 0000 is SE."""
    if place == NATION:
        return "SE"
    return f"SE-{place.removeprefix('00')}"


def within(county: str) -> list[str]:
    """The county and the municipalities that stand in it."""
    return [county, *(area for area in _standing() if area.startswith(county) and area != county)]


def _standing() -> list[str]:
    """The nation, its counties and municipalities that stand today."""
    areas = places.areas()
    inside = (areas.index == "SE") | areas.index.str.startswith("SE-")
    return list(areas.index[inside & areas["valid_to"].isna()])


def _placed(areas: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Each area by Kolada's id, and which groups are left out. Areas are written as ours or as Kolada's."""
    known, found, left_out, faults = places.areas(), {}, [], []
    for given in dict.fromkeys(areas):
        area = area_of(given) if re.fullmatch(r"\d{4}", given) else given
        if re.fullmatch(r"G\d+", given):
            left_out.append(f"{given}, a group: Kolada's means of groups are not weighted.")
        elif area not in known.index or area.partition("-")[0] != "SE":
            faults.append(Fault("Kolada", f"'{given}' is not an area of Sweden.", places.suggest(given, "SE")))
        else:
            found[area.partition("-")[2].rjust(4, "0")] = area
    if faults:
        raise Faults(faults)
    return found, left_out


def _base(figure: KeyFigure, given: str | None, to: Mapped, years: list[int]) -> str:
    """Who is counted: as ``given``, or as the description says where that leaves no choice."""
    if given is not None:
        if given not in BASES:
            raise RadrumError(f"--base {given}: nobody is counted so. {did_you_mean(given, BASES)}")
        return given
    if len(figure.counted) != 1:
        raise RadrumError(
            f"Kolada {figure.name}: its description does not say who is counted: '{figure.description[:300]}'. "
            f"Name it with --base, one of {', '.join(BASES)}."
        )
    broken = [day for day, _ in to.measure.breaks if day.year > years[0]]
    if broken:
        raise RadrumError(
            f"Kolada {figure.name}: the definition of {to.measure.name} changed on {broken[-1]:%Y-%m-%d}. "
            f"Ask for {broken[-1]:%Y} and later, and for earlier years apart, with --base."
        )
    return next(iter(figure.counted))


def _apart(measured: dict[str, Mapped], bases: dict[str, str]) -> None:
    """Raises ``RadrumError`` where two key figures would be one series."""
    same: dict[tuple, str] = {}
    for name, to in measured.items():
        other = same.setdefault((to.measure.name, to.segment, bases[name]), name)
        if other != name:
            raise RadrumError(
                f"Kolada {other} and {name} would both be {to.measure.name} ({to.segment}). Fetch one of them."
            )


def _judged(figure: KeyFigure, to: Mapped, address: str) -> list[str]:
    """What must be told of a key figure. Raises ``Faults`` where its unit is not the measure's."""
    told = []
    if not figure.unit:
        told.append(f"{figure.name} states no unit in its title; it is taken to be in {to.measure.unit}.")
    elif unit_of(figure.unit) != to.measure.unit:
        found = f"'{figure.title}' is not measured in {to.measure.unit}, the unit of {to.measure.name}."
        raise Faults([Fault(f"{address}/kpi/{figure.name}", found, "Name another measure with --as.")])
    if (day := figure.period(2000)) != date(2000, 1, 1):
        told.append(f"{figure.name} is taken to be measured on {day:%-d %B}, the day its description names.")
    if figure.ended:
        told.append(f"{figure.name} is discontinued: its last year is {figure.ended}.")
    return told


def _completed(cells: Cells, names: list[str], ids: dict[str, str], years: list[int]) -> tuple[Cells, list[str]]:
    """The cells with those that Kolada lacks, and sentences on what it has for nobody: years, and kinds of area."""
    told, full, areas = [], dict(cells), places.areas().loc[list(ids.values())]
    kinds = areas["kind"].to_dict()
    began = areas["valid_from"].dt.year.fillna(0).to_dict()
    ended = areas["valid_to"].dt.year.fillna(9999).to_dict()
    for name in names:
        has = {(place, year) for each, place, year in cells if each == name}
        known = [year for year in years if any(year == each for _, each in has)]
        said = {kinds[ids[place]] for place, _ in has}
        if len(known) < len(years):
            lacking = ", ".join(str(year) for year in years if year not in known)
            told.append(f"Kolada has no value of {name} in {lacking}.")
        if has:
            told += [f"Kolada has no value of {name} for a {kind}." for kind in sorted({*kinds.values()} - said)]
        for place, year in itertools.product(ids, known):
            if kinds[ids[place]] in said and began[ids[place]] <= year <= ended[ids[place]]:
                full.setdefault((name, place, year), (None, ""))
    valued = {ids[place] for (_, place, _), (value, _) in full.items() if value is not None}
    without = sorted({ids[place] for _, place, _ in full} - valued)
    told += [f"Without a value: {', '.join(without)}."] if without else []
    return full, told


def _row(
    figure: KeyFigure, area: str, year: int, cell: tuple[float | None, str], to: Mapped, base: str
) -> dict[str, Any]:
    value, said = cell
    return {
        "area": area,
        "period": pd.Timestamp(figure.period(year)),
        "measure": to.measure.name,
        "segment": to.segment,
        "base": base,
        "source": "Kolada",
        "published": pd.NaT,  # Kolada names the day of the next publication, not of this one
        "published_precision": "unknown",
        "value": value,
        "decimals": 0 if value is None else min(DECIMALS, len(f"{value:.10f}".rstrip("0").partition(".")[2])),
        "unit": to.measure.unit,
        "status": _status(value, said.lower()),
        "comment": f"Kolada says: {said}" if said else None,
    }


def _status(value: float | None, said: str) -> str | None:
    """Our word for what Kolada says of a value, or why there is none."""
    if value is None:
        return "suppressed" if said in SECRET else "not_available"
    return "provisional" if said.startswith("prel") else None


def _about(figures: list[KeyFigure], address: str) -> dict[str, Any]:
    producers = list(dict.fromkeys(each.producer for each in figures if each.producer))
    return {
        "producer": "Rådet för främjande av kommunala analyser (RKA)",
        "title": f"Kolada: {'; '.join(f'{each.name} {each.title}' for each in figures)}",
        "url": address,
        "published": "not stated",
        "language": "sv",
        "licence": TERMS,
        "citation": "Kolada",
        "citation_derived": " ".join(
            ["egen bearbetning", *([f"av uppgifter från {' och '.join(producers)}"] * bool(producers))]
        ),
        "comment": " ".join(f"{each.name}: {each.description}" for each in figures if each.description),
    }
