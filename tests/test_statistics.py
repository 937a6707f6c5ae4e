"""Statistics and goals as they had been published by a day, and snapshots that are refused."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest
from editing import vouch_for
from radrum.errors import Faults
from radrum.statistics import adopted_by, definitions, published_by, read_snapshots
from radrum.statistics.schema import Goals, Statistics
from radrum.tables.columns import columns_of

ROOT = Path(__file__).parents[1]
FACTS = Path(__file__).parents[2] / "shared" / "facts"
MEETING, SUMMER = pd.Timestamp("2016-09-08"), pd.Timestamp("2017-06-01")
VALUE = {
    "area": "SE-14",
    "period": "2016-10-01",
    "measure": "fibre",
    "segment": "all",
    "base": "households",
    "source": "PTS",
    "published": "2017-03-20",
    "published_precision": "day",
    "value": "72.16",
    "decimals": "2",
    "unit": "percent",
}
GOAL = {
    "area": "SE",
    "measure": "fibre",
    "segment": "all",
    "base": "households",
    "goal_year": "2020",
    "document": "plan",
    "adopted": "2009-12-31",
    "adopted_precision": "year",
    "value": "90",
    "decimals": "0",
    "unit": "percent",
}


@pytest.fixture(scope="module")
def shipped():
    return read_snapshots()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with areas and two measures; one for all tests, so that its areas are read once."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "data" / "places", data / "places")
    (data / "statistics").mkdir()
    measures = ["[fibre]", 'unit = "percent"', 'better = "higher"', "[rank]", 'unit = "rank"', 'better = "lower"']
    (data / "statistics" / "measures.toml").write_text("\n".join(measures))
    return data


@pytest.fixture
def folder(data, monkeypatch):
    """A statistics folder that knows two measures and holds no snapshot."""
    folder = data / "statistics"
    for file in [*folder.glob("*.csv"), *folder.glob("*.source.toml")]:
        file.unlink()
    monkeypatch.setenv("RADRUM_DATA", str(data))
    return folder


def snapshot(folder, name, *rows, retrieved="2026-11-22"):
    """Writes a snapshot and its passport; what a row does not name is as in VALUE or GOAL."""
    model, usual = (Goals, GOAL) if name.endswith("_goals") else (Statistics, VALUE)
    file = folder / f"{name}.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(columns_of(model)), restval="")
        writer.writeheader()
        writer.writerows(usual | row for row in rows)
    vouch_for(file, retrieved)


def faults(folder):
    with pytest.raises(Faults) as found:
        read_snapshots()
    return str(found.value).replace(f"{folder}/", "").split("\n")


def values(*rows):
    """Values as a snapshot holds them: (area, value, published, retrieved), all of one measure and period."""
    frame = pd.DataFrame(rows, columns=["area", "value", "published", "retrieved"])
    frame = frame.assign(published=pd.to_datetime(frame["published"]), retrieved=pd.to_datetime(frame["retrieved"]))
    same = {"period": pd.Timestamp("2015-10-01"), "measure": "fibre", "segment": "all", "base": "all", "source": "PTS"}
    return frame.assign(**same)


def goals(*rows):
    """Goals for the nation as a snapshot holds them: (goal_year, value, adopted)."""
    frame = pd.DataFrame(rows, columns=["goal_year", "value", "adopted"])
    frame = frame.assign(adopted=pd.to_datetime(frame["adopted"]))
    return frame.assign(area="SE", measure="fibre", segment="all", base="all")


def test_in_september_2016_the_figures_of_october_2015_are_the_newest(shipped):
    broadband = shipped.values[shipped.values["measure"] == "available_100mbps"]
    county = published_by(broadband, MEETING).query("area == 'SE-14' and base == 'households' and segment == 'all'")
    assert county[["period", "value"]].values.tolist() == [[pd.Timestamp("2015-10-01"), 66.0]]


def test_in_june_2017_the_figures_of_october_2016_stand_beside_them(shipped):
    broadband = shipped.values[shipped.values["measure"] == "available_100mbps"]
    county = published_by(broadband, SUMMER).query("area == 'SE-14' and base == 'households' and segment == 'all'")
    assert county["value"].tolist() == [66.0, 72.16]
    assert county["period"].dt.year.tolist() == [2015, 2016]


def test_a_value_shows_from_the_day_it_was_published():
    frame = values(("SE", 69.0, "2016-03-16", "2026-11-22"))
    assert published_by(frame, pd.Timestamp("2016-03-15")).empty
    assert published_by(frame, pd.Timestamp("2016-03-16"))["value"].tolist() == [69.0]


def test_a_value_restated_later_shows_only_from_its_day():
    frame = values(("SE", 68.0, "2017-03-20", "2026-11-22"), ("SE", 69.0, "2016-03-16", "2026-11-22"))
    assert published_by(frame, MEETING)["value"].tolist() == [69.0]
    assert published_by(frame, SUMMER)["value"].tolist() == [68.0]


def test_a_value_of_which_no_day_is_known_counts_from_the_day_it_was_retrieved():
    frame = values(("SE", 69.0, None, "2016-12-24"))
    assert published_by(frame, MEETING).empty
    assert published_by(frame, pd.Timestamp("2016-12-24"))["value"].tolist() == [69.0]


def test_another_source_or_group_does_not_replace_a_value():
    frame = values(("SE", 69.0, "2016-03-16", "2026-11-22"), ("SE", 70.0, "2016-04-01", "2026-11-22"))
    for column in ("source", "base", "segment", "measure", "period"):
        other = frame.assign(**{column: [frame[column][0], pd.Timestamp("2014-10-01") if column == "period" else "b"]})
        assert len(published_by(other, MEETING)) == 2, column
    assert len(published_by(frame, MEETING)) == 1


def test_reading_what_was_published_changes_nothing():
    frame = values(("SE", 69.0, "2016-03-16", "2026-11-22"), ("DK", 70.0, None, "2016-04-01"))
    before = frame.copy(deep=True)
    known = published_by(frame, MEETING)
    assert known["area"].tolist() == ["DK", "SE"]
    assert list(known.columns) == list(frame.columns)
    pd.testing.assert_frame_equal(frame, before)


def test_the_goal_for_2020_is_90_percent_until_the_strategy_of_december_2016(shipped):
    national = shipped.goals.query("area == 'SE' and measure == 'available_100mbps'")

    def in_force(day):
        known = adopted_by(national, pd.Timestamp(day))
        return dict(zip(known["goal_year"], known["value"], strict=True))

    assert in_force("2016-09-08") == {2015: 40, 2020: 90}
    assert in_force("2016-12-30") == {2015: 40, 2020: 90}
    assert in_force("2016-12-31") == {2015: 40, 2020: 95}
    assert in_force("2017-06-01") == {2015: 40, 2020: 95}
    assert in_force("2009-12-30") == {}


def test_a_later_goal_replaces_one_wherever_it_stands_in_the_file():
    frame = goals((2020, 95.0, "2016-12-31"), (2020, 90.0, "2009-12-31"), (2015, 40.0, "2009-12-31"))
    assert adopted_by(frame, SUMMER)["value"].tolist() == [40.0, 95.0]
    assert adopted_by(frame, MEETING)["value"].tolist() == [40.0, 90.0]


def test_a_snapshot_without_faults_is_read_with_its_passport_and_rows(folder):
    snapshot(folder, "pts", {}, {"area": "SE", "value": "", "status": "suppressed"}, retrieved="2020-01-02")
    snapshot(folder, "national_goals", {})
    read = read_snapshots()
    assert read.values[["area", "row", "snapshot"]].values.tolist() == [["SE-14", 2, "pts"], ["SE", 3, "pts"]]
    assert set(read.values["retrieved"]) == {pd.Timestamp("2020-01-02")}
    assert read.goals["value"].tolist() == [90.0]
    assert list(read.passports) == ["national_goals", "pts"]


def test_a_folder_without_snapshots_knows_nothing_of_any_day(folder):
    read = read_snapshots()
    assert published_by(read.values, SUMMER).empty
    assert adopted_by(read.goals, SUMMER).empty


def test_every_value_that_cannot_be_is_refused_with_its_row(folder):
    wrong = [
        ({"unit": "index"}, "unit: fibre is not measured in index. Write percent, or convert the value."),
        ({"measure": "fiber"}, "measure: 'fiber' is not a measure. Did you mean 'fibre'?"),
        ({"value": "101", "decimals": "0"}, "value: 101 percent is not possible. It must be from 0 to 100."),
        ({"value": "-0.5"}, "value: -0.5 percent is not possible. It must be from 0 to 100."),
        ({"measure": "rank", "unit": "rank", "value": "0"}, "value: 0 rank is not possible. It must be 1 or more."),
        ({"area": "Götborg"}, "area: 'Götborg' is not a known area. Did you mean 'SE-1480' (Göteborg)?"),
    ]
    snapshot(folder, "pts", {}, *({"source": f"source {n}"} | cells for n, (cells, _) in enumerate(wrong)))
    expected = [f"pts.csv row {row}, column {told}" for row, (_, told) in enumerate(wrong, start=3)]
    assert sorted(faults(folder)) == sorted(expected)


def test_a_value_that_counts_nobody_known_is_refused_with_its_row(folder):
    snapshot(folder, "pts", {}, {"area": "SE", "base": "house"})
    told = "column base: 'house' is not one of the allowed words. Did you mean 'households'?"
    assert faults(folder) == [f"pts.csv row 3, {told}"]


def test_a_share_of_0_or_of_100_percent_and_a_missing_value_are_possible(folder):
    missing = {"area": "DK", "value": "", "status": "not_available"}
    snapshot(folder, "pts", {"value": "0"}, {"area": "SE", "value": "100"}, missing)
    assert read_snapshots().values["value"].fillna(-1).tolist() == [0, 100, -1]


def test_a_missing_value_that_does_not_say_why_is_refused(folder):
    snapshot(folder, "pts", {"value": "", "status": "suppressed"}, {"area": "SE", "value": "", "status": "rounded"})
    told = "empty, and nothing says why. Say why in the column status: suppressed, not_available, not_applicable."
    assert faults(folder) == [f"pts.csv row 3, column value: {told}"]


def test_a_cell_that_cannot_be_read_is_told_once_and_beside_what_else_is_wrong(folder):
    snapshot(folder, "pts", {"value": "many"}, {"area": "SX"})
    many, stranger = faults(folder)
    assert many.startswith("pts.csv row 2, column value: 'many' is not a number.")
    assert stranger.startswith("pts.csv row 3, column area: 'SX' is not a known area.")


def test_a_fault_of_very_many_rows_is_told_of_the_first_and_counted(folder):
    snapshot(folder, "pts", *({"source": f"source {n}", "area": "SX"} for n in range(25)))
    told = faults(folder)
    assert [line.split(":")[0] for line in told[:2]] == ["pts.csv row 2, column area", "pts.csv row 3, column area"]
    assert len(told) == 21
    assert "5 more rows: 'SX' is not a known area." in told[-1]


def test_a_goal_for_a_measure_or_an_area_that_nobody_knows_is_refused(folder):
    snapshot(folder, "national_goals", {"measure": "fiber"}, {"area": "SX"})
    assert [line.split(":")[0] for line in sorted(faults(folder))] == [
        "national_goals.csv row 2, column measure",
        "national_goals.csv row 3, column area",
    ]


def test_faults_of_every_snapshot_are_told_at_once(folder):
    snapshot(folder, "desi", {"unit": "rank"}, {"area": "SE", "value": "101"})
    snapshot(folder, "kolada", {"published": "2017-02-29"})
    snapshot(folder, "pts", {})
    (folder / "pts.csv").write_text("")
    snapshot(folder, "scb", {})
    (folder / "scb.source.toml").unlink()
    assert [line.split(":")[0] for line in faults(folder)] == [
        "desi.csv row 2, column unit",
        "desi.csv row 3, column value",
        "kolada.csv row 2, column published",
        "pts.source.toml",
        "scb.source.toml",
    ]


def test_measures_that_are_not_toml_are_told(tmp_path, monkeypatch):
    folder = tmp_path / "statistics"
    folder.mkdir()
    (folder / "measures.toml").write_text("[fibre\n")
    monkeypatch.setenv("RADRUM_DATA", str(tmp_path))
    (told,) = faults(folder)
    assert told.startswith("measures.toml: not readable as TOML (")


def test_a_measure_names_the_codes_by_which_services_know_it(folder):
    lines = ["[fibre]", 'unit = "percent"', 'better = "higher"', "[fibre.sources]", 'kolada = "N07900"']
    (folder / "measures.toml").write_text("\n".join(lines))
    definitions.measures.cache_clear()
    assert read_snapshots().measures["fibre"].sources == {"kolada": "N07900"}
    definitions.measures.cache_clear()


def test_every_mistake_in_the_description_of_measures_is_told(tmp_path, monkeypatch):
    folder = tmp_path / "statistics"
    folder.mkdir()
    lines = ["[a]", 'unit = "percents"', 'better = "more"', "colour = 1", "[b]", 'unit = "rank"', 'better = "lower"']
    lines += ["[b.sources]", "kolada = 7", "[[b.breaks]]", "on = 2015-01-01"]
    (folder / "measures.toml").write_text("\n".join(lines))
    monkeypatch.setenv("RADRUM_DATA", str(tmp_path))
    assert [line.split(": ", 1)[1].split(".")[0] for line in faults(folder)] == [
        "'colour' is not known",
        "unit is 'percents'",
        "better is 'more'",
        "a break lacks its day or its reason",
        "a code of a source is not a text",
    ]


def test_the_definition_of_broadband_changed_in_2015(shipped):
    for name in ("available_100mbps", "available_fibre"):
        assert shipped.measures[name].breaks == ((pd.Timestamp("2015-01-01"), "population_to_households"),)
    assert {measure.better for measure in shipped.measures.values()} <= {"higher", "lower", "neither"}
    assert shipped.measures["desi_rank"].better == "lower"


def test_no_value_was_published_before_it_was_measured(shipped):
    dated = shipped.values.dropna(subset="published")
    yearly = dated["measure"].isin(["desi", "desi_rank"])
    assert (dated["published"] > dated["period"])[~yearly].all()
    assert (dated["published"].dt.year >= dated["period"].dt.year).all()


def facts(name):
    """The rows of a file of facts, each cell as text; the test is left out where the file is not at hand."""
    file = FACTS / name
    if not file.is_file():
        pytest.skip(f"{name} is not at hand")
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def code(digits):
    return "SE" if digits == "00" else f"SE-{digits}"


def test_every_broadband_fact_is_in_the_snapshots(shipped):
    atvidaberg = ("SE-0561", "2016-10-01", "available_100mbps")
    columns = ["area", "period", "measure", "segment", "base", "value", "unit", "url"]
    held = shipped.values.assign(period=shipped.values["period"].dt.strftime("%Y-%m-%d"))[columns].fillna({"url": ""})
    lacking = []
    for row in (rows := facts("broadband_sweden.csv")):
        area, base, measure = code(row["area_code"]), row["base"], row["measure"]
        if row["period"] < "2015" and base == "households_and_workplaces":
            base = "population_and_workplaces"
        if (area, row["period"], measure) == atvidaberg:
            measure = "available_fibre"
        url = row["source_url"] if row["source_url"].startswith("http") else ""
        fact = (area, row["period"], measure, row["segment"], base, float(row["value"]), row["unit"], url)
        if (held == list(fact)).all(axis=1).sum() != 1:
            lacking.append(fact)
    assert len(rows) > 80
    assert lacking == []


def test_every_norwegian_broadband_fact_is_in_the_snapshots(shipped):
    columns = ["area", "period", "measure", "segment", "base", "value", "unit", "url"]
    held = shipped.values.assign(period=shipped.values["period"].dt.strftime("%Y-%m-%d"))[columns]
    lacking = []
    for row in (rows := facts("broadband_norway.csv")):
        digits = row["area_code"].split("-")[0]
        area = "NO" if digits == "0" else f"NO-{digits}"
        measured = (area, f"{row['period']}-01-01", row["measure"], row["segment"], row["base"])
        fact = (*measured, float(row["value"]), row["unit"], row["source_url"])
        if (held == list(fact)).all(axis=1).sum() != 1:
            lacking.append(fact)
    assert len(rows) > 20
    assert lacking == []


def test_the_inhabitants_of_ostergotland_come_to_the_published_total(shipped):
    population = shipped.values[shipped.values["measure"] == "population"].set_index("area")["value"]
    assert population.drop("SE-05").sum() == population["SE-05"] == 461583
    for row in facts("population_ostergotland_2018.csv"):
        assert population[code(row["area_code"])] == float(row["population"])


def test_every_fact_of_the_index_is_in_the_snapshots(shipped):
    columns = ["area", "period", "measure", "value", "url"]
    held = shipped.values.assign(period=shipped.values["period"].dt.strftime("%Y-%m-%d"))[columns]
    lacking = []
    for row in (rows := facts("desi.csv")):
        fact = (row["country"], f"{row['year']}-01-01", row["measure"], float(row["value"]), row["source_url"])
        if not (held == list(fact)).all(axis=1).any():
            lacking.append(fact)
    assert len(rows) > 20
    assert lacking == []


def test_every_swedish_goal_is_in_the_snapshots(shipped):
    columns = ["area", "measure", "base", "goal_year", "value", "adopted", "adopted_precision"]
    held = shipped.goals[columns].astype({"goal_year": int})
    lacking = []
    for row in (rows := [row for row in facts("broadband_goals.csv") if row["country"] == "SE"]):
        precision = {4: "year", 7: "month", 10: "day"}[len(row["adopted"])]
        last = pd.Period(row["adopted"], freq=precision[0].upper()).end_time.normalize()
        area, year, aim = code(row["area_code"]), int(row["goal_year"]), float(row["goal_percent"])
        fact = (area, row["measure"], row["base"], year, aim, last, precision)
        if (held == list(fact)).all(axis=1).sum() != 1:
            lacking.append(fact)
    assert len(rows) == 8
    assert lacking == []
