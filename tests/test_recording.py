"""An edited workbook becomes dated rows: exactly what was edited, all of it or nothing, never over somebody else."""

import csv
import os
import random
import shutil
import signal
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from conftest import ROOT
from editing import FIRST_DAY, ROWS, contents, day, edit, only_council, rows_after, states, typed, write_council
from radrum.cli.commands import radrum
from radrum.errors import RadrumError
from radrum.register import TABLES, council_names, read_register
from radrum.register.package import constraints, packages
from radrum.register.recording import record
from radrum.register.register import table_file
from radrum.register.spelling import appended
from radrum.register.state import data_columns
from radrum.register.workbook import sheet
from radrum.register.writing import alone_in, replace_all
from radrum.tables.columns import columns_of, key_of

START, BROADBAND, GOTHENBURG, ALE = ("bredband", "start"), ("bredband",), ("bredband", "goteborg"), ("bredband", "ale")
FEW = {table: TABLES[table] for table in (*ROWS, "aims")}
CHECKED_TOGETHER = {"currency", "budget", "running_cost", "budget_bound", "kind"}
CHECKED_TOGETHER |= {f"{what}_{end}" for what in ("date", "start", "end", "due") for end in ("earliest", "latest")}


@pytest.fixture(autouse=True)
def few_sheets(monkeypatch, request):
    """Workbooks of the small council have only the sheets that a test needs: they open faster."""
    if "council" in request.fixturenames:
        monkeypatch.setattr("radrum.register.workbook.TABLES", FEW)


@pytest.fixture(scope="module")
def made(bare, tmp_path_factory):
    """The workbook of the small council, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RADRUM_DATA", str(bare))
        patch.setattr("radrum.register.workbook.TABLES", FEW)
        only_council(bare)
        return sheet("smatt", tmp_path_factory.mktemp("made") / "smatt.xlsx")


@pytest.fixture
def workbook(council, made, tmp_path):
    """The workbook of the council as it is, to edit."""
    return shutil.copy(made, tmp_path / "smatt.xlsx")


def recorded(workbook, on="2016-10-01", **how):
    """Records the workbook and gives the differences in words."""
    return list(record("smatt", workbook, day(on), **how).said)


def refused(workbook, on="2016-10-01", **how):
    """What is in the way of recording; nothing may have been written."""
    folder = Path(os.environ["RADRUM_DATA"]) / "councils" / "smatt"
    before = contents(folder)
    with pytest.raises(RadrumError) as found:
        record("smatt", workbook, day(on), **how)
    assert contents(folder) == before
    assert not list(folder.glob(".recording-*"))
    return str(found.value).replace(f"{workbook.parent}/", "").replace(f"{folder}/", "").split("\n")


def theirs(workbook, *edits, on="2016-09-20"):
    """Somebody else edits the same workbook and records it meanwhile."""
    other = shutil.copy(workbook, workbook.with_name("theirs.xlsx"))
    return record("smatt", edit(other, *edits), day(on))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """A copy of the project's data, its councils as they ship."""
    return shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("shipped") / "data")


@pytest.mark.slow
@pytest.mark.parametrize("name", council_names())
def test_a_sheet_that_nobody_edited_records_nothing(shipped, monkeypatch, tmp_path, name):
    monkeypatch.setenv("RADRUM_DATA", str(shipped))
    workbook = sheet(name, tmp_path / "unedited.xlsx")
    before = contents(shipped / "councils" / name)
    done = record(name, workbook, read_register(name).newest)
    assert (done.said, done.rows, done.notes) == ((), {}, ())
    assert contents(shipped / "councils" / name) == before


