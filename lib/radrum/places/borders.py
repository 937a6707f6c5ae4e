"""Borders, ready to draw: the corners of each area's polygons on plain axes, projected and simplified beforehand.

Made by ``radrum fetch boundaries``; a report reads them and needs no library for maps.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.once import once
from radrum.passport import Passport, read_passport


@dataclass(frozen=True)
class Borders:
    """The borders of the areas that lie in one.

    ``corners`` has one row a corner, in the order it is drawn: ``area``, ``ring`` (its number among the area's; a hole
    turns the other way), ``x`` and ``y`` in kilometres east and north. Neighbours share their corners. ``passport``
    says whose they are.
    """

    corners: pd.DataFrame
    passport: Passport


def folder() -> Path:
    """Where the borders lie."""
    return paths.places() / "boundaries"


def borders(area: str) -> Borders | None:
    """The newest borders of what lies in ``area``: of a county its municipalities, of a country its counties.

    None where none are at hand.
    """
    files = paths.dated(folder(), area.lower(), ".json")
    return _borders(files[-1]) if files else None


@once
def _borders(file: Path) -> Borders:
    passport = read_passport(file)
    given = json.loads(file.read_text(encoding="utf-8"))
    per = 1000 / given["metres"]
    rings = [
        (area, number, x, y)
        for area, each in given["rings"].items()
        for number, ring in enumerate(each)
        for x, y in zip(ring[::2], ring[1::2], strict=True)
    ]
    corners = pd.DataFrame(rings, columns=["area", "ring", "x", "y"])
    return Borders(corners.assign(x=corners["x"] / per, y=corners["y"] / per), passport)
