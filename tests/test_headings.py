"""Tables found by the words of their headings, cells as people write them, and areas by code or by name."""

import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from agency_files import HISTORIC_MERGED, book, historic, text
from radrum.errors import Faults, RadrumError
from radrum.sources.sheets import Gazetteer, Unknown, count, find, plain, read_sheets, shares, written
from radrum.sources.sheets.bounds import _ods_areas
from radrum.sources.sheets.shares import Cell

REAL = Path(__file__).parents[2] / "shared" / "real" / "places"
OCTOBER = pd.Timestamp("2024-10-01")
WORDS = {"code": ("Kod",), "name": ("Namn", "Kommun/Län/Riket")}


@pytest.mark.parametrize(
    ("cell", "value", "status", "percent", "decimals"),
    [
        (0.9532, "0.9532", "", False, 4),
        (1, "1", "", False, 0),
        ("0,9532", "0.9532", "", False, 4),
        ("95,32 %", "95.32", "", True, 2),
        ("95.3%", "95.3", "", True, 1),
        (">99,99%", "99.99", "at_least", True, 2),
        ("≥ 99 %", "99", "at_least", True, 0),
        ("<0,1%", "0.1", "at_most", True, 1),
        ("12\u00a0345", "12345", "", False, 0),
        ("1\u202f234\u202f567,5", "1234567.5", "", False, 1),
        ("9,5e-05", "0.000095", "", False, 6),
        ("\u22120,5", "-0.5", "", False, 1),
        ("0,50", "0.50", "", False, 2),
        ("", None, "not_available", False, 0),
        (" \u00a0", None, "not_available", False, 0),
        ("..", None, "not_available", False, 0),
        ("…", None, "not_available", False, 0),
        ("-", None, "not_applicable", False, 0),
        ("–", None, "not_applicable", False, 0),
        ("--", None, "not_applicable", False, 0),
        (".", None, "not_applicable", False, 0),
        (":", None, "suppressed", False, 0),
    ],
)
def test_a_cell_is_read_as_people_write_it(cell, value, status, percent, decimals):
    said = written(cell)
    assert (said.value, said.status) == (None if value is None else Decimal(value), status)
    assert (said.percent, said.decimals) == (percent, decimals)


def test_only_a_cell_without_anything_is_blank():
    assert [written(cell).blank for cell in ("", " ", "..", "-", 0)] == [True, True, False, False, False]


DAY = pd.Timestamp("2024-01-02").to_pydatetime()
NO_CELLS = ["ca 95", "95 procent", "1 23", "12 34", "1,2,3", "0x1", "½", "TRUE", "95%%", "--5", True, DAY]


@pytest.mark.parametrize("cell", [*NO_CELLS, float("inf"), float("nan")])
def test_what_is_neither_a_number_nor_a_known_mark_is_refused(cell):
    with pytest.raises(ValueError, match="'"):
        written(cell)


def test_a_count_is_whole_and_its_thousands_are_parted_by_spaces_only():
    assert [count(cell) for cell in (7421, 7421.0, "7 421", "7421", "7421.0", "..", "")] == [*[7421] * 5, None, None]
    for cell in ("7,421", "7.421", 7421.5, "7421%", ">7421", -1, "about 7000"):
        with pytest.raises(ValueError, match="'"):
            count(cell)


def column(*cells, shown=()):
    return [Cell(written(cell, shown_as_percent=at in shown), f"row {at}") for at, cell in enumerate(cells)]


def percents(columns, **more):
    read = shares({name: column(*cells) for name, cells in columns.items()}, **more)
    return {name: [share.value for share in each] for name, each in read.items()}


def test_fractions_are_proved_by_a_column_that_cannot_be_under_one_percent():
    columns = {"total": [0.98, 1.0, "0,5"], "5g": [0.001, 0, ".."]}
    assert percents(columns, sure=["total"]) == {"total": [98.0, 100.0, 50.0], "5g": [0.1, 0.0, None]}


def test_percent_is_proved_by_shares_that_are_all_over_one():
    assert percents({"total": [98.2, 1.5], "5g": [0.4, 0.2]}) == {"total": [98.2, 1.5], "5g": [0.4, 0.2]}


def test_a_sign_is_its_cells_own_proof_and_no_other_cells():
    assert percents({"a": ["95,31%", 0.9, ">99,99%", "0,4 %"]}, sure=["a"]) == {"a": [95.31, 90.0, 99.99, 0.4]}
    with pytest.raises(Faults, match="may be a fraction or percent"):
        percents({"a": ["95,31%", 0.9]})


