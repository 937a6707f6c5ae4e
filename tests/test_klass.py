"""How Norway and Sweden are divided: read whole from their statistical offices, kept apart from our own areas."""

import datetime
import json

import pandas as pd
import pytest
from click.testing import CliRunner
from radrum import paths, places
from radrum.cli.commands import radrum
from radrum.errors import RadrumError
from radrum.passport import read_passport
from radrum.sources import klass, regions
from radrum.sources.division import differences, keep_division
from serving import Time, disk_failing, faulty, polite, refused, stored
from werkzeug import Request, Response

pytest_plugins = ["serving"]
START, LATER = "2011-01-01", "2020-01-01"


def spell(code, name, began=START, ended=None):
    return {
        "code": code,
        "parentCode": None,
        "level": "1",
        "name": name,
        "shortName": "",
        "presentationName": "",
        "validFrom": None,
        "validTo": None,
        "validFromInRequestedRange": began,
        "validToInRequestedRange": ended,
        "notes": "",
    }


def change(old, new, day=LATER, old_name="før", new_name="etter"):
    names = {"oldName": old_name, "oldShortName": None, "newName": new_name, "newShortName": None}
    return {"oldCode": old, "newCode": new, "changeOccurred": day} | names


COUNTIES = [
    spell("03", "Oslo", START, "2022-01-01"),
    spell("03", "Oslo - Oslove", "2022-01-01"),
    spell("12", "Hordaland", START, LATER),
    spell("14", "Sogn og Fjordane", START, LATER),
    spell("15", "Møre og Romsdal"),
    spell("46", "Vestland", LATER),
    spell("21", "Svalbard"),
    spell("99", "Uoppgitt"),
]
MUNICIPALITIES = [
    spell("0301", "Oslo"),
    spell("1256", "Meland", START, LATER),
    spell("1263", "Lindås", START, LATER),
    spell("4631", "Alver", LATER),
    spell("1418", "Balestrand", START, LATER),
    spell("4638", "Høyanger", LATER),
    spell("4640", "Sogndal", LATER),
    spell("1444", "Hornindal", START, LATER),
    spell("1577", "Volda", LATER),
    spell("1519", "Volda", START, LATER),
    spell("1401", "Flora", START, LATER),
    spell("4602", "Kinn", LATER),
    spell("2111", "Spitsbergen"),
    spell("9999", "Uoppgitt"),
]
REST = [(f"14{n}", f"46{n}") for n in range(20, 30)]  # the rest of Sogn og Fjordane
MUNICIPALITIES += [spell(old, "x", START, LATER) for old, _ in REST] + [spell(new, "x", LATER) for _, new in REST]
COUNTY_CHANGES = [change("12", "46"), change("14", "46"), change("03", "03", "2022-01-01", "Oslo", "Oslo - Oslove")]
MUNICIPALITY_CHANGES = [
    change("1256", "4631"),
    change("1263", "4631"),
    change("1418", "4638"),
    change("1418", "4640"),
    change("1444", "1577"),
    change("1519", "1577"),
    change("1401", "4602"),
    *(change(old, new) for old, new in REST),
]


def play(server, **instead):
    answers = {
        "104/codes": {"codes": COUNTIES},
        "131/codes": {"codes": MUNICIPALITIES},
        "104/changes": {"codeChanges": COUNTY_CHANGES},
        "131/changes": {"codeChanges": MUNICIPALITY_CHANGES},
    } | {name.replace("_", "/").removeprefix("of/"): answer for name, answer in instead.items()}

    for path, answer in answers.items():

        def respond(request: Request, answer=answer) -> Response:
            if "json" not in request.headers.get("Accept", ""):
                return Response("<codeList/>", mimetype="text/xml")
            assert request.args["from"] == START
            return Response(json.dumps(answer), mimetype="application/json")

        server.expect_request(f"/klass/v1/classifications/{path}").respond_with_handler(respond)


def fetch(server, **more):
    return klass.fetch(service=polite(server, "/klass/v1", **more))


