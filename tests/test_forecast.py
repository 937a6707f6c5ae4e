"""When a goal is met, forecast: refused, expected, beyond; and how often the interval holds what came."""

import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest
from radrum.measures import forecast
from simulated import AHEAD, WAYS, simulated

BREAK = ((pd.Timestamp("2015-01-01"), "population_to_households"),)
RISING = [60, 66.1, 71.8, 76.9, 81.4]


def series(values, years=None, decimals=1, **given):
    """Values of one area as ``coverage.series`` gives them, measured on 1 October of each year from 2018 on."""
    years = range(2018, 2018 + len(values)) if years is None else years
    columns = {"area": "SE-14", "base": "households", "status": None, "era": 1, "snapshot": "pts"}
    return pd.DataFrame(
        {
            "period": pd.to_datetime([f"{year}-10-01" if isinstance(year, int) else year for year in years]),
            "value": np.array(values, dtype=float),
            "decimals": pd.array([decimals] * len(values), "Int64"),
            **(columns | given),
        }
    )


def goal(value=95, year=2025, decimals=0):
    columns = {"value": float(value), "goal_year": year, "decimals": decimals, "base": "households", "document": "plan"}
    return pd.Series(columns)


def met(values, aim=None, *rest, **given):
    (row,) = forecast.reached(values, goal() if aim is None else aim, *rest, **given).to_dict("records")
    return row


def wide(values, ahead=1):
    row = forecast.coming(values).iloc[ahead - 1]
    return row["high"] - row["low"]


# What is refused


def test_three_values_are_too_few_for_a_forecast_and_the_reason_is_data():
    row = met(series([60, 66, 72]))
    assert (row["state"], row["reason"], row["points"]) == ("refused", "too_few", 3)
    assert pd.isna(row["year"]) and pd.isna(row["chance"]) and pd.isna(row["error"])
    assert forecast.coming(series([60, 66, 72])).empty


def test_values_before_the_newest_break_do_not_count():
    old = series([50, 52, 54, 57], range(2011, 2015), era=0)
    row = met(pd.concat([old, series([60, 66, 72])], ignore_index=True), goal(), BREAK)
    assert (row["state"], row["points"], row["since"]) == ("refused", 3, pd.Timestamp("2015-01-01"))
    assert row["first"] == pd.Timestamp("2018-10-01")


def test_an_area_without_a_value_since_the_break_has_none_to_forecast_from():
    old = series([50, 52, 54, 57], range(2011, 2015), era=0, area="SE-05")
    rows = forecast.reached(pd.concat([old, series(RISING)], ignore_index=True), goal(), BREAK).set_index("area")
    assert rows.loc["SE-05", ["state", "points"]].tolist() == ["refused", 0]
    assert rows.loc["SE-14", "state"] == "within"


def test_a_break_that_no_value_lies_before_is_not_told():
    assert pd.isna(met(series([60, 66, 72]), goal(), BREAK)["since"])


def test_values_counted_otherwise_than_the_newest_do_not_count():
    mixed = series(RISING, base=["population"] * 2 + ["households"] * 3)
    assert met(mixed)["points"] == 3


def test_a_bound_is_no_value_unless_it_says_where_the_value_is():
    assert met(series([80, 85, 88, 90], status=["at_least", None, None, None]))["points"] == 3
    assert (
        met(series([98, 98.7, 99.2, 99.5], status=[None, None, None, "at_least"]), goal(99.9, decimals=1))["points"]
        == 4
    )


def test_an_upper_limit_is_no_value_unless_it_says_where_the_value_is():
    assert met(series([10, 15, 22, 30], status=[None, None, None, "at_most"]))["points"] == 3
    low = series([0.5, 1, 4, 8], status=["at_most", "at_most", None, None])
    assert met(low)["points"] == 4
    exact = forecast.coming(low.assign(status=None)).iloc[-1]
    vague = forecast.coming(low).iloc[-1]
    assert vague["high"] - vague["low"] > exact["high"] - exact["low"]


def test_values_older_than_three_years_make_no_forecast_but_keep_the_goal_they_have_reached():
    row = met(series(RISING), goal(), (), pd.Timestamp("2026-01-01"))
    assert (row["state"], row["reason"]) == ("refused", "too_old")
    assert met(series(RISING), goal(), (), pd.Timestamp("2025-09-30"))["state"] == "within"
    assert met(series(RISING), goal(80), (), pd.Timestamp("2026-01-01"))["state"] == "met"


def test_without_a_goal_there_is_nothing_to_reach():
    rows = forecast.reached(series(RISING), None)
    assert rows.loc[0, "state"] == "no_goal"
    assert rows[["goal", "goal_year", "year", "chance", "reason"]].isna().all(axis=None)
    assert rows.loc[0, "error"] > 0


