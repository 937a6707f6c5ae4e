"""The public edition holds what the public may see and no word more; what it leaves out, it says is left out."""

import base64
import csv
import datetime
import json
import os
import re
import shutil
import tempfile
import unicodedata
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pikepdf
import pytest
from conftest import NOTEBOOKS, ROOT, browser_path, run_apart
from editing import day, vouch_for, write_table
from radrum.dossier import open_dossier, open_extract
from radrum.editions import left_out_told, read_extract, withheld_texts, write_extract
from radrum.editions.snapshots import hold_back
from radrum.editions.suppression import counts_people, small_totals
from radrum.editions.wording import Roles
from radrum.errors import Faults, RadrumError
from radrum.passport import fingerprint, read_passport
from radrum.press.checks.document import Document
from radrum.press.checks.leaks import forbidden
from radrum.register import TABLES
from radrum.register.people import agreed_to_publish
from radrum.register.schema import Log, People
from radrum.runs import Plan, extracts
from radrum.runs.drafting import _edition as edition_of
from radrum.runs.inputs import inputs
from radrum.statistics import read_values, write_parquet
from radrum.tables.columns import columns_of
from radrum.words import Words

TODAY = datetime.date(2016, 10, 1)
DAY = day("2016-09-30")
EN = Words("en")
SILENCED = Words("sv")("This text is left out of the public edition.")
UNCLEARED = Words("sv")("This text has not been cleared for the public.")


@pytest.fixture
def write(council):
    """Writes a table of the small council; a row is cleared unless it says otherwise."""
    return lambda table, *rows, **how: write_table(council, table, *({"cleared": "yes"} | row for row in rows), **how)


@pytest.fixture
def people(council):
    """Writes the small council's people."""

    def written(*rows):
        file = council / "private" / "people.csv"
        file.parent.mkdir(exist_ok=True)
        with file.open("w", newline="", encoding="utf-8") as opened:
            writer = csv.DictWriter(opened, list(columns_of(People)), restval="")
            writer.writeheader()
            writer.writerows({"role": "Ordförande", "body": "radet"} | row for row in rows)

    return written


@pytest.fixture
def extracted(council, tmp_path):
    """Writes the extract of the small council and opens it."""
    return lambda as_of=DAY, today=TODAY: open_extract(write_extract("smatt", as_of, tmp_path / "extract", today=today))


def initiative(name, **given):
    return {"initiative": name, "title": name.title(), "area": "Nät", "kind": "project", "summary": "Kort."} | given


def milestone(name, of="bredband", **given):
    return {"initiative": of, "milestone": name, "title": name.title(), "kind": "decided", "due": "2017"} | given


# What an extract is


def test_an_extract_is_a_folder_of_data_that_a_dossier_opens_as_public(extracted, tmp_path, monkeypatch):
    extracted()
    monkeypatch.setenv("RADRUM_DATA", str(tmp_path / "extract"))
    dossier = open_dossier("smatt")
    assert (dossier.edition, dossier.as_of) == ("public", DAY)
    assert dossier.initiatives["initiative"].tolist() == ["bredband", "e-arkiv"]
    assert open_dossier("smatt", "2016-09-08", edition="public").edition == "public"
    assert dossier.at("2016-09-08").left_out == dossier.left_out


def test_an_extract_is_no_council_edition_and_nothing_later(extracted, tmp_path, monkeypatch):
    extracted()
    monkeypatch.setenv("RADRUM_DATA", str(tmp_path / "extract"))
    with pytest.raises(RadrumError, match="holds the public edition of 'smatt' and no other"):
        open_dossier("smatt", edition="council")
    with pytest.raises(RadrumError, match="what was known on 2016-09-30. Write one for the later day"):
        open_dossier("smatt", "2016-10-01")


def test_the_public_edition_is_not_opened_over_the_councils_own_data(council):
    with pytest.raises(RadrumError, match="The public edition is opened over its extract. Run 'radrum report smatt"):
        open_dossier("smatt", edition="public")
    with pytest.raises(RadrumError, match="holds no extract"):
        open_extract(council)


def test_an_extract_is_written_into_a_new_folder_alone(council, tmp_path):
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(RadrumError, match="is not empty"):
        write_extract("smatt", DAY, tmp_path)
    assert (tmp_path / "mine.txt").is_file()


@pytest.mark.parametrize("key", ["bo-ek", "ek-bo", "boek", "ny-bo-eks"])
def test_a_name_in_a_key_leaves_no_extract_and_is_told_by_the_role(council, write, people, tmp_path, key):
    people({"name": "Bo Ek", "publish": "no"})
    write("criteria", {"criterion": key, "position": "1", "title": "Nytta"})
    with pytest.raises(Faults, match=r"smatt/criteria.csv: the name or address of 'Ordförande', who has") as told:
        write_extract("smatt", DAY, tmp_path / "extract", today=TODAY)
    assert "Bo Ek" not in str(told.value)
    assert not (tmp_path / "extract").exists()


# What a page must not hold


def test_a_surname_alone_is_withheld_where_it_is_nothing_else(council, write, people, tmp_path):
    named = ["Anna Berglund", "Bo Göteborg", "Cia Ström", "Dan Insats", "Eva Lunde", "Fia Lunde"]
    people(*({"name": name, "role": name, "publish": "yes" if name == "Fia Lunde" else "no"} for name in named))
    texts = {"goal": "Ring Berglund", "summary": "Det är ström överallt."}
    write("initiatives", initiative("bredband", **texts), initiative("e-arkiv"))
    extract = write_extract("smatt", DAY, tmp_path / "extract", today=TODAY)
    names = [each for each in withheld_texts(extract, today=TODAY) if " " not in each]
    assert names == ["Berglund"]


