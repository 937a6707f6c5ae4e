"""Nkom's files of buildings, municipalities and addresses: read whole and right, or refused with what is wrong."""

import time

import pandas as pd
import pytest
from agency_files import ADDRESSES, BUILDINGS, MEASURES, OFFERS, addresses, book, buildings, municipal, offers, text
from conftest import run
from radrum import places
from radrum.errors import Faults, RadrumError
from radrum.sources.nkom import BY_HAND, fetch
from radrum.sources.sheets import points as points_module
from radrum.sources.sheets import read_sheets
from radrum.statistics import judged
from radrum.statistics.schema import Statistics
from radrum.tables.columns import columns_of
from serving import FAULTS, faulty, polite, stored

pytest_plugins = ["serving"]


@pytest.fixture(autouse=True)
def folder(store):
    """A data folder with the areas of the project and the measures that Nkom's headings are mapped to."""
    (store / "measures.toml").write_text(MEASURES, encoding="utf-8")
    return store


@pytest.fixture
def read(tmp_path):
    """Reads one file or two, given as rows or as bytes."""

    def read(*files, year=2019, **more):
        given = []
        for number, content in enumerate(files):
            file = tmp_path / f"file{number}.csv"
            file.write_bytes(content if isinstance(content, bytes) else text(content))
            given.append(file)
        return fetch(given, year=year, **more)

    return read


@pytest.fixture
def faults(read):
    """The faults of files, a line each."""

    def faults(*files, **more):
        with pytest.raises(RadrumError) as found:
            read(*files, **more)
        return str(found.value).split("\n")

    return faults


def changed(rows, row, column, cell):
    return [[*each[:column], cell, *each[column + 1 :]] if at == row else each for at, each in enumerate(rows)]


def shares(got, measure, segment="all"):
    """The values of a measure by area."""
    rows = got.values[(got.values["measure"] == measure) & (got.values["segment"] == segment)]
    return rows.set_index("area")["value"].to_dict()


def test_buildings_become_shares_of_the_dwellings_of_each_municipality(read):
    got = read(buildings())
    assert shares(got, "available_100mbps") == pytest.approx(
        {"NO-03": 80, "NO-0301": 80, "NO-1103": 66.666667, "NO-5061": 0}
    )
    assert shares(got, "available_30mbps") == pytest.approx(
        {"NO-03": 100, "NO-0301": 100, "NO-1103": 66.666667, "NO-5061": 0}
    )
    assert set(got.values["base"]) == {"dwellings"}
    assert set(got.values["period"]) == {pd.Timestamp("2019-01-01")}
    assert set(got.values["segment"]) == {"all"}
    assert got.name == "nkom-buildings"
    assert got.left_out[0] == "Svalbard, which is no municipality."
    assert list(got.values.columns) == list(columns_of(Statistics))
    assert judged(got.values, "nkom") == []


def test_a_county_and_the_nation_are_added_up_only_where_every_municipality_is_there(read):
    rows = [
        [int(area[3:]), 1, 2, 0, 0, 1, 1, number % 2]
        for number, area in enumerate(places.members("NO-12", MIDDLE).index)
    ]
    got = read([BUILDINGS, *rows])
    assert "NO-12" in shares(got, "available_100mbps")
    assert "NO" not in shares(got, "available_100mbps")
    got = read([BUILDINGS, *rows[1:]])
    assert "NO-12" not in shares(got, "available_100mbps")
    assert got.left_out == ("NO-12: 1 of its municipalities are not in the file.",)
    every = places.areas_on(MIDDLE)
    every = every[(every["kind"] == "municipality") & every.index.str.startswith("NO-")]
    whole = [[int(area[3:]), 1, 1, 0, 0, 1, 1, int(area.startswith("NO-03"))] for area in every.index]
    assert shares(read([BUILDINGS, *whole]), "available_100mbps")["NO"] == pytest.approx(100 / len(every), abs=1e-6)


MIDDLE = pd.Timestamp("2019-06-30")


def test_a_municipality_where_nobody_lives_has_no_share(read):
    got = read([BUILDINGS, [1103, 1, 0, 0, 0, 1, 1, 1]])
    assert got.values["value"].isna().all()
    assert set(got.values["status"]) == {"not_applicable"}


