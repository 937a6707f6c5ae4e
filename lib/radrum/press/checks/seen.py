"""Checks of what a browser showed: console, network, charts, narrow screen, axe, colours, keyboard."""

from radrum.press.checks.check import Told, of_sight
from radrum.press.checks.document import brief
from radrum.press.checks.sight import Look, Sight

FEWEST = 4  # marks
LEAST_WIDTH, LEAST_HEIGHT = 0.6, 60  # of the room there is; pixels


@of_sight(
    "console",
    reason="A complaint on the console is a script that stopped or was refused: part of the page is missing.",
    remedy="Open the page with the browser's console and mend what it names.",
)
def console(sight: Sight) -> Told:
    """Whether the console is empty."""
    for each in dict.fromkeys(sight.complaints):
        yield "console", f"'{brief(each, 160)}'."


@of_sight(
    "request",
    reason="A page that asks for anything tells a stranger who reads it, and is not whole without a network.",
    remedy="Keep in the page what it asks for.",
)
def request(sight: Sight) -> Told:
    """Whether the page asked for nothing but itself and, where it names it, plotly's bundle beside it."""
    for each in dict.fromkeys(sight.asked):
        yield "network", f"the page asked for '{brief(each, 120)}'."


@of_sight(
    "chart-seen",
    reason="A chart can be in the page and not be seen: of no size, without marks, or painted in nothing.",
    remedy="Look at the page at that width; the drawing must fill its place.",
)
def chart_seen(sight: Sight) -> Told:
    """Whether each chart is seen, of some size and with marks, wide and narrow."""
    yield from _unseen(sight.wide.charts, "")
    yield from _unseen(sight.narrow.charts, " at 320 pixels")


def _unseen(charts: list[dict], width: str) -> Told:
    for chart in charts:
        where = f"#{chart['name']}-chart"
        if not chart["drawings"]:
            yield where, f"no drawing is seen{width}."
        elif chart["drawings"] > 1 and chart["height"] < LEAST_HEIGHT:
            yield where, f"its drawings are {chart['height']:.0f} pixels high{width}."
        elif chart["width"] < LEAST_WIDTH * chart["room"] or chart["height"] < LEAST_HEIGHT:
            yield where, f"its drawing is {chart['width']:.0f} by {chart['height']:.0f} pixels{width}."
        elif chart["marks"] < FEWEST:
            yield where, f"{chart['marks']} marks are seen{width}."


@of_sight(
    "sideways",
    reason="On a phone, or magnified four times, a line that runs off the screen is not read (WCAG 1.4.10).",
    remedy="Let it break, stack or shrink within 320 pixels.",
)
def sideways(sight: Sight) -> Told:
    """Whether nothing reaches beyond a screen of 320 pixels."""
    for each in sight.narrow.sideways:
        yield each, "reaches beyond a screen of 320 pixels."


@of_sight(
    "label-clipped",
    reason="A label cut off at the edge of its chart is a number or a name that is not there.",
    remedy="Give the chart more margin at that width, or the label fewer words.",
)
def clipped(sight: Sight) -> Told:
    """Whether no label is cut off at the edge of its chart, wide and narrow."""
    for look, width in _looks(sight):
        for name, text in look.clipped:
            yield f"#{name}-chart", f"'{text}' reaches beyond the chart{width}."


@of_sight(
    "labels-apart",
    reason="Two labels over each other are read as neither.",
    remedy="Set them apart or leave the lesser one out.",
)
def apart(sight: Sight) -> Told:
    """Whether no two labels of a chart lie over each other, wide and narrow."""
    for look, width in _looks(sight):
        for name, one, other in look.crossing:
            yield f"#{name}-chart", f"'{one}' and '{other}' lie over each other{width}."


def _looks(sight: Sight) -> list[tuple[Look, str]]:
    return [(sight.wide, ""), (sight.narrow, " at 320 pixels")]


@of_sight(
    "axe",
    reason="Public bodies must meet EN 301 549, which is WCAG 2.1 AA; axe finds what a machine can find of it.",
    remedy="See the rule's name at dequeuniversity.com/rules/axe.",
)
def axe(sight: Sight) -> Told:
    """Whether axe finds nothing against WCAG 2.1 A and AA and its own best practice."""
    for light, violations in sight.axe.items():
        for rule in violations:
            if rule["id"] != "color-contrast":
                for node in rule["nodes"]:
                    yield " ".join(map(str, node["target"])), f"{rule['id']}: {rule['help']} ({light})."


@of_sight(
    "contrast",
    reason="Text of less than 4.5:1 (3:1 where it is large) against its ground is not read by many (WCAG 1.4.3).",
    remedy="Darken the text or lighten what is behind it, by day, by night and in print.",
)
def contrast(sight: Sight) -> Told:
    """Whether the page's text has contrast enough for axe, and drawings' for us: by day, by night, in print."""
    for light, violations in sight.axe.items():
        for rule in violations:
            if rule["id"] == "color-contrast":
                for node in rule["nodes"]:
                    found = next((each["data"]["contrastRatio"] for each in node["any"] if each.get("data")), "?")
                    yield " ".join(map(str, node["target"])), f"{found}:1 ({light})."
    for light, labels in sight.faint.items():
        for name, text, sign, ratio, colour in labels:
            what = f"the sign {sign} of '{text}'" if sign else f"the label '{text}'"
            yield f"#{name}-chart", f"{what} in {colour} has {ratio}:1 ({light})."


@of_sight(
    "keyboard",
    reason="Without a mouse one must reach every link and button and see where one is (WCAG 2.1.1, 2.4.7).",
    remedy="Use <a href>, <button> or <summary>, no tabindex, and leave their outline; what scrolls has tabindex 0.",
)
def keyboard(sight: Sight) -> Told:
    """Whether Tab goes from control to control in the order of the page, and each shows that it has the focus."""
    for where, text in sight.unreached:
        yield where, f"'{brief(text)}' is not reached with the Tab key."
    for where, text in sight.unseen:
        yield where, f"'{text}' does not show that it has the focus."
    if sight.strayed:
        (where, text), (_, due) = sight.strayed
        yield where, f"the Tab key does not go on from '{text}' to '{due}'."


@of_sight(
    "without-scripts",
    reason="A mail's preview, a locked-down browser and an archive run no scripts; the report must read there too.",
    remedy="Keep every drawing and table in the page itself, shown without a script.",
)
def without_scripts(sight: Sight) -> Told:
    """Whether every drawing and table is seen where scripts are off."""
    charts, tables = sight.silent
    yield from _unseen(charts, " without scripts")
    for table in tables:
        if not table["seen"]:
            yield table["name"], "is not seen without scripts."


@of_sight(
    "chart-wakes",
    reason="A reader who asks for a chart's values must get them, and no button that sends them anywhere.",
    remedy="Draw the chart in JupyterLab to see what plotly complains of; keep its mode bar off.",
)
def wakes(sight: Sight) -> Told:
    """Whether there is a button to ask for it, plotly then draws every chart, and puts no button on it."""
    for each in sight.woken or ():
        yield f"#{each}", "does not wake, or there is no button to ask for it."
    for each in dict.fromkeys(sight.buttons):
        yield "#wake-all", f"plotly shows the button '{each}'."
