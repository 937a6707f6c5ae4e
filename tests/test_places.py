"""Areas, their codes and names, and the days on which they existed."""

import pandas as pd
import pytest
from editing import vouch_for
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
    vouch_for(file)
    monkeypatch.setenv("RADRUM_DATA", str(tmp_path))
    return file


def test_sweden_has_its_counties_and_municipalities():
    areas = places.areas_on(DAY)
    swedish = areas[areas.index.str.startswith("SE-")]
    assert swedish["kind"].value_counts().to_dict() == {"municipality": 290, "county": 21}
    assert places.areas().index.is_unique


@pytest.mark.parametrize(
    ("day", "municipalities", "counties"),
    [
        ("2011-12-31", 430, 19),
        ("2012-01-01", 429, 19),
        ("2013-01-01", 428, 19),
        ("2017-01-01", 426, 19),
        ("2018-01-01", 422, 18),
        ("2020-01-01", 356, 11),
        ("2023-12-31", 356, 11),
        ("2024-01-01", 357, 15),
    ],
)
def test_norway_has_the_counties_and_municipalities_of_the_day(day, municipalities, counties):
    areas = places.areas_on(pd.Timestamp(day))
    norwegian = areas[areas.index.str.startswith("NO-")]
    assert norwegian["kind"].value_counts().to_dict() == {"municipality": municipalities, "county": counties}


def test_the_counties_of_2020_and_2024_have_their_own_days():
    def counties(day):
        areas = places.areas_on(pd.Timestamp(day))
        return set(areas.index[areas.index.str.startswith("NO-") & (areas["kind"] == "county")].str[3:])

    assert counties("2019-12-31") >= {"12", "14", "02", "06", "07", "08", "19", "20", "50"}
    assert counties("2020-01-01") == {"03", "11", "15", "18", "30", "34", "38", "42", "46", "50", "54"}
    assert counties("2024-01-01") == counties("2020-01-01") - {"30", "38", "54"} | {
        *("31", "32", "33", "39", "40", "55", "56"),
    }
    assert len(places.members("NO-46", pd.Timestamp("2020-01-01"))) == 43
    assert len(places.members("NO-12", pd.Timestamp("2019-12-31"))) == 33
    assert len(places.members("NO-14", pd.Timestamp("2019-12-31"))) == 26


@pytest.mark.parametrize(
    ("code", "name", "became"),
    [
        ("1256", "Meland", ["NO-4631"]),
        ("1259", "Øygarden", ["NO-4626"]),
        ("1401", "Flora", ["NO-4602"]),
        ("1439", "Vågsøy", ["NO-4602", "NO-4649"]),
        ("1444", "Hornindal", ["NO-1577"]),
        ("1430", "Gaular", ["NO-4647"]),
        ("1507", "Ålesund", ["NO-1508", "NO-1580"]),
        ("3024", "Bærum", ["NO-3201"]),
        ("14", "Sogn og Fjordane", ["NO-15", "NO-46"]),
        ("54", "Troms og Finnmark - Romsa ja Finnmárku - Tromssa ja Finmarkku", ["NO-55", "NO-56"]),
    ],
)
def test_an_area_that_ended_keeps_its_name_and_became_others(code, name, became):
    assert places.name(f"NO-{code}") == name
    changes = places.changes()
    assert changes.loc[changes["area"] == f"NO-{code}", "becomes"].tolist() == became


def test_every_area_that_ended_became_another_the_day_after():
    areas, changes = places.areas(), places.changes()
    moved = changes[changes["area"] != changes["becomes"]]
    ended = areas.loc[areas["valid_to"].notna() & (areas["kind"] != "union"), "valid_to"]
    whole = moved[moved["part"] != "little"].drop_duplicates("area").set_index("area")["day"]
    after = (ended + pd.Timedelta(days=1)).sort_index()
    assert after.eq(whole[ended.index].sort_index()).all()
    assert set(changes["area"]) | set(changes["becomes"]) <= set(areas.index)


def test_every_area_that_began_on_a_known_day_was_something_before():
    areas, changes = places.areas(), places.changes()
    begun = areas.loc[areas["valid_from"].notna() & (areas["kind"] != "union"), "valid_from"]
    first = changes[changes["area"] != changes["becomes"]].groupby("becomes")["day"].min()
    assert first[begun.index].sort_index().eq(begun.sort_index()).all()


def test_parts_of_a_divided_area_are_told_and_add_up():
    changes = places.changes()
    for (area, _), rows in changes.groupby(["area", "day"]):
        parts = sorted(rows["part"])
        assert parts == ["all"] or parts.count("most") == 1 or set(parts) == {"some"}, area
        assert (set(rows["kind"]) == {"split"}) == (len(rows) > 1), area


def test_an_area_never_changes_its_county_under_the_same_code():
    areas = places.areas()
    municipalities = areas[(areas["kind"] == "municipality") & areas.index.str.startswith(("NO-", "SE-"))]
    assert (municipalities["part_of"] == municipalities.index.str[:5]).all()


def test_a_municipality_that_only_was_renamed_has_the_name_of_the_day():
    assert places.name("SE-2023") == "Malung-Sälen"
    assert places.areas_on(pd.Timestamp("2007-12-31")).at["SE-2023", "name"] == "Malung"
    assert places.areas_on(pd.Timestamp("2008-01-01")).at["SE-2023", "name"] == "Malung-Sälen"


def test_heby_lies_in_the_county_of_the_day():
    assert "SE-1917" in places.members("SE-19", pd.Timestamp("2006-12-31")).index
    assert "SE-0331" in places.members("SE-03", pd.Timestamp("2007-01-01")).index
    assert "SE-0330" not in places.members("SE-03", pd.Timestamp("2002-12-31")).index


def test_of_areas_with_the_same_name_the_one_that_exists_is_suggested():
    assert places.suggest("Bergen") == "Did you mean 'NO-4601' (Bergen)?"
    assert places.suggest("Heby") == "Did you mean 'SE-0331' (Heby)?"


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
