"""Tables of statistical agencies: of a PxWeb service (SCB, SSB and others, version 1 or 2) or a file of one's own."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.sources.countries import ours
from radrum.sources.jsonstat import Dataset, read_jsonstat
from radrum.sources.keeping import Fetched
from radrum.sources.pxfile import read_px
from radrum.sources.pxtables import VERSION_2, Wanted, by_role, fetched, matching
from radrum.sources.service import Service, document
from radrum.sources.tidy import Reading, tidy

SIGNS = {
    "..": "not_available",  # no figure, or one too uncertain to be given
    "...": "not_available",
    ".": "not_applicable",  # a figure cannot exist
    ":": "suppressed",
}
NOUGHT = "-"
BOKMAL = {"no": "nb"}


@dataclass(frozen=True)
class Agency:
    """A statistical agency with a service of its own: where it is, what it publishes of, and under which terms."""

    key: str
    name: str
    short: str
    called: tuple[str, ...]
    host: str
    tables: str
    country: str
    calls: float  # a second to version 1; version 2 says itself
    licence: str
    derived: str
    language: str


AGENCIES = (
    Agency(
        key="scb",
        name="Statistiska centralbyrån (SCB)",
        short="SCB",
        called=("SCB", "Statistiska centralbyrån", "Statistikmyndigheten", "Statistics Sweden"),
        host="scb.se",
        tables="https://statistikdatabasen.scb.se/api/v2/tables/",
        country="SE",
        calls=1,
        licence="CC0 1.0",
        derived="egen bearbetning av uppgifter från SCB",
        language="sv",
    ),
    Agency(
        key="ssb",
        name="Statistisk sentralbyrå (SSB)",
        short="SSB",
        called=("SSB", "Statistisk sentralbyrå", "Statistics Norway"),
        host="ssb.no",
        tables="https://data.ssb.no/api/pxwebapi/v2/tables/",
        country="NO",
        calls=0.5,
        licence="CC BY 4.0",
        derived="egen bearbeiding av tall fra SSB",
        language="nb",
    ),
)


def fetch(
    table: str,
    wanted: Wanted | None = None,
    *,
    measure: str | None = None,
    base: str | None = None,
    country: str | None = None,
    service: Service | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Fetched:
    """The cells ``wanted`` of a table (see ``pxtables.fetched``) as rows of statistics, all of them or none.

    ``table`` is ``scb/TAB6471``, ``ssb/05300``, the address of a table in a service's version 1 or 2, or a PX or
    JSON-stat file. ``measure`` names ours where measures.toml does not, ``base`` says who is counted, ``country`` whose
    areas the codes are where the service is none of ours. Raises ``RadrumError``.
    """
    wanted, agency, address = wanted or {}, *_found(table)
    if "://" not in address:
        dataset = _chosen(_read(address), wanted, address)
        name, about = str((dataset.extension.get("px") or {}).get("tableid") or Path(address).stem), {}
    else:
        calls = 3 if VERSION_2.match(address) else agency.calls if agency else 1
        service = service or Service(address, calls_per_second=calls, told=told)
        described, dataset = fetched(address, wanted, service)
        name, about = described.name, described.about
    time, area = by_role(dataset.dimensions, dataset.roles)
    if time is None:
        raise RadrumError(f"{address}: none of its dimensions is time. Rådrum keeps figures of a day or a year only.")
    said = next((each for each in AGENCIES if dataset.source in each.called), None)
    agency = agency or said
    whose = country or (agency.country if agency else "")
    reading = Reading(
        key=agency.key if agency else "pxweb",
        table=name,
        place=address,
        url=address if "://" in address else None,
        source=said.short if said else dataset.source or (agency.short if agency else "not stated"),
        area_by=area,
        whole=whose,
        time_by=time,
        area_of=lambda code: area_of(code, whose),
        unit=lambda codes: _unit(dataset, codes),
        sign=_sign,
        nought=NOUGHT,
    )
    values, left_out = tidy(dataset, reading, measure, base)
    return Fetched(values, _about(dataset, reading, agency, about), f"{reading.key}-{name}", left_out)


def area_of(code: str, country: str) -> str | None:
    """Our area of an agency's code: 0114 is SE-0114, 00 (in Norway 0) the nation, SE a nation by itself."""
    if re.fullmatch("[A-Z]{2}", code):
        return ours(code)
    if code in ("0", "00"):
        return country or None
    return f"{country}-{code}" if country and re.fullmatch(r"\d{2}|\d{4}", code) else None


