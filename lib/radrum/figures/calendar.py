"""A figure of dated steps: when each can fall."""

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import (
    ACCENT,
    ALERT,
    INK,
    PAPER,
    QUIET,
    SHAPES,
    bare_axis,
    drawn,
    label,
    literal,
    value_axis,
    wrapped,
)
from radrum.words import Words

COLOURS = {
    "task": ACCENT,
    "decided": INK,
    "estimated": INK,
    "required_outside": ALERT,
    "preliminary": ALERT,
    "suggested": INK,
}
HORIZON = pd.Timedelta(days=270)
UNENDING = pd.Timedelta(days=30)
MARGIN = pd.Timedelta(days=14)
LINE = 17


def dated_steps(rows: pd.DataFrame, said: list[str], as_of: pd.Timestamp, words: Words) -> go.Figure:
    """A row a step: its words above a mark (one day) or a span (first to last day); ``as_of`` is a dotted line.

    ``said`` is a text for each row. A span without a last day is dotted; one that goes on beyond ``HORIZON`` runs out
    of the figure.
    """
    places = list(range(len(rows), 0, -1))
    last = rows["last"].fillna(rows["first"] + UNENDING)
    start = min(rows["first"].min(), as_of) - pd.Timedelta(days=7)
    end = min(max(last.max(), as_of) + MARGIN, max(as_of + HORIZON, rows["first"].max() + MARGIN))
    gone = (rows["last"] < as_of).tolist()
    colours = [QUIET if over else COLOURS[kind] for over, kind in zip(gone, rows["kind"], strict=True)]
    traces = [_marks(kind, rows, places, colours) for kind in dict.fromkeys(rows["kind"])]
    shapes = [
        _span(row, until, y, colour)
        for y, row, until, colour in zip(places, rows.itertuples(), last, colours, strict=True)
        if until > row.first
    ]
    day = _written(as_of)
    line = {"color": QUIET, "width": 1.5, "dash": "dot"}
    shapes.append(
        {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}
    )
    today = day_of_report(as_of, start, end, words)
    months = pd.date_range(start, end, freq="MS")
    months = months[:: max(1, len(months) // 6)]
    named = [words.short_month(day, year=n == 0 or day.year != months[n - 1].year) for n, day in enumerate(months)]
    narrow, wide = ([wrapped(literal(text), width) for text in said] for width in (43, 90))
    return drawn(
        traces,
        height=_height(wide),
        narrow={"height": _height(narrow), "annotations": [today, *_labels(narrow, places)]},
        shapes=shapes,
        annotations=[today, *_labels(wide, places)],
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        xaxis=value_axis(
            type="date",
            range=[_written(start), _written(end)],
            tickvals=[_written(day) for day in months],
            ticktext=named,
        ),
        yaxis=bare_axis(range=[0.7, len(rows) + 0.9]),
    )


def day_of_report(as_of: pd.Timestamp, start: pd.Timestamp, end: pd.Timestamp, words: Words) -> dict:
    """The day of the report above its dotted line, on the side that has room."""
    late = as_of - start > (end - start) * 0.6
    side = {"xanchor": "right" if late else "left", "xshift": -3 if late else 3}
    font = {"size": 12, "color": QUIET}
    return label(words.short_date(as_of), _written(as_of), 1, yref="paper", yanchor="bottom", font=font, **side)


def _written(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"


def _height(texts: list[str]) -> int:
    """Pixels for a row a text, each as high as the text with most lines asks."""
    return len(texts) * (25 + LINE * max(text.count("<br>") + 1 for text in texts)) + 56


def _labels(texts: list[str], places: list[int]) -> list[dict]:
    placed = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 9}
    small = {"size": 13, "color": INK}
    return [label(text, 0, y, font=small, bgcolor=PAPER, **placed) for text, y in zip(texts, places, strict=True)]


def _marks(kind: str, rows: pd.DataFrame, places: list[int], colours: list[str]) -> dict:
    chosen = [n for n, of in enumerate(rows["kind"]) if of == kind]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": kind,
        "x": [_written(rows["first"].iloc[n]) for n in chosen],
        "y": [places[n] for n in chosen],
        "marker": {
            "symbol": SHAPES[kind],
            "size": 11,
            "color": PAPER,
            "line": {"width": 2, "color": [colours[n] for n in chosen]},
            "opacity": 1,
        },
        "hoverinfo": "skip",
    }


def _span(row: tuple, until: pd.Timestamp, y: int, colour: str) -> dict:
    ended = pd.notna(row.last)
    line = {"color": colour, "width": 5 if ended else 2, "dash": "solid" if ended else "dot"}
    return {"type": "line", "x0": _written(row.first), "x1": _written(until), "y0": y, "y1": y, "line": line}
