"""What stands published: each page with its print, known by where it lies and by what its head says."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from radrum.archive.addresses import EDITIONS, INDEX
from radrum.errors import Fault
from radrum.press.head import read_head
from radrum.words import LANGUAGES

REMEDY = "It is not listed. Make it again: radrum report."


@dataclass(frozen=True)
class Published:
    """One published page.

    ``path`` is below the folder of reports; ``council`` and ``notebook`` are names of folder and file as they stand in
    it. ``report`` is the kind of report in the page's ``language``; ``name`` and ``publisher`` are in
    ``name_language``. ``meeting`` is None where the page is for none. Of a page about a municipality ``municipality``
    is its code and ``municipalities`` holds the name of each that could have such a page, by code.
    """

    path: PurePosixPath
    edition: str
    council: str
    day: datetime.date
    language: str
    notebook: str
    title: str
    report: str
    name: str
    name_language: str
    area: str
    meeting: datetime.date | None
    publisher: str
    contact: str
    municipality: str
    municipalities: tuple[tuple[str, str], ...]

    @property
    def print(self) -> PurePosixPath:
        """Where its PDF lies."""
        return self.path.with_suffix(".pdf")


def shelf(reports: Path) -> tuple[list[Published], list[Fault]]:
    """Every page that stands published under ``reports`` with its print, by path, and why each other is left out.

    A page made with other parameters than its notebook's own is somebody's question, not the council's paper: it is
    passed over, and nothing said of it.
    """
    found, left = [], []
    for file in _pages(reports):
        path = PurePosixPath(file.relative_to(reports).as_posix())
        said = read_head(file)
        if said.get("parameters"):
            continue
        if not file.with_suffix(".pdf").is_file():
            left.append(Fault(str(path), "there is no PDF beside it.", REMEDY))
            continue
        try:
            page = _published(path, said) if said else None
        except (KeyError, ValueError) as error:
            left.append(Fault(str(path), f"its head is spoilt ({error}).", REMEDY))
            continue
        if page is None:
            left.append(Fault(str(path), "its head does not say what it is.", REMEDY))
        elif wrong := _misplaced(page, said):
            left.append(Fault(str(path), f"it lies among {wrong}.", REMEDY))
        else:
            found.append(page)
    return found, left


def _pages(reports: Path) -> Iterator[Path]:
    """The files that lie where pages are published: below a language, or one folder further down for an area."""
    for edition in EDITIONS:
        for depth in ("*/*/*/*.html", "*/*/*/*/*.html"):
            yield from (each for each in sorted((reports / edition).glob(depth)) if each.name != INDEX)


def _published(path: PurePosixPath, said: dict[str, str]) -> Published:
    """The page at ``path`` whose head ``said`` that. Raises ``KeyError`` or ``ValueError`` where it lacks something."""
    edition, council, day, language, *rest = path.with_suffix("").parts
    if unknown := {language, said["council-language"]} - set(LANGUAGES):
        raise ValueError(f"there is no language {', '.join(sorted(unknown))}")
    listed = [each.partition(" ") for each in filter(None, said.get("municipalities", "").split(", "))]
    return Published(
        path,
        edition,
        council,
        datetime.date.fromisoformat(day),
        language,
        rest[0],
        said["title"],
        said["report"],
        said["council"],
        said["council-language"],
        said["area"],
        datetime.date.fromisoformat(said["meeting"]) if said.get("meeting") else None,
        said.get("publisher", ""),
        said.get("contact", ""),
        said.get("municipality", ""),
        tuple((code, name) for code, _, name in listed),
    )


def _misplaced(page: Published, said: dict[str, str]) -> str:
    """What the pages around are that it is not, by its own head; empty where it lies right."""
    for where, what in (("edition", page.edition), ("language", page.language), ("day", f"{page.day}")):
        if said.get(where) != what:
            return f"pages of {where} {what} and says '{said.get(where, '')}'"
    code = page.path.stem if len(page.path.parts) > 5 else ""
    if page.municipality != code or (code and code not in dict(page.municipalities)):
        return f"pages of '{code}' and says '{page.municipality}'"
    return ""
