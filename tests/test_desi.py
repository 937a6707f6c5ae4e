"""The Digital Decade's facts: edition and year apart, two series never joined, nothing partial kept."""

import datetime
import json
import re

import pandas as pd
import pytest
from click.testing import CliRunner
from radrum.cli.commands import radrum
from radrum.errors import RadrumError
from radrum.sources import desi
from radrum.sources.digital_decade import facts_in
from radrum.sources.keeping import keep
from radrum.statistics import read_snapshots
from serving import Time, faulty, polite, refused, stored
from werkzeug import Request, Response

pytest_plugins = ["serving"]
TODAY = datetime.date(2026, 11, 22)

SKILLS, FIBRE = "desi_dsk_bab/ind_total/pc_ind", "desi_fttp/total_pophh/pc_hh"
FOUR, FIVE = "desi_sliders/desi_conn/pc_desi_sliders", "desi_sliders/desi_1_conn/pc_desi_sliders"
MAPPED = f"""
[skills]
unit = "percent"
better = "higher"
[skills.sources]
desi = "{SKILLS}"

[fttp]
unit = "percent"
better = "higher"
[fttp.sources]
desi = "{FIBRE}"

[desi_2020]
unit = "index"
better = "higher"
[desi_2020_connectivity]
unit = "index"
better = "higher"
[desi_2020_connectivity.sources]
desi = "{FIVE}"

[desi_2022]
unit = "index"
better = "higher"
[desi_2022_connectivity]
unit = "index"
better = "higher"
[desi_2022_connectivity.sources]
desi = "{FOUR}"

[desi]
unit = "index"
better = "higher"

[services]
unit = "number"
better = "higher"
"""


@pytest.fixture(autouse=True)
def folder(store):
    (store / "measures.toml").write_text(MAPPED, encoding="utf-8")
    europe = store.parent / "places" / "europe.csv"
    heading, *rows = europe.read_text(encoding="utf-8").splitlines()
    rows = [row for row in rows if row.split(",")[0] not in ("GR", "GB", "EU27")]
    rows += ["GR,country,Elláda,,,", "GB,country,United Kingdom,,,", "EU27,union,EU27,,2020-02-01,"]
    europe.write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    from radrum.passport import fingerprint

    passport = europe.with_name("europe.source.toml")
    text = re.sub(r'sha256 = ".*"', f'sha256 = "{fingerprint(europe)}"', passport.read_text(encoding="utf-8"))
    passport.write_text(text, encoding="utf-8")
    return store


def fact(country="SE", value=50.0, code=SKILLS, **more):
    indicator, breakdown, unit = code.split("/")
    codes = {"indicator": indicator, "breakdown": breakdown, "unit": unit, "country": country}
    rest = {"period": "desi_2026", "reference_period": "2025", "value": value, "flags": "", "remarks": None}
    return codes | rest | more


def of_index(country="SE", value=60.25, code=FOUR, year=2022):
    return fact(country, value, code, period=year, reference_period=None)


def wrapped(record):
    """A fact as the Commission's site is filled: each code in a list of one."""
    listed = {name: [record[name]] for name in ("indicator", "breakdown", "unit", "country", "period")}
    return {"model": "core.fact", "fields": {"created_at": "2026-04-08T09:39:11.712Z"} | record | listed}


def written(tmp_path, records):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    return file


def take(tmp_path, *records, **more):
    return desi.fetch(written(tmp_path, list(records)), today=TODAY, **more)


def play(server, records, *, page=None):
    """The Commission's service; with ``page`` it answers so many facts at a time."""

    def answer(request: Request) -> Response:
        keys = ("indicator", "breakdown", "unit")
        some = [each for each in records if all(each[key] == request.args.get(key, each[key]) for key in keys)]
        if page is None:
            return Response(json.dumps(some), mimetype="application/json")
        at = int(request.args.get("at", 0))
        query = "&".join(f"{key}={request.args[key]}" for key in keys)
        more = f"{request.base_url}?{query}&at={at + page}" if at + page < len(some) else None
        return Response(json.dumps({"results": some[at : at + page], "next": more}), mimetype="application/json")

    server.expect_request("/api/v1/facts/").respond_with_handler(answer)


