"""Large snapshots are Parquet: judged, cut and read as a CSV file with the same rows is."""

import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from editing import vouch_for
from radrum.errors import Faults
from radrum.statistics import judged, published_by, read_snapshots, read_values, write_parquet
from radrum.statistics.schema import Statistics
from radrum.statistics.texts import joined, spelt
from radrum.tables.columns import columns_of

ROOT = Path(__file__).parents[1]
BEFORE, AFTER = pd.Timestamp("2017-03-19"), pd.Timestamp("2017-03-20")
VALUE = {
    "area": "SE-14",
    "period": "2016-10-01",
    "measure": "fibre",
    "segment": "all",
    "base": "households",
    "source": "PTS",
    "published": "2017-03-20",
    "published_precision": "day",
    "value": 72.16,
    "decimals": 2,
    "unit": "percent",
    "status": None,
    "url": "https://example.org/it's",
    "comment": None,
}
ROWS = [
    {},
    {"area": "SE", "value": 73.28},
    {"area": "SE", "published": "2016-03-01", "value": 70.0, "comment": "restated later"},
    {"area": "SE", "period": "2015-10-01", "value": None, "decimals": 0, "status": "suppressed"},
    {"area": "DK", "published": None, "published_precision": "unknown", "measure": "homes", "unit": "number"},
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "data" / "places", data / "places")
    (data / "statistics").mkdir()
    measures = ["[fibre]", 'unit = "percent"', 'better = "higher"', "[homes]", 'unit = "number"', 'better = "neither"']
    (data / "statistics" / "measures.toml").write_text("\n".join(measures))
    return data


@pytest.fixture
def folder(data, monkeypatch):
    folder = data / "statistics"
    for file in [*folder.glob("*.csv"), *folder.glob("*.parquet"), *folder.glob("*.source.toml")]:
        file.unlink()
    monkeypatch.setenv("RADRUM_DATA", str(data))
    return folder


def values(*rows):
    """Values typed as the reader types them; what a row does not name is as in VALUE."""
    made = pd.DataFrame([VALUE | row for row in rows], columns=list(columns_of(Statistics)))
    return made.astype({name: column.dtype.type for name, column in Statistics.to_schema().columns.items()})


def stored(folder, name, *rows, kind="parquet"):
    """A snapshot of the rows with its passport: written by us, or as CSV."""
    file = folder / f"{name}.{kind}"
    if kind == "csv":
        values(*rows).to_csv(file, index=False, date_format="%Y-%m-%d")
    else:
        write_parquet(values(*rows), file)
    vouch_for(file)
    return file


def foreign(folder, *rows):
    """A Parquet file of the right columns that nobody judged when it was written."""
    file = folder / "foreign.parquet"
    given = values(*rows)
    days = "* REPLACE (period::DATE AS period, published::DATE AS published)"
    duckdb.sql(f"SELECT {days} FROM given").write_parquet(str(file))  # noqa: S608
    assert len(given) == len(rows)
    vouch_for(file)
    return file


def faults(folder):
    with pytest.raises(Faults) as found:
        read_snapshots()
    return str(found.value).replace(f"{folder}/", "").split("\n")


def by_series(frame):
    return frame.drop(columns="row").sort_values(["measure", "area", "period", "published"], ignore_index=True)


def test_a_large_snapshot_is_read_as_the_same_rows_in_csv_are(folder):
    stored(folder, "pts", *ROWS, kind="csv")
    as_csv = read_snapshots().values
    (folder / "pts.csv").unlink()
    stored(folder, "pts", *ROWS)
    read = read_snapshots()
    assert len(read.sheets) == 0
    pd.testing.assert_frame_equal(by_series(read.values), by_series(as_csv), check_dtype=False)
    assert read.values.dtypes.drop("retrieved").to_dict() == as_csv.dtypes.drop("retrieved").to_dict()
    assert read.values["row"].tolist() == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("day", [BEFORE, AFTER, pd.Timestamp("2016-12-31")])
