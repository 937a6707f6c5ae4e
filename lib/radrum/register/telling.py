"""Rows of the register and what changes in them, in words: one line a thing."""

from collections.abc import Iterable
from itertools import takewhile

from radrum.register.schema import TABLES
from radrum.register.spelling import Row
from radrum.register.state import Key, data_columns
from radrum.tables.columns import columns_of, key_of

TITLES = ("title", "name", "task", "what", "text")
LONGEST = 60  # letters of a text that are shown
SHARED = 15  # letters shown before the first difference of two long texts


def named(table: str, key: Key, row: Row) -> str:
    """The table, the thing's key, and its title where it has one."""
    title = next((row[name] for name in TITLES if row.get(name)), "")
    return f"{table}: {', '.join(key)}" + (f" ({cut(title)})" if title else "")


def value(text: str, kind: str = "text") -> str:
    """A cell's value inside a sentence."""
    return "empty" if not text else f"'{text}'" if kind == "text" else text


def content(table: str, row: Row) -> str:
    """All that a row says beside its key."""
    about = columns_of(TABLES[table])
    told = [name for name in data_columns(table) if row[name] and name not in key_of(TABLES[table])]
    return "; ".join(f"{name} {value(cut(row[name]), about[name]['kind'])}" for name in told)


def change(table: str, columns: Iterable[str], old: Row, new: Row) -> str:
    """What was said and what is said instead, column by column."""
    about = columns_of(TABLES[table])
    told = []
    for name in columns:
        before, after = (value(text, about[name]["kind"]) for text in _where_unlike(old[name], new[name]))
        told.append(f"{name} {before} -> {after}")
    return "; ".join(told)


def several(keys: Iterable[Key], most: int = 3) -> str:
    """Some keys of many, and how many more there are."""
    names = [", ".join(key) for key in keys]
    shown = "; ".join(f"'{name}'" for name in names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")


def cut(text: str) -> str:
    """A long text's beginning, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _where_unlike(old: str, new: str) -> tuple[str, str]:
    """Two texts on one line each, long ones cut to where they begin to differ."""
    old, new = " ".join(old.split()), " ".join(new.split())
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    start = max(0, alike - SHARED) if max(len(old), len(new)) > LONGEST else 0
    return tuple(f"{'…' * bool(start and text)}{cut(text[start:])}" for text in (old, new))
