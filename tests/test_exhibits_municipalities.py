"""What the report says of the municipalities: how they stand, town and country, growth, and who lacks access."""

import datetime
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import exhibits
from radrum.exhibits import Exhibit, Unknown
from radrum.measures import concentration, coverage, growth, households, settlements
from radrum.passport import Passport
from radrum.words import Words

EN = Words("en")
FAST = "available_100mbps"
NAMES = {"XX": "Land", "XX-01": "County", "XX-0101": "Ale", "XX-0102": "Bol", "XX-0103": "Åsa"}
AREAS = pd.DataFrame(
    {"name": [*NAMES.values()], "kind": ["country", "county", *["municipality"] * 3]}, index=pd.Index([*NAMES])
)
TOWNS = AREAS.iloc[2:]
PASSPORT = Passport(
    "s", "PTS", "Mapping", "u", "2024", datetime.date(2024, 3, 20), "CC0", "PTS, mapping", "made from PTS", "0"
)
ABOUT = SimpleNamespace(
    words=EN,
    as_of=pd.Timestamp("2024-06-01"),
    passports={"s": PASSPORT},
    areas=AREAS,
    nation="XX",
    council=SimpleNamespace(area="XX-01"),
    goals=pd.DataFrame(
        {"area": "XX", "measure": FAST, "segment": "all", "goal_year": [2025], "value": [95], "document": ["Strategy"]}
    ),
)
BREAK = ((pd.Timestamp("2023-01-01"), "population_to_households"),)


def published(*rows, measure=FAST, segment="all"):
    """Statistics, each row (area, year, value)."""
    frame = pd.DataFrame(rows, columns=["area", "year", "value"]).astype({"value": float})
    return frame.assign(
        period=pd.to_datetime(frame["year"].astype(str) + "-10-01"),
        measure=measure,
        segment=segment,
        base="households",
        source="PTS",
        decimals=pd.array([0 if measure == "households" else 1] * len(frame), dtype="Int64"),
        status=None,
        published=pd.Timestamp("2024-03-20"),
        published_precision="day",
        snapshot="s",
    )


def series(*rows, breaks=()):
    return coverage.series(published(*rows), [*NAMES], FAST, breaks)


def counts(*rows):
    rows = published(*rows, measure="households")
    return coverage.series(rows, [*NAMES], "households", bases=("households",))


ALL = [("XX-0101", 2023, 90), ("XX-0102", 2023, 80), ("XX-0103", 2023, 60), ("XX", 2023, 85)]
BEFORE = [("XX-0101", 2022, 88), ("XX-0102", 2022, 81), ("XX-0103", 2022, 50), ("XX", 2022, 84)]
SIZES = [(area, year, 1000) for area in TOWNS.index for year in (2022, 2023)]


def spaced(text):
    return str(text).replace("\u00a0", " ")


def cells(shown):
    """The table as text, its headings first."""
    rows = [[spaced(cell["text"]) for cell in row] for row in shown.table.written(shown.words)]
    return [[spaced(column.heading) for column in shown.table.columns], *rows]


def labels(figure, narrow=False):
    """Everything that is written in a figure: its annotations and the names of its rows."""
    layout = figure.to_plotly_json()["layout"]
    layout = layout | (layout["meta"]["narrow"] if narrow else {})
    written = [note["text"] for note in layout["annotations"]]
    written += [text for name, axis in layout.items() if name.startswith("yaxis") for text in axis.get("ticktext", [])]
    return [spaced(text).replace("<b>", "").replace("</b>", "").replace("<br>", " ") for text in written]


# How they stand


def by_municipality(*rows, aim=None, breaks=()):
    every = series(*rows, breaks=breaks)
    goal = None if aim is None else pd.Series({"value": aim, "decimals": 0, "goal_year": 2025, "base": "households"})
    shown = coverage.by_municipality(every, TOWNS, goal)
    levels = coverage.levels(every[every["area"] == "XX"], goal)
    return exhibits.coverage_by_municipality(shown, levels, TOWNS, FAST, ABOUT)


