"""What the regions published of themselves, against what the measures make of the rows that we ship.

The regions concluded from all rows; ours are those that they published. A conclusion that our rows bear out is found by
the measures; of one that they only agree with, the measures say out of how many it is known. Which is which, and why,
stands in docs/method.md.
"""

import csv
from pathlib import Path

import pandas as pd
import pytest
from radrum import places
from radrum.measures import conflicts, coverage, gaps, growth, households, ranking
from radrum.paths import statistics as folder
from radrum.statistics import measures, published_by, read_snapshots

FACTS = Path(__file__).parents[2] / "shared" / "facts"
MBPS, FIBRE = "available_100mbps", "available_fibre"
OCTOBER = {year: pd.Timestamp(year, 10, 1) for year in range(2010, 2024)}
REACHED_2022 = ["Göteborg", "Partille", "Trollhättan", "Öckerö", "Mölndal"]
REACHED_2023 = [*REACHED_2022, "Skövde", "Borås"]


@pytest.fixture(scope="module")
def known():
    """The statistics as published by the day on which the last of the regions' pages stood."""
    return published_by(read_snapshots().values, pd.Timestamp("2024-04-30"))


def breaks(measure=MBPS):
    return measures(folder())[measure].breaks


def series(known, areas, measure=MBPS, segment="all"):
    return coverage.series(known, list(areas), measure, breaks(measure), segment=segment)


def in_county(county, year):
    return list(places.members(county, OCTOBER[year]).index)


def counties(year):
    return ranking.alike(places.areas(), "SE-14", OCTOBER[year])


def names(areas):
    return [places.name(area) for area in areas]


def reach(known, county, year, aim):
    inside = in_county(county, year)
    found = gaps.reach(series(known, inside), aim, inside)
    return found[found["period"] == OCTOBER[year]].iloc[0]


def rank(known, county, year, measure=MBPS, segment="all"):
    found = ranking.ranks(series(known, counties(year), measure, segment), counties(year))
    same = found[found["period"] == OCTOBER[year]]
    return same[same["area"] == county].assign(best=same["area"].iloc[0]).iloc[0]


# Changes


def computed(known):
    """The change from October to October of every area and year that our rows allow, in percentage points."""
    steps = growth.steps(series(known, dict.fromkeys(known["area"])))
    whole = steps[steps["change"].notna() & (steps["years"] < 1.5)]
    return whole.set_index(["area", "period"])


def differing(known, published):
    """How many published changes we can compute, and those that differ: by more than 1 where either value is whole."""
    own, other, both = computed(known), [], 0
    for area, period, change in published:
        if (area, period) in own.index:
            row, both = own.loc[(area, period)], both + 1
            allowed = 1 if row["change_decimals"] == 0 else 0.01
            if abs(row["change"] - change) > allowed + 1e-9:
                other.append((area, period, change, row["change"]))
    return both, other


def test_the_published_changes_are_those_of_the_rows_where_both_years_are_present(known):
    held = known[known["measure"] == f"{MBPS}_change"]
    both, other = differing(known, held[["area", "period", "value"]].itertuples(index=False, name=None))
    assert (both, other) == (5, [])


def test_the_changes_typed_from_the_pages_are_those_of_the_rows_where_both_years_are_present(known):
    file = FACTS / "broadband_sweden_published_changes.csv"
    if not file.is_file():
        pytest.skip(f"{file.name} is not at hand")
    with file.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    areas = ["SE" if row["area_code"] == "00" else f"SE-{row['area_code']}" for row in rows]
    given = [(OCTOBER[int(row["to_year"])], float(row["change_percentage_points"])) for row in rows]
    both, other = differing(known, [(area, *each) for area, each in zip(areas, given, strict=True)])
    assert (both, other) == (5, [])


def test_a_change_across_the_new_definition_of_2015_is_quoted_and_never_computed(known):
    quoted = coverage.published_changes(known[known["period"] <= OCTOBER[2015]], in_county("SE-14", 2015), MBPS)
    assert names(quoted["area"].head(2)) == ["Tanum", "Lysekil"]
    assert quoted["crosses"].all()
    steps = growth.steps(series(known, ["SE"]))
    assert steps.set_index("period").loc[OCTOBER[2015], "why"] == "break"


