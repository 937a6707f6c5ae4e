"""The long proof that no figure said to be a municipality's own is another's: all of a real council, on two days.

The cells of the notebook are run as they stand; what their exhibits say is held against the files, read by themselves.
On the day of the meeting few of the 49 have a published figure, on the later one most have.
"""

import csv
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import radrum
from radrum import dossier, paths
from radrum.exhibits import Exhibit, Unknown
from radrum.exhibits.exhibit import plain

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import COUNCIL

DAYS = ("2016-09-08", "2026-11-22")


def own_codes() -> list[str]:
    return list(radrum.open(COUNCIL).municipalities.index)


@pytest.fixture(scope="module", autouse=True)
def kept():
    dossier.keep()


def made(code: str, day: str) -> SimpleNamespace:
    """What the notebook's cells leave behind for one municipality."""
    cells = json.loads((paths.notebooks() / "municipality.ipynb").read_text(encoding="utf-8"))["cells"]
    parameters, *steps = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    names: dict = {}
    exec(parameters, names)  # noqa: S102 - the project's own notebook
    names |= {"council": COUNCIL, "area": code, "as_of": day, "language": "en"}
    for step in steps:
        exec(step, names)  # noqa: S102
    return SimpleNamespace(**names)


def published(day: str) -> dict[tuple[str, str, str], float]:
    """The newest share published by that day, by area, measure and segment: read from the files themselves."""
    found: dict[tuple[str, str, str], tuple[str, str, float]] = {}
    for file in sorted((paths.data() / "statistics").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                if row.get("base") == "households" and row["value"] and "" < row.get("published", "") <= day:
                    key = (row["area"], row["measure"], row["segment"])
                    said = (row["period"], row["published"], float(row["value"]))
                    found[key] = max(found.get(key, said), said)
    return {key: value for key, (*_, value) in found.items()}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("code", own_codes())
def test_every_figure_that_is_said_to_be_its_own_is_its_own(code, day):
    page, known = made(code, day), published(day)
    name, others = _names(page.dossier, code)

    assert isinstance(page.gaps, Exhibit) == any(
        area == code and (measure, segment) in _goals(page) for area, measure, segment in known
    )
    for row in page.left.itertuples():
        said = known.get((row.area, row.measure, row.segment))
        assert pd.isna(row.value) if said is None else row.value == said
        assert pd.isna(row.gap) if said is None else row.gap == pytest.approx(row.goal - said)
    if isinstance(page.gaps, Exhibit):
        reached = page.left.loc[page.left["area"] == code, "reached"].sum() or "none"
        assert page.gaps.title.startswith(f"{name} reaches {reached} of ")
        for line in page.gaps.table.rows.to_dict("records"):
            said = known.get((code, line["measure"], line["segment"]))
            assert pd.isna(line["share"]) if said is None else line["share"] == said
    for row in page.alike.itertuples():
        said = known.get((row.area, page.measure, "all"))
        assert pd.isna(row.value) if said is None else row.value == said
    if isinstance(page.among, Exhibit):
        assert page.among.title.startswith(name)

    bodies = page.dossier.parties.set_index("party")["area"]
    assert set(bodies[list(page.bodies)]) <= {code}
    assert set(page.ours["party"]) <= set(page.bodies)
    for shown in (page.come, page.gaps, page.asked, page.given):
        said = plain(" ".join(_said(shown)))
        assert re.search(rf"\b{name}\b", said)
        assert [each for each in others if re.search(rf"\b{each}\b", said)] == []


def test_most_have_a_figure_of_their_own_on_the_later_day():
    known = {area for area, measure, _ in published(DAYS[1]) if measure.startswith("available_")}
    assert 10 < len(known & set(own_codes())) < 49


def _goals(page) -> set[tuple[str, str]]:
    return set(zip(page.left["measure"], page.left["segment"], strict=True))


def _names(opened, code: str) -> tuple[str, list[str]]:
    """The municipality's name, and those of all others of the council."""
    names = opened.municipalities["name"]
    return names[code], [name for other, name in names.items() if other != code]


def _said(shown: Exhibit | Unknown) -> list[str]:
    """The sentences of an exhibit, or why there is none."""
    return (
        [shown.title, shown.reason] if isinstance(shown, Unknown) else [shown.title, shown.subtitle, shown.description]
    )
