"""Gaps, growth, ranks, town and country, concentration: each from rows that fit on a hand."""

import pandas as pd
import pytest
from radrum.measures import concentration, coverage, gaps, growth, households, ranking, settlements

BREAKS = ((pd.Timestamp("2015-01-01"), "population_to_households"),)
OCTOBER = {year: pd.Timestamp(year, 10, 1) for year in range(2012, 2026)}
TOWNS = ["A", "B", "C"]


def statistics(*rows, **usual):
    """Published values; what a row does not name is a share of households with fibre in all places of A, in October."""
    said = {"area": "A", "measure": "fibre", "segment": "all", "base": "households", "source": "PTS", "decimals": 1}
    said |= {"status": None, "published_precision": "day", "snapshot": "pts", "unit": "percent"} | usual
    made = pd.DataFrame([said | row for row in rows])
    made["period"] = [OCTOBER[row["year"]] if "year" in row else pd.Timestamp(row["day"]) for row in rows]
    made["published"] = made["period"] + pd.Timedelta(days=170)
    types = {"value": float, "decimals": "Int64", "area": "str", "base": "str", "segment": "str", "source": "str"}
    return made.astype(types)


def shares(*rows, **usual):
    """A series of shares: rows of (area, year, value), or of dicts."""
    rows = [row if isinstance(row, dict) else dict(zip(("area", "year", "value"), row, strict=True)) for row in rows]
    places = list(dict.fromkeys(row.get("area", "A") for row in rows))
    given = statistics(*rows, **usual)
    segment = given["segment"].iloc[0]
    return coverage.series(given, places, "fibre", BREAKS, segment=segment)


def homes(*rows, base="households"):
    """A series of counts: rows of (area, day, number)."""
    given = [{"area": area, "day": day, "value": value} for area, day, value in rows]
    values = statistics(*given, measure="households", base=base, decimals=0, unit="number")
    return coverage.series(values, list(dict.fromkeys(area for area, *_ in rows)), "households", bases=(base,))


def goals(*rows):
    """Goals: rows of (year, percent)."""
    made = pd.DataFrame(rows, columns=["goal_year", "value"]).assign(base="households", decimals=0)
    return made.astype({"goal_year": "Int64", "decimals": "Int64", "value": float})


# One series out of several sources and bases


def test_of_several_sources_the_one_with_most_values_speaks_and_none_is_averaged():
    rows = [("A", 2016, 60), ("A", 2017, 70), ("B", 2017, 80)]
    said = [dict(zip(("area", "year", "value"), row, strict=True)) for row in rows]
    other = {"area": "A", "year": 2017, "value": 71, "source": "Kolada"}
    only = {"area": "B", "year": 2018, "value": 85, "source": "Kolada"}
    values = coverage.series(statistics(other, only, *said), ["A", "B"], "fibre")
    assert values[["area", "value", "source"]].values.tolist() == [
        ["A", 60, "PTS"],
        ["A", 70, "PTS"],
        ["B", 80, "PTS"],
        ["B", 85, "Kolada"],
    ]


def test_the_first_base_speaks_before_the_source_with_most_values():
    of_people = [{"area": "A", "year": year, "value": 70, "base": "population"} for year in (2016, 2017)]
    values = statistics(*of_people, {"area": "A", "year": 2017, "value": 60, "source": "Kolada"})
    found = coverage.series(values, ["A"], "fibre", bases=("households", "population"))
    assert found[["base", "value"]].values.tolist() == [["population", 70], ["households", 60]]


# Growth


def test_growth_is_the_difference_in_points_and_a_year():
    (first, second) = growth.steps(shares(("A", 2016, 60.0), ("A", 2018, 66.5))).to_dict("records")
    assert (first["why"], pd.isna(first["change"]), pd.isna(first["period_before"])) == ("first", True, True)
    assert (second["before"], second["change"], second["period_before"]) == (60, 6.5, OCTOBER[2016])
    assert second["a_year"] == pytest.approx(3.25, abs=0.01)
    assert second["within"] == pytest.approx(0.1)
    assert pd.isna(second["why"])


def test_growth_never_crosses_a_break_nor_goes_from_one_base_to_another():
    values = shares({"year": 2014, "value": 54, "base": "population"}, ("A", 2015, 69))
    assert growth.steps(values)["why"].tolist() == ["first", "break"]
    values = shares({"year": 2016, "value": 54, "base": "population"}, ("A", 2017, 69))
    assert growth.steps(values)["why"].tolist() == ["first", "base"]
    assert growth.steps(values)["change"].isna().all()
    assert growth.between(values)["why"].tolist() == ["base"]


