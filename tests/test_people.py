"""The people behind the roles are read where a council keeps them, and nowhere else."""

import csv

import pytest
from conftest import COUNCIL
from radrum.errors import Faults, RadrumError
from radrum.register.people import read_people
from radrum.register.schema import People
from radrum.runs import faults_in_data
from radrum.tables.columns import columns_of

BODIES = {"vgr", "vastkom"}
SEAT = {"role": "Ordförande", "body": "vgr", "name": "N N", "email": "n.n@example.org", "publish": "yes"}


@pytest.fixture
def write(data):
    """Writes the file of people; what a row does not name is empty."""
    file = data / "councils" / COUNCIL / "private" / "people.csv"
    file.parent.mkdir()

    def written(*rows):
        with file.open("w", newline="", encoding="utf-8") as people:
            writer = csv.DictWriter(people, list(columns_of(People)), restval="")
            writer.writeheader()
            writer.writerows(rows)

    return written


def faults(*bodies):
    with pytest.raises(Faults) as found:
        read_people(COUNCIL, bodies or None)
    return [str(fault).split("people.csv ")[1] for fault in found.value.faults]


def test_a_council_without_the_file_has_no_people(data):
    people = read_people(COUNCIL, BODIES)
    assert people.empty
    assert list(people.columns) == list(columns_of(People))
    assert people["publish"].dtype == "boolean"


def test_people_are_read_with_what_they_agreed_to(write):
    write(SEAT | {"publish_until": "2027-06-30", "mail": "nej"}, SEAT | {"body": "vastkom", "publish": ""})
    people = read_people(COUNCIL, BODIES)
    assert people["publish"].tolist()[0] is True
    assert people["publish"].isna().tolist() == [False, True]
    assert people["mail"].tolist()[0] is False
    assert people["publish_until"].dt.strftime("%Y-%m-%d").tolist()[0] == "2027-06-30"


def test_an_unknown_council_has_no_people_to_read():
    with pytest.raises(RadrumError, match="There is no council"):
        read_people("vgr-digitaliseringsråd")


def test_every_fault_of_the_file_is_told_at_once(write):
    refused = SEAT | {"role": "Sekreterare", "body": "vastkom", "publish": "no", "publish_until": "2027-06-30"}
    write(SEAT | {"name": ""}, refused, SEAT | {"role": "Ledamot", "body": "vastkommun", "mail": "kanske"})
    assert sorted(faults(*BODIES)) == [
        "row 2, column name: empty, but it must be filled in. Write what it is.",
        "row 3, column publish_until: an end of a consent not given. Write yes where it is agreed to, or take the "
        "date away.",
        "row 4, column body: 'vastkommun' is not in parties.csv. Did you mean 'vastkom'?",
        "row 4, column mail: 'kanske' is not yes or no. Write yes, no, or leave it empty.",
    ]


def test_an_end_of_a_consent_that_was_never_asked_for_is_told(write):
    write(SEAT | {"mail_until": "2027-06-30"})
    assert faults()[0].startswith("row 2, column mail_until: an end of a consent not given.")


def test_one_role_of_one_body_stands_once(write):
    write(SEAT, SEAT | {"name": "M M"})
    assert faults()[0].startswith("rows 2, 3: ")


def test_the_check_of_all_data_tells_of_the_people_even_where_the_register_has_faults(write, data):
    write(SEAT | {"body": "vastkommun"})
    assert [fault.place.split("/")[-1] for fault in faults_in_data([COUNCIL])] == ["people.csv row 2, column body"]
    write(SEAT | {"mail": "kanske"})
    actions = data / "councils" / COUNCIL / "actions.csv"
    actions.write_text(actions.read_text(encoding="utf-8").replace(",open,", ",opne,", 1), encoding="utf-8")
    told = [fault.place.split("/")[-1] for fault in faults_in_data([COUNCIL])]
    assert told == ["actions.csv row 2, column state", "people.csv row 2, column mail"]