def _found(table: str) -> tuple[Agency | None, str]:
    """The agency that ``table`` belongs to, if it is one of ours, and its address or file."""
    key, _, name = table.partition("/")
    short = next((each for each in AGENCIES if each.key == key.lower()), None)
    if short and name and "://" not in table and not Path(table).exists():
        return short, short.tables + name
    host = urlsplit(table).hostname or ""
    return next((each for each in AGENCIES if host == each.host or host.endswith(f".{each.host}")), None), table


def _read(file: str) -> Dataset:
    """The table of a file of one's own."""
    content = document(file).content
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        try:
            return read_jsonstat(json.loads(content.decode("utf-8-sig")), file)
        except (ValueError, RecursionError) as error:
            raise RadrumError(f"{file}: it is not JSON ({error}). It may have been cut short: get it again.") from None
    return read_px(content, file)


def _chosen(dataset: Dataset, wanted: Wanted, place: str) -> Dataset:
    """The cells of a file that are wanted: all codes of a dimension that is not named."""
    faults, cells, dimensions = [], dataset.cells, dict(dataset.dimensions)
    time, _ = by_role(dataset.dimensions, dataset.roles)
    called = {each.lower(): name for name, about in dimensions.items() for each in (about.label, name)}
    for given, codes in wanted.items():
        name = called.get(given.lower())
        if name is None:
            faults.append(Fault(place, f"it has no dimension '{given}'.", did_you_mean(given, dimensions)))
            continue
        patterns = [codes] if isinstance(codes, str) else list(codes)
        found, unknown = matching(patterns, dimensions[name], name == time, place)
        faults += unknown
        cells = cells[cells[name].isin(found)]
        dimensions[name] = replace(dimensions[name], codes=tuple(found))
    if faults:
        raise Faults(faults)
    return replace(dataset, cells=cells.reset_index(drop=True), dimensions=dimensions)


def _unit(dataset: Dataset, codes: Mapping[str, str]) -> tuple[str, int | None]:
    """The unit's words and the decimals of a column, as its contents state them, or the whole table."""
    px = dataset.extension.get("px") or {}
    for name, code in codes.items():
        stated = dataset.dimensions[name].units.get(code)
        if stated:
            return str(stated.get("base", "")), stated.get("decimals")
    return str(px.get("unit", "")), px.get("decimals")


def _sign(sign: str, missing: bool) -> tuple[str | None, str | None]:
    """What a sign means instead of a value; beside one it is passed on in words."""
    if missing:
        return SIGNS.get(sign, "not_available"), None if sign in ("", *SIGNS) else f"The source marks it '{sign}'."
    return None, f"The source marks it '{sign}'." if sign else None


def _about(dataset: Dataset, reading: Reading, agency: Agency | None, about: Mapping[str, Any]) -> dict[str, Any]:
    """The passport's fields."""
    config = about.get("config") or {}
    chosen = [
        f"{each.label}: {', '.join(each.labels.get(code, code) for code in each.codes)}."
        for name, each in dataset.dimensions.items()
        if name not in (reading.area_by, reading.time_by)
    ]
    own = agency is not None and reading.source == agency.short
    spoken = (dataset.extension.get("px") or {}).get("language") or (agency.language if agency else "")
    return {
        "producer": agency.name if own else reading.source,
        "title": dataset.label or str(about.get("label", reading.table)),
        "url": reading.url or "",
        "published": dataset.updated[:10] or "not stated",
        "licence": str(config.get("license") or (agency.licence if agency else "not stated")),
        "citation": f"{reading.source}, {reading.table}",
        "citation_derived": agency.derived if own else f"own processing of figures from {reading.source}",
        "comment": " ".join(" ".join([*chosen, *dataset.notes]).split()),
        **({"language": BOKMAL.get(spoken, spoken)} if spoken else {}),
    }
