"""Areas and the days they existed, what became of them, and how they are drawn."""

from radrum.places.areas import INVENTED, KINDS, Areas, areas, areas_on, members, name, suggest
from radrum.places.borders import Borders, borders
from radrum.places.carrying import carry
from radrum.places.changes import Changes, changes
from radrum.places.tiles import Tiles, tiles

__all__ = [
    "INVENTED",
    "KINDS",
    "Areas",
    "Borders",
    "Changes",
    "Tiles",
    "areas",
    "areas_on",
    "borders",
    "carry",
    "changes",
    "members",
    "name",
    "suggest",
    "tiles",
]
