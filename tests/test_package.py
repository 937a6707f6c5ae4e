"""The descriptions of the register are current, and other programs judge the tables by them as we do."""

import csv
import dataclasses
import io
import json
import re
import shutil

import pytest
from click.testing import CliRunner
from conftest import COUNCIL
from frictionless import Package
from radrum.cli.describe import describe
from radrum.errors import Faults
from radrum.passport import Passport
from radrum.register import TABLES, council_names, read_council
from radrum.register.dictionary import dictionary, dictionary_path
from radrum.register.package import package, packages
from radrum.runs.describing import stale_descriptions
from radrum.tables.columns import columns_of


def descriptor(resource):
    """The description of one table of the council."""
    described = package(read_council(COUNCIL))
    return next(each for each in described["resources"] if each["name"] == resource)


def field(resource, name):
    return next(each for each in descriptor(resource)["schema"]["fields"] if each["name"] == name)


def judged(folder):
    """What frictionless finds wrong with a council: kind of fault, table, row and column."""
    report = Package(str(folder / "datapackage.json")).validate()
    assert not report.errors
    return [
        (task.name, error.type, getattr(error, "row_number", None), getattr(error, "field_name", None))
        for task in report.tasks
        for error in task.errors
    ]


@pytest.fixture
def folder(data):
    """A council's folder that a test may spoil."""
    return data / "councils" / COUNCIL


def test_every_description_that_ships_is_current():
    assert list(stale_descriptions()) == []


@pytest.mark.slow
@pytest.mark.parametrize("council", council_names())
def test_frictionless_accepts_every_council_that_ships(council):
    path = next(path for path in packages() if path.parent.name == council)
    report = Package(str(path)).validate()
    assert len(report.tasks) == len(list(path.parent.glob("*.csv")))
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert report.valid


def test_frictionless_finds_every_spoiled_cell(folder):
    spoiled = [
        ("parties", 2, "cleared", "kanske", "type-error"),
        ("actions", 2, "state", "opne", "constraint-error"),
        ("actions", 3, "due_earliest", "2016-02-30", "type-error"),
        ("actions", 4, "action", "Enkät", "constraint-error"),
        ("actions", 5, "meeting", "mote-2016-09-80", "foreign-key"),
        ("rollout_totals", 2, "count", "-28", "constraint-error"),
        ("benefits", 2, "what", "", "constraint-error"),
    ]
    for table, row, column, value, _ in spoiled:
        spoil(folder / f"{table}.csv", row, column, value)
    assert judged(folder) == [
        (table, kind, row, None if kind == "foreign-key" else column) for table, row, column, _, kind in spoiled
    ]


