"""Measured frames become exhibits: figure, sentence, table and source line in one value."""

from radrum.exhibits.actions import dates_ahead, task_log, tasks_over, untied
from radrum.exhibits.benefit_gaps import benefit_gaps
from radrum.exhibits.benefit_points import benefit_points
from radrum.exhibits.benefits import benefits
from radrum.exhibits.board import board
from radrum.exhibits.bodies import decisions_tracker, systems
from radrum.exhibits.candidates import candidates
from radrum.exhibits.changes import since_meeting
from radrum.exhibits.coverage import coverage_by_group, coverage_over_time
from radrum.exhibits.exhibit import MIME, PLOTLY, Answer, Column, Exhibit, Summary, Table, Unknown
from radrum.exhibits.followups import effects, followups
from radrum.exhibits.funding import funding
from radrum.exhibits.indices import index_changes, index_over_time
from radrum.exhibits.initiatives import initiative_list, rollout, stated
from radrum.exhibits.main_points import main_points
from radrum.exhibits.matrix import rollout_matrix
from radrum.exhibits.meeting import attendance, decisions, next_agenda
from radrum.exhibits.milestones import milestones
from radrum.exhibits.municipalities import coverage_by_municipality, coverage_changes
from radrum.exhibits.pace import rollout_counts
from radrum.exhibits.payback import payback
from radrum.exhibits.portfolio import portfolio_points
from radrum.exhibits.progress import progress
from radrum.exhibits.quality import disputed, source_list
from radrum.exhibits.responsibilities import responsibilities
from radrum.exhibits.risks import risks
from radrum.exhibits.timeline import timeline
from radrum.exhibits.wheel import aims, year_wheel

__all__ = [
    "MIME",
    "PLOTLY",
    "Answer",
    "Column",
    "Exhibit",
    "Summary",
    "Table",
    "Unknown",
    "aims",
    "attendance",
    "benefit_gaps",
    "benefit_points",
    "benefits",
    "board",
    "candidates",
    "coverage_by_group",
    "coverage_by_municipality",
    "coverage_changes",
    "coverage_over_time",
    "dates_ahead",
    "decisions",
    "decisions_tracker",
    "disputed",
    "effects",
    "followups",
    "funding",
    "index_changes",
    "index_over_time",
    "initiative_list",
    "main_points",
    "milestones",
    "next_agenda",
    "payback",
    "portfolio_points",
    "progress",
    "responsibilities",
    "risks",
    "rollout",
    "rollout_counts",
    "rollout_matrix",
    "since_meeting",
    "source_list",
    "stated",
    "systems",
    "task_log",
    "tasks_over",
    "timeline",
    "untied",
    "year_wheel",
]
