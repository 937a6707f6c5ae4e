"""The calendar as scheduler: each thing once, in order, before its date or as soon as it can be."""

import configparser
import re
import shutil
import sqlite3
import subprocess
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import icalendar
import nbformat
import pandas as pd
import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT, browser_path, run_apart
from editing import write_table
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from radrum.cli.due import due as command
from radrum.errors import Faults, RadrumError
from radrum.register import Register, read_council, read_register
from radrum.runs import Run, named, opened, read_planned, read_plans
from radrum.schedule import FAILED, Handed, calling, due, falling_due
from radrum.schedule.ledger import Ledger
from radrum.schedule.meetings import Meeting, meetings, timetable
from radrum.schedule.workdays import of_council, workdays
from test_building import OPENS, SHOWS, write_notebook

SE, NO = workdays("SE"), workdays("NO")
DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)
BOTH = """[[report]]
council = "smatt"
when = "meetings"

[[report]]
council = "smatt"
notebooks = ["meeting", "broadband"]
when = "monthly"
"""
IN = '[[report]]\ncouncil = "smatt"\nlanguages = {}\nwhen = "meetings"\n'
OWN = IN.format(["sv"])


def days(text):
    return [date.fromisoformat(f"2026-{each}") for each in text.split()]


@pytest.mark.parametrize(
    ("country", "free", "worked"),
    [
        (SE, "04-03 04-06 05-01 05-14 06-06 06-19 12-24 12-25 12-31", "04-02 04-30 05-15 05-18 05-25 06-18 12-23"),
        (NO, "04-02 04-03 04-06 05-01 05-14 05-17 05-25 12-24 12-31", "04-01 04-30 05-15 05-18 06-19 12-23"),
    ],
)
def test_nobody_works_on_public_holidays_nor_on_the_eves_on_which_nobody_does(country, free, worked):
    assert [day for day in days(free) if country.is_one(day)] == []
    assert [day for day in days(worked) if not country.is_one(day)] == []


def test_the_national_days_fall_on_a_working_day_in_the_other_country():
    assert [(SE.is_one(day), NO.is_one(day)) for day in (date(2025, 6, 6), date(2027, 5, 17))] == [
        (False, True),
        (True, False),
    ]


def test_easter_2026_is_gone_round_on_both_sides():
    saturday = date(2026, 4, 4)
    assert (SE.until(saturday), SE.from_on(saturday)) == (date(2026, 4, 2), date(2026, 4, 7))
    assert (NO.until(saturday), NO.from_on(saturday)) == (date(2026, 4, 1), date(2026, 4, 7))
    assert SE.before(date(2026, 4, 7), 2) == date(2026, 4, 1)


def test_an_invented_country_has_the_holidays_of_its_language():
    assert of_council(read_council("exempel")) is SE
    assert of_council(read_council("digivestland")) is NO


def meeting(held, freeze=None, send=None):
    freeze = freeze or held - DAY
    return Meeting("m", held, freeze, send, "", "", FIRST, 0)


@pytest.mark.parametrize(
    ("given", "country", "wanted"),
    [
        ("09-10 09-02 09-03", SE, "08-27 09-03 09-03"),  # made when the freeze date is over, and sent that day
        ("09-10 09-02", SE, "08-27 09-03 09-03"),  # without a send date it is sent when it is made
        ("09-10", SE, "09-02 09-09 09-09"),  # without any date on the working day before the meeting
        ("09-07", SE, "08-28 09-04 09-04"),  # a Monday: that is a Friday
        ("05-21 05-13 05-14", SE, "05-06 05-13 05-13"),  # to be sent on Ascension Day: the day before
        ("04-07", SE, "03-26 04-02 04-02"),  # the Tuesday after Easter: the Thursday before
        ("04-07", NO, "03-25 04-01 04-01"),  # which nobody works on in Norway
        ("09-10 09-05", SE, "08-31 09-07 09-07"),  # frozen on a Saturday: made on the Monday
        ("09-10 09-02 09-20", SE, "08-27 09-03 09-09"),  # a send date after the meeting would be too late
    ],
)
def test_what_is_made_for_a_meeting_is_due_on_working_days_and_in_time(given, country, wanted):
    found = timetable(meeting(*days(given)), country)
    assert [found.draft, found.freeze, found.send] == days(wanted)


def test_a_line_of_the_plan_says_when_and_stays_one_of_radrum_build(council, tmp_path):
    file = tmp_path / "reports.toml"
    file.write_text(BOTH, encoding="utf-8")
    assert [(each.when, each.plan.notebook) for each in read_planned(file, tmp_path)] == [
        ("meetings", "meeting"),
        ("monthly", "meeting"),
        ("monthly", "broadband"),
    ]
    assert [plan.notebook for plan in read_plans(file, tmp_path)] == ["meeting", "broadband"]
    file.write_text(BOTH + "as_of = 2026-01-01\n[[report]]\ncouncil = 'smatt'\nwhen = 'montly'\n", encoding="utf-8")
    with pytest.raises(Faults, match="(?s)'when' and 'as_of'.*Did you mean 'monthly'"):
        read_planned(file, tmp_path)


