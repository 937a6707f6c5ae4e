"""What a pandera model finds wrong with values, in sentences."""

from typing import Any

import pandas as pd
import pandera.pandas as pa

from radrum.errors import Fault, did_you_mean
from radrum.tables.columns import Model, row_key

EMPTY = ("empty, but it must be filled in.", "Write what it is.")


def judge(values: pd.Series, column: pa.Column) -> dict[int, tuple[str, str]]:
    """What is wrong with which of ``values``, by their index: what was found, and the remedy.

    The checks are asked one by one and not through the column's own ``validate``, which takes a frame and a
    millisecond each time, however few values there are.
    """
    wrong = {}
    for check in column.checks:
        result = check(values)
        if not result.check_passed:
            wrong |= {number: _told(value, check, column) for number, value in result.failure_cases.items()}
    if not column.nullable:
        wrong |= dict.fromkeys(values.index[values.isna()], EMPTY)
    return wrong


def _told(value: Any, check: pa.Check, column: pa.Column) -> tuple[str, str]:
    if check.name == "isin":
        words = sorted(check.statistics["allowed_values"])
        return f"'{value}' is not one of the allowed words.", did_you_mean(value, words)
    if check.name == "str_matches":
        return f"'{value}' is not a name that a key may have.", "Use lower-case letters a-z, digits and hyphens."
    number = f"{value:g}" if isinstance(value, float) else value
    if check.name in ("greater_than_or_equal_to", "less_than_or_equal_to"):
        limits = {name: limit for each in column.checks for name, limit in (each.statistics or {}).items()}
        least, most = limits.get("min_value"), limits.get("max_value")
        span = f"from {least} to {most}" if most is not None else f"{least} or more"
        return f"{number} is outside what is possible.", f"It must be {span}."
    return f"{number} does not pass {check.name}.", "Mend the value."


def twice(frame: pd.DataFrame, model: type[Model], place: str) -> list[Fault]:
    """Rows that say the same of the same thing on the same day: a log may say it once.

    Only a correction may itself be corrected on its day: the last line speaks.
    """
    names = row_key(model)
    keyed = frame[names]
    if "holds_from" in names:
        keyed = keyed.assign(holds_from=keyed["holds_from"].fillna(keyed["recorded"]))
    again = keyed[keyed.duplicated(keep=False)].dropna(how="all")
    if "change" in names:
        again = again[again["change"] != "correction"]
    if again.empty:
        return []
    return [
        Fault(
            f"{place} rows {', '.join(map(str, same.index))}",
            f"the same {' and '.join(names)} stand on several rows ({_said(same.iloc[0])}).",
            "Keep one of them.",
        )
        for _, same in again.groupby(names, dropna=False, sort=False)
    ]


def _said(values: pd.Series) -> str:
    return ", ".join(f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value) for value in values)
