"""A table found in a sheet by the words of its heading: of one row or several, merged, wherever it stands."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from radrum.errors import Fault, Faults
from radrum.sources.sheets.books import Sheet, letters
from radrum.sources.sheets.cells import tidy, written

DEEP = 4  # rows that a heading may have
FAR = 60  # rows in which a heading is looked for
FIGURE, YEAR = re.compile(r"[-+]?[0-9][0-9 ]*([.,][0-9]+)?([eE][-+]?[0-9]+)? ?%?"), re.compile("(19|20)[0-9]{2}")
MEND = "Mend the heading."
NOTES = re.compile(r"[*†‡¹²³⁰-⁹]+|\u00ad")
Meaning = TypeVar("Meaning")
Path = tuple[str, ...]


def plain(text: Any) -> str:
    """The words of a text, in small letters with single spaces: how headings and names are compared.

    Marks of footnotes, hyphens, brackets and signs are no words.
    """
    return _plain(tidy(text))


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    spelt = unicodedata.normalize("NFKC", NOTES.sub("", text)).casefold()
    return " ".join(re.findall(r"\w+", spelt.replace("_", " ")))


@dataclass(frozen=True)
class Table(Generic[Meaning]):
    """A table in a sheet.

    ``columns`` has the column of each word asked for and found, ``values`` what each column of values means, and
    ``unknown`` those with a heading that means nothing known. ``paths`` are the headings, from the top row down, and
    ``above`` what stands over them; ``first`` is the first row under the heading. Rows and columns count from 0.
    """

    sheet: Sheet
    columns: dict[str, int]
    values: dict[int, Meaning]
    unknown: tuple[int, ...]
    paths: dict[int, Path]
    above: tuple[str, ...]
    first: int

    def rows(self) -> Iterator[int]:
        """The rows under the heading in which something is said."""
        for row in range(self.first, len(self.sheet.rows)):
            if any(tidy(cell) for cell in self.sheet.rows[row]):
                yield row

    def says_nothing(self, row: int, columns: Iterable[int]) -> bool:
        """Whether a row has nothing under any of ``columns``, or but one text that is no value: a note, say."""
        filled = [cell for cell in self.sheet.rows[row] if tidy(cell)]
        note = len(filled) == 1 and isinstance(filled[0], str) and not _value(filled[0])
        return note or not any(tidy(self.sheet.cell(row, column)) for column in columns)

    def wordy(self) -> list[Fault]:
        """Columns that nobody knows and that hold words: they may say whose the values are."""
        return [
            Fault(
                self.at(row, column),
                "a column of words that is not known.",
                "Remove it where the rows are whole without.",
            )
            for column in self.unknown
            for row in itertools.islice((row for row in self.rows() if not _value(self.sheet.rows[row][column])), 1)
        ]

    def cell(self, row: int, word: str) -> Any:
        """What a row says under the heading ``word``; empty where the table has no such column."""
        return self.sheet.cell(row, self.columns[word]) if word in self.columns else ""

    @cached_property
    def _headings(self) -> dict[int, str]:
        return {column: " / ".join(path) for column, path in self.paths.items()}

    def heading(self, column: int) -> str:
        """A column's heading in one line."""
        return self._headings[column]

    def says(self, column: int, *words: str) -> bool:
        """Whether one of ``words`` stands in a column's heading."""
        return any(word in self._headings[column].casefold() for word in words)

    def at(self, row: int, column: int | str) -> str:
        """How a message names a cell."""
        column = self.columns[column] if isinstance(column, str) else column
        return self.sheet.at(row, column, self.heading(column))