def test_a_cell_that_a_program_shows_as_percent_holds_a_fraction_and_proves_it_for_its_column():
    read = shares({"5g": column(0.004, 0.002, shown=(0,))})
    assert [share.value for share in read["5g"]] == [0.4, 0.2]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"a": [0.4, 0.2, 0]}, "row 1: no share of the column is over 0.4: it may be a fraction or percent."),
        ({"a": [0.98, 95.3]}, "row 0: 0.98 stands here and 95.3 in row 1: percent and fractions."),
        ({"a": [95.3, 40], "b": [0.9, 0.8], "c": [0.2]}, "row 0: no share of the column is over 0.2"),
        ({"a": [95.3, 140]}, "row 1: 140 percent is not possible. It must be from 0 to 100."),
        ({"a": [95.3, "140 %"]}, "row 1: 140 percent is not possible."),
        ({"a": [95.3, -2.5]}, "row 0: -2.5"),
    ],
)
def test_what_can_be_read_both_ways_or_cannot_be_is_refused(columns, told):
    with pytest.raises(Faults) as found:
        percents(columns, sure=["b"])
    assert told.replace("row 0: -2.5", "-2.5") in str(found.value)


def test_the_unit_may_be_named_and_then_holds_for_all():
    assert percents({"a": [0.4, 0.2]}, unit="percent") == {"a": [0.4, 0.2]}
    assert percents({"a": [0.4, 0.2]}, unit="fraction") == {"a": [40.0, 20.0]}
    with pytest.raises(Faults, match="9530 percent is not possible"):
        percents({"a": [0.98, 95.3]}, unit="fraction")
    with pytest.raises(RadrumError, match="write percent or fraction"):
        percents({"a": [0.4]}, unit="per mille")


def test_a_heading_that_speaks_of_percent_makes_a_mixed_column_percent_and_nothing_else():
    assert percents({"a": [0.4, 95.3]}, headed=["a"]) == {"a": [0.4, 95.3]}
    with pytest.raises(Faults, match="may be a fraction"):
        percents({"a": [0.4, 0.9]}, headed=["a"])


def test_decimals_are_the_columns_and_a_computed_share_is_shown_with_two():
    read = shares({"a": column(0.95, 0.9512, 1), "b": column("95,5 %", "1"), "c": column(1 / 3, 0.5)}, unit="fraction")
    assert [share.decimals for share in read["a"]] == [2, 2, 2]
    assert [share.decimals for share in read["b"]] == [1, 1]
    assert [(share.value, share.decimals) for share in read["c"]] == [(33.333333, 2), (50.0, 2)]


def sheet(rows, **more):
    (only,) = read_sheets(book({"Blad1": rows}, more.get("merged")), "file.xlsx")
    return only


def meaning(path):
    return path if any(word.isdecimal() for word in path) else None


def test_a_merged_heading_of_three_rows_is_found_where_it_stands():
    table = find(sheet(historic(), merged={"Blad1": HISTORIC_MERGED}), WORDS, [("code", "name")], meaning, len)
    assert table.columns == {"code": 0, "name": 1}
    assert table.first == 7
    assert table.heading(2) == "Andel med tillgång till fast bredband via fiber / 2015 / Hushåll"
    assert table.heading(19) == "Andel med tillgång till fast bredband via LTE ej 450 MHz / 2022 / Arbetsställen"
    assert len(table.values) == 18
    assert table.above == ("Tabellbilaga historiska uppgifter", "Fast bredband, teknik, totalt")


@pytest.mark.parametrize("rows_above", [0, 1, 7])
@pytest.mark.parametrize("columns_before", [0, 2])
def test_a_heading_that_moved_is_found_all_the_same(rows_above, columns_before):
    moved = [["x"]] * rows_above + [[*[""] * columns_before, *row] for row in historic()[4:]]
    table = find(sheet(moved), WORDS, [("code", "name")], meaning, len)
    assert table.first == rows_above + 3
    assert table.columns == {"code": columns_before, "name": columns_before + 1}
    assert len(table.values) == 18


def test_a_heading_is_not_carried_past_a_column_that_begins_something_else():
    rows = [["Kod", "Fiber", "", "Antal"], ["", 2015, "", ""], ["", "Hushåll", "Arbetsställen", ""], [114, 0.5, 0.6, 7]]
    table = find(sheet(rows), WORDS, [("code",)], meaning)
    assert table.paths[3] == ("Antal",)
    assert table.paths[2] == ("Fiber", "2015", "Arbetsställen")


