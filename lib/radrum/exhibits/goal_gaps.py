"""The exhibit of how far the area is from each of its goals, and whether its pace is enough."""

import pandas as pd

from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import base_name, measured_in, measured_name
from radrum.exhibits.rounding import as_known
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import distance, points_short, share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import BRIEF, share
from radrum.words import Words

NAME = "goal-gaps"


def goal_gaps(
    every: pd.DataFrame, measure: str, about: Setting, nations: pd.DataFrame | None = None
) -> Exhibit | Unknown:
    """The distance to every goal in percentage points and households, and the pace. ``every``: ``gaps.every_goal``.

    The goal of ``measure`` that is next is told at length. ``nations`` are those of the nation: where the area itself
    has no value to hold against a goal, they are shown.
    """
    words, area, unknown = about.words, about.areas["name"][about.council.area], ""
    if nations is not None and len(every) and every["value"].isna().all() and nations["value"].notna().any():
        unknown = words("No value for {area} is available.", area=area)
        every, area = nations, about.areas["name"][about.nation]
    if every.empty:
        reason = words("No goal of {area} or {nation} is known on {day}.", area=area, day=about.as_of, **_nation(about))
        return Unknown(NAME, words("There is no goal to measure against"), reason, words)
    rows = every[every["value"].notna()].reset_index(drop=True)
    if rows.empty:
        reason = words(
            "The goals are known, but {area} has no value to compare with them: {goals}.",
            area=area,
            goals=words.list(goal_name(row, words) for row in every.to_dict("records")),
        )
        return Unknown(NAME, words("How far it is to the goals is not known"), reason, words)
    main, title = followed(rows, measure, about), gaps_title(rows, about)
    return Exhibit(
        name=NAME,
        title=words("{area}: {told}", area=area, told=words.within(title)) if unknown else title,
        subtitle=words("{area}: the latest share against every goal that applies to it", area=area),
        description=words.sentences([_distance(main, words), *_pace(main, about)]),
        table=Table(
            words("The goals, how far it is to them, and the pace"),
            _columns(rows, about),
            rows,
            dense=True,
        ),
        source=statistics_line(rows, about, ["value", "counted", "before"], derived=True, documents=rows["document"]),
        words=words,
        notes=(*_notes(rows, area, words), *share_notes(rows, about)),
        missing=words.sentences(filter(None, [unknown, _without(every, words)])),
    )


def _columns(rows: pd.DataFrame, about: Setting) -> list[Column]:
    words = about.words
    columns = [
        Column("measure", words("Goal"), lambda row: words.sentence(goal_name(row, words))),
        share_column("value", words("Share"), words),
        Column("period", words("Measured"), lambda row: measured_in(row["period"], words)),
        Column("gap", words("Distance to the goal, percentage points"), lambda row: _left(row, words), number=True),
        Column("short", words("Households short"), lambda row: households_short(row, words), number=True),
        Column("rise", words("Rise a year, percentage points"), lambda row: _rise(row, words), number=True),
        Column("needed", words("Needed a year, percentage points"), lambda row: _needed(row, about), number=True),
        Column("verdict", words("How it stands"), lambda row: words.sentence(verdict(row, about))),
    ]
    return [column for column in columns if column.name != "short" or rows["short"].notna().any()]


def followed(rows: pd.DataFrame, measure: str, about: Setting) -> dict:
    """The goal that is told at length: the next of ``measure``, else its last, else the first of another measure.

    A goal for everywhere comes before those for town or country.
    """
    named = rows[rows["measure"] == measure]
    whole = named[named["segment"] == "all"]
    own = next((each for each in (whole, named) if len(each)), rows)
    ahead = own[own["goal_year"] >= about.as_of.year]
    return (own.iloc[-1] if ahead.empty else ahead.iloc[0]).to_dict()


def gaps_title(rows: pd.DataFrame, about: Setting) -> str:
    """How many of the goals are reached, and for how many of those ahead the pace is enough."""
    words, n, total = about.words, int(rows["reached"].sum()), len(rows)
    if n == total:
        both = words("Both goals are reached") if n == 2 else ""
        return both or words.plural("The goal is reached", "All {n} goals are reached", n)
    if rows["open"].any():
        return words.plural(
            "For {n} of {total} goals it is open whether it is reached",
            "For {n} of {total} goals it is open whether they are reached",
            int(rows["open"].sum()),
            total=total,
        )
    if total == 1:
        if rows["goal_year"].iloc[0] < about.as_of.year:
            return words("The goal is not reached, and its year is over")
        said = words("The goal is not reached")
    elif not n:
        said = words("None of the {n} goals are reached", n=total)
    else:
        said = words.plural("{n} of {total} goals is reached", "{n} of {total} goals are reached", n, total=total)
    return words.joined([said, _enough(rows, about)])


def _enough(rows: pd.DataFrame, about: Setting) -> str:
    """For how many of the goals ahead the pace is enough."""
    words = about.words
    ahead = rows[~rows["reached"].astype(bool) & (rows["goal_year"] >= about.as_of.year) & (rows["verdict"] != "over")]
    if ahead.empty:
        left = int((~rows["reached"].astype(bool)).sum())
        return words.plural("the year of the one left is over", "the years of the {n} left are over", left)
    if len(ahead) == 1:
        return verdict(ahead.iloc[0].to_dict(), about)
    if ahead["verdict"].eq("unknown").all():
        return words("whether the pace is enough for the {n} still ahead is not known", n=len(ahead))
    n = int(ahead["verdict"].eq("enough").sum())
    if n:
        return words(
            "the pace is enough for {n} of the {total} still ahead if the rise does not slow", n=n, total=len(ahead)
        )
    return words("the pace is not known to be enough for any of the {n} still ahead", n=len(ahead))


