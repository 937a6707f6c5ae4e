"""Maps: filled polygons on plain axes, and the tile map where every municipality has the same room.

Beside its colour each class has its own lightness and each tile its value. A place without a value is hatched on the
map and has a dash on its tile; a frame tells where the goal is reached.
"""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.style import (
    CLASSES,
    FAINT,
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

WIDE, PRINT, NARROW = 780, 704, 350  # widths in pixels that a chart is given, of which the heights are reckoned
AROUND = 16  # pixels beside a chart
LEFT, RIGHT = 0.42, 0.54  # of the width, for the map and for the tiles beside it
SPREAD = {1: (3,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}  # the colours of so many classes
BAR, ABOVE, LINE, BETWEEN = 13, 62, 17, 18  # pixels: the scale, all above the maps, a line of text, a gap
ROOM = 46  # letters that a line has room for on a phone
TALLEST, TILES, TILE = 430, 760, 104  # pixels at most: the map's height, all tiles' and one tile's
LEAST = 56  # pixels: tiles that would be smaller beside the map stand below it
GAP = 0.05  # of a tile, between it and the next
SIZES = ((80, 13), (60, 12), (50, 11), (0, 10))  # of tiles so many pixels wide: the size of their letters
LETTER = 0.62  # the width of a letter in its height, on the large side
HEIGHT = 1.3  # that of a line in the height of its letters
HATCH = {"shape": "/", "fgcolor": FAINT, "bgcolor": PAPER, "size": 6, "solidity": 0.16}


def coverage_map(
    rows: pd.DataFrame,
    corners: pd.DataFrame | None,
    tiles: pd.DataFrame,
    limits: Sequence[float],
    ticks: Sequence[str],
    signs: str,
) -> go.Figure:
    """A map beside its tile map, or above it where the page is narrow or the tiles many; or the tile map alone.

    ``rows`` have one row a municipality: ``area``, ``name``, ``value`` (missing where there is none), ``written`` (the
    value in words, or that there is none), ``brief`` (as a tile has room for) and ``reached`` (the goal). ``corners``
    are those of ``places.borders``, ``tiles`` have ``area``, ``column`` and ``row``. ``limits`` part the classes, the
    first and the last being the ends of the scale, with ``ticks`` as they are written; ``signs`` explains frame and
    hatching.
    """
    rows = rows.assign(colour=_colours(rows["value"], limits))
    squares = _squares(tiles.merge(rows[["area"]], on="area"))
    land = None if corners is None else corners[corners["area"].isin(rows["area"])]
    traces = _scale(limits) + _areas(rows, squares, "x2", "y2", {})
    if land is not None:
        traces += _areas(rows, land, "x3", "y3", {"fillpattern": HATCH})
    small = "<br>".join(wrapped(line, ROOM) for line in signs.split("<br>"))
    wide, narrow = _panels(*_grid(tiles), None if land is None else _aspect(land), small.count("<br>") + bool(small))
    ends = {"x2": _ends(squares["x"]), "y2": _ends(squares["y"])}
    if land is not None:
        ends |= {"x3": _ends(land["x"]), "y3": _ends(land["y"])}
    layouts = _layout(wide, ends, limits, ticks, signs), _layout(narrow, ends, limits, ticks, small)
    for layout, panels in zip(layouts, (wide, narrow), strict=True):
        layout["annotations"] += _texts(rows, tiles, panels["tile"])
    high = layouts[0].pop("height")
    return drawn(traces, height=high, narrow=layouts[1], **layouts[0])


def short_names(names: Sequence[str], letters: int, lines: int = 1) -> list[str]:
    """The names as a tile has room for, in so many lines of so many letters, parted at spaces and hyphens.

    One that does not fit is cut, with a full stop, as late as it goes, or later where two would be the same.
    """
    parted = [wrapped(name.replace("-", "- "), letters).replace("- ", "-").split("<br>") for name in names]
    return [
        "<br>".join(parts)
        if len(parts) <= lines and max(map(len, parts)) <= letters
        else next(
            (
                f"{name[:n].rstrip(' -')}."
                for n in range(max(letters - 1, 1), len(name) - 1)
                if sum(other[:n] == name[:n] for other in names) == 1
            ),
            name,
        )
        for name, parts in zip(names, parted, strict=True)
    ]


def cut_short(figure: go.Figure) -> bool:
    """Whether a name on a tile of the figure, wide or narrow, is cut."""
    layouts = figure.layout.to_plotly_json(), figure.layout.meta["narrow"]
    return any(".<br>" in note["text"] for layout in layouts for note in layout["annotations"] if note.get("name"))


def _colours(values: pd.Series, limits: Sequence[float]) -> list[str | None]:
    """The colour of each value's class; a class begins at its lower limit, and the last has both its ends."""
    spread = SPREAD[len(limits) - 1]
    return [
        CLASSES[spread[min(max(sum(value >= limit for limit in limits) - 1, 0), len(spread) - 1)]]
        if pd.notna(value)
        else None
        for value in values
    ]


def _squares(tiles: pd.DataFrame) -> pd.DataFrame:
    """The corners of each tile, as those of a map; rows go down."""
    half = 0.5 - GAP / 2
    around = pd.DataFrame({"dx": [-half, half, half, -half, -half], "dy": [-half, -half, half, half, -half]})
    corners = tiles.merge(around, how="cross")
    return corners.assign(x=corners["column"] + corners["dx"], y=corners["dy"] - corners["row"], ring=0)


def _aspect(corners: pd.DataFrame) -> float:
    """How much taller than wide they are together."""
    (west, east), (south, north) = _ends(corners["x"]), _ends(corners["y"])
    return (north - south) / (east - west)


def _ends(values: pd.Series) -> list[float]:
    room = 0.006 * (values.max() - values.min())
    return [float(values.min() - room), float(values.max() + room)]


def _areas(rows: pd.DataFrame, corners: pd.DataFrame, x: str, y: str, without: dict) -> list[dict]:
    """A filled polygon a municipality, those that reach the goal framed on top; ``without`` fills what has no value."""
    shapes = {area: _outline(each) for area, each in corners.groupby("area")}
    line = {"color": QUIET, "width": 0.7}
    traces = []
    for row in rows.itertuples():
        east, north = shapes[row.area]
        fill = {"fillcolor": row.colour} if pd.notna(row.value) else {"fillcolor": PAPER} | without
        said = f"{literal(row.name)}<br>{row.written}"
        traces.append(
            {
                "x": east,
                "y": north,
                "fill": "toself",
                "line": line,
                "hoveron": "fills",
                "text": said,
                "hoverinfo": "text",
            }
            | fill
        )
    reached = [shapes[area] for area in rows.loc[rows["reached"], "area"]]
    if reached:
        east, north = ([at for shape in reached for at in [*shape[n], None]] for n in (0, 1))
        for colour, width in ((PAPER, 5), (INK, 2.4)):
            traces.append({"x": east, "y": north, "line": {"color": colour, "width": width}, "hoverinfo": "skip"})
    plain = {"type": "scatter", "mode": "lines", "xaxis": x, "yaxis": y}
    return [plain | trace for trace in traces]


def _outline(corners: pd.DataFrame) -> tuple[list, list]:
    """All rings of an area as one line, lifted between them."""
    east: list = []
    north: list = []
    for _, ring in corners.groupby("ring", sort=True):
        east += [*([None] if east else []), *ring["x"].round(2).tolist()]
        north += [*([None] if north else []), *ring["y"].round(2).tolist()]
    return east, north


def _texts(rows: pd.DataFrame, tiles: pd.DataFrame, side: float) -> list[dict]:
    """What stands in each tile, ``side`` pixels wide: the name, if need be cut short, and its value below it."""
    size = next(letters for least, letters in SIZES if side >= least)
    lines = max(int((side - 2) / (HEIGHT * size)) - 1, 1)
    short = short_names([*map(literal, rows["name"])], int((side - 3) / (LETTER * size)), min(lines, 2))
    placed = rows.assign(short=short).merge(tiles, on="area")
    inner = {"xref": "x2", "yref": "y2", "align": "center", "borderpad": 0}
    return [
        label(
            f"{row.short}<br>{f'<b>{row.brief}</b>' if pd.notna(row.value) else row.brief}",
            int(row.column),
            -int(row.row),
        )
        | inner
        | {"name": row.area, "font": {"size": size, "color": PAPER if row.colour in CLASSES[3:] else INK}}
        for row in placed.itertuples()
    ]


def _scale(limits: Sequence[float]) -> list[dict]:
    """The classes side by side, between the limits that the axis names."""
    spread = SPREAD[len(limits) - 1]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [low, high, high, low, low],
            "y": [0, 0, 1, 1, 0],
            "fill": "toself",
            "fillcolor": CLASSES[colour],
            "line": {"color": QUIET, "width": 0.7},
            "hoverinfo": "skip",
        }
        for colour, low, high in zip(spread, limits[:-1], limits[1:], strict=True)
    ]


