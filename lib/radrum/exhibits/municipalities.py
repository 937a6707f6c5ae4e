"""Exhibits of the municipalities: how they stand and who grew, said only where the published rows prove it."""

from collections.abc import Sequence

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.coverage import axis_note, axis_start
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.lacking import without_value
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import distance, limits_among, share_column, share_notes
from radrum.exhibits.sources import snapshots_of, statistics_line
from radrum.figures.shares import limited, marked, share
from radrum.words import Words

LEAST = 3  # municipalities with a value: of fewer a sentence says more than a chart
NAMED = 8  # municipalities that a sentence has room for
TIED = 3  # names that an end of the scale has room for


def coverage_by_municipality(
    rows: pd.DataFrame,
    levels: pd.DataFrame,
    municipalities: pd.DataFrame,
    measure: str,
    about: Setting,
    earlier: Sequence[Exhibit | Unknown] = (),
) -> Exhibit | Unknown:
    """Each municipality with a published value against the year before, the area, the nation and the goal.

    ``rows`` come from ``coverage.by_municipality``; nothing is said of municipalities without a published value.
    ``earlier`` are exhibits above it on the page: names that one of them lists are not listed again.
    """
    words, names = about.words, about.areas["name"]
    if rows.empty:
        reason = words(
            "The register holds no municipality's value of {measure} published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
        return Unknown("coverage-by-municipality", words("How the municipalities stand is not known"), reason, words)
    rows = rows.sort_values(["value", "name"], ascending=[False, True], ignore_index=True, key=words.sorting)
    first = rows.iloc[0]
    same = levels[levels["period"] == first["period"]]
    lines = [(names[row["area"]], row["value"], marked(row, words)) for row in same.to_dict("records")]
    has_goal = rows["goal"].notna().any()
    goal = (words("Goal {goal}", goal=_goal(rows, words)), float(first["goal"])) if has_goal else None
    shares = [rows["value"].min(), rows["before"].min(), *(value for _, value, _ in lines)]
    start = axis_start(share for share in shares if pd.notna(share))
    missing, lacking = without_value(rows["area"], municipalities, words, earlier, period=first["period"])
    return Exhibit(
        name="coverage-by-municipality",
        title=_title(rows, len(municipalities), words),
        subtitle=words(
            "Share of {base} with access to {measure}, {month}",
            base=base_name(first["base"], words),
            measure=measure_name(measure, words),
            month=measured_in(first["period"], words),
        ),
        description=words.sentences(_told(rows, len(municipalities), words)),
        figure=figures.coverage_by_municipality(rows, lines, goal, _key(rows, words), words, start=start)
        if len(rows) >= LEAST
        else None,
        reading=reading.municipalities(words, moved=bool(rows["before"].notna().any())),
        table=Table(words("Municipalities with a published value"), _columns(rows, words), rows),
        source=statistics_line(
            rows,
            about,
            ["value", "before"],
            derived=bool(rows["goal"].notna().any()),
            documents=goal_documents(rows, measure, about),
            also=snapshots_of(same),
        ),
        words=words,
        notes=(
            *axis_note(start, words),
            *_before_note(rows, words),
            *share_notes(rows, about, ["value", "before"]),
        ),
        missing=missing,
        lacking=lacking,
    )


def _title(rows: pd.DataFrame, total: int, words: Words) -> str:
    if 1 < len(rows) < total / 2:
        return few_title(len(rows), total, words)
    if len(rows) > 1 and limits_among(rows):
        return limits_title(rows, total, words)
    first, last = sharing(rows, 0, words), sharing(rows, -1, words)
    return words.plural(
        "A value is available for {first} alone",
        "{first} highest and {last} lowest of the {n} municipalities with a value available",
        len(rows),
        first=first,
        last=last,
    )


def few_title(known: int, total: int, words: Words) -> str:
    """The title where fewer than half have a value: that comes before what the few are like."""
    return words.plural(
        "Only {n} of {total} municipalities has a value available",
        "Only {n} of {total} municipalities have a value available",
        known,
        total=total,
    )


def limits_title(rows: pd.DataFrame, total: int, words: Words) -> str:
    """The title where limits leave open who is highest or lowest and who reaches a goal."""
    return words.plural(
        "{known} of {total} municipalities have a value available, {n} of them as a limit",
        "{known} of {total} municipalities have a value available, {n} of them as limits",
        limits_among(rows),
        known=len(rows),
        total=total,
    )


def sharing(rows: pd.DataFrame, at: int, words: Words) -> str:
    """The names of all whose value is written as that of the row ``at``; of many how many they are."""
    written = [share(row, words) for row in rows.to_dict("records")]
    names = [name for name, each in zip(rows["name"], written, strict=True) if each == written[at]]
    if len(names) > TIED:
        return words.plural("{n} municipality", "{n} municipalities", len(names))
    return words.list(names)


def goal_documents(rows: pd.DataFrame, measure: str, about: Setting) -> list[str]:
    """The documents that the goals of ``rows`` (``goal``, ``goal_year``) stand in; none where there is no goal."""
    goals = about.goals[about.goals["area"].isin([about.council.area, about.nation])]
    bound = goals[(goals["measure"] == measure) & (goals["segment"] == "all")]
    said = bound["value"].isin(rows["goal"].dropna()) & bound["goal_year"].isin(rows["goal_year"].dropna())
    return list(dict.fromkeys(bound.loc[said, "document"]))


def _told(rows: pd.DataFrame, total: int, words: Words) -> list[str]:
    first, last = rows.iloc[0], rows.iloc[-1]
    said = {"total": total, "month": measured_in(first["period"], words)}
    told = [
        words("All of the area's {total} municipalities have a value available for {month}.", **said)
        if len(rows) == total
        else words.plural(
            "{n} of the area's {total} municipalities has a value available for {month}.",
            "{n} of the area's {total} municipalities have a value available for {month}.",
            len(rows),
            **said,
        )
    ]
    if len(rows) > 1 and not limits_among(rows):
        told.append(
            words(
                "Highest of these: {first} with {most}; lowest: {last} with {least}.",
                first=sharing(rows, 0, words),
                most=share(first, words),
                last=sharing(rows, -1, words),
                least=share(last, words),
            )
        )
    return [*told, _reaching(rows, words)] if rows["goal"].notna().any() else told


def _reaching(rows: pd.DataFrame, words: Words) -> str:
    """How many of those with a value reach the goal, and which: those that do or those that do not, if they are few."""
    aim = _goal(rows, words)
    reached, short = rows.loc[rows["reached"], "name"], rows.loc[~rows["reached"] & ~rows["open"], "name"]
    if len(short) == len(rows):
        return words("None of them reach the goal of {goal}.", goal=aim)
    if not len(reached):
        return words("None of them are known to reach the goal of {goal}.", goal=aim)
    if len(reached) == len(rows):
        return words("All of them reach the goal of {goal}.", goal=aim)
    if len(reached) <= NAMED:
        return words.plural(
            "The goal of {goal} is reached by {n} of them: {names}.",
            "The goal of {goal} is reached by {n} of them: {names}.",
            len(reached),
            goal=aim,
            names=words.list(reached),
        )
    if len(short) <= NAMED and not rows["open"].any():
        return words.plural(
            "The goal of {goal} is reached by all of them but {n}: {names}.",
            "The goal of {goal} is reached by all of them but {n}: {names}.",
            len(short),
            goal=aim,
            names=words.list(short),
        )
    return words.plural(
        "The goal of {goal} is reached by {n} of them.",
        "The goal of {goal} is reached by {n} of them.",
        len(reached),
        goal=aim,
    )


def _goal(rows: pd.DataFrame, words: Words) -> str:
    return words.percent(rows["goal"].iloc[0], rows["goal_decimals"].iloc[0])


def _key(rows: pd.DataFrame, words: Words) -> tuple[str, str]:
    """What dot and ring are called: their months, where all rings are of one."""
    now, earlier = measured_in(rows["period"].iloc[0], words), rows["period_before"].dropna().unique()
    return now, measured_in(earlier[0], words) if len(earlier) == 1 else words("the previous value")


def _before_note(rows: pd.DataFrame, words: Words) -> list[str]:
    earlier = rows["period_before"].dropna().unique()
    if not len(earlier):
        return []
    if len(earlier) == 1:
        return [
            words("The ring is the value for {month}, under the same definition.", month=measured_in(earlier[0], words))
        ]
    return [words("The ring is the previous value, under the same definition; the table says when it is from.")]


def _columns(rows: pd.DataFrame, words: Words) -> list[Column]:
    shown = [
        Column("name", words("Municipality")),
        share_column("value", words("Share"), words),
        Column("gap", words("Distance to the goal"), lambda row: distance(row, words), number=True),
    ]
    if rows["before"].notna().any():
        shown.insert(2, share_column("before", words("Before"), words, lambda row: _earlier(row, words)))
    return shown


def _earlier(row: dict, words: Words) -> str:
    if pd.isna(row["before"]):
        return words("no earlier value")
    month = measured_in(row["period_before"], words)
    return words("{share} ({month})", share=marked(row, words, "before"), month=month)


def coverage_changes(rows: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Who grew, as the producers published it. ``rows`` come from ``coverage.published_changes``."""
    words, names = about.words, about.areas["name"]
    rows = rows.assign(name=rows["area"].map(names))
    rows = rows.sort_values(["value", "name"], ascending=[False, True], ignore_index=True, key=words.sorting)
    own = rows[rows["area"].map(about.areas["kind"]) == "municipality"]
    if own.empty:
        reason = words("No producer had itself published a change for any municipality by {day}.", day=about.as_of)
        return Unknown("coverage-changes", words("No change is published by the producer"), reason, words)
    fastest = own[own["value"] == own["value"].max()]
    rise = _change(fastest.iloc[0], words)
    period = rows["period"].iloc[0]
    told = [
        words.plural(
            "A published change is available for {n} municipality.",
            "A published change is available for {n} municipalities.",
            len(own),
        )
    ]
    for row in rows[~rows["area"].isin(own["area"])].to_dict("records"):
        told.append(words("{area}: {change}.", area=row["name"], change=_change(row, words)))
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
            "{names}: {change}, the only municipality with a known change",
            "{names} rose the most of those with a known change: {change}",
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
        figure=figures.changes_by_area(rows, set(fastest["area"]), words) if len(rows) > LEAST else None,
        table=Table(
            words("Published changes"),
            [
                Column("name", words("Area")),
                share_column("value", words("Change"), words, lambda row: _change(row, words)),
            ],
            rows,
        ),
        source=statistics_line(rows, about),
        words=words,
        notes=notes,
    )


def _change(row: dict | pd.Series, words: Words) -> str:
    return limited(words.points(row["value"], row["decimals"], signed=True), row["status"], words)
