"""How every figure looks: one palette, one light template, built from plain traces.

The page is light or dark; ``DARK`` says which colour takes the place of which. Colour never speaks alone: what is in
colour also has a word or a shape of its own.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

INK = "#1b242c"
QUIET = "#55626c"
GRID = "#dfe4e8"
FAINT = "#aab4bc"
ACCENT = "#0a6a86"
ALERT = "#a8431a"
GREEN = "#2c7a4b"
YELLOW = "#b97f00"
RED = "#b3261e"
PAPER = "#ffffff"
CLASSES = ("#dbe9ee", "#b0d0da", "#7db3c5", "#2d7f99", "#0b4a60")  # less to more; on the last two text is PAPER
DARK = {
    INK: "#e9eef1",
    QUIET: "#a9b6bf",
    GRID: "#34414b",
    FAINT: "#67757f",
    ACCENT: "#63c5e0",
    ALERT: "#f3a077",
    GREEN: "#6cc58f",
    YELLOW: "#f2c14e",
    RED: "#ff8a80",
    PAPER: "#12181d",
    **dict(zip(CLASSES, ("#22323b", "#2b4b59", "#34687d", "#6db2ca", "#b5e2ef"), strict=True)),
}
# One shape means one thing on a page, in whatever figure it stands.
SHAPES = {
    # who sets the day of a step; filled when it is done
    "task": "cross",
    "decided": "diamond",
    "estimated": "hourglass",
    "required_outside": "triangle-down",
    "preliminary": "pentagon",
    "suggested": "star",
    # a light
    "green": "circle",
    "yellow": "triangle-up",
    "red": "square",
    # how far something has come: filled where it is there, a ring where it was planned or was before
    "reached": "circle",
    "refused": "x-thin",
    "withdrawn": "x",
    "nothing": "line-ew",
    "onward": "triangle-right",
    # the share inside built-up areas, against the dot of that outside them
    "town": "line-ns",
    # the middle of those of like size
    "middle": "square-open",
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
CONFIG = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "responsive": True,
}


def drawn(
    traces: list[dict[str, Any]], *, height: int, narrow: dict[str, Any] | None = None, **layout: Any
) -> go.Figure:
    """A figure of plain traces in the house style, ``height`` pixels high and as wide as the page gives it.

    ``narrow`` holds the parts of the layout that differ where the page is as narrow as a phone.
    """
    house = {
        "template": {},
        "height": height,
        "font": {"family": FONT, "size": 14, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "showlegend": False,
        "hoverlabel": {"font": {"family": FONT, "size": 14}, "align": "left"},
        "hovermode": "closest",
        "dragmode": False,
        "meta": {"dark": DARK, "narrow": narrow or {}},
        "separators": ",\u00a0",
    }
    return go.Figure(data=traces, layout=house | layout)


def value_axis(**given: Any) -> dict[str, Any]:
    """An axis of values: few quiet grid lines, no line of its own, no zoom."""
    return {
        "showgrid": True,
        "gridcolor": GRID,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"color": QUIET, "size": 13},
        "fixedrange": True,
        "automargin": True,
        "ticklabeloverflow": "allow",
    } | given


def bare_axis(**given: Any) -> dict[str, Any]:
    """An axis without anything to see."""
    return value_axis(showgrid=False, showticklabels=False) | given


def label(text: str, x: Any, y: Any, **given: Any) -> dict[str, Any]:
    """A text at a point of the figure, without an arrow."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "align": "left",
        "font": {"size": 14, "color": INK},
    } | given


def apart(positions: Sequence[float], least: float) -> list[float]:
    """The positions moved as little as it takes for no two to be nearer than ``least``, in the order given.

    The least squares of the moves, by pooling neighbours that violate the order (isotonic regression).
    """
    order = sorted(range(len(positions)), key=lambda n: positions[n])
    pools: list[list[float]] = []  # each: the sum and the number of its positions, less their place in the row
    for place, n in enumerate(order):
        pools.append([positions[n] - place * least, 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, many = pools.pop()
            pools[-1][0] += total
            pools[-1][1] += many
    levels = [total / many for total, many in pools for _ in range(int(many))]
    moved = [0.0] * len(positions)
    for place, (n, level) in enumerate(zip(order, levels, strict=True)):
        moved[n] = level + place * least
    return moved


def named_years(first: float, last: float, step: int) -> list[float]:
    """The places on an axis of years that are named: the first, the last, and every ``step``-th between them."""
    whole = int(last - first + 0.01)
    between = [n for n in range(0, whole, step) if n == 0 or whole - n >= step]
    return [round(first + n, 3) for n in [*between, whole]]


def literal(text: str) -> str:
    """A text of the data as plotly is to show it: what looks like a tag is no tag."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, width: int) -> str:
    """The text in lines of at most ``width`` characters, for labels."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "<br>".join([*lines, line])
