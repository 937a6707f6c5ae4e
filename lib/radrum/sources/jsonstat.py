"""JSON-stat 1 and 2, dense or sparse, as a tidy frame. What does not add up is refused, never padded or cut.

The format: https://json-stat.org/full/ (2.0) and https://json-stat.org/format/1.x/.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from radrum.errors import Fault, Faults, RadrumError

MOST = 5_000_000  # cells
BROKEN = (AttributeError, KeyError, TypeError, ValueError, OverflowError)  # a list for an object, a word for a number


@dataclass(frozen=True)
class Dimension:
    """One dimension: its codes in order, what it and they are called, and the unit of each code's numbers."""

    name: str
    label: str
    codes: tuple[str, ...]
    labels: Mapping[str, str]
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Dataset:
    """One table of numbers.

    ``cells`` has one row a cell, whether it has a value or not: a column of codes a dimension, named as it, ``value``
    (missing where there is none) and ``status`` (missing where nothing is said). ``roles`` names the dimensions that
    are ``time``, ``geo`` and ``metric``. ``label``, ``source`` and ``updated`` are the table's own, or empty.
    """

    cells: pd.DataFrame
    dimensions: Mapping[str, Dimension]
    roles: Mapping[str, tuple[str, ...]]
    label: str
    source: str
    updated: str
    notes: tuple[str, ...]
    extension: Mapping[str, Any]


def read_jsonstat(content: Any, place: str) -> Dataset:
    """The one data set of ``content``, parsed JSON from ``place``. Raises ``RadrumError`` where that is not there."""
    try:
        return _read(_only(content, place), place)
    except BROKEN as error:
        raise _not_jsonstat(place) from error


def read_dimensions(content: Any, place: str) -> dict[str, Dimension]:
    """The dimensions of a data set, with or without its values: what can be asked for."""
    try:
        return _dimensions(_only(content, place), place)
    except BROKEN as error:
        raise _not_jsonstat(place) from error


def _only(content: Any, place: str) -> Mapping:
    found = list(_datasets(content, place))
    if len(found) != 1:
        names = ", ".join(str(each.get("label", "?")) for each in found) or "none"
        raise RadrumError(f"{place}: one data set was expected, and there is {names}. Give the address of one.")
    return found[0]


def _datasets(content: Any, place: str) -> Iterator[Mapping]:
    """The data sets of a data set, a collection or, in version 1, a bundle."""
    if not isinstance(content, dict):
        raise _not_jsonstat(place)
    if content.get("class") == "collection":
        items = content.get("link", {}).get("item", [])
        if any(item.get("class") != "dataset" or "dimension" not in item for item in items):
            where = ", ".join(str(item.get("href")) for item in items[:3])
            raise RadrumError(f"{place}: a list of other addresses, not data. Give one of them: {where}.")
        yield from items
    elif isinstance(content.get("dimension"), dict):
        yield content
    else:
        objects = [each for each in content.values() if isinstance(each, dict)]
        bundled = [each for each in objects if isinstance(each.get("dimension"), dict)]
        if not bundled:
            raise _not_jsonstat(place)
        yield from bundled


def _not_jsonstat(place: str) -> RadrumError:
    return RadrumError(f"{place}: what came is not JSON-stat. Check the address and the format asked for.")


def _dimensions(given: Mapping, place: str) -> dict[str, Dimension]:
    """The dimensions in their order. Raises ``Faults`` where sizes and categories are not the same."""
    about = given["dimension"]
    names, sizes = (given.get(key, about.get(key)) for key in ("id", "size"))  # version 1 has them one level down
    if not isinstance(names, list) or not isinstance(sizes, list) or len(names) != len(sizes) or not names:
        raise Faults([Fault(place, "'id' and 'size' do not name the same dimensions.", "Ask for it again.")])
    if len(set(names)) != len(names) or any(not isinstance(about.get(name), dict) for name in names):
        raise Faults([Fault(place, f"the dimensions {names} are not described each.", "Ask for it again.")])
    read, faults = {}, []
    for name, size in zip(names, sizes, strict=True):
        dimension = _dimension(name, about[name], f"{place}, dimension {name}")
        if len(dimension.codes) != size:
            found = f"'size' says {size} and there are {len(dimension.codes)} categories."
            faults.append(Fault(f"{place}, dimension {name}", found, "Ask for it again."))
        read[name] = dimension
    if faults:
        raise Faults(faults)
    return read


