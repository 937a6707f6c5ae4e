"""The exhibit of the tasks that one municipality answers for."""

from dataclasses import replace

import pandas as pd

from radrum.exhibits.actions import task_log
from radrum.exhibits.exhibit import Exhibit, Unknown
from radrum.exhibits.setting import Setting

TASKS = "task-log"


def own_tasks(tasks: pd.DataFrame, own: pd.DataFrame, area: str, about: Setting) -> Exhibit | Unknown:
    """The tasks whose responsible body is the municipality ``area``.

    ``tasks`` are all, from ``actions.ageing``; ``own`` those of them that are the municipality's.
    """
    words, name = about.words, about.areas["name"][area]
    if tasks.empty:
        return task_log(tasks, about)
    nobodys = int(((tasks["state"] == "open") & tasks["party"].isna()).sum())
    note = words.plural(
        "For {n} open task the register does not say which body is responsible.",
        "For {n} open tasks the register does not say which body is responsible.",
        nobodys,
    )
    notes = (note,) if nobodys else ()
    if own.empty:
        reason = words.plural(
            "The one task in the log is not said to belong to {area}.",
            "None of the {n} tasks in the log are said to belong to {area}.",
            len(tasks),
            area=name,
        )
        title = words("No task is known to belong to {area}", area=name)
        return Unknown(TASKS, title, words.sentences([reason, *notes]), words)
    shown = task_log(own, about)
    return replace(
        shown,
        title=words("{area}: {told}", area=name, told=words.within(shown.title)),
        subtitle=words("Tasks for which {area} is responsible, as known on {day}", area=name, day=about.as_of),
        notes=(*shown.notes, *notes),
    )
