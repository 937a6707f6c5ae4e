"""Hundreds of ways in which agencies' files are written: each reads as the original does, or is refused in words.

Never another exception, never another area, never another value. A variant is a shape of ``agency_files`` written
differently; with ``harm`` something in it is wrong.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from agency_files import MEASURES, addresses, book, buildings, covered, historic, municipal, offers, technique, text
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from radrum import paths
from radrum.errors import RadrumError
from radrum.sources import nkom, pts

pytestmark = pytest.mark.slow
FUZZ = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
TITLES = ("Tabell 1", "PTS 25-17220", "", "Uppgifter om bredband, version 1.0", "Nkom")
NOTES = ("Källa: PTS.", "1) Avser fast bredband.", "Kilde: Nkom", "* preliminärt")
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
SEEN: Counter[str] = Counter()


@dataclass
class Shape:
    """A table before it is written: a heading of texts for each column, what the column holds, and the rows.

    ``kinds`` are code, name, share, count, flag, homes or other. ``told`` are the arguments of ``fetch``.
    """

    heads: list[tuple[str, ...]]
    kinds: list[str]
    rows: list[list[Any]]
    read: Callable[..., Any]
    told: dict[str, Any] = field(default_factory=dict)
    sheet: str = "Blad 1"
    titles: tuple[str, ...] = ()
    text_only: bool = False
    beside: bytes | None = None


def wide(rows: list[list[Any]], top: int, deep: int, kinds: list[str], titles: tuple[str, ...]) -> Shape:
    """A shape with a heading of several rows, its blanks filled from the left."""
    levels = [[str(cell) for cell in row] for row in rows[top : top + deep]]
    for level in levels[:-1]:
        for column in range(3, len(level)):
            level[column] = level[column] or level[column - 1]
    heads = [tuple(filter(None, each)) for each in zip(*levels, strict=True)]
    body = [list(row) for row in rows[top + deep :] if len(list(filter(str, row))) > 1]
    return Shape(heads, kinds, body, pts.fetch, titles=titles)


def tidy(rows: list[list[Any]], kinds: list[str], read: Callable, **more: Any) -> Shape:
    """A shape with a heading of one row."""
    return Shape([(str(name),) for name in rows[0]], kinds, [list(row) for row in rows[1:]], read, **more)


def shapes() -> dict[str, Shape]:
    """Every shape of the fixtures, made small."""
    few = technique()
    few = [few[0], *few[1:4], *few[13:16]]
    old, land = historic(), covered()
    kept = [0, 1, 2, 3, 12, 13, 18, 19]
    old = [[row[column] if column < len(row) else "" for column in kept] if n > 3 else row for n, row in enumerate(old)]
    old[4][4:], old[5][2:], old[6] = (
        [old[4][4], "", old[4][6] or historic()[4][14], ""],
        [2015, "", 2022, "", 2022, ""],
        old[6],
    )
    old[4] = ["Kod", "Namn", historic()[4][2], "", historic()[4][8], "", historic()[4][14], ""]
    names = {"year": 2022}
    return {
        "technique": tidy(
            few, ["other", "name", "name", "other", "other", "other", "count", *["share"] * 10], pts.fetch
        ),
        "historic": wide(old, 4, 3, ["code", "name", *["share"] * 6], ("Fast bredband, teknik, totalt",)),
        "covered": wide(land, 2, 3, ["name", "code", *["share"] * 12], ("Yttäckning, alla operatörer",)),
        "municipal": tidy(municipal(), ["name", "name", "other", *["share"] * 9], nkom.fetch, told={"year": 2021}),
        "buildings": tidy(
            buildings(),
            ["code", "other", "homes", "other", "other", "flag", "flag", "flag"],
            nkom.fetch,
            told={"year": 2019},
            text_only=True,
        ),
        "addresses": tidy(
            addresses(),
            ["other", "name", "name", "flag", "homes", "other", "other"],
            nkom.fetch,
            told=names,
            text_only=True,
            beside=text(offers()),
        ),
    }


@dataclass(frozen=True)
class Manner:
    """How a variant is written."""

    as_text: bool
    separator: str
    encoding: str
    newline: str
    above: tuple[str, ...]
    left: int
    capitals: bool
    spaces: bool
    commas: bool
    unit: str
    codes: str
    blanks: tuple[int, ...]
    notes: tuple[str, ...]
    columns: int
    rows: int
    merged: bool
    others: bool
    sheet: str
    marks: tuple[tuple[int, int, str], ...]


MANNERS = st.builds(
    Manner,
    as_text=st.booleans(),
    separator=st.sampled_from([";", "\t", ","]),
    encoding=st.sampled_from(ENCODINGS),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    above=st.lists(st.sampled_from(TITLES), max_size=5).map(tuple),
    left=st.integers(0, 3),
    capitals=st.booleans(),
    spaces=st.booleans(),
    commas=st.booleans(),
    unit=st.sampled_from(["fraction", "fraction", "signed", "bare", "some signed"]),
    codes=st.sampled_from(["number", "text", "zeros", "float"]),
    blanks=st.lists(st.integers(0, 5), max_size=3).map(tuple),
    notes=st.lists(st.sampled_from(NOTES), max_size=3).map(tuple),
    columns=st.integers(0, 2**16),
    rows=st.integers(0, 2**16),
    merged=st.booleans(),
    others=st.booleans(),
    sheet=st.sampled_from(["", "Blad7", "Tabell (2)", "Ark 1"]),
    marks=st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["..", "-", ":", ".", "–", ""])), max_size=3
    ).map(tuple),
)
HARMS = (
    *("heading gone", "heading twice", "row of headings gone", "columns of values exchanged"),
    *("other code", "no code", "name", "row again", "cell gone", "cell more"),
    *("word", "too much", "below nought", "formula", "cut", "bytes", "garbled"),
)


def shuffled(count: int, seed: int) -> list[int]:
    """An order of so many things, the same for the same seed."""
    return pd.Series(range(count)).sample(frac=1, random_state=seed).tolist()


def written(shape: Shape, manner: Manner, harm: str = "", at: int = 0) -> list[bytes]:
    """The files of a variant."""
    kinds, heads = list(shape.kinds), [list(head) for head in shape.heads]
    rows = [
        [cell(value, kind, number, manner) for value, kind in zip(row, kinds, strict=True)]
        for number, row in enumerate(shape.rows)
    ]
    heads, kinds, rows = harmed(harm, at, heads, kinds, rows)
    order = shuffled(len(heads), manner.columns) if manner.columns % 3 else list(range(len(heads)))
    heads, rows = [heads[n] for n in order], [[row[n] for n in order] for row in rows]
    rows = [rows[n] for n in shuffled(len(rows), manner.rows)]
    for blank in manner.blanks:
        rows.insert(min(blank, len(rows)), [""] * len(heads))
    levels, merged = heading(heads, manner, 1 if harm == "row of headings gone" else 0)
    above = [[title] for title in (*manner.above, *shape.titles)]
    if harm in ("cell gone", "cell more") and (manner.as_text or shape.text_only):
        row = rows[at % len(rows)]
        row[at % len(heads) : at % len(heads) + 1] = [] if harm == "cell gone" else [row[at % len(heads)], "mer"]
    table = [*above, *([*[""] * manner.left, *row] for row in (*levels, *rows))]
    notes = [] if shape.text_only else [[], *([*[""] * manner.left, note] for note in manner.notes)]
    as_text = manner.as_text or shape.text_only
    if as_text:
        encoding = manner.encoding
        if shape.text_only:
            table = [[str(title)] for row in above for title in row] + [*levels, *rows]
        content = text([*table, *notes], manner.separator, encoding, manner.newline)
    else:
        name = manner.sheet or shape.sheet
        ranges = [
            (top + len(above), left + manner.left, bottom + len(above), right + manner.left)
            for top, left, bottom, right in merged
        ]
        sheets = {"Innehåll": [["Innehåll"], ["Blad", "Om"]]} if manner.others else {}
        content = book(sheets | {name: [*table, *notes]}, {name: ranges if manner.merged else []})
    return [broken(content, harm, at), *([shape.beside] if shape.beside else [])]


def cell(value: Any, kind: str, row: int, manner: Manner) -> Any:
    """A value as the manner writes it."""
    if kind == "code" and isinstance(value, int):
        width = 2 if value < 100 else 4
        return {"text": str(value), "zeros": f"{value:0{width}d}", "float": f"{value}.0"}.get(manner.codes, value)
    if kind == "share" and isinstance(value, float | int):
        some = manner.unit == "some signed" and row % 2
        if manner.unit in ("signed", "bare") or some:
            value = round(value * 100, 6)
            shown = f"{value:.2f}" + ("" if manner.unit == "bare" else " %")
            value = shown if manner.unit != "bare" else float(shown)
        if manner.commas:
            return str(value).replace(".", ",")
    if kind == "count" and manner.commas:
        return f"{value:,}".replace(",", "\u00a0")
    if kind == "name" and isinstance(value, str):
        value = value.upper() if manner.capitals else value
        return f" {value.replace(' ', chr(160))}\u00a0" if manner.spaces else value
    return value


def heading(
    heads: list[list[str]], manner: Manner, lost: int
) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    """The rows of the heading, repeated texts left out where they are merged, and the merged ranges."""
    deep = max(len(head) for head in heads)
    full = [[head[level] if level < len(head) else "" for head in heads] for level in range(deep)]
    merged = []
    if deep > 1:
        for level in range(deep - 1):
            start = 0
            for column in range(1, len(heads) + 1):
                same = column < len(heads) and all(full[up][column] == full[up][start] for up in range(level + 1))
                if not (same and full[level][start] and len(heads[start]) == deep):
                    if column - start > 1 and full[level][start]:
                        merged.append((level, start, level, column - 1))
                    start = column
    for level, start, _, end in merged:
        for column in range(start + 1, end + 1):
            full[level][column] = ""
    full = full[lost:] if lost and deep > 1 else full
    merged = [(level, start, below, end) for level, start, below, end in merged] if not lost else []
    return [[text.upper() if manner.capitals else text for text in level] for level in full], merged


def harmed(harm: str, at: int, heads: list, kinds: list[str], rows: list) -> tuple[list, list[str], list]:
    """The table with something wrong in it."""
    row = rows[at % len(rows)]
    of = {kind: [n for n, each in enumerate(kinds) if each == kind] for kind in kinds}
    values = of.get("share") or of.get("flag") or []
    value = values[at % len(values)]
    if harm == "heading gone":
        heads[at % len(heads)] = [""] * len(heads[at % len(heads)])
    elif harm == "heading twice":
        heads[value] = list(heads[values[(at + 1) % len(values)]])
    elif harm == "other code" and "code" in of and "name" in of:
        row[of["code"][0]] = 1440
    elif harm == "no code" and "code" in of:
        row[of["code"][0]] = 9999
    elif harm == "name" and "name" in of:
        row[of["name"][-1]] = "Gotham"
    elif harm in ("word", "too much", "below nought"):
        row[value] = {"word": "några", "too much": "140 %", "below nought": -0.5}[harm]
    elif harm == "row again":
        rows.append([*row[:value], 0.123456 if "share" in of else 7, *row[value + 1 :]])
    elif harm == "formula":
        row[value] = "=1+"
    elif harm == "columns of values exchanged":
        heads[values[0]], heads[values[-1]] = [*heads[values[0]][:-1], "Något annat"], heads[values[-1]]
    return heads, kinds, rows


def broken(content: bytes, harm: str, at: int) -> bytes:
    """The file with its bytes cut, changed or saved in an encoding of another age."""
    if harm == "cut" and content.startswith(b"PK"):
        return content[: at % len(content)]
    if harm == "bytes" and content.startswith(b"PK"):
        place = at % len(content)
        return content[:place] + bytes([content[place] ^ 0x5A]) + content[place + 1 :]
    if harm == "garbled" and not content.startswith((b"PK", b"\xff\xfe", b"\xef\xbb\xbf")):
        try:
            return content.decode("utf-8").encode("cp850")
        except UnicodeError:
            return content
    return content


@pytest.fixture(scope="module", autouse=True)
def data(tmp_path_factory):
    """A data folder with the project's areas and the measures of the fixtures."""
    folder = tmp_path_factory.mktemp("fuzz") / "data"
    shutil.copytree(paths.data() / "places", folder / "places")
    (folder / "statistics").mkdir()
    (folder / "statistics" / "measures.toml").write_text(MEASURES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RADRUM_DATA", str(folder))
        yield folder


def fetched(shape: Shape, files: list[bytes], folder: Path) -> pd.DataFrame:
    """The frame of a variant, in the order of its key."""
    given = []
    for number, content in enumerate(files):
        file = folder / f"variant{number}"
        file.write_bytes(content)
        given.append(file)
    frame = shape.read(given if shape.beside else given[0], **shape.told).values
    return frame.drop(columns=["decimals"])


PLAIN = Manner(
    False, ";", "utf-8", "\n", (), 0, False, False, False, "fraction", "number", (), (), 0, 0, True, False, "", ()
)
NAMES = tuple(shapes())


@cache
def original(name: str, folder: Path) -> pd.DataFrame:
    """What the shape reads as, written plainly."""
    shape = shapes()[name]
    return fetched(shape, written(shape, PLAIN), folder)


@pytest.mark.parametrize("name", NAMES)
@FUZZ
@given(manner=MANNERS)
def test_a_variant_reads_as_the_original_does(name, data, manner):
    shape = shapes()[name]
    for row, column, mark in manner.marks:
        values = [n for n, kind in enumerate(shape.kinds) if kind == "share"]
        if values:
            shape.rows[row % len(shape.rows)][values[column % len(values)]] = mark
    expected = fetched(shape, written(shape, PLAIN), data) if manner.marks else original(name, data)
    try:
        found = fetched(shape, written(shape, manner), data)
    except RadrumError as error:
        assert manner.unit in ("bare", "some signed"), error
        assert "percent" in str(error)
        SEEN[f"{name} refused"] += 1
        return
    SEEN[f"{name} read"] += 1
    pd.testing.assert_frame_equal(found, expected, rtol=0, atol=0.005)


@pytest.mark.parametrize("name", NAMES)
@FUZZ
@given(manner=MANNERS, harm=st.sampled_from(HARMS), at=st.integers(0, 2**20))
def test_a_variant_with_something_wrong_is_refused_or_reads_as_the_original_does(name, data, manner, harm, at):
    shape = shapes()[name]
    expected = original(name, data)
    try:
        found = fetched(shape, written(shape, manner, harm, at), data)
    except RadrumError as error:
        assert str(error).strip()
        assert "Traceback" not in str(error)
        SEEN[f"{name} harmed and refused"] += 1
        return
    SEEN[f"{name} harmed and read"] += 1
    pd.testing.assert_frame_equal(found, expected, rtol=0, atol=0.005)


def test_most_variants_were_read_and_at_least_two_hundred_were_tried():
    if not SEEN:
        pytest.skip("the variants were not tried in this run")
    assert sum(SEEN.values()) >= 200
    for name in NAMES:
        assert SEEN[f"{name} read"] >= 2 * SEEN[f"{name} refused"], SEEN
        assert SEEN[f"{name} harmed and refused"] > 0
