"""Coverage: series, distances to goals and what the published rows can prove."""

import numpy as np
import pandas as pd

from radrum.measures.growth import YEAR, steps
from radrum.measures.limits import reaching

RESIDENTS = ("households", "population", "population_and_workplaces")
COLUMNS = [
    *("area", "period", "base", "segment", "measure", "source", "value", "decimals", "status"),
    *("published", "published_precision", "snapshot"),
]
CARRIED = ("carried", "about", "made_of")  # what places.carry says of a value


def series(
    statistics: pd.DataFrame,
    areas: list[str],
    measure: str,
    breaks: tuple[tuple[pd.Timestamp, str], ...] = (),
    *,
    bases: tuple[str, ...] = RESIDENTS,
    segment: str = "all",
) -> pd.DataFrame:
    """Values of one measure over time, cut where its definition changed.

    One row per (area, period), by area in the order given: ``area``, ``period``, ``base``, ``segment``, ``measure``,
    ``source``, ``value``, ``decimals``, ``status``, ``published``, ``published_precision``, ``snapshot`` and ``era``:
    how many breaks lie on or before the period. Values of different eras must not be joined or compared. Where several
    bases are published, the first of ``bases`` speaks; of several sources, the one with most values in this cut. Of
    carried statistics (``dossier.carried``) also ``carried``, ``about`` and ``made_of``: see ``places.carry``.
    """
    chosen = statistics[statistics["measure"] == measure]  # first and alone: of a large table it leaves little to ask
    chosen = chosen[
        (chosen["segment"] == segment)
        & chosen["area"].isin(areas)
        & chosen["base"].isin(bases)
        & chosen["value"].notna()
    ]
    place = pd.Index([*dict.fromkeys(areas)]).get_indexer(chosen["area"])
    rank = pd.Index(bases).get_indexer(chosen["base"])
    period = chosen["period"].to_numpy()
    _, source, voices = np.unique(chosen["source"].to_numpy(object), return_inverse=True, return_counts=True)
    order = np.lexsort((source, -voices[source], rank, period, place))
    same = (np.diff(place[order]) == 0) & (period[order][1:] == period[order][:-1])
    first = order[np.concatenate(([True], ~same))[: len(order)]]
    columns = [*COLUMNS, *(name for name in CARRIED if name in chosen)]
    era = sum((period[first] >= day.to_datetime64() for day, _ in breaks), start=np.zeros(len(first), dtype=int))
    return chosen[columns].take(first).assign(era=era).reset_index(drop=True)


def uncarried(
    statistics: pd.DataFrame,
    areas: pd.DataFrame,
    measure: str,
    *,
    bases: tuple[str, ...] = RESIDENTS,
    segment: str = "all",
) -> pd.DataFrame:
    """Why the values of earlier areas could not be carried to some of ``areas``.

    ``statistics`` are carried (``dossier.carried``). ``areas``, indexed by code, with ``why``: the status of the newest
    value that could not be (see ``places.carry``) in whose period the area has no other, and its ``why_period``. Both
    are missing where there is none.
    """
    chosen = statistics[
        (statistics["measure"] == measure)
        & (statistics["segment"] == segment)
        & statistics["base"].isin(bases)
        & statistics["area"].isin(areas.index)
    ]
    known = pd.MultiIndex.from_frame(chosen.loc[chosen["value"].notna(), ["area", "period"]])
    moved = chosen[chosen["carried"].astype(bool) & chosen["value"].isna()]
    lost = moved[~pd.MultiIndex.from_frame(moved[["area", "period"]]).isin(known)]
    newest = lost.sort_values("period", kind="stable").drop_duplicates("area", keep="last").set_index("area")
    added = {"why": newest["status"].reindex(areas.index), "why_period": newest["period"].reindex(areas.index)}
    return areas.assign(**added)


def goals_for(goals: pd.DataFrame, area: str, nation: str, measure: str, *, segment: str = "all") -> pd.DataFrame:
    """The goals that bind an area: its own for the measure and segment, else those of its nation; by year."""
    goals = goals[(goals["measure"] == measure) & (goals["segment"] == segment)]
    own = goals[goals["area"] == area]
    binding = own if len(own) else goals[goals["area"] == nation]
    return binding.sort_values("goal_year", ignore_index=True)


