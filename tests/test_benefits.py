"""Benefits: measured, claimed, due, and when they pay."""

import pandas as pd
import pytest
from radrum.measures import benefits

TODAY = pd.Timestamp("2026-06-30")
DATES = ["due_earliest", "due_latest", "baseline_date"]


def initiatives(**given):
    row = {
        "initiative": "i",
        "title": "I",
        "budget": 100.0,
        "running_cost": None,
        "currency": "SEK",
        "source": "s",
        "end_latest": None,
        "effects_followed_up": None,
        "owner": None,
        "owner_role": None,
        "candidate": None,
    } | given
    made = pd.DataFrame([row]).astype({"budget": float, "running_cost": float})
    days = {name: pd.to_datetime(made[name]) for name in ("end_latest", "effects_followed_up")}
    return made.assign(candidate=made["candidate"].astype("boolean"), **days)


def benefit(**given):
    row = {
        "benefit": "b",
        "initiative": "i",
        "what": "W",
        "unit": "h",
        "better": None,
        "baseline": 100.0,
        "baseline_bound": "exact",
        "expected": 60.0,
        "due_earliest": None,
        "due_latest": None,
        "worth": 1.0,
        "owner": None,
        "owner_role": "chief",
    } | given
    made = pd.DataFrame([row]).astype({"baseline": float, "expected": float, "worth": float})
    return made.assign(**{name: pd.to_datetime(made[name]) for name in DATES[:2]})


def values(*rows, bound="exact"):
    made = pd.DataFrame(rows, columns=["benefit", "date", "kind", "value"])
    return made.assign(date=pd.to_datetime(made["date"]).astype("datetime64[ns]"), bound=bound).astype({"value": float})


def standing(given, *rows):
    (row,) = benefits.standing(given, values(*rows), initiatives(), TODAY).to_dict("records")
    return row


def test_the_newest_measurement_says_how_much_of_the_way_is_reached():
    row = standing(benefit(), ("b", "2026-01-01", "measured", 90), ("b", "2026-05-01", "measured", 70))
    assert (row["measured"], row["reached"], row["known"]) == (70, 75, "measured")


@pytest.mark.parametrize("bound", ["under", "over"])
def test_nothing_is_reckoned_with_a_limit(bound):
    exact, limit = values(("b", "2026-05-01", "measured", 70)), values(("b", "2026-05-01", "measured", 5), bound=bound)
    for given, known in ((benefit(), limit), (benefit(baseline_bound=bound), exact)):
        stands = benefits.standing(given, known, initiatives(), TODAY)
        (paid,) = benefits.payback(stands, initiatives(), 5, 0.0).to_dict("records") or [{"measured_value": None}]
        assert pd.isna(stands["reached"].item())
        assert pd.isna(paid["measured_value"])
    assert benefits.payback(stands, initiatives(), 5, 0.0).empty


def test_what_was_measured_the_wrong_way_is_less_than_nothing():
    assert standing(benefit(), ("b", "2026-05-01", "measured", 110))["reached"] == -25


def test_what_is_only_claimed_reaches_nothing():
    row = standing(benefit(), ("b", "2026-05-01", "claimed", 60))
    assert (row["known"], row["claimed"]) == ("claimed", 60)
    assert pd.isna(row["reached"])


def test_a_value_of_a_day_to_come_is_not_known_yet():
    assert standing(benefit(), ("b", "2026-07-01", "measured", 60))["known"] == "neither"


def test_without_a_baseline_nothing_can_be_said_of_the_way():
    row = standing(benefit(baseline=None), ("b", "2026-05-01", "measured", 70))
    assert row["no_baseline"]
    assert pd.isna(row["reached"])


def test_a_benefit_is_overdue_after_its_last_day_unless_it_was_measured_by_then():
    due = {"due_earliest": "2026-04-01", "due_latest": "2026-05-31"}
    assert standing(benefit(**due))["overdue"]
    assert standing(benefit(**due), ("b", "2026-03-01", "measured", 70))["overdue"]
    assert not standing(benefit(**due), ("b", "2026-05-01", "measured", 70))["overdue"]
    assert not standing(benefit(due_latest="2026-06-30"))["overdue"]
    assert not standing(benefit())["overdue"]


def test_an_owner_is_a_body_or_a_role():
    assert not standing(benefit())["no_owner"]
    assert standing(benefit(owner_role=None))["no_owner"]


def paid(given, about, *rows, rate=0.0):
    stands = benefits.standing(given, values(*rows), about, TODAY)
    return benefits.payback(stands, about, 5, rate).to_dict("records")


def test_the_cost_is_paid_back_by_what_is_gained_less_what_it_costs_to_run():
    (row,) = paid(benefit(), initiatives(running_cost=15.0))
    assert (row["expected_value"], row["running"]) == (40, 15)
    assert row["expected_payback"] == 4
    assert row["expected_net"] == 5 * 25 - 100


def test_the_net_value_counts_later_years_for_less():
    (row,) = paid(benefit(), initiatives(), rate=10.0)
    assert row["expected_net"] == pytest.approx(40 / 1.1 + 40 / 1.21 + 40 / 1.331 + 40 / 1.4641 + 40 / 1.61051 - 100)


def test_measured_value_is_of_the_measured_change_and_missing_where_not_all_is_measured():
    (row,) = paid(benefit(), initiatives(), ("b", "2026-05-01", "measured", 80))
    assert (row["measured_value"], row["measured_payback"]) == (20, 5)
    (row,) = paid(benefit(), initiatives(), ("b", "2026-05-01", "claimed", 80))
    assert pd.isna(row["measured_value"])
    assert pd.isna(row["measured_payback"])


def test_a_change_for_the_worse_never_pays():
    (row,) = paid(benefit(), initiatives(), ("b", "2026-05-01", "measured", 120))
    assert row["measured_value"] == -20
    assert pd.isna(row["measured_payback"])
    (row,) = paid(benefit(better="higher"), initiatives())
    assert row["expected_value"] == -40


def test_what_nobody_has_put_a_worth_on_is_left_out_and_counted():
    two = pd.concat([benefit(), benefit(benefit="c", worth=None)], ignore_index=True)
    (row,) = paid(two, initiatives())
    assert (row["benefits"], row["left_out"]) == (1, 1)
    assert paid(benefit(worth=None), initiatives()) == []
    assert paid(benefit(), initiatives(budget=None)) == []


def followed(about, stage=None, *rows):
    status = pd.DataFrame({"initiative": ["i"], "stage": [stage]})
    stands = benefits.standing(benefit(), values(*rows), about, TODAY)
    return benefits.followups(about, status, stands, TODAY)["followed_up"].tolist()


def test_an_initiative_past_its_end_asks_for_a_follow_up():
    assert followed(initiatives(), "execution") == []
    assert pd.isna(followed(initiatives(end_latest="2026-06-29"))[0])
    assert pd.isna(followed(initiatives(), "closed")[0])
    assert followed(initiatives(end_latest="2026-01-01"), "withdrawn") == []


def test_a_follow_up_is_a_day_of_its_own_or_a_benefit_measured_after_the_end():
    assert followed(initiatives(end_latest="2026-01-01", effects_followed_up="2026-03-01")) == [
        pd.Timestamp("2026-03-01")
    ]
    after = ("b", "2026-05-01", "measured", 80)
    assert followed(initiatives(end_latest="2026-01-01"), None, after) == [pd.Timestamp("2026-05-01")]
    assert pd.isna(followed(initiatives(end_latest="2026-05-02"), None, after)[0])