def test_headings_are_compared_without_capitals_hyphens_and_footnote_marks():
    assert plain("Kommun/\nLän/\u00a0RIKET") == plain("kommun-län-riket*") == "kommun län riket"
    table = find(sheet([["KOD¹", "Kommun/län/riket"], [114, "x"]]), WORDS, [("code",)], meaning)
    assert table.columns == {"code": 0, "name": 1}


def test_a_row_of_a_text_file_that_is_not_as_wide_as_the_heading_is_refused_and_a_note_is_not():
    rows = [["Om"], ["Kod", "Namn", "2015"], ["114", "x", "0.5"], ["115", "0.5"], ["116", "y", "0.5", "z"], ["Källa"]]
    (only,) = read_sheets(text(rows), "file.csv")
    with pytest.raises(Faults) as found:
        find(only, WORDS, [("code",)], meaning)
    assert [str(fault).split(". ")[0] for fault in found.value.faults] == [
        "file.csv row 4: 2 cells where the heading has 3",
        "file.csv row 5: 4 cells where the heading has 3",
    ]


def test_a_sheet_without_what_is_needed_holds_no_table():
    assert find(sheet([["Innehåll"], ["Blad 1", "Om"]]), WORDS, [("code",), ("name",)], meaning) is None


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["Kod", "Ort", "2015"], [114, "x", 0.5]], "file.xlsx sheet 'Blad1' row 1: no column is headed 'Namn' or"),
        (
            [["Kod", "Namn", "kod"], [114, "x", 5]],
            "row 1, column C (kod): the heading 'kod' says the same as that of column A",
        ),
        ([["Kod", "Namn", ""], [114, "x", 5]], "row 2, column C: it stands under no heading."),
    ],
)
def test_half_a_heading_is_refused_with_sheet_row_and_column(rows, told):
    with pytest.raises(Faults) as found:
        find(sheet(rows), WORDS, [("code",), ("name",)], meaning)
    assert told in str(found.value)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_text_file_is_read_however_it_was_saved(separator, encoding, newline):
    rows = [["Kod", "Namn", "Andel"], ["0114", "Upplands Väsby", "0,95"], ["1480", "Göteborg; Sverige", "0,9"]]
    (only,) = read_sheets(text(rows, separator, encoding, newline), "file.csv")
    assert only.rows[:3] == rows
    assert only.at(1, 2, "Andel") == "file.csv row 2, column C (Andel)"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty."),
        (b" \r\n", "the file is empty."),
        (b"<!DOCTYPE html><html><body>Blocked</body></html>", "a web page or other markup"),
        (b"\xef\xbb\xbf\n<html lang='sv'>", "a web page or other markup"),
        (b"%PDF-1.7\n\x00\x01\x02", "not a workbook and not a text file."),
        (b"PK\x03\x04 and nothing else", "cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0 and nothing else", "cannot be read as a workbook"),
        (book({"A": historic()})[:-200], "cannot be read as a workbook"),
        (b'Kod;Namn\n114;"Upplands\n', "cannot be read as a table"),
    ],
)
def test_what_is_no_table_is_refused_by_name(content, told):
    with pytest.raises(Faults) as found:
        read_sheets(content, "file.xlsx")
    assert str(found.value).startswith("file.xlsx: ")
    assert told in str(found.value)


def test_an_error_and_a_formula_nobody_computed_are_not_read_as_empty():
    made = openpyxl.Workbook()
    made.active.title = "Blad 1"
    made.active.append(["Kod", "Andel", "=1+1"])
    made.active.append([114, 0.5])
    made.active["B2"].value, made.active["B2"].data_type = "#DIV/0!", "e"
    content = io.BytesIO()
    made.save(content)
    with pytest.raises(Faults) as found:
        read_sheets(content.getvalue(), "file.xlsx")
    assert str(found.value).split("\n") == [
        "file.xlsx sheet 'Blad 1', cell C1: a formula that nobody has computed. "
        "Open it, mend or compute it, and save it again.",
        "file.xlsx sheet 'Blad 1', cell B2: an error (#DIV/0!). Open it, mend or compute it, and save it again.",
    ]


