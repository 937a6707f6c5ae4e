"""Checks of tables: each column and row is headed, and no cell is empty."""

from bs4 import Tag

from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import Document, brief, place, text_of

OF_COLUMNS, OF_ROWS = ("col", "colgroup"), ("row", "rowgroup")  # scopes
PICTURES = ["img", "svg", "input", "button"]
NOTHING = " \u00a0-\u2010\u2011\u2012–—\u2212."  # hyphens, dashes and a minus


@of_page(
    "table-headers",
    reason="A cell read aloud needs its row's and column's name; nearly all public pages fail here (WCAG 1.3.1).",
    remedy="Give the table a <caption>, head every column and every row, the corner too, each <th> with a scope.",
)
def headers(document: Document) -> Told:
    """Whether each table has a caption, and each of its columns and rows a heading with its scope."""
    for table in document.named("table"):
        caption, grid = table.find("caption"), _grid(table)
        if caption is None or not text_of(caption):
            yield place(table), "has no caption."
        for each in table.find_all("th"):
            if each.get("scope") not in (*OF_COLUMNS, *OF_ROWS):
                yield place(table), f"the heading '{brief(text_of(each))}' has no scope."
        wide = max(map(len, grid), default=0)
        headed = {at for row in grid for at, cell in enumerate(row) if cell.get("scope") in OF_COLUMNS}
        for at in sorted(set(range(wide)) - headed):
            yield place(table), f"column {at + 1} has no heading."
        for number, row in enumerate(grid):
            if any(cell.name == "td" for cell in row) and not any(cell.get("scope") in OF_ROWS for cell in row):
                yield place(table), f"row {number} has no heading."
            if len(row) != wide:
                yield place(table), f"row {number} has {len(row)} cells, others {wide}."


def _grid(table: Tag) -> list[list[Tag]]:
    """The cell in each place of each row: one that spans several stands in all of them."""
    grid: list[list[Tag]] = []
    hanging: dict[int, tuple[Tag, int]] = {}  # by column, the cell that reaches down and how many rows it has left
    for line in table.find_all("tr"):
        row: list[Tag] = []
        cells = iter(line.find_all(["td", "th"]))
        while True:
            if len(row) in hanging:
                cell, left = hanging.pop(len(row))
                across, below = 1, left - 1
            elif (cell := next(cells, None)) is not None:
                across, below = _span(cell, "colspan"), _span(cell, "rowspan") - 1
            else:
                break
            for _ in range(across):
                if below:
                    hanging[len(row)] = cell, below
                row.append(cell)
        grid.append(row)
    return grid


def _span(cell: Tag, attribute: str) -> int:
    said = str(cell.get(attribute, "1"))
    return max(int(said), 1) if said.isdigit() else 1


def _speaks(picture: Tag) -> bool:
    """Whether a picture or a field in a cell has a name that is read aloud."""
    names = (picture.get("alt"), picture.get("aria-label"), picture.get("aria-labelledby"), picture.get("value"))
    return picture.get("aria-hidden") != "true" and any(map(str.strip, filter(None, map(str, filter(None, names)))))


@of_page(
    "empty-cell",
    reason="An empty cell says neither nought nor unknown, and a screen reader passes over it.",
    remedy="Say what it means: 'uppgift saknas', 'not applicable', or the nought that it is.",
)
def empty_cell(document: Document) -> Told:
    """Whether no cell is empty or says only a dash."""
    for table in document.named("table"):
        for number, row in enumerate(table.find_all("tr")):
            for cell in row.find_all(["td", "th"]):
                if not text_of(cell).strip(NOTHING) and not any(map(_speaks, cell.find_all(PICTURES))):
                    yield place(table), f"row {number} has the cell '{text_of(cell)}'."
