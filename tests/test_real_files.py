"""Each file of the agencies' own that lies beside the project: read, refused for its reason, or compared with ours.

The files lie in ``../shared/real`` and are no part of the project; where they are not, nothing here is run.
"""

import datetime
import json
from pathlib import Path

import pandas as pd
import pytest
import shapely
from conftest import ROOT
from radrum import places
from radrum.errors import RadrumError
from radrum.places.ways import ways
from radrum.sources import boundaries, desi, eurostat, nkom, polygons, pts, pxweb, regions
from radrum.sources.digital_decade import read
from radrum.sources.division import differences, keep_division
from radrum.sources.jsonstat import read_jsonstat
from radrum.sources.keeping import keep
from serving import polite, stored

pytest_plugins = ["serving"]
REAL = ROOT.parent / "shared" / "real"
ABOUT_THEM = ("SOURCES.md", "shapes.md")
FILES = sorted(
    str(file.relative_to(REAL)) for file in REAL.rglob("*") if file.is_file() and file.name not in ABOUT_THEM
)
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside the project")
DAY = datetime.date(2026, 11, 22)
MEASURES = """
[inhabitants]
unit = "number"
better = "neither"
[near_a_library]
unit = "percent"
better = "higher"
[computer]
unit = "percent"
better = "higher"
[computer.sources]
eurostat = "isoc_ci_cm_h freq=A indic_is=H_COMP unit=PC_HH hhtyp=A1"
[computer_single_parent]
unit = "percent"
better = "higher"
[computer_single_parent.sources]
eurostat = "isoc_ci_cm_h freq=A indic_is=H_COMP unit=PC_HH hhtyp=A1_DCH"
"""


@pytest.fixture(autouse=True)
def described(store) -> Path:
    """The project's areas and measures, and some more measures that only the real files are of."""
    with (store / "measures.toml").open("a", encoding="utf-8") as file:
        file.write(MEASURES)
    return store


def cells(file: Path, server) -> tuple[int, int]:
    """The cells of a JSON-stat file, and how many of them have no value."""
    found = read_jsonstat(json.loads(file.read_text(encoding="utf-8")), file.name).cells
    return len(found), int(found["value"].isna().sum())


def table(file: Path, server, *choices: str) -> int:
    """The rows of a PX or JSON-stat file of which codes are chosen, and MEASURE or COUNTRY if it needs that; stored."""
    chosen = dict(each.split("=") for each in choices)
    more = {"measure": chosen.pop("MEASURE", "inhabitants"), "country": chosen.pop("COUNTRY", None)}
    fetched = pxweb.fetch(str(file), chosen, base="population", **more)
    keep(fetched)
    return len(fetched.values)


def data_set(file: Path, server) -> int:
    """The rows of a data set as Eurostat's service answers with it, stored."""
    server.expect_request("/data/isoc_ci_cm_h").respond_with_data(file.read_bytes(), content_type="application/json")
    fetched = eurostat.fetch("isoc_ci_cm_h", service=polite(server, "/data"))
    keep(fetched)
    return len(fetched.values)


def facts(file: Path, server) -> tuple[int, int]:
    """The facts of a file of the Digital Decade, and how many targets stand beside them."""
    found = read(file)
    assert {fact.edition for fact in found.facts} == {2026}
    assert {fact.year for fact in found.facts} == {2022, 2023, 2024, 2025}
    return len(found.facts), found.targets


def digital_decade(file: Path, server) -> int:
    """The rows of those of its facts that measures.toml maps, stored."""
    fetched = desi.fetch(file, today=DAY)
    keep(fetched)
    return len(fetched.values)


def regions_of_sweden(file: Path, server) -> int:
    """The areas of a table's metadata as SCB's service answers with it, which are those that we have; stored."""
    server.expect_request("/v2/tables/TAB6471/metadata").respond_with_data(
        file.read_bytes(), content_type="application/json"
    )
    division = regions.fetch(service=polite(server, "/v2"))
    assert differences(division) == []
    assert division.areas["kind"].value_counts().to_dict() == {"municipality": 290, "county": 21}
    keep_division(division)
    return len(division.areas)


def borders(file: Path, server) -> int:
    """The files of borders that are stored of Norway and its counties: small, and shared by neighbours."""
    files = boundaries.fetch("NO", file, today=DAY)
    assert max(each.stat().st_size for each in files) < 60_000
    for each in files:
        rings = json.loads(each.read_text(encoding="utf-8"))["rings"]
        assert shapely.coverage_is_valid([polygons.rebuilt(rings[code]) for code in rings])
    return len(files)


def swedish_counties(file: Path, server) -> int:
    """The counties of a list, which are those of data/places."""
    listed = pd.read_csv(file, dtype=str)
    ours = places.areas_on(pd.Timestamp(DAY)).query("kind == 'county' and part_of == 'SE'")
    assert dict(zip("SE-" + listed["county_code"], listed["county_name"], strict=True)) == ours["name"].to_dict()
    return len(listed)


