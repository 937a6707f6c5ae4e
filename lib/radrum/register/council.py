"""A council's own file: who it is, which languages it reads, which area it stands for."""

import datetime
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

from radrum import paths, places
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.toml import read_toml

TYPES = {
    str: "text in quotes",
    bool: "true or false",
    datetime.date | None: "a day without quotes, as 2016-09-08",
    tuple: "a list of texts",
}


@dataclass(frozen=True)
class Council:
    """A council as its ``council.toml`` describes it.

    ``body`` is its own row in ``parties``. ``peers`` are the countries it is compared with. ``origin`` says what the
    data was made from; ``reconstruction`` that the body did not issue it; ``invented`` that it does not exist.
    ``publisher`` is who answers for its reports and ``contact`` an address at which faults in them are told.
    ``kept_since`` is the day from which on no committed row may be edited; without it, none ever.
    """

    folder: str
    name: str
    short_name: str
    language: str
    area: str
    body: str
    origin: str
    peers: tuple[str, ...]
    reconstruction: bool = False
    invented: bool = False
    kept_since: datetime.date | None = None
    publisher: str = ""
    contact: str = ""


def _fits(value: object, expected: type) -> bool:
    if isinstance(value, tuple):
        return expected is tuple and all(isinstance(each, str) for each in value)
    return isinstance(value, expected) and not isinstance(value, datetime.datetime)


def council_names() -> list[str]:
    """Folder names of all councils, sorted."""
    return sorted(path.parent.name for path in paths.councils().glob("*/council.toml"))


def council_folder(name: str) -> Path:
    """The council's folder. Raises ``RadrumError`` with the nearest name where there is none."""
    if name not in council_names():
        raise RadrumError(f"There is no council '{name}'. {did_you_mean(name, council_names())}".rstrip())
    return paths.councils() / name


def read_council(name: str, draft: Path | None = None) -> Council:
    """The council of that folder name, or, where the folder ``draft`` describes it, as it does there.

    Raises ``Faults`` with every mistake in its file.
    """
    file = council_folder(name) / "council.toml"
    if draft and (draft / file.name).is_file():
        file = draft / file.name
    place = paths.shown(file)
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in read_toml(file).items()}
    known = {field.name: field for field in fields(Council) if field.name != "folder"}
    faults = [
        Fault(place, f"'{name}' is missing.", "Add it.")
        for name, field in known.items()
        if name not in given and field.default is MISSING
    ]
    faults += [
        Fault(place, f"'{name}' is not known.", did_you_mean(name, known)) for name in given if name not in known
    ]
    for key, value in given.items():
        expected = getattr(known.get(key), "type", type(value))
        expected = tuple if expected not in TYPES else expected
        if key in known and not _fits(value, expected):
            faults.append(Fault(place, f"'{key}' is {value!r}.", f"Write {TYPES[expected]}."))
    if not faults and given["area"] not in places.areas().index:
        faults.append(Fault(place, f"area '{given['area']}' is not known.", places.suggest(given["area"])))
    if faults:
        raise Faults(faults)
    return Council(folder=name, **given)
