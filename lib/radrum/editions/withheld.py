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
from radrum.tables.columns import key_of

FEWEST = 3  # words: a shorter text, or a day, may stand on a page for a reason of its own
WORD = re.compile(r"[^\W\d_]{2,}")
SOUGHT = re.compile(r"(?:.*?[^\W\d_]){4}.*")  # what a file holds too many of by chance, as C12 in a drawing, is not


def withheld_texts(extract: Path, *, today: datetime.date | None = None) -> tuple[str, ...]:
    """Names, addresses and texts that the register held on the day and its extract does not.

    Made from the folder of data that the extract was written from. A page of that edition with one of them has
    told what it must not. Texts of fewer than three words are left out, names and addresses never. Of a name the
    surname alone is withheld too, unless it is also something else: a word, a place, a body or one who has agreed.
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
    keys = _keys(known) - _keys(public.logs)
    called = _unsaid(_called(register, about.as_of), extract)
    return tuple(dict.fromkeys([*roles.names, *surnames, *roles.addresses, *sorted(hidden), *sorted(keys), *called]))


def surnames_of(names: Iterable[str]) -> list[str]:
    """The last part of each name that has several."""
    parts = [re.split(APART, name.strip()) for name in names]
    return list(dict.fromkeys(each[-1] for each in parts if len(each) > 1 and WORD.fullmatch(each[-1])))


def _called(register: Register, as_of: pd.Timestamp) -> set[str]:
    """What restricted initiatives, systems and suppliers are called."""
    restricted, _ = restricted_initiatives(register, as_of)
    systems = register.logs["systems"]
    named = {*systems["system"].dropna(), *systems["supplier"].dropna()}
    return set(filter(SOUGHT.fullmatch, {*titles(register, restricted), *restricted, *named}))


def _unsaid(called: Iterable[str], extract: Path) -> list[str]:
    """Those that no page of the extract may say: a single name as a word of its own, the rest within words too."""
    files = [*extract.rglob("*.csv"), *extract.rglob("*.toml")]
    told = "\n".join([_own_words(), *(file.read_text(encoding="utf-8") for file in files)]).casefold()
    within = told + _own_pages().casefold()
    return [
        each
        for each in sorted(called)
        if not (
            re.search(rf"(?<![^\W\d_]){each.casefold()}s?(?![^\W\d_])", told)
            if each.isalpha() and each[0].isupper()
            else each.casefold() in within
        )
    ]


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
