"""The command ``radrum share``."""

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from email.message import EmailMessage

    from radrum.share import Copy, Delivery, Post

STATES = {"sent": "sent", "before": "sent before", "failed": "not sent", "unknown": "not known"}


@click.command()
@click.argument("council", required=False)
@click.option("--meeting", metavar="DATE", help="Mail the papers for COUNCIL's meeting of that day, as 2026-09-10.")
@click.option("--again", is_flag=True, help="Also to whoever got an earlier page of the meeting.")
@click.option("--to", metavar="SEAT", help='Only there, whatever was sent before: "Director, region".')
@click.option("--today", metavar="DATE", help="The day on which consent must stand; today without it.")
@click.option("--site", metavar="ADDRESS", help="Copy reports/public to a folder, sftp://… or another address.")
@click.option("--prune", is_flag=True, help="With --site: remove what was copied earlier and is gone from here.")
@click.option("--dry-run", is_flag=True, help="Show what would be sent and copied, and do nothing.")
@click.option(
    "--reports", type=click.Path(file_okay=False, path_type=Path), help="Folder of reports; ./reports without it."
)
def share(
    council: str | None,
    meeting: str | None,
    again: bool,
    to: str | None,
    today: str | None,
    site: str | None,
    prune: bool,
    dry_run: bool,
    reports: Path | None,
) -> None:
    """Mail the papers for a meeting of COUNCIL, copy the public edition to a site, or both.

    The site comes first, so that the link in the mail leads somewhere.
    """
    if bool(council) != bool(meeting):
        raise click.UsageError("Give COUNCIL and --meeting together.")
    if not (council or site):
        raise click.UsageError("Give COUNCIL with --meeting, or --site.")
    if site:
        _copy(site, reports, prune, dry_run)
    if council:
        from radrum.share import prepare

        post = prepare(council, meeting, reports, today=today or datetime.date.today(), again=again, to=to)
        (_show if dry_run else _send)(post)


def _send(post: "Post") -> None:
    from radrum.share import FAILED, send

    done = send(post, _tell)
    counted = [f"{sum(each.state == state for each in done)} {said}" for state, said in STATES.items()]
    click.echo(", ".join(counted) + "." if done else "Nobody has agreed to mail.")
    if any(each.state in FAILED for each in done):
        sys.exit(1)


def _tell(each: "Delivery") -> None:
    from radrum.share import FAILED

    said = f"{each.named}: {STATES[each.state]}"
    click.echo(f"{said}: {each.reason}" if each.reason else said, err=each.state in FAILED)


def _show(post: "Post") -> None:
    from radrum.share import drafts

    mails = drafts(post, _tell)
    for mail in mails:
        click.echo(_shown(mail))
    click.echo(f"{len(mails)} to send. Nothing is sent yet.")


def _shown(mail: "EmailMessage") -> str:
    """The head and the text of a mail, and the names of what it carries."""
    head = "".join(f"{name}: {value}\n" for name, value in mail.items())
    carried = [f"{each.get_filename()} ({each.get_content_type()})" for each in mail.iter_attachments()]
    return f"{head}\n{mail.get_body(('plain',)).get_content()}\nAttached: {', '.join(carried)}.\n"


def _copy(site: str, reports: Path | None, prune: bool, dry_run: bool) -> None:
    from radrum.share import copy_site

    def tell(each: "Copy") -> None:
        if each.state != "unchanged":
            click.echo(f"{each.state}: {each.path}")

    done = copy_site(site, reports, prune=prune, dry_run=dry_run, tell=tell)
    counted = {state: sum(each.state == state for each in done) for state in ("copied", "unchanged", "removed", "gone")}
    click.echo(", ".join(f"{n} {state}" for state, n in counted.items() if n or state != "gone") + ".")
    if counted["gone"]:
        click.echo("What is gone from here is still there. Add --prune to remove it.", err=True)
    if dry_run:
        click.echo("Nothing is done yet.")
