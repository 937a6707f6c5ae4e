"""The published page in a real browser with the network off: what a reader meets, with scripts and without."""

import re

import pytest
from conftest import COUNCIL, NEWEST, browser_path, page_path, run_apart
from playwright.sync_api import expect
from radrum.press.assets import PLOTLY
from radrum.press.browser import Visit

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
VISIBLE = """(kind) => [...document.querySelectorAll('.chart')]
  .filter((each) => each.querySelector(`svg.${kind}`)?.getClientRects().length).map((each) => each.id.slice(0, -6))"""


@pytest.fixture(scope="module")
def meeting(reports):
    return page_path(reports, "2016-09-08")


@pytest.fixture(scope="module")
def broadband(reports):
    return page_path(reports, *NEWEST["exempel"], "exempel", "broadband")


@pytest.fixture
def visit(browser, meeting):
    with Visit(browser, meeting) as opened:
        yield opened


def test_the_page_opens_with_every_drawing_and_without_plotly(visit):
    assert visit.page.evaluate(VISIBLE, "wide") == CHARTS
    assert visit.page.evaluate(VISIBLE, "narrow") == []
    assert visit.page.evaluate("typeof Plotly") == "undefined"
    assert visit.page.evaluate("performance.getEntriesByType('paint').length") > 0


def test_a_phone_is_given_the_narrow_drawings(browser, meeting):
    with Visit(browser, meeting, width=390) as opened:
        assert opened.page.evaluate(VISIBLE, "narrow") == CHARTS
        assert opened.page.evaluate(VISIBLE, "wide") == []


def test_without_scripts_every_drawing_and_table_is_there(browser, meeting):
    with Visit(browser, meeting, scripts=False) as opened:
        drawings = [opened.page.locator(f"#{name}-chart svg.wide") for name in CHARTS]
        assert all(each.is_visible() for each in drawings)
        assert opened.page.locator("button:visible").count() == 0
        for name in CHARTS:
            opened.page.locator(f"#{name} .data > summary").click()
            assert opened.page.locator(f"#{name} table tbody tr").first.is_visible(), name


def test_the_pointer_wakes_one_chart_and_no_other(visit):
    visit.page.locator("#coverage-over-time-chart").hover()
    expect(visit.page.locator("#coverage-over-time-chart[data-drawn] .live svg.main-svg").first).to_be_visible()
    assert visit.page.locator("#coverage-over-time-chart > svg.wide").is_hidden()
    assert visit.page.locator(".chart.awake").count() == 1
    assert visit.page.locator("#coverage-over-time-chart .live").get_attribute("role") == "img"
    assert visit.page.locator(".modebar-btn").count() == 0
    assert visit.page.get_by_text("Share chart").count() == 0
    assert (len(visit.requests), visit.complaints) == (1, [])


def test_the_keyboard_wakes_a_chart(visit):
    button = visit.page.locator("#rollout-chart .wake")
    button.focus()
    expect(button).to_have_css("opacity", "1")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#rollout-chart[data-drawn]")).to_have_count(1)
    chart = visit.page.locator("#rollout-chart .live")
    expect(chart).to_be_focused()
    expect(chart).to_have_css("outline-style", "solid")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('.exhibit').id") == "rollout"
    assert visit.complaints == []


def test_one_button_wakes_all_charts(visit):
    visit.page.locator("#wake-all").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".chart[data-drawn]")).to_have_count(len(CHARTS))
    assert visit.page.evaluate(VISIBLE, "wide") == []
    expect(visit.page.locator("#wake-all")).to_be_focused()
    expect(visit.page.locator("#wake-all")).to_be_disabled()
    assert visit.complaints == []


def test_a_woken_chart_says_what_its_drawing_said(visit):
    told = (
        "(selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent.trim()).filter(Boolean)"
    )
    drawn = visit.page.evaluate(told, "#coverage-by-municipality-chart svg.wide text")
    visit.page.locator("#coverage-by-municipality-chart").hover()
    expect(visit.page.locator("#coverage-by-municipality-chart[data-drawn]")).to_have_count(1)
    assert sorted(visit.page.evaluate(told, "#coverage-by-municipality-chart .live text")) == sorted(drawn)


def test_a_page_with_its_drawings_may_keep_plotly_beside_it(browser, tmp_path):
    words = ("report", COUNCIL, "meeting", "--linked", "--reports", str(tmp_path))
    done = run_apart(*words, RADRUM_BROWSER=browser_path())
    assert done.returncode == 0, done.stderr
    page = page_path(tmp_path, "2016-09-08")
    assert page.read_text(encoding="utf-8").count('<svg class="wide"') == len(CHARTS)
    assert page.stat().st_size < 600_000
    assert (tmp_path / "council" / PLOTLY.name).read_bytes() == PLOTLY.read_bytes()
    with Visit(browser, page) as opened:
        opened.page.locator("#rollout-chart").hover()
        expect(opened.page.locator("#rollout-chart[data-drawn]")).to_have_count(1)
        assert len(opened.requests) == 2
        assert opened.complaints == []
    bundle = tmp_path / "council" / PLOTLY.name
    bundle.unlink()
    with Visit(browser, page) as opened:  # as where it was sent without the file beside it
        chart = opened.page.locator("#rollout-chart")
        chart.locator(".wake").click()
        expect(chart).not_to_have_class(re.compile("awake"))
        expect(chart.locator(".live")).to_have_count(0)
        expect(chart.locator("svg.wide")).to_be_visible()
        bundle.write_bytes(PLOTLY.read_bytes())
        chart.locator(".wake").click()
        expect(chart).to_have_attribute("data-drawn", "yes")


