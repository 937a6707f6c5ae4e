"""The register's tables: one pandera model each, the single place that says what a column means.

Every table is a log. A row is never edited: what changes is a new row with the same key.
"""

import pandas as pd

from radrum.tables import columns as column

CHANGES = ("new", "correction", "ended", "withdrawn")
BOUNDS = ("exact", "about", "over", "under")


class Log(column.Model):
    """What every row of the register says beside its key and values."""

    recorded: pd.Timestamp = column.date("The day the council learned it", required=True)
    holds_from: pd.Timestamp = column.date("The day it is true from, never later than recorded; the same day if empty")
    change: str = column.choice(
        "Whether the row is new, corrects an error, ends what was, or is withdrawn as an error itself",
        CHANGES,
        required=True,
    )
    source: str = column.text("The document that says so", required=True)


class Parties(Log):
    """One row is one body that takes part: a member of the council, a supplier, an authority, a network."""

    party: str = column.key("Name of the body")
    name: str = column.text("The body's name as it calls itself", required=True)
    kind: str = column.choice(
        "What sort of body it is",
        (
            "council",
            "region",
            "municipality",
            "municipal_association",
            "authority",
            "university",
            "company",
            "association",
            "network",
            "board",
        ),
        required=True,
    )
    member: pd.BooleanDtype = column.flag("Whether the body sits on the council")
    area: str = column.reference("Where the body acts, as SE-1480", "areas")
    groups: str = column.text("Sub-regions or groups it belongs to")

    class Config:
        metadata = {"key": ("party",)}


class Meetings(Log):
    """One row is one meeting of one body, held or to come."""

    meeting: str = column.key("Name of the meeting")
    body: str = column.reference("The body that meets", "parties", required=True)
    number: pd.Int64Dtype = column.count("Which in order of the body's meetings", "meetings")
    date: pd.Timestamp = column.date("The day; empty where it is not decided")
    place: str = column.text("Where")
    freeze_date: pd.Timestamp = column.date("The last day whose facts the papers sent out beforehand hold")
    send_date: pd.Timestamp = column.date("The day the papers are sent out")
    notes_at_hand: pd.BooleanDtype = column.flag(
        "Whether the notes of the meeting were at hand when the register was made"
    )
    comment: str = column.text("What a reader must know of it")

    class Config:
        metadata = {"key": ("meeting",)}


class Attendance(Log):
    """One row is one seat at one meeting: a body and the role that sits for it."""

    meeting: str = column.reference("The meeting", "meetings", required=True)
    party: str = column.reference("The body", "parties", required=True)
    seat: str = column.key("Name of the seat within the body")
    role: str = column.text("The role that sits there, never a person's name", required=True)
    attended: str = column.choice(
        "Whether the seat was filled; unclear where the notes say both", ("present", "absent", "unclear"), required=True
    )
    comment: str = column.text("Why it is unclear")

    class Config:
        metadata = {"key": ("meeting", "party", "seat")}


class Agenda(Log):
    """One row is one item of a meeting's agenda and what became of it."""

    meeting: str = column.reference("The meeting", "meetings", required=True)
    item: str = column.key("Name of the item")
    position: pd.Int64Dtype = column.count("Its place on the agenda, from 1", "items", required=True)
    title: str = column.text("What it is called", required=True)
    kind: str = column.choice("What the meeting is asked for", ("information", "discussion", "decision", "group_work"))
    state: str = column.choice(
        "What became of it; planned before the meeting",
        ("planned", "handled", "decided", "continued", "not_reached"),
        required=True,
    )
    decision: str = column.text("What was decided or agreed; empty where nothing was")
    remark: str = column.text("What the notes say of it beside that")
    carried_to: str = column.reference("The meeting it was carried over or continues to", "meetings")
    initiative: str = column.reference("The initiative it concerns", "initiatives")
    measure: str = column.field("The statistic it concerns, one of measures.toml", "key")
    diary_number: str = column.text("The case's number in the diary")

    class Config:
        metadata = {"key": ("meeting", "item")}


class Actions(Log):
    """One row is one task that a meeting gave somebody."""

    action: str = column.key("Name of the task")
    meeting: str = column.reference("The meeting that gave it", "meetings", required=True)
    position: pd.Int64Dtype = column.count("Its place in the meeting's log, from 1", "tasks", required=True)
    area: str = column.text("The heading it stands under in the log", required=True)
    task: str = column.text("What is to be done", required=True)
    responsible: str = column.text("The role or body that answers for it")
    due: str = column.text("Until when, in the words of the notes")
    due_earliest: pd.Timestamp = column.date("First day the words can mean")
    due_latest: pd.Timestamp = column.date(
        "Last day the words can mean; late only after it; empty where the words give none"
    )
    due_ongoing: pd.BooleanDtype = column.flag("Whether it goes on without an end")
    due_meeting: str = column.reference("The meeting it is due at", "meetings")
    initiative: str = column.reference("The initiative it belongs to", "initiatives")
    state: str = column.choice("Where the task stands", ("open", "done", "dropped"), required=True)
    outcome: str = column.text("What came of it")

    class Config:
        metadata = {"key": ("action",)}


