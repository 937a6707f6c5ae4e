"""The rows of a log that speak of what is known on a day, each saying what that day knows of its state."""

from collections.abc import Mapping

import pandas as pd

from radrum.register import TABLES, Register
from radrum.register.log import as_known, standing
from radrum.tables.columns import columns_of, key_of

Logs = dict[str, pd.DataFrame]
OF_THE_ROW = ["recorded", "change", "source", "cleared"]


def states(log: pd.DataFrame, table: str, as_of: pd.Timestamp) -> pd.DataFrame:
    """The rows recorded by the end of ``as_of`` of every state that stands then, with what it is known to be then.

    Of a state that was corrected all rows stay, so that the day it was first known stays, but all say what the last
    one says: what was taken back is not told again. A state that was withdrawn is gone with all its rows.
    """
    key = [*key_of(TABLES[table]), "holds_from"]
    known = log[log["recorded"] <= as_of]
    number = known.groupby(key, sort=False, dropna=False).ngroup()
    held = standing(log, key[:-1], as_of)
    speaks = pd.Series(held.index, index=number[held.index])
    rows = known[number.isin(speaks.index)]
    said = held.loc[speaks[number[rows.index]]].set_axis(rows.index)
    return said.assign(**{name: rows[name] for name in OF_THE_ROW})


def current(register: Register, as_of: pd.Timestamp) -> Logs:
    """The tables as known on the day, each row with its number in the log."""
    return {name: as_known(log, key_of(TABLES[name]), as_of) for name, log in register.logs.items()}


def references(table: str) -> dict[str, str]:
    """The columns of a table that name a row of another one, with that table."""
    return {name: about["refers"] for name, about in columns_of(TABLES[table]).items() if about["refers"] in TABLES}


def texts(table: str) -> list[str]:
    """The columns of a table that hold words of the papers."""
    return [name for name, about in columns_of(TABLES[table]).items() if about["kind"] == "text"]


def known_since(logs: Mapping[str, pd.DataFrame]) -> Logs:
    """The logs with no row recorded before what it refers to, as far as these logs know of that.

    Where earlier rows of a thing were left out, what refers to it is known since the first that is left.
    """
    dated = dict(logs)
    moved = True
    while moved:
        moved = False
        for table, log in dated.items():
            recorded = log["recorded"]
            for column, target in references(table).items():
                first = dated[target].groupby(key_of(TABLES[target])[-1])["recorded"].min()
                since = first.reindex(log[column]).set_axis(log.index)
                recorded = recorded.where(~(since > recorded), since)
            if not recorded.equals(log["recorded"]):
                dated[table], moved = log.assign(recorded=recorded), True
    identity = ["recorded", "holds_from", "change"]
    return {
        table: log.drop_duplicates([*key_of(TABLES[table]), *identity], keep="last") for table, log in dated.items()
    }
