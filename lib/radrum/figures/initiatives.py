"""A figure of what the papers say of the initiatives."""

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import ACCENT, GRID, INK, PAPER, bare_axis, drawn, label, literal, value_axis, wrapped
from radrum.words import Words


def stated_by_area(rows: pd.DataFrame, aspects: dict[str, str], words: Words) -> go.Figure:
    """A tile an area and aspect, filled in proportion to how many of the area's initiatives state it.

    ``rows`` has ``area``, ``initiatives`` and a count a key of ``aspects``, whose values are the columns' headings.
    """
    places = list(range(len(rows), 0, -1))
    shapes, notes = [], []
    for x, aspect in enumerate(aspects):
        for y, row in zip(places, rows.to_dict("records"), strict=True):
            tile = {"type": "rect", "x0": x + 0.04, "x1": x + 0.96, "y0": y - 0.2, "y1": y + 0.2, "line": {"width": 0}}
            shapes.append(tile | {"fillcolor": GRID, "layer": "below"})
            if row[aspect]:
                filled = x + 0.04 + 0.92 * row[aspect] / row["initiatives"]
                shapes.append(tile | {"x1": filled, "fillcolor": ACCENT, "layer": "below"})
            text = words("{n} of {total}", n=row[aspect], total=row["initiatives"])
            shade = {"bgcolor": PAPER, "borderpad": 2, "font": {"size": 12.5, "color": INK}}
            notes.append(label(text, x + 0.5, y, **shade))
    for y, row in zip(places, rows.to_dict("records"), strict=True):
        notes.append(label(f"<b>{literal(row['area'])}</b>", 0.04, y + 0.24, xanchor="left", yanchor="bottom"))
    for x, heading in enumerate(aspects.values()):
        notes.append(
            label(wrapped(heading, 10), x + 0.5, 1, yref="paper", yanchor="bottom", font={"size": 13, "color": INK})
        )
    hidden = {"type": "scatter", "mode": "markers", "x": [0], "y": [1], "marker": {"opacity": 0}, "hoverinfo": "skip"}
    return drawn(
        [hidden],
        height=50 + 62 * len(rows),
        shapes=shapes,
        annotations=notes,
        margin={"l": 0, "r": 0, "t": 26, "b": 0},
        xaxis=bare_axis(range=[0, len(aspects)]),
        yaxis=value_axis(range=[0.7, len(rows) + 0.8], showgrid=False, showticklabels=False),
    )
