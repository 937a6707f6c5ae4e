"""What is left to the goals: percentage points, households, who reaches them, and the pace they ask for."""

from collections.abc import Mapping

import pandas as pd

from radrum.measures.coverage import goals_for, levels, series
from radrum.measures.growth import YEAR, steps
from radrum.measures.households import beside
from radrum.measures.limits import half, limited, reaching

COLUMNS = ["area", "period", "base", "segment", "value", "decimals"]


def to_goals(values: pd.DataFrame, goals: pd.DataFrame, counts: pd.DataFrame | None = None) -> pd.DataFrame:
    """The distance of each area's newest value to each goal, in percentage points and in households.

    ``values`` and ``counts`` come from ``coverage.series``, ``goals`` from ``coverage.goals_for``. One row per
    (goal, area): the columns of ``coverage.levels``, of which ``gap`` is goal - value in points, positive where the
    goal is not reached; ``reached``, ``open`` and ``certain`` (see ``limits.reaching``); ``counted``: how many there
    are; ``short``: how many lack access that the goal would give them, gap / 100 x counted, 0 where it is reached;
    ``within``: how many of them the rounding of the share can hide; ``why`` there is no number: ``limit``, where the
    share is one and does not reach the goal, or as in ``households.beside``.

    A goal for households and workplaces together is set against the share of households alone: ``goal_base`` says so.
    """
    rows = [levels(values, goal) for _, goal in goals.iterrows()] or [levels(values, None).head(0)]
    return in_households(pd.concat(rows, ignore_index=True), values.head(0) if counts is None else counts)


