"""Eurostat's data sets, from a server that answers as Eurostat does, well and badly."""

import itertools
import json
from pathlib import Path

import pandas as pd
import pytest
from radrum.errors import RadrumError
from radrum.passport import read_passport
from radrum.sources.eurostat import fetch
from radrum.sources.keeping import keep
from radrum.statistics import read_values
from serving import faulty, polite, refused, stored
from werkzeug import Request, Response

pytest_plugins = ["serving"]
MEASURES = """
[internet_at_home]
unit = "percent"
better = "higher"
[internet_at_home.sources]
eurostat = "isoc_ci_in_h freq=A unit=PC_HH hhtyp=TOTAL"
"""
CODES = {
    "freq": {"A": "Annual"},
    "unit": {"PC_HH": "Percentage of households"},
    "hhtyp": {"TOTAL": "Total", "A1": "Single person"},
    "geo": {"EU27_2020": "European Union", "EL": "Greece", "FI": "Finland", "SE": "Sweden", "NO": "Norway"},
    "time": {"2022": "2022", "2023": "2023"},
}
VALUES = {("SE", "2022"): 94.1, ("SE", "2023"): 95, ("FI", "2022"): 0, ("NO", "2023"): 98.25}
FLAGS = {("SE", "2023"): "bu", ("FI", "2023"): "c", ("FI", "2022"): "p", ("NO", "2022"): "u"}
ADDRESS = "/statistics/1.0/data"


def answer(chosen: dict[str, list[str]]) -> dict:
    """What Eurostat answers: sparse, and without the codes that it does not know."""
    full = {name: [code for code in codes if code in chosen.get(name, codes)] for name, codes in CODES.items()}
    cells = [(cell[3], cell[4]) for cell in itertools.product(*full.values())]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Households - level of internet access",
        "source": "ESTAT",
        "updated": "2024-06-16T23:00:00+0200",
        "id": list(full),
        "size": [len(codes) for codes in full.values()],
        "dimension": {
            name: {
                "label": name,
                "category": {
                    "index": {code: at for at, code in enumerate(codes)},
                    "label": {code: CODES[name][code] for code in codes},
                },
            }
            for name, codes in full.items()
        },
        "value": {str(at): VALUES[cell] for at, cell in enumerate(cells) if cell in VALUES},
        "status": {str(at): FLAGS[cell] for at, cell in enumerate(cells) if cell in FLAGS},
        "extension": {"status": {"label": {"b": "break in time series", "u": "low reliability"}}},
    }


def play(server, change=None) -> None:
    def data(request: Request) -> Response:
        assert request.args["format"] == "JSON"
        content = answer({name: request.args.getlist(name) for name in CODES if name in request.args})
        if change:
            change(content)
        return Response(json.dumps(content), mimetype="application/json")

    server.expect_request(f"{ADDRESS}/isoc_ci_in_h").respond_with_handler(data)


@pytest.fixture
def described(store) -> Path:
    with (store / "measures.toml").open("a", encoding="utf-8") as file:
        file.write(MEASURES)
    return store


WANTED = {"hhtyp": "TOTAL", "geo": ["SE", "NO", "FI"]}


def bring(server, wanted=WANTED, **more):
    return fetch("isoc_ci_in_h", wanted, service=polite(server, ADDRESS), **more)


def test_a_data_set_becomes_rows_with_its_flags_in_words(server, described):
    play(server)
    brought = bring(server)
    rows = brought.values.set_index(["area", brought.values["period"].dt.year])
    assert rows["value"].dropna().to_dict() == {
        ("SE", 2022): 94.1,
        ("SE", 2023): 95,
        ("FI", 2022): 0,
        ("NO", 2023): 98.25,
    }
    assert rows["status"].dropna().to_dict() == {
        ("SE", 2023): "break",
        ("FI", 2022): "provisional",
        ("FI", 2023): "suppressed",
        ("NO", 2022): "suppressed",
    }
    assert rows.loc[("SE", 2023), "comment"] == "Eurostat: break in time series, low reliability."
    assert set(rows["measure"]) == {"internet_at_home"}
    assert set(rows["base"]) == {"households"}
    assert set(rows["decimals"]) == {2}
    assert set(rows["published"]) == {pd.Timestamp("2024-06-16")}