# What the regions concluded


def test_in_2015_none_of_the_municipalities_known_reaches_90_percent(known):
    found = reach(known, "SE-14", 2015, 90)
    assert (found["reached"], found["known"], found["of"]) == (0, 8, 49)


def test_in_2015_two_of_the_three_under_20_percent_are_known(known):
    assert names(reach(known, "SE-14", 2015, 20)["areas_short"]) == ["Bollebygd", "Mellerud"]


def test_in_2016_mellerud_is_the_lowest_of_those_known(known):
    inside = in_county("SE-14", 2016)
    ranked = ranking.ranks(series(known, inside), inside)
    last = ranked[ranked["period"] == OCTOBER[2016]].iloc[-1]
    assert (places.name(last["area"]), last["rank"], last["known"], last["of"]) == ("Mellerud", 5, 5, 49)


def test_in_2016_amal_is_the_fastest_of_those_whose_change_was_published(known):
    inside = in_county("SE-14", 2016)
    changes = coverage.published_changes(known[known["period"] <= OCTOBER[2016]], inside, MBPS)
    assert (names(changes["area"]), changes["value"].tolist()) == (["Åmål"], [21.74])


def test_in_2017_the_county_is_above_the_nation_for_the_first_time_since_2015(known):
    both = ranking.against(series(known, ["SE-14", "SE"]), "SE-14", "SE").set_index("period")
    assert both["standing"].tolist() == ["below", "below", "above", "above", "above", "above"]
    first = both.loc[OCTOBER[2017]]
    assert (first["standing"], first["first"], first["earlier"], first["apart"]) == ("above", True, 2, 0.4)


def test_in_2017_second_in_rural_fibre_is_all_that_the_two_counties_known_can_say(known):
    found = rank(known, "SE-14", 2017, FIBRE, "rural")
    assert (found["rank"], found["known"], found["of"], places.name(found["best"])) == (2, 2, 21, "Gotlands län")
    both = ranking.against(series(known, ["SE-14", "SE"], FIBRE, "rural"), "SE-14", "SE")
    assert both["standing"].tolist() == ["above", "above"]


def test_in_2018_goteborg_alone_of_those_known_reaches_95_percent(known):
    found = reach(known, "SE-14", 2018, 95)
    assert (names(found["areas_reached"]), found["known"], found["of"]) == (["Göteborg"], 4, 49)


def test_in_2020_linkoping_alone_of_those_known_reaches_95_percent(known):
    found = reach(known, "SE-05", 2020, 95)
    assert (names(found["areas_reached"]), found["known"], found["of"]) == (["Linköping"], 2, 13)


def test_in_2020_the_households_gained_are_not_known_without_their_number(known):
    own = series(known, ["SE-05"])
    gained = households.gained(own, own.head(0), OCTOBER[2017], OCTOBER[2020])
    assert gained["why"].tolist() == ["no_count"]


@pytest.mark.parametrize(("year", "place", "above"), [(2022, 3, 18), (2023, 4, 17)])
def test_the_rank_of_the_county_agrees_with_the_rows_and_is_not_proved_by_them(known, year, place, above):
    found = rank(known, "SE-14", year)
    assert (found["rank"], found["of"] - found["known"], found["rank_at_worst"]) == (place, above, 21)


@pytest.mark.parametrize(("year", "reached"), [(2022, REACHED_2022), (2023, REACHED_2023)])
def test_the_municipalities_that_reach_95_percent_are_not_among_those_known(known, year, reached):
    found = reach(known, "SE-14", year, 95)
    assert (found["reached"], found["known"]) == (0, 3)
    assert set(reached) <= set(names(found["areas_unknown"]))


# Two sources of one index


def test_denmarks_index_of_2016_is_disputed_and_shown_as_both_sources_say_it(known):
    (found,) = conflicts.values(known[known["measure"] == "desi"]).to_dict("records")
    assert (found["area"], found["period"].year, found["lowest"], found["highest"]) == ("DK", 2016, 0.680, 0.685)
    assert [value for _, value, _ in found["said"]] == [0.685, 0.680]
    assert len({source for source, _, _ in found["said"]}) == 2