def in_households(distances: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Distances to goals, rows of ``coverage.levels``, in households too: the last four columns of ``to_goals``."""
    found = beside(distances, counts)
    vague = limited(found) & ~found["reached"]
    return found.assign(
        short=(found["gap"].clip(lower=0) / 100 * found["counted"]).mask(vague),
        within=(half(found["decimals"]) / 100 * found["counted"]).mask(vague),
        why=found["why"].mask(vague, "limit"),
    )


def every_goal(
    statistics: pd.DataFrame,
    goals: pd.DataFrame,
    area: str,
    nation: str,
    breaks: Mapping[str, tuple[pd.Timestamp, ...]],
    counts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How far an area is from every goal that binds it, whatever it is a goal of, and at which pace.

    A goal for town or country is held against the share there, and against the households there where ``counts``, from
    ``households.counted``, have them. ``breaks`` are the days on which each measure's definition changed, by its name.
    One row per goal, by year, measure and segment: ``measure``, ``segment``, ``goal``, ``goal_decimals``,
    ``goal_year``, ``goal_base``, ``document``; the columns of ``to_goals`` and of ``paces`` (whose ``within`` is
    ``pace_within``), missing where no value is at hand: then ``verdict`` is ``no_value``.
    """
    bound, found = goals[goals["area"].isin([area, nation])], []
    same, named = ["goal", "goal_year"], {"value": "goal", "decimals": "goal_decimals", "base": "goal_base"}
    for measure, segment in dict.fromkeys(zip(bound["measure"], bound["segment"], strict=True)):
        binding = goals_for(bound, area, nation, measure, segment=segment)
        changed = tuple((day, "") for day in breaks.get(measure, ()))
        values = series(statistics, [area], measure, changed, segment=segment)
        told = to_goals(values, binding, counts).drop(columns=["measure", "segment", "goal_decimals", "goal_base"])
        pace = paces(values, binding)[[*same, "rise", "needed", "within", "verdict", "before_snapshot"]]
        own = binding.rename(columns=named)[["measure", "segment", *named.values(), "goal_year", "document"]]
        own = own.merge(told, on=same, how="left").merge(
            pace.rename(columns={"within": "pace_within"}), on=same, how="left"
        )
        found.append(own.assign(verdict=own["verdict"].fillna("no_value")))
    if not found:
        return bound.rename(columns=named)
    return pd.concat(found, ignore_index=True).sort_values(["goal_year", "measure", "segment"], ignore_index=True)


def reach_goals(values: pd.DataFrame, goals: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    """How many of ``areas`` reach each of the goals, and which.

    One row per (goal, period), by goal in the order given: the columns of ``reach``, and ``goal``, ``goal_decimals``
    and ``goal_year``.
    """
    found = [
        reach(values, goal["value"], areas).assign(
            goal=goal["value"], goal_decimals=goal["decimals"], goal_year=goal["goal_year"]
        )
        for goal in goals.to_dict("records")
    ]
    return pd.concat(found, ignore_index=True) if found else reach(values.head(0), 0, areas)


def reach(values: pd.DataFrame, aim: float, areas: list[str]) -> pd.DataFrame:
    """How many of ``areas`` reach ``aim`` (percent), and which.

    ``values`` come from ``coverage.series``. One row per period, oldest first: ``period``, ``base``, ``era``;
    ``reached`` and ``short``: how many do and do not, as published (see ``limits.reaching``); ``known``: of how many
    it is known; ``of``: how many were asked for; ``uncertain``: for how many of those known the rounding hides it;
    ``areas_reached``, highest first, ``areas_short``, lowest first, ``areas_open`` (only a limit is published, and it
    does not tell) and ``areas_unknown`` (no value): lists of codes. "Only", "none" and "all" may be
    said where ``known`` is ``of``, and nowhere else.
    """
    own = values[values["area"].isin(areas)]
    own = reaching(own, aim).sort_values(["value", "area"], kind="stable")
    found = []
    for (period, era, base), group in own.groupby(["period", "era", "base"], sort=True):
        told = group[~group["open"]]
        above, below = told[told["reached"]], told[~told["reached"]]
        counts = (len(above), len(below), len(told), len(areas), int((~told["certain"]).sum()))
        unknown = [area for area in areas if area not in set(group["area"])]
        named = (above["area"][::-1], below["area"], group.loc[group["open"], "area"], unknown)
        found.append((period, base, era, *counts, *map(list, named)))
    names = ["period", "base", "era", "reached", "short", "known", "of", "uncertain"]
    return pd.DataFrame(found, columns=[*names, "areas_reached", "areas_short", "areas_open", "areas_unknown"])


def paces(values: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """The pace that each goal asks for against the actual pace.

    ``values`` come from ``coverage.series``. One row per (goal, area), of the area's newest value: ``area``,
    ``period``, ``base``, ``segment``, ``value``, ``decimals``, ``goal``, ``goal_year``; ``rise``: the last change a
    year (see ``growth.steps``) and the ``before_snapshot`` of the value it is reckoned from; ``needed``: (goal - value)
    / years left from the measurement to the end of the goal's year, missing of a limit; both in percentage points a
    year; ``within``: how much of ``rise`` the rounding can hide; and ``verdict``:

    - ``reached``; ``open``: only a limit is published, and it does not tell whether the goal is reached;
    - ``over``: the year was over when it was measured;
    - ``unknown``: no earlier value to compare with, on the same side of a break;
    - ``unsure``: the rounding of the values hides which is the larger;
    - ``enough`` or ``slow``.
    """
    last = steps(values).sort_values("period", kind="stable").drop_duplicates("area", keep="last").sort_index()
    found = []
    for goal in goals.to_dict("records"):
        left = (pd.Timestamp(int(goal["goal_year"]), 12, 31) - last["period"]).dt.days / YEAR
        needed = ((goal["value"] - last["value"]) / left).where((left > 0) & ~limited(last))
        rise, within = last["a_year"], last["within"] / last["years"]
        verdict = pd.Series("slow", last.index, dtype=object).mask(rise >= needed, "enough")
        hidden = within + half(last["decimals"]) / left  # of both: what is needed starts from the newest value too
        verdict = verdict.mask((rise - needed).abs() <= hidden, "unsure").mask(rise.isna(), "unknown")
        judged = reaching(last, goal["value"])
        verdict = verdict.mask(left <= 0, "over").mask(judged["open"], "open").mask(judged["reached"], "reached")
        about = {"goal": goal["value"], "goal_year": goal["goal_year"]}
        told = {"rise": rise, "needed": needed, "within": within, "verdict": verdict}
        found.append(last[[*COLUMNS, "before_snapshot"]].assign(**about, **told))
    if not found:
        names = ["goal", "goal_year", "rise", "needed", "within", "verdict"]
        return last.head(0)[[*COLUMNS, "before_snapshot"]].assign(**{name: pd.Series(dtype=object) for name in names})
    return pd.concat(found, ignore_index=True)
