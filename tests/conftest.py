"""Reports made once for all tests, and one browser without a network."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from editing import only_council
from filelock import FileLock
from hypothesis import settings
from radrum.cli.commands import main, report
from radrum.dossier import EDITIONS
from radrum.once import forget
from radrum.press.browser import NAMES
from radrum.runs import Plan
from radrum.runs.making import made
from radrum.runs.plan import Marked
from radrum.runs.stamps import ground
from radrum.words import LANGUAGES
from sampling import pairwise

ROOT = Path(__file__).parents[1]
COUNCIL = "vgr-digitaliseringsrad"

settings.register_profile("suite", max_examples=100, deadline=None)
settings.register_profile("trust", settings.get_profile("suite"), max_examples=1000)
settings.load_profile("suite")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command ``radrum``, from a folder that is not the project's, in this process: what it imports it has.

    Without a browser, which takes longer than all the rest, unless ``RADRUM_BROWSER`` is given.
    """
    said, told, status = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as around, redirect_stdout(said), redirect_stderr(told):
        around.chdir("/")
        for name, value in ({"RADRUM_BROWSER": "none"} | environment).items():
            around.setenv(name, value)
        forget()
        try:
            main(words)
        except SystemExit as end:
            status = end.code or 0
    return subprocess.CompletedProcess(words, status, said.getvalue(), told.getvalue())


def run_apart(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same as a person runs it: in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from radrum.cli import main; main()", *words],
        capture_output=True,
        text=True,
        cwd="/",
        env=os.environ | {"RADRUM_BROWSER": "none"} | environment,
        check=False,
    )


NOTEBOOKS = ("meeting", "portfolio", "benefits", "broadband", "statistics", "municipality")
NEWEST = {
    "vgr-digitaliseringsrad": ("2016-09-08", "sv"),
    "vg-handlingsplan": ("2012-01-01", "sv"),
    "ostergotland-ehalsa": ("2018-03-16", "sv"),
    "digivestland": ("2022-12-20", "nb"),
    "exempel": ("2026-09-10", "sv"),
}
LATER = (
    ("vg-handlingsplan", "meeting", "2012-07-01"),
    ("vg-handlingsplan", "portfolio", "2012-07-01"),
    ("vg-handlingsplan", "portfolio", "2013-01-01"),
    ("ostergotland-ehalsa", "meeting", "2018-07-01"),
    ("ostergotland-ehalsa", "portfolio", "2018-07-01"),
    ("ostergotland-ehalsa", "portfolio", "2019-06-01"),
    ("digivestland", "meeting", "2024-03-08"),
)


# Of each notebook these, for the tests that look at them.
NEEDED = [
    (COUNCIL, "meeting", "council", "sv"),
    ("exempel", "broadband", "council", "sv"),
    ("exempel", "meeting", "public", "en"),
    ("exempel", "statistics", "public", "nn"),
    ("exempel", "portfolio", "public", "sv"),
    ("exempel", "municipality", "public", "sv"),
    ("digivestland", "meeting", "council", "nn"),
    ("digivestland", "meeting", "public", "nb"),
]
FACTORS = {
    "council": tuple(NEWEST),
    "notebook": NOTEBOOKS,
    "edition": EDITIONS,
    "language": tuple(LANGUAGES),
}
SAMPLE = pairwise(FACTORS, NEEDED)  # what goes through the whole press (see docs/press.md)
MOST_TO_SAY = {"exempel": "XX-0118"}  # the municipality whose page has most to say


def asked_for(council: str, notebook: str, edition: str, language: str) -> list[str]:
    """What the command is told for a page of the sample."""
    words = [council, notebook, "--edition", edition, "--language", language]
    if notebook == "municipality" and council in MOST_TO_SAY:
        return [*words, "-p", f"area={MOST_TO_SAY[council]}"]
    return [*words, *area_of(council, notebook)]


PLANNED = ("council", "notebook", "as_of", "language", "edition", "reports")


def area_of(council: str, notebook: str) -> list[str]:
    """What the command must be told of a notebook about one municipality: the council's first, if it has any."""
    from radrum.dossier import open_dossier

    codes = open_dossier(council).municipalities.index if notebook == "municipality" else ()
    return ["-p", f"area={codes[0]}"] if len(codes) else []


