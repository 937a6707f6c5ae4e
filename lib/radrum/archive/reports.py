"""The lists of reports: those of all councils, and those of one by meeting and day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from radrum.archive.addresses import FEED, INDEX, PUBLIC, address
from radrum.archive.feed import feed
from radrum.archive.holdings import Copy, Holding, by_council, by_day, holdings, meeting_of
from radrum.archive.page import List, about
from radrum.archive.shelf import Published
from radrum.words import LANGUAGES, Words


@dataclass(frozen=True)
class Group:
    """Reports under one heading, the newest first.

    ``known`` says until when they knew what they tell, where the heading does not. ``when`` names the newest meeting or
    day, and ``newest`` are its reports. ``address`` is that of the list of these reports alone, if there is one.
    """

    anchor: str
    name: str
    held: Sequence[Holding]
    when: str
    newest: Sequence[Holding]
    known: str = ""
    address: str = ""


def whole_list(pages: Sequence[Published], folder: PurePosixPath, edition: str) -> List:
    """All reports of all councils, in the language that most councils are kept in."""
    spoken = Counter({page.council: page.name_language for page in pages}.values())
    words = Words(max(LANGUAGES, key=lambda language: spoken[language]))
    groups = []
    for number, (council, held) in enumerate(by_council(holdings(pages, words), words).items(), start=1):
        page, newest = held[0].page, by_day(held)[0]
        name = Words(words.language, own=page.name_language).own(page.name)
        where = address(PurePosixPath(edition, council, INDEX), folder)
        groups.append(Group(f"council-{number}", name, held, _when(newest, words), newest, address=where))
    return _list(pages, words, folder, edition, words("Reports"), cards=groups, groups=groups, dated=True, up="")


def council_list(pages: Sequence[Published], folder: PurePosixPath, edition: str) -> List:
    """All reports of one council, by meeting and day, in the council's language."""
    newest = max(pages, key=lambda page: page.day)
    words = Words(newest.name_language)
    groups = []
    for held in by_day(holdings(pages, words)):
        day, meeting, when = held[0].page.day, meeting_of(held), _when(held, words)
        known = words("As known at the end of {day}.", day=day) if meeting not in (None, day) else ""
        groups.append(Group(f"day-{day}", when, held, when, held, known=known))
    up = address(PurePosixPath(PUBLIC if edition == PUBLIC else "", INDEX), folder)
    return _list(pages, words, folder, edition, newest.name, cards=groups[:1], groups=groups, dated=False, up=up)


def _list(
    pages: Sequence[Published], words: Words, folder: PurePosixPath, edition: str, heading: str, **content: Any
) -> List:
    """A list of reports with its feed."""
    held, kind = holdings(pages, words), words("Report archive")
    editions, notices = sorted({page.edition for page in pages}), []
    if edition != PUBLIC and PUBLIC in editions:
        site = f"{PUBLIC}/"
        notices = [
            words(
                "The council's edition is listed here too. What may be put on a public site is in {folder}.",
                folder=site,
            )
        ]
    given = {
        **content,
        "editions": editions,
        "total": len(held),
        "to": partial(address, folder=folder),
        "feed": FEED,
        "when": lambda holding: _when([holding], words),
        "spoken": _spoken,
        "areas": lambda copy: _areas(copy, words),
    }
    follow = feed(held, folder, f"{kind}: {heading}", words.language)
    return List(folder / INDEX, "reports.html.j2", about(pages, words, edition, notices), kind, heading, given, follow)


def _when(held: Sequence[Holding], words: Words) -> str:
    """The meeting that reports of one day are for, or the day."""
    day, meeting = held[0].page.day, meeting_of(held)
    if meeting is None:
        return words.date(day)
    if meeting == day:
        return words("Meeting on {day}", day=meeting)
    return words("Before the meeting on {day}", day=meeting)


def _spoken(language: str) -> str:
    """A language's name in itself."""
    words = Words(language)
    return words.sentence(words.locale.get_language_name(language))


def _areas(copy: Copy, words: Words) -> str:
    return words.plural("{n} municipality", "{n} municipalities", len(copy.areas))
