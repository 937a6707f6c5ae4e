"""One thing of the register as somebody entered it, as it was when the workbook was made, and as it is now."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from radrum.errors import Fault
from radrum.register.entered import Entry
from radrum.register.schema import TABLES
from radrum.register.spelling import Row, same
from radrum.register.state import Key, data_columns
from radrum.register.telling import change, content, named, value
from radrum.tables.columns import columns_of

ENTER_AGAIN = "Make a new workbook with 'radrum sheet' and enter it there, if it still holds."


@dataclass(frozen=True)
class Terms:
    """How changes are recorded: on which day, from which source where a row names none, and as corrections or not."""

    day: str
    source: str
    correction: bool = False


@dataclass(frozen=True)
class Past:
    """What the log has of one thing.

    ``spoken`` is, for each day from which something was said to hold, the change said last of it; ``recorded`` every
    row's day of recording, day from which it holds, and change.
    """

    spoken: dict[str, str] = field(default_factory=dict)
    recorded: tuple[tuple[str, str, str], ...] = ()

    @property
    def standing(self) -> str:
        """The newest day from which a state or an end holds; empty where none does."""
        return max((day for day, said in self.spoken.items() if said != "withdrawn"), default="")


@dataclass(frozen=True)
class Comparison:
    """One thing as it was entered, as it was then, and as it is now; None where it was or is not there."""

    table: str
    key: Key
    entry: Entry
    then: Row | None
    now: Row | None
    past: Past
    terms: Terms

    @cached_property
    def other(self) -> list[str]:
        """The columns in which what was entered differs from what is there now."""
        return unlike(self.table, self.entry.cells, self.now) if self.now else []

    @property
    def known(self) -> bool:
        """Whether the register says so already."""
        asked = self.entry.holds_from
        if self.entry.change == "ended":
            last = self.past.standing
            return not self.now and self.past.spoken.get(last) == "ended" and asked in ("", last)
        if self.entry.change == "withdrawn":
            held = self.then["holds_from"] if self.then else None
            return self.past.spoken.get(held) == "withdrawn" if held else bool(self.past.spoken) and not self.now
        return bool(self.now) and not self.other and asked in ("", self.now["holds_from"])

    @cached_property
    def holds(self) -> str:
        """The day from which the row to append holds."""
        mends = self.terms.correction and self.entry.change != "ended"
        if self.now and (mends or self.entry.change == "withdrawn"):
            return self.now["holds_from"]
        return self.entry.holds_from or self.terms.day

    @cached_property
    def change(self) -> str:
        """The change that the row to append makes."""
        mends = self.terms.correction and self.now
        return self.entry.change or ("correction" if mends or self.holds in self.past.spoken else "new")

    @cached_property
    def row(self) -> Row:
        """The row to append: what was entered; where that is what is there now, as it is spelt there."""
        kept = {name: text for name, text in (self.now or {}).items() if name not in self.other}
        return {
            **self.entry.cells,
            **{name: kept[name] for name in self.entry.cells if name in kept},
            "recorded": self.terms.day,
            "holds_from": "" if self.holds == self.terms.day else self.holds,
            "change": self.change,
            "source": self.entry.source or self.terms.source,
        }

    def faults(self) -> list[Fault]:
        """Why the row cannot be appended; empty where it can."""
        return self._contradictions() or self._conflicts() or self._out_of_time()

    def _contradictions(self) -> list[Fault]:
        ending, name = self.entry.change, ", ".join(self.key)
        if ending and not self.then and not self.now:
            found, remedy = f"'{ending}', but the register has no '{name}'.", "Leave it empty where a row is new."
            return [Fault(f"{self.entry.place}, column change", found, remedy)]
        if ending and self.then and (changed := unlike(self.table, self.entry.cells, self.then)):
            found = f"'{name}' is {ending} and changed at once ({', '.join(changed)})."
            return [Fault(self.entry.place, found, "Record the one first, then the other from a new workbook.")]
        return []

    def _conflicts(self) -> list[Fault]:
        name = ", ".join(self.key)
        if self.then and not self.now:
            found = f"'{name}' is changed here, but has ended or been withdrawn in the register since."
            return [Fault(self.entry.place, found, ENTER_AGAIN)]
        if not self.now or (self.then and not unlike(self.table, self.then, self.now)):
            held = self.then and self.now and self.then["holds_from"] != self.now["holds_from"]
            columns = ["holds_from"] if held and self.entry.change == "withdrawn" else []
        elif self.other:
            columns = self.other
        else:
            columns = ["holds_from"] if self.entry.holds_from not in ("", self.now["holds_from"]) else []
        faults = []
        for column in columns:
            given = self.entry.cells.get(column, self.entry.holds_from)
            was = f"was {value(self.then[column])}" if self.then else "was not there"
            here = f"is {self.entry.change} here" if self.entry.change else f"is {value(given)} here"
            found = f"'{name}' {here}, but {value(self.now[column])} in the register since; it {was}."
            faults.append(Fault(f"{self.entry.place}, column {column}", found, ENTER_AGAIN))
        return faults

    def _out_of_time(self) -> list[Fault]:
        day, holds, name = self.terms.day, self.holds, ", ".join(self.key)
        column = f"{self.entry.place}, column holds_from"
        newest = max((recorded for recorded, _, _ in self.past.recorded), default="")
        if newest > day:
            found = f"'{name}' was recorded on {newest} last, which is later than {day}."
            return [Fault(self.entry.place, found, "Give that day or a later one with --on.")]
        if self.entry.holds_from not in ("", holds):
            found = f"{self.entry.holds_from}, but what is mended or withdrawn holds from {holds}."
            return [Fault(column, found, "Leave it empty.")]
        if holds > day:
            return [Fault(column, "later than recorded.", "Record a row when it holds, not before.")]
        if holds < self.past.standing and self.change != "withdrawn":
            found = f"{holds}, but the register says how it has been since {self.past.standing}: nothing would change."
            return [Fault(column, found, "Leave it empty, or mend what is wrong with --correction.")]
        if self.change != "correction" and (day, holds, self.change) in self.past.recorded:
            found = f"'{name}' was recorded as {self.change} from {holds} on {day} already."
            return [Fault(self.entry.place, found, "Give a later day with --on.")]
        return []

    def said(self) -> str:
        """What the row changes, in words."""
        known = self.now or self.entry.cells
        name, since = named(self.table, self.key, known), f", from {self.holds}" if self.row["holds_from"] else ""
        if self.change == "ended":
            return f"{name}: has ended{since}"
        if self.change == "withdrawn":
            rest = replace(self.past, spoken=self.past.spoken | {self.holds: "withdrawn"})
            before = rest.standing if rest.spoken.get(rest.standing) != "ended" else ""
            left = f"what held from {before} on holds again" if before else "nothing is left of it"
            return f"{name}: is withdrawn; {left}"
        if not self.now:
            back = "is back" if self.past.spoken else "is new"
            return f"{name}: {back}{since}: {content(self.table, self.row)}"
        what = change(self.table, self.other, self.now, self.row) if self.other else "is as before"
        return f"{name}: {what}{since}" + (" (correction)" if self.change == "correction" else "")


def unlike(table: str, one: Row, other: Row) -> list[str]:
    """The columns in which two rows do not say the same of a thing."""
    about = columns_of(TABLES[table])
    return [name for name in data_columns(table) if not same(one[name], other[name], about[name]["kind"])]
