"""A page as it is seen: opened once with scripts and once without, and measured in each light and at each width."""

import re
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from radrum.press.browser import WIDE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SEEING = Path(__file__).with_name("seeing.js")
NARROW = 320  # pixels, the narrowest screen that a page must fit (WCAG 1.4.10)
WAKING = 10_000  # milliseconds for plotly to start and draw every chart
TABS = 150  # controls, at most, that the Tab key is pressed to come to
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
WHOLE = {"runOnly": TAGS, "resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
COLOURS = {"runOnly": CONTRAST, "resultTypes": ["violations"], "preload": False}  # it needs no style sheets


@dataclass
class Look:
    """What is seen at one width: each chart, the labels cut off, those over each other, and what is too wide."""

    charts: list[dict[str, Any]]
    clipped: list[list[str]]
    crossing: list[list[str]]
    sideways: list[str]


@dataclass
class Sight:
    """What a browser showed of a page.

    ``axe`` and ``faint`` hold, by light (``light``, ``dark`` and ``print``), axe's violations and the drawings' labels
    of too little contrast. ``unreached`` are the controls and scrolling parts that the keyboard does not come to,
    ``unseen`` those that do not show it; ``strayed`` are two controls, where Tab does not go from one to the other.
    ``asked`` is what the page asked for but itself and the bundle that ``#plotly`` names. ``woken`` is None where the
    page has no chart, else the charts that plotly did not draw when asked to, all of them where nothing can be asked.
    ``silent`` is the page without scripts.
    """

    wide: Look
    narrow: Look
    axe: dict[str, list[dict[str, Any]]]
    faint: dict[str, list[list[Any]]]
    unreached: list[list[str]]
    unseen: list[list[str]]
    strayed: list[list[str]]
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    woken: list[str] | None = None
    buttons: list[str] = field(default_factory=list)
    silent: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ((), ())  # type: ignore[assignment]


def see(browser: "Browser", path: Path, visit: Visit | None = None) -> Sight:
    """Open the page in the browser and measure it; in the ``visit`` in which it is open already, if there is one.

    axe looks at it whole once, and at its colours by day, by night and in print.
    """
    with nullcontext(visit) if visit else Visit(browser, path) as visit:
        page = visit.page
        page.evaluate(_seeing())
        page.evaluate("sight.open()")
        page.evaluate(_axe())
        wide, axe, faint = _look(page), {}, {}
        whole = _violations(page, WHOLE)
        for light in ("light", "dark", "print"):
            page.emulate_media(
                media="print" if light == "print" else "screen", color_scheme="dark" if light == "dark" else "light"
            )
            axe[light], faint[light] = _violations(page, COLOURS), page.evaluate("sight.faint()")
        axe["light"] += whole
        page.emulate_media(media="screen", color_scheme="light")
        keys = _keyboard(page)
        visit.resize(NARROW)
        page.evaluate("sight.open()")
        narrow = _look(page)
        keys[0].extend(page.evaluate("sight.regions()"))
        visit.resize(WIDE)
        seen = Sight(wide, narrow, axe, faint, *keys)
        seen.woken, seen.buttons = _woken(page)
        seen.complaints = list(visit.complaints)
        beside = page.evaluate("sight.bundle()")
        asked = [each for each in visit.requests[1:] if not each.startswith(("data:", "blob:"))]
        seen.asked = [each for each in asked if each != beside]
    with Visit(browser, path, scripts=False) as visit:
        visit.page.evaluate(_seeing())
        visit.page.evaluate("sight.open()")
        seen.silent = (visit.page.evaluate("sight.charts()"), visit.page.evaluate("sight.tables()"))
    return seen


def _look(page: "Page") -> Look:
    return Look(*(page.evaluate(f"sight.{each}()") for each in ("charts", "clipped", "crossing", "sideways")))


def _violations(page: "Page", options: dict[str, Any]) -> list[dict[str, Any]]:
    page.evaluate("sight.fold()")
    try:
        if options is WHOLE:
            return list(page.evaluate("(options) => axe.run(document, options)", options)["violations"])
        if not page.evaluate("sight.sample()"):
            return []
        return list(page.evaluate("(options) => axe.run('[data-sample]', options)", options)["violations"])
    finally:
        page.evaluate("sight.unsample()")
        page.evaluate("sight.unfold()")


def _keyboard(page: "Page") -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    """The controls that cannot be come to, those that do not show it when they are, and where the Tab key strays."""
    found = page.evaluate("sight.keyboard()")
    presses = max(min(TABS, found["controls"]) - 1, 0)
    for _ in range(presses):
        page.keyboard.down("Tab")  # held down, it goes on to the next
    page.keyboard.up("Tab")
    return found["unreached"], found["unseen"], page.evaluate("(presses) => sight.strayed(presses)", presses)


def _woken(page: "Page") -> tuple[list[str] | None, list[str]]:
    """The charts that plotly fails to draw when the reader asks for all, and the buttons it puts on them."""
    from playwright.sync_api import TimeoutError as Late

    if not page.locator(".chart").count():
        return None, []
    every = page.locator("#wake-all")
    if not every.count() or not every.is_visible():
        return list(page.evaluate("[...document.querySelectorAll('.chart')].map((each) => each.id)")), []
    every.click()
    try:
        page.wait_for_function("() => !sight.asleep().length", timeout=WAKING)
    except Late:
        return list(page.evaluate("sight.asleep()")), []
    titles = "[...document.querySelectorAll('.modebar-btn')].map((each) => each.dataset.title || 'a button')"
    return [], list(page.evaluate(titles))


@cache
def _seeing() -> str:
    return SEEING.read_text(encoding="utf-8")


def axe_version() -> str:
    """The version of axe that looks at pages."""
    found = re.search(r"axe v([\d.]+)", _axe()[:200])
    return found[1] if found else ""


@cache
def _axe() -> str:
    from axe_playwright_python.base import AXE_SCRIPT

    return AXE_SCRIPT
