"""Figures of coverage and of the distance to goals."""

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import (
    ACCENT,
    ALERT,
    FAINT,
    GRID,
    INK,
    PAPER,
    QUIET,
    apart,
    drawn,
    label,
    literal,
    value_axis,
    wrapped,
)
from radrum.words import Words

HIGH = 380
TOP = 104
LEVEL = 38


def coverage_over_time(
    values: pd.DataFrame,
    goals: pd.DataFrame,
    breaks: tuple,
    names: dict[str, str],
    mine: str,
    words: Words,
    *,
    start: int = 0,
) -> go.Figure:
    """A line an area over the years, cut at each break, with the goals as diamonds; the area ``mine`` is in colour.

    The axis of shares begins at ``start`` percent.
    """
    traces, ends = [], []
    for area in sorted(dict.fromkeys(values["area"]), key=lambda area: area == mine):
        colour = ACCENT if area == mine else QUIET
        rows = values[values["area"] == area]
        for _, era in rows.groupby("era"):
            traces.append(_line(era, names[area], colour, words))
        ends.append((rows["period"].iloc[-1], rows["value"].iloc[-1], rows["decimals"].iloc[-1], names[area], colour))
    shapes, notes = [], []
    for day, reason in breaks:
        x = _year(day)
        shapes.append(_upright(x))
        notes.append(
            label(reason, x, start + 2, xanchor="right", yanchor="bottom", xshift=-6, font=_quiet(), align="right")
        )
    if len(goals):
        traces.append(_goals(goals, words))
        for goal in goals.itertuples():
            text = words(
                "Goal {year}<br><b>{value}</b>",
                year=str(goal.goal_year),
                value=words.percent(goal.value, goal.decimals),
            )
            notes.append(
                label(text, goal.goal_year + 1, goal.value, yanchor="top", yshift=-12, font=_alert(), align="center")
            )
    scale = (TOP - start) / TOP
    years = [_year(period) for period in values["period"]] + [int(year) + 1 for year in goals["goal_year"]]
    first, last = int(min(years)), int(max(years)) + 1
    return drawn(
        traces,
        height=HIGH,
        narrow={
            "annotations": [*notes, *_named(ends, 12, 17 * scale, words)],
            "xaxis": _years(first, last, 4, skipped=2),
        },
        shapes=shapes,
        annotations=[*notes, *_named(ends, 40, 13 * scale, words)],
        xaxis=_years(first, last, 2),
        yaxis=_shares(words, start),
    )


def _years(first: int, last: int, step: int, skipped: int = 0) -> dict:
    """An axis from the ``first`` year to the ``last``, named at each ``step`` once some are skipped."""
    named = list(range(first + first % 2 + skipped, last + 1, step))
    return value_axis(
        range=[first - 0.3, last + 0.1], showgrid=False, tickvals=named, ticktext=[str(year) for year in named]
    )


def _named(ends: list[tuple], width: int, least: float, words: Words) -> list[dict]:
    """Each line named where it ends, in lines of ``width`` characters, at least ``least`` units apart."""
    heights = apart([end[1] for end in ends], least)
    notes = []
    for (period, value, decimals, name, colour), height in zip(ends, heights, strict=True):
        text = f"<b>{wrapped(name, width)}</b><br>{words.percent(value, decimals)}"
        notes.append(label(text, _year(period), height, xanchor="left", xshift=12, font={"size": 13, "color": colour}))
    return notes


def _year(period: pd.Timestamp) -> float:
    return round(period.year + (period.day_of_year - 1) / 365.25, 3)


def _line(era: pd.DataFrame, name: str, colour: str, words: Words) -> dict:
    said = [
        f"{name}, {words.month(row.period)}<br>{words.percent(row.value, row.decimals)}" for row in era.itertuples()
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [_year(period) for period in era["period"]],
        "y": era["value"].tolist(),
        "line": {"color": colour, "width": 2.5},
        "marker": {"size": 9, "color": colour, "line": {"color": PAPER, "width": 1.5}},
        "hovertext": said,
        "hoverinfo": "text",
    }


def _goals(goals: pd.DataFrame, words: Words) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words("Goal"),
        "x": [int(year) + 1 for year in goals["goal_year"]],
        "y": goals["value"].tolist(),
        "marker": {"symbol": "diamond", "size": 13, "color": ALERT},
        "hovertext": [
            f"{literal(row.document)}<br>{words.percent(row.value, row.decimals)}" for row in goals.itertuples()
        ],
        "hoverinfo": "text",
    }


def _ticks(start: int) -> list[int]:
    return [0, 25, 50, 75, 100] if start == 0 else list(range(start, 101, 5 if start > 80 else 10))


def _shares(words: Words, start: int) -> dict:
    ticks = _ticks(start)
    return value_axis(range=[start, TOP], tickvals=ticks, ticktext=[words.percent(tick) for tick in ticks])


