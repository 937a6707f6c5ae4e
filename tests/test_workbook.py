"""The workbook that people edit holds the whole state, helps them to type, and is read with every fault told."""

import csv
import shutil
from datetime import datetime

import openpyxl
import pytest
from editing import FIRST_DAY, ROWS, day, edit, only_council
from radrum.errors import Faults, RadrumError
from radrum.register import TABLES
from radrum.register.entered import entries
from radrum.register.package import constraints
from radrum.register.sheets import read_sheets
from radrum.register.spelling import same
from radrum.register.state import data_columns
from radrum.register.workbook import sheet
from radrum.tables.columns import columns_of, key_of
from radrum.words import Words


@pytest.fixture(scope="module")
def made(bare, tmp_path_factory):
    """The small council's workbook, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RADRUM_DATA", str(bare))
        only_council(bare)
        return sheet("smatt", tmp_path_factory.mktemp("made") / "smatt.xlsx")


@pytest.fixture
def workbook(made, tmp_path):
    """A copy of the workbook to edit."""
    return shutil.copy(made, tmp_path / "smatt.xlsx")


@pytest.fixture(scope="module")
def book(made):
    """The workbook as it is made, to look at."""
    return openpyxl.load_workbook(made)


def column(page, name):
    """The cells under a heading."""
    place = [cell.value for cell in page[1]].index(name)
    return [row[place] for row in page.iter_rows(min_row=2)]


def rule(page, name):
    """What may be typed in a column: the one rule that covers all of it."""
    place = [cell.value for cell in page[1]].index(name)
    letter = openpyxl.utils.get_column_letter(place + 1)
    [found] = [each for each in page.data_validations.dataValidation if str(each.sqref) == f"{letter}2:{letter}1048576"]
    return found


def told(workbook):
    """What is wrong with what stands in a workbook or CSV file, line by line, without the folder."""
    with pytest.raises(RadrumError) as found:
        saved = read_sheets(workbook, "smatt")
        faults = []
        for table, saved_sheet in saved.tables.items():
            try:
                entries(table, saved_sheet, day(FIRST_DAY))
            except Faults as wrong:
                faults += wrong.faults
        if faults:
            raise Faults(faults)
    return str(found.value).replace(f"{workbook.parent}/", "").split("\n")


def test_every_table_has_a_sheet_with_its_columns_and_three_empty_ones_for_the_recording(book):
    assert book.sheetnames[1:-2] == list(TABLES)
    for table in TABLES:
        heading = [cell.value for cell in book[table][1]]
        assert heading == [*data_columns(table), "change", "holds_from", "source"]
        assert len(list(book[table].iter_rows(min_row=2))) == len(ROWS.get(table, []))
        for name in ("change", "holds_from", "source"):
            assert not any(cell.value for cell in column(book[table], name))


def test_the_same_state_is_the_same_bytes(council, tmp_path):
    first = tmp_path / "a" / "smatt.xlsx"
    second = tmp_path / "b" / "smatt.xlsx"
    for file in (first, second):
        file.parent.mkdir()
        sheet("smatt", file)
    assert first.read_bytes() == second.read_bytes()
    assert b"2026" not in first.read_bytes()


def test_days_are_days_numbers_are_numbers_and_text_is_text(book):
    due = column(book["milestones"], "due_latest")
    assert (due[0].value, due[0].number_format, due[1].value) == (datetime(2016, 9, 19), "yyyy-mm-dd", None)
    assert column(book["initiatives"], "running_cost")[0].value == 1234567.891
    assert column(book["meetings"], "number")[0].value == 1
    assert column(book["milestones"], "due")[1].value == "1899"
    assert {cell.number_format for cell in column(book["milestones"], "due")} == {"@"}


def test_a_text_that_looks_like_a_formula_is_a_text(book):
    title = column(book["initiatives"], "title")[1]
    assert (title.value, title.data_type) == ("=E-arkiv", "s")
    assert not any(cell.data_type == "f" for page in book for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize("table", TABLES)
def test_every_choice_has_its_list_and_every_flag_yes_and_no(book, table):
    for name, about in columns_of(TABLES[table]).items():
        if name not in data_columns(table):
            continue
        if about["kind"] == "choice":
            found = rule(book[table], name)
            assert found.formula1 == f'"{",".join(constraints(TABLES[table], name)["enum"])}"'
            assert (found.type, found.errorStyle, found.allowBlank) == ("list", None, True)
        if about["kind"] == "flag":
            assert rule(book[table], name).formula1 == '"yes,no"'
        if about["kind"] == "date":
            assert rule(book[table], name).type == "date"
        if about["kind"] == "count":
            assert rule(book[table], name).type == "whole"
    assert rule(book[table], "change").formula1 == '"ended,withdrawn"'
    assert rule(book[table], "holds_from").type == "date"


def test_a_reference_offers_the_keys_of_its_sheet_and_only_warns(book):
    found = rule(book["rollout"], "party")
    assert "parties!$A$2:$A$1048576" in found.formula1
    assert found.errorStyle == "warning"
    areas = rule(book["parties"], "area")
    assert (areas.formula1, areas.errorStyle) == ("_areas!$A$1:$A$51", "warning")
    assert [row[0].value for row in book["_areas"].iter_rows(max_row=3)] == ["SE-14", "SE", "SE-1401"]


def test_keys_and_heading_are_frozen_filtered_and_explained(book):
    page = book["milestones"]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref == "A1:N3"
    assert key_of(TABLES["milestones"]) == [cell.value for cell in page[1][:2]]
    due = page["F1"].comment.text
    assert due == "When, in the words of the papers.\n\nIt must be filled in."
    assert "One of: decided, estimated, required_outside" in page["D1"].comment.text
    assert "A key of the sheet parties." in page["E1"].comment.text
    assert "Unit: meetings." in book["meetings"]["E1"].comment.text


def test_the_first_sheet_says_in_the_councils_language_how_the_workbook_is_used(book):
    page = book[book.sheetnames[0]]
    assert page.title == Words("sv")("Read me")
    lines = [cell.value for cell in page["A"] if cell.value]
    assert lines[0] == "Rådet i Västra Götaland"
    assert len(lines) == 7
    assert "radrum record smatt smatt.xlsx" in lines[-1]


def test_the_state_it_was_made_from_is_noted_out_of_sight(book, council):
    page = book["_radrum"]
    assert page.sheet_state == "hidden"
    noted = {row[0]: row[1:] for row in page.iter_rows(values_only=True)}
    assert (noted["council"][0], noted["day"][0]) == ("smatt", FIRST_DAY)
    size = len((council / "milestones.csv").read_bytes())
    assert noted["milestones"][:2] == ("2", str(size))
    assert len(noted["milestones"][2]) == 64


def test_a_workbook_that_is_there_is_not_replaced_unasked(council, workbook):
    before = edit(workbook, ("milestones", ("bredband", "start"), {"title": "Mitt"})).read_bytes()
    with pytest.raises(RadrumError, match="may hold what nobody has recorded"):
        sheet("smatt", workbook)
    assert workbook.read_bytes() == before
    sheet("smatt", workbook, replace=True)
    assert workbook.read_bytes() != before
    assert [file.name for file in workbook.parent.iterdir()] == ["smatt.xlsx"]


def test_a_workbook_must_be_named_as_one_and_lie_in_a_folder(council, tmp_path):
    with pytest.raises(RadrumError, match="Let it end with .xlsx"):
        sheet("smatt", tmp_path / "smatt.csv")
    with pytest.raises(RadrumError, match="There is no folder"):
        sheet("smatt", tmp_path / "none" / "smatt.xlsx")


def test_a_text_longer_than_a_cell_is_told_and_nothing_written(council, tmp_path):
    with (council / "aims.csv").open("w", encoding="utf-8") as file:
        names = list(columns_of(TABLES["aims"]))
        said = {"aim": "mal", "position": "1", "kind": "goal", "state": "draft", "text": "a" * 40000}
        said |= {"recorded": FIRST_DAY, "change": "new", "source": "x"}
        file.write(",".join(names) + "\n" + ",".join(said.get(name, "") for name in names) + "\n")
    with pytest.raises(Faults, match="smatt aims mal, column text: 40000 letters; a cell of a workbook holds 32767"):
        sheet("smatt", tmp_path / "smatt.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_whatever_a_text_or_number_looks_like_it_comes_back(council, tmp_path):
    odd = [
        "_x0041_",
        "=SUM(A1)",
        "+46 31",
        "-",
        "@rum",
        "'citat",
        "1e5",
        "007",
        "TRUE",
        "#REF!",
        "a\tb",
        "två\n\nrader",
        "å" * 32767,
    ]
    odd += ["http://exempel.se/#a", "{=1}", "0,5", "2016-09-08", "&lt;b>", "\u200bosynlig", "😀"]
    rows = [{"criterion": f"c-{n}", "position": str(n), "title": text, "weight": "0.1"} for n, text in enumerate(odd)]
    rows[0]["weight"], rows[1]["weight"], rows[1]["position"] = "0.30000000000000004", "123456789012.345", str(2**53)
    said = {"recorded": FIRST_DAY, "change": "new", "source": "x"}
    with (council / "criteria.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns_of(TABLES["criteria"])), restval="")
        writer.writeheader()
        writer.writerows(row | said for row in rows)
    saved = read_sheets(sheet("smatt", tmp_path / "smatt.xlsx"), "smatt").tables["criteria"]
    back = [entry.cells for entry in entries("criteria", saved, day(FIRST_DAY)).values()]
    assert [row["title"] for row in back] == odd
    assert back[1]["weight"] == "123456789012.345"
    assert back[1]["position"] == str(2**53)
    assert same(back[0]["weight"], "0.30000000000000004", "number")


def test_days_before_spreadsheets_have_days_come_back_as_text(council, tmp_path):
    file = council / "milestones.csv"
    file.write_text(file.read_text().replace("2016-09-19", "1898-09-19"))
    book = openpyxl.load_workbook(sheet("smatt", tmp_path / "smatt.xlsx"))
    assert column(book["milestones"], "due_latest")[0].value == "1898-09-19"
    saved = read_sheets(tmp_path / "smatt.xlsx", "smatt").tables["milestones"]
    assert entries("milestones", saved, day(FIRST_DAY))["bredband", "start"].cells["due_latest"] == "1898-09-19"


def test_every_wrong_cell_is_told_at_once_where_it_stands_and_in_the_readers_words(workbook):
    edit(
        workbook,
        ("milestones", ("bredband", "start"), {"kind": "decide", "due_latest": "20 september", "due_ongoing": 2}),
        ("milestones", ("e-arkiv", "start"), {"title": None, "change": "new"}),
        ("meetings", ("mote-1",), {"number": 1.5, "date": datetime(2016, 9, 8, 14)}),
        ("rollout", ("bredband", "ale"), {"party": "goteborg"}),
        ("initiatives", ("bredband",), {"running_cost": -5}),
        ("parties", ("Örebro",), {"name": "Örebro", "kind": "municipality"}),
    )
    assert sorted(told(workbook)) == sorted([
        "smatt.xlsx sheet milestones row 2, column kind: 'decide' is not one of the allowed words. "
        "Did you mean 'decided'?",
        "smatt.xlsx sheet milestones row 2, column due_latest: '20 september' is not a day that exists. "
        "Write days as 2016-09-08.",
        "smatt.xlsx sheet milestones row 2, column due_ongoing: '2' is not yes or no. "
        "Write yes, no, or leave it empty.",
        "smatt.xlsx sheet milestones row 3, column title: empty, but it must be filled in. Write what it is.",
        "smatt.xlsx sheet milestones row 3, column change: 'new' is not one of the allowed words. "
        "There is: ended, withdrawn. Leave it empty where the row is new or changed.",
        "smatt.xlsx sheet meetings row 2, column number: '1.5' is not a whole number. Write digits only.",
        "smatt.xlsx sheet meetings row 2, column date: '2016-09-08 14:00:00' is not a day that exists. "
        "Write days as 2016-09-08.",
        "smatt.xlsx sheet rollout rows 2, 3: 'bredband, goteborg' stands on both. "
        "Keep one of them, or give one of them another key.",
        "smatt.xlsx sheet initiatives row 2, column running_cost: -5 is outside what is possible. "
        "It must be 0 or more.",
        "smatt.xlsx sheet parties row 5, column party: 'Örebro' is not a name that a key may have. "
        "Use lower-case letters a-z, digits and hyphens.",
    ])  # fmt: skip


def test_a_cell_that_shows_an_error_is_not_taken_for_an_empty_one(workbook):
    book = openpyxl.load_workbook(workbook)
    book["milestones"]["C2"].value = "#REF!"
    book["milestones"]["F3"].value = "=1+1"
    book.save(workbook)
    assert told(workbook) == [
        "smatt.xlsx sheet milestones, cell C2: a formula without a value. Write the value itself.",
        "smatt.xlsx sheet milestones, cell F3: a formula without a value. Write the value itself.",
    ]


def test_a_column_taken_away_renamed_or_added_is_told(workbook):
    book = openpyxl.load_workbook(workbook)
    book["milestones"].delete_cols(3)
    book["rollout"]["C1"].value = "stat"
    book["parties"]["Z2"].value = "vad är detta"
    book.save(workbook)
    assert told(workbook) == [
        "smatt.xlsx sheet parties row 1: a column has no name. Name it, or remove it.",
        "smatt.xlsx sheet milestones row 1: the column 'title' is missing. Add it to the heading.",
        "smatt.xlsx sheet rollout row 1: the column 'state' is missing. Add it to the heading.",
        "smatt.xlsx sheet rollout row 1: the column 'stat' is not known. Did you mean 'state'?",
    ]


def test_a_sheet_of_ones_own_is_refused_unless_its_name_begins_with_a_line(workbook):
    book = openpyxl.load_workbook(workbook)
    book.create_sheet("milestone")
    book.create_sheet("Att tänka på")
    book.create_sheet("_mina anteckningar")
    book.save(workbook)
    assert told(workbook) == [
        "smatt.xlsx: the sheet 'milestone' is not a table of the register. Did you mean 'milestones'?",
        "smatt.xlsx: the sheet 'Att tänka på' is not a table of the register. "
        "Name the sheet after its table, or let its name begin with _ if it is a note of your own.",
    ]


def test_what_is_no_workbook_of_the_council_is_refused(workbook, tmp_path):
    with pytest.raises(RadrumError, match="is a workbook of 'smatt', not of 'annat'"):
        read_sheets(workbook, "annat")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(workbook.read_bytes()[:9000])
    assert "broken.xlsx cannot be read as a workbook" in told(broken)[0]
    assert "There is no file" in told(tmp_path / "none.xlsx")[0]
    (tmp_path / "old.xls").write_bytes(b"")
    assert "no workbook (.xlsx), no CSV file and no folder of CSV files" in told(tmp_path / "old.xls")[0]


def test_a_log_given_for_a_state_is_refused(council):
    [said] = told(council / "rollout.csv")
    assert said.startswith("rollout.csv: a log, with its column 'recorded', not a current state.")


def test_a_csv_file_must_be_named_after_its_table(tmp_path):
    (tmp_path / "Bok1.csv").write_text("initiative\n")
    (tmp_path / "milstolpar.csv").write_text("initiative\n")
    assert told(tmp_path / "Bok1.csv") == [
        "Bok1.csv: not a table of the register. Name the file after its table, as milestones.csv."
    ]
    assert told(tmp_path / "milstolpar.csv") == [
        "milstolpar.csv: not a table of the register. Did you mean 'milestones'?"
    ]
