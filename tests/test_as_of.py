"""A report of an earlier day is the same, byte for byte, as one made from the data as they were that day."""

import pytest
from conftest import ROOT, run
from cutting import cut

pytestmark = pytest.mark.slow

SAMPLE = [
    ("vgr-digitaliseringsrad", "meeting", "2016-09-08"),
    ("digivestland", "portfolio", "2022-12-20"),
    pytest.param("exempel", "meeting", "2025-11-20", marks=pytest.mark.long),
    ("exempel", "portfolio", "2025-03-20"),
    ("exempel", "benefits", "2026-03-19"),
]


@pytest.mark.parametrize(("council", "notebook", "day"), SAMPLE)
def test_a_report_of_an_earlier_day_equals_one_from_the_data_cut_at_that_day(tmp_path, council, notebook, day):
    early = cut(ROOT / "data", day, tmp_path / "data")
    pages = []
    for folder, environment in (("now", {}), ("then", {"RADRUM_DATA": str(early)})):
        done = run("report", council, notebook, "--as-of", day, "--reports", str(tmp_path / folder), **environment)
        assert done.returncode == 0, done.stderr
        (page,) = (tmp_path / folder).rglob(f"{notebook}.html")
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]


def test_the_cut_takes_out_what_is_later(tmp_path):
    early = cut(ROOT / "data", "2016-09-07", tmp_path / "data")
    tasks = (early / "councils" / "vgr-digitaliseringsrad" / "actions.csv").read_text(encoding="utf-8")
    assert len(tasks.splitlines()) == 1
    goals = (early / "statistics" / "swedish_broadband_goals.csv").read_text(encoding="utf-8")
    assert "2016-12" not in goals
