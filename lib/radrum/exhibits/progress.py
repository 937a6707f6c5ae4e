"""The exhibit of how far each initiative has come against how much of its time has gone."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.board import FEW, OVER, breakable, chosen, named
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import register_line
from radrum.exhibits.timeline import day_column
from radrum.words import Words


def progress(measured: pd.DataFrame, standing: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """How much of the time has gone and how much of the goal is reached.

    ``measured`` comes from ``portfolio.progress``, ``standing`` from ``portfolio.board``.
    """
    words, as_of = about.words, about.as_of
    active = chosen(standing, about.words)
    active = active[~active["stage"].isin(OVER)]
    measured = measured[measured["initiative"].isin(active["initiative"])]
    begun = measured["first"] <= as_of
    rows = measured[begun & measured["reached"].notna()]
    if rows.empty:
        reason = words.plural(
            "This needs a start, an end, and a roll-out goal or milestones. The one initiative under way does not "
            "have all of them recorded by {day}.",
            "This needs a start, an end, and a roll-out goal or milestones. None of the {n} initiatives under way "
            "have all of them recorded by {day}.",
            len(active),
            day=as_of,
        )
        return Unknown("progress", words("Whether the goals are reached in time is not known"), reason, words)
    gap = rows["elapsed"].round() - rows["reached"].round()
    rows = rows.assign(gap=gap, behind=gap > 0).sort_values(
        ["gap", "title"], ascending=[False, True], ignore_index=True, key=words.sorting
    )
    return Exhibit(
        name="progress",
        title=_pace(rows, words),
        subtitle=words("Share of the time gone and of the goal reached on {day}, per cent", day=as_of),
        description=_told_pace(rows, words),
        figure=figures.time_and_goal(rows, [_said_pace(row, words) for row in rows.to_dict("records")], words)
        if len(rows) >= FEW
        else None,
        reading=reading.time_and_goal(words),
        table=Table(
            words("Time gone and goal reached, by initiative"),
            [
                Column("title", words("Initiative"), own=True),
                day_column("first", words("Starts"), words),
                day_column("last", words("Ends"), words),
                Column("elapsed", words("Time gone"), lambda row: words.percent(row["elapsed"]), number=True),
                Column("reached", words("Goal reached"), lambda row: words.percent(row["reached"]), number=True),
                Column("basis", words("Measured by"), lambda row: _basis(row["basis"], words)),
                Column("gap", words("Status"), lambda row: breakable(_standing(row["gap"], words))),
            ],
            rows,
            dense=True,
        ),
        source=register_line(rows, about, "initiatives", "milestones", "rollout"),
        words=words,
        notes=(
            words(
                "Ring: share of the time gone. Filled: share of the goal reached, by the roll-out goal where one is "
                "set, otherwise by the milestones done. Work seldom runs as evenly as time."
            ),
        ),
        missing=_unmeasured(active, measured, rows, as_of, words),
    )


def _pace(rows: pd.DataFrame, words: Words) -> str:
    behind = rows[rows["behind"]]
    if behind.empty:
        return words.plural(
            "The one initiative measured is not behind schedule",
            "None of the {n} initiatives measured are behind schedule",
            len(rows),
        )
    worst = behind.iloc[0]
    told = {
        "title": words.own(worst["title"]),
        "reached": words.percent(worst["reached"]),
        "elapsed": words.percent(worst["elapsed"]),
    }
    if len(rows) == 1:
        return words(
            "The one initiative measured is behind schedule: {title}, {reached} reached with {elapsed} of the "
            "time gone",
            **told,
        )
    return words.plural(
        "{n} of {total} initiatives measured is behind schedule: {title}, {reached} reached with {elapsed} of "
        "the time gone",
        "{n} of {total} initiatives measured are behind schedule: {title} most, {reached} reached with {elapsed} "
        "of the time gone",
        len(behind),
        total=len(rows),
        **told,
    )


def _told_pace(rows: pd.DataFrame, words: Words) -> str:
    counts = {
        "behind": int((rows["gap"] > 0).sum()),
        "level": int((rows["gap"] == 0).sum()),
        "ahead": int((rows["gap"] < 0).sum()),
    }
    said = [
        words.plural(
            "{n} initiative measured: {behind} behind schedule, {level} on schedule, {ahead} ahead of schedule.",
            "{n} initiatives measured: {behind} behind schedule, {level} on schedule, {ahead} ahead of schedule.",
            len(rows),
            **counts,
        )
    ]
    over = rows[(rows["elapsed"] >= 100) & (rows["reached"] < 100)]
    if len(over):
        said.append(words("The time is up, the goal not reached: {names}.", names=named(over["title"], words)))
    return words.sentences(said)


def _said_pace(row: dict, words: Words) -> str:
    shares = {"reached": words.percent(row["reached"]), "elapsed": words.percent(row["elapsed"])}
    if row["gap"] > 0:
        return words("behind: {reached} reached, {elapsed} of the time gone", **shares)
    if row["gap"] < 0:
        return words("ahead: {reached} reached, {elapsed} of the time gone", **shares)
    return words("on schedule: {reached} reached, {elapsed} of the time gone", **shares)


def _standing(gap: float, words: Words) -> str:
    if gap == 0:
        return words("on schedule")
    distance = words.points(abs(gap))
    return (
        words("behind by {distance}", distance=distance) if gap > 0 else words("ahead by {distance}", distance=distance)
    )


def _basis(basis: str, words: Words) -> str:
    return {"rollout": words("roll-out goal"), "milestones": words("milestones done")}[basis]


def _unmeasured(
    active: pd.DataFrame, measured: pd.DataFrame, rows: pd.DataFrame, as_of: pd.Timestamp, words: Words
) -> str:
    """By name, what cannot be measured and why."""
    timed = active["initiative"].isin(measured["initiative"])
    known = active["initiative"].isin(rows["initiative"])
    ahead = measured.loc[measured["first"] > as_of, "initiative"]
    unbegun = active["initiative"].isin(ahead)
    untimed, without, later = active[~timed], active[timed & ~known & ~unbegun], active[unbegun]
    said = []
    if len(untimed):
        said.append(words("Start or end not stated: {names}.", names=named(untimed["title"], words)))
    if len(without):
        said.append(words("Neither a roll-out goal nor milestones: {names}.", names=named(without["title"], words)))
    if len(later):
        said.append(words("Not begun: {names}.", names=named(later["title"], words)))
    return words.sentences(said)
