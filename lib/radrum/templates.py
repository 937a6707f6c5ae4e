"""Jinja templates, all of them read alike: what is put in is escaped, and what is missing is an error."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape


def environment(*folders: Path) -> Environment:
    """The templates of the folders, the first that has one of a name; in a name that ends with .txt.j2 text is text."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=select_autoescape(["html.j2"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
