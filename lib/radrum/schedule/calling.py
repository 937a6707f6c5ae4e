"""One call a day: what is due is made and sent, in the order of the days, and told of."""

import datetime
import sqlite3
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from filelock import FileLock, Timeout

from radrum.errors import RadrumError
from radrum.register import Register, read_register
from radrum.runs import Plan, Planned, Run, named
from radrum.schedule.calendar import write_calendar
from radrum.schedule.falling_due import falling_due, sent
from radrum.schedule.ledger import Ledger, ledger
from radrum.schedule.occurrences import FREEZE, SEND, Occurrence, in_order
from radrum.schedule.outcomes import Outcome, Say
from radrum.schedule.sending import Deliver, send

LOCK = ".due.lock"
PATIENCE = 60  # seconds

Build = Callable[[Sequence[Plan], Path], list[Run]]


def due(
    planned: Sequence[Planned],
    reports: Path,
    today: datetime.date,
    *,
    build: Build,
    deliver: Deliver,
    tell: Say,
    dry_run: bool = False,
) -> list[Outcome]:
    """Do what is due on ``today`` and not yet done, the earliest first, and write the calendar of what comes.

    ``build`` makes plans in a folder; ``deliver`` sends the paper of a council's meeting of that day, and knows whether
    the paper of another day went out before it. What fails is tried again at the next call and stops nothing else, only
    the sending of a paper that is not made. ``tell`` is called with each outcome as it comes; with ``dry_run`` it is
    told what is due, and nothing is made or written.

    Raises ``RadrumError`` where another call is still at work after a minute.
    """
    told: list[Outcome] = []

    def say(outcome: Outcome) -> None:
        told.append(outcome)
        tell(outcome)

    if dry_run:
        with ledger(reports, dry_run=True) as kept:
            asked, _ = _asked(planned, kept, today, say)
            for each in asked:
                say(Outcome("due", each.council, each, reason=each.lacks))
        return told
    reports.mkdir(parents=True, exist_ok=True)
    lock = FileLock(reports / LOCK, timeout=PATIENCE)
    try:
        held = lock.acquire()
    except Timeout:
        raise RadrumError(f"Another 'radrum due' is at work in {reports}. Run it again when that is done.") from None
    with held, ledger(reports) as kept:
        asked, registers = _asked(planned, kept, today, say)
        unmade: set[tuple[str, str]] = set()
        for _, group in groupby(asked, key=lambda each: each.due):
            of_day = list(group)
            for each in _make([each for each in of_day if each.kind != SEND], reports, kept, today, build, say):
                if each.kind == FREEZE and sent(each.planned, registers[each.council].council.language):
                    unmade.add((each.council, each.subject))
            for each in of_day:
                if each.kind == SEND:
                    send(each, kept, today, deliver, say, made=(each.council, each.subject) not in unmade)
        if registers.keys() == {each.plan.council for each in planned}:
            write_calendar(planned, registers, reports, today)
    return told


def _asked(
    planned: Sequence[Planned], kept: Ledger, today: datetime.date, say: Say
) -> tuple[list[Occurrence], dict[str, Register]]:
    """What is due of all councils, in order, and their registers, without those that cannot be read."""
    asked, registers = [], {}
    for council in dict.fromkeys(each.plan.council for each in planned):
        try:
            registers[council] = read_register(council)
        except RadrumError as error:
            say(Outcome("failed", council, reason=str(error)))
            continue
        own = [each for each in planned if each.plan.council == council]
        asked += falling_due(own, registers[council], kept, today)
    return sorted(asked, key=in_order), registers


def _make(
    asked: Sequence[Occurrence],
    reports: Path,
    kept: Ledger,
    today: datetime.date,
    build: Build,
    say: Say,
) -> set[Occurrence]:
    """Make what was due on one day, all at the same time; what of it was not made."""
    wanted: dict[Occurrence, list[Plan]] = {}
    unmade: set[Occurrence] = set()
    for each in asked:
        try:
            wanted[each] = [plan for plan in each.plans() if not _is_done(kept, each, plan)]
        except RadrumError as error:
            say(Outcome("failed", each.council, each, reason=str(error)))
            unmade.add(each)
    plans = {named(plan): plan for its in wanted.values() for plan in its}
    try:
        made = {run.plan: run for run in build(list(plans.values()), reports)} if plans else {}
    except (RadrumError, OSError, sqlite3.Error) as error:
        for each in wanted:
            say(Outcome("failed", each.council, each, reason=str(error)))
        return unmade | set(wanted)
    for each, its in wanted.items():
        for plan in its:
            run = made[named(plan)]
            if run.state in ("made", "unchanged"):
                kept.add(each, "made", today, _area(plan))
                say(Outcome("made", each.council, each, _area(plan)))
            else:
                say(Outcome("failed", each.council, each, _area(plan), run.reason))
                unmade.add(each)
        if each.area and each not in unmade:
            kept.add(each, "made", today)
    return unmade


def _is_done(kept: Ledger, asked: Occurrence, plan: Plan) -> bool:
    """Whether the page of that municipality was made before others of the occurrence failed."""
    days = str(asked.as_of), str(asked.held or "")
    return any((each.as_of, each.held) == days for each in kept.done(asked, _area(plan)))


def _area(plan: Plan) -> str:
    return next(iter(plan.parameters.values()), "")
