"""What the calendar asks for: a month's report, or one of the three things that are made for a meeting."""

import datetime
from dataclasses import dataclass

from radrum.runs import Plan, Planned

MONTHLY, DRAFT, FREEZE, SEND = KINDS = ("monthly", "draft", "freeze", "send")
PAPER = "meeting"  # the notebook that is the paper of a meeting: without it nothing is sent


@dataclass(frozen=True, eq=False)
class Occurrence:
    """One thing that is due once: a line of the plan for a month or a meeting, or the sending of a meeting's paper.

    ``subject`` is the month, as 2026-02, or the meeting's name in the register, which stays the same when the meeting
    is moved. ``due`` is the day from which on it is to be done, ``as_of`` the last day whose facts it holds, ``held``
    the day of the meeting. What is sent is no line of the plan; ``lacks`` says why the plan has nothing to send.
    """

    council: str
    kind: str
    subject: str
    due: datetime.date
    as_of: datetime.date
    held: datetime.date | None = None
    planned: Planned | None = None
    lacks: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What it is known again by, whatever the day: council, kind, subject, notebook, edition and language."""
        return (self.council, self.kind, self.subject, *(of_plan(self.planned) if self.planned else ("", "", "")))

    @property
    def area(self) -> str:
        """The areas that it is planned for, as one word."""
        return self.planned.spread if self.planned else ""

    def plans(self) -> list[Plan]:
        """What it asks to be made, one page for each of its areas. Raises ``RadrumError`` where that cannot be said."""
        if self.planned is None:
            return []
        if self.kind == FREEZE:
            return self.planned.each(meeting=str(self.held))
        return self.planned.each(as_of=str(self.as_of))


def of_plan(planned: Planned) -> tuple[str, str, str]:
    """The notebook, edition and language of a line of the plan; no language where it is the council's own."""
    return planned.plan.notebook, planned.plan.edition, planned.plan.language or ""


def in_order(asked: Occurrence) -> tuple:
    """What occurrences are sorted by: the day they were due, then what has to be done before what."""
    return asked.due, KINDS.index(asked.kind)
