"""A council as known on a day: which day, what is known then, and that nobody can spoil it for the next."""

import datetime
import shutil
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
import radrum
from editing import COUNCIL as COUNCIL_TOML
from editing import day, write_table
from radrum import places
from radrum.dossier import default_day, open_dossier
from radrum.errors import Faults, RadrumError
from radrum.register import TABLES, read_register

ROOT = Path(__file__).parents[1]
COUNCIL = "vgr-digitaliseringsrad"
MEETING = {
    "meeting": "mote-2016-09-08",
    "body": "radet",
    "kind": "meeting",
    "date": "2016-09-08",
    "recorded": "2016-09-08",
}
write = partial(write_table, recorded="2016-06-21")


@pytest.fixture(scope="module")
def shipped():
    return open_dossier(COUNCIL)


@pytest.fixture
def council(bare, monkeypatch):
    """A small council: its own row and that of a body beside it, and one meeting."""
    monkeypatch.setenv("RADRUM_DATA", str(bare))
    folder = bare / "councils" / "smatt"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "council.toml").write_text(COUNCIL_TOML, encoding="utf-8")
    write(
        folder,
        "parties",
        {"party": "radet", "name": "Rådet", "kind": "council"},
        {"party": "namnden", "name": "Nämnden", "kind": "board"},
    )
    write(folder, "meetings", MEETING)
    return folder


# Which day


def test_without_a_day_the_council_is_known_on_the_day_of_its_newest_meeting(shipped):
    assert shipped.as_of == day("2016-09-08")
    assert len(shipped.actions) == 9


def test_a_day_that_is_given_is_the_day(shipped):
    for given in ("2016-06-21", datetime.date(2016, 6, 21), pd.Timestamp("2016-06-21 15:00")):
        assert shipped.at(given).as_of == day("2016-06-21")


def test_for_a_meeting_the_council_is_known_on_the_day_before_it(council):
    write(council, "meetings", MEETING, MEETING | {"meeting": "mote-2016-06-21", "recorded": "2016-06-21"})
    dossier = open_dossier("smatt", meeting="2016-09-08")
    assert dossier.as_of == day("2016-09-07")
    assert dossier.meetings["meeting"].tolist() == ["mote-2016-06-21"]


def test_for_a_meeting_with_a_freeze_date_of_its_own_the_council_is_known_on_that_day(council):
    other = MEETING | {"meeting": "namnden-2016-09-08", "body": "namnden", "freeze_date": "2016-08-01"}
    write(council, "meetings", other, MEETING | {"freeze_date": "2016-08-25"})
    assert open_dossier("smatt", meeting="2016-09-08").as_of == day("2016-08-25")


def test_the_newest_meeting_is_one_of_the_councils_own_that_has_been_recorded(council):
    rows = [
        MEETING,
        MEETING | {"meeting": "namnden-2016-09-15", "body": "namnden", "date": "2016-09-15", "recorded": "2016-09-20"},
        MEETING | {"meeting": "mote-2016-11-24", "date": "2016-11-24"},
        MEETING | {"meeting": "nasta", "date": ""},
    ]
    write(council, "meetings", *rows)
    assert default_day(read_register("smatt")) == day("2016-09-08")


def test_without_a_meeting_the_council_is_known_on_the_day_of_its_newest_row(council):
    write(council, "meetings", MEETING | {"date": ""})
    assert open_dossier("smatt").as_of == day("2016-09-08")


def test_a_council_of_which_nothing_is_recorded_has_no_day_of_its_own(council):
    for file in council.glob("*.csv"):
        file.unlink()
    with pytest.raises(RadrumError, match="The register of 'smatt' is empty. Record something, or name a day."):
        open_dossier("smatt")
    with pytest.raises(RadrumError, match="No meeting of it has a date"):
        open_dossier("smatt", meeting="2016-09-08")
    assert open_dossier("smatt", "2016-09-08").actions.empty


