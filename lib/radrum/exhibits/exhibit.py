"""The unit of a report: a figure, a sentence, a table and a source line in one value that refuses to be incomplete."""

import base64
import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from jinja2 import Environment, Template
from markupsafe import Markup, escape

from radrum.exhibits.origins import Cited, Origin, origin_columns
from radrum.figures import CONFIG, literal
from radrum.templates import environment
from radrum.words import Words

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute what begins so
MARK = re.compile("<[^>]*>")
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b(?![^<]*>)")
MIME = "application/vnd.radrum.exhibit+json"
PLOTLY = "application/vnd.plotly.v1+json"
PRINTED = 12  # rows; a longer table that a reader opens on screen is not printed


@dataclass(frozen=True)
class Column:
    """A column of an exhibit's table: the frame's column, its heading, and how a row's cell is written.

    ``write`` takes the row as a dict and gives text; without it the cell is shown as it stands. ``number`` aligns the
    cells; ``own`` marks texts of the register, which stay in the register's language. A spreadsheet gets the bare
    number where ``exact`` says so of the row, else the words: nobody is to reckon with a limit. ``remarks`` takes the
    row and gives what must be told beside a bare number.
    """

    name: str
    heading: str
    write: Callable[[dict[str, Any]], str] | None = None
    number: bool = False
    own: bool = False
    exact: Callable[[dict[str, Any]], bool] = lambda row: True
    remarks: Callable[[dict[str, Any]], list[str]] = lambda row: []


@dataclass(frozen=True)
class Table:
    """The rows behind an exhibit: a caption, columns, and one row of the frame a line; the first column names it.

    A ``dense`` table has so many columns that they only fit the page in smaller type.
    """

    caption: str
    columns: Sequence[Column]
    rows: pd.DataFrame
    dense: bool = False

    def written(self, words: Words) -> list[list[dict[str, str]]]:
        """The cells as text, each with whether it is missing."""
        lines = []
        for row in self.rows.to_dict("records"):
            cells = []
            for column in self.columns:
                value = row[column.name] if column.write is None else column.write(row)
                missing = value is None or value == "" or (not isinstance(value, str) and pd.isna(value))
                text = words("not stated") if missing else _plain(value, words)
                cells.append({"text": text, "missing": missing})
            lines.append(cells)
        return lines

    def csv(self, words: Words, of: Callable[[dict[str, Any]], list[Origin]] = lambda row: []) -> str:
        """The rows for a spreadsheet in the reader's language: values bare, days as 2016-09-08, missing cells empty.

        Where something must be known of the bare numbers, such as that they are limits, a column after them says it.
        The last columns name the rows of data that each line is from, as ``of`` gives them.
        """
        english, told, lines = words.language == "en", self._remarks(words), self.rows.to_dict("records")
        heads, origins = origin_columns([of(row) for row in lines], words)
        out = io.StringIO()
        writer = csv.writer(out, delimiter="," if english else ";", lineterminator="\r\n")
        remark = [words("Remark")] if told else []
        writer.writerow([*(plain(column.heading) for column in self.columns), *remark, *heads])
        for n, row in enumerate(lines):
            shown = (_bare(_saved(column, row), english) for column in self.columns)
            writer.writerow([*shown, *told[n : n + 1], *(origins[n] if heads else ())])
        return out.getvalue()

    def _remarks(self, words: Words) -> list[str]:
        """What must be known of each row's numbers, with the heading of each; none where there is nothing of any."""
        rows = [
            [
                words("{source}: {said}", source=plain(column.heading), said=said)
                for column in self.columns
                for said in column.remarks(row)
            ]
            for row in self.rows.to_dict("records")
        ]
        return [plain(words.joined(said)) if said else words("as published") for said in rows] if any(rows) else []


def quoted(caption: str, headings: Mapping[str, str], rows: pd.DataFrame) -> Table:
    """A table of the register's own texts: a heading for each of the columns of ``rows`` that is shown."""
    return Table(caption, [Column(name, heading, own=True) for name, heading in headings.items()], rows)


def plain(text: str) -> str:
    """The text without the marks of its language, its no-break spaces kept: ``striptags`` would make them plain."""
    return Markup(MARK.sub("", text)).unescape() if isinstance(text, Markup) else str(text)


def _plain(value: Any, words: Words) -> str:
    if isinstance(value, pd.Timestamp):
        return words.date(value)
    if isinstance(value, str):
        return value
    return words.number(value)


def _saved(column: Column, row: dict[str, Any]) -> Any:
    """What a spreadsheet gets of a cell: an exact number or a day bare, what is said in words as the page says it."""
    value = row[column.name]
    if column.write is None or (column.number and column.exact(row)) or isinstance(value, pd.Timestamp):
        return value
    written = column.write(row)
    return plain(written) if isinstance(written, str) else written


def _bare(value: Any, english: bool) -> str:
    if not isinstance(value, str) and pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        digits = f"{value:f}".rstrip("0").rstrip(".")
        return digits if english else digits.replace(".", ",")
    if not isinstance(value, str):
        return str(value)
    text = plain(value)
    return f"'{text}" if text.startswith(FORMULA) else text


