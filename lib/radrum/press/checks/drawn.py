"""The words of a chart's drawing, held against those of its declaration: all that our charts say is declared."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from bs4 import Tag

MARK = re.compile(r"</?\w[^<>]*>")
SAID = re.compile(r"\w")


def strange(drawing: Tag, figure: dict[str, Any]) -> list[str]:
    """The texts of a drawing that stand nowhere in what the chart declares: those of another chart, or another day."""
    declared = {_bare(text) for text in _strings(figure)}
    return [text for text in _shown(drawing) if _bare(text) not in declared]


def unlabelled(drawing: Tag, figure: dict[str, Any]) -> bool:
    """Whether the chart declares labels for its marks, and the drawing has none of them."""
    layout = figure["layout"]
    if "narrow" in drawing.get("class", ()):
        layout = layout | ((layout.get("meta") or {}).get("narrow") or {})
    labels = {_bare(str(each.get("text", ""))) for each in layout.get("annotations") or ()}
    labels = {label for label in labels if SAID.search(label)}
    return bool(labels) and labels.isdisjoint(map(_bare, _shown(drawing)))


def _shown(drawing: Tag) -> list[str]:
    return [text for text in (each.get_text() for each in drawing.find_all("text")) if SAID.search(text)]


def _bare(text: str) -> str:
    """The text without marks, entities and spaces, which a drawing sets in its own way."""
    return "".join(unescape(MARK.sub("", text)).split())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