def test_a_change_bears_the_decimals_of_the_coarser_value():
    values = shares({"year": 2015, "value": 66, "decimals": 0}, {"year": 2016, "value": 72.16, "decimals": 2})
    last = growth.steps(values).iloc[1]
    assert (last["change_decimals"], last["decimals"]) == (0, 2)
    assert last["within"] == pytest.approx(0.505)


def test_growth_is_exact_to_the_decimals_published():
    assert growth.steps(shares(("A", 2016, 73.3), ("A", 2017, 78.5)))["change"].tolist()[1] == 5.2


def test_the_fastest_stands_first_and_who_cannot_be_compared_last():
    values = shares(("A", 2015, 1), ("A", 2016, 60), ("A", 2017, 70), ("B", 2017, 90), ("C", 2016, 40), ("C", 2017, 55))
    found = growth.between(values)
    assert found[["area", "change"]].fillna(-1).values.tolist() == [["C", 15], ["A", 10], ["B", -1]]
    assert found["why"].tolist()[2] == "no_value_before"


def test_growth_between_two_years_leaves_out_what_is_between():
    values = shares(("A", 2015, 50), ("A", 2016, 60), ("A", 2017, 70), ("B", 2016, 1))
    found = growth.between(values, OCTOBER[2015], OCTOBER[2017])
    assert found[["area", "before", "change"]].values.tolist() == [["A", 50, 20]]


def test_the_fastest_are_ranked_by_their_change():
    values = shares(("A", 2016, 60), ("A", 2017, 70), ("B", 2016, 80), ("B", 2017, 82), ("C", 2017, 9))
    ranked = ranking.ranks(growth.between(values), TOWNS, column="change")
    assert ranked[["area", "rank", "known", "of"]].values.tolist() == [["A", 1, 2, 3], ["B", 2, 2, 3]]


# Households


def test_a_share_is_of_the_households_counted_nearest_in_the_same_year():
    counts = homes(("A", "2017-01-01", 900), ("A", "2017-12-31", 1000), ("A", "2018-01-01", 1100))
    assert households.beside(shares(("A", 2017, 60)), counts)["counted"].tolist() == [1000]


def test_why_there_is_no_number_of_households_is_said():
    values = shares(("A", 2017, 60), ("B", 2017, 60))
    of_other_year = households.beside(values, homes(("A", "2018-01-01", 1100)))
    assert of_other_year["why"].tolist() == ["count_of_other_year", "no_count"]
    assert of_other_year["counted"].isna().all()
    of_other_base = households.beside(values, homes(("A", "2017-12-31", 9), base="population"))
    assert of_other_base["why"].tolist() == ["count_of_other_base", "no_count"]
    assert households.beside(values, values.head(0))["why"].tolist() == ["no_count", "no_count"]


def test_households_are_counted_in_all_in_town_and_in_the_country():
    rows = [{"year": 2017, "value": n, "segment": each} for n, each in ((9, "all"), (6, "urban"), (3, "rural"))]
    given = statistics(*rows, measure="households", decimals=0, unit="number")
    counts = households.counted(given, ["A"])
    assert counts[["segment", "value"]].values.tolist() == [["all", 9], ["urban", 6], ["rural", 3]]
    rural = shares({"year": 2017, "value": 30, "segment": "rural"})
    assert households.beside(rural, counts)["counted"].tolist() == [3]


def test_the_share_of_the_country_is_not_multiplied_by_all_households():
    values = shares({"year": 2017, "value": 30, "segment": "rural"})
    assert households.beside(values, homes(("A", "2017-12-31", 1000)))["why"].tolist() == ["no_count"]


def test_households_gained_are_those_reached_now_less_those_reached_before():
    values = shares(("A", 2016, 60), ("A", 2017, 70), ("B", 2017, 50))
    counts = homes(("A", "2016-12-31", 1000), ("A", "2017-12-31", 1100), ("B", "2017-12-31", 10))
    first, last = households.gained(values, counts, OCTOBER[2016], OCTOBER[2017]).to_dict("records")
    assert (first["reached_before"], first["reached"]) == pytest.approx((600, 770))
    assert first["gained"] == pytest.approx(170)
    assert first["within"] == pytest.approx(0.0005 * 1000 + 0.0005 * 1100)
    assert (last["area"], last["why"], pd.isna(last["gained"])) == ("B", "no_value_before", True)


