"""The press: an executed notebook becomes a page that has been looked at, with its drawings and its print."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from nbformat import NotebookNode

from radrum.press.browser import NoBrowser, Visit, chromium
from radrum.press.checks import Check, Finding, faults
from radrum.press.drawings import drawings
from radrum.press.page import Page
from radrum.press.printing import print_pdf
from radrum.press.publishing import write
from radrum.press.rendering import read_body, render


@dataclass(frozen=True)
class Pressed:
    """A page as the press leaves it: its ``drafts`` in the order in which they are to be published, the page last.

    ``findings`` are its faults: a page with any is not published. ``unchecked`` are the checks that could not be made
    for want of a browser, and ``lack`` says why; the page then has no print.
    """

    drafts: tuple[Path, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[Check, ...]
    lack: str = ""


def press(
    notebook: NotebookNode, page: Page, draft: Path, *, forbidden: Sequence[str] = (), linked: str = ""
) -> Pressed:
    """Make the page of an executed notebook at ``draft``, draw its charts, check it and print it beside.

    ``forbidden`` are words that must stand nowhere in it; ``linked`` names where plotly's bundle lies beside it, if it
    is not to be part of it. Raises ``RadrumError`` where the notebook shows what a page must not.
    """
    content = read_body(notebook)
    with ExitStack() as stack:
        try:
            browser = stack.enter_context(chromium())
        except NoBrowser as lack:
            said = page.words("Not checked: there was no browser on the machine that made this page.")
            page = replace(page, notices=(*page.notices, said))
            write(draft, render(notebook, content, page, None, linked=linked))
            return Pressed((draft,), *map(tuple, faults(draft, None, forbidden)), str(lack))
        write(draft, render(notebook, content, page, drawings(content.figures, browser), linked=linked))
        with Visit(browser, draft) as visit:
            printed = write(draft.with_suffix(".pdf"), print_pdf(visit, page))
            findings, unchecked = faults(draft, browser, forbidden, printed, visit)
    return Pressed((printed, draft), tuple(findings), tuple(unchecked))
