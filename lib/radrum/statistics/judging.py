"""What is wrong with values of statistics, whichever file they come from or are to be stored in."""

from collections.abc import Iterable

import pandas as pd

from radrum import paths, places
from radrum.errors import Fault, did_you_mean
from radrum.statistics.definitions import Measure, measures
from radrum.statistics.schema import LIMITS, UNSTATED, Goals, Statistics
from radrum.tables.columns import columns_of
from radrum.tables.judging import judge, twice

FEW = 20  # rows with the same fault that are told one by one


def judged(values: pd.DataFrame, place: str, model: type[Statistics] | type[Goals] = Statistics) -> list[Fault]:
    """Every fault of a frame: exactly what the reader would say of the file that holds it.

    ``values`` has the model's columns, and as index the number of each row as the reader of a message counts them;
    ``place`` is the file. Nothing is changed or mended.
    """
    columns, schema = columns_of(model), model.to_schema().columns
    faults = [Fault(place, f"the column '{name}' is missing.", "Add it.") for name in columns if name not in values]
    faults += [
        Fault(place, f"the column '{name}' is not known.", "Remove it.") for name in values if name not in columns
    ]
    if faults:
        return faults
    faults, typed = [], {}
    for name, column in schema.items():
        try:
            typed[name] = values[name].astype(column.dtype.type)
        except (TypeError, ValueError) as error:
            kind = columns[name]["kind"]
            faults.append(Fault(f"{place}, column {name}", f"not a column of kind {kind} ({error}).", "Mend it."))
    if faults:
        return faults
    frame = pd.DataFrame(typed)
    for name, column in schema.items():
        wrong = judge(frame[name].drop_duplicates(), column)
        told = {frame.at[row, name]: said for row, said in wrong.items()}
        for cell, (found, remedy) in told.items():
            rows = frame.index[frame[name].isna() if pd.isna(cell) else frame[name] == cell]
            faults += _each(rows, place, name, found, remedy)
    told = {fault.place for fault in faults}
    others = strangers(frame, place, measures(paths.statistics()))
    return faults + twice(frame, model, place) + [fault for fault in others if fault.place not in told]


def strangers(frame: pd.DataFrame, place: str, known: dict[str, Measure]) -> list[Fault]:
    """Areas and measures that nobody has described, units that are not the measure's, values outside their unit.

    Of values of statistics also those that are missing and do not say why.
    """
    faults, units, areas = [], {}, places.areas().index
    for area in frame["area"].unique():
        if area not in areas and isinstance(area, str):
            found, rows = f"'{area}' is not a known area.", frame.index[frame["area"] == area]
            faults += _each(rows, place, "area", found, places.suggest(area))
    for name, unit in dict.fromkeys(zip(frame["measure"], frame["unit"], strict=True)):
        if name in known and unit == known[name].unit:
            units.setdefault(unit, []).append(name)
            continue
        rows = frame.index[(frame["measure"] == name) & (frame["unit"] == unit)]
        if name in known:
            remedy = f"Write {known[name].unit}, or convert the value."
            faults += _each(rows, place, "unit", f"{name} is not measured in {unit}.", remedy)
        else:
            remedy = did_you_mean(str(name), known) or "Describe it in measures.toml."
            faults += _each(rows, place, "measure", f"'{name}' is not a measure.", remedy)
    for unit, names in units.items():
        faults += _impossible(frame, place, unit, names)
    missing = frame["value"].isna().to_numpy()
    if "status" in frame and missing.any():
        rows = frame.index[missing & ~frame["status"].isin(UNSTATED)]
        remedy = f"Say why in the column status: {', '.join(UNSTATED)}."
        faults += _each(rows, place, "value", "empty, and nothing says why.", remedy)
    return faults


def _impossible(frame: pd.DataFrame, place: str, unit: str, names: list[str]) -> list[Fault]:
    """Values of the measures ``names`` that their unit does not allow."""
    least, most = LIMITS[unit]
    values = frame["value"].to_numpy(dtype=float)
    outside = values < least if most is None else (values < least) | (values > most)
    if not outside.any():
        return []
    wrong = frame[outside & frame["measure"].isin(names) & (frame["unit"] == unit)]
    span = f"from {least} to {most}" if most is not None else f"{least} or more"
    return [
        fault
        for value, rows in wrong.groupby("value", sort=False).groups.items()
        for fault in _each(rows, place, "value", f"{value:g} {unit} is not possible.", f"It must be {span}.")
    ]


def _each(rows: Iterable[int], place: str, column: str, found: str, remedy: str) -> list[Fault]:
    """The same fault of several rows: one each, or one for all where they are many."""
    rows = list(rows)
    told = [Fault(f"{place} row {row}, column {column}", found, remedy) for row in rows[:FEW]]
    if len(rows) > FEW:
        told.append(Fault(f"{place}, column {column}", f"{len(rows) - FEW} more rows: {found}", remedy))
    return told
