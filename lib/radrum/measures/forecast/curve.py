"""The curve behind a forecast: a share that rises towards a level, at a pace that wanders.

On the scale of x = log(share / (level - share)) a share has the course x(t) = start + pace t + swing(t). The pace
lasts. The swings come and go within some years, as subsidies and building do: their speed is an Ornstein-Uhlenbeck
process, a damped trend that takes values at uneven distances. How wide a series swings is fitted by ``scipy.optimize``;
the rest follows as in every Gaussian process (Rasmussen and Williams 2006, section 2.2). The level is 100 per cent or
one below it. No series says which, so each level is weighed by how well the curve to it fits.

The constants were chosen on simulated series and not on those a report forecasts: see ``docs/method.md``.
"""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

LEVELS = np.array([1, 0.985, 0.97, 0.94, 0.91, 0.88, 0.85])  # where a share can come to rest
FULL = 0.5  # how probable the first of them is before a value is known; the others share the rest
CLEAR = 0.003  # how far above every value a level lies, at least
START, PACE = 5.0, 0.3  # standard deviations: of the start, and of the lasting pace, a year
SWING, RETURN = 0.17, 0.5  # the standard deviation of the swings' speed, a year; the part of it that is lost in a year
NOISE = 0.06  # the standard deviation of a measurement where the level is 100 per cent
WIDTH = 0.5  # how far the logarithm of a series' width lies from 0; a width is what swings and noise are multiplied by
EDGE = 0.00001  # no share is read nearer to 0 or 1
BEYOND, STEPS = 5, 500  # the standard deviations within which a share is sought, and in how many steps


@dataclass(frozen=True)
class Curve:
    """A fitted curve.

    ``years`` are those of its values, counted from the last; ``levels`` those it can lead to (0-1), each with its
    weight (0-1); ``width`` is how much wider than usual it swings. Of each level and value: ``course`` is x, ``noise``
    and ``rounding`` are variances on its scale.
    """

    years: np.ndarray
    levels: np.ndarray
    weights: np.ndarray
    width: float
    course: np.ndarray
    noise: np.ndarray
    rounding: np.ndarray

    def shares(self, ahead: np.ndarray, chances: tuple[float, ...]) -> np.ndarray:
        """The shares, in percent (0-100), that a value ``ahead`` years after the last stays below with each chance.

        A row a chance, a column a year. The value is the one that would be measured, with the noise of that.
        """
        mean, spread = self._ahead(ahead)
        least, most = (self._to_whole(mean + side * spread) for side in (-BEYOND, BEYOND))
        x = np.linspace(least.min(axis=0), most.max(axis=0), STEPS)
        below = self._below(x, mean, spread)
        return 100 * special.expit([np.interp(chances, below[:, n], x[:, n]) for n in range(len(ahead))]).T

    def reaching(self, share: float, ahead: float) -> float:
        """The chance (0-1) that a value ``ahead`` years after the last is ``share`` percent (below 100) or more."""
        x = np.array([[special.logit(share / 100)]])
        return float(np.clip(1 - self._below(x, *self._ahead(np.array([ahead])))[0, 0], 0, 1))

    def _ahead(self, ahead: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Expectation and standard deviation of x ``ahead`` years after the last value: a row a level, a column a year.

        The deviation is that of what will be measured.
        """
        known = _lasting(self.years, self.years) + self.width**2 * _swinging(self.years, self.years)
        known = known + _diagonal(self.width**2 * self.noise + self.rounding)
        across = _lasting(self.years, ahead) + self.width**2 * _swinging(self.years, ahead)
        free = np.diag(_lasting(ahead, ahead) + self.width**2 * _swinging(ahead, ahead))
        weights = np.linalg.solve(known, np.broadcast_to(across, (len(self.levels), *across.shape)))
        left = np.maximum(free - (across * weights).sum(axis=1), 0)
        mean = (self.course[:, :, None] * weights).sum(axis=1)
        return mean, np.sqrt(left + self.width**2 * self.noise[:, -1:])

    def _below(self, x: np.ndarray, mean: np.ndarray, spread: np.ndarray) -> np.ndarray:
        """The chance that a share stays below, for shares on the scale of the level of 100 per cent."""
        lacking = self.levels[:, None, None] * np.exp(-x) - (1 - self.levels[:, None, None])
        own = -np.log(lacking, out=np.full_like(lacking, -np.inf), where=lacking > 0)
        return np.tensordot(self.weights, special.ndtr((own - mean[:, None]) / spread[:, None]), axes=1)

    def _to_whole(self, x: np.ndarray) -> np.ndarray:
        """From the scale of each level to that of the level of 100 per cent."""
        with np.errstate(divide="ignore"):  # the level of 100 per cent lacks nothing
            lacking = np.log1p(-self.levels)[:, None]
        return np.log(self.levels)[:, None] - np.logaddexp(-x, lacking)


def fitted(years: np.ndarray, least: np.ndarray, most: np.ndarray) -> Curve:
    """The curve through three shares or more, each between ``least`` and ``most`` percent: what its rounding leaves."""
    years = years - years[-1]
    least, most = (np.clip(shares / 100, EDGE, 1 - EDGE) for shares in (least, most))
    share = (least + most) / 2
    possible = (LEVELS == 1) | (share.max() < LEVELS - CLEAR)
    levels = LEVELS[possible][:, None]
    prior = np.where(LEVELS == 1, FULL, (1 - FULL) / (len(LEVELS) - 1))[possible]
    steep = levels / (share * (levels - share))  # how much x changes with the share
    course = np.log(share / (levels - share))
    noise = (NOISE * share * (1 - share) * steep) ** 2
    rounding = ((most - least) * steep) ** 2 / 12
    # Fitted to the values as if they were exact, so that rounding, which comes on top, always widens the interval.
    fixed = _lasting(years, years)
    widened = _swinging(years, years) + _diagonal(noise)

    def fits(width: float) -> np.ndarray:
        """For each level the logarithm of how well the curve to it fits, less what is the same for all widths."""
        known = fixed + np.exp(2 * width) * widened
        distance = (course * np.linalg.solve(known, course[:, :, None])[:, :, 0]).sum(axis=1)
        return np.log(prior) + np.log(steep).sum(axis=1) - (distance + np.linalg.slogdet(known)[1]) / 2

    def misfit(width: float) -> float:
        return (width / WIDTH) ** 2 / 2 - np.logaddexp.reduce(fits(width))

    best = optimize.minimize_scalar(misfit, bounds=(-3, 3), method="bounded", options={"xatol": 0.01}).x
    fit = fits(best)
    weights = np.exp(fit - np.logaddexp.reduce(fit))
    return Curve(years, levels[:, 0], weights, float(np.exp(best)), course, noise, rounding)


def _diagonal(variances: np.ndarray) -> np.ndarray:
    """A diagonal matrix for each row."""
    return variances[:, :, None] * np.eye(variances.shape[1])


def _lasting(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The covariance of start and pace at two lists of times, in years from the last value."""
    return START**2 + PACE**2 * np.outer(one, other)


def _swinging(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The covariance of the swings at two lists of times, for a width of 1."""
    return SWING**2 * (_drift(one)[:, None] + _drift(other) - _drift(one[:, None] - other))


def _drift(years: np.ndarray) -> np.ndarray:
    """Half the variance of how far speed of variance 1 has carried x after ``years`` (Uhlenbeck and Ornstein 1930)."""
    gone = RETURN * np.abs(years)
    return (gone + np.expm1(-gone)) / RETURN**2