def test_no_households_are_gained_across_a_break_or_without_their_number():
    counts = homes(("A", "2014-12-31", 1000), ("A", "2015-12-31", 1000))
    across = households.gained(shares(("A", 2014, 50), ("A", 2015, 60)), counts, OCTOBER[2014], OCTOBER[2015])
    assert across["why"].tolist() == ["break"]
    assert across["gained"].isna().all()
    without = households.gained(shares(("A", 2015, 50), ("A", 2016, 60)), counts, OCTOBER[2015], OCTOBER[2016])
    assert without["why"].tolist() == ["count_of_other_year"]
    assert without["reached_before"].tolist() == [500]


# Gaps


def test_the_gap_to_each_goal_stands_in_points_and_in_households():
    counts = homes(("A", "2017-12-31", 2000))
    found = gaps.to_goals(shares(("A", 2016, 60), ("A", 2017, 80)), goals((2020, 95), (2025, 70)), counts)
    assert found[["goal_year", "gap", "reached"]].values.tolist() == [[2020, 15, False], [2025, -10, True]]
    assert found["short"].tolist() == pytest.approx([300, 0])
    assert found["within"].tolist() == pytest.approx([1, 1])


def test_without_a_number_of_households_only_the_points_are_known():
    (found,) = gaps.to_goals(shares(("A", 2017, 80)), goals((2020, 95))).to_dict("records")
    assert (found["gap"], pd.isna(found["short"]), found["why"]) == (15, True, "no_count")


def test_a_goal_for_the_country_is_held_against_the_share_and_the_households_there():
    rows = [{"year": 2016, "value": 40, "segment": "rural"}, {"year": 2017, "value": 50, "segment": "rural"}]
    rows += [{"year": 2017, "value": 80}]
    number = {"measure": "households", "decimals": 0, "year": 2017}
    given = statistics(*rows, number | {"value": 2000}, number | {"value": 200, "segment": "rural"})
    aims = goals((2020, 90), (2020, 70)).assign(area="A", measure="fibre", document="d", segment=["all", "rural"])
    found = gaps.every_goal(given, aims, "A", "N", {}, households.counted(given, ["A"]))
    told = found.set_index("segment")
    assert list(told.index) == ["all", "rural"]
    assert told["gap"].tolist() == [10, 20]
    assert told["short"].tolist() == pytest.approx([200, 40])
    assert told["rise"].fillna(0).round(1).tolist() == [0, 10]


def test_a_goal_for_the_country_without_a_share_there_has_no_value():
    aims = goals((2020, 90)).assign(area="A", measure="fibre", document="d", segment="rural")
    found = gaps.every_goal(statistics({"year": 2017, "value": 80}), aims, "A", "N", {})
    assert found[["segment", "verdict"]].values.tolist() == [["rural", "no_value"]]
    assert found["value"].isna().all()


def test_a_goal_is_reached_by_the_value_as_it_was_published():
    values = pd.DataFrame({"value": [94.96, 94.96, 95.0, 94.0], "decimals": [2, 1, 0, 0]}).astype({"decimals": "Int64"})
    judged = gaps.reaching(values, 95.0)
    assert judged["reached"].tolist() == [False, True, True, False]
    assert judged["certain"].tolist() == [True, False, False, True]


def limit(area, year, value, status):
    return {"area": area, "year": year, "value": value, "status": status}


def exact(area, year, value):
    return {"area": area, "year": year, "value": value}


@pytest.mark.parametrize(
    ("value", "status", "reached", "open_", "certain"),
    [
        (95.0, "at_least", True, False, True),
        (94.0, "at_least", False, True, False),
        (96.0, "at_most", False, True, False),
        (94.0, "at_most", False, False, True),
    ],
)
def test_a_limit_tells_of_a_goal_only_what_it_proves(value, status, reached, open_, certain):
    (row,) = gaps.reaching(shares(limit("A", 2017, value, status)), 95.0).to_dict("records")
    assert (row["reached"], row["open"], row["certain"]) == (reached, open_, certain)


def test_whom_a_limit_leaves_open_neither_reaches_the_goal_nor_is_short_of_it():
    values = shares(limit("A", 2017, 96, "at_most"), limit("B", 2017, 96, "at_least"), exact("C", 2017, 90))
    (found,) = gaps.reach(values, 95, TOWNS).to_dict("records")
    assert (found["areas_reached"], found["areas_short"], found["areas_open"]) == (["B"], ["C"], ["A"])
    assert (found["reached"], found["short"], found["known"], found["of"]) == (1, 1, 2, 3)
    assert found["areas_unknown"] == []


