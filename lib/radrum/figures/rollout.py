"""Figures of how many have come how far."""

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import ACCENT, GRID, INK, drawn, label, literal, value_axis
from radrum.words import Words


def shares_of_whole(rows: pd.DataFrame, said: list[str], words: Words) -> go.Figure:
    """A bar a published count, filled to its share of the whole, with the count in words above it.

    ``said`` is a text for each row of ``rows``; a count that is about right is hatched.
    """
    places = list(range(len(rows), 0, -1))
    said = [literal(text) for text in said]
    hatched = ["/" if bound != "exact" else "" for bound in rows["bound"]]
    whole = {"type": "bar", "orientation": "h", "y": places, "x": [100] * len(rows), "width": 0.34, "hoverinfo": "skip"}
    part = whole | {
        "x": rows["share"].tolist(),
        "marker": {
            "color": ACCENT,
            "line": {"width": 0},
            "pattern": {"shape": hatched, "fillmode": "replace", "size": 7, "solidity": 0.5},
        },
        "hovertext": said,
        "hoverinfo": "text",
    }
    notes = [
        label(
            f"<b>{literal(title)}</b><br>{text}",
            0,
            y + 0.2,
            xanchor="left",
            yanchor="bottom",
            font={"size": 14, "color": INK},
        )
        for y, title, text in zip(places, rows["title"], said, strict=True)
    ]
    ticks = [0, 25, 50, 75, 100]
    return drawn(
        [whole | {"marker": {"color": GRID, "line": {"width": 0}}}, part],
        height=40 + 84 * len(rows),
        barmode="overlay",
        margin={"l": 4, "r": 26, "t": 8, "b": 8},
        annotations=notes,
        xaxis=value_axis(
            range=[0, 100], tickvals=ticks, ticktext=[words.percent(tick) for tick in ticks], showgrid=False
        ),
        yaxis=value_axis(range=[0.7, len(rows) + 0.85], showgrid=False, showticklabels=False),
    )
