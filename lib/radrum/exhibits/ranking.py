"""Exhibit of how the area stands: its rank among areas of its kind."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.coverage import axis_note, axis_start
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import base_name, kind_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import limits_among, share_column, share_notes
from radrum.exhibits.sources import snapshots_of, statistics_line
from radrum.figures.shares import marked, share
from radrum.words import Words

RANKING = "ranking"
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
            "A rank needs values for other {kinds} in the same year; the register holds none published by {day}.",
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
    lines = [(names[row["area"]], row["value"], marked(row, words)) for row in nation.to_dict("records")]
    start = axis_start([*rows["value"], *nation["value"]])
    then = snapshots_of(ranked[ranked["period"].isin(_proved_before(newest, own)["period"])])
    return Exhibit(
        name=RANKING,
        title=rank_title(newest, rows.loc[rows["area"] != area, "name"].tolist(), kind, about),
        subtitle=words(
            "Share of {base} with access to {measure}, {month}",
            base=base_name(newest["base"], words),
            measure=measure_name(measure, words),
            month=measured_in(newest["period"], words),
        ),
        description=words.sentences(_placed(newest, rows, about)),
        figure=figures.ranked(rows.assign(name=rows["name"].str.split(" - ").str[0]), area, lines, words, start=start)
        if len(rows) >= LEAST
        else None,
        reading=reading.ranks(names[area], words),
        table=Table(
            words("Areas by rank"),
            [
                Column("name", words("Area")),
                Column("rank", words("Rank"), lambda row: _rank(row, words), number=True),
                share_column("value", words("Share"), words),
            ],
            rows,
        ),
        source=statistics_line(rows, about, derived=True, also=[*snapshots_of(nation), *then]),
        words=words,
        notes=(
            *_other_ranks(newest, own, kind, words),
            *(axis_note(start, words) if len(rows) >= LEAST else ()),
            *share_notes(rows, about),
        ),
        missing=_missing(without, words),
    )


def rank_title(row: pd.Series, others: list[str], kind: str, about: Setting) -> str:
    """The rank as far as it is proved: among all, or among those whose value is known.

    Last of those known is no rank: it comes after the ``others``, named where they are few.
    """
    words = about.words
    said = {"area": about.areas["name"][about.council.area], "rank": rank_written(row, words)}
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
        "{area} is number {rank} among {known} {kinds} with a value available",
        known=row["known"],
        kinds=kind_name(kind, row["known"], words),
        **said,
    )


def _placed(row: pd.Series, rows: pd.DataFrame, about: Setting) -> list[str]:
    words, names = about.words, about.areas["name"]
    told = [words("{area} has {share}.", area=names[row["area"]], share=share(row, words))]
    first, last = rows.iloc[0], rows.iloc[-1]
    if limits_among(rows):
        return told
    if first["value"] != row["value"]:
        most = share(first, words)
        told.append(words("The highest of these is {area} with {share}.", area=first["name"], share=most))
    if last["value"] != row["value"]:
        least = share(last, words)
        told.append(words("The lowest of these is {area} with {share}.", area=last["name"], share=least))
    return told


def _other_ranks(row: pd.Series, own: pd.DataFrame, kind: str, words: Words) -> list[str]:
    """Which it was before; where not all values are known, between which it lies."""
    if row["rank_at_worst"] == row["rank"]:
        return [
            words(
                "In {month} it was number {rank}.",
                month=measured_in(before["period"], words),
                rank=words.number(before["rank"]),
            )
            for _, before in _proved_before(row, own).iterrows()
        ]
    return [
        words(
            "With the values of all {total} {kinds} it would be number {rank} at best and {worst} at worst.",
            total=row["of"],
            kinds=kind_name(kind, row["of"], words),
            rank=words.number(row["rank"]),
            worst=words.number(row["rank_at_worst"]),
        )
    ]


def _proved_before(row: pd.Series, own: pd.DataFrame) -> pd.DataFrame:
    """The last rank before that of ``row`` that is proved, where that one is too: one row or none."""
    proved = own[(own["rank"] == own["rank_at_worst"]) & (own["base"] == row["base"]) & (own["of"] == row["of"])]
    return proved[proved["period"] < row["period"]].tail(int(row["rank_at_worst"] == row["rank"]))


def rank_written(row: pd.Series | dict, words: Words) -> str:
    """A rank among those with a value; where limits leave it open, from the best that it can be to the worst."""
    best, worst = words.number(row["rank"]), words.number(row["rank_of_known"])
    return best if best == worst else words("{first} to {last}", first=best, last=worst)


def _rank(row: dict, words: Words) -> str:
    number = rank_written(row, words)
    return words("{rank} (shared)", rank=number) if row["tied"] > 1 else number


def _missing(without: list[str], words: Words) -> str:
    if not without:
        return ""
    if len(without) > NAMED:
        return words.plural(
            "No value available for {n} other: {names}.",
            "No value available for {n} others: {names}.",
            len(without),
            names=words.list(without),
        )
    return words("No value available for {names}.", names=words.list(without))
