"""What a page's head says of it, so that whoever lists pages needs neither register nor statistics."""

import pandas as pd

from radrum.dossier import Dossier


def facts(dossier: Dossier, municipality: str = "", parameters: str = "") -> dict[str, str]:
    """The facts of a page by name, as text; empty where there is none.

    ``area`` is the code of the council's area, ``council-language`` that of the council's own texts, ``meeting`` the
    day of the meeting that the page is for. ``municipality`` is the code of the one that it is about;
    ``municipalities`` are then all that could have such a page, as ``SE-1440 Ale, SE-1480 Göteborg``. ``parameters``
    tells what it was given that is not the notebook's own default (see ``addresses``).
    """
    council, meeting = dossier.council, meeting_of(dossier)
    members = dossier.municipalities["name"] if municipality else {}
    return {
        "council": council.name,
        "council-language": dossier.words.own_language,
        "area": council.area,
        "edition": dossier.edition,
        "day": f"{dossier.as_of:%Y-%m-%d}",
        "meeting": f"{meeting:%Y-%m-%d}" if meeting else "",
        "municipality": municipality,
        "municipalities": ", ".join(f"{code} {name}" for code, name in members.items()),
        "parameters": parameters,
        "publisher": council.publisher,
        "contact": council.contact,
    }


def meeting_of(dossier: Dossier) -> pd.Timestamp | None:
    """The council's own meeting that is held on the dossier's day, or whose papers are closed at the end of it."""
    meetings, day = dossier.meetings, dossier.as_of
    own = meetings[(meetings["body"] == dossier.council.body) & (meetings["kind"] == "meeting")].dropna(subset=["date"])
    if (own["date"] == day).any():
        return day
    closed = own["freeze_date"].fillna(own["date"] - pd.Timedelta(days=1))
    ahead = own.loc[closed == day, "date"]
    return ahead.min() if len(ahead) else None
