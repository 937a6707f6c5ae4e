"""A figure of what the papers say of the initiatives."""

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import ACCENT, GRID, INK, PAPER, bare_axis, drawn, label, literal, value_axis, wrapped
from radrum.words import Words

PHONE = 40  # letters of an area's name on one line of a narrow page


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
    for x, heading in enumerate(aspects.values()):
        notes.append(
            label(wrapped(heading, 10), x + 0.5, 1, yref="paper", yanchor="bottom", font={"size": 13, "color": INK})
        )
    wide, narrow = ([*notes, *_headings(rows, places, letters)] for letters in (None, PHONE))
    hidden = {"type": "scatter", "mode": "markers", "x": [0], "y": [1], "marker": {"opacity": 0}, "hoverinfo": "skip"}
    return drawn(
        [hidden],
        height=50 + 62 * len(rows),
        narrow={"annotations": narrow},
        shapes=shapes,
        annotations=wide,
        margin={"l": 0, "r": 0, "t": 26, "b": 0},
        xaxis=bare_axis(range=[0, len(aspects)]),
        yaxis=value_axis(range=[0.7, len(rows) + 0.8], showgrid=False, showticklabels=False),
    )


def _headings(rows: pd.DataFrame, places: list[int], letters: int | None) -> list[dict]:
    """The areas' names over their tiles, each on one line where no number of ``letters`` is given."""
    names = [literal(area) if letters is None else wrapped(literal(area), letters) for area in rows["area"]]
    return [
        label(f"<b>{name}</b>", 0.04, y + 0.24, xanchor="left", yanchor="bottom")
        for y, name in zip(places, names, strict=True)
    ]
