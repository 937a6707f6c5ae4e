"""Reports made once for all tests, and one browser without a network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COUNCIL = "vgr-digitaliseringsrad"


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command ``radrum`` as a person runs it, from a folder that is not the project's."""
    return subprocess.run(
        [sys.executable, "-c", "from radrum.cli import main; main()", *words],
        capture_output=True,
        text=True,
        cwd="/",
        env=os.environ | environment,
        check=False,
    )


@pytest.fixture(scope="session")
def reports(tmp_path_factory) -> Path:
    """A folder of reports made by the command: three days in Swedish, one in English."""
    folder = tmp_path_factory.mktemp("reports")
    asked = [[], ["--as-of", "2017-06-01"], ["--as-of", "2016-06-21"], ["--language", "en"]]
    for each in asked:
        done = run("report", COUNCIL, "--reports", str(folder), *each)
        assert done.returncode == 0, done.stderr
    return folder


def page_path(reports: Path, day: str, language: str = "sv") -> Path:
    return reports / "council" / COUNCIL / day / language / "meeting.html"


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A copy of the project's data that a test may spoil."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setenv("RADRUM_DATA", str(folder))
    return folder


def browser_path() -> str:
    """The browser that RADRUM_BROWSER names or that is installed."""
    named = os.environ.get("RADRUM_BROWSER")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not (named or found):
        pytest.fail("No browser: run 'make test', or name one in RADRUM_BROWSER.")
    return named or found


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path(), args=flags)
        yield started
        started.close()
