"""From the cells of tables to tidy values: percent or fraction settled, nothing said twice, all faults at once."""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from radrum.errors import Fault, Faults
from radrum.sources.keeping import typed
from radrum.sources.sheets.cells import Written, count, written
from radrum.sources.sheets.shares import Cell, shares

KEY = ["area", "period", "measure", "segment", "base"]
ROW, MANY = re.compile(r" row \d+"), 3
COLUMNS = [*KEY, "value", "decimals", "unit", "status", "place"]


@dataclass(frozen=True)
class Entry:
    """One cell of a table: whose value it is, what it says and where it stands.

    ``column`` and ``table`` say in which it stands: the cells of one column have one unit, and the columns of one table
    vouch for each other.
    """

    area: str
    period: pd.Timestamp
    measure: str
    segment: str
    base: str
    unit: str
    table: str
    column: Hashable
    said: Written
    place: str
    headed_percent: bool = False


def read_entry(cell: Any, place: str, shown_as_percent: bool, unit: str) -> Written:
    """What a cell of a share or of a count says. Raises ``Faults`` where it says neither a number nor a known mark."""
    try:
        if unit == "number":
            count(cell)
        return written(cell, shown_as_percent=shown_as_percent and unit != "number")
    except ValueError as error:
        what = "a whole number" if unit == "number" else "a share"
        raise Faults(
            [Fault(place, f"{error} is not {what}.", "Mend the cell, or write .. where it is missing.")]
        ) from None


def values(entries: Iterable[Entry], *, sure: Collection[str] = (), unit: str | None = None) -> pd.DataFrame:
    """One row per (area, period, measure, segment, base): value, decimals, unit, status and the place it stands.

    Shares are percent: see ``shares``; ``sure`` are the measures whose shares cannot all be under 1 percent. An empty
    cell is a missing value with status ``not_available``, unless another cell says what it is.

    Raises ``Faults`` where a column's unit cannot be told, or two cells say different things of the same.
    """
    tables: dict[str, dict[Hashable, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    rows, faults = [], []
    for entry in entries:
        if entry.unit == "number":
            rows.append(_row(entry, entry.said.value, 0))
        else:
            tables[entry.table][entry.column].append(entry)
    for table in tables.values():
        try:
            rows += _shares(table, sure, unit)
        except Faults as found:
            faults += found.faults
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "blank"]).astype({"value": float, "blank": bool})
    frame = frame.sort_values("blank", kind="stable")
    faults += _contradictions(frame[~frame["blank"]])
    if faults:
        raise Faults(faults)
    return frame.drop_duplicates(KEY).sort_values(KEY, kind="stable", ignore_index=True)[COLUMNS]


def _shares(table: Mapping[Hashable, list[Entry]], sure: Collection[str], unit: str | None) -> list[list[Any]]:
    read = shares(
        {name: [Cell(entry.said, entry.place) for entry in each] for name, each in table.items()},
        sure=[name for name, each in table.items() if each[0].measure in sure],
        headed=[name for name, each in table.items() if each[0].headed_percent],
        unit=unit,
    )
    return [
        _row(entry, share.value, share.decimals)
        for name, each in table.items()
        for entry, share in zip(each, read[name], strict=True)
    ]


def _row(entry: Entry, value: Any, decimals: int) -> list[Any]:
    number = None if value is None else float(value)
    key = [entry.area, entry.period, entry.measure, entry.segment, entry.base]
    return [*key, number, decimals, entry.unit, entry.said.status or None, entry.place, entry.said.blank]


def _contradictions(frame: pd.DataFrame) -> list[Fault]:
    """Cells that say of the same what another cell does not."""
    said = frame.fillna({"value": -1.0, "status": ""}).drop_duplicates([*KEY, "value", "status"])
    return [
        Fault(
            same["place"].iloc[1], f"not what stands in {same['place'].iloc[0]} of the same.", "Mend or leave out one."
        )
        for _, same in said[said.duplicated(KEY, keep=False)].groupby(KEY, sort=False)
    ]


def told_once(faults: Iterable[Fault]) -> list[Fault]:
    """``faults``, of which those that many rows of one column share are one, with the number of the other rows."""
    alike: dict[tuple[str, str, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        alike[ROW.sub(" row", fault.place), fault.found, fault.remedy].append(fault)
    return [
        Fault(each[0].place, f"{each[0].found} The same in {len(each) - 1} more rows.", each[0].remedy)
        if len(each) > MANY
        else fault
        for each in alike.values()
        for fault in (each[:1] if len(each) > MANY else each)
    ]


def statistics(
    values: pd.DataFrame, source: str, published: pd.Timestamp | None, precision: str, url: str = ""
) -> pd.DataFrame:
    """``values`` in the columns of ``Statistics``, published by ``source`` on a day that is known to ``precision``."""
    said = {"source": source, "published": published, "published_precision": precision, "url": url or None}
    return typed(values.assign(**said, comment=None))
