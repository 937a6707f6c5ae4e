"""Candidates weighed against each other by stated weights."""

import pandas as pd

MOST = 5


def scored(initiatives: pd.DataFrame, criteria: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """The candidates with their scores, the highest total first.

    One row per candidate: its columns, a column ``score_<criterion>`` a criterion (0-5; missing where not scored) and
    ``part_<criterion>``, what that adds to the total; ``lacking``: how many scores are missing, and ``total``: the
    weighted mean of its scores in percent (0-100) of the highest that can be had, sum(weight x score) /
    (5 x sum(weight)); missing where a score or a weight is missing.
    """
    candidates = initiatives[initiatives["candidate"].fillna(False).astype(bool)]
    grounds = criteria.sort_values("position")["criterion"].tolist()
    weights = criteria.set_index("criterion")["weight"].reindex(grounds)
    table = scores.pivot_table(index="initiative", columns="criterion", values="score", aggfunc="last", observed=True)
    table = table.reindex(index=candidates["initiative"], columns=grounds).astype(float)
    parts = table * weights / (MOST * weights.sum(skipna=False)) * 100
    total = parts.sum(axis=1, skipna=False)
    if not grounds:
        total = pd.Series(float("nan"), index=table.index)
    own = candidates.assign(
        lacking=table.isna().sum(axis=1).to_numpy(),
        total=total.to_numpy(),
        **{f"score_{ground}": table[ground].to_numpy() for ground in grounds},
        **{f"part_{ground}": parts[ground].to_numpy() for ground in grounds},
    )
    return own.sort_values(["total", "label", "title"], ascending=[False, True, True], ignore_index=True)
