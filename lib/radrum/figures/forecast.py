"""Figures of forecasts: what a share comes to with its interval, and the years in which areas reach a goal."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.coverage import share_ticks
from radrum.figures.league import key
from radrum.figures.shares import marked
from radrum.figures.style import ACCENT, ALERT, GRID, INK, PAPER, QUIET, drawn, label, literal, named_years, value_axis
from radrum.words import Words

HIGH = 400
TOP = 104
KEY = 24  # pixels above the plot, for what its signs are
ROW = 24
INKED, ACCENTED, ALERTED = ({"size": 13, "color": colour} for colour in (INK, ACCENT, ALERT))


def share_ahead(
    values: pd.DataFrame,
    ahead: pd.DataFrame,
    goal: tuple[pd.Timestamp, float],
    met: pd.Timestamp | None,
    said: dict[str, Any],
    words: Words,
    *,
    start: int = 0,
) -> go.Figure:
    """A share so far (a line), what it comes to (dotted, its interval a band), and the goal it is held against.

    ``values`` have ``period``, ``value`` and ``decimals``, ``ahead`` the columns of ``forecast.coming``. ``goal`` is
    the day it is for and its share; ``met`` the day of the first value expected to reach it. ``said`` are the words
    for ``goal``, ``met`` and ``band``; its ``key`` names the line, the dots and the band. The axis of shares begins at
    ``start`` percent.
    """
    newest, so_far = values["value"].iloc[-1], [_year(day) for day in values["period"]]
    x = [so_far[-1], *(_year(day) for day in ahead["period"])]
    low, median, high = ([newest, *ahead[name]] for name in ("low", "median", "high"))
    known = [f"{words.month(row['period'])}<br>{marked(row, words)}" for row in values.to_dict("records")]
    aim = _year(goal[0])
    first, last = so_far[0], max(x[-1], aim)
    dots = {"size": 9, "color": ACCENT, "line": {"color": PAPER, "width": 1.5}}
    traces = [
        _line([*x, *x[::-1]], [*high, *low[::-1]], 0) | {"fill": "toself", "fillcolor": ACCENT, "opacity": 0.18},
        _line(x, high, 1),
        _line(x, low, 1),
        _line(x, median, 2.5, "dot") | {"hovertext": ["", *_told(ahead, words)], "hoverinfo": "text"},
        _line(so_far, values["value"].tolist(), 2.5)
        | {"mode": "lines+markers", "marker": dots, "hovertext": known, "hoverinfo": "text"},
        _mark(aim, goal[1], {"symbol": "diamond", "size": 13, "color": ALERT}),
    ]
    shapes = [_stroke(0, 1, goal[1], goal[1], ALERT, 1.5) | {"xref": "paper"}]
    notes = [_above(said["goal"], aim, goal[1], (first, last))]
    if met is not None:
        at, share = _year(met), ahead.loc[ahead["period"] == met, "median"].iloc[0]
        traces.append(_mark(at, share, {"size": 13, "color": PAPER, "line": {"color": INK, "width": 2.5}}))
        shapes.append(_stroke(at, at, start, share, INK, 1.5, "dot"))
        left = at > (first + last) / 2
        side = {"xanchor": "right", "align": "right", "xshift": -6} if left else {"xanchor": "left", "xshift": 6}
        notes.append(label(said["met"], at, start, yanchor="bottom", yshift=4, font=INKED, **side))
    wide, narrow = (_below(said["band"], values, ahead, last - part * (last - first)) for part in (0.2, 0.62))
    return drawn(
        traces,
        height=HIGH + KEY,
        margin={"l": 8, "r": 8, "t": 8 + KEY, "b": 8},
        shapes=shapes,
        annotations=[*notes, wide, _key(*said["key"])],
        narrow={
            "annotations": [*notes, narrow, _key(*said["key"])],
            "xaxis": _years(first, last, 3 if last - first < 15 else 4),
        },
        xaxis=_years(first, last, 1 if last - first < 15 else 2),
        yaxis=_shares(words, start),
    )


def years_by_area(
    rows: pd.DataFrame, said: Sequence[str], goal: tuple[str, int], span: tuple[int, int], words: Words
) -> go.Figure:
    """A row an area: a line from the earliest to the latest year in which it reaches a goal, a mark at the expected.

    ``rows`` have ``name``, ``state``, ``year``, ``earliest`` and ``latest`` as in ``forecast.reached``; where that is
    met a square stands at the first year of the ``span`` shown, and an arrow where it can be later than its last.
    ``said`` is a text for each row, ``goal`` the words for it and its year.
    """
    places = list(range(len(rows), 0, -1))
    first, last = span
    shapes = [_stroke(goal[1], goal[1], 0, 1, ALERT, 1.5) | {"yref": "paper"}]
    marks = []
    for y, row in zip(places, rows.itertuples(), strict=True):
        shapes.append(_stroke(first, last, y, y, GRID, 1))
        late = row.state == "beyond" or (row.state == "within" and row.year > goal[1])
        colour = ALERT if late else ACCENT
        if row.state == "met":
            marks.append((first, y, "square", INK))
        if row.state == "within":
            marks.append((int(row.year), y, "diamond" if late else "circle", colour))
        if pd.notna(row.earliest):
            ends = pd.notna(row.latest)
            shapes.append(_stroke(int(row.earliest), int(row.latest) if ends else last, y, y, colour, 3))
            marks += [] if ends else [(last, y, "triangle-right", colour)]
    told = dict(zip(places, (f"{name}<br>{text}" for name, text in zip(rows["name"], said, strict=True)), strict=True))
    column = {"xref": "paper", "xanchor": "right", "align": "right", "font": INKED}
    notes = [label(literal(text), 1, y, **column) for y, text in zip(places, said, strict=True)]
    notes.append(label(goal[0], goal[1], 1, yref="paper", yanchor="bottom", align="center", font=ALERTED))
    names = {"tickvals": places, "ticktext": rows["name"].tolist(), "tickfont": INKED, "showgrid": False}
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, *_ in marks],
        "y": [y for _, y, *_ in marks],
        "marker": {
            "symbol": [symbol for *_, symbol, _ in marks],
            "color": [colour for *_, colour in marks],
            "size": 11,
        },
        "hovertext": [told[y] for _, y, *_ in marks],
        "hoverinfo": "text",
    }
    return drawn(
        [trace],
        height=68 + ROW * len(rows),
        margin={"l": 8, "r": 8, "t": 28, "b": 8},
        shapes=shapes,
        annotations=notes,
        narrow={"xaxis": _years(first, last, 4, spare=0.72)},
        xaxis=_years(first, last, 2, spare=0.14),
        yaxis=value_axis(range=[0.3, len(rows) + 0.7], **names),
    )


def _key(published: str, forecast: str, band: str) -> dict:
    """What line, dots and band are, above the plot."""
    signs = key([("●", ACCENT, published), ("┅┅", ACCENT, forecast), ("▒", ACCENT, band)])
    placed = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "borderpad": 0}
    return label(signs, 0, 1, yshift=KEY - 14, font={"size": 12.5, "color": QUIET}, **placed)


def _year(day: pd.Timestamp) -> float:
    return round(day.year + (day.day_of_year - 1) / 365.25, 3)


def _above(text: str, x: float, y: float, span: tuple[float, float]) -> dict:
    """The goal's words over its mark, where the goal is high over all shares: there they meet no line."""
    part = (x - span[0]) / (span[1] - span[0])
    side = "left" if part < 0.3 else "right" if part > 0.7 else "center"
    return label(text, x, max(y, 100 if y > 85 else 0), xanchor=side, yanchor="bottom", yshift=3, font=ALERTED)


