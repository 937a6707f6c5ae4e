"""Measured frames become plotly figures. A figure computes nothing and says nothing by colour alone."""

from radrum.figures.calendar import dated_steps
from radrum.figures.coverage import changes_by_area, coverage_by_municipality, coverage_over_time
from radrum.figures.indices import index_changes, index_over_time
from radrum.figures.initiatives import stated_by_area
from radrum.figures.rollout import shares_of_whole
from radrum.figures.style import CONFIG, literal, wrapped

__all__ = [
    "CONFIG",
    "changes_by_area",
    "coverage_by_municipality",
    "coverage_over_time",
    "dated_steps",
    "index_changes",
    "index_over_time",
    "literal",
    "shares_of_whole",
    "stated_by_area",
    "wrapped",
]
