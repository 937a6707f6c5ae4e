"""How far each municipality has come with each initiative."""

import pandas as pd

from radrum.register.schema.log import BOUNDS, Log
from radrum.tables import columns as column

STATES = ("not_asked", "no_answer", "declined", "planned", "started", "live", "not_applicable")


class Rollout(Log):
    """One row is how far one body has come with one initiative; the day it holds from is the day it came so far."""

    initiative: str = column.reference("The initiative", "initiatives", required=True)
    party: str = column.reference("The municipality or region", "parties", required=True)
    state: str = column.choice("How far it has come", STATES, required=True)
    comment: str = column.prose("What a reader must know of it")

    class Config:
        metadata = {"key": ("initiative", "party")}


class RolloutTotals(Log):
    """One row is one published count of how many have come how far, where the list by name is not known."""

    initiative: str = column.reference("The initiative", "initiatives", required=True)
    state: str = column.choice(
        "How far those counted have come", (*STATES, "built_or_decided", "forecast"), required=True
    )
    counted: str = column.choice("What is counted", ("municipalities", "households", "houses"), required=True)
    count: pd.Int64Dtype = column.count(
        "How many; the least where the papers give a range", "as counted", required=True
    )
    count_most: pd.Int64Dtype = column.count("The most, where the papers give a range", "as counted")
    out_of: pd.Int64Dtype = column.count("Of how many; empty where the papers do not say", "as counted")
    bound: str = column.choice("How exact the count is", BOUNDS, required=True)
    condition: str = column.text("What the count is limited to, in the sense of the papers")
    by: pd.Timestamp = column.date("The day a forecast is for")

    class Config:
        metadata = {"key": ("initiative", "state", "counted")}
