"""The exhibit of when each municipality reaches the goal."""

from collections.abc import Sequence

import pandas as pd

from radrum import figures
from radrum.exhibits import outlook, reading
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.lacking import without_value
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.words import Words

NAME = "goal-years"
FEW = 3  # rows that a chart takes
NAMED = 5  # municipalities that a sentence has room for
ORDER = {"met": 0, "within": 1, "beyond": 2}


def goal_years(
    values: pd.DataFrame,
    reached: pd.DataFrame,
    municipalities: pd.DataFrame,
    measure: str,
    about: Setting,
    earlier: Sequence[Exhibit | Unknown] = (),
) -> Exhibit | Unknown:
    """When each municipality reaches the goal; those without a forecast are named.

    ``values`` come from ``coverage.series`` and ``reached`` from ``forecast.reached`` of the same areas. ``earlier``
    are exhibits above it on the page: names that one of them lists are not listed again.
    """
    words = about.words
    own = reached[reached["area"].isin(municipalities.index)]
    rows = own[own["state"].isin(ORDER)]
    title = words("When the municipalities reach the goal is not known")
    if (own["state"] == "no_goal").any():
        reason = words("No goal for {measure} lies ahead.", measure=measure_name(measure, words))
        return Unknown(NAME, title, reason, words)
    if rows.empty:
        reason = words.plural(
            "A forecast needs four values or more under one definition, the newest no older than three years. The "
            "one municipality does not have them.",
            "A forecast needs four values or more under one definition, the newest no older than three years. None "
            "of the {n} municipalities have them.",
            len(municipalities),
        )
        return Unknown(NAME, title, reason, words)
    rows = _sorted(rows.assign(name=rows["area"].map(municipalities["name"])), words)
    last = int(max(rows["horizon"].max(), rows["goal_year"].iloc[0]))
    span = int(rows["period"].dt.year.min()), last
    first = rows.iloc[0]
    aim = words.percent(first["goal"], first["goal_decimals"])
    goal = words("Goal for {year}", year=str(first["goal_year"])), int(first["goal_year"])
    said = [_when(row, words) for row in rows.to_dict("records")]
    used = values[values["area"].isin(rows["area"]) & (values["era"] == values["era"].max())]
    rows = _as_measured(rows, used)
    groups = None if _charted(rows) else _grouped(rows, words)
    missing, lacking = _without(own, rows, municipalities, words, earlier)
    return Exhibit(
        name=NAME,
        title=_title(rows, aim, words),
        subtitle=words(
            "Year in which {goal} of the {base} have access to {measure}, if the pace lasts",
            goal=aim,
            base=base_name(first["base"], words),
            measure=measure_name(measure, words),
        ),
        description=words.sentences(_told(rows, aim, words)),
        figure=figures.years_by_area(rows, said, goal, span, words) if _charted(rows) else None,
        reading=reading.years(words),
        table=Table(words("The municipalities and the year they reach the goal"), _columns(rows, words), rows)
        if groups is None
        else Table(words("The year they reach the goal, by municipality"), _group_columns(rows, words), groups),
        source=statistics_line(used, about, derived=True, documents=[first["document"]]),
        words=words,
        notes=(*_notes(rows, words), *(share_notes(used, about) if groups is None else ())),
        missing=missing,
        lacking=lacking,
    )


