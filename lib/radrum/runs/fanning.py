"""One plan becomes many: a page for each of the council's municipalities."""

from dataclasses import replace

from radrum import paths, press
from radrum.dossier import open_dossier
from radrum.errors import RadrumError
from radrum.runs.lookups import about_area
from radrum.runs.plan import Plan


def taken_by(plan: Plan) -> list[str]:
    """The parameters of the plan's notebook that name a municipality; none where it is not about one."""
    place = paths.shown(press.notebook_path(plan.notebook))
    return about_area(press.declared(press.read_notebook(plan.notebook), place))


def municipality_plans(plan: Plan) -> list[Plan]:
    """The plan once for each municipality of the council's area on its day, by code.

    Raises ``RadrumError`` where the notebook takes no municipality, where the plan names one already, and where the
    council has none.
    """
    taken = taken_by(plan)
    if not taken:
        raise RadrumError(f"The notebook '{plan.notebook}' is not about a municipality. Leave out --all.")
    if named := [name for name in taken if name in plan.parameters]:
        raise RadrumError(f"--all makes a page for each municipality. Leave out -p {named[0]}.")
    dossier = open_dossier(plan.council, plan.as_of, meeting=plan.meeting, language=plan.language)
    if dossier.municipalities.empty:
        raise RadrumError(f"'{plan.council}' has no municipalities on {dossier.as_of:%Y-%m-%d}.")
    return [
        replace(plan, parameters={**plan.parameters, **dict.fromkeys(taken, code)})
        for code in dossier.municipalities.index
    ]
