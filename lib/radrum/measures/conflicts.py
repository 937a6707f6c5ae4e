"""Sources that disagree: shown, never averaged."""

import pandas as pd

SAME = ["area", "period", "measure", "segment", "base"]


def values(statistics: pd.DataFrame) -> pd.DataFrame:
    """Values that differ by more than the rounding with which they were published.

    One row per disputed (area, period, measure, segment, base): the columns of those, ``lowest``, ``highest`` and
    ``said``: a list of (source, value, decimals), highest first.
    """
    found = []
    for same, group in statistics.dropna(subset="value").groupby(SAME, sort=True):
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
    for same, group in statistics.dropna(subset="published").groupby(["measure", "period"], sort=True):
        said = group.sort_values("published")[["source", "published", "published_precision"]].drop_duplicates()
        said = said[said["source"].isin(_contradicted(group))]
        if len(said):
            found.append([*same, list(said.itertuples(index=False, name=None))])
    return pd.DataFrame(found, columns=["measure", "period", "said"])


def _contradicted(values: pd.DataFrame) -> set[str]:
    """The sources that date the same value otherwise than another does."""
    contradicted: set[str] = set()
    for _, same in values.groupby(SAME):
        if same["published"].nunique() > 1 and same["source"].nunique() > 1:
            contradicted |= set(same["source"])
    return contradicted
