"""Agencies' services, asked for what is named: PxWeb, Eurostat, Kolada, DESI."""

from typing import Any

import click

from radrum.cli.fetch.storing import as_measure, kept, on_trial, progress
from radrum.errors import RadrumError

with_base = click.option(
    "--base", metavar="BASE", help="Who is counted: households, population …; needed where the source does not say."
)
selecting = click.option(
    "-s", "select", metavar="NAME=CODE,…", multiple=True, help="Codes of a dimension, * for all; may be repeated."
)


@click.command()
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
        brought = bring(table, _chosen(select), measure=measure, base=base, country=country, told=told)
    kept(brought, dry_run)


@click.command()
@click.argument("code")
@selecting
@as_measure
@with_base
@on_trial
def eurostat(code: str, select: tuple[str, ...], measure: str | None, base: str | None, dry_run: bool) -> None:
    """Eurostat's data set CODE, as isoc_ci_in_h: -s geo=SE,NO -s unit=PC_HH -s time=2023."""
    from radrum.sources.eurostat import fetch as bring

    with progress() as told:
        brought = bring(code, _chosen(select), measure=measure, base=base, told=told)
    kept(brought, dry_run)


@click.command()
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


@click.command()
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


def _chosen(given: tuple[str, ...]) -> dict[str, Any]:
    """``NAME=CODE,CODE`` as the codes by name, those of a name given again added; ``*`` for all of them."""
    wrong = [each for each in given if not each.partition("=")[2]]
    if wrong:
        raise RadrumError(f"{wrong[0]}: write NAME=CODE,CODE or NAME=*.")
    chosen: dict[str, Any] = {}
    for name, codes in (map(str.strip, each.split("=", 1)) for each in given):
        if codes == "*" or chosen.get(name) == "*":
            chosen[name] = "*"
        else:
            chosen[name] = [*chosen.get(name, []), *map(str.strip, codes.split(","))]
    return chosen


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
