"""PTS's three workbooks, from a file or an address: read whole and right, or refused with what is wrong."""

import pandas as pd
import pytest
from agency_files import (
    COVERED_MERGED,
    HISTORIC_MERGED,
    MEASURES,
    TIDY,
    book,
    covered,
    historic,
    technique,
    technique_book,
    text,
)
from conftest import run
from radrum.errors import Faults, RadrumError
from radrum.sources.keeping import keep
from radrum.sources.pts import BY_HAND, fetch
from radrum.statistics import judged, read_snapshots
from radrum.statistics.schema import Statistics
from radrum.tables.columns import columns_of
from serving import FAULTS, faulty, polite, stored

pytest_plugins = ["serving"]
HISTORIC, COVERED = "Fast bredband-teknik, totalt", "Yttäckning - aggregerad"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def folder(store):
    """A data folder with the areas of the project and the measures that PTS's headings are mapped to."""
    (store / "measures.toml").write_text(MEASURES, encoding="utf-8")
    return store


@pytest.fixture
def read(tmp_path):
    """Reads a workbook from its sheets."""

    def read(sheets, merged=None, name="file.xlsx", **more):
        file = tmp_path / name
        file.write_bytes(sheets if isinstance(sheets, bytes) else book(sheets, merged))
        return fetch(file, **more)

    return read


@pytest.fixture
def faults(read):
    """The faults of a workbook, a line each."""

    def faults(sheets, **more):
        with pytest.raises(RadrumError) as found:
            read(sheets, **more)
        return str(found.value).split("\n")

    return faults


def value(frame, area, day, measure, segment="all", base="households"):
    key = {"area": area, "period": pd.Timestamp(day), "measure": measure, "segment": segment, "base": base}
    (row,) = frame[(frame[list(key)] == list(key.values())).all(axis=1)].to_dict("records")
    return row


def test_the_technique_workbook_is_read_from_every_sheet_that_has_a_table(read):
    got = read(technique_book())
    assert len(got.values) == 11 * (2 + 3 * 3 * 2 * 2)
    assert got.name == "pts-broadband"
    assert got.left_out == ("file.xlsx sheet 'Innehåll': no table that is known.",)
    fibre = value(got.values, "SE-1484", "2024-10-01", "available_fibre", "rural")
    assert (fibre["value"], fibre["decimals"], fibre["unit"]) == (76.23, 2, "percent")
    assert value(got.values, "SE-0114", "2023-10-01", "available_any")["value"] == 99.93
    assert value(got.values, "SE-14", "2024-10-01", "households")["value"] == 810_001
    assert value(got.values, "SE", "2024-10-01", "households")["value"] == 4_900_123
    assert value(got.values, "SE-1480", "2024-10-01", "workplaces", base="workplaces")["value"] == 289_112
    assert value(got.values, "SE-1480", "2024-10-01", "available_5g", "urban", "workplaces")["value"] == 0.37


def test_the_historical_workbook_is_read_with_its_merged_heading_and_lost_zeros(read):
    for merged in ({HISTORIC: HISTORIC_MERGED}, None):
        got = read({HISTORIC: historic()}, merged).values
        assert len(got) == 6 * 3 * 3 * 2
        assert sorted(got["area"].unique()) == ["SE", "SE-01", "SE-0114", "SE-14", "SE-1480", "SE-1484"]
        assert value(got, "SE-01", "2015-10-01", "available_fibre")["value"] == 42.0
        assert value(got, "SE-1484", "2022-10-01", "available_lte", base="workplaces")["value"] == 85.0
        statuses = {(row["area"], row["base"]): row["status"] for row in got[got["value"].isna()].to_dict("records")}
        assert statuses == {("SE-0114", "households"): "not_available", ("SE-1480", "workplaces"): "not_applicable"}
        least = value(got, "SE-1484", "2016-10-01", "available_fibre")
        assert (least["value"], least["status"]) == (99.99, "at_least")