TOLD = ("meeting", "portfolio", "benefits")  # what is compared with the papers


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each of pytest's processes begins an equal part of the tests, and takes from another's when it has done its own.

    Those that read the shared reports come first in the first part, so that one process makes them while the others run
    the rest; the slow ones come first in the other parts, in their order, so that none is left for the end.
    """
    parts = max(int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")), 1)
    shared = [item for item in items if "reports" in item.fixturenames]
    rest = [item for item in items if "reports" not in item.fixturenames]
    slow = [item for item in rest if item.get_closest_marker("slow")]
    fast = [item for item in rest if not item.get_closest_marker("slow")]
    size, ordered = len(items) // parts, shared
    for part in range(parts):
        begin, end = (len(slow) * max(at, 0) // max(parts - 1, 1) for at in (part - 1, part))
        ordered += slow[begin:end] if parts > 1 else slow
        fill = max(size * (part + 1) - len(ordered), 0)
        ordered, fast = ordered + fast[:fill], fast[fill:]
    items[:] = ordered + fast


@pytest.fixture(scope="session")
def reports(tmp_path_factory, worker_id) -> Path:
    """A folder of reports made by the command: of every council all as of its newest meeting, and some more.

    Made by whichever of pytest's processes asks first; the others wait for it.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "reports"
    failed = folder.with_name("failed-reports.txt")
    with FileLock(f"{folder}.lock"):
        if not failed.exists():
            failed.write_text("\n".join(make_reports(folder)), encoding="utf-8")
    assert failed.read_text(encoding="utf-8") == ""
    return folder


def make_reports(folder: Path) -> list[str]:
    """Make the ``SAMPLE`` through the whole press; of the others, read as text alone, the press sees the HTML.

    What is said of those that failed.
    """
    asked = [[council, notebook] for council in NEWEST for notebook in TOLD]
    asked += [[COUNCIL, "meeting", *more] for more in (["--as-of", "2017-06-01"], ["--as-of", "2016-06-21"])]
    asked += [[COUNCIL, "meeting", "--language", "en"]]
    asked += [["exempel", "meeting", "--language", "en"]]
    asked += [[council, notebook, "--as-of", day] for council, notebook, day in LATER]
    seen = [plan_of(asked_for(*each), folder) for each in SAMPLE]
    pages = {(plan.council, plan.notebook, plan.edition, plan.language) for plan in seen}
    unseen = [plan_of(words, folder) for words in asked]
    unseen = [plan for plan in unseen if plan.as_of or own_words(plan) not in pages]
    failed = []
    for browser, plans in ((browser_path(), seen), ("none", unseen)):
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("RADRUM_BROWSER", browser)
            runs = made([Marked(plan, "", ground(plan.council)) for plan in plans], workers=2)
            failed += [f"{each.plan}: {each.reason}" for each in runs if each.state != "made"]
    return failed


def own_words(plan: Plan) -> tuple[str, ...]:
    """The page of a plan as the sample names it: without a language it is in the council's own."""
    return plan.council, plan.notebook, plan.edition, plan.language or NEWEST[plan.council][1]


def plan_of(words: list[str], folder: Path) -> Plan:
    """What ``radrum report`` with these words plans."""
    given = report.make_context("report", [*words, "--reports", str(folder)]).params
    parameters = dict(each.split("=", 1) for each in given.pop("parameters"))
    return Plan(**{name: given[name] for name in PLANNED}, parameters=parameters)


def page_path(reports: Path, day: str, language: str = "sv", council: str = COUNCIL, notebook: str = "meeting") -> Path:
    return reports / "council" / council / day / language / f"{notebook}.html"


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A copy of the project's data that a test may spoil."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setenv("RADRUM_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def bare(tmp_path_factory) -> Path:
    """Data with areas, measures without values and no council; one for all tests, so that its areas are read once."""
    folder = tmp_path_factory.mktemp("bare")
    shutil.copytree(ROOT / "data" / "places", folder / "places")
    (folder / "statistics").mkdir()
    shutil.copy(ROOT / "data" / "statistics" / "measures.toml", folder / "statistics")
    return folder


@pytest.fixture
def council(bare, monkeypatch) -> Path:
    """The folder of a small council to edit, the only one there is."""
    monkeypatch.setenv("RADRUM_DATA", str(bare))
    return only_council(bare)


def browser_path() -> str:
    """The browser that RADRUM_BROWSER names or that is installed."""
    named = os.environ.get("RADRUM_BROWSER")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not (named or found):
        pytest.fail("No browser: run 'make test', or name one in RADRUM_BROWSER.")
    return named or found


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # where the machine has other things to do
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path(), args=flags)
        yield started
        started.close()
