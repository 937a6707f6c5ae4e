"""An executed notebook becomes one HTML file, through nbconvert with a template of our own."""

from functools import cache
from typing import Any

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat import NotebookNode
from traitlets.config import Config

from radrum.errors import RadrumError
from radrum.press.assets import TEMPLATES, asset, plotly_script
from radrum.press.drawings import Drawings
from radrum.press.framing import frame, policy
from radrum.press.page import Body, Page, body, script_json
from radrum.press.statement import statement


class ReportExporter(TemplateExporter):
    """nbconvert's exporter for our template: the page's sections, not the notebook's cells."""

    file_extension = ".html"
    output_mimetype = "text/html"

    @property
    def default_config(self) -> Config:
        """Our template, found beside this module."""
        ours = {
            "template_name": "radrum",
            "template_file": "page.html.j2",
            "extra_template_basedirs": [str(TEMPLATES)],
            "enable_async": False,
        }
        return Config({"ReportExporter": ours})

    def _preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Leave the notebook as it is: to copy and check what nothing changes takes longer than to write the page."""
        return nb, resources


@cache
def _exporter() -> ReportExporter:
    """The exporter, its template compiled once a process."""
    return ReportExporter()


def read_body(notebook: NotebookNode) -> Body:
    """The sections and figures that an executed notebook shows. Raises ``RadrumError`` for what a page must not."""
    return body(notebook, markdown2html_mistune)


def render(notebook: NotebookNode, content: Body, page: Page, drawings: Drawings | None, *, linked: str = "") -> str:
    """The page as HTML, its charts as ``drawings``; without any (None), for lack of a browser, it draws them itself.

    The tables of the charts are then open, since nothing is drawn where there are no scripts.

    ``content`` is what ``read_body`` found in the notebook. The page needs no other file, unless ``linked`` names where
    plotly's bundle lies beside it.
    """
    seen, drawings = drawings is not None, drawings or Drawings()
    said = statement(page, seen=seen)
    parts = _parts(content, page, drawings, linked) | {"statement": said}
    html, _ = _exporter().from_notebook_node(notebook, resources={"radrum": parts})
    for name in content.figures:
        empty = f'<div class="chart" id="{name}-chart"></div>'
        if html.count(empty) != 1:
            raise RadrumError(f"The exhibit '{name}' has no place for its chart.")
        html = html.replace(empty, f'<div class="chart" id="{name}-chart">{_chart(name, drawings, page)}</div>')
    return html if seen else html.replace('<details class="data', '<details open class="data')


def _chart(name: str, drawings: Drawings, page: Page) -> Markup:
    """What stands in a chart's place."""
    words = page.words
    if name not in drawings.charts:
        told = words("The chart needs scripts. The table below holds the same figures.")
        return Markup('<noscript><p class="note">{}</p></noscript>').format(told)
    button = Markup('<button type="button" class="wake" hidden>{}</button>').format(words("Make the chart interactive"))
    return drawings.charts[name] + button


def _parts(content: Body, page: Page, drawings: Drawings, linked: str) -> dict[str, Any]:
    scripts = {"chart": asset("chart.js"), "draw": asset("draw.js"), "plotly": plotly_script()}
    heading = Markup("{}, {}").format(page.council, page.day)
    title = f"{content.kind}: {Markup(page.council).striptags()}, {page.day}"
    parts = frame(page, content.kind, heading, title=title, style=drawings.style)
    made = {"charts": str(len(content.figures)), "tables": str(content.tables)}
    return parts | {
        "content": content,
        "facts": {"report": content.kind, **page.facts, **made},
        "policy": policy(scripts.values() if content.figures else [], beside=bool(linked and content.figures)),
        "figures": script_json(content.figures),
        "linked": linked,
        **{name: Markup(script) for name, script in scripts.items()},
    }
