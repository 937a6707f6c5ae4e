"""The words of the papers as the public may read them: cleared where they must be, roles in the place of names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

from radrum.editions.restricted import naming
from radrum.editions.states import texts
from radrum.register import TABLES
from radrum.register.founding import PLAIN
from radrum.tables.columns import columns_of, key_of

APART = r"[\s.,\u00a0\u2010-\u2015-]+"


def clear(rows: pd.DataFrame, table: str, log: pd.DataFrame, as_of: pd.Timestamp, instead: str) -> pd.DataFrame:
    """``rows`` with ``instead`` in the place of each free text that has not been cleared.

    The last row that says a text of a thing decides whether it is cleared, as known on the day and as known now: who
    takes a clearing back takes it back from every page made after it.
    """
    key, changed = key_of(TABLES[table]), {}
    for column, about in columns_of(TABLES[table]).items():
        if about["public"] == "yes":
            continue
        if about["public"] == "no":
            changed[column] = rows[column].where(rows[column].isna())
            continue
        said = pd.MultiIndex.from_frame(rows[[*key, column]])
        cleared = rows[column].isna()
        open_then, open_now = (_cleared(known, [*key, column]) for known in (log[log["recorded"] <= as_of], log))
        cleared |= said.isin(open_then) & said.isin(open_now)
        changed[column] = rows[column].where(cleared, instead)
    return rows.assign(**changed)


def _cleared(log: pd.DataFrame, names: list[str]) -> pd.MultiIndex:
    """What things say in texts that are cleared by the last row that has them."""
    last = log.sort_values("recorded", kind="stable").drop_duplicates(names, keep="last")
    return pd.MultiIndex.from_frame(last.loc[last["cleared"].fillna(False) & (last["change"] != "withdrawn"), names])


def silence(rows: pd.DataFrame, table: str, titles: Iterable[str], instead: str) -> pd.DataFrame:
    """``rows`` with ``instead`` in the place of each text that names one of ``titles``."""
    patterns = [naming(title) for title in titles]
    changed = {
        column: rows[column].map(
            lambda text: instead if any(each.search(text) for each in patterns) else text, na_action="ignore"
        )
        for column in texts(table)
    }
    return rows.assign(**changed) if patterns else rows


class Roles:
    """Who must not be named, and the role that stands in the place of each name and e-mail address."""

    def __init__(self, people: pd.DataFrame, agreed: pd.Series):
        refused = set(people.loc[~agreed, "name"])
        hidden = people[people["name"].isin(refused)]
        self.names = list(dict.fromkeys(hidden["name"]))
        self.addresses = list(dict.fromkeys(people["email"].dropna()))
        roles = people.drop_duplicates("name").set_index("name")["role"]
        given = people.dropna(subset="email").drop_duplicates("email").set_index("email")["role"]
        self._instead = [(_address(each), given[each]) for each in self.addresses]
        self._instead += [(pattern, roles[each]) for each in self.names for pattern in _called(each)]

    def put(self, text: str) -> str:
        """``text`` with roles in the place of names."""
        for pattern, role in self._instead:
            text = pattern.sub(lambda found, role=role: role + (found.groupdict().get("of") or ""), text)
        return text

    def put_in(self, rows: pd.DataFrame, table: str) -> pd.DataFrame:
        """``rows`` with roles in the place of names, in every text."""
        if not self._instead:
            return rows
        return rows.assign(**{column: rows[column].map(self.put, na_action="ignore") for column in texts(table)})

    def told_by(self, content: str) -> list[str]:
        """The names and addresses that stand in ``content``, however they are spelt and joined."""
        plain = f" {_folded(content)} "
        told = {each: f" {_folded(each)} " for each in (*self.names, *self.addresses)}
        return [each for each, folded in told.items() if folded in plain and folded.count(" ") > 2]


def _address(email: str) -> re.Pattern[str]:
    return re.compile(rf"(?:mailto:)?(?<![\w.+-]){re.escape(email)}(?![\w-])", re.IGNORECASE)


def _called(name: str) -> list[re.Pattern[str]]:
    """The ways in which minutes write a name: whole, surname first, with an initial, without what stands between."""
    parts = [re.escape(part) for part in re.split(APART, name) if part]
    if len(parts) < 2:
        return [re.compile(rf"(?<!\w){parts[0]}(?P<of>s|:s|'s|’s)?(?!\w)", re.IGNORECASE)] if parts else []
    first, last, initial = parts[0], parts[-1], re.escape(name.strip()[0])
    orders = [parts, [last, *parts[:-1]], [first, last], [last, first], [initial, last], [last, initial]]
    return [
        re.compile(rf"(?<!\w){APART.join(order)}(?P<of>s|:s|'s|’s)?(?!\w)", re.IGNORECASE)
        for order in map(list, dict.fromkeys(map(tuple, orders)))
    ]


def _folded(text: str) -> str:
    """Lower-case letters and digits without marks, one space between words: a name and its key read alike."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    letters = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", letters.replace("_", " ")))


def counted(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> int:
    """In how many cells of text the two differ, in the rows that both have."""
    n = 0
    for table, rows in after.items():
        for column in texts(table):
            one, other = before[table].loc[rows.index, column], rows[column]
            n += int(((one != other) & one.notna()).sum())
    return n