def next_goal(goals: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series | None:
    """The first goal whose year is not over at ``as_of``; None where there is none."""
    ahead = goals[goals["goal_year"] >= as_of.year]
    return ahead.iloc[0] if len(ahead) else None


def levels(values: pd.DataFrame, goal: pd.Series | None) -> pd.DataFrame:
    """The newest value of each area and its distance to the goal.

    One row per area, in the order of ``values``: its columns and ``goal``, ``goal_decimals``, ``goal_year``,
    ``goal_base`` and ``gap``: percentage points from the value up to the goal, positive where it is not reached; all
    five missing where no goal is in force. ``reached``, ``open`` and ``certain``: see ``limits.reaching``.
    """
    newest = values.sort_values("period", kind="stable").drop_duplicates("area", keep="last").sort_index()
    return _against(newest.reset_index(drop=True), goal)


def pace(values: pd.DataFrame, area: str, goal: pd.Series | None) -> pd.Series | None:
    """How fast the area has risen since the value before, and how fast it must rise to reach the goal in its year.

    ``rise`` and ``needed`` in percentage points a year, ``decimals`` as many as both values bear, one at most. None
    where there is no goal or no earlier value in the same era.
    """
    own = values[(values["area"] == area) & (values["era"] == values["era"].max())].sort_values("period")
    if goal is None or len(own) < 2:
        return None
    last = steps(own).iloc[-1]
    left = (pd.Timestamp(int(goal["goal_year"]), 12, 31) - last["period"]).days / YEAR
    if left <= 0 or pd.isna(last["change"]):
        return None
    needed = (goal["value"] - last["value"]) / left
    return pd.Series(
        {"rise": last["a_year"], "needed": needed, "decimals": min(int(last["change_decimals"]), 1)}, dtype=object
    )


def _against(values: pd.DataFrame, goal: pd.Series | None) -> pd.DataFrame:
    if goal is None:
        empty = {
            "goal": float("nan"),
            "goal_decimals": pd.NA,
            "goal_year": pd.NA,
            "goal_base": None,
            "gap": float("nan"),
        }
        return values.assign(**empty, reached=False, open=False, certain=True)
    return reaching(values, goal["value"]).assign(
        goal=goal["value"],
        goal_decimals=goal["decimals"],
        goal_year=goal["goal_year"],
        goal_base=goal["base"],
        gap=(goal["value"] - values["value"]).round(6),
    )


def by_municipality(values: pd.DataFrame, municipalities: pd.DataFrame, goal: pd.Series | None) -> pd.DataFrame:
    """The newest published value of each municipality for the newest period that any of them has.

    One row per municipality with a value, highest first: the columns of ``values`` and ``levels``, ``name`` and
    ``before`` (the value of the period before in the same era; missing where none is published) with
    ``period_before``, ``before_decimals``, ``before_status``, ``before_snapshot`` and, of carried statistics, what is
    known of its making.
    """
    own = values[values["area"].isin(municipalities.index)]
    told = ["decimals", "status", "snapshot", *(name for name in CARRIED if name in own)]
    columns = {"value": "before", "period": "period_before", **{name: f"before_{name}" for name in told}}
    if own.empty:
        none = {each: own[name] for name, each in columns.items()}
        return _against(own.assign(name=pd.Series(dtype=str), **none), goal)
    newest = own[own["period"] == own["period"].max()]
    period, era = newest["period"].iloc[0], newest["era"].iloc[0]
    earlier = own[(own["period"] < period) & (own["era"] == era)].sort_values("period")
    last = earlier.drop_duplicates("area", keep="last").set_index("area")
    before = {each: last[name].reindex(newest["area"]).set_axis(newest.index) for name, each in columns.items()}
    named = newest.assign(name=newest["area"].map(municipalities["name"]), **before)
    return _against(named.sort_values(["value", "name"], ascending=[False, True], ignore_index=True), goal)


def groups(statistics: pd.DataFrame, area: str, nation: str, measure: str) -> pd.DataFrame:
    """Who is counted, side by side: households and workplaces, town and country, for the newest period of the area.

    One row per (base, segment) with a value for the area: ``base``, ``segment``, ``period``, ``own`` and ``nation`` in
    percent (``nation`` missing where none is published), ``own_decimals``, ``nation_decimals``, ``own_status``,
    ``nation_status``, ``own_snapshot``, ``nation_snapshot`` and, of carried statistics, what is known of their making.
    """
    chosen = statistics[(statistics["measure"] == measure) & statistics["area"].isin([area, nation])]
    chosen = chosen.dropna(subset="value")
    own = chosen[chosen["area"] == area]
    own = own[own["period"] == own["period"].max()]
    same = ["base", "segment", "period"]
    told = ["decimals", "status", "snapshot", *(name for name in CARRIED if name in chosen)]
    other = chosen.loc[chosen["area"] == nation, [*same, "value", *told]]
    own = own[[*same, "value", *told]].rename(columns=_named("own", told))
    other = other.rename(columns=_named("nation", told))
    return own.merge(other, on=same, how="left").sort_values(["base", "segment"], ignore_index=True)


def _named(whose: str, told: list[str]) -> dict[str, str]:
    return {"value": whose} | {name: f"{whose}_{name}" for name in told}


def published_changes(statistics: pd.DataFrame, areas: list[str], measure: str) -> pd.DataFrame:
    """Changes on the year before as the producers published them, for the newest period that has any among ``areas``.

    One row per area, largest first: ``area``, ``period``, ``measure``, ``segment``, ``base``, ``value`` in percentage
    points, ``decimals``, ``status``, ``crosses`` (True where the definition changed in between, so that nobody else can
    compute it), ``snapshot``.
    """
    changes = statistics[(statistics["measure"] == f"{measure}_change") & statistics["area"].isin(areas)].dropna(
        subset="value"
    )
    newest = changes[changes["period"] == changes["period"].max()]
    newest = newest.assign(crosses=newest["base"] == "population_to_households")
    columns = ["area", "period", "measure", "segment", "base", "value", "decimals", "status", "crosses", "published"]
    columns.append("snapshot")
    return newest[columns].sort_values(["value", "area"], ascending=[False, True], ignore_index=True)
