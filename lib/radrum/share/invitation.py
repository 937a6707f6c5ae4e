"""The meeting for the recipient's own calendar (RFC 5545): a whole day, known again when it is moved."""

import uuid

import icalendar
import pandas as pd

from radrum import __version__
from radrum.share.addresses import on_one_line
from radrum.words import Words


def invitation(council: str, meeting: pd.Series, changed: int, summary: str, sender: str, words: Words) -> bytes:
    """A calendar of one event, the same bytes for the same facts.

    ``meeting`` is its row in the register, which knows no hour, and ``changed`` how often that has changed. Its
    stamp, without which there is no event, is the day on which it was recorded: of clocks the file knows nothing.
    """
    event = icalendar.Event()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"radrum:{council}/{meeting['meeting']}")))
    event.add("dtstamp", meeting["recorded"].tz_localize("UTC").to_pydatetime())
    event.add("sequence", changed)
    event.add("dtstart", meeting["date"].date())
    event.add("dtend", (meeting["date"] + pd.Timedelta(days=1)).date())
    event.add("summary", on_one_line(summary))
    event.add("organizer", f"mailto:{sender}")
    if pd.notna(meeting["place"]):
        event.add("location", on_one_line(meeting["place"]))
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Rådrum {__version__}//{words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()
