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


class Silence:
    """What stands in the place of a text that names one of ``titles``: ``instead``."""

    def __init__(self, titles: Iterable[str], instead: str):
        self._patterns, self._instead = [naming(title) for title in titles], instead

    def put(self, text: str) -> str:
        """``text``, or what stands in its place."""
        return self._instead if any(each.search(text) for each in self._patterns) else text

    def put_in(self, rows: pd.DataFrame, table: str) -> pd.DataFrame:
        """``rows`` with what stands in the place of each text that must not be told."""
        if not self._patterns:
            return rows
        return rows.assign(**{column: rows[column].map(self.put, na_action="ignore") for column in texts(table)})


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
        self._keys = [(_key([each]), given[each]) for each in self.addresses]
        self._keys += [(_key(order), roles[each]) for each in self.names for order in _orders(each) if len(order) > 1]

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
        """The roles of those whose name or address stands in ``content``, however it is spelt, joined or turned."""
        plain = _folded(content)
        return list(dict.fromkeys(role for pattern, role in self._keys if pattern.search(plain)))


def _address(email: str) -> re.Pattern[str]:
    return re.compile(rf"(?:mailto:)?(?<![\w.+-]){re.escape(email)}(?![\w-])", re.IGNORECASE)


def _called(name: str) -> list[re.Pattern[str]]:
    """Finds a name as minutes write it, with an initial for the first name too."""
    orders = _orders(name)
    if len(orders) > 1:
        initial, last = name.strip()[0], orders[0][-1]
        orders += [[initial, last], [last, initial]]
    return [
        re.compile(rf"(?<!\w){APART.join(map(re.escape, order))}(?P<of>s|:s|'s|’s)?(?!\w)", re.IGNORECASE)
        for order in orders
    ]


def _orders(name: str) -> list[list[str]]:
    """The parts of a name in the orders in which it is written: whole, surname first, without what stands between."""
    parts = [part for part in re.split(APART, name) if part]
    first, last = parts[:1], parts[-1:]
    orders = [parts, last + parts[:-1], first + last, last + first] if len(parts) > 1 else [parts]
    return [list(each) for each in dict.fromkeys(map(tuple, orders)) if each]


def _key(parts: Iterable[str]) -> re.Pattern[str]:
    """Finds parts in folded text, apart or in one word: ``bo-ek`` and ``boek``."""
    return re.compile(rf"(?<!\w){' ?'.join(map(_folded, parts))}s?(?!\w)")


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
