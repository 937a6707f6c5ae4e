"""The report on paper, read with a PDF library as a reader's aids read it."""

import re
import shutil

import pikepdf
import pytest
from bs4 import BeautifulSoup
from conftest import page_path
from radrum.press import Page, is_pair
from radrum.press.browser import Visit
from radrum.press.checks.document import Document
from radrum.press.checks.paper import read_print
from radrum.press.checks.printed import cells
from radrum.press.printing import _parts, print_pdf
from radrum.words import Words

pytestmark = pytest.mark.slow
A4 = (595, 842)  # points
PAGE = Page("Rådet", "1 juni 2026", "Länet", (), (), Words("sv"), "Rådrum", "council")


@pytest.fixture(scope="module")
def pair(reports):
    path = page_path(reports, "2016-09-08")
    with pikepdf.open(path.with_suffix(".pdf")) as document:
        yield document, BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def structure(element, found=None):
    """The kind of every element of a document's structure with its alternative text, in reading order."""
    found = [] if found is None else found
    if isinstance(element, pikepdf.Array):
        for each in element:
            structure(each, found)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            found.append((str(element.S).removeprefix("/"), str(element.get("/Alt", ""))))
        if "/K" in element:
            structure(element.K, found)
    return found


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def test_the_print_says_its_title_and_language_and_nothing_of_the_clock(pair):
    document, page = pair
    assert str(document.docinfo.Title) == page.title.string
    assert str(document.Root.Lang) == "sv"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert not {"/CreationDate", "/ModDate"} & set(document.docinfo.keys())


def test_the_print_bears_the_fingerprint_of_its_page(reports, tmp_path):
    page = page_path(reports, "2016-09-08")
    assert is_pair(page)
    for file in (page, page.with_suffix(".pdf")):
        shutil.copy(file, tmp_path)
    with (tmp_path / page.name).open("a", encoding="utf-8") as changed:
        changed.write("\n")
    assert not is_pair(tmp_path / page.name)


def test_the_print_is_tagged_with_headings_tables_and_a_name_for_each_chart(pair):
    document, page = pair
    assert document.Root.MarkInfo.Marked
    kinds = structure(document.Root.StructTreeRoot.K)
    counted = [kind for kind, _ in kinds]
    assert counted.count("H1") == 1
    assert counted.count("H2") >= 8
    assert counted.count("Table") >= 10
    assert "TH" in counted
    named = [alt for kind, alt in kinds if kind == "Figure"]
    assert named == [svg["aria-label"] for svg in page.select("svg.wide")]


def test_the_outline_of_the_print_is_the_headings_of_the_page_in_their_order(pair):
    document, page = pair
    told = []
    with document.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            told.append(plain(item.title))
            waiting = [*item.children, *waiting]
    shown = [plain(each.get_text()) for each in page.select("main h2, main h3") if not each.find_parent("nav")]
    assert [each for each in told if each in shown] == [each for each in shown if each in told]
    sections = [plain(each.get_text()) for each in page.select("main .part > h2")]
    assert [each for each in sections if each not in told] == []


def test_the_print_is_on_a4_with_a_number_on_every_page(pair):
    document, _ = pair
    for number, page in enumerate(document.pages, start=1):
        assert tuple(round(float(side)) for side in page.mediabox[2:]) == A4, number
    assert len(document.pages) > 5


def test_the_parts_are_numbered_in_reading_order_whatever_the_browser_called_them(pair):
    document, _ = pair
    names = [str(each) for each in document.Root.StructTreeRoot.IDTree.Names if isinstance(each, pikepdf.String)]
    assert len(names) > 50
    assert names == [f"n{number:06}" for number in range(len(names))]


def test_the_print_shows_the_address_of_each_source_and_a_reader_is_not_read_it(reports):
    path = page_path(reports, "2026-09-10", council="exempel", notebook="broadband")
    document = Document(path.read_text(encoding="utf-8"))
    addresses = {each["href"] for each in document.soup.select("#sources a[href^=http]")}
    printed = read_print(path.with_suffix(".pdf"), document)
    assert addresses
    assert [each for each in addresses if each not in "".join(printed.loose)] == []
    assert [part.text for part in printed.parts if "://" in part.text] == []


def test_each_cell_names_headers_that_are_there(pair):
    document, _ = pair
    parts = list(_parts(document.Root.StructTreeRoot.K))
    named = [each for part in parts for each in part.get("/A", ()) if "/Headers" in each]
    assert len(named) > 50
    numbers = {str(part.ID) for part in parts if "/ID" in part}
    assert {str(header) for each in named for header in each.Headers} <= numbers


def test_a_page_is_printed_in_the_same_bytes_whatever_the_tab_has_shown_and_however_the_page_was_used(
    browser, tmp_path
):
    path, other = tmp_path / "page.html", tmp_path / "other.html"
    row = '<tr><th scope="row">Ale</th><td>1</td></tr>'
    table = f'<table><tr><th scope="col">Namn</th><th scope="col">Tal</th></tr>{row}</table>'
    path.write_text(f'<!DOCTYPE html><html lang="sv"><title>Sidan</title><h1>Sidan</h1><a href="#">Länk</a>{table}')
    other.write_text(f"<!DOCTYPE html><title>Another</title>{table}")
    printed = []
    for before in (path, path, other):
        with Visit(browser, before) as visit:
            visit.page.keyboard.press("Tab")
        with Visit(browser, path) as visit:
            printed.append(print_pdf(visit, PAGE))
    assert printed[0] == printed[1] == printed[2]


def test_a_cell_that_the_sheets_edge_cuts_is_told(browser, tmp_path):
    path = tmp_path / "page.html"
    told = {}
    for width in (100, 2000):
        cell = f'<td style="min-width: {width}px; text-align: right">Kungälv</td>'
        table = f"<table><tr><th scope='col'>Namn</th></tr><tr>{cell}</tr></table>"
        path.write_text(f'<!DOCTYPE html><html lang="sv"><title>Sidan</title><main><h1>Sidan</h1>{table}</main>')
        with Visit(browser, path) as visit:
            path.with_suffix(".pdf").write_bytes(print_pdf(visit, PAGE))
        told[width] = list(cells.look(read_print(path.with_suffix(".pdf"), Document(path.read_text()))))
    assert told[100] == []
    assert [text for _, text in told[2000]] == ["has 0 of the kind 'cell', the page 1."]


# The page of a municipality: one sheet


def test_the_page_of_the_municipality_with_most_to_say_is_one_sheet_with_all_its_headings_rows_and_its_chart(reports):
    path = reports / "public" / "exempel" / "2026-09-10" / "sv" / "municipality" / "XX-0118.html"
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    with pikepdf.open(path.with_suffix(".pdf")) as document:
        assert len(document.pages) == 1
        assert tuple(round(float(side)) for side in document.pages[0].MediaBox[2:]) == A4
        kinds = [kind for kind, _ in structure(document.Root.StructTreeRoot.K)]
    shown = [each for each in page.select("h1, h2, h3") if not each.find_parent("nav")]
    assert len([kind for kind in kinds if re.fullmatch("H[1-6]", kind)]) == len(shown) > 10
    assert kinds.count("TR") == len(page.select("main tr")) > 30
    assert len([kind for kind in kinds if kind == "Figure"]) == len(page.select("svg.narrow")) == 1
