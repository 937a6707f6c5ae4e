"""The rows of data that each line of an exhibit is from: which file, which row of it, retrieved on which day."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from markupsafe import Markup

from radrum.exhibits.setting import Setting
from radrum.words import Words

ANY = "*"  # several rows, whatever they have there
MOST = 4  # values that a key names one by one
STATISTICS = ("area", "period", "measure", "segment", "base")
REGISTER = {
    "parties": ("party",),
    "aims": ("aim",),
    "meetings": ("meeting",),
    "attendance": ("meeting", "party", "seat"),
    "agenda": ("meeting", "item"),
    "decisions": ("decision", "party"),
    "actions": ("action",),
    "year_wheel": ("activity",),
    "initiatives": ("initiative",),
    "status": ("initiative",),
    "milestones": ("initiative", "milestone"),
    "risks": ("initiative", "risk"),
    "funds": ("fund",),
    "criteria": ("criterion",),
    "scores": ("initiative", "criterion"),
    "rollout": ("initiative", "party"),
    "rollout_totals": ("initiative", "state", "counted"),
    "responsibilities": ("initiative", "party"),
    "systems": ("party", "domain"),
    "benefits": ("benefit",),
    "benefit_values": ("benefit", "date", "kind"),
}


@dataclass(frozen=True)
class Origin:
    """A row of data, or several of one file.

    ``file`` is its path below ``data/``, ``key`` has the columns that name the row with their values, several of them
    joined by ``+``, all as ``*``; ``retrieved`` is the day its passport says, None for the register, which is kept.
    """

    file: str
    key: Mapping[str, str]
    retrieved: datetime.date | None = None

    def agrees(self, known: Mapping[str, str]) -> bool:
        """Whether the row can be one that has these values in its key."""
        return all(self.key.get(name, ANY) == ANY or said in self.key[name].split("+") for name, said in known.items())


def _told(row: Mapping[str, Any]) -> list[Origin]:
    """What a line that was made of several rows brings with it."""
    origins = row.get("origins")
    return together(origins) if isinstance(origins, list) else []


class Cited(Markup):
    """A source line that knows the rows it stands for.

    ``used`` are all those of the exhibit, ``of`` takes a row of its table and gives those that this one is from: of
    itself what the row has as ``origins``.
    """

    used: tuple[Origin, ...]
    of: Callable[[Mapping[str, Any]], list[Origin]]

    def __new__(
        cls, text: str = "", used: Iterable[Origin] = (), of: Callable[[Mapping[str, Any]], list[Origin]] = _told
    ) -> "Cited":
        """The line, of which all is markup."""
        line = super().__new__(cls, text)
        line.used, line.of = tuple(used), of
        return line


def of_statistics(
    text: str, rows: pd.DataFrame, about: Setting, columns: Sequence[str], told: pd.DataFrame, measure: str
) -> Cited:
    """The source line of an exhibit made from the values in ``columns`` of ``rows``; of others a note has ``told``.

    They are of ``measure`` where they do not say of which.
    """
    shown, also = _used(rows, columns, measure, about), _used(told, ["value"], "", about)
    return Cited(text, [*shown, *also], partial(_measured, shown, measure, about))


def _used(rows: pd.DataFrame, columns: Sequence[str], measure: str, about: Setting) -> list[Origin]:
    found = {}
    for row in rows.to_dict("records"):
        for column in columns:
            origin = _value(row, "" if column == "value" else column, measure, about)
            if origin is not None:
                found[origin.file, *origin.key.items()] = origin
    return [*found.values()]


def _measured(used: Sequence[Origin], measure: str, about: Setting, row: Mapping[str, Any]) -> list[Origin]:
    """The values that a line shows; of one that names none, those it was computed from, as far as it says of which."""
    if isinstance(row.get("origins"), list):
        return _told(row)
    named = [name.removesuffix("snapshot").removesuffix("_") for name in row if name.endswith("snapshot")]
    own = [origin for column in named if (origin := _value(row, column, measure, about)) is not None]
    for name, said in row.items():
        if name.endswith("_snapshots") and isinstance(said, list):
            own += [of_snapshot(each, key_of(row) | {"area": ANY}, about) for each in said]
    if not own:
        known = key_of(row)
        own = [origin for origin in used if origin.agrees(known)] or [*used]
    return together([*own, *_goal(row, measure, about)])


def _goal(row: Mapping[str, Any], measure: str, about: Setting) -> list[Origin]:
    """The goal that a line is held against: the council's own, else its nation's."""
    if pd.isna(row.get("goal")) or "snapshot" not in about.goals:
        return []
    goals = about.goals
    same = (goals["value"] == row["goal"]) & (goals["goal_year"] == row["goal_year"])
    same &= (goals["measure"] == row.get("measure", measure)) & (goals["segment"] == row.get("segment", "all"))
    found = goals[same].set_index("area", drop=False)
    for area in (about.council.area, about.nation):
        if area in found.index:
            goal = found.loc[[area]].iloc[0]
            key = key_of(goal) | {"goal_year": f"{goal['goal_year']}"}
            return [Origin(f"statistics/{goal['snapshot']}.csv", key, about.passports[goal["snapshot"]].retrieved)]
    return []


def _value(row: Mapping[str, Any], column: str, measure: str, about: Setting) -> Origin | None:
    """Where the value of a ``column`` is from, empty for the row's own; None where the row has none."""
    prefix = f"{column}_" if column else ""
    snapshot = row.get(f"{prefix}snapshot")
    if not isinstance(snapshot, str) or ("value" not in row and not column) or pd.isna(row.get(column or "value", 0)):
        return None
    key = ({"measure": measure} if measure else {}) | key_of(row)
    if column == "before":
        key |= key_of({"period": row.get("period_before")})
    elif column.startswith("counted"):
        key |= {"period": ANY, "measure": "households", "base": "households"}
    elif column in ("urban", "rural", "all"):
        key["segment"] = column
    elif column in ("own", "nation"):
        key["area"] = about.council.area if column == "own" else about.nation
    parts = row.get(f"{prefix}made_of")
    if isinstance(parts, str):
        key["area"] = parts.replace(", ", "+")
    return of_snapshot(snapshot, key, about)


