"""What is asked for: one report, told so that it can be kept and compared without opening anything."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Plan:
    """What is asked for.

    ``as_of`` or ``meeting`` may be given, not both; ``parameters`` are the notebook's own, as text.
    ``linked``: plotly lies once beside the edition's pages instead of in each. ``engine`` is one of ``press.ENGINES``,
    without it the first. ``unattended``: nobody watches, so that a page which could not be checked is not published.
    ``today`` is the day of the run, on which consent is judged; without it, today.
    """

    council: str
    notebook: str = "meeting"
    as_of: str | None = None
    meeting: str | None = None
    language: str | None = None
    reports: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    linked: bool = False
    edition: str = "council"
    engine: str | None = None
    unattended: bool = False
    today: datetime.date | None = None


@dataclass(frozen=True)
class Marked:
    """A plan with the fingerprint of all that it is made from, and of what all reports of its council stand on."""

    plan: Plan
    stamp: str
    ground: str


ASKED = ("council", "notebook", "as_of", "meeting", "language", "edition", "linked", "parameters")


def named(plan: Plan) -> str:
    """What a plan asks for, by which its runs are found again; how its cells are run is no part of it."""
    asked = {name: getattr(plan, name) for name in ASKED}
    asked["parameters"] = dict(sorted(plan.parameters.items()))
    return json.dumps({name: value for name, value in asked.items() if value}, ensure_ascii=False, sort_keys=True)


def called(name: str, **how: object) -> Plan:
    """The plan of that name; ``how`` it is made is no part of its name."""
    return Plan(**json.loads(name), **how)