class Year:
    """A small council whose days go by: what is asked of the build and of the post is written down."""

    def __init__(self, folder, monkeypatch, plan=BOTH):
        (folder / "reports.toml").write_text(plan, encoding="utf-8")
        self.reports = folder / "reports"
        self.planned = read_planned(folder / "reports.toml", self.reports)
        self.done, self.told, self.asked, self.again = [], [], [], []
        self.failing = self.refusing = self.spoilt = lambda day: False
        self.handed = lambda day: Handed(3)
        self.known = {}
        monkeypatch.setattr(calling, "read_register", self.read)
        monkeypatch.setattr(falling_due, "meetings", self.meetings)

    def meetings(self, register, today):
        """What is known changes only when something is recorded; read once each time, for speed."""
        rows = int((register.logs["meetings"]["recorded"] <= pd.Timestamp(today)).sum())
        if rows not in self.known:
            self.known[rows] = meetings(register, today)
        return self.known[rows]

    def read(self, name):
        if self.spoilt(self.today):
            raise RadrumError("meetings.csv row 3: not a day.")
        return self.register

    def build(self, plans, reports):
        assert len({named(plan) for plan in plans}) == len(plans)
        self.asked += [(self.today, named(plan)) for plan in plans]
        made = []
        for plan in plans:
            bad = plan.notebook == "broadband" and self.failing(self.today)
            made.append(Run(named(plan), "", "failed" if bad else "made", "its source is gone" if bad else ""))
        return made

    def deliver(self, council, held, again):
        if self.refusing(self.today):
            raise ConnectionError("the server is down")
        self.again.append((held, again))
        return self.handed(self.today)

    def call(self, today, **more):
        self.today = today
        given = {"build": self.build, "deliver": self.deliver, "tell": lambda outcome: None}
        told = due(self.planned, self.reports, today, **given | more)
        self.told += [(today, each) for each in told]
        self.done += [
            (today, each.state, each.asked.kind, each.asked.subject, *each.asked.key[3:4], each.asked.as_of)
            for each in told
            if each.asked and each.state != "failed"
        ]
        return told


def write_meetings(council, *rows):
    """Each row is the day it was recorded, the meeting, its date, its freeze date and its send date."""
    names = ("recorded", "meeting", "date", "freeze_date", "send_date")
    said = [dict(zip(names, row, strict=True)) | {"body": "radet", "kind": "meeting"} for row in rows]
    write_table(council, "meetings", *said)


@pytest.fixture
def year(council, tmp_path, monkeypatch):
    write_meetings(
        council,
        ("2016-09-08", "mote-1", "2016-09-08", "", ""),
        ("2025-12-01", "februari", "2026-02-12", "2026-02-04", "2026-02-05"),
        ("2025-12-01", "april", "2026-04-09", "", ""),
        ("2025-12-01", "juni", "2026-06-04", "2026-05-27", "2026-05-28"),
        ("2025-12-01", "host", "", "", ""),
        ("2025-12-01", "december", "2026-12-10", "2026-12-03", "2026-12-07"),
        ("2026-06-01", "juni", "2026-06-25", "2026-06-15", "2026-06-17"),
        ("2026-08-20", "host", "2026-09-24", "2026-09-16", "2026-09-18"),
        ("2026-10-07", "extra", "2026-10-06", "", ""),
    )
    made = Year(tmp_path, monkeypatch)
    made.register = read_register(council.name)
    return made


