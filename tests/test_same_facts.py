"""A fact that stands on two pages is the same on both."""

import re

import pytest
from conftest import page_path
from lxml import html

pytestmark = pytest.mark.slow

DAY = "2026-09-10"
PAGES = ("meeting", "broadband")


def exhibits(file):
    """All that each exhibit of a page says, by its name."""
    page = html.parse(str(file)).getroot()
    for drawing in page.xpath(
        '//*[contains(concat(" ", @class, " "), " chart ")]'
    ):  # which a page made without a browser has not
        drawing.clear()
    shown = page.xpath('//*[contains(concat(" ", @class, " "), " exhibit ")][@id]')
    return {each.get("id"): " ".join(each.text_content().split()) for each in shown}


def numbers(text):
    return re.findall(r"\d+(?:,\d+)?", text)


def test_what_the_meeting_tells_of_broadband_the_broadband_report_tells_too(reports):
    meeting, broadband = (exhibits(page_path(reports, DAY, council="exempel", notebook=page)) for page in PAGES)
    both = (set(meeting) & set(broadband)) - {"sources", "disputed", "missing"}
    assert both >= {"coverage-over-time", "goal-gaps", "coverage-by-municipality"}
    for name in both:
        assert numbers(meeting[name]) == numbers(broadband[name]), name
        assert meeting[name] == broadband[name], name


def test_the_households_short_of_a_goal_are_as_many_on_the_first_screen_as_in_the_table(reports):
    file = page_path(reports, DAY, council="exempel", notebook="meeting")
    first = " ".join(html.parse(str(file)).getroot().xpath('//section[contains(@class,"summary")]')[0].itertext())
    (said,) = re.findall(r"cirka (\d[\d\u00a0]*) hushåll", first)
    assert f"cirka {' '.join(said.split())} hushåll kvar" in exhibits(file)["goal-gaps"]
