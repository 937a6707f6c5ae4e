"""A small sample of everything that can be combined, in which every two things are together once."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product


def pairs(row: Sequence[str]) -> set[tuple[tuple[int, str], tuple[int, str]]]:
    """Every two values of a row, each with the place of its factor."""
    return set(combinations(enumerate(row), 2))


def pairwise(factors: Mapping[str, Sequence[str]], given: Sequence[tuple[str, ...]] = ()) -> list[tuple[str, ...]]:
    """Rows, one value of each factor, so that every pair of values of two factors is in one of them.

    The rows that are ``given`` come first. Each that follows is the one with most pairs that are not yet in any; of
    several, the first in the factors' order: the same factors make the same rows.
    """
    rows, every = list(given), list(product(*factors.values()))
    lacking = set().union(*map(pairs, every)).difference(*map(pairs, rows))
    while lacking:
        rows.append(max(every, key=lambda row: len(pairs(row) & lacking)))
        lacking -= pairs(rows[-1])
    return rows
