"""What a check is, and what it gives back where a page fails it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Told = Iterable[tuple[str, str]]  # where in the page, and what was found there
HTML, SIGHT, PRINT = "html", "sight", "print"  # what a check looks at


@dataclass(frozen=True)
class Check:
    """One thing that must hold of a page.

    ``name`` is what a fault is called by, ``reason`` why it matters to a reader or to the law, ``remedy`` what to do.
    ``look`` gives the place and the words of every fault. It looks at the page's HTML (a ``Document``), at what a
    browser showed of it (a ``Sight``) or at its print (a ``Print``), as ``at`` says.
    """

    name: str
    reason: str
    remedy: str
    look: Callable[[Any], Told]
    at: str = HTML

    @property
    def what(self) -> str:
        """What is asked of the page, in one sentence."""
        return str(self.look.__doc__ or "").strip()

    @property
    def browser(self) -> bool:
        """Whether it needs a browser, to see the page or to print it."""
        return self.at != HTML


@dataclass(frozen=True)
class Finding:
    """A fault of a page: the check that it failed, where in the page, and what was found there."""

    check: Check
    where: str
    found: str

    def __str__(self) -> str:
        return f"{self.check.name}: {self.where}: {self.found} {self.check.remedy}"


def of_page(name: str, *, reason: str, remedy: str) -> Callable[[Callable[[Any], Told]], Check]:
    """Make a check of a function that looks at a page's ``Document``."""
    return lambda look: Check(name, reason, remedy, look)


def of_sight(name: str, *, reason: str, remedy: str) -> Callable[[Callable[[Any], Told]], Check]:
    """Make a check of a function that looks at what a browser showed, a ``Sight``."""
    return lambda look: Check(name, reason, remedy, look, SIGHT)


def of_print(name: str, *, reason: str, remedy: str) -> Callable[[Callable[[Any], Told]], Check]:
    """Make a check of a function that looks at the page on paper, a ``Print``."""
    return lambda look: Check(name, reason, remedy, look, PRINT)
