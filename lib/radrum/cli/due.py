"""The command ``radrum due``."""

import datetime
import sys
from collections import Counter
from dataclasses import dataclass
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
    from radrum.schedule import Handed, Outcome
    from radrum.share import Settings

WHAT = {
    "monthly": "report for {0.subject}",
    "draft": "working report for the meeting on {0.held}",
    "freeze": "paper for the meeting on {0.held}",
    "send": "sending of the paper for the meeting on {0.held}",
}


@click.command()
@click.option("--today", metavar="DATE", help="The day that it is done for; one to come with --dry-run only.")
@click.option("--reports", type=FOLDER, help="Folder of reports; ./reports without it.")
@click.option("--dry-run", is_flag=True, help="Print what is due, make, send and write nothing.")
def due(today: str | None, reports: Path | None, dry_run: bool) -> None:
    """Make and send what data/reports.toml plans for a month or a meeting, is due and not yet done; call it daily."""
    from radrum.dossier import parse_day
    from radrum.runs import build, plan_file, read_planned
    from radrum.schedule import FAILED
    from radrum.schedule import due as call

    folder = (reports or paths.reports()).resolve()
    real = datetime.date.today()
    day = parse_day(today or real).date()
    if day > real and not dry_run:
        raise RadrumError(
            f"--today {day} is still to come, and what is done is done for good. Add --dry-run to see what will be due."
        )
    planned = read_planned(plan_file(), folder)
    if not planned:
        click.echo(
            f'{paths.shown(plan_file())} plans nothing by the calendar. Write when = "meetings" in a [[report]].'
        )
        return

    def make(plans: "Sequence[Plan]", where: Path) -> "list[Run]":
        return build(plans, where, tell=lambda run: None)

    desk = _Desk(folder, real)
    told = call(
        planned,
        folder,
        day,
        build=make,
        deliver=desk.deliver,
        tell=lambda outcome: click.echo(_line(outcome)),
        dry_run=dry_run,
    )
    counted = Counter(outcome.state for outcome in told)
    click.echo(", ".join(f"{many} {state}" for state, many in counted.items()) + "." if told else "Nothing is due.")
    if not dry_run:
        renew(folder)
    if desk.failed or any(counted[state] for state in FAILED):
        sys.exit(1)


@dataclass
class _Desk:
    """Where papers go out from: a folder of reports, on a day on which consent must stand.

    ``copied``: the site has been looked after in this call; ``failed``: it could not be copied.
    """

    folder: Path
    today: datetime.date
    copied: bool = False
    failed: bool = False

    def deliver(self, council: str, meeting: datetime.date, again: bool) -> "Handed":
        """Mail the paper of a meeting to everyone who agreed; the public edition, to which it leads, is copied first.

        Raises ``RadrumError`` only where nobody got anything.
        """
        from radrum import share
        from radrum.schedule import Handed

        settings = share.read_settings()
        if not self.copied:
            self._copy(settings)
        post = share.prepare(council, meeting, self.folder, today=self.today, again=again, settings=settings)
        try:
            done = share.send(post)
        except Exception as error:
            told = str(error) if isinstance(error, RadrumError) else f"{type(error).__name__}: {error}"
            return Handed(share.have(post), told)
        faults = [f"{each.named}: {each.reason}" for each in done if each.state in share.FAILED]
        reason = f"not sent to {len(faults)} of {len(done)}. {' '.join(faults)}" if faults else ""
        return Handed(sum(each.state != "failed" for each in done), reason)

    def _copy(self, settings: "Settings") -> None:
        """Copy the public edition, with its lists as they are now, where the settings say to; tell where that fails."""
        self.copied = True
        if not settings.copy_to or not (self.folder / "public").is_dir():
            return
        from radrum.share import copy_site

        try:
            renew(self.folder)
            copy_site(settings.copy_to, self.folder)
        except RadrumError as error:
            self.failed = True
            click.echo(f"failed: copy of the public edition to {settings.copy_to}: {' '.join(str(error).split())}")


def _line(outcome: "Outcome") -> str:
    """An outcome as one line a person understands."""
    asked, said = outcome.asked, f"{outcome.state}: {outcome.council}"
    if asked:
        page = " ".join(filter(None, [*asked.key[3:], outcome.area]))
        said += f", {WHAT[asked.kind].format(asked)}" + (f" ({page})" if page else "")
    return f"{said}: {' '.join(outcome.reason.split())}" if outcome.reason else said
