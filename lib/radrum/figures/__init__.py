"""Measured frames become plotly figures. A figure computes nothing and says nothing by colour alone."""

from radrum.figures.benefits import LEAST, MOST, ways_gone
from radrum.figures.board import stages_and_lights
from radrum.figures.bodies import Bar, segmented_bars
from radrum.figures.calendar import dated_steps
from radrum.figures.candidates import weighed
from radrum.figures.concentration import concentration
from radrum.figures.coverage import coverage_over_time
from radrum.figures.forecast import share_ahead, years_by_area
from radrum.figures.funding import parts_of_need
from radrum.figures.growth import changes_by_area, growth
from radrum.figures.indicators import indicator_over_time
from radrum.figures.indices import index_changes, index_dimensions, index_over_time
from radrum.figures.initiatives import stated_by_area
from radrum.figures.maps import coverage_map, cut_short, short_names
from radrum.figures.matrix import letters_by_body, states_by_body
from radrum.figures.municipalities import coverage_by_municipality
from radrum.figures.panels import Line, Panel, Scale, panels, small_multiples
from radrum.figures.progress import time_and_goal
from radrum.figures.ranking import distances, ranked
from radrum.figures.reach import Dots, dots_by_period
from radrum.figures.rollout import shares_of_whole
from radrum.figures.settlements import settlements
from radrum.figures.standing import standing
from radrum.figures.style import CONFIG, literal, wrapped
from radrum.figures.timeline import moves, plans
from radrum.figures.wheel import Month, wheel

__all__ = [
    "CONFIG",
    "LEAST",
    "MOST",
    "Bar",
    "Dots",
    "Line",
    "Month",
    "Panel",
    "Scale",
    "changes_by_area",
    "concentration",
    "coverage_by_municipality",
    "coverage_map",
    "coverage_over_time",
    "cut_short",
    "dated_steps",
    "distances",
    "dots_by_period",
    "growth",
    "index_changes",
    "index_dimensions",
    "index_over_time",
    "indicator_over_time",
    "letters_by_body",
    "literal",
    "moves",
    "panels",
    "parts_of_need",
    "plans",
    "ranked",
    "segmented_bars",
    "settlements",
    "share_ahead",
    "shares_of_whole",
    "short_names",
    "small_multiples",
    "stages_and_lights",
    "standing",
    "stated_by_area",
    "states_by_body",
    "time_and_goal",
    "ways_gone",
    "weighed",
    "wheel",
    "wrapped",
    "years_by_area",
]
