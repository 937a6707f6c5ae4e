"""Who stands where: ranks among municipalities, counties and similar areas, and against another area."""

from typing import Any

import numpy as np
import pandas as pd

from radrum.measures.coverage import CARRIED
from radrum.measures.limits import EXACT, bounds, half, limited

ENOUGH = 3  # others of its size: among fewer there is no place to stand
LIKE = {
    "counted": "float64",
    "counted_snapshot": "object",
    "like_of": "int64",
    "like_known": "int64",
    "like_snapshots": "object",
    "like_rank": "Int64",
    "like_tied": "Int64",
    "like_worst": "Int64",
    "middle": "float64",
    "apart": "float64",
    "apart_decimals": "Int64",
}  # what standings says of an area among those of its size, and the type of each column


def alike(areas: pd.DataFrame, area: str, day: pd.Timestamp, kind: str = "") -> list[str]:
    """Codes of all areas of the country of ``area`` that existed on ``day`` and are of its kind, or of ``kind``.

    ``areas`` are those of the dossier.
    """
    country = areas.index.str.split("-").str[0] == area.split("-")[0]
    begun = areas["valid_from"].isna() | (areas["valid_from"] <= day)
    standing = areas["valid_to"].isna() | (areas["valid_to"] >= day)
    return sorted(areas.index[country & (areas["kind"] == (kind or areas.at[area, "kind"])) & begun & standing])


def similar(counts: pd.DataFrame, area: str, among: list[str], *, most: int = 7, times: float = 2) -> pd.DataFrame:
    """The areas nearest in size: those whose number of households is nearest to the area's in ratio.

    ``counts`` come from ``households.counted``. Sizes are compared for the newest period that the area itself has. One
    row per area, itself first (``ratio`` 1), then the nearest, ``most`` of them, none more than so many ``times``
    larger or smaller: ``area``, ``period``, ``counted``, ``snapshot`` and ``ratio`` (its size / the area's). Distance
    is |ln ratio|; ties by code. Empty where the size of the area is not known or nought: nobody is similar to what is
    not known.
    """
    sized = counts[counts["area"].isin([*among, area]) & (counts["segment"] == "all") & (counts["value"] > 0)]
    mine = (sized["area"] == area).to_numpy()
    newest = sized["period"].to_numpy() == sized["period"][mine].max()
    same = sized[newest].drop_duplicates("area")
    size = sized["value"].to_numpy()[mine & newest]
    ratio = same["value"].to_numpy() / (size[0] if len(size) else np.nan)
    far = np.where(same["area"] == area, -1, np.abs(np.log(ratio)))
    order = np.lexsort((same["area"].to_numpy(dtype=str), far))
    order = order[far[order] <= np.log(times) + EXACT][: most + 1]
    found = same.iloc[order]
    columns = {name: found[name].array for name in ("area", "period", "value", "snapshot")}
    return pd.DataFrame(columns | {"ratio": ratio[order]}).rename(columns={"value": "counted"})


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
    the better rank and the next is left out; of a limit the best that it can have), ``tied`` (how many share it),
    ``known`` (how many have a value), ``rank_of_known`` (its rank among these at worst: another than ``rank`` only
    where limits leave it open), ``of`` (how many were asked for) and ``rank_at_worst``: its rank if every area without
    a value were better too. The rank is proved only where that is the same; "last" only where ``known`` equals ``of``.
    ``nation`` are its values, where ``areas`` are all that it consists of: who is better than it has another after
    itself, for not all can be better than their mean.
    """
    own = values[values["area"].isin(areas) & values[column].notna()]
    best, worst = _ends(own, column, better)
    same = [own["period"], own["base"]]
    groups = best.groupby(same, sort=False).ngroup()
    known = groups.groupby(groups).transform("size").astype("int64")
    tied = best.groupby([*same, best, worst]).transform("size").mask(best != worst, 1).astype("int64")
    if (best == worst).all():
        rank = among = best.groupby(same).rank(method="min").astype("int64")
    else:
        rank, among = pd.Series(0, own.index), pd.Series(0, own.index)
        for at in groups.groupby(groups).groups.values():
            rank[at], among[at] = _places(best[at].to_numpy(), worst[at].to_numpy())
    last = among + len(areas) - known
    if nation is not None:
        above = worst < _best_mean(nation, column, better).reindex(pd.MultiIndex.from_arrays(same)).to_numpy(
            dtype=float
        )
        last = last.mask(above & (last == len(areas)) & (rank < last), len(areas) - 1)
    found = own.assign(rank=rank, tied=tied, known=known, rank_of_known=among, of=len(areas), rank_at_worst=last)
    return found.sort_values(["period", "base", "rank", "rank_of_known", "area"], kind="stable", ignore_index=True)


def _ends(values: pd.DataFrame, column: str, better: str) -> tuple[pd.Series, pd.Series]:
    """The best and the worst that each value can be, lower being better: the same but for a limit."""
    least, most = bounds(values) if column == "value" else (values[column], values[column])
    return (-most.round(6), -least.round(6)) if better == "higher" else (least.round(6), most.round(6))


def _best_mean(nation: pd.DataFrame, column: str, better: str) -> pd.Series:
    """The best that the nation's value can be, by period and base, lower being better: as far as rounding lets it."""
    known = nation.dropna(subset=column).drop_duplicates(["period", "base"])
    hidden = half(known["decimals"]).mask(limited(known), 0.0) if column == "value" else known["within"]
    return (_ends(known, column, better)[0] - hidden - EXACT).set_axis(
        pd.MultiIndex.from_frame(known[["period", "base"]])
    )


