"""What the columns of a row must say of each other, and a row of the rows it speaks of.

A model judges each value for itself; here are the rules between them. A rule speaks only of rows that still say
something: a row that a later one corrects or withdraws stays in the log as it was.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from radrum.errors import Fault
from radrum.register.log import as_known, standing
from radrum.register.schema import TABLES
from radrum.tables.columns import key_of

Logs = Mapping[str, pd.DataFrame]
ROLLED_OUT_TO = ("municipality", "region")


@dataclass(frozen=True)
class Rule:
    """What may not be said together: where the fault stands, which rows are at fault, what is told of them.

    ``found`` is a sentence with names of columns in braces. ``broken`` is given the log and all logs of the register.
    """

    column: str
    broken: Callable[[pd.DataFrame, Logs], pd.Series]
    found: str
    remedy: str


def between_columns(logs: Logs, placed: Mapping[str, str]) -> list[Fault]:
    """The faults of every log in ``logs`` that has a place: the file's name as a message shows it, by table.

    A rule that needs a table that could not be read is not asked.
    """
    faults = []
    for table, place in placed.items():
        log = logs[table]
        for rule in RULES.get(table, ()):
            broken = rule.broken(log, logs)
            if broken.any():
                faults += _told(rule, log.loc[_speaking(log, table) & broken], place)
    return faults


def _told(rule: Rule, rows: pd.DataFrame, place: str) -> Iterable[Fault]:
    for number, row in rows.iterrows():
        yield Fault(f"{place} row {number}, column {rule.column}", rule.found.format(**row), rule.remedy)


def _speaking(log: pd.DataFrame, table: str) -> pd.Series:
    """Which rows of a log still say something on its newest day: all rows of a table that is no log."""
    if "recorded" not in log:
        return pd.Series(True, index=log.index)
    return pd.Series(log.index.isin(standing(log, key_of(TABLES[table]), log["recorded"].max()).index), index=log.index)


def _above(column: str, limit: str) -> Callable[[pd.DataFrame, Logs], pd.Series]:
    return lambda log, _: log[column] > log[limit]


def _without(column: str, needed: str) -> Callable[[pd.DataFrame, Logs], pd.Series]:
    return lambda log, _: log[column].notna() & log[needed].isna()


def _unless(column: str, state: str, *allowed: str) -> Callable[[pd.DataFrame, Logs], pd.Series]:
    return lambda log, _: log[column].notna() & log[state].notna() & ~log[state].isin(allowed)


def _unless_agreed(column: str, consent: str) -> Callable[[pd.DataFrame, Logs], pd.Series]:
    return lambda log, _: log[column].notna() & ~log[consent].fillna(False)


def _not_on_agenda(actions: pd.DataFrame, logs: Logs) -> pd.Series:
    """The item an action follows from is no item of the meeting that gave it."""
    if "agenda" not in logs:
        return pd.Series(False, index=actions.index)
    items = pd.MultiIndex.from_frame(logs["agenda"][["meeting", "item"]])
    named = pd.MultiIndex.from_frame(actions[["meeting", "item"]])
    return actions["item"].notna() & ~pd.Series(named.isin(items), index=actions.index)


def _cannot_take_into_use(rollout: pd.DataFrame, logs: Logs) -> pd.Series:
    """The party is known and, as last recorded, neither a municipality nor a region."""
    if "parties" not in logs:
        return pd.Series(False, index=rollout.index)
    parties = logs["parties"].sort_values("recorded", kind="stable").drop_duplicates("party", keep="last")
    return rollout["party"].isin(parties.loc[~parties["kind"].isin(ROLLED_OUT_TO), "party"])


def _titled_otherwise(decisions: pd.DataFrame, _: Logs) -> pd.Series:
    """The title is, as known now, not that of the matter's first row."""
    known = as_known(decisions, key_of(TABLES["decisions"]), decisions["recorded"].max())
    first = known.groupby("decision")["title"].transform("first")
    other = known["title"].notna() & (known["title"] != first)
    return pd.Series(decisions.index.isin(known.index[other]), index=decisions.index)


