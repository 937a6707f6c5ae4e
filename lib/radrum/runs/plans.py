"""The plan file: which reports are made of which councils, in which editions and languages."""

from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from radrum import paths
from radrum.dossier import EDITIONS, open_dossier, parse_day
from radrum.errors import Fault, Faults, RadrumError, did_you_mean, gathered
from radrum.register import council_names
from radrum.runs.fanning import municipality_plans, taken_by
from radrum.runs.plan import Plan, named
from radrum.toml import read_toml
from radrum.words import LANGUAGES

LISTS = ("notebooks", "editions", "languages")
KEYS = ("council", *LISTS, "areas", "as_of", "linked", "when")
WHEN = ("monthly", "meetings")
ALL = "all"


@dataclass(frozen=True)
class Planned:
    """One line of the plan file: a report that is made anew on other days, and for how many municipalities.

    ``areas`` are those of a notebook about a municipality, as the file says them; ``when`` is one of ``WHEN``, empty
    where only ``radrum build`` makes it; ``place`` is where the file says so.
    """

    plan: Plan
    areas: Any
    when: str
    place: str

    @property
    def spread(self) -> str:
        """The areas as one word, by which the line is known again; empty where it is not about municipalities."""
        return self.areas if isinstance(self.areas, str) else ",".join(map(str, self.areas or ()))

    def each(self, *, as_of: str | None = None, meeting: str | None = None) -> list[Plan]:
        """The plan once for each of its municipalities, as of the day or for the meeting, where one is given.

        Raises ``RadrumError`` where the notebook's municipalities are not said or the council cannot be opened.
        """
        plan = replace(self.plan, as_of=as_of, meeting=meeting) if as_of or meeting else self.plan
        taken = taken_by(plan)
        if not taken:
            return [plan]
        if self.areas is None:
            raise RadrumError(f"'{plan.notebook}' is about a municipality. Write areas = \"all\", or their codes.")
        every = municipality_plans(plan) if self.areas == ALL else []
        return every or [replace(plan, parameters={**plan.parameters, taken[0]: str(code)}) for code in self.areas]

    def strangers(self) -> list[Fault]:
        """What is wrong with its municipalities, where they are told one by one.

        Raises ``RadrumError`` where the council cannot be opened.
        """
        faults: list[Fault] = []
        if isinstance(self.areas, list):
            opened = open_dossier(self.plan.council, self.plan.as_of)
            for code in self.areas:
                with gathered(faults, f"{self.place}, areas"):
                    opened.member(code)
        return faults


def read_plans(file: Path, reports: Path) -> list[Plan]:
    """The plans of a file such as

        [[report]]
        council = "exempel"
        notebooks = ["meeting", "broadband"]   # without it: meeting
        editions = ["council", "public"]       # without it: council
        languages = ["sv", "en"]               # without it: the council's own
        areas = "all"                          # of a notebook about a municipality: all, or a list of codes
        as_of = 2026-09-10                     # without it: the newest meeting
        linked = true                          # without it: false
        when = "meetings"                      # or "monthly": 'radrum due' makes it too, then without as_of

    one for each combination, in the file's order. Raises ``Faults`` with everything in it that is wrong.
    """
    found, faults = _read(file, reports)
    plans = []
    for planned in found:
        with gathered(faults, planned.place):
            plans += planned.each()
            faults += planned.strangers()
    if faults:
        raise Faults(list(dict.fromkeys(faults)))
    return list({named(plan): plan for plan in plans}.values())


def read_planned(file: Path, reports: Path) -> list[Planned]:
    """What the file plans for other days than now, in its order. Raises ``Faults`` with everything that is wrong.

    No council is opened: the faults of one are no reason to leave out the others.
    """
    found, faults = _read(file, reports)
    if faults:
        raise Faults(faults)
    return list({(each.when, named(each.plan), each.spread): each for each in found if each.when}.values())


def _read(file: Path, reports: Path) -> tuple[list[Planned], list[Fault]]:
    """What the file plans, and everything that is wrong with it."""
    place = paths.shown(file)
    said = read_toml(file, "Write one, or name another: radrum build FILE.")
    faults = [Fault(place, f"'{name}' is not known.", "Write [[report]].") for name in said if name != "report"]
    entries = said.get("report", [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        faults.append(Fault(place, "'report' is not a list of tables.", "Write [[report]], with two brackets."))
        entries = []
    found = []
    for number, entry in enumerate(entries, start=1):
        its_place = f"{place}, report {number}"
        wrong = _wrong(entry, its_place)
        faults += wrong
        if not wrong:
            areas, when = entry.get("areas"), entry.get("when", "")
            found += [Planned(plan, areas, when, its_place) for plan in _plans(entry, reports)]
    if not faults and not found:
        faults.append(Fault(place, "nothing is planned.", "Write a [[report]] with a council."))
    return found, faults


def _wrong(entry: dict[str, Any], place: str) -> list[Fault]:
    """Everything that is wrong with one entry."""
    faults = [Fault(place, f"'{key}' is not known.", did_you_mean(key, KEYS)) for key in entry if key not in KEYS]
    known = {
        "council": council_names(),
        "notebooks": sorted(each.stem for each in paths.notebooks().glob("*.ipynb")),
        "editions": EDITIONS,
        "languages": LANGUAGES,
    }
    if "council" not in entry:
        faults.append(Fault(place, "names no council.", "Write council = …."))
    for key, names in known.items():
        given = entry.get(key, [])
        given = [given] if key == "council" and isinstance(given, str) else given
        if not isinstance(given, list) or (key in entry and not given):
            faults.append(Fault(f"{place}, {key}", f"'{given}' is not a list.", f'Write {key} = ["…"].'))
            continue
        faults += [
            Fault(f"{place}, {key}", f"there is no '{each}'.", did_you_mean(str(each), names))
            for each in given
            if each not in names
        ]
    areas = entry.get("areas", ALL)
    if areas != ALL and not (isinstance(areas, list) and areas and all(isinstance(each, str) for each in areas)):
        faults.append(Fault(f"{place}, areas", f"'{areas}' is neither \"all\" nor a list of codes as text.", ""))
    if not isinstance(entry.get("linked", False), bool):
        faults.append(Fault(f"{place}, linked", f"'{entry['linked']}' is neither true nor false.", "Write true."))
    if entry.get("when", WHEN[0]) not in WHEN:
        faults.append(
            Fault(f"{place}, when", f"'{entry['when']}' is not known.", did_you_mean(str(entry["when"]), WHEN))
        )
    if "as_of" in entry:
        with gathered(faults, f"{place}, as_of"):
            parse_day(str(entry["as_of"]))
    if "when" in entry and "as_of" in entry:
        faults.append(Fault(place, "'when' and 'as_of' are both given.", "Leave out one: the calendar gives the day."))
    return faults


def _plans(entry: dict[str, Any], reports: Path) -> list[Plan]:
    as_of = str(entry["as_of"]) if "as_of" in entry else None
    every = product(
        entry.get("notebooks", ["meeting"]), entry.get("editions", ["council"]), entry.get("languages", [None])
    )
    return [
        Plan(
            entry["council"],
            notebook,
            as_of,
            language=language,
            reports=reports,
            linked=entry.get("linked", False),
            edition=edition,
            unattended=True,
        )
        for notebook, edition, language in every
    ]