def _upright(x: float, colour: str = QUIET, dash: str = "dot") -> dict:
    line = {"color": colour, "width": 1.5, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}


def _quiet() -> dict:
    return {"size": 12.5, "color": QUIET}


def _alert() -> dict:
    return {"size": 13, "color": ALERT}


def coverage_by_municipality(
    rows: pd.DataFrame,
    levels: list[tuple[str, float, int]],
    goal: tuple[str, float] | None,
    words: Words,
    *,
    start: int = 0,
) -> go.Figure:
    """A dot a municipality, highest at the top, its value of the period before as a ring; levels and goal as lines.

    The axis begins at ``start`` percent.
    """
    places = list(range(len(rows), 0, -1))
    traces, shapes, notes = [], [], []
    for y in places:
        line = {"color": GRID, "width": 1}
        shapes.append({"type": "line", "x0": start, "x1": 100, "y0": y, "y1": y, "line": line, "layer": "below"})
    before = rows["before"].notna()
    if before.any():
        for y, row in zip(places, rows.itertuples(), strict=True):
            if pd.notna(row.before):
                line = {"color": FAINT, "width": 3}
                shapes.append({"type": "line", "x0": row.before, "x1": row.value, "y0": y, "y1": y, "line": line})
        traces.append(_dots(rows[before], "before", [y for y, had in zip(places, before, strict=True) if had], words))
    traces.append(_dots(rows, "value", places, words))
    for n, (text, value, decimals) in enumerate(levels):
        shapes.append(_upright(value))
        left = value - start > 0.45 * (100 - start)
        side = {"xanchor": "right", "xshift": -5} if left else {"xanchor": "left", "xshift": 5}
        written = f"{text}<br>{words.percent(value, decimals)}"
        placed = {"yref": "paper", "yanchor": "bottom", "yshift": LEVEL * n, "align": "right" if left else "left"}
        notes.append(label(written, value, 1, font=_quiet(), **placed, **side))
    if goal:
        shapes.append(_upright(goal[1], ALERT, "solid"))
        notes.append(
            label(
                goal[0],
                goal[1],
                0.3,
                yanchor="middle",
                xanchor="right",
                xshift=-5,
                font=_alert(),
                bgcolor=PAPER,
                align="right",
            )
        )
    for y, row in zip(places, rows.itertuples(), strict=True):
        notes.append(
            label(
                words.percent(row.value, row.decimals),
                row.value,
                y,
                xanchor="left",
                xshift=9,
                font=_ink(),
                bgcolor=PAPER,
                borderpad=1,
            )
        )
    ticks, span = _ticks(start), 100 - start
    shares = value_axis(tickvals=ticks, ticktext=[words.percent(tick) for tick in ticks], showgrid=False)
    return drawn(
        traces,
        narrow={"xaxis": shares | {"range": [start, 100 + 0.28 * span]}},
        height=58 + LEVEL * len(levels) + 34 * len(rows),
        margin={"l": 8, "r": 8, "t": 8 + LEVEL * len(levels), "b": 8},
        shapes=shapes,
        annotations=notes,
        xaxis=shares | {"range": [start, 100 + 0.12 * span]},
        yaxis=value_axis(
            range=[-0.1, len(rows) + 0.7],
            tickvals=places,
            ticktext=rows["name"].tolist(),
            showgrid=False,
            tickfont={"color": INK, "size": 14},
        ),
    )


def _ink() -> dict:
    return {"size": 13, "color": INK}


def _dots(rows: pd.DataFrame, column: str, places: list[int], words: Words) -> dict:
    old = column == "before"
    marker = (
        {"size": 12, "color": ACCENT} if not old else {"size": 10, "color": PAPER, "line": {"color": QUIET, "width": 2}}
    )
    written = [words.percent(value, decimals) for value, decimals in zip(rows[column], rows["decimals"], strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": rows[column].tolist(),
        "y": places,
        "marker": marker,
        "hovertext": [f"{name}<br>{value}" for name, value in zip(rows["name"], written, strict=True)],
        "hoverinfo": "text",
    }


def changes_by_area(rows: pd.DataFrame, highlighted: set[str], words: Words) -> go.Figure:
    """A bar an area: its change in percentage points as published, the largest at the top."""
    places = list(range(len(rows), 0, -1))
    written = [words.points(row.value, row.decimals, signed=True) for row in rows.itertuples()]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": rows["value"].tolist(),
        "y": places,
        "width": 0.42,
        "marker": {"color": [ACCENT if area in highlighted else QUIET for area in rows["area"]]},
        "hovertext": [f"{name}<br>{text}" for name, text in zip(rows["name"], written, strict=True)],
        "hoverinfo": "text",
    }
    notes = [
        label(f"{row.name}  <b>{text}</b>", 0, y + 0.24, xanchor="left", yanchor="bottom")
        for y, row, text in zip(places, rows[["name"]].itertuples(index=False), written, strict=True)
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