def test_a_cut_made_in_the_file_is_the_cut_of_all_its_rows(folder, day):
    stored(folder, "large", *ROWS)
    stored(folder, "small", {"source": "Kolada"}, {"area": "NO", "value": 5.0}, kind="csv")
    read = read_snapshots()
    pd.testing.assert_frame_equal(read.published_by(day), published_by(read.values, day))


def test_a_cut_can_be_of_some_measures_and_areas_alone(folder):
    stored(folder, "large", *ROWS)
    stored(folder, "small", {"source": "Kolada"}, {"area": "NO", "value": 5.0}, kind="csv")
    read = read_snapshots()
    every = read.published_by(AFTER)
    fibre = every[every["measure"] == "fibre"].reset_index(drop=True)
    pd.testing.assert_frame_equal(read.published_by(AFTER, measures=["fibre"]), fibre)
    both = read.published_by(AFTER, ["fibre"], ["SE-14"])
    assert both[["area", "source"]].values.tolist() == [["SE-14", "Kolada"], ["SE-14", "PTS"]]
    assert read.published_by(AFTER, areas=[]).empty
    assert read.published_by(AFTER, areas=["it's"]).empty


def test_a_value_restated_in_another_file_shows_only_from_its_day(folder):
    stored(folder, "large", {"published": "2016-03-01", "value": 70.0})
    stored(folder, "small", {"value": 72.16}, kind="csv")
    read = read_snapshots()
    assert read.published_by(BEFORE)["value"].tolist() == [70.0]
    assert read.published_by(AFTER)["value"].tolist() == [72.16]


def test_texts_are_words_again_for_whoever_reads_them(folder):
    stored(folder, "large", *ROWS)
    cut = read_snapshots().published_by(AFTER)
    assert {str(cut[name].dtype) for name in ("area", "measure", "status", "comment", "snapshot")} == {"str"}
    assert cut["url"].tolist() == ["https://example.org/it's"] * len(cut)


def test_a_row_may_say_what_no_other_row_says(folder):
    rows = [{"area": area, "comment": f"of {area} alone", "url": None} for area in ("SE", "DK", "NO")]
    stored(folder, "large", *rows, {})
    cut = read_snapshots().published_by(AFTER).set_index("area")
    assert cut["comment"].dropna().to_dict() == {area: f"of {area} alone" for area in ("SE", "DK", "NO")}
    assert cut["url"].dropna().to_dict() == {"SE-14": "https://example.org/it's"}


def test_the_same_rows_are_the_same_bytes_in_whatever_order_they_come(folder):
    first, again = stored(folder, "first", *ROWS), stored(folder, "again", *ROWS[::-1])
    assert first.read_bytes() == again.read_bytes()


def test_writing_changes_nothing_that_it_is_given(folder):
    given = values(*ROWS)
    before = given.copy(deep=True)
    write_parquet(given, folder / "x.parquet")
    pd.testing.assert_frame_equal(given, before)


WRONG = [
    ({"area": "SE-1"}, "area: 'SE-1' is not a known area."),
    ({"measure": "fiber"}, "measure: 'fiber' is not a measure."),
    ({"unit": "index"}, "unit: fibre is not measured in index."),
    ({"value": 101.0}, "value: 101 percent is not possible."),
    ({"value": -1.0}, "value: -1 percent is not possible."),
    ({"value": None}, "value: empty, and nothing says why."),
    ({"base": "house"}, "base: 'house' is not one of the allowed words."),
    ({"decimals": -1}, "decimals: -1 is outside what is possible."),
    ({"source": None}, "source: empty, but it must be filled in."),
    ({"period": None}, "period: empty, but it must be filled in."),
]


