"""A council as known on a day, in one edition and language: what a notebook opens."""

from radrum.dossier.days import before_meeting, default_day, parse_day
from radrum.dossier.dossier import Compared, Dossier
from radrum.dossier.opening import EDITIONS, keep, keep_open, known_edition, open_dossier, open_extract

__all__ = [
    "EDITIONS",
    "Compared",
    "Dossier",
    "before_meeting",
    "default_day",
    "keep",
    "keep_open",
    "known_edition",
    "open_dossier",
    "open_extract",
    "parse_day",
]
