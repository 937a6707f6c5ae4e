"""What a published value leaves open: what its rounding hides, and all that is on the other side of a limit."""

import pandas as pd

EXACT = 1e-9  # what a sum of decimal fractions can be off by
LIMITS = ("at_least", "at_most", "over", "under")  # of a value, agencies' and papers': no number to reckon with


def half(decimals: pd.Series) -> pd.Series:
    """Half a unit of the last decimal: how far a published value can be from what was counted."""
    return 0.5 * 10.0 ** -decimals.astype("Float64").astype(float)


def limited(values: pd.DataFrame, status: str = "status") -> pd.Series:
    """Which values are limits: True or False a row; False where nothing is said of the value."""
    if status not in values:
        return pd.Series(False, values.index)
    return values[status].isin(LIMITS)


def bounds(values: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Between which shares (0-100 percent) each value lies, as published: least and most.

    They are the value itself, but for a limit: that has all shares on its other side. Rounding is not in them.
    """
    status = values.get("status", pd.Series("", values.index))
    return values["value"].mask(status == "at_most", 0.0), values["value"].mask(status == "at_least", 100.0)


def reaching(values: pd.DataFrame, aim: pd.Series | float) -> pd.DataFrame:
    """Which values reach the aim (percent), judged by the values as they were published.

    A value is rounded to the decimals it was published with, as the page shows it, and compared with the aim as it is
    written: 94.96 does not reach 95; 95 that was rounded to whole percents does. ``values`` with

    - ``reached``: True where it does; a missing value reaches nothing;
    - ``open``: True where the value is a limit that does not tell: at least 94, at most 96;
    - ``certain``: False where what was counted can lie on the other side of the aim: by rounding, or ``open``.
    """
    scale = 10.0 ** values["decimals"].astype("Float64").astype(float)
    least, most = ((bound * scale).round() / scale - aim for bound in bounds(values))
    hidden = half(values["decimals"]).mask(limited(values), 0.0)  # a limit is not rounded
    reached, short = least >= -EXACT, most < -EXACT
    certain = (least - hidden >= -EXACT) | (most + hidden <= EXACT)
    return values.assign(reached=reached, open=~reached & ~short & values["value"].notna(), certain=certain)
