"""A council is opened: its register or its extract read, on a day, in an edition and a language."""

import datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.dossier.days import before_meeting, default_day, parse_day
from radrum.dossier.dossier import Dossier
from radrum.editions import Extract, read_extract
from radrum.errors import RadrumError, did_you_mean
from radrum.register import TABLES, Register, read_register
from radrum.statistics import read_snapshots
from radrum.words import Words

EDITIONS = ("council", "public")
MOST = 4  # dossiers that are kept, each with its register and statistics


def open_dossier(
    council: str,
    as_of: str | datetime.date | None = None,
    *,
    meeting: str | datetime.date | None = None,
    language: str | None = None,
    edition: str | None = None,
) -> Dossier:
    """Open a council as known at the end of a day.

    Parameters
    ----------
    council
        The name of its folder in ``data/councils``.
    as_of
        The day; without it the newest own meeting that is not later than the newest row recorded.
    meeting
        Instead of ``as_of``: the day of one of the council's meetings. What is known then is what the papers sent out
        beforehand could hold: the end of the meeting's freeze date, or of the day before it.
    language
        The reader's language; without it the council's own.
    edition
        ``council`` or ``public``; without it, that which the folder of data holds. The public edition is opened over
        its extract alone, and an extract holds no other edition.

    Raises ``RadrumError`` for an unknown council, day, meeting, language or edition, and ``Faults`` with every fault of
    the council's data.
    """
    return _open(council, as_of, meeting, language, edition)


def known_edition(edition: str) -> str:
    """The edition of that name. Raises ``RadrumError`` where there is none."""
    if edition not in EDITIONS:
        raise RadrumError(f"There is no edition '{edition}'. {did_you_mean(edition, EDITIONS)}".rstrip())
    return edition


def keep() -> None:
    """From now on keep what is opened, in this process and those forked from it: opened again it is at hand.

    For a process that makes many reports of data that does not change while it lives.
    """
    global _open, _open_cut
    _open, _open_cut = lru_cache(maxsize=MOST)(_opened), lru_cache(maxsize=MOST)(_opened_cut)


def keep_open(council: str, as_of: str, *, language: str, edition: str) -> None:
    """Open a council and keep it, with what most notebooks ask of it, for all that will be forked from this process."""
    keep()
    opened = open_dossier(council, as_of, language=language, edition=edition)
    for name in (*TABLES, "own_meetings", "areas", "municipalities", "goals"):
        getattr(opened, name)
    opened.carried(*opened.goals["measure"].unique(), among=opened.national)


def _opened(
    council: str,
    as_of: str | datetime.date | None,
    meeting: str | datetime.date | None,
    language: str | None,
    edition: str | None,
) -> Dossier:
    extract = read_extract()
    edition = known_edition(edition or (extract.edition if extract else "council"))
    if edition != (extract.edition if extract else "council"):
        raise RadrumError(_elsewhere(edition, extract, council))
    if as_of and meeting:
        raise RadrumError("Give a day or a meeting, not both.")
    register = read_register(council)
    words = Words(language or register.council.language, own=register.council.language)
    if meeting:
        day = before_meeting(register, parse_day(meeting))
    else:
        day = parse_day(as_of) if as_of else extract.as_of if extract else default_day(register)
    if extract:
        return _extracted(register, day, words, extract)
    return Dossier(register, read_snapshots(), day, words, edition)


_open = _opened


def open_extract(folder: Path, *, language: str | None = None) -> Dossier:
    """Open the extract in ``folder`` on its own day, whatever the folder of data is.

    The council and the statistics are read from it alone; places are those of the folder of data. Raises
    ``RadrumError`` where the folder holds no extract, and for an unknown language.
    """
    return _open_cut(folder, language)


def _opened_cut(folder: Path, language: str | None) -> Dossier:
    extract = read_extract(folder)
    if extract is None:
        raise RadrumError(f"{paths.shown(folder)} holds no extract. Write one with radrum.editions.write_extract.")
    register = read_register(extract.council, draft=folder / "councils" / extract.council)
    words = Words(language or register.council.language, own=register.council.language)
    return _extracted(register, extract.as_of, words, extract, folder / paths.statistics().name)


_open_cut = _opened_cut


def _extracted(
    register: Register, day: pd.Timestamp, words: Words, extract: Extract, statistics: Path | None = None
) -> Dossier:
    if day > extract.as_of:
        raise RadrumError(
            f"This extract holds what was known on {extract.as_of:%Y-%m-%d}. Write one for the later day."
        )
    return Dossier(register, read_snapshots(statistics), day, words, extract.edition, extract.left_out)


def _elsewhere(edition: str, extract: Extract | None, council: str) -> str:
    """What is told of an edition that the folder of data does not hold."""
    if extract:
        return f"This folder of data holds the {extract.edition} edition of '{extract.council}' and no other."
    return f"The {edition} edition is opened over its extract. Run 'radrum report {council} --edition {edition}'."
