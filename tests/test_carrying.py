"""Values of areas that have ended since, carried to the areas of a day."""

import pandas as pd
import pytest
from radrum import places
from radrum.places import carry

NOW = pd.Timestamp("2024-06-30")


def values(rows, period="2018-06-30", unit="number", **given):
    """Rows of statistics: an area and its value each."""
    frame = pd.DataFrame([(f"NO-{code}" if code[0].isdigit() else code, value) for code, value in rows])
    frame = frame.set_axis(["area", "value"], axis=1).astype({"value": float})
    about = {"measure": "m", "segment": "all", "base": "households", "source": "Nkom", "published": "2019-03-01"}
    frame = frame.assign(**about, period=pd.Timestamp(period), unit=unit, decimals=1, status=None, **given)
    return frame.astype({"published": "datetime64[ns]", "status": "str", "decimals": "Int64"})


def weights(rows, period="2018-01-01"):
    frame = values(rows, period)
    return frame[["area", "period", "value"]]


def one(carried, area):
    row = carried[carried["area"] == area]
    assert len(row) == 1
    return row.iloc[0]


def test_the_counts_of_what_became_alver_add_up():
    row = one(carry(values([("1256", 3000), ("1260", 2100), ("1263", 6400)]), NOW), "NO-4631")
    assert (row["value"], row["carried"], row["about"], row["status"]) == (11500, True, False, "carried")
    assert row["made_of"] == "NO-1256, NO-1260, NO-1263"


def test_a_share_is_weighted_with_those_it_was_counted_of():
    rows = [("1245", 40), ("1246", 90), ("1259", 60)]
    sizes = weights([("1245", 2500), ("1246", 10000), ("1259", 2000)])
    row = one(carry(values(rows, unit="percent"), NOW, weights=sizes), "NO-4626")
    assert row["value"] == pytest.approx((40 * 2500 + 90 * 10000 + 60 * 2000) / 14500)
    assert row["status"] == "carried"


def test_a_share_without_weights_is_missing_with_the_reason():
    rows = [("1430", 40), ("1431", 50), ("1432", 90), ("1433", 60)]
    row = one(carry(values(rows, unit="percent"), NOW), "NO-4647")
    assert pd.isna(row["value"])
    assert (row["carried"], row["status"]) == (True, "no_weights")
    far = weights([(code, 1000) for code, _ in rows], period="2015-01-01")
    assert one(carry(values(rows, unit="percent"), NOW, weights=far), "NO-4647")["status"] == "no_weights"


@pytest.mark.parametrize("unit", ["number", "percent"])
def test_where_a_part_has_no_value_the_whole_has_none(unit):
    rows = values([("1430", 40), ("1431", 50), ("1432", 90), ("1433", None)], unit=unit)
    sizes = weights([(code, 1000) for code in ("1430", "1431", "1432", "1433")])
    for given in (rows, rows.iloc[:3]):
        row = one(carry(given, NOW, weights=sizes), "NO-4647")
        assert pd.isna(row["value"])
        assert row["status"] == "no_value"
        assert row["made_of"] == "NO-1430, NO-1431, NO-1432, NO-1433"


def test_kinn_has_all_of_flora_and_of_vagsoy_although_bryggja_went_to_stad():
    carried = carry(values([("1401", 5000), ("1439", 2700), ("1441", 1200), ("1443", 2500)]), NOW)
    assert carried["area"].tolist() == ["NO-4602", "NO-4649"]
    assert carried["value"].tolist() == [7700, 3700]
    assert carried["about"].all()
    assert one(carried, "NO-4602")["made_of"] == "NO-1401, NO-1439"


def test_hornindal_is_counted_in_volda_and_so_in_another_county():
    assert places.areas().at["NO-1444", "part_of"] == "NO-14"
    assert places.areas().at["NO-1577", "part_of"] == "NO-15"
    assert one(carry(values([("1444", 500), ("1519", 3900)]), NOW), "NO-1577")["value"] == 4400
    before, after = (pd.Timestamp(day) for day in ("2019-12-31", "2020-01-01"))
    assert "NO-1444" in places.members("NO-14", before).index
    assert "NO-1577" in places.members("NO-15", after).index


def test_vestland_is_hordaland_and_sogn_og_fjordane():
    row = one(carry(values([("12", 220000), ("14", 46000)]), NOW), "NO-46")
    assert (row["value"], row["about"]) == (266000, True)


def test_a_county_that_was_divided_has_no_values_in_its_parts():
    for unit in ("number", "percent"):
        carried = carry(values([("30", 80)], "2022-06-30", unit), NOW)
        assert carried["area"].tolist() == ["NO-31", "NO-32", "NO-33"]
        assert carried["value"].isna().all()
        assert set(carried["status"]) == {"split"}


@pytest.mark.parametrize("unit", ["number", "percent", "index", "rank"])
def test_the_same_area_under_another_code_keeps_its_value_and_status(unit):
    given = values([("3024", 80)], "2022-06-30", unit, url="https://example.org").assign(status="rounded")
    row = one(carry(given, NOW), "NO-3201")
    assert (row["value"], row["status"], row["carried"], row["about"]) == (80, "rounded", True, False)
    assert row["url"] == "https://example.org"


