"""What the public edition must not hold, for whoever checks a page of it."""

import datetime
import re
from pathlib import Path

import pandas as pd

from radrum.editions.leaving import read_extract
from radrum.editions.states import texts
from radrum.editions.wording import Roles
from radrum.errors import RadrumError
from radrum.register import read_register
from radrum.register.people import agreed_to_publish, read_people

FEWEST = 3  # words: a shorter text, or a day, may stand on a page for a reason of its own
WORD = re.compile(r"[^\W\d_]{2,}")


def withheld_texts(extract: Path, *, today: datetime.date | None = None) -> tuple[str, ...]:
    """Names, addresses and texts that the register held on the day and its extract does not.

    Made from the folder of data that the extract was written from. A page of that edition with one of them has
    told what it must not. Texts of fewer than three words are left out, names and addresses never.
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
    return tuple(dict.fromkeys([*roles.names, *roles.addresses, *sorted(hidden)]))


def _texts(logs: dict[str, pd.DataFrame]) -> set[str]:
    return {text for table, log in logs.items() for column in texts(table) for text in log[column].dropna()}