def test_changes_new_rows_and_endings_are_appended_as_dated_rows(council, workbook):
    before = contents(council)
    edit(
        workbook,
        (
            "milestones",
            START,
            {"due": "26 september", "due_latest": date(2016, 9, 26), "holds_from": date(2016, 9, 15)},
        ),
        ("rollout", ALE, {"state": "live", "source": "enkäten"}),
        ("rollout", GOTHENBURG, {"change": "ended"}),
        (
            "milestones",
            ("bredband", "klart"),
            {"title": "Klart; allt", "kind": "decided", "due": "2017", "cleared": "no"},
        ),
    )
    assert recorded(workbook, source="mötet") == [
        "milestones: bredband, start (Start): due '19 september' -> '26 september'; "
        "due_latest 2016-09-19 -> 2016-09-26, from 2016-09-15",
        "milestones: bredband, klart (Klart; allt): is new: title 'Klart; allt'; kind decided; due '2017'; cleared no",
        "rollout: bredband, goteborg: has ended",
        "rollout: bredband, ale: state no_answer -> live",
    ]
    moved, done = rows_after(council, "milestones", before)
    assert (moved["due"], moved["due_earliest"], moved["due_latest"]) == ("26 september", "2016-09-19", "2016-09-26")
    assert [moved[name] for name in ("recorded", "holds_from", "change", "source")] == [
        "2016-10-01", "2016-09-15", "new", "mötet"
    ]  # fmt: skip
    assert [done[name] for name in ("milestone", "cleared", "holds_from", "change")] == ["klart", "no", "", "new"]
    ended, live = rows_after(council, "rollout", before)
    assert (ended["party"], ended["state"], ended["change"]) == ("goteborg", "started", "ended")
    assert (live["party"], live["state"], live["change"], live["source"]) == ("ale", "live", "new", "enkäten")
    assert contents(council).keys() == before.keys()
    assert ("bredband", "goteborg") not in states("smatt")["rollout"]


def test_what_was_recorded_before_is_known_as_before(council, workbook):
    before = states("smatt")
    recorded(edit(workbook, ("rollout", ALE, {"state": "live"}), ("rollout", GOTHENBURG, {"change": "ended"})))
    known = read_register("smatt").as_known("rollout", day("2016-09-30"))
    assert known["state"].tolist() == [row["state"] for row in before["rollout"].values()]


class Editor:
    """Somebody who edits at random, but never wrongly, and remembers what every table then says."""

    def __init__(self, seed):
        self.rng = random.Random(seed)  # noqa: S311
        self.expected = states("smatt")
        self.typed = {}  # what is typed in a row, by table and key

    def change(self):
        """Some cells of a row, or a new row like it."""
        table = self.rng.choice([table for table, rows in self.expected.items() if rows])
        key = self.rng.choice(list(self.expected[table]))
        cells = self.cells(table)
        if self.rng.random() < 0.3:
            last = self.rng.choice(["goteborg", "ale"]) if table == "rollout" else f"ny-{self.rng.randrange(10**9)}"
            row = self.expected[table][key] | cells
            key = (*key[:-1], last)
            cells = row | dict(zip(key_of(TABLES[table]), key, strict=True))
        self.expected[table][key] = self.expected[table].get(key, {}) | cells
        self.typed[table, key] = self.typed.get((table, key), {}) | cells

    def end(self, table):
        """A row as it is."""
        key = self.rng.choice(list(self.expected[table]))
        del self.expected[table][key]
        self.typed[table, key] = {"change": "ended"}

    def cells(self, table):
        about = columns_of(TABLES[table])
        names = [name for name in data_columns(table) if name not in {*key_of(TABLES[table]), *CHECKED_TOGETHER}]
        cells = {name: self.value(table, name, about[name]) for name in self.rng.sample(names, min(3, len(names)))}
        return {n: "" if not about[n]["required"] and self.rng.random() < 0.2 else text for n, text in cells.items()}

    def value(self, table, name, about):
        rng, limits = self.rng, constraints(TABLES[table], name)
        if "enum" in limits:
            return rng.choice(limits["enum"])
        if about["refers"]:
            known = self.expected.get(about["refers"], {("SE-1480",): {}, ("SE-14",): {}})
            return rng.choice([key[-1] for key in known])
        return {
            "text": rng.choice(['=1+1 "så"', "två\nrader; ", "-3", "+46 ", "@rum", "1,5 å"]) + str(rng.random()),
            "flag": rng.choice(["yes", "no"]),
            "date": str(date(2016, 1, 1) + timedelta(days=rng.randrange(1000))),
            "number": str(rng.choice([rng.randrange(100), round(rng.uniform(0, 100), 6)])),
            "count": str(rng.randrange(1, 6)),
            "key": f"namn-{rng.randrange(100)}",
        }[about["kind"]]

    def edits(self):
        """All of it, as values to type."""
        for (table, key), cells in self.typed.items():
            kinds = {name: about["kind"] for name, about in columns_of(TABLES[table]).items()}
            yield table, key, {name: typed(text, kinds[name]) for name, text in cells.items()}