def test_of_a_goal_that_a_limit_leaves_open_no_households_and_no_pace_are_said():
    aims = goals((2020, 95)).assign(area="A", measure="fibre", document="d", segment="all")
    values = statistics({"year": 2016, "value": 90}, {"year": 2017, "value": 94, "status": "at_least"})
    (row,) = gaps.every_goal(values, aims, "A", "N", {}, homes(("A", "2017-12-31", 1000))).to_dict("records")
    assert (row["verdict"], row["why"]) == ("open", "limit")
    assert all(pd.isna(row[name]) for name in ("short", "rise", "needed"))


def test_growth_from_or_to_a_limit_is_no_number():
    values = shares(exact("A", 2016, 60), limit("A", 2017, 99, "at_least"), exact("A", 2018, 99))
    assert growth.steps(values)["why"].tolist() == ["first", "limit", "limit"]
    assert growth.steps(values)["change"].isna().all()


def test_a_limit_is_ranked_between_the_best_and_the_worst_that_it_can_be():
    rows = [exact("A", 2017, 99.5), limit("B", 2017, 99, "at_least"), exact("C", 2017, 90), exact("D", 2017, 99)]
    ranked = ranking.ranks(shares(*rows), ["A", "B", "C", "D"]).set_index("area")
    assert ranked["rank"].to_dict() == {"A": 1, "B": 1, "D": 2, "C": 4}
    assert ranked["rank_of_known"].to_dict() == {"A": 2, "B": 2, "D": 3, "C": 4}
    assert ranked["rank_at_worst"].to_dict() == {"A": 2, "B": 2, "D": 3, "C": 4}
    assert ranked["tied"].tolist() == [1, 1, 1, 1]


def test_a_limit_does_not_hide_who_shares_a_rank():
    rows = [exact("A", 2017, 80), exact("B", 2017, 80), limit("C", 2017, 10, "at_most")]
    ranked = ranking.ranks(shares(*rows), TOWNS)
    assert ranked[["rank", "rank_of_known", "tied"]].values.tolist() == [[1, 1, 2], [1, 1, 2], [3, 3, 1]]


def test_an_area_is_not_set_against_another_by_a_limit():
    values = shares(exact("A", 2016, 60), exact("B", 2016, 50), exact("A", 2017, 70), limit("B", 2017, 60, "at_least"))
    assert ranking.against(values, "A", "B")["period"].tolist() == [OCTOBER[2016]]


def test_for_the_first_time_is_said_within_one_definition_alone():
    own = [exact("A", year, value) for year, value in ((2013, 40), (2014, 42), (2015, 60), (2016, 61))]
    other = [exact("B", year, 50) for year in (2013, 2014, 2015, 2016)]
    found = ranking.against(shares(*own, *other), "A", "B")
    assert found["standing"].tolist() == ["below", "below", "above", "above"]
    assert found["first"].tolist() == [True, False, True, False]
    assert found["earlier"].tolist() == [0, 1, 0, 1]


@pytest.mark.parametrize(("nation", "decimals", "worst"), [(95.0, 1, 2), (95.0, 0, 3), (94.0, 0, 2)])
def test_who_is_above_a_rounded_mean_may_still_be_last(nation, decimals, worst):
    values = shares(exact("A", 2017, 95.2), exact("B", 2017, 97.0))
    mean = shares({"area": "N", "year": 2017, "value": nation, "decimals": decimals})
    ranked = ranking.ranks(values, TOWNS, nation=mean).set_index("area")
    assert ranked.loc["A", "rank_at_worst"] == worst


def test_a_nation_of_which_only_a_lower_limit_is_known_proves_nothing():
    values = shares(exact("A", 2017, 96), exact("B", 2017, 97))
    mean = shares(limit("N", 2017, 95, "at_least"))
    assert ranking.ranks(values, TOWNS, nation=mean).set_index("area").loc["A", "rank_at_worst"] == 3


def test_the_rounding_of_the_newest_value_hides_also_what_pace_is_needed():
    values = shares(
        {"area": "A", "year": 2022, "value": 92, "decimals": 0}, {"area": "A", "year": 2023, "value": 94, "decimals": 0}
    )
    (found,) = gaps.paces(values, goals((2024, 95))).to_dict("records")
    assert (found["verdict"], round(found["rise"], 1), round(found["needed"], 1)) == ("unsure", 2.0, 0.8)


