"""A page as the checks read it: its elements in order, its texts with their languages, its charts and its files."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import unquote_to_bytes

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import CData, Declaration, Doctype, ProcessingInstruction, Script, Stylesheet

from radrum.press.head import PREFIX

UNREAD = (Comment, CData, Declaration, Doctype, ProcessingInstruction, Script, Stylesheet)
LABELS = ("aria-label", "aria-description", "alt", "title", "placeholder")  # attributes that are read
SHOWN = (*LABELS, "data-heading")  # the last says again what its column's heading says
LEVEL = re.compile(r"h[1-6]")
PARTS: dict[str, Any] = {"data": [], "layout": {}, "config": {}}  # of a chart's declaration
DATA = re.compile(r"""data:([\w/+.-]*)((?:;[\w=.+-]+)*),([^"'\s)>]*)""")


class Document:
    """A page's HTML.

    ``name`` is the file's name; ``forbidden`` the words that may stand nowhere in it.
    """

    def __init__(self, source: str, name: str = "", forbidden: tuple[str, ...] = ()):
        self.source, self.name, self.forbidden = source, name, forbidden
        self.soup = BeautifulSoup(source, "html.parser")
        self.elements: list[Tag] = self.soup.find_all(True)

    def named(self, *names: str) -> list[Tag]:
        """The elements of these names, in order."""
        return [element for element in self.elements if element.name in names]

    def classed(self, name: str) -> list[Tag]:
        """The elements of this class, in order."""
        return [element for element in self.elements if name in element.get("class", ())]

    @cached_property
    def by_id(self) -> dict[str, list[Tag]]:
        """The elements that have each id."""
        found: dict[str, list[Tag]] = {}
        for element in self.elements:
            if "id" in element.attrs:
                found.setdefault(str(element["id"]), []).append(element)
        return found

    def one(self, anchor: str) -> Tag | None:
        """The first element of this id."""
        return next(iter(self.by_id.get(anchor, ())), None)

    @cached_property
    def language(self) -> str:
        """What the page says its language is; empty where it says nothing."""
        root = self.soup.find("html")
        return str(root.get("lang", "")).strip() if isinstance(root, Tag) else ""

    @cached_property
    def head(self) -> dict[str, str]:
        """The facts that the page's head says of it, by name (see ``press.head``)."""
        said = {str(each.get("name", "")): str(each.get("content", "")) for each in self.named("meta")}
        return {name.removeprefix(PREFIX): fact for name, fact in said.items() if name.startswith(PREFIX)}

    @cached_property
    def figures(self) -> dict[str, dict[str, Any]] | None:
        """The charts that the page declares, by name, each with all ``PARTS``; None where they cannot be read so."""
        declared = self.one("figures")
        if declared is None:
            return {}
        try:
            read = json.loads(declared.get_text())
        except ValueError:
            return None
        if not (isinstance(read, dict) and all(map(_is_figure, read.values()))):
            return None
        return {name: PARTS | figure for name, figure in read.items()}

    @cached_property
    def places(self) -> dict[str, Tag]:
        """The places of charts, by the chart's name."""
        return {str(place.get("id", "")).removesuffix("-chart"): place for place in self.classed("chart")}

    @cached_property
    def exhibits(self) -> dict[str, Tag]:
        """The exhibits by name: whatever has the class, and whatever holds a chart of its own name."""
        named = {str(each.get("id", "")): each for each in self.classed("exhibit")}
        held = {name: self.one(name) for name in self.places}
        return named | {name: each for name, each in held.items() if each is not None}

    @cached_property
    def cells(self) -> str:
        """What the tables' cells of text say, in small letters, a line each: mostly the register's own words."""
        cells = [each for each in self.named("td", "th") if "number" not in each.get("class", ())]
        return "\n".join(text_of(each).casefold() for each in cells)

    def texts(self) -> Iterator[tuple[Tag, str]]:
        """Every text that is shown, with the element it stands in."""
        for text in self.soup.find_all(string=True):
            if isinstance(text, UNREAD) or not text.strip() or text.parent is None:
                continue
            if text.parent.name not in ("script", "style", "template"):
                yield text.parent, str(text)

    def spoken(self) -> Iterator[tuple[Tag, str]]:
        """Every text that is shown or read aloud: those of elements and those of attributes."""
        yield from self.texts()
        yield from self.labels(SHOWN)

    def labels(self, attributes: tuple[str, ...] = LABELS) -> Iterator[tuple[Tag, str]]:
        """Every text of an attribute that is read aloud."""
        for element in self.elements:
            for attribute in attributes:
                if element.get(attribute):
                    yield element, str(element[attribute])

    def hovers(self) -> Iterator[tuple[str, str]]:
        """The texts that a chart holds for its hovers, labels and ticks, each with the chart's name."""
        for name, figure in (self.figures or {}).items():
            for text in _strings(figure):
                yield name, text

    @cached_property
    def files(self) -> list[tuple[Tag, str, str]]:
        """What ``data:`` addresses hold as text: the element, the kind of file and its text."""
        found = []
        for element in self.elements:
            for attribute in ("href", "src", "data"):
                address = str(element.get(attribute, ""))
                match = DATA.fullmatch(address) if address.startswith("data:") else None
                if match:
                    found.append((element, match[1], held(match)))
        return found


def _is_figure(declared: Any) -> bool:
    """Whether what is declared is a chart, as plotly reads it."""
    return (
        isinstance(declared, dict)
        and all(isinstance(declared.get(part, none), type(none)) for part, none in PARTS.items())
        and all(isinstance(trace, dict) for trace in declared.get("data", ()))
    )


def held(address: re.Match[str]) -> str:
    """The content of a ``data:`` address as text."""
    content = unquote_to_bytes(address[3])
    if ";base64" in address[2]:
        try:
            content = base64.b64decode(content)
        except (binascii.Error, ValueError):
            return ""
    return content.decode("utf-8", errors="replace")


def language_of(element: Tag | None) -> str:
    """The language that holds in an element: its own or the nearest around it that says one."""
    while isinstance(element, Tag):
        if element.get("lang"):
            return str(element["lang"])
        element = element.parent
    return ""


def around(element: Tag | None, *names: str) -> Tag | None:
    """The element itself, or the nearest around it, of one of these names."""
    while isinstance(element, Tag):
        if element.name in names:
            return element
        element = element.parent
    return None


def place(element: Tag) -> str:
    """Where an element stands, as a person finds it: the nearest id around it and its own name."""
    near: Tag | None = element
    while isinstance(near, Tag) and not near.get("id"):
        near = near.parent
    anchor = f"#{near['id']} " if isinstance(near, Tag) and near.get("id") else ""
    return f"{anchor}<{element.name}>"


def text_of(element: Tag) -> str:
    """The words of an element on one line."""
    return on_a_line(element.get_text().strip())


def on_a_line(text: str) -> str:
    """The text with its line breaks and runs of spaces made one space; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text)


def brief(text: str, length: int = 60) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in ("text", "hovertext", "ticktext", "name", "title", "hovertemplate", "texttemplate", "label") or (
                isinstance(each, dict | list)
            ):
                yield from _strings(each)
