"""Measured frames become exhibits: figure, sentence, table and source line in one value."""

from radrum.exhibits.actions import dates_ahead, task_log
from radrum.exhibits.coverage import coverage_by_group, coverage_over_time
from radrum.exhibits.exhibit import MIME, PLOTLY, Answer, Column, Exhibit, Summary, Table, Unknown
from radrum.exhibits.indices import index_changes, index_over_time
from radrum.exhibits.initiatives import benefits, initiative_list, rollout, stated
from radrum.exhibits.main_points import main_points
from radrum.exhibits.meeting import attendance, decisions, next_agenda
from radrum.exhibits.municipalities import coverage_by_municipality, coverage_changes
from radrum.exhibits.quality import disputed, since_meeting, source_list

__all__ = [
    "MIME",
    "PLOTLY",
    "Answer",
    "Column",
    "Exhibit",
    "Summary",
    "Table",
    "Unknown",
    "attendance",
    "benefits",
    "coverage_by_group",
    "coverage_by_municipality",
    "coverage_changes",
    "coverage_over_time",
    "dates_ahead",
    "decisions",
    "disputed",
    "index_changes",
    "index_over_time",
    "initiative_list",
    "main_points",
    "next_agenda",
    "rollout",
    "since_meeting",
    "source_list",
    "stated",
    "task_log",
]
