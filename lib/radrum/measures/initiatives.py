"""What the papers say of each initiative, and what they leave out."""

import pandas as pd

ASPECTS = {
    "goal": ["goal", "effect_goal"],
    "owner": ["owner"],
    "time": ["start_earliest", "start_latest", "start_ongoing", "end_earliest", "end_latest", "end_ongoing"],
    "money": ["budget", "budget_comment", "funding"],
}


def stated(initiatives: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """The initiatives with which of goal, owner, time and money the papers state.

    Adds a flag for each of ``ASPECTS``: True where at least one of its columns is filled; a dated step counts as time,
    words without a day do not.
    """
    flags = {aspect: initiatives[columns].notna().any(axis=1) for aspect, columns in ASPECTS.items()}
    dated = initiatives["initiative"].isin(milestones["initiative"])
    flags["time"] = flags["time"] | dated
    return initiatives.assign(**{f"states_{aspect}": flag for aspect, flag in flags.items()})


def stated_by_area(described: pd.DataFrame) -> pd.DataFrame:
    """How many initiatives of each area state each aspect.

    One row per area, largest first: ``area``, ``initiatives`` (how many) and a count for each of ``ASPECTS``.
    """
    flags = [f"states_{aspect}" for aspect in ASPECTS]
    counted = described.groupby("area", sort=False)[flags].sum().astype(int)
    counted.columns = list(ASPECTS)
    counted = counted.assign(initiatives=described.groupby("area", sort=False).size()).reset_index()
    return counted.sort_values(["initiatives", "area"], ascending=[False, True], ignore_index=True)