def test_town_and_country_are_not_set_apart_by_a_limit():
    given = [
        {"year": 2017, "value": 99, "segment": "urban", "status": "at_least"},
        {"year": 2017, "value": 60, "segment": "rural"},
        {"year": 2017, "value": 80},
    ]
    (row,) = settlements.apart(statistics(*given), ["A"], "fibre").to_dict("records")
    assert pd.isna(row["difference"]) and row["behind"] == 20


def test_who_reaches_a_goal_is_named_with_how_many_are_known():
    values = shares(("A", 2016, 94.9), ("A", 2017, 95.1), ("B", 2017, 99), ("C", 2017, 19))
    before, now = gaps.reach(values, 95, [*TOWNS, "D"]).to_dict("records")
    assert (before["reached"], before["short"], before["known"], before["of"]) == (0, 1, 1, 4)
    assert (now["areas_reached"], now["areas_short"], now["areas_unknown"]) == (["B", "A"], ["C"], ["D"])
    assert (now["reached"], now["known"], now["of"], now["uncertain"]) == (2, 3, 4, 0)


def test_how_many_are_under_a_level_is_counted_alike():
    values = shares(("A", 2017, 16), ("B", 2017, 18), ("C", 2017, 20))
    (found,) = gaps.reach(values, 20, TOWNS).to_dict("records")
    assert (found["short"], found["areas_short"]) == (2, ["A", "B"])


@pytest.mark.parametrize(
    ("before", "now", "aim", "verdict"),
    [
        (60, 70, (2020, 90), "enough"),  # ten points a year against six
        (60, 65, (2020, 90), "slow"),
        (80, 96, (2020, 95), "reached"),
        (60, 70, (2016, 90), "over"),
        (None, 70, (2020, 90), "unknown"),
    ],
)
def test_the_actual_pace_is_set_against_the_needed_pace(before, now, aim, verdict):
    rows = [("A", 2017, now)] if before is None else [("A", 2016, before), ("A", 2017, now)]
    (found,) = gaps.paces(shares(*rows), goals(aim)).to_dict("records")
    assert found["verdict"] == verdict


def test_the_needed_pace_is_what_is_left_over_the_years_left():
    (found,) = gaps.paces(shares(("A", 2016, 60), ("A", 2017, 70)), goals((2020, 90))).to_dict("records")
    assert found["needed"] == pytest.approx(20 / 3.25, abs=0.01)
    assert found["rise"] == pytest.approx(10, abs=0.01)


def test_a_pace_that_the_rounding_hides_is_unsure():
    rounded = shares(("A", 2016, 63), ("A", 2017, 69), decimals=0)
    (found,) = gaps.paces(rounded, goals((2020, 90))).to_dict("records")
    assert found["verdict"] == "unsure"  # six points a year, give or take one, against six and a half


def test_a_pace_is_unknown_on_the_other_side_of_a_break():
    (found,) = gaps.paces(shares(("A", 2014, 50), ("A", 2015, 60)), goals((2020, 90))).to_dict("records")
    assert (found["verdict"], pd.isna(found["rise"])) == ("unknown", True)


# Ranks


def test_equal_values_share_a_rank_and_the_next_is_left_out():
    values = shares(("A", 2017, 80), ("B", 2017, 90), ("C", 2017, 80), ("D", 2017, 70))
    ranked = ranking.ranks(values, ["A", "B", "C", "D"])
    assert ranked[["area", "rank", "tied"]].values.tolist() == [["B", 1, 1], ["A", 2, 2], ["C", 2, 2], ["D", 4, 1]]


def test_a_rank_says_out_of_how_many_and_how_far_down_it_could_be():
    ranked = ranking.ranks(shares(("A", 2017, 80), ("B", 2017, 90)), ["A", "B", "C", "D", "E"])
    last = ranked.iloc[1]
    assert (last["rank"], last["known"], last["of"], last["rank_at_worst"]) == (2, 2, 5, 5)


def test_who_is_above_the_nation_has_another_after_itself():
    four, values = ["A", "B", "C", "D"], shares(("A", 2017, 96), ("B", 2017, 95), ("C", 2017, 94))
    worst = {}
    for mean in (93, 94, 99):
        found = ranking.ranks(values, four, nation=shares(("N", 2017, mean)))
        worst[mean] = found["rank_at_worst"].tolist()
    assert worst == {93: [2, 3, 3], 94: [2, 3, 4], 99: [2, 3, 4]}
    assert ranking.ranks(values.iloc[:1], four, nation=shares(("N", 2017, 93)))["rank_at_worst"].tolist() == [3]


