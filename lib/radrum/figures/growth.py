"""Figures of growth in percentage points."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.league import LINE, between, column, laid_out, places, step, upright
from radrum.figures.shares import MADE, limited, made
from radrum.figures.style import (
    ACCENT,
    ALERT,
    INK,
    PAPER,
    QUIET,
    drawn,
    label,
    literal,
    value_axis,
)
from radrum.words import Words

HOUSEHOLDS = 84  # pixels of the column of households


def growth(
    rows: pd.DataFrame, nation: tuple[str, float, str] | None, heading: str, bold: Sequence[bool], words: Words
) -> go.Figure:
    """A bar an area: its change in percentage points, the largest at the top, and the households gained beside it.

    ``rows`` have ``name``, ``change``, ``change_decimals`` and ``gained`` as it is written; ``nation`` is a line across
    at its change, with its name and the change as they are written.
    """
    ys, many = places(len(rows)), len(rows)
    low, high = min(0.0, float(rows["change"].min())), max(0.0, float(rows["change"].max()))
    if nation:
        low, high = min(low, nation[1]), max(high, nation[1])
    span = max(high - low, 0.01)
    written = [
        _signed(row["change"], row["change_decimals"], words) + (MADE if made(row) or made(row, "before") else "")
        for row in rows.to_dict("records")
    ]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": rows["change"].tolist(),
        "y": ys,
        "width": 0.62,
        "marker": {"color": [ACCENT if change >= 0 else ALERT for change in rows["change"]]},
        "hovertext": [f"{literal(name)}<br>{text}" for name, text in zip(rows["name"], written, strict=True)],
        "hoverinfo": "text",
    }
    right = HOUSEHOLDS if any(rows["gained"]) else 8
    letters = {"size": 14 if step(many) > 25 else 12, "color": INK}
    notes = [
        label(
            f"<b>{text}</b>" if strong else text,
            row.change,
            y,
            xanchor="right" if row.change < 0 else "left",
            xshift=-4 if row.change < 0 else 4,
            font=letters,
            bgcolor=PAPER,
            borderpad=0,
        )
        for y, row, text, strong in zip(ys, rows.itertuples(), written, bold, strict=True)
    ]
    notes += column(rows["gained"].tolist(), right - 4, heading=heading if any(rows["gained"]) else "", bold=bold, up=3)
    shapes = [between(0, 0, 0.5, INK, 1) | {"y1": many + 0.5, "layer": "above"}]
    above = 8 + LINE * (heading.count("<br>") + 1)
    if nation:
        shapes.append(upright(nation[1]))
        left = nation[1] - low > 0.5 * span
        side = {"xanchor": "right", "align": "right"} if left else {"xanchor": "left", "align": "left"}
        font = {"size": 12.5, "color": QUIET}
        text = f"{literal(nation[0])} {nation[2]}"
        notes.append(
            label(text, nation[1], 1, yref="paper", yanchor="bottom", yshift=3, font=font, borderpad=0, **side)
        )
    bare = value_axis(showticklabels=False, showgrid=False, automargin=False)
    room = [low - (0.14 * span if low < 0 else 0), high + 0.14 * span]
    tight = [low - (0.34 * span if low < 0 else 0), high + 0.34 * span]
    return drawn(
        [trace],
        narrow={"xaxis": bare | {"range": tight}},
        shapes=shapes,
        annotations=notes,
        xaxis=bare | {"range": room},
        **laid_out(rows["name"].tolist(), above=above, right=right, bold=bold, foot=8),
    )


def _signed(value: float, decimals: int, words: Words) -> str:
    return f"{'+' if value > 0 else ''}{words.number(value, decimals)}"


def changes_by_area(rows: pd.DataFrame, highlighted: set[str], words: Words) -> go.Figure:
    """A bar an area: its change in percentage points as published, the largest at the top."""
    ys = list(range(len(rows), 0, -1))
    written = [
        limited(words.points(row["value"], row["decimals"], signed=True), row["status"], words)
        for row in rows.to_dict("records")
    ]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": rows["value"].tolist(),
        "y": ys,
        "width": 0.42,
        "marker": {"color": [ACCENT if area in highlighted else QUIET for area in rows["area"]]},
        "hovertext": [f"{name}<br>{text}" for name, text in zip(rows["name"], written, strict=True)],
        "hoverinfo": "text",
    }
    notes = [
        label(f"{row.name}  <b>{text}</b>", 0, y + 0.24, xanchor="left", yanchor="bottom")
        for y, row, text in zip(ys, rows[["name"]].itertuples(index=False), written, strict=True)
    ]
    return drawn(
        [trace],
        height=30 + 52 * len(rows),
        annotations=notes,
        xaxis=value_axis(
            range=[min(0, rows["value"].min()), rows["value"].max() * 1.02], showticklabels=False, showgrid=False
        ),
        yaxis=value_axis(range=[0.6, len(rows) + 0.8], showgrid=False, showticklabels=False),
    )
