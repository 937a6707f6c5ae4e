"""Figures of an index of countries."""

from collections.abc import Callable
from math import ceil, floor

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.panels import Line, Panel, Scale, panels
from radrum.figures.style import ACCENT, ALERT, INK, QUIET, apart, drawn, label, value_axis
from radrum.words import Words


def index_over_time(values: pd.DataFrame, names: dict[str, str], mine: str, words: Words) -> go.Figure:
    """A line a country over the years, named where it ends; the country ``mine`` is in colour.

    ``values`` have ``mark``, which is written after a value.
    """
    countries = sorted(dict.fromkeys(values["area"]), key=lambda area: area == mine)
    low, high = values["value"].min(), values["value"].max()
    span = max(high - low, 0.01)
    traces, ends = [], []
    for area in countries:
        rows = values[values["area"] == area]
        colour = ACCENT if area == mine else QUIET
        said = [
            f"{names[area]} {row.period.year}<br>{words.number(row.value, row.decimals)}{row.mark}"
            for row in rows.itertuples()
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": names[area],
                "x": [period.year for period in rows["period"]],
                "y": rows["value"].tolist(),
                "line": {"color": colour, "width": 3.5 if area == mine else 1.75},
                "marker": {"size": 8 if area == mine else 6, "color": colour},
                "hovertext": said,
                "hoverinfo": "text",
            }
        )
        last = rows.iloc[-1]
        ends.append(
            (area, last["period"].year, last["value"], words.number(last["value"], last["decimals"]) + last["mark"])
        )
    heights = apart([end[2] for end in ends], span * 0.075)
    notes = []
    for (area, year, _, written), height in zip(ends, heights, strict=True):
        text = f"{names[area]} {written}"
        shade = {"size": 14, "color": ACCENT if area == mine else INK}
        notes.append(
            label(f"<b>{text}</b>" if area == mine else text, year, height, xanchor="left", xshift=8, font=shade)
        )
    years = sorted({period.year for period in values["period"]})
    ticks = [tick / 10 for tick in range(int(low * 10), int(high * 10) + 2)]
    return drawn(
        traces,
        height=400,
        annotations=notes,
        margin={"l": 8, "r": 130, "t": 8, "b": 8},
        xaxis=value_axis(
            range=[years[0] - 0.1, years[-1] + 0.03],
            tickvals=years,
            ticktext=[str(year) for year in years],
            showgrid=False,
        ),
        yaxis=value_axis(
            range=[low - span * 0.06, high + span * 0.08],
            tickvals=ticks,
            ticktext=[words.number(tick, 1) for tick in ticks],
        ),
    )


def index_changes(rows: pd.DataFrame, names: dict[str, str], mine: str, words: Words) -> go.Figure:
    """A bar a country, from nought to its change in a year; falls in the alert colour, the country ``mine`` in bold.

    ``rows`` have ``mark``, which is written after a change.
    """
    places = list(range(len(rows), 0, -1))
    colours = [ALERT if row.change < 0 else QUIET for row in rows.itertuples()]
    written = [
        ("+" if row.change > 0 else "") + words.number(row.change, row.decimals) + row.mark for row in rows.itertuples()
    ]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": rows["change"].tolist(),
        "y": places,
        "width": 0.5,
        "marker": {"color": colours},
        "hovertext": [f"{names[row.area]}<br>{text}" for row, text in zip(rows.itertuples(), written, strict=True)],
        "hoverinfo": "text",
    }
    notes = []
    for y, row, text in zip(places, rows.itertuples(), written, strict=True):
        side = {"xanchor": "right", "xshift": -6} if row.change < 0 else {"xanchor": "left", "xshift": 6}
        notes.append(label(f"<b>{text}</b>" if row.area == mine else text, row.change, y, **side))
    span = rows["change"].abs().max()
    zero = {"type": "line", "x0": 0, "x1": 0, "y0": 0.5, "y1": len(rows) + 0.5, "line": {"color": INK, "width": 1}}
    countries = [f"<b>{names[area]}</b>" if area == mine else names[area] for area in rows["area"]]
    low, high = min(0, rows["change"].min()), max(0, rows["change"].max())
    bare = value_axis(showticklabels=False, showgrid=False)
    return drawn(
        [trace],
        height=30 + 44 * len(rows),
        narrow={"xaxis": bare | {"range": [low - span * 0.7, high + span * 0.6]}},
        shapes=[zero],
        annotations=notes,
        xaxis=bare | {"range": [low - span * 0.42, high + span * 0.34]},
        yaxis=value_axis(
            range=[0.4, len(rows) + 0.6],
            tickvals=places,
            ticktext=countries,
            showgrid=False,
            tickfont={"size": 14, "color": INK},
            ticks="outside",
            tickcolor="rgba(0,0,0,0)",
            ticklen=6,
        ),
    )


def index_dimensions(
    rows: pd.DataFrame,
    names: dict[str, str],
    mine: str,
    called: Callable[[str], str],
    high: tuple[int, int],
    words: Words,
) -> go.Figure:
    """A panel a part of an index, with a line a country named where it ends; the country ``mine`` is in colour.

    ``rows`` have ``dimension``, which ``called`` names, and ``mark``, which is written after a value; ``high`` are
    pixels a panel, on a wide page and on a phone.
    """
    shown = []
    for dimension, part in rows.groupby("dimension", sort=True):
        lines = []
        for area, own in part.groupby("area", sort=False):
            own = own.sort_values("period")
            said = [
                f"{names[area]} {row.period.year}<br>{words.number(row.value, row.decimals)}{row.mark}"
                for row in own.itertuples()
            ]
            last = words.number(own["value"].iloc[-1], min(int(own["decimals"].iloc[-1]), 2)) + own["mark"].iloc[-1]
            years = [period.year for period in own["period"]]
            lines.append(Line(years, own["value"].tolist(), said, area == mine, end=f"{names[area]} {last}"))
        shown.append(Panel(words.sentence(called(dimension)), "", lines))
    low, top = floor(rows["value"].min() * 10) / 10, ceil(rows["value"].max() * 10) / 10
    first, last = rows["period"].min().year, rows["period"].max().year
    ticks = [low, top] if top - low < 0.35 else [low, round((low + top) / 2, 2), top]
    room = 0.02 * max(top - low, 0.1)
    return panels(
        shown,
        Scale((first - 0.1, last + 0.75 * max(last - first, 1)), sorted({first, last}), [str(first), str(last)]),
        Scale((low - room, top + room), ticks, [words.number(tick, 1) for tick in ticks]),
        columns=(3, 1),
        high=high,
    )
