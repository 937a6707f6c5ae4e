"""Exhibits of an index of countries."""

import pandas as pd

from radrum import figures
from radrum.exhibits.ages import age
from radrum.exhibits.disputes import dispute_notes, undecided, with_disputes
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import measure_name, source_name
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import statistics_line
from radrum.words import Words


def index_over_time(
    values: pd.DataFrame,
    ranks: pd.DataFrame,
    remarks: pd.Series,
    measure: str,
    about: Setting,
    disputed: pd.DataFrame | None = None,
) -> Exhibit | Unknown:
    """The nation's index among chosen countries over the years, with its published rank.

    ``values`` come from ``indices.series`` and ``ranks`` from ``indices.ranks``; ``remarks`` are
    what the council's own notes say of it, ``disputed``, from ``conflicts.values``, the values that sources disagree
    about.
    """
    words, names, nation = about.words, about.areas["name"], about.nation
    own = values[values["area"] == nation]
    if own.empty:
        reason = words(
            "The register holds no value of {measure} published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
        return Unknown(_anchor("index-over-time", measure), words("How the country stands is not known"), reason, words)
    values = with_disputes(values.assign(measure=measure), disputed)
    newest = values[values["period"] == own["period"].max()].sort_values("value", ascending=False, ignore_index=True)
    unions, newest = parted(newest, about)
    place = int(newest.index[newest["area"] == nation][0]) + 1
    year, value = own["period"].iloc[-1].year, words.number(own["value"].iloc[-1], own["decimals"].iloc[-1])
    told = [
        words(
            "In {year} {country} had {value}, number {place} of the {n} countries shown here.",
            year=str(year),
            country=names[nation],
            value=value,
            place=str(place),
            n=len(newest),
        )
    ]
    told += [
        words("{area} has {value}.", area=names[row.area], value=words.number(row.value, row.decimals))
        for row in unions.itertuples()
    ]
    if undecided(newest, nation):
        told.append(words("Going by other sources, its place could be different."))
    told_ranks = ranks.drop_duplicates("period").head(2)
    notes = [
        words("Published EU rank in {year}: {rank}.", year=str(rank.period.year), rank=str(int(rank.value)))
        for rank in told_ranks.itertuples()
    ]
    notes += [words("The council's minutes say: {remark}", remark=words.own(remark)) for remark in remarks.dropna()]
    notes += [*age(own["period"].max(), about), *dispute_notes(values, about), *outside(about)]
    return Exhibit(
        name=_anchor("index-over-time", measure),
        title=words(
            "{country} is number {place} of {n} countries compared in {year}",
            country=names[nation],
            place=str(place),
            n=len(newest),
            year=str(year),
        ),
        subtitle=words(
            "{measure}, index from 0 to 1; the axis does not start at 0", measure=measure_name(measure, words)
        ),
        description=words.sentences(told),
        figure=figures.index_over_time(values, dict(names), nation, words),
        table=Table(
            words("Index by country and year"),
            [
                Column("name", words("Country")),
                Column("period", words("Year"), lambda row: str(row["period"].year), number=True),
                Column("value", words("Index"), lambda row: _written(row, words), number=True),
                Column("source", words("Read from"), lambda row: source_name(row["source"], words)),
            ],
            values.assign(name=values["area"].map(names)),
        ),
        source=statistics_line(values, about, told=told_ranks.assign(measure=f"{measure}_rank", area=nation)),
        words=words,
        notes=tuple(notes),
    )


def _written(row: dict, words: Words) -> str:
    return words.number(row["value"], row["decimals"]) + row["mark"]


def _anchor(name: str, measure: str) -> str:
    """The exhibit's place in the page: a series of its own has one of its own."""
    return name if measure == "desi" else f"{name}-{measure.replace('_', '-')}"


def outside(about: Setting) -> list[str]:
    """That the country is not in the ranking, where it is no member of those ranked."""
    if pd.notna(about.areas.at[about.nation, "part_of"]):
        return []
    return [
        about.words(
            "The EU ranks its members; {country} is not one of them and has no rank there.",
            country=about.areas["name"][about.nation],
        )
    ]


def parted(rows: pd.DataFrame, about: Setting) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The unions and the countries among the rows: a union has no place among countries."""
    union = rows["area"].map(about.areas["kind"]) == "union"
    return rows[union], rows[~union].reset_index(drop=True)


def index_changes(
    changes: pd.DataFrame, measure: str, about: Setting, disputed: pd.DataFrame | None = None
) -> Exhibit | Unknown:
    """Who rose and who fell in the last year. ``changes`` come from ``indices.last_change``.

    ``disputed``, from ``conflicts.values``, are the values that sources disagree about.
    """
    words, names, nation = about.words, about.areas["name"], about.nation
    if changes.empty or nation not in set(changes["area"]):
        reason = words(
            "The register does not hold two years of {measure} published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
        return Unknown("index-changes", words("Who rose and who fell is not known"), reason, words)
    changes = with_disputes(changes.assign(measure=measure), disputed)
    before = {"period_before": "period", "before": "value"}
    earlier = with_disputes(changes[["area", "measure", "decimals", *before]].rename(columns=before), disputed)
    changes = changes.assign(before_mark=earlier["mark"])
    own = changes[changes["area"] == nation].iloc[0]
    _, countries = parted(changes, about)
    fell = countries[countries["change"] < 0]
    year, year_before = str(own["period"].year), str(own["period_before"].year)
    change = words.number(abs(own["change"]), own["decimals"])
    before, after = words.number(own["before"], own["decimals"]), words.number(own["value"], own["decimals"])
    country = names[nation]
    if own["change"] < 0 and len(fell) == 1:
        title = words("{country} is the only one of {n} compared that fell", country=country, n=len(countries))
    elif own["change"] < 0:
        title = words.plural(
            "{country} fell, as did {n} more of those compared",
            "{country} fell, as did {n} more of those compared",
            len(fell) - 1,
            country=country,
        )
    elif own["change"] > 0 and (own["change"] > countries.loc[countries["area"] != nation, "change"]).all():
        title = words("{country} rose the most of the {n} compared", country=country, n=len(countries))
    elif own["change"] > 0:
        title = words("{country} rose by {change}", country=country, change=change)
    else:
        title = words("{country} did not fall", country=country)
    direction = (
        words("a fall of {change}", change=change) if own["change"] < 0 else words("a rise of {change}", change=change)
    )
    told = words(
        "{country} went from {before} to {after}, {direction}.",
        country=country,
        before=before,
        after=after,
        direction=direction,
    )
    rises = changes[changes["change"] > 0]
    if len(rises):
        named = words.list(
            f"{names[row.area]} (+{words.number(row.change, row.decimals)})" for row in rises.itertuples()
        )
        told += " " + words("Rose: {countries}.", countries=named)
    told += " " + words("The data here say nothing about other countries.")
    return Exhibit(
        name="index-changes",
        title=title,
        subtitle=words(
            "Change in {measure} from {before} to {year}, computed from the index",
            measure=measure_name(measure, words),
            before=year_before,
            year=year,
        ),
        description=told,
        figure=figures.index_changes(
            changes.assign(mark=changes["mark"].where(changes["mark"] != "", changes["before_mark"])),
            dict(names),
            nation,
            words,
        ),
        table=Table(
            words("Index and change by country"),
            [
                Column("name", words("Country")),
                Column("before", year_before, lambda row: _before(row, words), number=True),
                Column("value", year, lambda row: _written(row, words), number=True),
                Column("change", words("Change"), lambda row: _change(row, words), number=True),
            ],
            changes.assign(name=changes["area"].map(names)),
        ),
        source=statistics_line(changes, about, ["value", "before"], derived=True),
        words=words,
        notes=(*age(own["period"], about), *dispute_notes(earlier, about), *dispute_notes(changes, about)),
    )


def _before(row: dict, words: Words) -> str:
    return words.number(row["before"], row["decimals"]) + row["before_mark"]


def _change(row: dict, words: Words) -> str:
    sign = "+" if row["change"] > 0 else ""
    return sign + words.number(row["change"], row["decimals"]) + (row["mark"] or row["before_mark"])
