"""The long proof of the engines: every cell of every notebook shows the same, warm and in a stock kernel."""

import sys
from pathlib import Path

import pytest
from radrum import paths, press
from radrum.runs import Plan
from radrum.runs.drafting import ask
from radrum.words import translate

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_engine import shown

NOTEBOOKS = sorted(each.stem for each in paths.notebooks().glob("*.ipynb"))


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_cell_shows_the_same_in_a_warm_process_and_in_a_stock_kernel(notebook, tmp_path):
    about = {"area": "0118"} if notebook == "municipality" else {}
    asked = ask(Plan("exempel", notebook, parameters=about))
    given = {"council": "exempel", "language": "sv", **asked.values}
    warm, stock = (
        press.execute(
            translate(asked.notebook, asked.dossier.words), given, tmp_path / f"{engine}.ipynb", engine=engine
        )
        for engine in press.ENGINES
    )
    assert len(warm.cells) == len(stock.cells) > 5
    code = [(one, other) for one, other in zip(warm.cells, stock.cells, strict=True) if one.cell_type == "code"]
    for one, other in code:
        assert one.source == other.source
        assert shown(one) == shown(other), one.source
    assert sum(len(one.outputs) for one, _ in code) > 3
