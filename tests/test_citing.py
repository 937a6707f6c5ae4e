"""Every snapshot that a figure of the broadband report is computed from is cited in its source line."""

import json

import pandas as pd
import pytest
from editing import vouch_for
from radrum import paths
from radrum.exhibits import Exhibit
from radrum.exhibits.exhibit import plain

REGION = "XX-01"


def ran(until="", **parameters):
    """What the names of the broadband notebook stand for, once its cells have run, or those before one."""
    said = {"display": lambda *shown: None}
    for cell in json.loads((paths.notebooks() / "broadband.ipynb").read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if until and source.startswith(until):
            return said
        if cell["cell_type"] == "code":
            exec(source, said)  # noqa: S102 - the project's own notebook
            said |= parameters if "parameters" in cell["metadata"].get("tags", []) else {}
    return said


def part(row):
    """The file that a value goes to: one for each measure, segment and year, in the region and outside it."""
    inside = row.area == REGION or row.area.startswith("XX-01")
    return f"{row.measure}_{row.segment}_{row.period[:4]}_{'inside' if inside else 'outside'}"


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The report's exhibits by name, of data in which every part of the survey is a snapshot of its own."""
    folder = tmp_path_factory.mktemp("parts") / "data"
    for each in ("councils/exempel", "places"):
        (folder / each).parent.mkdir(parents=True, exist_ok=True)
        (folder / each).symlink_to(paths.data() / each)
    (folder / "statistics").mkdir()
    for name in ("measures.toml", "exempel_goals.csv", "exempel_goals.source.toml"):
        (folder / "statistics" / name).symlink_to(paths.statistics() / name)
    survey = pd.read_csv(paths.statistics() / "exempel_broadband.csv", dtype=str)
    for name, rows in survey.groupby([part(row) for row in survey.itertuples()]):
        file = folder / "statistics" / f"{name}.csv"
        rows.to_csv(file, index=False)
        vouch_for(file, citation=name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RADRUM_DATA", str(folder))
        said = ran()
    return {each.name: each for each in said["shown"] if isinstance(each, Exhibit)}


def cited(exhibit):
    return {word.strip(";.") for word in plain(exhibit.source).replace("\u00a0", " ").split() if "_" in word}


def of(measure, *years, segment="all", where="inside outside"):
    return {f"{measure}_{segment}_{year}_{side}" for year in years for side in where.split()}


FIXED = "available_100mbps"
YEARS = range(2020, 2026)
CITED = {
    "coverage-over-time": of(FIXED, *YEARS),
    "goal-gaps": of(FIXED, 2024, 2025, where="inside")
    | of(FIXED, 2024, 2025, segment="rural", where="inside")
    | of("available_1gbps", 2024, 2025, where="inside")
    | of("households", 2025, where="inside")
    | of("households", 2025, segment="rural", where="inside"),
    "goal-reach": of(FIXED, *YEARS, where="inside"),
    "goal-forecast": of(FIXED, *YEARS, where="inside"),
    "goal-years": of(FIXED, *YEARS, where="inside"),
    "against-nation": of(FIXED, *YEARS),
    "ranking": of(FIXED, 2024, 2025),
    "standing": of(FIXED, 2025, where="inside") | of("households", 2025, where="inside"),
    "coverage-map": of(FIXED, 2025, where="inside"),
    "concentration": of(FIXED, 2025, where="inside") | of("households", 2025, where="inside"),
    "settlements": of(FIXED, 2025, segment="rural")
    | of(FIXED, 2025, segment="urban")
    | of(FIXED, 2024, segment="rural", where="inside")
    | of(FIXED, 2024, segment="urban", where="inside"),
    "growth": of(FIXED, 2024, 2025) | of("households", 2024, 2025, where="inside"),
    "coverage-by-municipality": of(FIXED, 2024, 2025, where="inside") | of(FIXED, 2025, where="outside"),
    "small-multiples": of(FIXED, *YEARS),
}


@pytest.mark.parametrize("name", CITED)
def test_the_source_line_names_every_snapshot_that_the_figures_are_computed_from_and_no_other(shown, name):
    assert cited(shown[name]) == CITED[name]


def test_every_exhibit_of_the_report_is_judged(shown):
    assert set(shown) == set(CITED)


def test_where_the_area_has_no_value_it_is_still_one_of_those_like_it():
    said = ran("towns = ", council="digivestland", measure="available_5g")
    assert said["values"][said["values"]["area"] == said["area"]].empty
    assert {"NO-46", "NO-11"} <= set(said["kin"])


def test_the_sources_may_be_those_of_every_municipality_that_is_compared():
    said = ran(council="ostergotland-ehalsa")
    statistics = said["dossier"].statistics
    compared = statistics[statistics["area"].isin(said["towns"]) & (statistics["measure"] == said["measure"])]
    assert len(set(compared["area"]) - set(said["near"]["area"])) > 3
    assert set(compared["area"]) <= set(said["used"]["area"])
