"""Many reports at once: only what changed, each for itself, nothing half, whatever is killed."""

import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import browser_path, run, run_apart
from processes import MARK, marked, within
from radrum import engine
from radrum.cli.build import build
from radrum.errors import Faults, RadrumError
from radrum.once import forget
from radrum.places import areas
from radrum.press import staging
from radrum.runs import Plan, Run, building, named, opened, read_plans
from radrum.runs.making import context
from radrum.runs.stamps import stamp
from radrum.statistics import definitions

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
as_of = "2026-02-30"
"""
    with pytest.raises(Faults) as found:
        read_plans(write_plan(tmp_path, text), tmp_path)
    told = str(found.value)
    for said in ("'reprot'", "Did you mean 'exempel'?", "Did you mean 'meeting'?", "'public' is not a list", "'linkd'"):
        assert said in told
    assert "report 1, as_of: '2026-02-30' is not a day that exists." in told


def test_each_municipality_of_a_plan_is_looked_up_before_anything_is_made(tmp_path):
    text = '[[report]]\ncouncil = "exempel"\nnotebooks = ["municipality"]\nareas = ["9998", "XX-0101", "9999"]\n'
    with pytest.raises(Faults) as found:
        read_plans(write_plan(tmp_path, text), tmp_path)
    assert len(found.value.faults) == 2
    assert all(each.place.endswith("reports.toml, report 1, areas") for each in found.value.faults)
    assert "'9998' is no municipality" in str(found.value) and "'9999' is no municipality" in str(found.value)


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
        forget()
        return stamp(which)

    first = marked()
    (tmp_path / "elsewhere").write_text("x")
    assert marked() == first == marked(replace(plan, engine="nbclient", unattended=True))
    assert marked(replace(plan, language="en")) != first
    write_notebook(notebooks, "small", OPENS + "\n")
    second = marked()
    with (council / "meetings.csv").open("a") as file:
        file.write("\n")
    third = marked()
    assert len({first, second, third}) == 3
    public = replace(plan, edition="public")
    before = marked(public)
    (council / "private").mkdir()
    (council / "private" / "people.csv").write_text("role,body,name\n", encoding="utf-8")
    assert marked() == third
    assert marked(public) != before


def test_the_records_know_the_newest_page_of_each_plan_that_was_made(tmp_path):
    with opened(tmp_path) as records:
        for state, mark in (("made", "1"), ("made", "2"), ("failed", "3")):
            records.add(Run("a", mark, state, path="a.html", digest=mark, inputs={"x": "1"}, figures={"y": "Två"}))
        records.add(Run("b", "9", "rejected"))
    with opened(tmp_path) as records:
        assert records.last_good() == {
            "a": Run("a", "2", "made", path="a.html", digest="2", inputs={"x": "1"}, figures={"y": "Två"})
        }
        assert [each.state for each in records.newest(2)] == ["rejected", "failed"]


def test_a_page_that_has_no_print_is_made_again(council, tmp_path, monkeypatch):
    plan = Plan(council.name, reports=tmp_path)
    with opened(tmp_path) as records:
        records.add(Run(named(plan), stamp(plan), "made", path="council/page.html"))
    monkeypatch.setattr(
        building, "_made", lambda changed, *_: [Run(named(each.plan), each.stamp, "made") for each in changed]
    )
    assert [run.state for run in building.build([plan], tmp_path, workers=1, tell=lambda run: None)] == ["made"]


def test_what_a_killed_process_staged_is_swept_and_nothing_that_others_work_on(tmp_path, monkeypatch):
    monkeypatch.setattr("platform.node", lambda: "kommun")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    kept = [f"{os.getpid()}@kommun@a", f"{ended.pid}@kommun-2@b", f"{ended.pid}@rad-kommun@c"]
    for name in (*kept, f"{ended.pid}@kommun@d"):
        (tmp_path / ".staging" / name).mkdir(parents=True)
    with staging(tmp_path) as own:
        assert {each.name for each in own.parent.iterdir()} == {own.name, *kept}
    assert not own.exists()


def test_a_build_ends_with_a_table_of_what_became_of_it_and_with_why_the_rest_was_not_made(tmp_path, monkeypatch):
    text = """[[report]]