def _below(text: str, values: pd.DataFrame, ahead: pd.DataFrame, since: float) -> dict:
    """The band's words at its end and below all that the figure shows ``since`` a year."""
    shown = [(_year(row.period), row.value) for row in values.itertuples()]
    shown += [(_year(row.period), row.low) for row in ahead.itertuples()]
    begun = [y for x, y in shown if x < since][-1:]
    least = min([y for x, y in shown if x >= since] + begun)
    x = _year(ahead["period"].iloc[-1])
    placed = {"xanchor": "right", "yanchor": "top", "yshift": -8, "align": "right"}
    return label(text, x, least, font=ACCENTED, bgcolor=PAPER, **placed)


def _told(ahead: pd.DataFrame, words: Words) -> list[str]:
    """Each forecast and its interval, for whoever points at it."""
    return [
        words(
            "{month}<br>{median}, between {low} and {high}",
            month=words.month(row.period),
            median=words.percent(row.median, row.decimals),
            low=words.percent(row.low, row.decimals),
            high=words.percent(row.high, row.decimals),
        )
        for row in ahead.itertuples()
    ]


def _line(x: list[float], y: list[float], width: float, dash: str = "solid") -> dict:
    line = {"color": ACCENT, "width": width, "dash": dash}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _mark(x: float, y: float, marker: dict) -> dict:
    return {"type": "scatter", "mode": "markers", "x": [x], "y": [y], "marker": marker, "hoverinfo": "skip"}


def _stroke(x0: float, x1: float, y0: float, y1: float, colour: str, width: float, dash: str = "solid") -> dict:
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": line, "layer": "below"}


def _years(first: float, last: float, step: int, spare: float = 0) -> dict:
    """An axis of years, named below the day of the year that the first is; ``spare`` is a part of it left free."""
    named = named_years(first, last, step)
    return value_axis(
        range=[first - 0.4, last + 0.4 + spare * (last - first)],
        showgrid=False,
        tickvals=named,
        ticktext=[str(int(year)) for year in named],
    )


def _shares(words: Words, start: int) -> dict:
    ticks = share_ticks(start)
    below = start - 0.04 * (TOP - start)  # so that the least share and the first year do not meet
    return value_axis(range=[below, TOP], tickvals=ticks, ticktext=[words.percent(tick) for tick in ticks])
