"""What is different in the register between two days, each difference with one cause.

What was known on the first day, with the differences applied, is what is known on the second.
"""

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from radrum.measures.turns import turn_of

LOG = ["cleared", "recorded", "holds_from", "change", "source"]
CAUSES = (
    "moved",
    "joined",
    "left",
    "replanned",
    "newly_answered",
    "corrected",
    "withdrawn",
    "not_known_before",
)
UNANSWERED = {"rollout": ("no_answer", "not_asked"), "decisions": ("asked", "not_asked")}
PLANS = ("due", "start", "end", "date", "when", "contract_end", "freeze_date", "send_date")
COLUMNS = ["table", "key", "column", "before", "now", "cause", "thing", "recorded", "source"]


class Compared(Protocol):
    """A table on two days: the names of its ``key``, and every state of each thing as known ``before`` and ``now``."""

    key: list[str]
    before: pd.DataFrame
    now: pd.DataFrame


def register(tables: Mapping[str, Compared], since: pd.Timestamp) -> pd.DataFrame:
    """Every difference of the register between the end of ``since`` and now.

    One row per thing that came or went, and per cell that differs of a thing known on both days: ``table``, ``key``
    (a tuple), ``column`` (empty where the whole thing came or went), ``before`` and ``now`` (its values; missing where
    it was or is not known), ``cause``, one of ``CAUSES``, ``thing``: its values now, or before where it is gone, and
    the ``recorded`` and ``source`` of the row that speaks.

    The cause follows from which day each state holds from. A state that holds from after ``since`` is news: a thing
    ``joined`` or ``left``, was ``replanned`` where a planned day differs, is ``newly_answered`` where nothing had been
    answered, or ``moved``. A state that held on ``since`` already was said otherwise then: ``corrected`` where the
    same day's state is told anew, ``withdrawn`` where what was said is taken back, else ``not_known_before``.
    """
    found = [_of_table(name, each, since) for name, each in tables.items()]
    rows = [row for part in found for row in part]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object).astype({"recorded": "datetime64[ns]"})


def _of_table(table: str, compared: Compared, since: pd.Timestamp) -> list[tuple]:
    key = compared.key
    if compared.now["recorded"].max() <= since and len(compared.now) == len(compared.before):
        return []
    before, now = _last(compared.before, key), _last(compared.now, key)
    held = compared.now.loc[compared.now["holds_from"] <= since, [*key, "holds_from"]].astype(object)
    stands = set(held.itertuples(index=False, name=None))
    rows = []
    for name in dict.fromkeys([*before, *now]):
        old, new = before.get(name), now.get(name)
        old_gone, new_gone = (state is None or state["change"] == "ended" for state in (old, new))
        if old_gone and new_gone:
            continue
        speaks = new if new is not None else old
        cause = _cause(name, old, new, since, stands)
        told = _whole(old if new_gone else new, False), speaks["recorded"], speaks["source"]
        if old_gone or new_gone:
            news = "joined" if old_gone else "left"
            rows.append((table, name, "", _whole(old, old_gone), _whole(new, new_gone), cause or news, *told))
            continue
        for column in speaks:
            if column in LOG or column in key or _alike(old[column], new[column]):
                continue
            news = cause or _news(table, column, old[column], new[column])
            rows.append((table, name, column, old[column], new[column], news, *told))
    return rows


def _last(history: pd.DataFrame, key: list[str]) -> dict[tuple, dict]:
    """The newest state of each thing, ended or not, by its key."""
    newest = history.drop_duplicates(key, keep="last").astype(object)
    rows = (dict(zip(newest, values, strict=True)) for values in newest.itertuples(index=False, name=None))
    return {tuple(row[name] for name in key): row for row in rows}


def _whole(state: dict | None, gone: bool) -> dict | None:
    return None if gone else {column: value for column, value in state.items() if column not in LOG}


def _alike(one: object, other: object) -> bool:
    return one is other or (pd.isna(one) and pd.isna(other)) or (pd.notna(one) and pd.notna(other) and one == other)


