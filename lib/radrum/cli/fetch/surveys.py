"""Files of the surveys of coverage: PTS's and Nkom's."""

import click

from radrum.cli.fetch.storing import day, kept, on_trial

by_heading = click.option(
    "--as", "named", metavar="HEADING=MEASURE", multiple=True, help="Which measure a heading is; may be repeated."
)
only_measures = click.option(
    "--only", metavar="MEASURE", multiple=True, help="Read this measure and leave the rest; may be repeated."
)
in_unit = click.option("--unit", metavar="U", help="percent or fraction, where the file's own figures do not prove it.")
published_on = click.option("--published", metavar="DATE", help="The day it was published, as 2024-03-21.")


@click.command()
@click.argument("given", metavar="FILE|ADDRESS")
@only_measures
@by_heading
@click.option("--sheet", metavar="NAME", help="Read this sheet alone.")
@click.option("--segment", metavar="S", help="all, urban or rural, where neither sheet nor title says so.")
@click.option(
    "--year", type=click.IntRange(2000, 2100), help="The year measured, where neither heading nor title does."
)
@in_unit
@published_on
@on_trial
def pts(
    given: str,
    only: tuple[str, ...],
    named: tuple[str, ...],
    sheet: str | None,
    segment: str | None,
    year: int | None,
    unit: str | None,
    published: str | None,
    dry_run: bool,
) -> None:
    """A workbook of PTS's survey of broadband and mobile coverage; a file from a browser, since PTS blocks programs."""
    from radrum.sources.pts import fetch as read

    told = {"sheet": sheet, "segment": segment, "year": year, "unit": unit, "published": day(published)}
    kept(read(given, only=only, named=named, **told), dry_run)


@click.command()
@click.argument("given", metavar="FILE|ADDRESS [OFFERS]", nargs=-1, required=True)
@click.option("--year", type=click.IntRange(2000, 2100), help="The year measured; the files do not say it.")
@only_measures
@by_heading
@in_unit
@published_on
@on_trial
def nkom(
    given: tuple[str, ...],
    year: int | None,
    only: tuple[str, ...],
    named: tuple[str, ...],
    unit: str | None,
    published: str | None,
    dry_run: bool,
) -> None:
    """A file of Nkom's survey of coverage: buildings, municipalities, or addresses with the file of their OFFERS."""
    from radrum.sources.nkom import fetch as read

    kept(read(given, year=year, only=only, named=named, unit=unit, published=day(published)), dry_run)