def _places(best: np.ndarray, worst: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rank of each at best and at worst: after all that must be better, after all that can be."""
    before = np.searchsorted(np.sort(worst), best)
    perhaps = np.searchsorted(np.sort(best), worst) - (best < worst)  # less itself
    return 1 + before, 1 + perhaps


def standings(
    values: pd.DataFrame, counts: pd.DataFrame, areas: list[str], among: list[str], *, better: str = "higher"
) -> pd.DataFrame:
    """How each of ``areas`` stands among them all, and among those of its size in ``among``.

    ``values`` come from ``coverage.series``, ``counts`` from ``households.counted``; the period is the newest that any
    of ``areas`` has a value for. One row per area with a value, by how far it is ahead of those of its size, and those
    that cannot be set against any last:

    - ``area``, ``period``, ``base``, ``value``, ``decimals``, ``status``, ``snapshot`` and, of carried statistics, what
      is known of the value's making;
    - ``rank``, ``tied``, ``known``, ``rank_of_known``, ``of`` and ``rank_at_worst`` among ``areas``: see ``ranks``;
    - ``counted``: its households, missing where not known, and their ``counted_snapshot``;
    - ``like_of``: how many are of its size (see ``similar``) with itself, and ``like_known``: how many of these have a
      value; ``like_snapshots``: those that the numbers of households and the values of all these are from;
      ``like_rank``, ``like_tied`` and ``like_worst``: its rank among them, as in ``ranks``;
    - ``middle``: the median of the values of the others of its size, and ``apart``: value - middle in percentage
      points, with ``apart_decimals``, those of the coarsest of the values.

    Where fewer than ``ENOUGH`` others of its size have a value, or only a limit of its own is published, the rank and
    the middle are missing; limits of others count as no value.
    """
    own = values[values["area"].isin(areas)]
    now = values[values["period"] == own["period"].max()]
    ranked = ranks(now, areas, better=better)
    sized = counts[counts["area"].isin([*areas, *among]) & (counts["segment"] == "all")]
    known = {base: rows.drop_duplicates("area").set_index("area") for base, rows in now.groupby("base")}
    found = [_among_similar(row, known, sized, better) for row in ranked[["area", "base"]].itertuples()]
    told = ranked.join(pd.DataFrame(found, ranked.index, columns=list(LIKE)).astype(LIKE))
    columns = ["area", "period", "base", "value", "decimals", "status", "snapshot"]
    columns += [*(name for name in CARRIED if name in told), "rank", "tied", "known", "rank_of_known", "of"]
    columns += ["rank_at_worst", *LIKE]
    far = told["apart"] * (-1 if better == "higher" else 1)
    order = told.assign(far=far).sort_values(["far", "rank", "area"], kind="stable", ignore_index=True)
    return order[columns]


def _among_similar(row: Any, now: dict[str, pd.DataFrame], counts: pd.DataFrame, better: str) -> dict[str, Any]:
    """The columns ``LIKE`` of ``standings`` for the area and base of ``row``; ``now`` are the values of each base."""
    sizes = similar(counts, row.area, list(counts["area"]))
    if sizes.empty:
        return {"like_of": 0, "like_known": 0}
    size, of = sizes.iloc[0], len(sizes)
    values = now[row.base].reindex(sizes["area"]).dropna(subset="value")
    values = values[~limited(values)]
    said = {"counted": size["counted"], "counted_snapshot": size["snapshot"], "like_of": of, "like_known": len(values)}
    if len(values) <= ENOUGH or values.index[0] != row.area:
        return said
    said["like_snapshots"] = sorted({*sizes["snapshot"], *values["snapshot"]})
    shown = (values["value"].round(6) * (-1 if better == "higher" else 1)).to_numpy()  # its own stands first
    rank, tied = 1 + int((shown < shown[0]).sum()), int((shown == shown[0]).sum())
    said |= {"like_rank": rank, "like_tied": tied, "like_worst": rank + of - len(values)}
    middle = float(np.median(values["value"].iloc[1:]))
    apart = round(float(values["value"].iloc[0]) - middle, 6)
    return said | {"middle": middle, "apart": apart, "apart_decimals": values["decimals"].min()}


def against(values: pd.DataFrame, area: str, other: str) -> pd.DataFrame:
    """One area against another, as a county against its nation, for each period and base that both have.

    One row per period, oldest first: ``period``, ``base``, ``era``, ``own``, ``other``; ``apart``: own - other in
    percentage points, with ``decimals``, those of the coarser of the two; ``standing``: ``above``, ``below``, or
    ``level`` where the distance is nought with those decimals; ``first``: True where no earlier row of the same era
    and base has that standing; ``earlier``: how many of these there are before it. "For the first time" is proved only
    as far back as the rows go.
    What has only a limit published has no row.
    """
    same = ["period", "base", "era"]
    columns = [*same, "value", "decimals", "snapshot"]
    values = values[~limited(values)]
    own, their = (values.loc[values["area"] == each, columns] for each in (area, other))
    both = own.merge(their.drop(columns="snapshot"), on=same, suffixes=("", "_other")).sort_values(same)
    decimals = both[["decimals", "decimals_other"]].min(axis=1).astype("Int64")
    apart = (both["value"] - both["value_other"]).round(6)
    named = pd.Series("above", both.index, dtype=object).mask(apart < 0, "below")
    named = named.mask(apart.abs() < half(decimals) - EXACT, "level")
    found = both.assign(own=both["value"], other=both["value_other"], apart=apart, decimals=decimals, standing=named)
    alike = found.groupby(["era", "base"], sort=False)
    found = found.assign(first=~found.duplicated(["era", "base", "standing"]), earlier=alike.cumcount())
    columns = [*same, "own", "other", "apart", "decimals", "standing", "first", "earlier", "snapshot"]
    return found[columns].reset_index(drop=True)
