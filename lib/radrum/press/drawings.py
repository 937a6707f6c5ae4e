"""Every chart as a drawing: plotly's own SVG, taken from the browser, slim enough to stand in the page.

A drawing has no script, no font and no colour of its own: its styles are classes of the page, and its colours are named
after what they are by day, so that the page can turn them by night.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from markupsafe import Markup, escape

from radrum.press.assets import asset, plotly_script
from radrum.press.svg import Slim

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = {"wide": 850, "narrow": 358}  # pixels: the page's measure, and a phone of 390 less the page's margins
COLOUR = re.compile(r"var\(--x([0-9a-f]{6})\)")


@dataclass
class Drawings:
    """The drawings of a page: of each chart, by name, its wide and its narrow one; and the styles they share.

    ``classes`` has the name of a class by its style, ``dark`` the colour by night of each colour by day.
    """

    charts: dict[str, Markup] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    dark: dict[str, str] = field(default_factory=dict)

    @property
    def style(self) -> Markup:
        """The classes and colours of every drawing, by day and by night."""
        colours = sorted({f"#{found}" for style in self.classes for found in COLOUR.findall(style)})
        day = ";".join(f"--x{colour[1:]}:{colour}" for colour in colours)
        night = ";".join(f"--x{colour[1:]}:{self.dark[colour]}" for colour in colours if colour in self.dark)
        turned = f"@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}" if night else ""
        rules = "".join(f".{name}{{{style}}}" for style, name in self.classes.items())
        return Markup(f":root{{{day}}}{turned}{rules}" if day else "")


def drawings(figures: Mapping[str, Mapping[str, Any]], browser: "Browser") -> Drawings:
    """Each of the figures drawn by plotly in the browser, wide and narrow, with nothing of it that is not seen.

    ``figures`` are those of ``page.Body``. Each drawing is named by its chart's title and described by the text beside
    it. By night a colour is what the layout's ``meta.dark`` names for it.
    """
    made = Drawings()
    if not figures:
        return made
    page = _board(browser)
    for name, figure in figures.items():
        made.dark |= figure["layout"].get("meta", {}).get("dark", {})
        both = []
        for kind, width in WIDTHS.items():
            layers = page.evaluate("([figure, width]) => board(figure, width)", [figure, width])
            slim = Slim(f"{name}-{kind}", made.classes).draw(layers)
            told = f'role="img" aria-label="{escape(figure["title"])}" aria-describedby="{name}-told"'
            both.append(f'<svg class="{kind}" viewBox="0 0 {slim.width} {slim.height}" {told}>{slim.body}</svg>')
        made.charts[name] = Markup("\n".join(both))
    return made


def _board(browser: "Browser") -> "Page":
    """The page of a browser that charts are drawn in, with plotly loaded: one for all that the browser draws."""
    if browser not in _boards or _boards[browser].is_closed():
        context = browser.new_context(viewport={"width": WIDTHS["wide"], "height": 800}, offline=True)
        page = context.new_page()
        page.set_content(f"<!DOCTYPE html><style>{asset('page.css')}</style><div id='board'></div>")
        for script in (plotly_script(), asset("chart.js"), asset("board.js")):
            page.add_script_tag(content=script)
        _boards[browser] = page
    return _boards[browser]


_boards: "WeakKeyDictionary[Browser, Page]" = WeakKeyDictionary()
