"""A council as known on a day, in one edition and language: the one object a notebook opens."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from radrum import places
from radrum.dossier.days import parse_day
from radrum.dossier.members import member_code
from radrum.errors import RadrumError, did_you_mean
from radrum.passport import Passport
from radrum.register import TABLES, Council, Register
from radrum.statistics import BASES, Measure, Snapshots, adopted_by
from radrum.tables.columns import columns_of, key_of
from radrum.words import Words


@dataclass(frozen=True)
class Compared:
    """A table on two days: the names of its ``key``, and every state of each thing as known ``before`` and ``now``."""

    key: list[str]
    before: pd.DataFrame
    now: pd.DataFrame


def _table(name: str) -> cached_property:
    """The register's table of that name as known on the dossier's day, documented by its schema."""

    def rows(self: "Dossier") -> pd.DataFrame:
        return self.register.as_known(name, self.as_of).reset_index(drop=True)

    about = columns_of(TABLES[name])
    lines = [f"    {column}: {each['description'].rstrip('.')}." for column, each in about.items()]
    rows.__doc__ = "\n".join(
        [TABLES[name].__doc__, "", "    As known at the end of the dossier's day. Columns:", "", *lines]
    )
    rows.__name__ = name
    return cached_property(rows)


@dataclass(frozen=True, eq=False)
class Dossier:
    """A council's register and the statistics, as known at the end of ``as_of``.

    Each table of the register is an attribute: a frame with one row a thing, missing where the papers do not say.
    ``words`` writes texts in the dossier's language. ``left_out`` counts what its edition leaves out, as
    ``editions.Extract`` says: by table how many things, and how many texts, names and counts; the council's own edition
    leaves nothing out.
    """

    register: Register
    snapshots: Snapshots
    as_of: pd.Timestamp
    words: Words
    edition: str = "council"
    left_out: Mapping[str, int] = field(default_factory=dict)

    parties = _table("parties")
    aims = _table("aims")
    meetings = _table("meetings")
    attendance = _table("attendance")
    agenda = _table("agenda")
    decisions = _table("decisions")
    actions = _table("actions")
    year_wheel = _table("year_wheel")
    initiatives = _table("initiatives")
    status = _table("status")
    milestones = _table("milestones")
    risks = _table("risks")
    funds = _table("funds")
    criteria = _table("criteria")
    scores = _table("scores")
    rollout = _table("rollout")
    rollout_totals = _table("rollout_totals")
    responsibilities = _table("responsibilities")
    systems = _table("systems")
    benefits = _table("benefits")
    benefit_values = _table("benefit_values")

    def __repr__(self) -> str:
        return f"<Dossier {self.council.folder} as of {self.as_of:%Y-%m-%d}, {self.edition}, {self.words.language}>"

    def describe(self, table: str) -> pd.DataFrame:
        """What each column of a table of the register means: a row a column, indexed by its name."""
        if table not in TABLES:
            raise RadrumError(f"There is no table '{table}'. {did_you_mean(table, TABLES)}")
        about = pd.DataFrame(columns_of(TABLES[table])).T
        return about[["description", "kind", "unit", "refers", "required", "public"]]

    def history(self, table: str) -> pd.DataFrame:
        """Every state of each thing of a table, oldest first, as known on the day."""
        if table not in TABLES:
            raise RadrumError(f"There is no table '{table}'. {did_you_mean(table, TABLES)}")
        return self.register.standing(table, self.as_of).reset_index(drop=True)

    def compared(self, since: pd.Timestamp) -> dict[str, Compared]:
        """Every table of the register as known at the end of an earlier day and on the dossier's, by name."""
        return {
            name: Compared(key_of(model), self.register.standing(name, since), self.register.standing(name, self.as_of))
            for name, model in TABLES.items()
        }

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables of the register, by name, each as known on the day."""
        return {name: getattr(self, name) for name in TABLES}

    @property
    def council(self) -> Council:
        """Who the dossier is about."""
        return self.register.council

    @cached_property
    def statistics(self) -> pd.DataFrame:
        """Published values as known on the day.

        One row per (area, period, measure, segment, base, source), the newest published by the day.
        """
        return self.snapshots.published_by(self.as_of)

    def carried(self, *measures: str, among: Iterable[str] | None = None) -> pd.DataFrame:
        """Published values of some measures as values of the areas of the day; of every measure where none is named.

        ``among`` are the codes of areas, those that became others too, where no other's are asked for.

        One row per (area, period, measure, segment, base, source), with the columns of ``places.carry``: what areas had
        that became others is carried to these. Shares are weighed with the households or people of their own base and
        segment, where their number is published.
        """
        if measures or among is not None:
            named = [*measures, *BASES] if measures else None
            values = self.snapshots.published_by(self.as_of, named, among)
        else:
            values = self.statistics
        counts = values[values["measure"] == values["base"]]
        asked = values[values["measure"].isin(measures)] if measures else values
        return places.carry(asked, self.as_of, weights=counts)

    @cached_property
    def goals(self) -> pd.DataFrame:
        """Goals in force on the day: one row per (area, measure, segment, base, goal_year)."""
        return adopted_by(self.snapshots.goals, self.as_of)

    def measure(self, name: str) -> Measure:
        """A statistic's unit, which way is better and on which days its definition changed."""
        if name not in self.snapshots.measures:
            raise RadrumError(f"There is no measure '{name}'. {did_you_mean(name, self.snapshots.measures)}".rstrip())
        return self.snapshots.measures[name]

    @property
    def breaks(self) -> dict[str, tuple[pd.Timestamp, ...]]:
        """The days on which the definition of each measure changed, by its name."""
        return {name: tuple(day for day, _ in each.breaks) for name, each in self.snapshots.measures.items()}

    @property
    def passports(self) -> dict[str, Passport]:
        """Where each snapshot of statistics comes from, by its name."""
        return self.snapshots.passports

    @cached_property
    def municipalities(self) -> pd.DataFrame:
        """The council's municipalities on the day, indexed by code: kind, name, part_of, valid_from, valid_to."""
        return places.members(self.council.area, self.as_of)

    def member(self, municipality: str) -> str:
        """The code of the council's municipality that is written as SE-1480 or 1480.

        Raises ``RadrumError`` with the nearest one for any other.
        """
        return member_code(municipality, self.municipalities, self.council.area)

    @cached_property
    def region(self) -> list[str]:
        """Codes of the council's area, its nation and its municipalities."""
        return [self.council.area, self.nation, *self.municipalities.index]

    @cached_property
    def nation(self) -> str:
        """The country that the council's area lies in."""
        area, every = self.council.area, places.areas()
        while every.at[area, "kind"] != "country":
            area = every.at[area, "part_of"]
        return area

    @cached_property
    def national(self) -> list[str]:
        """Codes of all areas of the council's country, whenever they existed."""
        country = self.nation.split("-")[0]
        return [area for area in places.areas().index if area.split("-")[0] == country]

    @cached_property
    def areas(self) -> pd.DataFrame:
        """All areas, indexed by code: kind, name (of countries in the dossier's language), part_of and validity."""
        areas = places.areas().copy()
        nations = areas["kind"].isin(["country", "union"])
        areas.loc[nations, "name"] = [self.words.territory(code, name) for code, name in areas["name"][nations].items()]
        return areas

    @cached_property
    def own_meetings(self) -> pd.DataFrame:
        """The council's own meetings among ``meetings``, dated ones first, by date."""
        return self.meetings[self.meetings["body"] == self.council.body].sort_values("date", ignore_index=True)

    @property
    def meeting_before(self) -> pd.Timestamp | None:
        """The day of the council's newest own meeting before the dossier's day; None where none is known."""
        earlier = self.own_meetings["date"][self.own_meetings["date"] < self.as_of]
        return earlier.max() if len(earlier) else None

    def at(self, day: str | datetime.date) -> "Dossier":
        """The same council as known at the end of another day."""
        return Dossier(self.register, self.snapshots, parse_day(day), self.words, self.edition, self.left_out)
