"""Exhibits of how the area stands: its rank among areas of its kind, and above or below its nation over time."""

import pandas as pd

from radrum import figures
from radrum.exhibits.coverage import axis_note, axis_start
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import base_name, kind_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import statistics_line
from radrum.words import Words

RANKING, AGAINST = "ranking", "against-nation"
LEAST = 3  # rows of which a chart says more than a sentence
NAMED = 6  # areas without a value that are named


def ranking(
    ranked: pd.DataFrame, levels: pd.DataFrame, group: list[str], measure: str, about: Setting
) -> Exhibit | Unknown:
    """The area's rank among all of its kind in the country, in its newest period.

    ``ranked`` come from ``ranking.ranks`` among ``group``, ``levels`` from ``coverage.levels``: the nation is a line in
    the figure.
    """
    words, names, area = about.words, about.areas["name"], about.council.area
    kind = about.areas.at[area, "kind"]
    own = ranked[ranked["area"] == area].sort_values("period", kind="stable")
    newest = own.iloc[-1] if len(own) else None
    if newest is None or newest["known"] < 2:
        reason = words(
            "A rank takes values of other {kinds} of the same year; the register holds none published by {day}.",
            kinds=kind_name(kind, 2, words),
            day=about.as_of,
        )
        if len(group) < 2:
            reason = words("There is no other area of its kind in {nation}.", nation=names[about.nation])
        return Unknown(RANKING, words("How {area} ranks is not known", area=names[area]), reason, words)
    same = (ranked["period"] == newest["period"]) & (ranked["base"] == newest["base"])
    rows = ranked[same].assign(name=lambda rows: rows["area"].map(names)).reset_index(drop=True)
    without = sorted((names[each] for each in group if each not in set(rows["area"])), key=words.order)
    nation = levels[(levels["area"] == about.nation) & (levels["period"] == newest["period"])]
    lines = [(names[row.area], row.value, row.decimals) for row in nation.itertuples()]
    start = axis_start([*rows["value"], *nation["value"]])
    return Exhibit(
        name=RANKING,
        title=rank_title(newest, rows.loc[rows["area"] != area, "name"].tolist(), kind, about),
        subtitle=words(
            "Share of {base} with access to {measure}, {month}",
            base=base_name(newest["base"], words),
            measure=measure_name(measure, words),
            month=measured_in(newest["period"], words),
        ),
        description=words.sentences(_placed(newest, rows, own, kind, about)),
        figure=figures.ranked(rows.assign(name=rows["name"].str.split(" - ").str[0]), area, lines, words, start=start)
        if len(rows) >= LEAST
        else None,
        table=Table(
            words("By rank"),
            [
                Column("name", words("Area")),
                Column("rank", words("Rank"), lambda row: _rank(row, words), number=True),
                Column("value", words("Share"), lambda row: words.percent(row["value"], row["decimals"]), number=True),
            ],
            rows,
        ),
        source=statistics_line(rows, about.passports, words, derived=True),
        words=words,
        notes=tuple(axis_note(start, words)) if len(rows) >= LEAST else (),
        missing=_missing(without, words),
    )


def rank_title(row: pd.Series, others: list[str], kind: str, about: Setting) -> str:
    """The rank as far as it is proved: among all, or among those whose value is known.

    Last of those known is no rank: it comes after the ``others``, named where they are few.
    """
    words = about.words
    said = {"area": about.areas["name"][about.council.area], "rank": words.number(row["rank"])}
    if row["rank_at_worst"] == row["rank"]:
        if row["tied"] > 1:
            return words(
                "{area} shares place {rank} of {total} {kinds}",
                total=row["of"],
                kinds=kind_name(kind, row["of"], words),
                **said,
            )
        return words(
            "{area} is number {rank} of {total} {kinds}",
            total=row["of"],
            kinds=kind_name(kind, row["of"], words),
            **said,
        )
    if row["rank"] == row["known"]:
        if len(others) > NAMED:
            return words("{area} comes after the {n} others whose value is known", n=len(others), **said)
        said["names"] = words.list(others)
        if len(others) == 1:
            return words("{area} comes after {names}, the only other whose value is known", **said)
        return words("{area} comes after {names}, the {n} others whose value is known", n=len(others), **said)
    return words(
        "{area} is number {rank} among {known} {kinds} with a value at hand",
        known=row["known"],
        kinds=kind_name(kind, row["known"], words),
        **said,
    )


