"""Kolada's key figures: complete or nothing, its terms kept, whatever the service does."""

import json
import re

import pandas as pd
import pytest
from click.testing import CliRunner
from radrum import places
from radrum.cli.commands import radrum
from radrum.errors import RadrumError
from radrum.sources import kolada
from radrum.sources.keeping import keep
from radrum.sources.key_figures import IDS, KeyFigure
from radrum.statistics import read_snapshots
from serving import FAULTS, Time, faulty, polite, refused, stored
from werkzeug import Request, Response

pytest_plugins = ["serving"]

MAPPED = """
[bb100]
unit = "percent"
better = "higher"

[[bb100.breaks]]
on = 2015-01-01
reason = "population_to_households"

[bb100.sources]
kolada = "N07900"

[near]
unit = "percent"
better = "higher"

[near.sources]
kolada = "N07918"
kolada_urban = "N07919"
kolada_rural = "N07920"

[cost]
unit = "number"
better = "lower"
"""
FIGURES = {
    "N07900": (
        "Tillgång till bredband om minst 100 Mbit/s, andel (%)",
        "Andel av hushållen den 1 oktober. Källa: Post- och telestyrelsen (PTS).",
    ),
    "N07918": ("1 Gbit/s eller fiber i närheten, andel (%)", "Andel av hushållen. Källa: PTS."),
    "N07919": ("1 Gbit/s i tätbebyggt område, andel (%)", "Andel av hushållen. Källa: PTS."),
    "N07920": ("1 Gbit/s i glesbebyggt område, andel (%) (-2023)", "Andel av hushållen. Källa: PTS."),
}
VALUES = {
    ("N07900", "1480", 2021): 97.8349,
    ("N07900", "1480", 2022): 98.5,
    ("N07900", "0014", 2022): 95.25,
    ("N07900", "0000", 2022): 96,
    ("N07900", "1484", 2022): None,
}


@pytest.fixture(autouse=True)
def measures(store):
    (store / "measures.toml").write_text(MAPPED, encoding="utf-8")


def cell(value, gender="T", **more):
    return {"gender": gender, "count": 1, "status": "", "value": value, "isdeleted": False} | more


def play(server, values=None, *, page=5000, figures=FIGURES, alter=lambda answer: answer):
    """Kolada's service with ``values`` (a number, or a list of cells) and at most ``page`` rows a page."""
    values = VALUES if values is None else values
    asked = []

    def described(request: Request) -> Response:
        names = request.path.rsplit("/", 1)[1].split(",")
        found = [
            {"id": name, "title": figures[name][0], "description": figures[name][1], "municipality_type": "A"}
            for name in names
            if name in figures
        ]
        return Response(json.dumps(alter({"values": found, "next_url": None})), mimetype="application/json")

    def data(request: Request) -> Response:
        asked.append(request.path)
        names, sites, years = (
            part.split(",") for part in re.findall(r"/(?:kpi|municipality|year)/([^/]+)", request.path)
        )
        assert max(len(names), len(sites), len(years)) <= IDS, "Kolada takes 25 ids in a part of an address"
        rows = [
            {
                "kpi": name,
                "municipality": place,
                "period": year,
                "values": got if isinstance(got, list) else [cell(got)],
            }
            for (name, place, year), got in values.items()
            if name in names and place in sites and str(year) in years
        ]
        number = int(request.args.get("page", 1))
        answer = {
            "count": len(rows[(number - 1) * page : number * page]),
            "values": rows[(number - 1) * page : number * page],
        }
        more = number * page < len(rows)
        answer["next_url"] = f"{request.base_url}?page={number + 1}&per_page={page}" if more else None
        answer["previous_url"] = None
        return Response(json.dumps(alter(answer)), mimetype="application/json")

    server.expect_request(re.compile("^/v3/kpi/")).respond_with_handler(described)
    server.expect_request(re.compile("^/v3/data/")).respond_with_handler(data)
    return asked


def fetch(server, figures=("N07900",), areas=("SE-1480", "SE-1484", "SE-14", "SE"), years=(2021, 2022), **more):
    return kolada.fetch(figures, areas, years, service=polite(server, "/v3"), **more)


