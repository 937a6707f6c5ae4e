"""LibreOffice opens the workbook and saves it, and nothing is lost: no value, no list, no day."""

import os
import shutil
import subprocess
from datetime import date, datetime

import openpyxl
import pytest
from conftest import COUNCIL, ROOT
from editing import contents, edit, states
from radrum.register import TABLES, council_names, read_register
from radrum.register.package import constraints
from radrum.register.recording import record
from radrum.register.state import data_columns
from radrum.register.workbook import sheet
from radrum.tables.columns import columns_of

pytestmark = pytest.mark.slow
SWEDISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value>
</prop></item></oor:items>"""
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):59,34,ANSI,1,,1053,false,true,false,false,false,-1"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Has LibreOffice, set to Swedish, open files and save them as another kind in a folder."""
    named = os.environ.get("RADRUM_OFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    if not named:
        pytest.fail("No LibreOffice: run 'make test', or name its soffice in RADRUM_OFFICE.")
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(SWEDISH, encoding="utf-8")

    def saved(kind, folder, *files):
        words = [
            named,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            folder,
            *files,
        ]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
        assert any(folder.iterdir()), done.stderr
        return folder

    return saved


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A copy of the project's data."""
    folder = shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("copy") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RADRUM_DATA", str(folder))
        yield folder


@pytest.fixture(scope="module")
def saved(data, office, tmp_path_factory):
    """Every council's workbook as LibreOffice saved it, by the council's name."""
    made, folder = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("saved")
    office("xlsx", folder, *(sheet(name, made / f"{name}.xlsx") for name in council_names()))
    return {name: folder / f"{name}.xlsx" for name in council_names()}


@pytest.mark.parametrize("name", council_names())
def test_the_saved_workbook_records_nothing(saved, data, name):
    before = contents(data / "councils" / name)
    done = record(name, saved[name], read_register(name).newest)
    assert (done.said, done.rows, done.notes) == ((), {}, ())
    assert contents(data / "councils" / name) == before


def test_lists_are_right_in_every_row_that_is_filled(saved):
    book = openpyxl.load_workbook(saved[COUNCIL])
    for table in TABLES:
        page = book[table]
        rules = {}
        for each in page.data_validations.dataValidation:
            for part in each.sqref.ranges:
                assert part.min_row == 2
                assert part.max_row >= page.max_row
                rules[page.cell(1, part.min_col).value] = each
        for name, about in columns_of(TABLES[table]).items():
            allowed = constraints(TABLES[table], name).get("enum")
            if name in data_columns(table) and allowed:
                assert rules[name].formula1.strip('"').split(",") == allowed
            if name in data_columns(table) and about["refers"] in TABLES:
                assert f"{about['refers']}!$A$2" in rules[name].formula1
                assert rules[name].errorStyle == "warning"
        assert rules["change"].formula1 == '"ended,withdrawn"'
        assert rules["holds_from"].type == "date"


def test_days_are_days(saved):
    register = read_register(COUNCIL)
    page = openpyxl.load_workbook(saved[COUNCIL])["milestones"]
    place = [cell.value for cell in page[1]].index("due_latest")
    cells = [row[place] for row in page.iter_rows(min_row=2, max_row=len(register.logs["milestones"]) + 1)]
    known = register.as_known("milestones", register.newest)["due_latest"]
    assert [cell.value for cell in cells] == [
        None if day is None else day for day in known.astype(object).where(known.notna(), None)
    ]
    shown = {cell.number_format for cell in cells if cell.value}
    assert shown == {"yyyy/mm/dd"}  # the slash stands for the reader's own separator, in Swedish a hyphen
    assert all(isinstance(cell.value, datetime) for cell in cells if cell.value)


def test_what_was_edited_before_it_was_saved_is_recorded(data, office, tmp_path):
    workbook = sheet(COUNCIL, tmp_path / "edited.xlsx")
    key = ("enkat-omvarldsbevakning",)
    long = "Enkäten har gått ut; =inte en formel\n" * 20
    edit(
        workbook,
        ("actions", key, {"state": "done", "outcome": long, "due_latest": date(2016, 12, 1)}),
        ("rollout_totals", ("bredband", "live", "houses"), {"count": 33500, "cleared": "no"}),
        (
            "actions",
            ("ny",),
            {"meeting": "mote-2016-09-08", "position": 10, "area": "Nytt", "task": "-", "state": "open"},
        ),
    )
    expected = states(COUNCIL)
    expected["actions"][key] |= {"state": "done", "outcome": long.strip(), "due_latest": "2016-12-01"}
    expected["rollout_totals"]["bredband", "live", "houses"] |= {"count": "33500", "cleared": "no"}
    new = {"action": "ny", "meeting": "mote-2016-09-08", "position": "10", "area": "Nytt", "task": "-", "state": "open"}
    expected["actions"]["ny",] = dict.fromkeys(data_columns("actions"), "") | new
    folder = data / "councils" / COUNCIL
    whole = shutil.copytree(folder, tmp_path / "whole")
    saved = office("xlsx", tmp_path / "saved", workbook) / "edited.xlsx"
    assert record(COUNCIL, saved, read_register(COUNCIL).newest).rows == {"actions": 2, "rollout_totals": 1}
    assert states(COUNCIL) == expected
    shutil.rmtree(folder)
    shutil.copytree(whole, folder)


@pytest.mark.parametrize("letters", ["ANSI", "76"])
def test_csv_saved_in_swedish_records_nothing(data, office, tmp_path, letters):
    workbook = sheet(COUNCIL, tmp_path / "all.xlsx")
    office(EVERY_SHEET.replace("ANSI", letters), tmp_path / "csv", workbook)
    files = {table: tmp_path / "csv" / f"all-{table}.csv" for table in TABLES}
    folder = tmp_path / "tables"
    folder.mkdir()
    for table, file in files.items():
        file.rename(folder / f"{table}.csv")
    assert b";" in (folder / "benefits.csv").read_bytes()
    assert b"1,3" in (folder / "benefits.csv").read_bytes()
    done = record(COUNCIL, folder, read_register(COUNCIL).newest)
    assert (done.said, done.rows) == ((), {})
