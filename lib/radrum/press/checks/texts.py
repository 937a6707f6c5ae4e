"""Checks of what is written: nothing left over from the making of the page, and numbers in the reader's manner."""

import re
from collections.abc import Iterator

from radrum.press.checks.check import Told, of_page
from radrum.press.checks.document import Document, around, brief, language_of, on_a_line, place

LEFT = re.compile(
    r"Traceback \(most recent call last\)|\b\w+Error: |\bNaN\b|\bNaT\b|<NA>|&lt;NA&gt;|\bnan\b|\bundefined\b|\[object "
    r"|\bTODO\b|\bFIXME\b|\bTBD\b|\bXXX\b|[Ll]orem ipsum|\{\{|\}\}|\{%|\{[a-z_]\w*\}|%\(\w+\)[sd]|\bdtype: |\bMarkup\("
)
NOTHING = re.compile(r"\s*(?:None|null|NULL|N/A|n/a|#N/A|inf|-inf|True|False)\s*")
NONE = re.compile(r"\bNone\b")  # an English word, and no word in the other languages
MACHINE = re.compile(
    r"(?:file://|(?<![\w/])/(?:home|Users|Volumes|root|tmp|private|var|usr|etc|srv|opt|mnt|media|work|workspace)/|\b[A-Z]:\\)"
    r"[^\s\"'<]*"
)

NORDIC = {
    "a decimal point": re.compile(r"(?<![\d.])\d+\.\d+(?![.\d])"),
    "a comma between thousands": re.compile(r"\d,\d{3},\d{3}\b"),
    "a per cent sign without a no-break space": re.compile(r"\d+(?:,\d+)? ?%"),
    "a breaking space between thousands": re.compile(r"(?<![\d\u00a0])\d{1,3} \d{3}(?![\d\u00a0])(?! [a-zåäöæø]*\d)"),
}
ENGLISH = {
    "a decimal comma": re.compile(r"(?<![\d,])\d+,\d{1,2}(?![\d,])"),
    "a breaking space before the per cent sign": re.compile(r"\d+(?:\.\d+)? %"),
}
EVERYWHERE = {
    "a number cut short": re.compile(r"(?<![\w.,])[−-]?\d+(?:[.,]\d+)?[kMµ](?![\w/])"),
    "a hyphen for a minus": re.compile(r"(?<![\w\d.,)–/-])-\d"),
}
LABELS = {"a label cut short": re.compile(r"^\s*[−-]?\d+(?:[.,]\d+)?[GB]\s*$")}  # in a sentence, 5G is no number
TIME = r"\d{1,2}\.\d{2}"
VERSION = re.compile(
    r"\d+\.\d+\.\d+|https?://\S+|\b(?:Rådrum|axe|WCAG|EN|PDF|HTML|CSS|[Vv]ersion(?:en|er)?|[Vv]ersjon(?:en|er)?)\s\d+\.\d+"
    rf"|\b[Kk]l(?:\.|ockan|okka|okken)\s{TIME}(?!\d)|(?<!\d){TIME}\s?[–-]\s?{TIME}(?!\d)"
)


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
    manner = (ENGLISH if document.language == "en" else NORDIC) | EVERYWHERE
    for where, text, label in _written(document):
        bare = VERSION.sub(lambda found: " " * len(found[0]), text) if document.language != "en" else text
        for what, pattern in (manner | LABELS if label else manner).items():
            if not all(_quoted(document, text, *each.span()) for each in pattern.finditer(bare)):
                yield where, f"{what}: '{brief(text)}'."
                break


def _quoted(document: Document, text: str, start: int, end: int) -> bool:
    """Whether it stands so, with the word before or after it, in a table's cell of text: as the register says it."""
    before, after = re.search(r"\w+\W*$", text[:start]), re.match(r"\W*\w+", text[end:])
    passages = [before[0] + text[start:end]] if before else []
    passages += [text[start:end] + after[0]] if after else []
    return any(on_a_line(passage).casefold() in document.cells for passage in passages)


def _written(document: Document) -> Iterator[tuple[str, str, bool]]:
    """The texts that are read as the press's own: where, the text, and whether it is a chart's; no cells of text."""
    for element, text in document.texts():
        drawn = around(element, "svg") is not None and around(element, "text") is not None
        cell = around(element, "td", "th")
        sentence = around(element, "p", "h1", "h2", "h3", "h4", "caption", "li", "summary", "figcaption")
        told = (cell is None or "number" in cell.get("class", ())) and (sentence or cell) is not None
        if language_of(element) == document.language and (drawn or told):
            yield place(element), text, drawn
    for name, text in document.hovers():
        yield f"#{name}-chart", re.sub(r"<[^>]*>|%\{[^}]*\}", " ", text), True


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
