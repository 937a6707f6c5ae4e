"""The page on paper: a tagged PDF with an outline, the same bytes for the same page."""

import io
from collections.abc import Iterator

import pikepdf

from radrum.press.browser import WIDE, Visit
from radrum.press.checks.paper import entries
from radrum.press.page import Page
from radrum.press.pair import PRINTED, page_digest

SIZES = (9, 8.5, 8, 7.75, 7.5, 7.25, 7, 6.75, 6.5, 6.25, 6)  # points of a leaf's text
LEAF = (718, 1069)  # pixels of a leaf within its margins
FITTING = """([sizes, height]) => {
  const root = document.documentElement
  const fits = (size) => { root.style.fontSize = `${size}pt`; return root.scrollHeight <= height }
  const first = sizes.findIndex(fits)
  return first < 0 ? sizes.length - 1 : first
}"""
SET = "(size) => { document.documentElement.style.fontSize = size }"
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter((each) => each.getClientRects().length).map((each) => each.textContent.replace(/\\s+/g, ' ').trim())"""


def print_pdf(visit: Visit, page: Page) -> bytes:
    """The visited page as a PDF on A4, tagged, outlined, with its language, title and fingerprint but no clock.

    The page is afterwards shown as before.
    """
    visit.page.emulate_media(media="print")
    headings = visit.page.evaluate(HEADINGS)
    printed = _on_one_leaf(visit) if page.leaf else _printed(visit)
    visit.page.emulate_media(media="screen")
    with pikepdf.open(io.BytesIO(printed)) as document:
        document.Root.Lang = pikepdf.String(page.words.language)
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        told = pikepdf.Dictionary(Title=visit.page.title(), Producer=page.maker)
        document.docinfo = document.make_indirect(told)
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata.load_from_docinfo(document.docinfo)
            metadata["dc:language"] = {page.words.language}
        document.docinfo[PRINTED] = page_digest(visit.path)
        _number_anew(document.Root.StructTreeRoot)
        _keep_once(document)
        with document.open_outline() as outline:
            # Chromium drops the space where a heading breaks its line, and tells one twice that breaks over a page.
            items = list(entries(outline.root))
            for item, heading in zip(items, headings, strict=False) if len(items) == len(headings) else ():
                item.title = heading
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _printed(visit: Visit) -> bytes:
    return visit.page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)


def _on_one_leaf(visit: Visit) -> bytes:
    """The print in the largest type in which it is one page; where it is never, in the smallest that can be read."""
    width, height = LEAF
    visit.resize(width, height)
    likely = visit.page.evaluate(FITTING, [SIZES, height])
    for size in SIZES[likely:]:
        visit.page.evaluate(SET, f"{size}pt")
        printed = _printed(visit)
        with pikepdf.open(io.BytesIO(printed)) as document:
            if len(document.pages) == 1:
                break
    visit.page.evaluate(SET, "")
    visit.resize(WIDE)
    return printed


def _number_anew(root: pikepdf.Dictionary) -> None:
    """Give the parts of the structure their numbers in reading order, also where a cell names its headers.

    Chromium's differ between visits of a page: they are given as it comes to need them, under load in another order.
    """
    parts = list(_parts(root.K))
    named = [part for part in parts if "/ID" in part]
    numbers = {bytes(part.ID): pikepdf.String(f"n{number:06}") for number, part in enumerate(named)}
    for part in named:
        part.ID = numbers[bytes(part.ID)]
    for part in parts:
        for attributes in part.get("/A", ()):
            if "/Headers" in attributes:
                attributes.Headers = pikepdf.Array(numbers[bytes(each)] for each in attributes.Headers)
    if "/IDTree" in root:
        root.IDTree = pikepdf.Dictionary(Names=[each for part in named for each in (part.ID, part)])


def _keep_once(document: pikepdf.Pdf) -> None:
    """Keep each picture once: Chromium writes a hatching's anew wherever it is used."""
    kept: dict[bytes, pikepdf.Stream] = {}
    for part in document.objects:
        if not isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            continue
        pictures = part.get("/Resources", part).get("/XObject", {})
        for name, picture in pictures.items():
            if picture.get("/Subtype") == "/Image":
                pictures[name] = kept.setdefault(_told(picture), picture)


def _told(picture: pikepdf.Stream) -> bytes:
    """All that a picture is, its mask included."""
    parts = [picture.read_raw_bytes()]
    for name, value in sorted(picture.items()):
        parts += [name.encode(), _told(value) if isinstance(value, pikepdf.Stream) else repr(value).encode()]
    return b"\0".join(parts)


def _parts(inside: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure below, in reading order."""
    if isinstance(inside, pikepdf.Array):
        for each in inside:
            yield from _parts(each)
    elif isinstance(inside, pikepdf.Dictionary):
        if "/S" in inside:
            yield inside
        if "/K" in inside:
            yield from _parts(inside.K)
