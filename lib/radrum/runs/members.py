"""The municipalities that a notebook's parameters name."""

from collections.abc import Mapping

from radrum.dossier import Dossier
from radrum.errors import Fault, RadrumError
from radrum.press import Parameter

TYPE = "municipality"


def members(
    declared: Mapping[str, Parameter], given: Mapping[str, str], dossier: Dossier
) -> tuple[dict[str, str], list[Fault]]:
    """The code of the council's municipality that each parameter of that type names, and what is wrong with the rest.

    ``declared`` are the notebook's parameters, ``given`` is what was given for them as text: a code, with its country
    or without.
    """
    codes, faults = {}, []
    for name in of_type(declared):
        try:
            codes[name] = dossier.member(given.get(name, declared[name].default))
        except RadrumError as error:
            faults.append(Fault(f"parameter {name}", str(error)))
    return codes, faults


def of_type(declared: Mapping[str, Parameter]) -> list[str]:
    """The names of the parameters that name a municipality."""
    return [name for name, each in declared.items() if each.type == TYPE]
