"""The exhibit of how far one municipality is from the broadband goals, beside its region and its nation."""

from typing import Any

import pandas as pd

from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.goal_gaps import base_notes, followed, goal_name, households_short
from radrum.exhibits.naming import measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import distance, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import marked, share
from radrum.words import Words

GAPS = "own-gaps"
KEY = ["measure", "segment", "goal", "goal_year"]


def own_gaps(rows: pd.DataFrame, area: str, measure: str, about: Setting) -> Exhibit | Unknown:
    """How far ``area``, its region and its nation are from the same goals. ``rows`` come from ``municipality.gaps``.

    The goal of ``measure`` that is next is told at length.
    """
    words, names = about.words, about.areas["name"]
    title = words("How far {area} is from the broadband goals is not known", area=names[area])
    if rows.empty:
        said = {"area": names[about.council.area], "nation": names[about.nation]}
        reason = words("No goal of {area} or {nation} is known on {day}.", day=about.as_of, **said)
        return Unknown(GAPS, title, reason, words)
    known = rows[rows["value"].notna()]
    own = known[known["area"] == area].reset_index(drop=True)
    if own.empty:
        goals = words.list(goal_name(row, words) for row in rows.drop_duplicates(KEY).to_dict("records"))
        reason = words(
            "The goals are known, but {area} has no value to compare with them: {goals}.",
            area=names[area],
            goals=goals,
        )
        return Unknown(GAPS, title, reason, words)
    wide = _beside(rows, [area, about.council.area, about.nation])
    return Exhibit(
        name=GAPS,
        title=_title(own, known[known["area"] == about.council.area], names, words),
        subtitle=words("The latest share of each against the same goals, and how far it falls short of them"),
        description=_told(followed(own, measure, about), known, names, words),
        table=Table(
            words("The goals, and the distance to them in percentage points"),
            _columns(wide, area, about),
            wide,
            dense=True,
        ),
        source=statistics_line(known, about, ["value", "counted"], derived=True, documents=known["document"]),
        words=words,
        notes=(*base_notes(own, words), *share_notes(known, about)),
        missing=_without(rows, names, words),
    )


def _beside(rows: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    """A row a goal: what is known of each of ``areas`` under its code.

    The columns ``measure`` and ``segment`` stay: by them a spreadsheet is told which rows of data the line is from.
    """
    found = []
    for _, each in rows.groupby(KEY, sort=False):
        said = {row["area"]: row for row in each.to_dict("records")}
        first = said[areas[0]]
        line = {name: first[name] for name in (*KEY, "goal_decimals")}
        found.append(
            line
            | {f"gap {n}": said[area]["gap"] for n, area in enumerate(areas)}
            | {"said": said}
            | {"share": first["value"], "short": first["short"]}
        )
    return pd.DataFrame(found)


def _columns(wide: pd.DataFrame, area: str, about: Setting) -> list[Column]:
    words, names = about.words, about.areas["name"]
    periods = {said[area]["period"] for said in wide["said"] if pd.notna(said[area]["value"])}
    alike, heading = len(periods) == 1, words("Share")
    if alike:
        heading = words("{share} ({month})", share=heading, month=measured_in(*periods, words))
    columns = [
        Column("measure", words("Goal"), lambda row: words.sentence(goal_name(row, words))),
        Column("share", heading, lambda row: _share(row["said"][area], alike, words), number=True),
        _left("gap 0", area, area, names, words),
        _left("gap 1", about.council.area, area, names, words),
        _left("gap 2", about.nation, area, names, words),
    ]
    if wide["short"].notna().any():
        short = Column("short", words("Households short"), lambda row: _short(row["said"][area], words), number=True)
        columns.insert(3, short)
    return columns


def _left(column: str, whose: str, area: str, names: pd.Series, words: Words) -> Column:
    """The percentage points left to one area, with its month where it was measured in another than the municipality."""

    def written(row: dict[str, Any]) -> str:
        said, own = row["said"][whose], row["said"][area]
        if pd.isna(said["value"]):
            return words("no value available")
        left = distance(said, words, bare=True)
        if pd.isna(own["value"]) or said["period"] == own["period"]:
            return left
        return words("{share} ({month})", share=left, month=measured_in(said["period"], words))

    return Column(column, words("Distance in {area}", area=names[whose]), written, number=True)


def _share(said: dict[str, Any], alike: bool, words: Words) -> str:
    """The share, with its month where that is not in the heading of the column."""
    if pd.isna(said["value"]):
        return words("no value available")
    if alike:
        return marked(said, words)
    return words("{share} ({month})", share=marked(said, words), month=measured_in(said["period"], words))


def _short(said: dict[str, Any], words: Words) -> str:
    return words("no value available") if pd.isna(said["value"]) else households_short(said, words)


def _title(own: pd.DataFrame, region: pd.DataFrame, names: pd.Series, words: Words) -> str:
    """How many of the goals it reaches, and how many of the same its region does."""
    if own["open"].all() and len(own) == 1:
        return words("Whether {area} reaches the goal is open", area=names[own["area"].iloc[0]])
    if own["open"].any():
        return words.plural(
            "Whether {area} reaches the goal is open for {n} of {total} goals",
            "Whether {area} reaches the goal is open for {n} of {total} goals",
            int(own["open"].sum()),
            area=names[own["area"].iloc[0]],
            total=len(own),
        )
    mine = names[own["area"].iloc[0]]
    none = words.plural(
        "{area} does not reach the one broadband goal",
        "{area} reaches none of the {n} broadband goals",
        len(own),
        area=mine,
    )
    said = words.plural(
        "{area} reaches {reached} of {n} broadband goal",
        "{area} reaches {reached} of {n} broadband goals",
        len(own),
        area=mine,
        reached=int(own["reached"].sum()),
    )
    said = said if own["reached"].any() else none
    same = region.merge(own[KEY], on=KEY)
    if len(same) < len(own) or same["open"].any():
        return said
    theirs = names[same["area"].iloc[0]]
    other = words("{area} reaches {n} of them", area=theirs, n=int(same["reached"].sum()))
    if not same["reached"].any():
        other = (
            words("{area} does not reach it", area=theirs)
            if len(own) == 1
            else words("{area} reaches none of them", area=theirs)
        )
    return words("{first}; {other}", first=said, other=other)


def _told(main: dict[str, Any], known: pd.DataFrame, names: pd.Series, words: Words) -> str:
    """The municipality's share, and how far each of the three is from the goal told at length."""
    same = known[(known[KEY] == pd.Series({name: main[name] for name in KEY})).all(axis=1)]
    left = [
        words("{area} ({told})", area=names[row["area"]], told=distance(row, words)) for row in same.to_dict("records")
    ]
    own = words(
        "{area} had {share} in {month}.",
        area=names[main["area"]],
        share=share(main, words),
        month=measured_in(main["period"], words),
    )
    return words.sentences(
        [own, words("Distance to {goal}: {told}.", goal=goal_name(main, words), told=words.list(left))]
    )


def _without(rows: pd.DataFrame, names: pd.Series, words: Words) -> str:
    """Of whom there is no value to hold against which goals."""
    told = []
    for area, left in rows[rows["value"].isna()].groupby("area", sort=False):
        goals = words.list(goal_name(row, words) for row in left.to_dict("records"))
        told.append(words("No value available for {area} to compare with: {goals}.", area=names[area], goals=goals))
    return words.sentences(told)