def test_a_nation_of_another_year_or_base_bounds_no_rank():
    values = shares(("A", 2017, 96), ("B", 2017, 95))
    for nation in (shares(("N", 2016, 90)), shares(("N", 2017, 90)).assign(base="population")):
        assert ranking.ranks(values, TOWNS, nation=nation)["rank_at_worst"].tolist() == [2, 3]


def test_an_area_alone_above_the_nation_is_still_the_first():
    found = ranking.ranks(shares(("A", 2017, 96)), ["A"], nation=shares(("N", 2017, 93)))
    assert found["rank_at_worst"].tolist() == [1]


def test_ranks_are_within_one_period_and_one_base():
    values = shares(("A", 2016, 80), ("B", 2017, 90), {"area": "C", "year": 2017, "value": 99, "base": "population"})
    assert ranking.ranks(values, TOWNS)["rank"].tolist() == [1, 1, 1]


def test_where_less_is_better_the_lowest_is_first():
    ranked = ranking.ranks(shares(("A", 2017, 3), ("B", 2017, 1)), TOWNS, better="lower")
    assert ranked["area"].tolist() == ["B", "A"]


PLACES = pd.DataFrame(
    {
        "kind": ["country", "county", "county", "municipality", "municipality", "municipality", "municipality"],
        "part_of": [None, "SE", "SE", "SE-14", "SE-14", "SE-05", "NO-46"],
        "valid_from": pd.NaT,
        "valid_to": [pd.NaT] * 4 + [pd.Timestamp("2015-12-31"), pd.NaT, pd.NaT],
    },
    index=["SE", "SE-14", "SE-05", "SE-1480", "SE-1499", "SE-0580", "NO-4601"],
)


def test_an_area_is_ranked_among_those_of_its_kind_that_existed():
    assert ranking.alike(PLACES, "SE-1480", OCTOBER[2017]) == ["SE-0580", "SE-1480"]
    assert ranking.alike(PLACES, "SE-1480", OCTOBER[2015]) == ["SE-0580", "SE-1480", "SE-1499"]
    assert ranking.alike(PLACES, "SE-14", OCTOBER[2017]) == ["SE-05", "SE-14"]
    assert ranking.alike(PLACES, "SE-14", OCTOBER[2017], kind="municipality") == ["SE-0580", "SE-1480"]


def test_similar_are_those_nearest_in_size_by_ratio():
    counts = homes(
        ("A", "2017-12-31", 1000), ("B", "2017-12-31", 500), ("C", "2017-12-31", 1900), ("D", "2017-12-31", 9)
    )
    found = ranking.similar(counts, "A", ["A", "B", "C", "D"], most=2)
    assert found["area"].tolist() == ["A", "C", "B"]  # 1.9 times is nearer than half
    assert found["ratio"].tolist() == [1, 1.9, 0.5]
    assert ranking.similar(counts, "A", ["A", "B", "C", "D"], most=1)["area"].tolist() == ["A", "C"]


def test_the_size_is_that_of_town_and_country_together():
    counts = homes(("A", "2017-12-31", 1000), ("B", "2017-12-31", 1000))
    rural = homes(("C", "2017-12-31", 1000)).assign(segment="rural")
    assert ranking.similar(pd.concat([counts, rural]), "A", TOWNS)["area"].tolist() == ["A", "B"]


def test_what_is_more_than_twice_as_large_or_less_than_half_is_not_similar():
    numbers = {"A": 1000, "B": 499, "C": 500, "D": 2000, "E": 2001}
    counts = homes(*((area, "2017-12-31", number) for area, number in numbers.items()))
    assert ranking.similar(counts, "A", list(numbers))["area"].tolist() == ["A", "C", "D"]


def test_nobody_is_similar_to_an_area_whose_size_is_not_known():
    counts = homes(("B", "2017-12-31", 500), ("A", "2016-12-31", 0))
    assert ranking.similar(counts, "A", TOWNS).empty


def test_sizes_of_different_years_are_not_compared():
    counts = homes(("A", "2017-12-31", 1000), ("B", "2016-12-31", 1000), ("C", "2017-12-31", 900))
    assert ranking.similar(counts, "A", TOWNS)["area"].tolist() == ["A", "C"]


def sized(shares_of, homes_of, areas, **of):
    """How ``areas`` stand among the areas of 2017 that have a share or a number of households."""
    values = shares(*((area, 2017, share) for area, share in shares_of.items()))
    counts = homes(*((area, "2017-12-31", number) for area, number in homes_of.items()))
    found = ranking.standings(values, counts, areas, sorted({*shares_of, *homes_of}), **of)
    return found.set_index("area")


