"""A page of the archive: where it goes, what it is given to show, and what it says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from radrum import __version__, press
from radrum.archive.shelf import Published
from radrum.words import Words


@dataclass(frozen=True)
class List:
    """A page that lists others: its path below the folder of reports, its template, and what that is given.

    ``feed`` is the feed beside it, empty where it has none.
    """

    path: PurePosixPath
    template: str
    page: press.Page
    kind: str
    heading: str
    content: dict[str, Any]
    feed: bytes = b""


def about(pages: Sequence[Published], words: Words, edition: str, notices: Sequence[str] = ()) -> press.Page:
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
        council="",
        day="",
        area="",
        notices=tuple(notices),
        colophon=tuple(colophon),
        words=words,
        maker=maker,
        edition=edition,
        publisher=publisher,
        contact=contact,
        country=countries[0] if len(countries) == 1 else "",
    )
