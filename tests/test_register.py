"""A council's register is read whole, and every fault of every file is told at once."""

import re
import shutil
from pathlib import Path

import editing
import pandas as pd
import pytest
from editing import write_table
from radrum.errors import Faults, RadrumError
from radrum.register import TABLES, council_names, read_council, read_register
from radrum.register.register import table_file
from radrum.tables.columns import columns_of

ROOT = Path(__file__).parents[1]
MINUTES = ROOT.parent / "shared" / "seeds" / "vgr-digitaliseringsrad-2016-09-08-minutes.txt"
COUNCIL = dict(line.split(" = ", 1) for line in editing.COUNCIL.splitlines())


@pytest.fixture
def council(bare, monkeypatch):
    """A small council without faults: its own row, two meetings and one initiative."""
    monkeypatch.setenv("RADRUM_DATA", str(bare))
    folder = bare / "councils" / "smatt"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    describe(folder)
    body = {"party": "radet", "name": "Rådet", "kind": "council", "area": "SE-14", "recorded": "2016-06-21"}
    write_table(folder, "parties", body)
    june = {
        "meeting": "mote-2016-06-21",
        "body": "radet",
        "kind": "meeting",
        "date": "2016-06-21",
        "recorded": "2016-06-21",
    }
    september = {"meeting": "mote-2016-09-08", "body": "radet", "kind": "meeting", "date": "2016-09-08"}
    write_table(folder, "meetings", june, september)
    initiative = {"initiative": "bredband", "title": "Bredband", "area": "Nät", "kind": "project", "summary": "Fiber."}
    write_table(folder, "initiatives", initiative)
    return folder


TASK = {
    "action": "enkat",
    "meeting": "mote-2016-09-08",
    "position": "1",
    "area": "Enkät",
    "task": "Fråga rådet",
    "state": "open",
}


def describe(folder, **given):
    """Writes council.toml; a key given as None is left out."""
    keys = {name: value for name, value in (COUNCIL | given).items() if value is not None}
    (folder / "council.toml").write_text("\n".join(f"{name} = {value}" for name, value in keys.items()))


def faults(folder):
    """What is wrong with the council's register, each fault as a line, with the folder left out."""
    with pytest.raises(Faults) as found:
        read_register(folder.name)
    return str(found.value).replace(f"{folder}/", "").split("\n")


@pytest.fixture(scope="module")
def shipped():
    """The registers of all councils that ship, by name."""
    return {name: read_register(name) for name in council_names()}


@pytest.fixture
def ours(shipped):
    return shipped["vgr-digitaliseringsrad"]


def test_every_council_that_ships_reads_without_faults(shipped):
    for register in shipped.values():
        assert list(register.logs) == list(TABLES)
        assert len(register.logs["parties"]) > 0


def test_a_small_council_reads_without_faults(council):
    late = TASK | {"action": "webb", "holds_from": "2016-07-01"}
    dated = TASK | {"action": "kort", "due_earliest": "2016-10-01", "due_latest": "2016-10-01"}
    write_table(council, "actions", TASK, late, dated)
    register = read_register("smatt")
    assert register.council.peers == ("SE", "DK")
    assert not register.council.reconstruction
    assert (register.oldest, register.newest) == (pd.Timestamp("2016-06-21"), pd.Timestamp("2016-09-08"))
    assert list(register.logs["benefits"].columns) == list(columns_of(TABLES["benefits"]))
    assert register.logs["benefits"].empty
    held = register.logs["actions"]["holds_from"]
    assert held.dt.strftime("%Y-%m-%d").tolist() == ["2016-09-08", "2016-07-01", "2016-09-08"]


def test_a_recording_that_was_interrupted_after_it_was_decided_counts(council):
    write_table(council, "actions", TASK)
    (council / ".recording").mkdir()
    write_table(council / ".recording", "actions", TASK, TASK | {"action": "webb"})
    assert table_file(council, "actions") == council / ".recording" / "actions.csv"
    assert table_file(council, "meetings") == council / "meetings.csv"
    register = read_register("smatt")
    assert register.logs["actions"]["action"].tolist() == ["enkat", "webb"]
    assert len(register.logs["meetings"]) == 2


