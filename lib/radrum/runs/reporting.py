"""One report: from a plan to a page in its place."""

import filecmp
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from radrum import paths, press
from radrum.errors import RadrumError
from radrum.runs.drafting import ask, draft
from radrum.runs.plan import Plan

REJECTED = ".rejected"


@dataclass(frozen=True)
class Report:
    """A report that was published: where, why it could not be checked, if it could not, and the checks not made.

    ``inputs`` are what it was made from, each with its fingerprint, ``figures`` what each exhibit says, by its name.
    """

    path: Path
    lack: str = ""
    unchecked: tuple[str, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)


class Rejected(RadrumError):
    """A page has faults and was not published. ``findings`` are the faults, ``listed`` the file that lists them."""

    def __init__(self, findings: Sequence[press.Finding], listed: Path) -> None:
        told = "\n".join(f"  {each}" for each in findings)
        super().__init__(f"The page has faults and was not published; it is kept in {listed.parent}.\n{told}")
        self.findings, self.listed = tuple(findings), listed


def report(plan: Plan, *, bar: bool = False, ground: str = "") -> Report:
    """Make the report of ``plan``. ``bar`` shows progress on the terminal; for ``ground`` see ``draft``.

    Raises ``RadrumError`` where something given is wrong or a cell fails, and ``Rejected`` where the page has faults;
    an earlier report then stays as it was.
    """
    press.warm_up(plan.engine or press.ENGINES[0])
    asked, reports = ask(plan), (plan.reports or paths.reports()).resolve()
    aside = reports / REJECTED
    with press.staging(reports) as staged:
        made = draft(plan, asked, staged, bar=bar, ground=ground)
        target, edition = reports / made.target, made.page.edition
        drafted = staged / made.target
        drafted.parent.mkdir(parents=True)
        bundle = staged / edition / press.PLOTLY.name
        linked = Path(os.path.relpath(bundle, drafted.parent)).as_posix() if plan.linked else ""
        if linked:
            shutil.copy(press.PLOTLY, bundle)
        pressed = press.press(made.notebook, made.page, drafted, forbidden=made.withheld, linked=linked)
        if pressed.findings:
            listed = press.reject(pressed.drafts, aside / made.target.parent, [str(each) for each in pressed.findings])
            raise Rejected(pressed.findings, listed)
        if pressed.lack and (plan.unattended or edition != "council"):
            whose = "that nobody watches" if plan.unattended else "for the public"
            raise RadrumError(f"A page {whose} is not published unchecked. {pressed.lack}")
        if linked and not _lies(press.PLOTLY, reports / edition):
            press.publish([bundle], reports / edition)
        press.publish(pressed.drafts, target.parent)
        press.absolve(made.target, aside)
    inputs = {each.name: each.digest for each in made.page.inputs}
    return Report(
        target, pressed.lack, tuple(check.name for check in pressed.unchecked), inputs, press.said(made.notebook)
    )


def _lies(file: Path, folder: Path) -> bool:
    """Whether the folder holds the file already."""
    there = folder / file.name
    return there.is_file() and filecmp.cmp(file, there, shallow=False)