OUTAGES = ((2, 2), (7, 1), (12, 5))  # the first day of each of three weeks without a call
YEAR = """
01-02 made monthly 2025-12 meeting 2025-12-31
01-02 made monthly 2025-12 broadband 2025-12-31
01-29 made draft februari meeting 2026-01-28
02-09 made monthly 2026-01 meeting 2026-01-31
02-09 made monthly 2026-01 broadband 2026-01-31
02-09 made freeze februari meeting 2026-02-04
02-09 sent send februari - 2026-02-04
03-02 made monthly 2026-02 meeting 2026-02-28
03-06 made monthly 2026-02 broadband 2026-02-28
03-30 made draft april meeting 2026-03-29
04-01 made monthly 2026-03 meeting 2026-03-31
04-01 made monthly 2026-03 broadband 2026-03-31
04-08 made freeze april meeting 2026-04-08
04-08 sent send april - 2026-04-08
05-04 made monthly 2026-04 meeting 2026-04-30
05-04 made monthly 2026-04 broadband 2026-04-30
05-21 made draft juni meeting 2026-05-20
05-28 made freeze juni meeting 2026-05-27
05-29 sent send juni - 2026-05-27
06-01 made monthly 2026-05 meeting 2026-05-31
06-01 made monthly 2026-05 broadband 2026-05-31
06-09 made draft juni meeting 2026-06-08
06-16 made freeze juni meeting 2026-06-15
06-17 sent send juni - 2026-06-15
07-08 made monthly 2026-06 meeting 2026-06-30
07-08 made monthly 2026-06 broadband 2026-06-30
08-03 made monthly 2026-07 meeting 2026-07-31
08-03 made monthly 2026-07 broadband 2026-07-31
09-01 made monthly 2026-08 meeting 2026-08-31
09-01 made monthly 2026-08 broadband 2026-08-31
09-10 made draft host meeting 2026-09-09
09-17 made freeze host meeting 2026-09-16
09-18 sent send host - 2026-09-16
10-01 made monthly 2026-09 meeting 2026-09-30
10-01 made monthly 2026-09 broadband 2026-09-30
11-02 made monthly 2026-10 meeting 2026-10-31
11-02 made monthly 2026-10 broadband 2026-10-31
11-27 made draft december meeting 2026-11-26
12-01 made monthly 2026-11 meeting 2026-11-30
12-01 made monthly 2026-11 broadband 2026-11-30
12-04 made freeze december meeting 2026-12-03
12-12 missed send december - 2026-12-03
"""


def test_over_a_year_each_thing_is_done_once_in_order_and_in_time_or_as_soon_as_the_outage_ends(year, monkeypatch):
    monkeypatch.setattr(calling, "write_calendar", lambda *given: None)
    out = {date(2026, *first) + n * DAY for first in OUTAGES for n in range(7)}
    year.failing = lambda day: date(2026, 3, 1) <= day <= date(2026, 3, 5)
    year.refusing = lambda day: day == date(2026, 5, 28)
    year.spoilt = lambda day: date(2026, 8, 24) <= day <= date(2026, 8, 26)
    for day in (FIRST + n * DAY for n in range(365)):
        if day not in out:
            year.call(day)
    said = [f"{each[0]:%m-%d} {' '.join(each[1:4])} {each[4] or '-'} {each[5]}" for each in year.done]
    assert said == YEAR.split("\n")[1:-1]
    assert year.again == [
        (date(2026, 2, 12), False),
        (date(2026, 4, 9), False),
        (date(2026, 6, 4), False),
        (date(2026, 6, 25), True),
        (date(2026, 9, 24), False),
    ]
    failed = [(f"{day:%m-%d}", each.reason) for day, each in year.told if each.state == "failed"]
    assert failed == [
        *((f"03-0{n}", "its source is gone") for n in range(2, 6)),
        ("05-28", "ConnectionError: the server is down"),
        *((f"08-{n}", "meetings.csv row 3: not a day.") for n in range(24, 27)),
    ]


def test_what_is_made_is_asked_for_as_of_the_day_it_was_due_for_and_the_paper_for_its_meeting(year):
    year.call(date(2026, 1, 20))
    year.asked.clear()
    year.call(date(2026, 2, 6))
    assert [each[1] for each in year.asked] == [
        '{"as_of": "2026-01-28", "council": "smatt", "edition": "council", "notebook": "meeting"}',
        '{"as_of": "2026-01-31", "council": "smatt", "edition": "council", "notebook": "meeting"}',
        '{"as_of": "2026-01-31", "council": "smatt", "edition": "council", "notebook": "broadband"}',
        '{"council": "smatt", "edition": "council", "meeting": "2026-02-12", "notebook": "meeting"}',
    ]


def test_where_nothing_can_be_made_each_thing_has_failed_and_is_tried_again(year):
    def broken(plans, reports):
        raise OSError("no space left")

    told = year.call(date(2026, 1, 2), build=broken)
    assert {(each.state, each.reason) for each in told} == {("failed", "no space left")}
    assert len(told) == 2
    assert [each.state for each in year.call(date(2026, 1, 3))] == ["made", "made"]


def test_a_paper_that_cannot_be_made_is_not_sent_and_both_are_tried_again(year):
    year.planned = [replace(each, plan=replace(each.plan, notebook="meeting")) for each in year.planned[:1]]
    year.call(date(2026, 2, 4))

    def failing(plans, reports):
        return [Run(named(plan), "", "rejected", "2 faults") for plan in plans]

    told = year.call(date(2026, 2, 5), build=failing)
    assert [(each.state, each.asked.kind) for each in told] == [("failed", "freeze"), ("failed", "send")]
    assert year.again == []
    assert [each.state for each in year.call(date(2026, 2, 6))] == ["made", "sent"]


