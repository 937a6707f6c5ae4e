"""Sweden's counties and municipalities of today, as Statistics Sweden's table of the population names its regions.

The first two digits of a municipality are its county; 00 is the nation. What areas were before is not in it.
"""

import re
from collections.abc import Callable

import pandas as pd

from radrum import places
from radrum.errors import Fault, Faults
from radrum.sources.answers import changed
from radrum.sources.division import Division
from radrum.sources.service import Service
from radrum.tables import empty_table
from radrum.tables.columns import columns_of

ADDRESS = "https://statistikdatabasen.scb.se/api/v2"
TABLE = "TAB6471"  # population by region, age, sex and month
NATION = "00"


def fetch(
    *, table: str = TABLE, service: Service | None = None, told: Callable[[int, int], None] | None = None
) -> Division:
    """The areas of Sweden that ``table`` counts.

    Raises ``RadrumError`` where its regions are not all of a country's counties and municipalities.
    """
    service = service or Service(ADDRESS, calls_per_second=3, told=told)
    path = f"tables/{table}/metadata"
    answer, place = service.json(path, {"lang": "sv"}), f"{service.address}/{path}"
    labels = _labels(answer, place)
    rows, left_out = [], []
    for code, name in labels.items():
        if re.fullmatch(r"\d{2}", code) and code != NATION:
            rows.append([f"SE-{code}", "county", name, "SE", pd.NaT, pd.NaT])
        elif re.fullmatch(r"\d{4}", code):
            rows.append([f"SE-{code}", "municipality", name, f"SE-{code[:2]}", pd.NaT, pd.NaT])
        elif code != NATION:
            left_out.append(f"{code} {name}: neither a county nor a municipality.")
    areas = pd.DataFrame(rows, columns=list(columns_of(places.Areas)))
    counties = set(areas.loc[areas["kind"] == "county", "area"])
    parents = set(areas.loc[areas["kind"] == "municipality", "part_of"])
    if not counties or counties != parents:
        apart = ", ".join(sorted(counties ^ parents)) or "none"
        found = f"its counties are not those of its municipalities ({apart})."
        raise Faults([Fault(place, found, "Name a table of all regions. Nothing is stored.")])
    about = {
        "producer": "Statistiska centralbyrån (SCB)",
        "url": place,
        "published": str(answer.get("updated") or "not stated"),
        "language": "sv",
        "licence": "CC0 1.0",
        "citation": "SCB: regionala indelningar",
        "citation_derived": "egen bearbetning av SCB: regionala indelningar",
        "comment": "The areas that the table counts; the days on which they began are not stated.",
    }
    titles = ("Län och kommuner i kodnummerordning", "Ändringar")
    return Division("SE", None, areas, empty_table(places.Changes), about, titles, tuple(left_out))


def _labels(answer: object, place: str) -> dict[str, str]:
    """Code and name of each region of a table's metadata."""
    labels: object = answer
    for step in ("dimension", "Region", "category", "label"):
        labels = labels.get(step) if isinstance(labels, dict) else None
    sound = isinstance(labels, dict) and all(isinstance(name, str) and name.strip() for name in labels.values())
    if not (sound and labels):
        raise changed(place, "it names no regions (dimension, Region, category, label)")
    return {code: name.strip() for code, name in labels.items()}
