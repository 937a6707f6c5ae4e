"""How a country is divided, as its statistical office says: kept beside our own areas, and compared with them.

What is fetched does not become our areas by itself. Who carries a change over writes it into data/places, where a
passport says from what it was made.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from radrum import paths, places
from radrum.errors import RadrumError
from radrum.sources.depositing import Deposit, deposit
from radrum.tables import read_table

TOLD = 30  # differences of a country


@dataclass(frozen=True)
class Division:
    """The areas of a country and what became of them, since a day.

    ``areas`` has the columns of ``places.Areas`` and ``changes`` those of ``places.Changes``. ``about`` has the
    passport's fields without ``title``, ``sha256`` and ``retrieved``; ``titles`` those of the two files.
    """

    country: str
    since: datetime.date | None
    areas: pd.DataFrame
    changes: pd.DataFrame
    about: Mapping[str, Any]
    titles: tuple[str, str]
    left_out: tuple[str, ...] = ()


def keep_division(division: Division, *, today: datetime.date | None = None) -> list[Path]:
    """Store areas and changes with their passports in data/places/fetched, and say where they lie.

    What the newest file there says already is not stored again. Raises ``Faults`` where they are not such as the
    reader of data/places takes; then nothing is stored.
    """
    if division.areas.empty:
        raise RadrumError(f"{division.country}: not one area came. Nothing is stored.")
    parts = [("areas", division.areas, places.Areas, division.titles[0])]
    parts += [("changes", division.changes, places.Changes, division.titles[1])] * (not division.changes.empty)
    files = [
        Deposit(
            f"{division.country}-{what}",
            ".csv",
            frame.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n").encode(),
            {**division.about, "title": title},
            partial(read_table, model=model),
        )
        for what, frame, model, title in parts
    ]
    return deposit(paths.places() / "fetched", files, today)


def differences(division: Division) -> list[str]:
    """In which areas and changes ``division`` and data/places differ, a sentence each."""
    ours, theirs = places.areas(), division.areas.set_index("area")
    ours = ours[(ours.index == division.country) | ours.index.str.startswith(f"{division.country}-")]
    ours = ours[ours["kind"].isin(set(theirs["kind"]))]
    since = pd.Timestamp(division.since) if division.since else None
    lived = ours["valid_to"].isna() if since is None else ours["valid_to"].isna() | (ours["valid_to"] >= since)
    told = [f"{area} {row['name']} is new." for area, row in theirs.drop(ours.index, errors="ignore").iterrows()]
    told += [f"{area} {name} is not there." for area, name in ours[lived]["name"].items() if area not in theirs.index]
    for area in theirs.index.intersection(ours.index):
        row, own = theirs.loc[area], ours.loc[area]
        if row["name"] != own["name"]:
            told.append(f"{area} is called {row['name']}; here {own['name']}.")
        for field, word in {"valid_from": "began", "valid_to": "ended"}.items():
            if pd.notna(row[field]) and row[field] != own[field]:
                here = f"{own[field]:%Y-%m-%d}" if pd.notna(own[field]) else "nothing is said of it"
                told.append(f"{area} {row['name']} {word} on {row[field]:%Y-%m-%d}; here {here}.")
    if not division.changes.empty:
        told += _changed(division)
    return [*told[:TOLD], f"And {len(told) - TOLD} more."] if len(told) > TOLD else told


def _changed(division: Division) -> list[str]:
    keys = ["area", "becomes", "day"]
    ours, theirs = places.changes(), division.changes
    ours = ours[ours["area"].str.startswith(f"{division.country}-")]
    if division.since:
        ours = ours[ours["day"] > pd.Timestamp(division.since)]
    both = theirs[keys].merge(ours[keys], how="outer", indicator=True)
    both = both[
        ~both["area"].isin(places.areas().query("kind == 'county'").index)
    ]  # counties' parts are worked out here
    words = {"left_only": "is not among ours", "right_only": "is among ours alone"}
    return [
        f"{row.area} became {row.becomes} on {row.day:%Y-%m-%d}: {words[row.merge_]}."
        for row in both[both["_merge"] != "both"].rename(columns={"_merge": "merge_"}).itertuples()
    ]
