"""When bodies meet, what they take up, decide and hand on, and what returns every year."""

import pandas as pd

from radrum.register.schema.log import Log
from radrum.tables import columns as column


class Meetings(Log):
    """One row is one meeting of one body, held or to come, or one day on which a plan or report was given."""

    meeting: str = column.key("Name of the meeting")
    body: str = column.reference("The body that meets or gives the report", "parties", required=True)
    kind: str = column.choice(
        "Whether it is a meeting, a workshop or gathering, or the day of a plan or report",
        ("meeting", "workshop", "gathering", "reporting"),
        required=True,
    )
    title: str = column.text("What it is called, where it has a name of its own")
    number: pd.Int64Dtype = column.count("Which in order of the body's meetings", "meetings")
    date: pd.Timestamp = column.date("The day; empty where it is not decided or not stated to the day")
    when: str = column.text("When, in the words of the papers, where they do not name the day")
    date_earliest: pd.Timestamp = column.date("First day the words can mean")
    date_latest: pd.Timestamp = column.date("Last day the words can mean")
    place: str = column.text("Where")
    freeze_date: pd.Timestamp = column.date("The last day whose facts the papers sent out beforehand hold")
    send_date: pd.Timestamp = column.date("The day the papers are sent out")
    notes_at_hand: pd.BooleanDtype = column.flag(
        "Whether the notes of the meeting were at hand when the register was made"
    )
    comment: str = column.prose("What a reader must know of it")

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
    comment: str = column.prose("Why it is unclear")

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
    proposal: str = column.text("What is proposed to decide, before the meeting")
    decision: str = column.text("What was decided or agreed; empty where nothing was")
    remark: str = column.prose("What the notes say of it beside that")
    carried_to: str = column.reference("The meeting it was carried over or continues to", "meetings")
    initiative: str = column.reference("The initiative it concerns", "initiatives")
    measure: str = column.field("The statistic it concerns, one of measures.toml", "key")
    diary_number: str = column.text("The case's number in the diary")

    class Config:
        metadata = {"key": ("meeting", "item")}


class Decisions(Log):
    """One row is one body's answer to one matter that several bodies must decide, each for itself."""

    decision: str = column.key("Name of the matter")
    party: str = column.reference("The body that must decide", "parties", required=True)
    title: str = column.text("What is to be decided, alike in all its rows", required=True)
    state: str = column.choice(
        "Where the body stands", ("not_asked", "asked", "decided", "refused", "not_applicable"), required=True
    )
    asked_on: pd.Timestamp = column.date("The day it was asked")
    decided_on: pd.Timestamp = column.date("The day it decided or refused")
    decider: str = column.text("Which organ of the body decides, as the municipal board")
    initiative: str = column.reference("The initiative it concerns; empty where it concerns them all", "initiatives")
    diary_number: str = column.text("The case's number in the diary")

    class Config:
        metadata = {"key": ("decision", "party")}


class Actions(Log):
    """One row is one task that a meeting gave somebody."""

    action: str = column.key("Name of the task")
    meeting: str = column.reference("The meeting that gave it", "meetings", required=True)
    item: str = column.field("The item of that meeting's agenda it follows from", "key")
    position: pd.Int64Dtype = column.count("Its place in the meeting's log, from 1", "tasks", required=True)
    area: str = column.text("The heading it stands under in the log", required=True)
    task: str = column.text("What is to be done", required=True)
    responsible: str = column.text("The role or body that answers for it")
    party: str = column.reference("The body that answers for it, where it is one of them", "parties")
    due: str = column.text("Until when, in the words of the notes")
    due_earliest: pd.Timestamp = column.date("First day the words can mean")
    due_latest: pd.Timestamp = column.date(
        "Last day the words can mean; late only after it; empty where the words give none"
    )
    due_ongoing: pd.BooleanDtype = column.flag("Whether it goes on without an end")
    due_meeting: str = column.reference("The meeting it is due at", "meetings")
    initiative: str = column.reference("The initiative it belongs to", "initiatives")
    state: str = column.choice("Where the task stands", ("open", "done", "dropped"), required=True)
    outcome: str = column.prose("What came of it")

    class Config:
        metadata = {"key": ("action",)}


class YearWheel(Log):
    """One row is one activity that returns every year, or a duty to do something so many times a year."""

    activity: str = column.key("Name of the activity")
    title: str = column.text("What is done", required=True)
    kind: str = column.choice(
        "What sort of activity it is",
        ("meeting", "reporting", "planning", "decision", "event", "deadline"),
        required=True,
    )
    body: str = column.reference("The body that does it", "parties")
    to_body: str = column.reference("The body it is done for, as the one reported to", "parties")
    when: str = column.text("When in the year, in the words of the papers; empty where they do not say")
    month_first: pd.Int64Dtype = column.count("The month it begins in, 1 to 12", "month of the year", ge=1, le=12)
    month_last: pd.Int64Dtype = column.count("The month it ends in, 1 to 12", "month of the year", ge=1, le=12)
    times_least: pd.Int64Dtype = column.count("How many times a year at least", "times a year")
    times_most: pd.Int64Dtype = column.count("How many times a year at most", "times a year")
    recurring: pd.BooleanDtype = column.flag("Whether it returns every year")

    class Config:
        metadata = {"key": ("activity",)}
