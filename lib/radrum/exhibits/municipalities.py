"""Exhibits of the municipalities: how they stand and who grew, said only where the published rows prove it."""

import pandas as pd

from radrum import figures
from radrum.exhibits.coverage import axis_note, axis_start
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import statistics_line
from radrum.words import Words


def coverage_by_municipality(
    rows: pd.DataFrame, levels: pd.DataFrame, municipalities: pd.DataFrame, measure: str, about: Setting
) -> Exhibit | Unknown:
    """Each municipality with a published value against the area, the nation and the goal.

    ``rows`` come from ``coverage.by_municipality``; nothing is said of municipalities without a published value.
    """
    words, names = about.words, about.areas["name"]
    if rows.empty:
        reason = words(
            "The register holds no municipality's value of {measure} published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
        return Unknown("coverage-by-municipality", words("How the municipalities stand is not known"), reason, words)
    first, last = rows.iloc[0], rows.iloc[-1]
    without = municipalities.loc[~municipalities.index.isin(rows["area"]), "name"]
    told = [
        words(
            "{n} of the area's {total} municipalities have a value at hand for {month}.",
            n=len(rows),
            total=len(municipalities),
            month=measured_in(first["period"], words),
        ),
        words(
            "Of these, {first} is highest with {most} and {last} lowest with {least}.",
            first=first["name"],
            most=words.percent(first["value"], first["decimals"]),
            last=last["name"],
            least=words.percent(last["value"], last["decimals"]),
        ),
    ]
    goal = None
    if rows["goal"].notna().any():
        aim = words.percent(first["goal"], first["goal_decimals"])
        reached = rows[rows["gap"] <= 0]["name"]
        if len(reached):
            told.append(
                words.plural(
                    "The goal of {goal} is reached by {n} of them: {names}.",
                    "The goal of {goal} is reached by {n} of them: {names}.",
                    len(reached),
                    goal=aim,
                    names=words.list(reached),
                )
            )
        else:
            told.append(words("None of them reaches the goal of {goal}.", goal=aim))
        goal = (words("Goal {goal}", goal=aim), float(first["goal"]))
    same = levels[levels["period"] == first["period"]]
    lines = [(names[row.area], row.value, row.decimals) for row in same.itertuples()]
    notes = []
    shares = [rows["value"].min(), rows["before"].min(), *(value for _, value, _ in lines)]
    start = axis_start(share for share in shares if pd.notna(share))
    notes += axis_note(start, words)
    if rows["before"].notna().any():
        notes.append(words("The ring is the value published for the year before, in the same definition."))
    return Exhibit(
        name="coverage-by-municipality",
        title=words.plural(
            "A value is at hand for {first} alone",
            "{first} highest and {last} lowest of the {n} municipalities with a value at hand",
            len(rows),
            first=first["name"],
            last=last["name"],
        ),
        subtitle=words(
            "Share of {base} with access to {measure}, {month}",
            base=base_name(first["base"], words),
            measure=measure_name(measure, words),
            month=measured_in(first["period"], words),
        ),
        description=words.sentences(told),
        figure=figures.coverage_by_municipality(rows, lines, goal, words, start=start),
        table=Table(
            words("Municipalities with a published value"),
            [
                Column("name", words("Municipality")),
                Column("value", words("Share"), lambda row: words.percent(row["value"], row["decimals"]), number=True),
                Column("gap", words("Distance to the goal"), lambda row: _short(row, words), number=True),
            ],
            rows,
        ),
        source=statistics_line(rows, about.passports, words),
        words=words,
        notes=tuple(notes),
        missing=words.plural(
            "No value at hand for {n} municipality: {names}.",
            "No value at hand for {n} municipalities: {names}.",
            len(without),
            names=words.list(sorted(without, key=words.order)),
        )
        if len(without)
        else "",
    )


def _short(row: dict, words: Words) -> str:
    if pd.isna(row["gap"]):
        return words("no goal")
    if row["gap"] <= 0:
        return words("reached")
    return words.points(row["gap"], max(row["decimals"], row["goal_decimals"]))


def coverage_changes(rows: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Who grew, as the producers published it. ``rows`` come from ``coverage.published_changes``."""
    words, names = about.words, about.areas["name"]
    rows = rows.assign(name=rows["area"].map(names)).sort_values(
        ["value", "name"], ascending=[False, True], ignore_index=True
    )
    own = rows[rows["area"].map(about.areas["kind"]) == "municipality"]
    if own.empty:
        reason = words("The register holds no municipality's change published by {day}.", day=about.as_of)
        return Unknown("coverage-changes", words("Who grew fastest is not known"), reason, words)
    fastest = own[own["value"] == own["value"].max()]
    rise = words.points(fastest.iloc[0]["value"], fastest.iloc[0]["decimals"], signed=True)
    period = rows["period"].iloc[0]
    told = [
        words.plural(
            "A published change is at hand for {n} municipality.",
            "A published change is at hand for {n} municipalities.",
            len(own),
        )
    ]
    for row in rows[~rows["area"].isin(own["area"])].itertuples():
        told.append(
            words("{area}: {change}.", area=row.name, change=words.points(row.value, row.decimals, signed=True))
        )
    notes = (words("A published change can differ from the difference of published values, which may be rounded."),)
    if rows["crosses"].any():
        notes = (
            words(
                "The definition changed between the two years. "
                "The changes are quoted as published and cannot be computed from the values shown here."
            ),
        )
    return Exhibit(
        name="coverage-changes",
        title=words.plural(
            "{names}: {change}, the only municipality with a change at hand",
            "{names} grew most of those with a change at hand: {change}",
            len(own),
            names=words.list(fastest["name"]),
            change=rise,
        ),
        subtitle=words(
            "Change in percentage points from {before} to {month}, as published",
            before=measured_in(period - pd.DateOffset(years=1), words),
            month=measured_in(period, words),
        ),
        description=words.sentences(told),
        figure=figures.changes_by_area(rows, set(fastest["area"]), words),
        table=Table(
            words("Published changes"),
            [
                Column("name", words("Area")),
                Column(
                    "value",
                    words("Change"),
                    lambda row: words.points(row["value"], row["decimals"], signed=True),
                    number=True,
                ),
            ],
            rows,
        ),
        source=statistics_line(rows, about.passports, words),
        words=words,
        notes=notes,
    )
