"""Checks that a page needs nothing from outside and lets nothing in."""

import base64
import hashlib
import re
from collections.abc import Iterator

from bs4 import Tag

from radrum.press.assets import PLOTLY
from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import Document, brief, place

LOADING = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src", "srcdoc"),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "link": ("href",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"),
    "base": ("href",),
    "form": ("action",),
    "body": ("background",),
}
FRAMES = ("iframe", "frame", "embed", "object", "base", "form")
INERT = re.compile(r"canonical|alternate|license|author|help|next|prev|up", re.IGNORECASE)  # links that load nothing
HELD = re.compile(r"\s*(?:$|#|data:)", re.IGNORECASE)  # an address of what is in the page
LEAVING = re.compile(r"\s*(?:javascript|file|blob):", re.IGNORECASE)
STYLED = re.compile(r"""@import\s+(?:url\()?\s*["']?([^"');\s]+)|url\(\s*["']?([^"')]+)["']?\s*\)""", re.IGNORECASE)
ALLOWED = re.compile(r"'none'|'self'|data:|blob:|'sha(?:256|384|512)-[\w+/=-]+'")
BESIDE = re.compile(rf"(?:[\w.-]+/)*{re.escape(PLOTLY.name)}")
DATA_SCRIPTS = ("application/json", "application/ld+json", "text/plain")


@of_page(
    "outside-address",
    reason="What is fetched from elsewhere tells a stranger who reads, and is missing where there is no network.",
    remedy="Keep it in the page; plotly's bundle alone may lie beside it, named by #plotly.",
)
def outside(document: Document) -> Told:
    """Whether nothing is loaded but what the page holds and plotly's bundle, and nothing is framed or sent."""
    for element in document.elements:
        if not (element.name == "link" and INERT.fullmatch(" ".join(element.get("rel", ())))):
            yield from _loaded(element)
        if element.name in FRAMES:
            yield place(element), "has no place in a report."
        if element.name == "meta" and str(element.get("http-equiv", "")).lower() == "refresh":
            yield place(element), "sends the reader elsewhere."
        if element.name == "a" and LEAVING.match(str(element.get("href", ""))):
            yield place(element), f"href is '{brief(str(element['href']))}'."
        if element.get("ping"):
            yield place(element), "tells a server that it was followed."
    for where, style in _styles(document):
        for match in STYLED.finditer(style):
            address = match[1] or match[2] or ""
            if not HELD.match(address):
                yield where, f"the style loads '{brief(address)}'."
    bundle = document.one("plotly")
    beside = str(bundle.get("data-src", "")) if bundle is not None else ""
    if beside and not BESIDE.fullmatch(beside):
        yield "#plotly", f"'{brief(beside)}' is not plotly's bundle beside the page."


def _loaded(element: Tag) -> Told:
    for attribute in LOADING.get(element.name, ()):
        value = str(element.get(attribute, ""))
        addresses = re.split(r",\s+", value) if attribute == "srcset" else [value]
        if not all(map(HELD.match, addresses)) or (value and element.name in ("script", "link")):
            yield place(element), f"{attribute} is '{brief(value)}'."


def _styles(document: Document) -> Iterator[tuple[str, str]]:
    for element in document.elements:
        if element.name == "style":
            yield place(element), element.get_text()
        for attribute in ("style", "fill", "stroke", "filter", "mask", "clip-path"):
            if "url(" in str(element.get(attribute, "")):
                yield place(element), str(element[attribute])


@of_page(
    "content-policy",
    reason="The policy is what keeps a page that is mailed about from running or fetching what was put into it.",
    remedy="One Content-Security-Policy: default-src 'none' and each script's hash, before them; no on… attributes.",
)
def policy(document: Document) -> Told:
    """Whether a policy allows the page's own scripts and nothing else."""
    found = [
        each for each in document.named("meta") if str(each.get("http-equiv", "")).lower() == "content-security-policy"
    ]
    for element in document.elements:
        handlers = [name for name in element.attrs if re.fullmatch(r"on[a-z]+", name)]
        if handlers:
            yield place(element), f"has {handlers[0]}."
    if len(found) != 1:
        yield "<head>", f"there are {len(found)} policies." if found else "there is no policy."
        return
    directives = list(_directives(str(found[0].get("content", ""))))
    allowed = dict(reversed(directives))  # of two alike the first holds
    if allowed.get("default-src") != ["'none'"]:
        yield "<head>", f"default-src is {' '.join(allowed.get('default-src', ['not set']))}."
    for what, sources in directives:
        if "'none'" in sources and len(sources) > 1:
            yield "<head>", f"{what} allows 'none' and something else."
        for each in sources:
            if not _strict(what, each):
                yield "<head>", f"{what} allows {each}."
    yield from _unlisted(document, found[0], allowed.get("script-src", []))


def _strict(what: str, source: str) -> bool:
    """Whether a directive may name the source: nothing but what is in the page or beside it, a script by its hash."""
    if what.startswith("script-src") and source in ("data:", "blob:"):
        return False
    return ALLOWED.fullmatch(source) is not None or (what.startswith("style-src") and source == "'unsafe-inline'")


def _unlisted(document: Document, policy: Tag, allowed: list[str]) -> Told:
    before = True
    for element in document.elements:
        before = before and element is not policy
        if element.name != "script" or element.get("type") in DATA_SCRIPTS:
            continue
        if before:
            yield place(element), "stands before the policy."
        if not element.get("src"):
            digest = base64.b64encode(hashlib.sha256(element.get_text().encode("utf-8")).digest()).decode()
            if f"'sha256-{digest}'" not in allowed:
                yield place(element), f"the policy does not allow the script '{brief(element.get_text(), 40)}'."


def _directives(content: str) -> Iterator[tuple[str, list[str]]]:
    for each in filter(None, map(str.split, content.split(";"))):
        yield each[0].lower(), each[1:]
