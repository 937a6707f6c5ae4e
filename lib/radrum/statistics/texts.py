"""The texts of large tables, kept as numbers of their few distinct words while rows are put together and cut."""

import numpy as np
import pandas as pd


def joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all ``frames`` in their order; a text that is numbered in one of them is numbered in the result."""
    frames = [frame for frame in frames if len(frame)] or frames[:1]
    if len(frames) == 1:
        return frames[0]
    for name in frames[0]:
        if any(_numbered(frame[name]) for frame in frames):
            each = [frame[name] if _numbered(frame[name]) else frame[name].astype("category") for frame in frames]
            words = pd.Index(sorted(set().union(*(column.cat.categories for column in each))), dtype="str")
            columns = zip(frames, each, strict=True)
            frames = [frame.assign(**{name: column.cat.set_categories(words)}) for frame, column in columns]
    return pd.concat(frames, ignore_index=True)


def numbers(column: pd.Series) -> np.ndarray:
    """A number for each value that sorts as the values do; -1 for a missing one."""
    if _numbered(column) and column.cat.categories.is_monotonic_increasing:
        return column.cat.codes.to_numpy()
    return pd.factorize(column, sort=True)[0]


def spelt(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with words instead of their numbers, as every reader of it expects."""
    words = {name: _words(frame[name]) for name in frame if _numbered(frame[name])}
    return frame.assign(**words) if words else frame


def _words(column: pd.Series) -> pd.Series:
    words = pd.array(list(column.cat.categories), dtype="str")
    return pd.Series(words.take(column.cat.codes.to_numpy(), allow_fill=True), index=column.index)


def _numbered(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype)
