"""What a page says of its own accessibility and of who answers for it."""

from dataclasses import replace

from nbformat.v4 import new_markdown_cell, new_notebook
from radrum.press.checks import CHECKS, addresses
from radrum.press.checks.document import Document
from radrum.press.checks.registry import OF_DRAWINGS
from radrum.press.page import Page
from radrum.press.rendering import read_body, render
from radrum.press.statement import statement
from radrum.words import Words

PAGE = Page("Rådet", "1 June 2026", "Länet", (), (), Words("en"), "Rådrum", "council", country="SE")
NAMED = replace(PAGE, publisher="Kansliet", contact="kansliet@region.example")


def test_a_page_that_was_seen_says_how_many_checks_it_passed():
    told = " ".join(statement(PAGE, seen=True).tested)
    assert f"passed {len(CHECKS)} checks" in told
    assert "axe 4." in told
    assert "EN\u00a0301\u00a0549" in told


def test_a_page_that_no_browser_opened_says_how_many_checks_were_not_made():
    need = sum(check.browser or check in OF_DRAWINGS for check in CHECKS)
    told = " ".join(statement(PAGE, seen=False).tested)
    assert f"the {len(CHECKS) - need} checks that need no browser. The other {need} were not run." in told
    assert "axe" not in told


def test_it_says_what_is_known_to_be_lacking():
    assert len(statement(PAGE, seen=True).lacks) >= 4


def test_where_a_publisher_is_named_faults_are_told_to_it_and_then_to_the_supervisor():
    first, second = statement(NAMED, seen=True).contact
    assert first == "Tell Kansliet what does not work for you: kansliet@region.example."
    assert '<a href="https://www.digg.se/tdosanmalan">digg.se/tdosanmalan</a>' in second
    (norwegian,) = statement(replace(NAMED, country="NO"), seen=True).contact[1:]
    assert "uutilsynet.no" in norwegian


def test_where_nobody_publishes_it_no_authority_is_named():
    assert statement(PAGE, seen=True).contact == (
        "Tell whoever sent you the page what does not work for you; no publisher is named.",
    )


def test_an_invented_country_has_no_supervisor():
    assert len(statement(replace(NAMED, country="XX"), seen=True).contact) == 1


def test_a_page_without_charts_lets_no_script_in_though_its_site_has_one_beside_it():
    run = new_notebook(cells=[new_markdown_cell("# Meeting report")])
    page = render(run, read_body(run), PAGE, None, linked="../../plotly.min.js")
    assert "script-src 'none';" in page
    assert list(addresses.policy.look(Document(page))) == []
