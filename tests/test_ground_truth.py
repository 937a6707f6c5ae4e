"""Figures checked by hand against the documents, compared with the produced page.

In the table, ``figure`` was taken from the documents, without looking at the code; ``shown`` is how the exhibit says
it, or ``#words=n``: how many times it says it. A row without exhibit is a figure that the report does not show.
"""

import csv
import re

import pytest
from bs4 import BeautifulSoup
from conftest import COUNCIL, ROOT, page_path

TABLE = ROOT / "tests" / "ground_truth" / f"{COUNCIL}.csv"
with TABLE.open(encoding="utf-8") as file:
    ROWS = [row for row in csv.DictReader(file) if row["exhibit"]]


@pytest.fixture(scope="module")
def pages(reports):
    days = {row["as_of"] for row in ROWS}
    return {day: BeautifulSoup(page_path(reports, day).read_text(encoding="utf-8"), "html.parser") for day in days}


def test_there_are_more_than_sixty_figures_to_compare():
    assert len(ROWS) > 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['as_of']} {row['subject']}")
def test_the_hand_checked_figure_is_the_one_that_the_text_is_to_show(row):
    """The words looked for hold the hand-made figure itself, so that they cannot drift from it."""
    figure = row["figure"].removeprefix("+")
    spoken = {"0": "Ingen av dem", "11 miljoner": "11 miljoner", "10": "10 000 000"}
    assert spoken.get(figure, figure) in row["shown"] or figure in row["shown"]


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['as_of']} {row['subject']}")
def test_the_page_shows_the_hand_checked_figure(pages, row):
    element = pages[row["as_of"]].find(id=row["exhibit"])
    assert element is not None, row["exhibit"]
    said = re.sub(r"\s+", " ", element.get_text(" ").replace("\u00a0", " "))
    counted = re.fullmatch(r"#(.+)=(\d+)", row["shown"])
    if counted:
        rows = " ".join(re.sub(r"\s+", " ", cell.get_text().replace("\u00a0", " ")) for cell in element.find_all("td"))
        assert rows.count(counted[1]) == int(counted[2])
    else:
        assert row["shown"] in said