def _placed(row: pd.Series, rows: pd.DataFrame, own: pd.DataFrame, kind: str, about: Setting) -> list[str]:
    words, names = about.words, about.areas["name"]
    told = [words("{area} has {share}.", area=names[row["area"]], share=words.percent(row["value"], row["decimals"]))]
    first, last = rows.iloc[0], rows.iloc[-1]
    if first["value"] != row["value"]:
        share = words.percent(first["value"], first["decimals"])
        told.append(words("Highest of these is {area} with {share}.", area=first["name"], share=share))
    if last["value"] != row["value"]:
        share = words.percent(last["value"], last["decimals"])
        told.append(words("Lowest of these is {area} with {share}.", area=last["name"], share=share))
    if row["rank_at_worst"] > row["rank"]:
        told.append(
            words(
                "With the values of all {total} {kinds} it would be number {rank} at best and {worst} at worst.",
                total=row["of"],
                kinds=kind_name(kind, row["of"], words),
                rank=words.number(row["rank"]),
                worst=words.number(row["rank_at_worst"]),
            )
        )
        return told
    proved = own[(own["rank"] == own["rank_at_worst"]) & (own["base"] == row["base"]) & (own["of"] == row["of"])]
    earlier = proved[proved["period"] < row["period"]]
    if len(earlier):
        before = earlier.iloc[-1]
        told.append(
            words(
                "In {month} it was number {rank}.",
                month=measured_in(before["period"], words),
                rank=words.number(before["rank"]),
            )
        )
    return told


def _rank(row: dict, words: Words) -> str:
    number = words.number(row["rank"])
    return words("{rank} (shared)", rank=number) if row["tied"] > 1 else number


def _missing(without: list[str], words: Words) -> str:
    if not without:
        return ""
    if len(without) > NAMED:
        return words.plural(
            "No value at hand for {n} other: {names}.",
            "No value at hand for {n} others: {names}.",
            len(without),
            names=words.list(without),
        )
    return words("No value at hand for {names}.", names=words.list(without))


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
    own, other = (_decimals(values, code, rows) for code in (about.council.area, about.nation))
    rows = rows.assign(own_decimals=own, other_decimals=other)
    newest = rows.iloc[-1]
    alike = rows[(rows["era"] == newest["era"]) & (rows["base"] == newest["base"])]
    used = values[values["period"].isin(rows["period"])]
    return Exhibit(
        name=AGAINST,
        title=against_title(rows, about),
        subtitle=words(
            "Share with access to {measure}: {area} less {nation}, percentage points",
            measure=measure_name(measure, words),
            area=area,
            nation=nation,
        ),
        description=words.sentences(_since(rows, about)),
        figure=figures.distances(alike, nation, words) if len(alike) >= LEAST else None,
        table=Table(
            words("Both shares and the distance between them"),
            [
                Column("period", words("Measured"), lambda row: measured_in(row["period"], words)),
                Column("own", area, lambda row: words.percent(row["own"], row["own_decimals"]), number=True),
                Column("other", nation, lambda row: words.percent(row["other"], row["other_decimals"]), number=True),
                Column(
                    "apart",
                    words("Distance"),
                    lambda row: words.points(row["apart"], row["decimals"], signed=True),
                    number=True,
                ),
            ],
            rows.sort_values("period", ascending=False, kind="stable", ignore_index=True),
        ),
        source=statistics_line(used, about.passports, words, derived=True),
        words=words,
    )


def _decimals(values: pd.DataFrame, area: str, rows: pd.DataFrame) -> pd.Series:
    """With how many decimals the area's value of each period was published."""
    own = values[values["area"] == area].drop_duplicates("period").set_index("period")["decimals"]
    return own.reindex(rows["period"]).set_axis(rows.index)


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
            own=words.percent(row["own"], row["own_decimals"]),
            area=about.areas["name"][about.council.area],
            other=words.percent(row["other"], row["other_decimals"]),
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
                "So it was in all {n} measurements at hand; in the first, {month}, the distance was {distance}.",
                n=n,
                month=measured_in(first["period"], words),
                distance=words.points(abs(first["apart"]), first["decimals"]),
            )
        )
        return told
    above, month = int((alike["standing"] == "above").sum()), measured_in(first["period"], words)
    told.append(
        words.plural(
            "Of {total} measurements at hand, the first of them {month}, {area} was above in {n}.",
            "Of {total} measurements at hand, the first of them {month}, {area} was above in {n}.",
            above,
            total=len(alike),
            month=month,
            area=about.areas["name"][about.council.area],
        )
    )
    return told
