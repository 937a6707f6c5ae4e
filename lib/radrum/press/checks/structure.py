"""Checks of a page's frame: its title, headings and landmarks, its anchors and whatever refers to an id."""

import re

from bs4 import Tag

from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import LEVEL, Document, around, brief, place, text_of

FILES = re.compile(r"\.(?:html?|ipynb|py)\b|^(?:untitled|notebook|document|report)$", re.IGNORECASE)
REFERRING = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "headers",
    "for",
    "list",
)
PAINTED = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)")
PAINTS = ("clip-path", "fill", "stroke", "filter", "mask", "marker-start", "marker-mid", "marker-end", "style")


@of_page(
    "title",
    reason="The title names the page among a reader's tabs and files, and is the first that is spoken (WCAG 2.4.2).",
    remedy="Give the page one <title> and one <h1> that say the same: whose it is and for which day.",
)
def title(document: Document) -> Told:
    """Whether there is one title and one level-one heading, and the title has the heading's words."""
    titles = [each for each in document.named("title") if not around(each, "svg")]
    heads = document.named("h1")
    for name, found in (("title", titles), ("h1", heads)):
        if len(found) != 1:
            yield f"<{name}>", f"there are {len(found)}."
        elif not text_of(found[0]):
            yield f"<{name}>", "is empty."
    if len(titles) != 1 or len(heads) != 1:
        return
    said, head = text_of(titles[0]), text_of(heads[0])
    if FILES.search(said):
        yield "<title>", f"'{brief(said)}' is the name of a file, not of a report."
    elif not _plain(head) <= _plain(said):
        yield "<title>", f"'{brief(said)}' has not the words of the <h1>: '{brief(head)}'."


def _plain(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@of_page(
    "headings",
    reason="Most who use a screen reader find their way by headings; a level that is skipped reads as something lost.",
    remedy="Begin with <h1>, go down one level at a time, and leave no heading empty.",
)
def headings(document: Document) -> Told:
    """Whether no heading is empty and no level is skipped."""
    before = 0
    for heading in document.elements:
        if not LEVEL.fullmatch(heading.name):
            continue
        level, said = int(heading.name[1]), text_of(heading)
        if not said:
            yield place(heading), "is empty."
        if level > before + 1:
            yield place(heading), f"'{brief(said)}' comes after a heading of level {before or 'none'}."
        before = level


@of_page(
    "landmarks",
    reason="Whoever uses the keyboard or a screen reader must get past what is the same on every page (WCAG 2.4.1).",
    remedy="One <main>, the skip link to it as the first link, and a name on every <nav>.",
)
def landmarks(document: Document) -> Told:
    """Whether there is one main part, a skip link to it, and a name on each navigation."""
    mains = document.named("main")
    if len(mains) != 1:
        yield "<main>", f"there are {len(mains)}."
    links = document.named("a")
    first = str(links[0].get("href", "")) if links else ""
    target = document.one(first[1:]) if first.startswith("#") else None
    if not links or target is None or target not in mains:
        yield "<body>", "the first link does not lead to <main>."
    for nav in document.named("nav"):
        if not (nav.get("aria-label") or nav.get("aria-labelledby")):
            yield place(nav), "has no name."


@of_page(
    "duplicate-id",
    reason="A link, a label or a description that points to an id two elements have leads to the wrong one.",
    remedy="Give each element an id of its own, those inside drawings too.",
)
def duplicate_id(document: Document) -> Told:
    """Whether each id is that of one element."""
    for name, elements in document.by_id.items():
        if not name or name.split() != [name]:
            yield place(elements[0]), f"'{name}' is no id."
        elif len(elements) > 1:
            yield f"#{name}", f"{len(elements)} elements have it: {', '.join(each.name for each in elements[:4])}."


@of_page(
    "anchor",
    reason="A link that leads nowhere leaves the reader where she was, with nothing said.",
    remedy="Let the link point to an id that is in the page.",
)
def anchor(document: Document) -> Told:
    """Whether every link within the page leads to something."""
    for link in document.named("a"):
        address = link.get("href")
        if address is None:
            continue
        if not str(address).strip() or str(address) == "#":
            yield place(link), f"the link '{brief(text_of(link))}' has no address."
        elif str(address).startswith("#") and document.one(str(address)[1:]) is None:
            yield place(link), f"the link '{brief(text_of(link))}' points to {address}, which is not there."


@of_page(
    "reference",
    reason="A name or description taken from an id that is not there is read as nothing at all (WCAG 1.3.1, 4.1.2).",
    remedy="Let it name an id that is in the page.",
)
def reference(document: Document) -> Told:
    """Whether every id that a label, a description or a drawing names is there."""
    for element in document.elements:
        for attribute, value in element.attrs.items():
            if attribute in REFERRING:
                named = " ".join(value) if isinstance(value, list) else str(value)
                for each in named.split():
                    if document.one(each) is None:
                        yield place(element), f"{attribute} names '{each}', which is not there."
            elif attribute in PAINTS:
                yield from _unpainted(document, element, str(value))
        if element.name in ("use", "lineargradient") or (element.name == "image" and around(element, "svg")):
            address = str(element.get("href") or element.get("xlink:href") or "")
            if address.startswith("#") and document.one(address[1:]) is None:
                yield place(element), f"draws '{address}', which is not there."


def _unpainted(document: Document, element: Tag, value: str) -> Told:
    for each in PAINTED.findall(value):
        if document.one(each) is None:
            yield place(element), f"is drawn with '#{each}', which is not there."
