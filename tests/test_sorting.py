"""Names stand in the order of the reader's language wherever an exhibit lists them, not in that of code points."""

import re

import pandas as pd
import pytest
from radrum import paths
from radrum.exhibits.board import chosen
from radrum.exhibits.matrix import in_order
from radrum.words import Words

MIXED = ["Ödeby", "Zinkberg", "Ängby", "eka", "Åby", "Alby"]
SWEDISH = ["Alby", "eka", "Zinkberg", "Åby", "Ängby", "Ödeby"]
NORWEGIAN = ["Alby", "eka", "Zinkberg", "Ängby", "Ödeby", "Åby"]


@pytest.mark.parametrize(("language", "sought"), [("sv", SWEDISH), ("nb", NORWEGIAN), ("nn", NORWEGIAN)])
def test_a_frame_is_sorted_in_the_order_of_the_language_and_by_numbers_as_they_are(language, sought):
    frame = pd.DataFrame({"n": [1, 2, 2, 2, 2, 2, 2], "name": ["Ösby", *MIXED]})
    ordered = frame.sort_values(["n", "name"], ascending=[False, True], key=Words(language).sorting)
    assert ordered["name"].tolist() == [*sought, "Ösby"]


def test_what_is_missing_stays_missing_and_last_in_the_order():
    frame = pd.DataFrame({"name": ["Ö", None, "A"]})
    assert frame.sort_values("name", key=Words("sv").sorting)["name"].dropna().tolist() == ["A", "Ö"]


def test_the_board_has_the_worst_light_first_and_then_areas_and_titles_in_the_order_of_the_language():
    red = [("red", "Vård", "Äldres e-tjänster"), ("red", "Vård", "Åtkomst"), ("red", "Ärenden", "A")]
    rows = [*red, ("green", "A", "A")]
    standing = pd.DataFrame(rows, columns=["light", "area", "title"]).assign(candidate=False, stage="delivery")
    ordered = chosen(standing, Words("sv"))
    assert ordered["title"].tolist() == ["Åtkomst", "Äldres e-tjänster", "A", "A"]
    assert ordered["light"].tolist() == ["red", "red", "red", "green"]


def test_initiatives_alike_in_share_stand_by_title_and_those_without_a_share_last():
    counted = pd.DataFrame({"share": [None, 50.0, 50.0], "title": ["A", "Äldre", "Åtkomst"]})
    assert in_order(counted, Words("sv"))["title"].tolist() == ["Åtkomst", "Äldre", "A"]


def test_no_exhibit_sorts_titles_or_names_without_the_language():
    """A new ``sort_values`` by a text must say in which language."""
    faults, whole = [], r"sort_values\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
    for file in sorted((paths.PACKAGE / "exhibits").glob("*.py")):
        for call in re.findall(whole, file.read_text(encoding="utf-8")):
            if re.search(r'"_?(title|name|of|area_name|domain_title|system)"', call) and "key=" not in call:
                faults.append(f"{file.name}: {call}")
    assert faults == []