def test_the_workbook_of_land_covered_is_read_with_its_plain_handset_alone(read):
    got = read({COVERED: covered()}, {COVERED: COVERED_MERGED})
    assert got.name == "pts-mobile"
    assert set(got.values["base"]) == {"area"}
    assert len(got.values) == 6 * 2 * 2
    first = value(got.values, "SE", "2023-10-01", "mobile_area_4g_10mbps", base="area")
    assert (first["value"], first["status"]) == (99.99, "at_least")
    assert value(got.values, "SE-01", "2023-10-01", "mobile_area_4g_10mbps", base="area")["value"] == 81.23
    assert value(got.values, "SE-14", "2023-10-01", "mobile_area_4g_10mbps", base="area")["value"] == 95.31
    assert (
        value(got.values, "SE-0114", "2024-10-01", "mobile_area_4g_10mbps", base="area")["status"] == "not_applicable"
    )
    assert got.left_out == (
        f"file.xlsx sheet '{COVERED}' column E, F, G, H, K, L, M, N: reckoned with a better aerial.",
    )


def test_the_frame_is_what_the_store_takes(read, folder):
    got = read(technique_book())
    assert list(got.values.columns) == list(columns_of(Statistics))
    assert judged(got.values, "pts") == []
    assert judged(read({COVERED: covered()}).values, "pts") == []
    assert judged(read({HISTORIC: historic()}).values, "pts") == []
    file = keep(got)
    kept = read_snapshots().values
    assert file.name.startswith("pts-broadband-")
    assert len(kept) == len(got.values)
    assert kept["value"].sum() == pytest.approx(got.values["value"].sum())


def test_figures_are_published_in_the_march_after_the_newest_year_or_on_the_day_that_is_given(read):
    sheets = {HISTORIC: historic()}
    got = read(sheets)
    assert set(got.values["published"]) == {pd.Timestamp("2023-03-31")}
    assert set(got.values["published_precision"]) == {"inferred"}
    assert got.about["published"] == "2023-03"
    got = read(sheets, published=pd.Timestamp("2023-03-22"))
    assert set(zip(got.values["published"], got.values["published_precision"], strict=True)) == {
        (pd.Timestamp("2023-03-22"), "day")
    }


def test_sheets_may_be_renamed_and_reordered_and_hold_other_things_beside(read):
    plain = read(technique_book()).values
    sheets = technique_book()
    names = dict(zip(sheets, ["Om", "b", "c", "d", "Data 1"], strict=True))
    turned = {names[name]: sheets[name] for name in reversed(sheets)} | {"Diagram": [["Figur 1"], [1, 2, 3]]}
    pd.testing.assert_frame_equal(read(turned).values, plain)


def test_one_sheet_alone_may_be_read(read, faults):
    got = read(technique_book(), sheet="teknik län hushåll")
    assert set(got.values["area"]) == {"SE-14"}
    assert faults(technique_book(), sheet="Teknik lan") == [
        "file.xlsx: it has no sheet 'Teknik lan'. Did you mean 'Teknik län hushåll'?"
    ]


def test_a_heading_that_nobody_has_mapped_is_refused_with_what_to_write(faults):
    rows = technique()
    rows[0][8] = "Tillgång via satellit"
    assert faults({"Teknik": rows}) == [
        "file.xlsx sheet 'Teknik' row 1, column I (Tillgång via satellit): "
        "nobody has said which measure the heading means. "
        "Name the measures to read with --only, or this one with --as 'Tillgång via satellit=MEASURE', "
        'or add to its measure in measures.toml: [MEASURE.sources] pts = "Tillgång via satellit"'
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Tillgång via fiber eller fiber-lan, minst 1 Gbit/s",
        "Ej tillgång via fiber eller fiber-lan",
        "Tillgång via fiber",
        "Tillgång via fiber eller fiber-lan i tätort",
    ],
)
def test_a_heading_with_a_word_more_or_less_is_not_taken_for_the_measure(faults, heading):
    rows = technique()
    rows[0][9] = heading
    if heading == "Tillgång via fiber":
        rows[0][9] = "Tillgång via svart fiber"
    (told,) = faults({"Teknik": rows})
    assert "nobody has said which measure the heading means" in told


def test_a_heading_may_be_named_for_one_run(read, faults):
    rows = technique()
    rows[0][9] = "Fiberanslutna"
    got = read({"Teknik": rows}, named=["Fiberanslutna=available_fibre"])
    assert value(got.values, "SE-0114", "2023-10-01", "available_fibre")["value"] == 61.23
    assert faults({"Teknik": rows}, named=["Fiberanslutna=fibre"])[0].startswith(
        "--as fibre: 'fibre' is not a measure. Did you mean 'available_fibre'?"
    )
    assert faults({"Teknik": rows}, named=["=available_fibre"]) == ["--as =available_fibre: write HEADING=MEASURE."]