def test_changes_follow_one_another():
    carried = carry(values([("0709", 19000), ("0728", 1000)], "2016-06-30"), NOW)
    assert one(carried, "NO-3909")["value"] == 20000
    assert one(carry(carried, NOW), "NO-3909")["value"] == 20000
    halfway = carry(values([("0709", 19000), ("0728", 1000)], "2016-06-30"), pd.Timestamp("2021-01-01"))
    assert halfway["area"].tolist() == ["NO-3805"]


def test_alesund_and_haram_have_counts_only_where_the_parts_are_known():
    given = values([("1507", 30000)], "2022-06-30")
    assert carry(given, NOW)["status"].tolist() == ["split", "split"]
    parts = pd.DataFrame({"area": "NO-1507", "becomes": ["NO-1508", "NO-1580"], "share": [0.86, 0.14]})
    carried = carry(given, NOW, parts=parts)
    assert carried["value"].tolist() == [25800, 4200]
    assert carried["about"].all()
    sizes = weights([("1507", 30000)], "2022-01-01")
    shares = carry(given.assign(unit="percent", value=80.0), NOW, parts=parts, weights=sizes)
    assert shares["status"].tolist() == ["split", "split"]


def test_a_share_does_without_a_part_that_is_under_a_tenth_of_the_whole():
    codes = {"5016": 800, "5023": 1800, "5024": 5500, "5012": 450, "5011": 1900, "1571": 750}
    rows = [("5016", 50), ("5023", 50), ("5024", 90), ("5012", 20), ("5011", 60), ("1571", 40)]
    sizes = weights(codes.items())
    carried = carry(values(rows, unit="percent"), NOW, weights=sizes)
    orkland = one(carried, "NO-5059")
    assert orkland["value"] == pytest.approx((50 * 800 + 50 * 1800 + 90 * 5500) / 8100)
    assert (orkland["about"], orkland["status"]) == (True, "carried")
    assert one(carried, "NO-5055")["status"] == "split"
    assert one(carry(values(rows), NOW), "NO-5059")["status"] == "split"


def test_what_was_published_for_the_area_itself_is_preferred():
    rows = values([("1256", 3000), ("1260", 2100), ("1263", 6400), ("4631", 11600)])
    row = one(carry(rows, NOW), "NO-4631")
    assert (row["value"], row["carried"]) == (11600, False)


def test_a_code_used_before_its_first_or_after_its_last_day_is_taken_as_it_stood_then():
    early = one(carry(values([("3024", 70)], "2018-06-30"), NOW), "NO-3201")
    late = one(carry(values([("1201", 99)], "2020-12-31"), NOW), "NO-4601")
    assert (early["value"], late["value"]) == (70, 99)


def test_an_area_that_kept_its_code_through_a_merger_is_carried_too():
    carried = carry(values([("1103", 60000), ("1141", 1300), ("1142", 1900), ("1106", 17000)]), NOW)
    assert one(carried, "NO-1103")["value"] == 63200
    haugesund = one(carried, "NO-1106")
    assert (haugesund["value"], haugesund["carried"]) == (17000, False)


def test_an_index_of_several_areas_is_not_made():
    assert one(carry(values([("1263", 3), ("1256", 4), ("1260", 5)], unit="index"), NOW), "NO-4631")["status"] == (
        "other_unit"
    )


def test_a_whole_of_which_a_part_is_at_least_so_much_is_at_least_so_much():
    given = values([("1256", 3000), ("1260", 2100), ("1263", 6400)])
    given.loc[0, "status"] = "at_least"
    assert one(carry(given, NOW), "NO-4631")["status"] == "at_least"


def limits(*status, unit="number"):
    """Alver of three municipalities whose values are limits."""
    given = values([("1256", 80), ("1260", 90), ("1263", 99)], unit=unit)
    given["status"] = list(status)
    sizes = weights([("1256", 3000), ("1260", 2000), ("1263", 5000)])
    return one(carry(given, NOW, weights=sizes), "NO-4631")


@pytest.mark.parametrize("unit", ["number", "percent"])
def test_a_whole_of_which_a_part_is_at_most_so_much_is_at_most_so_much(unit):
    assert limits("", "at_most", "", unit=unit)["status"] == "at_most"
    assert limits("at_most", "at_most", "at_most", unit=unit)["value"] > 0


@pytest.mark.parametrize("unit", ["number", "percent"])
def test_a_lower_and_an_upper_limit_make_neither(unit):
    row = limits("at_least", "at_most", "", unit=unit)
    assert row["status"] == "both_limits"
    assert pd.isna(row["value"])


def test_a_limit_of_what_only_got_another_code_stays_that_limit():
    given = values([("1201", 1)], unit="percent").assign(status="at_most")
    row = one(carry(given, NOW), "NO-4601")
    assert (row["status"], row["value"]) == ("at_most", 1)


