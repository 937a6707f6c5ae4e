"""Which of a service's codes is which of our measures: ``[measure.sources]`` in measures.toml, or ``--as`` for one run.

    [available_1gbps.sources]
    kolada = "N07918"
    kolada_urban = "N07919"

A name after the source's is the segment that the code counts; without one it counts all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from radrum import paths
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.statistics import Measure, measures
from radrum.statistics.schema import SEGMENTS


@dataclass(frozen=True)
class Mapped:
    """What a code of a service is here: a measure and the segment that is counted."""

    measure: Measure
    segment: str = "all"


def mapped(source: str, codes: Iterable[str], measure: str | None = None) -> dict[str, Mapped]:
    """Each of ``codes`` as measures.toml maps it, or as ``measure`` says (``name`` or ``name/segment``).

    Raises ``Faults`` with the lines to write for each code that nobody has mapped.
    """
    codes, described = list(dict.fromkeys(codes)), measures(paths.statistics())
    if measure is not None:
        return dict.fromkeys(codes, _named(measure, described))
    known = {code: Mapped(described[name], segment) for code, (name, segment) in _written(source).items()}
    place = paths.shown(paths.statistics() / "measures.toml")
    faults = [
        Fault(
            place,
            f"nobody has said which measure {source} calls '{code}'.",
            f'Name it with --as MEASURE, or add to its measure there: [MEASURE.sources] {source} = "{code}"',
        )
        for code in codes
        if code not in known
    ]
    if faults:
        raise Faults(faults)
    return {code: known[code] for code in codes}


def codes_of(source: str) -> list[str]:
    """Every code of ``source`` that measures.toml maps, in its order."""
    return list(_written(source))


def _named(given: str, described: dict[str, Measure]) -> Mapped:
    name, _, segment = given.partition("/")
    if name not in described:
        remedy = did_you_mean(name, described) or "Describe it in measures.toml."
        raise RadrumError(f"--as {given}: '{name}' is not a measure. {remedy}")
    if segment and segment not in SEGMENTS:
        raise RadrumError(f"--as {given}: '{segment}' is no segment. {did_you_mean(segment, SEGMENTS)}")
    return Mapped(described[name], segment or "all")


def _written(source: str) -> dict[str, tuple[str, str]]:
    """Measure and segment of each code of ``source``. Raises ``Faults`` where one code is two measures."""
    found: dict[str, tuple[str, str]] = {}
    faults = []
    for name, measure in measures(paths.statistics()).items():
        for key, code in measure.sources.items():
            of, _, segment = key.partition("_")
            place = f"{paths.shown(paths.statistics() / 'measures.toml')}, [{name}.sources], {key}"
            if of != source:
                continue
            if segment and segment not in SEGMENTS:
                faults.append(Fault(place, f"'{segment}' is no segment.", did_you_mean(segment, SEGMENTS)))
            elif found.setdefault(code, (name, segment or "all")) != (name, segment or "all"):
                told = (
                    f"'{code}' is {found[code][0]} too."
                    if found[code][0] != name
                    else f"'{code}' is {found[code][1]} too."
                )
                faults.append(Fault(place, told, "A code is one measure, of one segment."))
    if faults:
        raise Faults(faults)
    return found