def spoil(file, row, column, value):
    """Writes ``value`` in one cell of a file; the heading is row 1."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    rows[row - 1][rows[0].index(column)] = value
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)


def test_a_file_that_excel_wrote_is_described_as_it_is_and_accepted(folder):
    file = folder / "benefits.csv"
    given = file.read_text(encoding="utf-8")
    file.write_bytes(b"\xef\xbb\xbf" + given.encode())
    assert judged(folder) == []
    written = io.StringIO()
    rows = [[cell.replace("1.3", "1,3") for cell in row] for row in csv.reader(io.StringIO(given))]
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(rows)
    file.write_bytes(written.getvalue().encode("cp1252"))
    assert judged(folder) != []
    described = descriptor("benefits")
    assert (described["encoding"], described["dialect"]) == ("windows-1252", {"delimiter": ";"})
    assert field("benefits", "baseline")["decimalChar"] == ","
    assert "decimalChar" not in field("benefits", "expected")
    path = folder / "datapackage.json"
    path.write_text(packages()[path], encoding="utf-8")
    assert judged(folder) == []


def test_every_word_that_the_reader_takes_for_a_flag_is_described():
    said = field("parties", "member")
    assert {"yes", "Ja", "SANT", "TRUE"} <= set(said["trueValues"])
    assert {"no", "Nej", "NEI", "FALSKT", "FALSE"} <= set(said["falseValues"])
    assert not set(said["trueValues"]) & set(said["falseValues"])


def test_a_field_says_what_its_column_means_and_may_hold():
    assert field("rollout_totals", "count") == {
        "name": "count",
        "type": "integer",
        "format": "default",
        "description": columns_of(TABLES["rollout_totals"])["count"]["description"],
        "constraints": {"required": True, "minimum": 0},
        "radrum:unit": "as counted",
        "radrum:public": "yes",
    }
    assert field("actions", "state")["constraints"] == {"required": True, "enum": ["open", "done", "dropped"]}
    assert field("actions", "action")["constraints"]["pattern"] == "[a-z0-9][a-z0-9-]*"
    assert field("initiatives", "rollout_target")["constraints"] == {"minimum": 0, "maximum": 100}
    assert field("initiatives", "summary")["radrum:public"] == "cleared"
    assert "constraints" not in field("actions", "due")


def test_a_table_names_its_key_and_only_tables_that_are_there(folder):
    (folder / "initiatives.csv").unlink()
    schema = descriptor("agenda")["schema"]
    assert schema["radrum:key"] == ["meeting", "item"]
    assert schema["foreignKeys"] == [
        {"fields": ["meeting"], "reference": {"resource": "meetings", "fields": ["meeting"]}},
        {"fields": ["carried_to"], "reference": {"resource": "meetings", "fields": ["meeting"]}},
    ]


def test_columns_in_another_order_are_described_in_that_order(folder):
    file = folder / "parties.csv"
    name, *rest = columns_of(TABLES["parties"])
    file.write_text(",".join([*rest, name]) + "\n", encoding="utf-8")
    assert [each["name"] for each in descriptor("parties")["schema"]["fields"]] == [*rest, name]


def test_a_reconstruction_and_its_origin_are_named(folder):
    described = package(read_council(COUNCIL))
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert "not issued by the body" in described["description"]
    assert described["sources"] == [{"title": read_council(COUNCIL).origin}]
    assert described["licenses"][0]["name"] == "MIT"


def test_a_council_without_a_table_has_no_description(folder):
    for file in folder.glob("*.csv"):
        file.unlink()
    assert folder / "datapackage.json" not in packages()


def test_a_new_row_changes_no_description(folder):
    file = folder / "rollout_totals.csv"
    with file.open("a", encoding="utf-8") as rows:
        rows.write(file.read_text(encoding="utf-8").splitlines()[1] + "\n")
    assert stale_descriptions() == {}


def test_the_command_writes_what_is_not_current_and_checks_without_writing(folder, monkeypatch):
    monkeypatch.setenv("RADRUM_ROOT", str(folder.parents[2]))
    shutil.rmtree(folder.parents[2] / "docs", ignore_errors=True)
    path = folder / "datapackage.json"
    path.write_text("{}", encoding="utf-8")
    checked = CliRunner().invoke(describe, ["--check"])
    assert isinstance(checked.exception, Faults)
    assert sorted(str(checked.exception).split("\n")) == [
        f"data/councils/{COUNCIL}/datapackage.json: not current. Run 'radrum describe'.",
        "docs/data-dictionary.md: not current. Run 'radrum describe'.",
    ]
    assert path.read_text(encoding="utf-8") == "{}"
    written = CliRunner().invoke(describe, [])
    assert sorted(written.output.split()) == [f"data/councils/{COUNCIL}/datapackage.json", "docs/data-dictionary.md"]
    assert json.loads(path.read_text(encoding="utf-8"))["name"] == COUNCIL
    assert dictionary_path().read_text(encoding="utf-8") == dictionary()
    assert CliRunner().invoke(describe, ["--check"]).output == "Every description is current.\n"


def test_the_dictionary_has_a_line_for_every_field_of_a_passport():
    said = dictionary().partition("## Passports")[2]
    told = {(name, required == "yes") for name, required in re.findall(r"(?m)^\| `(\w+)` \|.*\| (yes|no) \|$", said)}
    fields = {each.name: each.default is dataclasses.MISSING for each in dataclasses.fields(Passport)}
    assert told == set(fields.items()) - {("name", True)}


def test_the_dictionary_has_a_section_for_every_table_and_a_line_for_every_column():
    said = dictionary()
    for table, model in TABLES.items():
        section = said.split(f"\n## {table}\n")[1].split("\n## ")[0]
        shared = {"cleared", "recorded", "holds_from", "change", "source"}
        named = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert named == [name for name in columns_of(model) if name not in shared]
    assert "| `holds_from` | The day it is true from" in said
    assert "| `month_first` | The month it begins in, 1 to 12 | count, 1 to 12 | month of the year | no | yes |" in said
    assert "key of [meetings](#meetings)" in said
    assert "never in version control: `private/people.csv`" in said