def _as_measured(rows: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """``rows`` with what is known of the value that each begins from."""
    told = [name for name in ("status", "carried", "about", "made_of") if name in values]
    begun = values.drop_duplicates(["area", "period"])[["area", "period", *told]]
    return rows.merge(begun, on=["area", "period"], how="left")


def _sorted(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Those that have reached the goal, then those expected to, the soonest first, then those beyond the years."""
    keyed = rows.assign(
        _state=rows["state"].map(ORDER), _name=rows["name"].map(words.order), _chance=-rows["chance"].astype(float)
    )
    by = ["_state", "year", "latest", "earliest", "_chance", "_name"]
    return keyed.sort_values(by, ignore_index=True).drop(columns=["_state", "_name", "_chance"])


def _charted(rows: pd.DataFrame) -> bool:
    """Whether a chart says more than the sentence: of some rows, not all of which are beyond the years shown."""
    return len(rows) >= FEW and (rows["state"] != "beyond").any()


def _title(rows: pd.DataFrame, aim: str, words: Words) -> str:
    year = int(rows["goal_year"].iloc[0])
    in_time = int((rows["year"] <= year).sum())
    said = {"total": len(rows), "goal": aim, "year": str(year)}
    if not in_time:
        return words.plural(
            "At this pace the only municipality with a forecast does not reach {goal} by {year}",
            "At this pace none of the {n} municipalities with a forecast reach {goal} by {year}",
            len(rows),
            **said,
        )
    if in_time == len(rows) == 2:
        return words("At this pace both municipalities with a forecast reach {goal} by {year}", **said)
    if in_time == len(rows):
        return words.plural(
            "At this pace the only municipality with a forecast reaches {goal} by {year}",
            "At this pace all {n} municipalities with a forecast reach {goal} by {year}",
            len(rows),
            **said,
        )
    return words.plural(
        "At this pace {n} of {total} municipalities with a forecast reaches {goal} by {year}",
        "At this pace {n} of {total} municipalities with a forecast reach {goal} by {year}",
        in_time,
        **said,
    )


def _told(rows: pd.DataFrame, aim: str, words: Words) -> list[str]:
    """Who has reached it, who is expected to last, and who is not expected to in the years looked at."""
    met, within, beyond = (rows[rows["state"] == state] for state in ORDER)
    told = []
    if len(met):
        told.append(words("{goal} has already been reached by {names}.", goal=aim, names=_named(met, words)))
    if len(within) > 1:
        first, last = within.iloc[0], within[within["year"] == within["year"].max()]
        told.append(
            words(
                "Of those still to come, {first} is expected first, in {year}, and {last} last, in {end}.",
                first=first["name"],
                year=str(first["year"]),
                last=_named(last, words),
                end=str(last["year"].iloc[0]),
            )
        )
    elif len(within):
        told.append(
            words(
                "{name} is expected to reach it in {year}.",
                name=within["name"].iloc[0],
                year=str(within["year"].iloc[0]),
            )
        )
    if len(beyond):
        told.append(
            words(
                "Not expected to reach it by {year}: {names}.",
                year=str(beyond["horizon"].min()),
                names=_named(beyond, words),
            )
            if len(beyond) < len(rows) or len(rows) <= NAMED
            else words(
                "None of the {n} are expected to reach it by {year}.", n=len(rows), year=str(beyond["horizon"].min())
            )
        )
    return told


def _named(rows: pd.DataFrame, words: Words) -> str:
    names = sorted(rows["name"], key=words.order)
    if len(names) > NAMED:
        return words.plural("{n} municipality", "{n} municipalities", len(names))
    return words.list(names)


def _columns(rows: pd.DataFrame, words: Words) -> list[Column]:
    return [
        Column("name", words("Municipality")),
        Column("period", words("Measured"), lambda row: measured_in(row["period"], words)),
        share_column("value", words("Share"), words),
        Column("year", words("Reaches the goal"), lambda row: _when(row, words)),
        Column(
            "earliest",
            words("Range, 8 in 10 chance"),
            lambda row: _span(row, words),
        ),
        Column(
            "chance",
            words("Chance by {year}", year=str(rows["goal_year"].iloc[0])),
            lambda row: _chance(row, words),
        ),
    ]


def _grouped(rows: pd.DataFrame, words: Words) -> pd.DataFrame | None:
    """A row for all of whom the same is foreseen, with their names; None where that is of few areas or not shorter."""
    said = [(_when(row, words), _span(row, words), _chance(row, words)) for row in rows.to_dict("records")]
    told = pd.DataFrame(said, columns=["year", "earliest", "chance"]).assign(name=rows["name"].to_numpy())
    found = []
    for said, group in told.groupby(["year", "earliest", "chance"], sort=False):
        names = words.list(sorted(group["name"], key=words.order))
        found.append((names, len(group), *said))
    if len(rows) <= NAMED or len(found) > len(rows) / 2:
        return None
    whole = [(words("All {n}", n=len(rows)), *found[0][1:])] if len(found) == 1 else found
    return pd.DataFrame(whole, columns=["name", "n", "year", "earliest", "chance"])


def _group_columns(rows: pd.DataFrame, words: Words) -> list[Column]:
    year = str(rows["goal_year"].iloc[0])
    return [
        Column("name", words("Municipalities")),
        Column("n", words("Number"), number=True),
        Column("year", words("Reaches the goal")),
        Column("earliest", words("Range, 8 in 10 chance")),
        Column("chance", words("Chance by {year}", year=year)),
    ]


def _span(row: dict, words: Words) -> str:
    return words("reached") if row["state"] == "met" else outlook.years(row, words)


def _chance(row: dict, words: Words) -> str:
    return words("reached") if row["state"] == "met" else outlook.chance(row["chance"], words)


def _when(row: dict, words: Words) -> str:
    if row["state"] == "met":
        return words("since {year}", year=str(row["year"]))
    return words("after {year}", year=str(row["horizon"])) if row["state"] == "beyond" else str(row["year"])


def _notes(rows: pd.DataFrame, words: Words) -> list[str]:
    notes = [
        words(
            "Each forecast continues the pace of its municipality's values, slowing as the share nears the level "
            "where it settles. It does not take account of future subsidies, prices or plans."
        )
    ]
    if _charted(rows):
        notes.insert(
            0,
            words(
                "Mark: the year expected; a diamond where that is after the goal. Line: from the earliest to the "
                "latest year with an 8 in 10 chance; an arrow where that is after the last year shown. Square: "
                "reached."
            ),
        )
    tried = rows["error"].dropna()
    if len(tried):
        notes.append(
            words(
                "Tested on what is known: without its newest values, each forecast would have missed them by "
                "{missed} on average.",
                missed=words.points(tried.mean(), 1),
            )
        )
    return notes


def _without(
    own: pd.DataFrame,
    rows: pd.DataFrame,
    municipalities: pd.DataFrame,
    words: Words,
    earlier: Sequence[Exhibit | Unknown],
) -> tuple[str, frozenset[str]]:
    """Whose values are too few or too old, and who has none, by name; of these the codes."""
    few = own.loc[own["reason"] == "too_few", "area"]
    old = own.loc[own["reason"] == "too_old", "area"]
    names = {
        reason: words.list(sorted(municipalities.loc[areas, "name"], key=words.order))
        for reason, areas in (("few", few), ("old", old))
        if len(areas)
    }
    said = []
    if "few" in names:
        said.append(words("Fewer than four values, so no forecast: {names}.", names=names["few"]))
    if "old" in names:
        said.append(words("Newest value more than three years old, so no forecast: {names}.", names=names["old"]))
    none, lacking = without_value(pd.concat([rows["area"], few, old]), municipalities, words, earlier)
    return words.sentences([*said, none] if none else said), lacking
