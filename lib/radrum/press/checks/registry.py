"""Every check of a page, and all of them at once."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pikepdf import PdfError

from radrum.errors import RadrumError
from radrum.press.checks import addresses, charts, downloads, language, leaks, printed, seen, structure, tables, texts
from radrum.press.checks.check import HTML, PRINT, SIGHT, Check, Finding
from radrum.press.checks.document import Document
from radrum.press.checks.paper import read_print

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from radrum.press.browser import Visit

CHECKS: tuple[Check, ...] = (
    language.language,
    language.parts,
    structure.title,
    structure.headings,
    structure.landmarks,
    structure.duplicate_id,
    structure.anchor,
    structure.reference,
    charts.whole,
    charts.chart_place,
    charts.chart_drawn,
    charts.chart_named,
    charts.chart_described,
    charts.description_numbers,
    charts.chart_table,
    charts.chart_cloud,
    charts.chart_map,
    charts.chart_hover,
    charts.drawing_named,
    tables.headers,
    tables.empty_cell,
    downloads.download,
    texts.leftover,
    texts.numbers,
    texts.machine_path,
    addresses.outside,
    addresses.policy,
    leaks.forbidden,
    seen.console,
    seen.request,
    seen.chart_seen,
    seen.sideways,
    seen.clipped,
    seen.apart,
    seen.axe,
    seen.contrast,
    seen.keyboard,
    seen.without_scripts,
    seen.wakes,
    printed.language,
    printed.title,
    printed.tags,
    printed.order,
    printed.cells,
    printed.outline,
    printed.pages,
)
OF_DRAWINGS = (charts.chart_drawn, charts.chart_named, charts.chart_described)
TOLD = 5  # findings of one check that are told one by one


def faults(
    path: Path,
    browser: "Browser | None" = None,
    forbidden: Iterable[str] = (),
    paper: Path | None = None,
    visit: "Visit | None" = None,
) -> tuple[list[Finding], list[Check]]:
    """What is wrong with the page at ``path``, and the checks that were not run for want of a browser or a print.

    ``forbidden`` are words that may stand nowhere in the page; ``paper`` is its print, a PDF; ``visit`` is where the
    browser has it open already, if it has. A page that was made without a browser has no drawings; without one, they
    are not looked for. Of one check's findings the first five are told, and how many there are. Raises ``RadrumError``
    where there is no page.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RadrumError(f"{path}: cannot be read as a page ({error}). Give the path of an HTML file.") from error
    document = Document(source, path.name, tuple(forbidden))
    unmade = set(OF_DRAWINGS if browser is None and not _drawn(document) else ())
    unmade |= {check for check in CHECKS if check.at == SIGHT and browser is None}
    unmade |= {check for check in CHECKS if check.at == PRINT and paper is None}
    found = [each for check in CHECKS if check.at == HTML and check not in unmade for each in _told(check, document)]
    if browser is not None:
        found += _seen(path, browser, visit)
    if paper is not None:
        found += _printed(paper, document)
    return found, [check for check in CHECKS if check in unmade]


def _drawn(document: Document) -> bool:
    return any(each.find("svg") for each in document.places.values())


def _printed(paper: Path, document: Document) -> list[Finding]:
    try:
        read = read_print(paper, document)
    except (OSError, PdfError) as error:
        return [Finding(printed.tags, paper.name, f"cannot be read as a PDF ({error}).")]
    return [finding for check in CHECKS if check.at == PRINT for finding in _told(check, read)]


def _seen(path: Path, browser: "Browser", visit: "Visit | None") -> list[Finding]:
    from playwright.sync_api import Error

    from radrum.press.checks.sight import see

    try:
        sight = see(browser, path.resolve(), visit)
    except Error as error:
        reason = error.message.splitlines()[0]
        return [Finding(seen.chart_seen, path.name, f"the browser could not show the page to its end: {reason}.")]
    return [finding for check in CHECKS if check.at == SIGHT for finding in _told(check, sight)]


def _told(check: Check, subject: Any) -> list[Finding]:
    try:
        every = list(dict.fromkeys(check.look(subject)))
    except Exception as error:  # whatever a page holds is told
        return [Finding(check, "the page", f"the check could not be made: {type(error).__name__}: {error}.")]
    told = [Finding(check, where, found) for where, found in every[:TOLD]]
    if len(every) > TOLD:
        told.append(Finding(check, every[TOLD][0], f"and {len(every) - TOLD} more of the same kind."))
    return told
