"""The first screen of a municipality's page: where it stands, what is asked of it, what is late."""

import pandas as pd

from radrum.exhibits.coverage_points import answered
from radrum.exhibits.exhibit import Answer, Exhibit, Summary, Unknown
from radrum.exhibits.own_rollout import ANSWERING
from radrum.exhibits.own_tasks import TASKS
from radrum.exhibits.setting import Setting

Found = Exhibit | Unknown
AHEAD = 3  # tasks to come that are named


def municipality_points(
    stands: list[Found], answers: Found, tasks: Found, matters: pd.DataFrame, own: pd.DataFrame, about: Setting
) -> Summary:
    """Three questions of the municipality's people.

    ``stands`` are the exhibits of where it stands, ``answers`` and ``tasks`` those of what is asked of it; ``matters``
    come from ``municipality.matters`` and ``own``, its tasks, from ``actions.ageing``.
    """
    words = about.words
    return Summary(
        (
            answered(words("Where do we stand?"), stands, about),
            answered(words("What is asked of us?"), [answers, tasks], about),
            _late(tasks, matters, own, about),
        ),
        words,
    )


def _late(tasks: Found, matters: pd.DataFrame, own: pd.DataFrame, about: Setting) -> Answer:
    """Its tasks past their last day, and how long others have waited for its answer, which has no last day."""
    words, question = about.words, about.words("What is late?")
    late = own[own["standing"] == "late"].sort_values("days_late", ascending=False)
    ahead = own[own["standing"] == "ahead"].sort_values("last_day")
    points = [
        words.plural("{task}: {n} day late", "{task}: {n} days late", int(row.days_late), task=words.own(row.task))
        for row in late.itertuples()
    ]
    points += [
        words("Due {day}: {task}", day=words.date(row.last_day), task=words.own(row.task))
        for row in ahead.head(AHEAD).itertuples()
    ]
    waits = matters[matters["waited"].fillna(0) > 0]
    points += [
        words.plural(
            "Asked {n} day ago, without an answer: {matter}",
            "Asked {n} days ago, without an answer: {matter}",
            int(row.waited),
            matter=words.own(row.title),
        )
        for row in waits.head(AHEAD).itertuples()
    ]
    if own.empty:
        told = words("{told}.", told=tasks.title)
        return Answer(question, told, tuple(points), ANSWERING if points else TASKS)
    answer = words.plural("{n} task is late.", "{n} tasks are late.", len(late)) if len(late) else ""
    return Answer(question, answer or words("None of our tasks are late."), tuple(points), TASKS, alert=bool(len(late)))