def test_half_a_surname_and_a_name_that_stands_between_are_withheld(council, write, people, tmp_path):
    named = ["Maria Svensson Ek", "Anna Ekström-Lund", "Bo Alm"]
    people(*({"name": name, "role": f"Ledamot {n}", "publish": "no"} for n, name in enumerate(named)))
    write("initiatives", initiative("bredband", goal="Maria Svensson Ek leder."), initiative("e-arkiv"))
    extract = write_extract("smatt", DAY, tmp_path / "extract", today=TODAY)
    surnames, cut = ["Ek", "Ekström", "Alm"], ["Maria Svensson", "Anna Ekström", "Anna Lund"]
    found = {each for each in withheld_texts(extract, today=TODAY) if len(each.split()) < 3}
    assert {*surnames, *cut} <= found <= {*surnames, *cut, *named, "Lund"}  # which is a word, and a place
    page = Document("<main><p>Maria Svensson tar fram underlag.</p></main>", forbidden=tuple(cut))
    assert "Maria Svensson" in " ".join(text for _, text in forbidden.look(page))


def test_the_key_of_what_is_left_out_is_withheld_where_it_is_of_several_words(council, write, tmp_path):
    names = ("nya-servrar", "drift", "bredband", "e-arkiv")
    write("initiatives", *(initiative(name, restricted="yes" if name in names[:2] else "") for name in names))
    extract = write_extract("smatt", DAY, tmp_path / "extract", today=TODAY)
    assert [each for each in withheld_texts(extract, today=TODAY) if each in ("nya-servrar", "drift")] == [
        "nya-servrar"
    ]


def test_what_is_restricted_is_withheld_by_whatever_it_is_called_unless_a_page_may_say_it(council, write, tmp_path):
    secret = [
        initiative("servrar", title="Nya servrar", label="NYSERV", restricted="yes"),
        initiative("molnet", title="Molntjänst", label="C2", restricted="yes"),
        initiative("transform", title="Bredband", label="INSATS", restricted="yes"),  # as every page says
    ]
    write("initiatives", *secret, initiative("bredband", title="Fler kronor"), initiative("e-arkiv"))
    systems = [("kartan", "Kronan", "Moln AB"), ("skola", "Nät", "Fler kronor"), ("diariet", "Insatser", "Ale AB")]
    names = ("domain", "system", "supplier")
    write("systems", *({"party": "ale", "domain_title": "X"} | dict(zip(names, row, strict=True)) for row in systems))
    extract = write_extract("smatt", DAY, tmp_path / "extract", today=TODAY)
    called = ["Ale AB", "Kronan", "Moln AB", "Molntjänst", "NYSERV", "Nya servrar", "molnet", "servrar"]
    assert list(withheld_texts(extract, today=TODAY)) == called


def test_a_report_judges_consent_on_the_day_it_is_told(council, write, people, tmp_path):
    people({"name": "Bo Ek", "publish": "yes", "publish_until": "2016-10-05"})
    write("initiatives", initiative("bredband", goal="Bo Ek leder."), initiative("e-arkiv"))
    told = []
    for today in ("2016-10-05", "2016-10-06"):
        plan = Plan("smatt", edition="public", today=datetime.date.fromisoformat(today))
        dossier, public = edition_of(plan, open_dossier("smatt", "2016-09-30"), tmp_path / today, "")
        told.append((dossier.initiatives["goal"].iloc[0], "Bo Ek" in public.withheld))
        assert (public.kept, public.folder) == (False, tmp_path / today / "data")
    assert told == [("Bo Ek leder.", False), ("Ordförande leder.", True)]


def test_a_process_that_makes_many_pages_keeps_an_extract_until_anything_it_stands_on_is_another(
    council, write, people, tmp_path, monkeypatch
):
    monkeypatch.setattr(extracts, "_shelf", None)
    (tmp_path / "shelf").mkdir()
    extracts.keep(tmp_path / "shelf")
    people({"name": "Bo Ek", "publish": "yes", "publish_until": "2016-10-05"})
    write("initiatives", initiative("bredband", goal="Bo Ek leder."), initiative("e-arkiv"))

    def cut(as_of=DAY, today="2016-10-05", ground="g"):
        day = datetime.date.fromisoformat(today)
        return extracts.cut("smatt", as_of, tmp_path / "staged", today=day, ground=ground)

    first = cut()
    assert first.kept
    assert first.folder.parent == tmp_path / "shelf"
    assert "Bo Ek" not in first.withheld
    others = [cut(ground="h"), cut(as_of=DAY + pd.Timedelta(days=1)), cut(today="2016-10-06")]
    assert cut() is first
    people({"name": "Bo Ek", "publish": "no"})
    others.append(cut())
    assert len({first.folder, *(each.folder for each in others)}) == 5
    assert ["Bo Ek" in each.withheld for each in others] == [False, False, True, True]
    assert not (tmp_path / "staged").exists()


# Which rows


def test_nothing_recorded_later_and_nothing_taken_back_is_told(extracted, write):
    rows = [
        initiative("bredband", goal="Fel"),
        initiative("bredband", goal="Rätt", recorded="2016-09-20", holds_from="2016-09-08", change="correction"),
        initiative("e-arkiv"),
        initiative("e-arkiv", goal="Sedan", recorded="2016-10-05"),
        initiative("e-arkiv", goal="Sen", recorded="2016-10-05", holds_from="2016-09-08", change="correction"),
    ]
    write("initiatives", *rows)
    withdrawn = milestone("misstag", recorded="2016-09-20", holds_from="2016-09-08", change="withdrawn")
    write("milestones", milestone("misstag"), withdrawn, milestone("start"))
    dossier = extracted()
    assert dossier.register.logs["initiatives"]["goal"].dropna().tolist() == ["Rätt", "Rätt"]
    assert dossier.register.newest == day("2016-09-20")
    assert dossier.register.logs["milestones"]["milestone"].tolist() == ["start"]
    before = dossier.at("2016-09-08")
    assert before.initiatives["initiative"].tolist() == ["bredband", "e-arkiv"]


