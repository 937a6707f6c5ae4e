"""Exhibit of growth: who has gained most since the period before, in points and in households."""

import pandas as pd

from radrum import figures
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.lacking import uncarried_reasons
from radrum.exhibits.municipalities import LEAST, NAMED
from radrum.exhibits.naming import base_name, break_reason, measure_name, measured_in
from radrum.exhibits.nation import growth_of_the_nation
from radrum.exhibits.rounding import as_known
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import change_cell, change_points, share_column, share_notes
from radrum.exhibits.sources import snapshots_of, statistics_line
from radrum.words import Words


def growth(
    grown: pd.DataFrame,
    gained: pd.DataFrame,
    municipalities: pd.DataFrame,
    breaks: tuple,
    measure: str,
    about: Setting,
    published: Exhibit | Unknown | None = None,
) -> Exhibit | Unknown:
    """Each municipality's growth between the two newest periods, against the nation's.

    ``grown`` come from ``growth.between`` and may hold the nation, ``gained`` from ``households.gained``. Nothing is
    said across a break; that there was one is said.
    """
    words, title = about.words, about.words("Who rose most is not known")
    own = grown[grown["area"].isin(municipalities.index)]
    known = own[own["change"].notna()]
    nation = grown[(grown["area"] == about.nation) & grown["change"].notna()].to_dict("records")
    if known.empty and nation:
        reason = "" if isinstance(published, Exhibit) else _reason(own, breaks, measure, about)
        return growth_of_the_nation(nation[0], reason, measure, about)
    if known.empty:
        return Unknown("growth", title, _reason(own, breaks, measure, about), words)
    numbers = gained.dropna(subset="gained").set_index("area")
    rounded = [as_known(*each) for each in zip(numbers["gained"], numbers["within"], strict=True)]
    shown = known.assign(
        name=known["area"].map(municipalities["name"]),
        households=known["area"].map(pd.Series(rounded, numbers.index, dtype="float64")),
        hidden=known["area"].map(numbers["within"]),
    ).reset_index(drop=True)
    written = [_more(each, words) if pd.notna(each) else "" for each in shown["households"]]
    period, before = (measured_in(shown[name].iloc[0], words) for name in ("period", "period_before"))
    beside = [(about.areas["name"][about.nation], row["change"], change_points(row, words)) for row in nation]
    # Where no figure shows the nation, what is said of it stands among the notes.
    against, drawn = _beside(shown, beside, words), len(shown) >= LEAST
    notes = [] if drawn else [*against]
    notes += [words("A home that was built with access counts as gained too.")] if any(written) else []
    if (shown["change_decimals"] == 0).any():
        notes.append(words("The shares are in whole per cent, so a change can be off by one percentage point."))
    notes += share_notes(shown, about, ["before", "value"])
    counted = gained[gained["area"].isin(shown["area"]) & gained["gained"].notna()]
    also = snapshots_of(pd.DataFrame(nation, columns=grown.columns), ["value", "before"])
    also += snapshots_of(counted, ["counted", "counted_before"])
    return Exhibit(
        name="growth",
        title=_title(shown, len(municipalities), words),
        subtitle=words(
            "Change in the share of {base} with access to {measure}, percentage points, {before} to {month}",
            base=base_name(shown["base"].iloc[0], words),
            measure=measure_name(measure, words),
            before=before,
            month=period,
        ),
        description=words.sentences(_told(shown, against if drawn else [], words)),
        figure=figures.growth(
            shown.assign(gained=written),
            (beside[0][0], beside[0][1], _signed(nation[0], words)) if beside else None,
            words("Households<br>gained"),
            [False] * len(shown),
            words,
        )
        if drawn
        else None,
        table=_table(shown, (before, period), words),
        source=statistics_line(shown, about, ["value", "before"], derived=True, also=also),
        words=words,
        notes=tuple(notes),
        missing=_missing(own, municipalities, words),
    )


def _reason(own: pd.DataFrame, breaks: tuple, measure: str, about: Setting) -> str:
    """Why there is no growth to show: a break that is named, or no two values."""
    words = about.words
    crossed = own[own["why"] == "break"]
    if len(crossed):
        row = crossed.iloc[0]
        why = [break_reason(reason, words) for day, reason in breaks if row["period_before"] < day <= row["period"]]
        return words(
            "The definition changed between {before} and {month} ({reasons}), so the values cannot be compared.",
            before=measured_in(row["period_before"], words),
            month=measured_in(row["period"], words),
            reasons=words.within(words.joined(why, ", ")),
        )
    vague = own.loc[own["why"] == "limit", "area"].map(about.areas["name"])
    if len(vague):
        return _limits(vague, words)
    return words(
        "The register holds no municipality's values of {measure} for two periods in a row, published by {day}.",
        measure=measure_name(measure, words),
        day=about.as_of,
    )


def _signed(row: dict, words: Words) -> str:
    return ("+" if row["change"] > 0 else "") + words.number(row["change"], row["change_decimals"])


def _more(households: float, words: Words) -> str:
    return ("+" if round(households) > 0 else "") + words.number(households)


