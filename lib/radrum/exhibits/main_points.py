"""The first screen: four questions, each answered in a line."""

from collections.abc import Sequence

import pandas as pd

from radrum.exhibits.exhibit import Answer, Summary
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.telling import told, what_changed
from radrum.words import Words

NAMED = 3


def main_points(
    agenda_ahead: pd.DataFrame,
    held: pd.Series | None,
    agenda_held: pd.DataFrame,
    tasks: pd.DataFrame,
    since: pd.Timestamp | None,
    lines: pd.DataFrame,
    statistics: pd.DataFrame,
    goals: pd.DataFrame,
    levels: pd.DataFrame,
    pace: pd.Series | None,
    measure: str,
    asked: pd.DataFrame,
    steps: pd.DataFrame,
    about: Setting,
    also: Sequence[str] = (),
) -> Summary:
    """What must we decide, what changed, what is late, are we on course.

    ``agenda_ahead`` and ``agenda_held`` are the agendas of the next and the last meeting, ``tasks`` come from
    ``actions.standing``, ``lines`` from ``changes.lines`` (none where what was known then is not at hand),
    ``statistics`` and ``goals`` are the new ones from ``news``, ``levels`` from
    ``coverage.levels``, ``asked`` from ``bodies.decisions``, ``steps`` from ``actions.calendar``; ``also`` is what
    ``coverage_told`` says of the goals.
    """
    words = about.words
    answers = (
        _to_decide(agenda_ahead, asked, words),
        _changed(held, agenda_held, since, lines, statistics, goals, about),
        _late(tasks, steps, about),
        _on_course(levels, pace, measure, also, about),
    )
    return Summary(answers, words)


def _to_decide(items: pd.DataFrame, asked: pd.DataFrame, words: Words) -> Answer:
    question = words("What must we decide?")
    waiting = asked[asked["state"] == "asked"]
    others = []
    applies = asked[asked["title"].isin(waiting["title"]) & (asked["state"] != "not_applicable")]
    for title, rows in applies.groupby("title", sort=False):
        n = int(rows["state"].isin(["decided", "refused"]).sum())
        said = {"matter": words.headed(title), "total": len(rows)}
        others.append(
            words.plural("{matter}: {n} of {total} has answered", "{matter}: {n} of {total} have answered", n, **said)
        )
    if items.empty and others:
        answer = words.plural(
            "{n} body has been asked and has not answered.",
            "{n} bodies have been asked and have not answered.",
            len(waiting),
        )
        return Answer(question, answer, tuple(others), "decisions-tracker")
    if items.empty:
        return Answer(question, words("No agenda for a future meeting is known."), (), "next-agenda")
    up = items[items["kind"] == "decision"]
    if up.empty:
        answer = words.plural(
            "Nothing is up for decision: the next meeting has {n} item of another kind.",
            "Nothing is up for decision: the next meeting has {n} items of other kinds.",
            len(items),
        )
    else:
        answer = words.plural("{n} item is up for decision.", "{n} items are up for decision.", len(up))
        more = len(items) - len(up)
        if more:
            others.append(
                words.plural(
                    "The next meeting has {n} more item, of another kind",
                    "The next meeting has {n} more items, of other kinds",
                    more,
                )
            )
    listed = items if up.empty else up
    return Answer(question, answer, (*map(words.own, listed["title"]), *others), "next-agenda")


def _changed(
    held: pd.Series | None,
    items: pd.DataFrame,
    since: pd.Timestamp | None,
    lines: pd.DataFrame,
    statistics: pd.DataFrame,
    goals: pd.DataFrame,
    about: Setting,
) -> Answer:
    words, question = about.words, about.words("What has changed?")
    points = []
    met = held is not None and not (items["state"] == "planned").all() and (since is None or held["date"] > since)
    if met:
        decided, continued, left = (items[items["state"] == state] for state in ("decided", "continued", "not_reached"))
        points += [words.own(decision.split(". ")[0].rstrip(".")) for decision in decided["decision"].dropna()]
        if len(continued):
            points.append(words.plural("{n} item continues", "{n} items continue", len(continued)))
        if len(left):
            points.append(words.plural("{n} item not reached", "{n} items not reached", len(left)))
    worse = lines[lines["turn"] > 0]
    points += [
        words("Worse: {what}", what=words.joined([what_changed(row, words), told(row, words)], ". "))
        for row in worse.head(NAMED).to_dict("records")
    ]
    fresh = dict.fromkeys(measure_name(name, words) for name in statistics["measure"])
    if fresh:
        points.append(words("New statistics: {measures}", measures=words.list(fresh)))
    for row in goals.itertuples():
        value = words.percent(row.value, row.decimals)
        points.append(
            words(
                "New goal for {year}: {value} with {measure}",
                year=str(row.goal_year),
                value=value,
                measure=measure_name(row.measure, words),
            )
        )
    if since is None:
        return Answer(question, words("There is nothing earlier to compare with."), (), "since-meeting")
    if met:
        answer = words.plural(
            "The meeting on {day} decided {n} item.",
            "The meeting on {day} decided {n} items.",
            len(decided),
            day=held["date"],
        )
    elif len(lines):
        answer = words.plural(
            "{n} thing in the register has changed since {day}, {worse} for the worse.",
            "{n} things in the register have changed since {day}, {worse} for the worse.",
            len(lines),
            day=since,
            worse=len(worse),
        )
    elif fresh or len(goals):
        answer = words("New figures have been published since {day}.", day=since)
    else:
        answer = words("Nothing new has become known since {day}.", day=since)
    return Answer(question, answer, tuple(points), "decisions" if met else "since-meeting")


