"""Where a page is published: what it was asked for with other parameters lies beside the paper, never in its place."""

import re
from itertools import combinations

import pytest
from radrum.dossier import open_dossier
from radrum.press import Parameter
from radrum.runs import Plan
from radrum.runs.addresses import report_path, told
from radrum.runs.drafting import ask

DECLARED = {
    name: Parameter(name, kind, "", "what it is")
    for name, kind in {"measure": "measure", "years": "int", "rate": "float", "day": "date", "Owner": "str"}.items()
}
SETS = [
    {},
    {"measure": "available_fibre"},
    {"measure": "Available_fibre"},
    {"measure": "available_fibre--years-7"},
    {"measure": "available_fibre", "years": 7},
    {"measure": "available_fibre-years-7"},
    {"years": 7},
    {"years": -7},
    {"rate": 0.5},
    {"day": "2016-09-08"},
    {"day": ""},
    {"measure": "a" * 200},
    {"measure": "a" * 201},
    {"measure": "../../index"},
    {"measure": "å b/c?d#e%"},
    {"Owner": "Anna"},
    {"Owner": "anna"},
]


@pytest.fixture(scope="module")
def opened():
    return open_dossier("exempel")


@pytest.fixture
def asked(opened, monkeypatch):
    """What a plan for ``exempel`` asks for; the council is opened once."""
    monkeypatch.setattr("radrum.runs.drafting.open_dossier", lambda *_, **__: opened)
    return lambda notebook="broadband", **parameters: ask(Plan("exempel", notebook, parameters=parameters))


@pytest.fixture
def path(asked):
    """Where its page lies, below the folder of the language."""
    return lambda notebook="broadband", **parameters: path_of(asked(notebook, **parameters), notebook)


def path_of(found, notebook):
    folder = "council/exempel/2026-09-10/sv"
    return report_path(found.dossier, notebook, found.area, found.told).relative_to(folder).as_posix()


def test_parameters_stand_in_the_name_as_far_as_they_can_be_read():
    assert told({"years": 7, "measure": "available_fibre"}, DECLARED) == "measure-available_fibre--years-7"
    assert told({"rate": 0.5}, DECLARED) == "rate-0.5"
    assert told({"day": "2016-09-08"}, DECLARED) == "day-2016-09-08"
    assert told({}, DECLARED) == ""


@pytest.mark.parametrize("given", SETS)
def test_a_name_is_fit_for_every_disk_and_address(given):
    assert re.fullmatch(r"[a-z0-9_.-]{0,80}", told(given, DECLARED))


def test_free_text_never_stands_in_a_name():
    assert "anna" not in told({"Owner": "anna"}, DECLARED | {"Owner": Parameter("Owner", "str", "", "whose")})
    assert "anna" not in told({"whose": "anna"}, {"whose": Parameter("whose", "str", "", "whose")})


def test_no_two_sets_of_parameters_share_a_name_whatever_the_disk_makes_of_capitals():
    for one, other in combinations(SETS, 2):
        assert told(one, DECLARED).lower() != told(other, DECLARED).lower()


def test_a_page_of_other_parameters_lies_beside_the_paper(path):
    assert path() == "broadband.html"
    assert path(measure="available_fibre") == "broadband--measure-available_fibre.html"
    assert path("benefits", years="7") == "benefits--years-7.html"


def test_whoever_asks_for_the_notebooks_own_parameters_gets_the_paper(asked):
    given, without = asked(measure="available_100mbps"), asked()
    assert (given.told, given.values) == (without.told, without.values) == ("", {})


def test_a_municipality_keeps_its_folder_with_whatever_it_is_given_besides(path):
    assert path("municipality", area="0101") == "municipality/XX-0101.html"
    fibre = path("municipality", area="0101", measure="available_fibre")
    assert fibre == "municipality/XX-0101--measure-available_fibre.html"
