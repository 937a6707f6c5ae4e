"""Where a page is published: below the reports, never where a page of other parameters lies."""

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from radrum.dossier import Dossier
from radrum.press import Parameter
from radrum.runs.fingerprints import of_parts

READABLE = re.compile(
    r"[a-z0-9_]+-[a-z0-9_.]+(-[a-z0-9_.]+)*"
)  # alike in addresses and on every disk, whatever its case
LONGEST = 80  # characters
DIGITS = 10  # of a fingerprint


def report_path(dossier: Dossier, notebook: str, area: str = "", told: str = "") -> Path:
    """``<edition>/<council>/<date>/<language>/<notebook>.html``; for an ``area`` a folder of the notebook's name holds
    its ``<code>.html``. What is ``told`` of the parameters stands at the end of the name: ``<notebook>--<told>.html``.
    """
    name = "--".join(filter(None, [area or notebook, told]))
    page = f"{notebook}/{name}.html" if area else f"{name}.html"
    return page_folder(dossier.edition, dossier.council.folder, dossier.as_of, dossier.words.language) / page


def page_folder(edition: str, council: str, day: datetime.date, language: str) -> Path:
    """Where the pages of a council lie that are as of one day, in one edition and language: below the reports."""
    return Path(edition, council, f"{day:%Y-%m-%d}", language)


def told(given: Mapping[str, Any], declared: Mapping[str, Parameter]) -> str:
    """The parameters as a part of a file's name: ``measure-available_fibre--years-7``, empty where none is given.

    No two sets of parameters of a notebook are told alike. Free text, and what is long or not fit for a file's name, is
    told by a fingerprint of the whole set.
    """
    parts = [(name, f"{name}-{value}") for name, value in sorted(given.items())]
    readable = [part for name, part in parts if declared[name].type != "str" and READABLE.fullmatch(part)]
    if len(readable) == len(parts) and len("--".join(readable)) <= LONGEST:
        return "--".join(readable)
    return of_parts(f"{name}={value!r}".encode() for name, value in sorted(given.items()))[:DIGITS]
