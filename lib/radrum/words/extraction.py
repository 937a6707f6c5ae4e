"""Finds the messages of notebooks for Babel, so that their Markdown is translated through the code's catalogues."""

import json
from collections.abc import Iterator
from typing import IO, Any

from radrum.words.notebooks import blocks, message


def extract_notebook(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str | None, str, list[str]]]:
    """Babel's interface: each block of a Markdown cell is a message; its line is the cell's number."""
    for number, cell in enumerate(json.load(file)["cells"], start=1):
        if cell["cell_type"] == "markdown":
            for block in blocks("".join(cell["source"])):
                yield number, None, message(block)[1], []
