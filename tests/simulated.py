"""Invented series of shares, as broadband series look, to try a forecast on: three ways to grow, written before it.

What the rows of ``pts_broadband.csv`` and ``nkom_broadband.csv`` show since 2015, and what follows for a series here:

- The first value lies between 16 and 89 per cent.
- The pace, as the yearly rise of the logit, is 0.07 to 0.86, half of them under 0.3; in points 1 to 17 a year, half of
  them under 4. From one year to the next it varies by a quarter: so does each year's growth here.
- Beside that the values wobble by some tenths of a point, less near 0 and 100: noise of measurement.
- A third of the values have no decimals, two fifths one, the others two, mixed within a series.
- Some years have no value.

The truth that a forecast is held against is the value measured 1, 2, 3, 4 and 5 years after the last point: the path
that the series really took, with its noise, before rounding. ``path`` is the same without noise.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

AHEAD = 5
VARIES = 0.25  # from year to year, of a year's growth
GAP = 0.2  # of the years between the first value and the last
DECIMALS = ((0, 1, 2), (0.32, 0.41, 0.27))


@dataclass(frozen=True)
class Simulated:
    """A series: the points at hand as ``coverage.series`` gives them, and what came after them."""

    way: str
    values: pd.DataFrame
    truth: np.ndarray
    path: np.ndarray


def logistic(years: int, draw: np.random.Generator) -> np.ndarray:
    """Growth in proportion to who has and who lacks, up to a level of 88 to 100 per cent."""
    top, pace = draw.uniform(88, 100), draw.lognormal(np.log(0.28), 0.4)
    share = [draw.uniform(15, min(90, top - 4))]
    for rate in pace * _varied(years, draw):
        odds = share[-1] / (top - share[-1]) * np.exp(rate)
        share.append(top * odds / (1 + odds))
    return np.array(share)


def linear(years: int, draw: np.random.Generator) -> np.ndarray:
    """As many points a year, year after year, and then nothing more: the level is 85 to 100 per cent."""
    start, pace = draw.uniform(15, 90), draw.lognormal(np.log(4), 0.5)
    top = draw.uniform(max(85, start + 2), 100)
    return np.minimum(start + np.concatenate([[0], np.cumsum(pace * _varied(years, draw))]), top)


def subsidy(years: int, draw: np.random.Generator) -> np.ndarray:
    """Slow growth, and once, in a year that may be one of those to forecast, a fifth to three fifths of what is left.

    That takes one, two or three years.
    """
    top, pace = draw.uniform(88, 100), draw.lognormal(np.log(0.14), 0.4)
    begun, length, part = draw.integers(0, years), draw.integers(1, 4), draw.uniform(0.2, 0.6)
    share = [draw.uniform(15, 80)]
    for year, rate in enumerate(pace * _varied(years, draw)):
        odds = share[-1] / (top - share[-1]) * np.exp(rate)
        grown = top * odds / (1 + odds)
        left = top - grown
        share.append(grown + (left * (1 - (1 - part) ** (1 / length)) if begun <= year < begun + length else 0))
    return np.array(share)


WAYS = {"logistic": logistic, "linear": linear, "subsidy": subsidy}


def _varied(years: int, draw: np.random.Generator) -> np.ndarray:
    return draw.lognormal(-(VARIES**2) / 2, VARIES, years)


def simulated(many: int, seed: int) -> Iterator[Simulated]:
    """``many`` series, the three ways in turn, each of 4 to 10 points."""
    draw = np.random.default_rng(seed)
    for n in range(many):
        way = list(WAYS)[n % len(WAYS)]
        points = int(draw.integers(4, 11))
        kept = [True]
        while sum(kept) < points:
            kept.append(bool(draw.uniform() > GAP))
        path = WAYS[way](len(kept) - 1 + AHEAD, draw)
        wobble = draw.uniform(0.2, 1) * np.sqrt(4 * path / 100 * (1 - path / 100))
        measured = np.clip(path + wobble * draw.standard_normal(len(path)), 0, 100)
        decimals = draw.choice(DECIMALS[0], len(kept), p=DECIMALS[1])
        published = [round(float(value), int(places)) for value, places in zip(measured, decimals, strict=False)]
        values = pd.DataFrame(
            {
                "area": f"{way}-{n}",
                "period": [pd.Timestamp(2015 + year, 10, 1) for year in range(len(kept))],
                "base": "households",
                "value": published,
                "decimals": pd.array(decimals, "Int64"),
                "status": None,
                "era": 1,
            }
        )
        yield Simulated(way, values[kept].reset_index(drop=True), measured[-AHEAD:], path[-AHEAD:])
