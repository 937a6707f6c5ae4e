"""Exhibits of what is new, what is disputed and where the figures come from."""

import pandas as pd

from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import day_known, measure_name, table_name
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import statistics_line
from radrum.words import Words


def since_meeting(
    since: pd.Timestamp | None,
    first: pd.Timestamp | None,
    rows: pd.DataFrame,
    statistics: pd.DataFrame,
    goals: pd.DataFrame,
    about: Setting,
) -> Exhibit | Unknown:
    """What became known after the last meeting before the report's day.

    ``since`` is that meeting's day, ``first`` the day of the register's first row; ``rows``, ``statistics`` and
    ``goals`` come from ``changes``.
    """
    words = about.words
    if since is None:
        reason = words("The register, as known on this day, holds no earlier meeting to compare with.")
        return Unknown("since-meeting", words("What has changed is not known"), reason, words)
    lines = _news(rows, statistics, goals, about)
    counted = words.list(table_name(row.table, row.rows, words) for row in rows.itertuples())
    told = [
        words("Recorded since then: {counted}.", counted=counted)
        if len(rows)
        else words("Nothing has been recorded in the register since then.")
    ]
    fresh = dict.fromkeys(measure_name(name, words) for name in statistics["measure"])
    told.append(
        words("New statistics: {measures}.", measures=words.list(fresh))
        if fresh
        else words("No new statistics have been published.")
    )
    if len(rows) and (first is None or first >= since):
        told.append(words("What is recorded may be older than the day it was recorded."))
        title = words("What was known on {day} is not at hand, so what has changed since cannot be told", day=since)
        return Unknown("since-meeting", title, words.sentences(told), words)
    if not lines:
        reason = words.sentences(told)
        return Unknown("since-meeting", words("Nothing is known to have changed since {day}", day=since), reason, words)
    n = int(rows["rows"].sum()) if len(rows) else 0
    recorded = words.plural("{n} row recorded", "{n} rows recorded", n) if n else words("Nothing recorded")
    published = (
        words.plural("{n} new statistic", "{n} new statistics", len(statistics))
        if len(statistics)
        else words("no new statistics")
    )
    return Exhibit(
        name="since-meeting",
        title=words("{rows} and {statistics} since {day}", rows=recorded, statistics=published, day=since),
        subtitle=words("What became known between {day} and {as_of}", day=since, as_of=about.as_of),
        description=words.sentences(told),
        table=Table(
            words("What is new"),
            [Column("what", words("What")), Column("how_many", words("Content"))],
            pd.DataFrame(lines, columns=["what", "how_many"]),
        ),
        source=words("Source: the council's register and the statistics, as known on the two days."),
        words=words,
    )


def _news(rows: pd.DataFrame, statistics: pd.DataFrame, goals: pd.DataFrame, about: Setting) -> list[tuple[str, str]]:
    words = about.words
    lines = [(table_name(row.table, row.rows, words), words("new in the register")) for row in rows.itertuples()]
    for row in statistics.itertuples():
        what = words(
            "{measure}, {month}", measure=words.sentence(measure_name(row.measure, words)), month=_period(row, words)
        )
        n = words.plural("{n} value", "{n} values", row.figures)
        day = day_known(row.published, row.published_precision, words)
        lines.append((what, words("{values}, day of publication: {day}", values=n, day=day)))
    for row in goals.itertuples():
        what = words("Goal for {year}: {measure}", year=str(row.goal_year), measure=measure_name(row.measure, words))
        value = words.percent(row.value, row.decimals)
        when = day_known(row.adopted, row.adopted_precision, words)
        lines.append((what, words("{value}, adopted {when}", value=value, when=when)))
    return lines


def _period(row: tuple, words: Words) -> str:
    return str(row.period.year) if row.measure.startswith("desi") else words.month(row.period)


def disputed(values: pd.DataFrame, days: pd.DataFrame, statistics: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Where sources disagree: each says what it says. ``values`` and ``days`` come from ``conflicts``."""
    words, names = about.words, about.areas["name"]
    lines = []
    for row in values.to_dict("records"):
        what = words(
            "{measure} {year}, {area}",
            measure=measure_name(row["measure"], words),
            year=str(row["period"].year),
            area=names[row["area"]],
        )
        said = [
            words("{source}: {said}", source=source, said=words.number(value, int(decimals)))
            for source, value, decimals in row["said"]
        ]
        lines.append((what, "; ".join(said)))
    for row in days.to_dict("records"):
        what = words(
            "day of publication of {measure} {year}",
            measure=measure_name(row["measure"], words),
            year=str(row["period"].year),
        )
        said = [
            words("{source}: {said}", source=source, said=day_known(day, precision, words))
            for source, day, precision in row["said"]
        ]
        lines.append((what, "; ".join(said)))
    if not lines:
        reason = words(
            "No two sources known on {day} contradict each other by more than their rounding.", day=about.as_of
        )
        return Unknown("disputed", words("No figure is disputed"), reason, words)
    measures = set(values["measure"]) | set(days["measure"])
    touched = statistics[statistics["measure"].isin(measures)]
    return Exhibit(
        name="disputed",
        title=words.plural("Sources disagree about {n} thing", "Sources disagree about {n} things", len(lines)),
        subtitle=words("Values that differ by more than their rounding, and days of publication"),
        description=words(
            "The sources differ on {what}. Each is quoted as it stands; nothing is averaged.",
            what=words.list(line[0] for line in lines),
        ),
        table=Table(
            words("What the sources say"),
            [Column("what", words("What")), Column("said", words("Sources"))],
            pd.DataFrame([(words.sentence(what), said) for what, said in lines], columns=["what", "said"]),
        ),
        source=statistics_line(touched, about.passports, words),
        words=words,
    )


def source_list(statistics: pd.DataFrame, goals: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Every snapshot that the report can draw on, with its passport."""
    words = about.words
    used = [name for name in about.passports if name in set(statistics["snapshot"]) | set(goals["snapshot"])]
    if not used:
        reason = words("No statistics had been published by {day}.", day=about.as_of)
        return Unknown("sources", words("There are no statistics to show"), reason, words)
    passports = [about.passports[name] for name in used]
    rows = pd.DataFrame(
        [(p.title, p.producer, pd.Timestamp(p.retrieved), p.licence, p.name) for p in passports],
        columns=["title", "producer", "retrieved", "licence", "name"],
    )
    return Exhibit(
        name="sources",
        title=words.plural("The figures come from {n} data set", "The figures come from {n} data sets", len(rows)),
        subtitle=words("Statistics and goals known on {day}", day=about.as_of),
        description=words("Producers: {names}.", names=words.own("; ".join(dict.fromkeys(rows["producer"])))),
        table=Table(
            words("Where the figures come from"),
            [
                Column("title", words("Title"), own=True),
                Column("producer", words("Producer"), own=True),
                Column("retrieved", words("Retrieved")),
                Column("licence", words("Terms"), own=True),
                Column("name", words("File")),
            ],
            rows,
        ),
        source=words("Source: the producers named in the table."),
        words=words,
    )
