"""Where the households without access are."""

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.league import LINE, above_rows, column, laid_out, places, step
from radrum.figures.style import (
    ACCENT,
    FAINT,
    INK,
    drawn,
    label,
    literal,
    value_axis,
)
from radrum.words import Words

SUMS = 64  # pixels of the column of sums


def concentration(rows: pd.DataFrame, heading: str, half: str, words: Words) -> go.Figure:
    """A bar a municipality: its households without access, most at the top; a line below those that hold half.

    ``rows`` have ``name``, ``without`` and its ``written``, ``together`` as ``sum`` is written, and ``half``;
    ``heading`` is over the column of sums, ``half`` beside the line.
    """
    few, many = int(rows["half"].sum()), len(rows)
    gap = 0 < few < many
    names, sums, strong = rows["name"].tolist(), rows["sum"].tolist(), rows["half"].tolist()
    if gap:
        names, sums = ([*each[:few], "", *each[few:]] for each in (names, sums))
        strong = [*strong[:few], False, *strong[few:]]
    ys = [y for n, y in enumerate(places(len(names))) if not gap or n != few]
    high = float(rows["without"].max())
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": rows["without"].tolist(),
        "y": ys,
        "width": 0.62,
        "marker": {"color": [ACCENT if each else FAINT for each in rows["half"]]},
        "hovertext": [f"{literal(name)}<br>{text}" for name, text in zip(rows["name"], rows["written"], strict=True)],
        "hoverinfo": "text",
    }
    letters = {"size": 14 if step(len(names)) > 25 else 12, "color": INK}
    notes = [
        label(text, value, y, xanchor="left", xshift=4, font=letters, borderpad=0)
        for text, value, y in zip(rows["written"], rows["without"], ys, strict=True)
    ]
    notes += column(sums, SUMS - 4, heading=heading, bold=strong, up=3)
    shapes = []
    if gap:
        below = len(names) - few + 0.5
        line = {"color": INK, "width": 1.5, "dash": "dash"}
        shapes.append({"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": below, "y1": below, "line": line})
        notes.append(above_rows(half, SUMS - 4, 0) | {"yref": "y", "y": below - 0.5, "yanchor": "middle"})
    bare = value_axis(showticklabels=False, showgrid=False, automargin=False)
    return drawn(
        [trace],
        narrow={"xaxis": bare | {"range": [0, high * 1.36]}},
        shapes=shapes,
        annotations=notes,
        xaxis=bare | {"range": [0, high * 1.12]},
        **laid_out(names, above=8 + LINE * (heading.count("<br>") + 1), right=SUMS, foot=8),
    )
