"""The fingerprint of all that a report is made from, without opening any of it."""

import datetime
import hashlib
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from radrum import paths, press
from radrum.runs.records import named
from radrum.runs.report import Plan


def stamp(plan: Plan) -> str:
    """One SHA-256 of the program, catalogues and template, the notebook, the data and what is asked for.

    Of the public edition the day too: consent is judged on the day of the run.
    """
    parts = [named(plan), *_libraries(), _of(paths.PACKAGE), _of(paths.places()), _of(paths.statistics())]
    parts += [_of(paths.councils() / plan.council), _of(press.notebook_path(plan.notebook))]
    if plan.edition != "council":
        parts.append(f"{datetime.date.today()}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _libraries() -> tuple[str, ...]:
    """The versions of what is installed: another version may draw or write otherwise."""
    return tuple(sorted(f"{each.name}={each.version}" for each in distributions()))


@cache
def _of(place: Path) -> str:
    """The fingerprint of a file, or of every file of a folder by name and content; read once a process."""
    found = hashlib.sha256()
    files = [place] if place.is_file() else sorted(each for each in place.rglob("*") if each.is_file())
    for file in files:
        if "__pycache__" not in file.parts:
            data = file.read_bytes()
            found.update(f"{file.relative_to(place).as_posix()}\0{len(data)}\0".encode() + data)
    return found.hexdigest()
