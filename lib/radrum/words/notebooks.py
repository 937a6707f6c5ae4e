"""Notebooks in the reader's language, through the same catalogues as the code."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from radrum.words.words import Words

if TYPE_CHECKING:
    from nbformat import NotebookNode


def blocks(markdown: str) -> list[str]:
    """The pieces of a Markdown cell that are messages of their own: what empty lines separate."""
    return [block.strip() for block in re.split(r"\n\s*\n", markdown) if block.strip()]


HEADING = re.compile(r"^(#+\s+)?(.*)$", re.DOTALL)


def message(block: str) -> tuple[str, str]:
    """A block's heading marks and the text that is translated: ``## Why?`` is ``("## ", "Why?")``."""
    marks, text = HEADING.match(block).groups()
    return marks or "", text


def translate(notebook: NotebookNode, words: Words) -> NotebookNode:
    """A copy of the notebook whose Markdown is in the language of ``words``; the code is left as it is."""
    translated = copy.deepcopy(notebook)
    for cell in translated.cells:
        if cell.cell_type == "markdown":
            spoken = [message(block) for block in blocks(cell.source)]
            cell.source = "\n\n".join(marks + words(text) for marks, text in spoken)
    translated.metadata["radrum"] = {"language": words.language}
    return translated
