"""A chart's drawing as it stands in a page: nothing unseen, nothing lost, the same bytes every time."""

import hashlib
import re
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs_version
from radrum.press.assets import PLOTLY, digest, plotly_script
from radrum.press.drawings import Drawings, drawings
from radrum.press.svg import Slim, number

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200">{}</svg>'


def slim(*inside: str) -> Slim:
    return Slim("levels-wide", {}).draw([SVG.format(each) for each in inside])


@pytest.mark.parametrize(
    ("value", "written"), [(3.0, "3"), (2.9999999996, "3"), (0.25, "0.2"), (-0.01, "0"), (-12.34, "-12.3")]
)
def test_a_number_of_a_drawing_has_one_decimal_at_most(value, written):
    assert number(value) == written


def test_what_plotly_draws_for_the_pointer_is_not_in_a_drawing():
    made = slim('<g class="draglayer"><rect width="9" height="9"/></g><path d="M0,0H9" style="stroke: rgb(1, 2, 3);"/>')
    assert "rect" not in made.body
    assert 'd="M0,0H9"' in made.body


@pytest.mark.parametrize(
    "style", ["display: none;", "opacity: 0;", "fill: none;", "fill: rgb(0, 0, 0); fill-opacity: 0"]
)
def test_what_is_not_seen_is_not_in_a_drawing(style):
    assert slim(f'<rect width="9" height="9" style="{style}"/>').body == ""


def test_two_shapes_of_one_style_share_a_class_whose_colour_has_a_name():
    made = slim(*['<path d="M0,0H9" style="fill: rgb(10, 106, 134); stroke-width: 0px;"/>'] * 2)
    assert made.classes == {"fill:var(--x0a6a86);stroke-width:0px": "s0"}
    assert made.body.count('class="s0"') == 2


@pytest.mark.parametrize("colour", ["rgb(10, 106, 134)", "#0a6a86", "#0A6A86"])
def test_a_colour_has_one_name_however_it_is_written(colour):
    assert slim(f'<path d="M0,0H9" style="fill: {colour};"/>').classes == {"fill:var(--x0a6a86)": "s0"}


def test_a_clip_of_one_layer_is_found_from_another_and_named_after_its_chart():
    clip = '<defs><clipPath id="clip7b8xy"><rect width="90" height="50"/></clipPath><clipPath id="idle"/></defs>'
    made = slim(clip, "<g clip-path=\"url('#clip7b8xy')\"><path d='M0,0H9' style='stroke: rgb(1, 2, 3)'/></g>")
    assert '<clipPath id="levels-wide-0"><rect width="90" height="50"/></clipPath>' in made.body
    assert 'clip-path="url(#levels-wide-0)"' in made.body
    assert made.body.count("<clipPath") == 1


def test_a_hatched_bar_keeps_its_pattern():
    pattern = '<pattern id="p1" width="4" height="4" patternUnits="userSpaceOnUse">'
    hatch = '<path d="M0,4L4,0" style="stroke: rgb(10, 106, 134)"/></pattern>'
    made = slim(f"<defs>{pattern}{hatch}</defs><path d='M0,0H9V9Z' style='fill: url(\"#p1\");'/>")
    assert 'patternUnits="userSpaceOnUse"' in made.body
    assert "fill:url(#levels-wide-0)" in made.classes


def test_a_text_keeps_its_words_its_weight_and_the_marks_that_must_be_escaped():
    made = slim(
        '<text x="1" y="2" style="font-weight: 700"><tspan style="font-weight: normal">R&amp;D</tspan> &lt; 5</text>'
    )
    text = ElementTree.fromstring(f"<svg>{made.body}</svg>")  # noqa: S314
    assert "".join(text.itertext()) == "R&D < 5"
    assert {"font-weight:700", "font-weight:normal"} <= set(made.classes)


def test_the_colours_of_a_page_turn_by_night_where_they_have_a_darker_twin():
    style = Drawings(
        {"levels": ""}, {"fill:var(--x0a6a86)": "s0", "fill:var(--x010203)": "s1"}, {"#0a6a86": "#63c5e0"}
    ).style
    assert ":root{--x010203:#010203;--x0a6a86:#0a6a86}" in style
    assert "(prefers-color-scheme:dark){:root{--x0a6a86:#63c5e0}}" in style
    assert ".s1{fill:var(--x010203)}" in style


def test_the_bundle_kept_here_is_of_the_version_that_plotly_writes_figures_for_and_has_its_hash():
    told = PLOTLY.with_name("plotly-cartesian.sha256").read_text(encoding="utf-8")
    assert f"v{get_plotlyjs_version()}\n" in plotly_script()[:200]
    assert told.split()[0] == hashlib.sha256(PLOTLY.read_bytes()).hexdigest()
    assert PLOTLY.with_name("plotly-cartesian.LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert digest(plotly_script()).startswith("sha256-")


@pytest.mark.slow
def test_a_chart_is_drawn_wide_and_narrow_the_same_each_time_and_named(browser):
    figure = go.Figure(
        go.Bar(x=[3, 5], y=["Ale", "Kungälv"], orientation="h", marker={"pattern": {"shape": ["/", ""]}})
    )
    figure.update_layout(
        height=200, margin={"t": 10, "b": 30}, meta={"narrow": {"margin": {"l": 90, "t": 10, "b": 30}}, "dark": {}}
    )
    shown = {"levels": {**figure.to_plotly_json(), "config": {}, "title": "Kungälv has <most>"}}
    first, again = drawings(shown, browser), drawings(shown, browser)
    assert first == again
    wide, narrow = map(ElementTree.fromstring, first.charts["levels"].split("\n"))
    assert (wide.get("viewBox"), narrow.get("viewBox")) == ("0 0 850 200", "0 0 358 200")
    assert {each.get("aria-label") for each in (wide, narrow)} == {"Kungälv has <most>"}
    for drawn in (wide, narrow):
        assert {"Ale", "Kungälv"} <= {"".join(each.itertext()) for each in drawn.iter("text")}
        ids = [each.get("id") for each in drawn.iter() if each.get("id")]
        assert set(re.findall(r"url\(#([^)]+)\)", first.charts["levels"] + first.style)) >= set(ids)
        assert [each for each in ids if "levels-" not in each] == []
