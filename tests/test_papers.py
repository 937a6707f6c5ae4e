"""The papers that a page made from the register alone rests on, at its end."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import exhibits, paths
from radrum.exhibits.exhibit import Exhibit, Unknown, quoted
from radrum.exhibits.sources import register_line
from radrum.words import Words

ABOUT = SimpleNamespace(
    words=Words("en"), as_of=pd.Timestamp("2025-06-11"), council=SimpleNamespace(folder="x"), left_out={}
)
DAYS = pd.to_datetime(["2025-01-16", "2025-03-13", "2025-05-15"])
TABLES = {
    "risks": pd.DataFrame({"source": ["minutes 1, item 2", "minutes 1; plan"], "recorded": DAYS[:2]}),
    "funds": pd.DataFrame({"source": ["plan, page 3"], "recorded": DAYS[2:]}),
    "systems": pd.DataFrame({"source": ["an inventory"], "recorded": DAYS[:1]}),
}


def shown(*tables):
    """An exhibit that cites these tables of the register."""
    rows = TABLES[tables[0]]
    return Exhibit(
        "a", "a", "a", "a", quoted("a", {"source": "a"}, rows), register_line(rows, ABOUT, *tables), ABOUT.words
    )


def lines(exhibit):
    return exhibit.table.rows[["paper", "rows", "first", "last"]].values.tolist()


def test_each_paper_is_told_with_its_rows_and_the_days_they_were_recorded_those_with_most_first():
    told = exhibits.papers(TABLES, [shown("risks", "funds")], ABOUT)
    assert lines(told) == [["minutes 1", 2, DAYS[0], DAYS[1]], ["plan", 2, DAYS[1], DAYS[2]]]
    assert told.title == "The page is based on 2 papers"
    assert told.description == "The largest number of rows, 2, is from minutes 1."


def test_papers_of_tables_that_no_exhibit_cites_are_left_out():
    assert [row[0] for row in lines(exhibits.papers(TABLES, [shown("funds")], ABOUT))] == ["plan"]


def test_a_page_that_rests_on_nothing_of_the_register_says_so():
    nothing = Unknown("b", "Nothing", "Nothing.", ABOUT.words)
    assert isinstance(exhibits.papers(TABLES, [nothing], ABOUT), Unknown)


@pytest.mark.parametrize("notebook", ["meeting", "portfolio", "benefits", "broadband", "statistics", "municipality"])
def test_every_notebook_ends_with_what_it_lacks_and_where_it_is_from(notebook):
    cells = json.loads((paths.notebooks() / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    headings = [cell["source"][0] for cell in cells if cell["cell_type"] == "markdown"]
    assert headings[-2:] == ["## How reliable are the figures?", "## Where do the figures come from?"]
    source = "".join(cells[-1]["source"])
    assert "exhibits.source_list(" in source or "exhibits.papers(" in source


@pytest.mark.parametrize("notebook", ["portfolio", "benefits"])
def test_all_that_a_page_of_the_register_shows_is_asked_what_it_lacks(notebook):
    cells = json.loads((paths.notebooks() / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    made = [source.split("\n")[-1] for source in code if "= exhibits." in source]
    (asked,) = (source for source in code if source.startswith("shown = "))
    assert [
        name for name in made if name not in asked.replace(",", " ").replace("[", " ").replace("]", " ").split()
    ] == []