def test_municipalities_of_2021_are_known_by_name_and_county(read):
    got = read(municipal(), year=2021)
    assert len(got.values) == 4 * 3 * 9
    assert shares(got, "available_fibre") == {"NO-3419": 70.12, "NO-3018": 75.12, "NO-0301": 80.12, "NO-5426": 85.12}
    assert shares(got, "available_fibre", "rural")["NO-3018"] == 65.12
    assert shares(got, "available_1gbps", "urban")["NO-3419"] == 42.12
    assert set(got.values["base"]) == {"households"}
    assert set(got.values["published_precision"]) == {"unknown"}
    assert got.values["published"].isna().all()


def test_two_places_of_one_name_without_a_county_are_refused(faults):
    rows = [row[1:] for row in municipal()]
    (told,) = faults(rows, year=2021)
    assert "file0.csv row 2, column A (komnavn): 'VÅLER' is the name of several: Våler (NO-3018) in Viken" in told
    assert "The same in 5 more rows." in told


def test_counties_are_those_of_the_year_measured(read, faults):
    rows = [["fylke", "geo", "fiber", "h30"]]
    rows += [[name, "totalt", 0.9, 0.95] for name in ("Viken", "TROMS OG FINNMARK", "Norge")]
    assert shares(read(rows, year=2023), "available_fibre") == {"NO-30": 90, "NO-54": 90, "NO": 90}
    told = faults(rows, year=2024)
    assert [line.split(" is no county")[0] for line in told] == [
        "file0.csv row 2, column A (fylke): 'Viken'",
        "file0.csv row 3, column A (fylke): 'TROMS OG FINNMARK'",
    ]
    rows[1][0], rows[2][0] = "Østfold", "Finnmark"
    assert shares(read(rows, year=2024), "available_fibre") == {"NO-31": 90, "NO-56": 90, "NO": 90}


def test_the_year_must_be_named_where_no_column_says_it(read, faults):
    for files in ([buildings()], [addresses(), offers()]):
        assert faults(*files, year=None)[0].endswith(
            "the file does not say which year was measured. Name it with --year."
        )
    assert faults(municipal(), year=None) == [
        "file0.csv row 2: nothing says which year was measured. The same in 11 more rows. Name it with --year."
    ]
    rows = [[*row, "år" if number == 0 else 2021] for number, row in enumerate(municipal())]
    pd.testing.assert_frame_equal(read(rows, year=None).values, read(municipal(), year=2021).values)


def test_a_heading_of_2021_that_nobody_has_mapped_is_refused_and_may_be_left(read, faults):
    rows = municipal()
    rows[0][5] = "h100_100"
    (told,) = faults(rows, year=2021)
    assert told.startswith("file0.csv row 1, column F (h100_100): nobody has said which measure the heading means.")
    got = read(rows, year=2021, only=["available_fibre", "available_100mbps"])
    assert set(got.values["measure"]) == {"available_fibre", "available_100mbps"}
    assert got.left_out == ("file0.csv column D, F, G, H, I, J, L: not asked for.",)


def test_the_table_may_be_a_workbook(tmp_path, read):
    file = tmp_path / "dekning.xlsx"
    file.write_bytes(book({"Om": [["Dekning 2021"]], "Kommuner": [["Tabell 1"], [], *municipal()]}))
    pd.testing.assert_frame_equal(fetch(file, year=2021).values, read(municipal(), year=2021).values)


