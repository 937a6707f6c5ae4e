"""Counts of people in the agencies' statistics, left out of the extract where they could point somebody out."""

import re
from pathlib import Path

import pandas as pd

from radrum.editions.suppression import LEAST
from radrum.passport import fingerprint, passport_path
from radrum.statistics import GOAL_FILES, OF_PEOPLE, read_values, write_parquet
from radrum.statistics.shelves import Shelf

COUNTS = {"unit": ["number"], "base": OF_PEOPLE}


def hold_back(folder: Path) -> int:
    """Leave counts of fewer than five people out of the snapshots in ``folder``, and give how many they were.

    The schema says which values count people. A snapshot with such a count is written anew, and its passport with it;
    the others stay the files that they are.
    """
    left_out = 0
    for file in sorted([*folder.glob("*.csv"), *folder.glob("*.parquet")]):
        if file.match(f"{GOAL_FILES}.csv"):
            continue
        large = file.suffix == ".parquet"
        values = Shelf(file, file.stem, pd.NaT).rows(asked=COUNTS) if large else read_values(file)
        if not _small(values).any():
            continue
        values = read_values(file)
        small = _small(values)
        _write(
            values.assign(value=values["value"].mask(small), status=values["status"].mask(small, "suppressed")), file
        )
        left_out += int(small.sum())
    return left_out


def _small(values: pd.DataFrame) -> pd.Series:
    of_people = values["unit"].isin(COUNTS["unit"]) & values["base"].isin(COUNTS["base"])
    return of_people & (values["value"] > 0) & (values["value"] < LEAST)


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