class Initiatives(Log):
    """One row is one initiative: a project, a procurement, an event, a platform, an idea that the papers speak of."""

    initiative: str = column.key("Name of the initiative")
    title: str = column.text("What it is called", required=True)
    area: str = column.text("The field it belongs to", required=True)
    kind: str = column.choice(
        "What sort of initiative it is",
        ("project", "procurement", "event", "platform", "network", "training", "study", "idea"),
        required=True,
    )
    summary: str = column.text("What the papers say it is", required=True)
    goal: str = column.text("What it shall deliver (insatsmål)")
    effect_goal: str = column.text("What shall change because of it (effektmål)")
    citizen_benefit: str = column.text("What people gain (medborgarnytta)")
    owner: str = column.reference("The body that owns it", "parties")
    start: str = column.text("When it starts, in the words of the papers")
    start_earliest: pd.Timestamp = column.date("First day the words can mean")
    start_latest: pd.Timestamp = column.date("Last day the words can mean")
    start_ongoing: pd.BooleanDtype = column.flag("Whether it goes on without an end")
    end: str = column.text("When it ends, in the words of the papers")
    end_earliest: pd.Timestamp = column.date("First day the words can mean")
    end_latest: pd.Timestamp = column.date("Last day the words can mean")
    end_ongoing: pd.BooleanDtype = column.flag("Whether it goes on without an end")
    budget: float = column.number("What it may cost", "currency", ge=0)
    currency: str = column.choice("Currency of the budget", ("SEK", "NOK", "EUR"))
    budget_bound: str = column.choice("How exact the budget is", BOUNDS)
    budget_comment: str = column.text("Conditions on the money, in the sense of the papers")
    funding: str = column.choice(
        "How the money stands; empty where the papers do not say", ("secured", "tentative", "in_kind", "none")
    )
    candidate: pd.BooleanDtype = column.flag("Whether it waits to be prioritised")
    restricted: pd.BooleanDtype = column.flag(
        "Whether it must stay out of what the public sees, such as a procurement under way"
    )

    class Config:
        metadata = {"key": ("initiative",)}


class Milestones(Log):
    """One row is one dated step of an initiative, ours or somebody else's."""

    initiative: str = column.reference("The initiative", "initiatives", required=True)
    milestone: str = column.key("Name of the step")
    title: str = column.text("What happens", required=True)
    kind: str = column.choice("Who sets the date", ("decided", "estimated", "required_outside"), required=True)
    body: str = column.reference("The body that decides or acts", "parties")
    due: str = column.text("When, in the words of the papers", required=True)
    due_earliest: pd.Timestamp = column.date("First day the words can mean")
    due_latest: pd.Timestamp = column.date("Last day the words can mean")
    due_ongoing: pd.BooleanDtype = column.flag("Whether it goes on without an end")
    done: pd.Timestamp = column.date("The day it was done")

    class Config:
        metadata = {"key": ("initiative", "milestone")}


class RolloutTotals(Log):
    """One row is one published count of how many have come how far, where the list by name is not known."""

    initiative: str = column.reference("The initiative", "initiatives", required=True)
    state: str = column.choice(
        "How far those counted have come",
        (
            "not_asked",
            "no_answer",
            "declined",
            "planned",
            "started",
            "live",
            "not_applicable",
            "built_or_decided",
            "forecast",
        ),
        required=True,
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


class Benefits(Log):
    """One row is one benefit that an initiative is to give, with what is known of before and after."""

    benefit: str = column.key("Name of the benefit")
    initiative: str = column.reference("The initiative that gives it", "initiatives", required=True)
    what: str = column.text("What is measured", required=True)
    unit: str = column.text("Its unit", required=True)
    baseline: float = column.number("The value before", "as unit")
    baseline_bound: str = column.choice("How exact the value before is", BOUNDS)
    expected: float = column.number("The value expected after", "as unit")
    expected_bound: str = column.choice("How exact the expected value is", BOUNDS)
    condition: str = column.text("What a reader must know of the values")
    owner: str = column.reference("The body that answers for the benefit", "parties")

    class Config:
        metadata = {"key": ("benefit",)}


TABLES: dict[str, type[Log]] = {
    "parties": Parties,
    "meetings": Meetings,
    "attendance": Attendance,
    "agenda": Agenda,
    "actions": Actions,
    "initiatives": Initiatives,
    "milestones": Milestones,
    "rollout_totals": RolloutTotals,
    "benefits": Benefits,
}
