"""One report: from a council, a notebook and a day to a page in its place."""

import datetime
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from radrum import __version__, paths, places, press
from radrum.dossier import EDITIONS, Dossier, open_dossier, open_extract
from radrum.editions import left_out_told, withheld_texts, write_extract
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.runs.inputs import inputs, listed
from radrum.runs.members import members
from radrum.words import translate

OURS = {
    "council": "Give COUNCIL.",
    "as_of": "Use --as-of.",
    "language": "Use --language.",
    "edition": "Use --edition.",
}


REJECTED = ".rejected"


@dataclass(frozen=True)
class Plan:
    """What is asked for.

    ``as_of`` or ``meeting`` may be given, not both; ``parameters`` are the notebook's own, as text.
    ``linked``: plotly lies once beside the edition's pages instead of in each. ``engine`` is one of ``press.ENGINES``.
    ``unattended``: nobody watches, so that a page which could not be checked is not published. ``today`` is the day of
    the run, on which consent is judged; without it, today.
    """

    council: str
    notebook: str = "meeting"
    as_of: str | None = None
    meeting: str | None = None
    language: str | None = None
    reports: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    linked: bool = False
    edition: str = "council"
    engine: str = press.ENGINES[0]
    unattended: bool = False
    today: datetime.date | None = None


@dataclass(frozen=True)
class Report:
    """A report that was published: where, and why it could not be checked, if it could not."""

    path: Path
    lack: str = ""


class Rejected(RadrumError):
    """A page has faults and was not published. ``findings`` are the faults, ``listed`` the file that lists them."""

    def __init__(self, findings: Sequence[press.Finding], listed: Path) -> None:
        told = "\n".join(f"  {each}" for each in findings)
        super().__init__(f"The page has faults and was not published; it is kept in {listed.parent}.\n{told}")
        self.findings, self.listed = tuple(findings), listed


def report(plan: Plan, *, bar: bool = False) -> Report:
    """Make the report of ``plan``. ``bar`` shows progress on the terminal.

    Raises ``RadrumError`` where something given is wrong or a cell fails, and ``Rejected`` where the page has faults;
    an earlier report then stays as it was.
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
    try:
        opened = open_dossier(plan.council, plan.as_of, meeting=plan.meeting, language=plan.language)
    except RadrumError as error:
        raise Faults([*faults, Fault(plan.council, str(error))]) if faults else error from None
    codes, unknown = members(declared, plan.parameters, opened)
    if faults or unknown:
        raise Faults([*faults, *unknown])
    values, area = values | codes, next(iter(codes.values()), "")
    reports = (plan.reports or paths.reports()).resolve()
    with press.staging(reports) as staged:
        dossier, extract, withheld = _edition(plan, opened, staged)
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
        executed = staged / f"{plan.notebook}.ipynb"
        run = press.execute(
            translate(notebook, words), given | values, executed, data=extract, bar=bar, engine=plan.engine
        )
        target = report_path(reports, dossier, plan.notebook, area)
        draft = staged / target.relative_to(reports)
        draft.parent.mkdir(parents=True)
        bundle = staged / dossier.edition / press.PLOTLY.name
        linked = Path(os.path.relpath(bundle, draft.parent)).as_posix() if plan.linked else ""
        if linked:
            shutil.copy(press.PLOTLY, bundle)
        page = page_of(dossier, inputs(dossier, plan.notebook, values), area)
        pressed = press.press(run, page, draft, forbidden=withheld, linked=linked)
        if pressed.findings:
            aside = reports / REJECTED / target.parent.relative_to(reports)
            listed = press.reject(pressed.drafts, aside, [str(each) for each in pressed.findings])
            raise Rejected(pressed.findings, listed)
        if pressed.lack and (plan.unattended or dossier.edition != "council"):
            whose = "that nobody watches" if plan.unattended else "for the public"
            raise RadrumError(f"A page {whose} is not published unchecked. {pressed.lack}")
        if linked:
            press.publish([bundle], reports / dossier.edition)
        press.publish(pressed.drafts, target.parent)
    return Report(target, pressed.lack)


def _edition(plan: Plan, dossier: Dossier, staged: Path) -> tuple[Dossier, Path | None, tuple[str, ...]]:
    """The ``dossier`` in the edition asked for; of the public one also its extract, and what that withholds."""
    if plan.edition not in EDITIONS:
        raise RadrumError(f"There is no edition '{plan.edition}'. {did_you_mean(plan.edition, EDITIONS)}".rstrip())
    if plan.edition == dossier.edition:
        return dossier, None, ()
    extract = write_extract(plan.council, dossier.as_of, staged / "data", today=plan.today)
    return open_extract(extract, language=dossier.words.language), extract, withheld_texts(extract, today=plan.today)


def report_path(reports: Path, dossier: Dossier, notebook: str, area: str = "") -> Path:
    """``<edition>/<council>/<date>/<language>/<notebook>.html`` under the folder of reports; for an ``area`` a folder
    of the notebook's name holds its ``<code>.html``.
    """
    day = f"{dossier.as_of:%Y-%m-%d}"
    page = f"{notebook}/{area}.html" if area else f"{notebook}.html"
    return reports / dossier.edition / dossier.council.folder / day / dossier.words.language / page


def page_of(dossier: Dossier, made_from: Mapping[str, str], municipality: str = "") -> press.Page:
    """What a page says of itself: whose it is, for which day, who publishes it, and what it was ``made_from``.

    ``municipality`` is the code of the one that it is about, where it is about one.

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
        notices.append(words("The council and everything said of it is invented."))
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
    )
