"""Figures of how many bodies stand where: a bar of segments, each with its number, and what they are in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from radrum.figures.key import NARROW, UPRIGHT, WIDE, swatches
from radrum.figures.style import (
    ACCENT,
    ALERT,
    GRID,
    INK,
    PAPER,
    QUIET,
    bare_axis,
    drawn,
    label,
    literal,
    value_axis,
    wrapped,
)
from radrum.words import Words

BAR = 24  # pixels
LINE = 17
LEAST = {False: 3.5, True: 7.5}  # the share, in percent, from which a segment has room for its number; on a phone more
# What fills a segment: its colour, the colour of its edge and its number, and the hatching where it has one.
FILLS = {
    "live": (ACCENT, ACCENT, PAPER, ""),
    "started": (ACCENT, ACCENT, INK, "/"),
    "planned": (PAPER, ACCENT, INK, ""),
    "declined": (QUIET, QUIET, INK, "-"),
    "no_answer": (ALERT, ALERT, INK, "x"),
    "not_asked": (GRID, QUIET, INK, ""),
    "unlisted": (QUIET, QUIET, INK, "\\"),
    "most": (ACCENT, ACCENT, PAPER, ""),
    "other": (GRID, QUIET, INK, ""),
}


@dataclass(frozen=True)
class Bar:
    """One bar: its title, what stands in quiet beside it, its segments in order, what they are in words, its goal.

    A segment is a key of ``FILLS`` and a number of bodies; ``goal`` is a number of bodies too.
    """

    title: str
    aside: str
    segments: Sequence[tuple[str, int]]
    said: str
    goal: int | None = None


def segmented_bars(bars: Sequence[Bar], key: Mapping[str, str], words: Words) -> go.Figure:
    """A bar a thing, as long as all whom it concerns, cut into segments; the goal is an upright line across it.

    ``key`` is what each segment that is drawn is called, in order, and ``goal`` where a bar has one.
    """
    places = list(range(len(bars), 0, -1))
    layouts = [_layout(bars, places, key, words, narrow=narrow) for narrow in (False, True)]
    ticks = [0, 25, 50, 75, 100]
    return drawn(
        _segments(bars, places),
        narrow=layouts[1],
        barmode="stack",
        xaxis=value_axis(
            range=[0, 100.4], tickvals=ticks, ticktext=[words.percent(tick) for tick in ticks], showgrid=False
        ),
        **layouts[0],
    )


def _segments(bars: Sequence[Bar], places: Sequence[int]) -> list[dict]:
    """A trace for each place in the row of segments, so that they stack in the order given."""
    traces = []
    for n in range(max(len(bar.segments) for bar in bars)):
        chosen = [(bar, y) for bar, y in zip(bars, places, strict=True) if n < len(bar.segments)]
        fills = [FILLS[bar.segments[n][0]] for bar, _ in chosen]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "x": [_share(bar, bar.segments[n][1]) for bar, _ in chosen],
                "y": [y for _, y in chosen],
                "width": 0.3,
                "hovertext": [f"<b>{literal(bar.title)}</b><br>{literal(bar.said)}" for bar, _ in chosen],
                "hoverinfo": "text",
                "marker": {
                    "color": [colour for colour, *_ in fills],
                    "line": {"color": [edge for _, edge, *_ in fills], "width": 1},
                    "pattern": {
                        "shape": [shape for *_, shape in fills],
                        "fillmode": "replace",
                        "size": 7,
                        "solidity": 0.35,
                        "fgcolor": [colour for colour, *_ in fills],
                        "bgcolor": PAPER,
                    },
                },
            }
        )
    return traces


def _share(bar: Bar, n: int) -> float:
    return n / sum(many for _, many in bar.segments) * 100


def _clear(start: float, share: float, goal: float | None) -> tuple[float, float]:
    """The middle and the width of what the goal's line leaves of a segment, where it cuts it of the larger part."""
    end = start + share
    if goal is None or not start < goal < end:
        return (start + end) / 2, share
    low, high = (start, goal) if goal - start >= end - goal else (goal, end)
    return (low + high) / 2, high - low


def _layout(bars: Sequence[Bar], places: Sequence[int], key: Mapping[str, str], words: Words, *, narrow: bool) -> dict:
    """What differs between a phone and a wider page: heights, where the lines break, which numbers have room."""
    above = [wrapped(literal(bar.title), 30 if narrow else 66) for bar in bars]
    asides = [wrapped(literal(bar.aside), 35 if narrow else 74) for bar in bars]
    below = [wrapped(literal(bar.said), 37 if narrow else 80) for bar in bars]
    heads = [f"<b>{head}</b>" + (f"<br>{aside}" if aside else "") for head, aside in zip(above, asides, strict=True)]
    over, under = (LINE * max(text.count("<br>") + 1 for text in texts) for texts in (heads, below))
    pitch = over + under + BAR + 34
    half = 0.15 * pitch  # a bar is 0.3 of the way to the next
    looks = {UPRIGHT if name == "goal" else name: said for name, said in key.items()}
    notes, shapes, high = swatches(looks, FILLS, NARROW if narrow else WIDE)
    for bar, y, head, foot in zip(bars, places, heads, below, strict=True):
        placed = {"xanchor": "left", "borderpad": 0}
        notes.append(label(head, 0, y, yanchor="bottom", yshift=half + 5, font={"size": 13.5, "color": INK}, **placed))
        notes.append(label(foot, 0, y, yanchor="top", yshift=-half - 5, font={"size": 12.5, "color": QUIET}, **placed))
        start = 0.0
        for look, many in bar.segments:
            share = _share(bar, many)
            middle, room = _clear(start, share, None if bar.goal is None else _share(bar, bar.goal))
            if room >= LEAST[narrow] * len(words.number(many)) ** 0.5:
                _, _, ink, hatched = FILLS[look]
                font = {"size": 13, "color": ink}
                ground = {"bgcolor": PAPER, "borderpad": 1} if hatched else {"borderpad": 0}
                notes.append(label(f"<b>{words.number(many)}</b>", middle, y, font=font, **ground))
            start += share
        if bar.goal is not None:
            at = min(_share(bar, bar.goal), 100)
            placed = {"ysizemode": "pixel", "yanchor": y, "y0": -half - 4, "y1": half + 4}
            for colour, width in ((PAPER, 7), (INK, 3)):  # set off from whatever it crosses
                line = {"color": colour, "width": width}
                shapes.append({"type": "line", "x0": at, "x1": at, "line": line, **placed})
    return {
        "height": round(pitch * len(bars) + 34 + high),
        "margin": {"l": 4, "r": 22, "t": 4 + high, "b": 4},
        "annotations": notes,
        "shapes": shapes,
        "yaxis": bare_axis(range=[1 - (under + 8) / pitch - 0.15, len(bars) + (over + 10) / pitch + 0.15]),
    }
