"""Tables as known on a day become tidy frames of numbers. Nothing here reads a file or draws."""

from radrum.measures import actions, changes, conflicts, coverage, indices, initiatives, meetings, rollout

__all__ = ["actions", "changes", "conflicts", "coverage", "indices", "initiatives", "meetings", "rollout"]
