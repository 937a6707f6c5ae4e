"""Figures of plans: from when to when, as first planned and as planned now."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.calendar import day_of_report
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

LINE = 17
BAR = 9
BELOW = 9  # pixels from the middle of a bar to the line of the first plan
BEFORE, AFTER = pd.DateOffset(years=4), pd.DateOffset(years=5)
MONTHS_UNTIL = 800  # days; a longer axis is marked by years
PHONE, PAGE = 45, 104  # characters of a line
START, STOP = "\ue000", "\ue001"  # around what a label says in the colour of alarm


def plans(rows: pd.DataFrame, steps: pd.DataFrame, said: Sequence[str], as_of: pd.Timestamp, words: Words) -> go.Figure:
    """A row an initiative: its words above a bar from start to end, its dated steps as marks, ``as_of`` a dotted line.

    ``rows`` have ``title``, ``start_earliest``, ``start_latest``, ``end_earliest``, ``end_latest``, ``ongoing`` (it
    goes on without an end), ``first_last`` (the last day as first planned; missing where it was never another) and
    ``later`` (what ``said`` tells is an alarm). ``steps`` have ``row`` (which of ``rows``, from 0), ``day``, ``kind``,
    ``done`` and ``text``. What the words leave open is pale, what they do not say is dotted.
    """
    start, end = _reach(rows, steps, as_of)
    places = list(range(len(rows), 0, -1))
    length = end - start
    bars, arrows = [], []
    for y, row in zip(places, rows.itertuples(), strict=True):
        bars += _bar(row, y, start, end, as_of)
        if row.ongoing:
            arrows.append(y)
    marks = [_steps(steps, places, start)] if len(steps) else []
    onward = {
        "type": "scatter",
        "mode": "markers",
        "x": [_written(end)] * len(arrows),
        "y": arrows,
        "marker": {"symbol": SHAPES["onward"], "size": 15, "color": ACCENT},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    seen = {"type": "scatter", "mode": "markers", "x": [_written(start)] * len(places), "y": places}
    hidden = seen | {"marker": {"opacity": 0}, "hoverinfo": "skip"}
    wide, narrow = ([_told(row, text, width) for row, text in _pairs(rows, said)] for width in (PAGE, PHONE))
    first = [_first_plan(rows, places, start, length, _row(texts)) for texts in (wide, narrow)]
    today = day_of_report(as_of, start, end, words)
    return drawn(
        [hidden, onward, *marks] if arrows else [hidden, *marks],
        height=_height(wide),
        narrow={
            "height": _height(narrow),
            "annotations": [today, *_labels(narrow, places)],
            "shapes": [_line_of(as_of), *bars, *first[1]],
        },
        shapes=[_line_of(as_of), *bars, *first[0]],
        annotations=[today, *_labels(wide, places)],
        margin={"l": 8, "r": 20, "t": 24, "b": 8},
        xaxis=_axis(start, end, words),
        yaxis=bare_axis(range=[0.55, len(rows) + 0.95], automargin=False),
    )


def moves(rows: pd.DataFrame, said: Sequence[str], as_of: pd.Timestamp, words: Words) -> go.Figure:
    """A row a step that was moved: a ring on the last day as first planned, a mark on that planned now.

    ``rows`` have ``title``, ``kind``, ``first_last``, ``newest_last``, ``is_done`` and ``later``; ``said`` is a
    text for each.
    """
    places = list(range(len(rows), 0, -1))
    days = pd.concat([rows["first_last"], rows["newest_last"], pd.Series([as_of])])
    margin = (days.max() - days.min()) * 0.03 + pd.Timedelta(days=4)
    start, end = days.min() - margin, days.max() + margin
    colours = [ALERT if later else ACCENT for later in rows["later"]]
    lines = [
        _line(row.first_last, row.newest_last, y, colour, 3)
        for y, row, colour in zip(places, rows.itertuples(), colours, strict=True)
    ]
    hover = [literal(f"{title}: {text}") for title, text in zip(rows["title"], said, strict=True)]
    first = {
        "type": "scatter",
        "mode": "markers",
        "x": [_written(day) for day in rows["first_last"]],
        "y": places,
        "marker": {"symbol": SHAPES["reached"], "size": 10, "color": PAPER, "line": {"width": 2, "color": QUIET}},
        "hovertext": hover,
        "hoverinfo": "text",
    }
    now = first | {
        "x": [_written(day) for day in rows["newest_last"]],
        "marker": {
            "symbol": [SHAPES[kind] for kind in rows["kind"]],
            "size": 14,
            "color": [colour if done else PAPER for colour, done in zip(colours, rows["is_done"], strict=True)],
            "line": {"width": 2.5, "color": colours},
        },
    }
    wide, narrow = ([_told(row, text, width) for row, text in _pairs(rows, said)] for width in (PAGE, PHONE))
    today = day_of_report(as_of, start, end, words)
    return drawn(
        [first, now],
        height=_height(wide),
        narrow={"height": _height(narrow), "annotations": [today, *_labels(narrow, places)]},
        shapes=[_line_of(as_of), *lines],
        annotations=[today, *_labels(wide, places)],
        margin={"l": 8, "r": 20, "t": 24, "b": 8},
        xaxis=_axis(start, end, words),
        yaxis=bare_axis(range=[0.55, len(rows) + 0.95], automargin=False),
    )


def _pairs(rows: pd.DataFrame, said: Sequence[str]) -> list[tuple]:
    return list(zip(rows.itertuples(), said, strict=True))


def _reach(rows: pd.DataFrame, steps: pd.DataFrame, as_of: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day of the axis: all that is planned, within four years back and five ahead."""
    columns = ("start_earliest", "start_latest", "end_earliest", "end_latest", "first_last")
    days = pd.concat([*(rows[column] for column in columns), steps["day"], pd.Series([as_of])]).dropna()
    first, last = max(days.min(), as_of - BEFORE), min(days.max(), as_of + AFTER)
    margin = (last - first) * 0.03 + pd.Timedelta(days=5)
    return first - margin, last + margin


