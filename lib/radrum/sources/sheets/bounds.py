"""Whether a workbook can be unfolded at all: a small file can say that it has more cells than any memory holds."""

import io
import re
import zipfile
from collections.abc import Iterator

UNPACKED = 500_000_000  # bytes of all parts together
CELLS = 20_000_000  # of one sheet, from A1 to its last filled cell
REPEATED = 1 << 21  # twice the rows that a sheet can have
WORKBOOKS = ("xl/workbook.xml", "content.xml")  # of xlsx and of ods
CELL = re.compile(rb"<(?:\w+:)?(?:(?P<row>row)|(?P<cell>c))(?=[\s/>])(?P<said>[^>]*)>")
PLACE = re.compile(rb'\sr\s*=\s*["\']\s*([A-Za-z]*)([0-9]*)')
ODS_CELL = re.compile(
    rb"<table:(?:(?P<table>table)|(?P<row>table-row)|(?P<cell>(?:covered-)?table-cell))(?=[\s/>])(?P<said>[^>]*)>"
)
REPEATS = re.compile(rb'number-(?:rows|columns)-repeated\s*=\s*["\']\s*([0-9]+)')


def bounded(content: bytes) -> None:
    """Raise ``ValueError`` with what is too large in a zipped workbook, or where it is of a kind that is not read."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > UNPACKED:
            raise ValueError(f"unpacked it is larger than {UNPACKED:,} bytes")
        kind = next((name for name in WORKBOOKS if name in parts.namelist()), None)
        if kind is None:
            raise ValueError("it has no list of sheets")
        areas = _areas if kind == WORKBOOKS[0] else _ods_areas
        for name in parts.namelist():
            if any(area > CELLS for area in areas(parts.read(name))):
                raise ValueError(f"a sheet has a cell so far off that it would have over {CELLS:,} cells")


def _areas(sheet: bytes) -> Iterator[int]:
    """Rows times columns up to the last filled cell, of the one sheet. A cell without a place comes after another."""
    down = across = height = width = 0
    for found in CELL.finditer(sheet):
        place = PLACE.search(found["said"])
        if found["row"]:
            down, across = int(place[2]) if place and place[2] else down + 1, 0
            continue
        across = _column(place[1]) if place and place[1] else across + 1
        down = int(place[2]) if place and place[2] else down
        if not found["said"].endswith(b"/"):
            height, width = max(height, down), max(width, across)
    yield height * width


def _ods_areas(sheets: bytes) -> Iterator[int]:
    """Rows times columns up to the last filled cell, of each sheet."""
    down = tall = across = height = width = 0
    for found in ODS_CELL.finditer(sheets):
        if found["table"]:
            yield height * width
            down = tall = across = height = width = 0
            continue
        said = REPEATS.search(found["said"])
        repeated = int(said[1]) if said else 1
        if repeated > REPEATED:
            raise ValueError(f"a row or a cell is repeated {repeated:,} times")
        if found["row"]:
            down, tall, across = down + tall, repeated, 0
            continue
        across += repeated
        if not found["said"].endswith(b"/") or b"value" in found["said"]:
            height, width = max(height, down + tall), max(width, across)
    yield height * width


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = 26 * number + letter - 64
    return number
