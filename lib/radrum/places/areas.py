"""Areas: nations, counties and municipalities, named with their country (SE-1480), each with the days it existed."""

import re
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.errors import did_you_mean
from radrum.once import once
from radrum.passport import read_passport
from radrum.places.changes import FILE as CHANGES
from radrum.places.changes import changes
from radrum.tables import columns as column
from radrum.tables import read_table

KINDS = ("union", "country", "county", "municipality")
INVENTED = "XX"  # a code that ISO 3166 gives to no country


class Areas(column.Model):
    """One row is one area.

    A code never changes its county: in Sweden and in Norway a municipality that does gets another code.
    """

    area: str = column.field("The country and the country's own code, as SE-1480", "key", required=True)
    kind: str = column.choice("What sort of area it is", KINDS, required=True)
    name: str = column.text("Its name in its own language, the last it had", required=True)
    part_of: str = column.field("The area it lies in", "key")
    valid_from: pd.Timestamp = column.date("The first day it existed; empty where that is not stated")
    valid_to: pd.Timestamp = column.date("The last day it existed; empty where it still does")

    class Config:
        metadata = {"key": ("area",)}


def areas() -> pd.DataFrame:
    """All areas, whenever they existed: one row each, indexed by ``area``.

    Columns kind, name, part_of, valid_from, valid_to.
    """
    return _areas(paths.places())


@once
def _areas(folder: Path) -> pd.DataFrame:
    read = []
    for file in sorted(folder.glob("*.csv")):
        if file.name == CHANGES:
            continue
        read_passport(file)
        read.append(read_table(file, Areas))
    return pd.concat(read).set_index("area")


def areas_on(day: pd.Timestamp) -> pd.DataFrame:
    """The areas that exist on a day, under the names they have then: rows of ``areas()``."""
    every = areas()
    begun = every["valid_from"].isna() | (every["valid_from"] <= day)
    standing = every[begun & (every["valid_to"].isna() | (every["valid_to"] >= day))]
    later = changes()
    later = later[(later["kind"] == "renamed") & (later["day"] > day)].sort_values("day").drop_duplicates("area")
    before = later.set_index("area")["name_before"]
    return standing.assign(name=before.reindex(standing.index).fillna(standing["name"]))


def name(area: str) -> str:
    """The area's name in its own language."""
    return areas().at[area, "name"]


def members(area: str, on: pd.Timestamp) -> pd.DataFrame:
    """The municipalities of ``area`` that exist on the day ``on``: the rows of ``areas_on(on)``, by code."""
    every = areas_on(on)
    return every[(every["kind"] == "municipality") & (every["part_of"] == area)].sort_index()


def suggest(given: str, within: str | None = None) -> str:
    """What somebody who wrote ``given`` may have meant, by code or by name, within an area where one is named.

    Of areas with the same name the one that still exists.
    """
    every = areas()
    country = (within or "SE").split("-")[0]
    if within and within in every.index:
        every = every[(every["part_of"] == within) | (every.index == within)]
    elif country != INVENTED:
        every = every[~every.index.str.startswith(INVENTED)]
    every = every.sort_values("valid_to", kind="stable", na_position="last")
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
