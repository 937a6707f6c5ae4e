"""What every fetch shares: options, a bar that moves, and what came told and stored."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from radrum import paths
from radrum.errors import Faults

if TYPE_CHECKING:
    from radrum.sources.keeping import Fetched

as_measure = click.option(
    "--as", "measure", metavar="MEASURE", help="Which of our measures it is, where measures.toml does not say."
)
on_trial = click.option("--dry-run", is_flag=True, help="Say what came and whether it could be stored; store nothing.")


def kept(fetched: "Fetched", dry_run: bool = False) -> None:
    """Store what was fetched and print its path; tell on the error stream what was left out."""
    from radrum.sources.keeping import keep

    for line in fetched.left_out:
        click.echo(line, err=True)
    values = fetched.values
    span = f"{values['period'].min():%Y-%m-%d} to {values['period'].max():%Y-%m-%d}" if len(values) else "no period"
    click.echo(
        f"{len(values)} values ({int(values['value'].isna().sum())} missing) of {values['measure'].nunique()} measures "
        f"for {values['area'].nunique()} areas, {span}.",
        err=True,
    )
    if dry_run:
        from radrum.statistics import judged

        faults = judged(values.set_axis(range(2, len(values) + 2)), fetched.name)
        if faults:
            raise Faults(faults)
        click.echo("It could be stored. Nothing is.", err=True)
        return
    click.echo(paths.shown(keep(fetched, told=lambda line: click.echo(line, err=True))))


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream where somebody sees it, moved by a call that says how much is done, of how much."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    with click.progressbar(length=1, file=sys.stderr, label="Fetching") as bar:

        def told(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield told


def day(given: str | None) -> Any:
    """The day that an option names, if any."""
    from radrum.dossier import parse_day

    return parse_day(given) if given else None
