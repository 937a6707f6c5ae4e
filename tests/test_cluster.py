"""The same plan on a cluster: the same bytes, and nothing lost with a worker."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import browser_path
from distributed import Client, LocalCluster
from radrum import paths
from radrum.errors import RadrumError
from radrum.runs import Plan, build, stamps
from radrum.runs.cluster import made_on
from radrum.runs.plan import Marked
from test_building import OPENS, SHOWS, write_notebook

LANGUAGES = ("sv", "nb", "nn", "en")


@pytest.fixture
def plans(council, tmp_path, monkeypatch):
    """Four plans of a notebook that says in a file that it has begun."""
    notebooks = tmp_path / "notebooks"
    says = f"open({str(tmp_path / 'begun')!r}, 'a').write(dossier.words.language); time.sleep(1)"
    write_notebook(notebooks, "sound", OPENS, SHOWS, says)
    monkeypatch.setenv("RADRUM_NOTEBOOKS", str(notebooks))
    monkeypatch.setenv("RADRUM_BROWSER", browser_path())
    return [Plan(council.name, "sound", language=each, reports=tmp_path, unattended=True) for each in LANGUAGES]


@pytest.fixture
def cluster(plans):
    """Two workers, each a process of its own with one thread."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started


def built(plans, reports, **how):
    """What became of the plans in a folder of their own, and the bytes of all that was published."""
    reports.mkdir()
    there = [replace(plan, reports=reports) for plan in plans]
    runs = build(there, reports, **{"workers": 2, "tell": lambda run: None} | how)
    pages = {
        each.relative_to(reports).as_posix(): each.read_bytes()
        for each in reports.rglob("*")
        if each.suffix in (".html", ".pdf")
    }
    return [(run.state, run.reason) for run in runs], pages


@pytest.mark.slow
def test_the_warm_engine_the_stock_one_and_a_cluster_that_loses_a_worker_give_the_same_bytes(plans, tmp_path, cluster):
    warm, pages = built(plans, tmp_path / "warm")
    assert warm == [("made", "")] * 4
    assert len(pages) == 8
    stock, others = built([replace(plan, engine="nbclient") for plan in plans[:1]], tmp_path / "stock")
    assert stock == [("made", "")]
    assert others == {name: pages[name] for name in others}
    (tmp_path / "begun").unlink()
    with Client(cluster) as client:
        here = _stands_on(plans[0].council)
        assert set(client.run(_stands_on, plans[0].council).values()) == {here}
        pids = client.run(os.getpid)
        victim = min(pids.values())
        client.run_on_scheduler(_kill_when_begun, str(tmp_path / "begun"), victim)
        on_cluster, found = built(plans, tmp_path / "cluster", scheduler=cluster.scheduler_address)
        assert on_cluster == [("made", "")] * 4
        assert victim not in client.run(os.getpid).values()
    assert found == pages


def _stands_on(council: str) -> tuple:
    """All that a process makes its reports from, part by part."""
    places = (paths.places(), paths.statistics(), paths.councils() / council, paths.notebooks())
    return (*stamps._program(), *map(stamps._of, places))


def _kill_when_begun(begun: str, victim: int) -> None:
    """Kill the worker once a report has begun; in a thread, while the scheduler goes on."""
    import threading

    def kill() -> None:
        until = time.monotonic() + 60
        while not Path(begun).exists() and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(victim, signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()


@pytest.mark.slow
def test_a_worker_with_other_data_makes_nothing(plans, cluster, tmp_path):
    (run,) = made_on(cluster.scheduler_address, [Marked(plans[0], "other", "other")])
    assert run.state == "failed"
    assert "has another program or other data" in run.reason
    assert not list(tmp_path.rglob("*.html"))


def test_an_address_where_no_scheduler_answers_is_told_of(plans, monkeypatch):
    monkeypatch.setattr("radrum.runs.cluster.PATIENCE", 1)
    with pytest.raises(RadrumError, match="No scheduler answers at tcp://127.0.0.1:9"):
        list(made_on("tcp://127.0.0.1:9", []))
