"""Sources that disagree: shown, never averaged."""

import pandas as pd

SAME = ["area", "period", "measure", "segment", "base"]


def values(statistics: pd.DataFrame) -> pd.DataFrame:
    """Values that differ by more than the rounding with which they were published.

    One row per disputed (area, period, measure, segment, base): the columns of those, ``lowest``, ``highest`` and
    ``said``: a list of (source, value, decimals), highest first.
    """
    found = []
    for same, group in statistics.groupby(SAME, sort=True):
        half = 0.5 * 10.0 ** -group["decimals"].astype(float)
        if (group["value"] - half).max() < (group["value"] + half).min() + 1e-9:
            continue
        said = group.sort_values("value", ascending=False)[["source", "value", "decimals"]]
        found.append([*same, group["value"].min(), group["value"].max(), list(said.itertuples(index=False, name=None))])
    return pd.DataFrame(found, columns=[*SAME, "lowest", "highest", "said"])


def days(statistics: pd.DataFrame) -> pd.DataFrame:
    """Values for which sources give different days of publication.

    One row per (measure, period): ``measure``, ``period`` and ``said``: a list of (source, day, precision), earliest
    first.
    """
    found = []
    for same, group in statistics.groupby(["measure", "area", "period"], sort=True):
        said = group[["source", "published", "published_precision"]].dropna().drop_duplicates().sort_values("published")
        if said["published"].nunique() > 1 and said["source"].nunique() > 1:
            found.append([same[0], same[2], list(said.itertuples(index=False, name=None))])
    return pd.DataFrame(found, columns=["measure", "period", "said"])