def swedish_municipalities(file: Path, server) -> int:
    """The municipalities of a list, which are those of data/places and lie in the same counties."""
    listed = pd.read_csv(file, dtype=str)
    ours = places.areas_on(pd.Timestamp(DAY)).query("kind == 'municipality'")
    ours = ours[ours.index.str.startswith("SE-")]
    said = zip(listed["municipality_name_short"], "SE-" + listed["county_code"], strict=True)
    assert dict(zip("SE-" + listed["municipality_code"], said, strict=True)) == {
        row.Index: (row.name, row.part_of) for row in ours.itertuples()
    }
    return len(listed)


LITTLE = {"NO-1129 NO-1130", "NO-1418 NO-4638", "NO-1439 NO-4649", "NO-1724 NO-5054", "NO-5039 NO-5054"}


def redistricting(file: Path, server) -> int:
    """What each area of each year has become, which our changes say too: more only where a little part went elsewhere.

    A county's way goes over the counties between, to all that they became. The rows of 2023 also have those of 2024.
    """
    listed = pd.read_csv(file)
    for name in ("location_code_original", "location_code_current"):
        listed[name] = listed[name].str.replace(r"^\D+", "NO-", regex=True)
    every = places.changes().query("area.str.startswith('NO-') and kind != 'renamed'")
    days = sorted(every["day"].unique())
    for (year, kind), theirs in listed.groupby(["calyear", "granularity_geo"]):
        day = pd.Timestamp(year, 1, 1)
        stood = places.areas_on(day)
        stood = stood[stood.index.str.fullmatch(r"NO-\d{4}" if kind == "municip" else r"NO-\d\d")].index
        went = ways(days, {sum(each <= day for each in days)})
        went = went[went["area"].isin(stood)]
        ours = {*went["area"] + " " + went["becomes"], *(f"{area} {area}" for area in stood.difference(went["area"]))}
        theirs = theirs[theirs["location_code_original"].isin(stood)]
        theirs = {*theirs["location_code_original"] + " " + theirs["location_code_current"]}
        assert theirs <= ours, f"{year}: {sorted(theirs - ours)}"
        assert kind == "county" or ours - theirs <= LITTLE, f"{year}: {sorted(ours - theirs - LITTLE)}"
    return len(listed)


def vestland(file: Path, server) -> int:
    """The population of Vestland's municipalities: ours, by their names, and together the county, where not imputed."""
    listed = pd.read_csv(file, dtype={"kommunenummer": str})
    listed["area"] = "NO-" + listed["kommunenummer"]
    county = listed["area"] == "NO-46"
    for day in ("2020-01-01", "2024-01-01"):
        ours = places.members("NO-46", pd.Timestamp(day))["name"].to_dict()
        names = listed[~county & (listed["border"] == f"b{day[:4]}")].drop_duplicates("area").set_index("area")
        assert names["location_name"].str.removesuffix(" herad").to_dict() == ours
    counted = listed[~listed["imputed"]].set_index(["border", "calyear"])["pop_jan1_n"]
    whole, parts = (counted[(given & ~listed["imputed"])[~listed["imputed"]].to_numpy()] for given in (county, ~county))
    together = parts.groupby(level=[0, 1]).sum()
    assert together[whole.index].equals(whole)
    return len(listed)


def licence(file: Path, server) -> str:
    """The licence that a file is."""
    return file.read_text(encoding="utf-8").strip().split("\n")[0].strip()


NO_TABLE = (table, "what came is not JSON-stat")
METADATA = (table, "there is not one value in it")
PER_CODE = "one measure cannot be {} columns. Choose one code of {}"
IN_DEVICE = "is in Device varies with the subject, and inhabitants is in number"