def _grid(tiles: pd.DataFrame) -> tuple[int, int]:
    """How many columns and rows of tiles there are."""
    return tuple(int(tiles[name].max() - tiles[name].min()) + 1 for name in ("column", "row"))


def _panels(columns: int, rows: int, land: float | None, lines: int) -> tuple[dict, dict]:
    """Where the parts stand on a wide page and on a phone: ``height`` in pixels, the maps' in pixels from below.

    ``columns`` and ``rows`` are of tiles; ``land`` is how much taller than wide the map is, ``lines`` how many of text
    stand above it on a phone. ``tile`` is how wide a tile is at least.
    """
    beside = land is not None and min(TILES / rows, RIGHT * PRINT / columns) >= LEAST
    wide, narrow = (
        _below(columns, rows, land, width, least) for width, least in ((WIDE, PRINT), (NARROW, NARROW - AROUND))
    )
    narrow["height"] += LINE * lines
    if beside:
        tall = rows * min(TILE, TILES / rows, RIGHT * WIDE / columns)
        high = max(tall, min(TALLEST, LEFT * WIDE * land))
        wide = {"x2": [1 - RIGHT, 1], "y2": [high - tall, high], "x3": [0, LEFT], "y3": [0, high]}
        wide |= {"height": ABOVE + high, "tile": min(tall / rows, RIGHT * PRINT / columns)}
    wide |= {"scale": [0.025, LEFT], "beside": True}
    return wide, narrow | {"scale": [0.05, 0.94], "beside": False}


