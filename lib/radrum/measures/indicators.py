"""Whatever else is published of an area, its nation or its peers: indicators that nobody has written a measure for."""

from collections.abc import Iterable, Mapping

import pandas as pd

from radrum.measures.coverage import series


def held(
    statistics: pd.DataFrame,
    areas: Iterable[str],
    breaks: Mapping[str, Iterable[pd.Timestamp]],
    but: Iterable[str] = (),
) -> list[pd.DataFrame]:
    """The indicators at hand, each the values of one measure, segment and base.

    One frame per (measure, base), by name, of those counted everywhere, and of town and country where nobody has
    published the whole: the rows of ``coverage.series`` of ``areas``, in their order. ``breaks`` are the days on which
    each measure's definition changed. Left out are changes, which are of another measure, and the measures of ``but``
    and their parts (``desi`` leaves out ``desi_rank``).
    """
    places, left_out = list(areas), tuple(but)
    own = statistics[statistics["area"].isin(places) & statistics["value"].notna()]
    found = []
    for (measure, base), rows in own.groupby(["measure", "base"], sort=True):
        if measure.endswith("_change") or any(measure == name or measure.startswith(f"{name}_") for name in left_out):
            continue
        segments = ["all"] if (rows["segment"] == "all").any() else sorted(rows["segment"].unique())
        for segment in segments:
            days = tuple((day, "") for day in breaks.get(measure, ()))
            found.append(series(rows, places, measure, days, bases=(base,), segment=segment))
    return found
