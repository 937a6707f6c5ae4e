"""Measured frames become exhibits: figure, sentence, table and source line in one value."""

from radrum.exhibits.actions import task_log, tasks_over, untied
from radrum.exhibits.against import against_nation
from radrum.exhibits.answering import answers, charted, known
from radrum.exhibits.benefit_gaps import benefit_gaps
from radrum.exhibits.benefit_points import benefit_points
from radrum.exhibits.benefits import benefits
from radrum.exhibits.board import board
from radrum.exhibits.bodies import decisions_tracker, systems
from radrum.exhibits.candidates import candidates
from radrum.exhibits.changes import since_meeting
from radrum.exhibits.concentration import concentration
from radrum.exhibits.coverage import coverage_by_group, coverage_over_time
from radrum.exhibits.coverage_points import coverage_points, coverage_told
from radrum.exhibits.dates import dates_ahead
from radrum.exhibits.dimensions import index_dimensions
from radrum.exhibits.exhibit import MIME, PLOTLY, Answer, Column, Exhibit, Summary, Table, Unknown, read_fragments
from radrum.exhibits.followups import effects, followups
from radrum.exhibits.forecast import goal_forecast
from radrum.exhibits.funding import funding
from radrum.exhibits.goal_gaps import goal_gaps
from radrum.exhibits.goal_years import goal_years
from radrum.exhibits.growth import growth
from radrum.exhibits.indicators import indicator, indicators
from radrum.exhibits.indices import index_changes, index_over_time
from radrum.exhibits.initiatives import initiative_list, rollout, stated
from radrum.exhibits.main_points import main_points
from radrum.exhibits.maps import coverage_map
from radrum.exhibits.matrix import rollout_matrix
from radrum.exhibits.meeting import attendance, decisions, next_agenda
from radrum.exhibits.milestones import milestones
from radrum.exhibits.missing import missing
from radrum.exhibits.municipalities import coverage_by_municipality, coverage_changes
from radrum.exhibits.own_gaps import own_gaps
from radrum.exhibits.own_points import municipality_points
from radrum.exhibits.own_rollout import own_answers, own_rollout
from radrum.exhibits.own_tasks import own_tasks
from radrum.exhibits.pace import rollout_counts
from radrum.exhibits.papers import papers
from radrum.exhibits.payback import payback
from radrum.exhibits.peers import peers
from radrum.exhibits.portfolio import portfolio_points
from radrum.exhibits.progress import progress
from radrum.exhibits.published import published_since
from radrum.exhibits.quality import disputed, source_list
from radrum.exhibits.ranking import ranking
from radrum.exhibits.reach import goal_reach
from radrum.exhibits.responsibilities import responsibilities
from radrum.exhibits.risks import risks
from radrum.exhibits.settlements import settlements
from radrum.exhibits.small_multiples import small_multiples
from radrum.exhibits.standing import standing
from radrum.exhibits.statistics_points import statistics_points
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
    "against_nation",
    "aims",
    "answers",
    "attendance",
    "benefit_gaps",
    "benefit_points",
    "benefits",
    "board",
    "candidates",
    "charted",
    "concentration",
    "coverage_by_group",
    "coverage_by_municipality",
    "coverage_changes",
    "coverage_map",
    "coverage_over_time",
    "coverage_points",
    "coverage_told",
    "dates_ahead",
    "decisions",
    "decisions_tracker",
    "disputed",
    "effects",
    "followups",
    "funding",
    "goal_forecast",
    "goal_gaps",
    "goal_reach",
    "goal_years",
    "growth",
    "index_changes",
    "index_dimensions",
    "index_over_time",
    "indicator",
    "indicators",
    "initiative_list",
    "known",
    "main_points",
    "milestones",
    "missing",
    "municipality_points",
    "next_agenda",
    "own_answers",
    "own_gaps",
    "own_rollout",
    "own_tasks",
    "papers",
    "payback",
    "peers",
    "portfolio_points",
    "progress",
    "published_since",
    "ranking",
    "read_fragments",
    "responsibilities",
    "risks",
    "rollout",
    "rollout_counts",
    "rollout_matrix",
    "settlements",
    "since_meeting",
    "small_multiples",
    "source_list",
    "standing",
    "stated",
    "statistics_points",
    "systems",
    "task_log",
    "tasks_over",
    "timeline",
    "untied",
    "year_wheel",
]
