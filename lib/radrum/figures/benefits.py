"""A figure of how far benefits have come from the value before to the expected one."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.rows import rows_of
from radrum.figures.style import ACCENT, ALERT, FAINT, GRID, INK, QUIET, drawn, label, literal, value_axis
from radrum.words import Words

LEAST, MOST = -50, 150  # percent of the way; what lies beyond is drawn at the edge, with an arrow's head


def ways_gone(rows: pd.DataFrame, said: Sequence[str], hovers: Sequence[str], words: Words) -> go.Figure:
    """A row a benefit: a line from 0 (the value before) to 100 (the expected one), and how far on it the benefit is.

    ``rows`` have ``what``, ``reached`` and ``reached_claimed`` in percent; what is measured is a filled circle at the
    end of a bar, what is only claimed a hollow diamond without one. ``said`` is a text for each row.
    """
    labelled = rows_of(rows["what"].tolist(), said)
    places = labelled.places
    both = pd.concat([rows["reached"], rows["reached_claimed"]]).dropna().clip(LEAST, MOST)
    ends = [min(0, both.min()) if len(both) else 0, max(100, both.max()) if len(both) else 100]
    shapes = [_line(0, 100, y, GRID, 6) for y in places]
    shapes += [_upright(x) for x in (0, 100)]
    for y, reached in zip(places, rows["reached"].clip(LEAST, MOST), strict=True):
        if pd.notna(reached):
            shapes.append(_line(0, reached, y, ALERT if reached < 0 else ACCENT, 6))
    top = {"yref": "paper", "yanchor": "bottom", "yshift": 2, "font": {"size": 12.5, "color": QUIET}}
    ends_named = [
        label(words("Before"), 0, 1, xanchor="left", xshift=-8, **top),
        label(words("Expected"), 100, 1, xanchor="right", xshift=12, **top),
    ]
    layout = labelled.layout(top=30, right=20, others=ends_named)
    return drawn(
        [
            _marks(rows["reached"], places, hovers, "circle", ACCENT),
            _marks(rows["reached_claimed"], places, hovers, "diamond-open", INK),
        ],
        shapes=shapes,
        xaxis=value_axis(range=[ends[0] - 3, ends[1] + 3], showgrid=False, showticklabels=False, automargin=False),
        **layout,
    )


def _marks(shares: pd.Series, places: Sequence[float], hovers: Sequence[str], shape: str, colour: str) -> dict:
    chosen = [n for n, share in enumerate(shares) if pd.notna(share)]
    beyond = {True: "triangle-right", False: "triangle-left"}
    symbols = [shape if LEAST <= shares.iloc[n] <= MOST else beyond[shares.iloc[n] > MOST] for n in chosen]
    hollow = shape.endswith("-open")
    colours = [ALERT if not hollow and shares.iloc[n] < 0 else colour for n in chosen]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [float(min(max(shares.iloc[n], LEAST), MOST)) for n in chosen],
        "y": [places[n] for n in chosen],
        "marker": {
            "symbol": [f"{each}-open" if hollow and not each.endswith("-open") else each for each in symbols],
            "size": 13,
            "color": colours,
            "line": {"width": 2, "color": colours},
            "opacity": 1,
        },
        "hovertext": [literal(hovers[n]) for n in chosen],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _line(x0: float, x1: float, y: float, colour: str, width: float) -> dict:
    line = {"color": colour, "width": width}
    return {"type": "line", "x0": x0, "x1": float(x1), "y0": y, "y1": y, "line": line, "layer": "below"}


def _upright(x: float) -> dict:
    line = {"color": FAINT, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "below"}
