"""The long proof of what is killed: at twenty random moments any process of a build, or the build, is killed or ended.

Run with ``make trust``. No half page is published, the next build makes the rest, and no process is left behind.
"""

import contextlib
import os
import random
import signal
import sys
import time
from pathlib import Path

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import bare, browser_path, council, run_apart  # noqa: F401 - fixtures
from processes import marked, within
from test_building import OPENS, SHOWS, begun, write_notebook, write_plan

LANGUAGES = ("sv", "nb", "nn", "en")
SECONDS: list[float] = []  # what the build takes where nothing is killed
KILLED: list[bool] = []  # whether a build was still at work when something of it was killed


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_killed_whenever_the_rest_is_made(council, tmp_path, monkeypatch, seed):  # noqa: F811
    chance = random.Random(seed)  # noqa: S311
    write_notebook(tmp_path / "notebooks", "sound", OPENS, SHOWS)
    monkeypatch.setenv("RADRUM_NOTEBOOKS", str(tmp_path / "notebooks"))
    monkeypatch.setenv("RADRUM_BROWSER", browser_path())
    plan = f'[[report]]\ncouncil = "{council.name}"\nnotebooks = ["sound"]\nlanguages = {list(LANGUAGES)}\n'
    reports = tmp_path / "reports"
    words = ("build", str(write_plan(tmp_path, plan)), "--workers", "2", "--reports")
    if not SECONDS:
        before = time.monotonic()
        assert run_apart(*words, str(tmp_path / "undisturbed"), RADRUM_BROWSER=browser_path()).returncode == 0
        SECONDS.append(time.monotonic() - before)
    words = (*words, str(reports))
    started = begun(words, tmp_path)
    assert not within(chance.uniform(0.2, SECONDS[0]), lambda: started.poll() is not None) or started.returncode == 0
    living = sorted(marked(tmp_path))
    victim = started.pid if chance.random() < 0.4 or not living else chance.choice(living)
    KILLED.append(started.poll() is None)
    if KILLED[-1]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, chance.choice([signal.SIGKILL, signal.SIGTERM]))
    started.communicate(timeout=180)
    assert within(20, lambda: not marked(tmp_path)), marked(tmp_path)
    _whole(reports)
    again = run_apart(*words, RADRUM_BROWSER=browser_path())
    assert again.returncode == 0, again.stdout + again.stderr
    pages = _whole(reports)
    assert [page.parent.name for page in pages] == sorted(LANGUAGES)
    assert not list(reports.glob(".staging/*"))


def test_most_builds_were_at_work_when_something_of_them_was_killed():
    assert KILLED.count(True) >= len(KILLED) * 0.7 > 0


def _whole(reports):
    """The pages that are published, each with its print; they and the archive's lists stand to their last byte."""
    for page in [*reports.glob("council/**/*.html"), *reports.glob("*.html")]:
        assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    pages = sorted(reports.glob("council/*/*/*/*.html"))
    for page in pages:
        with pikepdf.open(page.with_suffix(".pdf")) as printed:
            assert len(printed.pages)
    return pages
