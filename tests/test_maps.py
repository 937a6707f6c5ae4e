"""Municipalities on a map and as tiles: what is said, and that it is read without colour, on a phone, in the dark."""

import datetime
import json
from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import figures, places
from radrum.exhibits import Exhibit, Unknown, coverage_map
from radrum.exhibits.maps import class_limits
from radrum.figures.maps import short_names
from radrum.figures.style import CLASSES, DARK, INK, PAPER
from radrum.passport import Passport
from radrum.words import Words

DAY = pd.Timestamp("2024-06-30")
PTS = Passport("pts", "PTS", "x", "u", "2024", datetime.date(2024, 3, 20), "CC0", "PTS", "från PTS", "0")
NAMES = {"XX-1": "Almby", "XX-2": "Björkvik", "XX-3": "Ceder & <b>Co</b>", "XX-4": "Dalen"}
PLACES = pd.DataFrame({"name": NAMES})
TILES = pd.DataFrame({"area": list(NAMES), "column": [0, 1, 0, 1], "row": [0, 0, 1, 1]})
VALUES = {"XX-1": 99.2, "XX-2": 94.96, "XX-3": 80.0, "XX-4": 61.5}


def corners(areas=NAMES):
    """A square a municipality, three kilometres wide, the first with a hole."""
    rings = []
    for n, area in enumerate(areas):
        west, south = 3 * (n % 2), -3 * (n // 2)
        rings += [(area, 0, west + x, south + y) for x, y in ((0, 0), (3, 0), (3, 3), (0, 3), (0, 0))]
    rings += [("XX-1", 1, x, y) for x, y in ((1, 1), (1, 2), (2, 2), (2, 1), (1, 1))]
    return pd.DataFrame(rings, columns=["area", "ring", "x", "y"])


BORDERS = SimpleNamespace(corners=corners(), passport=PTS)


def rows(values=VALUES, goal=95.0, **more):
    frame = pd.DataFrame({"area": list(values), "value": list(values.values())})
    frame = frame.assign(name=frame["area"].map(NAMES), decimals=2, period=pd.Timestamp("2023-10-01"), goal=goal)
    frame = frame.assign(
        base="households", snapshot="pts", goal_decimals=0, before=float("nan"), goal_year=2025, **more
    )
    frame = frame.assign(gap=frame["goal"] - frame["value"])
    frame = frame.assign(reached=frame["gap"] <= 0, open=False, certain=True)
    return frame.sort_values("value", ascending=False, ignore_index=True)


def about(language="en"):
    goals = {"area": "XX", "measure": "available_1gbps", "segment": "all", "goal_year": [2025], "value": 95.0}
    return SimpleNamespace(
        words=Words(language),
        as_of=DAY,
        passports={"pts": PTS},
        areas=PLACES,
        nation="XX",
        council=SimpleNamespace(area="XX"),
        goals=pd.DataFrame(goals | {"document": "Strategy"}),
    )


def shown(given=None, borders=BORDERS, tiles=TILES, language="en"):
    given = rows() if given is None else given
    return coverage_map(given, borders, tiles, PLACES, "available_1gbps", about(language))


def plain(text):
    return text.replace("\u00a0", " ")


def fills(exhibit, axis):
    return [trace for trace in exhibit.figure.data if trace.fill == "toself" and trace.xaxis == axis]


def test_the_title_counts_who_reaches_the_goal_and_names_the_lowest():
    assert plain(shown().title) == "1 of 4 municipalities reaches the goal of 95%; lowest: Dalen with 61.50%"
    assert plain(shown(rows(goal=80.0)).title).startswith("3 of 4 municipalities reach the goal of 80%")
    assert plain(shown(rows(goal=100.0)).title) == "None of the 4 municipalities reach the goal of 100%"
    assert plain(shown(rows(goal=60.0)).title) == "All 4 municipalities reach the goal of 60%"
    assert plain(shown(rows(goal=float("nan"))).title) == "From 61.50% in Dalen to 99.20% in Almby"


def test_where_values_are_missing_only_those_at_hand_are_counted_and_the_others_named():
    few = shown(rows({"XX-1": 99.2, "XX-2": 94.96, "XX-3": 80.0}))
    assert plain(few.title) == "1 of the 3 municipalities with a value reaches the goal of 95%"
    assert plain(few.missing) == "No value available for 1 municipality in October 2023: Dalen."
    assert "3 of the area's 4 municipalities have a value available" in few.description


def test_the_description_says_the_ends_and_who_reaches_the_goal():
    told = plain(shown().description)
    assert "in October 2023: Almby with 99.20%; lowest: Dalen with 61.50%" in told
    assert "The goal of 95% is reached by 1 of them: Almby." in told


def test_those_that_share_an_end_are_all_named_there():
    title = plain(shown(rows(VALUES | {"XX-3": 61.5})).title)
    assert title == "1 of 4 municipalities reaches the goal of 95%; lowest: Ceder & <b>Co</b> and Dalen with 61.50%"


def test_where_fewer_than_half_have_a_value_the_title_says_so():
    assert shown(rows({"XX-1": 99.2})).title == "Only 1 of 4 municipalities has a value available"


def test_the_document_of_the_goal_is_named_as_a_source():
    assert "Strategy" in shown().source
    assert "Strategy" not in shown(rows(goal=float("nan"))).source


def test_a_tile_never_rounds_a_value_into_the_class_above():
    assert shares_of(shown(rows(VALUES | {"XX-2": 90.2, "XX-3": 89.9})))[1:3] == ["90.2", "89.9"]


def test_the_table_has_every_value_in_the_order_of_names():
    table = shown().table
    cells = [[plain(cell["text"]) for cell in line] for line in table.written(Words("en"))]
    assert [line[0] for line in cells] == ["Almby", "Björkvik", "Ceder & <b>Co</b>", "Dalen"]
    assert [line[2] for line in cells] == [
        "reached",
        "0.04 percentage points",
        "15.00 percentage points",
        *cells[3][2:],
    ]


def test_a_value_made_of_earlier_areas_is_named():
    one = "XX-3"  # it has only got another code
    found = shown(rows(carried=[False, True, True, True], about=False, made_of=[None, "XX-1, XX-2", one, "XX-3, XX-4"]))
    assert "* Made of the values of earlier areas: Björkvik (of Almby and Björkvik) and Dalen" in " ".join(found.notes)
    assert [plain(line[1]["text"]) for line in found.table.written(Words("en"))] == [
        *("99.20%", "94.96%*", "80.00%", "61.50%*"),
    ]
    assert not any("Made of" in note for note in shown().notes)


def test_a_tile_has_the_sign_of_a_limit_and_the_mark_of_what_is_made_of_others():
    known = {"carried": [False, True, False, False], "about": False, "made_of": "XX-1, XX-2"}
    found = shown(rows(status=["at_least", "", "at_most", ""], **known))
    texts = " ".join(tiles_of(found).values())
    assert [sign in texts for sign in ("≥99.2", "94.96*", "≤80.0", "61.5*")] == [True, True, True, False]
    assert found.title == "4 of 4 municipalities have a value available, 2 of them as limits"


def test_fewer_than_a_third_of_the_municipalities_are_not_mapped():
    towns = pd.DataFrame({"name": [f"By {n}" for n in range(10)]}, index=[f"XX-{n}" for n in range(1, 11)])
    tiles = pd.DataFrame({"area": towns.index, "column": range(10), "row": 0})
    drawn = [
        coverage_map(
            rows({area: 90.0 + n for n, area in enumerate(towns.index[:many])}), None, tiles, towns, "x", about()
        )
        for many in (3, 4)
    ]
    assert [each.figure is None for each in drawn] == [True, False]


def test_both_of_two_municipalities_are_not_called_all_2():
    two = {"XX-1": 99.2, "XX-2": 96.0}
    found = coverage_map(rows(two), None, TILES, PLACES.loc[[*two]], "available_1gbps", about())
    assert plain(found.title) == "Both municipalities reach the goal of 95%"


def test_whose_borders_they_are_is_said_where_they_are_drawn():
    assert "Borders: från PTS." in shown().notes
    assert not any("Borders" in note for note in shown(borders=None).notes)


def test_nothing_is_mapped_where_nothing_is_published():
    assert isinstance(shown(rows().iloc[:0]), Unknown)


def test_of_one_or_two_values_a_sentence_says_more_than_a_map():
    two = shown(rows({"XX-1": 99.2, "XX-4": 61.5}))
    assert isinstance(two, Exhibit)
    assert two.figure is None
    assert len(two.table.rows) == 2


def test_borders_that_lack_a_municipality_are_not_drawn_but_its_tiles_are():
    part = SimpleNamespace(corners=corners(["XX-1", "XX-2"]), passport=PTS)
    assert fills(shown(borders=part), "x3") == []
    assert len(fills(shown(borders=part), "x2")) == 4
    assert shown(tiles=TILES.iloc[:3]).figure is None


def test_map_and_tiles_have_one_shape_a_municipality_with_its_name_and_value():
    for axis in ("x2", "x3"):
        said = [plain(trace.text) for trace in fills(shown(), axis)]
        assert said == [
            "Almby<br>99.20%",
            "Björkvik<br>94.96%",
            "Ceder &amp; &lt;b&gt;Co&lt;/b&gt;<br>80.00%",
            "Dalen<br>61.50%",
        ]
    assert list(fills(shown(), "x3")[0].x).count(None) == 1  # between the outline and the hole


def test_east_and_north_have_the_same_scale():
    layout = shown().figure.layout
    narrow = layout.meta["narrow"]
    for each in (layout.to_plotly_json(), narrow):
        assert each["yaxis2"]["scaleanchor"] == "x2"
        assert each["yaxis3"]["scaleanchor"] == "x3"
    assert set(narrow) == {"height", "xaxis", "yaxis", "xaxis2", "yaxis2", "xaxis3", "yaxis3", "annotations"}


def test_on_a_phone_the_tiles_stand_under_the_map_and_nothing_leaves_the_figure():
    narrow = shown().figure.layout.meta["narrow"]
    assert narrow["yaxis2"]["domain"][1] < narrow["yaxis3"]["domain"][0]
    for axis in ("xaxis", "yaxis", "xaxis2", "yaxis2", "xaxis3", "yaxis3"):
        low, high = narrow[axis]["domain"]
        assert 0 <= low < high <= 1


def test_classes_are_told_apart_by_lightness_and_the_goal_by_a_frame():
    tiles = fills(shown(), "x2")
    assert [CLASSES.index(trace.fillcolor) for trace in tiles] == sorted(
        (CLASSES.index(trace.fillcolor) for trace in tiles), reverse=True
    )
    frames = [trace for trace in shown().figure.data if trace.line.color == INK]
    assert [trace.xaxis for trace in frames] == ["x2", "x3"]
    assert "Thick frame: reaches the goal of 95%." in plain(shown().figure.layout.annotations[0].text)
    none = shown(rows(goal=99.9))
    assert not [trace for trace in none.figure.data if trace.line.color == INK]
    assert "frame" not in none.figure.layout.annotations[0].text


def test_a_municipality_without_value_is_hatched_and_says_so():
    few = shown(rows({"XX-1": 99.2, "XX-2": 94.96, "XX-3": 80.0}))
    land, tile = fills(few, "x3")[3], fills(few, "x2")[3]
    assert land.fillpattern.shape == "/"
    assert tile.fillcolor == PAPER
    assert land.text == tile.text == "Dalen<br>no value available"
    assert "Hatched, and with a dash: no value available." in few.figure.layout.annotations[0].text
    assert tiles_of(few)["XX-4"] == "Dalen<br>–"
    bare = shown(rows({"XX-1": 99.2, "XX-2": 94.96, "XX-3": 80.0}), borders=None)
    assert "<br>With a dash: no value available." in bare.figure.layout.annotations[0].text


def tiles_of(exhibit):
    """What stands in the tiles on a wide page, by the area's code."""
    return {note.name: note.text for note in exhibit.figure.layout.annotations if note.name}


def shares_of(exhibit):
    return [text.split("<br>")[-1].strip("</b>") for text in tiles_of(exhibit).values()]


def test_a_tile_never_rounds_a_value_up_to_the_goal_or_to_the_whole():
    assert shares_of(shown()) == ["99.2", "94.96", "80.0", "61.5"]
    nearly = shown(rows({"XX-1": 99.97, "XX-2": 94.3, "XX-3": 80.0}))
    assert tiles_of(nearly)["XX-1"] == "Almby<br><b>99.97</b>"


def test_all_tiles_have_as_many_decimals_unless_a_limit_asks_for_more():
    assert shares_of(shown(rows({"XX-1": 92.2, "XX-2": 94.3, "XX-3": 81.1, "XX-4": 83.4}, goal=99.0))) == [
        "92",
        "94",
        "81",
        "83",
    ]
    assert shares_of(shown(rows({"XX-1": 92.2, "XX-2": 89.7, "XX-3": 81.1, "XX-4": 83.4}, goal=99.0))) == [
        "92.2",
        "89.7",
        "81.1",
        "83.4",
    ]


def test_tiles_without_a_map_are_as_large_as_the_page_lets_them_be():
    five = pd.DataFrame({"area": list(NAMES), "column": [0, 4, 0, 1], "row": [0, 0, 4, 1]})
    figure = shown(borders=None, tiles=five).figure
    assert figure.layout.height > 5 * 100
    assert figure.layout.meta["narrow"]["height"] < 5 * 100


def test_many_tiles_stand_below_the_map_and_few_beside_it():
    many = TILES.assign(column=[0, 8, 0, 1])
    for tiles, beside in ((TILES, True), (many, False)):
        layout = shown(tiles=tiles).figure.layout
        assert (layout.xaxis2.domain[0] > 0) is beside
        assert (layout.yaxis2.domain[1] < layout.yaxis3.domain[0]) is not beside


@pytest.mark.parametrize(
    ("low", "high", "limits"),
    [
        (98.2, 99.4, [98, 99, 100]),
        (93.2, 99.9, [92, 94, 96, 98, 100]),
        (61.5, 99.2, [60, 70, 80, 90, 100]),
        (3, 97, [0, 20, 40, 60, 80, 100]),
        (100, 100, [99, 100]),
        (0, 0, [0, 1]),
        (50, 60, [50, 52, 54, 56, 58, 60]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
    ],
)
def test_classes_have_round_limits_and_are_five_at_most(low, high, limits):
    assert class_limits(pd.Series([low, high])) == limits


def test_a_value_on_a_limit_belongs_to_the_class_above_and_the_highest_to_the_last():
    colours = [
        trace.fillcolor for trace in fills(shown(rows({"XX-1": 100, "XX-2": 90, "XX-3": 89.9, "XX-4": 60})), "x2")
    ]
    assert colours[0] == colours[1] == CLASSES[4]
    assert colours[2] != colours[1]
    assert colours[3] == CLASSES[0]


def test_short_names_are_never_the_same():
    assert short_names(["Austevoll", "Austrheim", "Vik", "Sund", "Sunnfjord"], 5) == [
        "Auste.",
        "Austr.",
        "Vik",
        "Sund",
        "Sunn.",
    ]
    assert short_names(["Dals-Ed", "Dalen"], 5) == ["Dals.", "Dalen"]
    assert short_names(["Nes", "Nesna", "Nesbyen"], 4) == ["Nes", "Nesna", "Nesb."]


def test_a_name_that_fits_in_two_lines_is_whole():
    assert short_names(["Lilla Edet", "Dals-Ed", "Stenungsund"], 6, 2) == ["Lilla<br>Edet", "Dals-<br>Ed", "Stenu."]
    assert short_names(["Lilla Edet", "Stenungsund"], 12, 2) == ["Lilla Edet", "Stenungsund"]


@pytest.mark.parametrize("paper", [PAPER, DARK[PAPER]])
def test_text_in_a_tile_can_be_read_on_every_class(paper):
    twin = (lambda colour: colour) if paper == PAPER else DARK.get
    for n, colour in enumerate(CLASSES):
        assert contrast(twin(colour), twin(PAPER if n > 2 else INK)) >= 4.5
    lights = [luminance(twin(colour)) for colour in CLASSES]
    assert lights == sorted(lights, reverse=paper == PAPER)


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_same_input_gives_the_same_figure():
    assert json.dumps(shown().figure.to_plotly_json()) == json.dumps(shown().figure.to_plotly_json())


@pytest.mark.slow
@pytest.mark.parametrize("width", [340, 640, 800])
@pytest.mark.parametrize("area", ["SE-14", "SE-05", "NO-46", "XX-01"])
def test_no_text_of_a_shipped_map_leaves_its_tile_or_covers_another(browser, area, width):
    from plotly.offline import get_plotlyjs

    inside = places.members(area, DAY)
    values = pd.DataFrame({"area": inside.index, "name": inside["name"].to_numpy()})
    values = values.assign(value=[60 + 0.8 * n for n in range(len(values))])
    given = values.assign(written="x", brief=["–" if n % 3 else "94,96" for n in range(len(values))], reached=False)
    borders = places.borders(area)
    tiles = places.tiles()
    figure = figures.coverage_map(
        given,
        None if borders is None else borders.corners,
        tiles[tiles["area"].isin(inside.index)],
        [60, 70, 80, 90, 100],
        ["60 %", "70 %", "80 %", "90 %", "100 %"],
        "Tjock ram: når målet 95 %.<br>Streckad, och med tankstreck: uppgift saknas.",
    ).to_plotly_json()
    layout = figure["layout"] | (figure["layout"]["meta"]["narrow"] if width < 520 else {}) | {"width": width}
    page = browser.new_page(viewport={"width": width + 40, "height": 1200})
    page.set_content("<div id='here'></div>")
    page.add_script_tag(content=get_plotlyjs())
    page.evaluate("([data, layout]) => Plotly.newPlot('here', data, layout)", [figure["data"], layout])
    boxes = page.evaluate(
        "[...document.querySelectorAll('#here text')].filter((each) => each.textContent.trim()).map((each) => "
        "{ const box = each.getBoundingClientRect();"
        " return [each.textContent, box.left, box.top, box.right, box.bottom] })"
    )
    page.close()
    assert len(boxes) > len(inside)
    assert [box for box in boxes if box[1] < 7 or box[3] > width + 9] == []
    assert [
        (one[0], other[0])
        for n, one in enumerate(boxes)
        for other in boxes[n + 1 :]
        if min(one[3], other[3]) - max(one[1], other[1]) > 0.5 and min(one[4], other[4]) - max(one[2], other[2]) > 0.5
    ] == []
