"""Exhibit of the country where no share in town is published: set against the whole."""

import pandas as pd

from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import share
from radrum.words import Words


def country_alone(rows: pd.DataFrame, measure: str, about: Setting) -> Exhibit | Unknown:
    """The share outside built-up areas against that of all, of the council's area, or of its nation where it has none.

    ``rows`` come from ``settlements.apart``; none of them has a share in town.
    """
    words, names, mine = about.words, about.areas["name"], about.council.area
    known = rows[rows["behind"].notna()]
    lead = next((area for area in (mine, about.nation) if area in set(known["area"])), None)
    if lead is None:
        reason = words("No area has values of {measure} in built-up areas.", measure=measure_name(measure, words))
        return Unknown("settlements", words("How town and country differ is not known"), reason, words)
    own = known[known["area"] == lead].sort_values("period", ascending=False, kind="stable", ignore_index=True)
    row = own.iloc[0].to_dict()
    missing = [words("No shares in built-up areas are available.")]
    if lead != mine:
        missing.insert(0, words("{area} has no value outside built-up areas available.", area=names[mine]))
    return Exhibit(
        name="settlements",
        title=words(
            "In {area} in {month}, {rural} outside built-up areas had access against {whole} overall",
            area=names[lead],
            month=measured_in(row["period"], words),
            rural=share(row, words, "rural"),
            whole=share(row, words, "all"),
        ),
        subtitle=words(
            "Share of {base} with access to {measure}, outside built-up areas and overall",
            base=base_name(row["base"], words),
            measure=measure_name(measure, words),
        ),
        description=words.sentences(_told(own, names[lead], words)),
        table=Table(
            words("Shares outside built-up areas and overall"),
            [
                Column("period", words("Measured"), lambda row: measured_in(row["period"], words)),
                share_column("rural", words("Outside built-up areas"), words),
                share_column("all", words("All"), words),
                Column("behind", words("Difference"), lambda row: _behind(row, words), number=True),
            ],
            own,
        ),
        source=statistics_line(own, about, ["rural", "all"], derived=True, measure=measure),
        words=words,
        notes=tuple(share_notes(own, about, ["rural", "all"])),
        missing=words.sentences(missing),
    )


def _behind(row: dict, words: Words) -> str:
    return words.points(row["behind"], row["behind_decimals"])


def _told(own: pd.DataFrame, area: str, words: Words) -> list[str]:
    """How far behind the country is, and how far it was in the period before, counted in the same way."""
    row, earlier = own.iloc[0].to_dict(), own.iloc[1:].to_dict("records")
    told = [_stands(row, area, words)]
    if earlier and (earlier[0]["era"], earlier[0]["base"]) == (row["era"], row["base"]):
        said = {"month": measured_in(earlier[0]["period"], words), "distance": _behind(earlier[0], words)}
        told.append(words("In {month} the difference was {distance}.", **said))
    return told


def _stands(row: dict, area: str, words: Words) -> str:
    distance = words.points(abs(row["behind"]), row["behind_decimals"])
    if row["behind"] == 0:
        return words("In {area} the two are level.", area=area)
    if row["behind"] < 0:
        return words("In {area} those outside built-up areas are {distance} ahead.", area=area, distance=distance)
    return words("In {area} those outside built-up areas are {distance} behind.", area=area, distance=distance)
