"""A plan is drafted: what it asks for is checked, its notebook is run, and what its page says of itself is told."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from radrum import __version__, engine, paths, places, press
from radrum.dossier import Dossier, known_edition, open_dossier, open_extract, parse_day
from radrum.editions import left_out_told
from radrum.errors import Fault, Faults, gathered
from radrum.register import council_folder
from radrum.runs.addresses import report_path, told
from radrum.runs.extracts import Cut, cut
from radrum.runs.facts import facts
from radrum.runs.inputs import inputs, listed
from radrum.runs.lookups import about_area, looked_up
from radrum.runs.plan import Plan
from radrum.words import Words, translate

OURS = {
    "council": "Give COUNCIL.",
    "as_of": "Use --as-of.",
    "language": "Use --language.",
    "edition": "Use --edition.",
}


@dataclass(frozen=True)
class Asked:
    """A plan that can be made: its notebook, what the notebook is given beside what every one is, and of whom.

    ``area`` is the code of the municipality that it is about, empty where it is about none. ``told`` tells what else
    it is given that is not the notebook's own default, as ``addresses.told`` does.
    """

    notebook: NotebookNode
    values: Mapping[str, Any]
    area: str
    told: str
    dossier: Dossier


@dataclass(frozen=True)
class Drafted:
    """A notebook that has run, and what the press is to make of it: a ``page`` at ``target``.

    ``withheld`` are the texts that must not stand in it.
    """

    notebook: NotebookNode
    page: press.Page
    target: Path
    withheld: tuple[str, ...]


def ask(plan: Plan) -> Asked:
    """What ``plan`` asks for, its council opened. Raises ``Faults`` with everything in it that is wrong."""
    faults: list[Fault] = []
    named = _named(plan, faults)
    notebook, place = named["notebook"], paths.shown(press.notebook_path(plan.notebook))
    declared: dict[str, press.Parameter] = {}
    values: dict[str, Any] = {}
    if notebook:
        with gathered(faults, place):
            declared = press.declared(notebook, place)
            remedy = "Every notebook takes council, as_of, language and edition."
            faults += [
                Fault(place, f"the parameter '{name}' is not declared.", remedy)
                for name in OURS
                if name not in declared
            ]
            own = {name: text for name, text in plan.parameters.items() if name not in OURS}
            values = press.typed(declared, own, place)
    faults += [
        Fault(f"parameter {name}", "set by the command itself.", OURS[name]) for name in plan.parameters if name in OURS
    ]
    found: dict[str, str] = {}
    if named["council"]:
        with gathered(faults, plan.council):
            known = {name: getattr(plan, name) for name in ("meeting", "language") if named[name]}
            opened = open_dossier(plan.council, plan.as_of if named["as_of"] else None, **known)
            found, unknown = looked_up(declared, plan.parameters, opened)
            faults += unknown
    if faults:
        raise Faults(faults)
    own, _ = looked_up(declared, {}, opened)
    usual = {name: each.default for name, each in declared.items()} | own
    other = {name: value for name, value in (values | found).items() if value != usual.get(name)}
    taken = about_area(declared)[:1]
    said = told({name: value for name, value in other.items() if name not in taken}, declared)
    return Asked(notebook, own | other, "".join(found[name] for name in taken), said, opened)


def _named(plan: Plan, faults: list[Fault]) -> dict[str, Any]:
    """What the plan names, each by itself, None where there is no such; what is wrong is added to ``faults``."""
    ways = {
        "council": council_folder,
        "notebook": press.read_notebook,
        "edition": known_edition,
        "language": Words,
        "as_of": parse_day,
        "meeting": parse_day,
    }
    named: dict[str, Any] = dict.fromkeys(ways)
    for name, way in ways.items():
        if getattr(plan, name) is not None:
            with gathered(faults, name):
                named[name] = way(getattr(plan, name))
    return named


def draft(plan: Plan, asked: Asked, staged: Path, *, bar: bool = False, ground: str = "") -> Drafted:
    """Run the notebook of what is ``asked``; what it is run from and leaves behind lies in the folder ``staged``.

    ``ground``, where it is given, is the fingerprint of all that the council's reports stand on: its notebooks are then
    forked from a process that has opened it once, the public edition's from one that has opened the extract alone.
    """
    dossier, public = _edition(plan, asked.dossier, staged, ground)
    words = dossier.words
    given = {
        "council": plan.council,
        "as_of": f"{dossier.as_of:%Y-%m-%d}",
        "language": words.language,
        "edition": dossier.edition,
    }
    run = press.execute(
        translate(asked.notebook, words),
        given | asked.values,
        staged / f"{plan.notebook}.ipynb",
        data=public and public.folder,
        bar=bar,
        engine=plan.engine or press.ENGINES[0],
        after=_opening(given, public, ground) if ground and (not public or public.kept) else None,
    )
    page = page_of(dossier, inputs(dossier, plan.notebook, asked.values), asked.area, asked.told)
    return Drafted(
        run, page, report_path(dossier, plan.notebook, asked.area, asked.told), public.withheld if public else ()
    )


def _opening(given: Mapping[str, str], public: Cut | None, ground: str) -> dict[str, Any]:
    """What is done once before a council's notebooks: it is opened, for the public edition its extract."""
    ours = {name: value for name, value in os.environ.items() if name.startswith("RADRUM_") and not engine.secret(name)}
    ours |= {press.DATA: str(public.folder)} if public else {}
    return {"call": "radrum.dossier:keep_open", "arguments": dict(given), "environment": ours, "ground": ground}


