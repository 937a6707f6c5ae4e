"""Tables as known on a day become tidy frames of numbers. Nothing here reads a file or draws."""

from radrum.measures import (
    actions,
    benefits,
    bodies,
    candidates,
    changes,
    conflicts,
    coverage,
    funding,
    indices,
    initiatives,
    meetings,
    news,
    portfolio,
    rollout,
)

__all__ = [
    "actions",
    "benefits",
    "bodies",
    "candidates",
    "changes",
    "conflicts",
    "coverage",
    "funding",
    "indices",
    "initiatives",
    "meetings",
    "news",
    "portfolio",
    "rollout",
]