def test_a_state_that_has_passed_is_told_with_the_days_it_was_known(extracted, write):
    later = initiative("bredband", end="2018", end_latest="2018-12-31", recorded="2016-09-20")
    write("initiatives", initiative("bredband", end="2017", end_latest="2017-12-31"), later, initiative("e-arkiv"))
    dossier = extracted()
    assert dossier.history("initiatives")["end"].dropna().tolist() == ["2017", "2018"]
    assert dossier.at("2016-09-10").initiatives["end"].dropna().tolist() == ["2017"]


def test_restricted_initiatives_stay_out_with_all_that_refers_to_them(extracted, write):
    write("initiatives", initiative("bredband", restricted="yes"), initiative("e-arkiv"))
    write("milestones", milestone("start"), milestone("start", of="e-arkiv"))
    write(
        "agenda",
        {
            "meeting": "mote-1",
            "item": "nat",
            "position": "1",
            "title": "Nät",
            "state": "decided",
            "initiative": "bredband",
        },
        {"meeting": "mote-1", "item": "ovrigt", "position": "2", "title": "Övrigt", "state": "handled"},
    )
    task = {"meeting": "mote-1", "position": "1", "area": "Nät", "task": "Fråga", "state": "open"}
    write("actions", task | {"action": "fraga", "item": "nat"}, task | {"action": "svara", "item": "ovrigt"})
    dossier = extracted()
    assert dossier.initiatives["initiative"].tolist() == ["e-arkiv"]
    assert dossier.milestones["initiative"].tolist() == ["e-arkiv"]
    assert dossier.agenda["item"].tolist() == ["ovrigt"]
    assert dossier.actions["action"].tolist() == ["svara"]
    assert dossier.rollout.empty
    expected = {"initiatives": 1, "milestones": 1, "agenda": 1, "actions": 1, "rollout": 2}
    assert dict(dossier.left_out) == expected


def test_what_speaks_of_a_restricted_initiative_by_its_title_stays_out(extracted, write):
    rows = [initiative("drift", title="Ny driftplattform", restricted="yes"), initiative("e-arkiv")]
    write("initiatives", *rows, initiative("bredband", goal="Fart, som Ny  Driftplattforms krav"))
    write("milestones", milestone("start", title="Anbud på ny driftplattform"), milestone("slut"))
    dossier = extracted()
    assert dossier.milestones["milestone"].tolist() == ["slut"]
    assert dossier.initiatives["goal"].dropna().tolist() == [SILENCED]


def test_a_procurement_stays_out_unless_it_is_said_to_be_open(extracted, write):
    buying = [initiative("bredband", kind="procurement"), initiative("e-arkiv", kind="procurement", restricted="no")]
    write("initiatives", *buying)
    assert extracted().initiatives["initiative"].tolist() == ["e-arkiv"]


def test_a_mark_set_later_holds_for_pages_of_earlier_days(extracted, write):
    later = initiative("bredband", restricted="yes", recorded="2016-10-05")
    write("initiatives", initiative("bredband"), later, initiative("e-arkiv"))
    assert extracted().initiatives["initiative"].tolist() == ["e-arkiv"]


def test_of_what_was_restricted_once_only_the_present_state_is_told(extracted, write):
    opened = initiative("bredband", goal="Nu", restricted="no", recorded="2016-09-20")
    write("initiatives", initiative("bredband", goal="Hemligt", restricted="yes"), opened, initiative("e-arkiv"))
    write("milestones", milestone("start", due="Hemligt"), milestone("start", recorded="2016-09-12"))
    dossier = extracted()
    assert dossier.history("initiatives")["goal"].dropna().tolist() == ["Nu"]
    assert dossier.history("milestones")["due"].tolist() == ["2017"]
    assert dossier.at("2016-09-12").milestones.empty


def test_a_cell_no_longer_names_what_was_withdrawn_as_an_error(extracted, write):
    meeting = {"body": "radet", "kind": "meeting", "date": "2016-09-08"}
    gone = meeting | {"meeting": "mote-2", "recorded": "2016-09-20", "holds_from": "2016-09-08", "change": "withdrawn"}
    write("meetings", meeting | {"meeting": "mote-1"}, meeting | {"meeting": "mote-2"}, gone)
    task = {"meeting": "mote-1", "position": "1", "area": "Nät", "task": "Fråga", "state": "open", "action": "fraga"}
    write("actions", task | {"due_meeting": "mote-2"})
    assert extracted().actions["due_meeting"].isna().tolist() == [True]


def test_a_label_of_a_restricted_initiative_is_told_nowhere_unless_another_has_it_too(extracted, write):
    restricted = [initiative("drift", label="C2", restricted="yes"), initiative("moln", label="B1", restricted="yes")]
    write("initiatives", *restricted, initiative("bredband", label="B1"), initiative("e-arkiv", goal="Efter c2."))
    write("milestones", milestone("start", title="När C2 är klar"), milestone("slut", title="Efter C20 och B1"))
    dossier = extracted()
    assert dossier.milestones["title"].tolist() == ["Efter C20 och B1"]
    assert dossier.initiatives["label"].dropna().tolist() == ["B1"]
    assert dossier.initiatives["goal"].dropna().tolist() == [SILENCED]


def test_what_a_council_was_made_from_names_nothing_restricted(council, extracted, write, tmp_path):
    write("initiatives", initiative("drift", restricted="yes"), initiative("bredband"), initiative("e-arkiv"))
    file = council / "council.toml"
    file.write_text(file.read_text("utf-8").replace('"anteckningarna"', '"Drifts papper"'), encoding="utf-8")
    dossier = extracted()
    written = (tmp_path / "extract" / "councils" / "smatt" / "council.toml").read_text("utf-8")
    assert f'origin = "{SILENCED}"' in written
    assert dossier.council.origin == SILENCED


