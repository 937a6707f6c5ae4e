"""DESI and the Digital Decade: the European Commission's indicators of countries, as values of our measures.

The index was computed twice: for 2015-2020 with five dimensions, and anew for 2017-2022 with four. A year that both
have differs between them: they are measures apart (``desi_2020…`` and ``desi_2022…``), and no code of one becomes the
other. Neither has Norway.
"""

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from radrum import places
from radrum.errors import Fault, Faults, RadrumError
from radrum.sources.countries import ours
from radrum.sources.digital_decade import Fact, asked, read
from radrum.sources.keeping import Fetched, typed
from radrum.sources.mapping import Mapped, codes_of, mapped
from radrum.sources.service import Service

SITE = "https://digital-decade-desi.digital-strategy.ec.europa.eu"
ADDRESS = f"{SITE}/api/v1"
SERIES = {"desi_2020": range(2015, 2021), "desi_2022": range(2017, 2023)}
DIMENSIONS = {
    "desi_2020": ("desi_1_conn", "desi_2_hc", "desi_3_ui", "desi_4_idt", "desi_5_dps"),
    "desi_2022": ("desi_conn", "desi_hc", "desi_idt", "desi_dps"),
}
INDEX = ("desi", "desi_sliders", "desi_total")  # the indicators that hold the index and its dimensions
PARTS = "desi"  # the one whose dimensions are what each adds to the whole
KINDS = {"egov_score": "score", "kpi_score": "score", "opendata_score": "score", "wid_score": "score", "nr": "number"}
COUNTED = {"pc_hh": "households", "pc_hh_all": "households", "pc_ind": "population", "pc_pop": "population"}
DECIMALS = {"index": 3, "score": 1, "percent": 2}  # that are shown of the service's computed numbers


def fetch(
    given: str | Path | None = None,
    *,
    codes: Iterable[str] = (),
    measure: str | None = None,
    countries: Iterable[str] = (),
    service: Service | None = None,
    told: Callable[[int, int], None] | None = None,
    today: datetime.date | None = None,
) -> Fetched:
    """The facts of ``codes`` in the file or at the address ``given``, or from the Commission's service without it.

    Without ``codes`` those that measures.toml maps. One row per (country, year, measure, edition). ``countries`` (SE,
    EU27) are those to keep, without them all that are described in data/places. ``measure`` names ours where
    measures.toml does not. Raises ``RadrumError`` where a code has no facts, or any fact is not as it should be.
    """
    wanted = list(dict.fromkeys(codes))
    if given is None:
        service = service or Service(ADDRESS, calls_per_second=2, told=told)
        wanted = wanted or codes_of("desi")
        if not wanted:
            raise RadrumError(
                "DESI: nothing is asked for. Name a code, as desi_fttp/total_pophh/pc_hh, or give a file."
            )
        mapped("desi", wanted, measure)
        got = asked(service, wanted)
    else:
        got = read(given, service)
    place = str(given or got.address)
    by_code: dict[str, list[Fact]] = {}
    for fact in got.facts:
        by_code.setdefault(fact.code, []).append(fact)
    to, left_out = _chosen(by_code, wanted, measure, place)
    left_out += [f"{got.targets} targets: what is aimed at is not measured."] if got.targets else []
    faults = [fault for code in to for fault in _unlike(code, by_code[code], to[code], place)]
    if faults:
        raise Faults(faults)
    kept, strangers = _countries(countries), set()
    rows, today = [], today or datetime.date.today()
    for code, mine in to.items():
        factor = _factor(by_code[code], mine, place)
        for fact in by_code[code]:
            area = _area(fact, mine)
            if area in kept:
                rows.append(_row(fact, area, factor, mine, today) | {"url": got.address or SITE})
            else:
                strangers.add("EU (whether of 27 or of 28 is not said)" if area == "EU" else fact.country)
    if not rows:
        raise RadrumError(f"{place}: it has no value of {', '.join(sorted(kept))}. Name others. Nothing is stored.")
    left_out += [f"Not asked for or not described in data/places: {', '.join(sorted(strangers))}."] if strangers else []
    values = _once(typed(rows), place)
    return Fetched(values, _about(to, got.address or SITE), _called(to), (*left_out, *_absent(values, countries)))