@pytest.mark.parametrize(("cells", "told"), WRONG, ids=lambda each: next(iter(each)) if isinstance(each, dict) else "")
def test_what_the_reader_would_refuse_is_not_written_and_not_read(folder, cells, told):
    rows = [{}, {"area": "SE"} | cells]
    with pytest.raises(Faults) as found:
        write_parquet(values(*rows), folder / "large.parquet")
    assert told in str(found.value)
    assert not (folder / "large.parquet").exists()
    foreign(folder, *rows)
    (line,) = faults(folder)
    assert line.startswith(f"foreign.parquet row 2, column {told}")


def test_an_impossible_value_is_found_among_possible_ones_of_the_same_area(folder):
    others = [{"period": f"{year}-10-01"} for year in range(2000, 2016)]
    foreign(folder, *others, {"value": 100.5}, {"period": "2017-10-01"})
    (line,) = faults(folder)
    assert line.startswith("foreign.parquet row 17, column value: 100.5 percent is not possible.")


def test_a_row_that_stands_twice_is_refused(folder):
    foreign(folder, {}, {"area": "SE"}, {})
    (line,) = faults(folder)
    assert line.startswith("foreign.parquet rows 1, 3: the same area and period and measure")


def test_every_fault_of_a_frame_is_what_the_reader_would_say_of_its_file(folder):
    rows = [{"source": f"source {n}"} | cells for n, (cells, _) in enumerate(WRONG) if cells.get("source", "") == ""]
    stored(folder, "small", *rows, kind="csv")
    frame = values(*rows)
    told = judged(frame.set_axis(range(2, len(frame) + 2)), "small.csv")
    assert sorted(map(str, told)) == sorted(faults(folder))


def test_a_frame_with_other_columns_is_told_apart():
    told = judged(values({}).drop(columns="url").assign(colour="red"), "x")
    assert [each.found for each in told] == ["the column 'url' is missing.", "the column 'colour' is not known."]
    (told,) = judged(values({}).assign(period="last year"), "x")
    assert told.place == "x, column period"


def test_a_file_that_is_no_parquet_or_not_ours_is_refused(folder):
    file = folder / "broken.parquet"
    file.write_bytes(b"PAR1 and nothing more")
    vouch_for(file)
    assert "broken.parquet: cannot be read as Parquet" in faults(folder)[0]
    file.unlink()
    duckdb.sql("SELECT 1 AS x").write_parquet(str(folder / "other.parquet"))
    vouch_for(folder / "other.parquet")
    (folder / "broken.source.toml").unlink()
    (line,) = faults(folder)
    assert line == "other.parquet: its columns are not a snapshot's (x INTEGER). Write it with write_parquet."


def test_a_large_snapshot_without_its_passport_is_refused(folder):
    stored(folder, "large", {}).with_name("large.source.toml").unlink()
    assert faults(folder)[0].startswith("large.source.toml: large.parquet has no passport.")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_one_snapshot_is_read_alike_from_either_kind_of_file(folder, kind):
    read = read_values(stored(folder, "one", *ROWS, kind=kind))
    assert list(read.columns) == list(columns_of(Statistics))
    assert read["value"].sum() == pytest.approx(72.16 + 73.28 + 70 + 72.16)
    assert read.index.tolist() == ([1, 2, 3, 4, 5] if kind == "parquet" else [2, 3, 4, 5, 6])


def test_reports_do_not_import_what_only_large_snapshots_need():
    import subprocess
    import sys

    asked = "import sys; from radrum.statistics import read_snapshots; read_snapshots(); print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_tables_are_put_together_by_their_words_and_not_by_their_numbers():
    one = pd.DataFrame({"area": pd.Series(["b", "a", None], dtype="str").astype("category"), "n": [1, 2, 3]})
    two = pd.DataFrame({"area": pd.Series(["c", "b"], dtype="str"), "n": [4, 5]})
    both = spelt(joined([one, two]))
    assert both["area"].fillna("-").tolist() == ["b", "a", "-", "c", "b"]
    assert both["n"].tolist() == [1, 2, 3, 4, 5]
    assert str(both["area"].dtype) == "str"
