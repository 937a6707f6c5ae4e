"""Areas, their codes and names, and the days on which they existed."""

import hashlib

import pandas as pd
import pytest
from radrum import places
from radrum.errors import Faults

DAY = pd.Timestamp("2016-09-08")


@pytest.fixture
def vestland(tmp_path, monkeypatch):
    """Areas of which some began and some ended on a known day."""
    folder = tmp_path / "places"
    folder.mkdir()
    rows = [
        "area,kind,name,part_of,valid_from,valid_to",
        "NO,country,Norge,,,",
        "NO-46,county,Vestland,NO,2020-01-01,",
        "NO-4617,municipality,Kvinnherad,NO-46,,",
        "NO-4601,municipality,Bergen,NO-46,2020-01-01,",
        "NO-4699,municipality,Sund,NO-46,,2019-12-31",
        "NO-1201,municipality,Bergen (Hordaland),NO-12,,2019-12-31",
    ]
    file = folder / "no.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    passport = dict.fromkeys(["producer", "title", "url", "published", "licence", "citation", "citation_derived"], "x")
    passport["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    lines = [f'{name} = "{value}"' for name, value in passport.items()]
    (folder / "no.source.toml").write_text("\n".join([*lines, "retrieved = 2020-02-01"]))
    monkeypatch.setenv("RADRUM_DATA", str(tmp_path))
    return file


def test_sweden_has_its_counties_and_municipalities():
    areas = places.areas()
    swedish = areas[areas.index.str.startswith("SE-")]
    assert swedish["kind"].value_counts().to_dict() == {"municipality": 290, "county": 21}
    assert areas.index.is_unique


def test_vastra_gotaland_has_49_municipalities():
    members = places.members("SE-14", DAY)
    assert len(members) == 49
    assert members.loc["SE-1480", "name"] == "Göteborg"


def test_a_nations_counties_are_not_among_its_municipalities():
    assert places.members("SE", DAY).empty


def test_every_municipality_lies_in_the_county_of_its_first_two_digits():
    areas = places.areas()
    municipalities = areas[areas.index.str.startswith("SE-") & (areas["kind"] == "municipality")]
    assert (municipalities["part_of"] == municipalities.index.str[:5]).all()
    assert set(municipalities["part_of"]) == set(
        areas.index[(areas["kind"] == "county") & areas.index.str.startswith("SE-")]
    )


def test_every_area_lies_in_an_area_that_is_known():
    areas = places.areas()
    assert set(areas["part_of"].dropna()) <= set(areas.index)
    assert set(areas["kind"]) <= set(places.KINDS)


def test_an_area_is_named_in_its_own_language():
    assert places.name("SE-14") == "Västra Götalands län"
    assert places.name("DK") == "Danmark"


@pytest.mark.parametrize(
    ("given", "within", "meant"),
    [
        ("1480", None, "Did you mean 'SE-1480' (Göteborg)? Codes have four digits."),
        ("SE1480", None, "Did you mean 'SE-1480' (Göteborg)? Codes have four digits."),
        ("SE-148", "SE-14", "Did you mean 'SE-1480' (Göteborg)? Codes have four digits."),
        ("580", "SE-05", "Did you mean 'SE-0580' (Linköping)? Codes have four digits."),
        ("0114", None, "Did you mean 'SE-0114' (Upplands Väsby)? Codes have four digits."),
        ("Goteborg", None, "Did you mean 'SE-1480' (Göteborg)?"),
        ("mölndahl", None, "Did you mean 'SE-1481' (Mölndal)?"),
        ("Sverje", None, "Did you mean 'SE' (Sverige)?"),
        ("xyzzyx", None, "Areas are written with their country, as SE-1480."),
    ],
)
def test_an_area_is_suggested_by_its_code_or_by_its_name(given, within, meant):
    assert places.suggest(given, within) == meant


def test_only_areas_within_the_councils_own_are_suggested():
    assert "SE-0580" in places.suggest("SE-0580")
    assert "SE-0580" not in places.suggest("SE-0580", within="SE-14")
    assert "Linköping" not in places.suggest("Linköping", within="SE-14")


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2019-12-31", ["NO-4617", "NO-4699"]),
        ("2020-01-01", ["NO-4601", "NO-4617"]),
        ("2024-06-01", ["NO-4601", "NO-4617"]),
    ],
)
def test_a_county_has_the_municipalities_that_exist_on_the_day(vestland, day, codes):
    assert places.members("NO-46", pd.Timestamp(day)).index.tolist() == codes


def test_areas_whose_file_was_changed_are_not_read(vestland):
    vestland.write_text(vestland.read_text(encoding="utf-8").replace("Bergen", "Bjørgvin"), encoding="utf-8")
    with pytest.raises(Faults, match=r"no\.csv is not the file that this passport describes"):
        places.areas()


def test_areas_without_a_passport_are_not_read(vestland):
    (vestland.parent / "no.source.toml").unlink()
    with pytest.raises(Faults, match=r"no\.csv has no passport"):
        places.areas()
