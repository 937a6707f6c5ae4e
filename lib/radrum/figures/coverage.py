"""Figures of coverage over time and of the distance to goals."""

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.shares import marked
from radrum.figures.style import (
    ACCENT,
    ALERT,
    PAPER,
    QUIET,
    apart,
    drawn,
    label,
    literal,
    named_years,
    value_axis,
    wrapped,
)
from radrum.words import Words

HIGH = 380
TOP = 104
BELOW = 0.05  # of the plot, below the least share: there it and the first year do not meet
LINE = 20  # pixels of a line over the plot
ABOVE = 10  # pixels from a goal's mark to its words
LETTER = 7.6  # pixels of a letter in the names
PHONE, SCREEN = 260, 700  # pixels that the years have at least


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

    The lines of others are dashed. A year stands below the day of it that the first value is of, and the goals of a
    year on that day too. The axis of shares begins at ``start`` percent.
    """
    traces, ends = [], []
    for area in sorted(dict.fromkeys(values["area"]), key=lambda area: area == mine):
        colour = ACCENT if area == mine else QUIET
        rows = values[values["area"] == area]
        for _, era in rows.groupby("era"):
            traces.append(_line(era, names[area], colour, words, "solid" if area == mine else "dash"))
        end = rows.iloc[-1]
        ends.append((end["period"], end["value"], marked(end, words), names[area], colour))
    shapes, notes = [], []
    since = _year(values["period"].min())
    aims = [round(since % 1 + int(year), 3) for year in goals["goal_year"]]
    last = max([*(_year(period) for period in values["period"]), *aims])
    for day, reason in breaks:
        x = _year(day)
        free = (
            {"xanchor": "left", "xshift": 6, "align": "left"}
            if x - since < 0.4 * (last - since)
            else {"xanchor": "right"}
        )
        shapes.append(_upright(x))
        notes.append(
            label(reason, x, start + 2, yanchor="bottom", font=_quiet(), **({"xshift": -6, "align": "right"} | free))
        )
    said = _said(goals, words)
    if len(goals):
        traces.append(_goals(goals, aims, words))
    scale = (TOP - start) / TOP
    ended = max(_year(end[0]) for end in ends)
    span = last - since + 0.8
    ahead = (min(aims, default=ended) - ended) / span  # the part of the axis up to the first goal
    spoken = LETTER * max(map(len, said), default=0)
    phone, screen = (
        {
            "annotations": [
                *notes,
                *_aims(goals, aims, said, values, spoken / pixels * span),
                *_named(ends, width, least * scale, inside),
            ],
            "margin": {"l": 8, "r": 8 if inside else _right(ends, width), "t": above, "b": 8},
            "xaxis": _years(since, last, step),
        }
        for width, least, step, pixels, above, inside in (
            (12, 17, 4, PHONE, _over(ends, 12, len(goals), start), ahead * PHONE > _right(ends, 12) + spoken),
            (40, 13, 2, SCREEN, _over(ends, 40, len(goals), start), ahead * SCREEN > _right(ends, 40) + spoken),
        )
    )
    return drawn(
        traces,
        height=HIGH + LINE * len(goals),
        narrow=phone,
        shapes=shapes,
        yaxis=_shares(words, start),
        **screen,
    )


def _years(first: float, last: float, step: int) -> dict:
    """An axis of years, each ``step`` of them named below the day of the year that the first is, and the newest."""
    named = named_years(first, last, step)
    return value_axis(
        range=[first - 0.4, last + 0.4],
        showgrid=False,
        tickvals=named,
        ticktext=[str(int(year)) for year in named],
    )


def _said(goals: pd.DataFrame, words: Words) -> list[str]:
    """Each goal's year and share."""
    return [
        words("Goal {year}: {value}", year=str(goal.goal_year), value=words.percent(goal.value, goal.decimals))
        for goal in goals.itertuples()
    ]


