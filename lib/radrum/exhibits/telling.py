"""One difference of the register in words."""

from typing import Any

import pandas as pd

from radrum.exhibits.choices import (
    action_state,
    agenda_state,
    decision_state,
    fund_state,
    light_colour,
    risk_state,
    rollout_state,
    stage_name,
)
from radrum.words import Words

TITLES = {
    "parties": "name",
    "aims": "text",
    "actions": "task",
    "attendance": "role",
    "benefits": "what",
    "systems": "domain_title",
}
STATES = {
    "rollout": rollout_state,
    "rollout_totals": rollout_state,
    "decisions": decision_state,
    "agenda": agenda_state,
    "actions": action_state,
    "risks": risk_state,
    "funds": fund_state,
}


def what_changed(row: dict[str, Any], words: Words) -> str:
    """What a line of ``changes.lines`` is about: its own title, or the initiative and the body it concerns."""
    thing = row["thing"]
    own = thing.get(TITLES.get(row["table"], "title"))
    if row["table"] == "meetings" and not isinstance(own, str):
        if pd.notna(thing["date"]):
            return words("Meeting on {day}", day=thing["date"])
        if isinstance(thing["when"], str):
            return words("Meeting, {when}", when=words.own(thing["when"]))
    named = dict.fromkeys(part for part in (row["initiative"], own) if isinstance(part, str))
    *before, last = [*named] or [row["party"] if isinstance(row["party"], str) else str(row["key"][-1])]
    what = words.joined([*(words.headed(part) for part in before), words.own(last)], ": ")
    if named and isinstance(row["party"], str) and row["party"] not in named:
        return words("{what} ({said})", what=what, said=words.own(row["party"]))
    return what


def told(row: dict[str, Any], words: Words) -> str:
    """What became of it: what it was before and what it is now, in words."""
    if row["came"] is False:
        return words("no longer there")
    if row["came"]:
        return _state(row["table"], row["thing"], words) or words("new")
    cells = {column: (before, now) for column, before, now in row["cells"]}
    spoken = [column for column in cells if _spoken(column, cells)]
    said = [_cell(row["table"], column, *cells[column], words) for column in spoken]
    rest = [
        column
        for column in cells
        if column not in spoken and not column.endswith(("_earliest", "_latest", "_ongoing", "_bound", "_meeting"))
    ]
    if rest:
        said.append(words.plural("{n} detail changed", "{n} details changed", len(rest)))
    return words.sentence(words.joined(said, "; ")) or words("details changed")


def _spoken(column: str, cells: dict[str, tuple]) -> bool:
    """Whether a cell is told with its values; of the rest only the number is."""
    if column in ("due_latest", "end_latest", "due_meeting"):  # the words speak for the days where both have changed
        return column.split("_")[0] not in cells
    return column in ("state", "stage", "due", "end", "date", "done", "value") or column.startswith("light_")


def _cell(table: str, column: str, before: Any, now: Any, words: Words) -> str:
    was, becomes = (_value(table, column, value, words) for value in (before, now))
    aspect = {
        "stage": words("stage"),
        "light_result": words("result"),
        "light_time": words("time"),
        "light_resources": words("resources"),
        "done": words("done on"),
        "end": words("end"),
        "end_latest": words("last day"),
        "due": words("due"),
        "due_latest": words("last day"),
        "due_meeting": words("due"),
    }.get(column)
    change = words("{before} → {now}", before=was, now=becomes)
    return words("{aspect}: {said}", aspect=aspect, said=change) if aspect else change


def _value(table: str, column: str, value: Any, words: Words) -> str:
    if pd.isna(value):
        return words("not assessed") if column.startswith("light_") else words("not stated")
    if column == "state" and table in STATES:
        return STATES[table](value, words)
    if column == "stage":
        return stage_name(value, words)
    if column.startswith("light_"):
        return light_colour(value, words)
    if column == "due_meeting":
        dated = isinstance(value, pd.Timestamp)
        return words("the meeting on {day}", day=value) if dated else words("a meeting to be set")
    if isinstance(value, pd.Timestamp):
        return words.date(value)
    if isinstance(value, str):
        return words.own(value)
    return words.number(value, 0 if value == int(value) else 1)


def _state(table: str, thing: dict[str, Any], words: Words) -> str:
    """The state in which a thing came."""
    if table in STATES and isinstance(thing.get("state"), str):
        return words("new: {state}", state=STATES[table](thing["state"], words))
    if isinstance(thing.get("due"), str):
        return words("new: {state}", state=words.own(thing["due"]))
    return ""
