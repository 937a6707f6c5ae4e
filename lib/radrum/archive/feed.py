"""The newest reports as an Atom feed (RFC 4287): the same reports, the same bytes."""

import datetime
import uuid
from collections.abc import Sequence
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from radrum import __version__
from radrum.archive.addresses import FEED, INDEX, address
from radrum.archive.holdings import Copy, Holding
from radrum.words import Words

MOST = 100  # entries
ATOM = "http://www.w3.org/2005/Atom"
OURS = uuid.UUID("7d1c9f0e-52d4-5b0b-9c57-0f6b0a7a3f5d")  # the space of our names; never to be changed
MAKER = "Rådrum"


def feed(held: Sequence[Holding], folder: PurePosixPath, title: str, language: str) -> bytes:
    """The feed that lies in ``folder``, of the newest of what is ``held``, each edition and language an entry.

    A report is known by its area and its path, wherever the pages are copied to, and is as old as the day that it
    tells of: there is no clock in it.
    """
    copies = [copy for each in held for copy in each.copies][:MOST]
    root = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _text(root, "title", title)
    _text(root, "id", _id(f"{min(each.page.area for each in held)} {folder}"))
    _text(root, "updated", _time(max(copy.page.day for copy in copies)))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": FEED})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": INDEX})
    _text(root, "generator", MAKER, version=__version__)
    for copy in copies:
        _enter(root, copy, folder)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _enter(root: Element, copy: Copy, folder: PurePosixPath) -> None:
    page = copy.page
    entry = SubElement(root, "entry", {"xml:lang": page.language})
    day = Words(page.language).date(page.day)
    _text(entry, "title", f"{page.report}: {page.name}, {day}" if copy.areas else page.title)
    _text(entry, "id", _id(f"{page.area} {copy.path.with_suffix('')}"))
    _text(entry, "updated", _time(page.day))
    _text(SubElement(entry, "author"), "name", page.publisher or MAKER)
    SubElement(entry, "category", {"term": page.edition})
    alternate = {"rel": "alternate", "type": "text/html", "hreflang": page.language}
    SubElement(entry, "link", alternate | {"href": address(copy.path, folder)})
    if copy.print:
        SubElement(entry, "link", {"rel": "enclosure", "type": "application/pdf", "href": address(copy.print, folder)})


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _id(name: str) -> str:
    return uuid.uuid5(OURS, name).urn


def _time(day: datetime.date) -> str:
    """Noon of the day, which is on that day in all of Europe."""
    return f"{day}T12:00:00Z"
