"""PX files (PC-Axis), the format in which statistical agencies hand out tables, in their main language.

The format: https://www.scb.se/en/services/statistical-programs-for-px-files/px-file-format/
"""

import math
import re
from collections import defaultdict

import pandas as pd

from radrum.errors import Fault, Faults, RadrumError
from radrum.sources.jsonstat import Dataset, Dimension, crossed

STATEMENT = re.compile(
    r"""\s*(?P<keyword>[A-Z][A-Z0-9-]*)(?:\[(?P<language>[^]]*)])?
        (?:\((?P<of>\s*"[^"]*"(?:\s*,\s*"[^"]*")*\s*)\))?\s*=
        (?P<value>(?>"[^"]*"|[^";]+)*+);""",
    re.VERBOSE,
)
ITEM = re.compile(r'"[^"]*"(?:\s*"[^"]*")*|[^\s,"]+(?:\([^)]*\))?')  # a text may go on in the next line
CELL = re.compile(r'"[^"]*"|[^\s,"]+')
SIGN = re.compile(r"\.{1,6}|-|:")
NEEDED = ("HEADING", "DATA")
ANEW = "Save it anew as PX."


def read_px(content: bytes, place: str) -> Dataset:
    """The table of a PX file. Raises ``RadrumError`` where it is none, is sparse, or has not a number for each cell."""
    said = _statements(_text(content, place), place)
    stub, heading = said["STUB"].get("", []), said["HEADING"].get("", [])
    names = [*stub, *heading]
    faults = [Fault(place, f"the keyword {each} is missing.", ANEW) for each in NEEDED if not said[each]]
    if "KEYS" in said:
        faults.append(Fault(place, "it leaves out rows without a value (KEYS).", "Save it with all cells."))
    faults += [Fault(place, f"'{each}' has no VALUES.", ANEW) for each in names if each not in said["VALUES"]]
    if faults or not names:
        raise Faults(faults or [Fault(place, "it has no dimensions.", ANEW)])
    dimensions = {}
    for name in names:
        dimension = _dimension(name, said, place)
        dimensions[dimension.name] = dimension
    if len(dimensions) != len(names):
        raise Faults([Fault(place, "two dimensions have the same name.", ANEW)])
    called = dict(zip(names, dimensions, strict=True))
    metric, times = _one(said, "CONTVARIABLE"), [each for each in said["TIMEVAL"] if each in called]
    count = math.prod(len(each.codes) for each in dimensions.values())
    value, status = _cells(said["DATA"][""], count, place)
    roles = {"time": tuple(called[each] for each in times), "metric": (called[metric],) if metric in called else ()}
    return Dataset(
        cells=crossed(dimensions.values()).assign(value=value, status=status),
        dimensions=dimensions,
        roles=roles,
        label=_one(said, "DESCRIPTION") or _one(said, "TITLE"),
        source=_one(said, "SOURCE"),
        updated=_day(_first(said, "LAST-UPDATED") or _first(said, "CREATION-DATE")),
        notes=tuple(" ".join(note.split("#")) for note in said["NOTE"].get("", ())),
        extension={"px": {"tableid": _one(said, "TABLEID") or _one(said, "MATRIX"), "unit": _first(said, "UNITS")}},
    )


def _text(content: bytes, place: str) -> str:
    """The file's text, in the encoding that it names; without one it is as old programs wrote it."""
    head = content[:2000].decode("latin-1")
    named = re.search(r'CODEPAGE="([^"]+)"', head)
    encoding = named[1] if named else "cp1252" if "CHARSET" in head else "cp850"
    try:
        return content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else encoding)
    except (LookupError, ValueError) as error:  # an encoding that is not known, is none, or does not fit
        raise RadrumError(f"{place}: it is not in the encoding that it names ({error}). {ANEW}") from None


def _statements(text: str, place: str) -> defaultdict[str, dict[str, list[str]]]:
    """What each keyword says in the main language, by what it says it of: "" where that is the whole table."""
    said, at = defaultdict(dict), 0
    while found := STATEMENT.match(text, at):
        at = found.end()
        if found["language"] is None:
            item = CELL if found["keyword"] == "DATA" else ITEM
            items = [_plain(each) for each in item.findall(found["value"])]
            of = ITEM.findall(found["of"] or "")
            if len(of) < 2:
                said[found["keyword"]][_plain(of[0]) if of else ""] = items
    if not said or text[at:].strip(" \r\n\t\x1a"):
        line = text.count("\n", 0, at) + 1
        raise RadrumError(f"{place} line {line}: not a PX file, or one that is cut short. Save it anew as PX.")
    return said


def _dimension(name: str, said: dict, place: str) -> Dimension:
    labels = said["VALUES"][name]
    codes = said["CODES"].get(name, labels)
    if len(codes) != len(labels) or len(set(codes)) != len(codes):
        raise Faults(
            [Fault(f"{place}, {name}", "CODES and VALUES are not of one length, or not distinct.", "Save anew.")]
        )
    units = {}
    if said["CONTVARIABLE"].get("") == [name]:
        shown = _one(said, "SHOWDECIMALS") or _one(said, "DECIMALS")
        decimals, whole = int(shown) if shown.isdigit() else None, _one(said, "UNITS")
        words = {label: (said["UNITS"].get(label) or [whole])[0] for label in labels}
        units = {code: {"base": words[label], "decimals": decimals} for code, label in zip(codes, labels, strict=True)}
    called = (said["VARIABLECODE"].get(name) or [name])[0]
    return Dimension(called, name, tuple(codes), dict(zip(codes, labels, strict=True)), units)


def _cells(items: list[str], count: int, place: str) -> tuple[pd.Series, pd.Series]:
    """The value and the sign of each cell."""
    if len(items) != count:
        raise Faults(
            [Fault(place, f"there are {count} cells and {len(items)} in DATA.", "It may have been cut short.")]
        )
    signs = [item if SIGN.fullmatch(item) else None for item in items]
    try:
        value = [None if sign else float(item) for item, sign in zip(items, signs, strict=True)]
    except ValueError as error:
        raise Faults([Fault(place, f"a cell of DATA is not a number ({error}).", ANEW)]) from None
    return pd.Series(value, dtype=float), pd.Series(signs, dtype="str")


def _plain(item: str) -> str:
    """A text without its quotes, the parts that stand on several lines joined."""
    return "".join(re.findall(r'"([^"]*)"', item)) if item.startswith('"') else item


def _one(said: dict, keyword: str) -> str:
    return (said[keyword].get("") or [""])[0]


def _first(said: dict, keyword: str) -> str:
    return next((items[0] for items in said[keyword].values() if items), "")


def _day(stamp: str) -> str:
    found = re.match(r"(\d{4})(\d{2})(\d{2})", stamp)
    return "-".join(found.groups()) if found else ""
