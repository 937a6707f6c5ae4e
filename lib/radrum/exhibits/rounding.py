"""A number of households as exactly as it is known: a share that is rounded hides some of them."""

import math


def as_known(count: float, within: float) -> int:
    """The count rounded to the power of ten that ``within``, how many the rounding can hide, lets one say."""
    step = 10 ** math.floor(math.log10(2 * within)) if within >= 0.5 else 1
    return round(count / step) * step