@pytest.fixture
def moved(council, tmp_path, monkeypatch):
    """What is done, day by day, for one meeting of which more is recorded after it was planned for 12 February."""

    def moved(*rows, **more):
        made = moved.year = call(rows, **more)
        return [f"{day:%m-%d} {state} {kind}" for day, state, kind, *_ in made.done]

    def call(rows, plan=OWN, **more):
        first = ("2026-01-01", "m", "2026-02-12", "2026-02-04", "2026-02-05")
        write_meetings(council, first, *[(recorded, "m", *given) for recorded, *given in rows])
        made = Year(tmp_path, monkeypatch, plan)
        made.register = read_register(council.name)
        for name, value in more.items():
            setattr(made, name, value)
        for n in range(25, 80):
            with suppress(KeyboardInterrupt):
                made.call(FIRST + n * DAY)
        return made

    return moved


SENT = ["01-29 made draft", "02-05 made freeze", "02-05 sent send"]


def test_a_meeting_moved_with_its_old_send_date_is_told_of_once_and_sent_when_that_is_moved_too(moved):
    done = moved(
        ("2026-02-09", "2026-03-12", "2026-02-04", "2026-02-05"),
        ("2026-02-20", "2026-03-12", "2026-03-04", "2026-03-05"),
    )
    assert done == [*SENT, "02-09 unmoved send", "02-26 made draft", "03-05 made freeze", "03-05 sent send"]


@pytest.mark.parametrize(
    "row",
    [
        ("2026-02-06", "2026-02-10", "2026-02-08", "2026-02-09"),
        ("2026-02-06", "2026-02-12", "2026-02-09", "2026-02-10"),
        ("2026-02-06", "", "", ""),
    ],
    ids=["to an earlier day", "with its dates alone", "to no day"],
)
def test_a_meeting_whose_paper_is_sent_asks_for_nothing_when_it_is_not_moved_to_a_later_day(moved, row):
    assert moved(row) == SENT


def test_a_paper_that_is_not_sent_yet_is_made_anew_for_another_freeze_date(moved):
    done = moved(
        ("2026-02-05", "2026-02-12", "2026-02-04", "2026-02-10"),
        ("2026-02-06", "2026-02-12", "2026-02-09", "2026-02-10"),
    )
    assert done == ["01-29 made draft", "02-05 made freeze", "02-10 made freeze", "02-10 sent send"]


FEBRUARY, MARCH = date(2026, 2, 12), date(2026, 3, 12)
LATER = ("2026-02-09", "2026-03-12", "2026-03-04", "2026-03-05")


def to_some(until):
    """One of three has no address before that day."""
    return lambda day: Handed(3) if day >= until else Handed(2, "one has no address")


def stopped(until):
    """The call is killed while it sends, each day before that."""

    def handed(day):
        if day < until:
            raise KeyboardInterrupt
        return Handed(3)

    return handed


@pytest.mark.parametrize("handed", [to_some, stopped], ids=["sent to some", "killed while it was sent"])
def test_a_meeting_moved_while_some_had_its_paper_sends_the_new_one_to_them_too(moved, handed):
    done = moved(LATER, handed=handed(MARCH - 7 * DAY))
    assert done[-3:] == ["02-26 made draft", "03-05 made freeze", "03-05 sent send"]
    assert moved.year.again == [*[(FEBRUARY, False)] * 4, (MARCH, True)]


def test_a_meeting_moved_with_its_old_send_date_while_some_had_its_paper_is_told_of_once(moved):
    old = ("2026-02-09", "2026-03-12", "2026-02-04", "2026-02-05")
    done = moved(old, ("2026-02-20", *LATER[1:]), handed=to_some(FEBRUARY))
    assert done == [*SENT[:2], "02-09 unmoved send", "02-26 made draft", "03-05 made freeze", "03-05 sent send"]
    assert moved.year.again[-1] == (MARCH, True)


def test_a_meeting_moved_before_anyone_had_its_paper_is_sent_to_nobody_twice(moved):
    done = moved(("2026-02-09", "2026-03-12", "2026-02-04", "2026-02-05"), refusing=lambda day: day < FEBRUARY)
    assert done == [*SENT[:2], "02-12 sent send"]
    assert moved.year.again == [(MARCH, False)]


def test_a_paper_made_anew_while_some_had_the_old_one_goes_to_them_too_and_is_then_retried_for_the_others(moved):
    done = moved(("2026-02-06", "2026-02-12", "2026-02-08", "2026-02-09"), handed=to_some(date(2026, 2, 11)))
    assert done == [*SENT[:2], "02-09 made freeze", "02-11 sent send"]
    assert moved.year.again == [*[(FEBRUARY, False)] * 1, *[(FEBRUARY, True)] * 3]


def test_a_day_that_passes_while_some_have_the_paper_is_not_told_of_as_if_nobody_had_it(moved):
    assert moved(handed=to_some(MARCH)) == [*SENT[:2], "02-13 missed send"]
    (told,) = [each.reason for _, each in moved.year.told if each.state == "missed"]
    assert told.endswith("not everyone who agreed to mail has the paper. No more is sent.")
    assert "one has no address" in {each.reason for _, each in moved.year.told if each.state == "failed"}


