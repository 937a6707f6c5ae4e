"""How the municipalities stand, one below the other."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.coverage import share_ticks
from radrum.figures.league import LINE, above_rows, between, column, key, laid_out, marks, places, step, upright, wide
from radrum.figures.shares import marked
from radrum.figures.style import (
    ACCENT,
    ALERT,
    FAINT,
    GRID,
    PAPER,
    QUIET,
    drawn,
    label,
    value_axis,
)
from radrum.words import Words

COLUMN = 68  # pixels of a column of shares, at least
LEVEL = 34  # pixels of a level's label, of two lines


def coverage_by_municipality(
    rows: pd.DataFrame,
    levels: list[tuple[str, float, str]],
    goal: tuple[str, float] | None,
    called: tuple[str, str],
    words: Words,
    *,
    start: int = 0,
) -> go.Figure:
    """A dot a municipality, highest at the top, its value of the period before as a ring and a line between them.

    ``levels`` and the ``goal`` are lines across, named above; ``called`` is what dot and ring are called. The axis
    begins at ``start`` percent.
    """
    ys, many = places(len(rows)), len(rows)
    had = rows["before"].notna()
    shapes = [between(start, 100, y, GRID, 1) for y in ys]
    shapes += [
        between(row.before, row.value, y, FAINT, 4 if step(many) > 20 else 3)
        for y, row in zip(ys, rows.itertuples(), strict=True)
        if pd.notna(row.before)
    ]
    traces = [_dots(rows[had], "before", [y for y, each in zip(ys, had, strict=True) if each], many, words)]
    traces = [*(traces if had.any() else []), _dots(rows, "value", ys, many, words)]
    lines = [(f"{name}<br>{written}", value, QUIET) for name, value, written in levels]
    if goal:
        lines.append((goal[0], goal[1], ALERT))
    notes, uprights = _levels(sorted(lines, key=lambda line: line[1]), start, step(many) * many)
    shapes += uprights
    above = 8 + LEVEL * len(levels) + (LINE if goal else 0)
    shown = [marked(row, words) for row in rows.to_dict("records")]
    right = max(COLUMN, wide(shown))
    if had.any():
        above += LINE
        notes.append(above_rows(key([("●", ACCENT, called[0]), ("○", QUIET, called[1])]), right, above - LINE - 4))
    notes += column(shown, right - 4)
    ticks, span = share_ticks(start), 100 - start
    shares = value_axis(
        tickvals=ticks, ticktext=[words.percent(tick) for tick in ticks], showgrid=False, automargin=False
    )
    few = {"tickvals": [start, 100], "ticktext": [words.percent(tick) for tick in (start, 100)]}
    xaxis = shares | {"range": [start - 0.01 * span, 100 + 0.03 * span]}
    return drawn(
        traces,
        narrow={"xaxis": xaxis | few},
        shapes=shapes,
        annotations=notes,
        xaxis=xaxis,
        **laid_out(rows["name"].tolist(), above=above, right=right),
    )


def _levels(lines: Sequence[tuple[str, float, str]], start: float, high: int) -> tuple[list[dict], list[dict]]:
    """Each line across, up to its name above the ``high`` rows, one above the other, where there is more room."""
    notes, shapes, up = [], [], 4
    for text, value, colour in lines:
        left = value - start > 0.4 * (100 - start)
        side = {"xanchor": "right", "align": "right"} if left else {"xanchor": "left", "align": "left"}
        side["xshift"] = -4 if left else 4
        placed = {"yref": "paper", "yanchor": "bottom", "yshift": up, "borderpad": 0, "bgcolor": PAPER}
        notes.append(label(text, value, 1, font={"size": 12.5, "color": colour}, **placed, **side))
        up += LEVEL if "<br>" in text else LINE
        shapes.append(upright(value, colour, "solid" if colour == ALERT else "dot", over=(up - 2) / high))
    return notes, shapes


def _dots(rows: pd.DataFrame, column: str, ys: list[int], many: int, words: Words) -> dict:
    large = step(many) > 20
    ring = {"size": 9 if large else 7, "color": PAPER, "line": {"color": QUIET, "width": 2 if large else 1.5}}
    marker = ring if column == "before" else {"size": 12 if large else 9, "color": ACCENT}
    written = [marked(row, words, column) for row in rows.to_dict("records")]
    return marks(rows[column].tolist(), ys, marker, rows["name"], written)