@dataclass(frozen=True)
class Exhibit:
    """One finding of a report.

    ``name`` is its anchor in the page. ``title`` states the message, ``subtitle`` what is measured and when,
    ``description`` says in one to three sentences what the figure shows, for the reader and the screen reader.
    ``figure`` is None where a sentence says more than a chart would. ``missing`` says by name what is not known,
    ``lacking`` has the codes of the areas that it names as having no value.
    ``folded`` shows only the title until the reader opens it. ``reading`` is how the figure is read, for who does not
    know its kind. Raises ``ValueError`` where anything that must be there is empty.
    """

    name: str
    title: str
    subtitle: str
    description: str
    table: Table
    source: str
    words: Words
    figure: go.Figure | None = None
    notes: tuple[str, ...] = ()
    missing: str = ""
    lacking: frozenset[str] = frozenset()
    folded: bool = False
    reading: str = ""

    def __post_init__(self) -> None:
        for part in ("name", "title", "subtitle", "description", "source"):
            if not getattr(self, part).strip():
                raise ValueError(f"The exhibit '{self.name}' has no {part}.")
        if not self.table.caption.strip() or not self.table.columns:
            raise ValueError(f"The table of the exhibit '{self.name}' has no caption or no columns.")
        if self.table.rows.empty:
            raise ValueError(f"The exhibit '{self.name}' has an empty table. Show an Unknown instead.")
        if self.figure is not None and not any(len(trace.y) for trace in self.figure.data if trace.y is not None):
            raise ValueError(f"The exhibit '{self.name}' has a figure that shows nothing.")

    def html(self) -> str:
        """The exhibit as an HTML fragment, its chart an empty place of the right height."""
        words, rows = self.words, len(self.table.rows)
        opened = self.folded or self.figure is not None
        data = base64.b64encode(b"\xef\xbb\xbf" + self.csv().encode("utf-8")).decode()
        return _fragment("folded.html.j2" if self.folded else "exhibit.html.j2").render(
            exhibit=self,
            columns=self.table.columns,
            plain=plain,
            rows=self.table.written(words),
            csv=f"data:text/csv;charset=utf-8;base64,{data}",
            words=words,
            height=self.figure.layout.height if self.figure is not None else None,
            unprinted=rows if opened and rows > PRINTED else 0,
        )

    def csv(self) -> str:
        """The table for a spreadsheet, each line with the rows of data it is from."""
        cited = self.source
        return self.table.csv(self.words, cited.of) if isinstance(cited, Cited) else self.table.csv(self.words)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """What Jupyter shows: the interactive figure in JupyterLab, the whole exhibit in a report."""
        drawing = None
        bundle: dict[str, Any] = {
            "text/plain": f"{plain(self.title)}\n{plain(self.description)}",
            "text/html": self.html(),
        }
        if self.figure is not None:
            drawing = self.figure.to_plotly_json()
            headed = go.Figure(self.figure)
            title, subtitle = literal(plain(self.title)), literal(plain(self.subtitle))
            lines = f"<b>{title}</b><br><span style='font-size:13px'>{subtitle}</span>"
            top = (self.figure.layout.margin.t or 0) + 70
            headed.update_layout(title={"text": lines, "x": 0.01, "xanchor": "left", "font": {"size": 16}})
            headed.update_layout(margin={"t": top}, height=self.figure.layout.height + 70)
            bundle[PLOTLY] = headed.to_plotly_json() | {"config": CONFIG}
        bundle[MIME] = {
            "name": self.name,
            "title": plain(self.title),
            "html": self.html(),
            "figure": drawing,
            "config": CONFIG,
        }
        return bundle


@dataclass(frozen=True)
class Unknown:
    """In an exhibit's place, what cannot be known on the day and why."""

    name: str
    title: str
    reason: str
    words: Words = field(repr=False)

    def html(self) -> str:
        """The statement as an HTML fragment."""
        return _fragment("unknown.html.j2").render(unknown=self, words=self.words)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        html = self.html()
        shown = {"name": self.name, "title": plain(self.title), "html": html, "figure": None, "config": CONFIG}
        shown["unknown"] = str(escape(self.title) + ". " + escape(self.reason))
        return {"text/plain": f"{self.title}\n{self.reason}", "text/html": html, MIME: shown}


@dataclass(frozen=True)
class Answer:
    """One of the first screen's questions with its answer: a line, a few points, and where to read more."""

    question: str
    answer: str
    points: tuple[str, ...]
    more: str
    alert: bool = False


@dataclass(frozen=True)
class Summary:
    """The first screen: what must we decide, what changed, what is late, are we on course."""

    answers: tuple[Answer, ...]
    words: Words = field(repr=False)

    def html(self) -> str:
        """The answers as an HTML fragment."""
        return _fragment("summary.html.j2").render(summary=self, words=self.words)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        html = self.html()
        plain = "\n".join(f"{each.question} {each.answer}" for each in self.answers)
        shown = {"name": "summary", "title": self.words("Main points"), "html": html, "figure": None, "config": CONFIG}
        return {"text/plain": plain, "text/html": html, MIME: shown}


def read_fragments() -> None:
    """Read the templates of all exhibits now, for all that will be forked from this process."""
    for name in _fragments().list_templates():
        _fragment(name)


def _fragment(name: str) -> Template:
    return _fragments().get_template(name)


@cache
def _fragments() -> Environment:
    fragments = environment(Path(__file__).parent / "fragments")
    fragments.filters["unbroken"] = _unbroken
    return fragments


def _unbroken(text: str) -> Markup:
    """The text with its days as 2016-09-08 each on one line: a browser breaks them after a hyphen."""
    return Markup(DAY.sub(r'<span class="day">\g<0></span>', str(escape(text))))
