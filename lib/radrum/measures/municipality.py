"""What is one municipality's own, beside what it is set against: all who take part, the goals, its peers."""

from collections.abc import Sequence

import pandas as pd

from radrum.measures.coverage import series
from radrum.measures.gaps import in_households
from radrum.measures.limits import reaching
from radrum.measures.ranking import ranks, similar

MUTE = ("no_answer", "not_asked", "unlisted")  # states of a roll-out without an answer
UNDECIDED = ("asked", "not_asked")
WAITING = ("no_answer", "asked")  # of these, what was asked


def bodies(parties: pd.DataFrame, area: str) -> list[str]:
    """The municipality's own bodies among ``parties``: those of its kind and its ``area``, and nobody they are part of.

    Empty where the register names none.
    """
    return parties.loc[(parties["kind"] == "municipality") & (parties["area"] == area), "party"].tolist()


def of(rows: pd.DataFrame, parties: Sequence[str]) -> pd.DataFrame:
    """The rows whose ``party`` is one of ``parties``; those that name none are nobody's."""
    return rows[rows["party"].isin(parties)].reset_index(drop=True)


def rollout(matrix: pd.DataFrame, counted: pd.DataFrame, parties: Sequence[str]) -> pd.DataFrame:
    """How far the municipality has come with each initiative, beside all whom it concerns.

    ``matrix`` and ``counted`` come from ``rollout.matrix`` and ``rollout.counts``. One row per initiative of ``matrix``
    that concerns it: the columns of ``matrix``, its own, and of all together ``live`` (in how many it is in place),
    ``answered``, ``whole`` and ``municipal``; ``source`` is the initiative's where the municipality is not listed.
    """
    beside = ["live", "answered", "whole", "municipal"]
    rows = of(matrix, parties).merge(
        counted[["initiative", *beside, "source"]], on="initiative", how="left", suffixes=("", "_of_it")
    )
    rows = rows.assign(source=rows["source"].fillna(rows["source_of_it"]))
    return rows.drop(columns="source_of_it").sort_values("title", kind="stable", ignore_index=True)


def matters(states: pd.DataFrame, decisions: pd.DataFrame, parties: Sequence[str], as_of: pd.Timestamp) -> pd.DataFrame:
    """What the municipality is to answer: its part in each roll-out, and each decision that is its to take.

    ``states`` come from ``rollout``, ``decisions`` from ``bodies.decisions``. One row per matter that applies to it,
    those asked longest ago first, those answered last: ``kind`` (``rollout``, ``decision``), ``initiative`` or
    ``decision`` and ``party`` (the key in the register), ``title``, ``state``, ``since`` (the day it was asked, or its
    state holds from; missing where none is stated), ``waited`` (days; missing where it was not asked, has answered or
    the day is not stated), ``left`` (True where there is no answer) and ``source``.
    """
    rollouts = states.assign(kind="rollout", left=states["state"].isin(MUTE))
    taken = of(decisions, parties)
    day = taken["asked_on"].where(taken["state"].isin(UNDECIDED), taken["decided_on"])
    taken = taken.assign(kind="decision", left=taken["state"].isin(UNDECIDED), since=day)
    keyed = [rollouts.drop(columns="decision", errors="ignore"), taken.drop(columns="initiative")]
    columns = ["kind", "initiative", "decision", "party", "title", "state", "since", "left", "source"]
    rows = pd.concat(
        [each.reindex(columns=columns) for each in keyed if len(each)] or [rollouts.reindex(columns=columns)]
    )
    rows = rows[rows["state"] != "not_applicable"].assign(since=lambda rows: pd.to_datetime(rows["since"]))
    waited = (as_of - rows["since"]).dt.days.where(rows["state"].isin(WAITING)).astype("Int64")
    rows = rows.assign(waited=waited, left=rows["left"].astype(bool), asked=rows["state"].isin(WAITING))
    order = {"by": ["left", "asked", "waited", "title"], "ascending": [False, False, False, True]}
    return rows.sort_values(**order, kind="stable", ignore_index=True).drop(columns="asked")


