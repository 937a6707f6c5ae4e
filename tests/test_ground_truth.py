"""Figures checked by hand against the documents, compared with the produced pages.

In a table, ``figure`` was taken from the documents, without looking at the code; ``shown`` is how the exhibit says it
(phrases apart by `` | ``), or ``#words=n``: how many times its cells say it. A day may be given as the first and the
last that the words of the document allow: the page shows the last. A row without exhibit is a figure that no report
shows or whose reading is doubtful.
"""

import csv
import datetime
import re
from functools import cache

import pytest
from bs4 import BeautifulSoup
from conftest import NEWEST, ROOT, page_path
from radrum.words import Words

COUNCILS = ("vgr-digitaliseringsrad", "vg-handlingsplan", "ostergotland-ehalsa", "digivestland")
NOUGHT = re.compile(r"\b(ingen|inget|inga|inte|ikke|varken|verken)\b", re.IGNORECASE)
SPOKEN = {"5": "fem"}


def table(council: str) -> list[dict]:
    with (ROOT / "tests" / "ground_truth" / f"{council}.csv").open(encoding="utf-8") as file:
        return [{"council": council, "notebook": "", **row} for row in csv.DictReader(file) if row["exhibit"]]


REGISTER = ("meeting", "portfolio", "benefits")  # the others show an exhibit of the same name for their own figures
ROWS = [row for council in COUNCILS for row in table(council)]
of_each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['council']} {row['as_of']} {row['subject']}")


@pytest.fixture(scope="module")
def exhibits(reports):
    """What shows the row's exhibit: the notebook of the row, and each other of the register that shows it too."""

    @cache
    def page(council: str, day: str, notebook: str):
        path = page_path(reports, day, NEWEST[council][1], council, notebook)
        return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") if path.exists() else None

    def found(row: dict) -> list:
        named = row["notebook"] or "meeting"
        pages = {notebook: page(row["council"], row["as_of"], notebook) for notebook in {named, *REGISTER}}
        elements = {notebook: page.find(id=row["exhibit"]) for notebook, page in pages.items() if page}
        assert elements.get(named), f"{named}: {row['exhibit']}"
        if row["exhibit"] == "summary":
            return [elements[named].parent]
        return [element for element in elements.values() if element]

    return found


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def counted(row: dict) -> tuple[str, str] | None:
    """The phrase and its number, where the row counts a phrase."""
    found = re.fullmatch(r"#(.+)=(\d+)", row["shown"])
    return (found[1], found[2]) if found else None


def says_figure(phrase: str, row: dict) -> bool:
    """Whether the phrase holds the hand-made figure: as that day, as that number (no part of another) or in words."""
    figure, words = row["figure"].removeprefix("+"), Words(NEWEST[row["council"]][1])
    if re.fullmatch(r"\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?", figure):
        day = datetime.date.fromisoformat(figure.split("..")[-1])
        return any(plain(said) in phrase for said in (words.date(day), words.short_date(day)))
    if figure == "0" and NOUGHT.search(phrase):
        return True
    if figure in SPOKEN and SPOKEN[figure] in phrase.split():
        return True
    if row["unit"] == "Mkr":
        figure = plain(words.number(int(figure) * 1_000_000))
    return re.search(rf"(?<![\d,]){re.escape(figure)}(?!\d|,\d)", phrase) is not None


@pytest.mark.parametrize("council", COUNCILS)
def test_each_council_has_more_than_twenty_figures_to_compare(council):
    assert len(table(council)) > 20


@of_each_row
def test_the_hand_checked_figure_is_the_one_that_the_text_is_to_show(row):
    """The words looked for hold the hand-made figure itself, so that they cannot drift from it."""
    if counted(row):
        phrase, number = counted(row)
        assert number == row["figure"] or says_figure(phrase, row)
    else:
        assert [phrase for phrase in row["shown"].split(" | ") if not says_figure(phrase, row)] == []


@pytest.mark.slow
@of_each_row
def test_the_page_shows_the_hand_checked_figure(exhibits, row):
    for element in exhibits(row):
        if counted(row):
            phrase, number = counted(row)
            assert " ".join(plain(cell.get_text()) for cell in element.find_all("td")).count(phrase) == int(number)
        else:
            said = plain(element.get_text(" "))
            assert [phrase for phrase in row["shown"].split(" | ") if phrase not in said] == []
