"""A plan becomes reports: what is asked for is checked, executed, rendered and published."""

from radrum.runs.building import build
from radrum.runs.checking import faults_in_data
from radrum.runs.fanning import municipality_plans
from radrum.runs.plans import Planned, plan_file, read_planned, read_plans
from radrum.runs.records import RECORDS, Run, named, opened
from radrum.runs.report import Plan, report

__all__ = [
    "RECORDS",
    "Plan",
    "Planned",
    "Run",
    "build",
    "faults_in_data",
    "municipality_plans",
    "named",
    "opened",
    "plan_file",
    "read_planned",
    "read_plans",
    "report",
]
