"""What an exhibit must know of the dossier it is shown in."""

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from radrum.passport import Passport
from radrum.words import Words


class Setting(Protocol):
    """A dossier, as far as an exhibit looks at it.

    ``areas`` is indexed by code and has ``name``; ``passports`` are the statistics' by name of snapshot; ``council``
    has the code of its ``area`` and the name of its ``folder``, ``nation`` is the country that lies in, ``goals`` are
    those in force, with their ``document``. ``left_out`` says of how many things of each table its edition shows none.
    """

    words: Words
    as_of: pd.Timestamp
    passports: Mapping[str, Passport]
    areas: pd.DataFrame
    goals: pd.DataFrame
    nation: str
    council: Any
    left_out: Mapping[str, int]


def kept_back(about: Setting, *tables: str) -> str:
    """That the edition shows nothing of some tables, where the register holds something of them; else empty."""
    if not any(getattr(about, "left_out", {}).get(table) for table in tables):
        return ""
    return left_out(about.words)


def left_out(words: Words) -> str:
    """Why nothing is shown that the register holds."""
    return words("The register holds something of this kind, but it is left out of the public edition.")
