"""Every snapshot of statistics with its passport, read and checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.errors import Faults
from radrum.passport import Passport, read_passport
from radrum.statistics.definitions import Measure, measures
from radrum.statistics.judging import strangers
from radrum.statistics.known import published_by
from radrum.statistics.schema import Goals, Statistics
from radrum.statistics.shelves import Shelf
from radrum.statistics.texts import joined, spelt
from radrum.tables import read_table

GOAL_FILES = "*_goals"


@dataclass(frozen=True)
class Snapshots:
    """All statistics and goals, whenever published, the measures they are of and the passports they came with.

    ``sheets`` are the values of the CSV files, ``shelves`` the large files, whose rows stay on disk until somebody asks
    for them. ``goals`` has the columns of ``Goals`` and values those of ``Statistics``, each with ``snapshot`` (the
    passport's name), ``retrieved`` (its day) and ``row`` (the row in the file).
    """

    sheets: pd.DataFrame
    shelves: tuple[Shelf, ...]
    goals: pd.DataFrame
    measures: dict[str, Measure]
    passports: dict[str, Passport]

    @cached_property
    def values(self) -> pd.DataFrame:
        """Every value of every snapshot."""
        return spelt(joined([self.sheets, *(shelf.rows() for shelf in self.shelves)]))

    def published_by(
        self, as_of: pd.Timestamp, measures: Iterable[str] | None = None, areas: Iterable[str] | None = None
    ) -> pd.DataFrame:
        """The newest published row of each series at the end of ``as_of``, as ``known.published_by`` finds it.

        Of some ``measures`` and ``areas`` alone where they are named: of a large file no other row is read then.
        """
        asked = {"measure": measures, "area": areas}
        asked = {name: list(words) for name, words in asked.items() if words is not None}
        sheets = self.sheets
        for name, words in asked.items():
            sheets = sheets[sheets[name].isin(words)]
        return spelt(published_by(joined([sheets, *(shelf.rows(as_of, asked) for shelf in self.shelves)]), as_of))


def read_snapshots(folder: Path | None = None) -> Snapshots:
    """Every snapshot in ``folder``, without it the data folder's. Raises ``Faults`` with every fault of every file."""
    folder = folder or paths.statistics()
    known = measures(folder)
    sheets, shelves, goals, passports, faults = [], [], [], {}, []
    for file in sorted([*folder.glob("*.csv"), *folder.glob("*.parquet")]):
        try:
            passport = read_passport(file)
            retrieved = pd.Timestamp(passport.retrieved)
            if file.suffix == ".parquet":
                shelf = Shelf(file, passport.name, retrieved)
                faults += shelf.faults(known)
                shelves.append(shelf)
            else:
                model, target = (Goals, goals) if file.match(f"{GOAL_FILES}.csv") else (Statistics, sheets)
                frame = _read(file, model, known)
                numbered = frame.rename_axis(index="row").reset_index()
                target.append(numbered.assign(snapshot=passport.name, retrieved=retrieved))
        except Faults as found:
            faults += found.faults
            continue
        passports[passport.name] = passport
    if faults:
        raise Faults(faults)
    return Snapshots(_joined(sheets, Statistics), tuple(shelves), _joined(goals, Goals), known, passports)


def read_values(file: Path) -> pd.DataFrame:
    """The values of one snapshot, CSV or Parquet, with the columns of ``Statistics`` and its rows' numbers as index.

    Judged as ``read_snapshots`` judges it, but for the passport. Raises ``Faults`` with every fault.
    """
    known = measures(paths.statistics())
    if file.suffix != ".parquet":
        return _read(file, Statistics, known)
    shelf = Shelf(file, file.stem, pd.NaT)
    faults = shelf.faults(known)
    if faults:
        raise Faults(faults)
    return shelf.told()


def _read(file: Path, model: type[Statistics] | type[Goals], known: dict[str, Measure]) -> pd.DataFrame:
    """The rows of a CSV file. Raises ``Faults`` with what is wrong with its cells and with what they speak of."""
    place, faults = paths.shown(file), []
    try:
        frame = read_table(file, model)
    except Faults as found:
        frame, faults = found.rows, list(found.faults)
    if frame is not None:
        told = {fault.place for fault in faults}
        faults += [fault for fault in strangers(frame, place, known) if fault.place not in told]
    if faults:
        raise Faults(faults)
    return frame


def _joined(frames: list[pd.DataFrame], model: type[Statistics] | type[Goals]) -> pd.DataFrame:
    if frames:
        return pd.concat(frames, ignore_index=True)
    columns = [*model.to_schema().columns, "row", "snapshot", "retrieved"]
    return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})