# Of each file: who takes it, with which codes, and what comes of it: how many, or a part of the refusal.
ENDS = {
    "desi/LICENSE.digital-agenda.EUPL": [(licence, "EUROPEAN UNION PUBLIC LICENCE v. 1.2")],
    "desi/das_country-profile-facts.json": [(facts, (663, 14)), (digital_decade, 168)],
    "desi/das_indicator.json": [(digital_decade, "das_indicator.json, fact 1: is a core.indicator and not a fact")],
    "desi/das_unit.json": [(digital_decade, "das_unit.json, fact 1: is a core.unit and not a fact")],
    "eurostat/isoc_ci_cm_h_sdmx3_jsonstat.json": [(cells, (820, 120)), (data_set, 636)],
    "jsonstat/LICENSE.dapla-statbank-client": [(licence, "MIT License")],
    "jsonstat/v0_05300_data_jsonstat2_status.json": [
        (cells, (432, 28)),
        (table, PER_CODE.format(48, "Avstand1 and of Kulturtilbud")),
        (table, 9, "Avstand1=01", "Kulturtilbud=07", "MEASURE=near_a_library", "COUNTRY=NO"),
    ],
    "jsonstat/v0_05300_metadata.json": [NO_TABLE],
    "jsonstat/v1_statswe_jsonstat1.json": [
        (cells, (1120, 0)),
        (table, PER_CODE.format(40, "Alder and of Kon")),
        (table, 28, "Alder=0", "Kon=1", "COUNTRY=SE"),
    ],
    "places/no_kommuner_2024_S.geojson": [(borders, 16)],
    "places/no_redistricting_b2024_2012on_csdata.csv": [(redistricting, 9376)],
    "places/se_counties.csv": [(swedish_counties, 21)],
    "places/se_municipalities.csv": [(swedish_municipalities, 290)],
    "population/no_vestland_population_jan1_csdata.csv": [(vestland, 2552)],
    "pxweb/GetApiConfiguration.json": [NO_TABLE],
    "pxweb/LICENSE.pxwebpy": [(licence, "MIT License")],
    "pxweb/ListAllTables.json": [NO_TABLE],
    "pxweb/MetadataById_tab004_js2.json": [METADATA],
    "pxweb/TAB001.px": [
        (table, PER_CODE.format(66, "SEX and of AGE")),
        (table, 84, "SEX=T", "AGE=TOTAL"),
    ],
    "pxweb/TAB002.px": [
        (table, PER_CODE.format(330, "SEX and of AGE and of CITIZENSHIP")),
        (table, 56, "SEX=T", "AGE=TOTAL", "CITIZENSHIP=TOTAL"),
    ],
    "pxweb/TAB004.px": [
        (table, PER_CODE.format(11, "GREENHOUSEGAS"), "SECTOR=0.1"),
        (table, IN_DEVICE, "SECTOR=7.0", "GREENHOUSEGAS=CO2"),
    ],
    "pxweb/TableById_tab004.json": [NO_TABLE],
    "pxweb/tab4_fewcells.px": [(table, IN_DEVICE)],
    "pxweb/v2_TAB6471_data.json": [
        (cells, (2772, 0)),
        (table, PER_CODE.format(33, "Alder and of Kon")),
        (table, 84, "Kon=TotSa", "Alder=0-9"),
    ],
    "pxweb/v2_TAB6471_metadata.json": [METADATA, (regions_of_sweden, 311)],
    "pxweb/v2_config.json": [NO_TABLE],
    "pxweb/v2_search.json": [NO_TABLE],
}


def test_each_file_beside_the_project_has_its_expected_end():
    assert sorted(ENDS) == FILES


@pytest.mark.parametrize(
    ("name", "by", "end", "choices"),
    [
        pytest.param(name, by, end, choices, id=f"{name} by {by.__name__} {' '.join(choices)}".strip())
        for name, ends in ENDS.items()
        for by, end, *choices in ends
    ],
)
def test_a_file_comes_to_its_expected_end(server, name, by, end, choices):
    before = stored()
    if isinstance(end, str) and by is not licence:
        with pytest.raises(RadrumError) as told:
            by(REAL / name, server, *choices)
        assert end in str(told.value)
        assert stored() == before
    else:
        assert by(REAL / name, server, *choices) == end


READERS = {
    "pts": lambda file: pts.fetch(file),
    "nkom": lambda file: nkom.fetch([file], year=2019),
    "desi": lambda file: desi.fetch(file),
    "pxweb": lambda file: pxweb.fetch(str(file), {}, measure="inhabitants", base="population"),
    "boundaries": lambda file: boundaries.fetch("NO", file),
}
THEIR_OWN = {("desi/das_country-profile-facts.json", "desi"), ("places/no_kommuner_2024_S.geojson", "boundaries")}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_agency_is_refused_in_words_and_nothing_stored(name):
    before = stored()
    for reader, fetch in READERS.items():
        if (name, reader) not in THEIR_OWN:
            with pytest.raises(RadrumError, match=Path(name).name):
                fetch(REAL / name)
    assert stored() == before


def test_what_the_files_say_becomes_the_values_of_their_areas(server):
    file = REAL / "eurostat" / "isoc_ci_cm_h_sdmx3_jsonstat.json"
    data_set(file, server)
    sweden = eurostat.fetch("isoc_ci_cm_h", service=polite(server, "/data")).values.query(
        "area == 'SE' and measure == 'computer'"
    )
    assert sweden["value"].round(2).tolist() == [67.47, 69.91, 79.23, 77.94, 79.92, 82.08, 83.82, 82.25, 76.91, 85.21]
    fetched = desi.fetch(REAL / "desi" / "das_country-profile-facts.json", countries=["SE", "DK"], today=DAY)
    skills = fetched.values.query("measure == 'digital_skills'").set_index("area")["value"]
    assert skills.to_dict() == {"SE": 69.99, "DK": 81.45}
    assert "Norway is not part of it." in fetched.left_out