def _title(shown: pd.DataFrame, total: int, words: Words) -> str:
    top = shown[shown["change"] == shown["change"].max()]
    if top["change"].iloc[0] <= 0:
        return words.plural(
            "The municipality with both values did not rise",
            "None of the {n} municipalities with both values rose",
            len(shown),
        )
    said = {"names": words.list(top["name"]), "change": change_points(top.iloc[0].to_dict(), words)}
    if len(top) > NAMED:
        return words("{n} municipalities rose most, each by {change}", n=len(top), change=said["change"])
    if len(shown) == total:
        return words("{names} rose the most of the {n} municipalities: {change}", n=total, **said)
    return words.plural(
        "{names}: {change}, the only municipality with both values",
        "{names} rose the most of the {n} municipalities with both values: {change}",
        len(shown),
        **said,
    )


def _beside(shown: pd.DataFrame, beside: list[tuple], words: Words) -> list[str]:
    """How the nation grew, and how many did better."""
    told = []
    for name, change, said in beside:
        faster = int((shown["change"] > change).sum())
        told.append(
            words.plural(
                "{area}: {change}; {n} municipality did better.",
                "{area}: {change}; {n} municipalities did better.",
                faster,
                area=name,
                change=said,
            )
        )
    return told


def _told(shown: pd.DataFrame, beside: list[str], words: Words) -> list[str]:
    told = [_moved(shown, words), *beside]
    total, counted = _together(shown), int(shown["households"].notna().sum())
    if total is not None:
        told.append(
            words.plural(
                "About {households} more households in {n} municipality have access than in the period before.",
                "About {households} more households in {n} municipalities have access than in the period before.",
                counted,
                households=words.number(total),
            )
            if total >= 0
            else words.plural(
                "About {households} fewer households in {n} municipality have access than in the period before.",
                "About {households} fewer households in {n} municipalities have access than in the period before.",
                counted,
                households=words.number(-total),
            )
        )
    return told


def _limits(names: pd.Series, words: Words) -> str:
    listed = words.list(sorted(names, key=words.order))
    return words("For {names}, only a limit is published for one or both values.", names=listed)


def _moved(shown: pd.DataFrame, words: Words) -> str:
    """How many rose, stood still and fell."""
    rose, fell = int((shown["change"] > 0).sum()), int((shown["change"] < 0).sum())
    if rose == len(shown) == 2:
        return words("Both municipalities with values for both periods rose.")
    if rose == len(shown):
        return words.plural(
            "The one municipality with values for both periods rose.",
            "All {n} municipalities with values for both periods rose.",
            rose,
        )
    return words.plural(
        "Of {n} municipality with values for both periods, {rose} rose, {still} stood still and {fell} fell.",
        "Of {n} municipalities with values for both periods, {rose} rose, {still} stood still and {fell} fell.",
        len(shown),
        rose=rose,
        still=len(shown) - rose - fell,
        fell=fell,
    )


def _together(shown: pd.DataFrame) -> int | None:
    """The households gained in all the municipalities, as exactly as it is known; None where none has a number."""
    counted = shown["households"].dropna()
    return as_known(counted.sum(), shown["hidden"].sum()) if len(counted) else None


def _table(shown: pd.DataFrame, months: tuple[str, str], words: Words) -> Table:
    def households(row: dict) -> str:
        return _more(row["households"], words) if pd.notna(row["households"]) else words("no number")

    columns = [
        Column("name", words("Municipality")),
        share_column("before", months[0], words),
        share_column("value", months[1], words),
        Column("change", words("Change"), lambda row: change_cell(row, words), number=True),
    ]
    together = _together(shown)
    if together is None:
        return Table(words("Growth by municipality"), columns, shown)
    columns.append(Column("households", words("Households gained (about)"), households, number=True))
    total = _more(together, words)
    return Table(words("Growth by municipality; households gained in all: about {total}", total=total), columns, shown)


def _missing(own: pd.DataFrame, municipalities: pd.DataFrame, words: Words) -> str:
    """By name, those of which no growth can be said: no value now, none before, or a break in between."""
    said = []
    broken, vague = (own.loc[own["why"].isin(why), "area"] for why in (["break", "base"], ["limit"]))
    without = [area for area in municipalities.index if area not in set(own.loc[own["change"].notna(), "area"])]
    others = municipalities.loc[[area for area in without if area not in {*broken, *vague}], "name"]
    if len(broken):
        names = words.list(sorted(municipalities.loc[broken, "name"], key=words.order))
        said.append(words("The definition changed in between for {names}.", names=names))
    if len(vague):
        said.append(_limits(municipalities.loc[vague, "name"], words))
    if len(others):
        said.append(
            words.plural(
                "One or both values are missing for {n} municipality: {names}.",
                "One or both values are missing for {n} municipalities: {names}.",
                len(others),
                names=words.list(sorted(others, key=words.order)),
            )
        )
        said += uncarried_reasons(municipalities.loc[others.index], words)
    return words.sentences(said)