def test_systems_are_not_public(extracted, write):
    write("systems", {"party": "ale", "domain": "skola", "domain_title": "Skola", "system": "S", "supplier": "L AB"})
    dossier = extracted()
    assert dossier.systems.empty
    assert dossier.left_out["systems"] == 1


# Which words


def test_free_text_is_told_where_its_row_is_cleared(extracted, write):
    write("initiatives", initiative("bredband", summary="Öppet."), initiative("e-arkiv", summary="Slutet.", cleared=""))
    dossier = extracted()
    assert dossier.initiatives["summary"].tolist() == ["Öppet.", UNCLEARED]
    assert dossier.left_out == {"texts": 1}


def test_the_last_row_that_says_a_text_decides_whether_it_is_cleared(extracted, write):
    first = initiative("bredband", summary="Öppet.", remark="Slutet.", cleared="")
    second = initiative("bredband", summary="Öppet.", recorded="2016-09-20")
    write("initiatives", first, second, initiative("e-arkiv"))
    assert extracted().history("initiatives")["summary"].tolist() == ["Öppet.", "Kort.", "Öppet."]


def test_a_clearing_taken_back_later_is_taken_back_everywhere(extracted, write):
    back = initiative("bredband", cleared="no", recorded="2016-10-05", holds_from="2016-09-08", change="correction")
    write("initiatives", initiative("bredband"), back, initiative("e-arkiv"))
    assert extracted().initiatives["summary"].tolist() == [UNCLEARED, "Kort."]


# Which names


@pytest.mark.parametrize(
    ("consent", "named"),
    [
        ({"publish": "yes"}, True),
        ({"publish": "yes", "publish_until": "2016-10-01"}, True),
        ({"publish": "yes", "publish_until": "2016-09-30"}, False),
        ({"publish": "no"}, False),
        ({"publish": ""}, False),
    ],
)
def test_a_name_is_told_where_consent_holds_on_the_day_of_the_run(extracted, write, people, consent, named):
    people({"name": "Bo Ek", "email": "bo.ek@example.org"} | consent)
    write("milestones", milestone("start", title="Bo Eks rapport (bo.ek@example.org)"))
    expected = "Bo Eks rapport (Ordförande)" if named else "Ordförandes rapport (Ordförande)"
    assert extracted().milestones["title"].tolist() == [expected]


def test_consent_must_hold_on_the_reports_day_too(extracted, write, people):
    people({"name": "Bo Ek", "publish": "yes", "publish_until": "2016-09-15"})
    write("milestones", milestone("start", title="Bo Eks rapport"))
    dossier = extracted(today=datetime.date(2016, 9, 1))
    assert dossier.milestones["title"].tolist() == ["Ordförandes rapport"]


@pytest.mark.parametrize("written", ["Bo Ek", "BO\u00a0EK", "Ek, Bo", "B. Ek", "Bo Erik Ek", "Ek Bo Erik", "bo-ek"])
def test_a_name_is_found_in_the_ways_minutes_write_it(written):
    people = pd.DataFrame({"role": ["Chef"], "name": ["Bo Erik Ek"], "email": [None]})
    roles = Roles(people, pd.Series([False]))
    assert roles.put(f"av {written}.") == "av Chef."
    assert roles.put("Bo Ekman och Ek kommun") == "Bo Ekman och Ek kommun"


def test_who_agreed_in_one_role_and_not_in_another_is_not_named():
    people = pd.DataFrame({"role": ["Chef", "Ledamot"], "name": ["Bo Ek"] * 2, "email": [None] * 2})
    assert Roles(people, pd.Series([True, False])).put("Bo Ek") == "Chef"
    consents = people.assign(publish=pd.array([True, None], dtype="boolean"), publish_until=pd.NaT)
    assert agreed_to_publish(consents, DAY).tolist() == [True, False]


def test_the_extract_holds_no_people(extracted, people, tmp_path):
    people({"name": "Bo Ek", "publish": "yes"})
    extracted()
    assert not list((tmp_path / "extract").rglob("*people*"))


# Which counts


def totals(*rows, whole=40):
    frame = pd.DataFrame(rows, columns=["state", "count"]).assign(initiative="bredband", counted="households")
    return frame.assign(count_most=pd.NA, out_of=whole, bound="exact", recorded=DAY).astype(
        {"count": "Int64", "count_most": "Int64", "out_of": "Int64"}
    )


def test_fewer_than_five_households_are_told_as_under_five(extracted, write):
    count = {"initiative": "bredband", "state": "live", "count": "3", "bound": "exact", "out_of": "40"}
    write("rollout_totals", count | {"counted": "households"}, count | {"counted": "municipalities"})
    dossier = extracted()
    assert dossier.rollout_totals["count"].tolist() == [5, 3]
    assert dossier.rollout_totals["bound"].tolist() == ["under", "exact"]
    assert dossier.left_out == {"small_counts": 1}


HEAD = "area,period,measure,segment,base,source,published,published_precision,value,decimals,unit,status,url,comment"


def snapshot(folder, name, *counts, large=False, areas=None):
    """A file of (measure, base, number) with its passport: of one area on several days, or of several ``areas``."""
    rows = [f"{measure},all,{base},SCB,2016-03-01,day,{number},0,number,,," for measure, base, number in counts]
    of = [f"{area},2015-10-01" for area in areas] if areas else [f"SE-1440,2015-10-0{n + 1}" for n in range(len(rows))]
    lines = [",".join(each) for each in zip(of, rows, strict=True)]
    file = folder / f"{name}.csv"
    file.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    if large:
        write_parquet(read_values(file), file.with_suffix(".parquet"))
        file.unlink()
        file = file.with_suffix(".parquet")
    vouch_for(file)
    return file


