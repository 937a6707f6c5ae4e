"""From every number the reader comes to its rows: the file, the key in it, and the day it was retrieved."""

import csv
import datetime
import io
import json
from types import SimpleNamespace

import pandas as pd
import pytest
from markupsafe import Markup
from radrum import exhibits, paths
from radrum.exhibits import Column, Exhibit, Table, Unknown
from radrum.exhibits.exhibit import plain
from radrum.exhibits.origins import REGISTER, Cited, Origin, together
from radrum.exhibits.quality import touched
from radrum.exhibits.setting import left_out
from radrum.exhibits.sources import register_line, statistics_line
from radrum.measures import conflicts
from radrum.passport import Passport
from radrum.press.page import Page
from radrum.register import TABLES
from radrum.runs.inputs import listed
from radrum.tables.columns import key_of
from radrum.words import Words

EN = Words("en")
NAMES = {"SE": "Sweden", "SE-1440": "Ale", "SE-1480": "Göteborg"}
FAST, OCTOBER, BEFORE = "available_100mbps", pd.Timestamp("2016-10-01"), pd.Timestamp("2015-10-01")


def passport(name, citation):
    day = datetime.date(2026, 11, 22)
    return Passport(name, "PTS", "Survey", "u", "2017", day, "CC0", citation, f"adapted from {citation}", "0")


def about(**given):
    """What an exhibit must know of a dossier."""
    passports = {"pts": passport("pts", "PTS"), "later": passport("later", "PTS"), "scb": passport("scb", "SCB")}
    council = SimpleNamespace(area="SE-1480", folder="small")
    areas, goals = pd.DataFrame({"name": NAMES}), pd.DataFrame({"document": ["Plan 2016"], "snapshot": ["scb"]})
    known = {"words": EN, "as_of": OCTOBER, "passports": passports, "areas": areas, "goals": goals}
    return SimpleNamespace(**known | {"nation": "SE", "council": council, "left_out": {}} | given)


def share(area="SE-1440", period=OCTOBER, value=92.1, snapshot="pts", **given):
    named = {"area": area, "period": period, "measure": FAST, "segment": "all", "base": "households"}
    return named | {"value": value, "decimals": 1, "snapshot": snapshot, "name": NAMES[area]} | given


def shown(rows, source, name="shares", **given):
    """An exhibit with a line a row."""
    rows = pd.DataFrame(rows)
    parts = {"title": f"The {name}", "subtitle": "Share", "description": "Shares.", "source": source, "words": EN}
    table = Table("Shares", [Column("name", "Area"), *given.pop("columns", ())], rows)
    return Exhibit(name=name, table=table, **parts | given)


def of_statistics(*rows, line=None, **given):
    """An exhibit of ``line``, made from ``rows``."""
    return shown(line or rows, statistics_line(pd.DataFrame(rows), about(), **given))


def of_register(rows, *tables):
    rows = [{"name": "x", "source": "minutes"} | row for row in rows]
    return shown(rows, register_line(pd.DataFrame(rows), about(), *tables))


def saved(exhibit):
    """The lines that a spreadsheet gets, without their first column."""
    return [line[1:] for line in csv.reader(io.StringIO(exhibit.csv(), newline=""))]


# The rows of a line


def test_the_keys_are_those_of_the_registers_tables():
    assert {name: tuple(key_of(model)) for name, model in TABLES.items()} == REGISTER


def test_a_line_of_statistics_names_its_file_its_key_and_the_day_it_was_retrieved():
    assert saved(of_statistics(share())) == [
        ["Data file", "Row key in the file", "Retrieved"],
        [
            "statistics/pts.csv",
            "area=SE-1440, period=2016-10-01, measure=available_100mbps, segment=all, base=households",
            "2026-11-22",
        ],
    ]


def test_a_line_of_the_register_names_its_file_and_its_key_alone():
    found = saved(of_register([{"meeting": "m1", "item": "fibre"}], "agenda"))
    assert found == [["Data file", "Row key in the file"], ["councils/small/agenda.csv", "meeting=m1, item=fibre"]]


