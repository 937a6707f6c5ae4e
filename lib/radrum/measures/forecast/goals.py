"""When a goal is met: what each area comes to, in which year that reaches the goal, and how well it was foreseeable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from radrum.measures.limits import limited, reaching

if TYPE_CHECKING:
    from radrum.measures.forecast.curve import Curve

YEAR = 365.25
YEARS = 10
LEAST = 4  # values that a forecast takes
TRIED = 3  # values that are enough to try how well the next were foreseeable
CHANCES = (0.1, 0.5, 0.9)  # of a value below the interval, below the median, below the interval's upper end
SURE = 0.9
OLD = pd.DateOffset(years=3)
NEARLY = 99  # percent: from here on a lower limit says where the value is
HARDLY = 1  # percent: up to here an upper limit does
AIM = {
    "goal": "value",
    "goal_decimals": "decimals",
    "goal_year": "goal_year",
    "goal_base": "base",
    "document": "document",
}
PATH = {
    "area": "object",
    "period": "datetime64[us]",
    "median": "float64",
    "low": "float64",
    "high": "float64",
    "decimals": "Int64",
}
COLUMNS = {
    "area": "object",
    "base": "object",
    "points": "int64",
    "since": "datetime64[us]",
    "first": "datetime64[us]",
    "period": "datetime64[us]",
    "value": "float64",
    "decimals": "Int64",
    "goal": "float64",
    "goal_decimals": "Int64",
    "goal_year": "Int64",
    "goal_base": "object",
    "document": "object",
    "state": "object",
    "reason": "object",
    "year": "Int64",
    "earliest": "Int64",
    "latest": "Int64",
    "horizon": "Int64",
    "chance": "float64",
    "in_time": "object",
    "error": "float64",
    "trials": "Int64",
}


def coming(values: pd.DataFrame, years: int = YEARS) -> pd.DataFrame:
    """What the values of each area come to, one year after the newest, two years after it and so on.

    ``values`` come from ``coverage.series``, shares in percent. One row per (area, period), for areas with four values
    or more in the newest era: ``area``, ``period``, ``median``, ``low`` and ``high`` in percent (0-100), and
    ``decimals``: as many as the newest value has, one at most. The value measured then is as likely above ``median`` as
    below, and lies between ``low`` and ``high`` with a chance of 80 in 100.
    """
    rows = []
    for area, own in _newest(values):
        if len(own) >= LEAST:
            newest = own.iloc[-1]
            shares = _curve(*_measured(own)).shares(np.arange(1.0, years + 1), CHANCES)
            for n, (low, median, high) in enumerate(shares.T.tolist(), start=1):
                period = newest["period"] + pd.DateOffset(years=n)
                rows.append((area, period, median, low, high, _decimals(newest["decimals"])))
    return pd.DataFrame(rows, columns=[*PATH]).astype(PATH)


def reached(
    values: pd.DataFrame,
    goal: pd.Series | None,
    breaks: tuple[tuple[pd.Timestamp, str], ...] = (),
    as_of: pd.Timestamp | None = None,
    years: int = YEARS,
) -> pd.DataFrame:
    """When each area reaches a goal, and how sure that is.

    ``values`` come from ``coverage.series``, ``goal`` is a row of ``coverage.goals_for``, ``breaks`` are the measure's.
    Where ``as_of`` is given, values older than three years make no forecast. One row per area, in the order of
    ``values``:

    - ``area``, ``base``; ``points``: how many values it has in the newest era; ``since``: the day of the break before
      that era, missing where no value lies before one; ``first`` and ``period``: of its first and newest value;
      ``value`` and ``decimals`` of the newest. All but ``since`` are missing where it has none in that era.
    - ``goal``, ``goal_decimals``, ``goal_year``, ``goal_base``, ``document``; missing where there is no goal.
    - ``state``: ``met`` by the newest value; expected ``within`` the years to come, or ``beyond`` them; ``refused``;
      ``no_goal``. ``reason``: why refused: ``too_few`` values (under four) or ``too_old``; else missing.
    - ``year``: where met, that of the first value from which on all reach the goal; where expected, that in which the
      median does. ``earliest``: the year in which the interval's upper end reaches it, ``latest``: from which on its
      lower end does; missing where that is beyond the years to come. ``horizon``: the last of these years.
    - ``chance`` (0-1) that the value of the goal's own year reaches it; ``in_time``: ``yes`` from 0.9 on, ``no`` up to
      0.1, else ``uncertain``. Where that year is past, 1 or 0 as measured. Both missing where refused before that.
    - ``error``: how many percentage points lay, on average, between the newest value and a forecast made without it,
      and between the newest two and one made without them; ``trials``: how many values that is: 1 of four, 3 of more.

    A value reaches the goal where it does so as it will be published: rounded to the decimals of ``coming``, or to
    those of the goal where they are more.
    """
    crossed = [day for day, _ in breaks if (values["period"] >= day).any() and (values["period"] < day).any()]
    since = max(crossed, default=pd.NaT)
    oldest = pd.Timestamp.min if as_of is None else as_of - OLD
    aim = {} if goal is None else {ours: goal[theirs] for ours, theirs in AIM.items()}
    proved = {} if goal is None else _proved(values, goal["value"])
    rows = [_row(area, own, aim, oldest, years) | {"since": since} for area, own in _newest(values)]
    rows = [row if row["state"] == "met" else row | proved.get(row["area"], {}) for row in rows]
    return pd.DataFrame(rows, columns=[*COLUMNS]).astype(COLUMNS)


def _row(area: str, own: pd.DataFrame, aim: dict[str, Any], oldest: pd.Timestamp, years: int) -> dict[str, Any]:
    row = {"area": area, "points": len(own), "state": "refused" if aim else "no_goal"} | aim
    enough = len(own) >= LEAST
    newest = own.iloc[-1].to_dict() if len(own) else {}
    fresh = bool(newest) and newest["period"] >= oldest
    reason = None if not aim or (enough and fresh) else "too_old" if enough else "too_few"
    if not newest:
        return row | {"reason": reason}
    row |= {name: newest[name] for name in ("base", "period", "value", "decimals")}
    row |= {"first": own["period"].iloc[0], "horizon": newest["period"].year + years}
    measured = _measured(own)
    if enough:
        row |= _trials(own["value"].to_numpy(), *measured)
    if not aim:
        return row
    past = _past(own["period"].dt.year.to_numpy(), reaching(own, aim["goal"])["reached"].to_numpy(), aim["goal_year"])
    if "state" not in past:
        row |= {"reason": reason} if reason else _ahead(_curve(*measured), row, years)
    return row | past


def _proved(values: pd.DataFrame, goal: float) -> dict[str, dict[str, Any]]:
    """The areas whose newest value is a limit that proves the goal reached, too vague as it may be for a forecast."""
    era = values[(values["era"] == values["era"].max()) & values["value"].notna()]
    newest = era.sort_values("period", kind="stable").drop_duplicates("area", keep="last")
    there = newest[limited(newest) & reaching(newest, goal)["reached"]]
    return {
        row["area"]: {name: row[name] for name in ("base", "period", "value", "decimals")}
        | {"state": "met", "year": row["period"].year, "reason": None}
        for row in there.to_dict("records")
    }


def _past(year: np.ndarray, reaches: np.ndarray, aim: int) -> dict[str, Any]:
    """What the values say by themselves: that the goal is met, and whether it was in its year, ``aim``."""
    found: dict[str, Any] = {}
    if reaches[-1]:
        found = {"state": "met", "year": year[np.append(np.flatnonzero(~reaches), -1).max() + 1]}
    if reaches[-1] or aim <= year[-1]:
        by_then, next_then = reaches[year <= aim][-1:].any(), reaches[year > aim][:1].any()
        if by_then or aim in year or not next_then:
            return found | {"chance": float(by_then), "in_time": "yes" if by_then else "no"}
        return found | {"in_time": "uncertain"}
    return found


def _ahead(curve: Curve, row: dict[str, Any], years: int) -> dict[str, Any]:
    """In which years the median and the ends of the interval reach the goal, and with what chance in its own year."""
    newest = row["period"].year
    enough = row["goal"] - 0.5 / 10 ** max(_decimals(row["decimals"]), row["goal_decimals"])
    low, median, high = curve.shares(np.arange(1.0, years + 1), CHANCES) >= enough
    stays = np.minimum.accumulate(low[::-1])[::-1]
    first = {"year": median, "earliest": high, "latest": stays}
    found = {name: newest + 1 + int(holds.argmax()) for name, holds in first.items() if holds.any()}
    found |= {"state": "within" if "year" in found else "beyond"}
    if row["goal_year"] <= newest:
        return found
    chance = curve.reaching(enough, row["goal_year"] - newest)
    return found | {
        "chance": chance,
        "in_time": "yes" if chance >= SURE else "no" if chance <= 1 - SURE else "uncertain",
    }


def _trials(values: np.ndarray, years: np.ndarray, least: np.ndarray, most: np.ndarray) -> dict[str, Any]:
    """How far the newest value, and the newest two, lie from a forecast made without them."""
    missed: list[float] = []
    for left in (1, 2):
        if len(values) - left >= TRIED:
            curve = _curve(years[:-left], least[:-left], most[:-left])
            foreseen = curve.shares(years[-left:] - years[-left - 1], (0.5,))[0]
            missed += np.abs(foreseen - values[-left:]).tolist()
    return {"error": float(np.mean(missed)), "trials": len(missed)}


def _newest(values: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each area's values of the newest era, on the base of its newest, oldest first; none where it has none there.

    A lower limit counts as a value from ``NEARLY`` on, an upper one up to ``HARDLY``.
    """
    vague = (values["status"] == "at_least") & (values["value"] < NEARLY)
    vague |= (values["status"] == "at_most") & (values["value"] > HARDLY)
    usable = values[(values["era"] == values["era"].max()) & values["value"].notna() & ~vague]
    usable = usable.sort_values("period", kind="stable").drop_duplicates(["area", "period"], keep="last")
    usable = usable[usable["base"] == usable.groupby("area")["base"].transform("last")]
    of_area = dict(list(usable.groupby("area")))
    for area in dict.fromkeys(values["area"]):
        yield area, of_area.get(area, usable.iloc[:0])


def _measured(own: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """When each value was measured, in years, and between which shares it lies.

    That is half of its last digit to each side; a limit has all shares on its other side.
    """
    days = own["period"].to_numpy()
    value, half = own["value"].to_numpy(), 0.5 / 10.0 ** own["decimals"].to_numpy(dtype=float)
    least = np.where((own["status"] == "at_most").to_numpy(), 0, value - half)
    most = np.where((own["status"] == "at_least").to_numpy(), 100, value + half)
    return (days - days[0]) / np.timedelta64(1, "D") / YEAR, least, most


def _curve(years: np.ndarray, least: np.ndarray, most: np.ndarray) -> Curve:
    # scipy takes half a second to import, which a report without a forecast need not pay.
    from radrum.measures.forecast.curve import fitted

    return fitted(years, least, most)


def _decimals(newest: int) -> int:
    """How many decimals a forecast bears."""
    return min(int(newest), 1)
