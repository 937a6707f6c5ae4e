"""Growth in percentage points: never across a break in the definition, never from one group counted to another."""

import pandas as pd

from radrum.measures.limits import half, limited

YEAR = 365.25
EARLIER = ["period", "value", "decimals", "base", "era"]
KEPT = ("decimals", "status", "snapshot", "carried", "about", "made_of")  # what a reader must know of an earlier value
ADDED = {
    "period_before": "datetime64[ns]",
    "before": float,
    "change": float,
    "change_decimals": "Int64",
    "years": float,
    "a_year": float,
    "within": float,
    "why": object,
}


def steps(values: pd.DataFrame) -> pd.DataFrame:
    """What each value has grown by since the value before it of the same area.

    ``values`` come from ``coverage.series``. One row per value, in their order: their columns and

    - ``period_before``, ``before``: the value before it; missing for the first; ``before_decimals``, ``before_status``,
      ``before_snapshot`` and, of carried statistics, what is known of its making;
    - ``change``: value - before, in percentage points, with ``change_decimals``, those of the coarser of the two;
      ``years`` between them; ``a_year``: change / years;
    - ``within``: how many points the rounding of the two can hide, half a unit of each one's last decimal;
    - ``why`` there is no change: ``first`` (no earlier value), ``break`` (the definition changed in between), ``base``
      (others were counted) or ``limit`` (of one of the two only a limit was published); missing where there is one.
    """
    ordered = values.sort_values(["area", "period"], kind="stable")
    earlier = ordered.groupby("area", sort=False)[_kept(values)].shift()
    return _changed(ordered, earlier, "first").loc[values.index]


def between(
    values: pd.DataFrame, before: pd.Timestamp | None = None, period: pd.Timestamp | None = None
) -> pd.DataFrame:
    """What each area has grown by between two periods.

    Without ``period`` it is the newest of ``values``, without ``before`` the one before that. One row per area with a
    value in ``period``, fastest first, those without a change last: the columns of ``steps``, where ``why`` is
    ``no_value_before`` instead of ``first``. An area without a value in ``period`` has no row.
    """
    known = sorted(values["period"].unique())
    period = (known[-1] if known else pd.NaT) if period is None else period
    past = [each for each in known if each < period]
    before = (past[-1] if past else pd.NaT) if before is None else before
    now = values[values["period"] == period].reset_index(drop=True)
    then = values[values["period"] == before].drop_duplicates("area").set_index("area")
    earlier = then.reindex(now["area"])[_kept(values)].set_axis(now.index)
    changed = _changed(now, earlier, "no_value_before")
    return changed.sort_values(["change", "area"], ascending=[False, True], ignore_index=True)


def _changed(values: pd.DataFrame, earlier: pd.DataFrame, nothing: str) -> pd.DataFrame:
    """``values`` beside the ``earlier`` values on the same index, with the change where the two can be compared."""
    lacking = earlier["value"].isna()
    crossed = ~lacking & (earlier["era"] != values["era"])
    other = ~lacking & ~crossed & (earlier["base"] != values["base"])
    vague = (limited(values) | limited(earlier)) & ~(lacking | crossed | other)
    alike = ~(lacking | crossed | other | vague)
    why = pd.Series(None, values.index, dtype=object).mask(lacking, nothing).mask(crossed, "break").mask(other, "base")
    why = why.mask(vague, "limit")
    years = (values["period"] - earlier["period"]).dt.days / YEAR
    change = (values["value"] - earlier["value"]).where(alike).round(6)
    halves = half(values["decimals"]) + half(earlier["decimals"])
    coarser = pd.concat([values["decimals"], earlier["decimals"]], axis=1).min(axis=1, skipna=False)
    added = {
        "period_before": earlier["period"],
        "before": earlier["value"],
        "change": change,
        "change_decimals": coarser.where(alike),
        "years": years,
        "a_year": change / years,
        "within": halves.where(alike),
        "why": why,
    }
    told = {f"before_{name}": earlier[name] for name in KEPT if name in earlier}
    return values.assign(**{name: added[name].astype(kind) for name, kind in ADDED.items()}, **told)


def _kept(values: pd.DataFrame) -> list[str]:
    return [*EARLIER, *(name for name in KEPT if name in values and name not in EARLIER)]
