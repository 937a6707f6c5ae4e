"""Tables of PxWeb services, versions 1 and 2, from a server that answers as they do, well and badly; and PX files."""

import itertools
import json
import math
import re
from pathlib import Path

import pandas as pd
import pytest
from conftest import run
from hypothesis import given
from hypothesis import strategies as st
from radrum.errors import Faults, RadrumError
from radrum.passport import read_passport
from radrum.sources.keeping import keep
from radrum.sources.pxfile import read_px
from radrum.sources.pxtables import cut
from radrum.sources.pxweb import area_of, fetch
from radrum.statistics import read_values
from serving import Time, faulty, polite, refused, stored
from werkzeug import Request, Response

pytest_plugins = ["serving"]
VERSIONS = {"1": "/doris/sv/ssd/BE/Folkmangd", "2": "/api/v2/tables/TAB1"}
CODES = {
    "Region": {
        "00": "Riket",
        "14": "Västra Götalands län",
        "1480": "Göteborg",
        "1484": "Lysekil",
        "1400": "uppgift saknas",
        "14A": "Storgöteborg",
    },
    "Kon": {"TotSa": "totalt", "1": "män", "2": "kvinnor"},
    "ContentsCode": {"A1": "Folkmängd"},
    "Tid": {"2025M11": "2025M11", "2025M12": "2025M12", "2026M01": "2026M01"},
}
MEASURES = """
[inhabitants]
unit = "number"
better = "neither"
[inhabitants.sources]
scb = "TAB1 Kon=TotSa ContentsCode=A1"
"""
TOTAL = {"Kon": "TotSa"}


def number(*codes: str) -> int:
    """The value of a cell: the place of each of its codes, read as the digits of a number."""
    places = (list(CODES[name]).index(code) for name, code in zip(CODES, codes, strict=True))
    return sum(place * 10**digit for digit, place in enumerate(places))


def answer(chosen: dict[str, list[str]], codes=CODES) -> dict:
    """What the service answers where the codes ``chosen`` are asked for."""
    chosen = {name: [code for code in codes[name] if code in chosen[name]] for name in codes if name in chosen}
    full = {name: chosen.get(name, ["TotSa"]) for name in codes}
    cells = list(itertools.product(*full.values()))
    return {
        "class": "dataset",
        "label": "Folkmängd",
        "source": "SCB",
        "updated": "2026-02-20T07:00:00Z",
        "note": ["Brus är\r\ntillagt."],
        "id": list(chosen),
        "size": [len(each) for each in chosen.values()],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {name: dimension(name, each, codes) for name, each in chosen.items()},
        "value": [None if cell[0] == "1484" and cell[3] == "2025M11" else number(*cell) for cell in cells],
        "status": {str(n): ".." for n, cell in enumerate(cells) if cell[0] == "1484" and cell[3] == "2025M11"},
    }


def dimension(name: str, chosen: list[str], codes=CODES) -> dict:
    category = {"index": {code: n for n, code in enumerate(chosen)}, "label": {c: codes[name][c] for c in chosen}}
    if name == "ContentsCode":
        category["unit"] = {"A1": {"base": "antal", "decimals": 0}}
    return {"label": name.lower(), "category": category, "extension": {"elimination": name == "Kon"}}


def play(server, version: str, *, limit: int = 150_000, codes=CODES) -> list[dict]:
    """Play the table as the service of ``version`` does; what was asked for is appended to the list given back."""
    address, asked = VERSIONS[version], []

    def data(request: Request) -> Response:
        if version == "1":
            assert request.json["response"] == {"format": "json-stat2"}
            chosen = {each["code"]: each["selection"]["values"] for each in request.json["query"]}
        else:
            assert request.args["outputFormat"] == "json-stat2"
            chosen = {each["variableCode"]: each["valueCodes"] for each in request.json["selection"]}
        asked.append(chosen)
        if math.prod(map(len, chosen.values())) > limit:
            return Response('{"title": "Too many cells selected"}', 403, mimetype="application/problem+json")
        return Response(json.dumps(answer(chosen, codes)), mimetype="application/json")

    if version == "1":
        about = [
            {"code": name, "text": name.lower(), "values": list(each), "valueTexts": list(each.values())}
            | ({"elimination": True} if name == "Kon" else {})
            | ({"time": True} if name == "Tid" else {})
            for name, each in codes.items()
        ]
        server.expect_request(address, method="GET").respond_with_json({"title": "Folkmängd", "variables": about})
        server.expect_request(address, method="POST").respond_with_handler(data)
    else:
        config = {"apiVersion": "2.2.0", "maxDataCells": limit, "maxCallsPerTimeWindow": 30, "timeWindow": 10}
        server.expect_request("/api/v2/config").respond_with_json(config | {"license": "https://example.org/cc0/"})
        about = {
            **answer({name: list(each) for name, each in codes.items()}, codes),
            "value": [],
            "status": {},
        }
        server.expect_request(f"{address}/metadata").respond_with_json(about)
        server.expect_request(f"{address}/data", method="POST").respond_with_handler(data)
    return asked


