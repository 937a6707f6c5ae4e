"""A plan becomes reports: what is asked for is checked, executed, rendered and published."""

from radrum.runs.checking import faults_in_data
from radrum.runs.report import Plan, report

__all__ = ["Plan", "faults_in_data", "report"]
