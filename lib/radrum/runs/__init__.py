"""A plan becomes reports: what is asked for is checked, executed, rendered and published."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from radrum.runs.addresses import page_folder
    from radrum.runs.building import build
    from radrum.runs.checking import faults_in_data
    from radrum.runs.fanning import municipality_plans
    from radrum.runs.plan import Plan, named
    from radrum.runs.plans import Planned, read_planned, read_plans
    from radrum.runs.records import RECORDS, Run, opened
    from radrum.runs.remembered import plan_file, planned
    from radrum.runs.reporting import report

# Imported when first asked for: what tells that nothing has changed needs neither pandas nor papermill.
WHERE = {
    "RECORDS": "records",
    "Plan": "plan",
    "Planned": "plans",
    "Run": "records",
    "build": "building",
    "faults_in_data": "checking",
    "municipality_plans": "fanning",
    "named": "plan",
    "opened": "records",
    "page_folder": "addresses",
    "plan_file": "remembered",
    "planned": "remembered",
    "read_planned": "plans",
    "read_plans": "plans",
    "report": "reporting",
}

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
    "page_folder",
    "plan_file",
    "planned",
    "read_planned",
    "read_plans",
    "report",
]


def __getattr__(name: str) -> Any:
    """What the package is asked for, from its module."""
    if name not in WHERE:
        raise AttributeError(f"module 'radrum.runs' has no attribute {name!r}")
    return getattr(importlib.import_module(f"radrum.runs.{WHERE[name]}"), name)