def test_a_line_of_two_tables_names_both_and_not_one_that_it_leaves_empty():
    task, item = {"action": "write", "meeting": "m1", "item": None}, {"action": None, "meeting": "m1", "item": "fibre"}
    files = [line[0] for line in saved(of_register([task, item], "agenda", "actions"))[1:]]
    assert files == ["councils/small/actions.csv", "councils/small/agenda.csv"]
    both = saved(of_register([{"initiative": "fibre"}], "initiatives", "funds"))[1]
    assert both[0] == "councils/small/initiatives.csv; councils/small/funds.csv"
    assert both[1] == "initiative=fibre; initiative=fibre, fund=*"


def test_a_title_that_stands_in_a_keys_column_is_not_taken_for_it():
    row = {"initiative_key": "fibre", "initiative": "Fibre for all", "milestone": "dug"}
    assert saved(of_register([row], "milestones"))[1][1] == "initiative=fibre, milestone=dug"


def test_a_value_and_the_one_before_it_are_both_named():
    row = share(before=80.0, before_snapshot="pts", period_before=BEFORE)
    found = saved(of_statistics(row, columns=["value", "before"]))[1]
    assert found[0] == "statistics/pts.csv"
    assert "period=2016-10-01+2015-10-01" in found[1]
    elsewhere = saved(of_statistics(row | {"before_snapshot": "later"}, columns=["value", "before"]))[1]
    assert elsewhere[0] == "statistics/pts.csv; statistics/later.csv"
    assert elsewhere[2] == "2026-11-22; 2026-11-22"


def test_a_value_that_is_made_of_earlier_areas_names_the_rows_of_these():
    assert "area=SE-1,SE-2".replace(",", "+") in saved(of_statistics(share(made_of="SE-1, SE-2")))[1][1]


def test_a_number_of_households_is_not_named_as_a_share():
    found = saved(of_statistics(share(counted=120, counted_snapshot="scb"), columns=["value", "counted"]))[1]
    assert found[0] == "statistics/pts.csv; statistics/scb.csv"
    assert found[1].endswith("area=SE-1440, period=*, measure=households, segment=all, base=households")


def test_a_line_that_was_computed_names_the_rows_it_was_computed_from():
    rows = [share(), share("SE-1480"), share("SE-1480", BEFORE, snapshot="later")]
    first, second = saved(of_statistics(*rows, line=[{"name": "2016", "period": OCTOBER}, {"name": "all"}]))[1:]
    assert first[0] == "statistics/pts.csv"
    assert first[1].startswith("area=SE-1440+SE-1480, period=2016-10-01, ")
    assert second[0] == "statistics/pts.csv; statistics/later.csv"


def test_a_line_held_against_a_goal_names_the_file_that_the_goal_is_from():
    goals = {"measure": FAST, "segment": "all", "base": "households", "goal_year": 2020, "document": "Plan 2016"}
    goals = pd.DataFrame(
        [goals | {"area": "SE", "value": 95.0, "snapshot": "scb"}, goals | {"area": "SE-1440", "value": 90.0}]
    )
    row = share(goal=95.0, goal_year=2020, gap=2.9)
    source = statistics_line(pd.DataFrame([row]), about(goals=goals), derived=True)
    files, keys, _ = saved(shown([row], source))[1]
    assert files == "statistics/pts.csv; statistics/scb.csv"
    assert keys.endswith("; area=SE, measure=available_100mbps, segment=all, base=households, goal_year=2020")
    assert saved(shown([row | {"goal": None}], source))[1][0] == "statistics/pts.csv"


def test_of_many_rows_only_what_they_share_is_named():
    rows = [Origin("f", {"area": str(n), "base": "households"}) for n in range(5)]
    assert [each.key for each in together(rows)] == [{"area": "*", "base": "households"}]
    assert together(rows[:4])[0].key["area"] == "0+1+2+3"


def test_the_measure_is_the_exhibits_own_where_the_rows_do_not_say_it():
    row = {name: said for name, said in share().items() if name != "measure"}
    assert "measure" not in saved(of_statistics(row))[1][1]
    assert f"measure={FAST}" in saved(of_statistics(row, measure=FAST))[1][1]


def test_what_must_be_known_of_the_numbers_stands_before_the_rows_they_are_from():
    value = Column("value", "Share", number=True, remarks=lambda row: ["lower limit"])
    exhibit = shown([share()], statistics_line(pd.DataFrame([share()]), about()), columns=[value])
    assert saved(exhibit)[0] == ["Share", "Remark", "Data file", "Row key in the file", "Retrieved"]


def test_an_exhibit_whose_source_knows_no_rows_has_no_column_for_them():
    assert saved(shown([share()], "Source: PTS.")) == [[], []]


