"""Counts of people in the agencies' statistics, left out of the extract where they could point somebody out."""

import re
from pathlib import Path

import pandas as pd

from radrum.editions.suppression import LEAST
from radrum.passport import fingerprint, passport_path
from radrum.statistics import GOAL_FILES, OF_PEOPLE, read_values, write_parquet
from radrum.statistics.shelves import Shelf

TOGETHER = ["measure", "period"]  # what a count could be computed from is of the same measure and period
COUNTS = {"unit": ["number"], "base": OF_PEOPLE}


def hold_back(folder: Path) -> tuple[int, int]:
    """Leave counts of fewer than five people out of the snapshots in ``folder``, and what they could be computed from.

    Those are all counts of people of the same measure and period, of any area: a whole less the others is the one
    left. Gives how many small ones were left out, and how many others. The schema says which values count people. A
    snapshot with such a count is written anew, and its passport with it; the others stay the files that they are.
    """
    left_out = covering = 0
    for file in sorted([*folder.glob("*.csv"), *folder.glob("*.parquet")]):
        if file.match(f"{GOAL_FILES}.csv"):
            continue
        large = file.suffix == ".parquet"
        values = Shelf(file, file.stem, pd.NaT).rows(asked=COUNTS) if large else read_values(file)
        if not _small(values).any():
            continue
        values = read_values(file)
        small = _small(values)
        with_it = pd.MultiIndex.from_frame(values[TOGETHER]).isin(pd.MultiIndex.from_frame(values.loc[small, TOGETHER]))
        hidden = small | (_of_people(values) & with_it & values["value"].gt(0).fillna(False).astype(bool))
        status = values["status"].mask(hidden, "suppressed")
        _write(values.assign(value=values["value"].mask(hidden), status=status), file)
        left_out, covering = left_out + int(small.sum()), covering + int((hidden & ~small).sum())
    return left_out, covering


def _of_people(values: pd.DataFrame) -> pd.Series:
    return values["unit"].isin(COUNTS["unit"]) & values["base"].isin(COUNTS["base"])


def _small(values: pd.DataFrame) -> pd.Series:
    return _of_people(values) & (values["value"] > 0) & (values["value"] < LEAST)


def _write(values: pd.DataFrame, file: Path) -> None:
    """The snapshot and its passport anew: neither may be written into, as both may be one with the originals."""
    passport = passport_path(file)
    said = passport.read_text(encoding="utf-8")
    file.unlink()
    passport.unlink()
    if file.suffix == ".parquet":
        write_parquet(values, file)
    else:
        values.to_csv(file, index=False, date_format="%Y-%m-%d", lineterminator="\n")
    said = re.sub(r"(?m)^sha256 *=.*$", f'sha256 = "{fingerprint(file)}"', said)
    passport.write_text(said, encoding="utf-8")
