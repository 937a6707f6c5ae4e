"""``due.ics``: what comes in the next twelve months, for the calendars of those who prepare the meetings."""

import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from icalendar import Calendar, Event

from radrum import press
from radrum.register import Council, Register
from radrum.runs import Planned
from radrum.schedule.falling_due import MEETINGS, drafted, months, sent
from radrum.schedule.meetings import Meeting, meetings, timetable
from radrum.schedule.occurrences import DRAFT, FREEZE, MONTHLY, SEND
from radrum.schedule.workdays import DAY, Workdays, of_council
from radrum.words import Words

NAME = "due.ics"
AHEAD = datetime.timedelta(days=366)


def write_calendar(
    planned: Sequence[Planned], registers: Mapping[str, Register], reports: Path, today: datetime.date
) -> None:
    """Write the calendar of all councils beside the reports; a reader sees it as it was or as it is, never half.

    An event keeps its name when its meeting is moved, and its number rises with whatever is recorded of the meeting.
    """
    made = Calendar()
    for name, value in {"prodid": "-//Rådrum//radrum due//EN", "version": "2.0", "x-wr-calname": "Rådrum"}.items():
        made.add(name, value)
    for council, register in registers.items():
        own = [each for each in planned if each.plan.council == council]
        coming = [each for each in _events(own, register, today) if today <= each.start < today + AHEAD]
        for event in sorted(coming, key=lambda each: (each.start, str(each["uid"]))):
            made.add_component(event)
    with press.staging(reports) as staged:
        press.publish([press.write(staged / NAME, made.to_ical())], reports)


def _events(planned: Sequence[Planned], register: Register, today: datetime.date) -> Iterator[Event]:
    """The events of one council, in its language."""
    if register.oldest is None:
        return
    days, words = of_council(register.council), Words(register.council.language)
    monthly = [each for each in planned if each.when == MONTHLY]
    prepared = [each for each in planned if each.when == MEETINGS]
    for asked in months(monthly[0], today, today + AHEAD, days) if monthly else ():
        month = words.month(asked.as_of)
        title = words("{council}: monthly report for {month}", council=register.council.short_name, month=month)
        about = words("Made with what was known at the end of {day}.", day=asked.as_of)
        yield _event(register, asked.subject, MONTHLY, asked.due, (title, about), register.oldest.date(), 0, words)
    for meeting in meetings(register, today) if prepared else ():
        for kind, day, texts in _told(meeting, days, register.council, words, prepared):
            event = _event(register, meeting.name, kind, day, texts, meeting.recorded, meeting.changes, words)
            if not kind and meeting.place:
                event.add("location", meeting.place)
            yield event


def _told(
    meeting: Meeting, days: Workdays, council: Council, words: Words, planned: Sequence[Planned]
) -> Iterator[tuple[str, datetime.date, tuple[str, str]]]:
    """Each event of a meeting: its kind, its day, its title and what is said of it.

    For people the paper is closed at the end of the last working day before it is made.
    """
    when, on = timetable(meeting, days), {"council": council.short_name, "day": meeting.date}
    if any(map(drafted, planned)):
        title = words("{council}: working report for the meeting on {day}", **on)
        about = words("For those who prepare the meeting. It holds what was known the day before.")
        yield DRAFT, when.draft, (title, about)
    title = words("{council}: last day to record facts for the meeting on {day}", **on)
    about = words("What is recorded by the end of this day appears in the papers.")
    yield FREEZE, days.before(when.freeze), (title, about)
    if any(sent(each, council.language) for each in planned):
        title = words("{council}: the papers of the meeting on {day} are sent", **on)
        about = words("They go to the members who have agreed to receive email.")
        yield SEND, when.send, (title, about)
    title = meeting.title or words("Meeting")
    yield "", meeting.date, (f"{council.short_name}: {title}", "")


def _event(
    register: Register,
    subject: str,
    kind: str,
    day: datetime.date,
    texts: tuple[str, str],
    recorded: datetime.date,
    changes: int,
    words: Words,
) -> Event:
    """An event of a whole day, which nobody is shown as busy for.

    The meeting itself, of no ``kind``, has the name that it has in the invitation that is sent with its paper.
    """
    folder = register.council.folder
    event, title, about = Event(), *texts
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(filter(None, [f"radrum:{folder}", subject, kind])))))
    event.add("dtstamp", datetime.datetime.combine(recorded, datetime.time(), datetime.UTC))
    event.add("sequence", changes)
    event.add("dtstart", day)
    event.add("dtend", day + DAY)
    event.add("summary", title, parameters={"language": words.language})
    if about:
        event.add("description", about, parameters={"language": words.language})
    event.add("transp", "TRANSPARENT")
    return event