def _edition(plan: Plan, dossier: Dossier, staged: Path, ground: str) -> tuple[Dossier, Cut | None]:
    """The ``dossier`` in the edition asked for; of the public one also what it is made from."""
    if plan.edition == dossier.edition:
        return dossier, None
    public = cut(plan.council, dossier.as_of, staged / "data", today=plan.today, ground=ground)
    return open_extract(public.folder, language=dossier.words.language), public


def page_of(dossier: Dossier, made_from: Mapping[str, str], municipality: str = "", parameters: str = "") -> press.Page:
    """What a page says of itself: whose it is, for which day, who publishes it, and what it was ``made_from``.

    ``municipality`` is the code of the one that it is about, where it is about one; ``parameters`` is what is told of
    them.

    That a real council did not issue it is said first of all.
    """
    words, council = dossier.words, dossier.council
    day, area = words.date(dossier.as_of), places.name(council.area)
    n = len(dossier.municipalities)
    covers = words.plural("{area}, {n} municipality", "{area}, {n} municipalities", n, area=area)
    notices = [words("Based on what was known at the end of {day}. {covers}.", day=day, covers=covers)]
    if council.reconstruction:
        notices.append(
            words(
                "A reconstruction from public papers, not issued by the council. It is made from {origin}.",
                origin=words.own(council.origin),
            )
        )
    if council.invented:
        notices.append(words("The council and everything said about it are invented."))
    if dossier.edition == "public":
        notices += left_out_told(dossier.left_out, words)
    colophon = (
        words(
            "Made with Rådrum {version} from the council's register and the agencies' statistics.", version=__version__
        ),
        words("What the papers do not say is shown as missing, never as zero."),
        words("Publisher: {publisher}.", publisher=words.own(council.publisher))
        if council.publisher
        else words("No publisher is named: whoever shares the page answers for it."),
    )
    maker, whose = f"Rådrum {__version__}", words.own(council.name)
    if municipality:
        area = places.name(municipality)
        whose = words("{municipality} ({council})", municipality=area, council=whose)
    return press.Page(
        whose,
        day,
        area,
        tuple(notices),
        colophon,
        words,
        maker,
        dossier.edition,
        inputs=listed(dossier, made_from),
        publisher=words.own(council.publisher) if council.publisher else "",
        contact=council.contact,
        country=dossier.nation,
        leaf=bool(municipality),
        facts=facts(dossier, municipality, parameters),
    )