@pytest.fixture(params=VERSIONS)
def version(request) -> str:
    return request.param


@pytest.fixture
def described(store) -> Path:
    """The folder of snapshots, the measure of the table described."""
    with (store / "measures.toml").open("a", encoding="utf-8") as file:
        file.write(MEASURES)
    return store


def bring(server, version: str, wanted=TOTAL, **more):
    more = {"measure": "inhabitants", "base": "population"} | more
    service = more.pop("service", None) or polite(server)
    return fetch(server.url_for(VERSIONS[version]), wanted, service=service, **more)


def test_a_table_becomes_rows_of_statistics(server, described, version):
    play(server, version)
    brought = bring(server, version)
    table = brought.values.set_index(["area", "period"])
    assert list(brought.values["area"].unique()) == ["SE", "SE-14", "SE-1480", "SE-1484"]
    row = table.loc[("SE-1480", pd.Timestamp("2025-12-01"))]
    assert (row["value"], row["decimals"], row["unit"], row["measure"]) == (1002, 0, "number", "inhabitants")
    assert (row["source"], row["published"]) == ("SCB", pd.Timestamp("2026-02-20"))
    assert table.loc[("SE-1484", pd.Timestamp("2025-11-01")), "status"] == "not_available"
    assert brought.left_out == ("Left out, as they are no areas of ours: 1400 uppgift saknas, 14A Storgöteborg.",)


def test_it_is_stored_with_its_passport(server, described, version):
    play(server, version)
    file = keep(bring(server, version))
    assert len(read_values(file)) == 12
    passport = read_passport(file)
    assert passport.producer == "Statistiska centralbyrån (SCB)"
    assert passport.url == server.url_for(VERSIONS[version])
    assert passport.comment == "kon: totalt. contentscode: Folkmängd. Brus är tillagt."
    assert passport.citation_derived == "egen bearbetning av uppgifter från SCB"
    assert passport.language == "sv"
    assert passport.licence == ("https://example.org/cc0/" if version == "2" else "CC0 1.0")


@pytest.mark.parametrize("limit", [1, 5, 7, 18, 100])
def test_a_question_above_the_limit_is_cut_and_every_cell_comes_once(server, described, limit):
    asked = play(server, "2", limit=limit)
    whole = bring(server, "2").values
    assert len(asked) >= 18 / limit
    assert len(whole) == 12
    assert whole.set_index(["area", "period"]).loc[("SE-14", pd.Timestamp("2026-01-01")), "value"] == 2001


def test_a_service_that_does_not_state_its_limit_is_asked_for_less(server, described, monkeypatch):
    monkeypatch.setattr("radrum.sources.pxtables.CELLS", (100, 50, 6))
    asked = play(server, "1", limit=7)
    assert len(bring(server, "1").values) == 12
    assert len(asked) == 4, "the first was too large, then three pieces"


def test_pieces_are_told_and_come_at_the_services_pace(server, described):
    play(server, "2", limit=3)
    time, told = Time(), []
    bring(server, "2", service=polite(server, time=time, calls_per_second=50, told=lambda *n: told.append(n)))
    assert told == [(n, 6) for n in range(1, 7)]
    assert time.slept[-5:] == [pytest.approx(10 / 30)] * 5


def test_cutting_leaves_nothing_out():
    selection = {"a": list("abcdefg"), "b": list("123"), "c": ["x"]}
    for most in range(1, 25):
        pieces = list(cut(selection, most))
        cells = [cell for piece in pieces for cell in itertools.product(*piece.values())]
        assert sorted(cells) == sorted(itertools.product(*selection.values()))
        assert max(math.prod(map(len, piece.values())) for piece in pieces) <= most


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_nothing_is_stored_where_the_service_fails(server, described, version, fault, after):
    play(server, version, limit=6)
    if version == "1":
        after = min(after, 1)
    faulty(server, VERSIONS[version] if after or version == "1" else "/api/v2", fault, after=after)
    refused(lambda: keep(bring(server, version)), server, fault)


