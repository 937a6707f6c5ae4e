"""A figure of what returns every year: a wheel of twelve months with what falls in each beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import plotly.graph_objects as go

from radrum.figures.style import ACCENT, GRID, INK, PAPER, QUIET, bare_axis, drawn, label, literal, wrapped

SIDE = 222  # pixels that the words beside the wheel take
CHARACTERS, PHONE = 28, 33  # of a line of them
LINE, HEAD, APART = 17, 20, 12  # pixels of a line, of a month's name, and between two months
OUTER, INNER, COUNTS, NAMES = 1.0, 0.36, 0.6, 0.85  # radii, as shares of the wheel's


@dataclass(frozen=True)
class Month:
    """A month of the wheel: its name, and the title of each thing that falls in it."""

    name: str
    things: tuple[str, ...]

    def lines(self, characters: int) -> list[str]:
        """What falls in it, a line or more a thing."""
        return [wrapped(f"• {literal(title)}", characters) for title in self.things] or ["–"]


def wheel(months: Sequence[Month], now: int) -> go.Figure:
    """The twelve months round a wheel, clockwise from the top, the month ``now`` filled.

    On a phone the months are a list from the top down.
    """
    right, left = list(range(1, 7)), list(range(12, 6, -1))
    height = max(_height([months[n - 1] for n in side]) for side in (right, left))
    height = max(height, 300)
    sectors = [_sector(n, ACCENT if n == now else GRID) for n in range(1, 13)]
    names = [part(months[n - 1], n, n == now) for n in range(1, 13) for part in (_name, _count)]
    words = [*_column(right, months, now, height, 1, 8), *_column(left, months, now, height, 0, -SIDE)]
    rows, bands, tall = _listed(months, now)
    flat = {"automargin": False, "constrain": "domain"}
    return drawn(
        [_middles()],
        height=height,
        narrow={
            "height": tall,
            "shapes": bands,
            "annotations": rows,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "xaxis": bare_axis(range=[8, 9], automargin=False),
            "yaxis": bare_axis(range=[8, 9], automargin=False),
        },
        shapes=sectors,
        annotations=[*names, *words],
        margin={"l": SIDE, "r": SIDE, "t": 0, "b": 0},
        xaxis=bare_axis(range=[-1.03, 1.03], **flat),
        yaxis=bare_axis(range=[-1.03, 1.03], scaleanchor="x", **flat),
    )


def _point(month: float, radius: float) -> tuple[float, float]:
    """Where on the wheel: month 1.0 is the top, and it goes clockwise."""
    angle = (month - 1) / 12 * 2 * pi
    return round(radius * sin(angle), 4), round(radius * cos(angle), 4)


def _sector(month: int, colour: str) -> dict:
    steps = [month + 0.02 + n / 8 * 0.96 for n in range(9)]
    edge = [_point(step, OUTER) for step in steps] + [_point(step, INNER) for step in reversed(steps)]
    path = "M" + "L".join(f"{x},{y}" for x, y in edge) + "Z"
    return {"type": "path", "path": path, "fillcolor": colour, "line": {"width": 0}, "layer": "below"}


def _name(month: Month, number: int, current: bool) -> dict:
    x, y = _point(number + 0.5, NAMES)
    return label(month.name[:3], x, y, font={"size": 11.5, "color": PAPER if current else INK})


def _count(month: Month, number: int, current: bool) -> dict:
    """How many things fall in a month, in the middle of its part of the wheel."""
    x, y = _point(number + 0.5, COUNTS)
    return label(f"<b>{len(month.things) or '–'}</b>", x, y, font={"size": 15, "color": PAPER if current else ACCENT})


def _middles() -> dict:
    """The middles of the months: nothing is seen of them."""
    points = [_point(number + 0.5, COUNTS) for number in range(1, 13)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "marker": {"opacity": 0},
        "hoverinfo": "skip",
    }


def _height(months: Sequence[Month]) -> int:
    return sum(_tall(month, CHARACTERS) + HEAD for month in months) + APART * (len(months) - 1)


def _tall(month: Month, characters: int) -> int:
    return LINE * sum(line.count("<br>") + 1 for line in month.lines(characters))


def _column(numbers: Sequence[int], months: Sequence[Month], now: int, height: int, x: int, shift: int) -> list[dict]:
    """The months of one half of the wheel from the top down, spread over its height."""
    free = height - _height([months[n - 1] for n in numbers])
    between = APART + free / (len(numbers) - 1)
    said, top = [], 0.0
    for number in numbers:
        month = months[number - 1]
        colour = ACCENT if number == now else INK
        things = "<br>".join(month.lines(CHARACTERS))
        text = f"<b><span style='color:{colour}'>{literal(month.name)}</span></b><br>{things}"
        said.append(
            label(
                text,
                x,
                1 - top / height,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="top",
                xshift=shift,
                font={"size": 12.5, "color": INK if month.things else QUIET},
            )
        )
        top += HEAD + _tall(month, CHARACTERS) + between
    return said


def _listed(months: Sequence[Month], now: int) -> tuple[list[dict], list[dict], int]:
    """The months from the top down, for a phone: annotations, a band behind the one that is now, and the height."""
    heights = [_tall(month, PHONE) + 14 for month in months]
    whole = sum(heights)
    said, bands, top = [], [], 0
    for number, (month, height) in enumerate(zip(months, heights, strict=True), start=1):
        at = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        y = 1 - (top + 5) / whole
        current = number == now
        name = f"<b>{literal(month.name[:3])}</b>"
        said.append(label(name, 0, y, xshift=6, font={"size": 13, "color": ACCENT if current else INK}, **at))
        font = {"size": 13, "color": INK if month.things else QUIET}
        said.append(label("<br>".join(month.lines(PHONE)), 0, y, xshift=44, font=font, **at))
        band = {"type": "rect", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1}
        band |= {"y0": 1 - (top + height) / whole, "y1": 1 - top / whole, "layer": "below"}
        bands.append(band | {"fillcolor": GRID if current else PAPER, "line": {"width": 0}})
        top += height
    return said, bands, whole