def values_of(fetched):
    kept = fetched.values.set_index(["area", "period"])["value"]
    return {(area, day.year): value for (area, day), value in kept.items()}


def test_a_value_is_of_our_area_measure_and_base(server, store):
    play(server)
    row = fetch(server).values.set_index(["area", "period"]).loc[("SE-1480", pd.Timestamp("2021-10-01"))]
    assert row["value"] == 97.8349
    assert row[["measure", "segment", "base", "source", "unit"]].tolist() == [
        "bb100",
        "all",
        "households",
        "Kolada",
        "percent",
    ]
    assert row["decimals"] == 2
    assert pd.isna(row["published"])
    assert row["published_precision"] == "unknown"


def test_regions_and_the_nation_have_their_own_codes():
    assert [kolada.area_of(place) for place in ("0014", "0000", "1480", "0114", "0009", "0980")] == [
        "SE-14",
        "SE",
        "SE-1480",
        "SE-0114",
        "SE-09",
        "SE-0980",
    ]


def test_codes_may_be_written_as_kolada_does(server, store):
    play(server)
    assert values_of(fetch(server, areas=["1480", "0014", "0000"], years=[2022])) == {
        ("SE-1480", 2022): 98.5,
        ("SE-14", 2022): 95.25,
        ("SE", 2022): 96,
    }


def test_what_is_fetched_is_kept_and_read_back(server, store):
    play(server)
    file = keep(fetch(server))
    kept = read_snapshots()
    assert file.name.startswith("kolada-n07900-")
    assert kept.values["value"].notna().sum() == 4
    assert kept.values.loc[kept.values["area"] == "SE-1484", "status"].tolist() == ["not_available"] * 2


def test_a_value_that_kolada_lacks_for_one_area_is_a_row_that_says_so(server, store):
    play(server)
    fetched = fetch(server, areas=["SE-1480", "SE-1484", "SE-1485"])
    lacking = fetched.values[fetched.values["value"].isna()]
    assert lacking[["area", "status"]].drop_duplicates().to_numpy().tolist() == [
        ["SE-1484", "not_available"],
        ["SE-1485", "not_available"],
    ]
    assert "Without a value: SE-1484, SE-1485." in fetched.left_out


def test_a_municipality_that_was_not_there_yet_has_no_row(server, store):
    play(server, {("N07900", "0380", year): 50.0 for year in (2002, 2003)})
    values = fetch(server, areas=["SE-0380", "SE-0330"], years=[2002, 2003], base="households").values
    assert values.loc[values["area"] == "SE-0330", "period"].dt.year.tolist() == [2003], "Knivsta is of 2003"


def test_a_year_or_a_kind_of_area_without_any_value_is_named_and_not_stored(server, store):
    play(server, {("N07900", "1480", 2022): 98.5})
    fetched = fetch(server, years=[2022, 2023])
    assert values_of(fetched).keys() == {("SE-1480", 2022), ("SE-1484", 2022)}
    assert "Kolada has no value of N07900 in 2023." in fetched.left_out
    assert "Kolada has no value of N07900 for a county." in fetched.left_out


def test_nothing_at_all_is_an_error(server, store):
    play(server, {})
    with pytest.raises(RadrumError, match=r"Kolada has no value of N07900.*Ask for other years"):
        fetch(server)


def test_values_without_a_number_say_why(server, store):
    play(
        server,
        {
            ("N07900", "1480", 2022): [cell(None, status="Private")],
            ("N07900", "1484", 2022): [cell(None, status="Missing")],
            ("N07900", "1485", 2022): [cell(50.0, status="Preliminär")],
        },
    )
    rows = fetch(server, areas=["SE-1480", "SE-1484", "SE-1485"], years=[2022]).values.set_index("area")
    assert rows["status"].tolist() == ["suppressed", "not_available", "provisional"]
    assert rows["comment"].tolist() == ["Kolada says: Private", "Kolada says: Missing", "Kolada says: Preliminär"]