@pytest.mark.parametrize("kind", ["500 for ever", "429 for ever", "cut short", "broken chunk"])
def test_what_passes_is_waited_for(server, described, version, kind):
    play(server, version)
    faulty(server, VERSIONS[version], kind, times=2)
    assert len(bring(server, version).values) == 12


def spoil(server, version: str, change) -> None:
    """From now on each answer with data is changed."""
    play(server, version)
    path = VERSIONS[version] + ("/data" if version == "2" else "")
    good = next(each for each in server.handlers if each.matcher.uri == path and each.matcher.method == "POST")

    def answered(request: Request) -> Response:
        content = json.loads(good.respond(request).get_data())
        change(content)
        return Response(json.dumps(content), mimetype="application/json")

    server.handlers.remove(good)
    server.expect_request(path, method="POST").respond_with_handler(answered)


def rename(content: dict) -> None:
    content["dimension"]["Kommun"] = content["dimension"].pop("Region")
    content["id"][0] = "Kommun"


def drop_code(content: dict) -> None:
    category = content["dimension"]["Region"]["category"]
    del category["index"]["14A"], category["label"]["14A"]
    content["size"][0] -= 1
    content["value"] = content["value"][: math.prod(content["size"])]
    content["status"] = {}


def other_code(content: dict) -> None:
    category = content["dimension"]["Region"]["category"]["index"]
    category["14B"] = category.pop("14A")


def extra_dimension(content: dict) -> None:
    content["id"].append("Alder")
    content["size"].append(2)
    content["dimension"]["Alder"] = {"category": {"index": ["0", "1"]}}
    content["value"] *= 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (rename, "of Region 6 codes were asked for and 0 came; lacking: 00, 14"),
        (drop_code, "of Region 6 codes were asked for and 5 came; lacking: 14A"),
        (other_code, "lacking: 14A"),
        (extra_dimension, "the dimension Alder came, which nobody asked for"),
        (lambda content: content["value"].pop(), "there are 18 cells and 17 in 'value'"),
        (lambda content: content.update(value=["1"] * 18), "the value of cell 0 is '1', not a number"),
        (lambda content: content.pop("id"), "'id' and 'size' do not name the same dimensions"),
    ],
)
def test_a_changed_table_is_refused(server, described, version, change, told):
    spoil(server, version, change)
    before = stored()
    with pytest.raises(RadrumError, match=told) as found:
        keep(bring(server, version))
    assert server.url_for(VERSIONS[version]) in str(found.value)
    assert stored() == before


def test_a_table_updated_between_two_pieces_is_refused(server, described):
    stamps = itertools.count()
    spoil(server, "2", lambda content: content.update(updated=f"2026-02-20T0{next(stamps)}:00:00Z"))
    with pytest.raises(RadrumError, match="it was updated while it was being fetched"):
        fetch_in_pieces(server)


def fetch_in_pieces(server):
    from radrum.sources.pxtables import fetched

    return fetched(server.url_for(VERSIONS["2"]), TOTAL, polite(server), most=6)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"Kon": "3"}, "Kon: there is no '3'. There is: TotSa, 1, 2."),
        ({"Sex": "1"}, "it has no dimension 'Sex'"),
        ({"Region": "99*", **TOTAL}, "Region: there is no '99\\*'"),
        ({"Kon": ["1", "2"]}, "one measure cannot be 2 columns. Choose one code of Kon"),
        ({"Region": "14A", **TOTAL}, "none of its areas is one of ours \\(14A Storgöteborg\\)"),
    ],
)
def test_a_choice_that_cannot_be_is_told(server, described, version, wanted, told):
    play(server, version)
    with pytest.raises(RadrumError, match=told):
        bring(server, version, wanted)


def test_a_dimension_that_cannot_be_left_out_must_be_chosen(server, described):
    about = [{"code": name, "text": name, "values": [*each], "valueTexts": [*each]} for name, each in CODES.items()]
    server.expect_request(VERSIONS["1"]).respond_with_json({"title": "Folkmängd", "variables": about})
    with pytest.raises(Faults, match="which Kon is not said. Choose Kon=CODE of: TotSa TotSa, 1 1, 2 2"):
        bring(server, "1", {})


def test_patterns_name_counties_and_the_last_times(server, described, version):
    asked = play(server, version)
    brought = bring(server, version, {"region": "??", "Tid": "top(2)", **TOTAL})
    assert asked == [{"Region": ["00", "14"], "Kon": ["TotSa"], "ContentsCode": ["A1"], "Tid": ["2025M12", "2026M01"]}]
    assert len(brought.values) == 4


