"""Numbers as exactly as they are known: a share that is rounded hides households, a sum rests on assumptions."""

import math


def as_known(count: float, within: float) -> int:
    """The count rounded to the power of ten that ``within``, how many the rounding can hide, lets one say."""
    step = 10 ** math.floor(math.log10(2 * within)) if within >= 0.5 else 1
    return round(count / step) * step


def to_figures(value: float, figures: int = 3) -> float:
    """The value rounded to so many significant figures."""
    return float(f"{value:.{figures}g}")
