"""An executed notebook becomes one HTML file, through nbconvert with a template of our own."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat import NotebookNode
from traitlets.config import Config

from radrum.press.page import Body, Page, body, script_json

TEMPLATES = Path(__file__).parent / "templates"


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


def render(notebook: NotebookNode, page: Page) -> str:
    """The page of an executed notebook, as HTML that needs nothing else.

    Raises ``RadrumError`` where the notebook shows something that a page must not.
    """
    content = body(notebook, markdown2html_mistune)
    html, _ = ReportExporter().from_notebook_node(notebook, resources={"radrum": _parts(content, page)})
    return html


def _parts(content: Body, page: Page) -> dict[str, Any]:
    scripts = {"plotly": _plotly() if content.figures else "", "draw": _text("draw.js") if content.figures else ""}
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts.values() if script)
    allowed = {
        "default-src": "'none'",
        "script-src": hashes or "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return {
        "page": page,
        "words": page.words,
        "content": content,
        "policy": "; ".join(f"{what} {where}" for what, where in allowed.items()),
        "style": Markup(_text("page.css")),
        "figures": script_json(content.figures),
        **{name: Markup(script) for name, script in scripts.items()},
    }


@cache
def _plotly() -> str:
    from plotly.offline import get_plotlyjs

    return get_plotlyjs()


@cache
def _text(name: str) -> str:
    return (TEMPLATES / "radrum" / name).read_text(encoding="utf-8")


@cache
def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
