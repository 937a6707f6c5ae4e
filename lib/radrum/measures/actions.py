"""Tasks and dated steps: until when, which are late and by how much."""

import pandas as pd

STANDINGS = ("late", "ahead", "no_last_day", "done", "dropped")


def standing(actions: pd.DataFrame, meetings: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The tasks with where each stands at the end of ``as_of``, in the order of the log.

    Adds ``last_day`` (the latest day the words can mean, or the date of the meeting it is due at; missing where
    neither is known), ``days_late`` (whole days since the last day; missing where not late) and ``standing``:
    ``late`` only after the last day and while open, ``ahead`` before it, ``no_last_day`` where none is known,
    ``done`` or ``dropped``.
    """
    dates = meetings.set_index("meeting")["date"]
    due_meeting = pd.to_datetime(actions["due_meeting"].map(dates.to_dict()))
    last_day = pd.to_datetime(actions["due_latest"]).fillna(due_meeting)
    still_open = actions["state"] == "open"
    late = still_open & (last_day < as_of)
    stands = actions["state"].where(~still_open, "ahead")
    stands = stands.mask(still_open & last_day.isna(), "no_last_day").mask(late, "late")
    days_late = (as_of - last_day).dt.days.where(late).astype("Int64")
    return actions.assign(last_day=last_day, days_late=days_late, standing=stands).sort_values(
        ["meeting", "position"], ignore_index=True
    )


def calendar(actions: pd.DataFrame, milestones: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    """Every dated thing to come or gone by: tasks and steps of initiatives, by first day.

    One row per task or step that the papers date: ``action`` or ``initiative_key`` and ``milestone`` (what names it in
    the register), ``title``, ``initiative`` (its title; missing for a task without),
    ``kind`` (task, decided, estimated, required_outside), ``due`` (the words), ``first`` and ``last`` day the words can
    mean (``last`` missing where the words give none), ``done`` (a flag; what is dropped is done with), ``source``.
    """
    titles = initiatives.set_index("initiative")["title"]
    tasks = actions.assign(title=actions["task"], kind="task", done=actions["state"] != "open")
    steps = milestones.assign(done=milestones["done"].notna())
    columns = [
        "action",
        "milestone",
        "title",
        "initiative",
        "kind",
        "due",
        "due_earliest",
        "due_latest",
        "done",
        "source",
    ]
    dated = pd.concat([part.filter(columns) for part in (tasks, steps)], ignore_index=True)
    dated = dated.assign(initiative_key=dated["initiative"], initiative=dated["initiative"].map(titles))
    dated = dated.rename(columns={"due_earliest": "first", "due_latest": "last"})
    dated = dated[dated["first"].notna() | dated["last"].notna()]
    dated = dated.assign(first=dated["first"].fillna(dated["last"]))
    return dated.sort_values(["first", "last", "title"], ignore_index=True)


def ageing(tasks: pd.DataFrame, history: pd.DataFrame, meetings: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The tasks with how long they have stood and how often they were put off. ``tasks`` come from ``standing``.

    Adds ``age``: days since the task was first recorded (missing where it is no longer open), ``postponed``: how many
    times its last day, or the meeting it is due at, was changed to a later one, and ``first_due``: its last day as
    first recorded. A correction replaces what it corrects and is no postponement.
    """
    dates = meetings.set_index("meeting")["date"].to_dict()
    last = pd.to_datetime(history["due_latest"]).fillna(pd.to_datetime(history["due_meeting"].map(dates)))
    states = history.assign(last=last)[history["change"] != "ended"]
    dated = states.dropna(subset="last")
    later = dated["last"] > dated.groupby("action")["last"].shift()
    postponed = later.groupby(dated["action"]).sum()
    first = dated.drop_duplicates("action").set_index("action")["last"]
    begun = states.groupby("action")["holds_from"].min()
    age = (
        (as_of - pd.to_datetime(tasks["action"].map(begun.to_dict())))
        .dt.days.where(tasks["state"] == "open")
        .astype("Int64")
    )
    return tasks.assign(
        age=age,
        postponed=tasks["action"].map(postponed).fillna(0).astype(int),
        first_due=pd.to_datetime(tasks["action"].map(first.to_dict())),
    )


def untied(agenda: pd.DataFrame, actions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Decisions that no task follows from, and tasks that follow from no decision.

    The first holds rows of ``agenda`` whose state is decided and which no task names; the second rows of ``actions``
    that name no item, or one that was not decided.
    """
    named = set(zip(actions["meeting"], actions["item"], strict=True))
    decided = agenda[agenda["state"] == "decided"]
    tied = [pair in named for pair in zip(decided["meeting"], decided["item"], strict=True)]
    grounds = set(zip(decided["meeting"], decided["item"], strict=True))
    founded = [pair in grounds for pair in zip(actions["meeting"], actions["item"], strict=True)]
    return (
        decided[[not each for each in tied]].reset_index(drop=True),
        actions[[not each for each in founded]].reset_index(drop=True),
    )
