"""What was known at the end of a day: the functions through which every table of the register is read."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd


def standing(log: pd.DataFrame, key: Sequence[str], as_of: pd.Timestamp) -> pd.DataFrame:
    """Every state that each thing has had, as the log had it at the end of ``as_of``.

    One row per (``key``, ``holds_from``), in the order of the log: of the rows recorded by then, the last by
    (``recorded``, line) speaks for it. What is withdrawn is not said; an end is a row like any other. The first row of
    a thing is its first baseline, the last its newest.
    """
    lines, _ = _held(log, key, as_of)
    return log.iloc[lines]


def as_known(log: pd.DataFrame, key: Sequence[str], as_of: pd.Timestamp) -> pd.DataFrame:
    """The state of each thing as the log had it at the end of ``as_of``.

    One row per ``key``, in the order in which what was recorded by then first names it, with the log's columns: the
    newest ``holds_from`` of ``standing``. A thing whose state is ``ended`` is gone.
    """
    lines, things = _held(log, key, as_of)
    newest = np.flatnonzero(_last(things))
    current = log.iloc[lines[newest[np.argsort(things[newest])]]]
    return current[current["change"] != "ended"]


def _held(log: pd.DataFrame, key: Sequence[str], as_of: pd.Timestamp) -> tuple[np.ndarray, np.ndarray]:
    """The rows of ``standing``: the line of each in the log, and the number of its thing, as the log first names it."""
    known = np.flatnonzero(log["recorded"] <= as_of)
    recorded, holds_from, change = (log[name].to_numpy()[known] for name in ("recorded", "holds_from", "change"))
    things = _numbered(log[name].to_numpy()[known] for name in key)
    by_day = np.argsort(recorded, kind="stable")
    spoken = by_day[_last(_numbered([things, holds_from])[by_day])]
    held = spoken[(change[spoken] != "withdrawn") & (holds_from[spoken] <= as_of.to_datetime64())]
    held = held[np.argsort(holds_from[held], kind="stable")]
    return known[held], things[held]


def _numbered(columns: Iterable[np.ndarray]) -> np.ndarray:
    """A number for what the columns say together in each row, given in the order in which the rows first say it."""
    numbers = 0
    for values in columns:
        codes, distinct = pd.factorize(values)
        numbers, _ = pd.factorize(numbers * (len(distinct) + 1) + codes)
    return numbers


def _last(numbers: np.ndarray) -> np.ndarray:
    """Whether no later row has the same number."""
    return ~pd.Index(numbers).duplicated(keep="last")
