"""A cluster that cannot serve says so. That it gives the same bytes is proved in ``tests/trust/cluster.py``."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import dask
import pytest
from conftest import browser_path
from distributed import Client, LocalCluster
from processes import within
from radrum.errors import RadrumError
from radrum.runs import Plan
from radrum.runs.cluster import made_on
from radrum.runs.plan import Marked
from radrum.runs.stamps import ground, stamp
from servers import free_port
from test_building import OPENS, SHOWS, write_notebook

DASK = Path(sys.executable).with_name("dask")
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


@contextmanager
def served(*words):
    """A process of dask's own command for as long as it is needed."""
    process = subprocess.Popen([DASK, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


@contextmanager
def once_begun(tmp_path, do):
    """Do something as soon as a notebook has begun."""
    done = []
    waits = threading.Thread(target=lambda: done.append(within(120, (tmp_path / "begun").exists) and do()))
    waits.start()
    yield
    waits.join(150)
    assert done != [False]


def marked(plans):
    return [Marked(plan, stamp(plan), ground(plan.council)) for plan in plans]


def test_a_scheduler_without_a_worker_is_told_of(plans):
    with LocalCluster(n_workers=0, dashboard_address=None) as empty, pytest.raises(RadrumError, match="has no worker"):
        list(made_on(empty.scheduler_address, marked(plans)))


def test_a_worker_with_several_threads_makes_nothing(plans, tmp_path):
    with LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=None) as threaded:
        (run,) = made_on(threaded.scheduler_address, marked(plans[:1]))
    assert run.state == "failed"
    assert "has several threads. Start each with --nthreads 1." in run.reason
    assert not list(tmp_path.rglob("*.html"))


@pytest.mark.slow
def test_a_report_that_kills_its_worker_fails_and_where_no_worker_is_left_the_rest_does(plans, tmp_path, monkeypatch):
    monkeypatch.setattr("radrum.runs.cluster.PATIENCE", 3)
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        served("worker", empty.scheduler_address, "--nthreads", "1", "--no-nanny", "--no-dashboard") as worker,
        Client(empty) as client,
    ):
        client.wait_for_workers(1, timeout=60)
        with once_begun(tmp_path, lambda: os.kill(worker.pid, signal.SIGKILL)):
            runs = list(made_on(empty.scheduler_address, marked(plans)))
    assert [run.state for run in runs] == ["failed"] * 4
    assert sorted({run.reason for run in runs}) == ["All workers of the cluster are gone.", "its process was killed."]
    assert not list(tmp_path.rglob("*.html"))


@pytest.mark.slow
def test_where_the_scheduler_dies_the_rest_fails(plans, tmp_path):
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    with (
        served("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard") as scheduler,
        served("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
    ):
        with Client(address, timeout=60) as client:
            client.wait_for_workers(1, timeout=60)
        with once_begun(tmp_path, scheduler.kill):
            runs = list(made_on(address, marked(plans)))
    assert {(run.state, run.reason) for run in runs[1:]} == {("failed", "The scheduler is gone.")}
