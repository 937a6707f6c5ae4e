"""The tidy table of statistics and the table of goals, as pandera models."""

import pandas as pd

from radrum.tables import columns as column

PRECISIONS = ("day", "month", "season", "year", "inferred", "unknown")
UNITS = ("percent", "percentage_points", "index", "score", "rank", "number")
LIMITS = {  # the least and the most that a value of each unit can be
    "percent": (0, 100),
    "percentage_points": (-100, 100),
    "index": (0, 1),
    "score": (0, 100),
    "rank": (1, None),
    "number": (0, None),
}
UNSTATED = ("suppressed", "not_available", "not_applicable")  # why a value is missing
STATUS = (  # at_least and at_most: the value is the limit that was published instead of it, as >99.99 and <1
    *("rounded", "at_least", "at_most", "provisional", "estimated", "imputed", "carried", "break"),
    *("definition_differs", "low_reliability", *UNSTATED),
)
SEGMENTS = ("all", "urban", "rural")
BASES = (
    "households",
    "workplaces",
    "population",
    "population_and_workplaces",
    "households_and_workplaces",
    "population_to_households",
    "dwellings",
    "area",
    "country",
)
# Those whose number is one of people, or of what they live in: of fewer than five the public edition tells no number.
OF_PEOPLE = (
    *("households", "population", "population_and_workplaces", "households_and_workplaces"),
    *("population_to_households", "dwellings"),
)


class Statistics(column.Model):
    """One row is one published value of one measure for one area, period, segment, base and source."""

    area: str = column.reference("The area, as SE-1480", "areas", required=True)
    period: pd.Timestamp = column.date("The day it was measured, or the first day of the year it is for", required=True)
    measure: str = column.field("The measure, one of measures.toml", "key", required=True, refers="measures")
    segment: str = column.choice(
        "Where those counted live: all, built-up areas or outside them", SEGMENTS, required=True
    )
    base: str = column.choice("Who is counted; area: ground, country: each country as one", BASES, required=True)
    source: str = column.text("Who published the value", required=True)
    published: pd.Timestamp = column.date("The day it was published; the last it can have been where that is not known")
    published_precision: str = column.choice("How exactly that day is known", PRECISIONS, required=True)
    value: float = column.number("The value; where it is missing its status says why", "as unit")
    decimals: pd.Int64Dtype = column.count("How many decimals it was published with", "decimals", required=True)
    unit: str = column.choice("The value's unit", UNITS, required=True)
    status: str = column.choice("What must be known of the value, or why it is missing", STATUS)
    url: str = column.text("The page it was read on")
    comment: str = column.text("What a reader must know of it")

    class Config:
        metadata = {"key": ("area", "period", "measure", "segment", "base", "source", "published")}


class Goals(column.Model):
    """One row is one goal that somebody adopted for an area: the share that shall have a service by a year."""

    area: str = column.reference("The area it is for", "areas", required=True)
    measure: str = column.field("The measure, one of measures.toml", "key", required=True, refers="measures")
    segment: str = column.choice("Where those counted live", SEGMENTS, required=True)
    base: str = column.choice("Who is counted", BASES, required=True)
    goal_year: pd.Int64Dtype = column.count("The year whose end it is for", "year", required=True)
    document: str = column.text("The document it stands in", required=True)
    adopted: pd.Timestamp = column.date("The day it was adopted, or the last it can have been", required=True)
    adopted_precision: str = column.choice("How exactly that day is known", PRECISIONS, required=True)
    value: float = column.number("The goal", "percent", required=True, ge=0, le=100)
    decimals: pd.Int64Dtype = column.count("How many decimals it is written with", "decimals", required=True)
    unit: str = column.choice("Its unit", ("percent",), required=True)

    class Config:
        metadata = {"key": ("area", "measure", "segment", "base", "goal_year", "adopted")}
