"""Checks of charts in a page's HTML: declared, placed and drawn; named and described; none that fetches or sends."""

import re

from bs4 import Tag

from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import Document, around, brief, place, text_of
from radrum.press.checks.drawn import strange, unlabelled
from radrum.press.checks.figures import unfounded

MARKS = ("path", "rect", "circle", "line", "polygon", "polyline", "ellipse", "use")
FEWEST = 5  # marks and texts, of which a chart with its axes has more
SHORTEST = 40  # letters of a description
EMPTY_NAMES = re.compile(
    r"(?:chart|figure|image|graph|plot|picture|diagram|diagrammet|figur|bild|bilde|bilete|graf|alt(?: text)?)\b.{0,12}",
    re.IGNORECASE,
)
FETCHING = re.compile(r"geo|choropleth|mapbox|map$", re.IGNORECASE)


@of_page(
    "chart-place",
    reason="A chart that vanishes on its way to the page leaves a report that looks whole, with exit status 0.",
    remedy="Declare each chart in #figures under the name of its place NAME-chart, once, and drop what is not shown.",
)
def chart_place(document: Document) -> Told:
    """Whether each chart that is declared has its place, and each place its chart."""
    if document.figures is None:
        yield "#figures", "cannot be read."
        return
    for name in document.figures:
        if name not in document.places:
            yield f"#{name}-chart", "the chart is declared and has no place in the page."
    for name, placed in document.places.items():
        if name not in document.figures:
            yield place(placed), "has the place of a chart that is not declared."


@of_page(
    "whole",
    reason="Where all charts or tables are lost, declarations and all, what is left agrees with itself.",
    remedy="Make the page again; look at what takes exhibits away between the notebook and the page.",
)
def whole(document: Document) -> Told:
    """Whether the page has as many charts and tables as its head says that its notebook made."""
    shown = {"charts": len(document.places), "tables": sum(map(len, _tables_of_main(document)))}
    for what, number in shown.items():
        made = document.head.get(what)
        if made is None and "report" in document.head:
            yield "<head>", f"a report whose head does not say how many {what} were made."
        elif made is not None and made != str(number):
            yield "<main>", f"{made} {what} were made and {number} are here."


def _tables_of_main(document: Document) -> list[list[Tag]]:
    return [main.find_all("table") for main in document.named("main")]


@of_page(
    "drawing-named",
    reason="A drawing that is no exhibit's chart is looked at by no other check, and says nothing to a screen reader.",
    remedy='Give an <svg> role="img" and a name, or aria-hidden="true" where it only adorns; draw on no <canvas>.',
)
def drawing_named(document: Document) -> Told:
    """Whether each drawing that is no chart is named or hidden from screen readers, and none is a canvas."""
    for canvas in document.named("canvas"):
        yield place(canvas), "is empty where scripts are off, in print and to a screen reader."
    for drawing in document.named("svg"):
        if around(drawing.parent, "svg") or "chart" in (drawing.parent or drawing).get("class", ()):
            continue
        title = drawing.find("title", recursive=False)
        named = drawing.get("aria-label") or drawing.get("aria-labelledby") or (title is not None and text_of(title))
        if drawing.get("aria-hidden") != "true" and not (drawing.get("role") == "img" and str(named or "").strip()):
            yield place(drawing), "a drawing outside the places of charts has no name and is not hidden."


@of_page(
    "chart-drawn",
    reason="Where scripts are blocked, in print and in a mail's preview, only a drawing in the page itself is seen.",
    remedy="Make the page again, in a browser, so that each chart's drawing is kept in it, a wide and a narrow one.",
)
def chart_drawn(document: Document) -> Told:
    """Whether each chart has its drawings in the page, with marks and its own labels, and no other's."""
    for name, figure in (document.figures or {}).items():
        if name not in document.places:
            continue
        drawings = document.places[name].find_all("svg", recursive=False)
        if not drawings:
            yield f"#{name}-chart", "has no drawing."
        for drawing in drawings:
            marks, texts = len(drawing.find_all(MARKS)), len(drawing.find_all("text"))
            if marks < FEWEST or not texts:
                yield f"#{name}-chart", f"a drawing of {marks} marks and {texts} texts shows nothing."
            elif unlabelled(drawing, figure):
                yield f"#{name}-chart", "a drawing has none of the labels that the chart declares."
            for text in strange(drawing, figure):
                yield f"#{name}-chart", f"a drawing says '{brief(text)}', which the chart does not declare."


@of_page(
    "chart-named",
    reason="A picture without a name is passed over by a screen reader; most public pages fail here (WCAG 1.1.1).",
    remedy='Give the drawing role="img" and, as aria-label, the title of its exhibit.',
)
def chart_named(document: Document) -> Told:
    """Whether each drawing is an image with its exhibit's title as name, and each picture has an alt."""
    for name, placed in document.places.items():
        exhibit = document.exhibits.get(name)
        heading = exhibit.find(["h2", "h3", "h4", "figcaption"]) if exhibit is not None else None
        for drawing in _drawings(placed):
            said = str(drawing.get("aria-label", "")).strip()
            if drawing.get("role") != "img":
                yield (
                    place(placed),
                    f"a drawing has {'role ' + str(drawing.get('role')) if drawing.get('role') else 'no role'}.",
                )
            if not said:
                yield place(placed), "a drawing has no name."
            elif EMPTY_NAMES.fullmatch(said) or len(said) < 10:
                yield place(placed), f"'{said}' says nothing of what is shown."
            elif heading is not None and said.split() != text_of(heading).split():
                yield place(placed), f"is named '{brief(said)}', its exhibit '{brief(text_of(heading))}'."
    for picture in document.named("img"):
        said = str(picture.get("alt", "")).strip()
        if "alt" not in picture.attrs or EMPTY_NAMES.fullmatch(said) or re.search(r"\.(?:png|jpe?g|svg|gif)$", said):
            yield (
                place(picture),
                f"the picture's alt is '{said}'." if "alt" in picture.attrs else "a picture has no alt.",
            )


