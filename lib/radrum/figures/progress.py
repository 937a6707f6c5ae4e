"""A figure of how far each initiative has come against how much of its time has gone."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import (
    ACCENT,
    ALERT,
    GRID,
    INK,
    PAPER,
    SHAPES,
    bare_axis,
    drawn,
    label,
    literal,
    value_axis,
    wrapped,
)
from radrum.words import Words

LINE = 17
SMALL = {"size": 13, "color": INK}


def time_and_goal(rows: pd.DataFrame, said: Sequence[str], words: Words) -> go.Figure:
    """A row an initiative: how much of the time has gone (a ring) and of the goal is reached (filled), 0 to 100.

    ``rows`` have ``title``, ``elapsed`` and ``reached`` in percent and ``behind``. ``said`` is a text for each row.
    """
    places = list(range(len(rows), 0, -1))
    colours = [ALERT if behind else ACCENT for behind in rows["behind"]]
    whole = [_line(0, 100, y, GRID, 1) for y in places]
    between = [
        _line(row.elapsed, row.reached, y, colour, 3)
        for y, row, colour in zip(places, rows.itertuples(), colours, strict=True)
    ]
    hover = [literal(f"{title}: {text}") for title, text in zip(rows["title"], said, strict=True)]
    ends = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": rows[column].tolist(),
            "y": places,
            "marker": {
                "symbol": SHAPES["reached"],
                "size": 13,
                "color": filled,
                "line": {"width": 2.5, "color": colours},
            },
            "hovertext": hover,
            "hoverinfo": "text",
            "cliponaxis": False,
        }
        for column, filled in (("elapsed", PAPER), ("reached", colours))
    ]
    ticks = [0, 25, 50, 75, 100]
    wide, narrow = [_headed(rows["title"], said, width) for width in (96, 46)]
    return drawn(
        ends,
        height=_tall(wide),
        narrow={"height": _tall(narrow), "annotations": _above(narrow, places)},
        shapes=[*whole, *between],
        annotations=_above(wide, places),
        margin={"l": 12, "r": 24, "t": 4, "b": 8},
        xaxis=value_axis(
            range=[0, 100], tickvals=ticks, ticktext=[words.percent(tick) for tick in ticks], showgrid=False
        ),
        yaxis=bare_axis(range=[0.6, len(rows) + 0.95]),
    )


def _headed(titles: Sequence[str], said: Sequence[str], width: int) -> list[str]:
    return [
        f"<b>{wrapped(literal(title), width - 4)}</b><br>{wrapped(literal(text), width)}"
        for title, text in zip(titles, said, strict=True)
    ]


def _tall(texts: Sequence[str]) -> int:
    return 34 + len(texts) * (32 + LINE * max(text.count("<br>") + 1 for text in texts))


def _above(texts: Sequence[str], places: Sequence[int]) -> list[dict]:
    placed = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 9, "xshift": -8}
    return [label(text, 0, y, font=SMALL, **placed) for text, y in zip(texts, places, strict=True)]


def _line(x0: float, x1: float, y: float, colour: str, width: float) -> dict:
    line = {"color": colour, "width": width}
    return {"type": "line", "x0": x0, "x1": x1, "y0": y, "y1": y, "line": line, "layer": "between"}
