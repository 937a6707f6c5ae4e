"""The fingerprint of all that a report is made from, without opening any of it."""

import datetime
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from radrum import paths, press
from radrum.runs.fingerprints import of_folder, of_parts
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
    return of_parts(part.encode() for part in parts)


@cache
def _libraries() -> tuple[str, ...]:
    """The versions of what is installed: another version may draw or write otherwise."""
    return tuple(sorted(f"{each.name}={each.version}" for each in distributions()))


@cache
def _of(place: Path) -> str:
    """The fingerprint of a file, or of every file of a folder; read once a process."""
    return of_parts([place.read_bytes()]) if place.is_file() else of_folder(place)