@pytest.mark.parametrize("large", [False, True])
def test_of_the_statistics_what_the_schema_says_counts_people_is_left_out_where_it_is_small(council, tmp_path, large):
    original = snapshot(
        tmp_path,
        "antal",
        ("households", "households", 4),
        ("households", "households", 5),
        ("population", "population", 0),
        ("workplaces", "workplaces", 3),
        large=large,
    )
    whole = snapshot(tmp_path, "stora", ("population", "population", 900))
    before, folder = original.read_bytes(), tmp_path / "extract"
    shutil.copytree(tmp_path, folder, copy_function=os.link, ignore=shutil.ignore_patterns("extract"))
    assert hold_back(folder) == (1, 0)
    held = read_values(folder / original.name)
    assert held["value"].fillna(-1).tolist() == [-1, 5, 0, 3]
    assert held["status"].fillna("").tolist() == ["suppressed", "", "", ""]
    assert read_passport(folder / original.name).citation == "x"
    assert original.read_bytes() == before
    assert read_passport(original).sha256 == fingerprint(original)
    assert (folder / whole.name).samefile(whole)


def test_a_count_of_the_statistics_cannot_be_computed_from_the_whole_less_the_others(tmp_path):
    rows = (("households", "households", 3), ("households", "households", 997), ("households", "households", 0))
    file = snapshot(tmp_path, "antal", *rows, areas=["SE-1440", "SE-14", "SE-1480"])
    assert hold_back(tmp_path) == (1, 1)
    assert read_values(file)["value"].fillna(-1).tolist() == [-1, -1, 0]


