"""Exhibits of the parts of an index of countries, one a series."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.ages import age
from radrum.exhibits.disputes import dispute_notes, with_disputes
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.indices import outside, parted
from radrum.exhibits.naming import dimension_name
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import statistics_line

SERIES = {"desi_2020": ("2015", "2020"), "desi_2022": ("2017", "2022")}  # the years that each was computed for
HIGH = (190, 180)  # pixels of a panel, on a wide page and on a phone


def index_dimensions(
    parts: pd.DataFrame, about: Setting, disputed: pd.DataFrame | None = None
) -> list[Exhibit | Unknown]:
    """The parts of the index over the years, each a small panel; an exhibit a series, for the two cannot be joined.

    ``parts`` come from ``indices.dimensions``; ``disputed``, from ``conflicts.values``, are the values that sources
    disagree about.
    """
    words = about.words
    if parts.empty:
        said = [words("The register holds no part of DESI published by {day}.", day=about.as_of), *outside(about)]
        title = words("How the country stands in the parts of DESI is not known")
        return [Unknown("index-dimensions", title, words.sentences(said), words)]
    parts = with_disputes(parts.assign(measure=parts["family"] + "_" + parts["dimension"]), disputed)
    return [
        _dimensions(parts[parts["family"] == family].reset_index(drop=True), family, about)
        for family in dict.fromkeys(parts["family"])
    ]


def _dimensions(rows: pd.DataFrame, family: str, about: Setting) -> Exhibit:
    words, names, nation = about.words, about.areas["name"], about.nation
    first, last = SERIES.get(family, (str(rows["period"].min().year), str(rows["period"].max().year)))
    newest = rows[rows["period"] == rows["period"].max()]
    places = _places(newest, about)
    notes = [
        words("DESI was computed for 2015 to 2020, and again for 2017 to 2022; the two series cannot be joined."),
        *age(newest["period"].iloc[0], about),
        *_disputes(rows, about),
        *outside(about),
    ]
    return Exhibit(
        name=f"index-dimensions-{family.replace('_', '-')}",
        title=_strongest(places, newest["period"].iloc[0].year, about),
        subtitle=words(
            "The parts of DESI, series {first} to {last}; the axis does not start at 0", first=first, last=last
        ),
        description=words.sentences(_told_places(places, about)),
        figure=figures.index_dimensions(
            rows, dict(names), nation, lambda part: dimension_name(part, words), HIGH, words
        )
        if len(rows) > 1
        else None,
        reading=reading.index_parts(names[nation], words),
        table=Table(
            words("The parts of the index by country and year"),
            [
                Column("part", words("Part")),
                Column("name", words("Country")),
                Column("period", words("Year"), lambda row: str(row["period"].year), number=True),
                Column(
                    "value",
                    words("Index"),
                    lambda row: words.number(row["value"], row["decimals"]) + row["mark"],
                    number=True,
                ),
            ],
            rows.assign(
                name=rows["area"].map(names),
                part=[words.sentence(dimension_name(each, words)) for each in rows["dimension"]],
            ),
        ),
        source=statistics_line(rows, about),
        words=words,
        notes=tuple(notes),
    )


def _disputes(rows: pd.DataFrame, about: Setting) -> list[str]:
    """What the sources say of each disputed value, part by part."""
    words = about.words
    return [
        words("{part}: {told}", part=words.sentence(dimension_name(dimension, words)), told=told)
        for dimension, part in rows.groupby("dimension", sort=True)
        for told in dispute_notes(part, about)
    ]


def _places(newest: pd.DataFrame, about: Setting) -> pd.DataFrame:
    """The country's place in each part, best first: a row a part that it has a value of."""
    _, countries = parted(newest, about)
    found = []
    for dimension, rows in countries.groupby("dimension", sort=True):
        own = rows.loc[rows["area"] == about.nation, "value"]
        if len(own):
            found.append((dimension, int((rows["value"] > own.iloc[0]).sum()) + 1, len(rows)))
    places = pd.DataFrame(found, columns=["dimension", "place", "of"])
    return places.sort_values(["place", "dimension"], ignore_index=True)


def _strongest(places: pd.DataFrame, year: int, about: Setting) -> str:
    words, country = about.words, about.areas["name"][about.nation]
    if places.empty:
        return words("{country} has no value in this series", country=country)
    best, worst = places.iloc[0], places.iloc[-1]
    said = {"country": country, "year": str(year), "place": str(best["place"]), "n": int(best["of"])}
    if best["place"] == worst["place"]:
        return words("{country} is number {place} of {n} countries compared in every part in {year}", **said)
    if (places["place"] == best["place"]).sum() > 1:
        low = str(worst["place"])
        return words(
            "{country} is between number {place} and {low} of {n} countries compared in {year}", low=low, **said
        )
    said["part"] = dimension_name(best["dimension"], words)
    if (places["place"] == worst["place"]).sum() > 1:
        return words("{country} stands best in {part}: number {place} of {n} countries compared in {year}", **said)
    return words(
        "{country} stands best in {part} (number {place} of {n}) and worst in {other} (number {low}) in {year}",
        other=dimension_name(worst["dimension"], words),
        low=str(worst["place"]),
        **said,
    )


def _told_places(places: pd.DataFrame, about: Setting) -> list[str]:
    words, country = about.words, about.areas["name"][about.nation]
    if places.empty:
        return [words("The countries shown are those compared with {country}.", country=country)]
    return [
        words(
            "Place of {country} among the countries compared: {places}.",
            country=country,
            places=words.list(
                words(
                    "{part} {place} of {n}",
                    part=dimension_name(row.dimension, words),
                    place=str(row.place),
                    n=int(row.of),
                )
                for row in places.itertuples()
            ),
        ),
        words("The data here say nothing about other countries."),
    ]
