"""Labels of a figure's rows: beside them where the page is wide, above them where it is as narrow as a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from radrum.figures.style import INK, PAPER, QUIET, bare_axis, label, literal, wrapped

CHARACTERS = 37  # of a line of a label
WIDTH = 290  # pixels that the labels beside the rows take
LINE = 17
AROUND = 16  # pixels free around a label above its row


@dataclass(frozen=True)
class Rows:
    """The labels of rows, each ``lines`` high, and ``places``: where on the y axis the rows are, which counts lines.

    A row is as high as its label and one line more; what is drawn of it may be ``thick`` lines.
    """

    labels: tuple[str, ...]
    lines: tuple[int, ...]
    places: tuple[float, ...]
    thick: float

    def layout(self, *, top: int, bottom: int = 8, right: int = 16, others: Sequence[dict[str, Any]] = ()) -> dict:
        """The layout with the labels, and ``others``, annotations that are there at any width.

        ``top`` and ``bottom`` are pixels above the highest and below the lowest row.
        """
        small = {"font": {"size": 13, "color": INK}, "xref": "paper", "xanchor": "left"}
        pairs = list(zip(self.labels, self.places, strict=True))
        beside = [label(text, 0, y, xshift=-WIDTH, **small) for text, y in pairs]
        gaps = [above - y for above, y in zip(self.places, self.places[1:], strict=False)]
        needs = [LINE * lines + AROUND for lines in self.lines]
        pixels = max([need / (gap - self.thick) for need, gap in zip(needs[1:], gaps, strict=True)], default=LINE)
        half = pixels * self.thick / 2
        above = [label(text, 0, y, yanchor="bottom", yshift=half + 5, bgcolor=PAPER, **small) for text, y in pairs]
        lowest = self.places[-1] - (half + 4) / pixels
        highest = self.places[0] + (half + needs[0]) / pixels
        whole = sum(lines + 1 for lines in self.lines)
        narrow = {
            "height": round(top + bottom + pixels * (highest - lowest)),
            "margin": {"l": 10, "r": right, "t": top, "b": bottom},
            "annotations": [*others, *above],
            "yaxis": bare_axis(range=[lowest, highest], automargin=False),
        }
        return {
            "height": top + bottom + LINE * whole,
            "margin": {"l": WIDTH, "r": right, "t": top, "b": bottom},
            "annotations": [*others, *beside],
            "yaxis": bare_axis(range=[0, whole], automargin=False),
            "narrow": narrow,
        }


def rows_of(heads: Sequence[str], said: Sequence[str], thick: float = 0.9) -> Rows:
    """Rows from the top down, each labelled with its head in bold and what is said of it."""
    labels = [_text(*each) for each in zip(heads, said, strict=True)]
    lines = [text.count("<br>") + 1 for text in labels]
    heights = [each + 1 for each in lines]
    places = [sum(heights[n:]) - height / 2 for n, height in enumerate(heights)]
    return Rows(tuple(labels), tuple(lines), tuple(places), thick)


def _text(head: str, said: str) -> str:
    text = f"<b>{wrapped(literal(head), CHARACTERS - 4)}</b>"
    return f"{text}<br><span style='color:{QUIET}'>{wrapped(literal(said), CHARACTERS + 1)}</span>" if said else text
