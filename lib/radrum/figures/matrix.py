"""Matrices: a row a body or an initiative, a column what it is matched with, a symbol or a letter where they meet."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

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
    SHAPES,
    bare_axis,
    drawn,
    label,
    literal,
    wrapped,
)

WIDE, NARROW = 600, 288  # the least widths, in pixels, that each of the two layouts must fit in
SIZE = 13
LETTER = 0.6  # the width of a letter in its height, on the large side so that no label is cut
LINE = 16
COLUMNS = 5  # the least number that the width is shared among, so that one or two columns stay near their names
RISE = 6  # pixels between the matrix and the first heading

SYMBOLS = {  # any other is a letter
    "circle": SHAPES["reached"],
    "square": "square",
    "cross": SHAPES["refused"],
    "dash": SHAPES["nothing"],
}
# What is drawn of a state, each part a shape or letter, how large it is, its colour and that of its edge.
RING = ("circle", 11, PAPER, ACCENT)
MARKS = {
    "live": (("circle", 12, ACCENT, ACCENT),),
    "started": (RING, ("circle", 4.5, ACCENT, ACCENT)),
    "planned": (RING,),
    "declined": (("cross", 8, INK, INK),),
    "no_answer": (("?", 15, ALERT, ALERT),),
    "not_asked": (("circle", 4, QUIET, QUIET),),
    "not_applicable": (("dash", 9, QUIET, QUIET),),
    "unlisted": (("…", 15, QUIET, QUIET),),
}
MARKS |= {"decided": MARKS["live"], "refused": MARKS["declined"], "asked": MARKS["no_answer"]}
TILES = {
    "accountable": (("square", 16, ACCENT, ACCENT), ("A", 12, PAPER, PAPER)),
    "responsible": (("square", 16, GRID, GRID), ("R", 12, INK, INK)),
    "consulted": (("square", 16, PAPER, FAINT), ("C", 12, INK, INK)),
    "informed": (("square", 16, PAPER, FAINT), ("I", 12, QUIET, QUIET)),
}


def states_by_body(
    cells: pd.DataFrame, names: Sequence[str], headings: Sequence[str], key: Mapping[str, str], sums: Sequence[str]
) -> go.Figure:
    """A row a body and a column a matter, with a symbol for how far the body has come, and the symbols' key above.

    ``cells`` have ``row`` and ``column`` (places from 0), ``state`` (a key of ``MARKS``) and ``said`` (lines to hover).
    ``key`` is what each state that is drawn is called, in order; ``sums`` are the last row: its name, then a text a
    column.
    """
    traces = [
        _symbols(("circle", 15, PAPER, PAPER), cells, len(names)) | _hover(cells)
    ]  # no line runs through a symbol
    for state in key:
        rows = cells[cells["state"] == state]
        traces += [_symbols(part, rows, len(names)) for part in MARKS[state]] if len(rows) else []
    layouts = [_Layout(width, [*names, sums[0]], headings) for width in (WIDE, NARROW)]
    return _matrix(traces, layouts, [layout.keyed(key, MARKS) for layout in layouts], sums[1:])


def letters_by_body(
    cells: pd.DataFrame, names: Sequence[str], headings: Sequence[str], key: Mapping[str, str], sums: Sequence[str]
) -> go.Figure:
    """A row a body and a column an initiative, with the letter of its part on a tile, and the letters' key above.

    ``cells`` have ``row`` and ``column`` (places from 0), ``role`` (a key of ``TILES``) and ``said`` (lines to hover).
    ``key`` is what each part is called; ``sums`` are the last row: its name, then a text a column.
    """
    over = _symbols(("circle", 15, PAPER, PAPER), cells, len(names)) | _hover(cells)
    over |= {"marker": over["marker"] | {"opacity": 0}}
    layouts = [_Layout(width, [*names, sums[0]], headings) for width in (WIDE, NARROW)]
    drawings = []
    for layout in layouts:
        notes, shapes, high = layout.keyed(key, TILES)
        tiles, letters = layout.tiled(cells)
        drawings.append(([*notes, *letters], [*shapes, *tiles], high))
    return _matrix([over], layouts, drawings, sums[1:])


class _Layout:
    """Where the names, the headings and the key of a matrix stand, for a width of so many pixels.

    Headings rise in steps, the last one highest, each ending where its column begins: none is cut or turned.
    """

    def __init__(self, width: int, names: Sequence[str], headings: Sequence[str]):
        small = len(names) > 37  # must fit a printed page
        self.size = SIZE - 1 if small or width == NARROW else SIZE
        self.width, self.rows, self.columns = width, len(names), len(headings)
        self.letter = LETTER * self.size
        beside = 0.5 if width == NARROW else 0.36
        self.names = [wrapped(literal(name), int(beside * width / self.letter)) for name in names]
        self.left = max(self._reach(name) for name in self.names) + 12
        for n, heading in enumerate(headings):  # no word is longer than the room before its column
            longest = max(map(len, heading.split(" "))) * self.letter
            self.left = max(self.left, longest + 10 - (n + 0.5) * self._pitch)
        lines = [name.count("<br>") + 1 for name in self.names]
        closest = max(sum(pair) for pair in pairwise(lines))  # two rows' lines, half of which lie between them
        self.row = (16 if small else 20) if closest == 2 else closest / 2 * LINE + 2
        self.headings = [
            wrapped(literal(heading), int((self.left + (n + 0.5) * self._pitch - 8) / self.letter))
            for n, heading in enumerate(headings)
        ]
        self.steps = [RISE]
        for heading in self.headings:
            self.steps.append(self.steps[-1] + LINE * (heading.count("<br>") + 1) + 3)

    @property
    def _pitch(self) -> float:
        """Pixels from a column to the next."""
        return (self.width - self.left - 8) / max(self.columns, COLUMNS)

    def _reach(self, text: str) -> float:
        return max(map(len, text.split("<br>"))) * self.letter

    def headed(self) -> tuple[list[dict], list[dict]]:
        """The headings, and the line from each down to its column."""
        notes, shapes = [], []
        font = {"size": self.size, "color": INK}
        for n, (heading, low, high) in enumerate(zip(self.headings, self.steps, self.steps[1:], strict=False)):
            placed = {"yref": "paper", "xanchor": "right", "yanchor": "middle", "align": "right", "borderpad": 0}
            notes.append(label(heading, n, 1, xshift=-5, yshift=(low + high) / 2, font=font, **placed))
            shapes.append(
                {"type": "line", "x0": n, "x1": n, "y0": 0, "y1": high - 5, "yref": "paper", "ysizemode": "pixel"}
                | {"yanchor": 1, "line": {"color": QUIET, "width": 1}}
            )
        return notes, shapes

    def keyed(self, key: Mapping[str, str], looks: Mapping[str, tuple]) -> tuple[list[dict], list[dict], float]:
        """What each look means, above the headings: texts, shapes, and the height above the matrix."""
        notes, shapes, places = [], [], []
        lines, x = 1, 0.0
        for said in key.values():
            reach = 26 + len(said) * self.letter
            if x and x + reach > self.width:
                lines, x = lines + 1, 0.0
            places.append((x, lines))
            x += reach
        high = self.steps[-1] + 8 + LINE * 1.25 * lines
        for (name, said), (x, line) in zip(key.items(), places, strict=True):
            across, up = x - self.left + 8, high - LINE * 1.25 * (line - 0.5)
            for part in looks[name]:
                in_key = _in_pixels(part, across, up)
                (notes if "text" in in_key else shapes).append(in_key)
            notes.append(_in_key(literal(said), across + 12, up, self.size, QUIET))
        return notes, shapes, high

    def tiled(self, cells: pd.DataFrame) -> tuple[list[dict], list[dict]]:
        """A tile with a letter at each of the cells."""
        shapes, notes = [], []
        for cell in cells.itertuples():
            (_, _, fill, edge), (letter, _, ink, _) = TILES[cell.role]
            x, y = cell.column, self.rows - 1 - cell.row
            tile = {"type": "rect", "x0": x - 0.46, "x1": x + 0.46, "y0": y - 0.45, "y1": y + 0.45}
            shapes.append(tile | {"fillcolor": fill, "line": {"width": 1 if edge != fill else 0, "color": edge}})
            font = {"size": self.size, "color": ink}
            notes.append(label(f"<b>{letter}</b>", x, y, align="center", font=font, borderpad=0))
        return shapes, notes


def _matrix(traces: list[dict], layouts: list[_Layout], drawings: list[tuple], sums: Sequence[str]) -> go.Figure:
    """The traces under each layout's names and headings, what else is drawn of it, and the sums last."""
    parts = []
    for layout, (notes, shapes, high) in zip(layouts, drawings, strict=True):
        heads, leads = layout.headed()
        places = list(range(layout.rows - 1, -1, -1))
        tracks = [
            {"type": "line", "x0": -0.45, "x1": layout.columns - 0.5, "y0": y, "y1": y, "layer": "below"}
            | {"line": {"color": GRID, "width": 1}}
            for y in places[:-1]
        ]
        font = {"size": layout.size, "color": INK}
        small = font | {"size": 11}
        last = [
            label(
                f"<b>{literal(text)}</b>",
                n,
                0,
                font=small if layout.width == NARROW else font,
                align="center",
                borderpad=0,
            )
            for n, text in enumerate(sums)
        ]
        named = {"tickvals": places, "ticktext": [*layout.names[:-1], f"<b>{layout.names[-1]}</b>"], "tickfont": font}
        span = {"range": [-0.6, places[0] + 0.5], "ticklabelstandoff": 3, "showticklabels": True}
        top = high + 4
        parts.append(
            {
                "height": round(top + layout.row * (layout.rows + 0.1) + 4),
                "margin": {"l": round(layout.left), "r": 8, "t": round(top), "b": 4},
                "annotations": [*notes, *heads, *last],
                "shapes": [*tracks, *leads, *shapes],
                "yaxis": bare_axis(**named, **span),
            }
        )
    wide, narrow = parts
    columns = max(layouts[0].columns, COLUMNS)
    return drawn(traces, narrow=narrow, xaxis=bare_axis(range=[-0.5, columns - 0.5], automargin=False), **wide)


