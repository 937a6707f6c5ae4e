"""Which lists the archive has: of all, of each council, of the public's, of a council's municipalities."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from radrum.archive.addresses import PUBLIC
from radrum.archive.holdings import by_municipality
from radrum.archive.municipalities import municipality_list
from radrum.archive.page import List
from radrum.archive.reports import council_list, whole_list
from radrum.archive.shelf import Published


def lists(pages: Sequence[Published]) -> list[List]:
    """Every list of the ``pages``, those that lead to others last.

    What is for the public is made of the public's pages alone, so that nothing of the others can reach it.
    """
    public = [page for page in pages if page.edition == PUBLIC]
    found = [municipality_list(own) for own in by_municipality(pages).values()]
    return [*found, *_of(public, PurePosixPath(PUBLIC), PUBLIC), *_of(pages, PurePosixPath(), "council")]


def _of(pages: Sequence[Published], folder: PurePosixPath, edition: str) -> Iterator[List]:
    """The list of each council and that of all, which lies in ``folder``."""
    for council in sorted({page.council for page in pages}):
        own = [page for page in pages if page.council == council]
        yield council_list(own, PurePosixPath(edition, council), edition)
    if pages:
        yield whole_list(pages, folder, edition)
