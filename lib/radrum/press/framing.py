"""What every page of ours is set in, whatever it holds: head, policy, style, masthead, footer and statement."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from radrum.press.assets import FRAME, asset, digest
from radrum.press.page import Page
from radrum.press.statement import statement
from radrum.templates import environment


def policy(scripts: Iterable[str], *, beside: bool = False) -> str:
    """The page's Content-Security-Policy: its own scripts run, and, where one lies ``beside`` it, that one."""
    hashes = " ".join(f"'{digest(script)}'" for script in scripts) or "'none'"
    allowed = {
        "default-src": "'none'",
        "script-src": f"{hashes} 'self'" if beside else hashes,
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {where}" for what, where in allowed.items())


def frame(page: Page, kind: str, heading: str, *, title: str, style: str = "") -> dict[str, Any]:
    """What the frame's template needs; ``style`` is what the page needs besides the reports' own."""
    return {
        "page": page,
        "words": page.words,
        "kind": kind,
        "heading": heading,
        "title": title,
        "facts": page.facts,
        "style": Markup(asset("page.css")) + Markup(style),
    }


def framed(
    template: Path,
    page: Page,
    kind: str,
    heading: str,
    *,
    seen: bool,
    script: str = "",
    style: str = "",
    **content: Any,
) -> str:
    """A page in the reports' frame that is made of no notebook: its ``template`` extends theirs.

    ``seen``: whether it is opened in a browser before it is published; if not, it says so.
    ``content`` is what the template needs besides.
    """
    parts = frame(page, kind, heading, title=f"{kind}: {Markup(heading).striptags()}", style=style)
    parts |= {
        "policy": policy([script] if script else []),
        "statement": statement(page, seen=seen, charts=False),
        "script": Markup(script),
        **content,
    }
    return environment(FRAME, template.parent).get_template(template.name).render(resources={"radrum": parts})
