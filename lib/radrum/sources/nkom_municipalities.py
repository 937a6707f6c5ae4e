"""Nkom's table of municipalities and counties (2021): names in capitals without a code, a row for each settlement."""

from collections.abc import Collection

import pandas as pd

from radrum.errors import Fault, Faults
from radrum.sources.mapping import Mapped
from radrum.sources.sheets import Gazetteer, Table, Unknown, find, plain, read_sheets, tidy
from radrum.sources.sheets.books import letters
from radrum.sources.sheets.entries import Entry, read_entry, told_once, values
from radrum.sources.sheets.phrases import Phrases

WORDS = {
    "segment": ("geo", "geografi"),
    "name": ("komnavn", "kommune", "kommunenavn"),
    "code": ("komnr", "kommunenr", "kommunenummer"),
    "county": ("fylke", "fylkesnavn"),
    "year": ("år", "ar", "årstall"),
}
NEEDED = [("segment",), ("name", "code", "county")]
SEGMENTS = {
    "totalt": "all",
    "total": "all",
    "tettbygd": "urban",
    "tettsted": "urban",
    "spredtbygd": "rural",
    "spredt": "rural",
    "utkant": "rural",
}
SURE = ("available_fibre", "available_wired", "available_10mbps", "available_30mbps", "available_100mbps")
BASE = "households"
EXPECTED = (
    "Expected a heading with komnr, boliger, 10mbit, 30mbit and 100mbit (buildings), with adrid and hus (addresses), "
    "with adrid, tek and ned (offers), or with geo and komnavn or fylke (areas)."
)


def municipalities(
    content: bytes, place: str, phrases: Phrases, year: int | None, only: Collection[str], unit: str | None
) -> tuple[pd.DataFrame, list[str]]:
    """The values of the table in ``content``, and sentences on what is left out.

    A municipality is known by its name on 30 June of the year, and by its county where two have that name. ``year`` is
    the one measured where no column says it. Raises ``Faults`` with every fault of the file.
    """
    entries, faults, left_out, tables = [], [], [], 0
    for sheet in read_sheets(content, place):
        try:
            table = find(sheet, WORDS, NEEDED, lambda path: phrases.meant(" ".join(path)))
        except Faults as found:
            faults += found.faults
            continue
        if table is None or sheet.hidden:
            left_out.append(f"{sheet.place}: {'hidden' if sheet.hidden else 'no table that is known'}.")
            continue
        tables += 1
        columns = {at: to for at, to in table.values.items() if not only or to.measure.name in only}
        passed = sorted({*table.values, *(table.unknown if only else ())} - columns.keys())
        if passed:
            left_out.append(f"{sheet.place} column {', '.join(map(letters, passed))}: not asked for.")
        where = table.first - 1
        faults += table.wordy() if only else []
        unknown = () if only else table.unknown
        faults += [phrases.unmapped(table.at(where, column), table.heading(column)) for column in unknown]
        _gather(table, columns, year, entries, faults)
    if not tables and not faults:
        faults = [Fault(place, "no table of Nkom that is known.", EXPECTED)]
    try:
        frame = values(entries, sure=SURE, unit=unit)
    except Faults as found:
        faults += found.faults
    lacking = [] if faults else [name for name in only if name not in set(frame["measure"])]
    faults += [Fault(place, f"no heading means {name}.", "Look at its headings.") for name in lacking]
    if not faults and frame.empty:
        faults = [Fault(place, "not one value stands in it.", "Check that it is the right file.")]
    if faults:
        raise Faults(told_once(faults))
    return frame, left_out


def _gather(
    table: Table[Mapped], columns: dict[int, Mapped], year: int | None, entries: list[Entry], faults: list[Fault]
) -> None:
    gazetteers: dict[int, Gazetteer] = {}
    for row in table.rows():
        blank = table.says_nothing(row, columns)
        try:
            measured = _year(table, row, year)
            gazetteer = gazetteers.setdefault(measured, Gazetteer("NO", pd.Timestamp(measured, 6, 30)))
            area, segment = _area(table, row, gazetteer), SEGMENTS.get(plain(table.cell(row, "segment")))
            if segment is None:
                found = f"'{tidy(table.cell(row, 'segment'))}' is no kind of settlement."
                raise Faults([Fault(table.at(row, "segment"), found, "Write totalt, tettbygd or spredtbygd.")])
        except Faults as found:
            faults += () if blank else found.faults
            continue
        for column, to in columns.items():
            where, shown = table.at(row, column), (row, column) in table.sheet.percent
            try:
                said = read_entry(table.sheet.cell(row, column), where, shown, to.measure.unit)
            except Faults as found:
                faults += found.faults
                continue
            headed = table.says(column, "%", "prosent")
            about = (area, pd.Timestamp(measured, 1, 1), to.measure.name, segment, BASE, to.measure.unit)
            entries.append(Entry(*about, table.sheet.place, column, said, where, headed))


def _area(table: Table[Mapped], row: int, gazetteer: Gazetteer) -> str:
    code, name, county = (table.cell(row, word) for word in ("code", "name", "county"))
    kinds: tuple[str, ...] = ("municipality",)
    if not tidy(code) and not tidy(name):
        name, county, kinds = county, "", ("county", "country")
    word = next(word for word in ("name", "code", "county") if word in table.columns)
    try:
        return gazetteer.area(code, name, county, kinds)
    except Unknown as error:
        raise Faults([Fault(table.at(row, word), error.found, error.remedy)]) from None


def _year(table: Table[Mapped], row: int, given: int | None) -> int:
    written = tidy(table.cell(row, "year"))
    if written.isdecimal() and len(written) == 4:
        return int(written)
    if written or given is None:
        found = f"'{written}' is no year." if written else "nothing says which year was measured."
        raise Faults(
            [Fault(table.sheet.at(row), found, "Name it with --year." if not written else "Write it as 2021.")]
        )
    return given
