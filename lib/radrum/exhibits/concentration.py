"""Exhibit of where the households without access are: how few municipalities hold half of them."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.municipalities import LEAST, NAMED
from radrum.exhibits.naming import measure_name, measured_in
from radrum.exhibits.rounding import as_known
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import share
from radrum.words import Words


def concentration(rows: pd.DataFrame, measure: str, about: Setting) -> Exhibit | Unknown:
    """The municipalities by households without access, most first, and the few that hold half of them together.

    ``rows`` come from ``concentration.uncovered``.
    """
    words = about.words
    rows = rows.assign(name=rows["area"].map(about.areas["name"]))
    known, unknown = rows[rows["without"].notna()], rows[rows["without"].isna()]
    named = measure_name(measure, words)
    if known.empty:
        reason = words(
            "This needs both the share of each municipality's households with access to {measure} and their number, "
            "for the same year. No municipality has both, published by {day}.",
            measure=named,
            day=about.as_of,
        )
        title = words("Where households lack access is not known")
        return Unknown("concentration", title, reason, words)
    if not known["without"].sum() > 0:
        reason = words.plural(
            "Every household in the only municipality with a value can get {measure}.",
            "Every household in the {n} municipalities with a value can get {measure}.",
            len(known),
            measure=named,
        )
        return Unknown("concentration", words("No household is known to be without access"), reason, words)
    few = known[known["half"]]
    month = measured_in(known["period"].iloc[0], words)
    shown = known.assign(
        written=[_without(row, words) for row in known.to_dict("records")],
        sum=[_summed(row.together, words) for row in known.itertuples()],
    )
    return Exhibit(
        name="concentration",
        title=_title(few, len(known), len(rows), words),
        subtitle=words("Households without access to {measure} by municipality, {month}", measure=named, month=month),
        description=words.sentences(_told(known, few, named, words)),
        figure=figures.concentration(
            shown.reset_index(drop=True),
            words("Running<br>total"),
            words("Above the line: half of the households without access"),
            words,
        )
        if len(known) >= LEAST
        else None,
        reading=reading.without_access(words),
        table=_table(shown, words),
        source=statistics_line(known, about, ["value", "counted"], derived=True, measure=measure),
        words=words,
        notes=(_rounded(known, words), *share_notes(known, about)),
        missing=_missing(unknown, words),
    )


def _without(row: dict, words: Words) -> str:
    """How many lack access, as exactly as the rounding of the share lets one say."""
    return words.number(as_known(row["without"], row["within"]))


def _total(known: pd.DataFrame, words: Words) -> str:
    return words.number(as_known(known["without"].sum(), known["within"].sum()))


def _summed(share: float, words: Words) -> str:
    """A share of all in whole percent, which is all only where it is."""
    return words.percent(min(share, 99) if share < 100 - 1e-9 else share)


def _title(held: pd.DataFrame, known: int, total: int, words: Words) -> str:
    few = len(held)
    if held["share"].sum() > 50 + 1e-9:
        if known == total:
            return words.plural(
                "{n} of {total} municipalities accounts for over half of the households without access",
                "{n} of {total} municipalities account for over half of the households without access",
                few,
                total=total,
            )
        return words.plural(
            "{n} of the {known} municipalities with a known number accounts for over half of their households "
            "without access",
            "{n} of the {known} municipalities with a known number account for over half of their households without "
            "access",
            few,
            known=known,
        )
    if known == total:
        return words.plural(
            "{n} of {total} municipalities accounts for half of the households without access",
            "{n} of {total} municipalities account for half of the households without access",
            few,
            total=total,
        )
    return words.plural(
        "{n} of the {known} municipalities with a known number accounts for half of their households without access",
        "{n} of the {known} municipalities with a known number account for half of their households without access",
        few,
        known=known,
    )


def _told(known: pd.DataFrame, few: pd.DataFrame, named: str, words: Words) -> list[str]:
    first, total = known.iloc[0], _total(known, words)
    most, said = _without(first.to_dict(), words), {"first": first["name"], "share": share(first, words)}
    told = [
        words.plural(
            "About {households} households in {n} municipality cannot get {measure}.",
            "About {households} households in {n} municipalities cannot get {measure}.",
            len(known),
            households=total,
            measure=named,
        ),
        words("{first} has the most, about {n}; {share} of its households have access.", n=most, **said),
    ]
    if 1 < len(few) <= NAMED:
        held = _summed(few["share"].sum(), words)
        told.append(words("Together, {names} account for {share}.", names=words.list(few["name"]), share=held))
    return told


def _rounded(known: pd.DataFrame, words: Words) -> str:
    return words(
        "Computed from each share without access and the number of households; "
        "the rounding of the shares can hide up to {n} of about {total} in all.",
        n=words.number(max(1, known["within"].sum())),
        total=_total(known, words),
    )


def _table(shown: pd.DataFrame, words: Words) -> Table:
    return Table(
        words("Households without access"),
        [
            Column("name", words("Municipality")),
            Column("without", words("Without access (about)"), lambda row: row["written"], number=True),
            Column("counted", words("Households"), lambda row: words.number(row["counted"]), number=True),
            share_column("value", words("With access"), words),
            Column("together", words("Cumulative share of all without access"), lambda row: row["sum"], number=True),
        ],
        shown,
    )


def _missing(unknown: pd.DataFrame, words: Words) -> str:
    if unknown.empty:
        return ""
    return words.plural(
        "No number can be given for {n} municipality, whose share or households are not known: {names}.",
        "No number can be given for {n} municipalities, whose share or households are not known: {names}.",
        len(unknown),
        names=words.list(sorted(unknown["name"], key=words.order)),
    )
