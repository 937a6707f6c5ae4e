"""What is published for a meeting: the council's page with its print, whole and checked, and where the public reads."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from radrum import paths, press
from radrum.dossier import before_meeting
from radrum.errors import RadrumError
from radrum.register import Register
from radrum.runs import page_folder
from radrum.share.records import is_copied
from radrum.share.summary import Summary, read_summary

NAME = "meeting"


@dataclass(frozen=True)
class Papers:
    """A meeting and what is sent out before it.

    ``meeting`` is its row in the register as it stands now, and ``changed`` how often that has changed; ``digest`` is
    the SHA-256 of the page that ``summary`` was read from, ``print`` its PDF, ``link`` where the public reads it.
    """

    register: Register
    meeting: pd.Series
    changed: int
    digest: str
    summary: Summary
    print: bytes
    link: str


def papers(register: Register, day: pd.Timestamp, reports: Path, site: str = "", copied_to: str = "") -> Papers:
    """What is published for the council's meeting of a day.

    There is a link where the public's page, as it is now, was copied to the address ``copied_to``, or to any if that
    is empty: ``site`` is where the public reads it.

    Raises ``RadrumError`` where there is no such meeting, and where its page is not there, or not with the print that
    was made of it when a browser looked at it.
    """
    council = register.council
    as_of = before_meeting(register, day)
    held = register.as_known("meetings", register.newest)
    row = held[(held["body"] == council.body) & (held["date"] == day)].iloc[0]
    states = register.logs["meetings"]["meeting"] == row["meeting"]
    page = reports / page_folder("council", council.folder, as_of, council.language) / f"{NAME}.html"
    place, again = paths.shown(page), f"Run 'radrum report {council.folder} --meeting {day:%Y-%m-%d}'."
    if not page.is_file():
        raise RadrumError(f"There is no {place}. {again}")
    if not press.is_pair(page):
        raise RadrumError(
            f"{place} has no PDF that was made of it: it was not checked, or not published whole. {again}"
        )
    summary = read_summary(page.read_text(encoding="utf-8"), place)
    open_to_all = reports / page_folder("public", council.folder, as_of, council.language) / page.name
    path = open_to_all.relative_to(reports / "public").as_posix()
    there = site and open_to_all.is_file() and is_copied(reports, path, press.page_digest(open_to_all), copied_to)
    link = f"{site.rstrip('/')}/{path}" if there else ""
    printed = page.with_suffix(".pdf").read_bytes()
    return Papers(register, row, int(states.sum()) - 1, press.page_digest(page), summary, printed, link)