def ask(server, **more):
    return desi.fetch(service=polite(server, "/api/v1"), today=TODAY, **more)


def test_the_edition_is_when_it_was_published_and_the_reference_period_when_it_was_measured(tmp_path):
    rows = take(tmp_path, fact(), fact(period="desi_2025", reference_period="2024")).values.set_index("period")
    of_2024, of_2025 = rows.loc["2024-01-01"], rows.loc["2025-01-01"]
    assert of_2024["published"] == pd.Timestamp("2025-12-31")
    assert of_2024["published_precision"] == "year"
    assert pd.isna(of_2025["published"]), "2026 is not over: known from the day it was retrieved"
    assert of_2025["published_precision"] == "unknown"


def test_a_file_of_the_site_and_an_answer_of_its_service_are_read_alike(tmp_path):
    plain, filled = fact(), wrapped(fact())
    pd.testing.assert_frame_equal(
        take(tmp_path, plain).values.drop(columns="url"), take(tmp_path, filled).values.drop(columns="url")
    )


def test_countries_have_our_codes(tmp_path):
    fetched = take(tmp_path, fact("EL"), fact("UK"), fact("EU"), fact("EU28"), fact("SE"), fact("XK"))
    assert sorted(fetched.values["area"]) == ["EU27", "EU28", "GB", "GR", "SE"]
    assert "Not asked for or not described in data/places: XK." in fetched.left_out


def test_the_union_of_the_old_series_is_not_guessed_to_be_of_27_or_28(tmp_path):
    fetched = take(tmp_path, of_index("EU", 50, FIVE, 2019), of_index("SE", 60, FIVE, 2019))
    assert fetched.values["area"].tolist() == ["SE"]
    assert "EU (whether of 27 or of 28 is not said)" in " ".join(fetched.left_out)


def test_norway_is_told_to_be_absent(tmp_path):
    assert "Norway is not part of it." in take(tmp_path, fact()).left_out
    assert "It has nothing of NO." in take(tmp_path, fact(), countries=["SE", "NO"]).left_out


def test_a_country_that_others_have_and_it_has_not_is_named(tmp_path):
    fetched = take(tmp_path, fact(), fact("DK"), fact("DK", code=FIBRE))
    assert "It has no fttp of 2025 for SE." in fetched.left_out


def test_targets_are_left_out_and_told(tmp_path):
    target = fact("EU", 80.0, "desi_dsk_bab/dd_target_2030/pc_ind", period="2030", reference_period=None)
    fetched = take(tmp_path, fact(), target)
    assert fetched.values["period"].dt.year.tolist() == [2025]
    assert any(told.startswith("1 targets") for told in fetched.left_out)


def test_codes_that_nobody_mapped_are_named_and_left_out(tmp_path):
    fetched = take(tmp_path, fact(), fact(code="desi_ai/ent_all_xfin/pc_ent"))
    assert fetched.values["measure"].tolist() == ["skills"]
    assert "Codes that measures.toml does not map: desi_ai/ent_all_xfin/pc_ent." in fetched.left_out


def test_a_file_of_nothing_but_unmapped_codes_is_refused_with_the_lines_to_write(tmp_path):
    with pytest.raises(RadrumError, match=re.escape('[MEASURE.sources] desi = "desi_ai/ent_all_xfin/pc_ent"')):
        take(tmp_path, fact(code="desi_ai/ent_all_xfin/pc_ent"))


