"""Many reports at once: only what changed, each for itself, nothing half, whatever is killed."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import browser_path, run
from radrum.errors import Faults, RadrumError
from radrum.runs import Plan, Run, named, opened, read_plans
from radrum.runs.stamps import _of, stamp

PARAMETERS = """council = ""  # str: the council
as_of = ""  # date: the day
language = ""  # language: the language
edition = "council"  # str: the edition
"""
OPENS = "import radrum, time\nfrom radrum import exhibits, measures"
SHOWS = """dossier = radrum.open(council, as_of or None, language=language or None, edition=edition)
exhibits.Unknown("nothing", dossier.words("No figure is disputed"), dossier.words("Nothing is late."), dossier.words)"""


def cell(source, kind="code", *tags):
    made = {
        "cell_type": kind,
        "id": f"c{abs(hash(source)) % 10**6}",
        "metadata": {"tags": list(tags)},
        "source": source,
    }
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def write_notebook(folder, name, *sources):
    folder.mkdir(exist_ok=True)
    begins = [cell("# Meeting report", "markdown"), cell(PARAMETERS, "code", "parameters")]
    cells = [*begins, cell("## How does the country compare?", "markdown"), *map(cell, sources)]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    said = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / f"{name}.ipynb").write_text(json.dumps(said), encoding="utf-8")


def write_plan(folder, text):
    file = folder / "reports.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_plan_is_one_report_for_each_notebook_edition_and_language(tmp_path):
    text = """[[report]]
council = "exempel"
notebooks = ["meeting", "benefits"]
editions = ["council", "public"]
languages = ["sv", "en"]
as_of = 2026-03-19
"""
    plans = read_plans(write_plan(tmp_path, text), tmp_path)
    assert len({named(plan) for plan in plans}) == 8
    assert {(plan.as_of, plan.unattended, plan.reports) for plan in plans} == {("2026-03-19", True, tmp_path)}


def test_a_report_planned_twice_is_made_once(tmp_path):
    text = '[[report]]\ncouncil = "exempel"\n' * 2
    assert [plan.notebook for plan in read_plans(write_plan(tmp_path, text), tmp_path)] == ["meeting"]


def test_every_municipality_gets_a_page_of_its_own(tmp_path):
    text = '[[report]]\ncouncil = "exempel"\nnotebooks = ["municipality"]\nareas = "all"\n'
    plans = read_plans(write_plan(tmp_path, text), tmp_path)
    assert len({plan.parameters["area"] for plan in plans}) == len(plans) == 20


def test_everything_wrong_with_a_plan_is_told_at_once_with_the_nearest_name(tmp_path):
    text = """reprot = 1
