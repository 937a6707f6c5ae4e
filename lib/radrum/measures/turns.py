"""Whether a difference is for the worse or for the better, where that can be said."""

from collections.abc import Mapping

import pandas as pd

LIGHTS = {"green": 0, "yellow": 1, "red": 2}
ROLLOUT = {"declined": 0, "planned": 1, "started": 2, "live": 3}
ENDS = {"declined": 1, "live": -1}
STATES = {
    "decisions": {"decided": -1, "refused": 1},
    "risks": {"lifted": -1, "happened": 1},
    "funds": {"granted": -1, "refused": 1},
    "actions": {"done": -1, "open": 1},
}
STAGES = {"paused": 1, "withdrawn": 1, "realisation": -1, "closed": -1}
LAST_DAYS = ("due_latest", "end_latest")
DUE = ("due_latest", "due_meeting")


def turn_of(table: str, thing: dict, cells: list[tuple], came: bool | None, dates: Mapping[str, pd.Timestamp]) -> int:
    """1 for the worse, -1 for the better, 0 where neither can be said or both are.

    Worse is: a light towards red or red at once, a last day moved later, a task moved to a later meeting (``dates``
    has the day of each), a paused initiative, a body that declines or
    refuses, a municipality that goes back in the roll-out, a risk that comes or happens, money refused, a task opened
    again. What comes for the first time is judged by the state it comes in; a thing that is gone is not judged, nor a
    municipality that leaves the answers (to whom it does not apply, or who takes the answer back).
    """
    if came is False:
        return 0
    if came:
        return _first(table, thing)
    turns = {_of_cell(table, column, before, now) for column, before, now in cells}
    if table == "actions":
        turns = {_of_cell(table, *cell) for cell in cells if cell[0] not in DUE} | {_of_due(thing, cells, dates)}
    turns -= {0}
    return turns.pop() if len(turns) == 1 else 0


def _first(table: str, thing: dict) -> int:
    if table == "rollout":
        return ENDS.get(thing["state"], 0)
    if table == "risks":
        return {"open": 1, "happened": 1}.get(thing["state"], 0)
    if table == "status":
        return int("red" in (thing["light_result"], thing["light_time"], thing["light_resources"]))
    return 0 if table == "actions" else STATES.get(table, {}).get(thing.get("state"), 0)


def _of_cell(table: str, column: str, before: object, now: object) -> int:
    if column in LAST_DAYS and pd.notna(before) and pd.notna(now):
        return _sign(now > before, now < before)
    if column.startswith("light_"):
        return _of_light(before, now)
    if column == "stage":
        return _of_stage(before, now)
    if column == "done":
        return -1 if pd.notna(now) else 1
    if column == "state" and table == "rollout":
        return _of_rollout(before, now)
    return STATES.get(table, {}).get(now, 0) if column == "state" else 0


def _of_due(thing: dict, cells: list[tuple], dates: Mapping[str, pd.Timestamp]) -> int:
    """What an open task's last day does: that of its words or, without one, the day of the meeting it is due at."""
    if thing["state"] != "open":
        return 0
    was = thing | {column: before for column, before, _ in cells}
    before, now = (
        each["due_latest"] if pd.notna(each["due_latest"]) else dates.get(each["due_meeting"]) for each in (was, thing)
    )
    return _sign(now > before, now < before) if pd.notna(before) and pd.notna(now) else 0


def _of_light(before: object, now: object) -> int:
    if before in LIGHTS and now in LIGHTS:
        return _sign(LIGHTS[now] > LIGHTS[before], LIGHTS[now] < LIGHTS[before])
    return int(now == "red")


def _of_stage(before: object, now: object) -> int:
    if (before, now) == ("closed", "realisation"):
        return 0
    if before == "paused" and pd.notna(now):
        return STAGES.get(now, -1)
    return STAGES.get(now, 0)


def _of_rollout(before: object, now: object) -> int:
    if before in ROLLOUT and now in ROLLOUT:
        return _sign(ROLLOUT[now] < ROLLOUT[before], ROLLOUT[now] > ROLLOUT[before])
    return ENDS.get(now, 0)


def _sign(worse: bool, better: bool) -> int:
    return int(worse) - int(better)
