"""Exhibits of the tasks that meetings give."""

import pandas as pd

from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

MONTH = 365.25 / 12  # days
COUNTED = 61  # days; what has stood longer is told in whole months


def task_log(tasks: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Every task with who answers for it, until when and where it stands. ``tasks`` come from ``actions.ageing``."""
    words, as_of = about.words, about.as_of
    if tasks.empty:
        reason = kept_back(about, "actions") or words(
            "The register holds no tasks from meetings recorded by {day}.", day=as_of
        )
        return Unknown("task-log", words("Which tasks the meetings have given is not known"), reason, words)
    still_open = tasks[tasks["state"] == "open"]
    late = tasks[tasks["standing"] == "late"]
    ordered = still_open.sort_values(["days_late", "last_day", "position"], ascending=[False, True, True])
    return Exhibit(
        name="task-log",
        title=_headline(still_open, late, words),
        subtitle=words("The council's task log as known on {day}", day=as_of),
        description=_told(still_open, late, words) if len(still_open) else _ended(tasks, words),
        table=_log(ordered if len(ordered) else tasks, words),
        source=register_line(tasks, about, "actions"),
        words=words,
        notes=(*_silence(late, about), *_put_off(still_open, words)),
    )


def tasks_over(tasks: pd.DataFrame, about: Setting) -> list[Exhibit]:
    """The tasks that are done or dropped, folded; nothing where the task log itself shows them or there are none."""
    words, over = about.words, tasks[tasks["state"] != "open"]
    if over.empty or len(over) == len(tasks):
        return []
    return [
        Exhibit(
            name="tasks-over",
            title=words.plural("{n} task is done or dropped", "{n} tasks are done or dropped", len(over)),
            subtitle=words("The council's task log as known on {day}", day=about.as_of),
            description=_ended(over, words),
            table=_log(over, words),
            source=register_line(over, about, "actions"),
            words=words,
            folded=True,
        )
    ]


def _ended(over: pd.DataFrame, words: Words) -> str:
    """How many tasks were done and how many dropped."""
    done = int((over["state"] == "done").sum())
    told = [words.plural("{n} is done", "{n} are done", done)] if done else []
    if len(over) > done:
        told.append(words.plural("{n} is dropped", "{n} are dropped", len(over) - done))
    return words("Of the tasks that are no longer open, {told}.", told=words.list(told))


def _log(tasks: pd.DataFrame, words: Words) -> Table:
    return Table(
        words("Task log: who is responsible, and by when"),
        [
            Column("task", words("Task"), own=True),
            Column("area", words("Field"), own=True),
            Column("responsible", words("Responsible"), own=True),
            Column("due", words("Due (according to the papers)"), own=True),
            Column("standing", words("Status"), lambda row: words.joined(_history(row, words), "\n")),
        ],
        tasks,
    )


def _put_off(still_open: pd.DataFrame, words: Words) -> tuple[str, ...]:
    """Which open tasks have been put off, the most often first."""
    moved = still_open[still_open["postponed"] > 0].sort_values(["postponed", "position"], ascending=[False, True])
    told = [
        words(
            "{task} ({times}, first due {day})",
            task=words.own(row.task),
            times=_how_often(int(row.postponed), words),
            day=row.first_due,
        )
        for row in moved.itertuples()
    ]
    return (words("Postponed: {tasks}.", tasks=words.list(told)),) if told else ()


def untied(decisions: pd.DataFrame, tasks: pd.DataFrame, known: int, about: Setting) -> Exhibit | Unknown:
    """Decisions that no task follows from, and tasks that follow from no decision, from ``actions.untied``.

    ``known`` is how many decisions and tasks there are in all.
    """
    words = about.words
    if not known:
        reason = kept_back(about, "agenda", "actions") or words(
            "The register holds neither decisions nor tasks recorded by {day}.", day=about.as_of
        )
        return Unknown("untied", words("Which decisions have a task is not known"), reason, words)
    if decisions.empty and tasks.empty:
        reason = words("Every decision known on {day} has a task, and every task a decision.", day=about.as_of)
        return Unknown("untied", words("No decision lacks a task"), reason, words)
    rows = pd.concat(
        [
            decisions.assign(what=decisions["decision"].fillna(decisions["title"]), lacks="task"),
            tasks.assign(what=tasks["task"], lacks="decision"),
        ],
        ignore_index=True,
    )
    without = words.plural("{n} decision has no task", "{n} decisions have no task", len(decisions))
    founded = words.plural("{n} task has no decision", "{n} tasks have no decision", len(tasks))
    return Exhibit(
        name="untied",
        title=words("{decisions}, and {tasks}", decisions=without, tasks=founded),
        subtitle=words("Decisions that led to no task, and tasks not tied to a decision, by {day}", day=about.as_of),
        description=words("A decision may need no task; a task may have come up without an item of its own."),
        table=Table(
            words("Decisions without a task, and tasks without a decision"),
            [
                Column("what", words("What"), own=True),
                Column("lacks", words("Missing"), lambda row: _lacks(row, words)),
            ],
            rows,
        ),
        source=register_line(rows, about, "agenda", "actions"),
        words=words,
        folded=True,
    )


def _lacks(row: dict, words: Words) -> str:
    return words("a task") if row["lacks"] == "task" else words("a decision")


def _headline(still_open: pd.DataFrame, late: pd.DataFrame, words: Words) -> str:
    if still_open.empty:
        return words("No task is open")
    tasks = words.plural("{n} open task", "{n} open tasks", len(still_open))
    if len(late):
        return words.plural("{tasks}, {n} of them late", "{tasks}, {n} of them late", len(late), tasks=tasks)
    return words("{tasks}, none late", tasks=tasks)


def _told(still_open: pd.DataFrame, late: pd.DataFrame, words: Words) -> str:
    told = []
    for row in late.sort_values("days_late", ascending=False).itertuples():
        days = words.plural("{n} day", "{n} days", int(row.days_late))
        told.append(words("{task} ({days} late)", task=words.own(row.task), days=days))
    sentences = [words("Late: {tasks}.", tasks=words.list(told))] if told else []
    ahead = still_open[still_open["standing"] == "ahead"].sort_values("last_day")
    if len(ahead):
        first = ahead.iloc[0]
        sentences.append(
            words("The next deadline is {day}: {task}.", day=first["last_day"], task=words.own(first["task"]))
        )
    undated = still_open[still_open["standing"] == "no_last_day"]
    at_meeting = undated["due_meeting"].notna().sum()
    if at_meeting:
        sentences.append(
            words.plural(
                "{n} task is due at a meeting whose date is not set, so it cannot be called late.",
                "{n} tasks are due at a meeting whose date is not set, so they cannot be called late.",
                int(at_meeting),
            )
        )
    if len(undated) - at_meeting:
        sentences.append(
            words.plural(
                "For {n} task the minutes give no deadline.",
                "For {n} tasks the minutes give no deadline.",
                int(len(undated) - at_meeting),
            )
        )
    return words.sentences(sentences)


def _silence(late: pd.DataFrame, about: Setting) -> tuple[str, ...]:
    """Since when nothing has been recorded of the late tasks: they may have been done without a word."""
    newest = late["recorded"].max()
    if late.empty or newest >= about.as_of:
        return ()
    words = about.words
    return (
        words(
            "Late as far as the register knows: nothing has been recorded about these tasks since {day}.", day=newest
        ),
    )


def _history(row: dict, words: Words) -> list[str]:
    """Where a task stands and, below it, how long it has been open and how often it was put off."""
    age, times = row.get("age"), int(row["postponed"])
    told = [_age(int(age), words)] if pd.notna(age) and age > 0 else []
    told += [_how_often(times, words)] if times else []
    return [_standing(row, words), *([words.joined(told, ", ")] if told else [])]


def _how_often(times: int, words: Words) -> str:
    return words("postponed once") if times == 1 else words.plural("postponed {n} time", "postponed {n} times", times)


def _age(days: int, words: Words) -> str:
    if days < COUNTED:
        return words.plural("open for {n} day", "open for {n} days", days)
    return words.plural("open for {n} month", "open for {n} months", int(days / MONTH))


def _standing(row: dict, words: Words) -> str:
    if row["standing"] == "late":
        return words("{days} late", days=words.plural("{n} day", "{n} days", int(row["days_late"])))
    if row["standing"] == "ahead":
        return words("open, due {day}", day=row["last_day"])
    if row["standing"] == "no_last_day":
        at_meeting = isinstance(row["due_meeting"], str)
        return words("open, due at a meeting to be set") if at_meeting else words("open, no deadline known")
    return {"done": words("done"), "dropped": words("dropped")}[row["standing"]]