def test_a_measure_may_be_named_for_one_code(tmp_path):
    other = fact(code="desi_ai/ent_all_xfin/pc_ent")
    fetched = take(tmp_path, fact(), other, codes=["desi_ai/ent_all_xfin/pc_ent"], measure="fttp")
    assert fetched.values["measure"].tolist() == ["fttp"]
    with pytest.raises(RadrumError, match=r"2 codes.*--as names one measure.*--code"):
        take(tmp_path, fact(), other, measure="fttp")


@pytest.mark.parametrize(("values", "shown"), [((60.25484, 77.1), 0.6025484), ((0.6025484, 0.771), 0.6025484)])
def test_the_index_is_stored_from_0_to_1_whichever_scale_it_comes_on(tmp_path, values, shown):
    fetched = take(tmp_path, *(of_index(country, value) for country, value in zip(("SE", "DK"), values, strict=True)))
    row = fetched.values.set_index("area").loc["SE"]
    assert row["value"] == pytest.approx(shown)
    assert (row["unit"], row["decimals"], row["measure"]) == ("index", 3, "desi_2022_connectivity")


def test_an_index_on_two_scales_at_once_is_refused(tmp_path):
    with pytest.raises(RadrumError, match="not one scale"):
        take(tmp_path, of_index("SE", 0.6), of_index("DK", 77.1))


def test_the_index_was_published_with_its_series_not_with_its_year(tmp_path):
    rows = take(tmp_path, of_index(year=2017), of_index(code=FIVE, year=2017)).values.set_index("measure")
    assert rows.loc["desi_2022_connectivity", "published"] == pd.Timestamp("2022-12-31")
    assert rows.loc["desi_2020_connectivity", "published"] == pd.Timestamp("2020-12-31")


def test_the_two_series_of_the_index_stay_two_measures(tmp_path):
    fetched = take(tmp_path, of_index(year=2019), of_index(value=58.0, code=FIVE, year=2019))
    assert sorted(fetched.values["measure"]) == ["desi_2020_connectivity", "desi_2022_connectivity"]


@pytest.mark.parametrize(
    ("code", "year", "measure", "found"),
    [
        (FIVE, 2019, "desi_2022_connectivity", "is not a measure of the index of desi_2020"),
        (FOUR, 2019, "desi_2020_connectivity", "is not a measure of the index of desi_2022"),
        (FOUR, 2015, "desi_2022_connectivity", "is of 2017 to 2022, and here is 2015"),
        (FIVE, 2021, "desi_2020_connectivity", "is of 2015 to 2020, and here is 2021"),
        ("desi_total/total/pc_desi", 2019, "desi", "not a measure of the index of either series"),
        ("desi_total/total/pc_desi", 2016, "desi_2022", "is of 2017 to 2022, and here is 2016"),
        ("desi/desi_conn/pc_desi", 2022, "desi_2022_connectivity", "adds to the whole"),
    ],
)
def test_no_fact_of_one_series_becomes_the_other(tmp_path, code, year, measure, found):
    with pytest.raises(RadrumError, match=re.escape(found)):
        take(tmp_path, of_index(code=code, year=year), measure=measure)


def test_an_indicator_is_not_stored_as_the_index(tmp_path):
    with pytest.raises(RadrumError, match="is an indicator, and desi_2022 is the index"):
        take(tmp_path, fact(), measure="desi_2022")


