"""Exhibits of what is disputed and where the figures come from."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown, plain
from radrum.exhibits.naming import day_known, measure_name, source_name
from radrum.exhibits.origins import STATISTICS, Cited, key_of
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import in_its_language, link, named, processed, statistics_line
from radrum.words import Words


def disputed(
    values: pd.DataFrame,
    days: pd.DataFrame,
    statistics: pd.DataFrame,
    about: Setting,
    shown: Sequence[Exhibit | Unknown] | None = None,
) -> Exhibit | Unknown:
    """Where sources disagree: each says what it says. ``values`` and ``days`` come from ``conflicts``.

    Where ``shown``, the page's exhibits, are given, it is told which of them each disagreement touches.
    """
    words, names = about.words, about.areas["name"]
    last = statistics.drop_duplicates("measure", keep="last").set_index("measure")["snapshot"]
    titles = {measure: about.passports[snapshot].title for measure, snapshot in last.items()}
    lines = []
    for row in values.to_dict("records"):
        what = words(
            "{measure} {year}, {area}",
            measure=measure_name(row["measure"], words, titles.get(row["measure"], "")),
            year=str(row["period"].year),
            area=names[row["area"]],
        )
        said = [
            words("{source}: {said}", source=source_name(source, words), said=words.number(value, int(decimals)))
            for source, value, decimals in row["said"]
        ]
        lines.append((what, "; ".join(said), touched(row, statistics, shown or ())))
    for row in days.to_dict("records"):
        what = words(
            "date of publication of {measure} {year}",
            measure=measure_name(row["measure"], words, titles.get(row["measure"], "")),
            year=str(row["period"].year),
        )
        said = [
            words("{source}: {said}", source=source_name(source, words), said=day_known(day, precision, words))
            for source, day, precision in row["said"]
        ]
        lines.append((what, "; ".join(said), touched(row, statistics, shown or ())))
    if not lines:
        reason = words(
            "No two sources known on {day} contradict each other by more than their rounding.", day=about.as_of
        )
        return Unknown("disputed", words("No figure is disputed"), reason, words)
    measures = set(values["measure"]) | set(days["measure"])
    told = statistics[statistics["measure"].isin(measures)]
    return Exhibit(
        name="disputed",
        title=words.plural("Sources disagree about {n} thing", "Sources disagree about {n} things", len(lines)),
        subtitle=words("Values that differ by more than their rounding, and dates of publication"),
        description=words(
            "The sources differ on {what}. Each is quoted as it stands; nothing is averaged.",
            what=words.list(line[0] for line in lines),
        ),
        table=Table(
            words("What the sources say"),
            [
                Column("what", words("What")),
                Column("said", words("Sources")),
                *(
                    []
                    if shown is None
                    else [Column("touched", words("Where on the page"), lambda row: linked(row["touched"], words))]
                ),
            ],
            pd.DataFrame([(words.sentence(what), *rest) for what, *rest in lines], columns=["what", "said", "touched"]),
        ),
        source=statistics_line(told, about),
        words=words,
    )


def touched(fault: Mapping[str, Any], statistics: pd.DataFrame, shown: Sequence[Exhibit | Unknown]) -> list[Exhibit]:
    """Those of the ``shown`` exhibits that use one of the values a ``fault`` lies in.

    ``fault`` has some of the columns that name a value; ``statistics`` are those in which it was found.
    """
    known = {name: fault[name] for name in STATISTICS if name in fault}
    found = statistics[(statistics[[*known]] == pd.Series(known)).all(axis=1)]
    files, key = {f"statistics/{name}.csv" for name in found["snapshot"]}, key_of(known)
    cited = [each for each in shown if isinstance(each, Exhibit) and isinstance(each.source, Cited)]
    return [each for each in cited if any(one.file in files and one.agrees(key) for one in each.source.used)]


def linked(shown: Sequence[Exhibit | Unknown], words: Words) -> str:
    """Exhibits by their headings, each a link to it, on lines of their own."""
    links = [Markup('<a href="#{}">{}</a>').format(each.name, each.title) for each in shown]
    return words.joined(links, "\n") or words("nowhere on the page")


def source_list(
    statistics: pd.DataFrame, goals: pd.DataFrame, about: Setting, shown: Sequence[Exhibit | Unknown] | None = None
) -> Exhibit | Unknown:
    """Every snapshot that the report can draw on, with its passport; its title leads to where it was published.

    Where ``shown``, the page's exhibits, are given, only those that one of them cites: the snapshot itself, or a
    document of its goals.
    """
    words = about.words
    used = [name for name in about.passports if name in set(statistics["snapshot"]) | set(goals["snapshot"])]
    if shown is not None:
        lines = [plain(each.source) for each in shown if isinstance(each, Exhibit)]
        used = [name for name in used if _cited(name, goals, lines, about)]
    if not used:
        reason = words("No statistics had been published by {day}.", day=about.as_of)
        return Unknown("sources", words("There are no statistics to show"), reason, words)
    passports = [about.passports[name] for name in used]
    rows = pd.DataFrame(
        [(p.title, p.producer, pd.Timestamp(p.retrieved), p.licence, p.name, p.language, p.url) for p in passports],
        columns=["title", "producer", "retrieved", "licence", "name", "language", "url"],
    )
    producers = dict.fromkeys(named(p.producer, p.language, words) for p in passports)
    title = (
        words.plural("The figures may come from {n} data set", "The figures may come from {n} data sets", len(rows))
        if shown is None
        else words.plural("The figures come from {n} data set", "The figures come from {n} data sets", len(rows))
    )
    return Exhibit(
        name="sources",
        title=title,
        subtitle=words("Statistics and goals known on {day}", day=about.as_of),
        description=words("Producers: {names}.", names=words.joined(producers)),
        table=Table(
            words("Where the figures come from"),
            [
                Column("title", words("Title"), lambda row: _published(row, words)),
                Column("producer", words("Producer"), lambda row: named(row["producer"], row["language"], words)),
                Column("retrieved", words("Retrieved")),
                Column("licence", words("Terms"), lambda row: in_its_language(row["licence"], row["language"], words)),
                Column("name", words("File"), lambda row: link(row["name"], row["name"])),
            ],
            rows,
        ),
        source=words("Source: the producers named in the table."),
        words=words,
    )


def _published(row: Mapping[str, Any], words: Words) -> str:
    """The title of a snapshot, as a link to the address in its passport where that is one of the web."""
    title = in_its_language(row["title"], row["language"], words)
    return Markup('<a href="{}">{}</a>').format(row["url"], title) if row["url"].startswith("http") else title


def _cited(name: str, goals: pd.DataFrame, lines: list[str], about: Setting) -> bool:
    """Whether one of the source lines names the snapshot, or a document that its goals stand in."""
    words, passport = about.words, about.passports[name]
    cited = (passport.citation, passport.citation_derived)
    sought = {plain(processed(each, passport.language, words)) for each in cited}
    sought |= set(goals.loc[goals["snapshot"] == name, "document"])
    return any(each in line for each in sought for line in lines)
