"""Rows of areas from the top down, as close as there are many: names to the left, a column of numbers to the right."""

from collections.abc import Sequence
from typing import Any

from radrum.figures.style import INK, QUIET, label, literal, value_axis

STEPS = ((12, 30, 14), (26, 23, 13), (1000, 16, 11.5))  # of so many rows: the pixels a row, the size of its letters
LINE = 19  # pixels of a line of text above the rows
LETTER = 0.56  # the width of a letter in its height
FOOT = 30  # pixels below the rows, for the axis


def step(many: int) -> int:
    """How many pixels high each of so many rows is: half a hundred of them go on a printed page."""
    return next(pixels for most, pixels, _ in STEPS if many <= most)


def size(many: int) -> float:
    """How large the letters of each of so many rows are."""
    return next(letters for most, _, letters in STEPS if many <= most)


def places(many: int) -> list[int]:
    """Where the rows are on the y axis, the first at the top."""
    return list(range(many, 0, -1))


def laid_out(names: Sequence[str], *, above: int, right: int, bold: Sequence[bool] = (), foot: int = FOOT) -> dict:
    """The height, the margins and the y axis of such rows, with ``above`` and ``right`` pixels for texts around them.

    ``bold`` says which names are set apart.
    """
    many = len(names)
    marked = bold or [False] * many
    written = [
        f"<b>{literal(name)}</b>" if strong else literal(name) for name, strong in zip(names, marked, strict=True)
    ]
    return {
        "height": above + step(many) * many + foot,
        "margin": {"l": 8, "r": right, "t": above, "b": foot},
        "yaxis": value_axis(
            range=[0.5, many + 0.5],
            tickvals=places(many),
            ticktext=written,
            showgrid=False,
            tickfont={"color": INK, "size": size(many)},
            ticks="outside",
            tickcolor="rgba(0,0,0,0)",
            ticklen=5,
        ),
    }


def column(
    texts: Sequence[str], right: int, *, heading: str = "", bold: Sequence[bool] = (), up: int = 0
) -> list[dict[str, Any]]:
    """Numbers beside the rows, their right edge ``right`` pixels from the plot, with a heading ``up`` pixels above."""
    many = len(texts)
    marked = bold or [False] * many
    placed = {"xref": "paper", "xanchor": "right", "xshift": right, "align": "right", "borderpad": 0}
    notes = [
        label(f"<b>{text}</b>" if strong else text, 1, y, font={"size": size(many), "color": INK}, **placed)
        for text, y, strong in zip(texts, places(many), marked, strict=True)
        if text
    ]
    if heading:
        font = {"size": 12.5, "color": QUIET}
        notes.append(label(heading, 1, 1, yref="paper", yanchor="bottom", yshift=up, font=font, **placed))
    return notes


def wide(texts: Sequence[str]) -> int:
    """How many pixels a column takes that holds the longest of the texts."""
    return 12 + round(LETTER * size(len(texts)) * max(map(len, texts)))


def above_rows(text: str, right: int, up: int) -> dict[str, Any]:
    """A line of text above the rows, from the right edge of the chart, so that it has the names' room too."""
    placed = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom", "borderpad": 0}
    return label(text, 1, 1, xshift=right, yshift=up, align="right", font={"size": 12.5, "color": QUIET}, **placed)


def upright(x: float, colour: str = QUIET, dash: str = "dot", *, over: float = 0) -> dict[str, Any]:
    """A line across all rows at a value."""
    line = {"color": colour, "width": 1.5, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1 + over, "yref": "paper", "line": line, "layer": "below"}


def between(x: float, other: float, y: float, colour: str, width: float = 3) -> dict[str, Any]:
    """A line in a row from one value to another."""
    line = {"color": colour, "width": width}
    return {"type": "line", "x0": x, "x1": other, "y0": y, "y1": y, "line": line, "layer": "below"}


def marks(
    x: list[float], y: list[int], marker: dict[str, Any], names: Sequence[str], written: Sequence[str]
) -> dict[str, Any]:
    """Marks in rows, which say their name and what is ``written`` when they are pointed at."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": marker,
        "hovertext": [f"{literal(name)}<br>{value}" for name, value in zip(names, written, strict=True)],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def key(signs: Sequence[tuple[str, str, str]]) -> str:
    """What each sign in its colour means, on one line."""
    return "    ".join(f"<span style='color:{colour}'>{sign}</span> {said}" for sign, colour, said in signs)