def test_two_codes_never_become_one_series(tmp_path, store):
    other = "desi_hc_bds/ind_total/pc_ind"
    text = MAPPED.replace("[skills.sources]\n", f'[skills.sources]\ndesi_all = "{other}"\n')
    (store / "measures.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RadrumError, match=f"{other} and {SKILLS} would both be skills|{SKILLS} and {other} would both"):
        take(tmp_path, fact(), fact(code=other))


def test_a_value_in_another_unit_is_refused(tmp_path):
    with pytest.raises(RadrumError, match=r"its unit pc_ind is percent, and services is measured in number"):
        take(tmp_path, fact(), measure="services")
    with pytest.raises(RadrumError, match="its unit kg_hab is another unit"):
        take(tmp_path, fact(code="desi_ae_ict/ict/kg_hab"), measure="skills")


@pytest.mark.parametrize(
    ("flags", "status"),
    [
        ("", None),
        ("b", "break"),
        ("d", "definition_differs"),
        ("e", "estimated"),
        ("i", "imputed"),
        ("p", "provisional"),
        ("u", "low_reliability"),
        ("ebp", "break"),
        ("r", None),
        ("0n", None),
    ],
)
def test_a_flag_is_the_status(tmp_path, flags, status):
    row = take(tmp_path, fact(flags=flags)).values.iloc[0]
    assert (row["status"] if pd.notna(row["status"]) else None) == status
    assert pd.isna(row["comment"]) == (len(flags) < 2 or flags == "0n")


@pytest.mark.parametrize(("flags", "status"), [("", "not_available"), ("c", "suppressed"), ("z", "not_applicable")])
def test_a_fact_without_a_value_says_why(tmp_path, flags, status):
    row = take(tmp_path, fact(value=None, flags=flags)).values.iloc[0]
    assert pd.isna(row["value"])
    assert row["status"] == status


def changed(**more):
    return {name: value for name, value in (fact() | more).items() if value != "without"}


BROKEN = {
    "no value": (changed(value="without"), "fact 2: has no value"),
    "no flags": (changed(flags="without"), "has no flags"),
    "no country": (changed(country="without"), "has no country"),
    "a column renamed": (changed(breakdown="without", break_down="ind_total"), "has no breakdown"),
    "text as value": (changed(value="69,77"), "'69,77', which is no number"),
    "true as value": (changed(value=True), "no number"),
    "too large": (changed(value=10**400), "no number"),
    "two countries": (changed(country=["SE", "DK"]), "as country"),
    "an edition without a year": (changed(reference_period=None), "has no reference_period"),
    "a span of years": (changed(reference_period="2024-2025"), "no year"),
    "half a year": (changed(period="2022-H1"), "no edition and no year"),
    "an unknown flag": (changed(flags="bQ"), "whose Q is not known"),
    "no object": ("SE", "is no fact"),
    "another model": ({"model": "core.indicator", "fields": {}}, "is a core.indicator and not a fact"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_fact_of_another_shape_refuses_the_whole_file(tmp_path, broken):
    record, found = BROKEN[broken]
    before = stored()
    with pytest.raises(RadrumError, match=re.escape(found)) as told:
        keep(take(tmp_path, fact("DK"), record))
    assert "facts.json, fact 2" in str(told.value)
    assert stored() == before


@pytest.mark.parametrize("content", ["", "[", "{}", "[]", "3", "<html></html>", '[{"value": NaN}]', '{"results": 1}'])
def test_a_file_that_holds_no_facts_is_refused(tmp_path, content):
    file = tmp_path / "facts.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RadrumError, match=r"facts\.json"):
        desi.fetch(file)


def test_a_fact_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(RadrumError, match=r"SE has skills of 2025 twice"):
        take(tmp_path, fact(), fact(value=51.0))


def test_a_country_must_be_described(tmp_path):
    with pytest.raises(RadrumError, match="'SW' is not a country"):
        take(tmp_path, fact(), countries=["SW"])
    with pytest.raises(RadrumError, match="it has no value of EE"):
        take(tmp_path, fact(), countries=["EE"])


def test_the_service_is_asked_for_each_code_that_is_mapped(server):
    play(
        server, [fact(), fact("DK"), fact(code=FIBRE), of_index(), of_index(code=FIVE, year=2018), fact(code="a/b/pc")]
    )
    values = ask(server).values
    assert values.groupby("measure").size().to_dict() == {
        "desi_2020_connectivity": 1,
        "desi_2022_connectivity": 1,
        "fttp": 1,
        "skills": 2,
    }


def test_what_is_fetched_is_kept_and_read_back(server):
    play(server, [fact(), fact("DK", 55.5)])
    file = keep(ask(server, codes=[SKILLS]))
    assert file.name.startswith("desi-skills-")
    assert read_snapshots().values.set_index("area")["value"].to_dict() == {"SE": 50.0, "DK": 55.5}


def test_pages_that_lack_what_they_count_are_refused(server):
    server.expect_request("/api/v1/facts/").respond_with_json({"count": 5, "results": [fact(), fact("DK")]})
    with pytest.raises(RadrumError, match=r"/facts/: it counts 5 rows and 2 came"):
        ask(server, codes=[SKILLS])


def test_pages_are_followed(server):
    play(server, [fact(country) for country in ("SE", "DK", "FI", "EE", "NL")], page=2)
    assert len(ask(server, codes=[SKILLS]).values) == 5


def test_a_limit_is_waited_for(server):
    play(server, [fact()])
    faulty(server, "/api/v1/facts", "429 for ever", times=1)
    time = Time()
    desi.fetch(codes=[SKILLS], service=polite(server, "/api/v1", time=time), today=TODAY)
    assert 7.0 in time.slept


@pytest.mark.parametrize("after", [0, 1])
def test_nothing_is_stored_where_the_service_fails(server, fault, after):
    play(server, [fact(), fact(code=FIBRE)])
    faulty(server, "/api/v1/facts", fault, after=after)
    refused(lambda: keep(ask(server, codes=[SKILLS, FIBRE])), server, fault)


def test_a_code_without_a_fact_fails_all(server):
    play(server, [fact()])
    with pytest.raises(RadrumError, match=rf"{FIBRE}: it has no fact"):
        keep(ask(server, codes=[SKILLS, FIBRE]))


def test_an_answer_to_another_question_is_refused(server):
    server.expect_request("/api/v1/facts/").respond_with_json([fact(code=FIBRE)])
    with pytest.raises(RadrumError, match=f"it answers with {FIBRE}"):
        ask(server, codes=[SKILLS])


@pytest.mark.parametrize("code", ["desi_fttp", "a/b", "a/b/c/d", "//"])
def test_a_code_has_three_parts(server, code):
    with pytest.raises(RadrumError, match=r"is not a code of three|is called|nobody has said"):
        ask(server, codes=[code], measure="fttp")


def test_a_file_at_an_address_is_read_as_one_on_disk(server, tmp_path):
    server.expect_request("/facts.json").respond_with_json([wrapped(fact())])
    service = polite(server)
    fetched = desi.fetch(server.url_for("/facts.json"), service=service, today=TODAY)
    assert fetched.values["area"].tolist() == ["SE"]
    assert fetched.values["url"].tolist() == [server.url_for("/facts.json")]


def test_a_list_is_needed():
    with pytest.raises(RadrumError, match="holds no list of facts"):
        facts_in({"facts": []}, "here")


def test_the_command_stores_a_file_of_facts(tmp_path):
    file = written(tmp_path, [wrapped(fact()), wrapped(fact("DK"))])
    done = CliRunner().invoke(radrum, ["fetch", "desi", str(file), "--country", "SE"])
    assert done.exit_code == 0, done.output
    assert "Not asked for or not described in data/places: DK." in done.stderr
    assert str(tmp_path) not in read_snapshots().values["url"].iloc[0], (
        "where one's own file lay says nothing to others"
    )
    assert read_snapshots().values["area"].tolist() == ["SE"]


def test_the_command_tells_and_stores_nothing_on_trial(server, monkeypatch):
    play(server, [fact()])
    monkeypatch.setattr(desi, "ADDRESS", server.url_for("/api/v1"))
    before = stored()
    done = CliRunner().invoke(radrum, ["fetch", "desi", "--code", SKILLS, "--dry-run"])
    assert done.exit_code == 0, done.output
    assert "Norway is not part of it." in done.stderr
    assert stored() == before