def test_where_nobody_has_agreed_to_mail_that_is_told_and_whoever_does_in_time_gets_it(moved):
    done = moved(handed=lambda day: Handed(int(day >= date(2026, 2, 7))))
    assert done == [*SENT[:2], "02-05 unsent send", "02-06 unsent send", "02-07 sent send"]
    assert "Whoever does by 2026-02-12 gets it" in next(
        each.reason for _, each in moved.year.told if each.state == "unsent"
    )


def test_where_nobody_ever_agrees_to_mail_nothing_has_failed(moved):
    done = moved(handed=lambda day: Handed(0))
    assert done == [*SENT[:2], *(f"02-{n:02} unsent send" for n in range(5, 14))]
    assert not [each for _, each in moved.year.told if each.state in FAILED]


def test_a_plan_without_the_councils_own_language_is_told_of_once_and_nothing_is_sent(moved):
    assert moved(plan=IN.format(["en"])) == ["01-29 made draft", "01-29 unplanned send", "02-05 made freeze"]
    assert moved.year.again == []
    (told,) = [each.reason for _, each in moved.year.told if each.state == "unplanned"]
    assert "own language, 'sv'" in told
    assert told.endswith('reports.toml, report 1 plans it in others only. Add "sv" to languages.')


def test_a_plan_that_gets_the_councils_own_language_in_time_is_sent(year, tmp_path):
    file = tmp_path / "reports.toml"
    for day, languages in (("2026-02-05", ["en"]), ("2026-02-06", ["en", "sv"])):
        file.write_text(IN.format(languages), encoding="utf-8")
        year.planned = read_planned(file, year.reports)
        year.call(date.fromisoformat(day))
    assert [each[1] for each in year.done if each[2] == "send"] == ["unplanned", "sent"]


def test_a_paper_in_another_language_that_cannot_be_made_holds_nothing_back(moved):
    def build(plans, reports):
        return [Run(named(plan), "", "failed" if plan.language == "en" else "made") for plan in plans]

    done = moved(plan=IN.format(["sv", "en"]), build=build)
    assert done == SENT


def test_meetings_recorded_only_when_they_were_held_ask_for_nothing(year):
    assert [each.name for each in meetings(year.register, date(2026, 12, 31))] == [
        "februari",
        "april",
        "juni",
        "host",
        "december",
    ]


def test_a_plan_counts_from_the_day_it_is_first_seen(year):
    told = year.call(date(2026, 10, 5))
    assert [(each.asked.kind, each.asked.subject) for each in told] == [("monthly", "2026-09")] * 2
    told = year.call(date(2026, 12, 2))
    assert [each.asked.subject for each in told if each.asked.kind == "monthly"] == ["2026-10"] * 2 + ["2026-11"] * 2


@pytest.mark.parametrize("lines", [['["1480"]'], ['["1480", "1480"]'], ['"all"', '["1480", "1440"]']])
def test_a_municipality_that_is_planned_alone_or_twice_is_made_once_and_stops_nothing(year, tmp_path, lines):
    line = '[[report]]\ncouncil = "smatt"\nnotebooks = ["municipality"]\nareas = {}\nwhen = "monthly"\n'
    (tmp_path / "reports.toml").write_text("".join(map(line.format, lines)), encoding="utf-8")
    year.planned = read_planned(tmp_path / "reports.toml", year.reports)

    def build(plans, reports):
        year.asked += [plan.parameters["area"] for plan in plans]
        return [Run(named(plan), "", "made") for plan in plans]

    for day in days("01-07 01-08"):
        year.call(day, build=build)
    assert "1480" in [each.removeprefix("SE-") for each in year.asked]
    assert len(year.asked) == len(set(year.asked))


def test_pages_of_municipalities_are_made_once_each_also_where_some_fail(year, tmp_path, monkeypatch):
    text = '[[report]]\ncouncil = "smatt"\nnotebooks = ["municipality"]\nareas = ["1480", "1440"]\nwhen = "monthly"\n'
    (tmp_path / "reports.toml").write_text(text, encoding="utf-8")
    year.planned = read_planned(tmp_path / "reports.toml", year.reports)
    broken = ["1440"]

    def build(plans, reports):
        areas = [plan.parameters["area"] for plan in plans]
        year.asked += areas
        return [
            Run(named(plan), "", "failed" if area in broken else "made")
            for plan, area in zip(plans, areas, strict=True)
        ]

    for day in days("01-07 01-08 01-09"):
        year.call(day, build=build)
        broken[:] = []
    assert year.asked == ["1480", "1440", "1440"]


