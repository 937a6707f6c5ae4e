"""The produced page, opened in a real browser with the network off."""

import itertools
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import NEWEST, NOTEBOOKS, page_path
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

CHARTS = [
    "dates-ahead",
    "timeline",
    "initiatives",
    "rollout",
    "coverage-over-time",
    "coverage-by-municipality",
    "coverage-changes",
    "index-over-time",
    "index-changes",
]
VGR = "vgr-digitaliseringsrad"
PAGES = [  # council, notebook, day, language
    (VGR, "meeting", "2016-09-08", "sv"),
    (VGR, "meeting", "2017-06-01", "sv"),
    (VGR, "meeting", "2016-06-21", "sv"),
    (VGR, "meeting", "2016-09-08", "en"),
    ("vg-handlingsplan", "portfolio", *NEWEST["vg-handlingsplan"]),
    ("ostergotland-ehalsa", "meeting", *NEWEST["ostergotland-ehalsa"]),
    ("digivestland", "meeting", *NEWEST["digivestland"]),
    (VGR, "broadband", "2019-06-01", "sv"),
    *(("exempel", notebook, *NEWEST["exempel"]) for notebook in NOTEBOOKS),
]
DRAWN = [PAGES[0], PAGES[1], *PAGES[4:]]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "resultTypes": ["violations"]}


COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}


class Visit:
    """A page opened offline, with what it asked for and what it complained of."""

    def __init__(self, browser, path, width=1280, scheme="light", scripts=True):
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, offline=True, color_scheme=scheme, java_script_enabled=scripts
        )
        self.page = self.context.new_page()
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())
        if scripts:
            expect(self.page.locator(".chart:not([data-drawn])")).to_have_count(0)


@pytest.fixture(scope="module")
def visit(browser, reports):
    opened = Visit(browser, page_path(reports, "2016-09-08"))
    yield opened
    opened.context.close()


def test_every_declared_chart_is_drawn(visit):
    drawn = visit.page.evaluate(
        "[...document.querySelectorAll('.chart')]"
        ".filter((place) => place.querySelector('.trace path, .shapelayer path'))"
        ".map((place) => place.id.replace(/-chart$/, ''))"
    )
    assert drawn == CHARTS


def test_every_chart_shows_something_that_is_seen(visit):
    for name in CHARTS:
        marks = visit.page.locator(f"#{name}-chart svg.main-svg path, #{name}-chart svg.main-svg text").count()
        box = visit.page.locator(f"#{name}-chart svg.main-svg").first.bounding_box()
        assert marks > 10, name
        assert box["width"] > 600, name
        assert box["height"] > 150, name


def test_the_page_asks_for_nothing_but_itself_and_complains_of_nothing(visit):
    assert len(visit.requests) == 1
    assert visit.complaints == []


def test_the_page_says_its_language_and_has_one_title_naming_council_and_day(visit):
    assert visit.page.locator("html").get_attribute("lang") == "sv"
    assert visit.page.locator("h1").count() == 1
    for text in (visit.page.locator("h1").inner_text(), visit.page.title()):
        assert "Digitaliseringsrådet i Västra Götaland" in text
        assert "8 september 2016" in text.replace("\u00a0", " ")


def test_headings_come_in_order(visit):
    levels = visit.page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => +h.tagName[1])")
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_every_chart_has_a_name_a_description_and_a_table(visit):
    for name in CHARTS:
        chart = visit.page.locator(f"#{name}-chart")
        assert chart.get_attribute("role") == "img"
        assert len(chart.get_attribute("aria-label")) > 10
        described = visit.page.locator(f"#{name} > .finding").inner_text()
        assert len(described) > 40
        assert re.search(r"\d", described), name
        assert visit.page.locator(f"section#{name} table tbody tr").count() >= 2


def test_no_cell_is_empty_and_every_table_has_caption_and_scope(visit):
    assert (
        visit.page.evaluate("[...document.querySelectorAll('td,th')].filter((c) => !c.textContent.trim()).length") == 0
    )
    assert visit.page.evaluate("[...document.querySelectorAll('table')].filter((t) => !t.caption).length") == 0
    assert visit.page.evaluate("document.querySelectorAll('th:not([scope])').length") == 0


def path_of(reports, page):
    council, notebook, day, language = page
    return page_path(reports, day, language, council, notebook)


@pytest.fixture(scope="module")
def opened(browser, reports):
    """Opens a page at a width and in a scheme, with every table open; each once for all tests."""
    kept = {}

    def open_page(page, width=1280, scheme="light"):
        if (page, width, scheme) not in kept:
            visit = kept[page, width, scheme] = Visit(browser, path_of(reports, page), width=width, scheme=scheme)
            visit.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        return kept[page, width, scheme]

    yield open_page
    for visit in kept.values():
        visit.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES, ids="-".join)
def test_axe_finds_nothing(opened, page, scheme):
    """In the dark only the colours differ, so only they are looked at again."""
    found = Axe().run(opened(page, scheme=scheme).page, options=AXE if scheme == "light" else COLOURS)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("page", [PAGES[0], *PAGES[-len(NOTEBOOKS) :]], ids="-".join)