def _late(tasks: pd.DataFrame, steps: pd.DataFrame, about: Setting) -> Answer:
    """Tasks and binding steps past their last day; an estimate or a suggestion that has passed is not late."""
    words, question = about.words, about.words("What is late?")
    binding = steps[steps["kind"].isin(["decided", "required_outside"]) & ~steps["done"]]
    overdue = binding[binding["last"] < about.as_of]
    if tasks.empty and steps.empty:
        return Answer(question, words("No tasks are known."), (), "task-log")
    if len(overdue) and not (tasks["standing"] == "late").any():
        points = [words("Due {day}: {task}", day=row.last, task=words.own(row.title)) for row in overdue.itertuples()]
        answer = words.plural(
            "{n} dated step is past its last day.", "{n} dated steps are past their last day.", len(overdue)
        )
        return Answer(question, answer, tuple(points), "dates-ahead", alert=True)
    late = tasks[tasks["standing"] == "late"].sort_values("days_late", ascending=False)
    ahead = tasks[tasks["standing"] == "ahead"].sort_values("last_day")
    undated = tasks[tasks["standing"] == "no_last_day"]
    points = [
        words.plural("{task}: {n} day late", "{task}: {n} days late", int(row.days_late), task=words.own(row.task))
        for row in late.itertuples()
    ]
    points += [
        words("Due {day}: {task}", day=words.date(row.last_day), task=words.own(row.task))
        for row in ahead.head(3).itertuples()
    ]
    if len(overdue):
        points.append(
            words.plural("{n} dated step is past its last day", "{n} dated steps are past their last day", len(overdue))
        )
    if len(undated):
        points.append(
            words.plural("{n} task without a known deadline", "{n} tasks without a known deadline", len(undated))
        )
    answer = (
        words("Nothing is late.") if late.empty else words.plural("{n} task is late.", "{n} tasks are late.", len(late))
    )
    return Answer(question, answer, tuple(points), "task-log", alert=bool(len(late)))


def _on_course(
    levels: pd.DataFrame, pace: pd.Series | None, measure: str, also: Sequence[str], about: Setting
) -> Answer:
    words, question, names = about.words, about.words("Are we on course?"), about.areas["name"]
    own = levels[levels["area"] == about.council.area]
    if own.empty:
        others = [
            words("{area}: {share}", area=names[row.area], share=words.percent(row.value, row.decimals))
            for row in levels.itertuples()
        ]
        if len(levels) and levels["goal"].notna().any():
            first = levels.iloc[0]
            goal = words.percent(first["goal"], first["goal_decimals"])
            year, what = str(first["goal_year"]), measure_name(measure, words)
            others.insert(0, words("Goal for {year}: {goal} with {measure}", year=year, goal=goal, measure=what))
        return Answer(question, words("No value for the region is known."), (*others, *also), "coverage-over-time")
    row = own.iloc[0]
    share = words.percent(row["value"], row["decimals"])
    points = [
        words("{area}: {share} of the {base}", area=names[row["area"]], share=share, base=base_name(row["base"], words))
    ]
    answer = words("{share} can get {measure}.", share=share, measure=measure_name(measure, words))
    if pd.notna(row["goal"]):
        aim, year = words.percent(row["goal"], row["goal_decimals"]), str(row["goal_year"])
        distance = words.points(row["gap"], max(row["decimals"], row["goal_decimals"]))
        answer = _course(row, pace, distance, year, words)
        goal = words(
            "Goal for {year}: {goal} with {measure}", year=year, goal=aim, measure=measure_name(measure, words)
        )
        points.insert(0, goal)
        if row["goal_base"] != row["base"]:
            points.insert(1, words("The goal counts {goal_base}", goal_base=base_name(row["goal_base"], words)))
        if pace is not None and not (row["reached"] or row["open"]):
            points.append(words("{distance} short of the goal", distance=distance))
    points += also
    points.append(words("Measured in {month}", month=measured_in(row["period"], words)))
    for other in levels[levels["area"] != about.council.area].itertuples():
        said = {"area": names[other.area], "share": words.percent(other.value, other.decimals)}
        if other.period == row["period"]:
            points.append(words("{area}: {share}", **said))
        else:
            points.append(words("{area}: {share} ({month})", month=measured_in(other.period, words), **said))
    return Answer(question, answer, tuple(points), "coverage-over-time")


def _course(row: pd.Series, pace: pd.Series | None, distance: str, year: str, words: Words) -> str:
    """How fast it last went and how fast it must go; nothing can be told from one comparable value."""
    if row["reached"]:
        return words("The goal for {year} is reached.", year=year)
    if row["open"]:
        return words("Whether the goal for {year} is reached is open: only a limit is published.", year=year)
    if pace is None:
        return words("We cannot tell from one comparable value: {distance} short of the goal.", distance=distance)
    named = {name: words.points(pace[name], pace["decimals"], signed=True) for name in ("rise", "needed")}
    return words("{rise} a year since the previous value; {needed} a year is needed to reach the goal.", **named)
