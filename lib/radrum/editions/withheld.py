"""What the public edition must not hold, for whoever checks a page of it."""

import datetime
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.editions.leaving import read_extract
from radrum.editions.restricted import restricted_initiatives, titles
from radrum.editions.states import texts
from radrum.editions.wording import APART, Roles
from radrum.errors import RadrumError
from radrum.places import areas
from radrum.register import TABLES, Register, read_register
from radrum.register.people import agreed_to_publish, read_people
from radrum.tables.cells import encoding_of
from radrum.tables.columns import key_of

FEWEST = 3  # words: a shorter text, or a day, may stand on a page for a reason of its own
WORD = re.compile(r"[^\W\d_]{2,}")
SOUGHT = re.compile(r"(?:.*?[^\W\d_]){4}.*")  # what a file holds too many of by chance, as C12 in a drawing, is not


def withheld_texts(extract: Path, *, today: datetime.date | None = None) -> tuple[str, ...]:
    """Names, addresses and texts that the register held on the day and its extract does not.

    Made from the folder of data that the extract was written from. A page of that edition with one of them has
    told what it must not. Texts of fewer than three words are left out, names and addresses never. Of a name the
    surname alone is withheld too, unless it is also something else: a word, a place, a body or one who has agreed; and
    the first name with one that stands between, or with half of a surname of two.
    Of a row left out its key is withheld, where it is of several words; of a restricted initiative whatever it is
    called, and of the systems and their suppliers the names, unless they are words that a page may say.
    """
    about = read_extract(extract)
    if about is None:
        raise RadrumError(f"{extract} holds no extract.")
    register, people = read_register(about.council), read_people(about.council)
    public = read_register(about.council, draft=extract / "councils" / about.council)
    day = max(pd.Timestamp(today or datetime.date.today()), about.as_of)
    roles = Roles(people, agreed_to_publish(people, day))
    shown = "\n".join(_texts(public.logs))
    known = {table: log[log["recorded"] <= about.as_of] for table, log in register.logs.items()}
    hidden = [text for text in _texts(known) if len(WORD.findall(text)) >= FEWEST and text not in shown]
    agreed = " ".join(people.loc[~people["name"].isin(roles.names), "name"])
    others = " ".join([agreed, *public.logs["parties"]["name"].dropna(), *areas()["name"].dropna()])
    surnames = [each for each in surnames_of(roles.names) if not _otherwise(each, shown, others)]
    surnames += [each for each in cut_short(roles.names) if each not in others]
    keys = _keys(known) - _keys(public.logs)
    called = _unsaid(_called(register, about.as_of), extract)
    return tuple(dict.fromkeys([*roles.names, *surnames, *roles.addresses, *sorted(hidden), *sorted(keys), *called]))


def surnames_of(names: Iterable[str]) -> list[str]:
    """The last word of each name that has several, and each half of one that is joined of two."""
    last = [words[-1] for words in map(str.split, names) if len(words) > 1]
    halves = [half for each in last for half in re.split(APART, each)]
    return list(dict.fromkeys(each for each in halves if WORD.fullmatch(each)))


def cut_short(names: Iterable[str]) -> list[str]:
    """The first name with each other that is not the last word: "Maria Svensson" of Maria Svensson Ek."""
    found = []
    for first, *between, last in (words for words in map(str.split, names) if len(words) > 1):
        halves = re.split(APART, last)
        found += [f"{first} {each}" for each in [*between, *(halves if len(halves) > 1 else [])]]
    return list(dict.fromkeys(found))


def _called(register: Register, as_of: pd.Timestamp) -> set[str]:
    """What restricted initiatives, systems and suppliers are called."""
    restricted, _ = restricted_initiatives(register, as_of)
    systems = register.logs["systems"]
    named = {*systems["system"].dropna(), *systems["supplier"].dropna()}
    return set(filter(SOUGHT.fullmatch, {*titles(register, restricted), *restricted, *named}))


def _unsaid(called: Iterable[str], extract: Path) -> list[str]:
    """Those that no page of the extract may say: a single name as a word of its own, the rest within words too."""
    files = [*extract.rglob("*.csv"), *extract.rglob("*.toml")]
    told = "\n".join([_own_words(), *(file.read_text(encoding_of(file.read_bytes())) for file in files)]).casefold()
    within = told + _own_pages().casefold()
    return [each for each in sorted(called) if not _told(each, told, within)]


def _told(called: str, told: str, within: str) -> bool:
    """Whether a name stands in what a page may say: alone a word of ``told``, else any part of ``within``."""
    name = called.casefold()
    if not (called.isalpha() and called[0].isupper()):
        return name in within
    return name in told and bool(re.search(rf"(?<![^\W\d_]){name}s?(?![^\W\d_])", told))


def _otherwise(surname: str, shown: str, others: str) -> bool:
    """Whether a surname is also a word of our own pages or of the papers, or part of a name that may be told."""
    if re.search(rf"\b{surname}s?\b", others, re.IGNORECASE):
        return True
    return bool(re.search(rf"\b{surname.lower()}\b", shown) or re.search(rf"(?i)\b{surname}\b", _own_words()))


@cache
def _own_words() -> str:
    """Every message of our own, in every language."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(paths.catalogues().glob("*.po")))


@cache
def _own_pages() -> str:
    """What is in every page, whatever it says: its styles and scripts."""
    kinds = (".css", ".js", ".j2")
    files = [file for file in sorted(paths.catalogues().parents[1].glob("press/*/**/*")) if file.suffix in kinds]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _keys(logs: dict[str, pd.DataFrame]) -> set[str]:
    """The keys of several words that rows are known by."""
    keys = (log[column].dropna() for table, log in logs.items() for column in key_of(TABLES[table]))
    return {str(key) for column in keys for key in column if str(key).count("-")}


def _texts(logs: dict[str, pd.DataFrame]) -> set[str]:
    return {text for table, log in logs.items() for column in texts(table) for text in log[column].dropna()}
