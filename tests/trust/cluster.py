"""The long proof of a cluster: both engines, and a cluster that loses a worker, give the same bytes: ``make trust``."""

# ruff: noqa: F811 - fixtures bear the names of what they give

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from distributed import Client, LocalCluster
from radrum import paths
from radrum.runs import Plan, build, stamps

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import bare, browser_path, council  # noqa: F401 - fixtures
from test_cluster import cluster, plans  # noqa: F401 - fixtures


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


def test_real_pages_with_charts_and_tables_and_a_sheet_are_the_same_in_every_way(tmp_path, monkeypatch):
    monkeypatch.setenv("RADRUM_BROWSER", browser_path())
    plans = [
        Plan("exempel", "meeting", unattended=True),
        Plan("exempel", "municipality", parameters={"area": "XX-0118"}, edition="public", unattended=True),
        Plan("vgr-digitaliseringsrad", "broadband", language="en", unattended=True),
    ]
    warm, pages = built(plans, tmp_path / "warm")
    assert warm == [("made", "")] * 3
    assert len(pages) == 6
    assert sum(page.count(b'<div class="chart"') for page in pages.values()) > 10
    stock, others = built([replace(plan, engine="nbclient") for plan in plans], tmp_path / "stock")
    assert stock == warm
    assert others == pages
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as there:
        on_cluster, found = built(plans, tmp_path / "cluster", scheduler=there.scheduler_address)
    assert on_cluster == warm
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