def test_the_year_before_is_a_ring_with_a_line_to_the_dot_and_the_key_says_so():
    figure = by_municipality(*ALL, *BEFORE).figure
    assert [list(trace.x) for trace in figure.data] == [[88, 81, 50], [90, 80, 60]]
    assert {(line.x0, line.x1) for line in figure.layout.shapes} >= {(88, 90), (81, 80), (50, 60)}
    key = next(text for text in labels(figure) if "●" in text)
    assert "October 2023" in key
    assert "○" in key
    assert "October 2022" in key


def test_without_an_earlier_value_there_is_no_ring_and_no_word_of_it():
    shown = by_municipality(*ALL)
    assert len(shown.figure.data) == 1
    assert not any("○" in text for text in labels(shown.figure))
    assert "Before" not in cells(shown)[0]


def test_a_value_across_a_break_is_no_ring():
    assert len(by_municipality(*ALL, *BEFORE, breaks=BREAK).figure.data) == 1


def test_rings_of_different_years_are_not_called_by_one():
    shown = by_municipality(*ALL, ("XX-0101", 2022, 88), ("XX-0102", 2021, 70))
    assert any("the previous value" in text for text in labels(shown.figure))
    told = "The ring is the previous value, under the same definition; the table says when it is from."
    assert told in shown.notes
    assert [row[2] for row in cells(shown)] == [
        "Before",
        "88.0% (October 2022)",
        "70.0% (October 2021)",
        "no earlier value",
    ]


def test_the_nation_and_the_goal_are_named_above_the_rows():
    written = labels(by_municipality(*ALL, aim=95).figure)
    assert "Land 85.0%" in written
    assert "Goal 95%" in written


def test_who_reaches_the_goal_is_said_by_name():
    assert "is reached by 2 of them: Ale and Bol." in by_municipality(*ALL, aim=80).description
    assert "None of them reach the goal of 95%." in by_municipality(*ALL, aim=95).description
    assert "All of them reach the goal of 50%." in by_municipality(*ALL, aim=50).description


def test_a_municipality_without_a_value_is_named_and_one_alone_is_no_chart():
    shown = by_municipality(("XX-0101", 2023, 90))
    assert shown.figure is None
    assert shown.missing == "No value available for 2 municipalities in October\u00a02023: Bol and Åsa."
    assert "highest" not in shown.description.lower()


def test_those_that_share_an_end_are_all_named_there():
    shown = by_municipality(("XX-0101", 2023, 90), ("XX-0102", 2023, 80), ("XX-0103", 2023, 80))
    assert shown.title == "Ale highest and Bol and Åsa lowest of the 3 municipalities with a value available"
    assert "lowest: Bol and Åsa with 80.0%" in spaced(shown.description)


def test_where_fewer_than_half_have_a_value_the_title_says_so():
    names = {f"XX-{n}": f"Town {n}" for n in range(5)}
    towns = pd.DataFrame({"name": names})
    every = coverage.series(published(("XX-0", 2023, 90), ("XX-1", 2023, 80)), [*names], FAST)
    rows, levels = coverage.by_municipality(every, towns, None), coverage.levels(every.head(0), None)
    shown = exhibits.coverage_by_municipality(rows, levels, towns, FAST, ABOUT)
    assert shown.title == "Only 2 of 5 municipalities have a value available"


def test_the_document_of_a_goal_is_named_as_a_source():
    assert "Strategy" in by_municipality(*ALL, aim=95).source
    assert "Strategy" not in by_municipality(*ALL).source


def test_without_a_published_change_nothing_is_said_of_who_grew():
    shown = exhibits.coverage_changes(coverage.published_changes(published(*ALL), [*NAMES], FAST), ABOUT)
    assert isinstance(shown, Unknown)
    assert shown.title == "No change is published by the producer"
    assert "itself published a change" in shown.reason


