"""Tiles: one square a municipality, placed like the land, so that small places are seen as well as large ones."""

from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.once import once
from radrum.passport import read_passport
from radrum.tables import columns, empty_table, read_table

NAME = "tiles"


class Tiles(columns.Model):
    """One row is the square of one area on the grid of the area it lies in."""

    area: str = columns.field("The area", "key", required=True)
    column: pd.Int64Dtype = columns.count("How many squares lie to the west of its column", "squares", required=True)
    row: pd.Int64Dtype = columns.count("How many squares lie to the north of its row", "squares", required=True)

    class Config:
        metadata = {"key": ("area",)}


def folder() -> Path:
    """Where the squares lie."""
    return paths.places() / "tiles"


def tiles() -> pd.DataFrame:
    """Every square as last laid out: one row per ``area``, its ``column`` from the west and ``row`` from the north."""
    files = paths.dated(folder(), NAME, ".csv")
    return _tiles(files[-1]) if files else empty_table(Tiles)


@once
def _tiles(file: Path) -> pd.DataFrame:
    read_passport(file)
    return read_table(file, Tiles)
