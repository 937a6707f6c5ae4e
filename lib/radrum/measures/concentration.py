"""Where the households without access are: how few municipalities hold half of them."""

import pandas as pd

from radrum.measures.coverage import CARRIED
from radrum.measures.households import beside
from radrum.measures.limits import EXACT, half, limited


def uncovered(values: pd.DataFrame, counts: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    """The households without access in each of ``areas``, most first, and what they come to together.

    ``values`` and ``counts`` come from ``coverage.series``; the period is the newest that any of ``areas`` has a value
    for. One row per area, those without a number last:

    - ``area``, ``period``, ``base``, ``value``, ``decimals``, ``status``, ``counted`` (households), ``snapshot``,
      ``counted_snapshot`` and, of carried statistics, what is known of the value's making;
    - ``without``: (100 - value) / 100 x counted, in households, not rounded; ``within``: how many of them the rounding
      of the share can hide;
    - ``position``: 1 for the most; ``share`` of all the uncovered, ``together``: that of this and all before it, and
      ``areas_share``: position / number of areas with a value, all three in percent: the steps of a Lorenz curve;
    - ``half``: whether it is one of the fewest that hold half of them together;
    - ``why`` there is no number: ``no_value``, ``limit`` (only a limit of the share is published), or as in
      ``households.beside``.
    """
    own = values[values["area"].isin(areas)]
    own = own[own["period"] == own["period"].max()].drop_duplicates("area")
    known = beside(own, counts)
    found = pd.DataFrame({"area": pd.Series(areas, dtype="str")}).merge(known, on="area", how="left")
    vague = limited(found)
    found = found.assign(
        without=((100 - found["value"]) / 100 * found["counted"]).mask(vague),
        within=(half(found["decimals"]) / 100 * found["counted"]).mask(vague),
        why=found["why"].mask(vague, "limit").mask(found["value"].isna(), "no_value"),
    ).sort_values(["without", "area"], ascending=[False, True], ignore_index=True)
    numbered = found["without"].notna()
    position = numbered.cumsum().where(numbered).astype("Int64")
    total = found["without"].sum()
    share = 100 * found["without"] / total if total > 0 else found["without"] * float("nan")
    together = share.cumsum()
    columns = ["area", "period", "base", "value", "decimals", "status", "counted", "without", "within"]
    columns += [name for name in CARRIED if name in found]
    return found[[*columns, "snapshot", "counted_snapshot", "why"]].assign(
        position=position,
        share=share,
        together=together,
        areas_share=100 * position / max(int(numbered.sum()), 1),
        half=(together - share < 50 - EXACT) & numbered,
    )
