"""What must be told beside shares that are limits, or made of those of earlier areas, and how far they are from a goal.

``radrum.figures.shares`` writes the shares themselves.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from radrum.exhibits.exhibit import Column
from radrum.exhibits.setting import Setting
from radrum.figures.shares import MADE, limited, made, marked, true
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
        notes.append(words("“About”: a part of an earlier area went elsewhere, or is calculated."))
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


def distance(row: dict[str, Any] | pd.Series, words: Words, *, bare: bool = False) -> str:
    """How far a share is from its goal (``gap``), that it is reached or not known to be, or that there is no goal.

    ``bare``: the number alone, where its unit is in the heading.
    """
    if pd.isna(row["gap"]):
        return words("no goal")
    if row["reached"]:
        return words("reached")
    return points_short(row, words, bare=bare) if row["gap"] > 0 else words("not known")


def points_short(row: dict[str, Any] | pd.Series, words: Words, *, bare: bool = False) -> str:
    """The percentage points that a share is short of its goal; of a share of which a limit is known, their limit."""
    write = words.number if bare else words.points
    written = write(row["gap"], max(row["decimals"], row["goal_decimals"]))
    return limited(written, OTHER.get(row.get("status")), words)


def share_column(name: str, heading: str, words: Words, write: Callable[[dict[str, Any]], str] | None = None) -> Column:
    """A column of shares, written with their limits and marks; whoever takes the bare numbers is told of these."""
    return Column(
        name,
        heading,
        write or (lambda row: marked(row, words, name)),
        number=True,
        remarks=lambda row: remarks(row, name, words),
    )


def change_points(row: dict[str, Any], words: Words) -> str:
    """A change in percentage points, with its sign."""
    return words.points(row["change"], row["change_decimals"], signed=True)


def change_cell(row: dict[str, Any], words: Words) -> str:
    """The change, with the mark of shares that are made of earlier areas'."""
    return change_points(row, words) + (MADE if made(row) or made(row, "before") else "")


def limits_among(rows: pd.DataFrame) -> int:
    """Of how many of the rows only a limit was published: of these it is open who is ahead of whom."""
    return int(rows["status"].isin([*OTHER]).sum()) if "status" in rows else 0


def remarks(row: dict[str, Any], column: str, words: Words) -> list[str]:
    """What must be known of a row's share beside its number; nothing where it is as published for the area itself."""
    if pd.isna(row[column]):
        return []
    status = row.get(_named(column, "status"))
    said = {"at_least": [words("lower limit")], "at_most": [words("upper limit")]}.get(status, [])
    said = [*said, *([words("of earlier areas")] if made(row, column) else [])]
    return [*said, *([words("not exact")] if true(row.get(_named(column, "about"))) else [])]
