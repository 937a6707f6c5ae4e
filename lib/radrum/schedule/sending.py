"""The sending of a meeting's paper: to all, once, and once more when the meeting is moved."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from radrum.errors import RadrumError
from radrum.schedule.ledger import MISSED, PARTLY, SENT, UNMOVED, UNPLANNED, UNSENT, Done, Ledger
from radrum.schedule.occurrences import Occurrence
from radrum.schedule.outcomes import Outcome, Say


@dataclass(frozen=True)
class Handed:
    """What came of a delivery: how many have the paper, from now or from before, and why not all of the others."""

    have: int
    reason: str = ""


Deliver = Callable[[str, datetime.date, bool], Handed]


def send(asked: Occurrence, kept: Ledger, today: datetime.date, deliver: Deliver, say: Say, *, made: bool) -> None:
    """Send a meeting's paper, unless its day has passed or the members have had it on that send date already.

    Before the first mail it is recorded that some may have the paper: a call that is killed knows that as well as one
    that did not reach everyone. ``deliver`` raises an error only where nobody got anything.
    """
    before = kept.done(asked)
    if closed := _closed(asked, before, today):
        outcome, state, reason = closed
        kept.settle(asked, outcome, today)
        say(Outcome(state, asked.council, asked, reason=reason))
    elif not made:
        say(Outcome("failed", asked.council, asked, reason="not sent, since the paper could not be made."))
    else:
        _deliver(asked, before, kept, today, deliver, say)


def _closed(asked: Occurrence, before: Sequence[Done], today: datetime.date) -> tuple[str, str, str] | None:
    """Why nothing is sent: what is recorded, what is told, and the reason; None where it is to be sent."""
    of_day = {each.outcome for each in before if each.held == str(asked.held)}
    if asked.lacks:
        return UNPLANNED, "unplanned", asked.lacks
    if today > asked.held and PARTLY in of_day:
        told = "the day of the meeting has passed, and not everyone who agreed to mail has the paper."
        return MISSED, "missed", f"{told} No more is sent."
    if today > asked.held and UNSENT in of_day:
        return MISSED, "unsent", "nobody had agreed to mail when the day of the meeting passed."
    if today > asked.held:
        return MISSED, "missed", "the day of the meeting has passed. Nothing is sent."
    if any(_as_before(asked, each) for each in before):
        told = "the meeting was moved after its paper was sent, and the send date was not. Record a later one."
        return UNMOVED, "unmoved", told
    return None


def _as_before(asked: Occurrence, done: Done) -> bool:
    """Whether the paper was sent on that send date already, to all, or to some for an earlier day of the meeting."""
    for_earlier = done.outcome == PARTLY and done.held < str(asked.held)
    return done.due >= str(asked.due) and (done.outcome == SENT or for_earlier)


def _deliver(
    asked: Occurrence, before: Sequence[Done], kept: Ledger, today: datetime.date, deliver: Deliver, say: Say
) -> None:
    """Deliver it, also to whoever has the paper of another day, and record who has it by then: all, some or none."""
    days = str(asked.as_of), str(asked.held)
    went_out = {(each.as_of, each.held) for each in before if each.outcome in (SENT, PARTLY)}
    kept.settle(asked, PARTLY, today)
    try:
        handed = deliver(asked.council, asked.held, bool(went_out - {days}))
    except Exception as error:
        told = str(error) if isinstance(error, RadrumError) else f"{type(error).__name__}: {error}"
        handed = Handed(0, told)
    some = handed.have > 0 or days in went_out
    if handed.reason:
        if not some:
            kept.forget(asked)
        say(Outcome("failed", asked.council, asked, reason=handed.reason))
    elif some:
        kept.settle(asked, SENT, today)
        say(Outcome("sent", asked.council, asked))
    else:
        kept.settle(asked, UNSENT, today)
        told = f"nobody has agreed to mail. Whoever does by {asked.held} gets it with the next call."
        say(Outcome("unsent", asked.council, asked, reason=told))
