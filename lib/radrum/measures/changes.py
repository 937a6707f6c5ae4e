"""What is known now that was not known on an earlier day."""

import pandas as pd

SAME = ["area", "period", "measure", "segment", "base"]


def new_rows(now: dict[str, pd.DataFrame], since: pd.Timestamp | None) -> pd.DataFrame:
    """How many rows of each table of the register were recorded after ``since``; all of them where that is None.

    One row per table with any: ``table``, ``rows``.
    """
    counted = [(table, int((rows["recorded"] > _day(since)).sum())) for table, rows in now.items() if len(rows)]
    return pd.DataFrame([each for each in counted if each[1]], columns=["table", "rows"])


def new_statistics(statistics: pd.DataFrame, areas: list[str], since: pd.Timestamp | None) -> pd.DataFrame:
    """The statistics of ``areas`` published after ``since``; all of them where that is None.

    A value that some source had published before is not new. One row per (measure, period): ``measure``, ``period``,
    ``published`` with ``published_precision`` (the first of its values' days) and ``figures`` (how many).
    """
    statistics = statistics[statistics["area"].isin(areas)]
    seen = statistics["published"].fillna(statistics["retrieved"])
    first = seen.groupby([statistics[name] for name in SAME]).transform("min")
    fresh = statistics[first > _day(since)]
    grouped = fresh.groupby(["measure", "period"], sort=True)
    return grouped.agg(
        published=("published", "min"), published_precision=("published_precision", "first"), figures=("value", "size")
    ).reset_index()


def new_goals(goals: pd.DataFrame, area: str, nation: str, since: pd.Timestamp | None) -> pd.DataFrame:
    """The goals for an area or its nation adopted after ``since``; all of them where that is None.

    Rows of ``goals``; what area and nation have alike stands once.
    """
    binding = goals["area"].isin([area, nation])
    new = goals[binding & (goals["adopted"] > _day(since))]
    return new.drop_duplicates(["measure", "goal_year", "value"]).reset_index(drop=True)


def _day(since: pd.Timestamp | None) -> pd.Timestamp:
    return pd.Timestamp.min if since is None else since