def key_of(row: Mapping[str, Any]) -> dict[str, str]:
    """What a row says of the columns that name a value of the statistics, as text."""
    said = {name: _said(row.get(name)) for name in STATISTICS}
    return {name: each for name, each in said.items() if each != ANY}


def of_snapshot(name: str, key: Mapping[str, str], about: Setting) -> Origin:
    """A row of a file of statistics or goals."""
    ordered = {column: key[column] for column in STATISTICS if column in key}
    return Origin(f"statistics/{name}.csv", ordered, about.passports[name].retrieved)


def of_register(text: str, about: Setting, tables: Sequence[str]) -> Cited:
    """The source line of an exhibit of rows of the register's ``tables``."""
    return Cited(text, of=partial(registered, tables, about))


def registered(tables: Sequence[str], about: Setting, row: Mapping[str, Any]) -> list[Origin]:
    """The row of each table that a line is from; of a table that the line leaves empty, none where there are others."""
    given = {name.removesuffix("_key"): said for name, said in row.items() if f"{name}_key" not in row}
    found, empty = [], []
    for table in tables:
        columns = REGISTER[table]
        if not set(columns) & set(given) and "initiative" in given:
            columns = ("initiative", *columns)
        key = {name: _said(given.get(name)) for name in columns}
        silent = any(name in given and key[name] == ANY for name in columns) or set(key.values()) == {ANY}
        (empty if silent else found).append(Origin(f"councils/{about.council.folder}/{table}.csv", key))
    return found or empty


def _said(value: Any) -> str:
    """A name or a day of a key; of anything else, such as what is missing, any."""
    if isinstance(value, datetime.date) and pd.notna(value):
        return f"{value:%Y-%m-%d}"
    return value if isinstance(value, str) else ANY


def together(origins: Sequence[Origin]) -> list[Origin]:
    """One origin a file and measure: what its rows share, and what they do not while it is little."""
    alike: dict[tuple, list[Origin]] = {}
    for each in origins:
        alike.setdefault((each.file, each.key.get("measure")), []).append(each)
    found = []
    for (file, _), rows in alike.items():
        key = {}
        for name in dict.fromkeys(name for row in rows for name in row.key):
            said = list(dict.fromkeys(row.key.get(name, ANY) for row in rows))
            key[name] = "+".join(said) if len(said) <= MOST and ANY not in said else ANY
        found.append(Origin(file, key, rows[0].retrieved))
    return found


def origin_columns(rows: list[list[Origin]], words: Words) -> tuple[list[str], list[list[str]]]:
    """The headings and cells that tell a spreadsheet where each line is from; no heading where nothing is known."""
    if not any(rows):
        return [], []
    heads = [words("Data file"), words("Row key in the file")]
    cells = [
        [
            "; ".join(each.file for each in origins),
            "; ".join(", ".join(f"{name}={said}" for name, said in each.key.items()) for each in origins),
        ]
        for origins in rows
    ]
    if any(each.retrieved for origins in rows for each in origins):
        heads.append(words("Retrieved"))
        for line, origins in zip(cells, rows, strict=True):
            line.append("; ".join(f"{each.retrieved:%Y-%m-%d}" for each in origins if each.retrieved))
    return heads, cells
