"""Checks of the language: that the page says which, that its words are of it, and that other words are marked."""

import re
from collections import Counter
from collections.abc import Iterator

from bs4 import Tag

from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import Document, around, brief, language_of, place
from radrum.words import LANGUAGES

# The commonest small words, the same ones in each language where it has them, so that their numbers can be compared.
SMALL = {
    "sv": "och att är inte som av för på den det de till med från har ett en om vid eller än där kan ska var utan "
    "saknas under mellan alla efter sedan ingen inget varje ännu deras bara när över går blir finns så",
    "nb": "og å er ikke som av for på den det de til med fra har et en om ved eller enn der kan skal var uten "
    "mangler under mellom alle etter siden ingen noe hver ennå deres bare når over går blir finnes slik",
    "nn": "og å er ikkje som av for på den det dei til med frå har eit ein om ved eller enn der kan skal var utan "
    "manglar under mellom alle etter sidan ingen noko kvar enno deira berre når over går blir finst slik",
    "en": "and to is are not as of for on the they with from has a an if by or than where can shall was without "
    "missing under between all after since none no each yet their only when over goes becomes there so in that",
}
WORDS = {language: frozenset(words.split()) for language, words in SMALL.items()}
HELD_BY = Counter(word for words in WORDS.values() for word in words)
ENOUGH = 40  # small words, before a page's language is judged by them
BLOCKS = (
    *("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "td", "th", "summary", "figcaption", "dd", "dt"),
    *("button", "label", "option", "div", "section", "details", "nav", "header", "main", "footer", "body"),
)
LETTERS = re.compile(r"[^\W\d_]+")


def _small(text: str) -> list[str]:
    return [word for word in LETTERS.findall(text.lower()) if word in HELD_BY]


def _likeness(words: list[str]) -> dict[str, float]:
    """How much the words are those of each language; a word that several languages have counts less."""
    return {language: sum(1 / HELD_BY[word] for word in words if word in own) for language, own in WORDS.items()}


@of_page(
    "language",
    reason="A screen reader speaks, and a browser divides words, by the language a page says it is in (WCAG 3.1.1).",
    remedy="Write <html lang> as the language the words are in: sv, nb, nn or en.",
)
def language(document: Document) -> Told:
    """Whether the page says its language, one of ours, and its words are of it."""
    said = document.language
    if said not in LANGUAGES:
        yield "<html>", f"lang is '{said}', not one of {', '.join(LANGUAGES)}." if said else "has no lang."
        return
    words: dict[str, list[str]] = {}
    for element, text in document.texts():
        words.setdefault(language_of(element), []).extend(_small(text))
    own = words.get(said, [])
    if len(own) < ENOUGH:
        return
    alike = _likeness(own)
    nearest = max(alike, key=lambda each: alike[each])
    if nearest != said and alike[nearest] > 1.1 * alike[said]:
        yield "<html>", f"lang is '{said}', but of {len(own)} small words most are those of '{nearest}'."


@of_page(
    "language-of-parts",
    reason="A sentence in another language is unintelligible when it is spoken as the page's own (WCAG 3.1.2).",
    remedy="Translate it, or mark it with lang.",
)
def parts(document: Document) -> Told:
    """Whether what is of another language than the page says so; a drawing is a picture, with its exhibit's name."""
    for element, said, text in _parts(document):
        if said not in LANGUAGES:
            continue
        small = _small(text)
        alike = _likeness([word for word in small if word not in WORDS[said]])
        nearest = max(alike, key=lambda each: alike[each])
        own = sum(word in WORDS[said] and HELD_BY[word] <= 2 for word in small)
        if alike[nearest] >= 1.5 and not own:
            yield place(element), f"'{brief(text)}' reads as '{nearest}' and stands as '{said}'."


def _parts(document: Document) -> Iterator[tuple[Tag, str, str]]:
    """Each thing that is read in one go, with its language: a block's words in its own language, or an attribute."""
    blocks: dict[int, tuple[Tag, list[str]]] = {}
    for element, text in document.texts():
        block = around(element, *BLOCKS)
        if block is not None and language_of(element) == language_of(block) and not around(element, "svg"):
            blocks.setdefault(id(block), (block, []))[1].append(text)
    for block, texts in blocks.values():
        yield block, language_of(block), "".join(texts)
    for element, text in document.labels():
        if not around(element, "svg", "head"):
            yield element, language_of(element), text
