"""What a meeting decided, left and hands on to the next."""

import pandas as pd


def agenda_of(agenda: pd.DataFrame, meeting: pd.Series | None) -> pd.DataFrame:
    """The items of one meeting, in order; empty where the meeting or its agenda is not known."""
    return agenda[agenda["meeting"] == _name(meeting)].sort_values("position", ignore_index=True)


def last_held(meetings: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series | None:
    """The newest meeting held on or before ``as_of``; None where none is known."""
    held = meetings[meetings["date"] <= as_of].sort_values("date")
    return held.iloc[-1] if len(held) else None


def at_hand(meetings: pd.DataFrame, since: pd.Timestamp | None, first: pd.Timestamp | None) -> bool:
    """Whether what was known at the end of the meeting on ``since`` is known now, so that it can be compared.

    It is where the notes of that meeting were at hand. Where that is not stated, it is where the register's ``first``
    row is older.
    """
    if since is None or first is None:
        return False
    notes = meetings.loc[meetings["date"] == since, "notes_at_hand"].dropna()
    return bool(notes.any()) if len(notes) else first < since


def next_ahead(meetings: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series | None:
    """The first meeting after ``as_of``, or the one whose day is not decided; None where none is known.

    A gathering, a workshop or the day of a report decides nothing and is no such meeting.
    """
    ahead = meetings[(meetings["kind"] == "meeting") & (meetings["date"].isna() | (meetings["date"] > as_of))]
    ahead = ahead[ahead["date"].notna() | ~(ahead["date_latest"] < as_of)]
    ahead = ahead.sort_values(["date", "number"], na_position="last")
    return ahead.iloc[0] if len(ahead) else None


def awaiting(
    agenda: pd.DataFrame, meetings: pd.DataFrame, ahead: pd.Series | None, as_of: pd.Timestamp
) -> pd.DataFrame:
    """The items that wait: those of the next meeting, and proposals of plans and reports that are not decided yet.

    Rows of ``agenda`` in order, proposals first.
    """
    given = meetings[(meetings["kind"] == "reporting") & (meetings["date"] <= as_of)]["meeting"]
    proposed = agenda[agenda["meeting"].isin(given) & (agenda["state"] == "planned")]
    return pd.concat([proposed, agenda_of(agenda, ahead)]).drop_duplicates(["meeting", "item"], ignore_index=True)


def seats(attendance: pd.DataFrame, parties: pd.DataFrame, meeting: pd.Series | None) -> pd.DataFrame:
    """Who sat at a meeting, by body.

    One row per body with a seat: ``name``, ``source``, and ``present``, ``absent`` and ``unclear``, each a count of
    seats. A seat is unclear where the notes say both.
    """
    at = attendance[attendance["meeting"] == _name(meeting)]
    counted = pd.crosstab(at["party"], at["attended"]).reindex(columns=["present", "absent", "unclear"], fill_value=0)
    names = parties.set_index("party")["name"]
    source = at.groupby("party")["source"].first()
    counted = counted.assign(name=names.reindex(counted.index), source=source).rename_axis(columns=None)
    return counted.sort_values(["present", "name"], ascending=[False, True]).reset_index()


def _name(meeting: pd.Series | None) -> str:
    return "" if meeting is None else meeting["meeting"]