def test_swedish_areas_are_carried_alike():
    carried = carry(values([("SE-1917", 6000), ("SE-0380", 80000), ("SE-0305", 7000)], "2002-10-01"), NOW)
    assert one(carried, "SE-0331")["value"] == 6000
    assert (one(carried, "SE-0380")["value"], one(carried, "SE-0380")["about"]) == (80000, True)
    assert one(carried, "SE-0330")["status"] == "split"
    assert not one(carried, "SE-0305")["carried"]


def test_values_of_unchanged_areas_and_later_days_stay_as_they_are():
    rows = values([("SE-1480", 90), ("NO-4601", 95)], "2023-10-01")
    carried = carry(rows, NOW)
    assert not carried["carried"].any()
    pd.testing.assert_frame_equal(
        carried[rows.columns].sort_values("area", ignore_index=True), rows.sort_values("area", ignore_index=True)
    )
    later = carry(values([("1256", 3000)], "2018-06-30"), pd.Timestamp("2018-01-01"))
    assert later["area"].tolist() == ["NO-1256"]


def test_what_was_given_is_not_written_into():
    rows = values([("1256", 3000), ("1260", 2100), ("1263", 6400)])
    before = rows.copy(deep=True)
    carry(rows, NOW)
    pd.testing.assert_frame_equal(rows, before)


def test_each_series_and_period_is_carried_by_itself():
    first, second = values([("1256", 1), ("1260", 2), ("1263", 3)]), values([("1256", 4), ("1260", 5), ("1263", 6)])
    rows = pd.concat([first, second.assign(segment="rural"), second.assign(period=pd.Timestamp("2017-06-30"))])
    carried = carry(rows, NOW)
    assert carried[["segment", "period", "value"]].astype(str).agg(" ".join, axis=1).tolist() == [
        "all 2017-06-30 15.0",
        "all 2018-06-30 6.0",
        "rural 2018-06-30 15.0",
    ]


def test_no_values_are_carried_to_no_values():
    assert carry(values([("1256", 1)]).iloc[:0], NOW).empty


ALVER = ("1256", "1260", "1263")


def shares(segment="all"):
    given = values([("1256", 50), ("1260", 60), ("1263", 90)], unit="percent")
    return given.assign(segment=segment)


def counts(numbers, segment="all", source="Nkom", period="2018-01-01"):
    given = values(list(zip(ALVER, numbers, strict=True)), period)
    return given.assign(measure="households", segment=segment, source=source)


ALL, TOWN = (1000, 1000, 8000), (4000, 4000, 2000)


@pytest.mark.parametrize("last", [0, 1])
def test_a_share_is_weighed_with_the_counts_of_its_own_segment_in_whatever_order_they_stand(last):
    sizes = [counts(ALL), counts(TOWN, "urban")]
    sizes = pd.concat([sizes[1 - last], sizes[last]])
    given = pd.concat([shares(), shares("urban")])
    carried = carry(given, NOW, weights=sizes).set_index("segment")["value"]
    assert carried.to_dict() == pytest.approx({"all": 83.0, "urban": 62.0})


def test_a_share_of_a_segment_that_nobody_counted_has_no_weights():
    row = one(carry(shares("rural"), NOW, weights=counts(ALL)), "NO-4631")
    assert pd.isna(row["value"])
    assert row["status"] == "no_weights"


@pytest.mark.parametrize("order", [1, -1])
def test_a_count_that_is_missing_leaves_the_word_to_another(order):
    sizes = pd.concat([counts(ALL), counts((None, None, None), source="SSB")][::order])
    row = one(carry(shares(), NOW, weights=sizes), "NO-4631")
    assert (row["status"], row["value"]) == ("carried", pytest.approx(83.0))


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_sources_of_counts_the_one_with_most_values_is_used(order):
    sizes = [counts(ALL), counts(ALL, period="2019-01-01"), counts(TOWN, source="A")]
    row = one(carry(shares(), NOW, weights=pd.concat(sizes[::order])), "NO-4631")
    assert row["value"] == pytest.approx(83.0)


def test_rows_of_areas_that_never_changed_are_not_gone_through(monkeypatch):
    rows = values([("SE-1480", 90), ("SE-1481", 80)], "2023-10-01")
    monkeypatch.setattr("radrum.places.carrying._moved", lambda *_: pytest.fail("gone through"))
    carried = carry(rows, NOW)
    pd.testing.assert_frame_equal(carried[rows.columns], rows)
    assert carried["carried"].eq(False).all()


def test_only_rows_of_areas_that_changed_are_gone_through(monkeypatch):
    from radrum.places import carrying

    seen, moved = [], carrying._moved
    monkeypatch.setattr(carrying, "_moved", lambda rows, *rest: seen.extend(rows["area"]) or moved(rows, *rest))
    carried = carry(values([("SE-1480", 90), ("1256", 1), ("1260", 2), ("1263", 3), ("4631", 7)]), NOW)
    assert "SE-1480" not in seen
    assert carried[["area", "value"]].values.tolist() == [["SE-1480", 90], ["NO-4631", 7]]