def row_of(frame, **keys):
    for name, value in keys.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_a_code_is_an_area_from_its_first_day_to_its_last(server):
    play(server)
    areas = fetch(server).areas
    meland, alver = row_of(areas, area="NO-1256"), row_of(areas, area="NO-4631")
    assert meland["valid_to"] == pd.Timestamp("2019-12-31"), "KLASS names the first day after"
    assert pd.isna(meland["valid_from"]), "how much older than the day asked from is not said"
    assert alver["valid_from"] == pd.Timestamp("2020-01-01")
    assert pd.isna(alver["valid_to"])
    assert (alver["kind"], alver["part_of"], alver["name"]) == ("municipality", "NO-46", "Alver")


def test_a_code_under_two_names_is_one_area_with_the_last(server):
    play(server)
    division = fetch(server)
    oslo = row_of(division.areas, area="NO-03")
    assert oslo["name"] == "Oslo - Oslove"
    assert pd.isna(oslo["valid_from"])
    renamed = row_of(division.changes, area="NO-03")
    assert (renamed["kind"], renamed["name_before"], renamed["part"]) == ("renamed", "Oslo", "all")


def test_a_code_that_began_anew_is_its_last_spell_and_the_first_is_told(server):
    spells = [
        *MUNICIPALITIES,
        spell("1505", "Kristiansund", START, "2013-01-01"),
        spell("1505", "Kristiansund", "2015-01-01"),
    ]
    play(server, of_131_codes={"codes": spells})
    division = fetch(server)
    assert row_of(division.areas, area="NO-1505")["valid_from"] == pd.Timestamp("2015-01-01")
    assert "1505 until 2012-12-31: the code began anew later." in division.left_out


@pytest.mark.parametrize(
    ("area", "becomes", "kind", "part"),
    [
        ("NO-1256", "NO-4631", "merged", "all"),
        ("NO-1263", "NO-4631", "merged", "all"),
        ("NO-1418", "NO-4638", "split", "some"),
        ("NO-1444", "NO-1577", "moved_county", "all"),
        ("NO-1519", "NO-1577", "merged", "all"),
        ("NO-1401", "NO-4602", "renumbered", "all"),
        ("NO-12", "NO-46", "merged", "all"),
    ],
)
def test_what_a_change_is_follows_from_the_others_of_its_day(server, area, becomes, kind, part):
    play(server)
    row = row_of(fetch(server).changes, area=area, becomes=becomes)
    assert (row["kind"], row["part"], row["day"]) == (kind, part, pd.Timestamp(LATER))


def test_what_is_no_county_of_norway_is_left_out_by_name(server):
    play(server)
    division = fetch(server)
    told = " ".join(division.left_out)
    assert "99 Uoppgitt (not stated)." in told
    assert "2111 Spitsbergen (Svalbard)." in told
    assert not division.areas["area"].str.contains("99|NO-21").any()


def test_a_name_that_stayed_is_no_change(server):
    play(server, of_131_changes={"codeChanges": [*MUNICIPALITY_CHANGES, change("0301", "0301", LATER, "Oslo", "Oslo")]})
    assert "NO-0301" not in set(fetch(server).changes["area"])


def test_an_end_or_a_beginning_that_is_not_explained_is_told(server):
    changes = [each for each in MUNICIPALITY_CHANGES if each["oldCode"] != "1401"]
    changes += [change("1401", None), {"newCode": "4602", "changeOccurred": LATER}]
    play(server, of_131_changes={"codeChanges": changes})
    told = fetch(server).left_out
    assert "NO-1401 Flora ended: KLASS does not say what it became." in told
    assert "NO-4602 Kinn began: KLASS does not say what it was." in told


def test_both_tables_are_kept_beside_our_own_with_their_passports(server, store):
    play(server)
    before = places.areas()
    files = keep_division(fetch(server), today=datetime.date(2026, 11, 22))
    assert [file.name for file in files] == ["no-areas-2026-11-22.csv", "no-changes-2026-11-22.csv"]
    assert {file.parent for file in files} == {paths.places() / "fetched"}
    assert {read_passport(file).citation for file in files} == {"SSB: Klass"}
    assert places.areas().equals(before)


def test_what_is_there_already_is_not_stored_again(server, store):
    play(server)
    first = keep_division(fetch(server), today=datetime.date(2026, 11, 22))
    files = stored()
    assert keep_division(fetch(server), today=datetime.date(2026, 11, 23)) == first
    assert stored() == files


