"""A new council is empty, valid, and knows the municipalities of its county."""

import json
import shutil
import tomllib

import pytest
from click.testing import CliRunner
from conftest import NOTEBOOKS, ROOT, browser_path, run
from editing import contents, day
from radrum.cli.commands import radrum
from radrum.dossier import open_dossier
from radrum.errors import RadrumError
from radrum.register import TABLES, read_register
from radrum.register.founding import found, key
from radrum.register.package import packages
from radrum.register.recording import record
from radrum.register.workbook import sheet
from radrum.runs import faults_in_data
from radrum.runs.describing import stale_descriptions
from radrum.words import Words


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A data folder with areas and statistics; one for all tests, so that its areas are read once."""
    folder = tmp_path_factory.mktemp("data")
    for name in ("places", "statistics"):
        shutil.copytree(ROOT / "data" / name, folder / name)
    return folder


@pytest.fixture(autouse=True)
def councils(places, monkeypatch):
    monkeypatch.setenv("RADRUM_DATA", str(places))
    shutil.rmtree(places / "councils", ignore_errors=True)
    yield places / "councils"
    assert not list(places.glob(".new-*"))


TODAY = day("2024-03-01")


def test_a_new_council_has_no_faults_and_a_file_for_every_table(councils):
    folder = found("ostergotland", "SE", "05", TODAY)
    assert folder == councils / "ostergotland"
    assert faults_in_data(["ostergotland"]) == []
    assert set(contents(folder)) == {f"{table}.csv" for table in TABLES}
    assert open_dossier("ostergotland").as_of == TODAY


def test_a_new_council_is_described():
    found("ostergotland", "SE", "05", TODAY)
    assert [path.name for path in stale_descriptions() if path.name == "datapackage.json"] == []
    assert len(packages()) == 1


def test_its_parties_are_itself_and_the_municipalities_of_that_day():
    found("ostergotland", "SE", "05", TODAY)
    logs = read_register("ostergotland").logs
    parties = logs.pop("parties")
    assert parties["party"].tolist()[:3] == ["ostergotland", "odeshog", "ydre"]
    assert parties["kind"].tolist() == ["council"] + ["municipality"] * 13
    assert parties["area"].tolist()[:2] == ["SE-05", "SE-0509"]
    assert set(parties["recorded"]) == {TODAY}
    assert parties["source"].iloc[1] == "Statistiska centralbyrån (SCB): Län och kommuner i kodnummerordning"
    assert all(log.empty for log in logs.values())


@pytest.mark.parametrize("county", ["14", "SE-14", "västra götalands län"])
def test_a_county_is_given_by_its_code_or_its_name(county):
    found("vast", "se", county, TODAY)
    assert len(read_register("vast").logs["parties"]) == 50


def test_name_and_language_are_those_given_or_those_of_the_country(councils):
    found("troms", "NO", "55", TODAY)
    said = tomllib.loads((councils / "troms" / "council.toml").read_text(encoding="utf-8"))
    words = Words("nb")
    assert said["name"] == words("The digitalisation council of {area}", area="Troms - Romsa - Tromssa")
    assert (said["language"], said["area"], said["body"]) == ("nb", "NO-55", "troms")
    assert said["peers"] == ["NO", "SE", "DK", "FI", "EU28"]
    found("rad", "SE", "09", TODAY, name='Rådet "Gotland"', language="en")
    register = read_register("rad")
    assert (register.council.name, register.council.language) == ('Rådet "Gotland"', "en")
    assert register.logs["parties"]["name"].tolist() == ['Rådet "Gotland"', "Gotland"]


def test_the_councils_own_name_is_not_a_municipalitys():
    found("gotland", "SE", "09", TODAY)
    assert read_register("gotland").logs["parties"]["party"].tolist() == ["gotland", "gotland-0980"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Upplands-Bro", "upplands-bro"), ("Åre", "are"), ("Bodø", "bodo"), ("Hábmer - Hamarøy", "habmer-hamaroy")],
)
def test_a_key_is_made_of_plain_letters(name, expected):
    assert key(name) == expected


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("rad", "SE", "Kronoberg"), r"no county 'Kronoberg' in SE. Did you mean 'SE-07' \(Kronobergs län\)\?"),
        (
            ("rad", "SE", "41"),
            "no county '41' in SE. There is: 01 Stockholms län, 03 Uppsala län, .*25 Norrbottens län",
        ),
        (("rad", "NA", "14"), "No county of the country 'NA' is known. Did you mean 'NO'?"),
        (("rad", "DK", "1"), "No county of the country 'DK' is known. There is: NO, SE."),
        (("rad", "NO", "30"), "There is no county '30' in NO. There is: 03 Oslo, .*33 Buskerud"),
        (("Rådet", "SE", "14"), "'Rådet' cannot name a council: .* 'radet', for one."),
        (("../rad", "SE", "14"), "cannot name a council"),
        (("-rad", "SE", "14"), "cannot name a council"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_made(councils, given, told):
    with pytest.raises(RadrumError, match=told):
        found(*given, TODAY)
    assert not councils.exists()


def test_an_unknown_language_is_refused(councils):
    with pytest.raises(RadrumError, match="There is no language 'dk'"):
        found("rad", "SE", "14", TODAY, language="dk")
    assert not councils.exists()


def test_a_council_that_exists_is_left_alone(councils):
    folder = found("rad", "SE", "14", TODAY)
    before = contents(folder)
    with pytest.raises(RadrumError, match="exists already. Choose another name."):
        found("rad", "SE", "05", TODAY)
    assert contents(folder) == before


def test_its_workbook_is_empty_and_records_nothing(tmp_path):
    found("rad", "SE", "09", TODAY)
    assert record("rad", sheet("rad", tmp_path / "rad.xlsx"), TODAY).rows == {}


def test_the_command_says_where_it_is_and_what_comes_next(councils):
    done = CliRunner().invoke(radrum, ["new", "rad", "--country", "SE", "--county", "09", "--on", "2024-03-01"])
    assert done.exit_code == 0
    assert done.stdout == f"{councils / 'rad'}\n"
    assert "radrum sheet rad" in done.stderr


@pytest.mark.slow
def test_reports_can_be_made_of_it(tmp_path):
    found("rad", "SE", "09", TODAY)
    plan = tmp_path / "plan.toml"
    plan.write_text(f'[[report]]\ncouncil = "rad"\nnotebooks = {json.dumps(NOTEBOOKS)}\nareas = ["SE-0980"]\n', "utf-8")
    done = run("build", str(plan), "--reports", str(tmp_path / "reports"), RADRUM_BROWSER=browser_path())
    assert f"{len(NOTEBOOKS)} made, 0 unchanged, 0 failed, 0 rejected." in done.stdout, done.stdout
