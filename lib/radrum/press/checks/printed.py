"""Checks of a page's print: its language and title, its tags and outline, and the page's text in it."""

import re
import unicodedata
from collections.abc import Iterable

from bs4 import Tag

from radrum.press.checks.check import Told, of_print
from radrum.press.checks.document import LEVEL, around, brief, text_of
from radrum.press.checks.paper import A4, Print

WHERE = "print"
BREAKS = re.compile(r"[\s\u00ad\u200b\u2010-]")  # what a line's end adds or takes away
TOLD = re.compile(r"h[1-6]|p|li", re.IGNORECASE)
UNPRINTED = {"skip", "more", "unprinted"}  # classes of what is of use on the screen alone, as a button is


@of_print(
    "print-language",
    reason="A PDF is read aloud in the language that it says it is in (PDF/UA 7.2; WCAG 3.1.1).",
    remedy="Let the print have the page's lang as its Lang.",
)
def language(printed: Print) -> Told:
    """Whether the print says the page's language."""
    if printed.language != printed.document.language:
        yield WHERE, f"its language is '{printed.language}', the page's '{printed.document.language}'."


@of_print(
    "print-title",
    reason="A PDF without a title is called by its file's name in tabs and by screen readers (PDF/UA 7.1; WCAG 2.4.2).",
    remedy="Give the print the page's title, and let it be shown instead of the file's name.",
)
def title(printed: Print) -> Told:
    """Whether the print has the page's title and shows it."""
    said = [text_of(each) for each in printed.document.named("title") if not around(each, "svg")]
    if said[:1] != [printed.title]:
        yield WHERE, f"its title is '{brief(printed.title)}'."
    if not printed.titled:
        yield WHERE, "the file's name is shown in the title's place."


@of_print(
    "print-tags",
    reason="An untagged PDF is a heap of letters to a screen reader: no headings, no tables, no names of charts.",
    remedy="Print with tags, and leave the roles and names of what is printed as they are on the page.",
)
def tags(printed: Print) -> Told:
    """Whether the print is tagged: each chart with its name, each table that is printed with its headings."""
    if not printed.tagged or not printed.parts:
        yield WHERE, "is not tagged."
        return
    named = [_bare(part.alt) for part in printed.parts if part.kind == "Figure"]
    for name, place in printed.document.places.items():
        drawing = place.find("svg", recursive=False)
        said = _bare(str(drawing.get("aria-label", ""))) if drawing is not None else ""
        if said and said not in named:
            yield f"#{name}-chart", "is not a figure with its name in the print."
    kinds = [part.kind for part in printed.parts]
    tables = _tables(printed)
    heads = sum(len(table.find_all("th")) for table in tables if around(table, "main"))
    if kinds.count("Table") != len(tables):
        yield WHERE, f"has {kinds.count('Table')} tables, the page {len(tables)} that are printed."
    elif kinds.count("TH") < heads:
        yield WHERE, f"its tables have {kinds.count('TH')} headings, the page's {heads}."


@of_print(
    "print-order",
    reason="What is printed in another order, or left out, is another report than the one that was checked.",
    remedy="Let the print show every heading, paragraph and item; what is not for paper has the class unprinted.",
)
def order(printed: Print) -> Told:
    """Whether the page's headings, paragraphs and items of lists stand in the print's text, in the page's order."""
    following = [*(part.text if part.kind == "Lbl" else "" for part in printed.parts[1:]), ""]  # an item's number
    parts = zip(printed.parts, following, strict=False)
    read = [(part.kind, part.text.removeprefix(label)) for part, label in parts if TOLD.fullmatch(part.kind)]
    out = _unprinted(printed)
    told = [each for each in printed.document.elements if TOLD.fullmatch(each.name) and id(each) not in out]
    shown = [(each.name.upper(), _words(each, out)) for each in told]
    said = ([f"{kind} {text}" for kind, text in each if _bare(text)] for each in (read, shown))
    yield from _differing(*said, "line")