def test_every_difference_since_the_last_meeting_names_its_row():
    thing = {"action": "write", "task": "Write"}
    line = {"turn": 0, "cause": "joined", "table": "actions", "came": True, "thing": thing, "initiative": None}
    line |= {"party": None, "cells": [], "key": ("write",)}
    news = pd.DataFrame([share(cause="new_period", published=OCTOBER, published_precision="day")])
    lines, goals = pd.DataFrame([line]), pd.DataFrame()
    (found,) = exhibits.since_meeting(
        BEFORE, True, lines.assign(thing=[thing | {"state": "open"}]), news, goals, about()
    )
    told = [line[-3:-1] for line in saved(found)[1:]]
    assert ["councils/small/actions.csv", "action=write"] in told
    assert "statistics/pts.csv" in [file for file, _ in told]


def test_each_line_of_what_is_new_names_its_own_file():
    known = {"cause": "new_period", "published": OCTOBER, "published_precision": "day", "source": "PTS", "status": None}
    news = pd.DataFrame(
        [share(**known), share(**known | {"measure": "households", "base": "people", "snapshot": "scb"})]
    )
    goals = pd.DataFrame(
        [share(value=95.0, snapshot="later", adopted=OCTOBER, adopted_precision="day", goal_year=2020)]
    )
    found = exhibits.published_since(BEFORE, news, goals.drop(columns="period"), about())
    assert [line[-3] for line in saved(found)[1:]] == [f"statistics/{name}.csv" for name in ("pts", "scb", "later")]


# The links of a source line


def test_a_source_line_leads_to_the_pages_entry_of_each_file():
    rows = pd.DataFrame([share(), share(snapshot="scb")])
    line = statistics_line(rows, about(), documents=["Plan 2016", "Other"])
    assert '<a href="#input-pts">PTS</a>' in line
    assert '<a href="#input-scb">SCB</a>' in line
    assert '<a href="#input-scb">Plan 2016</a>; Other.' in line
    told = register_line(pd.DataFrame({"source": ["minutes <i>, § 1"]}), about(), "agenda")
    assert str(told) == 'Source: <a href="#input-register">the council&#39;s register</a>, from minutes &lt;i&gt;.'


def test_files_that_are_cited_alike_each_have_a_link():
    line = statistics_line(pd.DataFrame([share(), share(snapshot="later")]), about())
    assert line.count("PTS") == 1
    assert ('href="#input-pts"' in line, '<a href="#input-later">file 2</a>' in line) == (True, True)


def test_a_source_line_stays_markup_however_it_is_cut():
    line = Cited(Markup(" <b>x</b> "))
    assert str(line.strip()) == "<b>x</b>"
    assert line.strip().of({}) == []


def test_the_page_says_of_each_file_what_it_is_called_and_when_it_was_retrieved():
    found = {
        "Statistics pts": "a" * 64,
        "The council's register, as known on the day": "b" * 64,
        "Parameters": "c" * 64,
    }
    statistics, register, given = listed(about(), found)
    assert (statistics.anchor, statistics.file) == ("input-pts", "statistics/pts.csv")
    assert statistics.retrieved.replace("\u00a0", " ") == "22 November 2026"
    assert (register.anchor, register.file) == ("input-register", "")
    assert (given.anchor, given.digest) == ("", "c" * 64)
    assert Page.__dataclass_fields__["inputs"].default == ()


# What a fault touches


VALUES = pd.DataFrame(
    [share(source="A"), share(source="B", value=90.0, snapshot="later"), share("SE-1480", source="A")]
)
DISPUTED = conflicts.values(VALUES)


def test_a_disagreement_names_the_exhibits_that_use_the_value():
    one = shown([share()], statistics_line(pd.DataFrame([share()]), about()), "one")
    other = shown([share("SE-1480")], statistics_line(pd.DataFrame([share("SE-1480")]), about()), "other")
    plain_line = shown([share()], "Source: PTS.", "third")
    (fault,) = DISPUTED.to_dict("records")
    assert [each.name for each in touched(fault, VALUES, [one, other, plain_line, Unknown("u", "t", "r", EN)])] == [
        "one"
    ]
    days = pd.DataFrame(columns=["measure", "period", "said"])
    found = exhibits.disputed(DISPUTED, days, VALUES, about(), [one, other])
    assert found.table.written(EN)[0][2]["text"] == '<a href="#one">The one</a>'
    nowhere = exhibits.disputed(DISPUTED, days, VALUES, about(), [other])
    assert nowhere.table.written(EN)[0][2]["text"] == "nowhere on the page"
    assert len(exhibits.disputed(DISPUTED, days, VALUES, about()).table.columns) == 2