council = "exempel"
notebooks = ["municipality"]
areas = "all"
[[report]]
council = "exempel"
notebooks = ["benefits"]
[[report]]
council = "digivestland"
"""
    ends = {"benefits": ("rejected", "2 faults, listed in\n x"), "XX-0103": ("failed", "A cell failed.")}

    def made(changed, workers):
        for each in changed:
            key = each.plan.parameters.get("area", each.plan.notebook)
            yield Run(named(each.plan), each.stamp, *ends.get(key, ("made",)))

    monkeypatch.setattr("radrum.runs.making.made", made)
    done = CliRunner().invoke(build, [str(write_plan(tmp_path, text)), "--reports", str(tmp_path)])
    assert done.exit_code == 1
    _, table, rest = done.stdout.split("\n\n")
    assert table.splitlines() == [
        f"{'':20}       made  unchanged     failed   rejected",
        "digivestland meeting          1          0          0          0",
        "exempel benefits              0          0          0          1",
        "exempel municipality         19          0          1          0",
    ]
    assert rest.splitlines() == [
        "failed: exempel municipality council area XX-0103: A cell failed.",
        "rejected: exempel benefits council: 2 faults, listed in x",
        "20 made, 0 unchanged, 1 failed, 1 rejected.",
    ]


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
    done = run_apart(*built("failing", "sound"), RADRUM_BROWSER=browser_path())
    assert done.returncode == 1, done.stderr
    assert re.search(r"^failed: \S+ failing council: A cell failed: ValueError: on purpose", done.stdout, re.M)
    assert "\n1 made, 0 unchanged, 1 failed, 0 rejected.\n" in done.stdout
    (page,) = (tmp_path / "reports").rglob("sound.html")
    before = page.stat().st_mtime_ns
    again = run_apart(*built("sound"), RADRUM_BROWSER=browser_path())
    assert "\n0 made, 1 unchanged, 0 failed, 0 rejected.\n" in again.stdout, again.stderr
    assert page.stat().st_mtime_ns == before
    page.with_suffix(".pdf").unlink()
    assert "1 made, 0 unchanged" in run_apart(*built("sound"), RADRUM_BROWSER=browser_path()).stdout
    listed = run("runs", "--reports", str(tmp_path / "reports")).stdout
    assert re.findall(r" s  (\w+): ", listed) == ["made", "failed", "made"] or re.findall(r" s  (\w+): ", listed) == [
        "made",
        "made",
        "failed",
    ]


@pytest.mark.skipif(not engine.served(), reason="nothing is forked here")
def test_what_makes_reports_is_forked_from_a_process_of_one_thread():
    with ProcessPoolExecutor(1, mp_context=context()) as pool:
        server = pool.submit(os.getppid).result()
    assert server != os.getpid()
    assert len(list(Path(f"/proc/{server}/task").iterdir())) == 1


def test_a_process_that_outlives_the_data_reads_places_and_measures_anew(data):
    spoilt = data / "statistics" / "measures.toml"
    named, known = definitions.measures(spoilt.parent).keys(), set(areas().index)
    spoilt.write_text(spoilt.read_text("utf-8").replace("available_100mbps", "available_101mbps"), encoding="utf-8")
    for file in (data / "places").glob("*.csv"):
        file.write_text("", encoding="utf-8")
    assert (definitions.measures(spoilt.parent).keys(), set(areas().index)) == (named, known)
    forget()
    assert "available_101mbps" in definitions.measures(spoilt.parent)
    with pytest.raises(Faults, match="is not the file that this passport describes"):
        areas()
    forget()


@pytest.mark.slow
def test_a_build_without_a_browser_publishes_nothing(built, tmp_path):
    done = run(*built("sound"))
    assert "0 made, 0 unchanged, 1 failed" in done.stdout
    assert not list((tmp_path / "reports").rglob("*.html"))


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_no_half_page_and_no_process_and_goes_on_with_the_rest(built, tmp_path):
    started = begun(built("sound", "endless"), tmp_path)
    assert within(120, lambda: (tmp_path / "begun").exists() and _recorded(tmp_path / "reports"))
    started.kill()
    started.wait(30)
    assert within(20, lambda: not marked(tmp_path)), marked(tmp_path)
    assert not list((tmp_path / "reports").rglob("endless.*"))
    done = run_apart(*built("sound"), RADRUM_BROWSER=browser_path())
    assert "0 made, 1 unchanged" in done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "victim",
    ["worker", *(pytest.param(each, marks=pytest.mark.long) for each in ("notebook", "nest", "forkserver"))],
)
def test_what_is_killed_takes_nothing_else_along(built, tmp_path, victim):
    """A notebook's process that is killed is told of, and so is one whose warm process is; another makes a worker's
    reports, and those of all workers where what they were forked from is killed.
    """
    notebooks, waits = tmp_path / "notebooks", tmp_path / "begun"
    once = f"import os\nfirst = not os.path.exists({str(waits)!r})"
    says = f"if first:\n    open({str(waits)!r}, 'w').write(str(os.getpid()))\n    time.sleep(600)"
    write_notebook(notebooks, "killed", OPENS, once, says, SHOWS)
    started = begun(built("killed", "sound"), tmp_path)
    assert within(120, lambda: waits.exists() and waits.read_text())
    server = [pid for pid, command in marked(tmp_path).items() if "forkserver" in command]
    workers = [pid for pid in server if _parent(pid) in server]
    nests = [pid for pid, command in marked(tmp_path).items() if "radrum.engine.nest" in command]
    victims = {
        "notebook": [int(waits.read_text())],
        "nest": [pid for pid in nests if _parent(pid) not in nests],
        "worker": workers,
        "forkserver": {*server} - {*workers},
    }[victim]
    assert victims
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    told, _ = started.communicate(timeout=180)
    assert within(20, lambda: not marked(tmp_path)), marked(tmp_path)
    if victim in ("notebook", "nest"):
        assert "1 made, 0 unchanged, 1 failed, 0 rejected." in told
        assert "The notebook's process died." in told
    else:
        assert "2 made, 0 unchanged, 0 failed, 0 rejected." in told
    again = run_apart(*built("killed", "sound"), RADRUM_BROWSER=browser_path())
    counts = "1 made, 1 unchanged" if victim in ("notebook", "nest") else "0 made, 2 unchanged"
    assert f"\n{counts}, 0 failed, 0 rejected.\n" in again.stdout, again.stdout


def begun(words, folder):
    """A command that has been started, marked as that of a test."""
    return subprocess.Popen(
        [sys.executable, "-c", "from radrum.cli import main; main()", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {MARK: str(folder)},
    )


def _parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _recorded(reports):
    with opened(reports) as records:
        return records.last_good()
