"""What had been published by the end of a day: the one function through which statistics and goals are read."""

import pandas as pd

SERIES = ["area", "period", "measure", "segment", "base", "source"]
GOAL = ["area", "measure", "segment", "base", "goal_year"]


def published_by(values: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The newest published row for each (area, period, measure, segment, base, source) at the end of ``as_of``.

    Where nothing is known of the day of publication, a row counts from the day it was retrieved.
    """
    seen = values["published"].fillna(values["retrieved"])
    known = values.assign(seen=seen)[seen <= as_of].sort_values("seen", kind="stable")
    newest = known.drop_duplicates(SERIES, keep="last").drop(columns="seen")
    return newest.sort_values(["measure", "area", "period"], kind="stable", ignore_index=True)


def adopted_by(goals: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The goals in force at the end of ``as_of``: a later one for the same area, measure, base and year replaces it."""
    known = goals[goals["adopted"] <= as_of].sort_values("adopted", kind="stable")
    newest = known.drop_duplicates(GOAL, keep="last")
    return newest.sort_values(["measure", "area", "goal_year"], kind="stable", ignore_index=True)
