"""How each municipality stands among the council's and among those of its own size, as far as the rows prove it."""

from types import SimpleNamespace

import pandas as pd
import pytest
from radrum.exhibits import Exhibit, Unknown, standing
from radrum.exhibits.exhibit import plain
from radrum.measures import coverage, households, ranking
from radrum.passport import Passport
from radrum.words import Words

MEASURE = "available_100mbps"
DAY = pd.Timestamp("2024-06-01")
TOWNS = {"SE-1401": "Ale", "SE-1402": "Bua", "SE-1403": "Ceda", "SE-1404": "Dala"}
OUTSIDE = {f"SE-058{n}": f"Kil {n}" for n in range(6)}
AREAS = pd.DataFrame({"name": {"SE": "Sverige", "SE-14": "Länet"} | TOWNS | OUTSIDE})
MUNICIPALITIES = AREAS.loc[list(TOWNS)]
SHARES = {"SE-1401": 90.0, "SE-1402": 80.0, "SE-1403": 70.0, "SE-1404": 60.0, "SE-0580": 75.0}
SIZES = dict.fromkeys(SHARES, 1000) | {"SE-1404": 1200}
PASSPORTS = {
    name: Passport(
        name=name,
        title="Bredband",
        producer="PTS",
        url="https://www.pts.se",
        published=DAY.date(),
        retrieved=DAY.date(),
        licence="CC0",
        citation=name,
        citation_derived=f"from {name}",
        sha256="",
    )
    for name in ("shares", "sizes", "their shares", "their sizes")
}


def rows_of(values, measure, snapshot, decimals):
    frame = pd.DataFrame({"area": values.keys(), "value": [*values.values()]}).astype({"value": float})
    return frame.assign(
        period=pd.Timestamp("2023-10-01"),
        measure=measure,
        segment="all",
        base="households",
        source="PTS",
        decimals=pd.array([decimals] * len(frame), dtype="Int64"),
        status="",
        published=DAY,
        published_precision="day",
        snapshot=snapshot,
    )


def shown(shares=SHARES, sizes=SIZES, towns=MUNICIPALITIES, snapshots=("shares", "sizes"), **known):
    """The exhibit of ``towns``, with shares and sizes by area, and what is ``known`` of every share."""
    every = [*towns.index, *OUTSIDE]
    values = coverage.series(rows_of(shares, MEASURE, snapshots[0], 1).assign(**known), every, MEASURE)
    counts = households.counted(rows_of(sizes, "households", snapshots[1], 0), every)
    about = SimpleNamespace(
        words=Words("en", own="sv"),
        as_of=DAY,
        passports=PASSPORTS,
        areas=AREAS,
        nation="SE",
        council=SimpleNamespace(area="SE-14"),
    )
    return standing(ranking.standings(values, counts, list(towns.index), every), towns, MEASURE, about)


def text(said):
    return str(said).replace("\u00a0", " ").replace("\u2212", "-")


def cells(exhibit):
    """The table's rows as text, by the name of the municipality."""
    written = [[text(cell["text"]) for cell in line] for line in exhibit.table.written(exhibit.words)]
    return {line[0]: line[1:] for line in written}


def test_the_title_names_who_stands_best_and_worst_against_those_of_its_size():
    assert shown().title == "Ale best and Dala worst against municipalities of their own size"
    assert text(shown().subtitle) == "Share of households with access to broadband of 100 Mbit/s, October 2023"


def test_a_title_of_some_says_of_how_many():
    other = shown(sizes=SIZES | {"SE-1404": 9000})
    assert other.title.endswith("of their own size, of the 3 that can be compared")
    assert other.title.startswith("Ale best and Ceda worst")


def test_where_fewer_than_half_can_be_compared_that_is_the_title():
    sizes = {"SE-1401": 1000, "SE-1402": 2000, "SE-1403": 500, "SE-1404": 90000, "SE-0580": 1400}
    assert shown(sizes=sizes).title == "Only 1 of 4 municipalities can be set against those of its own size"


def test_the_ends_are_told_with_their_distance_from_the_middle():
    told = text(shown().description)
    assert "Ale has 90.0%, 17.5 percentage points above the middle of those of its size (72.5%)." in told
    assert "Dala has 60.0%, 17.5 percentage points below the middle of those of its size (77.5%)." in told


def test_each_municipality_has_its_rank_in_the_area_and_in_its_size():
    table = cells(shown())
    assert table["Ale"] == ["90.0%", "1 of 4", "1 of 5", "+17.5 percentage points"]
    assert table["Ceda"] == ["70.0%", "3 of 4", "4 of 5", "-7.5 percentage points"]
    assert list(table) == ["Ale", "Bua", "Ceda", "Dala"]


