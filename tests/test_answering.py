"""Which exhibits of a question stand on the page, and that the notebooks ask for no others."""

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import plotly.graph_objects as go
from radrum.exhibits import Column, Exhibit, Table, Unknown, answers, charted, known, statistics_points
from radrum.words import Words

EN = Words("en", own="sv")
NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def told(name, title="Six of ten", drawn=False):
    table = Table("Shares", [Column("share", "Share")], pd.DataFrame({"share": [60.0]}))
    figure = go.Figure([go.Scatter(y=[60.0])]) if drawn else None
    return Exhibit(name, title, "Share in 2025", "It is 60%.", table, "Source: us.", EN, figure=figure)


def unknown(name):
    return Unknown(name, f"{name} is not known", "No value is published.", EN)


def test_what_is_not_known_is_not_said_beside_what_says_it():
    grown, published = unknown("growth"), told("coverage-changes")
    assert answers(grown, published) == [published]
    assert answers(published, grown) == [published]


def test_where_nothing_answers_that_is_said_once():
    assert [each.name for each in answers(unknown("growth"), unknown("coverage-changes"))] == ["growth"]
    assert known(unknown("coverage-by-group")) == []


def test_an_exhibit_without_a_chart_is_left_to_the_one_that_says_the_same():
    drawn = told("coverage-map", drawn=True)
    assert charted(told("few"), unknown("none"), drawn) == [drawn]


def test_the_statistics_report_answers_first_and_leaves_out_what_it_does_not_ask():
    about = SimpleNamespace(words=EN)
    others = [told(f"indicator-{n}", f"Indicator {n}") for n in range(9)]
    summary = statistics_points([told("index-over-time")], others, unknown("published-since"), about)
    assert [each.answer for each in summary.answers] == [
        "Six of ten.",
        "Indicator 0.",
        "published-since is not known.",
    ]
    assert [point.split(">")[1].split("<")[0] for point in summary.answers[1].points] == [
        "Indicator 1",
        "Indicator 2",
        "Indicator 3",
    ]
    assert len(statistics_points([told("a")], [], told("b"), about).answers) == 2


def section(notebook, heading):
    """The code of a notebook between a heading and the next."""
    cells = json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    texts = [("".join(cell["source"]), cell["cell_type"]) for cell in cells]
    begin = texts.index((f"## {heading}", "markdown")) + 1
    end = next(n for n in range(begin, len(texts)) if texts[n][1] == "markdown")
    return "\n".join(text for text, _ in texts[begin:end])


def test_town_and_country_are_not_answered_by_workplaces():
    assert section("broadband", "How far apart are town and country?") == "split"
    assert "by_group" in section("broadband", "How far is the region from the goals?")


def test_growth_that_is_published_stands_without_the_box_that_it_is_not_known():
    assert "answers(grown, changes)" in section("broadband", "What has grown?")


def test_every_report_of_figures_begins_with_its_main_points():
    for notebook in ("broadband", "statistics", "meeting"):
        cells = json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
        first = next(n for n, cell in enumerate(cells) if "".join(cell["source"]).startswith("## "))
        assert "_points(" in "".join(cells[first - 1]["source"]).split("\n")[-1]
