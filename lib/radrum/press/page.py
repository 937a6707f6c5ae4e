"""What a page is: a report's language, headings, sections and charts, before it becomes HTML."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

from radrum.errors import RadrumError
from radrum.words import Words

MIME = "application/vnd.radrum.exhibit+json"


@dataclass(frozen=True)
class Input:
    """Something that a page was made from: its name in the reader's words and its SHA-256.

    ``anchor`` is where links to it lead, empty where there are none; of statistics ``file`` is the path below ``data/``
    and ``retrieved`` the day it was fetched, in the reader's words.
    """

    name: str
    digest: str
    anchor: str = ""
    file: str = ""
    retrieved: str = ""


@dataclass(frozen=True)
class Page:
    """What the run knows of a page besides its notebook: whose it is, for which day, and what must be said of it.

    ``maker`` is the program and its version, ``edition`` the one that the page belongs to. ``inputs`` are what it was
    made from, ``publisher`` who answers for it and ``contact`` how to reach them (empty where
    nobody is named), ``country`` the code of the council's country. ``facts`` are what its head says of it to whoever
    lists pages, by name (see ``head``). A ``leaf`` is printed on one sheet of paper.
    """

    council: str
    day: str
    area: str
    notices: tuple[str, ...]
    colophon: tuple[str, ...]
    words: Words
    maker: str
    edition: str
    inputs: tuple[Input, ...] = ()
    publisher: str = ""
    contact: str = ""
    country: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    leaf: bool = False


@dataclass
class Section:
    """A part of a page: an anchor, a heading (none before the first), and HTML fragments in order.

    ``unknown`` holds the name and the reason of each of its exhibits that cannot be shown.
    """

    anchor: str
    heading: str
    fragments: list[Markup] = field(default_factory=list)
    unknown: list[tuple[str, Markup]] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether the papers say nothing of what the section asks."""
        return bool(self.heading) and len(self.unknown) == len(self.fragments)


@dataclass
class Body:
    """A notebook's outputs as a page shows them: the kind of report, its sections, and each chart's figure by name.

    ``tables`` is how many tables they have.
    """

    kind: str
    sections: list[Section]
    figures: dict[str, Any]
    tables: int = 0


def body(notebook: NotebookNode, markdown: Any) -> Body:
    """The page's body. ``markdown`` turns Markdown into HTML.

    A level-one heading names the kind of report; each level-two heading begins a section, whose anchor is the cell's
    id. Raises ``RadrumError`` where a cell shows anything but an exhibit: what has no description, table and source
    does not reach a page, and nothing that is shown vanishes from it unseen. What a cell prints is for whoever runs
    the notebook, and stays there.
    """
    kind, sections, figures = "", [Section("", "")], {}
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            for block in cell.source.split("\n\n"):
                if block.startswith("# "):
                    kind = block[2:].strip()
                elif block.startswith("## "):
                    sections.append(Section(cell.id, block[3:].strip()))
                else:
                    sections[-1].fragments.append(Markup(markdown(block)))
        for output in cell.get("outputs", []):
            shown = _exhibit(output, number)
            if shown is None:
                continue
            if shown["name"] in figures:
                raise RadrumError(
                    f"Cell {number} shows the exhibit '{shown['name']}' a second time. Give it another name."
                )
            sections[-1].fragments.append(Markup(shown["html"]))
            if "unknown" in shown:
                sections[-1].unknown.append((shown["name"], Markup(shown["unknown"])))
            figures[shown["name"]] = shown
    if not kind:
        raise RadrumError("The notebook has no title. Begin it with a Markdown cell '# …'.")
    charts = {name: _chart(shown) for name, shown in figures.items() if shown["figure"]}
    tables = sum(shown["html"].count("<table") for shown in figures.values())
    return Body(kind, [section for section in sections if section.fragments], charts, tables)


def said(notebook: NotebookNode) -> dict[str, str]:
    """The title of each exhibit of an executed notebook, which says what it shows, by its name."""
    outputs = [output.get("data", {}).get(MIME) for cell in notebook.cells for output in cell.get("outputs", [])]
    return {shown["name"]: shown["title"] for shown in outputs if shown}


def _exhibit(output: NotebookNode, number: int) -> dict[str, Any] | None:
    if output.output_type == "stream":
        return None
    if output.output_type == "error":
        raise RadrumError(f"Cell {number} failed: {output.ename}: {output.evalue}")
    shown = output.get("data", {}).get(MIME)
    if shown is None:
        kinds = ", ".join(sorted(output.get("data", {}))) or output.output_type
        raise RadrumError(
            f"Cell {number} shows something that is not an exhibit ({kinds}). "
            "Show it with radrum.exhibits, or end the line with a semicolon."
        )
    return shown


def _chart(shown: dict[str, Any]) -> dict[str, Any]:
    figure = {name: shown["figure"][name] for name in ("data", "layout")}
    return {**figure, "config": shown["config"], "title": shown["title"]}


def script_json(value: Any) -> Markup:
    """JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(re.sub(r"[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text))