def test_equal_shares_share_their_ranks():
    table = cells(shown(shares=SHARES | {"SE-1402": 90.0}))
    assert table["Ale"][1:3] == table["Bua"][1:3] == ["1 of 4 (shared)", "1 of 5 (shared)"]


def test_a_rank_that_is_not_proved_says_among_how_many_known_it_is():
    some = {area: share for area, share in SHARES.items() if area != "SE-1404"}
    exhibit = shown(shares=some)
    assert cells(exhibit)["Ale"][1:3] == ["1 of 3 known", "1 of 4 known"]
    assert exhibit.missing == "No value available for 1 municipality in October\u00a02023: Dala."


def test_who_is_first_in_its_size_is_told_only_where_all_are_known():
    small, large = list(OUTSIDE)[:3], list(OUTSIDE)[3:]
    sizes = dict.fromkeys(["SE-1401", "SE-1402", *small], 100) | dict.fromkeys(["SE-1403", "SE-1404", *large], 900)
    shares = SHARES | dict.fromkeys(OUTSIDE, 50.0)
    assert shown(shares, sizes).description.endswith("2 are first among those of their own size: Ale and Ceda.")
    del shares["SE-0582"]
    assert "first among" not in shown(shares, sizes).description


@pytest.mark.parametrize(
    ("size", "said"), [(None, "size not known"), (90000, "no other of its size"), (2000, "1 of 5")]
)
def test_who_cannot_be_compared_says_why_and_is_named(size, said):
    sizes = {area: number for area, number in (SIZES | {"SE-1401": size}).items() if number}
    exhibit = shown(sizes=sizes)
    assert cells(exhibit)["Ale"][2] == said
    named = "1 municipality with a value cannot be set against others of its size: Ale."
    assert exhibit.missing == ("" if size == 2000 else named)


def test_too_few_of_its_size_is_not_no_other_of_its_size():
    exhibit = shown(sizes=SIZES | {"SE-1401": 2300})
    assert cells(exhibit)["Ale"][2:] == ["too few known", "not known"]


def test_municipalities_that_stand_alike_have_no_best():
    exhibit = shown(shares=dict.fromkeys(SHARES, 80.0))
    assert exhibit.title == "The 4 municipalities compare equally with those of their own size"
    assert "Ale has 80.0%, which is the middle of those of its size." in text(exhibit.description)


@pytest.mark.parametrize(
    ("shares", "sizes", "reason"),
    [
        ({}, SIZES, "no municipality's value of broadband of 100 Mbit/s"),
        (SHARES, {}, "Size is the number of households, and the register holds none"),
        (SHARES, {"SE-1401": 10, "SE-1402": 10}, "values for at least three others of similar size"),
    ],
)
def test_where_nobody_can_be_compared_the_standing_is_unknown_and_why_is_said(shares, sizes, reason):
    unknown = shown(shares, sizes)
    assert isinstance(unknown, Unknown)
    assert reason in unknown.reason


def test_the_figure_draws_each_share_against_the_middle_of_its_size_with_the_rank_beside():
    exhibit = shown()
    middle, own = exhibit.figure.data
    assert list(own.x) == [90, 80, 70, 60]
    assert list(middle.x) == [72.5, 72.5, 77.5, 77.5]
    notes = [text(note.text) for note in exhibit.figure.layout.annotations]
    assert [note for note in notes if " of 5" in note] == ["1 of 5", "2 of 5", "4 of 5", "5 of 5"]


def test_of_two_municipalities_no_chart_is_drawn():
    exhibit = shown(towns=MUNICIPALITIES.head(2), sizes=SIZES | {"SE-0581": 1000}, shares=SHARES | {"SE-0581": 50.0})
    assert isinstance(exhibit, Exhibit)
    assert exhibit.figure is None


def test_shares_and_sizes_are_both_cited():
    assert (
        text(plain(shown().source))
        == "Source: from shares (retrieved 1 June 2024); from sizes (retrieved 1 June 2024)."
    )


def test_the_shares_and_sizes_of_others_that_it_is_set_against_are_cited_too():
    own = ["shares" if area in TOWNS else "their shares" for area in SHARES]
    sizes = ["sizes" if area in TOWNS else "their sizes" for area in SIZES]
    source = text(plain(shown(snapshots=(own, sizes)).source))
    assert [source.count(f"from {name} (") for name in PASSPORTS] == [1, 1, 1, 1]


def test_a_share_that_is_made_of_those_of_earlier_areas_is_marked():
    exhibit = shown(carried=True, about=False, made_of="SE-0580, SE-0581")
    assert cells(exhibit)["Ale"][0] == "90.0%*"
    assert any("Made of the values of earlier areas" in note for note in exhibit.notes)
