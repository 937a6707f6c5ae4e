"""What a pandera model finds wrong with a frame, in sentences."""

import pandas as pd
import pandera.pandas as pa

from radrum.errors import Fault, did_you_mean
from radrum.tables.columns import Model, row_key


def judge(frame: pd.DataFrame, model: type[Model], place: str, spared: set[str] = frozenset()) -> list[Fault]:
    """All faults of ``frame`` against ``model``, none for the cells whose place is ``spared``."""
    try:
        model.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        found = [_fault(case, model, place) for case in errors.failure_cases.to_dict("records")]
        faults = [fault for fault in found if fault.place not in spared]
    else:
        faults = []
    return faults + _twice(frame, model, place)


def _fault(case: dict, model: type[Model], place: str) -> Fault:
    column, check, value, row = case["column"], str(case["check"]), case["failure_case"], case["index"]
    where = f"{place} row {int(row)}, column {column}" if pd.notna(row) else f"{place}, column {column}"
    if check == "not_nullable":
        return Fault(where, "empty, but it must be filled in.", "Write what it is.")
    limits = _limits(model, column)
    if check.startswith("isin"):
        return Fault(where, f"'{value}' is not one of the allowed words.", did_you_mean(str(value), limits["isin"]))
    if check.startswith("str_matches"):
        remedy = "Use lower-case letters a-z, digits and hyphens."
        return Fault(where, f"'{value}' is not a name that a key may have.", remedy)
    number = f"{value:g}" if isinstance(value, float) else value
    if check.startswith(("less_than", "greater_than", "in_range")):
        least, most = limits.get("ge"), limits.get("le")
        span = f"from {least} to {most}" if most is not None else f"{least} or more"
        return Fault(where, f"{number} is outside what is possible.", f"It must be {span}.")
    return Fault(where, f"{value} does not pass {check}.", "Mend the value.")


def _limits(model: type[Model], column: str) -> dict:
    """The bounds and allowed values that the model's checks of a column hold."""
    limits = {}
    for check in model.to_schema().columns[column].checks:
        named = check.statistics or {}
        limits |= {"isin": sorted(named.get("allowed_values", limits.get("isin", [])))}
        for word, name in (("min_value", "ge"), ("max_value", "le")):
            if word in named:
                limits[name] = named[word]
    return limits


def _twice(frame: pd.DataFrame, model: type[Model], place: str) -> list[Fault]:
    """Rows that say the same of the same thing on the same day: a log may say it once."""
    names = row_key(model)
    if "holds_from" in names:
        frame = frame.assign(holds_from=frame["holds_from"].fillna(frame["recorded"]))
    again = frame.duplicated(names, keep=False) & frame[names].notna().any(axis=1)
    return [
        Fault(
            f"{place} rows {', '.join(str(row) for row in same.index)}",
            f"the same {' and '.join(names)} stand on several rows ({_told(same.iloc[0][names])}).",
            "Keep one of them.",
        )
        for _, same in frame[again].groupby(names, dropna=False, sort=False)
    ]


def _told(values: pd.Series) -> str:
    return ", ".join(f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value) for value in values)