def test_women_and_men_alone_and_deleted_values_are_left_out_and_counted(server, store):
    genders = [cell(40.0, "K"), cell(60.0, "M"), cell(50.0, "T")]
    play(
        server,
        {
            ("N07900", "1480", 2022): genders,
            ("N07900", "1484", 2022): [cell(1.0, isdeleted=True)],
            ("N07900", "0014", 2022): [cell(2.0, isdeleted=True), cell(3.0)],
        },
    )
    fetched = fetch(server, years=[2022], areas=["SE-1480", "SE-1484", "SE-14"])
    assert fetched.values.set_index("area")["value"].dropna().to_dict() == {"SE-1480": 50.0, "SE-14": 3.0}
    assert "2 values that Kolada has marked as deleted." in fetched.left_out
    assert "2 values of women or of men alone." in fetched.left_out


def test_a_whole_row_may_be_deleted(server, store):
    def deleted(answer):
        for row in answer["values"]:
            row["isdeleted"] = row.get("municipality") == "1484"
        return answer

    play(server, {("N07900", "1480", 2022): 1.0, ("N07900", "1484", 2022): 2.0}, alter=deleted)
    assert values_of(fetch(server, years=[2022], areas=["SE-1480"])) == {("SE-1480", 2022): 1.0}


def test_groups_are_left_out_by_name(server, store):
    play(server)
    fetched = fetch(server, areas=["SE-1480", "G35955"])
    assert fetched.left_out[0].startswith("G35955, a group")
    assert set(fetched.values["area"]) == {"SE-1480"}


def test_three_key_figures_are_the_segments_of_one_measure(server, store):
    play(server, {(name, "1480", 2022): n for n, name in enumerate(("N07918", "N07919", "N07920"), start=1)})
    fetched = fetch(server, ["N07918", "N07919", "N07920"], ["SE-1480"], [2022])
    assert fetched.values.set_index("segment")["value"].to_dict() == {"all": 1, "urban": 2, "rural": 3}
    assert "N07920 is discontinued: its last year is 2023." in fetched.left_out


def municipalities(start):
    return [code for code in places.areas().index if code.startswith(start) and len(code) == 7]


def test_pages_are_followed_to_the_last(server, store):
    codes = municipalities("SE-14")[:10]
    play(server, {("N07900", code[3:], 2022): float(n) for n, code in enumerate(codes)}, page=3)
    assert values_of(fetch(server, areas=codes, years=[2022])) == {(code, 2022): n for n, code in enumerate(codes)}


def test_more_than_a_part_of_an_address_takes_is_asked_for_in_batches(server, store):
    codes = municipalities("SE-14")
    play(server, {("N07900", code[3:], 2020): 1.0 for code in codes} | {("N07900", "1480", 1990): 2.0})
    told = []
    service = polite(server, "/v3", told=lambda done, of: told.append((done, of)))
    values = kolada.fetch(["N07900"], codes, range(1990, 2021), base="households", service=service).values
    assert len(codes) > IDS
    assert values["value"].eq(1.0).sum() == len(codes)
    assert told[-1] == (len(told), len(told))
    assert len(told) >= 4


@pytest.mark.parametrize("nth", [0, 1])
def test_one_failed_batch_fails_all(server, store, nth):
    play(server, {("N07900", str(1400 + n), 2022): 1.0 for n in range(100)})
    faulty(server, "/v3/data", "500 for ever", after=nth)
    refused(lambda: keep(fetch(server, areas=municipalities("SE-14"))), server, "500 for ever")


@pytest.mark.parametrize(("path", "after"), [("/v3/kpi", 0), ("/v3/data", 0), ("/v3/data", 1)])
def test_nothing_is_stored_where_the_service_fails(server, store, fault, path, after):
    play(server, page=2)
    faulty(server, path, fault, after=after)
    refused(lambda: keep(fetch(server)), server, fault)


def test_a_limit_is_waited_for(server, store):
    play(server)
    faulty(server, "/v3/data", "429 for ever", times=2)
    time = Time()
    fetched = kolada.fetch(["N07900"], ["SE-1480"], [2022], service=polite(server, "/v3", time=time))
    assert values_of(fetched) == {("SE-1480", 2022): 98.5}
    assert [slept for slept in time.slept if slept >= 7] == [7.0, 7.0]


