"""Which day a council is opened on."""

import datetime

import pandas as pd

from radrum.errors import RadrumError
from radrum.register import Register

FIRST_YEAR, LAST_YEAR = 1900, 2199


def parse_day(day: str | datetime.date) -> pd.Timestamp:
    """The day that ``2016-09-08`` names. Raises ``RadrumError`` where it names none."""
    if isinstance(day, datetime.date):
        return pd.Timestamp(day).normalize()
    try:
        given = datetime.datetime.strptime(str(day), "%Y-%m-%d").date()
        if not FIRST_YEAR <= given.year <= LAST_YEAR or given.isoformat() != str(day):
            raise ValueError
        return pd.Timestamp(given)
    except ValueError:
        raise RadrumError(f"'{day}' is not a day that exists. Write days as 2016-09-08.") from None


def default_day(register: Register) -> pd.Timestamp:
    """The newest dated own meeting that is not later than the newest row recorded, that day included."""
    if register.newest is None:
        raise RadrumError(f"The register of '{register.council.folder}' is empty. Record something, or name a day.")
    own = _own_meetings(register)["date"]
    held = own[own <= register.newest]
    return held.max() if len(held) else register.newest


def _own_meetings(register: Register) -> pd.DataFrame:
    """The dated meetings of the council's own body, as known now."""
    meetings = register.as_known("meetings", register.newest)
    return meetings[(meetings["body"] == register.council.body) & meetings["date"].notna()]


def before_meeting(register: Register, day: pd.Timestamp) -> pd.Timestamp:
    """The last day whose rows the papers sent out before the council's meeting of that day could hold.

    Raises ``RadrumError`` where the council has no meeting on it.
    """
    own = _own_meetings(register) if register.newest is not None else None
    if own is None or day not in set(own["date"]):
        days = [f"{each:%Y-%m-%d}" for each in sorted(own["date"])] if own is not None else []
        known = f"Its dated meetings: {', '.join(days)}." if days else "No meeting of it has a date."
        raise RadrumError(f"'{register.council.folder}' has no meeting on {day:%Y-%m-%d}. {known}")
    freeze = own.loc[own["date"] == day, "freeze_date"].iloc[0]
    return freeze if pd.notna(freeze) else day - pd.Timedelta(days=1)
