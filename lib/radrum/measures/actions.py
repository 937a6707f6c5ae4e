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

    One row per task or step that the papers date: ``title``, ``initiative`` (its title; missing for a task without),
    ``kind`` (task, decided, estimated, required_outside), ``due`` (the words), ``first`` and ``last`` day the words can
    mean (``last`` missing where the words give none), ``done`` (a flag; what is dropped is done with), ``source``.
    """
    titles = initiatives.set_index("initiative")["title"]
    tasks = actions.assign(title=actions["task"], kind="task", done=actions["state"] != "open")
    steps = milestones.assign(done=milestones["done"].notna())
    columns = ["title", "initiative", "kind", "due", "due_earliest", "due_latest", "done", "source"]
    dated = pd.concat([part[columns] for part in (tasks, steps)], ignore_index=True)
    dated = dated.assign(initiative=dated["initiative"].map(titles))
    dated = dated.rename(columns={"due_earliest": "first", "due_latest": "last"})
    dated = dated[dated["first"].notna() | dated["last"].notna()]
    dated = dated.assign(first=dated["first"].fillna(dated["last"]))
    return dated.sort_values(["first", "last", "title"], ignore_index=True)
