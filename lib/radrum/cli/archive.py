"""The command ``radrum archive``."""

from pathlib import Path

import click

from radrum import paths

TOLD = 5  # pages left out that are told one by one


@click.command()
@click.option(
    "--reports", type=click.Path(file_okay=False, path_type=Path), help="Folder of reports; ./reports without it."
)
def archive(reports: Path | None) -> None:
    """List what is published: all reports, those of each council and those of the public, with feeds."""
    _make((reports or paths.reports()).resolve())


def renew(reports: Path) -> None:
    """Bring the archive up to date where a page has come, changed or gone since it was made."""
    from radrum.archive.currency import is_current

    if not is_current(reports):
        _make(reports)


def _make(reports: Path) -> None:
    from radrum.archive.making import make

    made = make(reports)
    for fault in made.left[:TOLD]:
        click.echo(str(fault), err=True)
    if len(made.left) > TOLD:
        click.echo(f"And {len(made.left) - TOLD} more pages are not listed.", err=True)
    if made.lack:
        click.echo(f"The lists are not checked: {made.lack}", err=True)
    click.echo(f"Archive: {made.listed} pages listed, {len(made.written)} files written.")
