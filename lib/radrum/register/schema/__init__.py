"""The register's tables: one pandera model each, the single place that says what a column means."""

from radrum.register.schema.benefits import Benefits, BenefitValues
from radrum.register.schema.bodies import Aims, Parties, Responsibilities, Systems
from radrum.register.schema.log import Log
from radrum.register.schema.meetings import Actions, Agenda, Attendance, Decisions, Meetings, YearWheel
from radrum.register.schema.people import People
from radrum.register.schema.portfolio import (
    Criteria,
    Funds,
    Initiatives,
    Milestones,
    Risks,
    Scores,
    Status,
)
from radrum.register.schema.rollout import Rollout, RolloutTotals

TABLES: dict[str, type[Log]] = {
    "parties": Parties,
    "aims": Aims,
    "meetings": Meetings,
    "attendance": Attendance,
    "agenda": Agenda,
    "decisions": Decisions,
    "actions": Actions,
    "year_wheel": YearWheel,
    "initiatives": Initiatives,
    "status": Status,
    "milestones": Milestones,
    "risks": Risks,
    "funds": Funds,
    "criteria": Criteria,
    "scores": Scores,
    "rollout": Rollout,
    "rollout_totals": RolloutTotals,
    "responsibilities": Responsibilities,
    "systems": Systems,
    "benefits": Benefits,
    "benefit_values": BenefitValues,
}

__all__ = ["TABLES", "Log", "People"]
