"""The exhibit of the roll-out in numbers: how many have come how far, out of how many, and how fast it goes."""

from collections.abc import Iterable

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.choices import rollout_state
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.matrix import LEAST, STATES, in_order, in_place, nameless, unnamed
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import register_line
from radrum.words import Words

NAMED = 3  # initiatives that a sentence has room for


def rollout_counts(counted: pd.DataFrame, paces: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """How many have come how far with each initiative, out of how many, and how fast it goes.

    ``counted`` and ``paces`` come from ``rollout.counts`` and ``rollout.pace``.
    """
    words, as_of = about.words, about.as_of
    if counted.empty:
        title = words("How far those concerned have come is not known")
        return Unknown("rollout-counts", title, unnamed(counted, about), words)
    counted = in_order(counted, words)
    columns = ["initiative", "live_before", "rise", "left", "end", "months", "needed"]
    rows = counted.merge(paces[columns], on="initiative", how="left")
    listed = rows[rows["listed"] & (rows["applicable"] > 0)]
    bars = [
        figures.Bar(
            row["title"],
            _goal_aside(row, words),
            [(state, int(row[state])) for state in STATES if row[state] and state != "not_applicable"],
            _states(row, [state for state in STATES if state != "not_applicable"], words),
            int(row["target_count"]) if pd.notna(row["target_count"]) else None,
        )
        for row in listed.to_dict("records")
    ]
    key = {state: rollout_state(state, words) for state in STATES if state != "not_applicable" and listed[state].any()}
    if listed["target_count"].notna().any():
        key["goal"] = words("goal")
    return Exhibit(
        name="rollout-counts",
        title=_behind(rows, words),
        subtitle=words("Share of those that each initiative applies to, as known on {day}", day=as_of),
        description=_pace_described(rows, words),
        figure=figures.segmented_bars(bars, key, words) if len(bars) >= LEAST else None,
        reading=reading.progress(words),
        table=Table(words("The roll-out in numbers: state, goal and pace"), _columns(rows, words), rows),
        source=register_line(rows, about, "rollout"),
        words=words,
        notes=nameless(counted, words),
    )


def _columns(rows: pd.DataFrame, words: Words) -> list[Column]:
    goal = Column("target_count", words("Goal"), lambda row: _goal(row, words))
    first = [
        Column("title", words("Initiative"), own=True),
        Column("applicable", words("Applies to"), number=True),
    ]
    if not rows["listed"].any():
        return [*first, goal, Column("listed", words("List by name"), lambda row: words("missing"))]
    return [
        *first,
        Column("live", words("In place"), lambda row: _number(row, "live", words), number=True),
        Column("answered", words("Answered"), lambda row: _number(row, "answered", words), number=True),
        Column("started", words("Other states"), lambda row: _others(row, words)),
        goal,
        Column("needed", words("Pace"), lambda row: _pace(row, words) if row["listed"] else None),
    ]


def _number(row: dict, column: str, words: Words) -> str | None:
    return words.number(row[column]) if row["listed"] else None


def _states(row: dict, states: Iterable[str], words: Words) -> str:
    told = [
        words("{n} {state}", n=int(row[state]), state=rollout_state(state, words)) for state in states if row[state]
    ]
    return ", ".join(told)


def _others(row: dict, words: Words) -> str:
    if not row["listed"]:
        return words("list by name missing")
    return _states(row, STATES[1:], words) or words("none")


def _goal(row: dict, words: Words) -> str | None:
    if pd.isna(row["target_count"]):
        return None
    return words("{n} ({share})", n=int(row["target_count"]), share=words.percent(row["target"]))


def _goal_aside(row: dict, words: Words) -> str:
    applies = words("Applies to {n}", n=int(row["applicable"]))
    if pd.isna(row["target_count"]):
        return words("{applies}; no goal stated", applies=applies)
    return words("{applies}; the goal is {n}", applies=applies, n=int(row["target_count"]))


def _pace(row: dict, words: Words) -> str:
    more = words("not known a year ago")
    if pd.notna(row["live_before"]):
        rise = words.number(row["rise"], 1)
        more = words("{n} a year ago, {rise} more a month", n=int(row["live_before"]), rise=rise)
    if pd.isna(row["left"]):
        return words("{more}; no goal stated", more=more)
    if not row["left"]:
        return words("{more}; the goal is reached", more=more)
    if pd.isna(row["end"]):
        return words("{more}; {n} short of the goal, no end stated", more=more, n=int(row["left"]))
    if pd.isna(row["needed"]):
        return words("{more}; {n} short of the goal, the end has passed", more=more, n=int(row["left"]))
    needed = words.number(row["needed"], 1)
    return words(
        "{more}; {needed} a month needed until {day}", more=more, needed=needed, day=words.short_date(row["end"])
    )


def _behind(rows: pd.DataFrame, words: Words) -> str:
    """The initiative that lacks most of its goal; without goals the one that has come least far."""
    short = rows[rows["listed"] & (rows["left"] > 0)]
    if len(short):
        worst = short.assign(lack=short["left"] / short["target_count"]).sort_values(
            ["lack", "title"], ascending=[False, True], key=words.sorting
        )
        row = worst.iloc[0]
        title = words.own(row["title"])
        return words(
            "{title} has reached the smallest part of its goal: in place in {n} of the {goal} aimed for",
            title=title,
            n=int(row["live"]),
            goal=int(row["target_count"]),
        )
    known = rows[rows["share"].notna()]
    if known.empty and rows["listed"].any():
        known = rows[rows["listed"]].sort_values("live", ascending=False, kind="stable").head(1)
    if known.empty:
        return words.plural(
            "For {n} initiative the list by name is missing",
            "For {n} initiatives the list by name is missing",
            len(rows),
        )
    if known["target_count"].notna().all():
        return words("Every goal of the roll-out is reached")
    row = known.iloc[-1]
    return words("{title} is in place in {count}", title=words.own(row["title"]), count=in_place(row, words))


def _pace_described(rows: pd.DataFrame, words: Words) -> str:
    """How many goals are reached, which come too slowly and which have passed their end, with the numbers."""
    aimed = rows[rows["target_count"].notna()]
    if aimed.empty:
        return words.plural(
            "No goal is stated for the one initiative.", "No goal is stated for any of the {n} initiatives.", len(rows)
        )
    if not rows["listed"].any():
        each = [
            words("{title} {n} of {total}", title=words.own(row.title), n=int(row.target_count), total=row.applicable)
            for row in aimed.itertuples()
        ]
        return words("The goals for having them in place are: {goals}.", goals=words.joined(each))
    aimed = aimed[aimed["listed"]]
    reached = aimed[aimed["left"] == 0]
    told = [
        words.plural(
            "{n} of {total} goals is reached.", "{n} of {total} goals are reached.", len(reached), total=len(aimed)
        )
    ]
    if reached.empty:
        told = [words.plural("The goal is not reached.", "None of the {n} goals are reached.", len(aimed))]
    elif len(aimed) == 1:
        told = [words("The goal is reached.")]
    slow = aimed[aimed["rise"] < aimed["needed"]]
    slow = slow.iloc[(slow["rise"] - slow["needed"]).argsort(kind="stable")]
    if len(slow):
        each = [
            words(
                "{title} ({rise} a month in the last year, {needed} needed)",
                title=words.own(row.title),
                rise=words.number(row.rise, 1),
                needed=words.number(row.needed, 1),
            )
            for row in slow.head(NAMED).itertuples()
        ]
        if len(slow) > NAMED:
            each.append(words("{n} more", n=len(slow) - NAMED))
        told.append(words("Too slow to be in time: {initiatives}.", initiatives=words.list(each)))
    past = aimed[(aimed["left"] > 0) & (aimed["months"] <= 0)]
    if len(past):
        each = [words("{title} ({n} short)", title=words.own(row.title), n=int(row.left)) for row in past.itertuples()]
        told.append(words("Past their end and short of the goal: {initiatives}.", initiatives=words.list(each)))
    if slow.empty and past.empty:
        told.append(_stand(aimed, words))
    return words.sentences(told)


def _stand(aimed: pd.DataFrame, words: Words) -> str:
    """In how many of those it is to reach each is in place, the furthest from its goal first."""
    far = (aimed["live"] / aimed["target_count"]).argsort(kind="stable")
    told = [
        words("{title} {n} of {total}", title=words.own(row.title), n=int(row.live), total=int(row.target_count))
        for row in aimed.iloc[far].head(NAMED).itertuples()
    ]
    more = [words("{n} more", n=len(aimed) - NAMED)] if len(aimed) > NAMED else []
    return words("In place, out of the number in the goal: {initiatives}.", initiatives=words.list([*told, *more]))