def _chosen(
    by_code: dict[str, list[Fact]], wanted: list[str], measure: str | None, place: str
) -> tuple[dict[str, Mapped], list[str]]:
    """Our measure of each code to take, and the codes that are left out since nobody has mapped them."""
    lacking = [code for code in wanted if code not in by_code]
    if lacking:
        remedy = f"It has {', '.join(sorted(by_code)[:12])}."
        raise Faults([Fault(place, f"it has no fact of '{code}'.", remedy) for code in lacking])
    known = [code for code in by_code if code in codes_of("desi")]
    taken = wanted or (list(by_code) if measure or not known else known)
    if measure and len(taken) > 1:
        found = f"it has {len(taken)} codes, {', '.join(sorted(taken)[:12])}, and --as names one measure."
        raise Faults([Fault(place, found, "Name one with --code.")])
    others = sorted(set(by_code) - set(taken))
    to = mapped("desi", taken, measure)
    same: dict[tuple[str, str], str] = {}
    for code, mine in to.items():
        other = same.setdefault((mine.measure.name, mine.segment), code)
        if other != code:
            raise Faults([Fault(place, f"{other} and {code} would both be {mine.measure.name}.", "Fetch one of them.")])
    return to, [f"Codes that measures.toml does not map: {', '.join(others)}."] if others else []


def _series(name: str) -> str | None:
    """The series of the index that a measure of ours belongs to."""
    return next((series for series in SERIES if name == series or name.startswith(f"{series}_")), None)


def _unlike(code: str, facts: list[Fact], to: Mapped, place: str) -> list[Fault]:
    """Why the facts of ``code`` cannot be the measure they are mapped to: above all the other series of the index."""
    indicator, breakdown, _ = code.split("/")
    name, ours = to.measure.name, _series(to.measure.name)
    where = f"{place}, {code}"
    if indicator not in INDEX:
        wrong = ours or name == "desi"
        return [Fault(where, f"is an indicator, and {name} is the index.", "Name another measure.")] if wrong else []
    dimension = next((series for series, codes in DIMENSIONS.items() if breakdown in codes), None)
    if indicator == PARTS and dimension:
        found = "is what a dimension adds to the whole, not its own score."
        return [Fault(where, found, f"Take desi_sliders/{breakdown}/pc_desi_sliders.")]
    if ours is None or (dimension and dimension != ours):
        found = f"{name} is not a measure of the index of {dimension or 'either series'}."
        return [Fault(where, found, f"The series are never joined: name {dimension or 'desi_2020 or desi_2022'}….")]
    outside = sorted({fact.year for fact in facts} - set(SERIES[ours]))
    if outside:
        span = f"{SERIES[ours][0]} to {SERIES[ours][-1]}"
        found = f"{name} is of {span}, and here is {', '.join(map(str, outside))}."
        return [Fault(where, found, "The series are never joined: name the other one.")]
    return []


def _factor(facts: list[Fact], to: Mapped, place: str) -> float:
    """What makes a value one of our unit: an index is 0-1 here, a score 0-100, and the service has both."""
    unit, ours = facts[0].unit, to.measure.unit
    kind = KINDS.get(unit) or next(
        (
            kind
            for begin, kind in {"pc_desi": "index", "pc": "percent", "nb_": "number"}.items()
            if unit.startswith(begin)
        ),
        "another unit",
    )
    where = f"{place}, {facts[0].code}"
    if kind == "index":
        values = [fact.value for fact in facts if fact.value is not None]
        of_one = [value for value in values if 0 < value <= 1]
        if of_one and len(of_one) < len([value for value in values if value]):
            found = f"some values are up to 1 and some up to {max(values):g}: it is not one scale."
            raise Faults([Fault(where, found, "Ask the Commission. Nothing is stored.")])
        kind = "index" if of_one else "score"
    factors = {("index", "score"): 100.0, ("score", "index"): 0.01}
    if kind != ours and (kind, ours) not in factors:
        found = f"its unit {unit} is {kind}, and {to.measure.name} is measured in {ours}."
        raise Faults([Fault(where, found, "Name another measure.")])
    return factors.get((kind, ours), 1.0)


