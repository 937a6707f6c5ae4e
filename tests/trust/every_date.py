"""The long proof: every report of every council on every day that it knows anything new, in its own language.

Run with ``make trust``. The results stand in ``docs/trust.md``.
"""

import re
import sys
from pathlib import Path

import pandas as pd
import pytest
from radrum.errors import RadrumError
from radrum.register import council_names, read_register

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import NOTEBOOKS, ROOT, area_of, run
from cutting import cut


def days(council: str) -> list[str]:
    """Every day on which the council's register learned something, oldest first."""
    register = read_register(council)
    recorded = pd.concat([log["recorded"] for log in register.logs.values() if len(log)]).drop_duplicates()
    return [f"{day:%Y-%m-%d}" for day in sorted(recorded)]


EVERY = [(council, day) for council in council_names() for day in days(council)]


@pytest.mark.parametrize(("council", "day"), EVERY)
def test_every_report_of_every_day_is_made_and_equals_one_from_the_data_of_that_day(tmp_path, council, day):
    early = cut(ROOT / "data", day, tmp_path / "data")
    for notebook in [each for each in NOTEBOOKS if each != "municipality" or area_of(council, each)]:
        pages = []
        for folder, environment in (("now", {}), ("then", {"RADRUM_DATA": str(early)})):
            asked = ["--as-of", day, "--reports", str(tmp_path / folder), *area_of(council, notebook)]
            done = run("report", council, notebook, *asked, **environment)
            assert done.returncode == 0, done.stderr
            (page,) = (tmp_path / folder / "council").rglob(f"{notebook}*/*.html" if asked[4:] else f"{notebook}.html")
            pages.append(page.read_bytes())
        assert pages[0] == pages[1], notebook
        said = re.sub(rb"<script.*?</script>|<style.*?</style>", b"", pages[0], flags=re.DOTALL)
        assert not re.search(rb">\s*(nan|NaT|None|&lt;NA&gt;)\s*<", said), notebook


def test_no_council_is_left_out():
    assert len({council for council, _ in EVERY}) == len(council_names()) >= 5


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(RadrumError):
        read_register("no-such-council")