def test_addresses_and_their_offers_become_shares_of_households(read):
    got = read(addresses(), offers(), year=2022)
    expected = {
        "available_10mbps": {"NO-0301": 100, "NO-3018": 100, "NO-3419": 0},
        "available_30mbps": {"NO-0301": 100, "NO-3018": 100, "NO-3419": 0},
        "available_100mbps": {"NO-0301": 66.666667, "NO-3018": 75, "NO-3419": 0},
        "available_1gbps": {"NO-0301": 66.666667, "NO-3018": 0, "NO-3419": 0},
        "available_fibre": {"NO-0301": 66.666667, "NO-3018": 75, "NO-3419": 0},
        "available_cable": {"NO-0301": 100, "NO-3018": 0, "NO-3419": 0},
        "available_fixed_wireless": {"NO-0301": 0, "NO-3018": 25, "NO-3419": 0},
        "households": {"NO-0301": 15, "NO-3018": 4, "NO-3419": 2},
    }
    for measure, values in expected.items():
        found = {area: value for area, value in shares(got, measure).items() if len(area) == 7}
        assert found == pytest.approx(values), measure
    assert shares(got, "available_100mbps", "rural") == pytest.approx({"NO-3018": 0, "NO-3419": 0})
    assert shares(got, "available_100mbps", "urban")["NO-3018"] == 100
    assert got.left_out[0] == "2 offers by satellite, which reach everywhere."
    assert set(got.values["base"]) == {"households"}


def test_the_two_files_may_come_in_either_order_or_as_one(read):
    apart = read(addresses(), offers(), year=2022).values
    pd.testing.assert_frame_equal(read(offers(), addresses(), year=2022).values, apart)
    said = {row[0]: row for row in addresses()[1:]}
    joined = [[*said[row[0]], *row[1:]] for row in offers()[1:]]
    one = read([[*ADDRESSES, *OFFERS[1:]], *joined], year=2022).values
    pd.testing.assert_frame_equal(one, apart)


def test_an_address_without_an_offer_counts_as_one_without_access(read):
    said = {row[0]: row for row in addresses()[1:]}
    joined = [[*said[row[0]], *row[1:]] for row in offers()[1:] if row[0] != 2]
    alone = [*said[2], *[""] * 6]
    got = read([[*ADDRESSES, *OFFERS[1:]], *joined, alone], year=2022)
    assert shares(got, "available_10mbps")["NO-0301"] == pytest.approx(66.666667)


@pytest.mark.parametrize("rows_in_a_piece", [1, 2, 1000])
def test_a_file_read_in_pieces_is_the_same(read, monkeypatch, rows_in_a_piece):
    whole = read(addresses(), offers(), year=2022).values
    monkeypatch.setattr(points_module, "ROWS", rows_in_a_piece)
    monkeypatch.setattr(points_module, "BLOCK", 40)
    pd.testing.assert_frame_equal(read(addresses(), offers(), year=2022).values, whole)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_files_are_read_however_they_were_saved(read, separator, encoding, newline):
    saved = [text([["Dekning 2022"], [], *rows], separator, encoding, newline) for rows in (addresses(), offers())]
    if newline != "\r":
        saved = [each + newline.encode({"utf-16": "utf-16-le"}.get(encoding, "ascii")) * 2 for each in saved]
    pd.testing.assert_frame_equal(
        read(*saved, year=2022).values.reset_index(drop=True), read(addresses(), offers(), year=2022).values
    )


@pytest.mark.parametrize(
    ("row", "column", "cell", "told"),
    [
        (3, 0, 9999, "file0.csv row 4, column A (komnr): 9999 is no area of NO on 2019-06-30."),
        (3, 0, 11, "file0.csv row 4, column A (komnr): 11 is Rogaland (NO-11), a county."),
        (3, 0, "", "file0.csv row 4, column A (komnr): empty is not a whole number."),
        (3, 0, 1103.5, "file0.csv row 4, column A (komnr): '1103.5' is not a whole number."),
        (4, 2, "two", "file0.csv row 5, column C (boliger): 'two' is not a number of 0 or more."),
        (4, 2, -1, "file0.csv row 5, column C (boliger): '-1' is not a number of 0 or more."),
        (4, 2, "", "file0.csv row 5, column C (boliger): empty is not a number of 0 or more."),
        (2, 7, 2, "file0.csv row 3, column H (100mbit): '2' is not yes or no (1 or 0)."),
        (2, 7, "", "file0.csv row 3, column H (100mbit): empty is not yes or no (1 or 0)."),
        (2, 7, "maybe", "file0.csv row 3, column H (100mbit): 'maybe' is not yes or no (1 or 0)."),
    ],
)
def test_a_cell_of_a_building_that_cannot_be_is_refused_with_its_row_and_column(faults, row, column, cell, told):
    assert faults(changed(buildings(), row, column, cell))[0].startswith(told)