def test_a_public_page_bears_no_fingerprint_of_what_the_statistics_hold_back(council, tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(council.parents[1], data)
    told = set()
    for n in (3, 4):
        snapshot(data / "statistics", "antal", ("households", "households", n))
        monkeypatch.setenv("RADRUM_DATA", str(data))
        dossier = open_extract(write_extract("smatt", DAY, tmp_path / f"extract-{n}", today=TODAY))
        assert dossier.snapshots.values["value"].isna().all()
        told.add(tuple(inputs(dossier, "meeting", {}).items()))
    assert len(told) == 1


def test_an_extract_says_how_many_counts_of_the_statistics_it_leaves_out(council, tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(council.parents[1], data)
    snapshot(data / "statistics", "antal", ("households", "households", 3))
    monkeypatch.setenv("RADRUM_DATA", str(data))
    left_out = read_extract(write_extract("smatt", DAY, tmp_path / "extract", today=TODAY)).left_out
    assert left_out == {"statistics": 1}
    told = left_out_told(left_out, EN)
    assert told[1:] == ("1 count of fewer than five persons or households in the statistics is left out.",)


def test_a_nought_points_out_nobody():
    shown, covering = small_totals(totals(("live", 0), ("planned", 30)))
    assert (shown["count"].tolist(), covering) == ([0, 30], 0)


def test_a_small_count_cannot_be_computed_from_the_whole_less_the_others():
    shown, covering = small_totals(totals(("live", 3), ("planned", 12), ("declined", 25)))
    assert (shown["state"].tolist(), covering) == (["live", "declined"], 1)
    hidden = 40 - 25  # what a reader computes of the two together
    assert {hidden - n for n in range(5, hidden)} >= {1, 2, 3, 4}


def test_small_counts_that_together_would_tell_each_other_take_a_larger_one_with_them():
    shown, covering = small_totals(totals(("live", 4), ("planned", 4), ("started", 6), ("declined", 26)))
    assert (shown["state"].tolist(), covering) == (["live", "planned", "declined"], 1)


def test_what_nobody_counted_covers_a_small_count_or_is_one_itself():
    assert small_totals(totals(("live", 3), ("planned", 12)))[1] == 0
    shown, covering = small_totals(totals(("live", 12), ("planned", 25)))
    assert (shown["state"].tolist(), covering) == (["planned"], 1)


def test_what_is_counted_beside_the_others_goes_with_a_small_one():
    shown, covering = small_totals(totals(("live", 20), ("planned", 3), ("built_or_decided", 23), whole=400))
    assert (shown["state"].tolist(), covering) == (["live", "planned"], 1)
    shown, covering = small_totals(totals(("live", 20), ("planned", 9), ("built_or_decided", 29), whole=400))
    assert (len(shown), covering) == (3, 0)


def test_where_no_other_count_can_cover_the_whole_is_not_told():
    shown, covering = small_totals(totals(("live", 3), ("planned", 1), whole=4))
    assert covering == 0
    assert shown["out_of"].isna().all()


def test_counts_known_on_different_days_are_covered_on_each():
    rows = totals(("live", 3), ("planned", 12), ("declined", 25), ("live", 9), ("planned", 6))
    rows.loc[rows.index[3:], "recorded"] = DAY + pd.Timedelta(days=1)
    shown, covering = small_totals(rows)
    assert (shown["count"].tolist(), covering) == ([5, 25, 9, 6], 1)


def test_what_a_benefit_counts_is_told_by_its_unit():
    people = ["personer", "antal brukare per vecka", "hushåll", "eldre pasienter", "innbyggjarar", "användare"]
    people += ["deltagare", "årsverk", "besök per månad", "avvikelser per kvartal"]
    assert [unit for unit in people if not counts_people(unit)] == []
    things = ["procent", "%", "minuter per patient", "andel elever", "dagar", "miljarder euro", "miljoner fax per år"]
    assert [unit for unit in things if counts_people(unit)] == []


def test_a_benefit_that_few_people_have_had_is_told_as_under_five(extracted, write):
    given = {"initiative": "bredband", "what": "Deltagare", "baseline": "2", "baseline_bound": "exact"}
    write("benefits", given | {"benefit": "folk", "unit": "personer"}, given | {"benefit": "tid", "unit": "dagar"})
    value = {"date": "2016-09-01", "kind": "measured", "value": "4", "bound": "exact"}
    write("benefit_values", value | {"benefit": "folk"}, value | {"benefit": "tid"})
    dossier = extracted()
    assert dossier.benefits[["baseline", "baseline_bound"]].values.tolist() == [[5, "under"], [2, "exact"]]
    assert dossier.benefit_values[["value", "bound"]].values.tolist() == [[5, "under"], [4, "exact"]]


# What is said


def test_a_page_says_what_its_edition_leaves_out():
    told = " ".join(left_out_told({"initiatives": 1, "status": 2, "agenda": 1, "systems": 9, "names": 3}, EN))
    assert "1 initiative that is not public is left out." in told
    assert "3 entries that concern what is not public are left out." in told
    assert "systems and suppliers is left out" in told
    assert "referred to by their role" in told
    assert "cleared" not in told
    assert len(left_out_told({}, EN)) == 1


# Of all that ships

COUNCILS = ("vgr-digitaliseringsrad", "vg-handlingsplan", "ostergotland-ehalsa", "digivestland", "exempel")


@pytest.mark.parametrize("name", COUNCILS)
def test_every_council_has_a_public_edition_that_its_register_judges_sound(name, tmp_path):
    newest = open_dossier(name).as_of
    dossier = open_extract(write_extract(name, newest, tmp_path / "extract", today=newest.date()))
    assert dossier.systems.empty
    restricted = dossier.initiatives["restricted"].fillna(False)
    assert not restricted.any()
    assert all(log["recorded"].max() <= newest for log in dossier.register.logs.values() if len(log))


# The canary: a word, or a day that nothing else is of, in everything that is not public reaches no byte

CANARY, KINGFISHER = "kanarie", "kungsfiskare"
CANARY_DAY = "2098-07-13"  # as late as the register takes
DAYS = [CANARY_DAY[:7], *(f"{month}{space}2098" for month in ("juli", "july") for space in (" ", "\u00a0", ""))]
CANARIES = (CANARY, *DAYS)
LAST = day("2026-09-10")
SECRET = "driftplattform"
NOTHING_CLOSED = {"aims", "criteria", "year_wheel"}  # no free text, and nothing that refers to an initiative


def days_of(table):
    """The columns of days that say something of the thing, not of the row."""
    own = {name: about["kind"] for name, about in columns_of(TABLES[table]).items() if name not in columns_of(Log)}
    return [name for name, kind in own.items() if kind == "date"]


class Spoiler:
    """Puts a canary into all of the invented council that the public must not see, a kingfisher into what it may."""

    def __init__(self, folder: Path):
        self.folder, self.n = folder, 0

    def canary(self, kind="text"):
        self.n += 1
        return f"{CANARY}-{self.n}" if kind == "key" else f"Kanarie {self.n} sjunger"

    def rows(self, table):
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def spoil(self):
        keys = {}
        for table in TABLES:
            rows, about = self.rows(table), columns_of(TABLES[table])
            secret = [row for row in rows if row.get("initiative") == SECRET]
            closed = rows if table == "systems" else secret
            for row in closed:
                own = {name for name, each in about.items() if each["kind"] == "key" and not each["refers"]}
                for name in own - {"initiative", "measure", "item" if table == "actions" else ""}:
                    row[name] = keys.setdefault((table, name, row[name]), self.canary("key"))
                for name, each in about.items():
                    if each["kind"] == "text" and (row[name] or name != "title" or table != "decisions"):
                        row[name] = self.canary()
                row |= dict.fromkeys(days_of(table), CANARY_DAY)
                row["cleared"] = "yes"  # what is restricted stays out, cleared or not
            prose = [name for name, each in about.items() if each["public"] == "cleared"]
            for n, row in enumerate(row for row in rows if not any(row is each for each in closed)):
                row["cleared"] = ("yes", "", "no")[n % 3]
                for name in prose:
                    row[name] = f"Kungsfiskare {table} {name} {n}" if n % 3 == 0 else self.canary()
            self.written(table, rows)
        items = {old: new for (table, name, old), new in keys.items() if (table, name) == ("agenda", "item")}
        actions = self.rows("actions")
        for row in actions:
            row["item"] = items.get(row["item"], row["item"])
        self.written("actions", actions)
        self.referred()
        self.taken_back()
        self.named()
        for table in TABLES:
            text = (self.folder / f"{table}.csv").read_text(encoding="utf-8")
            (self.folder / f"{table}.csv").write_text(text.replace(SECRET, "kanarie-insats"), encoding="utf-8")
        with (self.folder / "council.toml").open("a", encoding="utf-8") as file:
            file.write("# kanarie\n")
        (self.folder / "private" / "kanarie.csv").write_text(CANARY, encoding="utf-8")

    def referred(self):
        """Rows of more tables that refer to the restricted initiative, and a value of a benefit that does."""
        for table in ("benefits", "benefit_values", "decisions", "rollout_totals", "rollout", "scores"):
            rows, about = self.rows(table), columns_of(TABLES[table])
            new = rows[0] | {"recorded": "2026-09-10", "holds_from": "", "change": "new", "cleared": "yes"}
            new |= {name: self.canary() for name, each in about.items() if each["kind"] == "text"}
            new |= dict.fromkeys(days_of(table), CANARY_DAY)
            new |= {name: value for name, value in (("initiative", SECRET), ("decided_on", "")) if name in new}
            new |= {name: f"{CANARY}-{name}" for name in ("benefit", "decision") if name in new}
            self.written(table, [*rows, new])

    def taken_back(self):
        """Rows that were corrected, withdrawn or are recorded later."""
        initiatives, milestones = self.rows("initiatives"), self.rows("milestones")
        first = next(row for row in initiatives if row["initiative"] == "digital-tillsyn")
        wrong = first | {"goal": self.canary(), "recorded": "2024-08-28", "holds_from": "2024-08-27", "change": "new"}
        right = wrong | {"goal": first["goal"], "recorded": "2024-08-29", "change": "correction"}
        later = first | {"title": self.canary(), "recorded": "2026-10-01", "holds_from": ""}
        self.written("initiatives", [*initiatives, wrong, right, later])
        step = milestones[0] | {"milestone": "kanarie-steg", "title": self.canary()}
        gone = step | {"recorded": "2026-01-01", "holds_from": step["holds_from"] or step["recorded"]}
        self.written("milestones", [*milestones, step, gone | {"change": "withdrawn"}])

    def named(self):
        """People without consent, with consent that has ended, and with consent, named in texts that are public."""
        file = self.folder / "private" / "people.csv"
        with file.open(encoding="utf-8", newline="") as opened:
            people = list(csv.DictReader(opened))
        names = []
        for n, row in enumerate(people):
            agreed = row["publish"] == "yes" and (row["publish_until"] or "9999") >= f"{LAST:%Y-%m-%d}"
            row["name"] = f"{'Kungsfiskare' if agreed else 'Kanarie'} Namn{n}sson"
            row["email"] = f"kanarie.namn{n}sson@example.org"
            names.append((row["name"], row["email"]))
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, list(people[0]))
            writer.writeheader()
            writer.writerows(people)
        titled = [(table, "title") for table in ("agenda", "milestones", "risks")]
        for table, column in [("actions", "task"), ("benefits", "what"), *titled]:
            rows = self.rows(table)
            for n, row in enumerate(rows):
                name, email = names[n % len(names)]
                first, last = name.split()
                row[column] += f" ({name}, {last.upper()}, {first}; {email})"
                row["source"] += f", {name}s anteckning"
            self.written(table, rows)

    def written(self, table, rows):
        with (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(columns_of(TABLES[table])))
            writer.writeheader()
            writer.writerows(rows)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """Data with canaries in all that is not public of the invented council and of another, and its extract."""
    data = tmp_path_factory.mktemp("spoilt") / "data"
    shutil.copytree(ROOT / "data", data)
    Spoiler(data / "councils" / "exempel").spoil()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RADRUM_DATA", str(data))
        extract = write_extract("exempel", LAST, data.parent / "extract", today=LAST.date())
        withheld = withheld_texts(extract, today=LAST.date())
    return data, extract, withheld


def holding(words, files):
    """Which files hold one of the words, in their names or in their bytes, whatever the capitals."""
    read = ((file, f"{file.name}\n{file.read_text('utf-8')}".lower()) for file in files)
    return [str(file) for file, text in read if any(word in text for word in words)]


def test_canaries_stand_in_every_kind_of_place_that_is_not_public(spoilt):
    data, _, withheld = spoilt
    register = data / "councils" / "exempel"
    assert {Path(file).stem for file in holding([CANARY], register.glob("*.csv"))} == set(TABLES) - NOTHING_CLOSED
    dated = {table for table in TABLES if days_of(table)}
    assert {Path(file).stem for file in holding(DAYS, register.glob("*.csv"))} == dated - {"meetings"}
    assert sum(CANARY in text.lower() for text in withheld) > 300


def test_no_byte_of_the_extract_holds_a_canary(spoilt):
    _, extract, _ = spoilt
    files = [file for file in extract.rglob("*") if file.is_file()]
    assert holding(CANARIES, files) == []
    assert {Path(file).stem for file in holding([KINGFISHER], files)} >= {
        "initiatives",
        "status",
        "agenda",
        "milestones",
    }
    assert "Kungsfiskare Namn0sson" in (extract / "councils" / "exempel" / "actions.csv").read_text("utf-8")
    assert [folder.name for folder in (extract / "councils").iterdir()] == ["exempel"]


def test_the_extract_says_how_much_it_leaves_out(spoilt):
    _, extract, _ = spoilt
    left_out = read_extract(extract).left_out
    assert left_out["initiatives"] == 1
    assert left_out["systems"] == 100
    assert left_out["texts"] > 100
    assert left_out["names"] > 100


AREA = "XX-0109"  # a municipality with an open task in which somebody who agreed is named
TELLING = {"meeting", "portfolio", "benefits", "municipality"}  # the others tell of statistics alone


@pytest.fixture
def rendered(monkeypatch, tmp_path):
    """Runs a notebook over an extract of the invented council: its page before the press, and its cells."""
    from radrum import press
    from radrum.press.rendering import read_body, render
    from radrum.runs.drafting import page_of
    from radrum.words import translate

    def run(notebook, extract):
        monkeypatch.setenv("RADRUM_DATA", str(extract))
        dossier = open_dossier("exempel")
        given = {"council": "exempel", "as_of": f"{LAST:%Y-%m-%d}", "language": "sv", "edition": "public"}
        area = {"area": AREA} if notebook == "municipality" else {}
        made = tmp_path / f"{notebook}.ipynb"
        executed = press.execute(translate(press.read_notebook(notebook), dossier.words), given | area, made, bar=False)
        page = page_of(dossier, {}, area.get("area", ""))
        return render(executed, read_body(executed), page, None), json.dumps(executed, ensure_ascii=False)

    return run


@pytest.mark.slow
@pytest.mark.parametrize("notebook", ["meeting", "municipality"])  # a build of all is judged below
def test_no_byte_that_is_made_from_the_extract_holds_a_canary(spoilt, rendered, notebook, tmp_path):
    _, extract, withheld = spoilt
    html, cells = rendered(notebook, extract)
    saved = [base64.b64decode(each).decode() for each in re.findall(r"data:text/csv[^,]*,([A-Za-z0-9+/=]+)", html)]
    assert len(saved) > 2
    for text in (html, cells, *(file.read_text("utf-8") for file in tmp_path.glob("*.ipynb")), *saved):
        assert [each for each in CANARIES if each in text.lower()] == []
        assert [each for each in withheld if each in text] == []
    assert (KINGFISHER in html.lower()) is (notebook in TELLING)
    assert any(KINGFISHER in each.lower() for each in saved) is (notebook in TELLING)


@pytest.mark.slow
def test_no_page_of_the_invented_council_holds_what_its_public_edition_withholds(rendered, tmp_path):
    extract = write_extract("exempel", LAST, tmp_path / "extract", today=LAST.date())
    withheld = withheld_texts(extract, today=LAST.date())
    assert {"Diariet", "Kronan", "driftplattform"} <= {*withheld}
    html, _ = rendered("portfolio", extract)  # the press looks at the others, in the shared reports
    assert list(forbidden.look(Document(html, forbidden=withheld))) == []
    told = html.replace("</main>", "<p>Diariet byts ut.</p></main>")
    assert "Diariet" in " ".join(text for _, text in forbidden.look(Document(told, forbidden=withheld)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "notebooks", [("portfolio", "municipality"), pytest.param(NOTEBOOKS, marks=pytest.mark.long)], ids=["two", "all"]
)
def test_no_byte_that_a_real_build_leaves_behind_holds_a_canary_and_one_page_is_as_if_made_alone(spoilt, notebooks):
    data, _, _ = spoilt
    with tempfile.TemporaryDirectory() as own:  # a short name: the browser opens a socket in it
        judge_what_is_left(Path(own), data, notebooks)


def judge_what_is_left(folder, data, notebooks):
    """Build public reports through the whole press; look for canaries in all that ``folder`` holds then."""
    plan, reports = folder / "plan.toml", folder / "reports"
    asked = {"council": "exempel", "notebooks": notebooks, "editions": ["public"], "languages": ["en"]}
    asked |= {"areas": ["XX-0118"]}  # where an initiative has come furthest
    plan.write_text("\n".join(["[[report]]", *(f"{name} = {json.dumps(each)}" for name, each in asked.items()), ""]))
    where = {"TMPDIR": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "RADRUM_DATA": str(data)}
    where |= {"RADRUM_BROWSER": browser_path()}
    done = run_apart("build", str(plan), "--reports", str(reports), **where)
    assert done.returncode == 0, done.stdout + done.stderr
    alone = ["--edition", "public", "--language", "en", "--reports", str(folder / "alone")]
    again = run_apart("report", "exempel", "municipality", "-p", "area=XX-0118", *alone, **where)
    assert again.returncode == 0, again.stderr
    for page in (folder / "alone").rglob("XX-0118.*"):
        assert page.read_bytes() == (reports / page.relative_to(folder / "alone")).read_bytes()
    left = [file for file in folder.rglob("*") if file.is_file()]
    said = [str(file.relative_to(folder)) for file in folder.rglob("*")] + [done.stdout, done.stderr]
    seen = [text.encode().lower() for text in said] + [file.read_bytes().lower() for file in left]
    made = {page.parent.name if page.stem == "XX-0118" else page.stem: page for page in reports.rglob("en/**/*.html")}
    del made["index"]  # of the archive
    assert made.keys() == set(notebooks)
    for notebook, page in made.items():
        html, pdf = page.read_text("utf-8"), set(pdf_texts(page.with_suffix(".pdf")))
        inside = [
            base64.b64decode(each) for each in re.findall(r"base64,((?:[A-Za-z0-9+/]{4})+[A-Za-z0-9+/=]{4})", html)
        ]
        seen += [text.encode().lower() for text in (unescape(html), unquote(html), *pdf)]
        seen += [each.lower() for each in inside]
        assert "<svg" in html
        kinds = (inside, [text.encode() for text in pdf], [html.encode()])
        open_word = {"municipality": "e-signering"}.get(notebook, KINGFISHER).encode()
        found = [any(open_word in each.lower() for each in kind) for kind in kinds]
        assert all(found) is (notebook in TELLING), f"{notebook}: what may be seen is found where it is sought, {found}"
    for word in (word.encode(form) for word in CANARIES for form in ("utf-8", "utf-16-be", "utf-16-le")):
        assert not [each for each in seen if word in each]


def pdf_texts(file):
    """All that a PDF holds: what its pages draw, every text (names, titles, tags, metadata), every stream unpacked."""
    with pikepdf.open(file) as pdf:
        yield str(pdf.docinfo)
        for item in pdf.objects:
            yield from strings(item)
            if isinstance(item, pikepdf.Stream):
                yield item.read_bytes().decode("latin-1") if "/DCTDecode" not in str(item.get("/Filter")) else ""
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
                yield drawn(item, item.get("/Resources", {}))
        for page in pdf.pages:
            yield drawn(page, page.obj.get("/Resources", {}))


def strings(item):
    """The texts in a PDF's object, down to what is an object of its own."""
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Array):
        for each in item:
            yield from strings(each) if not getattr(each, "is_indirect", False) else ()
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for name, each in item.items():
            yield name
            yield from strings(each) if not getattr(each, "is_indirect", False) else ()


def drawn(content, resources):
    """The letters that a page or a form draws, without the gaps between them, one that stands for two as these."""
    said, letters = [], {}
    fonts = {name: lettered(font) for name, font in resources.get("/Font", {}).items()}
    for operands, operator in pikepdf.parse_content_stream(content):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    code = bytes(part)
                    said += [letters.get(code[n : n + 2], "") for n in range(0, len(code), 2)]
    return unicodedata.normalize("NFKC", "".join(said))


def lettered(font):
    """Which letters the codes of a font stand for, as its map for copying says."""
    found = {}
    if "/ToUnicode" in font:
        told = font["/ToUnicode"].read_bytes().decode("latin-1")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.DOTALL):
            for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
                found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
        for block in re.findall(r"beginbfrange(.*?)endbfrange", told, re.DOTALL):
            for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                for n in range(int(first, 16), int(last, 16) + 1):
                    found[n.to_bytes(2, "big")] = chr(int(text, 16) + n - int(first, 16))
    return found
