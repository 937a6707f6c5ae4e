"""Values from before a change of areas, carried to the areas of a day.

Counts add up. A share is the mean of its parts, each weighed with those it is counted of. Nothing is carried that the
published values cannot bear: it is missing, and its status says why.

How parts are treated: what is ``most`` of an area (nine tenths of its people or more) is carried as all of it, and
what is ``little`` is left out where it went; both are marked ``about``. Where an area was divided otherwise (``some``)
nobody has published its parts: they are known only where ``parts`` says so. A share can do without them where at least
nine tenths of the people of the new area lived in areas that went there whole.
"""

import numpy as np
import pandas as pd

from radrum.places.areas import areas
from radrum.places.changes import changes
from radrum.places.ways import ways

SERIES = ("measure", "segment", "base", "source")
COUNTS, SHARES = ("number",), ("percent",)  # units
WITHOUT = ("split", "no_value", "other_unit", "no_weights", "both_limits")
MOST = 0.9
NEAR = pd.Timedelta(days=366)
OF_ONE_ROW = ("row", "url", "comment")
FRESH = {"carried": False, "about": False, "made_of": pd.NA}


def carry(
    values: pd.DataFrame, day: pd.Timestamp, *, weights: pd.DataFrame | None = None, parts: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The values as values of the areas that exist on ``day``.

    Parameters
    ----------
    day
        The day whose areas are asked for. Values of later periods stay as they are.
    values
        Rows of statistics: ``area``, ``period``, ``value``, ``unit``, ``decimals``, ``status``, ``published``, what
        else names their series (``measure``, ``segment``, ``base``, ``source``), and any other columns. A value is
        taken to be of its area as it was at the period; where the code did not exist then, as it was on the day
        nearest to it.
    weights
        How many a share is counted of: ``area``, ``period``, ``value`` and, where there are several sorts of them,
        ``base``, ``segment`` and ``source``. A share is weighed with those of its own base and segment; of several
        sources for an area and period, the one with most values of that base and segment speaks. The period nearest to
        the value's counts, if no more than a year lies between. Missing ones count as not given.
    parts
        What part of an area went where it was divided: ``area``, ``becomes``, ``share`` (0-1).

    One row per (series, period, area), with three columns more. ``carried`` is False where the area has not changed
    since: such rows are as they were. ``about`` is True where a small part of an area went elsewhere, or a part was
    reckoned. ``made_of`` names the areas whose values were used, or would have been. Where a value cannot be carried it
    is missing and ``status`` is ``split``, ``no_value`` (of one of its parts), ``other_unit`` (neither a count nor a
    share), ``no_weights`` or ``both_limits``; a value made of several has the status ``carried``, or ``at_least`` or
    ``at_most`` where one of them has: together they are no less, or no more, than what their limits make. Where one is
    ``at_least`` and another ``at_most``, what they make is neither: there is no value. What was published for the area
    itself is preferred to what is carried to it. Rows of areas that never became others stand first, as they were and
    in their order.
    """
    fresh = {name: value for name, value in FRESH.items() if name not in values}
    values = values.reset_index(drop=True).assign(**fresh)
    by = [*(name for name in SERIES if name in values), "period"]
    moving = _moving(values) & (values["period"] <= day)
    if not moving.any():  # as mostly in Sweden: a large table is then not gone through
        return values
    moved = _moved(values[moving], day, parts)
    kept = values.drop(index=moved.index.unique())
    if moved.empty:
        return kept
    made = _made(moved.assign(weight=_weights(moved, weights)), [*by, "becomes", "age"])
    made = made.sort_values("age", kind="stable").drop_duplicates([*by, "becomes"], keep="last")
    made = made.drop(columns="area").rename(columns={"becomes": "area"})
    made = made.sort_values([*by, "area"], kind="stable")
    return pd.concat([kept, made.loc[_unpublished(made, kept, [*by, "area"]), kept.columns]], ignore_index=True)


def _unpublished(made: pd.DataFrame, kept: pd.DataFrame, key: list[str]) -> np.ndarray:
    """Which of the rows made have a key that no row kept has."""
    near = kept.loc[kept["area"].isin(made["area"]) & kept["period"].isin(made["period"]), key]
    return ~pd.concat([near, made[key]]).duplicated().to_numpy()[len(near) :]


def _moving(values: pd.DataFrame) -> pd.Series:
    """Which values can be of an area that became another, or of what an area was before others became a part of it."""
    grew = values["area"].map(changes().groupby("becomes")["day"].max())
    return values["area"].isin(changes()["area"]) | (values["period"] < grew)


def _moved(values: pd.DataFrame, day: pd.Timestamp, parts: pd.DataFrame | None) -> pd.DataFrame:
    """The values of areas that became others: a row for each that they went to, under the index they had.

    Beside their columns those of ``ways``, and what is true of the area they went to: how many areas it ``needs``
    values of, which it is ``made_of``, and whether it has any ``loose`` part.
    """
    days = [each for each in sorted(changes()["day"].unique()) if each <= day]
    age = np.searchsorted(np.array(days, dtype="datetime64[ns]"), _standing(values), side="right")
    went = ways(days, set(age), parts)
    whole = went[went["share"] != 0].sort_values("area").groupby(["age", "becomes"])["area"]
    whole = whole.agg([("needs", "size"), ("made_of", ", ".join)])
    loose = went.groupby(["age", "becomes"])["loose"].any()
    rows = (
        values.drop(columns="made_of")
        .assign(age=age)
        .reset_index()
        .merge(went.drop(columns="loose"), on=["age", "area"])
    )
    rows = rows.join(whole, on=["age", "becomes"]).join(loose, on=["age", "becomes"]).fillna({"needs": 0})
    return rows[(rows["share"] != 0) | (rows["needs"] == 0)].set_index("index")


def _standing(values: pd.DataFrame) -> np.ndarray:
    """The day on which each value's area stood that is nearest to the value's period."""
    first, last = (values["area"].map(areas()[name]) for name in ("valid_from", "valid_to"))
    day = values["period"].where(first.isna() | (values["period"] >= first), first)
    return day.where(last.isna() | (day <= last), last).to_numpy()


def _weights(moved: pd.DataFrame, weights: pd.DataFrame | None) -> np.ndarray:
    """The weight of each row: that of its area (base, segment) whose period is nearest, within a year."""
    if weights is None:
        return np.full(len(moved), np.nan)
    by = ["area", *(name for name in ("base", "segment") if name in weights and name in moved)]
    right = _of_one_source(weights[weights["value"].notna()], by)
    right = right[[*by, "period", "value"]].rename(columns={"value": "weight"}).sort_values("period", kind="stable")
    left = moved[[*by, "period"]].assign(place=np.arange(len(moved))).sort_values("period", kind="stable")
    near = pd.merge_asof(left, right, on="period", by=by, direction="nearest", tolerance=NEAR)
    return near.set_index("place")["weight"].reindex(range(len(moved))).to_numpy()


def _of_one_source(weights: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row per area (base, segment) and period: of several sources, the one with most values of that kind."""
    if "source" not in weights or weights.empty:
        return weights
    voice = -weights.groupby([*by[1:], "source"], dropna=False)["source"].transform("size")
    ordered = weights.assign(voice=voice).sort_values(["voice", "source"], kind="stable")
    return ordered.drop_duplicates([*by, "period"])


def _made(moved: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One row per key: the newest of its parts with the value that all of them make together."""
    whole, unknown = moved["share"] == 1, moved["share"].isna()
    used = (moved["share"] != 0) & moved["value"].notna()
    amount = moved["share"].fillna(0) * moved["weight"]
    summed = moved.assign(
        has=used,
        wholes=whole,
        unknown=unknown,
        total=moved["share"] * moved["value"],
        reckoned=~whole & ~unknown,
        unweighed=used & moved["weight"].isna(),
        lower=used & (moved["status"] == "at_least"),
        upper=used & (moved["status"] == "at_most"),
        whole_weight=moved["weight"].where(whole, 0),
        full_weight=moved["weight"].where(unknown, amount),
        known_weight=amount,
        product=amount * moved["value"].where(~unknown, 0),
    )
    sums = dict.fromkeys(("has", "wholes", "total", "whole_weight", "full_weight", "known_weight", "product"), "sum")
    flags = dict.fromkeys(("unknown", "reckoned", "unweighed", "lower", "upper", "about"), "any")
    together = summed.groupby(by, dropna=False).agg(sums | flags | {"decimals": "min"}).reset_index()
    newest = moved.sort_values(["published", "share"], kind="stable").drop_duplicates(by, keep="last")
    return _judged(newest.drop(columns=["decimals", "share", "weight", "about"]).merge(together, on=by))


def _judged(made: pd.DataFrame) -> pd.DataFrame:
    """The value of each row, and the status that says what it is or why there is none."""
    one = (made["needs"] == 1) & ~made["unknown"] & ~made["reckoned"]
    counts, shares = made["unit"].isin(COUNTS), made["unit"].isin(SHARES)
    mostly = made["whole_weight"] >= MOST * made["full_weight"]
    status = np.select(
        [
            (made["needs"] == 0) | (counts & made["unknown"]) | (shares & (made["wholes"] == 0)),
            made["has"] < made["needs"],
            one,
            ~counts & ~shares,
            shares & (made["unweighed"] | (made["known_weight"] == 0)),
            shares & ~mostly,
            made["lower"] & made["upper"],
            made["lower"],
            made["upper"],
        ],
        ["split", "no_value", "", "other_unit", "no_weights", "split", "both_limits", "at_least", "at_most"],
        "carried",
    )
    mean = made["product"] / made["known_weight"].where(made["known_weight"] != 0)
    value = np.select([np.isin(status, WITHOUT), counts | one], [np.nan, made["total"]], mean)
    several = pd.Series(status != "", index=made.index)
    blank = {name: made[name].mask(several) for name in OF_ONE_ROW if name in made}
    return made.assign(
        value=value,
        status=made["status"].mask(several, status),
        carried=True,
        about=made["about"] | made["loose"] | made["reckoned"] | made["unknown"],
        **blank,
    )
