"""Figures of how one area stands among others."""

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.coverage import share_ticks
from radrum.figures.league import FOOT, LINE, above_rows, between, column, laid_out, marks, places, upright, wide
from radrum.figures.shares import marked
from radrum.figures.style import ACCENT, GRID, INK, PAPER, QUIET, bare_axis, drawn, label, literal, value_axis
from radrum.words import Words

SHARES = 70  # pixels of the column of shares, at least
HIGH = 260
BAR = 0.4  # years
NARROW = 8  # bars that can each be labelled on a phone


def ranked(
    rows: pd.DataFrame, own: str, levels: list[tuple[str, float, str]], words: Words, *, start: int = 0
) -> go.Figure:
    """A dot an area, by rank from the top, with the area ``own`` in colour and bold, and each level as a line across.

    The axis begins at ``start`` percent.
    """
    ys, mine = places(len(rows)), (rows["area"] == own).tolist()
    written = [marked(row, words) for row in rows.to_dict("records")]
    right = max(SHARES, wide(written))
    named = [f"{words.number(row.rank)}  {row.name}" for row in rows[["rank", "name"]].itertuples(index=False)]
    shapes = [between(start, 100, y, GRID, 1) for y in ys] + [upright(value) for _, value, _ in levels]
    marker = {
        "opacity": 1,
        "size": [13 if each else 10 for each in mine],
        "color": [ACCENT if each else PAPER for each in mine],
        "line": {"color": [ACCENT if each else QUIET for each in mine], "width": 2},
    }
    notes, said = column(written, right, bold=mine), [f"{literal(text)} {level}" for text, _, level in levels]
    above = [
        _over(text, value, start, 6 + LINE * n)
        for n, (text, (_, value, _)) in enumerate(zip(said, levels, strict=True))
    ]
    beside = [above_rows(f"┊ {text}", right, 6 + LINE * n) for n, text in enumerate(said)]
    ticks = share_ticks(start)
    rest = laid_out(named, above=14 + LINE * len(levels), right=right + 6, bold=mine, foot=FOOT)
    shares = value_axis(
        range=[start, 100],
        tickvals=ticks,
        ticktext=[words.percent(tick) for tick in ticks],
        showgrid=False,
        tickangle=0,
    )
    few = [ticks[0], ticks[-1]]
    return drawn(
        [marks(rows["value"].tolist(), ys, marker, rows["name"].tolist(), written)],
        shapes=shapes,
        annotations=[*notes, *above],
        xaxis=shares,
        narrow={
            "xaxis": shares | {"tickvals": few, "ticktext": [words.percent(tick) for tick in few]},
            "annotations": [*notes, *beside],
        },
        **rest,
    )


def _over(text: str, value: float, start: int, up: int) -> dict:
    """What a line across the rows is, over its upper end."""
    part = (value - start) / (100 - start)
    side = "left" if part < 0.2 else "right" if part > 0.8 else "center"
    placed = {"yref": "paper", "xanchor": side, "yanchor": "bottom", "yshift": up, "borderpad": 0}
    return label(text, value, 1, font={"size": 12.5, "color": QUIET}, **placed)


def distances(rows: pd.DataFrame, other: str, words: Words) -> go.Figure:
    """A bar a measurement: how many points above or below the ``other`` area, which is the line at nought."""
    years = [round(row.period.year + (row.period.day_of_year - 1) / 365.25, 3) for row in rows.itertuples()]
    most, least = max(rows["apart"].max(), 0), min(rows["apart"].min(), 0)
    span = max(most - least, 0.1)
    written = [_signed(row.apart, row.decimals, words) for row in rows.itertuples()]
    trace = {
        "type": "bar",
        "x": years,
        "y": rows["apart"].tolist(),
        "width": BAR,
        "marker": {
            "color": [ACCENT if apart >= 0 else QUIET for apart in rows["apart"]],
        },
        "hovertext": [
            f"{words.month(row.period)}<br>{words.points(row.apart, row.decimals, signed=True)}"
            for row in rows.itertuples()
        ],
        "hoverinfo": "text",
    }
    notes, kept = [], []
    for n, (x, row, text) in enumerate(zip(years, rows.itertuples(), written, strict=True)):
        up = row.apart >= 0
        placed = {"yanchor": "bottom" if up else "top", "yshift": 3 if up else -3, "borderpad": 0}
        notes.append(label(text, x, row.apart, font={"size": 13, "color": INK}, **placed))
        placed = {"yanchor": "top" if up else "bottom", "yshift": -4 if up else 4, "borderpad": 0}
        notes.append(label(str(row.period.year), x, 0, font={"size": 12.5, "color": QUIET}, **placed))
        if len(rows) <= NARROW or (len(rows) - 1 - n) % 2 == 0:
            kept += notes[-2:]
    line = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 0, "y1": 0, "line": {"color": INK, "width": 1.5}}
    quiet = {"size": 12.5, "color": QUIET}
    ends = {"xref": "paper", "yref": "paper", "xanchor": "left", "borderpad": 0, "font": quiet}
    sides = []
    if most > 0:
        sides.append(label(literal(words("Above {nation}", nation=other)), 0, 1, yanchor="top", **ends))
    if least < 0:
        sides.append(label(literal(words("Below {nation}", nation=other)), 0, 0, yanchor="bottom", **ends))
    return drawn(
        [trace],
        height=HIGH,
        narrow={"annotations": [*kept, *sides]},
        shapes=[line],
        annotations=[*notes, *sides],
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis=bare_axis(range=[min(years) - 0.7, max(years) + 0.7]),
        yaxis=bare_axis(range=[least - (0.35 if least < 0 else 0.2) * span, most + (0.35 if most > 0 else 0.2) * span]),
    )


def _signed(apart: float, decimals: int, words: Words) -> str:
    return f"{'+' if apart > 0 else ''}{words.number(apart, decimals)}"