def test_one_measure_may_be_asked_for_and_must_be_there(read, faults):
    rows = technique()
    rows[0][8] = "Tillgång via satellit"
    got = read({"Teknik": rows}, only=["available_fibre"])
    assert set(got.values["measure"]) == {"available_fibre"}
    assert got.left_out == ("file.xlsx sheet 'Teknik' column G, H, I, K, L, M, N, O, P, Q: not asked for.",)
    assert faults({"Teknik": rows}, only=["available_vdsl"]) == [
        "file.xlsx: no heading means available_vdsl. Look at its headings."
    ]
    assert faults({"Teknik": rows}, only=["fibre"])[0].startswith(
        "--only fibre: no heading of this source is mapped to it."
    )


def test_a_column_of_words_that_nobody_knows_is_not_left_out_unread(faults):
    rows = [[*row, "Nät" if number == 0 else "öppet"] for number, row in enumerate(technique())]
    (told,) = faults({"Teknik": rows}, only=["available_fibre"])
    assert told == (
        "file.xlsx sheet 'Teknik' row 2, column R (Nät): a column of words that is not known. "
        "Remove it where the rows are whole without."
    )


def test_every_fault_is_told_at_once_with_sheet_row_and_column(faults):
    rows = technique()
    rows[1][2] = "Upplands Vesby"
    rows[2][5] = "Stad"
    rows[3][3] = "Fritidshus"
    rows[4][9] = "ca 60"
    rows[5][6] = "289,112"
    rows[6][0] = "tjugotre"
    rows[7][4] = "Tätort"
    rows[8][1] = "Skåne län"
    told = faults({"Teknik kommun": rows})
    assert [line.split(": ")[0].removeprefix("file.xlsx sheet 'Teknik kommun' ") for line in told] == [
        "row 2, column C (Kommunnamn)",
        "row 3, column F (Område)",
        "row 4, column D (Bas)",
        "row 5, column J (Tillgång via fiber eller fiber-lan)",
        "row 6, column G (Antal hushåll)",
        "row 7, column A (Årtal)",
        "row 8, column E (Aggregerat på)",
        "row 9, column C (Kommunnamn)",
    ]
    assert "Did you mean 'Upplands Väsby'?" in told[0]
    assert told[1].endswith("'Stad' is not known. Write Totalt, Tätort or Utanför tätort.")
    assert told[3].endswith("'ca 60' is not a share. Mend the cell, or write .. where it is missing.")
    assert told[4].endswith("'289,112' is not a whole number. Mend the cell, or write .. where it is missing.")


@pytest.mark.parametrize("lost", TIDY[:1] + TIDY[3:6])
def test_a_table_whose_heading_has_lost_a_column_is_refused(faults, lost):
    rows = technique()
    rows[0][TIDY.index(lost)] = "Kolumn"
    (told,) = faults({"Teknik": rows, "Annan": technique_book()["Teknik län hushåll"]})
    assert told.startswith(f"file.xlsx sheet 'Teknik' row 1: no column is headed '{lost}'")


def test_a_workbook_of_something_else_is_refused(faults):
    assert faults({"Innehåll": [["Om"]], "Blad 2": [["Fråga", "Svar"], ["a", 1]]}) == [
        "file.xlsx: none of its 2 sheets holds a table of PTS that is known. "
        "Expected a heading with Årtal, Bas, Aggregerat på and Område, or with Kod."
    ]


def test_a_municipality_of_which_nothing_is_said_is_missing_and_a_note_is_no_municipality(read):
    rows = historic()
    rows.insert(9, [1440, "Ale"])
    rows.append(["1) Uppgifterna avser 1 oktober."])
    got = read({HISTORIC: rows}).values
    ale = got[got["area"] == "SE-1440"]
    assert len(ale) == 18
    assert ale["value"].isna().all()
    assert set(ale["status"]) == {"not_available"}


def test_a_row_without_an_area_that_has_values_is_refused(faults):
    rows = historic()
    rows[8][0], rows[8][1] = "", "Stockholm med omnejd"
    (told,) = faults({HISTORIC: rows})
    assert told.startswith(f"file.xlsx sheet '{HISTORIC}' row 9, column A (Kod): 'Stockholm med omnejd' is no")


def test_code_and_name_must_agree(faults):
    rows = historic()
    rows[10][0], rows[11][0] = rows[11][0], rows[10][0]
    told = faults({HISTORIC: rows})
    assert [line.split("column A (Kod): ")[1] for line in told] == [
        "the code is that of Göteborg (SE-1480), the name is 'Upplands Väsby'. Mend one of them.",
        "the code is that of Upplands Väsby (SE-0114), the name is 'Göteborg'. Mend one of them.",
    ]