def test_two_hundred_random_edits_come_back_exactly(council, tmp_path):
    for month, table in ((1, "milestones"), (2, "initiatives")):
        workbook = sheet("smatt", tmp_path / "smatt.xlsx", replace=True)
        editor = Editor(seed=month)
        editor.end(table)
        for _ in range(99):
            editor.change()
        recorded(edit(workbook, *editor.edits()), f"2017-0{month}-01")
        assert states("smatt") == editor.expected
    assert recorded(workbook, "2017-03-01") == []


def test_a_title_with_two_edits_is_told_by_where_it_differs(council, workbook):
    long = "Fibernätet i hela regionen, med en text som är längre än vad som ryms på en rad"
    recorded(edit(workbook, ("initiatives", BROADBAND, {"goal": f"{long} före"})))
    sheet("smatt", workbook, replace=True)
    assert recorded(edit(workbook, ("initiatives", BROADBAND, {"goal": f"{long} efter"})), "2016-10-02") == [
        "initiatives: bredband (Bredband): goal '…ryms på en rad före' -> '…ryms på en rad efter'"
    ]


def test_a_number_that_nobody_changed_keeps_all_its_digits(council, workbook):
    file = council / "initiatives.csv"
    file.write_bytes(file.read_bytes().replace(b"1234567.891", b"0.30000000000000004"))
    before = contents(council)
    sheet("smatt", workbook, replace=True)
    assert recorded(workbook) == []
    recorded(edit(workbook, ("initiatives", BROADBAND, {"summary": "Fiber"})))
    assert rows_after(council, "initiatives", before)[0]["running_cost"] == "0.30000000000000004"


def test_a_correction_holds_from_the_day_of_the_state_it_mends(council, workbook):
    before = contents(council)
    assert recorded(edit(workbook, ("rollout", ALE, {"state": "declined"})), correction=True) == [
        "rollout: bredband, ale: state no_answer -> declined, from 2016-09-08 (correction)"
    ]
    [row] = rows_after(council, "rollout", before)
    assert [row[name] for name in ("recorded", "holds_from", "change")] == ["2016-10-01", "2016-09-08", "correction"]


def test_a_correction_does_not_choose_its_own_day(council, workbook):
    edit(workbook, ("rollout", ALE, {"state": "declined", "holds_from": date(2016, 9, 20)}))
    assert refused(workbook, correction=True) == [
        "smatt.xlsx sheet rollout row 3, column holds_from: 2016-09-20, but what is mended or withdrawn holds from "
        "2016-09-08. Leave it empty."
    ]


def test_the_second_record_of_the_same_day_is_a_correction_and_so_is_the_third(council, tmp_path):
    before, file = contents(council), tmp_path / "rollout.csv"
    for state in ("planned", "started", "live"):
        file.write_text(f"initiative,party,state,comment,cleared\nbredband,ale,{state},,\n", encoding="utf-8")
        recorded(file)
    assert [row["change"] for row in rows_after(council, "rollout", before)] == ["new", "correction", "correction"]
    assert states("smatt")["rollout"][ALE]["state"] == "live"


def test_a_withdrawn_row_lets_the_state_before_hold_again(council, workbook):
    recorded(edit(workbook, ("rollout", ALE, {"state": "live"})))
    sheet("smatt", workbook, replace=True)
    edit(workbook, ("rollout", ALE, {"change": "withdrawn"}), ("rollout", GOTHENBURG, {"change": "withdrawn"}))
    before = contents(council)
    assert recorded(workbook, "2016-11-01") == [
        "rollout: bredband, goteborg: is withdrawn; nothing is left of it",
        "rollout: bredband, ale: is withdrawn; what held from 2016-09-08 on holds again",
    ]
    said = [[row[name] for name in ("party", "holds_from", "change")] for row in rows_after(council, "rollout", before)]
    assert said == [["goteborg", "2016-09-08", "withdrawn"], ["ale", "2016-10-01", "withdrawn"]]
    assert {key: row["state"] for key, row in states("smatt")["rollout"].items()} == {ALE: "no_answer"}
    assert recorded(workbook, "2016-12-01") == []


