"""The exhibit of how many municipalities reach the goal, which they are, and since when."""

from collections.abc import Sequence

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.lacking import without_value
from radrum.exhibits.municipalities import goal_documents
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import share_notes
from radrum.exhibits.sources import statistics_line
from radrum.words import Words

NAME = "goal-reach"
NAMED = 8  # municipalities that a title or a sentence has room for
LEAST = 3  # municipalities of which a row of dots says more than a sentence


def goal_reach(
    rows: pd.DataFrame,
    values: pd.DataFrame,
    municipalities: pd.DataFrame,
    measure: str,
    about: Setting,
    earlier: Sequence[Exhibit | Unknown] = (),
) -> Exhibit | Unknown:
    """Who reaches the goals, period by period. ``rows`` come from ``gaps.reach_goals`` of the series ``values``.

    ``earlier`` are exhibits above it on the page: names that one of them lists are not listed again.
    """
    words = about.words
    if rows.empty:
        reason = words(
            "No municipality in the register has both a value of {measure} and a goal for it published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
        return Unknown(NAME, words("Which municipalities reach the goal is not known"), reason, words)
    names = municipalities["name"]
    main = spoken(rows, about)
    own = rows[(rows["goal"] == main["goal"]) & (rows["goal_year"] == main["goal_year"])]
    alike = own[(own["era"] == main["era"]) & (own["base"] == main["base"])]
    known = municipalities.index[~municipalities.index.isin(main["areas_unknown"])]
    of_municipalities = values[values["area"].isin(municipalities.index) & values["period"].isin(rows["period"])]
    dots = [_dots(row, names, words) for row in alike.to_dict("records")]
    drawn = len(dots) > 1 and main["known"] >= max(LEAST, main["of"] / 2)
    missing, lacking = without_value(known, municipalities, words, earlier, period=main["period"])
    return Exhibit(
        name=NAME,
        title=reach_title(main, names, words),
        subtitle=words(
            "Municipalities where at least {goal} of the {base} have access to {measure}, the goal for {year}",
            goal=words.percent(main["goal"], main["goal_decimals"]),
            base=base_name(main["base"], words),
            measure=measure_name(measure, words),
            year=str(main["goal_year"]),
        ),
        description=words.sentences(_told(main, alike, rows, names, words)),
        figure=figures.dots_by_period(dots) if drawn else None,
        reading=reading.goal_dots(words),
        table=Table(words("Municipalities that reach the goal, by year"), _columns(names, words), _newest_first(rows)),
        source=statistics_line(values, about, derived=True, documents=goal_documents(rows, measure, about)),
        words=words,
        notes=(*_notes(main, alike, drawn, names, words), *share_notes(of_municipalities, about)),
        missing=missing,
        lacking=lacking,
    )


def spoken(rows: pd.DataFrame, about: Setting) -> pd.Series:
    """The goal that the title speaks of, in the newest period.

    It is the next one; where nobody reaches that, one whose year is just over and that somebody does reach.
    """
    newest = rows[rows["period"] == rows["period"].max()]
    ahead = newest[newest["goal_year"] >= about.as_of.year]
    main = newest.iloc[-1] if ahead.empty else ahead.iloc[0]
    just_over = newest[(newest["goal_year"] == about.as_of.year - 1) & (newest["reached"] > 0)]
    return main if main["reached"] or just_over.empty else just_over.iloc[-1]


def few_known(row: pd.Series) -> bool:
    """Whether fewer than half have a value, so that how many reach the goal cannot be said."""
    return bool(row["known"] < row["of"] / 2)


def reach_title(row: pd.Series, names: pd.Series, words: Words) -> str:
    """How many reach the goal; of those whose value is known where not all are, if they are half or more."""
    if few_known(row):
        return words.plural(
            "How many reach the goal is not known: {n} of {total} has a value",
            "How many reach the goal is not known: {n} of {total} have a value",
            row["known"],
            total=row["of"],
        )
    goal = words.percent(row["goal"], row["goal_decimals"])
    if row["known"] == row["of"]:
        if not row["reached"]:
            return words.plural(
                "The one municipality does not reach {goal}",
                "None of the {n} municipalities reach {goal}",
                row["of"],
                goal=goal,
            )
        if row["reached"] == row["of"] == 2:
            return words("Both municipalities reach {goal}", goal=goal)
        if row["reached"] == row["of"]:
            return words.plural(
                "The one municipality reaches {goal}", "All {n} municipalities reach {goal}", row["of"], goal=goal
            )
        return words.plural(
            "{n} of {total} municipalities reaches {goal}",
            "{n} of {total} municipalities reach {goal}",
            row["reached"],
            total=row["of"],
            goal=goal,
        )
    if not row["reached"]:
        return words.plural(
            "The only municipality with a value available does not reach {goal}",
            "None of the {n} municipalities with a value available reach {goal}",
            row["known"],
            goal=goal,
        )
    there = named(row["areas_reached"], names, words)
    return words.plural(
        "Of {known} municipalities with a value available, {names} reaches {goal}",
        "Of {known} municipalities with a value available, {names} reach {goal}",
        row["reached"],
        names=there,
        goal=goal,
        known=row["known"],
    )


def named(areas: list[str], names: pd.Series, words: Words) -> str:
    """The names of a few areas, or how many there are."""
    if len(areas) > NAMED:
        return words.plural("{n} municipality", "{n} municipalities", len(areas))
    return _listed(areas, names, words)


def _listed(areas: list[str], names: pd.Series, words: Words) -> str:
    return words.list(sorted((names[area] for area in areas), key=words.order))


def _told(row: pd.Series, alike: pd.DataFrame, rows: pd.DataFrame, names: pd.Series, words: Words) -> list[str]:
    """Who they are, how many they were before and who has come since, and how the other goals stand."""
    month, told = measured_in(row["period"], words), []
    if row["reached"]:
        told.append(words("In {month}: {names}.", month=month, names=_listed(row["areas_reached"], names, words)))
    earlier = alike[alike["period"] < row["period"]]
    if len(earlier):
        told += _since(row, earlier.iloc[-1], names, words)
    others = rows[(rows["period"] == row["period"]) & (rows["goal_year"] != row["goal_year"])]
    for other in others.to_dict("records"):
        said = {
            "goal": words.percent(other["goal"], other["goal_decimals"]),
            "year": str(other["goal_year"]),
            "total": words.number(other["known"]),
        }
        if other["reached"]:
            told.append(
                words.plural(
                    "{goal}, the goal for {year}, is reached by {n} of {total}.",
                    "{goal}, the goal for {year}, is reached by {n} of {total}.",
                    other["reached"],
                    **said,
                )
            )
        else:
            told.append(words("{goal}, the goal for {year}, is reached by none of {total}.", **said))
    if not told:
        told.append(words("This is as measured in {month}.", month=month))
    return told


def _since(row: pd.Series, before: pd.Series, names: pd.Series, words: Words) -> list[str]:
    """Who has come and who has gone since the period before; only those whose value is known in both."""
    told, month = [], measured_in(before["period"], words)
    come = [area for area in row["areas_reached"] if area in before["areas_short"]]
    gone = [area for area in row["areas_short"] if area in before["areas_reached"]]
    if come:
        listed = _listed(come, names, words)
        told.append(
            words.plural(
                "New since {month}: {names}.",
                "New since {month}: {names}.",
                len(come),
                month=month,
                names=listed,
            )
        )
    if gone:
        told.append(
            words(
                "No longer among them since {month}: {names}.",
                month=month,
                names=_listed(gone, names, words),
            )
        )
    if not come and not gone and row["known"] == row["of"] == before["known"]:
        told.append(words("They are the same as in {month}.", month=month) if row["reached"] else "")
    return [each for each in told if each]


def _dots(row: dict, names: pd.Series, words: Words) -> figures.Dots:
    marks = [("reached", area) for area in row["areas_reached"]]
    marks += [("short", area) for area in reversed(row["areas_short"])]
    marks += [("unknown", area) for area in [*row["areas_open"], *row["areas_unknown"]]]
    said = {"reached": words("reaches the goal"), "short": words("does not"), "unknown": words("not known")}
    count = words("{n} of {total}", n=row["reached"], total=row["of"])
    if row["reached"] == row["of"]:
        count = words("All {n}", n=row["of"])
    if row["known"] < row["of"]:
        count = words("{n} of {total} with a value available", n=row["reached"], total=row["known"])
    there = row["areas_reached"]
    return figures.Dots(
        measured_in(row["period"], words),
        count,
        _listed(there, names, words) if 0 < len(there) <= NAMED else "",
        tuple((state, f"{names[area]}: {said[state]}") for state, area in marks),
    )


def _columns(names: pd.Series, words: Words) -> list[Column]:
    def those(row: dict) -> str:
        if row["areas_reached"]:
            return _listed(row["areas_reached"], names, words)
        return words("none") if row["known"] == row["of"] else words("none of the {n}", n=row["known"])

    return [
        Column("period", words("Measured"), lambda row: measured_in(row["period"], words)),
        Column(
            "goal",
            words("Goal"),
            lambda row: words(
                "{goal} in {year}",
                goal=words.percent(row["goal"], row["goal_decimals"]),
                year=str(row["goal_year"]),
            ),
        ),
        Column("reached", words("Reach it"), number=True),
        Column("known", words("With a value available"), number=True),
        Column("of", words("All"), number=True),
        Column("areas_reached", words("Municipalities"), those),
    ]


def _newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["period", "goal_year"], ascending=[False, True], kind="stable", ignore_index=True)


def _notes(row: pd.Series, alike: pd.DataFrame, drawn: bool, names: pd.Series, words: Words) -> list[str]:
    notes = []
    if drawn:
        lacking = (alike["known"] < alike["of"]).any()
        notes.append(
            words("One dot per municipality. Filled: it reaches the goal. Ring: it does not. Line: not known.")
            if lacking
            else words("One dot per municipality. Filled: it reaches the goal. Ring: it does not.")
        )
    if row["uncertain"]:
        notes.append(
            words.plural(
                "For {n} municipality, rounding hides on which side of the goal the share lies; it is taken as "
                "published.",
                "For {n} municipalities, rounding hides on which side of the goal the shares lie; they are taken as "
                "published.",
                row["uncertain"],
            )
        )
    if row["areas_open"]:
        listed = words.list(names[area] for area in row["areas_open"])
        notes.append(
            words("Only a limit is published, and it leaves open whether the goal is reached: {names}.", names=listed)
        )
    return notes
