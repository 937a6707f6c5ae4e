"""What must be told beside shares that are limits, or made of those of earlier areas, and how far they are from a goal.

``radrum.figures.shares`` writes the shares themselves.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from radrum.exhibits.exhibit import Column
from radrum.exhibits.setting import Setting
from radrum.figures.shares import MADE, limited, made, true
from radrum.words import Words

DETAILED = 4  # areas of which it is told what they were made of
OTHER = {"at_least": "at_most", "at_most": "at_least"}  # the limit of the distance to what is above


def share_notes(rows: pd.DataFrame, about: Setting, columns: Sequence[str] = ("value",)) -> list[str]:
    """What the marks and limits of the shares in ``columns`` of ``rows`` mean, and whose they are, by name.

    ``rows`` have ``area`` and, of carried statistics, ``carried``, ``about`` and ``made_of``; see
    ``figures.shares.share`` for those of other columns. Nothing where all are as published for the area itself.
    """
    words, found = about.words, {}
    loose, limits = False, set()
    for row in rows.to_dict("records"):
        for column in columns:
            if pd.isna(row[column]):
                continue
            if made(row, column):
                parts = row.get(_named(column, "made_of"))
                found[row["area"]] = parts if isinstance(parts, str) else ""
            loose = loose or true(row.get(_named(column, "about")))
            limits |= {row.get(_named(column, "status"))} & set(OTHER)
    notes = [words("{mark} Made of the values of earlier areas: {names}.", mark=MADE, names=_made_of(found, about))]
    notes = notes if found else []
    if loose:
        notes.append(words("“About”: a part of an earlier area went elsewhere, or is reckoned."))
    if "at_least" in limits:
        notes.append(words("“At least”: a lower limit was published, and no number."))
    if "at_most" in limits:
        notes.append(words("“At most”: an upper limit was published, and no number."))
    return notes


def _named(column: str, name: str) -> str:
    return name if column == "value" else f"{column}_{name}"


def _made_of(found: dict[str, str], about: Setting) -> str:
    """The areas by name; of a few also those that they are made of."""
    words, names = about.words, about.areas["name"]
    said = {area: names[area] for area in found}
    if len(found) <= DETAILED:
        for area, parts in found.items():
            if parts:
                of = words.list(names[part] for part in parts.split(", "))
                said[area] = words("{area} (of {parts})", area=names[area], parts=of)
    return words.list(sorted(said.values(), key=words.order))


def distance(row: dict[str, Any] | pd.Series, words: Words) -> str:
    """How far a share is from its goal (``gap``), that it is reached, or that there is no goal."""
    if pd.isna(row["gap"]):
        return words("no goal")
    status = row.get("status")
    if row["gap"] <= 0:
        return words("reached") if status != "at_most" else words("not known")
    return points_short(row, words)


def points_short(row: dict[str, Any] | pd.Series, words: Words) -> str:
    """The percentage points that a share is short of its goal; of a share of which a limit is known, their limit."""
    written = words.points(row["gap"], max(row["decimals"], row["goal_decimals"]))
    return limited(written, OTHER.get(row.get("status")), words)


def remark(rows: pd.DataFrame, words: Words, headings: Mapping[str, str] | None = None) -> list[Column]:
    """A column that says of which shares more must be known, for whoever takes the bare numbers; none if of no one.

    ``headings`` are what the columns of shares are called, where there are more than one.
    """
    columns = headings or {"value": ""}

    def written(row: dict[str, Any]) -> str:
        said = [
            words("{source}: {said}", source=heading, said=each) if heading else each
            for column, heading in columns.items()
            for each in _remarks(row, column, words)
        ]
        return words.joined(said) if said else words("as published")

    if not any(_remarks(row, column, words) for row in rows.to_dict("records") for column in columns):
        return []
    return [Column(next(iter(columns)), words("Remark"), written)]


def _remarks(row: dict[str, Any], column: str, words: Words) -> list[str]:
    if pd.isna(row[column]):
        return []
    status = row.get(_named(column, "status"))
    said = {"at_least": [words("lower limit")], "at_most": [words("upper limit")]}.get(status, [])
    said = [*said, *([words("of earlier areas")] if made(row, column) else [])]
    return [*said, *([words("not exact")] if true(row.get(_named(column, "about"))) else [])]
