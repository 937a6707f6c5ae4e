"""Squares laid out like the land: a tile map's grid, computed from where places lie and which are neighbours.

On a map towns lie close and forests far apart; on a tile map every place has the same room. So the places are first
moved until each neighbour is one step away in its own direction (the least squares of what is wrong, a linear system),
then put on the squares nearest to that (an assignment, Kuhn 1955), then exchanged two by two while that makes
neighbours lie better.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

SCALES = np.arange(0.70, 1.06, 0.05)  # squares are packed closer than neighbours of a triangular net lie
SHIFTS = (0.0, 0.25, 0.5, 0.75)
HOLE = 3.0  # what an empty square between others costs, in squared steps
HOME = 0.05  # how much a place's own position counts against its neighbours'


def laid_out(centres: Mapping[str, tuple[float, float]], neighbours: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """A square for each place: one row per ``area``, with its ``column`` from the west and its ``row`` from the north.

    ``centres`` are plain coordinates, east and north; ``neighbours`` are pairs of places that touch. Every place must
    be in one of them, unless it is alone. The same input always gives the same squares.
    """
    names = sorted(centres)
    if len(names) == 1:
        return pd.DataFrame({"area": names, "column": [0], "row": [0]})
    at = np.array([centres[name] for name in names], dtype=float)
    number = {name: n for n, name in enumerate(names)}
    pairs = np.array(sorted({tuple(sorted((number[a], number[b]))) for a, b in neighbours}))
    steps = at[pairs[:, 0]] - at[pairs[:, 1]]
    steps = steps / np.linalg.norm(steps, axis=1, keepdims=True)
    even = _evened(at, pairs, steps)
    best, least = None, np.inf
    for scale in SCALES:
        for east in SHIFTS:
            for north in SHIFTS:
                ideal = even * scale + (east, north)
                squares = _exchanged(_nearest(ideal), ideal, pairs, steps)
                cost = _cost(squares, ideal, pairs, steps) + HOLE * _holes(squares)
                if cost < least - 1e-9:
                    best, least = squares, cost
    column, row = best[:, 0] - best[:, 0].min(), best[:, 1].max() - best[:, 1]
    return pd.DataFrame({"area": names, "column": column.astype(int), "row": row.astype(int)})


def _evened(at: np.ndarray, pairs: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Positions at which each neighbour lies as nearly as can be one step away, in its own direction."""
    spread = np.linalg.norm(at[pairs[:, 0]] - at[pairs[:, 1]], axis=1).mean()
    left = np.zeros((len(pairs) + len(at), len(at)))
    left[np.arange(len(pairs)), pairs[:, 0]] = 1
    left[np.arange(len(pairs)), pairs[:, 1]] = -1
    left[len(pairs) :] = np.eye(len(at)) * HOME
    middle = at - at.mean(axis=0)
    return np.linalg.lstsq(left, np.vstack([steps, middle / spread * HOME]), rcond=None)[0]


def _nearest(ideal: np.ndarray) -> np.ndarray:
    """A square for each position, no two the same, with the least squared way to go."""
    from scipy.optimize import linear_sum_assignment

    low, high = np.floor(ideal.min(axis=0)).astype(int) - 1, np.ceil(ideal.max(axis=0)).astype(int) + 1
    grid = np.stack(np.meshgrid(np.arange(low[0], high[0] + 1), np.arange(low[1], high[1] + 1)), -1).reshape(-1, 2)
    far = ((ideal[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
    return grid[linear_sum_assignment(far)[1]]


def _cost(squares: np.ndarray, ideal: np.ndarray, pairs: np.ndarray, steps: np.ndarray) -> float:
    wrong = squares[pairs[:, 0]] - squares[pairs[:, 1]] - steps
    return float((wrong**2).sum() + HOME * ((squares - ideal) ** 2).sum())


def _exchanged(squares: np.ndarray, ideal: np.ndarray, pairs: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The squares after every exchange of two places that lessens the cost, the first found taken first."""
    squares, cost, better = squares.copy(), _cost(squares, ideal, pairs, steps), True
    while better:
        better = False
        for one in range(len(squares)):
            for other in range(one + 1, len(squares)):
                if abs(squares[one] - squares[other]).max() > 3:
                    continue
                squares[[one, other]] = squares[[other, one]]
                now = _cost(squares, ideal, pairs, steps)
                if now < cost - 1e-9:
                    cost, better = now, True
                else:
                    squares[[one, other]] = squares[[other, one]]
    return squares


def _holes(squares: np.ndarray) -> int:
    """How many empty squares lie between two others of their row and of their column."""
    taken = {tuple(square) for square in squares.tolist()}
    low, high = squares.min(axis=0), squares.max(axis=0)
    holes = 0
    for x in range(low[0], high[0] + 1):
        for y in range(low[1], high[1] + 1):
            if (x, y) in taken:
                continue
            row = [a for a, b in taken if b == y]
            column = [b for a, b in taken if a == x]
            holes += (bool(row) and min(row) < x < max(row)) + (bool(column) and min(column) < y < max(column))
    return holes
