"""Which area became which, and on which day.

Norwegian municipalities and counties from 2012 on, Swedish ones from 2003 on. Adjustments of the border between two
areas that both go on are not among them.
"""

from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.once import once
from radrum.passport import read_passport
from radrum.tables import columns as column
from radrum.tables import empty_table, read_table

FILE = "changes.csv"
KINDS = ("merged", "split", "renumbered", "moved_county", "renamed")
PARTS = ("all", "most", "little", "some")


class Changes(column.Model):
    """One row is one area that, on a day, became another or a part of it.

    ``merged``: part of a larger area. ``split``: divided; it has several rows. ``renumbered``: the same area under
    another code. ``moved_county``: to a county that its own did not become a part of. ``renamed``: only its name is
    new. What is ``most`` of an area has nine tenths of its people or more, and ``little`` the rest of them.
    """

    area: str = column.field("The area before", "key", required=True)
    becomes: str = column.field("The area after", "key", required=True)
    day: pd.Timestamp = column.date("The first day after", required=True)
    kind: str = column.choice("What happened", KINDS, required=True)
    part: str = column.choice("How much of the area went there", PARTS, required=True)
    name_before: str = column.text("The name it had before, where only that changed")

    class Config:
        metadata = {"key": ("area", "becomes", "day")}


def changes() -> pd.DataFrame:
    """Every change, by day: one row per (area, becomes, day), with ``kind``, ``part`` and ``name_before``."""
    return _changes(paths.places())


@once
def _changes(folder: Path) -> pd.DataFrame:
    file = folder / FILE
    if not file.is_file():
        return empty_table(Changes)
    read_passport(file)
    return read_table(file, Changes).sort_values("day", kind="stable", ignore_index=True)