def test_a_name_that_no_row_has_is_told_of_each_row_that_names_it(council):
    rows = [TASK | {"action": f"a{n}", "meeting": meeting} for n, meeting in enumerate("xyx")]
    write_table(council, "actions", *rows)
    meetings = "mote-2016-06-21, mote-2016-09-08"
    assert faults(council) == [
        f"actions.csv row {row}, column meeting: '{name}' is not in meetings.csv. There is: {meetings}."
        for row, name in ((2, "x"), (3, "y"), (4, "x"))
    ]


def test_a_name_that_the_register_learned_later_is_told_since_on_its_day_it_named_nothing(council):
    write_table(council, "actions", TASK | {"recorded": "2016-09-07"})
    assert faults(council)[0] == (
        "actions.csv row 2, column meeting: 'mote-2016-09-08' was not known until 2016-09-08. "
        "Record it on 2016-09-07 or before."
    )


def test_a_register_in_which_nothing_is_recorded_has_no_newest_day(council):
    for file in council.glob("*.csv"):
        file.unlink()
    register = read_register("smatt")
    assert register.newest is None
    assert register.oldest is None


def test_the_members_are_the_bodies_that_have_seats_and_not_the_municipalities(ours):
    parties = ours.as_known("parties", ours.newest)
    members = parties[parties["member"].fillna(False)]
    assert set(members["party"]) == set(ours.logs["attendance"]["party"])
    assert members.loc[members["kind"] == "municipality", "area"].tolist() == ["SE-1480"]


def test_the_nine_tasks_of_the_council_stand_in_the_order_of_its_notes(ours):
    tasks = ours.as_known("actions", ours.newest)
    assert tasks["position"].tolist() == list(range(1, 10))
    assert tasks["action"].tolist() == [
        "enkat-omvarldsbevakning",
        "deltagare-pa-webben",
        "programpunkter",
        "telefonmote-skl",
        "avropsunderlag",
        "nyttorealisera-projektet",
        "handlingsplanen",
        "sammanstall-grupparbetet",
        "ny-moteslokal",
    ]
    assert set(tasks["state"]) == {"open"}


@pytest.mark.skipif(not MINUTES.is_file(), reason="the minutes are not at hand")
def test_no_register_names_a_person_of_the_minutes():
    listed = MINUTES.read_text(encoding="utf-8").split("Deltagare:")[1].split("Agenda")[0]
    people = [line.strip(" -").split(",")[0].split() for line in listed.splitlines() if "," in line]
    assert len(people) == 13
    named = re.compile(rf"\b({'|'.join(re.escape(name) for person in people for name in person)})\b")
    files = [file for file in (ROOT / "data" / "councils").rglob("*") if file.is_file()]
    assert len(files) > 9
    assert [file.name for file in files if named.search(file.read_text(encoding="utf-8"))] == []


def test_an_unknown_council_is_answered_with_the_nearest():
    with pytest.raises(RadrumError) as told:
        read_register("vgr-digitaliseringsråd")
    assert str(told.value) == ("There is no council 'vgr-digitaliseringsråd'. Did you mean 'vgr-digitaliseringsrad'?")


def test_an_unknown_municipality_is_told_with_the_councils_area_and_the_nearest_code(council):
    meant = {
        "SE-148": "SE-1480' (Göteborg)",
        "1481x": "SE-1481' (Mölndal)",
        "1480": "SE-1480' (Göteborg)",
        "Göteburg": "SE-1480' (Göteborg)",
        "Linkoping": "SE-1494' (Lidköping)",
    }
    body = {"party": "radet", "name": "Rådet", "kind": "council", "recorded": "2016-06-21"}
    write_table(council, "parties", body, *(body | {"party": f"p{n}", "area": code} for n, code in enumerate(meant)))
    told = faults(council)
    assert len(told) == len(meant)
    for row, (line, (code, nearest)) in enumerate(zip(told, meant.items(), strict=True), start=3):
        found = f"'{code}' is not a municipality of Västra Götalands län."
        assert line.startswith(f"parties.csv row {row}, column area: {found} Did you mean '{nearest}?")