SMALL = {"A": 1000, "B": 1010, "C": 1020, "D": 990, "E": 9000}


def test_an_area_stands_among_all_of_its_council_and_among_those_of_its_size_anywhere():
    found = sized({"A": 80, "B": 70, "C": 60, "D": 90, "E": 99}, SMALL, ["A", "E"])
    own = found.loc["A"]
    assert (own["rank"], own["of"]) == (2, 2)
    assert (own["like_rank"], own["like_known"], own["like_of"], own["like_worst"]) == (2, 4, 4, 2)
    assert (own["middle"], own["apart"], own["counted"]) == (70, 10, 1000)
    alone = found.loc["E"]
    assert (alone["rank"], alone["like_of"], alone["counted"]) == (1, 1, 9000)
    assert alone[["like_rank", "middle", "apart"]].isna().all()


def test_among_two_others_of_its_size_an_area_has_no_rank():
    found = sized({"A": 80, "B": 70, "C": 60}, SMALL, ["A"]).loc["A"]
    assert (found["like_known"], found["like_of"]) == (3, 4)
    assert found[["like_rank", "middle", "apart"]].isna().all()


def test_a_rank_among_those_of_its_size_says_how_far_down_it_could_be():
    five = SMALL | {"E": 1001}
    found = sized({"A": 80, "B": 70, "C": 60, "D": 50}, five, ["A"]).loc["A"]
    assert (found["like_rank"], found["like_known"], found["like_of"], found["like_worst"]) == (1, 4, 5, 2)


def test_the_furthest_ahead_of_its_size_stands_first_and_whose_size_is_not_known_last():
    given = {"A": 80, "B": 70, "C": 60, "D": 90, "F": 99}
    found = sized(given, SMALL, [*given])
    assert list(found.index) == ["D", "A", "B", "C", "F"]
    assert (found.loc["F", "like_of"], pd.isna(found.loc["F", "counted"])) == (0, True)
    less = sized(given, SMALL, [*given], better="lower")
    assert list(less.index) == ["C", "B", "A", "D", "F"]


def test_those_of_its_size_that_are_counted_otherwise_are_not_known():
    rows = [("A", 2017, 80), ("B", 2017, 70), ("C", 2017, 60)]
    other = {"area": "D", "year": 2017, "value": 90, "base": "population"}
    counts = homes(*((area, "2017-12-31", number) for area, number in SMALL.items()))
    found = ranking.standings(shares(*rows, other), counts, ["A"], list(SMALL))
    assert found["like_known"].tolist() == [3]


def test_a_county_is_above_its_nation_for_the_first_time():
    values = shares(
        ("A", 2015, 66), ("B", 2015, 69), ("A", 2016, 78.9), ("B", 2016, 78.5), ("A", 2017, 83), ("B", 2017, 82)
    )
    found = ranking.against(values, "A", "B")
    assert found["standing"].tolist() == ["below", "above", "above"]
    assert found["apart"].tolist() == [-3, 0.4, 1]
    assert found["first"].tolist() == [True, True, False]
    assert found["earlier"].tolist() == [0, 1, 2]


def test_a_distance_that_the_decimals_do_not_show_is_level():
    values = shares(
        {"area": "A", "year": 2017, "value": 78.9, "decimals": 1},
        {"area": "B", "year": 2017, "value": 79, "decimals": 0},
    )
    assert ranking.against(values, "A", "B")["standing"].tolist() == ["level"]


def test_areas_are_set_against_each_other_for_the_same_year_and_base_alone():
    values = shares(("A", 2016, 66), ("B", 2017, 69), {"area": "A", "year": 2017, "value": 70, "base": "population"})
    assert ranking.against(values, "A", "B").empty


# Town and country


def test_the_country_is_behind_the_town():
    rows = [{"segment": segment, "year": 2017, "value": value} for segment, value in (("urban", 90), ("rural", 30))]
    (found,) = settlements.apart(statistics(*rows, {"year": 2017, "value": 80}), ["A"], "fibre").to_dict("records")
    assert (found["all"], found["urban"], found["rural"]) == (80, 90, 30)
    assert (found["difference"], found["behind"]) == (60, 50)


def test_a_difference_is_missing_where_either_is_not_published():
    values = statistics({"year": 2017, "value": 30, "segment": "rural"}, {"area": "B", "year": 2017, "value": 9})
    (found,) = settlements.apart(values, ["A", "B"], "fibre").to_dict("records")
    assert (found["area"], found["rural"]) == ("A", 30)
    assert all(pd.isna(found[name]) for name in ("all", "urban", "difference", "behind", "difference_decimals"))


