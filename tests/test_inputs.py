"""What a report says that it was made from."""

import re

import pytest
from conftest import ROOT
from cutting import cut
from radrum.dossier import open_dossier
from radrum.runs.inputs import inputs

DAY, LATER = "2025-06-01", "2026-06-01"


def made_from(day=DAY, notebook="broadband", language="en", **parameters):
    return inputs(open_dossier("exempel", day, language=language), notebook, parameters)


def changed(one, other):
    return {name for name in one | other if one.get(name) != other.get(name)}


def test_every_input_has_a_name_and_a_sha256():
    found = made_from()
    assert {"Program, words and template", "Notebook broadband.ipynb", "Parameters", "Areas and borders"} <= set(found)
    assert "Statistics exempel_broadband" in found
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in found.values())
    assert len(set(found.values())) == len(found)


def test_what_is_recorded_and_published_later_changes_no_input(tmp_path, monkeypatch):
    now = made_from()
    monkeypatch.setenv("RADRUM_DATA", str(cut(ROOT / "data", DAY, tmp_path / "data")))
    assert changed(now, made_from()) == set()


def test_another_day_has_other_rows_and_parameters():
    found = changed(made_from(), made_from(LATER))
    assert {"Parameters", "The council's register, as known on the day", "Statistics exempel_broadband"} <= found
    assert not {"Program, words and template", "Notebook broadband.ipynb", "Areas and borders"} & found


@pytest.mark.parametrize("other", [{"language": "sv"}, {"measure": "fibre"}])
def test_a_parameter_is_an_input(other):
    one, two = made_from(), made_from(**other)
    assert one["Parameters"] not in two.values()
    assert len(set(one.values()) & set(two.values())) == len(one) - 1


def test_another_notebook_is_another_input():
    assert changed(made_from(), made_from(notebook="statistics")) == {
        "Notebook broadband.ipynb",
        "Notebook statistics.ipynb",
    }


def test_a_changed_word_in_the_register_changes_the_register_alone(data):
    before = made_from()
    file = data / "councils" / "exempel" / "initiatives.csv"
    text = file.read_text(encoding="utf-8")
    assert "nattetid" in text
    file.write_text(text.replace("nattetid", "om natten", 1), encoding="utf-8")
    assert changed(before, made_from()) == {"The council's register, as known on the day"}
