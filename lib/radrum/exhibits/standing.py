"""The exhibit of how each municipality stands among the council's, and among those of its own size."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.coverage import axis_note, axis_start
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.lacking import without_value
from radrum.exhibits.municipalities import LEAST, TIED
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.ranking import rank_written
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import BRIEF, share
from radrum.words import Words

NAME = "standing"


def standing(rows: pd.DataFrame, municipalities: pd.DataFrame, measure: str, about: Setting) -> Exhibit | Unknown:
    """Each municipality's share, its rank among the council's, and among the municipalities nearest to it in size.

    ``rows`` come from ``ranking.standings`` of ``municipalities`` among those of the country.
    """
    words, area = about.words, about.areas["name"][about.council.area]
    rows = rows.assign(name=rows["area"].map(about.areas["name"]))
    set_against = rows[rows["like_rank"].notna()]
    if set_against.empty:
        title = words("How the municipalities stand against those of their own size is not known")
        return Unknown(NAME, title, _reason(rows, measure, about), words)
    first, start = rows.iloc[0], axis_start([*rows["value"], *set_against["middle"]])
    drawn = len(rows) >= LEAST
    missing, lacking = _missing(rows, municipalities, words)
    return Exhibit(
        name=NAME,
        title=_title(set_against, len(municipalities), words),
        subtitle=words(
            "Share of {base} with access to {measure}, {month}",
            base=base_name(first["base"], words),
            measure=measure_name(measure, words),
            month=measured_in(first["period"], words),
        ),
        description=words.sentences(_told(set_against, words)),
        figure=figures.standing(
            rows,
            ["" if pd.isna(row["like_rank"]) else _rank(row, "like_", words) for row in rows.to_dict("records")],
            (words("The municipality"), words("Middle of those of its size")),
            words("Rank for its size"),
            words,
            start=start,
        )
        if drawn
        else None,
        reading=reading.like_sizes(words),
        table=Table(
            words("Rank in {area}, and among municipalities of similar size", area=area),
            _columns(area, words),
            rows,
            dense=True,
        ),
        source=statistics_line(
            rows,
            about,
            ["value", "counted"],
            derived=True,
            also=set_against["like_snapshots"].explode(),
            measure=measure,
        ),
        words=words,
        notes=(
            words(
                "Of its own size: the municipality itself and up to seven others in {nation}, those whose number "
                "of households is nearest to its own, none of them with fewer than half or more than twice as "
                "many.",
                nation=about.areas["name"][about.nation],
            ),
            words("The middle is the median of the others: as many of them have a higher share as have a lower one."),
            *share_notes(rows, about),
            *(axis_note(start, words) if drawn else ()),
        ),
        missing=missing,
        lacking=lacking,
    )


def _reason(rows: pd.DataFrame, measure: str, about: Setting) -> str:
    """Why no municipality can be set against others of its size."""
    words = about.words
    if rows.empty:
        return words(
            "The register holds no municipality's value of {measure} published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
    if rows["counted"].isna().all():
        return words(
            "Size is the number of households, and the register holds none for a municipality with a value of "
            "{measure} published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
    return words(
        "This needs values for at least three others of similar size; no municipality has that many published by "
        "{day}.",
        day=about.as_of,
    )


def _title(rows: pd.DataFrame, total: int, words: Words) -> str:
    if len(rows) < total / 2:
        return words.plural(
            "Only {n} of {total} municipalities can be set against those of its own size",
            "Only {n} of {total} municipalities can be set against those of their own size",
            len(rows),
            total=total,
        )
    first, last = _alike(rows, 0, words), _alike(rows, -1, words)
    if _apart(rows.iloc[0], words) == _apart(rows.iloc[-1], words):
        return words.plural(
            "{first} alone can be set against municipalities of its own size",
            "The {n} municipalities compare equally with those of their own size",
            len(rows),
            first=first,
        )
    if len(rows) == total:
        return words("{first} best and {last} worst against municipalities of their own size", first=first, last=last)
    return words(
        "{first} best and {last} worst against municipalities of their own size, of the {n} that can be compared",
        first=first,
        last=last,
        n=len(rows),
    )


def _alike(rows: pd.DataFrame, at: int, words: Words) -> str:
    """The names of all that are as far from the middle as the row ``at``, as it is written; of many how many."""
    written = [_apart(row, words) for _, row in rows.iterrows()]
    names = [name for name, each in zip(rows["name"], written, strict=True) if each == written[at]]
    if len(names) > TIED:
        return words.plural("{n} municipality", "{n} municipalities", len(names))
    return words.list(names)


def _told(rows: pd.DataFrame, words: Words) -> list[str]:
    """How far the two ends are from the middle, and who is first among those of its size, as far as it is proved."""
    told = [_ahead(rows.iloc[0], words)]
    if len(rows) > 1:
        told.append(_ahead(rows.iloc[-1], words))
    first = rows.loc[(rows["like_worst"] == 1) & (rows["like_tied"] == 1), "name"]
    if len(first) > 1:
        told.append(
            words.plural(
                "{n} is first among those of its own size: {names}.",
                "{n} are first among those of their own size: {names}.",
                len(first),
                names=words.list(sorted(first, key=words.order)),
            )
        )
    return told


def _ahead(row: pd.Series, words: Words) -> str:
    said = {
        "area": row["name"],
        "share": share(row, words),
        "distance": words.points(abs(row["apart"]), row["apart_decimals"]),
        "middle": words.percent(row["middle"], row["apart_decimals"]),
    }
    if round(row["apart"], row["apart_decimals"]) == 0:
        return words("{area} has {share}, which is the middle of those of its size.", **said)
    if row["apart"] > 0:
        return words("{area} has {share}, {distance} above the middle of those of its size ({middle}).", **said)
    return words("{area} has {share}, {distance} below the middle of those of its size ({middle}).", **said)


def _columns(area: str, words: Words) -> list[Column]:
    return [
        Column("name", words("Municipality")),
        share_column("value", words("Share"), words),
        Column("rank", words("Rank in {area}", area=area), lambda row: _rank(row, "", words), number=True),
        Column("like_rank", words("Rank for its size"), lambda row: _like(row, words), number=True),
        Column("apart", words("Distance from the middle for its size"), lambda row: _apart(row, words), number=True),
    ]


def _rank(row: dict, which: str, words: Words) -> str:
    """A rank with the number it is out of: of all, or of those known where all are not."""
    worst = row["like_worst" if which else "rank_at_worst"]
    rank, tied, known, of = (row[f"{which}{name}"] for name in ("rank", "tied", "known", "of"))
    said = {"rank": words.number(rank) if which else rank_written(row, words), "known": known, "total": of}
    text = words("{rank} of {total}", **said) if rank == worst else words("{rank} of {known} known", **said)
    return words("{rank} (shared)", rank=text) if tied > 1 else text


def _like(row: dict, words: Words) -> str:
    if pd.isna(row["counted"]):
        return words("size not known")
    if row["like_of"] == 1:
        return words("no other of its size")
    if row["status"] in BRIEF:
        return words("not known")
    return words("too few known") if pd.isna(row["like_rank"]) else _rank(row, "like_", words)


def _apart(row: pd.Series | dict, words: Words) -> str:
    return (
        words("not known")
        if pd.isna(row["apart"])
        else words.points(row["apart"], int(row["apart_decimals"]), signed=True)
    )


def _missing(rows: pd.DataFrame, municipalities: pd.DataFrame, words: Words) -> tuple[str, frozenset[str]]:
    left = rows[rows["like_rank"].isna()]
    none, lacking = without_value(rows["area"], municipalities, words, period=rows["period"].iloc[0])
    told = [none]
    if len(left):
        told.append(
            words.plural(
                "{n} municipality with a value cannot be set against others of its size: {names}.",
                "{n} municipalities with a value cannot be set against others of their size: {names}.",
                len(left),
                names=words.list(sorted(left["name"], key=words.order)),
            )
        )
    return words.sentences(filter(None, told)), lacking
