"""Town and country: how far those outside built-up areas are behind those within."""

import pandas as pd

from radrum.measures.coverage import CARRIED, RESIDENTS, series
from radrum.measures.limits import limited

SEGMENTS = ("all", "urban", "rural")


def apart(
    statistics: pd.DataFrame,
    areas: list[str],
    measure: str,
    breaks: tuple[tuple[pd.Timestamp, str], ...] = (),
    *,
    bases: tuple[str, ...] = RESIDENTS,
) -> pd.DataFrame:
    """The shares in built-up areas and outside them, and the difference.

    One row per (area, period, base) with a value in at least one of the two, by area in the order given: ``area``,
    ``period``, ``base``, ``era``, ``all``, ``urban`` and ``rural`` in percent, each missing where it is not published,
    with ``all_decimals``, ``urban_decimals`` and ``rural_decimals``; ``difference``: urban - rural, and ``behind``:
    all - rural, in percentage points, with the decimals of the coarser of the two (``difference_decimals``,
    ``behind_decimals``), missing where either is, or is a limit; and of each of the three its ``urban_snapshot``,
    ``urban_status`` and so on, and what ``places.carry`` says of it, where they are carried.
    """
    same = ["area", "period", "base", "era"]
    cut = {each: series(statistics, areas, measure, breaks, bases=bases, segment=each) for each in SEGMENTS}
    found = pd.concat([cut["urban"], cut["rural"]])[same].drop_duplicates()
    for name in SEGMENTS:
        told = ["decimals", "snapshot", "status", *(each for each in CARRIED if each in cut[name])]
        columns = {"value": name} | {each: f"{name}_{each}" for each in told}
        found = found.merge(cut[name].rename(columns=columns)[[*same, *columns.values()]], on=same, how="left")
    for name, upper in (("difference", "urban"), ("behind", "all")):
        decimals = found[[f"{upper}_decimals", "rural_decimals"]].min(axis=1, skipna=False)
        vague = limited(found, f"{upper}_status") | limited(found, "rural_status")
        found = found.assign(
            **{
                name: (found[upper] - found["rural"]).mask(vague).round(6),
                f"{name}_decimals": decimals.astype("Int64"),
            }
        )
    place = found["area"].map({area: n for n, area in enumerate(areas)})
    return found.assign(place=place).sort_values(["place", "period"], ignore_index=True).drop(columns="place")
