"""What was known at the end of a day: the functions through which every table of the register is read."""

from collections.abc import Sequence

import pandas as pd


def standing(log: pd.DataFrame, key: Sequence[str], as_of: pd.Timestamp) -> pd.DataFrame:
    """Every state that each thing has had, as the log had it at the end of ``as_of``.

    One row per (``key``, ``holds_from``), in the order of the log: of the rows recorded by then, the last by
    (``recorded``, line) speaks for it. What is withdrawn is not said; an end is a row like any other. The first row of
    a thing is its first baseline, the last its newest.
    """
    known = log[log["recorded"] <= as_of]
    spoken = known.sort_values("recorded", kind="stable").drop_duplicates([*key, "holds_from"], keep="last")
    held = spoken[(spoken["change"] != "withdrawn") & (spoken["holds_from"] <= as_of)]
    return held.sort_values("holds_from", kind="stable")


def as_known(log: pd.DataFrame, key: Sequence[str], as_of: pd.Timestamp) -> pd.DataFrame:
    """The state of each thing as the log had it at the end of ``as_of``.

    One row per ``key``, in the order in which what was recorded by then first names it, with the log's columns: the
    newest ``holds_from`` of ``standing``. A thing whose state is ``ended`` is gone.
    """
    key = list(key)
    current = standing(log, key, as_of).drop_duplicates(key, keep="last")
    current = current[current["change"] != "ended"]
    if current.empty:
        return current
    known = log[log["recorded"] <= as_of]
    first = known.drop_duplicates(key).reset_index(drop=True).reset_index(names="first_line")[[*key, "first_line"]]
    order = current.reset_index(names="row").merge(first, on=key, how="left").sort_values("first_line", kind="stable")
    return order.set_index("row").drop(columns="first_line").rename_axis(index=None)