def find(
    sheet: Sheet,
    words: Mapping[str, Collection[str]],
    needed: Sequence[Collection[str]],
    meaning: Callable[[Path], Meaning | None],
    weight: Callable[[Meaning], int] = lambda each: 1,
) -> Table[Meaning] | None:
    """The table of ``sheet`` that has one column of each of ``needed``; None where it holds no such table.

    ``words`` are the headings by which each column of a row's own (its area, its year) is known; ``needed`` are names
    of those, of which one of each suffices; ``meaning`` says what a column of values is, from its heading's texts, None
    where that is not known. Of several ways to read a heading the one whose meanings weigh most is taken.

    Raises ``Faults`` where the sheet has half of what is needed (or values and no area), where a heading stands twice,
    where something stands under no heading, and where a row of a text file has not as many cells as the heading.
    """
    asked = {_squeezed(word): name for name, each in words.items() for word in each}
    begins = range(min(len(sheet.rows), FAR))
    texts = [[tidy(sheet.cell(row, column)) for column in range(len(sheet.rows[row]))] for row in begins]
    best, rank = None, (0, 0)
    for last in begins:
        if not any(texts[last]) or any(map(_figure, texts[last])):
            continue
        for top in range(last, max(-1, last - DEEP), -1):
            paths = _paths(texts[top : last + 1])
            named = _named(paths, asked)
            found = sum(any(name in named.values() for name in each) for each in needed)
            if found >= rank[0]:
                means = {column: meaning(path) for column, path in paths.items() if column not in named}
                values = {column: each for column, each in means.items() if each is not None}
                if (has := (found, sum(map(weight, values.values())))) > rank:
                    unknown = tuple(column for column in means if column not in values)
                    columns = {name: column for column, name in reversed(named.items())}
                    above = tuple(text for row in texts[:top] for text in row if text)
                    best, rank = Table(sheet, columns, values, unknown, paths, above, last + 1), has
    if best is None or (2 * rank[0] < len(needed) and not (rank[1] and len(needed) == 1)):
        return None
    heading = sheet.at(best.first - 1)
    lacking = [each for each in needed if best.columns.keys().isdisjoint(each)]
    faults = [
        Fault(heading, f"no column is headed {_either([word for name in each for word in words[name]])}.", MEND)
        for each in lacking
    ]
    faults += _twice(best, asked) + _unheaded(best) + _uneven(best)
    if faults:
        raise Faults(faults)
    return best


def _paths(texts: Sequence[Sequence[str]]) -> dict[int, Path]:
    """Each column's heading: its texts from the top row down, those of merged cells carried to all their columns.

    A file that keeps no merged cells leaves the cells beside the text empty. They are filled from the left, save in the
    last row, and never past a column that begins something new in a row above. A column without a text of its own has
    no heading.
    """
    levels, starts = [list(level) for level in texts], [False] * len(texts[0])
    for level in levels[:-1]:
        starts = [begun or bool(text) for begun, text in zip(starts, level, strict=True)]
        for column in range(1, len(level)):
            if not level[column] and not starts[column]:
                level[column] = level[column - 1]
    paths = {column: tuple(dict.fromkeys(filter(None, each))) for column, each in enumerate(zip(*levels, strict=True))}
    return {column: path for column, path in paths.items() if any(level[column] for level in texts)}


def _named(paths: Mapping[int, Path], asked: Mapping[str, str]) -> dict[int, str]:
    """Which columns are among those asked for, and which of them; the lowest text of a heading speaks first."""
    named = {column: [asked.get(_squeezed(text)) for text in reversed(path)] for column, path in paths.items()}
    return {column: next(filter(None, each)) for column, each in named.items() if any(each)}


def _figure(text: str) -> bool:
    """Whether a cell's text is a figure, and no year: then it stands under a heading and not in one."""
    return bool(FIGURE.fullmatch(text)) and not YEAR.fullmatch(text)


def _twice(table: Table, asked: Mapping[str, str]) -> list[Fault]:
    row, faults = table.first - 1, []
    for other, name in _named(table.paths, asked).items():
        column = table.columns[name]
        if column != other:
            found = f"the heading '{table.paths[other][-1]}' says the same as that of column {letters(column)}."
            faults.append(Fault(table.at(row, other), found, "Rename or remove one."))
    return faults


def _unheaded(table: Table) -> list[Fault]:
    """Columns in which something stands under no heading, but for notes: it may say whose the values are."""
    rows = [row for row in table.rows() if sum(bool(tidy(cell)) for cell in table.sheet.rows[row]) > 1]
    widths = table.sheet.widths
    width = widths[table.first - 1] if widths else max(len(row) for row in table.sheet.rows)
    return [
        Fault(table.sheet.at(row, column), "it stands under no heading.", "Name the column, or remove it.")
        for column in range(width)
        if column not in table.paths
        for row in itertools.islice((row for row in rows if tidy(table.sheet.rows[row][column])), 1)
    ]


def _uneven(table: Table) -> list[Fault]:
    """Rows of a text file that have not as many cells as its heading: their values would be another column's."""
    widths = table.sheet.widths
    return [
        Fault(
            table.sheet.at(row),
            f"{widths[row]} cells where the heading has {widths[table.first - 1]}.",
            "Put quotes around a text that holds the separator.",
        )
        for row in (table.rows() if widths else ())
        if widths[row] != widths[table.first - 1] and sum(bool(tidy(cell)) for cell in table.sheet.rows[row]) > 1
    ]


def _value(cell: Any) -> bool:
    """Whether a cell holds a number or a known mark."""
    try:
        written(cell)
    except ValueError:
        return False
    return True


def _squeezed(text: str) -> str:
    return plain(text).replace(" ", "")


def _either(words: Collection[str]) -> str:
    quoted = [f"'{word}'" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