# When it is met


def test_the_year_is_that_in_which_the_median_reaches_the_goal_and_its_ends_those_of_the_interval():
    values, aim = series(RISING), goal(90)
    path, row = forecast.coming(values), met(values, aim)
    assert row["state"] == "within"
    year = path["period"].dt.year
    for column, line in (("year", "median"), ("earliest", "high"), ("latest", "low")):
        assert row[column] == year[path[line] >= 89.95].iloc[0], column
    assert row["earliest"] <= row["year"] <= row["latest"]
    assert path["period"].iloc[[0, -1]].tolist() == [pd.Timestamp("2023-10-01"), pd.Timestamp("2032-10-01")]


def test_what_is_not_reached_in_ten_years_is_beyond_them():
    row = met(series([60, 60.4, 60.9, 61.2]))
    assert (row["state"], row["horizon"]) == ("beyond", 2031)
    assert pd.isna(row["year"]) and pd.isna(row["latest"])
    assert row["in_time"] == "no"


def test_a_goal_is_met_from_the_first_value_from_which_on_all_reach_it():
    row = met(series([95.5, 94.8, 95, 95.3]))
    assert (row["state"], row["year"], row["in_time"], row["chance"]) == ("met", 2020, "yes", 1)
    assert met(series([95.2]))["state"] == "met"


@pytest.mark.parametrize(("aim", "in_time"), [(2019, "no"), (2020, "yes"), (2021, "yes")])
def test_in_time_is_a_fact_once_the_year_of_the_goal_has_a_value(aim, in_time):
    row = met(series([90, 93, 95.1, 96]), goal(95, aim))
    assert (row["in_time"], row["chance"]) == (in_time, float(in_time == "yes"))


def test_a_goal_missed_in_its_year_can_still_be_expected():
    row = met(series(RISING), goal(90, 2021))
    assert (row["state"], row["in_time"], row["chance"]) == ("within", "no", 0)


def test_whether_a_goal_was_met_in_a_year_without_a_value_is_uncertain_where_the_next_value_reaches_it():
    row = met(series([90, 93, 96], [2018, 2019, 2021]), goal(95, 2020))
    assert row["in_time"] == "uncertain" and pd.isna(row["chance"])
    assert met(series([90, 93, 94], [2018, 2019, 2021]), goal(95, 2020))["in_time"] == "no"


def test_in_time_is_sure_from_nine_in_ten_on_and_uncertain_between():
    values = series(RISING)
    told = {share: met(values, goal(share, 2024)) for share in (84, 86, 96)}
    assert [row["in_time"] for row in told.values()] == ["yes", "uncertain", "no"]
    assert told[84]["chance"] >= 0.9 > told[86]["chance"] > 0.1 >= told[96]["chance"]


def test_the_chance_of_a_share_is_where_that_lies_in_the_interval():
    values = series(RISING)
    then = forecast.coming(values).iloc[1]
    for line, chance in (("low", 0.9), ("median", 0.5), ("high", 0.1)):
        assert met(values, goal(then[line] + 0.00005, 2024, decimals=4))["chance"] == pytest.approx(chance, abs=0.002)


def test_a_goal_beyond_the_years_shown_has_a_chance_all_the_same():
    assert 0 < met(series(RISING), goal(99, 2040))["chance"] < 1


def test_a_goal_of_all_is_met_by_what_is_published_as_all():
    assert met(series([99.1, 99.4, 99.6, 99.8]), goal(100))["state"] == "within"
    assert met(series([98, 99, 99.5, 100]), goal(100))["state"] == "met"
    assert met(series(RISING), goal(100))["state"] == "beyond"


# What makes the interval


def test_values_published_without_decimals_widen_the_interval():
    for values in ([66, 72, 79, 83], [89, 92, 94, 95], [18, 19, 28, 46]):
        assert wide(series(values, decimals=0)) > wide(series(values, decimals=2))


def test_the_interval_widens_with_the_years_and_with_unruly_values():
    assert wide(series(RISING), 1) < wide(series(RISING), 2) < wide(series(RISING), 5)
    assert wide(series([60, 71, 70, 75, 81.4])) > 1.5 * wide(series(RISING))


def test_a_share_that_has_come_to_rest_stays_there():
    path = forecast.coming(series([60, 75, 84, 86.5, 87.2, 87.4, 87.3, 87.5]))
    assert path["median"].between(86.5, 90).all()


def test_a_flat_share_is_expected_to_stay_and_a_falling_one_to_fall():
    flat, falling = (forecast.coming(series(values)) for values in ([60, 60.1, 59.9, 60], [80, 77, 75, 72]))
    assert flat["median"].between(58, 62).all()
    assert falling["median"].is_monotonic_decreasing