@of_print(
    "print-cells",
    reason="A figure that is lost or covered on paper is not missed by whoever reads only the print.",
    remedy="Let the table be no wider than the paper, which cuts it; what is not for paper has the class unprinted.",
)
def cells(printed: Print) -> Told:
    """Whether the print's tables say, heading by heading and cell by cell, what the page's do."""
    named = [_bare(part.text) for part in printed.parts if part.kind == "TH"]
    heads = [_bare(text_of(each)) for table in _tables(printed) for each in table.find_all("th")]
    if len(named) == len(heads):  # a column's is said again on each page
        pairs = zip(named, heads, strict=True)
        named = [head if said and not said.replace(head, "") else said for said, head in pairs]
    yield from _differing(named, heads, "heading of a table")
    read = [part.text for part in printed.parts if part.kind == "TD"]
    shown = [cell.get_text() for table in _tables(printed) for cell in table.find_all("td")]
    yield from _differing(read, shown, "cell")


@of_print(
    "print-outline",
    reason="The outline is how one finds one's way in a long PDF, with a screen reader or without.",
    remedy="Print with an outline, and give its entries the words of the page's headings.",
)
def outline(printed: Print) -> Told:
    """Whether the print's outline is the headings of the page in their order."""
    yield from _differing(printed.outline, _headings(printed), "entry of the outline")


@of_print(
    "print-pages",
    reason="A sheet that is dropped or quoted is found again by its number; printers in the Nordic countries hold A4.",
    remedy="Print on A4 with the page's number at its foot; a leaf is printed in type small enough for one sheet.",
)
def pages(printed: Print) -> Told:
    """Whether each page is A4 and bears its number, and a leaf is one page."""
    leaf = _is_leaf(printed)
    if leaf and len(printed.sizes) != 1:
        yield WHERE, f"a leaf is one page, and this is {len(printed.sizes)}."
    for number, (size, loose) in enumerate(zip(printed.sizes, printed.loose, strict=True), start=1):
        if size != A4:
            yield f"page {number}", f"is {size[0]} by {size[1]} points, not {A4[0]} by {A4[1]}."
        if not leaf and not re.search(rf"^\W*{number}(?!\d)|(?<!\d){number}\W*$", loose):  # at its head or its foot
            yield f"page {number}", "does not bear its number."


def _is_leaf(printed: Print) -> bool:
    return any("leaf" in body.get("class", ()) for body in printed.document.named("body"))


def _headings(printed: Print) -> list[str]:
    """The headings that are printed."""
    out = _unprinted(printed)
    return [text_of(each) for each in printed.document.elements if LEVEL.fullmatch(each.name) and id(each) not in out]


def _tables(printed: Print) -> list[Tag]:
    """The tables that are printed: those that a reader opens on the screen may be too long for paper."""
    out = _unprinted(printed)
    return [each for each in printed.document.named("table") if id(each) not in out]


def _unprinted(printed: Print) -> set[int]:
    """The elements, by their identity, that are for the screen alone: a leaf has no list of contents either."""
    classes = UNPRINTED | {"contents"} if _is_leaf(printed) else UNPRINTED
    saving = [each.parent for each in printed.document.classed("download") if each.parent.name == "p"]
    whole = [each for each in printed.document.elements if classes.intersection(each.get("class", ()))]
    buttons = printed.document.named("button")
    return {id(each) for part in [*saving, *whole, *buttons] for each in [part, *part.find_all(True)]}


def _words(element: Tag, out: set[int]) -> str:
    """The words of an element that are printed."""
    return "".join(text for text in element.find_all(string=True) if id(text.parent) not in out)


def _differing(read: Iterable[str], shown: Iterable[str], what: str) -> Told:
    """The first place where what is read in the print is not what the page shows, and how many of each there are."""
    read, shown = list(read), list(shown)
    for number, (one, other) in enumerate(zip(read, shown, strict=False), start=1):
        if _bare(one) != _bare(other):
            yield WHERE, f"{what} {number} is '{brief(one)}', the page's '{brief(other)}'."
            return
    if len(read) != len(shown):
        yield WHERE, f"has {len(read)} of the kind '{what}', the page {len(shown)}."


def _bare(text: str) -> str:
    """The text without what lines' ends make of it, and without ligatures."""
    return BREAKS.sub("", unicodedata.normalize("NFKC", text))
