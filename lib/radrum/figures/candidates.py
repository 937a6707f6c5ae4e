"""A figure of candidates weighed against each other."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.rows import rows_of
from radrum.figures.style import ACCENT, GRID, PAPER, drawn, label, literal, value_axis

ROOM = 4.5  # percent of the whole that a letter needs


def weighed(rows: pd.DataFrame, letters: Sequence[str], said: Sequence[str]) -> go.Figure:
    """A bar a candidate, as long as its total, in parts by criterion, each with the criterion's letter.

    ``rows`` have ``title`` and a column a letter: what that criterion adds to the total, in percent of the most that
    can be had. ``said`` is a text for each row.
    """
    labelled = rows_of(rows["title"].tolist(), said, thick=1.2)
    bar = {"type": "bar", "orientation": "h", "y": list(labelled.places), "width": labelled.thick, "hoverinfo": "text"}
    bar |= {"hovertext": [literal(f"{title}: {text}") for title, text in zip(rows["title"], said, strict=True)]}
    whole = bar | {"x": [100] * len(rows), "marker": {"color": GRID, "line": {"width": 0}}}
    traces, marks = [whole], []
    before = pd.Series(0.0, rows.index)
    for letter in letters:
        part = rows[letter]
        edge = {"color": PAPER, "width": 1.5}
        traces.append(bar | {"x": part.tolist(), "base": before.tolist(), "marker": {"color": ACCENT, "line": edge}})
        bold = {"font": {"size": 12.5, "color": PAPER}}
        marks += [
            label(letter, float(start + length / 2), y, **bold)
            for start, length, y in zip(before, part, labelled.places, strict=True)
            if length >= ROOM
        ]
        before = before + part
    return drawn(
        traces,
        barmode="overlay",
        xaxis=value_axis(range=[0, 100], showgrid=False, showticklabels=False, automargin=False),
        **labelled.layout(top=4, others=marks),
    )
