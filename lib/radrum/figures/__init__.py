"""Measured frames become plotly figures. A figure computes nothing and says nothing by colour alone."""

from radrum.figures.benefits import LEAST, MOST, ways_gone
from radrum.figures.board import stages_and_lights
from radrum.figures.bodies import Bar, segmented_bars
from radrum.figures.calendar import dated_steps
from radrum.figures.candidates import weighed
from radrum.figures.coverage import changes_by_area, coverage_by_municipality, coverage_over_time
from radrum.figures.funding import parts_of_need
from radrum.figures.indices import index_changes, index_over_time
from radrum.figures.initiatives import stated_by_area
from radrum.figures.matrix import letters_by_body, states_by_body
from radrum.figures.progress import time_and_goal
from radrum.figures.rollout import shares_of_whole
from radrum.figures.style import CONFIG, literal, wrapped
from radrum.figures.timeline import moves, plans
from radrum.figures.wheel import Month, wheel

__all__ = [
    "CONFIG",
    "LEAST",
    "MOST",
    "Bar",
    "Month",
    "changes_by_area",
    "coverage_by_municipality",
    "coverage_over_time",
    "dated_steps",
    "index_changes",
    "index_over_time",
    "letters_by_body",
    "literal",
    "moves",
    "parts_of_need",
    "plans",
    "segmented_bars",
    "shares_of_whole",
    "stages_and_lights",
    "stated_by_area",
    "states_by_body",
    "time_and_goal",
    "ways_gone",
    "weighed",
    "wheel",
    "wrapped",
]
