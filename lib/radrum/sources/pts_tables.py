"""The two shapes of PTS's tables: a row for each area, year and settlement (tidy), or a column for each year (wide)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from radrum.errors import Fault, Faults
from radrum.sources import pts_headings as said
from radrum.sources.pts_headings import Headings, Meaning
from radrum.sources.sheets import Gazetteer, Sheet, Table, Unknown, find, plain, tidy
from radrum.sources.sheets.books import letters
from radrum.sources.sheets.entries import Entry, read_entry
from radrum.sources.sheets.gazetteer import CALLED

TIDY = {
    "year": ("Årtal", "År"),
    "base": ("Bas",),
    "level": ("Aggregerat på",),
    "segment": ("Område",),
    "county": ("Lännamn", "Län"),
    "name": ("Kommunnamn", "Kommun"),
    "code": ("Kod", "Kommunkod"),
}
WIDE = {
    "code": ("Kod", "Kommunkod", "Områdeskod", "Läns- och kommunkod", "Kommun- och länskod"),
    "name": ("Kommun/Län/Riket", "Namn", "Kommun", "Kommunnamn", "Län/Kommun", "Kommun/Län", "Område", "Region"),
    "county": ("Län", "Lännamn"),
}
LEVELS = {"kommun": "municipality", "län": "county", "riket": "country", "nationellt": "country", "sverige": "country"}
AREA = ("täckning", "yta", "mobil")  # words of headings that speak of land covered


@dataclass(frozen=True)
class Asked:
    """What the person says of the file where it does not: ``year`` and ``segment``; and ``sheet``, to read it alone."""

    year: int | None = None
    segment: str | None = None
    sheet: str | None = None


@cache
def measured(year: int) -> pd.Timestamp:
    """The day that PTS's figures of a year are of."""
    return pd.Timestamp(year, 10, 1)


