"""The fingerprint of all that a report is made from, without opening any of it."""

import datetime
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from radrum import paths
from radrum.errors import RadrumError
from radrum.once import once
from radrum.runs.fingerprints import of_folder, of_parts
from radrum.runs.plan import Plan, named

PRIVATE = "private"  # the folder of a council's people


def stamp(plan: Plan) -> str:
    """One SHA-256 of the program, catalogues and template, the notebook, the data and what is asked for.

    Of the public edition also the council's people, and who agrees on the day of the run to be named.
    """
    parts = [named(plan), ground(plan.council), _of(paths.notebooks() / f"{plan.notebook}.ipynb")]
    if plan.edition != "council":
        day = plan.today or datetime.date.today()
        parts += [_of(paths.councils() / plan.council / PRIVATE), _agreeing(plan.council, day)]
    return _together(*parts)


def ground(council: str) -> str:
    """One SHA-256 of what all reports of a council stand on: the program, its register, statistics and places.

    Its people are none of that: only what the public may not see depends on them.
    """
    own = _of(paths.councils() / council, without=PRIVATE)
    return _together(*_program(), _of(paths.places()), _of(paths.statistics()), own)


def everything(file: Path) -> str:
    """One SHA-256 of a plan file and of all that its plans may depend on."""
    return _together(*_program(), *map(_of, (file, paths.notebooks(), paths.places(), paths.councils())))


def _together(*parts: str) -> str:
    return of_parts(part.encode() for part in parts)


@once
def _agreeing(council: str, day: datetime.date) -> str:
    """Which of the council's people agree on the day to be named to the public; the day where they cannot be read."""
    if not (paths.councils() / council / PRIVATE).exists():
        return ""
    import pandas as pd  # the council's own edition, which most plans ask for, needs none of this

    from radrum.register.people import agreed_to_publish, read_people

    try:
        return "".join(agreed_to_publish(read_people(council), pd.Timestamp(day)).map({True: "1", False: "0"}))
    except RadrumError:
        return f"{day}"


@cache
def _program() -> tuple[str, ...]:
    """The program, and the versions of what is installed: another version may draw or write otherwise."""
    return (*sorted(f"{each.name}={each.version}" for each in distributions()), of_folder(paths.PACKAGE))


@once
def _of(place: Path, without: str = "__pycache__") -> str:
    """The fingerprint of a file, or of the files of a folder; read once a process. Empty where there is nothing."""
    return of_parts([place.read_bytes()]) if place.is_file() else of_folder(place, without)
