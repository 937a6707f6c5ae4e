"""Every fault of the shipped data, found in one go."""

from collections.abc import Callable, Sequence

from radrum import places
from radrum.errors import Fault, Faults
from radrum.register import council_folder, council_names, read_council, read_register
from radrum.register.history import edited_rows
from radrum.register.people import read_people
from radrum.statistics import read_snapshots


def faults_in_data(councils: Sequence[str] = ()) -> list[Fault]:
    """The faults of the named councils (all where none is named), and of the places and statistics they stand on.

    Raises ``RadrumError`` for a council that does not exist.
    """
    for name in councils:
        council_folder(name)
    faults = _of(places.areas) + _of(places.changes) + _of(places.tiles)
    if faults:
        return faults
    faults += _of(read_snapshots)
    for name in councils or council_names():
        faults += _of_council(name)
    return list(dict.fromkeys(faults))


def _of_council(name: str) -> list[Fault]:
    """The faults of a council's register, of its people, and of how its rows were kept."""
    faults, bodies = [], None
    try:
        bodies = set(read_register(name).logs["parties"]["party"])
    except Faults as found:
        faults += found.faults
    faults += _of(lambda: read_people(name, bodies))
    try:
        faults += edited_rows(read_council(name))
    except Faults as found:
        faults += found.faults
    return faults


def _of(read: Callable[[], object]) -> list[Fault]:
    try:
        read()
    except Faults as found:
        return list(found.faults)
    return []
