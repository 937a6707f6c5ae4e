"""A figure of where each initiative stands: its stage and its light."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import (
    FAINT,
    GREEN,
    GRID,
    INK,
    PAPER,
    QUIET,
    RED,
    SHAPES,
    YELLOW,
    bare_axis,
    drawn,
    label,
    literal,
    wrapped,
)

MARKS = {
    "green": (SHAPES["green"], GREEN, GREEN),
    "yellow": (SHAPES["yellow"], YELLOW, YELLOW),
    "red": (SHAPES["red"], RED, RED),
    "none": (SHAPES["nothing"], PAPER, QUIET),
    "closed": (SHAPES["reached"], QUIET, QUIET),
    "withdrawn": (SHAPES["withdrawn"], QUIET, QUIET),
}
LIGHTS = ("green", "yellow", "red")
OVER = ("closed", "withdrawn")
LINE = 17
TITLES = 268  # pixels that the titles beside the board take
SMALL = {"size": 13, "color": INK}


def stages_and_lights(rows: pd.DataFrame, stages: Sequence[str], said: Sequence[str]) -> go.Figure:
    """A row an initiative: a mark in the column of its stage, its shape and colour the light's, and the light in words.

    ``rows`` have ``title``, ``column`` (which of ``stages`` it has come to, from 0; missing where that is not stated),
    ``mark`` (a key of ``MARKS``) and ``travelled`` (whether it has passed the stages before). ``said`` is a text for
    each row.
    """
    places = list(range(len(rows), 0, -1))
    last = len(stages) - 1
    marked = rows["column"].fillna(0).astype(int).tolist()
    shapes, words_beside = [], []
    for y, x, row, text in zip(places, marked, rows.itertuples(), said, strict=True):
        stated = pd.notna(row.column)
        if stated:
            shapes.append(_line(0, last, y, GRID, 1))
        if stated and row.travelled and x:
            shapes.append(_line(0, x, y, FAINT, 3))
        before = x > last / 2
        beyond = 5 if row.mark in OVER else 8
        beside = {"xanchor": "right" if before else "left", "xshift": -beyond if before else beyond, "bgcolor": PAPER}
        tone = {"size": 12.5, "color": INK if row.mark in LIGHTS else QUIET}
        words_beside.append(label(literal(text), x, y, borderpad=3, font=tone, **beside))
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": marked,
        "y": places,
        "marker": {
            "symbol": [MARKS[mark][0] for mark in rows["mark"]],
            "color": [MARKS[mark][1] for mark in rows["mark"]],
            "size": [7 if mark in OVER else 11 for mark in rows["mark"]],
            "line": {"width": 2, "color": [MARKS[mark][2] for mark in rows["mark"]]},
            "opacity": 1,
        },
        "hovertext": [literal(f"{title}: {text}") for title, text in zip(rows["title"], said, strict=True)],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    beside, above = ([wrapped(literal(title), width) for title in rows["title"]] for width in (33, 44))
    heads, steep = ([_heading(literal(stage), x, last, steps) for x, stage in enumerate(stages)] for steps in (2, 3))
    shapes += [
        {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        | {"line": {"color": GRID, "width": 1, "dash": "dot"}}
        for x in range(len(stages))
    ]
    tones = [QUIET if mark in OVER else INK for mark in rows["mark"]]
    left = {"xref": "paper", "xanchor": "left", "bgcolor": PAPER}
    wide = [
        label(text, 0, y, xshift=-TITLES, font=SMALL | {"color": tone}, **left)
        for text, y, tone in zip(beside, places, tones, strict=True)
    ]
    narrow = [
        label(text, 0, y, xshift=-18, yanchor="bottom", yshift=9, font=SMALL | {"color": tone}, **left)
        for text, y, tone in zip(above, places, tones, strict=True)
    ]
    axis = {"range": [0.4, len(rows) + 0.6]}
    return drawn(
        [marks],
        height=48 + len(rows) * (16 + LINE * _most_lines(beside)),
        narrow={
            "height": 65 + len(rows) * (32 + LINE * _most_lines(above)),
            "margin": {"l": 22, "r": 26, "t": 57, "b": 4},
            "annotations": [*steep, *words_beside, *narrow],
            "yaxis": bare_axis(range=[0.6, len(rows) + 0.9]),
        },
        shapes=shapes,
        annotations=[*heads, *words_beside, *wide],
        margin={"l": TITLES, "r": 36, "t": 40, "b": 4},
        xaxis=bare_axis(range=[0, last], automargin=False),
        yaxis=bare_axis(automargin=False, **axis),
    )


def _heading(stage: str, x: int, last: int, steps: int) -> dict:
    """The name of a stage above its column, rising in so many steps, so that there is room for them."""
    placed = {"xanchor": "center"}
    if x in (0, last):
        placed = {"xanchor": "right" if x else "left", "xshift": 22 if x else -12}
    font = {"size": 12.5, "color": QUIET}
    return label(stage, x, 1, yref="paper", yanchor="bottom", yshift=4 + 17 * (x % steps), font=font, **placed)


def _line(x0: float, x1: float, y: float, colour: str, width: float) -> dict:
    line = {"color": colour, "width": width}
    return {"type": "line", "x0": x0, "x1": x1, "y0": y, "y1": y, "line": line, "layer": "between"}


def _most_lines(texts: Sequence[str]) -> int:
    return max(text.count("<br>") + 1 for text in texts)
