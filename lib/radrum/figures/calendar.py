"""A figure of dated steps: when each can fall."""

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import ACCENT, ALERT, INK, PAPER, QUIET, bare_axis, drawn, label, value_axis, wrapped
from radrum.words import Words

SHAPES = {"task": "square", "decided": "circle", "estimated": "circle-open", "required_outside": "diamond"}
COLOURS = {"task": ACCENT, "decided": INK, "estimated": INK, "required_outside": ALERT}


HORIZON = pd.Timedelta(days=270)
LINE = 17


def dated_steps(rows: pd.DataFrame, said: list[str], as_of: pd.Timestamp, words: Words) -> go.Figure:
    """A row a step, in pixels from the top: its words above a mark (one day) or a span (first to last day).

    ``said`` is a text for each row; ``as_of`` is drawn as a line. A span without a last day is dotted; one that goes on
    beyond ``HORIZON`` runs out of the figure.
    """
    texts = [wrapped(text, 46) for text in said]
    pitches = [LINE * (text.count("<br>") + 1) + 25 for text in texts]
    places = [-sum(pitches[: n + 1]) + 10 for n in range(len(rows))]
    last = rows["last"].fillna(rows["first"] + pd.Timedelta(days=30))
    start = min(rows["first"].min(), as_of) - pd.Timedelta(days=7)
    end = min(max(last.max(), as_of) + pd.Timedelta(days=14), as_of + HORIZON)
    shapes, traces = [], []
    for kind in dict.fromkeys(rows["kind"]):
        of_kind = [(y, row) for y, row in zip(places, rows.itertuples(), strict=True) if row.kind == kind]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": kind,
                "x": [f"{row.first:%Y-%m-%d}" for _, row in of_kind],
                "y": [y for y, _ in of_kind],
                "marker": {"symbol": SHAPES[kind], "size": 11, "color": COLOURS[kind]},
                "hoverinfo": "skip",
            }
        )
    for y, row, until in zip(places, rows.itertuples(), last, strict=True):
        if until > row.first:
            line = {"color": COLOURS[row.kind], "width": 5 if pd.notna(row.last) else 2}
            line |= {} if pd.notna(row.last) else {"dash": "dot"}
            days = {"x0": f"{row.first:%Y-%m-%d}", "x1": f"{until:%Y-%m-%d}", "y0": y, "y1": y}
            shapes.append({"type": "line", **days, "line": line})
    today = {"x0": f"{as_of:%Y-%m-%d}", "x1": f"{as_of:%Y-%m-%d}", "y0": -sum(pitches), "y1": 0}
    shapes.append({"type": "line", **today, "line": {"color": QUIET, "width": 1.5, "dash": "dot"}, "layer": "below"})
    small = {"size": 13, "color": INK}
    notes = [
        label(text, 0, y + 7, xref="paper", xanchor="left", yanchor="bottom", font=small, bgcolor=PAPER)
        for y, text in zip(places, texts, strict=True)
    ]
    months = pd.date_range(start, end, freq="MS")
    months = months[:: max(1, len(months) // 6)]
    return drawn(
        traces,
        height=sum(pitches) + 56,
        shapes=shapes,
        annotations=notes,
        margin={"l": 4, "r": 8, "t": 8, "b": 8},
        xaxis=value_axis(
            type="date",
            range=[f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}"],
            tickvals=[f"{day:%Y-%m-%d}" for day in months],
            ticktext=[
                words.short_month(day, year=n == 0 or day.year != months[n - 1].year) for n, day in enumerate(months)
            ],
        ),
        yaxis=bare_axis(range=[-sum(pitches), 4]),
    )
