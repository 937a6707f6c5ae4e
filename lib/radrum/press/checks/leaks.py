"""The check that what must not be published is in no byte of a page."""

import json
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import DATA, Document, brief, held, place

SHORT = 5  # letters; a shorter word is looked for on its own, not within another
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
SPACES = re.compile(r"\s\s+|[^\S ]")
SCRIPT = re.compile(r"(?s)<(script|style)\b.*?</\1>")  # what charts declare is looked at by itself
SOURCE = "the page's source"
MARKS = re.compile(r"<[^<>]*>")  # what parts a text in a chart's lines
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


@of_page(
    "forbidden-word",
    reason="What an edition may not hold must be nowhere in it: not in a hover, a file, a name or a comment either.",
    remedy="Find which column it comes from, mark that column or row as not public, and make the edition again.",
)
def forbidden(document: Document) -> Told:
    """Whether none of the forbidden words is in the page, its data, its files or its name."""
    said = [word.strip() for word in document.forbidden if word.strip()]
    names = {word: _name(word) for word in said if word.isalpha() and word[0].isupper()}
    words = {word: _pattern(word) for word in said if word not in names}
    letters = {word: _plain(word).casefold() for word in said}
    for where, text in _everything(document) if said else ():
        plain = _plain(text)
        folded = plain.casefold()
        found = [word for word in said if letters[word] in folded]  # in a hundredth of the time of a pattern
        spoken = SCRIPT.sub(" ", plain) if where == SOURCE and found else plain
        for word in found:
            if words[word].search(folded) if word in words else names[word].search(spoken):
                yield where, f"'{brief(word)}' stands there."


def _name(name: str) -> re.Pattern[str]:
    """A name alone, as it is written or in capitals, with the s of a genitive; in small letters it is a word."""
    written = "|".join(re.escape(each) for each in (name, name.upper()))
    return re.compile(rf"(?<![^\W\d_])({written})[sS]?(?![^\W\d_])")


def _pattern(word: str) -> re.Pattern[str]:
    plain = re.escape(_plain(word).casefold())
    return re.compile(plain if len(word.strip()) >= SHORT else rf"(?<![^\W\d_]){plain}s?(?![^\W\d_])")


def _plain(text: str) -> str:
    """The text with every way of hiding a word in it undone: entities, escapes, compatibility forms, spaces."""
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), unescape(text))
    if not text.isascii():
        text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return SPACES.sub(" ", text)


def _everything(document: Document) -> Iterator[tuple[str, str]]:
    yield "the file's name", unquote(document.name)
    for element, _, text in document.files:
        yield f"{place(element)}, the file", text
    if document.figures:
        for name, figure in document.figures.items():
            yield f"#{name}-chart, declared", json.dumps(figure, ensure_ascii=False)
            yield f"#{name}-chart, declared", MARKS.sub(" ", json.dumps(figure, ensure_ascii=False))
    else:
        declared = document.one("figures")
        yield "#figures", declared.get_text() if declared is not None else ""
    for each in DATA.finditer(document.source):
        yield "a data: address", held(each)
    yield "the page's text", document.soup.get_text()
    yield "the page's text", document.soup.get_text(" ")
    for element in document.elements:
        for attribute, value in element.attrs.items():
            said = " ".join(value) if isinstance(value, list) else str(value)
            if not said.startswith("data:"):
                yield f"{place(element)}, {attribute}", unquote(said)
    yield SOURCE, document.source
