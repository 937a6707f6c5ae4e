"""How old the newest value is, where it is so old that a reader must be told."""

import pandas as pd

from radrum.exhibits.naming import measured_in
from radrum.exhibits.setting import Setting

OLD = pd.DateOffset(years=2)


def age(newest: pd.Timestamp, about: Setting) -> list[str]:
    """That the newest value is more than two years older than the report's day, and how many years; else nothing."""
    words = about.words
    if pd.isna(newest) or newest + OLD >= about.as_of:
        return []
    years = about.as_of.year - newest.year - ((about.as_of.month, about.as_of.day) < (newest.month, newest.day))
    month = measured_in(newest, words)
    return [
        words.plural(
            "The newest value is from {month}, {n} year before the day of this report.",
            "The newest value is from {month}, {n} years before the day of this report.",
            years,
            month=month,
        )
    ]
