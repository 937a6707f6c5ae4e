"""The command ``radrum press``."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radrum import paths
from radrum.errors import Fault, Faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--forbidden", metavar="WORD", multiple=True, help="A word that may stand nowhere; may be repeated.")
@click.option("--without-browser", is_flag=True, help="Look at the HTML alone.")
@click.option(
    "--list", "listed", is_flag=True, is_eager=True, expose_value=False, callback=lambda *given: _list(*given)
)
def press(files: tuple[Path, ...], forbidden: tuple[str, ...], without_browser: bool) -> None:
    """Check each FILE, a page of any kind, as a report is checked before it is published.

    The page's print is checked too where it lies beside it.
    """
    from radrum.press.checks import faults
    from radrum.press.checks.check import PRINT
    from radrum.press.pair import is_pair

    told, unchecked = [], {}
    with ExitStack() as opened:
        browser = None if without_browser else _browser(opened)
        for file in files:
            printed = file.with_suffix(".pdf") if is_pair(file) else None
            found, unmade = faults(file, browser, forbidden, printed)
            unchecked |= dict.fromkeys(unmade)
            told += [
                Fault(f"{paths.shown(file)}: {each.check.name}: {each.where}", each.found, each.check.remedy)
                for each in found
            ]
    unprinted = [check.name for check in unchecked if check.at == PRINT]
    unseen = [check.name for check in unchecked if check.at != PRINT]
    if unseen:
        click.echo(f"Not checked, for want of a browser: {', '.join(unseen)}.", err=True)
    if unprinted:
        click.echo(f"Not checked, for want of the page's own print beside it: {', '.join(unprinted)}.", err=True)
    if told:
        raise Faults(told)
    click.echo("No faults found.")


def _browser(opened: ExitStack) -> "Browser | None":
    from radrum.press.browser import NoBrowser, chromium

    try:
        return opened.enter_context(chromium())
    except (NoBrowser, ImportError) as error:
        click.echo(str(error), err=True)
        return None


def _list(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    from radrum.press.checks import CHECKS

    if wanted:
        for check in CHECKS:
            click.echo(f"{check.name}{' (browser)' if check.browser else ''}: {check.reason}")
        context.exit()
