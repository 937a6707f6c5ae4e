"""What a page says of itself in its head, read back from the file: nothing but the head is read."""

from html.parser import HTMLParser
from pathlib import Path

PREFIX = "radrum-"
END = b"</title>"
PIECE, MOST = 4096, 1 << 18  # bytes


def read_head(file: Path) -> dict[str, str]:
    """The page's ``language`` and ``title``, and its facts by name; empty where it says nothing of itself."""
    read = b""
    with file.open("rb") as source:
        while END not in read and len(read) < MOST:
            piece = source.read(PIECE)
            if not piece:
                break
            read += piece
    head = _Head()
    head.feed(read.partition(END)[0].decode("utf-8", errors="replace") + END.decode())
    return head.found if "report" in head.found else {}


class _Head(HTMLParser):
    """Gathers what a head says."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._titled = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.found["language"] = said.get("lang", "")
        elif tag == "meta" and said.get("name", "").startswith(PREFIX):
            self.found[said["name"].removeprefix(PREFIX)] = said.get("content", "")
        self._titled = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._titled:
            self.found["title"] = self.found.get("title", "") + data

    def handle_endtag(self, tag: str) -> None:
        self._titled = False