def _bar(row: tuple, y: int, start: pd.Timestamp, end: pd.Timestamp, as_of: pd.Timestamp) -> list[dict]:
    """The bar in its parts: pale where the words give a range, dotted where they say nothing."""
    tail = (end - start) * 0.07
    least = (end - start) * 0.006
    begins = _either(row.start_earliest, row.start_latest)
    ends = end if row.ongoing else _either(row.end_latest, row.end_earliest)
    if pd.isna(begins) and pd.isna(ends):
        return []
    parts = []
    if pd.isna(begins):
        begins = min(as_of, ends) if row.ongoing else ends - 2 * least
        parts.append(_line(begins - tail, begins, y, ACCENT, 3, dash="dot"))
    if pd.isna(ends):
        ends = max(_either(row.start_latest, row.start_earliest), begins + 2 * least)
        parts.append(_line(ends, ends + tail, y, ACCENT, 3, dash="dot"))
    if ends - begins < 2 * least:
        begins, ends = begins - least, ends + least
    sure = [_either(row.start_latest, begins), begins]
    until = [ends if row.ongoing else _either(row.end_earliest, ends), ends]
    first, last = max(sure), min(until)
    if first >= last:
        return [*parts, _line(begins, ends, y, ACCENT, BAR, opacity=0.4)]
    pale = [(begins, first)] if first > begins else []
    pale += [(last, ends)] if last < ends else []
    parts += [_line(one, other, y, ACCENT, BAR, opacity=0.4) for one, other in pale]
    return [*parts, _line(first, last, y, ACCENT, BAR)]


def _either(one: pd.Timestamp, other: pd.Timestamp) -> pd.Timestamp:
    return other if pd.isna(one) else one


def _first_plan(
    rows: pd.DataFrame, places: list[int], start: pd.Timestamp, length: pd.Timedelta, row_height: int
) -> list[dict]:
    """A thin line below the bar of what was re-planned: until when it was first to last, with a stop at its end."""
    drawn_lines = []
    for y, row in zip(places, rows.itertuples(), strict=True):
        if pd.isna(row.first_last):
            continue
        at, stop = y - BELOW / row_height, 4 / row_height
        begins = _either(_either(row.start_earliest, row.start_latest), row.first_last - length * 0.07)
        drawn_lines.append(_line(max(begins, start), row.first_last, at, QUIET, 2))
        edge = _line(row.first_last, row.first_last, at, QUIET, 2)
        drawn_lines.append(edge | {"y0": at - stop, "y1": at + stop})
    return drawn_lines


def _steps(steps: pd.DataFrame, places: list[int], start: pd.Timestamp) -> dict:
    shown = steps[steps["day"] >= start]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_written(day) for day in shown["day"]],
        "y": [places[row] for row in shown["row"]],
        "marker": {
            "symbol": [SHAPES[kind] for kind in shown["kind"]],
            "size": [15 if kind == "suggested" else 13 for kind in shown["kind"]],
            "color": [INK if done else PAPER for done in shown["done"]],
            "line": {"width": 1.5, "color": INK},
            "opacity": 1,
        },
        "hovertext": [literal(text) for text in shown["text"]],
        "hoverinfo": "text",
    }


def _told(row: tuple, text: str, width: int) -> str:
    """The label above a row: its title, and after it what is said of it, in colour where that is an alarm."""
    said = f"{row.title}: {START}{text}{STOP}" if text else row.title
    tone = f"<span style='color:{ALERT if row.later else QUIET}'>"
    return wrapped(literal(said), width).replace(START, tone).replace(STOP, "</span>")


def _row(texts: Sequence[str]) -> int:
    """Pixels of a row, as high as the text with most lines asks."""
    return 34 + LINE * max(text.count("<br>") + 1 for text in texts)


def _height(texts: Sequence[str]) -> int:
    return len(texts) * _row(texts) + 58


def _labels(texts: Sequence[str], places: Sequence[int]) -> list[dict]:
    placed = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 10, "xshift": -4, "borderpad": 1}
    small = {"size": 13, "color": INK}
    return [label(text, 0, y, font=small, bgcolor=PAPER, **placed) for text, y in zip(texts, places, strict=True)]


def _line_of(as_of: pd.Timestamp) -> dict:
    day, line = _written(as_of), {"color": QUIET, "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}


def _line(
    one: pd.Timestamp, other: pd.Timestamp, y: float, colour: str, width: float, dash: str = "solid", opacity: float = 1
) -> dict:
    line = {"color": colour, "width": width, "dash": dash}
    ends = {"x0": _written(one), "x1": _written(other), "y0": y, "y1": y}
    return {"type": "line", "line": line, "opacity": opacity, "layer": "between"} | ends


def _axis(start: pd.Timestamp, end: pd.Timestamp, words: Words) -> dict:
    """Quarters by their first month, or years where the axis is long."""
    if (end - start).days <= MONTHS_UNTIL:
        ticks = pd.date_range(start, end, freq="QS")
        named = [words.short_month(day, year=n == 0 or day.year != ticks[n - 1].year) for n, day in enumerate(ticks)]
    else:
        ticks = pd.date_range(start, end, freq="YS")
        ticks = ticks[:: max(1, -(-len(ticks) // 10))]
        named = [str(day.year) for day in ticks]
    shown = {"tickvals": [_written(day) for day in ticks], "ticktext": named}
    return value_axis(type="date", range=[_written(start), _written(end)], **shown)


def _written(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"
