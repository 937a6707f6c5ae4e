"""Who stands where: ranks among municipalities, counties and similar areas, and against another area."""

import numpy as np
import pandas as pd

from radrum.measures.growth import EXACT, half


def groups(areas: pd.DataFrame, area: str, day: pd.Timestamp) -> dict[str, list[str]]:
    """With whom an area can be ranked: codes of those of its own kind that existed on ``day``, itself included.

    ``areas`` are those of the dossier. ``county``: the municipalities of its county (for a municipality);
    ``country``: all of its kind in its country.
    """
    kind, country = areas.at[area, "kind"], area.split("-")[0]
    begun = areas["valid_from"].isna() | (areas["valid_from"] <= day)
    standing = areas["valid_to"].isna() | (areas["valid_to"] >= day)
    alike = areas[(areas["kind"] == kind) & begun & standing]
    own = alike[alike.index.str.split("-").str[0] == country]
    found = {"country": sorted(own.index)}
    if kind == "municipality":
        found = {"county": sorted(own.index[own["part_of"] == areas.at[area, "part_of"]])} | found
    return found


def similar(counts: pd.DataFrame, area: str, among: list[str], *, most: int = 7) -> pd.DataFrame:
    """The areas nearest in size: those whose number of households (or inhabitants) is nearest to the area's in ratio.

    ``counts`` come from ``coverage.series`` of a count. Sizes are compared for the newest period that the area itself
    has. One row per area, itself first (``ratio`` 1), then the nearest, ``most`` of them: ``area``, ``period``,
    ``counted`` and ``ratio`` (its size / the area's). Distance is |ln ratio|; ties by code. Empty where the size of the
    area is not known or nought: nobody is similar to what is not known.
    """
    sized = counts[counts["area"].isin([*among, area]) & (counts["value"] > 0)]
    own = sized[sized["area"] == area].sort_values("period").tail(1)
    period = own["period"].iloc[0] if len(own) else pd.NaT
    same = sized[sized["period"] == period].drop_duplicates("area")
    ratio = same["value"] / (own["value"].iloc[0] if len(own) else float("nan"))
    found = same.assign(counted=same["value"], ratio=ratio, far=np.log(ratio.astype(float)).abs())
    found = found.assign(far=found["far"].where(found["area"] != area, -1)).sort_values(["far", "area"])
    return found.head(most + 1)[["area", "period", "counted", "ratio"]].reset_index(drop=True)


def ranks(
    values: pd.DataFrame,
    areas: list[str],
    *,
    column: str = "value",
    better: str = "higher",
    nation: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The rank of each of ``areas`` that has a value, within each period and base.

    ``values`` come from ``coverage.series``, or from ``growth.between`` with ``column="change"``. One row per area and
    period, by period, best first: the columns of ``values`` and ``rank`` (1 is best; equal values, as published, share
    the better rank and the next is left out), ``tied`` (how many share it), ``known`` (how many have a value), ``of``
    (how many were asked for) and ``rank_at_worst``: its rank if every area without a value were better. The rank is
    proved only where that is the same; "last" only where ``known`` equals ``of``. ``nation`` are its values, where
    ``areas`` are all that it consists of: who is better than it has another after itself, for not all can be better
    than their mean.
    """
    own = values[values["area"].isin(areas) & values[column].notna()]
    shown = own[column].round(6) * (-1 if better == "higher" else 1)
    same = [own["period"], own["base"]]
    rank = shown.groupby(same).rank(method="min").astype("int64")
    known = shown.groupby(same).transform("size").astype("int64")
    tied = shown.groupby([*same, shown]).transform("size").astype("int64")
    worst = rank + len(areas) - known
    if nation is not None:
        mean = nation.dropna(subset=column).drop_duplicates(["period", "base"]).set_index(["period", "base"])[column]
        mean = mean.reindex(pd.MultiIndex.from_arrays(same)).to_numpy(dtype=float)
        above = shown < np.round(mean, 6) * (-1 if better == "higher" else 1)
        worst = worst.mask(above & (worst == len(areas)) & (rank < worst), len(areas) - 1)
    found = own.assign(rank=rank, tied=tied, known=known, of=len(areas), rank_at_worst=worst)
    return found.sort_values(["period", "base", "rank", "area"], kind="stable", ignore_index=True)


def standing(
    values: pd.DataFrame,
    area: str,
    within: dict[str, list[str]],
    *,
    column: str = "value",
    better: str = "higher",
) -> pd.DataFrame:
    """The rank of one area in each of several groups, period by period.

    ``within`` names the groups: those of ``groups``, and ``similar`` areas. One row per group and period in which the
    area has a value: ``group``, ``period``, ``base``, ``column``'s value as ``value``, ``rank``, ``tied``, ``known``,
    ``of``, ``rank_at_worst``, and ``best`` and ``worst``: codes of the first and the last with a value.
    """
    names = ["group", "period", "base", "value", "rank", "tied", "known", "of", "rank_at_worst", "best", "worst"]
    found = []
    for group, areas in within.items():
        ranked = ranks(values, areas, column=column, better=better)
        ends = ranked.groupby(["period", "base"])["area"].agg(best="first", worst="last")
        own = ranked[ranked["area"] == area].assign(group=group, value=lambda rows: rows[column])
        found.append(own.join(ends, on=["period", "base"])[names])
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=names)


def against(values: pd.DataFrame, area: str, other: str) -> pd.DataFrame:
    """One area against another, as a county against its nation, for each period and base that both have.

    One row per period, oldest first: ``period``, ``base``, ``era``, ``own``, ``other``; ``apart``: own - other in
    percentage points, with ``decimals``, those of the coarser of the two; ``standing``: ``above``, ``below``, or
    ``level`` where the distance is nought with those decimals; ``first``: True where no earlier row has that standing;
    ``earlier``: how many rows there are before it. "For the first time" is proved only as far back as the rows go.
    """
    same = ["period", "base", "era"]
    columns = [*same, "value", "decimals", "snapshot"]
    own, their = (values.loc[values["area"] == each, columns] for each in (area, other))
    both = own.merge(their.drop(columns="snapshot"), on=same, suffixes=("", "_other")).sort_values(same)
    decimals = both[["decimals", "decimals_other"]].min(axis=1).astype("Int64")
    apart = (both["value"] - both["value_other"]).round(6)
    named = pd.Series("above", both.index, dtype=object).mask(apart < 0, "below")
    named = named.mask(apart.abs() < half(decimals) - EXACT, "level")
    found = both.assign(own=both["value"], other=both["value_other"], apart=apart, decimals=decimals, standing=named)
    found = found.assign(first=~named.duplicated(), earlier=range(len(both)))
    columns = [*same, "own", "other", "apart", "decimals", "standing", "first", "earlier", "snapshot"]
    return found[columns].reset_index(drop=True)
