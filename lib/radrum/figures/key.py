"""A drawn key above bars: what each filling is, in lines as long as the page is wide."""

from collections.abc import Mapping
from typing import Any

from radrum.figures.style import INK, QUIET, label, literal

WIDE, NARROW = 600, 288  # the least widths, in pixels, that a key must fit in
SIZE = 12.5
LETTER = 0.56  # the width of a letter in its height, on the large side so that no label is cut
ACROSS, DOWN, LINE = 20, 12, 20  # pixels of a swatch, and of a line of the key
HATCHES = {"/": ("/",), "\\": ("\\",), "x": ("/", "\\"), "-": ("-",)}
STEP = 5  # pixels between the lines of a hatching
UPRIGHT = "upright"  # a line across the bars, as a goal is drawn


def swatches(
    key: Mapping[str, str], fills: Mapping[str, tuple[str, str, str, str]], width: int
) -> tuple[list[dict], list[dict], int]:
    """The texts and the shapes of the key, and how many pixels it takes above the bars.

    ``key`` is what each filling (a key of ``fills``, or ``UPRIGHT``) is called, in order; ``fills`` hold its colour,
    that of its edge, that of a text upon it, and its hatching.
    """
    places, lines, x = [], 1, 0.0
    for said in key.values():
        reach = ACROSS + 22 + len(said) * SIZE * LETTER
        if x and x + reach > width:
            lines, x = lines + 1, 0.0
        places.append((x, lines))
        x += reach
    high = lines * LINE + 8 if key else 0
    notes, shapes = [], []
    for (name, said), (x, line) in zip(key.items(), places, strict=True):
        up = high - LINE * (line - 0.5)
        shapes += _upright(x, up) if name == UPRIGHT else _swatch(fills[name], x, up)
        placed = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "middle", "borderpad": 0}
        font = {"size": SIZE, "color": QUIET}
        notes.append(label(literal(said), 0, 1, xshift=x + ACROSS + 6, yshift=up, font=font, **placed))
    return notes, shapes, high


def _placed() -> dict[str, Any]:
    """In pixels from the upper left corner of the bars."""
    return {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 1}


def _upright(x: float, y: float) -> list[dict]:
    ends = {"x0": x + ACROSS / 2, "x1": x + ACROSS / 2, "y0": y - DOWN / 2 - 2, "y1": y + DOWN / 2 + 2}
    return [_placed() | {"type": "line", "line": {"color": INK, "width": 3}} | ends]


def _swatch(fill: tuple[str, str, str, str], x: float, y: float) -> list[dict]:
    colour, edge, _, hatched = fill
    low, high = y - DOWN / 2, y + DOWN / 2
    box = _placed() | {"type": "rect", "x0": x, "x1": x + ACROSS, "y0": low, "y1": high}
    box |= {"line": {"color": edge, "width": 1}} | ({} if hatched else {"fillcolor": colour})
    if not hatched:
        return [box]
    return [box, _placed() | {"type": "path", "path": _lines(hatched, x, low), "line": {"color": colour, "width": 1.7}}]


def _lines(hatched: str, x: float, low: float) -> str:
    """The hatching of a swatch as a path, each line cut at the swatch's edges."""
    parts = []
    for way in HATCHES[hatched]:
        if way == "-":
            parts += [f"M {x},{low + up} L {x + ACROSS},{low + up}" for up in (DOWN / 4, DOWN / 2, DOWN * 3 / 4)]
            continue
        for start in range(STEP - DOWN, ACROSS, STEP):
            first, last = max(start, 0), min(start + DOWN, ACROSS)
            ends = [(at, at - start if way == "/" else DOWN - at + start) for at in (first, last)]
            parts.append(" L ".join(f"{x + at:g},{low + up:g}" for at, up in ends).join(("M ", "")))
    return " ".join(parts)
