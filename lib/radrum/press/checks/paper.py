"""A page's print as the checks read it: what the PDF says of itself, its tags with their texts, and its pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from radrum.press.checks.document import Document

# What matters of a page's content, as Chromium writes it: the marks that tags refer to, the font, and what is shown.
WRITTEN = re.compile(
    rb"/MCID (\d+)|\b(B[DM]C)\b|\b(EMC)\b|(/[^\s/<>\[\]()]+) [-\d.]+ Tf|/ActualText\s*<[^>]*>|<([0-9A-Fa-f]+)>"
)
RANGES = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
CODES = re.compile(rb"<([0-9A-Fa-f]+)>|(\[)|(\])")
LOOSE = -1  # in the place of a mark's number: what no tag refers to, as page numbers
A4 = (595, 842)  # points


@dataclass
class Part:
    """An element of a print's structure: its kind (``H2``), what is said in its place, and its text."""

    kind: str
    alt: str
    text: str


@dataclass
class Print:
    """The print of the page ``document``.

    ``parts`` are the elements of its structure in reading order, ``outline`` what its outline says, ``sizes`` each
    page's width and height in points, ``loose`` what stands on each page outside the structure.
    """

    document: Document
    language: str
    title: str
    titled: bool
    tagged: bool
    parts: list[Part] = field(default_factory=list)
    outline: list[str] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


def read_print(path: Path, document: Document) -> Print:
    """What the PDF at ``path`` holds, the print of the page ``document``. Raises ``PdfError`` where it is no PDF."""
    with pikepdf.open(path) as opened:
        root, fonts = opened.Root, {}
        marks = {page.obj.objgen: _marked(page, fonts) for page in opened.pages}
        parts: list[Part] = []
        if "/StructTreeRoot" in root and "/K" in root.StructTreeRoot:
            _gather(root.StructTreeRoot.K, marks, None, parts)
        with opened.open_outline() as outline:
            told = [item.title for item in entries(outline.root)]
        return Print(
            document,
            language=str(root.get("/Lang", "")),
            title=str(opened.docinfo.get("/Title", "")),
            titled=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            tagged=bool(root.get("/MarkInfo", {}).get("/Marked", False)) and "/StructTreeRoot" in root,
            parts=parts,
            outline=told,
            sizes=[(round(float(page.mediabox[2])), round(float(page.mediabox[3]))) for page in opened.pages],
            loose=[each.get(LOOSE, "") for each in marks.values()],
        )


def _gather(inside: pikepdf.Object, marks: dict, page: Any, parts: list[Part]) -> str:
    """The text below an element of the structure; the elements themselves are added to ``parts``."""
    if isinstance(inside, pikepdf.Array):
        return "".join(_gather(each, marks, page, parts) for each in inside)
    if not isinstance(inside, pikepdf.Dictionary):
        return marks.get(page, {}).get(int(inside), "")
    if "/Pg" in inside:
        page = inside.Pg.objgen
    if "/MCID" in inside:
        return marks.get(page, {}).get(int(inside.MCID), "")
    if "/S" not in inside:
        return ""
    part = Part(str(inside.S)[1:], str(inside.get("/Alt", "")), "")
    parts.append(part)
    part.text = _gather(inside.K, marks, page, parts) if "/K" in inside else ""
    return part.text


def _marked(page: pikepdf.Page, fonts: dict) -> dict[int, str]:
    """The text of a page by the number of the mark around it."""
    named = {name: _letters(font, fonts) for name, font in page.resources.get("/Font", {}).items()}
    said: dict[int, list[str]] = {}
    around, mark, letters = [LOOSE], LOOSE, {}
    for number, begin, end, font, shown in WRITTEN.findall(_content(page)):
        if number:
            mark = int(number)
        elif begin:
            around.append(mark)
        elif end:
            around = around[:-1] or [LOOSE]
            mark = around[-1]
        elif font:
            letters = named.get(font.decode(), {})
        elif shown:
            width = 4 if len(shown) % 4 == 0 else 2
            codes = (int(shown[at : at + width], 16) for at in range(0, len(shown), width))
            said.setdefault(mark, []).extend(letters.get(code, "") for code in codes)
    return {mark: "".join(each) for mark, each in said.items()}


def _content(page: pikepdf.Page) -> bytes:
    content = page.obj.get("/Contents", pikepdf.Array())
    return b"\n".join(each.read_bytes() for each in (content if isinstance(content, pikepdf.Array) else [content]))


def _letters(font: pikepdf.Dictionary, fonts: dict) -> dict[int, str]:
    """The letters of a font by their codes."""
    if font.objgen not in fonts:
        fonts[font.objgen] = dict(_mapped(font.ToUnicode.read_bytes())) if "/ToUnicode" in font else {}
    return fonts[font.objgen]


def _mapped(table: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in RANGES.findall(table):
        codes = [bytes.fromhex(code.decode()) for code, *_ in CODES.findall(body)]
        step = 2 if kind == b"char" else 3
        for entry in zip(*(codes[n::step] for n in range(step)), strict=False):
            first, last = int.from_bytes(entry[0]), int.from_bytes(entry[-2])
            letters = entry[-1].decode("utf-16-be", errors="replace")
            for code in range(first, last + 1):
                yield code, letters[:-1] + chr(ord(letters[-1]) + code - first)


def entries(outline: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    """Every entry of a print's outline, each before those below it."""
    for item in outline:
        yield item
        yield from entries(item.children)
