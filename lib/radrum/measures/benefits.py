"""What was to be gained, what has been measured and what is only claimed, and when it pays."""

import numpy as np
import pandas as pd

from radrum.measures.limits import limited

HANDED_OVER = ("closed", "realisation")


def exact(rows: pd.DataFrame, column: str) -> pd.Series:
    """A column of numbers, missing where only a limit is known: nothing is reckoned with "under 5"."""
    return rows[column].mask(limited(rows, f"{column}_bound"))


def standing(
    benefits: pd.DataFrame, values: pd.DataFrame, initiatives: pd.DataFrame, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Each benefit with what is known of it.

    One row per benefit of ``initiatives``: its columns, ``title`` of the initiative; ``measured`` and ``claimed``: the
    newest value of each kind with its day (``measured_on``, ``claimed_on``) and how exact it is (``measured_bound``,
    ``claimed_bound``); ``reached``: how much of the way from baseline to expected value the measured one has come, in
    percent (negative where it went the wrong way; missing where one of the three is missing, or known only as a limit
    before or after, or where the way is none; an expected limit is the goal itself);
    ``reached_claimed``: the same of the claimed value;
    ``known``: ``measured``, ``claimed`` (without any measurement) or ``neither``; ``limited``: which value is only
    known as a limit: the one ``before``, the one ``after`` (measured), or none (""); and the flags ``priced``: it can
    be reckoned in money, as it has a worth, a value before that is no limit and an expected one; ``no_baseline``,
    ``no_owner`` and ``overdue``: its last day has passed and nothing was measured on or after its first day.
    """
    found = benefits.merge(initiatives[["initiative", "title"]], on="initiative")
    dated = values[values["date"] <= as_of].sort_values("date", kind="stable")
    for kind in ("measured", "claimed"):
        newest = dated[dated["kind"] == kind].drop_duplicates("benefit", keep="last")
        named = {"value": kind, "date": f"{kind}_on", "bound": f"{kind}_bound"}
        found = found.merge(newest[["benefit", *named]].rename(columns=named), on="benefit", how="left")
    baseline = exact(found, "baseline")
    way = found["expected"] - baseline
    reached = (exact(found, "measured") - baseline) / way.where(way != 0) * 100
    reached_claimed = (exact(found, "claimed") - baseline) / way.where(way != 0) * 100
    known = pd.Series("neither", found.index).mask(found["claimed"].notna(), "claimed")
    known = known.mask(found["measured"].notna(), "measured")
    due = found["due_earliest"].fillna(found["due_latest"])
    overdue = (found["due_latest"] < as_of) & ~(found["measured_on"] >= due)
    return found.assign(
        reached=reached,
        reached_claimed=reached_claimed,
        known=known,
        limited=np.select(
            [limited(found, "baseline_bound"), limited(found, "measured_bound")], ["before", "after"], ""
        ),
        priced=found["worth"].notna() & way.notna(),
        no_baseline=found["baseline"].isna(),
        no_owner=found["owner"].isna() & found["owner_role"].isna(),
        overdue=overdue,
    )


def payback(stands: pd.DataFrame, initiatives: pd.DataFrame, years: int, rate: float) -> pd.DataFrame:
    """When each initiative pays, on the benefits that somebody has put a worth on.

    One row per initiative with a budget and at least one benefit with baseline, expected value and worth:
    ``initiative``, ``title``, ``currency``, ``cost`` (once) and ``running`` (a year; 0 where none is stated, which
    ``running_stated`` tells); for what is expected and for what is measured: ``expected_value`` and ``measured_value``,
    the worth a year of the change from the baseline in the better direction (a change for the worse counts as a loss;
    measured missing where not all of them are measured), ``expected_payback`` and ``measured_payback`` in years:
    cost / (value - running), missing where it never pays; ``expected_net`` and ``measured_net``: the net present value
    over ``years`` years, with ``rate`` percent a year, each year's value counted at its end: the sum of
    (value - running) / (1 + rate)^t, less the cost; ``benefits`` counted and ``left_out``: benefits of the initiative
    without a worth, a baseline or an expected value. Of what only a limit is known counts as missing.
    """
    baseline, counted = exact(stands, "baseline"), stands["priced"]
    sign = (stands["expected"] - stands["baseline"]).apply(lambda way: -1 if way < 0 else 1)
    better = stands["better"].map({"higher": 1, "lower": -1}).fillna(sign)
    worth = stands.assign(
        expected_value=(stands["expected"] - baseline) * better * stands["worth"],
        measured_value=(exact(stands, "measured") - baseline) * better * stands["worth"],
    )
    summed = (
        worth[counted]
        .groupby("initiative")
        .agg(
            expected_value=("expected_value", "sum"),
            measured_value=("measured_value", lambda each: each.sum(skipna=False)),
            benefits=("benefit", "size"),
        )
    )
    left_out = (~counted).groupby(stands["initiative"]).sum().rename("left_out")
    columns = ["initiative", "title", "budget", "running_cost", "currency", "source"]
    found = initiatives.loc[initiatives["budget"].notna(), columns].merge(summed.reset_index(), on="initiative")
    found = found.merge(left_out.reset_index(), on="initiative", how="left")
    found = found.rename(columns={"budget": "cost"}).assign(
        running=found["running_cost"].fillna(0.0), running_stated=found["running_cost"].notna()
    )
    factor = sum((1 + rate / 100) ** -year for year in range(1, years + 1))
    for kind in ("expected", "measured"):
        yearly = found[f"{kind}_value"] - found["running"]
        found[f"{kind}_payback"] = found["cost"] / yearly.where(yearly > 0)
        found[f"{kind}_net"] = yearly * factor - found["cost"]
    return found.drop(columns="running_cost").sort_values(
        ["expected_payback", "title"], na_position="last", ignore_index=True
    )


def followups(
    initiatives: pd.DataFrame, status: pd.DataFrame, stands: pd.DataFrame, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Initiatives that are over, with whether anybody has followed up their effects.

    One row per initiative whose stage is closed or realisation, or whose last day has passed: ``initiative``,
    ``title``, ``owner``, ``owner_role``, ``stage``, ``ended`` (its last day; missing where not stated),
    ``followed_up``: the day of the follow-up, or of the newest benefit measured after its end; missing where there is
    neither.
    """
    stage = initiatives["initiative"].map(status.set_index("initiative")["stage"])
    over = stage.isin(HANDED_OVER) | (initiatives["end_latest"] < as_of)
    done = initiatives[over & ~(stage == "withdrawn") & ~initiatives["candidate"].fillna(False).astype(bool)]
    measured = stands.dropna(subset="measured_on")[["initiative", "measured_on"]]
    later = measured.merge(done[["initiative", "end_latest"]], on="initiative")
    later = later[later["measured_on"] > later["end_latest"]].groupby("initiative")["measured_on"].max()
    followed = done["effects_followed_up"].where(done["effects_followed_up"] <= as_of)
    found = done[["initiative", "title", "owner", "owner_role", "source"]].assign(
        stage=stage[done.index],
        ended=done["end_latest"],
        followed_up=followed.fillna(pd.to_datetime(done["initiative"].map(later.to_dict()))),
    )
    return found.sort_values(["ended", "title"], ignore_index=True)