def test_a_dimension_that_can_be_left_out_is_left_to_the_service(server, described, version):
    asked = play(server, version)
    assert len(bring(server, version, {}).values) == 12
    assert "Kon" not in asked[0]


def test_a_column_that_nobody_has_mapped_is_refused_with_the_line_to_write(server, described):
    play(server, "2")
    with pytest.raises(Faults, match=r'\[MEASURE.sources\] scb = "TAB1 Kon=1 ContentsCode=A1"'):
        bring(server, "2", {"Kon": "1"}, measure=None)
    mapped = bring(server, "2", measure=None)
    assert set(mapped.values["measure"]) == {"inhabitants"}


def test_a_unit_that_is_not_the_measures_is_refused(server, described, version):
    play(server, version)
    with pytest.raises(Faults, match="is in antal, and available_1gbps is in percent"):
        bring(server, version, measure="available_1gbps")


def test_who_is_counted_must_be_said(server, described, version):
    play(server, version)
    with pytest.raises(RadrumError, match="does not say who is counted. Name it with --base"):
        bring(server, version, base=None)


def test_an_area_is_left_out_of_years_in_which_it_did_not_exist(server, described):
    codes = CODES | {"Region": {"46": "Vestland", "14": "Sogn og Fjordane"}, "Tid": {"2019": "2019", "2020": "2020"}}
    spoil_free = {"46": [None, 7], "14": [8, 0]}
    content = answer({"Region": ["46", "14"], "Kon": ["TotSa"], "ContentsCode": ["A1"], "Tid": []}, codes)
    content["dimension"]["Tid"] = dimension("Tid", ["2019", "2020"], codes)
    content |= {"size": [2, 1, 1, 2], "source": "Statistisk sentralbyrå", "status": {"0": "."}}
    content["value"] = [value for each in spoil_free.values() for value in each]
    file = described / "05300.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    brought = fetch(str(file), measure="inhabitants", base="population")
    table = brought.values[["area", "period", "value"]].assign(period=brought.values["period"].dt.year)
    assert table.to_numpy().tolist() == [["NO-46", 2020, 7], ["NO-14", 2019, 8]]
    assert "2 cells without a value of areas in years in which they did not exist." in brought.left_out


def test_codes_of_another_country_are_not_taken_for_ours(described, tmp_path):
    flora = {"1401": "Flora", "1402": "Kinn", "1407": "Voss", "1415": "Stryn"}
    file = tmp_path / "wrong.px"
    texts = {"VALUES": flora.values(), "CODES": flora}
    text = re.sub("-1;", "73.0 1 2 3;", PX)
    for keyword, items in texts.items():
        quoted = ",".join(f'"{item}"' for item in items)
        text = re.sub(rf'{keyword}\("region"\)=[^=]*";\n', f'{keyword}("region")={quoted};\n', text)
    file.write_bytes(px(text))
    with pytest.raises(RadrumError, match="its names are not those of SE \\(1401 Flora is ours Härryda"):
        fetch(str(file), measure="available_1gbps", base="households")


@pytest.mark.parametrize(
    ("code", "country", "area"),
    [
        ("0114", "SE", "SE-0114"),
        ("00", "SE", "SE"),
        ("0", "NO", "NO"),
        ("46", "NO", "NO-46"),
        ("4601", "NO", "NO-4601"),
        ("SE", "", "SE"),
        ("EL", "", "GR"),
        ("K-4601", "NO", None),
        ("EAK", "NO", None),
        ("114", "SE", None),
        ("0114", "", None),
    ],
)
def test_an_agencys_code_is_our_area_or_none(code, country, area):
    assert area_of(code, country) == area


PX = """CHARSET="ANSI";
CODEPAGE="iso-8859-1";
LANGUAGE="sv";
LANGUAGES="sv","en";
SHOWDECIMALS=1;
MATRIX="TAB9";
TITLE="Tillgång efter region och år";
STUB="region";
HEADING="innehåll","år";
CONTVARIABLE="innehåll";
VARIABLECODE("region")="Region";
VALUES("region")="Riket","Göte"
"borg","Lysekil; och (annat)";
CODES("region")="00","1480","1484";
VALUES("innehåll")="Andel";
CODES("innehåll")="A";
UNITS("Andel")="procent";
VALUES("år")="2022","2023","2024";
TIMEVAL("år")=TLIST(A1),"2022","2023","2024";
LAST-UPDATED("Andel")="20240321 08:00";
SOURCE="SCB";
NOTE="Gäller 1 oktober.#Se mer.";
VALUES[en]("region")="Sweden","Gothenburg","Lysekil";
DATA=
97.5 98.0 "-"
".." "." 99.9
":" 72.1 -1;
"""