def test_a_dry_run_says_what_is_due_and_leaves_no_trace(year):
    told = year.call(date(2026, 1, 7), dry_run=True)
    assert [(each.state, each.asked.subject) for each in told] == [("due", "2025-12")] * 2
    assert not year.reports.exists()
    year.call(date(2026, 1, 7))
    before = {file.name: file.read_bytes() for file in year.reports.iterdir() if file.is_file()}
    assert len(year.call(date(2026, 2, 9), dry_run=True)) == 5
    after = {file.name: file.read_bytes() for file in year.reports.iterdir() if file.is_file()}
    assert after["due.ics"] == before["due.ics"]
    assert len(year.call(date(2026, 2, 9))) == 5
    assert year.call(date(2026, 2, 9), dry_run=True) == []


def test_two_calls_at_once_do_not_do_a_thing_twice(year, monkeypatch):
    monkeypatch.setattr(calling, "PATIENCE", 0.05)
    year.reports.mkdir()
    with FileLock(year.reports / calling.LOCK), pytest.raises(RadrumError, match="Another 'radrum due' is at work"):
        year.call(date(2026, 1, 7))
    assert year.asked == []
    assert len(year.call(date(2026, 1, 7))) == 2


MOVES = st.lists(
    st.tuples(
        st.integers(0, 3),  # which meeting
        st.integers(-10, 60),  # the day it is recorded
        st.one_of(st.none(), st.integers(0, 70)),  # its date, where it has one
        st.one_of(st.none(), st.integers(1, 10)),  # how long before it is frozen
        st.one_of(st.none(), st.integers(0, 8)),  # how long before it is sent
    ),
    min_size=1,
    max_size=10,
)


def simulated(moves):
    """A register of those meetings, and nothing else."""
    rows = []
    for number, recorded, held, freeze, send in sorted(moves, key=lambda each: each[1]):
        on = FIRST + held * DAY if held is not None else None
        before = [None if n is None or on is None else on - n * DAY for n in (freeze, send)]
        rows.append([f"m{number}", "radet", "meeting", "", "", FIRST + recorded * DAY, on, *before, "new"])
    names = ["meeting", "body", "kind", "title", "place", "recorded", "date", "freeze_date", "send_date", "change"]
    log = pd.DataFrame(rows, columns=names)
    log = log.assign(**{name: pd.to_datetime(log[name]) for name in names[5:9]})
    council = SimpleNamespace(folder="smatt", body="radet", area="SE-14", language="sv", short_name="Rådet")
    return Register(council, {"meetings": log.assign(holds_from=log["recorded"])})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=MOVES,
    calls=st.sets(st.integers(0, 80), min_size=20).map(sorted),
    refused=st.sets(st.integers(0, 80), max_size=10),
    partly=st.sets(st.integers(0, 80), max_size=10),
)
def test_whatever_fails_and_is_moved_nothing_is_done_twice_or_dropped(
    moves, calls, refused, partly, council, tmp_path, monkeypatch
):
    kept = Ledger(sqlite3.connect(":memory:"))
    monkeypatch.setattr(calling, "ledger", lambda reports: nullcontext(kept))
    monkeypatch.setattr(calling, "write_calendar", lambda *given: None)
    made = Year(tmp_path, monkeypatch)
    made.register = simulated(moves)
    made.refusing = made.failing = lambda day: (day - FIRST).days in refused
    begun, papers, sent, closed, settled = FIRST + calls[0] * DAY, set(), {}, {}, {}
    days, holding = {}, {}  # of each meeting: what was asked to be delivered last, and which papers somebody has

    def deliver(council, held, again):
        asked = days[held]
        had = holding.setdefault(asked.subject, set())
        if made.refusing(made.today):
            raise RadrumError("the server is down")
        assert again == bool(had - {(asked.as_of, held)})
        had.add((asked.as_of, held))
        return Handed(2, "one has no address") if (made.today - FIRST).days in partly else Handed(3)

    send = calling.send

    def sending(asked, *given, **more):
        days[asked.held] = asked
        send(asked, *given, **more)

    monkeypatch.setattr(calling, "send", sending)
    made.deliver = deliver
    for today in (FIRST + n * DAY for n in calls):
        told = made.call(today)
        assert [each.asked.due for each in told] == sorted(each.asked.due for each in told)
        for each in told:
            asked = each.asked
            assert asked.due <= today
            if asked.kind == "freeze" and each.state == "made":
                assert (asked.subject, asked.as_of) not in papers
                papers.add((asked.subject, asked.as_of))
            if each.state == "sent":
                assert (asked.subject, asked.as_of) in papers
                assert today <= asked.held
                assert asked.subject not in sent or sent[asked.subject] < asked.due
                sent[asked.subject] = asked.due
            if each.state in ("sent", "missed"):
                assert asked.subject not in closed or closed[asked.subject] < asked.held
                closed[asked.subject] = asked.held
            if each.state in ("sent", "missed", "unmoved"):
                settled[asked.subject] = asked.held
        for each in made.meetings(made.register, today):
            when = timetable(each, SE)
            failing = made.refusing(today) or (today - FIRST).days in partly
            if each.date >= begun and today >= when.send and not failing:
                assert settled[each.name] >= each.date
            if each.date >= begun and today >= when.freeze and (each.name, each.freeze) not in papers:
                assert each.name in sent
                assert settled[each.name] >= each.date
            if each.date >= begun and today >= when.draft:
                assert any(done[2:4] == ("draft", each.name) for done in made.done)
    once = [done[2:] for done in made.done if done[2] in ("monthly", "draft")]
    assert len(once) == len(set(once))
    good = [today for today in (FIRST + n * DAY for n in calls) if not made.failing(today)]
    for notebook, last in (("meeting", today), ("broadband", max(good, default=FIRST - DAY))):
        first = (begun.replace(day=1) - DAY).replace(day=1)
        ended = pd.period_range(first, "2026-02", freq="M")
        wanted = [f"{month}" for month in ended if SE.from_on((month + 1).start_time.date()) <= last]
        assert [done[3] for done in made.done if done[2] == "monthly" and done[4] == notebook] == wanted


