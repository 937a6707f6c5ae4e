"""The command ``radrum due``."""

import datetime
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radrum import paths
from radrum.cli.archive import renew
from radrum.cli.build import FOLDER
from radrum.errors import RadrumError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from radrum.runs import Plan, Run
    from radrum.schedule import Outcome

WHAT = {
    "monthly": "report for {0.subject}",
    "draft": "working report for the meeting on {0.held}",
    "freeze": "paper for the meeting on {0.held}",
    "send": "sending of the paper for the meeting on {0.held}",
}


@click.command()
@click.option("--today", metavar="DATE", help="The day that it is done for; today without it.")
@click.option("--reports", type=FOLDER, help="Folder of reports; ./reports without it.")
@click.option("--dry-run", is_flag=True, help="Print what is due, make, send and write nothing.")
def due(today: str | None, reports: Path | None, dry_run: bool) -> None:
    """Make and send what data/reports.toml plans for a month or a meeting, is due and not yet done; call it daily."""
    from radrum.dossier import parse_day
    from radrum.runs import build, plan_file, read_planned
    from radrum.schedule import FAILED
    from radrum.schedule import due as call

    folder = (reports or paths.reports()).resolve()
    day = parse_day(today or datetime.date.today())
    planned = read_planned(plan_file(), folder)
    if not planned:
        click.echo(
            f'{paths.shown(plan_file())} plans nothing by the calendar. Write when = "meetings" in a [[report]].'
        )
        return

    def make(plans: "Sequence[Plan]", where: Path) -> "list[Run]":
        return build(plans, where, workers=os.cpu_count() or 1, tell=lambda run: None)

    def deliver(council: str, meeting: datetime.date, again: bool) -> None:
        from radrum import share

        done = share.send(share.prepare(council, meeting, folder, today=day, again=again))
        if faults := [f"{each.named}: {each.reason}" for each in done if each.state in share.FAILED]:
            raise RadrumError(f"not sent to {len(faults)} of {len(done)}. {' '.join(faults)}")

    told = call(
        planned,
        folder,
        day.date(),
        build=make,
        deliver=deliver,
        tell=lambda outcome: click.echo(_line(outcome)),
        dry_run=dry_run,
    )
    counted = Counter(outcome.state for outcome in told)
    click.echo(", ".join(f"{many} {state}" for state, many in counted.items()) + "." if told else "Nothing is due.")
    if counted["made"]:
        renew(folder)
    if any(counted[state] for state in FAILED):
        sys.exit(1)


def _line(outcome: "Outcome") -> str:
    """An outcome as one line a person understands."""
    asked, said = outcome.asked, f"{outcome.state}: {outcome.council}"
    if asked:
        page = " ".join(filter(None, [*asked.key[3:], outcome.area]))
        said += f", {WHAT[asked.kind].format(asked)}" + (f" ({page})" if page else "")
    return f"{said}: {' '.join(outcome.reason.split())}" if outcome.reason else said