@pytest.mark.parametrize("many", [5, 20, 49], ids=["few", "many", "a county"])
def test_so_many_rows_as_a_county_has_go_on_a_printed_page(many):
    towns = pd.DataFrame(
        {"name": [f"Town {n}" for n in range(many)], "kind": "municipality"}, index=[f"T{n}" for n in range(many)]
    )
    rows = published(
        *[(area, year, 50 + n / 10 + year - 2022) for n, area in enumerate(towns.index) for year in (2022, 2023)]
    )
    every = coverage.series(rows, [*towns.index], FAST)
    shown = coverage.by_municipality(every, towns, None)
    figure = exhibits.coverage_by_municipality(shown, every.head(0).assign(goal=None), towns, FAST, ABOUT).figure
    assert figure.layout.height < 1000
    places = figure.layout.yaxis.tickvals
    pixels = (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / many
    assert pixels > figure.layout.yaxis.tickfont.size
    assert all(above - below == 1 for above, below in pairwise(places))


# Town and country


NEWEST = pd.Timestamp("2023-10-01")


def apart(*rows, breaks=(), newest=NEWEST):
    """Each row (area, year, share in town, share in the country)."""
    town = published(*[(area, year, urban) for area, year, urban, _ in rows if urban is not None], segment="urban")
    country = published(*[(area, year, rural) for area, year, _, rural in rows if rural is not None], segment="rural")
    found = settlements.apart(pd.concat([town, country]), ["XX-01", "XX", *TOWNS.index], FAST, breaks)
    return exhibits.settlements(found, TOWNS, FAST, ABOUT, newest=newest)


TWO = [
    ("XX-01", 2023, 95, 70),
    ("XX", 2023, 96, 60),
    ("XX-0101", 2023, 90, 80),
    ("XX-0102", 2023, 92, 40),
    ("XX-0103", 2023, 99, 70),
]


def test_the_title_says_both_shares_of_the_area_and_the_text_how_far_apart_they_are():
    shown = apart(*TWO)
    assert shown.title == "In County, 70.0% outside built-up areas have access against 95.0% in them"
    said = spaced(shown.description)
    assert "In County those outside built-up areas are 25.0 percentage points behind." in said
    assert "In Land the difference is 36.0 percentage points." in said
    assert "greatest in Bol (52.0 percentage points) and smallest in Ale (10.0 percentage points)" in said


@pytest.mark.parametrize("newest", [None, pd.Timestamp("2024-10-01")])
def test_shares_that_are_not_of_the_newest_period_are_said_with_theirs(newest):
    title = spaced(apart(*TWO, newest=newest).title)
    assert title == "In County in October 2023, 70.0% outside built-up areas had access against 95.0% in them"


def test_town_and_country_are_not_said_again_under_their_own_exhibit():
    values = pd.concat(
        [published(("XX-01", 2023, share), segment=name) for name, share in (("urban", 95), ("rural", 70))]
    )
    groups = coverage.groups(values, "XX-01", "XX", FAST)
    assert isinstance(exhibits.coverage_by_group(groups, FAST, ABOUT), Exhibit)
    shown = exhibits.coverage_by_group(groups, FAST, ABOUT, apart(*TWO))
    assert isinstance(shown, Unknown)
    none = exhibits.coverage_by_group(groups.head(0), FAST, ABOUT)
    assert shown.title == none.title == "No other groups are published"
    assert "apart from those of town and country" in none.reason


def test_the_area_and_its_nation_stand_first_and_then_those_furthest_apart():
    rows = cells(apart(*TWO))
    assert [row[0] for row in rows[1:]] == ["County", "Land", "Bol", "Åsa", "Ale"]
    assert rows[3] == ["Bol", "40.0%", "92.0%", "52.0 percentage points"]


def test_each_difference_stands_beside_its_row_and_the_ends_have_shapes_of_their_own():
    figure = apart(*TWO).figure
    assert {"25.0", "36.0", "52.0", "29.0", "10.0", "Points apart"} <= set(labels(figure))
    assert len({trace.marker.symbol for trace in figure.data}) == 2


def test_how_far_apart_they_were_is_said_but_never_across_a_break():
    earlier = ("XX-01", 2022, 90, 60)
    assert "In October 2022 the difference was 30.0 percentage points." in spaced(apart(*TWO, earlier).notes[0])
    assert "2022" not in spaced(apart(*TWO, earlier, breaks=BREAK).notes)


def test_one_end_alone_is_no_difference():
    shown = apart(*TWO[:3], ("XX-0102", 2023, 92, None))
    assert cells(shown)[-1] == ["Bol", "no value available", "92.0%", "not known"]
    assert shown.missing == "No value available for 1 municipality in October\u00a02023: Åsa."


def test_where_the_country_is_ahead_the_text_says_so():
    assert "In County those in built-up areas are 5.0 percentage points behind." in spaced(
        apart(("XX-01", 2023, 70, 75)).description
    )


def test_where_all_shares_are_over_half_the_axis_begins_below_them_and_says_so():
    high = [(area, year, urban, max(rural, 62)) for area, year, urban, rural in TWO]
    shown = apart(*high)
    assert shown.figure.layout.xaxis.tickvals == (60, 70, 80, 90, 100)
    assert "The axis begins at 60%, not at 0." in shown.notes
    assert apart(*TWO).figure.layout.xaxis.tickvals[0] == 0
    assert not any("axis" in note for note in apart(*TWO).notes)


def test_town_and_country_are_not_known_without_both():
    shown = apart(("XX-01", 2023, 95, None))
    assert isinstance(shown, Unknown)
    assert "both in and outside built-up areas" in shown.reason


# The households without access


def uncovered(rows, sizes):
    return exhibits.concentration(concentration.uncovered(series(*rows), counts(*sizes), [*TOWNS.index]), FAST, ABOUT)


def test_the_title_says_how_few_hold_half_and_the_figure_draws_the_line_below_them():
    shown = uncovered(ALL, SIZES)
    assert shown.title == "1 of 3 municipalities accounts for over half of the households without access"
    assert cells(shown)[1:] == [
        ["Åsa", "400", "1,000", "60.0%", "57%"],
        ["Bol", "200", "1,000", "80.0%", "86%"],
        ["Ale", "100", "1,000", "90.0%", "100%"],
    ]
    written = labels(shown.figure)
    assert "Above the line: half of the households without access" in written
    assert {"57%", "400"} <= set(written)
    assert list(shown.figure.data[0].y) == [4, 2, 1]


def test_households_are_no_more_exact_than_the_rounding_of_their_share():
    shown = uncovered(
        [("XX-0101", 2023, 96.5), ("XX-0102", 2023, 80), ("XX-0103", 2023, 60)], [("XX-0101", 2023, 41210)]
    )
    assert cells(shown)[1][:3] == ["Ale", "1,440", "41,210"]
    assert "Ale has the most, about 1,440" in shown.description
    assert "About 1,440 households" in shown.description


def test_a_municipality_without_a_number_is_named_and_not_counted():
    shown = uncovered(ALL, SIZES[:4])
    assert (
        shown.title
        == "1 of the 2 municipalities with a known number accounts for over half of their households without access"
    )
    assert shown.missing.endswith("not known: Åsa.")


def test_exactly_half_is_not_over_half_and_the_swedish_says_whose_households_they_are():
    half = [("XX-0101", 2023, 90), ("XX-0102", 2023, 90), ("XX-0103", 2023, 80)]
    assert uncovered(half, SIZES).title == "1 of 3 municipalities accounts for half of the households without access"
    assert (
        Words("sv").plural(
            "{n} of {total} municipalities accounts for half of the households without access",
            "{n} of {total} municipalities account for half of the households without access",
            7,
            total=20,
        )
        == "Hälften av hushållen som saknar tillgång finns i 7 av 20 kommuner"
    )


def test_where_nobody_has_both_share_and_number_it_says_what_it_takes():
    assert isinstance(uncovered(ALL, []), Unknown)
    assert "their number" in uncovered(ALL, []).reason


def test_where_all_have_access_there_is_nothing_to_hold():
    shown = uncovered([("XX-0101", 2023, 100)], SIZES)
    assert isinstance(shown, Unknown)
    assert shown.title == "No household is known to be without access"


# Growth


def grown(rows, sizes=(), breaks=()):
    every = series(*rows, breaks=breaks)
    changed = growth.between(every)
    more = households.gained(every, counts(*sizes), changed["period_before"].max(), changed["period"].max())
    return exhibits.growth(changed, more, TOWNS, breaks, FAST, ABOUT)


def test_who_grew_most_in_points_is_the_title_and_the_households_stand_beside():
    shown = grown(ALL + BEFORE, SIZES)
    assert spaced(shown.title) == "Åsa rose the most of the 3 municipalities: +10.0 percentage points"
    assert cells(shown)[1] == ["Åsa", "50.0%", "60.0%", "+10.0 percentage points", "+100"]
    assert {"+10.0", "+100", "−10", "Households gained", "Land +1.0"} <= set(labels(shown.figure))
    assert "2 rose, 0 stood still and 1 fell" in shown.description
    assert "2 municipalities did better" in shown.description
    assert "About 110 more households in 3 municipalities" in shown.description


def test_growth_is_said_only_of_those_with_both_values():
    shown = grown(ALL + BEFORE[1:])
    assert "of the 2 municipalities with both values" in shown.title
    assert shown.missing == "One or both values are missing for 1 municipality: Ale."
    assert "Households gained" not in str(cells(shown)[0])


def test_growth_never_crosses_a_break_and_the_reason_is_said():
    shown = grown(ALL + BEFORE, SIZES, breaks=BREAK)
    assert isinstance(shown, Unknown)
    assert "between October 2022 and October 2023 (counted by population before, by households after)" in spaced(
        shown.reason
    )


def test_growth_is_not_known_without_two_periods():
    for rows in (ALL, []):
        assert isinstance(grown(rows), Unknown)
        assert "two periods" in grown(rows).reason


def test_nobody_is_said_to_have_grown_most_where_none_grew():
    shown = grown([(area, year, 50) for area in TOWNS.index for year in (2022, 2023)])
    assert shown.title == "None of the 3 municipalities with both values rose"


# Over time, a panel a municipality


def multiples(*rows, breaks=()):
    return exhibits.small_multiples(series(*rows, breaks=breaks), TOWNS, breaks, FAST, ABOUT)


def test_each_municipality_has_a_panel_with_the_nation_in_it_highest_first():
    shown = multiples(*ALL, *BEFORE)
    assert isinstance(shown, Exhibit)
    assert spaced(shown.title) == "1 of 3 municipalities was above Land in October 2023"
    assert [text for text in labels(shown.figure) if text.endswith("%") and text[0].isalpha()] == [
        "Ale 90.0%",
        "Bol 80.0%",
        "Åsa 60.0%",
    ]
    assert len(shown.figure.data) == 6
    assert "Dotted line: Land" in labels(shown.figure)
    assert "Since October 2022, 2 of 3 municipalities with two values or more have risen. Not risen: Bol." in spaced(
        shown.description
    )


def test_all_panels_share_their_axes_and_a_phone_has_two_side_by_side():
    layout = multiples(*ALL, *BEFORE).figure.to_plotly_json()["layout"]
    for each in (layout, layout["meta"]["narrow"]):
        assert len({tuple(each[name]["range"]) for name in ("yaxis", "yaxis2", "yaxis3")}) == 1
    narrow = layout["meta"]["narrow"]
    assert narrow["yaxis"]["domain"] == narrow["yaxis2"]["domain"] != narrow["yaxis3"]["domain"]


def test_a_panel_is_high_enough_for_its_line_to_be_read():
    layout = multiples(*ALL, *BEFORE).figure.to_plotly_json()["layout"]
    for each in (layout, layout["meta"]["narrow"]):
        low, high = each["yaxis"]["domain"]
        assert (high - low) * (each["height"] - each["margin"]["t"] - each["margin"]["b"]) >= 90


def test_where_all_have_risen_it_is_said_of_all():
    shown = multiples(*ALL, *((area, 2022, 40) for area in TOWNS.index))
    assert "Since October 2022, all 3 municipalities with two values or more have risen." in spaced(shown.description)


def test_few_published_changes_are_told_and_not_drawn():
    changes = [("XX-0101", 2023, 5), ("XX-0102", 2023, 4), ("XX-0103", 2023, 3), ("XX", 2023, 2)]
    for many, drawn in ((3, False), (4, True)):
        rows = coverage.published_changes(published(*changes[:many], measure=f"{FAST}_change"), [*NAMES], FAST)
        assert (exhibits.coverage_changes(rows, ABOUT).figure is not None) is drawn


def test_the_nations_growth_does_not_deny_what_is_published_of_the_municipalities():
    rows = [("XX", 2022, 80), ("XX", 2023, 84)]
    for published_too, title in (
        (None, "Land: +4.0 percentage points; no municipality's growth is known"),
        (multiples(*ALL, *BEFORE), "Land: +4.0 percentage points"),
    ):
        growing = growth.between(series(*rows), pd.Timestamp("2022-10-01"), pd.Timestamp("2023-10-01"))
        gained = households.gained(
            series(*rows).head(0), counts().head(0), *growing.iloc[0][["period_before", "period"]]
        )
        shown = exhibits.growth(growing, gained, TOWNS, (), FAST, ABOUT, published_too)
        assert spaced(shown.title) == title
        assert bool(shown.missing) is (published_too is None)


def test_the_line_of_a_panel_is_cut_where_the_definition_changed():
    shown = multiples(*ALL, *BEFORE, breaks=BREAK)
    assert list(shown.figure.data[1].y) == [88, None, 90]
    assert any("cut on" in note for note in shown.notes)
    assert shown.description == "No municipality has two values under the same definition."


def test_the_title_counts_those_with_a_value_where_some_have_none():
    towns = pd.concat([TOWNS, pd.DataFrame({"name": ["Dal"], "kind": ["municipality"]}, index=["XX-0104"])])
    shown = exhibits.small_multiples(series(*ALL, *BEFORE), towns, (), FAST, ABOUT)
    assert spaced(shown.title) == "1 of the 3 municipalities with a value was above Land in October 2023"
    assert shown.missing == "No value available for 1 municipality: Dal."


def test_single_years_are_nothing_to_follow():
    assert isinstance(multiples(*ALL), Unknown)
    assert isinstance(multiples(), Unknown)


def test_a_panel_of_an_earlier_year_says_it_and_stands_after_the_newest():
    shown = multiples(*ALL[1:], *BEFORE, ("XX-0101", 2021, 70))
    titles = [text for text in labels(shown.figure) if text.split()[0] in ("Ale", "Bol", "Åsa")]
    assert titles == ["Bol 80.0%", "Åsa 60.0%", "Ale 88.0% 2022"]
    assert spaced(shown.title) == "None of the 2 municipalities with a value were above Land in October 2023"


def test_a_single_value_has_no_panel_but_a_row_and_a_note():
    towns = pd.concat([TOWNS, pd.DataFrame({"name": ["Dal"], "kind": ["municipality"]}, index=["XX-0104"])])
    values = coverage.series(published(*ALL, *BEFORE, ("XX-0104", 2023, 99)), [*NAMES, "XX-0104"], FAST)
    shown = exhibits.small_multiples(values, towns, (), FAST, ABOUT)
    assert not any("Dal" in text for text in labels(shown.figure))
    assert cells(shown)[1][0] == "Dal"
    assert "1 municipality with a single value has no panel; it is in the table." in shown.notes


def test_the_list_of_sources_says_no_more_than_that_the_figures_may_come_from_them():
    shown = exhibits.source_list(published(*ALL), pd.DataFrame({"snapshot": []}), ABOUT)
    assert shown.title == "The figures may come from 1 data set"