@pytest.mark.parametrize("cell", ["ja", "true", "JA", "sann", "1.0", "1,0", "yes"])
def test_yes_may_be_written_in_several_ways(read, faults, cell):
    rows = [[*row[:5], *[cell if flag == 1 else "0" for flag in row[5:]]] for row in buildings()[1:]]
    if cell in ("1,0", "yes"):
        assert "is not yes or no" in faults([BUILDINGS, *rows])[0]
    else:
        pd.testing.assert_frame_equal(read([BUILDINGS, *rows]).values, read(buildings()).values)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (text(buildings())[:-12], "cells where the heading has 8."),
        (text([*buildings(), [301, 1, 1, 0, 0, 1, 1, 1, 1]]), "row 9: 9 cells where the heading has 8."),
        (text(buildings()).replace(b"301;80000002", b'301;"80000002'), "cells where the heading has 8."),
        (text([BUILDINGS]), "no row stands under the heading."),
        (b"", "the file is empty."),
        (
            text([["a", "b"], [1, 2]]),
            "no table of Nkom that is known. Expected a heading with komnr, boliger, 10mbit",
        ),
        (text(changed(buildings(), 0, 6, "")), "row 1, column G: the column has no heading. Name it, or remove it."),
        (text(changed(buildings(), 0, 6, "10mbit")), "column G: its heading says the same as that of column F."),
        (text(changed(buildings(), 0, 6, "50mbit")), "file0.csv row 1: no column is headed '30mbit'."),
        (text(changed(offers(), 0, 2, "type")), "row 1: an offer needs its speed (ned) and its technique (tek)."),
        (text(changed(addresses(), 0, 2, "sted")), "row 1: no column says in which municipality an address lies."),
        (text(addresses()), "it lacks what is offered at the addresses. Give both files."),
        (text(offers()), "it lacks the list of addresses. Give both files."),
    ],
)
def test_a_file_cut_short_or_of_something_else_is_refused(faults, content, told):
    assert told in faults(content)[0]


@pytest.mark.parametrize(
    ("which", "row", "column", "cell", "told"),
    [
        (0, 4, 0, 1, "file0.csv row 5, column A (adrid): the address 1 stands in a row above too."),
        (0, 4, 0, "", "file0.csv row 5, column A (adrid): the address has no number."),
        (
            0,
            4,
            2,
            "VALER",
            "file0.csv row 5, column C (komnavn): 'VALER' is no municipality on 2022-06-30. Did you mean",
        ),
        (
            0,
            4,
            1,
            "OSLO",
            "file0.csv row 5, column C (komnavn): VÅLER lies in Viken (NO-30), Innlandet (NO-34), the row says 'OSLO'.",
        ),
        (0, 4, 3, "kanskje", "file0.csv row 5, column D (ertett): 'kanskje' is not yes or no"),
        (0, 4, 4, 1.5, "file0.csv row 5, column E (hus): '1.5' is not a whole number."),
        (1, 2, 2, "5g", "file1.csv row 3, column C (tek): '5g' is no fixed access."),
        (1, 2, 3, "rask", "file1.csv row 3, column D (ned): 'rask' is not a number of 0 or more."),
        (1, 2, 0, 77, "file1.csv: 1 of 8 offers are at addresses that the list of addresses does not have."),
    ],
)
def test_a_cell_of_an_address_or_an_offer_that_cannot_be_is_refused(faults, which, row, column, cell, told):
    files = [addresses(), offers()]
    files[which] = changed(files[which], row, column, cell)
    assert faults(*files, year=2022)[0].startswith(told)