def goal_name(row: pd.Series | dict, words: Words) -> str:
    """A goal as it stands in a sentence: 95 % with broadband of 100 Mbit/s outside built-up areas in 2025."""
    return words(
        "{goal} with {measure} in {year}",
        goal=words.percent(row["goal"], row["goal_decimals"]),
        measure=measured_name(row["measure"], row["segment"], words),
        year=str(row["goal_year"]),
    )


def verdict(row: dict, about: Setting) -> str:
    """Whether the goal is reached, or will be at the pace of late, in words."""
    words = about.words
    if row["verdict"] not in ("reached", "open", "no_value") and row["goal_year"] < about.as_of.year:
        return words("not reached when last measured; the year is over")
    return {
        "reached": words("reached"),
        "open": words("only a limit is published, which leaves open whether it is reached"),
        "over": words("not reached when last measured; the year is over"),
        "unknown": words("the pace is not known: no earlier value can be compared"),
        "unsure": words("rounding hides whether the pace is enough"),
        "enough": words("the pace is enough if the rise does not slow"),
        "slow": words("the pace is too slow"),
        "no_value": words("no value available"),
    }[row["verdict"]]


def households(count: float, within: float, words: Words) -> str:
    """So many, as exactly as the rounding of the share they come from lets one say."""
    return words("about {number}", number=words.number(as_known(count, within)))


def _nation(about: Setting) -> dict[str, str]:
    return {"nation": about.areas["name"][about.nation]}


def _distance(row: dict, words: Words) -> str:
    said = {
        "goal": words.sentence(goal_name(row, words)),
        "share": share(row, words),
        "month": measured_in(row["period"], words),
    }
    if row["reached"]:
        return words("{goal}: reached with {share} in {month}.", **said)
    if row["gap"] <= 0:
        return words("{goal}: {share} in {month}.", **said)
    said["distance"] = points_short(row, words)
    if pd.isna(row["short"]):
        return words("{goal}: {share} in {month}, {distance} short.", **said)
    said["n"] = households(row["short"], row["within"], words)
    return words("{goal}: {share} in {month}, {distance} or {n} households short.", **said)


def _pace(row: dict, about: Setting) -> list[str]:
    """How fast it last went against how fast it must go."""
    words = about.words
    if row["reached"] or row["goal_year"] < about.as_of.year or row["verdict"] in ("over", "open", "unknown"):
        return [words("{told}.", told=words.sentence(verdict(row, about)))] if not row["reached"] else []
    said = {
        "rise": words.points(abs(row["rise"]), 1),
        "needed": words.points(row["needed"], 1),
        "verdict": verdict(row, about),
    }
    if row["rise"] < 0:
        return [words("The share last fell by {rise} a year; a rise of {needed} a year is needed: {verdict}.", **said)]
    return [words("The share last rose by {rise} a year; {needed} a year is needed: {verdict}.", **said)]


def households_short(row: dict, words: Words) -> str:
    """The households that the goal would give access, or why their number is not known."""
    if row["reached"]:
        return words("none")
    if pd.isna(row["short"]):
        return {
            "limit": words("only a limit of the share is published"),
            "no_count": words("number of households not available"),
            "count_of_other_base": words("others are counted"),
            "count_of_other_year": words("number of households of that year not available"),
        }[row["why"]]
    return households(row["short"], row["within"], words)


def _left(row: dict, words: Words) -> str:
    """The distance as a bare number, where its unit is in the heading."""
    return distance(row, words, bare=True)


def _signed(points: float, words: Words) -> str:
    return ("+" if points > 0 else "") + words.number(points, 1)


def _rise(row: dict, words: Words) -> str:
    return words("not known") if pd.isna(row["rise"]) else _signed(row["rise"], words)


def _needed(row: dict, about: Setting) -> str:
    words = about.words
    if row["reached"]:
        return words("none")
    if row["goal_year"] < about.as_of.year:
        return words("the year is over")
    if pd.isna(row["needed"]):
        return words("not known") if row["status"] in BRIEF else words("the year is over")
    return _signed(row["needed"], words)


def base_notes(rows: pd.DataFrame, words: Words) -> list[str]:
    """That a goal counts others than the values held against it do, for each such pair."""
    return [
        words(
            "The goal counts {goal_base}; the values count {base}.",
            goal_base=base_name(goal_base, words),
            base=base_name(base, words),
        )
        for (goal_base, base), _ in rows[rows["goal_base"] != rows["base"]].groupby(["goal_base", "base"], sort=True)
    ]


def _notes(rows: pd.DataFrame, area: str, words: Words) -> list[str]:
    notes = base_notes(rows, words)
    close = rows[~rows["certain"].astype(bool) & ~rows["open"].astype(bool)]
    if len(close):
        close = words.list(goal_name(row, words) for row in close.to_dict("records"))
        notes.append(
            words("Goals so close that rounding hides on which side of them the share lies: {goals}.", goals=close)
        )
    if rows["short"].isna().all():
        notes.append(
            words("How many households are short is not known: their number in {area} is not available.", area=area)
        )
    if rows["short"].gt(0).any():
        notes.append(
            words("Households short: what the distance comes to in households, of those counted in the year measured.")
        )
    if rows["needed"].gt(0).any():
        notes.append(
            words(
                "Needed a year: the distance spread over the time from the measurement to the end of the goal's year."
            )
        )
    if rows["verdict"].eq("enough").any():
        notes.append(words("The pace is a straight line; most often the rise slows when almost all have access."))
    return notes


def _without(every: pd.DataFrame, words: Words) -> str:
    left = every[every["value"].isna()]
    if left.empty:
        return ""
    goals = words.list(goal_name(row, words) for row in left.to_dict("records"))
    return words("No value available to compare with these goals: {goals}.", goals=goals)