def _dimension(name: str, about: Mapping, place: str) -> Dimension:
    category = about.get("category")
    if not isinstance(category, dict):
        raise Faults([Fault(place, "it has no categories.", "Ask for it again.")])
    labels = category.get("label") or {}
    index = category.get("index", list(labels))  # may be left out where there is one
    if isinstance(index, dict):
        if sorted(index.values(), key=str) != sorted(range(len(index)), key=str):
            raise Faults([Fault(place, "its categories are not numbered 0, 1, 2 …", "Ask for it again.")])
        index = sorted(index, key=index.get)
    codes = tuple(map(str, index))
    if len(set(codes)) != len(codes):
        raise Faults([Fault(place, "a category stands twice.", "Ask for it again.")])
    labels = {code: str(labels.get(code, code)) for code in codes}
    stated = category.get("unit")
    units = {code: unit for code, unit in stated.items() if isinstance(unit, dict)} if isinstance(stated, dict) else {}
    return Dimension(name, str(about.get("label", name)), codes, labels, units)


def _read(given: Mapping, place: str) -> Dataset:
    dimensions = _dimensions(given, place)
    sizes = [len(each.codes) for each in dimensions.values()]
    count = math.prod(sizes)
    if count > MOST:
        raise RadrumError(f"{place}: {count:,} cells are more than can be read at once. Ask for less.")
    if not given.get("value"):
        raise RadrumError(f"{place}: there is not one value in it. Ask for data, not for what there is.")
    taken = {"value", "status"} & set(dimensions)
    if taken:
        raise Faults([Fault(place, f"a dimension is called '{min(taken)}'.", "Rådrum cannot tell it from the cells'.")])
    values = _numbers(_spread(given["value"], count, "value", place), place)
    said = given.get("status") or {}
    status = [said] * count if isinstance(said, str) else _spread(said, count, "status", place)
    words = pd.Series([None if each in (None, "") else str(each) for each in status], dtype="str")
    about = given["dimension"]
    roles = given.get("role", about.get("role")) or {}
    notes, extension = given.get("note") or [], given.get("extension")
    return Dataset(
        cells=crossed(dimensions.values()).assign(value=pd.Series(values, dtype=float), status=words),
        dimensions=dimensions,
        roles={role: tuple(names) for role, names in roles.items()},
        label=str(given.get("label", "")),
        source=str(given.get("source", "")),
        updated=str(given.get("updated", "")),
        notes=tuple(map(str, notes if isinstance(notes, list) else [notes])),
        extension=extension if isinstance(extension, dict) else {},
    )


def crossed(dimensions: Iterable[Dimension]) -> pd.DataFrame:
    """Every combination of codes, one row each, the last dimension changing fastest: the order of a table's cells."""
    dimensions = list(dimensions)
    sizes = [len(each.codes) for each in dimensions]
    places = np.unravel_index(np.arange(math.prod(sizes)), sizes)
    columns = {
        each.name: pd.array(np.array(each.codes, dtype=object)[at], dtype="str")
        for each, at in zip(dimensions, places, strict=True)
    }
    return pd.DataFrame(columns)


def _spread(given: Any, count: int, what: str, place: str) -> list:
    """One item a cell, of a list with all of them or an object with those that there are."""
    if isinstance(given, list):
        if len(given) != count:
            found = f"there are {count} cells and {len(given)} in '{what}'."
            raise Faults([Fault(place, found, "It may have been cut short: ask for it again.")])
        return given
    if not isinstance(given, dict):
        raise Faults([Fault(place, f"'{what}' is neither a list nor an object.", "Ask for data, not for metadata.")])
    spread = [None] * count
    for at, item in given.items():
        if not (at.isdecimal() and at == str(int(at)) and int(at) < count):
            found = f"'{what}' names the cell '{at}', and there are {count}."
            raise Faults([Fault(place, found, "Ask for it again.")])
        spread[int(at)] = item
    return spread


def _numbers(values: list, place: str) -> list:
    for at, value in enumerate(values):
        number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if value is not None and not number:
            found = f"the value of cell {at} is {value!r}, not a number."
            raise Faults([Fault(place, found, "Ask for JSON-stat, where a sign is a status.")])
    return values