def test_a_difference_bears_the_decimals_of_the_coarser():
    rows = [{"segment": "urban", "decimals": 0, "value": 94}, {"segment": "rural", "decimals": 1, "value": 66.3}]
    (found,) = settlements.apart(statistics(*({"year": 2017} | row for row in rows)), ["A"], "fibre").to_dict("records")
    assert (found["difference"], found["difference_decimals"]) == (27.7, 0)


# Concentration


def uncovered(*rows, areas=TOWNS):
    """Rows of (area, share, households): those without access, in 2017."""
    values = shares(*((area, 2017, share) for area, share, _ in rows if share is not None))
    counts = homes(*((area, "2017-12-31", number) for area, _, number in rows if number is not None))
    return concentration.uncovered(values, counts, areas)


def test_the_fewest_municipalities_that_hold_half_of_the_uncovered_households():
    rows = uncovered(("A", 90, 1000), ("B", 50, 400), ("C", 90, 1000))
    assert rows[["area", "without"]].values.tolist() == [
        ["B", pytest.approx(200)],
        ["A", pytest.approx(100)],
        ["C", pytest.approx(100)],
    ]
    assert rows["together"].tolist() == pytest.approx([50, 75, 100])
    assert rows["areas_share"].tolist() == pytest.approx([100 / 3, 200 / 3, 100])
    assert rows["half"].tolist() == [True, False, False]


def test_half_is_held_by_as_many_as_it_takes():
    rows = uncovered(("A", 90, 1000), ("B", 90, 1000), ("C", 90, 1000))
    assert rows["half"].tolist() == [True, True, False]


def test_an_area_without_a_share_or_a_number_stands_last_and_says_why():
    rows = uncovered(("A", 90, 1000), ("B", None, 400), ("C", 90, None))
    assert rows[["area", "why"]].fillna("").values.tolist() == [["A", ""], ["B", "no_value"], ["C", "no_count"]]
    assert rows["half"].tolist() == [True, False, False]


def test_where_all_have_access_nobody_holds_half():
    assert not uncovered(("A", 100, 1000), ("B", 100, 400))["half"].any()


# What is given stays as it was, and of nothing comes nothing

NOW = shares(("A", 2016, 60), ("A", 2017, 70), ("B", 2016, 61), ("B", 2017, 90))
COUNTS = homes(("A", "2017-12-31", 1000), ("B", "2017-12-31", 500))
MEASURES = {
    "steps": lambda values, counts: growth.steps(values),
    "between": lambda values, counts: growth.between(values),
    "beside": households.beside,
    "gained": lambda values, counts: households.gained(values, counts, OCTOBER[2016], OCTOBER[2017]),
    "to goals": lambda values, counts: gaps.to_goals(values, goals((2020, 95)), counts),
    "to no goals": lambda values, counts: gaps.to_goals(values, goals(), counts),
    "reach": lambda values, counts: gaps.reach(values, 95, TOWNS),
    "paces": lambda values, counts: gaps.paces(values, goals((2020, 95))),
    "no paces": lambda values, counts: gaps.paces(values, goals()),
    "ranks": lambda values, counts: ranking.ranks(values, TOWNS),
    "standings": lambda values, counts: ranking.standings(values, counts, TOWNS, TOWNS),
    "similar": lambda values, counts: ranking.similar(counts, "A", TOWNS),
    "against": lambda values, counts: ranking.against(values, "A", "B"),
    "uncovered": lambda values, counts: concentration.uncovered(values, counts, TOWNS),
}


@pytest.mark.parametrize("name", MEASURES)
def test_measuring_changes_nothing_that_it_is_given(name):
    before = NOW.copy(deep=True), COUNTS.copy(deep=True)
    measured = MEASURES[name](NOW, COUNTS)
    if len(measured):
        measured.iloc[:, 0] = None
    pd.testing.assert_frame_equal(NOW, before[0])
    pd.testing.assert_frame_equal(COUNTS, before[1])


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_of_nothing_keeps_its_columns(name):
    full, empty = (MEASURES[name](*given) for given in ((NOW, COUNTS), (NOW.head(0), COUNTS.head(0))))
    assert list(empty.columns) == list(full.columns)
    assert empty.empty or name == "uncovered"


def test_town_and_country_of_nothing_keep_their_columns():
    nothing = statistics({"year": 2017, "value": 1}).head(0)
    assert {"urban", "rural", "difference"} <= set(settlements.apart(nothing, ["A"], "fibre").columns)
