"""A plan becomes reports: what is asked for is checked, executed, rendered and published."""

from radrum.runs.building import build
from radrum.runs.checking import faults_in_data
from radrum.runs.fanning import municipality_plans
from radrum.runs.plans import plan_file, read_plans
from radrum.runs.records import Run, opened
from radrum.runs.report import Plan, page_folder, report

__all__ = [
    "Plan",
    "Run",
    "build",
    "faults_in_data",
    "municipality_plans",
    "opened",
    "page_folder",
    "plan_file",
    "read_plans",
    "report",
]
