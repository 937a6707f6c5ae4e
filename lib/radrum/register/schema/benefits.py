"""What the initiatives are to give, and what has been measured or claimed of it."""

import pandas as pd

from radrum.register.schema.log import BOUNDS, Log
from radrum.tables import columns as column


class Benefits(Log):
    """One row is one benefit that an initiative is to give, with what is known of before and after."""

    benefit: str = column.key("Name of the benefit")
    initiative: str = column.reference("The initiative that gives it", "initiatives", required=True)
    what: str = column.text("What is measured", required=True)
    unit: str = column.text("Its unit", required=True)
    better: str = column.choice("Which way is better; empty where the papers do not say", ("higher", "lower"))
    baseline: float = column.number("The value before", "as unit")
    baseline_bound: str = column.choice("How exact the value before is", BOUNDS)
    baseline_date: pd.Timestamp = column.date("The day the value before was measured")
    expected: float = column.number("The value expected after", "as unit")
    expected_bound: str = column.choice("How exact the expected value is", BOUNDS)
    due: str = column.text("When it is expected, in the words of the papers")
    due_earliest: pd.Timestamp = column.date("First day the words can mean")
    due_latest: pd.Timestamp = column.date("Last day the words can mean")
    worth: float = column.number("What one unit a year is worth in money", "currency per unit and year", ge=0)
    worth_basis: str = column.text("What that worth rests on")
    condition: str = column.text("What a reader must know of the values")
    owner: str = column.reference("The body that answers for the benefit", "parties")
    owner_role: str = column.text("The role that answers for it")

    class Config:
        metadata = {"key": ("benefit",)}


class BenefitValues(Log):
    """One row is one value of one benefit on one day, measured or merely claimed."""

    benefit: str = column.reference("The benefit", "benefits", required=True)
    date: pd.Timestamp = column.date("The day it is for", required=True)
    kind: str = column.choice("Whether it was measured or only claimed", ("measured", "claimed"), required=True)
    value: float = column.number("The value", "as the benefit's unit", required=True)
    bound: str = column.choice("How exact it is", BOUNDS, required=True)
    comment: str = column.prose("How it was measured, or who claims it")

    class Config:
        metadata = {"key": ("benefit", "date", "kind")}
