"""Checks of tables and of the files they can be downloaded as."""

import csv
import io

from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import Document, around, brief, place, text_of


@of_page(
    "table-headers",
    reason="A cell read aloud needs its row's and column's name; nearly all public pages fail here (WCAG 1.3.1).",
    remedy="Give the table a <caption>, head every column and every row, the corner too, each <th> with a scope.",
)
def headers(document: Document) -> Told:
    """Whether each table has a caption, headed columns and rows, and scopes."""
    for table in document.named("table"):
        caption = table.find("caption")
        if caption is None or not text_of(caption):
            yield place(table), "has no caption."
        heads = table.find_all("th")
        if not any(each.get("scope") in ("col", "colgroup") for each in heads):
            yield place(table), "has no column headings."
        for each in heads:
            if each.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield place(table), f"the heading '{brief(text_of(each))}' has no scope."
        rows = [row for row in table.find_all("tr") if row.find("td")]
        if rows and not all(row.find("th") for row in rows):
            yield place(table), "has rows without a heading."


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
                if not text_of(cell).strip(" \u00a0-–—.") and not cell.find(["img", "svg", "input", "button"]):
                    yield place(table), f"row {number} has the cell '{text_of(cell)}'."


@of_page(
    "download",
    reason="A file that opens in one column, or that holds other rows than the page, misleads whoever uses it.",
    remedy="Write the CSV from the same rows: UTF-8 with a BOM; semicolons, and decimal commas, but in English.",
)
def download(document: Document) -> Told:
    """Whether each CSV file holds the rows and columns of its table, and opens in a spreadsheet."""
    for link, kind, text in document.files:
        if "csv" not in kind:
            continue
        if not link.get("download"):
            yield place(link), "the file has no name to be saved under."
        mark = "," if document.language == "en" else ";"
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=mark))
        exhibit = around(link, "section", "details", "figure", "div")
        while exhibit is not None and exhibit.find("table") is None:
            exhibit = around(exhibit.parent, "section", "details", "figure", "div", "body")
        table = exhibit.find("table") if exhibit is not None else None
        if not text.startswith("\ufeff"):
            yield place(link), "the file has no BOM; Excel spoils its letters."
        if table is None or not rows:
            yield place(link), "the file belongs to no table." if rows else "the file is empty."
            continue
        shown = [row for row in table.find_all("tr") if row.find("td")]
        wide = len(shown[0].find_all(["td", "th"])) if shown else 0
        if len(rows) - 1 != len(shown) or len(rows[0]) < wide:  # columns after the table's say where each line is from
            found = f"the file has {len(rows) - 1} rows of {len(rows[0])}, the table {len(shown)} of {wide}."
            yield place(link), found