def without(name):
    return lambda answer: answer | {"values": [{k: v for k, v in row.items() if k != name} for row in answer["values"]]}


def with_cells(**more):
    return lambda answer: (
        answer
        | {
            "values": [
                row | {"values": [each | more for each in row["values"]]} for row in answer["values"] if "values" in row
            ]
        }
        if any("values" in row for row in answer["values"])
        else answer
    )


CHANGED = {
    "no kpi": (without("kpi"), "not asked for"),
    "no municipality": (without("municipality"), "not asked for"),
    "no year": (without("period"), "not asked for"),
    "no list of values": (
        lambda answer: without("values")(answer) if "count" in answer else answer,
        "no list of values",
    ),
    "another gender": (with_cells(gender="X"), "gender 'X'"),
    "a list as gender": (with_cells(gender=["T"]), "gender"),
    "a number as text": (with_cells(value="97,8"), "'97,8' is not a number"),
    "another status": (with_cells(status=3), "3 is no status"),
    "another way of deleting": (with_cells(isdeleted="no"), "does not say whether it is deleted"),
    "true as a number": (with_cells(value=True), "not a number"),
    "rows missing": (
        lambda answer: answer | {"count": answer["count"] + 1} if "count" in answer else answer,
        "counts 6",
    ),
    "an id as a number": (
        lambda answer: (
            answer
            | {"values": [row | ({"municipality": 1480} if "municipality" in row else {}) for row in answer["values"]]}
        ),
        "not asked for",
    ),
    "rows that are no objects": (lambda answer: answer | {"values": ["N07900"]}, "no list of 'values'"),
    "a key figure without title": (
        lambda answer: answer if "count" in answer else without("title")(answer),
        "no title",
    ),
    "every row twice": (
        lambda answer: answer | ({"values": answer["values"] * 2, "count": 10} if "count" in answer else {}),
        "stands twice",
    ),
}


@pytest.mark.parametrize("change", CHANGED)
def test_an_answer_of_another_shape_is_refused(server, store, change):
    alter, found = CHANGED[change]
    play(server, alter=alter)
    before = stored()
    with pytest.raises(RadrumError, match=re.escape(found)) as told:
        keep(fetch(server))
    assert f":{server.port}/v3/" in str(told.value)
    assert stored() == before


def test_a_next_page_on_another_host_is_not_asked_for(server, store):
    play(server, alter=lambda answer: answer | {"next_url": "https://elsewhere.example/v3/data?page=2"})
    with pytest.raises(RadrumError, match="points to another"):
        fetch(server)


def test_a_next_page_that_has_been_read_ends_in_an_error(server, store):
    play(server, alter=lambda answer: answer | ({"next_url": "?page=1"} if "count" in answer else {}))
    with pytest.raises(RadrumError, match="once more"):
        kolada.fetch(["N07900"], ["SE-1480"], [2022], service=polite(server, "/v3"))


def test_a_key_figure_that_kolada_does_not_know_is_refused_by_name(server, store):
    play(server, figures={})
    with pytest.raises(RadrumError, match=r"/v3/kpi/N07900: Kolada has no key figure 'N07900'\."):
        fetch(server)


def test_a_key_figure_that_nobody_mapped_is_refused_with_the_lines_to_write(server, store):
    with pytest.raises(RadrumError, match=re.escape('[MEASURE.sources] kolada = "N00945"')):
        fetch(server, ["N00945"])


def test_a_measure_may_be_named_for_the_run(server, store):
    play(server, {("N07919", "1480", 2022): 1.0})
    row = fetch(server, ["N07919"], ["SE-1480"], [2022], measure="bb100/urban").values.iloc[0]
    assert row[["measure", "segment"]].tolist() == ["bb100", "urban"]
    with pytest.raises(RadrumError, match="'bb1000' is not a measure. Did you mean 'bb100'?"):
        fetch(server, measure="bb1000")
    with pytest.raises(RadrumError, match="'town' is no segment"):
        fetch(server, measure="bb100/town")


