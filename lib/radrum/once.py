"""What a process reads once, for as long as nobody says that it has changed."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

Reading = TypeVar("Reading", bound=Callable)
FORGET: list[Callable[[], None]] = []  # what each that is kept is forgotten with


def once(read: Reading) -> Reading:
    """The function, reading for the same arguments once a process, or once more after ``forget``."""
    kept = cache(read)
    FORGET.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


def forget() -> None:
    """Read all anew when it is next asked for, in a process that outlives the data it has read."""
    for each in FORGET:
        each()