def px(text: str = PX) -> bytes:
    return text.encode("latin-1")


def test_a_px_file_is_a_table_too(described, tmp_path):
    file = tmp_path / "TAB9.px"
    file.write_bytes(px(PX.replace("-1;", "73.0;")))
    brought = fetch(str(file), {"Region": ["14*", "00"]}, measure="available_1gbps", base="households")
    table = brought.values.assign(status=brought.values["status"].fillna(""))
    valued = table[table["value"].notna()]
    assert valued[["area", "value"]].to_numpy().tolist() == [
        ["SE", 97.5],
        ["SE", 98.0],
        ["SE", 0.0],
        ["SE-1480", 99.9],
        ["SE-1484", 72.1],
        ["SE-1484", 73.0],
    ]
    gaps = table[table["value"].isna()]
    assert gaps["status"].tolist() == ["not_available", "not_applicable", "suppressed"]
    assert set(table["decimals"]) == {1}
    assert brought.about["title"] == "Tillgång efter region och år"
    assert brought.about["published"] == "2024-03-21"
    assert brought.about["licence"] == "CC0 1.0"
    assert table["url"].isna().all()


def test_texts_of_a_px_file_may_be_broken_and_hold_signs():
    read = read_px(px(), "TAB9.px")
    assert list(read.dimensions["Region"].labels.values()) == ["Riket", "Göteborg", "Lysekil; och (annat)"]
    assert read.cells["value"].tolist()[-1] == -1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PX[:-40], "line 23: not a PX file, or one that is cut short"),
        (PX.replace("99.9\n", ""), "there are 9 cells and 8 in DATA"),
        (PX.replace("99.9", "99,x"), "9 cells and 10 in DATA"),
        (PX.replace("99.9", "abc"), "could not convert string to float: 'abc'"),
        (PX.replace('HEADING="innehåll","år";\n', ""), "the keyword HEADING is missing"),
        (PX.replace('VALUES("innehåll")="Andel";\n', ""), "'innehåll' has no VALUES"),
        (PX.replace('CODES("region")="00",', 'CODES("region")='), "CODES and VALUES are not of one length"),
        (PX.replace("SOURCE", 'KEYS("region")=CODES;\nSOURCE'), "leaves out rows without a value"),
        ("<html>closed</html>", "line 1: not a PX file"),
        ("", "line 1: not a PX file"),
    ],
)
def test_a_spoilt_px_file_is_refused_with_its_place(text, told):
    with pytest.raises(RadrumError, match=told) as found:
        read_px(px(text), "TAB9.px")
    assert str(found.value).startswith("TAB9.px")


@given(
    st.integers(0, len(PX)), st.integers(0, 30), st.sampled_from(['"', ";", ",", "=", "(", "\n", "å", "..", "9", ""])
)
def test_a_px_file_with_a_piece_replaced_is_whole_or_refused(at, length, piece):
    try:
        read = read_px(px(PX[:at] + piece + PX[at + length :]), "TAB9.px")
    except RadrumError as error:
        assert str(error).startswith("TAB9.px")
    else:
        assert len(read.cells) == math.prod(len(each.codes) for each in read.dimensions.values())


@pytest.mark.parametrize("name", ["none.px", "half.json"])
def test_a_file_that_is_not_there_or_half_is_refused(described, tmp_path, name):
    (tmp_path / "half.json").write_text('{"class": "dataset", "value": [1,', encoding="utf-8")
    with pytest.raises(RadrumError, match=name):
        fetch(str(tmp_path / name), measure="inhabitants", base="population")


def test_the_command_stores_and_prints_the_path(server, described):
    play(server, "2")
    words = ["fetch", "pxweb", server.url_for(VERSIONS["2"]), "-s", "Kon=TotSa", "--base", "population"]
    tried = run(*words, "--dry-run")
    assert (tried.returncode, tried.stdout) == (0, "")
    assert "12 values (1 missing) of 1 measures for 4 areas, 2025-11-01 to 2026-01-01." in tried.stderr
    assert not list(described.glob("*.csv"))
    done = run(*words)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).name.startswith("scb-tab1-")
    assert "Nothing new" in run(*words).stderr