def _below(columns: int, rows: int, land: float | None, width: float, least: float) -> dict:
    """The tiles below the map, as wide as the page gives them: ``width`` pixels, or ``least`` where it is narrowest."""
    low = rows * min(TILE, TILES / rows, width / columns)
    panel = {"x2": [0, 1], "y2": [0, low], "height": ABOVE + low, "tile": min(low / rows, least / columns)}
    if land is None:
        return panel
    upper = BETWEEN + min(TALLEST, width * land)
    return panel | {"height": ABOVE + low + upper, "x3": [0, 1], "y3": [low + BETWEEN, low + upper]}


def _layout(panels: dict, ends: dict, limits: Sequence[float], ticks: Sequence[str], signs: str) -> dict:
    """The axes of a layout: each map with the same scale east and north, and the scale of colours above."""
    height = round(panels["height"])
    inner = height - 16
    axes: dict = {"height": height}
    for n in ("2", "3"):
        if f"x{n}" in panels:
            low, high = (min(1.0, max(0.0, at / inner)) for at in panels[f"y{n}"])
            axes[f"xaxis{n}"] = bare_axis(
                domain=panels[f"x{n}"], range=ends[f"x{n}"], anchor=f"y{n}", constrain="domain", constraintoward="left"
            )
            axes[f"yaxis{n}"] = bare_axis(
                domain=[low, high],
                range=ends[f"y{n}"],
                anchor=f"x{n}",
                scaleanchor=f"x{n}",
                constrain="domain",
                constraintoward="top",
            )
    axes["xaxis"] = value_axis(
        domain=panels["scale"],
        range=[limits[0], limits[-1]],
        tickvals=list(limits),
        ticktext=list(ticks),
        showgrid=False,
        automargin=False,
        anchor="y",
    )
    axes["yaxis"] = bare_axis(domain=[1 - BAR / inner, 1], range=[0, 1], anchor="x")
    placed = {"x": 1 - RIGHT, "y": 1, "yanchor": "top"} if panels["beside"] else {"x": 0, "y": 1, "yshift": -BAR - 24}
    axes["annotations"] = [
        label(signs, placed.pop("x"), placed.pop("y"), xref="paper", yref="paper", xanchor="left")
        | {"yanchor": "top", "font": {"size": 13, "color": QUIET}}
        | placed
    ]
    return axes