[[report]]
council = "exmpel"
notebooks = ["meting"]
editions = "public"
linkd = true
"""
    with pytest.raises(Faults) as found:
        read_plans(write_plan(tmp_path, text), tmp_path)
    told = str(found.value)
    for said in ("'reprot'", "Did you mean 'exempel'?", "Did you mean 'meeting'?", "'public' is not a list", "'linkd'"):
        assert said in told


@pytest.mark.parametrize("text", ["", "report = 3", "[[report]]\nlanguages = []", "[[report", "\xff"])
def test_a_plan_that_says_nothing_is_refused(tmp_path, text):
    with pytest.raises(RadrumError):
        read_plans(write_plan(tmp_path, text), tmp_path)


def test_a_stamp_changes_with_the_data_the_notebook_and_what_is_asked_for_and_with_nothing_else(
    council, tmp_path, monkeypatch
):
    notebooks = tmp_path / "notebooks"
    monkeypatch.setenv("RADRUM_NOTEBOOKS", str(notebooks))
    write_notebook(notebooks, "small", OPENS)
    plan = Plan(council.name, "small")

    def marked(which=plan):
        _of.cache_clear()
        return stamp(which)

    first = marked()
    (tmp_path / "elsewhere").write_text("x")
    assert marked() == first == marked(replace(plan, engine="nbclient", unattended=True))
    assert marked(replace(plan, language="en")) != first
    write_notebook(notebooks, "small", OPENS + "\n")
    second = marked()
    with (council / "meetings.csv").open("a") as file:
        file.write("\n")
    assert len({first, second, marked()}) == 3


def test_the_records_know_the_newest_page_of_each_plan_that_was_made(tmp_path):
    with opened(tmp_path) as records:
        for state, mark in (("made", "1"), ("made", "2"), ("failed", "3")):
            records.add(Run("a", mark, state, path="a.html"))
        records.add(Run("b", "9", "rejected"))
    with opened(tmp_path) as records:
        assert records.last_good() == {"a": ("2", "a.html")}
        assert [each.state for each in records.newest(2)] == ["rejected", "failed"]


def test_spoilt_records_are_told_of(tmp_path):
    (tmp_path / ".runs.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(RadrumError, match="Move it away"), opened(tmp_path):
        pass


@pytest.fixture
def built(council, tmp_path, monkeypatch):
    """Runs ``radrum build`` over small notebooks, a sound one, a failing one and one that is not seen to end."""
    notebooks = tmp_path / "notebooks"
    write_notebook(notebooks, "sound", OPENS, SHOWS)
    write_notebook(notebooks, "failing", OPENS, "raise ValueError('on purpose')")
    write_notebook(notebooks, "endless", OPENS, f"open({str(tmp_path / 'begun')!r}, 'w').close(); time.sleep(600)")
    monkeypatch.setenv("RADRUM_NOTEBOOKS", str(notebooks))
    monkeypatch.setenv("RADRUM_BROWSER", browser_path())
    listed = "[[report]]\ncouncil = {council!r}\nnotebooks = {names}\n"

    def built(*names):
        text = listed.format(council=council.name, names=json.dumps(names))
        return ("build", str(write_plan(tmp_path, text)), "--reports", str(tmp_path / "reports"), "--workers", "2")

    return built


@pytest.mark.slow
def test_what_fails_stops_only_itself_and_what_is_unchanged_is_left(built, tmp_path):
    done = run(*built("failing", "sound"), RADRUM_BROWSER=browser_path())
    assert done.returncode == 1, done.stderr
    assert re.search(r"^failed: \S+ failing council: A cell failed: ValueError: on purpose", done.stdout, re.M)
    assert done.stdout.endswith("1 made, 0 unchanged, 1 failed, 0 rejected.\n")
    (page,) = (tmp_path / "reports").rglob("sound.html")
    before = page.stat().st_mtime_ns
    again = run(*built("sound"), RADRUM_BROWSER=browser_path())
    assert again.stdout.endswith("0 made, 1 unchanged, 0 failed, 0 rejected.\n"), again.stderr
    assert page.stat().st_mtime_ns == before
    page.with_suffix(".pdf").unlink()
    assert "1 made, 0 unchanged" in run(*built("sound"), RADRUM_BROWSER=browser_path()).stdout
    listed = run("runs", "--reports", str(tmp_path / "reports")).stdout
    assert re.findall(r" s  (\w+): ", listed) == ["made", "failed", "made"] or re.findall(r" s  (\w+): ", listed) == [
        "made",
        "made",
        "failed",
    ]


@pytest.mark.slow
def test_a_build_without_a_browser_publishes_nothing(built, tmp_path):
    done = run(*built("sound"))
    assert "0 made, 0 unchanged, 1 failed" in done.stdout
    assert not list((tmp_path / "reports").rglob("*.html"))


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_build_that_is_killed_leaves_no_half_page_and_no_process_and_goes_on_with_the_rest(built, tmp_path, number):
    words = [sys.executable, "-c", "from radrum.cli import main; main()", *built("sound", "endless")]
    environment = os.environ | {"MARK_OF_THIS_TEST": str(tmp_path)}
    started = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    until = time.monotonic() + 120
    while not ((tmp_path / "begun").exists() and _recorded(tmp_path / "reports")):
        assert time.monotonic() < until and started.poll() is None
        time.sleep(0.1)
    started.send_signal(number)
    started.wait(30)
    until = time.monotonic() + 20
    while _left(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    assert _left(tmp_path) == []
    assert not list((tmp_path / "reports").rglob("endless.*"))
    done = run(*built("sound"), RADRUM_BROWSER=browser_path())
    assert "0 made, 1 unchanged" in done.stdout, done.stderr


def _recorded(reports):
    with opened(reports) as records:
        return records.last_good()


def _left(folder):
    """The processes that bear the mark of a test."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            marked = f"MARK_OF_THIS_TEST={folder}".encode() in (each / "environ").read_bytes()
            if marked and each.name != str(os.getpid()):
                found.append((each / "cmdline").read_bytes()[:200])
        except OSError:
            continue
    return [each for each in found if each]