def test_gaps_and_uneven_spacing_are_time_that_has_passed():
    yearly = forecast.coming(series([60, 64, 68, 72], [2018, 2019, 2020, 2021]))["median"].iloc[0] - 72
    gap = forecast.coming(series([60, 64, 68, 72], [2015, 2017, 2019, 2021]))["median"].iloc[0] - 72
    uneven = forecast.coming(series([60, 62, 68, 72], ["2018-01-01", "2018-07-01", "2020-01-01", "2021-01-01"]))
    assert gap == pytest.approx(yearly / 2, abs=0.8)
    assert uneven["period"].iloc[0] == pd.Timestamp("2022-01-01")
    assert uneven["median"].iloc[0] == pytest.approx(75.5, abs=1)


EXTREME = {
    "none": [0, 0, 0, 0],
    "all": [100, 100, 100, 100],
    "from 0 to 100%": [0, 1, 99, 100],
    "up and down": [50, 80, 40, 90],
    "nearly all": [99, 99, 100, 100],
    "a fall to none": [40, 20, 5, 0],
}


@pytest.mark.parametrize("values", EXTREME.values(), ids=EXTREME)
@pytest.mark.parametrize("decimals", [0, 2])
@pytest.mark.filterwarnings("error")
def test_whatever_the_values_a_forecast_is_a_share_and_its_interval_holds_its_median(values, decimals):
    path = forecast.coming(series(values, decimals=decimals)).assign(least=0, most=100)
    assert (path[["least", "low", "median", "high", "most"]].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    row = met(series(values, decimals=decimals))
    assert 0 <= row["chance"] <= 1 and row["error"] >= 0


def test_shares_near_all_are_not_read_as_less():
    assert forecast.coming(series([99.95, 99.97, 99.98, 99.99], decimals=2))["median"].iloc[0] > 99.99


def test_a_forecast_bears_one_decimal_at_most():
    assert [forecast.coming(series(RISING, decimals=n))["decimals"].iloc[0] for n in (0, 1, 2)] == [0, 1, 1]


def test_the_same_values_give_the_same_forecast_in_whatever_order_and_are_left_as_they_are():
    values = series(RISING)
    kept = values.copy()
    pd.testing.assert_frame_equal(forecast.coming(values.iloc[::-1]), forecast.coming(values))
    pd.testing.assert_frame_equal(values, kept)


# How well it would have done


def test_the_error_is_the_mean_distance_of_forecasts_made_without_the_newest_value_and_without_the_newest_two():
    values = series([*RISING, 84.9])
    one = forecast.coming(values.iloc[:-1])["median"].iloc[0]
    two = forecast.coming(values.iloc[:-2])["median"].iloc[:2]
    missed = [abs(one - 84.9), abs(two.iloc[0] - 81.4), abs(two.iloc[1] - 84.9)]
    row = met(values)
    assert (row["error"], row["trials"]) == (pytest.approx(np.mean(missed), abs=0.02), 3)


def test_four_values_are_tried_once():
    assert met(series(RISING[:4]))["trials"] == 1


def test_of_simulated_series_the_interval_holds_about_four_in_five_of_the_values_to_come():
    """The whole proof, on 1 000 series, is in ``trust/forecast.py``."""
    tried = list(simulated(150, 5))
    path = forecast.coming(pd.concat([each.values for each in tried], ignore_index=True), AHEAD)
    truth = np.concatenate([each.truth for each in tried])
    held = pd.Series((path["low"] <= truth) & (truth <= path["high"])).groupby(
        [each.way for each in tried for _ in range(AHEAD)]
    )
    assert held.size().to_dict() == dict.fromkeys(WAYS, 50 * AHEAD)
    assert 0.75 <= held.mean().mean() <= 0.85
    assert held.mean().min() >= 0.6


def test_simulated_series_are_shares_of_four_to_ten_points_the_same_for_the_same_seed():
    one, other = (list(simulated(30, 9)) for _ in range(2))
    for first, second in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(first.values, second.values)
        assert 4 <= len(first.values) <= 10
        assert first.values["value"].between(0, 100).all() and ((first.truth >= 0) & (first.truth <= 100)).all()


# What it costs


def test_forty_nine_municipalities_are_forecast_in_under_a_second():
    values = pd.concat([each.values for each in simulated(49, 6)], ignore_index=True)
    took = []
    for _ in range(3):
        begun = time.process_time()
        assert len(forecast.reached(values, goal())) == 49
        took.append(time.process_time() - begun)
    assert min(took) < 1


def test_a_report_without_a_forecast_does_not_load_what_one_is_fitted_with():
    code = "import sys, radrum.measures, radrum.exhibits; raise SystemExit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
