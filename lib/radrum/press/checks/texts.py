"""Checks of what is written: nothing left over from the making of the page, and numbers in the reader's manner."""

import re
from collections.abc import Iterator

from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import Document, around, brief, language_of, place

LEFT = re.compile(
    r"Traceback \(most recent call last\)|\b\w+Error: |\bNaN\b|\bNaT\b|<NA>|&lt;NA&gt;|\bnan\b|\bundefined\b|\[object "
    r"|\bTODO\b|\bFIXME\b|\bTBD\b|\bXXX\b|[Ll]orem ipsum|\{\{|\}\}|\{%|\{[a-z_]\w*\}|%\(\w+\)[sd]|\bdtype: |\bMarkup\("
)
NOTHING = re.compile(r"\s*(?:None|null|NULL|N/A|n/a|#N/A|inf|-inf|True|False)\s*")
NONE = re.compile(r"\bNone\b")  # an English word, and no word in the other languages
MACHINE = re.compile(r"(?:file://|/(?:home|Users|root|tmp|private/var|var/folders)/|\b[A-Z]:\\)[^\s\"'<]*")

NORDIC = {
    "a decimal point": re.compile(r"(?<![\d.])\d+\.\d+(?![.\d])"),
    "a comma between thousands": re.compile(r"\d,\d{3},\d{3}\b"),
    "a per cent sign without a no-break space": re.compile(r"\d ?%"),
    "a breaking space between thousands": re.compile(r"(?<![\d\u00a0])\d{1,3} \d{3}(?![\d\u00a0])(?! [a-zåäöæø]*\d)"),
}
ENGLISH = {
    "a decimal comma": re.compile(r"(?<![\d,])\d+,\d{1,2}(?![\d,])"),
    "a breaking space before the per cent sign": re.compile(r"\d %"),
}
EVERYWHERE = {
    "a number cut short": re.compile(r"(?<![\w.,])[−-]?\d+(?:[.,]\d+)?[kMGBµ](?![\w/])"),
    "a hyphen for a minus": re.compile(r"(?<![\w\d.,)–/-])-\d"),
}
VERSION = re.compile(r"\d+\.\d+\.\d+|\b[A-ZÅÄÖa-zåäö][\wåäö-]* \d+\.\d+\b|https?://\S+|\b\d{1,2}\.\d{1,2}\b(?=\s*[–-])")


@of_page(
    "leftover-text",
    reason="A reader who meets NaN or a traceback stops trusting every other figure of the report.",
    remedy="Find the cell or message it comes from; say a missing value in words.",
)
def leftover(document: Document) -> Told:
    """Whether nothing is left of the making: no NaN, None, traceback, placeholder or note to oneself."""
    for element, text in document.spoken():
        found = LEFT.search(text) or NOTHING.fullmatch(text)
        found = found or (NONE.search(text) if language_of(element) not in ("en", "") else None)
        if found:
            yield place(element), f"'{brief(found[0])}' stands in '{brief(text)}'."
    for name, text in document.hovers():
        found = re.search(
            r"\bNaN\b|\bnan\b|(?:^|: |>)None(?:$|<)|\bundefined\b|\bNaT\b|\{[a-z_]\w*\}", text.replace("%{", "")
        )
        if found:
            yield f"#{name}-chart", f"'{found[0]}' stands in the chart's text '{brief(text)}'."
    for element, _, text in document.files:
        found = re.search(r"(?:^|[;,\r\n])(NaN|nan|None|NaT|<NA>)(?=[;,\r\n]|$)", text)
        if found:
            yield place(element), f"'{found[1]}' stands in the file."


@of_page(
    "number-manner",
    reason="'1.234' is a thousand to one reader and just over one to another; a number broken in two is misread.",
    remedy="Write numbers through words: decimal comma, no-break spaces and a true minus, on ticks and in hovers too.",
)
def numbers(document: Document) -> Told:
    """Whether what we write has the language's decimal mark, spaces and minus."""
    for where, language, text in _written(document):
        manner = ENGLISH if language == "en" else NORDIC
        bare = VERSION.sub(" ", text) if language != "en" else text
        for what, pattern in (manner | EVERYWHERE).items():
            found = pattern.search(bare)
            if found:
                yield where, f"{what}: '{brief(text)}'."
                break


def _written(document: Document) -> Iterator[tuple[str, str, str]]:
    """The texts that the press's own words wrote: where, in which language, and the text; not the register's own."""
    own = document.language
    for element, text in document.texts():
        drawn = around(element, "text") if around(element, "svg") else None
        cell = around(element, "td", "th")
        sentence = around(element, "p", "h1", "h2", "h3", "h4", "caption", "li", "summary", "figcaption")
        told = cell is None or "number" in cell.get("class", ())
        if language_of(element) == own and (drawn is not None or (told and (sentence or cell) is not None)):
            yield place(element), own, text
    for name, text in document.hovers():
        yield f"#{name}-chart", own, re.sub(r"<[^>]*>|%\{[^}]*\}", " ", text)


@of_page(
    "machine-path",
    reason="The folder a report was made in names a person or a machine, and the page differs with it.",
    remedy="Show paths relative to the project, or none.",
)
def machine_path(document: Document) -> Told:
    """Whether no path of the machine that made it is in the page."""
    for element, text in document.spoken():
        found = MACHINE.search(text)
        if found:
            yield place(element), f"'{brief(found[0])}' stands in '{brief(text)}'."
    for element in document.elements:
        for attribute in ("href", "src", "xlink:href"):
            found = MACHINE.match(str(element.get(attribute, "")))
            if found:
                yield place(element), f"{attribute} is '{brief(found[0])}'."
