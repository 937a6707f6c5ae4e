"""The first screen: what it lists is what it says."""

import pandas as pd
from radrum.exhibits.main_points import _to_decide
from radrum.words import Words

NOBODY = pd.DataFrame({"title": [], "state": []}, dtype=object)


def decided(*kinds):
    items = pd.DataFrame({"kind": kinds, "title": [f"Item {n}" for n in range(1, len(kinds) + 1)]}, dtype=object)
    return _to_decide(items, NOBODY, Words("en"))


def test_what_must_be_decided_lists_the_items_for_decision_and_counts_the_others():
    said = decided("information", "decision", "discussion", "decision")
    assert said.answer == "2 items are up for decision."
    assert said.points == ("Item 2", "Item 4", "The next meeting has 2 more items, of other kinds")


def test_where_nothing_is_up_for_decision_all_items_are_listed():
    said = decided("information", "discussion")
    assert said.answer == "Nothing is up for decision: the next meeting has 2 items of other kinds."
    assert said.points == ("Item 1", "Item 2")


def test_where_all_is_up_for_decision_nothing_more_is_counted():
    assert decided("decision").points == ("Item 1",)
