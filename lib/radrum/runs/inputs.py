"""What a report was made from, each input with the fingerprint by which it is known again."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import pandas as pd

from radrum import paths, press
from radrum.dossier import Dossier
from radrum.register import TABLES
from radrum.runs.fingerprints import of_folder, of_parts

OF_A_FILE = ["row", "retrieved"]  # where a row stands in its file and when that was fetched: not what it says


def inputs(dossier: Dossier, notebook: str, parameters: Mapping[str, Any]) -> dict[str, str]:
    """Every input of a report by its name in the reader's words, with its SHA-256 in hexadecimal.

    Two reports of the same inputs are the same, byte for byte. The rows are those known on the dossier's day in its
    edition: what is recorded or published later changes none of the fingerprints.
    """
    words, names = dossier.words, _names(dossier)
    given = {"as_of": f"{dossier.as_of:%Y-%m-%d}", "edition": dossier.edition, "language": words.language, **parameters}
    rows = _of_rows(dossier)
    found = {
        words("Program, words and template"): _program(),
        words("Notebook {name}", name=f"{notebook}.ipynb"): of_parts([press.notebook_path(notebook).read_bytes()]),
        words("Parameters"): of_parts(f"{name}={value!r};".encode() for name, value in sorted(given.items())),
        names["register"]: rows["register"],
        words("Areas and borders"): of_folder(paths.places()),
    }
    return found | {names[name]: digest for name, digest in rows.items() if name != "register"}


@lru_cache(maxsize=4)
def _of_rows(dossier: Dossier) -> dict[str, str]:
    """The fingerprints of the register and of each snapshot, by name, as known on the dossier's day."""
    found = {"register": of_parts(_rows(dossier.history(name)) for name in TABLES)}
    for rows in (dossier.statistics, dossier.goals):
        for snapshot, of_it in rows.groupby("snapshot", sort=True):
            found[snapshot] = of_parts([_rows(of_it)])
    return found


@cache
def _program() -> str:
    """The fingerprint of the program, its words and its template: what this process runs."""
    return of_folder(paths.PACKAGE)


def listed(dossier: Dossier, found: Mapping[str, str]) -> tuple[press.Input, ...]:
    """The ``inputs`` as a page lists them: where the source lines of its exhibits lead to, and of which file."""
    called = {said: name for name, said in _names(dossier).items()}
    return tuple(press.Input(said, digest, **_told(called.get(said), dossier)) for said, digest in found.items())


def _told(name: str | None, dossier: Dossier) -> dict[str, str]:
    """What a page tells of the input of that name beside its fingerprint."""
    if name is None:
        return {}
    passport = dossier.passports.get(name)
    if passport is None:
        return {"anchor": f"input-{name}"}
    day = dossier.words.date(passport.retrieved)
    return {"anchor": f"input-{name}", "file": f"statistics/{name}.csv", "retrieved": day}


def _names(dossier: Dossier) -> dict[str, str]:
    """What the register and each snapshot are called in the reader's words."""
    words = dossier.words
    snapshots = {name: words("Statistics {name}", name=name) for name in dossier.passports}
    return {"register": words("The council's register, as known on the day"), **snapshots}


def _rows(rows: pd.DataFrame) -> bytes:
    said = rows.drop(columns=OF_A_FILE, errors="ignore")
    hashes = pd.util.hash_pandas_object(said, index=False).to_numpy()
    return ",".join(said.columns).encode() + hashes.astype("<u8").tobytes()
