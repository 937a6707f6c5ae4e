"""The commands that edit a register: ``radrum new``, ``radrum sheet`` and ``radrum record``."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radrum import paths
from radrum.errors import RadrumError

if TYPE_CHECKING:
    import pandas as pd


@click.command()
@click.argument("council")
@click.option("--country", metavar="C", required=True, help="The country's code, as SE.")
@click.option("--county", metavar="N", required=True, help="The county's code, as 14.")
@click.option("--name", metavar="TEXT", help="What the council is called.")
@click.option("--language", metavar="L", help="The council's language; the country's without it.")
@click.option("--on", metavar="DATE", help="The day its parties are recorded on; today without it.")
def new(council: str, country: str, county: str, name: str | None, language: str | None, on: str | None) -> None:
    """Set up COUNCIL: an empty register of a county, with its municipalities as parties."""
    from radrum.register.founding import found

    folder = found(council, country, county, _day(on), name=name, language=language)
    click.echo(paths.shown(folder))
    click.echo(f"Mend the names in council.toml, then run 'radrum sheet {council}' and fill in the workbook.", err=True)


@click.command()
@click.argument("council")
@click.option(
    "--to",
    "file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The workbook; ./COUNCIL.xlsx without it.",
)
@click.option("--replace", is_flag=True, help="Replace a workbook that is there, with all that was entered in it.")
def sheet(council: str, file: Path | None, replace: bool) -> None:
    """Write the current state of COUNCIL as a workbook to edit, and print its path."""
    from radrum.register.workbook import sheet as write

    click.echo(paths.shown(write(council, file or Path(f"{council}.xlsx"), replace=replace)))


@click.command()
@click.argument("council")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("--on", metavar="DATE", help="The day the council learned it; today without it.")
@click.option("--source", metavar="TEXT", help="The document that says so, where a row names none.")
@click.option("--correction", is_flag=True, help="What is changed was an error, from the day it held on.")
@click.option("--dry-run", is_flag=True, help="Print the differences and record nothing.")
def record(council: str, workbook: Path, on: str | None, source: str | None, correction: bool, dry_run: bool) -> None:
    """Append to COUNCIL what an edited WORKBOOK (or a CSV file, or a folder of them) says anew."""
    from radrum.register.recording import record as append

    day = _day(on)
    done = append(council, workbook, day, source=source or "", correction=correction, dry_run=dry_run)
    for line in (*done.said, *done.notes):
        click.echo(line)
    tables = ", ".join(f"{table} {rows}" for table, rows in done.rows.items())
    if not done.rows:
        click.echo("No differences. Nothing is recorded.")
    elif dry_run:
        click.echo(f"Nothing is recorded yet. Rows to append: {tables}.")
    else:
        click.echo(f"Recorded on {day:%Y-%m-%d}. Rows appended: {tables}.")
        click.echo(f"Before the next edit, make a new workbook: radrum sheet {council}", err=True)


def _day(given: str | None) -> "pd.Timestamp":
    from radrum.dossier import parse_day

    today = parse_day(datetime.date.today())
    day = parse_day(given) if given else today
    if day > today:
        raise RadrumError(f"--on {given} is later than today, {today:%Y-%m-%d}. A log holds what is known.")
    return day