def test_what_has_ended_can_come_back(council, tmp_path):
    file = tmp_path / "rollout.csv"
    for change, on in (("ended", "2016-10-01"), ("", "2016-11-01")):
        heading = "initiative,party,state,comment,cleared,change"
        file.write_text(f"{heading}\nbredband,ale,no_answer,,yes,{change}\n", encoding="utf-8")
        said = recorded(file, on)
    assert said == ["rollout: bredband, ale: is back: state no_answer; cleared yes"]


def test_a_row_that_is_dated_anew_is_said_again(council, workbook):
    before = contents(council)
    edit(workbook, ("rollout", ALE, {"holds_from": date(2016, 9, 30), "source": "enkäten"}))
    assert recorded(workbook) == ["rollout: bredband, ale: is as before, from 2016-09-30"]
    [row] = rows_after(council, "rollout", before)
    assert [row[name] for name in ("state", "holds_from", "change", "source")] == [
        "no_answer", "2016-09-30", "new", "enkäten"
    ]  # fmt: skip
    assert recorded(workbook, "2016-10-02") == []


def test_a_workbook_recorded_twice_is_recorded_once(council, workbook):
    edit(workbook, ("rollout", ALE, {"state": "live"}), ("rollout", GOTHENBURG, {"change": "ended"}))
    assert len(recorded(workbook)) == 2
    assert recorded(workbook, "2016-10-02") == []


def test_what_both_changed_is_refused_with_both_values_and_nothing_is_recorded(council, workbook):
    theirs(workbook, ("rollout", ALE, {"state": "live"}), ("milestones", START, {"due": "i oktober"}))
    edit(
        workbook,
        ("rollout", ALE, {"state": "declined"}),
        ("milestones", START, {"done": date(2016, 9, 19)}),
        ("initiatives", BROADBAND, {"title": "Fiber"}),
    )
    again = "Make a new workbook with 'radrum sheet' and enter it there, if it still holds."
    assert refused(workbook) == [
        "smatt.xlsx sheet milestones row 2, column due: 'bredband, start' is '19 september' here, "
        f"but 'i oktober' in the register since; it was '19 september'. {again}",
        "smatt.xlsx sheet milestones row 2, column done: 'bredband, start' is '2016-09-19' here, "
        f"but empty in the register since; it was empty. {again}",
        "smatt.xlsx sheet rollout row 3, column state: 'bredband, ale' is 'declined' here, "
        f"but 'live' in the register since; it was 'no_answer'. {again}",
    ]


def test_what_one_ended_the_other_does_not_change(council, workbook):
    theirs(workbook, ("rollout", ALE, {"change": "ended"}), ("rollout", GOTHENBURG, {"state": "live"}))
    edit(workbook, ("rollout", ALE, {"state": "live"}), ("rollout", GOTHENBURG, {"change": "ended"}))
    again = "Make a new workbook with 'radrum sheet' and enter it there, if it still holds."
    assert refused(workbook) == [
        "smatt.xlsx sheet rollout row 2, column state: 'bredband, goteborg' is ended here, "
        f"but 'live' in the register since; it was 'started'. {again}",
        "smatt.xlsx sheet rollout row 3: 'bredband, ale' is changed here, "
        f"but has ended or been withdrawn in the register since. {again}",
    ]


def test_what_both_say_alike_or_only_the_other_changed_stays(council, workbook):
    same = ("rollout", ALE, {"state": "live"})
    new = ("milestones", ("bredband", "klart"), {"title": "Klart", "kind": "decided", "due": "2017"})
    theirs(workbook, same, new, ("initiatives", BROADBAND, {"title": "Fiber"}))
    before = contents(council)
    assert recorded(edit(workbook, same, new, ("milestones", START, {"title": "Början"}))) == [
        "milestones: bredband, start (Start): title 'Start' -> 'Början'"
    ]
    assert [name for name, content in contents(council).items() if content != before[name]] == ["milestones.csv"]
    assert states("smatt")["initiatives"][BROADBAND]["title"] == "Fiber"


def test_two_new_rows_with_one_key_are_a_conflict(council, workbook):
    new = {"title": "Klart", "kind": "decided", "due": "2017"}
    theirs(workbook, ("milestones", ("bredband", "klart"), new | {"due": "2018"}))
    [told] = refused(edit(workbook, ("milestones", ("bredband", "klart"), new)))
    assert "'bredband, klart' is '2017' here, but '2018' in the register since; it was not there." in told


