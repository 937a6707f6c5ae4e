"""Which of a council's municipalities somebody means who writes a code or a name."""

import pandas as pd

from radrum import places
from radrum.errors import RadrumError, did_you_mean


def member_code(given: str, municipalities: pd.DataFrame, area: str) -> str:
    """The code, as SE-1480, of the one of ``municipalities`` that ``given`` names: SE-1480, or 1480 alone.

    ``municipalities``, indexed by code, are those of ``area``. Raises ``RadrumError`` with the nearest of them where
    none is named, and for one that does not exist or belongs to another area.
    """
    country = area.split("-")[0]
    written = str(given).strip().upper()
    code = f"{country}-{written}" if written.isdigit() else written
    if code in municipalities.index:
        return code
    if municipalities.empty:
        raise RadrumError(f"{places.name(area)} has no municipalities.")
    names = municipalities["name"]
    if not written:
        first = names.index[0]
        raise RadrumError(f"No municipality is named. Name one of {places.name(area)}, as {first} ({names[first]}).")
    every = places.areas()
    if code in every.index:
        found = f"{code} ({every.at[code, 'name']}) is no municipality of {places.name(area)} on the day."
    else:
        found = f"'{given}' is no municipality of {places.name(area)}."
    raise RadrumError(f"{found} {_nearest(given, code, names)}")


def _nearest(given: str, code: str, names: pd.Series) -> str:
    """The nearest of ``names``, by name or by code, or how a municipality is written."""
    meant = {name: known for known, name in names.items()}
    for word, known in ((str(given).strip(), meant), (code, {each: each for each in names.index})):
        near = did_you_mean(word, known)
        if near.startswith("Did you mean '"):
            found = known[near.removeprefix("Did you mean '").removesuffix("'?")]
            return f"Did you mean {found} ({names[found]})?"
    return f"Write it with its country, as {names.index[0]} ({names.iloc[0]})."
