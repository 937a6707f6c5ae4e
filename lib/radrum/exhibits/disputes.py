"""Values that another source gives otherwise: their mark where they are shown, and who says what."""

import pandas as pd

from radrum.exhibits.naming import source_name
from radrum.exhibits.setting import Setting
from radrum.figures.shares import DISPUTED
from radrum.words import Words

SAME = ["area", "period", "measure"]


def with_disputes(rows: pd.DataFrame, disputed: pd.DataFrame | None) -> pd.DataFrame:
    """``rows``, which have ``area``, ``period`` and ``measure``, with ``mark``, and ``said``: what each source says.

    ``disputed`` come from ``conflicts.values``; without them no value is known to be disputed.
    """
    if disputed is None or disputed.empty:
        return rows.assign(mark="", said=None, lowest=float("nan"), highest=float("nan"))
    every = disputed.drop_duplicates(SAME)[[*SAME, "said", "lowest", "highest"]]
    found = rows.merge(every, on=SAME, how="left").set_axis(rows.index)
    return found.assign(mark=[DISPUTED if isinstance(said, list) else "" for said in found["said"]])


def dispute_notes(rows: pd.DataFrame, about: Setting) -> list[str]:
    """What the sources say of each disputed value of ``rows``, which come from ``with_disputes``: a note a value."""
    words, names = about.words, about.areas["name"]
    return [
        words(
            "{mark} Sources disagree about {area} {year}: {said}. Shown here: {shown}.",
            mark=DISPUTED,
            area=names[row["area"]],
            year=str(row["period"].year),
            said=_said(row["said"], words),
            shown=words.number(row["value"], int(row["decimals"])),
        )
        for row in rows[rows["mark"] != ""].drop_duplicates(["area", "period"]).to_dict("records")
    ]


def _said(said: list[tuple], words: Words) -> str:
    return words.joined(
        (
            words("{source}: {said}", source=source_name(source, words), said=words.number(value, int(decimals)))
            for source, value, decimals in said
        ),
        "; ",
    )


def undecided(rows: pd.DataFrame, area: str) -> bool:
    """Whether the place of ``area`` among ``rows``, of one period, could be another by what other sources say."""
    low, high = rows["lowest"].fillna(rows["value"]), rows["highest"].fillna(rows["value"])
    own = rows["area"] == area
    if not own.any():
        return False
    overlap = (low <= high[own].iloc[0]) & (high >= low[own].iloc[0]) & ~own
    return bool((overlap & ((rows["mark"] != "") | (rows.loc[own, "mark"].iloc[0] != ""))).any())