def test_a_row_that_is_not_in_the_workbook_is_left_as_it_is(council, workbook):
    edit(workbook, ("rollout", ALE, None), ("milestones", START, {"milestone": "start-2", "cleared": "no"}))
    done = record("smatt", workbook, day("2016-10-01"))
    assert done.rows == {"milestones": 1}
    assert done.notes == (
        "milestones: 'bredband, start-2' looks like 'bredband, start' under another key. "
        "It is new, and 'bredband, start' stays as it is.",
        "milestones: not in the workbook, so left as it is: 'bredband, start'. "
        "To end a row, keep it and choose ended under change.",
        "rollout: not in the workbook, so left as it is: 'bredband, ale'. "
        "To end a row, keep it and choose ended under change.",
    )
    assert ALE in states("smatt")["rollout"]
    assert START in states("smatt")["milestones"]


def test_a_sheet_that_is_not_in_the_workbook_is_left_as_it_is(council, workbook):
    book = openpyxl.load_workbook(workbook)
    del book["rollout"]
    book["milestones"]["N2"].value = "mötet"
    book.save(workbook)
    done = record("smatt", workbook, day("2016-10-01"))
    assert (done.rows, done.notes) == (
        {},
        (
            "milestones: a source but no change, so nothing is recorded: 'bredband, start'.",
            "rollout: the sheet is not in the workbook, so left as it is.",
        ),
    )


def test_what_cannot_be_recorded_so_is_told_at_once_where_it_stands(council, workbook):
    edit(
        workbook,
        ("initiatives", ("e-arkiv",), {"change": "withdrawn", "holds_from": date(2016, 9, 9)}),
        ("milestones", START, {"title": "Början", "change": "ended"}),
        ("rollout", GOTHENBURG, {"state": "live", "holds_from": date(2016, 9, 1)}),
        ("rollout", ALE, {"state": "live", "holds_from": date(2016, 10, 2)}),
        ("rollout", ("e-arkiv", "ale"), {"state": "live", "change": "ended"}),
    )
    assert refused(workbook) == [
        "smatt.xlsx sheet initiatives row 3, column holds_from: 2016-09-09, but what is mended or withdrawn holds from "
        "2016-09-08. Leave it empty.",
        "smatt.xlsx sheet milestones row 2: 'bredband, start' is ended and changed at once (title). "
        "Record the one first, then the other from a new workbook.",
        "smatt.xlsx sheet rollout row 2, column holds_from: 2016-09-01, but the register says how it has been since "
        "2016-09-08: nothing would change. Leave it empty, or mend what is wrong with --correction.",
        "smatt.xlsx sheet rollout row 3, column holds_from: later than recorded. "
        "Record a row when it holds, not before.",
        "smatt.xlsx sheet rollout row 4, column change: 'ended', but the register has no 'e-arkiv, ale'. "
        "Leave it empty where a row is new.",
    ]


def test_nothing_is_recorded_before_what_was_recorded_last(council, workbook):
    edit(workbook, ("rollout", ALE, {"state": "live"}), ("rollout", ("e-arkiv", "ale"), {"state": "live"}))
    assert refused(workbook, "2016-09-07") == [
        "smatt.xlsx sheet rollout row 3: 'bredband, ale' was recorded on 2016-09-08 last, which is later than "
        "2016-09-07. Give that day or a later one with --on."
    ]


def test_what_the_register_would_have_against_a_row_is_told_where_it_was_entered(council, workbook):
    edit(
        workbook,
        ("milestones", START, {"body": "ingen", "due_latest": date(2016, 9, 1)}),
        ("milestones", ("e-arkiv", "klart"), {"title": "Klart", "kind": "decided", "due": "2017"}),
        ("rollout", ("e-arkiv", "ale-2"), {"state": "live"}),
        ("rollout", ("e-arkiv", "radet"), {"state": "live"}),
    )
    assert refused(workbook) == [
        "smatt.xlsx sheet milestones row 2, column due_latest: earlier than due_earliest. Mend the one that is wrong.",
        "smatt.xlsx sheet milestones row 2, column body: 'ingen' is not in parties.csv. "
        "There is: ale, goteborg, radet.",
        "smatt.xlsx sheet rollout row 4, column party: 'ale-2' is not in parties.csv. Did you mean 'ale'?",
        "smatt.xlsx sheet rollout row 5, column party: 'radet' is neither a municipality nor a region. "
        "Name the body that takes it into use, or mend its kind in parties.csv.",
    ]


