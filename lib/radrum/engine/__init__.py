"""A warm engine for papermill: a notebook runs in a process forked from one that has imported everything.

papermill loads its engines while it is imported: whoever wants ``engine.warm`` imports papermill first. Nothing else
here needs it, and neither do the processes that notebooks are forked from.
"""

from radrum.engine.hatchery import ONE_THREAD, hatchery, secret, served, shared

__all__ = ["ONE_THREAD", "hatchery", "secret", "served", "shared"]
