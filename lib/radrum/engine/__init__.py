"""A warm engine for papermill: a notebook runs in a process forked from one that has imported everything.

papermill loads its engines while it is imported, so it is imported first, whichever of the two is asked for.
"""

import papermill  # noqa: F401

from radrum.engine.ending import end_with
from radrum.engine.hatchery import KEPT_BACK, hatchery, served, shared

__all__ = ["KEPT_BACK", "end_with", "hatchery", "served", "shared"]