def _cause(name: tuple, old: dict | None, new: dict | None, since: pd.Timestamp, stands: set[tuple]) -> str | None:
    """Why a state that held on ``since`` is said otherwise now; None where the newest state is later: that is news."""
    if new is not None and new["holds_from"] > since:
        return None
    if old is not None and (*name, old["holds_from"]) not in stands:
        return "withdrawn"
    if old is not None and new is not None and old["holds_from"] == new["holds_from"]:
        return "corrected"
    return "not_known_before"


def _news(table: str, column: str, old: object, new: object) -> str:
    silent = UNANSWERED.get(table, ())
    if column == "state" and old in silent and new not in silent:
        return "newly_answered"
    if column.removesuffix("_earliest").removesuffix("_latest").removesuffix("_ongoing") in PLANS:
        return "replanned"
    return "replanned" if column == "due_meeting" else "moved"


def lines(differences: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The differences as a reader meets them: one line a thing and cause, those for the worse first.

    ``differences`` come from ``register``; ``tables`` are the tables as known now. One row per (table, key, cause):
    those, ``thing``, ``initiative``: the title of the initiative or the text of the benefit that it concerns, and
    ``party``: the name of the body or of the ground on which a candidate is scored (both missing where it concerns
    none), ``cells``: a list of (column, before, now), empty where the whole thing came
    or went; a meeting at which a task is due stands there as its day, where that is known; ``came``: True where it
    came, False where it went, missing where it stayed, ``turn``: 1 for the worse, -1 for the better, 0 where neither
    can be said, ``recorded`` and ``source``.
    """
    dates = dict(zip(tables["meetings"]["meeting"], tables["meetings"]["date"], strict=True))
    titles = _names(tables, "initiatives", "initiative", "title")
    benefits = _names(tables, "benefits", "benefit", "what")
    names = _names(tables, "parties", "party", "name")
    grounds = _names(tables, "criteria", "criterion", "title")
    groups: dict[tuple, list[tuple]] = {}
    for table, key, column, before, now, cause, *rest in zip(*(differences[name] for name in COLUMNS), strict=True):
        groups.setdefault((table, key, cause), []).append(((column, before, now), rest))
    found = []
    for (table, key, cause), rows in groups.items():
        cells, ((thing, recorded, source), *_) = zip(*rows, strict=True)
        whole = cells[0][0] == ""
        came = cells[0][1] is None if whole else None
        cells = () if whole else cells
        of = None if table == "initiatives" else titles.get(thing.get("initiative"))
        of = benefits.get(thing.get("benefit")) if table == "benefit_values" else of
        who = grounds.get(thing.get("criterion")) if table == "scores" else names.get(thing.get("party"))
        who = None if table == "parties" else who
        turn = turn_of(table, thing, cells, came, dates)
        told = [_dated(*cell, dates) for cell in cells]
        found.append([table, key, cause, thing, of, who, told, came, turn, recorded, source])
    columns = ["table", "key", "cause", "thing", "initiative", "party", "cells", "came", "turn", "recorded", "source"]
    every = pd.DataFrame(found, columns=columns)
    rank = every["turn"].map({1: 0, 0: 1, -1: 2})
    ranked = every.assign(_rank=rank, _cause=every["cause"].map({cause: n for n, cause in enumerate(CAUSES)}))
    ranked = ranked.sort_values(["_rank", "_cause"], kind="stable", ignore_index=True)
    return ranked.drop(columns=["_rank", "_cause"])


def _names(tables: Mapping[str, pd.DataFrame], table: str, key: str, name: str) -> dict[str, str]:
    """What the things of a table are called, by their key; nothing of a table that is not at hand."""
    rows = tables.get(table)
    return {} if rows is None else dict(zip(rows[key], rows[name], strict=True))


def _dated(column: str, before: object, now: object, dates: Mapping[str, pd.Timestamp]) -> tuple:
    """A cell with the day of a meeting in place of its key, where the day is known."""
    if column != "due_meeting":
        return column, before, now
    days = [dates.get(meeting) for meeting in (before, now)]
    return column, *(key if pd.isna(day) else day for key, day in zip((before, now), days, strict=True))
