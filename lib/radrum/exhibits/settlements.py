"""Exhibit of town and country: the shares in built-up areas and outside them, and how far they are apart."""

from collections.abc import Sequence

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.coverage import axis_note, axis_start
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.lacking import without_value
from radrum.exhibits.municipalities import LEAST
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.rural import country_alone
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import marked, share
from radrum.words import Words


def settlements(
    rows: pd.DataFrame,
    municipalities: pd.DataFrame,
    measure: str,
    about: Setting,
    newest: pd.Timestamp | None = None,
    earlier: Sequence[Exhibit | Unknown] = (),
) -> Exhibit | Unknown:
    """The council's area, its nation and its municipalities, each from the share in the country to that in town.

    ``rows`` come from ``settlements.apart``. What is shown is the newest period of the area itself, or of any area
    where it has none; the periods before are only told of. Where no area has a share in town, the country is set
    against the whole. ``newest`` is the newest period of the measure, town and country or not: the title says of when
    its shares are unless they are of that one. ``earlier`` are exhibits above it on the page: names that one of them
    lists are not listed again.
    """
    words, mine = about.words, about.council.area
    whole = rows[rows["difference"].notna()]
    if whole.empty and rows["behind"].notna().any():
        return country_alone(rows, measure, about)
    if whole.empty:
        reason = words(
            "The register holds no area's values of {measure} both in and outside built-up areas, published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
        return Unknown("settlements", words("How town and country differ is not known"), reason, words)
    own = whole[whole["area"] == mine]
    period = (own if len(own) else whole)["period"].max()
    shown = _ordered(rows[rows["period"] == period].drop_duplicates("area"), mine, about)
    before = _earlier(own, period)
    shares = pd.concat([shown["urban"], shown["rural"]]).dropna()
    start = axis_start(shares)
    told = [_own(row, words) for row in shown[shown["area"] == mine].to_dict("records")]
    told += [*_beside(shown, about), _widest(shown, municipalities, words)]
    there = shown["area"].isin(municipalities.index)
    missing, lacking = without_value(shown["area"], municipalities, words, earlier, period=period)
    if not there.any():
        missing, lacking = (
            words("No municipality has values both in and outside built-up areas available."),
            frozenset(),
        )
    return Exhibit(
        name="settlements",
        title=_title(shown, mine, period if period != newest else None, words),
        subtitle=words(
            "Share of {base} with access to {measure}, in and outside built-up areas, {month}",
            base=base_name(shown["base"].iloc[0], words),
            measure=measure_name(measure, words),
            month=measured_in(period, words),
        ),
        description=words.sentences(filter(None, told)) or _own(_first(shown, mine), words),
        figure=figures.settlements(
            shown,
            (words("Outside built-up areas"), words("In built-up areas")),
            words("Points apart"),
            (~there).tolist(),
            words,
            start=start,
        )
        if len(shown) >= LEAST
        else None,
        reading=reading.town_and_country(words),
        table=_table(shown, words),
        source=statistics_line(pd.concat([shown, before]), about, ["rural", "urban"], derived=True, measure=measure),
        words=words,
        notes=(
            *_before(before, words),
            *axis_note(start, words),
            *share_notes(shown, about, ["rural", "urban"]),
        ),
        missing=missing,
        lacking=lacking,
    )


def _ordered(rows: pd.DataFrame, mine: str, about: Setting) -> pd.DataFrame:
    """The area and its nation first, then the others, those furthest apart first."""
    first = rows["area"].map({mine: 0, about.nation: 1}).fillna(2)
    named = rows.assign(name=rows["area"].map(about.areas["name"]), first=first)
    by = ["first", "difference", "name"]
    return named.sort_values(by, ascending=[True, False, True], ignore_index=True, key=about.words.sorting).drop(
        columns="first"
    )


def _apart(row: dict, words: Words) -> str:
    return words.points(abs(row["difference"]), row["difference_decimals"])


def _title(shown: pd.DataFrame, mine: str, period: pd.Timestamp | None, words: Words) -> str:
    """The shares of both, with their ``period`` where one is given."""
    row = _first(shown, mine)
    said = {
        "area": row["name"],
        "rural": share(row, words, "rural"),
        "urban": share(row, words, "urban"),
    }
    if period is None:
        return words("In {area}, {rural} outside built-up areas have access against {urban} in them", **said)
    return words(
        "In {area} in {month}, {rural} outside built-up areas had access against {urban} in them",
        month=measured_in(period, words),
        **said,
    )


def _first(shown: pd.DataFrame, mine: str) -> dict:
    """The area's own row; where it has no distance, the first that has one."""
    whole = shown[shown["difference"].notna()]
    return (whole[whole["area"] == mine] if (whole["area"] == mine).any() else whole).iloc[0].to_dict()


def _own(row: dict, words: Words) -> str:
    if pd.isna(row["difference"]):
        return ""
    if row["difference"] == 0:
        return words("In {area} the two are level.", area=row["name"])
    if row["difference"] < 0:
        return words(
            "In {area} those in built-up areas are {distance} behind.", area=row["name"], distance=_apart(row, words)
        )
    return words(
        "In {area} those outside built-up areas are {distance} behind.", area=row["name"], distance=_apart(row, words)
    )


def _earlier(own: pd.DataFrame, period: pd.Timestamp) -> pd.DataFrame:
    """The row of the period before, counted in the same way, or none."""
    now = own[own["period"] == period]
    if now.empty:
        return now
    same = (own["era"] == now["era"].iloc[0]) & (own["base"] == now["base"].iloc[0]) & (own["period"] < period)
    return own[same].sort_values("period").tail(1)


def _before(earlier: pd.DataFrame, words: Words) -> list[str]:
    """How far apart the two were in the period before."""
    return [
        words(
            "In {month} the difference was {distance}.",
            month=measured_in(row["period"], words),
            distance=_apart(row, words),
        )
        for row in earlier.to_dict("records")
    ]


def _beside(shown: pd.DataFrame, about: Setting) -> list[str]:
    other = shown[(shown["area"] == about.nation) & shown["difference"].notna()].to_dict("records")
    words, own = about.words, shown[(shown["area"] == about.council.area) & shown["difference"].notna()]
    if own.empty or any((own["difference"].iloc[0] > 0) != (row["difference"] > 0) for row in other):
        return [_own(row, words) for row in other]
    return [
        words("In {area} the difference is {distance}.", area=row["name"], distance=_apart(row, words)) for row in other
    ]


def _widest(shown: pd.DataFrame, municipalities: pd.DataFrame, words: Words) -> str:
    """Which municipality is furthest apart and which least, of those known."""
    known = shown[shown["area"].isin(municipalities.index) & shown["difference"].notna()]
    if len(known) < LEAST:
        return ""
    most, least = known.iloc[0].to_dict(), known.iloc[-1].to_dict()
    said = {
        "n": len(known),
        "most": most["name"],
        "wide": words.points(most["difference"], most["difference_decimals"]),
        "least": least["name"],
        "narrow": words.points(least["difference"], least["difference_decimals"]),
    }
    if len(known) == len(municipalities):
        return words(
            "Of the {n} municipalities, the difference is greatest in {most} ({wide}) and smallest in {least} "
            "({narrow}).",
            **said,
        )
    return words(
        "Of the {n} municipalities with both values, the difference is greatest in {most} ({wide}) and smallest in "
        "{least} ({narrow}).",
        **said,
    )


def _table(shown: pd.DataFrame, words: Words) -> Table:
    def known(name: str, heading: str) -> Column:
        return share_column(
            name,
            heading,
            words,
            lambda row: marked(row, words, name) if pd.notna(row[name]) else words("no value available"),
        )

    def distance(row: dict) -> str:
        if pd.isna(row["difference"]):
            return words("not known")
        return words.points(row["difference"], row["difference_decimals"])

    return Table(
        words("Shares in and outside built-up areas"),
        [
            Column("name", words("Area")),
            known("rural", words("Outside built-up areas")),
            known("urban", words("In built-up areas")),
            Column("difference", words("Difference"), distance, number=True),
        ],
        shown,
    )