# What is refused


def test_an_unknown_meeting_is_answered_with_the_councils_own_that_have_a_day(council):
    rows = [
        MEETING,
        MEETING | {"meeting": "mote-2016-06-21", "date": "2016-06-21"},
        MEETING | {"meeting": "namnden-2016-09-15", "body": "namnden", "date": "2016-09-15"},
        MEETING | {"meeting": "nasta", "date": ""},
    ]
    write(council, "meetings", *rows)
    with pytest.raises(RadrumError) as told:
        open_dossier("smatt", meeting="2016-09-15")
    assert str(told.value) == "'smatt' has no meeting on 2016-09-15. Its dated meetings: 2016-06-21, 2016-09-08."


def test_a_day_and_a_meeting_are_refused_together():
    with pytest.raises(RadrumError, match="Give a day or a meeting, not both."):
        open_dossier(COUNCIL, "2016-09-08", meeting="2016-09-08")


@pytest.mark.parametrize("given", ["2016-02-30", "8/9 2016", "today", "2016-9-8"])
def test_a_day_that_does_not_exist_is_refused_in_words(shipped, given):
    with pytest.raises(RadrumError) as told:
        shipped.at(given)
    assert str(told.value) == f"'{given}' is not a day that exists. Write days as 2016-09-08."


def test_a_council_is_not_opened_for_a_meeting_on_a_day_that_does_not_exist(council):
    with pytest.raises(RadrumError, match="'2016-02-30' is not a day that exists"):
        open_dossier("smatt", meeting="2016-02-30")


def test_an_unknown_edition_council_or_language_is_refused(council):
    with pytest.raises(RadrumError, match="There is no edition 'counsil'. Did you mean 'council'?"):
        open_dossier("smatt", edition="counsil")
    with pytest.raises(RadrumError, match="There is no council 'smaat'. Did you mean 'smatt'?"):
        open_dossier("smaat")
    with pytest.raises(RadrumError, match="There is no language 'norsk'."):
        open_dossier("smatt", language="norsk")


def test_faults_of_the_register_stop_a_dossier_from_opening(council):
    write(council, "meetings", MEETING | {"body": "nämnden"})
    with pytest.raises(Faults, match=r"meetings\.csv row 2, column body"):
        open_dossier("smatt")


# What is known


def test_in_june_2016_the_meeting_is_known_and_nothing_of_the_initiatives(shipped):
    june = shipped.at("2016-06-21")
    assert june.meetings["meeting"].tolist() == ["mote-2016-06-21"]
    assert june.parties["party"].tolist() == ["digitaliseringsradet"]
    assert {name: len(rows) for name, rows in june.tables.items() if name not in ("meetings", "parties")} == {
        name: 0 for name in TABLES if name not in ("meetings", "parties")
    }


def test_the_day_before_the_first_row_nothing_is_known(shipped):
    before = shipped.at("2016-06-20")
    assert all(len(rows) == 0 for rows in before.tables.values())
    assert before.meeting_before is None


def test_the_meeting_before_is_the_councils_newest_earlier_than_the_day(shipped):
    assert shipped.meeting_before == day("2016-06-21")
    assert shipped.at("2016-09-09").meeting_before == day("2016-09-08")
    assert shipped.at("2016-06-21").meeting_before is None


def test_the_councils_own_meetings_leave_out_other_bodies(council):
    write(council, "meetings", MEETING, MEETING | {"meeting": "n", "body": "namnden", "date": "2016-07-01"})
    dossier = open_dossier("smatt", "2016-09-08")
    assert dossier.own_meetings["meeting"].tolist() == ["mote-2016-09-08"]
    assert dossier.meeting_before is None