def gaps(statistics: pd.DataFrame, goals: pd.DataFrame, areas: Sequence[str]) -> pd.DataFrame:
    """How far a municipality is from each broadband goal, and how far its region and its nation are from the same.

    ``areas`` are the municipality, its region and its nation. The goals are the municipality's own, where it has any of
    a measure and segment, else its region's, else its nation's. One row per (goal, area), by goal, the municipality
    first: ``measure``, ``segment``, ``goal``, ``goal_decimals``, ``goal_year``, ``goal_base``, ``document``, ``area``;
    the columns of ``coverage.series`` of its own newest value, missing where none is published; ``gap``, ``reached``,
    ``open`` and ``certain``, as in ``gaps.to_goals``, and the households of the same there, of the municipality alone.
    """
    own = {"value": "goal", "decimals": "goal_decimals", "base": "goal_base"}
    bound = _binding(goals, areas).rename(columns=own)
    bound = bound[["measure", "segment", "goal", "goal_decimals", "goal_year", "goal_base", "document"]]
    near, pairs = statistics[statistics["area"].isin(areas)], bound[["measure", "segment"]].drop_duplicates()
    values = [series(near, [*areas], measure, segment=segment) for measure, segment in pairs.itertuples(index=False)]
    newest = pd.concat([*values, series(near, [], "")], ignore_index=True).sort_values("period", kind="stable")
    newest = newest.drop_duplicates(["measure", "segment", "area"], keep="last")
    rows = bound.merge(pd.DataFrame({"area": areas, "place": range(len(areas))}), how="cross")
    rows = rows.merge(newest, on=["measure", "segment", "area"], how="left")
    rows = reaching(rows, rows["goal"]).assign(gap=(rows["goal"] - rows["value"]).round(6))
    counts = [
        series(near, [areas[0]], "households", bases=("households",), segment=segment)
        for segment in pairs["segment"].drop_duplicates()
    ]
    rows = in_households(rows, pd.concat([*counts, near.head(0)], ignore_index=True))
    by = ["goal_year", "measure", "segment", "goal", "place"]
    return rows.sort_values(by, kind="stable", ignore_index=True).drop(columns="place")


def _binding(goals: pd.DataFrame, areas: Sequence[str]) -> pd.DataFrame:
    """The goals of each measure and segment of the first of ``areas`` that has any."""
    among = goals[goals["area"].isin(areas)]
    nearest = among["area"].map({area: place for place, area in enumerate(areas)})
    chosen = among[nearest == nearest.groupby([among["measure"], among["segment"]]).transform("min")]
    return chosen.sort_values(["measure", "segment", "goal_year"], ignore_index=True)


def peers(statistics: pd.DataFrame, area: str, among: Sequence[str], measure: str) -> pd.DataFrame:
    """The municipality and its peers: those of like size, as ``ranking.similar`` finds them.

    ``among`` are all municipalities of the country, the ``area`` itself included. One row per area, itself and its
    peers by rank, those without a value last, of the newest period that the municipality itself has a value for: the
    columns of ``coverage.series`` and of ``ranking.ranks`` (missing where there is no value of that period and base),
    ``counted`` (its households), ``counted_snapshot`` and ``ratio`` (its size / the municipality's). Empty where the
    number of its households is not known.
    """
    sizes = similar(series(statistics, [*among], "households", bases=("households",)), area, [*among])
    sizes = sizes.drop(columns="period").rename(columns={"snapshot": "counted_snapshot"})
    values = series(statistics, sizes["area"].tolist(), measure)
    mine = values[values["area"] == area]
    newest = mine[mine["period"] == mine["period"].max()]
    same = values["period"].isin(newest["period"]) & values["base"].isin(newest["base"])
    ranked = ranks(values[same], sizes["area"].tolist())
    rows = sizes.merge(ranked, on="area", how="left")
    return rows.sort_values(["rank", "ratio", "area"], kind="stable", ignore_index=True)


def nation_level(statistics: pd.DataFrame, nation: str, measure: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The nation's value of the period and base of ``rows``, which come from ``peers``: one row or none."""
    values = series(statistics, [nation], measure)
    return values[values["period"].isin(rows["period"].dropna()) & values["base"].isin(rows["base"].dropna())]
