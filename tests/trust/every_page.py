"""The long proof of the press: every report of every council in every edition and language passes every check.

Run with ``make trust``. The results stand in ``docs/trust.md``.
"""

import sys
from pathlib import Path

import pikepdf
import pytest
from radrum.dossier import EDITIONS
from radrum.register import council_names
from radrum.words import LANGUAGES

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import NOTEBOOKS, area_of, browser_path, run


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("notebook", NOTEBOOKS)
@pytest.mark.parametrize("council", council_names())
def test_every_page_passes_the_press(tmp_path, council, notebook, edition, language):
    asked = ["--edition", edition, "--language", language, "--reports", str(tmp_path)]
    asked += (area := area_of(council, notebook))
    if notebook == "municipality" and not area:
        pytest.skip(f"{council} has no municipalities")
    done = run("report", council, notebook, *asked, RADRUM_BROWSER=browser_path())
    assert done.returncode == 0, done.stderr
    (printed,) = tmp_path.rglob("*.pdf")
    with pikepdf.open(printed) as document:
        assert notebook != "municipality" or len(document.pages) == 1
