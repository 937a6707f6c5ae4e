"""A command line becomes one call."""

import datetime
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from radrum import __version__, paths
from radrum.cli.archive import archive
from radrum.cli.build import build, make, runs
from radrum.cli.describe import describe
from radrum.cli.due import due
from radrum.cli.fetch import fetch
from radrum.cli.press import press
from radrum.cli.register import new, record, sheet
from radrum.cli.share import share
from radrum.errors import FailedCell, Faults, RadrumError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="radrum")
@click.option("--debug", is_flag=True, help="Show Python's traceback where something fails.")
def radrum(debug: bool) -> None:
    """Reports that give a regional digitalisation council time to think before it decides."""


@radrum.command()
@click.argument("council")
@click.argument("notebook", default="meeting")
@click.option("--as-of", metavar="DATE", help="What was known at the end of that day, as 2016-09-08.")
@click.option("--meeting", metavar="DATE", help="What the papers for the meeting of that day could hold.")
@click.option("--language", metavar="L", help="sv, nb, nn or en; the council's own without it.")
@click.option(
    "--reports", type=click.Path(file_okay=False, path_type=Path), help="Folder of reports; ./reports without it."
)
@click.option("--edition", default="council", metavar="E", help="council (without it) or public.")
@click.option(
    "--engine",
    type=click.Choice(["warm", "nbclient"]),
    default="warm",
    help="How cells run; nbclient is papermill's own.",
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day on which consent is judged; today without it."
)
@click.option("--linked", is_flag=True, help="Keep plotly once beside the pages instead of in each.")
@click.option(
    "-p", "parameters", metavar="NAME=VALUE", multiple=True, help="A parameter of the notebook; may be repeated."
)
@click.option("--all", "every", is_flag=True, help="A page for each municipality of the council's area.")
def report(
    council: str,
    notebook: str,
    as_of: str | None,
    meeting: str | None,
    language: str | None,
    reports: Path | None,
    edition: str,
    engine: str,
    today: datetime.datetime | None,
    linked: bool,
    parameters: tuple[str, ...],
    every: bool,
) -> None:
    """Make the report NOTEBOOK (without it: meeting) of COUNCIL and print its path."""
    from radrum.runs import Plan, municipality_plans
    from radrum.runs import report as make_one

    wrong = [each for each in parameters if "=" not in each]
    if wrong:
        raise click.UsageError(f"-p {wrong[0]}: write NAME=VALUE.")
    named = dict(each.split("=", 1) for each in parameters)
    reports = (reports or paths.reports()).resolve()
    plan = Plan(
        council,
        notebook,
        as_of,
        meeting,
        language,
        reports,
        named,
        linked,
        edition,
        engine,
        today=today and today.date(),
    )
    if every:
        make(municipality_plans(plan), reports)
        return
    bar = sys.stderr.isatty()
    if not bar:
        click.echo(f"{council}: making '{notebook}'", err=True)
    made = make_one(plan, bar=bar)
    if made.lack:
        unmade = f"Checks not made: {', '.join(made.unchecked)}."
        click.echo(f"Not checked, and without a PDF: {made.lack} {unmade}", err=True)
    click.echo(paths.shown(made.path))


@radrum.command()
@click.argument("council", required=False)
def check(council: str | None) -> None:
    """Check all data, or that of COUNCIL, and print every fault with its remedy."""
    from radrum.runs import faults_in_data

    faults = faults_in_data([council] if council else [])
    if faults:
        raise Faults(faults)
    click.echo("No faults found.")


radrum.add_command(describe)
for command in (new, sheet, record, fetch, press, build, runs, due, archive, share):
    radrum.add_command(command)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line, or other ``words``; a mistake is told and ends with status 1, a wrong usage with 2."""
    words = list(sys.argv[1:] if words is None else words)
    debug = "--debug" in words
    try:
        radrum.main(words, "radrum", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was made and sent until then stands; the same call goes on with the rest.", err=True)
        sys.exit(130)
    except RadrumError as error:
        click.echo(str(error), err=True)
        if isinstance(error, Faults) and len(error.faults) > 1:
            click.echo(f"{len(error.faults)} faults.", err=True)
        if debug:
            click.echo(error.traceback if isinstance(error, FailedCell) else traceback.format_exc(), err=True)
        sys.exit(1)
    except Exception as error:
        if debug:
            raise
        click.echo(f"Something unexpected went wrong: {type(error).__name__}: {error}", err=True)
        click.echo("Run again as 'radrum --debug …' to see where.", err=True)
        sys.exit(1)
