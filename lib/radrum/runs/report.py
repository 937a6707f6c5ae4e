"""One report: from a council, a notebook and a day to a page in its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from radrum import __version__, paths, places, press
from radrum.dossier import Dossier, open_dossier
from radrum.errors import Fault, Faults
from radrum.words import translate

OURS = {
    "council": "Give COUNCIL.",
    "as_of": "Use --as-of.",
    "language": "Use --language.",
    "edition": "There is only one yet.",
}


@dataclass(frozen=True)
class Plan:
    """What is asked for.

    ``as_of`` or ``meeting`` may be given, not both; ``parameters`` are the notebook's own, as text.
    """

    council: str
    notebook: str = "meeting"
    as_of: str | None = None
    meeting: str | None = None
    language: str | None = None
    reports: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)


def report(plan: Plan, *, bar: bool = False) -> Path:
    """Make the report of ``plan`` and give its path. ``bar`` shows progress on the terminal.

    Raises ``RadrumError`` where something given is wrong or a cell fails; an earlier report then stays as it was.
    """
    notebook = press.read_notebook(plan.notebook)
    place = paths.shown(press.notebook_path(plan.notebook))
    declared = press.declared(notebook, place)
    faults = [
        Fault(f"parameter {name}", "set by the command itself.", OURS[name]) for name in plan.parameters if name in OURS
    ]
    try:
        own = {name: text for name, text in plan.parameters.items() if name not in OURS}
        values = press.typed(declared, own, place)
    except Faults as found:
        faults += found.faults
    if faults:
        raise Faults(faults)
    dossier = open_dossier(plan.council, plan.as_of, meeting=plan.meeting, language=plan.language)
    words = dossier.words
    given = {
        "council": plan.council,
        "as_of": f"{dossier.as_of:%Y-%m-%d}",
        "language": words.language,
        "edition": dossier.edition,
    }
    lacking = [name for name in given if name not in declared]
    if lacking:
        remedy = "Every notebook takes council, as_of, language and edition."
        raise Faults([Fault(place, f"the parameter '{name}' is not declared.", remedy) for name in lacking])
    reports = (plan.reports or paths.reports()).resolve()
    target = report_path(reports, dossier, plan.notebook)
    with press.staging(reports) as staged:
        executed = press.execute(translate(notebook, words), given | values, staged / f"{plan.notebook}.ipynb", bar=bar)
        return press.publish(press.render(executed, page_of(dossier)), target, staged)


def report_path(reports: Path, dossier: Dossier, notebook: str) -> Path:
    """``<edition>/<council>/<date>/<language>/<notebook>.html`` under the folder of reports."""
    day = f"{dossier.as_of:%Y-%m-%d}"
    return reports / dossier.edition / dossier.council.folder / day / dossier.words.language / f"{notebook}.html"


def page_of(dossier: Dossier) -> press.Page:
    """What a page says of itself: whose it is, for which day, and that a real council did not issue it."""
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
        notices.append(words("The council and everything said of it is invented."))
    colophon = (
        words(
            "Made with Rådrum {version} from the council's register and the agencies' statistics.", version=__version__
        ),
        words("What the papers do not say is shown as missing, never as zero."),
    )
    return press.Page(words.own(council.name), day, area, tuple(notices), colophon, words)