def test_nothing_scrolls_sideways_on_a_narrow_screen(opened, page, width):
    assert opened(page, width).page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("page", DRAWN, ids="-".join)
def test_no_label_is_clipped_at_the_edge_of_its_chart(opened, page, width):
    clipped = opened(page, width).page.evaluate(
        """() => [...document.querySelectorAll('.chart')].flatMap((place) => {
          const frame = place.getBoundingClientRect();
          return [...place.querySelectorAll('svg.main-svg text')]
            .filter((text) => {
              const box = text.getBoundingClientRect();
              return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
            })
            .map((text) => place.id + ': ' + text.textContent);
        })"""
    )
    assert clipped == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", DRAWN, ids="-".join)
def test_no_two_labels_of_a_chart_lie_over_each_other(opened, page, width):
    over = opened(page, width).page.evaluate(
        """() => [...document.querySelectorAll('.chart')].flatMap((place) => {
          const texts = [...place.querySelectorAll('.annotation text, .xtick text, .ytick text')];
          const boxes = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
          return boxes.flatMap(([one, a], n) => boxes.slice(n + 1)
            .filter(([, b]) => a.left + 2 < b.right && b.left + 2 < a.right)
            .filter(([, b]) => a.top + 3 < b.bottom && b.top + 3 < a.bottom)
            .map(([other]) => place.id + ': ' + one + ' / ' + other));
        })"""
    )
    assert over == []


def test_numbers_in_charts_are_written_as_in_swedish(visit):
    texts = visit.page.evaluate("[...document.querySelectorAll('.chart text')].map((t) => t.textContent)")
    assert "0,672" in " ".join(texts)
    assert not [text for text in texts if re.search(r"\d\.\d|\d,\d{3}\b.*\d,\d{3}\b|\d%|\d[kM]\b", text)]


def test_hovers_are_written_as_in_swedish(visit):
    figures = visit.page.evaluate("JSON.parse(document.getElementById('figures').textContent)")
    hovers = [
        text
        for figure in figures.values()
        for trace in figure["data"]
        for text in (
            [trace.get("hovertext")] if isinstance(trace.get("hovertext"), str) else trace.get("hovertext") or []
        )
    ]
    assert any("66\u00a0%" in text for text in hovers)
    assert not [text for text in hovers if re.search(r"\d\.\d|\d%|NaN", text)]
    every = [trace for figure in figures.values() for trace in figure["data"]]
    assert all("hovertext" in trace or trace.get("hoverinfo") == "skip" for trace in every)


def test_the_share_button_and_every_other_button_is_off(visit):
    visit.page.locator("#coverage-over-time-chart").hover()
    assert visit.page.locator(".modebar-btn").count() == 0
    assert visit.page.get_by_text("Share chart").count() == 0


def test_without_scripts_the_tables_are_there_and_the_page_says_why_charts_are_not(browser, reports):
    opened = Visit(browser, page_path(reports, "2016-09-08"), scripts=False)
    text = opened.page.locator("main").inner_text()
    tables = opened.page.locator(".exhibit table").count()
    opened.context.close()
    assert text.count("Diagrammet kräver skript") == len(CHARTS)
    assert tables >= len(CHARTS)


def test_the_first_screen_answers_the_four_questions(visit):
    answers = visit.page.locator(".answers > li")
    assert answers.count() == 4
    visit.page.evaluate("window.scrollTo(0, 0)")
    for n in range(4):
        box = answers.nth(n).locator(".answer").bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] < 800
        assert answers.nth(n).locator("a").get_attribute("href")[1:]


@pytest.mark.parametrize("page", PAGES, ids="-".join)
def test_every_link_within_the_page_leads_somewhere(opened, page):
    lost = opened(page).page.evaluate(
        """() => [...document.querySelectorAll('a[href^="#"]')]
          .map((link) => link.getAttribute('href').slice(1))
          .filter((anchor) => document.querySelectorAll(`[id="${anchor}"]`).length !== 1)"""
    )
    assert lost == []


def test_what_the_papers_do_not_say_is_one_section_at_the_end(browser, reports):
    opened = Visit(browser, page_path(reports, "2016-09-08"))
    last = opened.page.locator("main > section").last
    asked = last.locator(".unsaid").evaluate_all("(all) => all.map((one) => one.children.length)")
    heads = opened.page.evaluate(
        "[...document.querySelectorAll('.part')].filter((part) => !part.querySelector('.exhibit, .unsaid')).length"
    )
    opened.context.close()
    assert asked
    assert min(asked) >= 2
    assert heads == 0


def test_printing_draws_the_charts_light_and_opens_the_tables(browser, reports):
    opened = Visit(browser, page_path(reports, "2016-09-08"), scheme="dark")
    opened.page.emulate_media(media="print", color_scheme="dark")
    expect(opened.page.locator("details:not([open])")).to_have_count(0)
    county = opened.page.locator("#coverage-over-time-chart .annotation-text", has_text="Västra Götalands län")
    expect(county).to_have_css("fill", "rgb(10, 106, 134)")
    pdf = opened.page.pdf(prefer_css_page_size=True, tagged=True)
    opened.context.close()
    assert pdf.startswith(b"%PDF")
