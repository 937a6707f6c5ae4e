"""A browser without a network: found on the machine, never downloaded."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from radrum.errors import RadrumError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMED = "RADRUM_BROWSER"
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")  # without the parts that only a window needs: faster
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHANNELS = ("chrome", "msedge")  # where an installed browser is not on the path, as on Windows and macOS
FLAGS = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb")
CHART_SECONDS = 10
RENEWED = 20  # pages that one tab shows, one after the other
WIDE, HEIGHT = 1280, 800  # pixels
DRAWN = """() => [...document.querySelectorAll('.chart')]
  .every((each) => each.dataset.drawn || each.querySelector('svg'))"""


class NoBrowser(RadrumError):
    """There is no browser, or it does not start."""


_kept: list["Browser"] = []
_kept_for: list[ExitStack] = []


@contextmanager
def one_browser() -> Iterator[None]:
    """Keep one browser for all the pages that are looked at within, started for the first of them."""
    with ExitStack() as stack:
        _kept_for.append(stack)
        try:
            yield
        finally:
            _kept_for.remove(stack)
            _kept.clear()


@contextmanager
def chromium() -> Iterator["Browser"]:
    """An installed Chromium or Chrome: the one that is kept, if any, else one of its own. Raises ``NoBrowser``."""
    if not _kept_for:
        with _started() as browser:
            yield browser
        return
    if not (_kept and _answers(_kept[0])):
        _kept_for[-1].close()  # of one that has died
        _kept[:] = [_kept_for[-1].enter_context(_started())]
    yield _kept[0]


def _answers(browser: "Browser") -> bool:
    """Whether the browser lives. Whether it is connected is known only once it has been asked for something."""
    from playwright.sync_api import Error

    with suppress(Error):
        browser.new_browser_cdp_session().detach()
    return browser.is_connected()


@contextmanager
def _started() -> Iterator["Browser"]:
    """An installed Chromium or Chrome, started without a window.

    The one that ``RADRUM_BROWSER`` names, else the first found. Raises ``NoBrowser`` where none starts.
    """
    from playwright.sync_api import Error, sync_playwright

    ways = _ways()
    if not ways:
        named = os.environ[NAMED]
        raise NoBrowser(f"No Chromium or Chrome starts: there is no '{named}', which {NAMED} names.")
    with sync_playwright() as playwright:
        started, reasons = None, []
        for way in ways:
            try:
                sandboxed = not (hasattr(os, "geteuid") and os.geteuid() == 0)  # a sandbox does not start as root
                started = playwright.chromium.launch(args=list(FLAGS), chromium_sandbox=sandboxed, **way)
                break
            except Error as error:
                reasons.append(f"{next(iter(way.values()))}: {error.message.splitlines()[0]}")
        if started is None:
            told = f" ({'; '.join(reasons)})" if reasons else ""
            raise NoBrowser(f"No Chromium or Chrome starts{told}. Install one, or name one in {NAMED}.")
        try:
            yield started
        finally:
            with suppress(Error):
                started.close()


def _ways() -> list[dict[str, Any]]:
    """How a browser may be started, the likeliest first."""
    named = os.environ.get(NAMED)
    if named:
        found = shutil.which(named)
        return [{"executable_path": found}] if found else []
    found = [path for path in map(shutil.which, NAMES) if path]
    return [{"executable_path": path} for path in found] + [{"channel": channel} for channel in CHANNELS]


class Visit:
    """A page opened offline: ``page`` as it stands, the ``requests`` it made and the ``complaints`` on its console.

    A browser opens one after the other in the same tab, since a new one takes a quarter of a second; after ``RENEWED``
    pages in a new one, since a tab holds ever more.
    """

    def __init__(
        self,
        browser: "Browser",
        path: Path,
        *,
        width: int = WIDE,
        scheme: str = "light",
        scripts: bool = True,
    ) -> None:
        self.path = path
        self.tabs = _tabs.setdefault(browser, {}).setdefault(scripts, [])
        self.page, self.before = self.tabs.pop() if self.tabs else (_tab(browser, scripts), 0)
        self.resize(width)
        self.page.emulate_media(media="screen", color_scheme=scheme)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.heard = {
            "request": lambda request: self.requests.append(request.url),
            "console": lambda message: self.complaints.append(message.text),
            "pageerror": lambda error: self.complaints.append(str(error)),
        }
        for event, hear in self.heard.items():
            self.page.on(event, hear)
        self.page.goto(path.as_uri())
        if scripts:
            self._wait_for_charts()

    def resize(self, width: int, height: int = HEIGHT) -> None:
        """Show the page on a screen of that many pixels."""
        if self.page.viewport_size != {"width": width, "height": height}:
            self.page.set_viewport_size({"width": width, "height": height})

    def _wait_for_charts(self) -> None:
        """Until every chart is drawn; one that never is, is for the checks to tell."""
        from playwright.sync_api import TimeoutError as TooLong

        if not self.page.evaluate(DRAWN):
            with suppress(TooLong):
                self.page.wait_for_function(DRAWN, timeout=CHART_SECONDS * 1000)

    def close(self) -> None:
        """End the visit and leave the tab to the next, unless it is broken."""
        from playwright.sync_api import Error

        for event, hear in self.heard.items():
            self.page.remove_listener(event, hear)
        with suppress(Error):
            self.page.evaluate("0")
            if self.before + 1 < RENEWED:
                self.tabs.append((self.page, self.before + 1))
                return
        self.page.context.close()

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_tabs: "WeakKeyDictionary[Browser, dict[bool, list[tuple[Page, int]]]]" = WeakKeyDictionary()  # free, by its scripts


def _tab(browser: "Browser", scripts: bool) -> "Page":
    """A new tab, by itself in the browser, without a network."""
    return browser.new_context(
        offline=True, java_script_enabled=scripts, viewport={"width": WIDE, "height": HEIGHT}
    ).new_page()
