"""How the municipalities stand, each against the middle of those of its own size."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.coverage import share_ticks
from radrum.figures.league import LINE, above_rows, between, column, key, laid_out, marks, places, step
from radrum.figures.shares import marked
from radrum.figures.style import ACCENT, FAINT, GRID, INK, SHAPES, drawn, value_axis
from radrum.words import Words

COLUMN = 92  # pixels of the column of ranks


def standing(
    rows: pd.DataFrame,
    ranks: Sequence[str],
    called: tuple[str, str],
    heading: str,
    words: Words,
    *,
    start: int = 0,
) -> go.Figure:
    """A dot a municipality for its share, a hollow square for the middle of those of its size, a line between the two.

    ``rows`` have ``name``, ``value``, ``middle`` and their decimals; ``ranks`` are written beside them under a
    ``heading``, an empty one where it has none; ``called`` is what dot and square are called. The axis begins at
    ``start`` percent.
    """
    ys, large = places(len(rows)), step(len(rows)) > 20
    known = rows["middle"].notna().tolist()
    at = [y for y, each in zip(ys, known, strict=True) if each]
    near = rows[known]
    shapes = [between(start, 100, y, GRID, 1) for y in ys]
    shapes += [between(m, v, y, FAINT, 4 if large else 3) for m, v, y in zip(near.middle, near.value, at, strict=True)]
    middles = [f"{called[1]}<br>{words.percent(row.middle, row.apart_decimals)}" for row in near.itertuples()]
    shares = [f"{called[0]}<br>{marked(row, words)}" for row in rows.itertuples()]
    edge = {"color": INK, "width": 2 if large else 1.5}
    square = {"symbol": SHAPES["middle"], "size": 10 if large else 7, "color": INK, "line": edge}
    dot = {"size": 12 if large else 9, "color": ACCENT}
    traces = [
        marks(near["middle"].tolist(), at, square, near["name"], middles),
        marks(rows["value"].tolist(), ys, dot, rows["name"], shares),
    ]
    notes = column(ranks, COLUMN - 4, heading=heading, up=3)
    notes.append(above_rows(key([("●", ACCENT, called[0]), ("□", INK, called[1])]), COLUMN - 4, 3 + LINE))
    ticks, span = share_ticks(start), 100 - start
    xaxis = value_axis(
        range=[start - 0.01 * span, 100 + 0.02 * span],
        tickvals=ticks,
        ticktext=[words.percent(tick) for tick in ticks],
        showgrid=False,
        automargin=False,
    )
    few = {"tickvals": [start, 100], "ticktext": [words.percent(tick) for tick in (start, 100)]}
    return drawn(
        traces,
        narrow={"xaxis": xaxis | few},
        shapes=shapes,
        annotations=notes,
        xaxis=xaxis,
        **laid_out(rows["name"].tolist(), above=8 + 2 * LINE, right=COLUMN),
    )
