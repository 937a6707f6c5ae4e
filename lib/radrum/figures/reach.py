"""A row of dots a period: which areas are where the goal is."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from radrum.figures.style import ACCENT, INK, PAPER, QUIET, SHAPES, bare_axis, drawn, label, literal

LINE = 25  # dots of a line: that many have room on a phone
WIDE = 44  # places of a line where the page is wide: the dots take half of it
ACROSS = 21  # pixels between lines of dots
HEAD = 28  # pixels of the text above them
MARKS = {
    "reached": {"symbol": SHAPES["reached"], "size": 11, "color": ACCENT, "line": {"color": ACCENT, "width": 1.5}},
    "short": {"symbol": SHAPES["reached"], "size": 10, "color": PAPER, "line": {"color": QUIET, "width": 1.5}},
    "unknown": {"symbol": SHAPES["nothing"], "size": 8, "color": QUIET, "line": {"color": QUIET, "width": 1.5}},
}


@dataclass(frozen=True)
class Dots:
    """One period: its name, how many of how many, who they are where there is room, and each dot's state and words.

    A state is a key of ``MARKS``.
    """

    period: str
    count: str
    named: str
    dots: Sequence[tuple[str, str]]


def dots_by_period(rows: Sequence[Dots]) -> go.Figure:
    """A group of dots a period, oldest at the top, with the count above it."""
    traces, wide, narrow, y = [], [], [], 0
    for row in rows:
        y -= HEAD
        head = f"<b>{literal(row.period)}</b>  {literal(row.count)}"
        full = f"{head}<span style='color:{QUIET}'>: {literal(row.named)}</span>" if row.named else head
        placed = {"xanchor": "left", "yanchor": "bottom", "xshift": -6, "borderpad": 0}
        wide.append(label(full, 0, y + 4, **placed, font={"size": 14, "color": INK}))
        narrow.append(label(head, 0, y + 4, **placed, font={"size": 14, "color": INK}))
        for state, marker in MARKS.items():
            held = [n for n, (own, _) in enumerate(row.dots) if own == state]
            if held:
                traces.append(
                    {
                        "type": "scatter",
                        "mode": "markers",
                        "x": [n % LINE for n in held],
                        "y": [y - ACROSS * (n // LINE) - ACROSS / 2 for n in held],
                        "marker": marker,
                        "hovertext": [literal(row.dots[n][1]) for n in held],
                        "hoverinfo": "text",
                        "cliponaxis": False,
                    }
                )
        y -= ACROSS * ((len(row.dots) - 1) // LINE + 1)
    return drawn(
        traces,
        height=-y + 16,
        narrow={"annotations": narrow, "xaxis": bare_axis(range=[0, LINE - 0.7])},
        annotations=wide,
        margin={"l": 8, "r": 8, "t": 4, "b": 12},
        xaxis=bare_axis(range=[0, WIDE]),
        yaxis=bare_axis(range=[y, 0]),
    )
