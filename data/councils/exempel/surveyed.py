"""What the invented survey of broadband found: shares of households, drawn by lot, and how many households there are.

Households are counted each October in every municipality, in town (built-up areas) and in the country (outside them).
The shares of town and country, weighted with their households, come to the share of all, but for the rounding. Those of
the county are the sums of its municipalities'; the nation is drawn beside them. Of the nation's other counties only the
whole is known: they are drawn too, but for the ``rest``, which has what the nation has and the others have not.
"""

import math
from collections.abc import Callable, Iterable

from drawn import lot

Row = dict[str, object]
Shares = dict[str, dict[str, float]]  # of each area: the value of each segment
SEGMENTS = ("all", "urban", "rural")
HALVINGS = 60


def coverage(about: Row, places: Iterable[Row]) -> list[Row]:
    """The survey's rows: by measure and year, first all areas, then town, then country, then what was restated."""
    kinds = {place["area"]: place["kind"] for place in places}
    county, nation = (next(area for area, kind in kinds.items() if kind == each) for each in ("county", "country"))
    rows = []
    for measure, (level, pace) in about["measures"].items():
        for year, published in about["published"].items():
            since = int(year) - about["drawn_from"]
            found = _shares(about, county, nation, level, pace, since, homes(about, county, nation, year))
            row = _writer(year, measure, "percent", 1)
            hidden = {area for area in found if f"{area} {year} {measure}" in about["suppressed"]}
            for segment, area in ((segment, area) for segment in SEGMENTS for area in found):
                rows.append(row(area, segment, published, None if area in hidden else found[area][segment]))
            for area, change in about["restated"].get(f"{year} {measure}", {}).items():
                village = {"all": change, "rural": change / country_share(about, area)}
                for segment, less in village.items():
                    again = row(area, segment, about["restated_on"], found[area][segment] + less)
                    rows.append(again | {"comment": about["restated_why"]})
    for year, published in about["published"].items():
        row = _writer(year, "households", "number", 0)
        counted = homes(about, county, nation, year)
        rows += [row(area, segment, published, counted[area][segment]) for segment in SEGMENTS for area in counted]
    return rows


def homes(about: Row, county: str, nation: str, year: str) -> Shares:
    """How many households there are in each area: those of ``households`` in 2025, fewer each year before."""
    own = {area: _homes(about, area, number, year) for area, number in about["households"].items()}
    sums = {segment: sum(each[segment] for each in own.values()) for segment in SEGMENTS}
    whole = _homes(about, nation, about["nation"], year)
    others = {area: _homes(about, area, each["households"], year) for area, each in about["counties"].items()}
    rest = {segment: whole[segment] - sum(each[segment] for each in (sums, *others.values())) for segment in SEGMENTS}
    return {nation: whole, county: sums, **others, about["rest"]: rest, **own}


def _homes(about: Row, area: str, number: int, year: str) -> dict[str, float]:
    growth = about["growth"] * (0.5 + lot("households", area).random())
    every = round(number * (1 + growth) ** (int(year) - 2025))
    outside = round(every * country_share(about, area))
    return {"all": every, "urban": every - outside, "rural": outside}


def country_share(about: Row, area: str) -> float:
    """The part of an area's households that live outside built-up areas, 0 to 1: the smaller the area the more."""
    if area in about["counties"]:
        return about["counties"][area]["outside"]
    if area not in about["households"]:
        return about["nation_outside"]
    size = math.log(max(about["households"].values()) / about["households"][area])
    return min(0.7, 0.06 + 0.13 * size + 0.08 * lot("outside", area).random())


def _shares(about: Row, county: str, nation: str, level: float, pace: float, since: int, counted: Shares) -> Shares:
    """The share with access in each area and segment, in percent."""
    own = {area: _drawn(about, area, level, pace, since) for area in about["households"]}
    every = sum(own[area]["all"] * number for area, number in about["households"].items())
    whole = {"all": every / sum(about["households"].values())}
    for segment in ("urban", "rural"):
        reached = sum(own[area][segment] * counted[area][segment] for area in own)
        whole[segment] = reached / sum(counted[area][segment] for area in own)
    at = level + 0.35 + pace * 0.9 * since
    rural = share(at + about["rural"])
    town = (share(at) - about["nation_outside"] * rural) / (1 - about["nation_outside"])
    found = {nation: {"all": share(at), "urban": town, "rural": rural}, county: whole}
    found |= {area: _drawn(about, area, level, pace, since) for area in about["counties"]}
    return found | {about["rest"]: _rest(found, nation, counted, counted[about["rest"]])} | own


def _drawn(about: Row, area: str, level: float, pace: float, since: int) -> dict[str, float]:
    """The share with access in an area, in its towns and in its country."""
    every = _curve(about, area, level, pace, since)
    town = _town(every, country_share(about, area), about["apart"])
    return {"all": every, "urban": share(town), "rural": share(town - about["apart"])}


def _rest(found: Shares, nation: str, counted: Shares, homes: dict[str, float]) -> dict[str, float]:
    """The share in the county with so many ``homes`` whose households are those of the nation that no other has."""
    reached = {area: {each: shares[each] * counted[area][each] for each in SEGMENTS} for area, shares in found.items()}
    whole = reached.pop(nation)
    return {each: (whole[each] - sum(own[each] for own in reached.values())) / homes[each] for each in SEGMENTS}


def _curve(about: Row, area: str, level: float, pace: float, since: int) -> float:
    """The share of an area, which stands in the same place on the curve of every measure."""
    chance = lot("coverage", area)
    start = level + about["lead"].get(area, 0) + 0.9 * (chance.random() - 0.5)
    return share(start + pace * (0.75 + 0.5 * chance.random()) * since)


def _town(every: float, outside: float, apart: float) -> float:
    """The log-odds in town that with those in the country, ``apart`` lower, come to the share of all."""
    low, high = -20.0, 20.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        come_to = (1 - outside) * share(middle) + outside * share(middle - apart)
        low, high = (middle, high) if come_to < every else (low, middle)
    return low


def share(height: float) -> float:
    """A share in percent from its log-odds, never quite 0 or 100."""
    return min(99.9, 100 / (1 + math.exp(-height)))


def _writer(year: str, measure: str, unit: str, decimals: int) -> Callable[[str, str, str, float | None], Row]:
    """What every row of a measure and a year says, to be given its area, segment, day of publication and value."""

    def row(area: str, segment: str, published: str, value: float | None) -> Row:
        return {
            "area": area,
            "period": f"{year}-10-01",
            "measure": measure,
            "segment": segment,
            "base": "households",
            "source": "MED",
            "published": published,
            "published_precision": "day",
            "value": "" if value is None else f"{value:.{decimals}f}",
            "decimals": decimals,
            "unit": unit,
            "status": "suppressed" if value is None else "",
        }

    return row
