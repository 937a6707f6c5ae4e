"""What a forecast comes to in words: when the goal is reached, how sure that is, and what it takes for granted."""

import pandas as pd

from radrum.exhibits.naming import base_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.words import Words


def refusal(row: dict | None, words: Words) -> str:
    """Why there is no forecast, in short; ``row`` is one of ``forecast.reached``, or None where there is none."""
    if row is None or not row["points"]:
        return words("There is no value to forecast from")
    if row["reason"] == "too_old":
        return words(
            "Too old for a forecast: the newest value is from {month}", month=measured_in(row["period"], words)
        )
    if pd.isna(row["since"]):
        return words.plural("Too few values for a forecast: {n}", "Too few values for a forecast: {n}", row["points"])
    return words.plural(
        "Too few values for a forecast: {n} since the definition changed in {year}",
        "Too few values for a forecast: {n} since the definition changed in {year}",
        row["points"],
        year=str(row["since"].year),
    )


def message(row: dict, about: Setting) -> str:
    """The year in which the area reaches the goal, against the goal's own."""
    words = about.words
    said = {"area": row["name"], "goal": words.percent(row["goal"], row["goal_decimals"])}
    month = measured_in(row["period"], words)
    if row["state"] == "met":
        share = words.percent(row["value"], row["decimals"])
        return words("{area} has reached {goal}: {share} in {month}", **said, share=share, month=month)
    if row["state"] == "beyond":
        return words("At this pace {area} does not reach {goal} by {year}", year=str(row["horizon"]), **said)
    said["year"] = str(row["year"])
    if row["year"] < about.as_of.year:
        return words("At its pace up to {month}, {area} would have reached {goal} in {year}", **said, month=month)
    late = row["year"] - row["goal_year"]
    if late > 0:
        return words.plural(
            "At this pace {area} reaches {goal} in {year}, {n} year after the goal",
            "At this pace {area} reaches {goal} in {year}, {n} years after the goal",
            late,
            **said,
        )
    if late < 0:
        return words.plural(
            "At this pace {area} reaches {goal} in {year}, {n} year before the goal",
            "At this pace {area} reaches {goal} in {year}, {n} years before the goal",
            -late,
            **said,
        )
    return words("At this pace {area} reaches {goal} in {year}, the year of the goal", **said)


def told(row: dict, ahead: pd.DataFrame, words: Words) -> list[str]:
    """The newest value, when the goal is reached and how sure that is, and what is expected of its own year.

    ``ahead`` are the area's rows of ``forecast.coming``.
    """
    newest = words.percent(row["value"], row["decimals"])
    said = [words("The newest value is {share}, from {month}.", share=newest, month=measured_in(row["period"], words))]
    if row["state"] == "met":
        goal = words.percent(row["goal"], row["goal_decimals"])
        return [*said, words("The goal of {goal} has been reached since {year}.", goal=goal, year=str(row["year"]))]
    said.append(_between(row, words))
    then = ahead[ahead["period"].dt.year == row["goal_year"]]
    if len(then):
        share = then.iloc[0]
        low, median, high = (words.percent(share[name], share["decimals"]) for name in ("low", "median", "high"))
        said.append(
            words(
                "For {year}, the year of the goal, {share} is expected ({low} to {high}); "
                "the chance that it reaches the goal is {chance}.",
                year=str(row["goal_year"]),
                share=median,
                low=low,
                high=high,
                chance=chance(row["chance"], words),
            )
        )
    return said


def _between(row: dict, words: Words) -> str:
    """The year in which the goal is expected to be reached, and between which years it is with 8 chances in 10."""
    known = {name: str(row[name]) for name in ("year", "earliest", "latest", "horizon") if pd.notna(row[name])}
    said = {"goal": words.percent(row["goal"], row["goal_decimals"]), **known}
    if row["state"] == "beyond":
        if pd.isna(row["earliest"]):
            return words("Even the upper end of the forecast stays below {goal} up to and including {horizon}.", **said)
        return words(
            "Up to and including {horizon} the forecast stays below {goal}; its upper end reaches it in {earliest}.",
            **said,
        )
    if pd.isna(row["latest"]):
        return words(
            "The forecast reaches {goal} in {year}: with an 8 in 10 chance between {earliest} and some year "
            "after {horizon}.",
            **said,
        )
    if row["earliest"] == row["latest"]:
        return words("The forecast reaches {goal} in {year}, with an 8 in 10 chance.", **said)
    return words(
        "The forecast reaches {goal} in {year}: with an 8 in 10 chance between {earliest} and {latest}.", **said
    )


def years(row: dict, words: Words) -> str:
    """The years between which the goal is reached with 8 chances in 10."""
    if pd.isna(row["earliest"]):
        return words("after {year}", year=str(row["horizon"]))
    if pd.isna(row["latest"]):
        return words("{earliest} to after {horizon}", earliest=str(row["earliest"]), horizon=str(row["horizon"]))
    if row["earliest"] == row["latest"]:
        return str(row["earliest"])
    return words("{earliest} to {latest}", earliest=str(row["earliest"]), latest=str(row["latest"]))


def chance(share: float, words: Words) -> str:
    """A chance (0-1) in words."""
    if share >= 0.95:
        return words("more than 9 in 10")
    return words("about {n} in 10", n=round(10 * share)) if share >= 0.05 else words("less than 1 in 10")


def notes(row: dict, about: Setting) -> list[str]:
    """What the forecast takes for granted, how it would have done, and what its goal counts."""
    words = about.words
    said = []
    if pd.notna(row["error"]):
        said.append(
            words(
                "The forecast continues the pace of the {n} values since {month}, slowing as the share nears the "
                "level where it settles, {whole} or less. It does not take account of future subsidies, prices or "
                "plans.",
                n=row["points"],
                month=measured_in(row["first"], words),
                whole=words.percent(100),
            )
        )
        said.append(
            words.plural(
                "Tested on what is known: made without the newest value, the forecast would have missed that value "
                "by {missed}.",
                "Tested on what is known: made without the newest value, and again without the newest two, the "
                "forecast would have missed them by {missed} on average.",
                row["trials"],
                missed=words.points(row["error"], 1),
            )
        )
    if row["period"].year + 1 < about.as_of.year:
        month = measured_in(row["period"], words)
        said.append(words("What came after {month} is not available and not in the forecast.", month=month))
    if row["goal_base"] != row["base"]:
        said.append(
            words(
                "The goal counts {goal_base}; the values count {base}.",
                goal_base=base_name(row["goal_base"], words),
                base=base_name(row["base"], words),
            )
        )
    return said
