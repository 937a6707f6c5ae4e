"""What must stay out whole: restricted initiatives, tables that are not public, and whatever refers to them."""

import re

import pandas as pd

from radrum.editions.states import Logs, references, states, texts
from radrum.register import TABLES, Register
from radrum.register.log import as_known, standing
from radrum.tables.columns import columns_of, key_of

WHOLE = ("parties", "meetings", "initiatives")  # a row stands for more than one of its texts
SHORT = 5  # letters: a shorter title or label is sought as a word of its own, a longer one with any ending
TELLING = re.compile(r"(?=.*[^\W\d_])..+")  # a label of one character, or a number, may be anything


def closed_tables() -> list[str]:
    """The tables of which the public sees nothing: those whose key is not public."""
    return [
        name
        for name, model in TABLES.items()
        if any(columns_of(model)[column]["public"] == "no" for column in key_of(model))
    ]


def restricted_initiatives(register: Register, as_of: pd.Timestamp) -> tuple[set[str], set[str]]:
    """The initiatives that must stay out, and those of which only the state known on the day may be shown.

    Out stay those whose newest state is restricted, as known on the day or as known now: a mark set later holds for
    every page made after it. So does a procurement, unless it is said not to be restricted. Of those that were
    restricted once, no earlier state is shown.
    """
    log = register.logs["initiatives"]
    days = {as_of, register.newest} - {None}
    out = set()
    for day in days:
        newest = standing(log, ["initiative"], day).drop_duplicates("initiative", keep="last")
        out |= set(newest.loc[_restricted(newest), "initiative"])
    once = set(log.loc[_restricted(log), "initiative"])
    return out, once - out


def open_rows(register: Register, as_of: pd.Timestamp) -> Logs:
    """The rows of every table that may be public, as known on the day.

    A row that refers to something left out is left out as well; so is one that speaks of a restricted initiative by
    its title or label.
    """
    out, once = restricted_initiatives(register, as_of)
    known = {table: states(log, table, as_of) for table, log in register.logs.items()}
    logs = {table: log.iloc[:0] if table in closed_tables() else log for table, log in known.items()}
    logs["initiatives"] = logs["initiatives"][~logs["initiatives"]["initiative"].isin(out)]
    for table, log in logs.items():
        of = log.get("initiative")
        if of is not None:
            now = as_known(register.logs[table], key_of(TABLES[table]), as_of).index
            log = log[~of.isin(out) & (~of.isin(once) | log.index.isin(now))]
        if table not in WHOLE:
            log = log[~_naming(log, table, titles(register, out))]
        logs[table] = log
    return _whole(logs, known)


def titles(register: Register, initiatives: set[str]) -> list[str]:
    """Every title that these initiatives have had, and every label that no other initiative has."""
    log = register.logs["initiatives"]
    theirs = log["initiative"].isin(initiatives)
    labels = set(log.loc[theirs, "label"].dropna()) - set(log.loc[~theirs, "label"])
    return sorted({*log.loc[theirs, "title"].dropna(), *filter(TELLING.fullmatch, labels)})


def naming(title: str) -> re.Pattern[str]:
    """Finds a title or label as words of their own, whatever its spaces and capitals."""
    words = r"\s+".join(map(re.escape, title.split()))
    end = r"s?(?!\w)" if len(title) < SHORT else ""
    return re.compile(rf"(?<!\w){words}{end}", re.IGNORECASE)


def _restricted(rows: pd.DataFrame) -> pd.Series:
    return rows["restricted"].fillna(rows["kind"] == "procurement").astype(bool)


def _naming(log: pd.DataFrame, table: str, named: list[str]) -> pd.Series:
    found = pd.Series(False, index=log.index)
    for pattern in map(naming, named):
        for column in texts(table):
            found |= log[column].str.contains(pattern).fillna(False).astype(bool)
    return found


def _whole(logs: Logs, known: Logs) -> Logs:
    """The logs without the rows that refer to what is left out, however far that reaches.

    What an error was withdrawn of is gone as well: a cell that may be empty no longer names it.
    """
    left = None
    while left != (left := {table: len(log) for table, log in logs.items()}):
        for table, log in logs.items():
            for column, target in references(table).items():
                key = key_of(TABLES[target])[-1]
                absent = log[column].notna() & ~log[column].isin(logs[target][key])
                hidden = absent & log[column].isin(known[target][key])
                needed = columns_of(TABLES[table])[column]["required"]
                log = log[~(absent if needed else hidden)]
                log = log.assign(**{column: log[column].where(log[column].isin(logs[target][key]))})
            if table == "actions":
                items = pd.MultiIndex.from_frame(logs["agenda"][["meeting", "item"]])
                given = pd.MultiIndex.from_frame(log[["meeting", "item"]])
                log = log[log["item"].isna() | given.isin(items)]
            logs[table] = log
    return logs