def _aims(goals: pd.DataFrame, aims: list[float], said: list[str], values: pd.DataFrame, wide: float) -> list[dict]:
    """What is ``said`` of each goal, above its mark, above every line there, and above what is said of one near by.

    It ends at the mark; ``wide`` is how many years it is long.
    """
    years = [_year(period) for period in values["period"]]
    notes: list[dict] = []
    placed: list[tuple[float, float, int]] = []
    for x, share, text in sorted(zip(aims, goals["value"], said, strict=True)):
        near = [(y, lines) for other, y, lines in placed if other > x - wide]
        there = [y for year, y in zip(years, values["value"], strict=True) if year > x - wide]
        at = max([share, *there, *(y for y, _ in near)])
        lines = 1 + max((lines for y, lines in near if y == at), default=-1)
        placed.append((x, at, lines))
        up = {"yanchor": "bottom", "yshift": ABOVE + LINE * lines}
        notes.append(label(text, x, at, xanchor="right", xshift=8, font=_alert(), **up))
    return notes


def _over(ends: list[tuple], width: int, goals: int, start: int) -> int:
    """How many pixels are left above the plot: for what is said of the goals, and for the highest of the names."""
    lines = [2 + wrapped(end[3], width).count("<br>") for end in ends]
    spoken = goals - (start > 0 and goals > 0)  # the first has room in the plot, where that shows less than the whole
    return 8 + LINE * max(spoken, max(lines) - 2)


def _right(ends: list[tuple], width: int) -> int:
    """How many pixels the names take, in lines of ``width`` characters."""
    return 24 + round(
        LETTER * max(len(line) for end in ends for line in [end[2], *wrapped(end[3], width).split("<br>")])
    )


def _named(ends: list[tuple], width: int, least: float, inside: bool) -> list[dict]:
    """Each line named, in lines of ``width`` characters, at least ``least`` units apart.

    ``inside``: at the line's end, where no goal is near; else beside the plot.
    """
    heights = apart([end[1] for end in ends], least)
    notes = []
    for (period, _, written, name, colour), height in zip(ends, heights, strict=True):
        text = f"<b>{wrapped(name, width)}</b><br>{written}"
        at = {"x": _year(period), "xshift": 12} if inside else {"x": 1, "xref": "paper", "xshift": 6}
        notes.append(label(text, y=height, font={"size": 13, "color": colour}, xanchor="left", **at))
    return notes


def _year(period: pd.Timestamp) -> float:
    return round(period.year + (period.day_of_year - 1) / 365.25, 3)


def _line(era: pd.DataFrame, name: str, colour: str, words: Words, dash: str) -> dict:
    said = [f"{name}, {words.month(row.period)}<br>{marked(row, words)}" for row in era.itertuples()]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [_year(period) for period in era["period"]],
        "y": era["value"].tolist(),
        "line": {"color": colour, "width": 2.5, "dash": dash},
        "marker": {"size": 9, "color": colour, "line": {"color": PAPER, "width": 1.5}},
        "hovertext": said,
        "hoverinfo": "text",
    }


def _goals(goals: pd.DataFrame, aims: list[float], words: Words) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words("Goal"),
        "x": aims,
        "y": goals["value"].tolist(),
        "marker": {"symbol": "diamond", "size": 13, "color": ALERT},
        "cliponaxis": False,
        "hovertext": [
            f"{literal(row.document)}<br>{words.percent(row.value, row.decimals)}" for row in goals.itertuples()
        ],
        "hoverinfo": "text",
    }


def share_ticks(start: int) -> list[int]:
    """The shares named on an axis that begins at ``start`` percent."""
    return [0, 25, 50, 75, 100] if start == 0 else list(range(start, 101, 5 if start > 80 else 10))


def _shares(words: Words, start: int) -> dict:
    ticks = share_ticks(start)
    return value_axis(
        range=[start - BELOW * (TOP - start), TOP], tickvals=ticks, ticktext=[words.percent(tick) for tick in ticks]
    )


def _upright(x: float, colour: str = QUIET, dash: str = "dot") -> dict:
    line = {"color": colour, "width": 1.5, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}


def _quiet() -> dict:
    return {"size": 12.5, "color": QUIET}


def _alert() -> dict:
    return {"size": 13, "color": ALERT}
