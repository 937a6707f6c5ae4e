"""The initiatives: what they are, where they stand, what holds them up, what pays for them."""

import pandas as pd

from radrum.register.schema.log import BOUNDS, CURRENCIES, Log
from radrum.tables import columns as column

STAGES = ("idea", "concept", "planning", "execution", "paused", "closing", "realisation", "closed", "withdrawn")
LIGHTS = ("green", "yellow", "red")


class Initiatives(Log):
    """One row is one initiative: a project, an assignment, an event, an idea, whatever the papers want done."""

    initiative: str = column.key("Name of the initiative")
    label: str = column.text("Its number or letter in the papers, as I1")
    title: str = column.text("What it is called", required=True)
    area: str = column.text("The field or group it belongs to", required=True)
    kind: str = column.choice(
        "What sort of initiative it is",
        (
            "project",
            "assignment",
            "procurement",
            "event",
            "platform",
            "network",
            "training",
            "study",
            "influence",
            "idea",
        ),
        required=True,
    )
    summary: str = column.prose("What the papers say it is", required=True)
    goal: str = column.text("What it shall deliver (insatsmål)")
    effect_goal: str = column.text("What shall change because of it (effektmål)")
    citizen_benefit: str = column.text("What people gain (medborgarnytta)")
    owner: str = column.reference("The body that owns it", "parties")
    owner_role: str = column.text("The role that owns it")
    leader_role: str = column.text("The role that leads it")
    resources: str = column.prose("Who does the work and with what, in the sense of the papers")
    start: str = column.text("When it starts, in the words of the papers")
    start_earliest: pd.Timestamp = column.date("First day the words can mean")
    start_latest: pd.Timestamp = column.date("Last day the words can mean")
    start_ongoing: pd.BooleanDtype = column.flag("Whether it goes on without an end")
    end: str = column.text("When it ends, in the words of the papers")
    end_earliest: pd.Timestamp = column.date("First day the words can mean")
    end_latest: pd.Timestamp = column.date("Last day the words can mean")
    end_ongoing: pd.BooleanDtype = column.flag("Whether it goes on without an end")
    budget: float = column.number("What it may cost, once", "currency", ge=0)
    running_cost: float = column.number("What it costs every year afterwards", "currency a year", ge=0)
    currency: str = column.choice("Currency of the amounts", CURRENCIES)
    budget_bound: str = column.choice("How exact the budget is", BOUNDS)
    budget_comment: str = column.prose("Conditions on the money, in the sense of the papers")
    funding: str = column.choice(
        "How the money stands; empty where the papers do not say", ("secured", "tentative", "in_kind", "none")
    )
    rollout_among: str = column.choice(
        "Who is to take it into use; empty where the papers do not say",
        ("municipalities", "municipalities_and_region"),
    )
    rollout_target: float = column.number("How many of them shall use it at its end", "percent", ge=0, le=100)
    effects_followed_up: pd.Timestamp = column.date("The day its effects were followed up after its end")
    candidate: pd.BooleanDtype = column.flag("Whether it waits to be prioritised")
    restricted: pd.BooleanDtype = column.flag(
        "Whether it must stay out of what the public sees, such as a procurement under way"
    )
    remark: str = column.prose("What a reader must know of it")

    class Config:
        metadata = {"key": ("initiative",)}


class Status(Log):
    """One row is one assessment of one initiative: its stage and a light for each of result, time and resources."""

    initiative: str = column.reference("The initiative", "initiatives", required=True)
    stage: str = column.choice("How far it has come; empty where the papers do not say", STAGES)
    light_result: str = column.choice("Whether it will deliver what it shall; empty where not assessed", LIGHTS)
    light_time: str = column.choice("Whether it will be ready in time; empty where not assessed", LIGHTS)
    light_resources: str = column.choice("Whether its resources suffice; empty where not assessed", LIGHTS)
    comment: str = column.prose("Why, in the words of whoever assessed it")

    class Config:
        metadata = {"key": ("initiative",)}


