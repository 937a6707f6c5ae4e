"""Where a file comes from: a small TOML beside each data file. No passport, no load."""

import datetime
import hashlib
import re
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

from radrum import paths
from radrum.errors import Fault, Faults
from radrum.toml import read_toml

LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True)
class Passport:
    """Who produced a file, when it was fetched, under which terms, and how to cite it.

    ``citation`` is for figures as published, ``citation_derived`` for figures computed from them. ``sha256`` is the
    file's own. ``name`` is the file's name without its ending. ``language`` is that of its texts, as BCP 47 names it
    (sv, nb, en), empty where nobody says; ``comment``, which no report shows, is in English.
    """

    name: str
    producer: str
    title: str
    url: str
    published: str
    retrieved: datetime.date
    licence: str
    citation: str
    citation_derived: str
    sha256: str
    comment: str = ""
    language: str = ""


def passport_path(file: Path) -> Path:
    """Where the passport of a data file lies."""
    return file.with_name(f"{file.stem}.source.toml")


def fingerprint(file: Path) -> str:
    """The file's SHA-256, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def read_passport(file: Path) -> Passport:
    """The verified passport of a data file.

    Raises ``Faults`` where it is absent, incomplete or not TOML, or where the file's bytes are not those it names.
    """
    path = passport_path(file)
    place = paths.shown(path)
    if not path.is_file():
        raise Faults([Fault(place, f"{file.name} has no passport.", "Write one: who published it, where, when.")])
    given = read_toml(path)
    names = {field.name for field in fields(Passport)} - {"name"}
    optional = {field.name for field in fields(Passport) if field.default is not MISSING}
    faults = [Fault(place, f"'{name}' is missing.", "Add it.") for name in sorted(names - set(given) - optional)]
    faults += [Fault(place, f"'{name}' is not known.", "Remove it.") for name in sorted(set(given) - names)]
    if "retrieved" in given and type(given["retrieved"]) is not datetime.date:
        faults.append(Fault(place, "'retrieved' is not a date.", "Write it as 2016-09-08, without quotes."))
    if "language" in given and not LANGUAGE.fullmatch(str(given["language"])):
        faults.append(Fault(place, f"'{given['language']}' is no language.", "Write its tag, as sv, nb or en."))
    if "sha256" in given and given["sha256"] != fingerprint(file):
        faults.append(
            Fault(
                place,
                f"{file.name} is not the file that this passport describes: its SHA-256 is {fingerprint(file)}.",
                "Put the original back, or add the changed rows as a new file with a passport of its own.",
            )
        )
    if faults:
        raise Faults(faults)
    return Passport(name=file.stem, **given)