def test_speeds_in_megabits_are_not_taken_for_kilobits(faults):
    rows = [OFFERS, *([*row[:3], row[3] // 1000, *row[4:]] for row in offers()[1:])]
    assert (
        "file1.csv row 2, column D (ned): no speed is over 1000: they may be megabits"
        in faults(addresses(), rows, year=2022)[0]
    )


def test_an_address_that_is_said_to_lie_in_two_places_is_refused(faults):
    said = {row[0]: row for row in addresses()[1:]}
    joined = [[*said[row[0]], *row[1:]] for row in offers()[1:]]
    joined[1][2] = "BÆRUM"
    joined[1][1] = "VIKEN"
    assert (
        "row 3: the address 1 is not as in a row above." in faults([[*ADDRESSES, *OFFERS[1:]], *joined], year=2022)[0]
    )


def test_where_nothing_says_which_addresses_lie_in_a_built_up_area_it_is_told(read):
    got = read(changed(addresses(), 0, 3, "merke"), offers(), year=2022)
    assert set(got.values["segment"]) == {"all"}
    assert "file0.csv row 1: no column says which addresses lie in a built-up area (ertett)." in got.left_out


def test_svalbard_is_told_and_not_counted(read):
    rows = [*addresses(), [9, "SVALBARD", "LONGYEARBYEN", "true", 7, 7, 0]]
    got = read(rows, offers(), year=2022)
    assert "Longyearbyen, which is no municipality." in got.left_out
    pd.testing.assert_frame_equal(got.values, read(addresses(), offers(), year=2022).values)


def test_a_file_is_fetched_from_its_address(server):
    server.expect_request("/raw/2019.csv").respond_with_data(text(buildings()), content_type="text/csv")
    got = fetch(server.url_for("/raw/2019.csv"), year=2019, service=polite(server))
    assert len(got.values) == 12
    assert set(got.values["url"]) == {server.url_for("/raw/2019.csv")}


def test_a_file_of_many_rows_takes_no_longer_a_row():
    few, many = (text([["adrid", "tek"], *([str(at), "fiber"] for at in range(rows))]) for rows in (2_000, 40_000))

    def seconds(content):
        taken = []
        for _ in range(3):
            start = time.process_time()
            read_sheets(content, "file.csv")
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(many) < 20 * 8 * seconds(few)


@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_nothing_is_read_where_the_server_fails_and_the_way_out_is_told(server, kind):
    server.expect_request("/raw/2019.csv").respond_with_data(text(buildings()), content_type="text/csv")
    faulty(server, "/raw", kind)
    before = stored()
    with pytest.raises(RadrumError) as told:
        fetch(server.url_for("/raw/2019.csv"), year=2019, service=polite(server))
    assert f"{server.host}:{server.port}" in str(told.value)
    assert str(told.value).endswith(BY_HAND)
    assert stored() == before


@pytest.mark.parametrize("kind", ["429 for ever", "500 for ever", "cut short"])
def test_a_failure_that_passes_is_waited_out(server, kind):
    server.expect_request("/raw/2019.csv").respond_with_data(text(buildings()), content_type="text/csv")
    faulty(server, "/raw", kind, times=2)
    assert len(fetch(server.url_for("/raw/2019.csv"), year=2019, service=polite(server)).values) == 12


def test_a_file_whose_columns_changed_is_refused_by_its_address(server):
    rows = [["kommune_id", *BUILDINGS[1:]], *buildings()[1:]]
    server.expect_request("/raw/2019.csv").respond_with_data(text(rows), content_type="text/csv")
    with pytest.raises(Faults, match=server.url_for("/raw/2019.csv")):
        fetch(server.url_for("/raw/2019.csv"), year=2019, service=polite(server))


@pytest.mark.slow
def test_the_command_reads_addresses_with_their_offers(tmp_path, folder):
    for name, rows in (("adr.csv", addresses()), ("fbb.csv", offers())):
        (tmp_path / name).write_bytes(text(rows))
    words = ("fetch", "nkom", str(tmp_path / "adr.csv"), str(tmp_path / "fbb.csv"), "--year", "2022")
    done = run(*words, RADRUM_DATA=str(folder.parent))
    assert done.returncode == 0, done.stderr
    assert "2 offers by satellite" in done.stderr
    assert [file.name in done.stdout for file in folder.glob("nkom-addresses-*.csv")] == [True]
    again = run(*words[:-2], RADRUM_DATA=str(folder.parent))
    assert again.returncode == 1
    assert "Name it with --year." in again.stderr
