"""A figure of any indicator: a line an area over time, named where it ends."""

from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import ACCENT, PAPER, QUIET, apart, drawn, label, literal, value_axis, wrapped

HIGH = 340
LETTERS = (40, 13)  # of a line of a label, on a wide page and on a phone
LINE = 16  # pixels of it
ROOM = (0.26, 0.62)  # of the years shown, for the names


def indicator_over_time(
    values: pd.DataFrame,
    names: dict[str, str],
    mine: str,
    written: Callable[[float, int], str],
    ticks: Sequence[float],
) -> go.Figure:
    """A line an area over the years, cut where the definition changed; the area ``mine`` is in colour.

    ``values`` have ``area``, ``period``, ``value``, ``decimals`` and ``era``; ``written`` writes a value with so many
    decimals, and the axis is named at ``ticks``, the first and the last of which are its ends.
    """
    traces, ends = [], []
    for area in sorted(dict.fromkeys(values["area"]), key=lambda area: area == mine):
        rows = values[values["area"] == area].sort_values("period")
        for _, era in rows.groupby("era", sort=True):
            traces.append(_line(era, names[area], area == mine, written))
        last = rows.iloc[-1]
        said = written(last["value"], int(last["decimals"]))
        ends.append((_year(last["period"]), last["value"], names[area], said, area == mine))
    years = [_year(period) for period in values["period"]]
    first, last, span = min(years), max(years), max(max(years) - min(years), 1)
    low, high = ticks[0], ticks[-1]
    places = sorted({first, last})
    base = {
        "showgrid": False,
        "automargin": False,
        "tickvals": places,
        "ticktext": [str(int(year)) for year in places],
    }
    wide, narrow = (
        {
            "annotations": _named(ends, letters, (high - low) * LINE / (HIGH - 52)),
            "xaxis": value_axis(range=[first - 0.03 * span, last + room * span], **base),
        }
        for letters, room in zip(LETTERS, ROOM, strict=True)
    )
    decimals = 0 if all(float(tick).is_integer() for tick in ticks) else 2
    return drawn(
        traces,
        height=HIGH,
        narrow=narrow,
        margin={"l": 8, "r": 8, "t": 26, "b": 26},
        yaxis=value_axis(
            range=[low - 0.02 * (high - low), high + 0.02 * (high - low)],
            tickvals=list(ticks),
            ticktext=[written(tick, decimals) for tick in ticks],
        ),
        **wide,
    )


def _year(period: pd.Timestamp) -> float:
    return round(period.year + (period.day_of_year - 1) / 365.25, 3)


def _line(rows: pd.DataFrame, name: str, mine: bool, written: Callable[[float, int], str]) -> dict:
    colour = ACCENT if mine else QUIET
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [_year(period) for period in rows["period"]],
        "y": rows["value"].tolist(),
        "line": {"color": colour, "width": 3 if mine else 1.75},
        "marker": {"size": 8 if mine else 6, "color": colour, "line": {"color": PAPER, "width": 1}},
        "hovertext": [
            f"{literal(name)} {row.period.year}<br>{written(row.value, int(row.decimals))}" for row in rows.itertuples()
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _named(ends: list[tuple], letters: int, line: float) -> list[dict]:
    """Each line named where it ends, with its newest value; a line of a label is ``line`` high in the axis's unit."""
    texts = [wrapped(f"{literal(name)} {said}", letters) for _, _, name, said, _ in ends]
    heights = apart([end[1] for end in ends], line * (0.3 + max(text.count("<br>") + 1 for text in texts)))
    notes = []
    for (year, _, _, _, mine), text, height in zip(ends, texts, heights, strict=True):
        font = {"size": 13, "color": ACCENT if mine else QUIET}
        strong = f"<b>{text}</b>" if mine else text
        notes.append(label(strong, year, height, xanchor="left", xshift=10, font=font, borderpad=0, bgcolor=PAPER))
    return notes