def test_the_same_said_twice_is_kept_once_and_two_things_said_of_the_same_are_refused(read, faults):
    rows = technique()
    twice = {"A": rows, "B": [rows[0], rows[1]]}
    pd.testing.assert_frame_equal(read(twice).values, read({"A": rows}).values)
    other = [*rows[1][:9], 0.1, *rows[1][10:]]
    (told,) = faults({"A": rows, "B": [rows[0], other]})
    assert told.startswith(
        "file.xlsx sheet 'B' row 2, column J (Tillgång via fiber eller fiber-lan): not what stands in "
    )


@pytest.mark.parametrize(
    ("name", "title", "segment"),
    [
        ("Fast bredband-teknik, tätort", "", "urban"),
        ("Fast bredband-teknik, glesbygd", "", "rural"),
        ("Blad 1", "Fast bredband per teknik, utanför tätort och småort", "rural"),
        ("Blad 1", "Fast bredband per teknik – totalt", "all"),
    ],
)
def test_where_those_counted_live_stands_in_the_sheets_name_or_title(read, name, title, segment):
    rows = historic()
    rows[1] = [title]
    assert set(read({name: rows}).values["segment"]) == {segment}


@pytest.mark.parametrize("title", ["Fast bredband per teknik", "Totalt och i tätort", "Tätort och glesbygd"])
def test_where_nothing_says_where_they_live_it_must_be_named(read, faults, title):
    rows = historic()
    rows[1] = [title]
    if "glesbygd" in title:
        rows[0] = ["I tätort"]
    told = faults({"Blad 1": rows})
    assert len(told) == 18
    assert told[0].endswith("Name it with --segment all, urban or rural.")
    assert set(read({"Blad 1": rows}, segment="all").values["segment"]) == {"all"}
    assert faults({"Blad 1": rows}, segment="land") == ["--segment land: There is: all, urban, rural."]


def test_land_covered_by_one_operator_is_not_taken_for_all(read, faults):
    rows = covered()
    rows[1] = ["Yttäckning"]
    aggregated = {"Yttäckning - aggregerad": rows}
    got = read(aggregated | {"Yttäckning - Telia": rows, "Yttäckning - Tre": rows})
    pd.testing.assert_frame_equal(got.values, read(aggregated).values)
    assert sum("of telia alone" in line for line in got.left_out) == 1
    assert sum("of tre alone" in line for line in got.left_out) == 1
    told = faults({"Blad 7": rows})
    assert told[0].endswith(
        "nothing says whether it is of all operators or of one. Name the sheet that is of all with --sheet."
    )
    pd.testing.assert_frame_equal(read({"Blad 7": rows}, sheet="Blad 7").values, read(aggregated).values)


def test_a_year_that_stands_nowhere_must_be_named(read, faults):
    rows = [
        ["Yttäckning, alla operatörer"],
        ["Kommun/Län/Riket", "Kod", "Yta med täckning motsvarande grundläggande kapacitet"],
    ]
    rows += [["Riket", 0, 0.8], ["Lysekil", 1484, ">99,99%"]]
    assert faults({"Blad": rows})[0].endswith("neither the heading nor the title names one year. Name it with --year.")
    assert set(read({"Blad": rows}, year=2025).values["period"]) == {pd.Timestamp("2025-10-01")}
    rows[0] = ["Yttäckning 2025, alla operatörer"]
    assert set(read({"Blad": rows}).values["period"]) == {pd.Timestamp("2025-10-01")}


def test_what_may_be_fraction_or_percent_is_refused_until_somebody_names_it(read, faults):
    rows = [["Årtal", "Lännamn", "Kommunnamn", "Bas", "Aggregerat på", "Område", "Tillgång via NR (5G)"]]
    rows += [[2019, "Västra Götalands län", name, "Hushåll", "Kommun", "Totalt", 0.4] for name in ("Ale", "Lysekil")]
    (told,) = faults({"Teknik": rows})
    assert told == (
        "file.xlsx sheet 'Teknik' row 2, column G (Tillgång via NR (5G)): no share of the column is over 0.4: "
        "it may be a fraction or percent. Name it with --unit percent or --unit fraction."
    )
    assert set(read({"Teknik": rows}, unit="percent").values["value"]) == {0.4}
    assert set(read({"Teknik": rows}, unit="fraction").values["value"]) == {40.0}


