"""The parameters that name something in a council's data: a municipality, a measure."""

from collections.abc import Callable, Mapping

from radrum.dossier import Dossier
from radrum.errors import Fault, RadrumError
from radrum.press import Parameter

AREA, MEASURE = "municipality", "measure"
LOOKUPS: dict[str, Callable[[Dossier, str], str]] = {
    AREA: lambda dossier, said: dossier.member(said),
    MEASURE: lambda dossier, said: dossier.measure(said).name,
}


def looked_up(
    declared: Mapping[str, Parameter], given: Mapping[str, str], dossier: Dossier
) -> tuple[dict[str, str], list[Fault]]:
    """The code or name of what each parameter of those types names, and what is wrong with the rest.

    ``declared`` are the notebook's parameters, ``given`` is what was given for them as text: of a municipality its
    code, with the country or without. One that is not given is as the notebook has it, unless that is empty.
    """
    found, faults = {}, []
    for name, parameter in declared.items():
        if parameter.type in LOOKUPS and (name in given or not parameter.default):
            try:
                found[name] = LOOKUPS[parameter.type](dossier, given.get(name, parameter.default))
            except RadrumError as error:
                faults.append(Fault(f"parameter {name}", str(error)))
    return found, faults


def about_area(declared: Mapping[str, Parameter]) -> list[str]:
    """The names of the parameters that name a municipality."""
    return [name for name, each in declared.items() if each.type == AREA]
