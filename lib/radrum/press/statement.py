"""What a page says of its own accessibility, from the checks that it must pass before it is published."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from radrum.press.checks import CHECKS
from radrum.press.checks.check import PRINT
from radrum.press.checks.registry import OF_DRAWINGS
from radrum.press.checks.sight import axe_version
from radrum.press.page import Page

STANDARD = "EN\u00a0301\u00a0549"
SUPERVISORS = {
    "SE": ("Myndigheten för digital förvaltning (Digg)", "https://www.digg.se/tdosanmalan"),
    "NO": ("Tilsynet for universell utforming av ikt", "https://www.uutilsynet.no"),
}  # who supervises the accessibility of public bodies' pages, by country, and the address for complaints


@dataclass(frozen=True)
class Statement:
    """An accessibility statement: how the page was tested, what it ``lacks``, and whom to turn to."""

    tested: tuple[str, ...]
    lacks: tuple[str, ...]
    contact: tuple[str, ...]


def statement(page: Page, *, seen: bool, charts: bool = True) -> Statement:
    """The statement of a page.

    ``seen``: whether it is opened in a browser before it is published; ``charts``: whether it may hold charts and has a
    print.

    A page with a fault is not published, so what is said of passing holds wherever it can be read.
    """
    words = page.words
    made = [check for check in CHECKS if charts or check.at != PRINT]
    need = sum(check.browser or check in OF_DRAWINGS for check in made)
    passed = (
        words(
            "Before it was published it was opened in a browser and passed {n} checks: with and without scripts, "
            "wide and narrow, in light, in dark and in print. The tool axe {version} found no breach of the "
            "standard.",
            n=len(made),
            version=axe_version(),
        )
        if seen
        else words(
            "It passed the {n} checks that need no browser. The other {left} were not run.",
            n=len(made) - need,
            left=need,
        )
    )
    lacks = [words("The checks are automatic: people with disabilities have not tested the page.")]
    if charts:
        lacks += [
            words(
                "A chart made interactive shows its values only to those who use a pointer; its table holds them "
                "for everyone."
            ),
            words("The PDF is tagged, but has not been tested against PDF/UA."),
            words("Texts from the council's papers are shown as they were written."),
        ]
    return Statement(
        (words("The page is made to follow WCAG 2.1, level AA ({standard}).", standard=STANDARD), passed),
        tuple(lacks),
        tuple(_contact(page)),
    )


def _contact(page: Page) -> list[str]:
    words = page.words
    if not page.publisher:
        return [words("Tell whoever sent you the page what does not work for you; no publisher is named.")]
    told = [
        words("Tell {publisher} what does not work for you: {contact}.", publisher=page.publisher, contact=page.contact)
        if page.contact
        else words("Tell {publisher} what does not work for you.", publisher=page.publisher)
    ]
    if page.country in SUPERVISORS:
        name, address = SUPERVISORS[page.country]
        link = Markup('<a href="{}">{}</a>').format(address, re.sub(r"^https://(www\.)?", "", address))
        told.append(
            words(
                "If the answer does not help you, contact the supervising authority: {name}, {link}.",
                name=name,
                link=link,
            )
        )
    return told