class Milestones(Log):
    """One row is one dated step of an initiative, ours or somebody else's."""

    initiative: str = column.reference("The initiative", "initiatives", required=True)
    milestone: str = column.key("Name of the step")
    title: str = column.text("What happens", required=True)
    kind: str = column.choice(
        "What sort of date it is: decided, estimated, required from outside, a supplier's preliminary one, suggested",
        ("decided", "estimated", "required_outside", "preliminary", "suggested"),
        required=True,
    )
    body: str = column.reference("The body that decides or acts", "parties")
    due: str = column.text("When, in the words of the papers", required=True)
    due_earliest: pd.Timestamp = column.date("First day the words can mean")
    due_latest: pd.Timestamp = column.date("Last day the words can mean")
    due_ongoing: pd.BooleanDtype = column.flag("Whether it goes on without an end")
    done: pd.Timestamp = column.date("The day it was done")

    class Config:
        metadata = {"key": ("initiative", "milestone")}


class Risks(Log):
    """One row is one risk, dependency or blocker of one initiative."""

    initiative: str = column.reference("The initiative", "initiatives", required=True)
    risk: str = column.key("Name of the risk")
    kind: str = column.choice(
        "Whether it may happen, is waited for, or stops the work", ("risk", "dependency", "blocker"), required=True
    )
    title: str = column.text("What it is", required=True)
    likelihood: pd.Int64Dtype = column.count("How likely it is, 1 to 5; empty where not assessed", "grade", ge=1, le=5)
    consequence: pd.Int64Dtype = column.count("How bad it is, 1 to 5; empty where not assessed", "grade", ge=1, le=5)
    lifted_by: str = column.reference("The body that can lift it", "parties")
    lifted_by_role: str = column.text("The role that can lift it")
    state: str = column.choice("Where it stands", ("open", "lifted", "happened"), required=True)
    comment: str = column.prose("What a reader must know of it")

    class Config:
        metadata = {"key": ("initiative", "risk")}


class Funds(Log):
    """One row is one sum of money applied for, granted or set aside, for an initiative or for several."""

    fund: str = column.key("Name of the sum")
    title: str = column.text("What the money is for", required=True)
    initiative: str = column.reference("The initiative; empty where it is for several", "initiatives")
    giver: str = column.reference("The body that gives it", "parties")
    taker: str = column.reference("The body that gets it", "parties")
    state: str = column.choice("How the money stands", ("applied", "granted", "refused", "tentative"), required=True)
    applied: float = column.number("How much was applied for", "currency", ge=0)
    granted: float = column.number("How much was granted or set aside", "currency", ge=0)
    currency: str = column.choice("Its currency", CURRENCIES, required=True)
    bound: str = column.choice("How exact the sums are", BOUNDS, required=True)
    decided_on: pd.Timestamp = column.date("The day it was granted or refused")
    diary_number: str = column.text("The case's number")
    comment: str = column.prose("Conditions on the money")

    class Config:
        metadata = {"key": ("fund",)}


class Criteria(Log):
    """One row is one ground on which candidates are weighed against each other."""

    criterion: str = column.key("Name of the ground")
    position: pd.Int64Dtype = column.count("Its place in the list, from 1", "criteria", required=True)
    title: str = column.text("What is asked", required=True)
    weight: float = column.number("How much it counts; empty where the papers give no weight", "parts", ge=0)

    class Config:
        metadata = {"key": ("criterion",)}


class Scores(Log):
    """One row is the score of one candidate on one ground."""

    initiative: str = column.reference("The candidate", "initiatives", required=True)
    criterion: str = column.reference("The ground", "criteria", required=True)
    score: float = column.number("How well it does, 0 to 5", "points", required=True, ge=0, le=5)
    comment: str = column.prose("Why")

    class Config:
        metadata = {"key": ("initiative", "criterion")}
