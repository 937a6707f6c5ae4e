"""The plan file: which reports are made of which councils, in which editions and languages."""

import tomllib
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from radrum import paths
from radrum.dossier import EDITIONS
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.register import council_names
from radrum.runs.fanning import municipality_plans, taken_by
from radrum.runs.plan import Plan, named
from radrum.words import LANGUAGES

LISTS = ("notebooks", "editions", "languages")
KEYS = ("council", *LISTS, "areas", "as_of", "linked")
ALL = "all"


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

    one for each combination, in the file's order. Raises ``Faults`` with everything in it that is wrong.
    """
    place = paths.shown(file)
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise RadrumError(f"There is no {place}. Write one, or name another: radrum build FILE.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Faults([Fault(place, f"not TOML: {error}.", "Mend it.")]) from error
    faults = [Fault(place, f"'{name}' is not known.", "Write [[report]].") for name in said if name != "report"]
    entries = said.get("report", [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        faults.append(Fault(place, "'report' is not a list of tables.", "Write [[report]], with two brackets."))
        entries = []
    plans = []
    for number, entry in enumerate(entries, start=1):
        wrong = _wrong(entry, f"{place}, report {number}")
        faults += wrong
        if not wrong:
            try:
                plans += [each for plan in _plans(entry, reports) for each in _by_area(plan, entry.get("areas"))]
            except RadrumError as error:
                faults.append(Fault(f"{place}, report {number}", str(error)))
    if not faults and not plans:
        faults.append(Fault(place, "nothing is planned.", "Write a [[report]] with a council."))
    if faults:
        raise Faults(faults)
    return list({named(plan): plan for plan in plans}.values())


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
    return faults


def _by_area(plan: Plan, areas: Any) -> list[Plan]:
    """The plan once for each municipality asked for; as it is where it is not about one."""
    taken = taken_by(plan)
    if not taken:
        return [plan]
    if areas is None:
        raise RadrumError(f"'{plan.notebook}' is about a municipality. Write areas = \"all\", or their codes.")
    every = municipality_plans(plan) if areas == ALL else []
    return every or [replace(plan, parameters={**plan.parameters, taken[0]: str(code)}) for code in areas]


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