def test_nothing_is_stored_where_one_table_is_not_sound(server, store):
    play(server)
    division = fetch(server)
    division.changes.loc[0, "kind"] = "swallowed"
    before = stored()
    with pytest.raises(RadrumError, match="swallowed"):
        keep_division(division)
    assert stored() == before


def test_both_tables_are_there_after_the_next_fetch_where_the_disk_took_one(server, store, monkeypatch):
    play(server)
    division, folder = fetch(server), paths.places() / "fetched"
    with disk_failing(monkeypatch, 5), pytest.raises(RadrumError, match="The rest is when you fetch it again"):
        keep_division(division, today=datetime.date(2026, 11, 22))
    assert [file.name for file in folder.glob("*.csv")] == ["no-areas-2026-11-22.csv"]
    files = keep_division(division, today=datetime.date(2026, 11, 23))
    assert [file.name for file in files] == ["no-areas-2026-11-22.csv", "no-changes-2026-11-22.csv"]
    assert sorted(folder.glob("*.csv")) == files
    assert not (folder / ".keeping").exists()


def test_differences_from_our_own_areas_are_told(server, store):
    play(server)
    told = differences(fetch(server))
    assert not any(line.startswith(("NO-4631 ", "NO-46 ", "NO-1256 ")) for line in told), "these we have"
    assert any(line.endswith("is not there.") for line in told)
    assert told[-1].startswith("And ")


def test_our_own_areas_as_klass_would_answer_them_come_back_the_same(server, store):
    ours = places.areas()
    ours = ours[ours.index.str.startswith("NO-")].reset_index()

    def spells(kind):
        some = ours[ours["kind"] == kind]
        return [
            spell(
                row.area[3:],
                row.name,
                START if pd.isna(row.valid_from) else f"{row.valid_from:%Y-%m-%d}",
                None if pd.isna(row.valid_to) else f"{row.valid_to + pd.offsets.Day(1):%Y-%m-%d}",
            )
            for row in some.itertuples(index=False)
        ]

    changed = places.changes()
    changed = changed[changed["area"].str.startswith("NO-")]

    def changes(length):
        some = changed[changed["area"].str.len() == length]
        return [
            change(
                row.area[3:],
                row.becomes[3:],
                f"{row.day:%Y-%m-%d}",
                row.name_before if row.kind == "renamed" else "a",
                "b",
            )
            for row in some.itertuples(index=False)
        ]

    play(
        server,
        of_104_codes={"codes": spells("county")},
        of_131_codes={"codes": spells("municipality")},
        of_104_changes={"codeChanges": changes(5)},
        of_131_changes={"codeChanges": changes(7)},
    )
    division = fetch(server)
    assert differences(division) == []
    both = division.changes.merge(changed, on=["area", "becomes", "day"], suffixes=("", "_ours"))
    municipalities = both[both["area"].str.len() == 7]
    same = municipalities["kind"] == municipalities["kind_ours"]
    assert len(municipalities) > 400
    assert same.mean() > 0.98, "all but those where a little part of a third one counted, or did not"


def test_a_limit_is_waited_for(server):
    play(server)
    faulty(server, "/klass", "429 for ever", times=1)
    time = Time()
    assert not fetch(server, time=time).areas.empty
    assert 7.0 in time.slept


@pytest.mark.parametrize("after", range(4))
def test_nothing_is_stored_where_the_service_fails(server, store, fault, after):
    play(server)
    faulty(server, "/klass", fault, after=after)
    refused(lambda: keep_division(fetch(server)), server, fault)