def test_what_a_note_tells_of_others_is_touched_as_well():
    rank = share("SE", measure="desi_rank", value=3.0, snapshot="scb")
    line = statistics_line(pd.DataFrame([share()]), about(), told=pd.DataFrame([rank]))
    fault = {"measure": "desi_rank", "period": OCTOBER}
    assert [each.name for each in touched(fault, pd.DataFrame([rank]), [shown([share()], line)])] == ["shares"]
    assert "SCB" in line
    assert [line[0] for line in saved(shown([share()], line))[1:]] == ["statistics/pts.csv"], "not in the table"


def told(*found):
    return [[plain(cell["text"]) for cell in line] for line in exhibits.missing(found, about()).table.written(EN)]


def lacks(name, missing="", *areas):
    return shown([share()], "Source: PTS.", name, missing=missing, lacking=frozenset(areas))


def test_what_several_exhibits_lack_stands_once_with_all_of_them():
    first, second = lacks("one", "No value: Ale.", "SE-1440"), lacks("two", "None of Ale.", "SE-1440")
    assert told(first, second, lacks("whole")) == [["No value for 1 municipality: Ale", "The one\nThe two", "2"]]


def test_what_is_missing_is_short_where_the_exhibit_names_it():
    long = "Not assessed: " + ", ".join(["An initiative with a long name"] * 9)
    assert [line[0] for line in told(lacks("a", "Not assessed: 1 of 8."), lacks("b", long))] == [
        "Not assessed: 1 of 8.",
        "Not assessed (named there)",
    ]


def test_what_cannot_be_shown_at_all_comes_last():
    found = told(Unknown("u", "Nobody knows", "No papers.", EN), lacks("a", "Nothing of Ale."))
    assert found[-1] == ["Not known, so nothing can be shown", "Nobody knows", "1"]
    exhibit = exhibits.missing([Unknown("u", "Nobody knows", "No papers.", EN)], about())
    assert '<a href="#u">Nobody knows</a>' in exhibit.html()
    assert isinstance(exhibits.missing([lacks("whole")], about()), Unknown)


def test_what_the_public_edition_leaves_out_is_not_called_unknown():
    withheld = Unknown("w", "Who shares what", left_out(EN), EN)
    found = told(withheld, Unknown("u", "Nobody knows", "No papers.", EN))
    assert [line[0] for line in found] == ["Not known, so nothing can be shown", "Left out of the public edition"]
    assert "cannot be shown" not in exhibits.missing([withheld, lacks("a", "Nothing of Ale.")], about()).description
    assert isinstance(exhibits.missing([withheld], about()), Unknown)


def test_of_many_things_that_cannot_be_shown_the_first_are_named():
    def row(n):
        return told(*(Unknown(f"u{each}", f"Unknown {each}", "No papers.", EN) for each in range(n)))[-1]

    assert row(7)[1].count("\n") == 6
    first = "\n".join(f"Unknown {n}" for n in range(6))
    assert row(22) == ["Not known, so nothing can be shown", f"{first}\nand 16 more, each shown in its place", "22"]


@pytest.mark.parametrize("notebook", ["meeting", "broadband", "statistics", "municipality"])
def test_a_notebook_asks_all_that_it_shows_what_is_missing(notebook):
    cells = json.loads((paths.notebooks() / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]).splitlines() for cell in cells if cell["cell_type"] == "code"]
    at = next(n for n, lines in enumerate(code) if lines[-1].startswith("exhibits.missing(shown"))
    given = " ".join(line for line in code[at - 1] if line.startswith("shown"))
    listed_in = [line.split(" in ")[1].rstrip(":") for lines in code[:at] for line in lines if line.startswith("for ")]
    named = [lines[-1] for lines in code[:at] if lines[-1].isidentifier()] + listed_in
    assert named
    assert [each for each in named if each not in given] == []
    listing = next(lines[-1] for lines in code if lines[-1].startswith("exhibits.source_list"))
    assert listing.endswith(", dossier, shown)")
