"""What was known at the end of a day: the one function through which every table of the register is read."""

from collections.abc import Sequence

import pandas as pd


def as_known(log: pd.DataFrame, key: Sequence[str], as_of: pd.Timestamp) -> pd.DataFrame:
    """The state of each thing as the log had it at the end of ``as_of``.

    One row per ``key``, in the order in which the log first names it, with the log's columns. Of the rows recorded by
    then, the last by (``recorded``, line) speaks for each (key, ``holds_from``); a row that is ``withdrawn`` unsays
    what it speaks of; of what is left, the newest ``holds_from`` on or before ``as_of`` is the state, and a thing whose
    state is ``ended`` is gone.
    """
    key = list(key)
    known = log[log["recorded"] <= as_of]
    spoken = known.sort_values("recorded", kind="stable").drop_duplicates([*key, "holds_from"], keep="last")
    standing = spoken[(spoken["change"] != "withdrawn") & (spoken["holds_from"] <= as_of)]
    current = standing.sort_values("holds_from", kind="stable").drop_duplicates(key, keep="last")
    current = current[current["change"] != "ended"]
    if current.empty:
        return current
    first = log.drop_duplicates(key).reset_index(drop=True).reset_index(names="first_line")[[*key, "first_line"]]
    order = current.reset_index(names="row").merge(first, on=key, how="left").sort_values("first_line", kind="stable")
    return order.set_index("row").drop(columns="first_line").rename_axis(index=None)
