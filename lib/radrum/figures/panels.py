"""Small multiples: panels that share their axes, as many side by side as the page is wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import plotly.graph_objects as go

from radrum.figures.style import ACCENT, GRID, INK, PAPER, QUIET, apart, drawn, label, literal, value_axis
from radrum.words import Words

HEAD, GAP, FOOT = 34, 12, 24  # pixels: the title of each panel, below each, and for the years below the lowest
MANY = 6  # panels side by side; of more there is less room between them
SIDE = 46  # pixels left of the panels, for the values on the axis


@dataclass(frozen=True)
class Line:
    """A line of a panel: where it goes, None where it is cut, what is said of its points, and its name at its end.

    ``mine`` is the one in colour; of the others one may be ``dotted``.
    """

    x: Sequence[float]
    y: Sequence[float | None]
    said: Sequence[str]
    mine: bool = False
    dotted: bool = False
    end: str = ""


@dataclass(frozen=True)
class Panel:
    """A panel: its title, what is written beside it, and its lines."""

    title: str
    said: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Scale:
    """An axis that the panels share: its ends, where it is named, and how."""

    ends: tuple[float, float]
    at: Sequence[float]
    named: Sequence[str]


def panels(
    shown: Sequence[Panel], x: Scale, y: Scale, *, columns: tuple[int, int], high: tuple[int, int], key: str = ""
) -> go.Figure:
    """The panels row by row, ``columns`` side by side and ``high`` pixels each, on a wide page and on a phone.

    ``key`` is a line of text above them.
    """
    traces, notes = [], []
    for n, panel in enumerate(shown, start=1):
        for line in sorted(panel.lines, key=lambda line: line.mine):
            traces.append(_line(line, n))
        notes += _titled(panel, n)
    wide = _laid_out(len(shown), x, y, columns[0], high[0], key)
    narrow = _laid_out(len(shown), x, y, columns[1], high[1], key)
    for layout, pixels in ((wide, high[0]), (narrow, high[1])):
        least = (y.ends[1] - y.ends[0]) * 15 / max(pixels - HEAD - GAP, 1)
        ends = [note for n, panel in enumerate(shown, start=1) for note in _ends(panel, n, least)]
        layout["annotations"] = [*notes, *ends, *layout["annotations"]]
    return drawn(traces, height=wide.pop("height"), narrow=narrow, **wide)


def _axis(letter: str, n: int) -> str:
    return letter if n == 1 else f"{letter}{n}"


def _line(line: Line, n: int) -> dict[str, Any]:
    colour = ACCENT if line.mine else QUIET
    alone = sum(each is not None for each in line.y) == 1
    dash = {"dash": "2px,2px"} if line.dotted else {}
    return {
        "type": "scatter",
        "mode": "lines+markers" if line.mine or alone else "lines",
        "x": list(line.x),
        "y": list(line.y),
        "xaxis": _axis("x", n),
        "yaxis": _axis("y", n),
        "line": {"color": colour, "width": 2.5 if line.mine else 1.5} | dash,
        "marker": {"size": 5 if line.mine else 4, "color": colour},
        "hovertext": list(line.said),
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _titled(panel: Panel, n: int) -> list[dict[str, Any]]:
    placed = {"xref": f"{_axis('x', n)} domain", "yref": f"{_axis('y', n)} domain", "borderpad": 0}
    text = f"<b>{literal(panel.title)}</b>" + (f"<br>{panel.said}" if panel.said else "")
    font = {"size": 12.5, "color": INK}
    return [label(text, 0, 1, xanchor="left", yanchor="bottom", yshift=3, font=font, **placed)]


def _ends(panel: Panel, n: int, least: float) -> list[dict[str, Any]]:
    """The names of the lines where they end, apart from each other."""
    named = [line for line in panel.lines if line.end]
    heights = apart([_last(line)[1] for line in named], least)
    notes = []
    for line, height in zip(named, heights, strict=True):
        text = f"<b>{literal(line.end)}</b>" if line.mine else literal(line.end)
        font = {"size": 12, "color": ACCENT if line.mine else QUIET}
        placed = {"xref": _axis("x", n), "yref": _axis("y", n), "borderpad": 0, "bgcolor": PAPER}
        notes.append(label(text, _last(line)[0], height, xanchor="left", xshift=6, font=font, **placed))
    return notes


def _last(line: Line) -> tuple[float, float]:
    return [(x, y) for x, y in zip(line.x, line.y, strict=True) if y is not None][-1]


def _laid_out(many: int, x: Scale, y: Scale, columns: int, high: int, key: str) -> dict[str, Any]:
    columns = min(columns, many)
    rows = ceil(many / columns)
    above = 26 if key else 4
    inner = rows * high
    gap = 0.14 if columns <= 2 else 0.065 if columns <= MANY else 0.04
    width = (1 - gap * (columns - 1)) / columns
    layout: dict[str, Any] = {
        "height": above + inner + FOOT - GAP,
        "margin": {"l": SIDE, "r": 16, "t": above, "b": FOOT - GAP},
        "annotations": [],
    }
    for n in range(1, many + 1):
        column, row = (n - 1) % columns, (n - 1) // columns
        left, top = column * (width + gap), row * high
        lowest = n + columns > many
        layout[f"xaxis{n if n > 1 else ''}"] = value_axis(
            domain=[left, min(left + width, 1)],
            anchor=_axis("y", n),
            range=list(x.ends),
            tickvals=list(x.at),
            ticktext=list(x.named),
            showticklabels=lowest,
            showgrid=False,
            automargin=False,
            tickfont={"color": QUIET, "size": 12},
            tickangle=0,
            ticks="outside" if lowest else "",
            tickcolor="rgba(0,0,0,0)",
            ticklen=5,
        )
        layout[f"yaxis{n if n > 1 else ''}"] = value_axis(
            domain=[max(1 - (top + high - GAP) / inner, 0), 1 - (top + HEAD) / inner],
            anchor=_axis("x", n),
            range=list(y.ends),
            tickvals=list(y.at),
            ticktext=list(y.named),
            showticklabels=column == 0,
            automargin=False,
            tickfont={"color": QUIET, "size": 12},
            gridcolor=GRID,
        )
    if key:
        placed = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "borderpad": 0}
        layout["annotations"] = [label(key, 0, 1, yshift=6, font={"size": 12.5, "color": QUIET}, **placed)]
    return layout


def small_multiples(
    shown: Sequence[Panel],
    years: tuple[float, float, str, str],
    start: int,
    key: str,
    columns: tuple[int, int],
    high: tuple[int, int],
    words: Words,
) -> go.Figure:
    """Shares over the years, a panel an area: the axis of shares begins at ``start`` percent.

    ``years`` are the first and the last on the axis of years and how they are named.
    """
    first, last, *named = years
    ticks = [start, (start + 100) / 2, 100] if start in (0, 50) else [start, 100]
    room = 0.04 * (last - first)
    return panels(
        shown,
        Scale((first - room, last + room), (first, last), named),
        Scale((start - 1.5, 101.5), ticks, [words.percent(tick) for tick in ticks]),
        columns=columns,
        high=high,
        key=key,
    )