def rewritten(said: bytes, anew: bytes) -> bytes:
    """A workbook of the one cell B2, filled, in whose sheet ``said`` stands otherwise."""
    made, changed = zipfile.ZipFile(io.BytesIO(book({"Blad1": [["", ""], ["", 1]]}))), io.BytesIO()
    with zipfile.ZipFile(changed, "w") as parts:
        for name in made.namelist():
            part = made.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = re.sub(said, anew, part)
            parts.writestr(name, part)
    return changed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        rewritten(rb'r="B2"', b'r="XFD1048576"'),
        rewritten(rb'<row r="2"([^>]*)>.*</row>', rb'<row r="1048576">' + b"<c><v>1</v></c>" * 20 + b"</row>"),
    ],
    ids=["by its name", "by its row"],
)
def test_a_cell_so_far_off_that_no_memory_holds_the_sheet_is_refused(content):
    with pytest.raises(Faults, match="a sheet has a cell so far off"):
        read_sheets(content, "file.xlsx")


def test_an_empty_cell_far_off_and_a_wide_merging_do_no_harm():
    empty = rewritten(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>')
    merged = rewritten(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    for content in (empty, merged):
        (only,) = read_sheets(content, "file.xlsx")
        assert only.rows == [["", ""], ["", 1]]
    assert set(only.merged) == {(0, 1), (1, 0), (1, 1)}


def test_a_workbook_that_unpacks_to_more_than_is_read_is_refused(monkeypatch):
    monkeypatch.setattr("radrum.sources.sheets.bounds.UNPACKED", 1000)
    with pytest.raises(Faults, match="unpacked it is larger than 1,000 bytes"):
        read_sheets(book({"Blad1": [[1]]}), "file.xlsx")


def test_an_ods_is_as_large_as_its_last_filled_cell_repeated():
    row, cell = b'<table:table-row table:number-rows-repeated="1000">', b'table:number-columns-repeated="16000"'
    filled = b'<table:table-cell office:value="1" ' + cell + b"/>"
    assert list(_ods_areas(b"<table:table>" + row + filled)) == [0, 16_000_000]
    assert list(_ods_areas(b"<table:table>" + row + b"<table:table-cell " + cell + b"/>")) == [0, 0]


def test_cells_shown_as_percent_and_merged_cells_are_known():
    made = openpyxl.Workbook()
    made.active.append(["Kod", "Andel"])
    for row, shown in enumerate(("0.0%", '0 "%"', "General", "0 %"), start=2):
        made.active.cell(row, 2, 0.5).number_format = shown
    made.active.merge_cells("A2:A5")
    made.active["A2"] = 114
    content = io.BytesIO()
    made.save(content)
    (only,) = read_sheets(content.getvalue(), "file.xlsx")
    assert only.percent == {(1, 1), (4, 1)}
    assert [only.cell(row, 0) for row in range(1, 5)] == [114.0] * 4


def area(country, day, *given, **more):
    return Gazetteer(country, pd.Timestamp(day)).area(*given, **more)


@pytest.mark.parametrize("code", [114, 114.0, "114", "0114", "0114.0", " 114\u00a0", "0114 Upplands Väsby"])
def test_a_code_that_lost_its_zeros_is_known_again(code):
    assert area("SE", OCTOBER, code, "Upplands Väsby") == "SE-0114"


def test_a_code_below_a_hundred_is_a_county_and_nought_the_nation():
    assert [area("SE", OCTOBER, code) for code in (1, "01", 14, 1480, 0, "00", "0000")] == [
        *("SE-01", "SE-01", "SE-14", "SE-1480", "SE", "SE", "SE")
    ]
    assert [area("NO", "2019-06-30", code) for code in (301, 3, 5061)] == ["NO-0301", "NO-03", "NO-5061"]


@pytest.mark.parametrize(
    ("name", "county", "found"),
    [
        ("GÖTEBORG", "Västra Götalands län", "SE-1480"),
        ("Göteborg", "västra götaland", "SE-1480"),
        ("Upplands\u00a0-\u00a0Bro", "Stockholm", "SE-0139"),
        ("Upplands Bro kommun", "", "SE-0139"),
        ("Go\u0308teborg", "", "SE-1480"),
        ("Riket", "", "SE"),
        ("Örebro län", "", "SE-18"),
        ("Örebro kommun", "Örebro", "SE-1880"),
    ],
)
def test_a_name_is_known_without_regard_to_how_it_is_written(name, county, found):
    kinds = ("county",) if found == "SE-18" else ("municipality", "country")
    assert area("SE", OCTOBER, "", name, county, kinds) == found


def test_two_places_of_one_name_are_told_apart_by_their_county_on_the_day():
    assert area("NO", "2021-06-30", "", "VÅLER", "VIKEN") == "NO-3018"
    assert area("NO", "2024-06-30", "", "VÅLER", "ØSTFOLD") == "NO-3114"
    assert area("NO", "2021-06-30", "", "VÅLER", "INNLANDET") == "NO-3419"
    assert area("NO", "2019-06-30", "", "Våler (Østf.)") == "NO-0137"
    assert area("NO", "2019-06-30", "", "Herøy (M. og R.)") == "NO-1515"
    with pytest.raises(
        Unknown, match=r"'VÅLER' is the name of several: .*NO-3018.* in Viken, .*NO-3419.* in Innlandet\."
    ):
        area("NO", "2021-06-30", "", "VÅLER")


def test_a_place_with_names_in_several_languages_is_known_by_each():
    for name in ("GÁIVUOTNA", "Kåfjord", "KAIVUONO", "Gáivuotna - Kåfjord - Kaivuono"):
        assert area("NO", "2024-06-30", "", name, "Troms") == "NO-5540"
    assert area("NO", "2021-06-30", "", "Tromsø", "Troms og Finnmark") == "NO-5401"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((1480, "Gävle"), r"the code is that of Göteborg \(SE-1480\), the name is 'Gävle'\."),
        (
            (1480, "Göteborg", "Skåne län"),
            r"Göteborg lies in Västra Götalands län \(SE-14\), the row says 'Skåne län'\.",
        ),
        (("", "Göteborg", "Skåne län"), r"Göteborg lies in Västra Götalands län \(SE-14\), the row says 'Skåne län'\."),
        ((1483, ""), "1483 is no area of SE on 2024-10-01. Did you mean"),
        (("14800", ""), "'14800' is no code."),
        (("148x", "Göteborg"), "'148x' is no code."),
        (
            ("", "Götborg"),
            "'Götborg' is no municipality or a county or a nation on 2024-10-01. Did you mean 'Göteborg'?",
        ),
        (("", ""), "no area is named."),
        ((14, "Göteborg"), r"the code is that of Västra Götalands län \(SE-14\), the name is 'Göteborg'\."),
    ],
)
def test_an_area_is_never_taken_for_the_nearest(given, told):
    with pytest.raises(Unknown, match=told):
        area("SE", OCTOBER, *given)


