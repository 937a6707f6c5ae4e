"""The exhibit of one municipality among its peers: those of like size."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.coverage import axis_note, axis_start
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.ranking import rank_written
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import limits_among, share_column, share_notes
from radrum.exhibits.sources import snapshots_of, statistics_line
from radrum.figures.shares import marked, share
from radrum.words import Words

PEERS = "peers"
LEAST = 3  # peers with a value: among fewer there is no place to stand


def peers(rows: pd.DataFrame, level: pd.DataFrame, area: str, measure: str, about: Setting) -> Exhibit | Unknown:
    """The municipality ``area`` and its peers by rank. ``rows`` come from ``municipality.peers``, ``level`` from
    ``municipality.nation_level``: the nation is a line in the figure.
    """
    words, names = about.words, about.areas["name"]
    known = rows[rows["value"].notna()].assign(name=lambda rows: rows["area"].map(names)).reset_index(drop=True)
    own = known[known["area"] == area]
    if own.empty or len(known) <= LEAST:
        title = words("How {area} stands among its peers is not known", area=names[area])
        return Unknown(PEERS, title, _reason(rows, own, measure, area, about), words)
    row, said = own.iloc[0], _said(own.iloc[0], measure, words)
    lines = [(names[each["area"]], each["value"], marked(each, words)) for each in level.to_dict("records")]
    start = axis_start([*known["value"], *level["value"]])
    others = words.list(known.loc[known["area"] != area, "name"])
    return Exhibit(
        name=PEERS,
        title=_title(row, names[area], words),
        subtitle=words(
            "{area} and its peers: share of {base} with access to {measure}, {month}", area=names[area], **said
        ),
        description=words.sentences(_told(known, row, others, words)),
        figure=figures.ranked(known, area, lines, words, start=start),
        reading=reading.ranks(names[area], words),
        table=Table(
            words("{area} and its peers, by rank", area=names[area]),
            [
                Column("name", words("Municipality")),
                Column("rank", words("Rank"), lambda each: _rank(each, words), number=True),
                share_column("value", words("Share"), words),
                Column("counted", words("Households"), lambda each: words.number(each["counted"]), number=True),
            ],
            known,
            dense=True,
        ),
        source=statistics_line(known, about, ["value", "counted"], derived=True, also=snapshots_of(level)),
        words=words,
        notes=(
            words(
                "Peers: up to seven municipalities in {nation}, those whose number of households is nearest to "
                "its own, none of them with fewer than half or more than twice as many.",
                nation=names[about.nation],
            ),
            *share_notes(known, about),
            *axis_note(start, words),
        ),
        missing=_missing(rows, names, said["month"], words),
    )


def _said(row: pd.Series, measure: str, words: Words) -> dict[str, str]:
    month = measured_in(row["period"], words)
    return {"base": base_name(row["base"], words), "measure": measure_name(measure, words), "month": month}


def _reason(rows: pd.DataFrame, own: pd.DataFrame, measure: str, area: str, about: Setting) -> str:
    """Why the municipality cannot be set against peers."""
    words, name, day = about.words, about.areas["name"][area], about.as_of
    if rows.empty:
        return words(
            "Peers are those of similar size, and the register holds no number of households for {area} published by "
            "{day}.",
            area=name,
            day=day,
        )
    if own.empty:
        return words(
            "The register holds no value of {measure} for {area} published by {day}.",
            measure=measure_name(measure, words),
            area=name,
            day=day,
        )
    others = rows[rows["area"] != area]
    if others.empty:
        nation = about.areas["name"][about.nation]
        return words("No municipality in {nation} is similar in size to {area}.", nation=nation, area=name)
    return words.plural(
        "This needs values for at least three peers, and {area} has only one peer.",
        "This needs values for at least three peers; of the {n} peers of {area}, {known} had a value by {day}.",
        len(others),
        known=words.number(others["value"].notna().sum()),
        area=name,
        day=day,
    )


def _title(row: pd.Series, name: str, words: Words) -> str:
    """Its rank among all that are like it, or among those whose value is known."""
    said = {"area": name, "rank": rank_written(row, words)}
    if row["rank_at_worst"] != row["rank"]:
        return words(
            "{area} is number {rank} among {known} municipalities of similar size with a value available",
            known=row["known"],
            **said,
        )
    if row["tied"] > 1:
        return words("{area} shares place {rank} among {total} municipalities of similar size", total=row["of"], **said)
    return words("{area} is number {rank} among {total} municipalities of similar size", total=row["of"], **said)


def _told(known: pd.DataFrame, row: pd.Series, others: str, words: Words) -> list[str]:
    told = [
        words("{area} has {share}.", area=row["name"], share=share(row, words)),
        words("Its peers are {names}.", names=others),
    ]
    first = known.iloc[0]
    if not limits_among(known) and first["value"] != row["value"]:
        most = share(first, words)
        told.append(words("The highest of these is {area} with {share}.", area=first["name"], share=most))
    return told


def _rank(row: dict, words: Words) -> str:
    number = rank_written(row, words)
    return words("{rank} (shared)", rank=number) if row["tied"] > 1 else number


def _missing(rows: pd.DataFrame, names: pd.Series, month: str, words: Words) -> str:
    without = words.list(names[area] for area in rows.loc[rows["value"].isna(), "area"])
    return (
        words("No value available for these peers in {month}: {names}.", month=month, names=without) if without else ""
    )