def _drawings(placed: Tag) -> list[Tag]:
    return placed.find_all("svg", recursive=False) or [placed]


@of_page(
    "chart-described",
    reason="Who cannot see the chart needs what it says in words, beside it (WCAG 1.1.1; EN 301 549 9.1.1.1).",
    remedy="Let aria-describedby name the exhibit's own description, of at least one whole sentence.",
)
def chart_described(document: Document) -> Told:
    """Whether each drawing is described by a sentence of its own exhibit, used once."""
    told: dict[str, str] = {}
    for name, placed in document.places.items():
        exhibit = document.exhibits.get(name)
        for drawing in _drawings(placed):
            anchors = str(drawing.get("aria-describedby", "")).split()
            sentences = [each for each in map(document.one, anchors) if each is not None]
            said = " ".join(text_of(each) for each in sentences)
            if not anchors:
                yield place(placed), "a drawing has no description."
            elif exhibit is not None and any(exhibit not in each.parents for each in sentences):
                yield place(placed), f"is described by {', '.join(anchors)}, which is of another exhibit."
            elif len(said) < SHORTEST or EMPTY_NAMES.fullmatch(said):
                yield place(placed), f"the description '{brief(said)}' is too short to say what is shown."
            elif told.setdefault(said, name) != name:
                yield place(placed), f"has the same description as '{told[said]}'."


@of_page(
    "description-numbers",
    reason="A sentence that was swapped, or left from an earlier day, states as found what the table does not hold.",
    remedy="Compute the sentence from the rows of the table; where it states a total, give the table that total.",
)
def description_numbers(document: Document) -> Told:
    """Whether the numbers of title and description are founded in the exhibit (see ``unfounded``)."""
    for name, exhibit in document.exhibits.items():
        heading, finding = exhibit.find(["h2", "h3", "h4", "figcaption"]), exhibit.find(class_="finding")
        if finding is None or exhibit.find("table") is None:
            continue
        stated = " | ".join(text_of(each) for each in (heading, finding) if each is not None)
        lacking = unfounded(document, exhibit, stated)
        if lacking:
            yield (
                f"#{name}",
                f"{', '.join(lacking)} is not in the table, chart or notes of '{brief(text_of(finding), 90)}'.",
            )


@of_page(
    "chart-table",
    reason="The table is the chart for whoever cannot see it, copies it or checks it.",
    remedy="Put a table with a row for each thing shown, and a source, in the exhibit of the chart.",
)
def chart_table(document: Document) -> Told:
    """Whether each chart stands in an exhibit with a table and a source."""
    for name in document.places:
        exhibit = document.exhibits.get(name)
        if exhibit is None:
            yield f"#{name}-chart", f"stands in no exhibit '#{name}'."
        elif not [row for row in exhibit.find_all("tr") if row.find("td")]:
            yield f"#{name}", "has a chart and no table with rows."
        elif not [each for each in exhibit.find_all(class_="source") if text_of(each)]:
            yield f"#{name}", "has no source."


@of_page(
    "chart-cloud",
    reason="plotly puts a button on every chart that sends its data to a company's cloud; nobody has agreed to that.",
    remedy='Declare each chart with "showSendToCloud": false, "plotlyServerURL": "" and "displayModeBar": false.',
)
def chart_cloud(document: Document) -> Told:
    """Whether no chart can send its data to plotly's cloud."""
    for name, figure in (document.figures or {}).items():
        config = figure["config"]
        if config.get("showSendToCloud") is not False and config.get("displayModeBar") is not False:
            yield f"#{name}-chart", "shows the button 'Share chart'."
        if config.get("plotlyServerURL") or config.get("showEditInChartStudio") or config.get("showLink"):
            yield f"#{name}-chart", "is set to send its data away."
        elif "plotlyServerURL" not in config:
            yield f"#{name}-chart", "has plotly's own address to send data to."


@of_page(
    "chart-map",
    reason="plotly fetches a map of the world for each of its own maps; without a network the map is never drawn.",
    remedy="Draw areas as filled polygons on plain axes.",
)
def chart_map(document: Document) -> Told:
    """Whether no chart is of a kind for which plotly fetches a map."""
    for name, figure in (document.figures or {}).items():
        kinds = {str(trace.get("type", "")) for trace in figure["data"]}
        fetching = sorted(
            {each for each in kinds if FETCHING.search(each)} | ({"geo", "mapbox", "map"} & {*figure["layout"]})
        )
        if fetching:
            yield f"#{name}-chart", f"is drawn as {', '.join(fetching)}."


@of_page(
    "chart-hover",
    reason="Where plotly writes a hover itself, it writes English numbers and bare names of columns.",
    remedy="Give each trace its hovertext, written by words, or hoverinfo 'skip'.",
)
def chart_hover(document: Document) -> Told:
    """Whether every hover is written by us."""
    for name, figure in (document.figures or {}).items():
        for number, trace in enumerate(figure["data"], start=1):
            written = "hovertext" in trace or (trace.get("hoverinfo") == "text" and "text" in trace)
            if not written and trace.get("hoverinfo") not in ("skip", "none"):
                yield f"#{name}-chart", f"trace {number} has no hovertext."