def test_it_is_stored_with_its_passport(server, described):
    play(server)
    file = keep(bring(server))
    assert len(read_values(file)) == 6
    passport = read_passport(file)
    assert (passport.producer, passport.licence) == ("Eurostat", "CC BY 4.0")
    assert passport.url == "https://ec.europa.eu/eurostat/databrowser/view/isoc_ci_in_h"


def test_greece_is_asked_for_in_eurostats_code_and_unknown_areas_are_named(server, described):
    play(server)
    brought = bring(server, {"hhtyp": "TOTAL", "geo": ["GR", "SE"]})
    assert server.log[0][0].args.getlist("geo") == ["EL", "SE"]
    greek = "GR" in set(brought.values["area"])
    assert greek or brought.left_out == ("Left out, as they are no areas of ours: EL Greece.",)
    assert "EU27" in set(bring(server, {"hhtyp": "TOTAL"}).values["area"])


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"hhtyp": "TOTAL", "geo": ["SE", "XY"]}, "of geo XY did not come"),
        ({"hhtyp": "TOTAL", "time": "2030", "geo": "SE"}, "not one value"),
        ({"sex": "T"}, "there is no dimension 'sex'"),
        ({"geo": "SE"}, "nobody has said which measure eurostat calls 'isoc_ci_in_h freq=A unit=PC_HH hhtyp=A1'"),
    ],
)
def test_what_did_not_come_or_is_unclear_is_told(server, described, wanted, told):
    play(server)
    with pytest.raises(RadrumError, match=told):
        bring(server, wanted)


def test_nothing_is_stored_where_the_service_fails(server, described, fault):
    play(server)
    faulty(server, ADDRESS, fault)
    refused(lambda: keep(bring(server)), server, fault)


@pytest.mark.parametrize("kind", ["429 for ever", "500 for ever", "cut short", "broken chunk"])
def test_what_passes_is_waited_for(server, described, kind):
    play(server)
    faulty(server, ADDRESS, kind, times=3)
    assert len(bring(server).values) == 6


def rename(content: dict) -> None:
    content["dimension"]["region"] = content["dimension"].pop("geo")
    content["id"][3] = "region"


def more_countries(content: dict) -> None:
    content["dimension"]["geo"]["category"]["index"]["DK"] = 3
    content["size"][3] = 4


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (rename, "there is no dimension 'geo'"),
        (more_countries, "of geo also DK came, which nobody asked for"),
        (lambda content: content["value"].update({"6": 1}), "names the cell '6', and there are 6"),
        (lambda content: content.update(value={}), "not one value"),
        (lambda content: content["dimension"]["unit"]["category"].update(label={"PC_HH": "Euro"}), "who is counted"),
    ],
)
def test_a_changed_data_set_is_refused(server, described, change, told):
    play(server, change)
    before = stored()
    with pytest.raises(RadrumError, match=told) as found:
        keep(bring(server))
    assert server.url_for(f"{ADDRESS}/isoc_ci_in_h") in str(found.value)
    assert stored() == before


def test_eurostats_own_error_is_passed_on(server, described):
    error = {"error": [{"status": 400, "id": 100, "label": "No results found"}]}
    server.expect_request(f"{ADDRESS}/isoc_ci_in_h").respond_with_json(error, status=400)
    with pytest.raises(RadrumError, match="400 BAD REQUEST: No results found"):
        bring(server)


def test_an_answer_that_is_promised_for_later_is_no_answer(server, described):
    promise = {"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE. Please try again later."}}
    server.expect_request(f"{ADDRESS}/isoc_ci_in_h").respond_with_json(promise)
    with pytest.raises(RadrumError, match="will answer later"):
        bring(server)