def _countries(given: Iterable[str]) -> set[str]:
    known = places.areas()
    known = known[known["kind"].isin(["country", "union"])]
    faults = [
        Fault("--country", f"'{each}' is not a country that is described.", places.suggest(each))
        for each in given
        if each not in known.index
    ]
    if faults:
        raise Faults(faults)
    return set(given) or set(known.index)


def _area(fact: Fact, to: Mapped) -> str:
    """Our code of a fact's country. ``EU`` is the Union of 27, where it cannot be that of 28; else it stays ``EU``."""
    series = _series(to.measure.name)
    if fact.country == "EU" and (series == "desi_2022" or (series is None and (fact.edition or fact.year) > 2020)):
        return "EU27"
    return ours(fact.country)


def _row(fact: Fact, area: str, factor: float, to: Mapped, today: datetime.date) -> dict[str, Any]:
    value = None if fact.value is None else float(f"{fact.value * factor:.15g}")
    published = _published(fact, to, today)
    return {
        "area": area,
        "period": pd.Timestamp(fact.year, 1, 1),
        "measure": to.measure.name,
        "segment": to.segment,
        "base": COUNTED.get(fact.unit, "country"),
        "source": "Europeiska kommissionen",
        "published": published,
        "published_precision": "unknown" if pd.isna(published) else "year",
        "value": value,
        "decimals": _decimals(value, to.measure.unit),
        "unit": to.measure.unit,
        "status": fact.status,
        "comment": f"Flags: {fact.flags}" if len(fact.flags) > 1 else None,
    }


def _published(fact: Fact, to: Mapped, today: datetime.date) -> pd.Timestamp:
    """The last day of the edition's year, once that is past: its own day is not said."""
    series = _series(to.measure.name)
    edition = int(series.removeprefix("desi_")) if series else fact.edition
    return pd.Timestamp(edition, 12, 31) if edition and edition < today.year else pd.NaT


def _decimals(value: float | None, unit: str) -> int:
    if value is None:
        return 0
    return min(DECIMALS.get(unit, 2), len(f"{value:.12f}".rstrip("0").partition(".")[2]))


def _once(values: pd.DataFrame, place: str) -> pd.DataFrame:
    """The values. Raises ``Faults`` where one is said twice."""
    twice = values[values.duplicated(["area", "period", "measure", "segment", "published"])]
    if len(twice):
        row = twice.iloc[0]
        found = f"{row['area']} has {row['measure']} of {row['period']:%Y} twice."
        raise Faults([Fault(place, found, "Take one edition at a time. Nothing is stored.")])
    return values


def _absent(values: pd.DataFrame, countries: Iterable[str]) -> list[str]:
    """What is not there, by name: countries asked for, Norway, and of each measure and year those that others have."""
    areas = set(values["area"])
    told = [f"It has nothing of {', '.join(lacking)}."] if (lacking := sorted({*countries} - areas)) else []
    if "NO" not in areas and "NO" not in lacking:
        told.append("Norway is not part of it.")
    for (measure, period), some in values.groupby(["measure", "period"]):
        if without := sorted(areas - set(some["area"])):
            told.append(f"It has no {measure} of {period:%Y} for {', '.join(without)}.")
    return told


def _called(to: dict[str, Mapped]) -> str:
    names = sorted({mine.measure.name.replace("_", "-") for mine in to.values()})
    return "-".join(["desi", names[0].removeprefix("desi-"), *(["and-more"] if len(names) > 1 else [])])


def _about(to: dict[str, Mapped], address: str) -> dict[str, Any]:
    return {
        "producer": "European Commission",
        "title": f"Digital Decade DESI visualisation tool: {', '.join(to)}",
        "url": address,
        "published": "year of the edition",
        "language": "en",
        "licence": "CC BY 4.0 (commission.europa.eu/legal-notice_en)",
        "citation": "European Commission, DESI",
        "citation_derived": "own processing of European Commission, DESI",
        "comment": "Period is the year measured, published the last day of the edition's year. "
        "The index of 2015-2020 and that of 2017-2022 are series apart and never joined.",
    }
