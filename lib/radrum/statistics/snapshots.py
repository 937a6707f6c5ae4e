"""Every snapshot of statistics with its passport, read and checked."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from radrum import paths, places
from radrum.errors import Fault, Faults, did_you_mean
from radrum.passport import Passport, read_passport
from radrum.statistics.schema import Goals, Statistics
from radrum.tables import read_table

LIMITS = {"percent": (0, 100), "percentage_points": (-100, 100), "index": (0, 100), "rank": (1, None)}
GOAL_FILES = "*_goals"


@dataclass(frozen=True)
class Measure:
    """A measure's unit, which way is better, and the days on which its definition changed, with the reason."""

    name: str
    unit: str
    better: str
    breaks: tuple[tuple[pd.Timestamp, str], ...]


@dataclass(frozen=True)
class Snapshots:
    """All statistics and goals, whenever published, the measures they are of and the passports they came with.

    ``values`` has the columns of ``Statistics`` and ``goals`` those of ``Goals``, each with ``snapshot`` (the
    passport's name), ``retrieved`` (its day) and ``row`` (the row in the file).
    """

    values: pd.DataFrame
    goals: pd.DataFrame
    measures: dict[str, Measure]
    passports: dict[str, Passport]


def read_snapshots() -> Snapshots:
    """Every snapshot in the data folder. Raises ``Faults`` with every fault of every file."""
    folder = paths.statistics()
    known = measures(folder)
    values, goals, passports, faults = [], [], {}, []
    for file in sorted(folder.glob("*.csv")):
        model, target = (Goals, goals) if file.match(f"{GOAL_FILES}.csv") else (Statistics, values)
        try:
            passport = read_passport(file)
        except Faults as found:
            faults += found.faults
            continue
        try:
            frame = read_table(file, model)
        except Faults as found:
            faults += found.faults
            continue
        faults += _strangers(frame, paths.shown(file), known)
        passports[passport.name] = passport
        retrieved = pd.Timestamp(passport.retrieved)
        target.append(frame.rename_axis(index="row").reset_index().assign(snapshot=passport.name, retrieved=retrieved))
    if faults:
        raise Faults(faults)
    return Snapshots(_joined(values, Statistics), _joined(goals, Goals), known, passports)


def _joined(frames: list[pd.DataFrame], model: type[Statistics] | type[Goals]) -> pd.DataFrame:
    if frames:
        return pd.concat(frames, ignore_index=True)
    columns = [*model.to_schema().columns, "row", "snapshot", "retrieved"]
    return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})


def _strangers(frame: pd.DataFrame, place: str, known: dict[str, Measure]) -> list[Fault]:
    """Areas and measures that nobody has described, units that are not the measure's, values outside their unit."""
    faults = [
        Fault(f"{place} row {row}, column area", f"'{area}' is not a known area.", places.suggest(area))
        for row, area in frame.loc[~frame["area"].isin(places.areas().index), "area"].items()
    ]
    for row, name, unit, value in frame[["measure", "unit", "value"]].itertuples():
        if name not in known:
            remedy = did_you_mean(name, known) or "Describe it in measures.toml."
            faults.append(Fault(f"{place} row {row}, column measure", f"'{name}' is not a measure.", remedy))
        elif unit != known[name].unit:
            remedy = f"Write {known[name].unit}, or convert the value."
            faults.append(Fault(f"{place} row {row}, column unit", f"{name} is not measured in {unit}.", remedy))
        least, most = LIMITS.get(unit, (None, None))
        if (least is not None and value < least) or (most is not None and value > most):
            span = f"from {least} to {most}" if most is not None else f"{least} or more"
            faults.append(
                Fault(f"{place} row {row}, column value", f"{value:g} {unit} is not possible.", f"It must be {span}.")
            )
    return faults


@cache
def measures(folder: Path) -> dict[str, Measure]:
    """The measures that ``measures.toml`` in ``folder`` describes, by name."""
    file = folder / "measures.toml"
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Faults([Fault(paths.shown(file), f"not readable as TOML ({error}).", "Mend it.")]) from error
    return {
        name: Measure(
            name,
            about["unit"],
            about["better"],
            tuple((pd.Timestamp(each["on"]), each["reason"]) for each in about.get("breaks", [])),
        )
        for name, about in given.items()
    }
