"""A figure of what is needed: how much of it is secured, hoped for and missing."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from radrum.figures.rows import rows_of
from radrum.figures.style import ACCENT, ALERT, PAPER, drawn, literal, value_axis


def parts_of_need(rows: pd.DataFrame, said: Sequence[str]) -> go.Figure:
    """A bar an initiative, as long as what is needed: secured filled, not yet decided hatched, the rest hollow.

    ``rows`` have ``title``, ``needed``, ``secured`` and ``tentative``, all in one currency. ``said`` is a text for each
    row.
    """
    labelled = rows_of(rows["title"].tolist(), said)
    secured = rows["secured"].clip(upper=rows["needed"])
    hoped = rows["tentative"].clip(upper=rows["needed"] - secured)
    bar = {"type": "bar", "orientation": "h", "y": list(labelled.places), "width": labelled.thick, "hoverinfo": "text"}
    bar |= {"hovertext": [literal(f"{title}: {text}") for title, text in zip(rows["title"], said, strict=True)]}
    line = {"color": ACCENT, "width": 1}
    hatched = {"shape": "/", "fillmode": "replace", "size": 7, "solidity": 0.4}
    lacking = rows["needed"] - secured - hoped
    missing = {"color": PAPER, "line": {"color": ALERT, "width": [1.5 if each > 0 else 0 for each in lacking]}}
    return drawn(
        [
            bar | {"x": secured.tolist(), "marker": {"color": ACCENT, "line": line}},
            bar | {"x": hoped.tolist(), "marker": {"color": ACCENT, "line": line, "pattern": hatched}},
            bar | {"x": lacking.tolist(), "marker": missing},
        ],
        barmode="stack",
        xaxis=value_axis(
            range=[0, rows["needed"].max() * 1.01], showgrid=False, showticklabels=False, automargin=False
        ),
        **labelled.layout(top=4),
    )