def _hover(cells: pd.DataFrame) -> dict[str, Any]:
    said = ["<br>".join(wrapped(literal(line), 50) for line in lines) for lines in cells["said"]]
    return {"hovertext": said, "hoverinfo": "text"}


def _symbols(part: tuple, cells: pd.DataFrame, rows: int) -> dict[str, Any]:
    """One part of a state's symbol at each of the cells."""
    shape, size, fill, edge = part
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": cells["column"].tolist(),
        "y": (rows - cells["row"]).tolist(),
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    if shape not in SYMBOLS:
        return trace | {
            "mode": "text",
            "text": [f"<b>{shape}</b>"] * len(cells),
            "textfont": {"size": size, "color": fill},
        }
    width = 1.8 if fill != edge else 2 if SYMBOLS[shape] != shape else 0
    return trace | {
        "marker": {"symbol": SYMBOLS[shape], "size": size, "color": fill, "opacity": 1}
        | {"line": {"color": edge, "width": width}}
    }


def _in_key(text: str, x: float, y: float, size: float, colour: str) -> dict[str, Any]:
    """A text of the key, so many pixels from the corner where names and headings meet."""
    placed = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "middle", "borderpad": 0}
    return label(text, 0, 1, xshift=x, yshift=y, font={"size": size, "color": colour}, **placed)


def _in_pixels(part: tuple, x: float, y: float) -> dict[str, Any]:
    """One part of a look in the key."""
    shape, size, fill, edge = part
    half = size / 2
    if shape not in SYMBOLS:
        return _in_key(f"<b>{shape}</b>", x, y, size, fill) | {"xanchor": "center"}
    placed = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 1}
    if shape in ("cross", "dash"):
        low, top = (y - half, y + half) if shape == "cross" else (y, y)
        path = f"M {x - half},{low} L {x + half},{top}"
        path += f" M {x - half},{top} L {x + half},{low}" if shape == "cross" else ""
        return placed | {"type": "path", "path": path, "line": {"color": edge, "width": 2}}
    kind = "rect" if shape == "square" else "circle"
    bounds = {"x0": x - half, "x1": x + half, "y0": y - half, "y1": y + half}
    line = {"color": edge, "width": 1.8 if fill != edge else 0}
    return placed | bounds | {"type": kind, "fillcolor": fill, "line": line}
