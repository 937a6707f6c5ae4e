"""Exhibit of how the area stands against its nation: above or below it, measurement by measurement."""

import pandas as pd

from radrum import figures
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import share

AGAINST = "against-nation"
LEAST = 3  # measurements of which a chart says more than a sentence


def against_nation(rows: pd.DataFrame, values: pd.DataFrame, measure: str, about: Setting) -> Exhibit | Unknown:
    """Above or below the nation, measurement by measurement.

    ``rows`` come from ``ranking.against`` of the area and its nation in the series ``values``. What the rows do not go
    back to is not claimed.
    """
    words, names = about.words, about.areas["name"]
    area, nation = names[about.council.area], names[about.nation]
    if rows.empty:
        reason = words(
            "The register holds no value of {measure} for {area} and {nation} of the same year published by {day}.",
            measure=measure_name(measure, words),
            area=area,
            nation=nation,
            day=about.as_of,
        )
        title = words("How {area} stands against {nation} is not known", area=area, nation=nation)
        return Unknown(AGAINST, title, reason, words)
    known = _known("own", about.council.area, values, rows) | _known("other", about.nation, values, rows)
    rows = rows.assign(**known)
    newest = rows.iloc[-1]
    alike = rows[(rows["era"] == newest["era"]) & (rows["base"] == newest["base"])]
    used = values[values["period"].isin(rows["period"])]
    return Exhibit(
        name=AGAINST,
        title=against_title(rows, about),
        subtitle=words(
            "Share with access to {measure}: {area} minus {nation}, percentage points",
            measure=measure_name(measure, words),
            area=area,
            nation=nation,
        ),
        description=words.sentences(_since(rows, about)),
        figure=figures.distances(alike, nation, words) if len(alike) >= LEAST else None,
        table=Table(
            words("Both shares and the difference between them"),
            [
                Column("period", words("Measured"), lambda row: measured_in(row["period"], words)),
                share_column("own", area, words),
                share_column("other", nation, words),
                Column(
                    "apart",
                    words("Difference"),
                    lambda row: words.points(row["apart"], row["decimals"], signed=True),
                    number=True,
                ),
            ],
            rows.sort_values("period", ascending=False, kind="stable", ignore_index=True),
        ),
        source=statistics_line(used, about, derived=True, measure=measure),
        words=words,
        notes=tuple(share_notes(used[used["area"].isin([about.council.area, about.nation])], about)),
    )


def _known(whose: str, area: str, values: pd.DataFrame, rows: pd.DataFrame) -> dict[str, pd.Series]:
    """What is known of the area's value of each period, as columns of ``rows`` that begin with ``whose``."""
    own = values[values["area"] == area].drop_duplicates("period").set_index("period").reindex(rows["period"])
    told = ("decimals", "status", "carried", "about", "made_of")
    return {f"{whose}_{name}": own[name].set_axis(rows.index) for name in told if name in own}


def against_title(rows: pd.DataFrame, about: Setting) -> str:
    """Above, below or level with the nation; for the first time only of the measurements at hand."""
    words, row = about.words, rows.iloc[-1]
    said = {
        "area": about.areas["name"][about.council.area],
        "nation": about.areas["name"][about.nation],
        "distance": words.points(abs(row["apart"]), row["decimals"]),
    }
    if row["standing"] == "level":
        return words("{area} is level with {nation}", **said)
    if row["first"] and row["earlier"]:
        n = int(row["earlier"]) + 1
        if row["standing"] == "above":
            return words.plural(
                "{area} is above {nation} for the first time in {n} measurement: by {distance}",
                "{area} is above {nation} for the first time in {n} measurements: by {distance}",
                n,
                **said,
            )
        return words.plural(
            "{area} is below {nation} for the first time in {n} measurement: by {distance}",
            "{area} is below {nation} for the first time in {n} measurements: by {distance}",
            n,
            **said,
        )
    if row["standing"] == "above":
        return words("{area} is {distance} above {nation}", **said)
    return words("{area} is {distance} below {nation}", **said)


def _since(rows: pd.DataFrame, about: Setting) -> list[str]:
    """Both shares, in how many of the measurements it was so, and how the distance has moved."""
    words, row = about.words, rows.iloc[-1]
    told = [
        words(
            "In {month} the share was {own} in {area} and {other} in {nation}.",
            month=measured_in(row["period"], words),
            own=share(row, words, "own"),
            area=about.areas["name"][about.council.area],
            other=share(row, words, "other"),
            nation=about.areas["name"][about.nation],
        )
    ]
    alike = rows[(rows["era"] == row["era"]) & (rows["base"] == row["base"])]
    if len(alike) < 2:
        return told
    first, n = alike.iloc[0], int((alike["standing"] == row["standing"]).sum())
    if n == len(alike):
        told.append(
            words(
                "The order was the same in each of the {n} measurements available; in the first, {month}, the "
                "difference was {distance}.",
                n=n,
                month=measured_in(first["period"], words),
                distance=words.points(abs(first["apart"]), first["decimals"]),
            )
        )
        return told
    above, month = int((alike["standing"] == "above").sum()), measured_in(first["period"], words)
    told.append(
        words.plural(
            "Of the {total} measurements available, the first of them from {month}, {area} was the higher in {n}.",
            "Of the {total} measurements available, the first of them from {month}, {area} was the higher in {n}.",
            above,
            total=len(alike),
            month=month,
            area=about.areas["name"][about.council.area],
        )
    )
    return told
