"""Who does not know a kind of chart is told how it is read, folded away from who does."""

import ast
import inspect
import re
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from bs4 import BeautifulSoup
from radrum.exhibits import Column, Exhibit, Table, reading
from radrum.words import Words

EN = Words("en", own="sv")
SAY_IT_THEMSELVES = {  # plain bars, and lines that are named where they end
    "against_nation",
    "coverage_changes",
    "coverage_over_time",
    "funding",
    "growth",
    "index_changes",
    "index_over_time",
    "indicator",
    "rollout",
    "year_wheel",
}
READINGS = [of for _, of in inspect.getmembers(reading, inspect.isfunction) if of.__module__ == reading.__name__]


def exhibit(**given):
    parts = {
        "name": "andel",
        "title": "Göteborg har 92 %",
        "subtitle": "Andel hushåll",
        "description": "I Göteborg kan 92 % få bredband.",
        "table": Table("Kommuner", [Column("name", "Kommun")], pd.DataFrame({"name": ["Göteborg"]})),
        "source": "Källa: PTS.",
        "words": EN,
        "figure": go.Figure(data=[{"type": "bar", "x": [92], "y": ["Göteborg"]}], layout={"height": 300}),
        "reading": "Each row is <a> municipality.",
    }
    return Exhibit(**(parts | given))


def shown(**given):
    return BeautifulSoup(exhibit(**given).html(), "html.parser")


def charted():
    """The function of each exhibit that has a chart, with what it passes."""
    for module in sorted(Path(reading.__file__).parent.glob("*.py")):
        for function in ast.parse(module.read_text(encoding="utf-8")).body:
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Exhibit":
                    passed = {each.arg: each.value for each in call.keywords}
                    if "figure" in passed and isinstance(function, ast.FunctionDef):
                        yield function.name, passed


def test_every_chart_has_a_reading_but_those_that_say_it_themselves():
    without = {name for name, passed in charted() if "reading" not in passed}
    assert without == SAY_IT_THEMSELVES


def test_every_reading_is_of_a_chart():
    read = {passed["reading"].func.attr for _, passed in charted() if "reading" in passed}
    assert read == {of.__name__ for of in READINGS}


@pytest.mark.parametrize("of", READINGS, ids=lambda of: of.__name__)
def test_a_reading_is_one_to_three_plain_sentences(of):
    for flag in (True, False):
        named = {"area": "Ale", "country": "Sverige", "land": flag, "moved": flag, "words": EN}
        said = of(**{name: named[name] for name in inspect.signature(of).parameters})
        assert 1 <= len(re.findall(r"[.](?: |$)", said)) <= 3
        assert max(map(len, re.split(r"[.;:] ", said))) < 140


def test_the_map_is_spoken_of_only_where_there_is_one():
    assert "map" in reading.places(EN, land=True)
    assert "map" not in reading.places(EN, land=False)


def test_the_ring_is_spoken_of_only_where_there_is_one():
    assert "ring" in reading.municipalities(EN, moved=True)
    assert "ring" not in reading.municipalities(EN, moved=False)


def test_the_reading_stands_folded_after_the_finding_and_before_the_table():
    page = shown(notes=("En not.",))
    parts = [each.get("class", [None])[0] for each in page.section.find_all(recursive=False)]
    assert parts == [None, "subtitle", "chart", "finding", "reading", "note", "data", "source"]
    assert "open" not in page.select_one(".reading").attrs
    assert page.select_one(".reading p").text == "Each row is <a> municipality."


def test_the_reading_is_not_printed():
    assert "unprinted" in shown().select_one("details.reading")["class"]


def test_what_opens_the_reading_says_of_which_chart_it_is():
    summary = shown().select_one(".reading > summary")
    assert summary.text == "How to read the chart: Kommuner"
    assert summary.select_one(".hidden").text == ": Kommuner"


def test_without_a_chart_or_a_reading_nothing_is_folded_there():
    assert shown(figure=None).select_one(".reading") is None
    assert shown(reading="").select_one(".reading") is None
    assert shown(folded=True).select_one(".reading") is None