def test_a_column_of_those_near_fibre_that_leaves_out_those_who_have_it_is_refused(faults):
    rows = technique()
    for row in rows[1:]:
        row[10] = 0.0517
    (told,) = faults({"Teknik": rows})
    assert "fewer than have fibre: the column does not count those who have it." in told


def test_a_count_of_one_base_under_the_heading_of_another_is_refused(faults):
    rows = technique("Arbetsställen")
    rows[0][6] = "Antal hushåll"
    (told,) = faults({"Teknik": rows})
    assert "a number of households, but the row is of workplaces. The same in 17 more rows." in told


def test_a_sheet_that_nobody_is_meant_to_see_is_told_and_not_read(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "file.xlsx") as made:
        for name in ("Teknik", "Gammal"):
            page = made.add_worksheet(name)
            for number, row in enumerate(technique()):
                page.write_row(number, 0, row)
        page.hide()
    assert fetch(tmp_path / "file.xlsx").left_out == ("file.xlsx sheet 'Gammal': hidden.",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "iso-8859-1"])
def test_a_sheet_saved_as_text_reads_like_the_workbook(read, encoding):
    rows = [[str(cell).replace(".", ",") for cell in row] for row in technique()]
    saved = text(rows, ";", encoding, "\r\n")
    pd.testing.assert_frame_equal(read(saved, name="file.csv").values, read({"Teknik": technique()}).values)


def test_a_workbook_is_fetched_from_its_address(server):
    address = server.url_for("/files/mtbbk_tabellbilaga_teknik_v1.0.xlsx")
    server.expect_request("/files/mtbbk_tabellbilaga_teknik_v1.0.xlsx").respond_with_data(
        book(technique_book()), content_type=XLSX
    )
    got = fetch(address, service=polite(server))
    assert len(got.values) == 418
    assert got.about["url"] == address
    assert set(got.values["url"]) == {address}
    assert keep(got).exists()


@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_nothing_is_stored_where_the_server_fails_and_the_way_out_is_told(server, kind):
    server.expect_request("/files/teknik.xlsx").respond_with_data(book(technique_book()), content_type=XLSX)
    faulty(server, "/files", kind)
    before = stored()
    with pytest.raises(RadrumError) as told:
        keep(fetch(server.url_for("/files/teknik.xlsx"), service=polite(server)))
    assert f"{server.host}:{server.port}" in str(told.value)
    assert str(told.value).endswith(BY_HAND)
    assert stored() == before


@pytest.mark.parametrize("kind", ["429 for ever", "500 for ever", "cut short"])
def test_a_failure_that_passes_is_waited_out(server, kind):
    server.expect_request("/files/teknik.xlsx").respond_with_data(book(technique_book()), content_type=XLSX)
    faulty(server, "/files", kind, times=2)
    assert len(fetch(server.url_for("/files/teknik.xlsx"), service=polite(server)).values) == 418


@pytest.mark.parametrize(
    "content",
    [
        book({"Teknik": [row[::-1] if n == 0 else row for n, row in enumerate(technique())]}),
        book({"Teknik": [TIDY]}),
        book(technique_book())[:4000],
        b"PK\x03\x04",
    ],
)
def test_a_file_that_is_not_as_it_was_is_refused_by_its_address(server, content):
    server.expect_request("/files/teknik.xlsx").respond_with_data(content, content_type=XLSX)
    before = stored()
    with pytest.raises(Faults) as told:
        keep(fetch(server.url_for("/files/teknik.xlsx"), service=polite(server)))
    assert all(str(fault).startswith(server.url_for("/files/teknik.xlsx")) for fault in told.value.faults)
    assert stored() == before


@pytest.mark.slow
def test_the_command_stores_a_workbook_and_tells_what_it_left_out(tmp_path, folder):
    file = tmp_path / "teknik.xlsx"
    file.write_bytes(book(technique_book()))
    done = run("fetch", "pts", str(file), "--published", "2025-03-27", RADRUM_DATA=str(folder.parent))
    assert done.returncode == 0, done.stderr
    assert "teknik.xlsx sheet 'Innehåll': no table that is known." in done.stderr
    (kept,) = folder.glob("pts-broadband-*.csv")
    assert kept.name in done.stdout
    assert set(read_snapshots().values["published"]) == {pd.Timestamp("2025-03-27")}
