"""Which of a council's occurrences are due on a day and not yet done."""

import datetime
from collections.abc import Iterator, Sequence

from radrum.register import Register
from radrum.runs import Planned
from radrum.schedule.ledger import PARTLY, SENT, UNMOVED, UNPLANNED, UNSENT, Ledger
from radrum.schedule.meetings import Meeting, meetings, timetable
from radrum.schedule.occurrences import DRAFT, FREEZE, MONTHLY, PAPER, SEND, Occurrence
from radrum.schedule.workdays import DAY, Workdays, of_council

MEETINGS = "meetings"  # of a line of the plan: for each meeting; the other is ``MONTHLY``


def falling_due(
    planned: Sequence[Planned], register: Register, ledger: Ledger, today: datetime.date
) -> list[Occurrence]:
    """What is due on ``today`` and not yet done, of a council's ``planned`` reports and of their sending.

    A line of the plan counts from the day on which it was first seen: for the meetings then still to come, and for the
    month that had just ended. What is to be done for a meeting is judged by the register as known today, also after an
    outage: for the day to which it was moved, never for the one from which it was.
    """
    days = of_council(register.council)
    since = [(each, ledger.begun(each, today)) for each in planned]
    found = [
        asked
        for each, begun in since
        if each.when == MONTHLY
        for asked in months(each, begun, today, days)
        if not ledger.done(asked)
    ]
    for meeting in meetings(register, today):
        counted = [each for each, begun in since if each.when == MEETINGS and meeting.date >= begun]
        found += _of_meeting(counted, meeting, days, register.council.language, ledger)
    return [asked for asked in found if asked.due <= today]


def months(planned: Planned, begun: datetime.date, until: datetime.date, days: Workdays) -> Iterator[Occurrence]:
    """The reports of the months that ended since ``begun``, the one just ended included, as of each month's last day.

    Each is due on the first working day after it.
    """
    month = (begun.replace(day=1) - DAY).replace(day=1)
    while (following := (month + 31 * DAY).replace(day=1)) <= until:
        due, last = days.from_on(following), following - DAY
        yield Occurrence(planned.plan.council, MONTHLY, f"{month:%Y-%m}", due, last, planned=planned)
        month = following


def drafted(planned: Planned) -> bool:
    """Whether a working report is made of it: those who prepare the meeting read the council's edition."""
    return planned.plan.edition == "council"


def sent(planned: Planned, language: str) -> bool:
    """Whether it is the paper that is sent to the members: in ``language``, the council's own, and in no other."""
    return _is_paper(planned) and planned.plan.language in (None, language)


def _is_paper(planned: Planned) -> bool:
    """Whether it is a paper, in whatever language."""
    return drafted(planned) and planned.plan.notebook == PAPER


def _lacks(planned: Sequence[Planned], language: str) -> str:
    """Why nothing can be sent though papers are planned; empty where one is that can be."""
    if any(sent(each, language) for each in planned):
        return ""
    places = ", ".join(dict.fromkeys(each.place for each in planned if _is_paper(each)))
    told = (
        f"what is sent is the paper in the council's own language, '{language}', and {places} plans it in others only."
    )
    return f'{told} Add "{language}" to languages.'


def _of_meeting(
    planned: Sequence[Planned], meeting: Meeting, days: Workdays, language: str, ledger: Ledger
) -> Iterator[Occurrence]:
    """What is not yet done for a meeting, also that which was done for another day and is to be done for this one.

    - *draft* again where the meeting was moved to a later day and the new draft is due later than the old one was.
    - *freeze* for each new freeze date, until the paper is sent.
    - *send* until all have the paper or the day has passed, and again where the meeting was moved to a later day; that
      its send date was not, is then to be told. That no paper is planned that can be sent is told with the draft.
    """
    council, name, held = planned[0].plan.council if planned else "", meeting.name, meeting.date
    when = timetable(meeting, days)
    before, open_ = [], False
    if any(map(_is_paper, planned)):
        lacks = _lacks(planned, language)
        asked = Occurrence(council, SEND, name, when.draft if lacks else when.send, meeting.freeze, held, lacks=lacks)
        before = ledger.done(asked)
        last = before[-1] if before else None
        open_ = (
            not last
            or str(held) > last.held
            or last.outcome in (PARTLY, UNSENT)
            or (last.outcome == UNPLANNED and not lacks)
            or (last.outcome == UNMOVED and str(when.send) > last.due)
        )
        if open_:
            yield asked
    for each in planned:
        if drafted(each):
            draft = Occurrence(council, DRAFT, name, when.draft, when.draft - DAY, held, each)
            done = ledger.done(draft)
            if not done or (str(held) > done[-1].held and str(draft.due) > done[-1].due):
                yield draft
        freeze = Occurrence(council, FREEZE, name, when.freeze, meeting.freeze, held, each)
        done = ledger.done(freeze)
        settled = done and not open_ and any(row.outcome == SENT for row in before)
        if not settled and str(meeting.freeze) not in {row.as_of for row in done}:
            yield freeze
