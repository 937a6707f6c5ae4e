"""Plotly's SVG made slim: what is not seen is left out, and every style becomes a class that all drawings share."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from xml.etree import ElementTree

SPACE = "{http://www.w3.org/2000/svg}"
# What plotly draws for the pointer and not for the eye.
UNSEEN = re.compile(r"\b(draglayer|hoverlayer|menulayer|zoomlayer)\b")
GROUPS, TEXTS, SHAPES = ("g", "a"), ("text", "tspan"), ("path", "rect", "circle", "line")
FONT = ("font-size", "font-weight", "font-style", "text-decoration", "text-anchor")
PAINT = (
    *("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linejoin"),
    "opacity",
)
INITIAL = {
    "fill-opacity": "1",
    "stroke": "none",
    "stroke-opacity": "1",
    "stroke-dasharray": "none",
    "opacity": "1",
    "font-weight": "normal",
    "font-style": "normal",
    "text-anchor": "start",
}
PLACES = (
    *("d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "width", "height", "cx", "cy", "r", "transform", "clip-path"),
    *("patternUnits", "patternTransform", "viewBox"),
)
REFERENCE = re.compile(r"url\([\"']?[^#)]*#([^\"')]+)[\"']?\)")
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
HEX = re.compile(r"#[0-9a-fA-F]{6}")
RGB = re.compile(r"rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)")


@dataclass
class Slim:
    """One drawing, slim: ``width`` and ``height`` in pixels, and its ``body``, the elements as text.

    ``prefix`` begins the id of what is used twice in it. ``classes`` are those of all drawings of a page, the name of
    each by its style: what is new is added. Colours are named after themselves: ``var(--x0a6a86)``.
    """

    prefix: str
    classes: dict[str, str]
    width: str = ""
    height: str = ""
    body: str = ""
    used: dict[str, str] = field(default_factory=dict)

    def draw(self, layers: Iterable[str]) -> "Slim":
        """Take in the layers of a drawing, as the browser wrote them."""
        roots = [ElementTree.fromstring(layer) for layer in layers]  # noqa: S314 - made by our own page of our own data
        self.width, self.height = (number(float(roots[0].get(side, "0"))) for side in ("width", "height"))
        shown = "".join(self._written(each, {}) for root in roots for each in root if each.tag != f"{SPACE}defs")
        kept = {each.get("id"): each for root in roots for each in root.iter() if each.get("id")}
        defined = "".join(self._defined(kept[name], called) for name, called in list(self.used.items()))
        self.body = defined + shown
        return self

    def _defined(self, element: ElementTree.Element, called: str) -> str:
        """A clip or a pattern, which is drawn where something refers to it."""
        tag = element.tag.removeprefix(SPACE)
        inside = "".join(self._written(each, {}, clipping=tag == "clipPath") for each in element)
        return f'<{tag} id="{called}"{self._placed(element)}>{inside}</{tag}>'

    def _written(self, element: ElementTree.Element, inherited: Mapping[str, str], *, clipping: bool = False) -> str:
        tag, style = element.tag.removeprefix(SPACE), self._style(element)
        hidden = style.pop("display", "") == "none" or style.get("opacity") == "0"
        if hidden or tag not in (*GROUPS, *TEXTS, *SHAPES) or UNSEEN.search(element.get("class") or ""):
            return ""
        own = {**inherited, **{name: value for name, value in style.items() if name != "opacity"}}
        placed, texts = self._placed(element), tag in TEXTS
        inside = escape(element.text or "", quote=False) if texts else ""
        for child in element:
            inside += self._written(child, own) + (escape(child.tail or "", quote=False) if texts else "")
        if tag in GROUPS:
            faded = f' opacity="{style["opacity"]}"' if style.get("opacity", "1") != "1" else ""
            return f"<g{placed}{faded}>{inside}</g>" if inside and placed + faded else inside
        if tag in SHAPES and not clipping and (_unpainted(own) or (tag == "path" and not element.get("d"))):
            return ""
        if tag == "text" and not inside.strip():
            return ""
        if tag == "tspan":
            told = style
        else:
            every = own | {"opacity": style.get("opacity", "1")}
            told = {name: value for name, value in every.items() if value != INITIAL.get(name)}
        names = () if clipping else (*PAINT, *FONT) if texts else PAINT
        rule = ";".join(f"{name}:{told[name]}" for name in names if name in told)
        named = f' class="{self.classes.setdefault(rule, f"s{len(self.classes)}")}"' if rule else ""
        return f"<{tag}{named}{placed}>{inside}</{tag}>" if inside else f"<{tag}{named}{placed}/>"

    def _placed(self, element: ElementTree.Element) -> str:
        given = {name: element.get(name) for name in PLACES}
        return "".join(
            f' {name}="{escape(self._referring(NUMBER.sub(lambda found: number(float(found[0])), value)))}"'
            for name, value in given.items()
            if value
        )

    def _style(self, element: ElementTree.Element) -> dict[str, str]:
        """What the element says of the properties that a drawing keeps."""
        found = {name: element.get(name, "") for name in (*PAINT, *FONT) if element.get(name)}
        for each in (element.get("style") or "").split(";"):
            name, _, value = each.partition(":")
            found[name.strip()] = value.strip()
        kept = (*PAINT, *FONT, "display")
        return {name: self._referring(_coloured(value)) for name, value in found.items() if name in kept}

    def _referring(self, value: str) -> str:
        """The value with the names of what it refers to as they are in the page."""
        return REFERENCE.sub(
            lambda found: f"url(#{self.used.setdefault(found[1], f'{self.prefix}-{len(self.used)}')})", value
        )


def number(value: float) -> str:
    """With one decimal, or none where it is a whole number: less than a tenth of a pixel is not seen."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def _unpainted(style: Mapping[str, str]) -> bool:
    filled = style.get("fill") not in ("none", "transparent") and style.get("fill-opacity", "1") != "0"
    lined = style.get("stroke", "none") not in ("none", "transparent") and style.get("stroke-opacity", "1") != "0"
    return not filled and not (lined and style.get("stroke-width", "1px") not in ("0", "0px"))


def _coloured(value: str) -> str:
    """A colour by its name of the day; a see-through one as it is."""
    if HEX.fullmatch(value):
        return f"var(--x{value[1:].lower()})"
    found = RGB.fullmatch(value)
    if found is None:
        return value
    if found[4] == "0":
        return "none"
    return f"var(--x{''.join(f'{int(part):02x}' for part in found.groups()[:3])})" if found[4] is None else value