def test_a_dry_run_tells_all_and_writes_nothing(council, workbook):
    before = contents(council)
    edit(workbook, ("rollout", ALE, {"state": "live"}))
    assert recorded(workbook, dry_run=True) == ["rollout: bredband, ale: state no_answer -> live"]
    assert contents(council) == before
    edit(workbook, ("rollout", ("e-arkiv", "ingen"), {"state": "live"}))
    assert "'ingen' is not in parties.csv" in refused(workbook, dry_run=True)[0]


def test_an_edited_log_is_seen(council, workbook):
    file = council / "rollout.csv"
    file.write_text(file.read_text().replace("no_answer", "declined"))
    [said] = refused(edit(workbook, ("milestones", START, {"title": "Början"})))
    assert said.startswith("rollout.csv: its first 2 rows are not those that the workbook was made from.")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"title,weight,criterion\nA,1,a\n", b'"N;\n\xc3\xb6",0.5,b\n'),
        (b"title,weight,criterion\r\nA,1,a", b'\r\n"N;\n\xc3\xb6",0.5,b\r\n'),
        (b"\xef\xbb\xbftitle;weight;criterion\r\nA;1;a\r\n", b'"N;\n\xc3\xb6";0,5;b\r\n'),
        (b"title;weight;criterion\r\n\xc5;1;a\r\n", b'"N;\n\xf6";0,5;b\r\n'),
        (b"title\tweight\tcriterion\nA\t1\ta\n", b'"N;\n\xc3\xb6"\t0.5\tb\n'),
    ],
)
def test_rows_are_appended_in_the_files_own_manner(content, expected):
    row = {"criterion": "b", "title": "N;\nö", "weight": "0.5"}
    assert appended(content, "criteria", [row], Path("criteria.csv")) == content + expected


def test_a_letter_that_the_file_cannot_hold_is_told(council, workbook):
    file = council / "criteria.csv"
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252"))
    sheet("smatt", workbook, replace=True)
    edit(workbook, ("criteria", ("nytta",), {"title": "Nytta → alla"}))
    assert refused(workbook) == [
        "criteria.csv: its encoding (windows-1252) has no '→', which is to be recorded. Save the file as UTF-8 first."
    ]


def test_a_table_without_a_file_gets_one_in_the_manner_of_its_siblings(bare, monkeypatch, tmp_path):
    monkeypatch.setenv("RADRUM_DATA", str(bare))
    monkeypatch.setattr("radrum.register.workbook.TABLES", FEW)
    shutil.rmtree(bare / "councils", ignore_errors=True)
    council = write_council(bare / "councils" / "smatt", "\r\n", ";", "utf-8-sig")
    aim = {"position": 1, "kind": "goal", "state": "draft", "text": "Åtta; nio"}
    recorded(edit(sheet("smatt", tmp_path / "smatt.xlsx"), ("aims", ("mal",), aim)))
    heading, row, rest = (council / "aims.csv").read_bytes().decode("utf-8").split("\r\n")
    assert heading.startswith("\ufeffaim;position;kind;")
    assert (row, rest) == ('mal;1;goal;draft;"Åtta; nio";;;;2016-10-01;;new;smatt.xlsx', "")


def saved_as_csv(workbook, table, file, **how):
    """The sheet as Swedish Excel saves it: semicolons, decimal commas, days as they are shown."""
    shown = {True: "SANT", False: "FALSKT", None: ""}
    with file.open("w", newline="", **how) as saved:
        writer = csv.writer(saved, delimiter=";", lineterminator="\r\n")
        for row in openpyxl.load_workbook(workbook)[table].iter_rows(values_only=True):
            texts = [f"{cell:%Y-%m-%d}" if hasattr(cell, "year") else cell for cell in row]
            texts = [shown.get(cell, cell) if isinstance(cell, bool | None) else cell for cell in texts]
            writer.writerow([f"{cell}".replace(".", ",") if isinstance(cell, float) else cell for cell in texts])
    return file


