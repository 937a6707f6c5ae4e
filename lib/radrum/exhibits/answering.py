"""Which exhibits of a question stand on the page: those that answer it, and what is not known only once."""

from radrum.exhibits.exhibit import Exhibit, Unknown

Found = Exhibit | Unknown


def known(*found: Found) -> list[Found]:
    """Those that say something; none where all only say that it is not known."""
    return [each for each in found if isinstance(each, Exhibit)]


def answers(*found: Found) -> list[Found]:
    """Those that say something; where none does, the first, which says why: it is not contradicted beside it."""
    return known(*found) or [*found[:1]]


def charted(*found: Found) -> list[Found]:
    """Those that have a chart: of few values another exhibit of the page has the same sentence and table."""
    return [each for each in found if isinstance(each, Exhibit) and each.figure is not None]
