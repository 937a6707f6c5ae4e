"""Where each initiative stands: stage, lights, how far it has come, how often it was re-planned."""

import pandas as pd

ASPECTS = ("result", "time", "resources")
ORDER = ("green", "yellow", "red")
OVER = ("closed", "withdrawn")
DAYS_OLD = 365


def board(initiatives: pd.DataFrame, status: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Every initiative with its stage and lights, the worst first.

    One row per initiative: its columns, ``stage``, ``light_result``, ``light_time`` and ``light_resources`` (missing
    where not assessed), ``light``: the worst of those that are assessed, missing where none is; ``assessed`` (0-3), and
    ``age``: days since ``assessed_on``, the day the assessment holds from, with ``old`` where that is more than a year
    and the initiative is not over. The rule of the worst is the Danish state's for its IT projects.
    """
    lights = [f"light_{aspect}" for aspect in ASPECTS]
    own = status[["initiative", "stage", *lights, "comment", "holds_from", "source"]].rename(
        columns={"holds_from": "assessed_on", "comment": "assessment", "source": "assessment_source"}
    )
    merged = initiatives.merge(own, on="initiative", how="left")
    grades = merged[lights].apply(lambda column: column.map({name: n for n, name in enumerate(ORDER)}))
    worst = grades.max(axis=1)
    assessed = grades.notna().sum(axis=1)
    age = (as_of - merged["assessed_on"]).dt.days.where(assessed > 0).astype("Int64")
    light = worst.map(dict(enumerate(ORDER))).astype("str").where(worst.notna())
    old = (age > DAYS_OLD).fillna(False).astype(bool) & ~merged["stage"].isin(OVER)
    found = merged.assign(light=light, assessed=assessed, age=age, old=old, _worst=worst.fillna(-1))
    found = found.sort_values(["_worst", "area", "title"], ascending=[False, True, True], kind="stable")
    return found.drop(columns="_worst").reset_index(drop=True)


def going(standing: pd.DataFrame) -> pd.DataFrame:
    """The initiatives that are not withdrawn: those whose benefits, roll-out and money are counted.

    Rows of ``board``. One that is closed still has benefits to measure.
    """
    return standing[~standing["stage"].isin(["withdrawn"])]


def withdrawn(standing: pd.DataFrame) -> pd.DataFrame:
    """The initiatives that are withdrawn and so left out of what is counted. Rows of ``board``."""
    return standing[standing["stage"].isin(["withdrawn"])]


def ongoing(initiatives: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """The initiatives for which somebody must answer now: neither candidates nor over.

    Rows of ``initiatives``, in their order. ``standing`` comes from ``board``.
    """
    waiting = standing["candidate"].eq(True).fillna(False).astype(bool)
    found = standing.loc[~waiting & ~standing["stage"].isin(OVER), "initiative"]
    return initiatives[initiatives["initiative"].isin(found)]


def progress(
    initiatives: pd.DataFrame, milestones: pd.DataFrame, counts: pd.DataFrame, as_of: pd.Timestamp
) -> pd.DataFrame:
    """How much of the time has gone and how much of the goal is reached, for initiatives with both a start and an end.

    One row per initiative: ``initiative``, ``title``, ``first`` and ``last`` day, ``elapsed``: the share of that time
    gone by, in percent (0-100), and ``reached``: in percent (0-100) of the roll-out's target where it has one
    (``basis`` rollout) and a list by name, else of its dated steps done (``basis`` milestones); missing, as ``basis``,
    where there is neither. ``counts`` come from ``rollout.counts``.
    """
    timed = initiatives[initiatives["start_earliest"].notna() & initiatives["end_latest"].notna()]
    length = (timed["end_latest"] - timed["start_earliest"]).dt.days
    gone = (as_of - timed["start_earliest"]).dt.days
    elapsed = (gone / length.where(length > 0) * 100).clip(0, 100)
    live = counts[counts["listed"].astype(bool)].set_index("initiative")
    target = timed["initiative"].map(live["target_count"]) if len(live) else pd.Series(float("nan"), timed.index)
    have = timed["initiative"].map(live["live"]) if len(live) else target
    by_rollout = (have.astype(float) / target.astype(float).where(target.astype(float) > 0) * 100).clip(0, 100)
    steps = milestones.assign(is_done=milestones["done"] <= as_of).groupby("initiative")["is_done"].mean() * 100
    by_steps = timed["initiative"].map(steps).astype(float)
    reached = by_rollout.fillna(by_steps)
    basis = pd.Series("milestones", timed.index).mask(by_rollout.notna(), "rollout").where(reached.notna())
    found = timed[["initiative", "title", "area", "source"]].assign(
        first=timed["start_earliest"], last=timed["end_latest"], elapsed=elapsed, reached=reached, basis=basis
    )
    return found.sort_values(["last", "title"], ignore_index=True)


def slippage(history: pd.DataFrame, key: list[str], last: str = "due_latest") -> pd.DataFrame:
    """How the last day of each thing has moved since it was first planned.

    ``history`` has every state of each thing, oldest first. One row per ``key`` that stands and whose first and newest
    state both have a last day: ``first_last`` and ``newest_last``, ``slip``: days from the first to the newest
    (negative where it was moved nearer), ``slip_newest``: days by which it was last moved (0 where never), ``moved``
    and ``moved_later``: how many times its last day was changed, and changed to a later one. A correction replaces
    what it corrects and is no move.
    """
    current = history.drop_duplicates(key, keep="last")
    current = current[current["change"] != "ended"]
    dated = history[(history["change"] != "ended") & history[last].notna()]
    before = dated.groupby(key, dropna=False)[last].shift()
    step = (dated[last] - before).dt.days
    steps = dated[key].assign(_days=step)
    moves = steps[steps["_days"].fillna(0) != 0]
    ends = dated.groupby(key, dropna=False)[last].agg(first_last="first", newest_last="last").reset_index()
    found = current.merge(ends, on=key, how="inner")
    found = found[found[last].notna()]
    moved = moves.groupby(key, dropna=False)["_days"].agg(
        moved="size", moved_later=lambda days: int((days > 0).sum()), slip_newest="last"
    )
    found = found.merge(moved.reset_index(), on=key, how="left")
    for column in ("moved", "moved_later", "slip_newest"):
        found[column] = found[column].fillna(0).astype(int)
    slip = (found["newest_last"] - found["first_last"]).dt.days
    return found.assign(slip=slip).sort_values("slip", ascending=False, kind="stable", ignore_index=True)