def test_two_key_figures_never_become_one_series(server, store):
    play(server)
    with pytest.raises(RadrumError, match=r"N07918 and N07919 would both be bb100 \(all\)"):
        fetch(server, ["N07918", "N07919"], measure="bb100")


def test_a_measure_in_another_unit_is_refused(server, store):
    play(server)
    with pytest.raises(RadrumError, match="is not measured in number, the unit of cost"):
        fetch(server, measure="cost")


def test_an_unknown_area_is_refused_with_what_may_be_meant(server, store):
    with pytest.raises(RadrumError, match=r"'SE-148' is not an area of Sweden\. Did you mean"):
        fetch(server, areas=["SE-148", "NO-4601"])


def test_who_is_counted_is_not_guessed(server, store):
    play(server, figures={"N07900": ("Bredband, andel (%)", "Andel av hushåll och arbetsställen.")})
    with pytest.raises(RadrumError, match=r"does not say who is counted.*--base"):
        fetch(server)
    assert set(fetch(server, base="households_and_workplaces").values["base"]) == {"households_and_workplaces"}
    with pytest.raises(RadrumError, match="--base people: nobody is counted so"):
        fetch(server, base="people")


def test_years_before_a_break_are_not_given_the_base_of_today(server, store):
    play(server)
    with pytest.raises(RadrumError, match=r"changed on 2015-01-01. Ask for 2015 and later"):
        fetch(server, years=range(2013, 2023))


def test_processed_figures_do_not_name_kolada_as_their_source(server, store):
    play(server)
    about = fetch(server).about
    assert about["citation"] == "Kolada"
    assert about["citation_derived"] == "egen bearbetning av uppgifter från Post- och telestyrelsen (PTS)"
    assert "Kolada" not in about["citation_derived"]


def test_processed_figures_of_an_unnamed_producer_name_nobody(server, store):
    play(server, figures={"N07900": ("Bredband, andel (%)", "Andel av hushållen.")})
    assert fetch(server).about["citation_derived"] == "egen bearbetning"


@pytest.mark.parametrize(
    ("title", "ended"),
    [("Bredband (%) (-2023)", 2023), ("Bredband (– 2019)", 2019), ("Bredband 2015-2023", None), ("(-2023) kvar", None)],
)
def test_a_discontinued_key_figure_says_so_at_the_end_of_its_title(title, ended):
    assert KeyFigure("N1", title, "").ended == ended


@pytest.mark.parametrize(
    ("description", "day"),
    [
        ("Avser den 1 oktober.", (10, 1)),
        ("Avser 31 december eller 1 oktober.", (1, 1)),
        ("Avser 31 februari.", (1, 1)),
        ("", (1, 1)),
    ],
)
def test_the_day_of_measurement_is_the_only_one_that_the_description_names(description, day):
    found = KeyFigure("N1", "", description).period(2022)
    assert (found.month, found.day) == day


def test_every_fault_is_played():
    assert {"cut short", "wrong type", "empty", "HTML instead of JSON", "500 for ever"} <= set(FAULTS)


def test_the_command_stores_what_it_fetched_and_tells_what_it_left_out(server, store, monkeypatch):
    play(server, {("N07900", "1480", 2022): [cell(97.5), cell(90.0, "K")]})
    monkeypatch.setattr(kolada, "ADDRESS", server.url_for("/v3"))
    done = CliRunner().invoke(radrum, ["fetch", "kolada", "N07900", "--years", "2021,2022", "--within", "SE-14"])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip().endswith(".csv")
    assert "1 values of women or of men alone." in done.stderr
    assert "Kolada has no value of N07900 in 2021." in done.stderr
    assert len(read_snapshots().values) == 49, "each municipality of Västra Götaland, one with a value"


@pytest.mark.parametrize("years", ["2015-", "x", "2023-2015", "20222", ""])
def test_years_that_are_none_are_refused(years):
    done = CliRunner().invoke(radrum, ["fetch", "kolada", "N07900", "--years", years])
    assert isinstance(done.exception, RadrumError)
    assert "is no year" in str(done.exception)
