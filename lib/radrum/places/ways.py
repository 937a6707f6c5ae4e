"""Where each area went: the changes between two days, one after the other, told as one."""

import numpy as np
import pandas as pd

from radrum.places.areas import areas
from radrum.places.changes import changes

SHARES = {"all": 1.0, "most": 1.0, "little": 0.0}
Went = dict[str, tuple[float, bool]]  # what an area became: its share that went there, and whether that is not exact


def ways(days: list[pd.Timestamp], ages: set[int], parts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Where the areas went that became others, or took others in, on the later of ``days``.

    One row per (age, area, becomes). ``age`` is how many of ``days`` had passed when the area stood, ``share`` the part
    of it that went there (0-1; missing where nobody has published it) and ``loose`` whether that is not exact.
    ``parts`` gives shares that are known from elsewhere: ``area``, ``becomes``, ``share``.
    """
    steps = _steps({} if parts is None else {(row.area, row.becomes): row.share for row in parts.itertuples()})
    return pd.concat([_since(age, days, steps) for age in sorted(ages)] or [_frame([])], ignore_index=True)


def _frame(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["age", "area", "becomes", "share", "loose"])


def _steps(given: dict[tuple[str, str], float]) -> dict[pd.Timestamp, dict[str, list[tuple[str, float, bool]]]]:
    """Of each day and area what it became: the area, the share, and whether that is not exact."""
    every, steps = changes(), {}
    for row in every[every["kind"] != "renamed"].itertuples():
        share = SHARES.get(row.part, given.get((row.area, row.becomes), np.nan))
        steps.setdefault(row.day, {}).setdefault(row.area, []).append((row.becomes, share, row.part != "all"))
    return steps


def _since(age: int, days: list[pd.Timestamp], steps: dict) -> pd.DataFrame:
    """The ways of the areas that stood when ``age`` of the days had passed."""
    every, rows = areas(), []
    if age:
        begun = every["valid_from"].isna() | (every["valid_from"] <= days[age - 1])
        every = every[begun & (every["valid_to"].isna() | (every["valid_to"] >= days[age - 1]))]
    elif days:
        every = every[every["valid_from"].isna() | (every["valid_from"] < days[0])]
    for area in every.index:
        went: Went = {area: (1.0, False)}
        for day in days[age:]:
            went = _step(went, steps.get(day, {}))
        rows += [(age, area, becomes, share, loose) for becomes, (share, loose) in went.items()]
    found = _frame(rows)
    changed = found.loc[(found["area"] != found["becomes"]) | found["loose"], "becomes"]
    return found[found["becomes"].isin(changed)]


def _step(went: Went, rows: dict[str, list[tuple[str, float, bool]]]) -> Went:
    after: Went = {}
    for area, (share, inexact) in went.items():
        for becomes, part, loose in rows.get(area, [(area, 1.0, False)]):
            before, vague = after.get(becomes, (0.0, False))
            after[becomes] = (before + share * part, vague or inexact or loose)
    return after
