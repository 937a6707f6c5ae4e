"""An index of countries over the years, and what its rows can prove."""

import pandas as pd


def series(statistics: pd.DataFrame, measure: str, countries: list[str]) -> pd.DataFrame:
    """One source's values for each country: the source with most years speaks, and values are never averaged.

    One row per (area, period), in the order of ``countries``: ``area``, ``period``, ``value``, ``decimals``,
    ``source``.
    """
    chosen = statistics[(statistics["measure"] == measure) & statistics["area"].isin(countries)].dropna(subset="value")
    years = chosen.groupby(["area", "source"])["period"].nunique().reset_index(name="years")
    best = years.sort_values(["years", "source"], ascending=[False, True]).drop_duplicates("area")
    kept = chosen.merge(best[["area", "source"]], on=["area", "source"])
    place = kept["area"].map({area: n for n, area in enumerate(countries)})
    columns = ["area", "period", "value", "decimals", "source", "snapshot"]
    return kept.assign(place=place).sort_values(["place", "period"], ignore_index=True)[columns]


def ranks(statistics: pd.DataFrame, measure: str, country: str) -> pd.DataFrame:
    """The published ranks of a country, newest first: rows of ``statistics``."""
    chosen = statistics[(statistics["measure"] == measure) & (statistics["area"] == country)].dropna(subset="value")
    return chosen.sort_values(["period", "published"], ascending=[False, True], ignore_index=True)


def last_change(values: pd.DataFrame) -> pd.DataFrame:
    """Change of each country between the two newest years, where it has both.

    One row per country, largest first: ``area``, ``period_before``, ``period``; in the unit of the index ``before``,
    ``value`` and ``change``; ``before_snapshot`` of the earlier value.
    """
    periods = sorted(values["period"].unique())[-2:]
    if len(periods) < 2:
        return values.head(0).assign(
            period_before=values["period"].head(0),
            before=pd.Series(dtype=float),
            before_snapshot=pd.Series(dtype=str),
            change=pd.Series(dtype=float),
        )
    before = values[values["period"] == periods[0]].set_index("area")
    newest = values[values["period"] == periods[1]]
    told = {"before": newest["area"].map(before["value"]), "before_snapshot": newest["area"].map(before["snapshot"])}
    changed = newest.assign(period_before=periods[0], **told).dropna(subset="before")
    changed = changed.assign(change=(changed["value"] - changed["before"]).round(6))
    return changed.sort_values(["change", "area"], ascending=[False, True], ignore_index=True)


def held(statistics: pd.DataFrame, measures: tuple[str, ...], countries: list[str]) -> list[str]:
    """Which of ``measures`` any of ``countries`` has a value of, in the order given."""
    known = set(statistics.loc[statistics["area"].isin(countries) & statistics["value"].notna(), "measure"])
    return [measure for measure in measures if measure in known]


def dimensions(statistics: pd.DataFrame, series_names: tuple[str, ...], countries: list[str]) -> pd.DataFrame:
    """The parts of an index, each a measure named after its series: ``desi_2022_human_capital``.

    One row per (series, dimension, area, period), in the orders given, dimensions by name: ``family`` (the series),
    ``dimension``, and the columns of ``series``. Values of two families are never of one line: they were computed anew.
    """
    found = []
    for family in series_names:
        names = statistics["measure"][statistics["measure"].str.startswith(f"{family}_")]
        for measure in sorted(names.unique()):
            dimension = measure.removeprefix(f"{family}_")
            if dimension != "rank":
                rows = series(statistics, measure, countries)
                found.append(rows.assign(family=family, dimension=dimension))
    columns = ["family", "dimension", "area", "period", "value", "decimals", "source", "snapshot"]
    return pd.concat(found, ignore_index=True)[columns] if found else pd.DataFrame(columns=columns)