def test_a_page_of_its_own_is_no_larger_than_a_mail_may_carry(reports):
    pages = [page for page in reports.rglob("*/*/*/*/*.html") if ".rejected" not in page.parts]
    assert len(pages) > 40
    sizes = [(page, *exhibits_and_size(page)) for page in pages]
    assert [each for each in sizes if each[2] > (2_200_000 if each[1] <= 10 else 2_700_000)] == []


def test_meeting_pages_of_the_largest_councils_keep_to_their_exhibits_share_of_600_kb_with_all_drawings(reports):
    pages = [page_path(reports, "2016-09-08")]
    pages += [reports / "public" / "exempel" / "2026-09-10" / "en" / "meeting.html"]
    for page in pages:
        exhibits, size = exhibits_and_size(page)
        assert '<svg class="wide"' in page.read_text(encoding="utf-8")
        assert exhibits > 10
        assert size - PLOTLY.stat().st_size < 60_000 * exhibits, page


def exhibits_and_size(page):
    """How many exhibits a page has, and its bytes."""
    return len(
        re.findall(r'<(?:section|details) class="exhibit', page.read_text(encoding="utf-8"))
    ), page.stat().st_size


def test_the_first_screen_answers_the_four_questions(visit):
    answers = visit.page.locator(".answers > li")
    assert answers.count() == 4
    for n in range(4):
        box = answers.nth(n).locator(".answer").bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] < 800
        assert answers.nth(n).locator("a").get_attribute("href")[1:]


def test_a_phone_is_told_every_point_of_every_answer(browser, meeting):
    with Visit(browser, meeting, width=390) as opened:
        points = opened.page.locator(".answers li li")
        assert points.count() > 8
        assert all(each.is_visible() for each in points.all())


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", ["meeting", "broadband"])
def test_no_two_labels_of_a_chart_lie_over_each_other(browser, meeting, broadband, page, width):
    with Visit(browser, {"meeting": meeting, "broadband": broadband}[page], width=width) as opened:
        over = opened.page.evaluate(
            """() => [...document.querySelectorAll('.chart')].flatMap((place) => {
              const boxes = [...place.querySelectorAll('svg text')]
                .map((text) => [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width);
              return boxes.flatMap(([one, a], n) => boxes.slice(n + 1)
                .filter(([, b]) => a.left + 2 < b.right && b.left + 2 < a.right)
                .filter(([, b]) => a.top + 3 < b.bottom && b.top + 3 < a.bottom)
                .map(([other]) => place.id + ': ' + one + ' / ' + other));
            })"""
        )
    assert over == []


def test_what_the_papers_do_not_say_is_one_section_at_the_end(visit):
    last = visit.page.locator("main > section").last
    asked = last.locator(".unsaid").evaluate_all("(all) => all.map((one) => one.children.length)")
    heads = visit.page.evaluate(
        "[...document.querySelectorAll('.part')].filter((part) => !part.querySelector('.exhibit, .unsaid')).length"
    )
    assert asked
    assert min(asked) >= 2
    assert heads == 0


def test_paper_shows_the_drawings_of_the_day_and_open_tables_even_where_a_chart_is_awake(browser, meeting):
    with Visit(browser, meeting, scheme="dark") as opened:
        opened.page.locator("#coverage-over-time-chart").hover()
        expect(opened.page.locator("#coverage-over-time-chart[data-drawn]")).to_have_count(1)
        opened.page.emulate_media(media="print", color_scheme="dark")
        assert opened.page.evaluate(VISIBLE, "wide") == CHARTS
        assert opened.page.locator(".live:visible").count() == 0
        county = opened.page.locator("#coverage-over-time-chart svg.wide text", has_text="Västra Götalands län").first
        expect(county).to_have_css("fill", "rgb(10, 106, 134)")
        assert opened.page.locator("#rollout table tbody tr").first.is_visible()


def test_the_tab_key_alone_comes_to_every_control_in_the_order_in_which_they_stand(browser, broadband):
    with Visit(browser, broadband) as opened:
        every = opened.page.evaluate(
            """() => {
              document.querySelectorAll('details').forEach((each) => { each.open = true; });
              const controls = [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
                .filter((each) => each.checkVisibility({visibilityProperty: true}));
              controls.forEach((each, n) => { each.dataset.n = n; });
              return controls.length;
            }"""
        )
        assert every > 50
        come = []
        for _ in range(every):
            opened.page.keyboard.press("Tab")
            come.append(opened.page.evaluate("Number(document.activeElement.dataset.n ?? -1)"))
    assert come == list(range(every))
