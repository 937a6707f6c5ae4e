"""Areas: nations, counties and municipalities, named with their country (SE-1480), each with the days it existed."""

import re
from functools import cache
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.errors import did_you_mean
from radrum.passport import read_passport
from radrum.tables import columns as column
from radrum.tables import read_table

KINDS = ("union", "country", "county", "municipality")
INVENTED = "XX"  # a code that ISO 3166 gives to no country


class Areas(column.Model):
    """One row is one area."""

    area: str = column.field("The country and the country's own code, as SE-1480", "key", required=True)
    kind: str = column.choice("What sort of area it is", KINDS, required=True)
    name: str = column.text("Its name in its own language", required=True)
    part_of: str = column.field("The area it lies in", "key")
    valid_from: pd.Timestamp = column.date("The first day it existed; empty where that is not stated")
    valid_to: pd.Timestamp = column.date("The last day it existed; empty where it still does")

    class Config:
        metadata = {"key": ("area",)}


def areas() -> pd.DataFrame:
    """All areas: one row each, indexed by ``area``; columns kind, name, part_of, valid_from, valid_to."""
    return _areas(paths.places())


@cache
def _areas(folder: Path) -> pd.DataFrame:
    read = []
    for file in sorted(folder.glob("*.csv")):
        read_passport(file)
        read.append(read_table(file, Areas))
    return pd.concat(read).set_index("area")


def name(area: str) -> str:
    """The area's name in its own language."""
    return areas().at[area, "name"]


def members(area: str, on: pd.Timestamp) -> pd.DataFrame:
    """The municipalities of ``area`` that exist on the day ``on``: the rows of ``areas()``, by code."""
    every = areas()
    inside = every[(every["kind"] == "municipality") & (every["part_of"] == area)]
    begun = inside["valid_from"].isna() | (inside["valid_from"] <= on)
    standing = inside["valid_to"].isna() | (inside["valid_to"] >= on)
    return inside[begun & standing].sort_index()


def suggest(given: str, within: str | None = None) -> str:
    """What somebody who wrote ``given`` may have meant, by code or by name, within an area where one is named."""
    every = areas()
    country = (within or "SE").split("-")[0]
    if within and within in every.index:
        every = every[(every["part_of"] == within) | (every.index == within)]
    elif country != INVENTED:
        every = every[~every.index.str.startswith(INVENTED)]
    digits = re.sub(r"\D", "", str(given))
    words = {name: code for code, name in every["name"].items()} | {code: code for code in every.index}
    if digits:
        begun = [code for code in every.index if code.startswith(f"{country}-{digits}")]
        near = did_you_mean(f"{country}-{digits}", begun[:1] or list(every.index))
        if near.startswith("Did"):
            code = near.split("'")[1]
            return f"Did you mean '{code}' ({every.at[code, 'name']})? Codes have four digits."
    near = did_you_mean(str(given), words)
    if near.startswith("Did"):
        code = words[near.split("'")[1]]
        return f"Did you mean '{code}' ({every.at[code, 'name']})?"
    return "Areas are written with their country, as SE-1480."
