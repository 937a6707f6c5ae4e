"""Town and country: how far those outside built-up areas are behind those within."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.coverage import share_ticks
from radrum.figures.league import LINE, above_rows, between, column, key, laid_out, marks, places, step
from radrum.figures.shares import marked
from radrum.figures.style import (
    ACCENT,
    FAINT,
    GRID,
    INK,
    SHAPES,
    drawn,
    value_axis,
)
from radrum.words import Words

COLUMN = 60  # pixels of the column of differences


def settlements(
    rows: pd.DataFrame, ends: tuple[str, str], heading: str, bold: Sequence[bool], words: Words, *, start: int = 0
) -> go.Figure:
    """A line an area, from the share outside built-up areas (a dot) to that inside them (an upright mark).

    ``rows`` have ``name``, ``urban``, ``rural`` and ``difference`` with their decimals; ``ends`` are what the two are
    called, ``heading`` what the column of differences is; ``bold`` sets rows apart.
    """
    ys, many = places(len(rows)), len(rows)
    thick = 4 if step(many) > 20 else 3
    whole = rows["difference"].notna()
    shapes = [between(start, 100, y, GRID, 1) for y in ys]
    shapes += [
        between(row.rural, row.urban, y, FAINT, thick)
        for y, row in zip(ys, rows.itertuples(), strict=True)
        if pd.notna(row.difference)
    ]
    traces = []
    tall = step(many) - 7
    signs = {
        "urban": {"symbol": SHAPES["town"], "size": tall, "color": INK, "line": {"color": INK, "width": 3}},
        "rural": {"size": 12 if tall > 12 else 9, "color": ACCENT},
    }
    for (segment, marker), said in zip(signs.items(), reversed(ends), strict=True):
        shown = rows[segment].notna()
        written = [f"{said}<br>{marked(row, words, segment)}" for row in rows[shown].to_dict("records")]
        at = [y for y, each in zip(ys, shown, strict=True) if each]
        traces.append(marks(rows[segment][shown].tolist(), at, marker, rows["name"][shown], written))
    written = [
        words.number(row.difference, row.difference_decimals) if pd.notna(row.difference) else ""
        for row in rows.itertuples()
    ]
    line = key([("●", ACCENT, ends[0]), ("┃", INK, ends[1])])
    notes = column(written, COLUMN - 4, heading=heading if whole.any() else "", bold=bold, up=3)
    notes.append(above_rows(line, COLUMN - 4, 3 + LINE))
    ticks = share_ticks(start)
    xaxis = value_axis(
        range=[start - 0.01 * (100 - start), 100 + 0.02 * (100 - start)],
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
        **laid_out(rows["name"].tolist(), above=8 + 2 * LINE, right=COLUMN, bold=bold),
    )
