"""What the agencies have published since an earlier day, each difference with one cause."""

from collections.abc import Mapping

import pandas as pd

SERIES = ["area", "period", "measure", "segment", "base", "source"]
SAME = ["area", "period", "measure", "segment", "base"]
CAUSES = ("new_period", "restated", "method_changed", "not_known_before")


def statistics(
    before: pd.DataFrame, now: pd.DataFrame, areas: list[str], breaks: Mapping[str, tuple[pd.Timestamp, ...]]
) -> pd.DataFrame:
    """Every difference of the published values of ``areas`` between two days.

    ``before`` and ``now`` are the statistics as published by each day; ``breaks`` the days on which a measure's
    definition changed. One row per (area, period, measure, segment, base, source) that is new or has another value:
    those columns, ``value_before``, ``value``, ``decimals``, ``published`` with ``published_precision``, ``snapshot``
    and ``cause``: ``restated`` where the value differs, ``method_changed`` where it is the first of its series after
    its definition changed, ``new_period`` where it is newer than every period known of its series (of a
    series that was not known at all, the newest period), else ``not_known_before``: an older period, or a value that
    another source had published.
    """
    before, now = (each[each["area"].isin(areas)] for each in (before, now))
    old = before[[*SERIES, "value"]].rename(columns={"value": "value_before"}).assign(known=True)
    merged = now.merge(old, on=SERIES, how="left")
    known = merged["known"].eq(True).fillna(False)
    same = merged["value"].eq(merged["value_before"]) | (merged["value"].isna() & merged["value_before"].isna())
    found = merged[~(known & same)].copy()
    series = ["area", "measure", "segment", "base"]
    newest = before.groupby(series)["period"].max().rename("newest").reset_index()
    found = found.merge(newest, on=series, how="left")
    elsewhere = pd.MultiIndex.from_frame(found[SAME]).isin(pd.MultiIndex.from_frame(before[SAME]))
    broken = [
        pd.notna(row.newest) and any(row.newest < day <= row.period for day in breaks.get(row.measure, ()))
        for row in found.itertuples()
    ]
    last = now.groupby(series)["period"].max().rename("last").reset_index()
    last = found[series].merge(last, on=series, how="left")["last"]
    later = (found["period"] > found["newest"]) | (found["newest"].isna() & (found["period"] == last))
    cause = pd.Series("not_known_before", found.index).mask(later & ~elsewhere, "new_period")
    cause = cause.mask(pd.Series(broken, found.index, dtype=bool), "method_changed")
    cause = cause.mask(found["known"].eq(True).fillna(False), "restated")
    columns = [*SERIES, "value_before", "value", "decimals", "published", "published_precision", "snapshot"]
    return found.assign(cause=cause)[[*columns, "cause"]].reset_index(drop=True)


def new_goals(goals: pd.DataFrame, area: str, nation: str, since: pd.Timestamp | None) -> pd.DataFrame:
    """The goals for an area or its nation adopted after ``since``; all of them where that is None.

    Rows of ``goals``; what area and nation have alike stands once.
    """
    binding = goals["area"].isin([area, nation])
    new = goals[binding & (goals["adopted"] > _day(since))]
    return new.drop_duplicates(["measure", "segment", "goal_year", "value"]).reset_index(drop=True)


def _day(since: pd.Timestamp | None) -> pd.Timestamp:
    return pd.Timestamp.min if since is None else since
