"""The parameters a notebook declares, and what is given for them as values of their types."""

import ast
import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from nbformat import NotebookNode

from radrum.errors import Fault, Faults, did_you_mean

NUMBER = r"-?\d+(?:\.\d+)?"
COMMENT = re.compile(
    rf"^(?P<name>\w+)\s*=.*#\s*(?P<type>\w+)(?: (?P<least>{NUMBER}) to (?P<most>{NUMBER}))?:\s*(?P<meaning>.+)$"
)


@dataclass(frozen=True)
class Parameter:
    """A line of the parameters cell: ``as_of = ""  # date: the day the report is as of``.

    Of a number its ``range`` may be told, ends included: ``years = 5  # int 1 to 50: how many years``.
    """

    name: str
    type: str
    default: Any
    meaning: str
    range: tuple[float, float] | None = None


def _text(given: str) -> str:
    return given


def _whole(given: str) -> int:
    return int(given)


def _number(given: str) -> float:
    number = float(given.replace(",", "."))
    if not isfinite(number):
        raise ValueError
    return number


def _flag(given: str) -> bool:
    return {"yes": True, "true": True, "no": False, "false": False}[given.lower()]


def _day(given: str) -> str:
    return datetime.date.fromisoformat(given).isoformat() if given else ""


TYPES: dict[str, tuple[Callable[[str], Any], type, str]] = {
    "str": (_text, str, "text"),
    "language": (_text, str, "a language"),
    "int": (_whole, int, "a whole number, as 12"),
    "float": (_number, float, "a number, as 0.5"),
    "bool": (_flag, bool, "yes or no"),
    "date": (_day, str, "a day, as 2016-09-08"),
    "municipality": (_text, str, "a municipality, as SE-1480"),
    "measure": (_text, str, "a measure, as available_100mbps"),
}


def declared(notebook: NotebookNode, place: str) -> dict[str, Parameter]:
    """The parameters of a notebook, by name, in order.

    Raises ``Faults`` where it has no cell tagged ``parameters`` or a line of that cell lacks its type and meaning.
    """
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        remedy = "Tag the one cell that sets them with 'parameters'."
        raise Faults([Fault(place, f"{len(cells)} cells are tagged 'parameters'.", remedy)])
    found, faults = {}, []
    for line in filter(str.strip, cells[0].source.splitlines()):
        match = COMMENT.match(line)
        if not match or match["type"] not in TYPES:
            remedy = f"Write: name = value  # type: meaning, with a type of {', '.join(TYPES)}."
            faults.append(Fault(f"{place}, parameters cell", f"'{line}' has no type and meaning.", remedy))
            continue
        default = ast.literal_eval(ast.parse(line).body[0].value)
        ends = (float(match["least"]), float(match["most"])) if match["least"] else None
        found[match["name"]] = Parameter(match["name"], match["type"], default, match["meaning"], ends)
    if faults:
        raise Faults(faults)
    return found


def typed(parameters: Mapping[str, Parameter], given: Mapping[str, str], place: str) -> dict[str, Any]:
    """What is given as text, as values of the types declared.

    Raises ``Faults`` with every one that is unknown, of another type or out of its range.
    """
    values, faults = {}, []
    for name, text in given.items():
        if name not in parameters:
            faults.append(Fault(place, f"there is no parameter '{name}'.", did_you_mean(name, parameters)))
            continue
        parameter = parameters[name]
        read, _, noun = TYPES[parameter.type]
        its_place, meaning = f"{place}, parameter {name}", f"{parameter.meaning[0].upper()}{parameter.meaning[1:]}."
        try:
            values[name] = read(text)
        except (ValueError, KeyError):
            faults.append(Fault(its_place, f"'{text}' is not {noun}.", meaning))
            continue
        if parameter.range and not parameter.range[0] <= values[name] <= parameter.range[1]:
            least, most = parameter.range
            faults.append(Fault(its_place, f"'{text}' is not from {least:g} to {most:g}.", meaning))
    if faults:
        raise Faults(faults)
    return values
