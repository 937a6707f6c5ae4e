"""The people behind the roles, where a council keeps them: ``private/people.csv``, read and judged as a table is."""

from collections.abc import Collection

import pandas as pd

from radrum import paths
from radrum.errors import Fault, Faults, did_you_mean
from radrum.register.council import council_folder
from radrum.register.judgements import between_columns
from radrum.register.schema import People
from radrum.tables import empty_table, read_table


def read_people(name: str, bodies: Collection[str] | None = None) -> pd.DataFrame:
    """The people of the council of that folder name; no row where it keeps no such file.

    One row per (role, body). Each body must be one of ``bodies``, the parties of the register; None asks no such
    thing. Raises ``RadrumError`` for an unknown council and ``Faults`` with every fault of the file.
    """
    file = council_folder(name) / "private" / "people.csv"
    if not file.is_file():
        return empty_table(People)
    place = paths.shown(file)
    faults: list[Fault] = []
    try:
        people = read_table(file, People)
    except Faults as found:
        faults += found.faults
        people = found.rows
    if people is not None:
        faults += between_columns({"people": people}, {"people": place})
        faults += _strangers(people, bodies, place) if bodies is not None else []
    if faults:
        raise Faults(faults)
    return people


def agreed_to_publish(people: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Whether each of ``people`` has agreed to be named to the public, and has still agreed on ``day``."""
    return _agreed(people, "publish", day)


def agreed_to_mail(people: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Whether each of ``people`` has agreed to have reports mailed, and has still agreed on ``day``."""
    return _agreed(people, "mail", day)


def _agreed(people: pd.DataFrame, to: str, day: pd.Timestamp) -> pd.Series:
    until = people[f"{to}_until"]
    return (people[to].fillna(False) & (until.isna() | (until >= day))).astype(bool)


def _strangers(people: pd.DataFrame, bodies: Collection[str], place: str) -> list[Fault]:
    """Rows whose body is no party of the register."""
    named = people["body"].dropna()
    return [
        Fault(
            f"{place} row {row}, column body",
            f"'{body}' is not in parties.csv.",
            did_you_mean(body, sorted(bodies)) or "Add it to parties.csv.",
        )
        for row, body in named[~named.isin(list(bodies))].items()
    ]