WRONG = {
    "no codes": ({"of_131_codes": {"codes": []}}, "has not one code"),
    "codes under another name": ({"of_131_codes": {"items": []}}, "no list of 'codes'"),
    "a code as a number": ({"of_131_codes": {"codes": [spell(301, "Oslo")]}}, "301 is not a code of 4 digits"),
    "a code that lost its nought": ({"of_131_codes": {"codes": [spell("301", "Oslo")]}}, "'301' is not a code"),
    "no name": ({"of_131_codes": {"codes": [spell("0301", None)]}}, "0301 has no name"),
    "no first day": ({"of_131_codes": {"codes": [spell("0301", "Oslo", None)]}}, "0301 began on None, which is no day"),
    "another way of writing days": ({"of_104_codes": {"codes": [spell("03", "Oslo", "1.1.2020")]}}, "which is no day"),
    "an end before the beginning": (
        {"of_131_codes": {"codes": [spell("0301", "Oslo", LATER, START)]}},
        "0301 ended before it began",
    ),
    "a municipality of no county": (
        {"of_131_codes": {"codes": [*MUNICIPALITIES, spell("0501", "x")]}},
        "lies in no county",
    ),
    "half of the municipalities": ({"of_131_codes": {"codes": MUNICIPALITIES[:3]}}, "NO-15 Møre og Romsdal has no"),
    "changes under another name": ({"of_131_changes": {"changes": []}}, "no list of 'codeChanges'"),
    "a change of an unknown code": ({"of_131_changes": {"codeChanges": [change("1256", "4699")]}}, "NO-4699 changed"),
    "a change without names": (
        {"of_131_changes": {"codeChanges": [change("1256", "4631", LATER, [1])]}},
        "has no name",
    ),
    "a change without a day": ({"of_131_changes": {"codeChanges": [change("1256", "4631", None)]}}, "which is no day"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_answer_of_another_shape_is_refused(server, store, wrong):
    instead, found = WRONG[wrong]
    play(server, **instead)
    before = stored()
    with pytest.raises(RadrumError) as told:
        keep_division(fetch(server))
    assert found in str(told.value)
    assert f":{server.port}/klass/v1" in str(told.value)
    assert stored() == before


def table(labels, **more):
    return {"updated": "2026-06-08T06:00:00Z", "dimension": {"Region": {"category": {"label": labels}}}} | more


SWEDEN = {
    "00": "Riket",
    "01": "Stockholms län",
    "0114": "Upplands Väsby",
    "14": "Västra Götalands län",
    "1480": "Göteborg",
}


def swedish(server, answer):
    server.expect_request("/api/v2/tables/TAB6471/metadata").respond_with_json(answer)
    return regions.fetch(service=polite(server, "/api/v2"))


def test_swedens_areas_are_those_that_its_population_is_counted_for(server):
    division = swedish(server, table(SWEDEN | {"010": "Stor-Stockholm"}))
    areas = division.areas.set_index("area")
    assert areas["kind"].to_dict() == {
        "SE-01": "county",
        "SE-0114": "municipality",
        "SE-14": "county",
        "SE-1480": "municipality",
    }
    assert areas.loc["SE-1480", ["name", "part_of"]].tolist() == ["Göteborg", "SE-14"]
    assert division.left_out == ("010 Stor-Stockholm: neither a county nor a municipality.",)


def test_swedens_areas_are_kept_with_their_passport(server, store):
    files = keep_division(swedish(server, table(SWEDEN)), today=datetime.date(2026, 11, 22))
    assert [file.name for file in files] == ["se-areas-2026-11-22.csv"]
    assert read_passport(files[0]).licence == "CC0 1.0"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"dimension": {"Alder": {}}}, "names no regions"),
        (table({}), "names no regions"),
        (table({"0114": 5}), "names no regions"),
        (table({"00": "Riket", "0114": "Upplands Väsby"}), "counties are not those of its municipalities (SE-01)"),
        (table({"00": "Riket"}), "counties are not those of its municipalities (none)"),
        ([1, 2], "names no regions"),
        ("hello", "names no regions"),
    ],
)
def test_a_table_without_all_regions_is_refused(server, store, answer, found):
    before = stored()
    with pytest.raises(RadrumError) as told:
        keep_division(swedish(server, answer))
    assert found in str(told.value)
    assert stored() == before


def test_nothing_is_stored_where_statistics_sweden_fails(server, store, fault):
    faulty(server, "/api/v2", fault)
    refused(lambda: keep_division(regions.fetch(service=polite(server, "/api/v2"))), server, fault)


def test_the_command_stores_the_division_and_tells_how_ours_differs(server, store, monkeypatch):
    play(server)
    monkeypatch.setattr(klass, "ADDRESS", server.url_for("/klass/v1"))
    done = CliRunner().invoke(radrum, ["fetch", "areas"])
    assert done.exit_code == 0, done.output
    assert [line.rsplit("/", 1)[1][:9] for line in done.stdout.split()] == ["no-areas-", "no-change"]
    assert "99 Uoppgitt (not stated)." in done.stderr
    assert "is not there." in done.stderr
