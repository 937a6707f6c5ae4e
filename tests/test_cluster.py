"""A cluster that cannot serve says so. That it gives the same bytes is proved in ``tests/trust/cluster.py``."""

import pytest
from conftest import browser_path
from distributed import LocalCluster
from radrum.errors import RadrumError
from radrum.runs import Plan
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
