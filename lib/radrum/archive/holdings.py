"""The published pages as a reader looks for them: each report once, in all its editions and languages."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from radrum.archive.addresses import INDEX
from radrum.archive.shelf import Published
from radrum.words import LANGUAGES, Words

FIRST = "meeting"  # the notebook that is listed before the others


@dataclass(frozen=True)
class Copy:
    """A report in one edition and language: its ``page``, at ``path``.

    ``print`` is its PDF. Of a report about municipalities ``path`` is the list of their pages, which has no PDF;
    ``areas`` are then the names of those that have one, and ``page`` is one of them.
    """

    page: Published
    path: PurePosixPath
    print: PurePosixPath | None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Holding:
    """What one notebook told of one council on one day: ``copies``, the council's own language first."""

    copies: tuple[Copy, ...]

    @property
    def page(self) -> Published:
        """The page that stands for all."""
        return self.copies[0].page

    def spoken(self, language: str) -> Copy:
        """Its copy in that language, or the first."""
        return next((each for each in self.copies if each.page.language == language), self.copies[0])


def holdings(pages: Iterable[Published], words: Words) -> list[Holding]:
    """The reports of all ``pages``: the newest day first, then by council, the meeting report first, then by name."""
    gathered: dict[tuple[str, datetime.date, str], list[Published]] = {}
    for page in pages:
        gathered.setdefault((page.council, page.day, page.notebook), []).append(page)
    found = [Holding(_copies(each)) for each in gathered.values()]
    found.sort(key=lambda each: _place(each, words))
    return sorted(found, key=lambda each: each.page.day, reverse=True)


def by_council(held: Sequence[Holding], words: Words) -> dict[str, list[Holding]]:
    """The reports of each council, by the name of its folder; the councils by their names."""
    called = {each.page.council: each.page.name for each in reversed(held)}
    ordered = sorted(called, key=lambda council: (words.order(called[council]), council))
    return {council: [each for each in held if each.page.council == council] for council in ordered}


def by_day(held: Iterable[Holding]) -> list[list[Holding]]:
    """The reports of each day, in the order given."""
    return [list(each) for _, each in groupby(held, lambda holding: holding.page.day)]


def meeting_of(held: Iterable[Holding]) -> datetime.date | None:
    """The meeting that reports of one day are for."""
    return next((copy.page.meeting for each in held for copy in each.copies if copy.page.meeting), None)


def by_municipality(pages: Iterable[Published]) -> dict[PurePosixPath, list[Published]]:
    """The pages about municipalities, by the folder that they lie in."""
    found: dict[PurePosixPath, list[Published]] = {}
    for page in pages:
        if page.municipality:
            found.setdefault(page.path.parent, []).append(page)
    return found


def _place(holding: Holding, words: Words) -> tuple:
    page = holding.page
    return words.order(page.name), page.council, page.notebook != FIRST, words.order(page.report), page.notebook


def _copies(pages: list[Published]) -> tuple[Copy, ...]:
    folded = [
        Copy(own[0], folder / INDEX, None, tuple(dict(each.municipalities)[each.municipality] for each in own))
        for folder, own in by_municipality(pages).items()
    ]
    single = [Copy(page, page.path, page.print) for page in pages if not page.municipality]
    languages = list(LANGUAGES)

    def place(copy: Copy) -> tuple:
        page = copy.page
        return page.language != page.name_language, languages.index(page.language), page.edition

    return tuple(sorted(single + folded, key=place))