def events(year):
    return {
        (f"{each.start:%m-%d}", str(each["summary"]).replace("\u00a0", " ")): each
        for each in icalendar.Calendar.from_ical((year.reports / "due.ics").read_bytes()).events
    }


def test_the_calendar_tells_what_comes_in_twelve_months_in_the_councils_language(year):
    year.call(date(2026, 5, 30))
    found = events(year)
    assert [each for each in found if "månadsrapport" not in each[1]] == [
        ("06-04", "Rådet: Möte"),
        ("11-27", "Rådet: arbetsrapport inför mötet den 10 december 2026"),
        ("12-03", "Rådet: sista dag för uppgifter till handlingarna inför mötet den 10 december 2026"),
        ("12-07", "Rådet: handlingarna inför mötet den 10 december 2026 skickas ut"),
        ("12-10", "Rådet: Möte"),
    ]
    monthly = [each for each in found if "månadsrapport" in each[1]]
    assert (len(monthly), monthly[0], monthly[-1]) == (
        12,
        ("06-01", "Rådet: månadsrapport för maj 2026"),
        ("05-03", "Rådet: månadsrapport för april 2027"),
    )
    assert {each["summary"].params["language"] for each in found.values()} == {"sv"}
    assert len({each["uid"] for each in found.values()}) == len(found)


def test_an_event_keeps_its_name_and_its_number_rises_when_the_meeting_is_moved(year):
    year.call(date(2026, 5, 30))
    before = events(year)["06-04", "Rådet: Möte"]
    year.call(date(2026, 6, 2))
    after = events(year)["06-25", "Rådet: Möte"]
    assert ("06-04", "Rådet: Möte") not in events(year)
    assert (after["uid"], before["sequence"], after["sequence"]) == (before["uid"], 0, 1)
    assert f"{after['dtstamp'].dt:%Y-%m-%d}" == "2026-06-01"


def test_the_same_state_is_the_same_calendar_byte_for_byte(year):
    year.call(date(2026, 5, 30))
    first = (year.reports / "due.ics").read_bytes()
    year.call(date(2026, 5, 30))
    assert (year.reports / "due.ics").read_bytes() == first
    assert b"\r\nDTSTART;VALUE=DATE:20260604\r\n" in first


def test_where_a_council_cannot_be_read_the_last_calendar_stays(year):
    year.call(date(2026, 5, 30))
    first = (year.reports / "due.ics").read_bytes()
    year.spoilt = lambda day: True
    year.call(date(2026, 6, 2))
    assert (year.reports / "due.ics").read_bytes() == first


@pytest.fixture
def small(council, tmp_path, bare, monkeypatch):
    """The small council with one meeting to come and a notebook of its own; where its reports are to be."""
    write_notebook(tmp_path / "notebooks", "meeting", OPENS, SHOWS)
    write_meetings(
        council,
        ("2016-09-08", "mote-1", "2016-09-08", "", ""),
        ("2025-12-01", "februari", "2026-02-12", "2026-02-04", "2026-02-05"),
    )
    plan = bare / "reports.toml"
    plan.write_text(BOTH.split("\n\n")[0], encoding="utf-8")
    monkeypatch.setenv("RADRUM_NOTEBOOKS", str(tmp_path / "notebooks"))
    yield tmp_path / "reports"
    plan.unlink()