def test_csv_as_swedish_excel_saves_it_reads_the_same(council, workbook, tmp_path):
    folder = tmp_path / "csv"
    folder.mkdir()
    for encoding in ("utf-8-sig", "cp1252"):
        for table in ("initiatives", "milestones", "meetings", "rollout"):
            saved_as_csv(workbook, table, folder / f"{table}.csv", encoding=encoding)
        assert recorded(folder) == []
    edit(
        workbook,
        ("initiatives", BROADBAND, {"running_cost": 99.5, "goal": "Allt på nätet"}),
        ("rollout", GOTHENBURG, {"change": "ended", "holds_from": date(2016, 9, 30)}),
    )
    for table in ("initiatives", "rollout"):
        saved_as_csv(workbook, table, folder / f"{table}.csv", encoding="cp1252")
    done = record("smatt", folder, day("2016-10-01"))
    assert done.said == (
        "initiatives: bredband (Bredband): goal empty -> 'Allt på nätet'; running_cost 1234567.891 -> 99.5",
        "rollout: bredband, goteborg: has ended, from 2016-09-30",
    )
    assert done.notes == (
        "csv does not say which state it was made from: it is compared with the register as it is now.",
    )
    assert recorded(folder, "2016-10-03") == []


def test_a_csv_file_that_is_no_table_is_told(council, tmp_path):
    file = tmp_path / "rollout.csv"
    file.write_text('initiative,party,state\nbredband,ale,"live\n', encoding="utf-8")
    assert refused(file)[0].startswith("rollout.csv: cannot be read as a table (unexpected end of data).")
    file.write_text("initiative,party,state\nbredband,ale\n", encoding="utf-8")
    assert refused(file) == ["rollout.csv row 2: 2 cells where the heading has 3. Write as many as there."]
    file.write_text("", encoding="utf-8")
    assert refused(file) == ["rollout.csv: empty. Write at least its heading."]


def test_a_csv_file_of_some_rows_and_columns_without_entries_is_enough(council, tmp_path):
    file = tmp_path / "rollout.csv"
    file.write_text("initiative,party,state,comment,cleared\nbredband,ale,live,,ja\n", encoding="utf-8")
    done = record("smatt", file, day("2016-10-01"), source="mejl")
    assert done.said == ("rollout: bredband, ale: state no_answer -> live",)
    assert "not in the workbook, so left as it is: 'bredband, goteborg'" in done.notes[1]


def killed(work, step, *where):
    """Does ``work`` in a process of its own that is killed before the given step on the disk; whether it was."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
        return os.WIFSIGNALED(status)
    steps = 0

    def counted(function):
        def call(*given, **named):
            nonlocal steps
            steps += 1
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*given, **named)

        return call

    try:
        for owner, name in where:
            setattr(owner, name, counted(getattr(owner, name)))
        work()
    except BaseException:
        os._exit(1)
    os._exit(0)


def test_a_kill_between_any_two_steps_on_the_disk_leaves_all_old_files_or_all_new_ones(tmp_path):
    old = {f"{table}.csv": b"old\n" for table in ("milestones", "rollout", "parties")}
    new = dict.fromkeys(("milestones.csv", "rollout.csv", "aims.csv"), b"old\nnew\n")
    steps = [(os, "fsync"), *((Path, name) for name in ("mkdir", "rename", "replace", "rmdir", "open"))]
    seen = []
    for step in range(1, 100):
        folder = tmp_path / str(step)
        folder.mkdir()
        for name, content in old.items():
            (folder / name).write_bytes(content)
        if not killed(lambda folder=folder: replace_all(folder, new, lambda _: None), step, *steps):
            break
        read = {table: table_file(folder, table) for table in TABLES}
        found = {file.name: file.read_bytes() for file in read.values() if file.is_file()}
        assert found in (old, old | new)
        seen.append("old" if found == old else "new")
        with alone_in(folder):
            assert contents(folder) == found
        assert [file.name for file in folder.glob(".recording*")] == [".recording.lock"]
    assert seen == sorted(seen, reverse=True)
    assert (seen.count("old"), seen.count("new")) == (9, 11)


@pytest.mark.slow
@pytest.mark.parametrize(("step", "left"), [("rename", 2), ("replace", 0)])
def test_a_kill_during_record_leaves_the_old_log_whole_or_the_new_one(council, workbook, step, left):
    """Before the one step that decides, and after it, when no file has been moved to its place yet."""
    edit(workbook, ("rollout", ALE, {"state": "live"}), ("milestones", START, {"title": "Början"}))
    before, old = contents(council), states("smatt")
    assert killed(lambda: record("smatt", workbook, day("2016-10-01")), 1, (Path, step))
    assert contents(council) == before
    now = states("smatt")
    if left:
        assert now == old
    else:
        assert (now["rollout"][ALE]["state"], now["milestones"][START]["title"]) == ("live", "Början")
    assert len(recorded(workbook)) == left
    assert states("smatt")["rollout"][ALE]["state"] == "live"
    assert contents(council)["rollout.csv"].startswith(before["rollout.csv"])
    assert len(rows_after(council, "rollout", before)) == 1


def described():
    """Whether the small council's description is there and says what it shall."""
    ((path, text),) = packages().items()
    return path.is_file() and path.read_text(encoding="utf-8") == text