MEND = "Mend the one that is wrong."
NO_CURRENCY = "Write the currency: SEK, NOK or EUR."
NO_VALUE = "Write the value, or leave out how exact it is."
NOT_AGREED = "Write yes where it is agreed to, or take the date away."

RULES: dict[str, tuple[Rule, ...]] = {
    "rollout_totals": (
        Rule("count", _above("count", "out_of"), "{count} is more than the whole, {out_of}.", MEND),
        Rule("count_most", _above("count_most", "out_of"), "{count_most} is more than the whole, {out_of}.", MEND),
        Rule("count_most", _above("count", "count_most"), "the most, {count_most}, is below the least, {count}.", MEND),
    ),
    "rollout": (
        Rule(
            "party",
            _cannot_take_into_use,
            "'{party}' is neither a municipality nor a region.",
            "Name the body that takes it into use, or mend its kind in parties.csv.",
        ),
    ),
    "initiatives": (
        Rule("currency", _without("budget", "currency"), "empty, but there is a budget.", NO_CURRENCY),
        Rule("currency", _without("running_cost", "currency"), "empty, but there is a running cost.", NO_CURRENCY),
        Rule("budget_bound", _without("budget_bound", "budget"), "'{budget_bound}', but there is no budget.", NO_VALUE),
    ),
    "funds": (
        Rule("currency", _without("applied", "currency"), "empty, but there is a sum applied for.", NO_CURRENCY),
        Rule("currency", _without("granted", "currency"), "empty, but there is a sum granted.", NO_CURRENCY),
        Rule(
            "granted",
            _unless("granted", "state", "granted", "tentative"),
            "a sum is granted where the money is '{state}'.",
            "Mend the state, or leave the sum out.",
        ),
    ),
    "benefits": (
        Rule(
            "baseline_bound",
            _without("baseline_bound", "baseline"),
            "'{baseline_bound}', but there is no value before.",
            NO_VALUE,
        ),
        Rule(
            "expected_bound",
            _without("expected_bound", "expected"),
            "'{expected_bound}', but there is no expected value.",
            NO_VALUE,
        ),
    ),
    "agenda": (
        Rule(
            "carried_to",
            lambda agenda, _: agenda["carried_to"] == agenda["meeting"],
            "'{carried_to}' is the meeting it is carried over from.",
            "Name the later meeting, or leave it empty.",
        ),
    ),
    "actions": (
        Rule(
            "item",
            _not_on_agenda,
            "'{item}' is not on the agenda of '{meeting}'.",
            "Name an item of that meeting in agenda.csv, or leave it empty.",
        ),
    ),
    "decisions": (
        Rule(
            "decided_on",
            _unless("decided_on", "state", "decided", "refused"),
            "a day of decision where the body has '{state}' as its state.",
            "Write decided or refused, or take the date away.",
        ),
        Rule(
            "decided_on",
            _above("decided_on", "recorded"),
            "{decided_on:%Y-%m-%d} is later than recorded, {recorded:%Y-%m-%d}.",
            "Record a decision when it is known, not before.",
        ),
        Rule(
            "title",
            _titled_otherwise,
            "'{title}' is not the title that the first row of '{decision}' has.",
            "Write one title in all rows of the matter.",
        ),
    ),
    "year_wheel": (
        Rule(
            "month_last",
            _without("month_last", "month_first"),
            "month {month_last} is the last, but no first is given.",
            "Write the month it begins in.",
        ),
        Rule(
            "times_most",
            _above("times_least", "times_most"),
            "the most, {times_most} times a year, is below the least, {times_least}.",
            MEND,
        ),
    ),
    "people": (
        Rule("publish_until", _unless_agreed("publish_until", "publish"), "an end of a consent not given.", NOT_AGREED),
        Rule("mail_until", _unless_agreed("mail_until", "mail"), "an end of a consent not given.", NOT_AGREED),
    ),
}
