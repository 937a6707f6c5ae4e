"""The measures that statistics are of, as ``measures.toml`` describes them."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.errors import Fault, Faults, did_you_mean
from radrum.once import once
from radrum.statistics.schema import UNITS
from radrum.toml import read_toml

BETTER = ("higher", "lower", "neither")
KEYS = {"unit", "better", "breaks", "sources"}


@dataclass(frozen=True)
class Measure:
    """A measure's unit, which way is better, and the days on which its definition changed, with the reason.

    ``sources`` says by which code a service knows it: ``kolada`` = ``N07900``, ``kolada_rural`` for one segment.
    """

    name: str
    unit: str
    better: str
    breaks: tuple[tuple[pd.Timestamp, str], ...]
    sources: dict[str, str] = field(default_factory=dict)


@once
def measures(folder: Path) -> dict[str, Measure]:
    """The measures that ``measures.toml`` in ``folder`` describes, by name. Raises ``Faults`` with all its faults."""
    file = folder / "measures.toml"
    given = read_toml(file)
    faults = [fault for name, about in given.items() for fault in _faults(about, f"{paths.shown(file)}, [{name}]")]
    if faults:
        raise Faults(faults)
    return {
        name: Measure(
            name,
            about["unit"],
            about["better"],
            tuple((pd.Timestamp(each["on"]), each["reason"]) for each in about.get("breaks", [])),
            dict(about.get("sources", {})),
        )
        for name, about in given.items()
    }


def _faults(about: object, place: str) -> list[Fault]:
    """What is wrong with the description of one measure."""
    if not isinstance(about, dict):
        return [Fault(place, "not a table.", "Write [measure] and its lines below it.")]
    faults = [Fault(place, f"'{key}' is not known.", did_you_mean(key, KEYS)) for key in about if key not in KEYS]
    for key, words in (("unit", UNITS), ("better", BETTER)):
        if about.get(key) not in words:
            faults.append(Fault(place, f"{key} is '{about.get(key, '')}'.", f"Write one of {', '.join(words)}."))
    if any(not isinstance(each, dict) or set(each) != {"on", "reason"} for each in about.get("breaks", [])):
        faults.append(Fault(place, "a break lacks its day or its reason.", "Write on = 2015-01-01 and reason."))
    sources = about.get("sources", {})
    if not isinstance(sources, dict) or any(not isinstance(code, str) for code in sources.values()):
        faults.append(Fault(place, "a code of a source is not a text.", 'Write codes in quotes: kolada = "N07900".'))
    return faults
