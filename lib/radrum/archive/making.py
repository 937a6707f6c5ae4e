"""The archive is made: every list passes the press, and takes its place in one rename."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from radrum import press
from radrum.archive.addresses import EDITIONS, FEED, INDEX, PUBLIC
from radrum.archive.currency import mark, unmark
from radrum.archive.lists import lists
from radrum.archive.page import List
from radrum.archive.shelf import shelf
from radrum.errors import Fault, Faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEMPLATES = Path(__file__).parent / "templates"
SCRIPT, STYLE = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("search.js", "archive.css"))
REJECTED = ".rejected"
UNCHECKED = "A page for the public is not published unchecked."


@dataclass(frozen=True)
class Made:
    """What became of the archive.

    ``listed`` is the number of pages, ``written`` are the files that were not there as they must be, ``left`` the pages
    left out and why; ``lack`` says why the lists were not checked, if they were not.
    """

    listed: int
    written: tuple[Path, ...]
    left: tuple[Fault, ...]
    lack: str = ""


def make(reports: Path) -> Made:
    """Write every list and feed of the pages published in ``reports`` that is not there as it must be.

    A list that has faults is kept aside and the last good one stays; so does one for the public that could not be
    checked. The others are written, and then ``Faults`` tells of these. Lists of what is no longer there are removed.
    """
    unmark(reports)
    pages, left = shelf(reports)
    every = lists(pages)
    with press.staging(reports) as staged, ExitStack() as stack:
        desk = _Desk(reports, staged, stack)
        for each in every:
            desk.renew(each)
    _remove(reports, every)
    if desk.faults:
        raise Faults(desk.faults)
    at = time.time_ns()
    if shelf(reports)[0] == pages:  # none was published meanwhile; of one that is from now on its folder tells
        mark(reports, at)
    return Made(len(pages), tuple(desk.written), tuple(left), desk.lack)


@dataclass
class _Desk:
    """Where lists are looked at, one after the other, in one browser that is started for the first that has changed."""

    reports: Path
    staged: Path
    stack: ExitStack
    written: list[Path] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lack: str = ""
    browser: "Browser | None" = None

    def renew(self, each: List) -> None:
        """Write the list and its feed where they differ from what is there, and the list has no fault."""
        drafts, html = [], self._html(each)
        if html is None:
            return
        if each.feed and not _is(self.reports / each.path.with_name(FEED), each.feed):
            drafts.append(self._draft(each, FEED, each.feed))
        if not _is(self.reports / each.path, html):
            draft = self._draft(each, INDEX, html)
            if not self._sound(each, draft):
                return
            drafts.append(draft)
        press.publish(drafts, self.reports / each.path.parent)
        press.absolve(each.path, self.reports / REJECTED)
        self.written += [self.reports / each.path.with_name(draft.name) for draft in drafts]

    def _html(self, each: List) -> bytes | None:
        """The list as it must be; None where it is for the public and cannot be checked."""
        seen = _html(each, seen=True)
        if _is(self.reports / each.path, seen):
            return seen
        self._open()
        if self.browser is not None:
            return seen
        if each.page.edition == PUBLIC:
            self.faults.append(Fault(str(each.path), UNCHECKED, self.lack))
            return None
        return _html(each, seen=False)

    def _sound(self, each: List, draft: Path) -> bool:
        """Whether the press finds nothing wrong with the draft; if it does, it is kept aside."""
        findings, _ = press.faults(draft, self.browser)
        if findings:
            press.reject([draft], self.reports / REJECTED / each.path.parent, [str(found) for found in findings])
        self.faults += [
            Fault(f"{each.path}: {found.check.name}: {found.where}", found.found, found.check.remedy)
            for found in findings
        ]
        return not findings

    def _open(self) -> None:
        if self.browser is None and not self.lack:
            try:
                self.browser = self.stack.enter_context(press.chromium())
            except press.NoBrowser as lack:
                self.lack = str(lack)

    def _draft(self, each: List, name: str, content: bytes) -> Path:
        folder = self.staged / each.path.parent
        folder.mkdir(parents=True, exist_ok=True)
        return press.write(folder / name, content)


def _html(each: List, *, seen: bool) -> bytes:
    page = each.page
    if not seen:
        said = page.words("Not checked: there was no browser on the machine that made this page.")
        page = replace(page, notices=(*page.notices, said))
    said = {"seen": seen, "script": SCRIPT, "style": STYLE, **each.content}
    return press.framed(TEMPLATES / each.template, page, each.kind, each.heading, **said).encode()


def _is(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _remove(reports: Path, every: Sequence[List]) -> None:
    """Take away the lists and feeds of pages that are no longer there."""
    kept = {reports / each.path for each in every} | {
        reports / each.path.with_name(FEED) for each in every if each.feed
    }
    there = [reports / name for name in (INDEX, FEED)]
    for edition in EDITIONS:
        for where in ("", "*/", "*/*/*/*/"):
            there += [file for name in (INDEX, FEED) for file in (reports / edition).glob(where + name)]
    for file in there:
        if file not in kept:
            file.unlink(missing_ok=True)
