"""The archive's own pages: which there are, and what each of them lists."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from radrum import __version__, press
from radrum.archive.addresses import FEED, INDEX, PUBLIC, address
from radrum.archive.feed import feed
from radrum.archive.holdings import Holding, by_council, by_day, by_municipality, holdings, meeting_of
from radrum.archive.shelf import Published
from radrum.words import LANGUAGES, Words


@dataclass(frozen=True)
class List:
    """A page of the archive: where it goes below the folder of reports, its template, and what that is given.

    ``feed`` is the feed beside it, empty where it has none.
    """

    path: PurePosixPath
    template: str
    page: press.Page
    kind: str
    heading: str
    content: dict[str, Any]
    feed: bytes = b""


def lists(pages: Sequence[Published]) -> list[List]:
    """Every page of the archive, those that lead to others last.

    What is for the public is made of the public's pages alone, so that nothing of the others can reach it.
    """
    public = [page for page in pages if page.edition == PUBLIC]
    found = [municipality_list(own) for own in by_municipality(pages).values()]
    for base, edition, shown in (("council", "council", pages), (PUBLIC, PUBLIC, public)):
        for council in sorted({page.council for page in shown}):
            own = [page for page in shown if page.council == council]
            found.append(council_list(own, PurePosixPath(base, council), edition))
    if public:
        found.append(whole_list(public, PurePosixPath(PUBLIC), PUBLIC))
    if pages:
        found.append(whole_list(pages, PurePosixPath(), "council"))
    return found


def whole_list(pages: Sequence[Published], folder: PurePosixPath, edition: str) -> List:
    """All reports of all councils, in the language that most councils are kept in."""
    spoken = Counter({page.council: page.name_language for page in pages}.values())
    words = Words(max(LANGUAGES, key=lambda language: spoken[language]))
    councils = by_council(holdings(pages, words), words)
    groups = [
        {
            "anchor": f"council-{number}",
            "name": _name(held[0].page, words),
            "address": address(PurePosixPath(edition, council, INDEX), folder),
            "known": "",
            "held": held,
        }
        for number, (council, held) in enumerate(councils.items(), start=1)
    ]
    cards = [{**group, "when": _when(by_day(group["held"])[0], words)} for group in groups]
    cards = [{**card, "held": by_day(card["held"])[0]} for card in cards]
    heading = words("Reports")
    return _list(pages, words, folder, edition, heading, cards=cards, groups=groups, dated=True, up="")


def council_list(pages: Sequence[Published], folder: PurePosixPath, edition: str) -> List:
    """All reports of one council, by meeting and day, in the council's language."""
    newest = max(pages, key=lambda page: page.day)
    words = Words(newest.name_language)
    days = by_day(holdings(pages, words))
    groups = [
        {
            "anchor": f"day-{held[0].page.day}",
            "name": _when(held, words),
            "address": "",
            "known": _known(held, words),
            "held": held,
        }
        for held in days
    ]
    cards = [{**groups[0], "when": groups[0]["name"]}]
    up = address(PurePosixPath(edition if edition == PUBLIC else "", INDEX), folder)
    return _list(pages, words, folder, edition, newest.name, cards=cards, groups=groups, dated=False, up=up)


def municipality_list(pages: Sequence[Published]) -> List:
    """The pages of one council's municipalities, by name, and which of them has none."""
    page = pages[0]
    words, folder = Words(page.language, own=page.name_language), page.path.parent
    made = {each.municipality: each for each in pages}
    every = {code: name for each in pages for code, name in each.municipalities}
    named = sorted(every, key=lambda code: (words.order(every[code]), code))
    lacking = [every[code] for code in named if code not in made]
    n, total = len(made), len(every)
    said = words.plural(
        "{n} of {total} municipalities has a page.", "{n} of {total} municipalities have a page.", n, total=total
    )
    content = {
        "rows": [(every[code], made.get(code)) for code in named],
        "said": said,
        "up": address(page.path.parents[3] / INDEX, folder),
        "lacking": words("Without a page: {names}.", names=words.list(lacking)) if lacking else "",
    }
    heading = Markup("{}, {}").format(words.own(page.name), words.date(page.day))
    about = _page(pages, words, page.edition, ())
    to = {"to": lambda path: address(path, folder)}
    return List(
        folder / INDEX, "municipalities.html.j2", about, page.report, heading, {**content, **to, "total": total}
    )


def _list(
    pages: Sequence[Published], words: Words, folder: PurePosixPath, edition: str, heading: str, **content: Any
) -> List:
    """A list of reports with its feed."""
    held = holdings(pages, words)
    kind, notices = words("Report archive"), []
    editions = sorted({page.edition for page in pages})
    if edition != PUBLIC and PUBLIC in editions:
        notices.append(
            words(
                "The council's edition is listed here too. What may be put on a public site lies in {folder}.",
                folder="public/",
            )
        )
    given = {
        **content,
        "editions": editions,
        "total": len(held),
        "to": lambda path: address(path, folder),
        "feed": FEED,
        "when": lambda holding: _when([holding], words),
        "spoken": {language: _spoken(language) for language in LANGUAGES},
        "areas": lambda copy: _areas(copy.areas, words),
    }
    title = f"{kind}: {heading}"
    about = _page(pages, words, edition, notices)
    return List(
        folder / INDEX, "reports.html.j2", about, kind, heading, given, feed(held, folder, title, words.language)
    )


def _page(pages: Sequence[Published], words: Words, edition: str, notices: Sequence[str]) -> press.Page:
    """What a list says of itself; who answers for it is named where one answers for all that it lists."""
    publishers = sorted({(page.publisher, page.contact) for page in pages})
    publisher, contact = publishers[0] if len(publishers) == 1 else ("", "")
    if publisher:
        publisher = Words(words.language, own=pages[0].name_language).own(publisher)
    countries = sorted({page.area.partition("-")[0] for page in pages})
    maker = f"Rådrum {__version__}"
    colophon = [words("Made by {maker} from the pages that it lists.", maker=maker)]
    if publisher:
        colophon.append(words("Publisher: {publisher}.", publisher=publisher))
    elif len(publishers) > 1:
        colophon.append(words("Each report says who publishes it."))
    return press.Page(
        "",
        "",
        "",
        tuple(notices),
        tuple(colophon),
        words,
        maker,
        edition,
        publisher=publisher,
        contact=contact,
        country=countries[0] if len(countries) == 1 else "",
    )


def _name(page: Published, words: Words) -> str:
    """The council's name, marked with its language where that is not the list's."""
    return Words(words.language, own=page.name_language).own(page.name)


def _when(held: Sequence[Holding], words: Words) -> str:
    """The meeting that reports of one day are for, or the day."""
    day, meeting = held[0].page.day, meeting_of(held)
    if meeting is None:
        return words.date(day)
    return (
        words("Meeting on {day}", day=meeting) if meeting == day else words("Before the meeting on {day}", day=meeting)
    )


def _known(held: Sequence[Holding], words: Words) -> str:
    day, meeting = held[0].page.day, meeting_of(held)
    return words("As known at the end of {day}.", day=day) if meeting not in (None, day) else ""


def _spoken(language: str) -> str:
    """A language's name in itself."""
    words = Words(language)
    return words.sentence(words.locale.get_language_name(language))


def _areas(areas: Sequence[str], words: Words) -> str:
    return words.plural("{n} municipality", "{n} municipalities", len(areas))