def test_what_is_recorded_in_a_new_table_is_described_at_once(council, workbook):
    edit(workbook, ("aims", ("mal",), {"position": 1, "kind": "goal", "state": "draft", "text": "Åtta"}))
    record("smatt", workbook, day("2016-10-01"), dry_run=True)
    assert not (council / "datapackage.json").exists()
    recorded(workbook)
    assert described()
    written = (council / "datapackage.json").stat().st_mtime_ns
    recorded(workbook)
    assert (council / "datapackage.json").stat().st_mtime_ns == written


def test_a_description_that_cannot_be_written_loses_no_row_and_is_made_the_next_time(council, workbook, monkeypatch):
    edit(workbook, ("rollout", ALE, {"state": "live"}))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("radrum.register.recording.describe", full)
        done = record("smatt", workbook, day("2016-10-01"))
    assert done.rows == {"rollout": 1}
    assert done.notes[-1].endswith(
        "datapackage.json could not be written (No space left on device). Run 'radrum describe' when that is mended."
    )
    assert states("smatt")["rollout"][ALE]["state"] == "live"
    assert not described()
    assert recorded(workbook) == []
    assert described()


def test_a_disk_that_fails_leaves_the_old_log(council, workbook, monkeypatch):
    before = contents(council)
    edit(workbook, ("rollout", ALE, {"state": "live"}), ("milestones", START, {"title": "Början"}))

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            recorded(workbook)
    assert contents(council) == before
    assert not list(council.glob(".recording-*"))
    assert len(recorded(workbook)) == 2


def test_a_log_edited_after_a_recording_was_cut_short_is_not_overwritten(council, workbook):
    decided = council / ".recording"
    decided.mkdir()
    (decided / "rollout.csv").write_bytes((council / "rollout.csv").read_bytes() + b"bredband,radet\n")
    (council / "rollout.csv").write_bytes(b"edited")
    with pytest.raises(RadrumError, match="left by a recording that was cut short, and rollout.csv was edited since"):
        recorded(workbook)
    assert (council / "rollout.csv").read_bytes() == b"edited"


def test_two_do_not_record_at_once(council, workbook, monkeypatch):
    monkeypatch.setattr("radrum.register.writing.PATIENCE", 0.05)
    with alone_in(council), pytest.raises(RadrumError, match="Somebody else records in"):
        recorded(workbook)


def said(*words):
    """What the command prints."""
    done = CliRunner().invoke(radrum, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output.split("\n")[:-1]


def test_the_commands_tell_what_they_did(council, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert said("sheet", "smatt") == ["smatt.xlsx"]
    assert said("record", "smatt", "smatt.xlsx") == ["No differences. Nothing is recorded."]
    edit(tmp_path / "smatt.xlsx", ("rollout", ALE, {"state": "live"}))
    difference = "rollout: bredband, ale: state no_answer -> live"
    dry = said("record", "smatt", "smatt.xlsx", "--on", "2016-10-01", "--dry-run")
    assert dry == [difference, "Nothing is recorded yet. Rows to append: rollout 1."]
    assert said("record", "smatt", "smatt.xlsx", "--on", "2016-10-01", "--source", "enkät") == [
        difference,
        "Recorded on 2016-10-01. Rows appended: rollout 1.",
        "Before the next edit, make a new workbook: radrum sheet smatt",
    ]
    assert read_register("smatt").logs["rollout"]["source"].iloc[-1] == "enkät"


def test_a_day_to_come_is_refused(council, workbook):
    with pytest.raises(RadrumError, match="--on 2199-01-01 is later than today"):
        said("record", "smatt", workbook, "--on", "2199-01-01")


def test_the_first_day_of_the_small_council_is_the_one_it_says(council):
    assert read_register("smatt").newest == day(FIRST_DAY)
