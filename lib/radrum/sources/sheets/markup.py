"""What a workbook (xlsx) says of a cell beside its value: shown as percent, an error, a formula nobody computed."""

import html
import io
import re
import zipfile
from dataclasses import dataclass

PERCENT_FORMATS = {9, 10}  # built into the format: 0% and 0.00%
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True)
class Marks:
    """Of one sheet: the cells shown as percent by (row, column) from 0, and those that read as empty and are not."""

    percent: frozenset[tuple[int, int]] = frozenset()
    unreadable: tuple[tuple[str, str], ...] = ()


def marks(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet of a workbook, by name; none where it is not an xlsx."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if "xl/workbook.xml" not in parts.namelist():
            return {}
        shown = _percent_styles(parts.read("xl/styles.xml")) if "xl/styles.xml" in parts.namelist() else set()
        targets = {
            said[b"Id"]: said[b"Target"].decode()
            for said in _elements(parts.read("xl/_rels/workbook.xml.rels"), b"Relationship")
            if said[b"Type"].endswith(b"/worksheet")
        }
        found = {}
        for said in _elements(parts.read("xl/workbook.xml"), b"sheet"):
            target = targets.get(next((value for key, value in said.items() if key.endswith(b":id")), b""))
            if target:
                path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                found[html.unescape(said[b"name"].decode())] = _marks(parts.read(path), shown)
        return found


def _marks(sheet: bytes, shown: set[int]) -> Marks:
    percent, unreadable = set(), []
    for opening, inside in CELL.findall(sheet):
        said = dict(ATTRIBUTE.findall(opening))
        kind, name = said.get(b"t", b"n"), said.get(b"r", b"").decode()
        if kind == b"e":
            value = re.search(rb"<(?:\w+:)?v>([^<]*)", inside)
            unreadable.append((name, f"an error ({value[1].decode() if value else 'without a name'})"))
        elif re.search(rb"<(?:\w+:)?f\b", inside) and kind != b"str" and not re.search(rb"<(?:\w+:)?v>[^<]", inside):
            unreadable.append((name, "a formula that nobody has computed"))
        elif kind == b"n" and int(said.get(b"s", b"0")) in shown:
            percent.add(_place(name))
    return Marks(frozenset(percent), tuple(unreadable))


def _percent_styles(styles: bytes) -> set[int]:
    """The numbers of the styles that show a number as percent."""
    custom = {
        int(said[b"numFmtId"])
        for said in _elements(styles, b"numFmt")
        if "%" in QUOTED.sub("", html.unescape(said[b"formatCode"].decode()))
    }
    used = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    formats = [int(said.get(b"numFmtId", b"0")) for said in _elements(used[0], b"xf")] if used else []
    return {number for number, each in enumerate(formats) if each in custom | PERCENT_FORMATS}


def _elements(xml: bytes, tag: bytes) -> list[dict[bytes, bytes]]:
    return [dict(ATTRIBUTE.findall(each)) for each in re.findall(rb"<(?:\w+:)?" + tag + rb"\s([^>]*)>", xml)]


def _place(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(name.removeprefix(letters)) - 1, column - 1
