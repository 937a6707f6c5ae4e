"""Shares in households: how many they stand for, and how many more are reached than before.

A count is a value of the measure named as the base. Shares of households are multiplied by counts of households and
by no other, those of town and country by theirs.
"""

import pandas as pd

from radrum.measures.coverage import series
from radrum.measures.growth import between
from radrum.measures.limits import half
from radrum.measures.settlements import SEGMENTS


def counted(statistics: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    """The number of households in each area: in all, in built-up areas and outside them.

    Rows as those of ``coverage.series``.
    """
    cuts = (series(statistics, areas, "households", bases=("households",), segment=segment) for segment in SEGMENTS)
    return pd.concat(cuts, ignore_index=True)


def beside(values: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """How many are counted where each share was measured.

    ``values`` come from ``coverage.series``, ``counts`` from ``counted``. One row per share, in their order: their
    columns, ``counted`` (how many: the count of the same area, base and segment nearest in time within the same
    calendar year) with its ``counted_snapshot``, and ``why`` it is missing: ``no_count`` (none of that area and
    segment), ``count_of_other_base`` or ``count_of_other_year``.
    """
    place, group, year = ["area", "segment"], ["area", "segment", "base"], ["area", "segment", "base", "year"]
    shares = values.assign(row=range(len(values)), year=values["period"].dt.year)
    numbers = counts.assign(year=counts["period"].dt.year, day=counts["period"], counted=counts["value"])
    numbers = numbers.rename(columns={"snapshot": "counted_snapshot"})
    paired = shares.merge(numbers[[*year, "day", "counted", "counted_snapshot"]], on=year, how="left")
    apart = (paired["period"] - paired["day"]).abs()
    nearest = paired.assign(apart=apart).sort_values(["row", "apart"], kind="stable").drop_duplicates("row")
    why = pd.Series("count_of_other_year", range(len(values)), dtype=object)
    why = why.mask(~_among(shares, numbers, group), "count_of_other_base").mask(
        ~_among(shares, numbers, place), "no_count"
    )
    counted = nearest["counted"].to_numpy(dtype=float)
    found = values.assign(counted=counted, counted_snapshot=nearest["counted_snapshot"].to_numpy())
    return found.assign(why=why.mask(pd.notna(counted), None).to_numpy())


def gained(values: pd.DataFrame, counts: pd.DataFrame, before: pd.Timestamp, period: pd.Timestamp) -> pd.DataFrame:
    """How many more households are reached in one period than in an earlier one.

    gained = value / 100 x counted - value before / 100 x counted before: households that were built with access count
    too. One row per area with a value in ``period``, most first, those without a number last: ``area``, ``base``,
    ``segment``, ``period_before``, ``period``, ``reached_before``, ``reached``, ``gained`` (all three in households,
    not rounded), ``within`` (how many the rounding of the two shares can hide), the ``counted_snapshot`` and
    ``counted_before_snapshot`` of the numbers of households, and ``why`` it is missing: as in ``growth.between`` or
    ``beside``.
    """
    changed = between(values, before, period)
    reached = {}
    for name, day in (("before", before), ("now", period)):
        cut = beside(values[values["period"] == day], counts).drop_duplicates("area").set_index("area")
        each = cut["counted"] / 100
        cut = cut.assign(reached=cut["value"] * each, hidden=half(cut["decimals"]) * each)
        reached[name] = cut.reindex(changed["area"]).set_axis(changed.index)
    then, now = reached["before"], reached["now"]
    alike = changed["why"].isna()
    found = changed.assign(
        reached_before=then["reached"],
        reached=now["reached"],
        gained=(now["reached"] - then["reached"]).where(alike),
        within=(now["hidden"] + then["hidden"]).where(alike),
        counted_snapshot=now["counted_snapshot"],
        counted_before_snapshot=then["counted_snapshot"],
        why=changed["why"].fillna(now["why"]).fillna(then["why"]),
    )
    columns = ["area", "base", "segment", "period_before", "period"]
    columns += ["reached_before", "reached", "gained", "within", "counted_snapshot", "counted_before_snapshot", "why"]
    return found[columns].sort_values(["gained", "area"], ascending=[False, True], ignore_index=True)


def _among(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Whether each of ``rows`` has a match among ``others`` in ``columns``."""
    found = pd.MultiIndex.from_frame(rows[columns]).isin(pd.MultiIndex.from_frame(others[columns]))
    return pd.Series(found, range(len(rows)), dtype=bool)