def test_the_command_says_what_is_due(small):
    def called(day):
        return CliRunner().invoke(command, ["--today", day, "--reports", str(small), "--dry-run"])

    done = called("2026-02-05")
    assert done.output.splitlines() == [
        "due: smatt, working report for the meeting on 2026-02-12 (meeting council)",
        "due: smatt, paper for the meeting on 2026-02-12 (meeting council)",
        "due: smatt, sending of the paper for the meeting on 2026-02-12",
        "3 due.",
    ]
    assert done.exit_code == 0
    assert not small.exists()
    assert called("2026-01-05").output == "Nothing is due.\n"
    assert "not a day that exists" in str(called("2026-02-30").exception)


def test_a_plan_without_a_day_is_told_how_to_get_one(small, bare):
    (bare / "reports.toml").write_text('[[report]]\ncouncil = "smatt"\n', encoding="utf-8")
    assert 'Write when = "meetings"' in CliRunner().invoke(command, ["--reports", str(small)]).output


@pytest.mark.slow
def test_the_command_makes_the_reports_once_and_ends_with_a_fault_where_it_cannot_send(small):
    def called(day):
        return CliRunner().invoke(command, ["--today", day, "--reports", str(small)])

    done = run_apart("due", "--today", "2026-02-05", "--reports", str(small), RADRUM_BROWSER=browser_path())
    said = done.stdout.splitlines()
    assert [line.split(" (")[0] for line in said[:2]] == [
        "made: smatt, working report for the meeting on 2026-02-12",
        "made: smatt, paper for the meeting on 2026-02-12",
    ]
    assert re.match("failed: smatt, sending of the paper for the meeting on 2026-02-12: .+", said[2])
    assert (done.returncode, said[3]) == (1, "2 made, 1 failed.")
    pages = {page.parts[-3]: page.stat().st_mtime_ns for page in small.rglob("meeting.html")}
    assert set(pages) == {"2026-01-28", "2026-02-04"}
    again = called("2026-02-13")
    assert again.exit_code == 1
    assert again.output.splitlines() == [
        "missed: smatt, sending of the paper for the meeting on 2026-02-12:"
        " the day of the meeting has passed. Nothing is sent.",
        "1 missed.",
    ]
    assert called("2026-02-14").output == "Nothing is due.\n"
    assert {page.parts[-3]: page.stat().st_mtime_ns for page in small.rglob("meeting.html")} == pages
    with opened(small) as records:
        assert len(records.newest(9)) == 2


SHIPPED = ROOT / "docs" / "schedule"


def test_the_files_for_calling_it_daily_are_sound_and_call_it():
    timer, service = configparser.ConfigParser(), configparser.ConfigParser()
    timer.optionxform = service.optionxform = str
    timer.read(SHIPPED / "radrum-due.timer")
    service.read(SHIPPED / "radrum-due.service")
    assert (timer["Timer"]["OnCalendar"], timer["Timer"]["Persistent"]) == ("*-*-* 16:00", "true")
    assert service["Service"]["ExecStart"].endswith("/radrum due")
    (line,) = [each for each in (SHIPPED / "crontab").read_text().splitlines() if re.match(r"[\d*]", each)]
    *when, asked = line.split(" ", 5)
    assert when == ["0", "16", "*", "*", "*"]
    assert "%" not in asked  # cron would end the line there
    task = etree.parse(SHIPPED / "radrum-due.xml").getroot()
    assert task.nsmap == {None: "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert [each.text for each in task.iterfind(".//{*}Exec/{*}Arguments")] == ["due"]
    assert [each.text for each in task.iterfind(".//{*}StartWhenAvailable")] == ["true"]
    workflow = yaml.safe_load((SHIPPED / "due.yml").read_text(encoding="utf-8"))
    assert workflow[True]["schedule"][0]["cron"] == "0 14 * * *"
    assert "radrum due" in workflow["jobs"]["due"]["steps"][-1]["run"]
    notebook = nbformat.read(SHIPPED / "due.ipynb", 4)
    nbformat.validate(notebook)
    assert notebook.cells[1].source.startswith("%%script radrum due\n")


@pytest.mark.parametrize(("status", "said"), [(0, ""), (1, "failed: it\n")])
def test_the_line_of_cron_speaks_only_of_what_failed(tmp_path, status, said):
    line = (SHIPPED / "crontab").read_text().splitlines()[-1].split(" ", 5)[5]
    radrum = tmp_path / ".venv" / "bin" / "radrum"
    radrum.parent.mkdir(parents=True)
    radrum.write_text(f'#!/bin/sh\n[ "$*" = due ] && echo failed: it >&2\nexit {status}\n')
    radrum.chmod(0o755)
    line = line.replace("/opt/radrum", str(tmp_path))
    assert subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False).stdout == said


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_finds_no_fault_in_its_units(tmp_path):
    for name in ("radrum-due.service", "radrum-due.timer"):
        unit = (SHIPPED / name).read_text().replace("/opt/radrum/.venv/bin/radrum", shutil.which("true"))
        (tmp_path / name).write_text(unit)
    units = [str(tmp_path / name) for name in ("radrum-due.service", "radrum-due.timer")]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
