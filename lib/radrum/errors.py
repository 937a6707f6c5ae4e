"""What can go wrong, said so that a person can mend it: what was found, where, and the remedy."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


class RadrumError(Exception):
    """A mistake in what was given, not in the code: shown without a traceback."""


@dataclass(frozen=True)
class Fault:
    """One fault of one file: the place, what stands there, and what to do about it."""

    place: str
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.found}" + (f" {self.remedy}" if self.remedy else "")


class Faults(RadrumError):
    """Every fault found in one go, so that they can be mended in one go.

    ``rows`` is what could be read beside the faults, for whoever can find more in it; None where nothing could.
    """

    def __init__(self, faults: Sequence[Fault], rows: Any = None):
        self.faults = tuple(faults)
        self.rows = rows
        super().__init__("\n".join(str(fault) for fault in self.faults))


@contextmanager
def gathered(faults: list[Fault], place: str) -> Iterator[None]:
    """What is found wrong within is added to ``faults``; what does not say where, as of ``place``."""
    try:
        yield
    except Faults as found:
        faults += found.faults
    except RadrumError as error:
        faults.append(Fault(place, str(error)))


class FailedCell(RadrumError):
    """A notebook's cell stopped with an error; ``traceback`` is what Python said."""

    def __init__(self, message: str, traceback: str):
        self.traceback = traceback
        super().__init__(message)


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """``Did you mean 'X'?`` for the nearest of ``names``, or the list of them where it is short, or nothing."""
    names = list(names)
    lowered = {name.lower(): name for name in reversed(names)}
    near = get_close_matches(word.lower(), lowered, n=1, cutoff=0.5)
    if near:
        return f"Did you mean '{lowered[near[0]]}'?"
    if 0 < len(names) <= 12:
        return f"There is: {', '.join(names)}."
    return ""