class Gathering:
    """What a workbook's sheets hold, gathered one after the other.

    ``entries`` are its cells, ``faults`` what is wrong with it, ``without_table`` sentences on the sheets passed over,
    and ``tables`` in how many a table was found.
    """

    def __init__(self, headings: Headings, asked: Asked):
        self.headings, self.asked = headings, asked
        self.entries: list[Entry] = []
        self.faults: list[Fault] = []
        self.without_table: list[str] = []
        self.tables = 0
        self._gazetteers: dict[int, Gazetteer] = {}
        self._passed: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, sheet: Sheet) -> None:
        """Gather from a sheet, whatever its shape; one without a table is told and passed over."""
        try:
            table = find(sheet, TIDY, [("year",), ("base",), ("level",), ("segment",)], self.headings.meaning)
            read = self._tidy
            if table is None:
                table = find(sheet, WIDE, [("code", "name")], self.headings.meaning, lambda each: each.facts)
                read = self._wide
            if table is None or (read == self._wide and not table.values and "code" not in table.columns):
                self.without_table.append(f"{sheet.place}: no table that is known.")
                return
        except Faults as found:
            self.faults += found.faults
        else:
            read(table)
        self.tables += 1

    def left_out(self) -> tuple[str, ...]:
        """Sentences on what has been passed over: sheets, and columns with the reason."""
        columns = [
            f"{place} column {', '.join(map(letters, sorted(each)))}: {reason}."
            for (place, reason), each in self._passed.items()
        ]
        return (*self.without_table, *columns)

    def _tidy(self, table: Table[Meaning]) -> None:
        columns = self._wanted(table)
        for row in table.rows():
            blank = table.says_nothing(row, columns)
            try:
                year = _year(table, row)
                kind = _one_of(table, row, "level", LEVELS)
                area = _area(table, row, self._gazetteer(year), (kind,))
                segment = said.segment_of(tidy(table.cell(row, "segment")))
                if segment is None:
                    raise _strange(table, row, "segment", "Totalt, Tätort or Utanför tätort")
                base = _one_of(table, row, "base", said.BASES)
            except Faults as found:
                self.faults += () if blank else found.faults
                continue
            for column, meaning in columns.items():
                counted = said.COUNTED.get(meaning.to.measure.name, base)
                if counted == base:
                    self._take(table, row, column, meaning, (area, year, segment, base))
                elif tidy(table.sheet.cell(row, column)):
                    found = f"a number of {counted}, but the row is of {base}."
                    self._fault(table.at(row, column), found, "Empty the cell, or mend the heading.")

    def _wide(self, table: Table[Meaning]) -> None:
        columns = {column: (each, self._whose(table, column, each)) for column, each in self._wanted(table).items()}
        columns = {column: (each, whose) for column, (each, whose) in columns.items() if whose}
        newest = max((year for _, (year, _, _) in columns.values()), default=None)
        for row in table.rows() if newest else ():
            try:
                area = _area(table, row, self._gazetteer(newest))
            except Faults as found:
                self.faults += () if table.says_nothing(row, columns) else found.faults
                continue
            for column, (meaning, (year, segment, base)) in columns.items():
                if area in self._gazetteer(year).areas.index:
                    self._take(table, row, column, meaning, (area, year, segment, base))
                elif tidy(table.sheet.cell(row, column)):
                    self._fault(table.at(row, column), f"{area} is no area in {year}.", "Check the code and the year.")

    def _whose(self, table: Table[Meaning], column: int, meaning: Meaning) -> tuple[int, str, str] | None:
        """Year, segment and base of a column of a wide table; None where it is left out or they cannot be told."""
        name, above, where = table.sheet.name, table.above, table.at(table.first - 1, column)
        year = meaning.year or self.asked.year or said.year_in(above) or said.year_in([name])
        base, segment, faults = "area", "all", len(self.faults)
        if not meaning.area_covered:
            base = meaning.base or said.base_in([name]) or said.base_in(above)
            segment = self.asked.segment or said.segment_in(name, above)
        elif not self.asked.sheet:
            operator = meaning.operator or said.operator_of((name, *above))
            if operator is None:
                told = "nothing says whether it is of all operators or of one."
                self._fault(where, told, "Name the sheet that is of all with --sheet.")
            elif operator != "all":
                self._pass(table, column, f"of {operator} alone")
                return None
        if year is None:
            self._fault(where, "neither the heading nor the title names one year.", "Name it with --year.")
        if base is None:
            self._fault(where, "the heading does not say who is counted.", "Write Hushåll or Arbetsställen in it.")
        if segment is None:
            told = "neither the sheet's name nor its title says where those counted live."
            self._fault(where, told, "Name it with --segment all, urban or rural.")
        return (year, segment, base) if faults == len(self.faults) else None

    def _wanted(self, table: Table[Meaning]) -> dict[int, Meaning]:
        """The columns to read; those left out are told, and a heading that nobody has mapped is a fault."""
        wanted = {}
        for column, meaning in table.values.items():
            if meaning.gain:
                self._pass(table, column, "reckoned with a better aerial")
            elif not self.headings.wanted(meaning):
                self._pass(table, column, "not asked for")
            else:
                wanted[column] = meaning
        self.faults += table.wordy() if self.headings.only else []
        for column in table.unknown:
            where, heading = table.at(table.first - 1, column), table.heading(column)
            if self.headings.only:
                self._pass(table, column, "not asked for")
                continue
            covered = any(word in plain(f"{heading} {table.sheet.name}") for word in AREA)
            phrases = self.headings.mobile if covered else self.headings.fixed
            self.faults.append(phrases.unmapped(where, heading))
        return wanted

    def _take(
        self, table: Table[Meaning], row: int, column: int, meaning: Meaning, key: tuple[str, int, str, str]
    ) -> None:
        measure, (area, year, segment, base) = meaning.to.measure, key
        place, shown = table.at(row, column), (row, column) in table.sheet.percent
        try:
            written = read_entry(table.sheet.cell(row, column), place, shown, measure.unit)
        except Faults as found:
            self.faults += found.faults
            return
        headed = table.says(column, "%", "procent")
        about = (area, measured(year), measure.name, segment, base, measure.unit)
        self.entries.append(Entry(*about, table.sheet.place, column, written, place, headed))

    def _gazetteer(self, year: int) -> Gazetteer:
        if year not in self._gazetteers:
            self._gazetteers[year] = Gazetteer("SE", measured(year))
        return self._gazetteers[year]

    def _pass(self, table: Table[Meaning], column: int, reason: str) -> None:
        self._passed[table.sheet.place, reason].append(column)

    def _fault(self, place: str, found: str, remedy: str) -> None:
        self.faults.append(Fault(place, found, remedy))


def _area(table: Table, row: int, gazetteer: Gazetteer, kinds: tuple[str, ...] = tuple(CALLED)) -> str:
    code, name, county = (table.cell(row, word) for word in ("code", "name", "county"))
    if kinds == ("country",) and not tidy(code):
        return "SE"
    if kinds == ("county",) and not tidy(code):
        code, name, county = "", county, ""
    column = next(word for word in ("code", "name", "county") if word in table.columns)
    try:
        return gazetteer.area(code, name, county, kinds)
    except Unknown as error:
        raise Faults([Fault(table.at(row, column), error.found, error.remedy)]) from None


def _year(table: Table, row: int) -> int:
    found = said.YEAR.fullmatch(plain(table.cell(row, "year")))
    if not found:
        raise _strange(table, row, "year", "a year, as 2016")
    return int(found[1])


def _one_of(table: Table, row: int, word: str, known: Mapping[str, str]) -> str:
    meant = known.get(plain(table.cell(row, word)))
    if meant is None:
        raise _strange(table, row, word, f"one of {', '.join(each.capitalize() for each in known)}")
    return meant


def _strange(table: Table, row: int, word: str, expected: str) -> Faults:
    return Faults([Fault(table.at(row, word), f"'{tidy(table.cell(row, word))}' is not known.", f"Write {expected}.")])
