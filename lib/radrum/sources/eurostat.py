"""Eurostat's data sets, through its dissemination service (JSON-stat 2.0).

The service: https://ec.europa.eu/eurostat/web/user-guides/data-browser/api-data-access.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from radrum.errors import Fault, Faults, RadrumError
from radrum.sources.countries import ours, theirs
from radrum.sources.jsonstat import Dataset, read_jsonstat
from radrum.sources.keeping import Fetched
from radrum.sources.service import Service
from radrum.sources.tidy import Reading, tidy

ADDRESS = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"
AREA, TIME, UNIT = "geo", "time", "unit"
FLAGS = {  # beside a value, the gravest first
    "b": "break",
    "d": "definition_differs",
    "u": "low_reliability",
    "n": "low_reliability",
    "i": "imputed",
    "e": "estimated",
    "s": "estimated",
    "f": "estimated",
    "p": "provisional",
}
GAPS = {"c": "suppressed", "u": "suppressed", "n": "suppressed", "z": "not_applicable"}  # instead of a value
BASES = (
    (re.compile(r"\bhouseholds\b", re.IGNORECASE), "households"),
    (re.compile(r"\b(individuals|persons|population)\b", re.IGNORECASE), "population"),
)
TERMS = "CC BY 4.0"


def fetch(
    code: str,
    wanted: Mapping[str, str | Iterable[str]] | None = None,
    *,
    measure: str | None = None,
    base: str | None = None,
    service: Service | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Fetched:
    """The values of the data set ``code`` that are ``wanted``, as rows of statistics: all of them or none.

    ``wanted`` has codes by dimension (``geo``: SE or Eurostat's EL, ``time``: 2023); ``*``, or a dimension that is not
    named, is all. ``measure`` names ours where measures.toml does not; ``base`` says who is counted where the unit does
    not. Raises ``RadrumError``.
    """
    service = service or Service(ADDRESS, calls_per_second=1, told=told)
    given = {name.lower(): [codes] if isinstance(codes, str) else list(codes) for name, codes in (wanted or {}).items()}
    asked = {name: codes for name, codes in given.items() if "*" not in codes}
    if AREA in asked:
        asked[AREA] = [theirs(code) for code in asked[AREA]]
    address = f"{service.address}/{code.lower()}"
    content = service.json(code.lower(), params={"format": "JSON", "lang": "EN", **asked})
    if isinstance(content, dict) and "warning" in content:
        raise RadrumError(f"{address}: Eurostat will answer later, as that is much at once. Choose fewer codes.")
    dataset = read_jsonstat(content, address)
    service.told(1, 1)
    _prove(dataset, asked, address)
    reading = Reading(
        key="eurostat",
        table=code.lower(),
        place=address,
        url=address,
        source="Eurostat",
        area_by=AREA,
        whole=None,
        time_by=TIME,
        area_of=ours,
        unit=lambda codes: (dataset.dimensions[UNIT].labels[codes[UNIT]] if UNIT in codes else "", None),
        sign=lambda flags, missing: _said(flags, missing, dataset),
    )
    values, left_out = tidy(dataset, reading, measure, base or _base(dataset))
    return Fetched(values, _about(dataset, reading), f"eurostat-{code}", left_out)


def _prove(dataset: Dataset, asked: dict[str, list[str]], address: str) -> None:
    """Raise ``Faults`` where the data set has not the dimensions it must, or not exactly the codes asked for."""
    ask = "Check the data set's code and its dimensions in Eurostat's data browser."
    faults = [
        Fault(address, f"there is no dimension '{name}'.", ask)
        for name in dict.fromkeys([AREA, TIME, *asked])
        if name not in dataset.dimensions
    ]
    for name, codes in asked.items():
        came = dataset.dimensions[name].codes if name in dataset.dimensions else codes
        lacking = [code for code in codes if code not in came]
        if lacking:
            found = f"of {name} {', '.join(lacking)} did not come."
            faults.append(Fault(address, found, "Eurostat has nothing on it: leave it out."))
        if set(came) - set(codes):
            found = f"of {name} also {', '.join(sorted(set(came) - set(codes)))} came, which nobody asked for."
            faults.append(Fault(address, found, "The service has changed: ask whoever keeps this program."))
    if faults:
        raise Faults(faults)


def _said(flags: str, missing: bool, dataset: Dataset) -> tuple[str | None, str | None]:
    """Status and comment for Eurostat's flags, which may be several letters."""
    letters = [each for each in flags if each.isalpha()]
    labels = ((dataset.extension.get("status") or {}).get("label")) or {}
    words = f"Eurostat: {', '.join(str(labels.get(each, each)) for each in letters)}." if letters else None
    if missing:
        return next((word for flag, word in GAPS.items() if flag in letters), "not_available"), words
    return next((word for flag, word in FLAGS.items() if flag in letters), None), words


def _base(dataset: Dataset) -> str | None:
    """Who is counted, as the units say it: None where they say nothing or differ."""
    units = dataset.dimensions[UNIT].labels.values() if UNIT in dataset.dimensions else ()
    found = {next((base for pattern, base in BASES if pattern.search(words)), None) for words in units}
    return found.pop() if len(found) == 1 else None


def _about(dataset: Dataset, reading: Reading) -> dict[str, Any]:
    """The passport's fields."""
    chosen = [
        f"{each.label}: {', '.join(each.labels.values())}."
        for name, each in dataset.dimensions.items()
        if name not in (AREA, TIME)
    ]
    return {
        "producer": "Eurostat",
        "title": dataset.label or reading.table,
        "url": f"https://ec.europa.eu/eurostat/databrowser/view/{reading.table}",
        "published": dataset.updated[:10] or "not stated",
        "language": "en",
        "licence": TERMS,
        "citation": f"Eurostat, {reading.table}",
        "citation_derived": f"own processing of figures from Eurostat, {reading.table}",
        "comment": " ".join([*chosen, *dataset.notes]),
    }