def test_an_area_exists_only_in_its_time():
    assert area("NO", "2020-06-30", 4631) == area("NO", "2020-06-30", "", "ALVER", "VESTLAND") == "NO-4631"
    for day, given in (("2019-06-30", (4631,)), ("2019-06-30", ("", "Alver")), ("2021-06-30", ("", "Østfold"))):
        with pytest.raises(Unknown, match=f"on {day}"):
            area("NO", day, *given)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
def test_every_swedish_municipality_is_known_by_its_code_without_zeros_and_by_its_name_in_capitals():
    gazetteer = Gazetteer("SE", OCTOBER)
    counties = pd.read_csv(REAL / "se_counties.csv", dtype=str).set_index("county_code")
    for row in pd.read_csv(REAL / "se_municipalities.csv", dtype=str).to_dict("records"):
        county, found = counties.loc[row["county_code"]], f"SE-{row['municipality_code']}"
        short, whole = row["municipality_name_short"], county["county_name"]
        assert gazetteer.area(int(row["municipality_code"]), short, whole) == found
        for name in (short, short.upper()):
            for of in (whole, county["county_name_short"].upper()):
                assert gazetteer.area("", name, of, ("municipality",)) == found


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
def test_every_norwegian_municipality_is_known_by_its_code_and_by_its_name():
    gazetteer = Gazetteer("NO", pd.Timestamp("2024-06-30"))
    features = json.loads((REAL / "no_kommuner_2024_S.geojson").read_text(encoding="utf-8"))["features"]
    assert len(features) == 357
    for about in (feature["properties"] for feature in features):
        found = f"NO-{about['kommunenummer']}"
        county = gazetteer.areas.at[gazetteer.areas.at[found, "part_of"], "name"]
        assert gazetteer.area(int(about["kommunenummer"]), about["kommunenavn"]) == found
        assert (
            gazetteer.area("", about["kommunenavn"].upper(), county.split(" - ")[0].upper(), ("municipality",)) == found
        )
