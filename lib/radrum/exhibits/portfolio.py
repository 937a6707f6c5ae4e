"""The first screen of the portfolio: four questions, each answered in a line."""

import pandas as pd

from radrum.exhibits.board import OVER, chosen, reasons
from radrum.exhibits.exhibit import Answer, Summary
from radrum.exhibits.setting import Setting
from radrum.exhibits.timeline import moved_ever
from radrum.words import Words

MOST = 3  # points of an answer


def portfolio_points(
    standing: pd.DataFrame, ends: pd.DataFrame, described: pd.DataFrame, matters: pd.DataFrame, about: Setting
) -> Summary:
    """What is red, what has slipped, what waits, what do we not know.

    ``standing`` comes from ``portfolio.board``, ``ends`` from ``portfolio.slippage`` of the initiatives' ends,
    ``described`` from ``initiatives.stated``, ``matters`` from ``bodies.decisions``.
    """
    words = about.words
    active = chosen(standing, about.words)
    active = active[~active["stage"].isin(OVER)]
    candidates = standing[standing["candidate"].fillna(False).astype(bool)]
    described = described[described["initiative"].isin(active["initiative"])]
    answers = (
        _worst(active, words),
        _slipped(active, ends, words),
        _waiting(candidates, matters, words),
        _unknown(active, described, words),
    )
    return Summary(answers, words)


def _worst(active: pd.DataFrame, words: Words) -> Answer:
    question = words("What is red?")
    assessed = active[active["light"].notna()]
    if assessed.empty:
        return Answer(question, words("No light is known: nothing has been assessed."), (), "board")
    red, yellow = (assessed[assessed["light"] == light] for light in ("red", "yellow"))
    answer = words.plural(
        "{n} of {total} assessed initiatives is red.",
        "{n} of {total} assessed initiatives are red.",
        len(red),
        total=len(assessed),
    )
    if red.empty:
        answer = words.plural(
            "The one assessed initiative is not red.", "None of the {n} assessed initiatives are red.", len(assessed)
        )
    elif len(assessed) == 1:
        answer = words("The one assessed initiative is red.")
    points = [
        words("{title} ({marks})", title=words.own(row["title"]), marks=reasons(row, words))
        for row in red.head(MOST).to_dict("records")
    ]
    points += _more(len(red), words)
    if len(yellow):
        points.append(words("{n} yellow", n=len(yellow)))
    return Answer(question, answer, tuple(points), "board", alert=bool(len(red)))


def _slipped(active: pd.DataFrame, ends: pd.DataFrame, words: Words) -> Answer:
    question = words("What has slipped?")
    dated = ends[ends["initiative"].isin(active["initiative"])]
    if dated.empty:
        return Answer(question, words("We cannot tell: no end is stated."), (), "timeline")
    if not moved_ever(ends):
        return Answer(question, words("There is no earlier plan to compare with."), (), "timeline")
    later = dated[dated["slip"] > 0].sort_values(["slip", "title"], ascending=[False, True], key=words.sorting)
    if later.empty:
        answer = words.plural(
            "Nothing: the one stated end is where it was first set.",
            "Nothing: none of the {n} stated ends are later than first set.",
            len(dated),
        )
    else:
        answer = words.plural(
            "{n} of {total} stated ends is later than first set.",
            "{n} of {total} stated ends are later than first set.",
            len(later),
            total=len(dated),
        )
    points = [
        words.plural("{title}: {n} day later", "{title}: {n} days later", int(row.slip), title=words.headed(row.title))
        for row in later.head(MOST).itertuples()
    ]
    points += _more(len(later), words)
    return Answer(question, answer, tuple(points), "timeline")


def _waiting(candidates: pd.DataFrame, matters: pd.DataFrame, words: Words) -> Answer:
    question = words("What is waiting?")
    open_ones = matters[matters["state"].isin(["asked", "not_asked"])]
    answer = words.plural(
        "{n} candidate is waiting to be prioritised.", "{n} candidates are waiting to be prioritised.", len(candidates)
    )
    if candidates.empty:
        answer = words("No candidate is waiting to be prioritised.")
        if len(open_ones):
            answer = words.plural("{n} decision is awaited.", "{n} decisions are awaited.", len(open_ones))
    points = [words.own(title) for title in candidates["title"].head(MOST)]
    points += _more(len(candidates), words)
    for title, rows in open_ones.groupby("title", sort=False):
        points.append(
            words.plural(
                "{title}: {n} body has not decided",
                "{title}: {n} bodies have not decided",
                len(rows),
                title=words.headed(title),
            )
        )
    return Answer(question, answer, tuple(points), "candidates")


def _unknown(active: pd.DataFrame, described: pd.DataFrame, words: Words) -> Answer:
    question = words("What do we not know?")
    total = len(active)
    if not total:
        return Answer(question, words("No initiative under way is known."), (), "board")
    lacking = {
        "light": int(active["light"].isna().sum()),
        "owner": int((~described["states_owner"]).sum()),
        "goal": int((~described["states_goal"]).sum()),
        "time": int((~described["states_time"]).sum()),
    }
    said = {
        "light": words("{n} of {total} not assessed", n=lacking["light"], total=total),
        "owner": words("{n} of {total} without a stated owner", n=lacking["owner"], total=total),
        "goal": words("{n} of {total} without a stated goal", n=lacking["goal"], total=total),
        "time": words("{n} of {total} without a stated time", n=lacking["time"], total=total),
    }
    gaps = sorted((gap for gap in lacking if lacking[gap]), key=lambda gap: -lacking[gap])
    if not gaps:
        return Answer(question, words("Light, owner, goal and time are stated for every initiative."), (), "board")
    first, *rest = gaps
    answer = words("{said}.", said=words.sentence(said[first]))
    more = "responsibilities" if first == "owner" else "timeline" if first == "time" else "board"
    points = [words.own(title) for title in active.loc[active["light"].isna(), "title"]] if gaps == ["light"] else []
    points = [*points[:MOST], *_more(len(points), words)] or [said[gap] for gap in rest]
    return Answer(question, answer, tuple(points), more)


def _more(total: int, words: Words) -> list[str]:
    return [words.plural("and {n} more", "and {n} more", total - MOST)] if total > MOST else []