def test_statistics_and_goals_are_those_of_the_day(shipped):
    assert shipped.statistics["published"].max() <= shipped.as_of
    later = shipped.at("2017-06-01")
    assert len(later.statistics) > len(shipped.statistics)
    national = "area == 'SE' and measure == 'available_100mbps' and goal_year == 2020"
    assert shipped.goals.query(national)["value"].tolist() == [90]
    assert later.goals.query(national)["value"].tolist() == [95]


def test_one_measure_is_carried_to_the_areas_of_the_day_as_it_is_among_all():
    dossier = radrum.open("digivestland", "2024-03-08")
    every, one = dossier.carried(), dossier.carried("available_100mbps")
    alike = every[every["measure"] == "available_100mbps"].reset_index(drop=True)
    assert 0 < len(one) < len(every)
    pd.testing.assert_frame_equal(one.reset_index(drop=True), alike)


def test_the_region_is_the_area_its_nation_and_its_municipalities(shipped):
    assert shipped.nation == "SE"
    assert shipped.region[:2] == ["SE-14", "SE"]
    assert len(shipped.region) == 51


def test_a_council_reads_in_its_own_language_unless_another_is_asked_for(council):
    swedish, english = open_dossier("smatt"), open_dossier("smatt", language="en")
    assert (swedish.words.language, swedish.words.own_language) == ("sv", "sv")
    assert (english.words.language, english.words.own_language) == ("en", "sv")
    assert (swedish.areas.at["DK", "name"], english.areas.at["DK", "name"]) == ("Danmark", "Denmark")
    assert english.areas.at["SE-14", "name"] == "Västra Götalands län"


def test_a_dossier_says_what_it_is(shipped):
    assert repr(shipped) == "<Dossier vgr-digitaliseringsrad as of 2016-09-08, council, sv>"
    assert radrum.open is open_dossier


# What a table means


@pytest.mark.parametrize("table", list(TABLES))
def test_every_table_says_what_its_columns_mean(shipped, table):
    about = shipped.describe(table)
    assert set(about.index) == set(getattr(shipped, table).columns)
    assert (about["description"].str.len() > 0).all()
    assert about.loc["recorded", ["kind", "required"]].tolist() == ["date", True]
    documented = getattr(type(shipped), table).__doc__
    assert all(f"    {column}: " in documented for column in about.index)


def test_an_unknown_table_is_answered_with_the_nearest(shipped):
    with pytest.raises(RadrumError, match="There is no table 'initiative'. Did you mean 'initiatives'?"):
        shipped.describe("initiative")


# Nobody can spoil it for the next


@pytest.mark.parametrize("table", ["actions", "meetings", "initiatives"])
def test_changing_a_table_changes_neither_the_log_nor_another_dossier(shipped, table):
    dossier, log = shipped.at(shipped.as_of), shipped.register.logs[table]
    before, row = log.copy(deep=True), getattr(dossier, table)
    row.loc[0, "source"] = "spoiled"
    row.iloc[1:, 0] = pd.NaT
    del row["recorded"]
    pd.testing.assert_frame_equal(log, before)
    assert "spoiled" not in set(getattr(shipped.at(shipped.as_of), table)["source"])
    assert "recorded" in getattr(shipped.at(shipped.as_of), table)


def test_changing_statistics_or_areas_changes_no_other_dossier(shipped):
    spoiled = shipped.at(shipped.as_of)
    spoiled.statistics.loc[:, "value"] = -1.0
    spoiled.goals.loc[:, "value"] = -1.0
    spoiled.areas.loc[:, "name"] = "spoiled"
    spoiled.municipalities.loc[:, "name"] = "spoiled"
    other = shipped.at(shipped.as_of)
    assert (other.statistics["value"] >= 0).all()
    assert (other.goals["value"] >= 0).all()
    assert "spoiled" not in set(other.areas["name"]) | set(other.municipalities["name"])
    assert "spoiled" not in set(places.areas()["name"])


def test_a_dossier_cannot_be_set_to_another_day(shipped):
    with pytest.raises(AttributeError):
        shipped.as_of = day("2017-06-01")