def test_every_cell_that_contradicts_the_rest_is_told_with_its_row(council):
    contradictions = [
        {"meeting": "mote-2016-09-80"},
        {"due_meeting": "nasta"},
        {"initiative": "bredbandet"},
        {"holds_from": "2016-09-09"},
        {"due_earliest": "2016-10-02", "due_latest": "2016-10-01"},
    ]
    rows = [TASK | {"action": f"uppgift-{n}"} | cells for n, cells in enumerate(contradictions, start=3)]
    write_table(council, "actions", TASK, *rows)
    meetings = "mote-2016-06-21, mote-2016-09-08"
    assert sorted(faults(council)) == [
        "actions.csv row 3, column meeting: 'mote-2016-09-80' is not in meetings.csv. Did you mean 'mote-2016-09-08'?",
        f"actions.csv row 4, column due_meeting: 'nasta' is not in meetings.csv. There is: {meetings}.",
        "actions.csv row 5, column initiative: 'bredbandet' is not in initiatives.csv. Did you mean 'bredband'?",
        "actions.csv row 6, column holds_from: later than recorded. Record a row when it holds, not before.",
        "actions.csv row 7, column due_latest: earlier than due_earliest. Mend the one that is wrong.",
    ]


def test_a_row_said_twice_is_told_even_where_one_leaves_the_day_it_holds_from_empty(council):
    write_table(council, "actions", TASK, TASK | {"task": "Fråga alla", "holds_from": "2016-09-08"})
    (told,) = faults(council)
    assert told.startswith("actions.csv rows 2, 3: ")


def test_what_refers_to_a_table_that_cannot_be_read_is_not_told(council):
    write_table(council, "actions", TASK)
    (council / "meetings.csv").write_text("meeting\n")
    assert {line.split(" ")[0] for line in faults(council)} == {"meetings.csv"}


def mistakes(folder):
    """What is wrong with council.toml, each mistake as a line."""
    with pytest.raises(Faults) as found:
        read_council(folder.name)
    return str(found.value).replace(f"{folder}/", "").split("\n")


def test_every_mistake_in_council_toml_is_told_at_once(council):
    describe(council, language=None, langauge='"sv"', reconstruction='"yes"', peers='"SE"')
    assert sorted(mistakes(council)) == [
        "council.toml: 'langauge' is not known. Did you mean 'language'?",
        "council.toml: 'language' is missing. Add it.",
        "council.toml: 'peers' is 'SE'. Write a list of texts.",
        "council.toml: 'reconstruction' is 'yes'. Write true or false.",
    ]


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("area", "14", "'area' is 14. Write text in quotes."),
        ("area", '"SE-144"', "area 'SE-144' is not known. Did you mean 'SE-14"),
        ("peers", "[1, 2]", "'peers' is "),
        ("name", "Rådet", "not readable as TOML"),
    ],
    ids=["number", "unknown area", "list of numbers", "not TOML"],
)
def test_a_mistake_in_council_toml_is_told(council, key, value, told):
    describe(council, **{key: value})
    (found,) = mistakes(council)
    assert found.startswith(f"council.toml: {told}")


def test_a_council_whose_own_row_is_not_among_the_parties_is_told(council):
    describe(council, body='"rådet"')
    assert faults(council) == ["council.toml: body 'rådet' is not in parties.csv. Add the council's own row."]


def test_a_csv_file_that_is_no_table_is_told_with_the_nearest(council):
    shutil.copy(council / "initiatives.csv", council / "intiatives.csv")
    assert faults(council) == ["intiatives.csv: not a table of the register. Did you mean 'initiatives'?"]


def test_faults_of_several_files_are_told_together(council):
    describe(council, origin=None)
    write_table(council, "actions", TASK | {"state": "opne"})
    write_table(council, "benefits", {"benefit": "fax", "initiative": "fax", "what": "Fax", "unit": "fax per år"})
    assert [line.split(":")[0] for line in faults(council)] == [
        "council.toml",
        "actions.csv row 2, column state",
        "benefits.csv row 2, column initiative",
    ]


def test_a_wrong_cell_does_not_hide_a_wrong_reference_of_the_same_file(council):
    write_table(council, "actions", TASK | {"due_earliest": "2016-02-30", "due_meeting": "nasta"})
    told = faults(council)
    assert [line.split(":")[0] for line in told] == [
        "actions.csv row 2, column due_earliest",
        "actions.csv row 2, column due_meeting",
    ]
