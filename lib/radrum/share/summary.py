"""What a published meeting page says first, read from the page itself: a mail can then say nothing else."""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag
from markupsafe import Markup, escape

from radrum.errors import RadrumError

CHANGES = "since-meeting"
REST = "since-meeting-rest"  # what the page folds away


@dataclass(frozen=True)
class Told:
    """A heading, what is said under it in a sentence or two, and the points that follow."""

    heading: Markup
    said: Markup
    points: tuple[Markup, ...]


@dataclass(frozen=True)
class Summary:
    """The page's ``language``, its ``notices``, its main points by question, and what is new since the last meeting.

    ``main`` and ``since`` are the headings of the two parts.
    """

    language: str
    notices: tuple[Markup, ...]
    main: Markup
    answers: tuple[Told, ...]
    since: Markup
    changes: Told


def read_summary(html: str, place: str) -> Summary:
    """The summary of a meeting page. Raises ``RadrumError`` where the page at ``place`` has none."""
    page = BeautifulSoup(html, "html.parser")
    main, since = page.select_one("section.summary"), page.find(id=CHANGES)
    if main is None or since is None:
        lacking = "main points" if main is None else "part about what is new since the last meeting"
        raise RadrumError(f"{place} has no {lacking}. Make the page again.")
    answers = [
        Told(_said(each.h3), _said(each.select_one(".answer")), tuple(map(_said, each.select("ul > li"))))
        for each in main.select(".answers > li")
    ]
    return Summary(
        page.html["lang"],
        tuple(map(_said, page.select("p.notice"))),
        _said(main.h2),
        tuple(answers),
        _said(since.find_previous("h3" if since.name == "p" else "h2")),
        _changes(since),
    )


def _changes(part: Tag) -> Told:
    """What the page tells of changes: in a table, or why there is nothing to tell."""
    if part.name == "p":
        return Told(Markup(), _said(part), ())
    rows = [row for row in part.select("tbody > tr") if not row.find(href=f"#{REST}")]
    points = [_point([_said(cell) for cell in row.select("th, td:not(.number)")]) for row in rows]
    if rest := part.find_next(id=REST):
        points.append(_said(rest.h3))
    return Told(_said(part.h3), _said(part.select_one(".finding") or part.p), tuple(points))


def _point(cells: list[Markup]) -> Markup:
    """A row of a table as a line: what, what of it, and in brackets why."""
    what, *rest = cells
    why = Markup(" ({})").format(Markup(", ").join(rest[1:])) if rest[1:] else ""
    return Markup("<strong>{}:</strong> {}{}").format(what, Markup(", ").join(rest[:1]), why)


def _said(element: Tag | None) -> Markup:
    """The text of an element as a reader hears it; of its marks only that of another language is kept."""
    return Markup(re.sub(r"[ \t\r\n]+", " ", _marked(element)).strip(" ")) if element else Markup()


def _marked(element: Tag) -> Markup:
    parts = []
    for each in element.children:
        if isinstance(each, Tag):
            inside = _marked(each)
            parts.append(
                Markup('<span lang="{}">{}</span>').format(each["lang"], inside) if "lang" in each.attrs else inside
            )
        elif type(each) is NavigableString:  # a comment is one too, of a kind of its own
            parts.append(escape(each))
    return Markup("").join(parts)
