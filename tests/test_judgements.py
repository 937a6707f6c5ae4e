"""What the columns of a row must say of each other; a row that was corrected stays as it was."""

import pandas as pd
import pytest
from radrum.register import TABLES
from radrum.register.judgements import RULES, between_columns
from radrum.register.schema import People
from radrum.tables.columns import columns_of

DTYPES = {"date": "datetime64[ns]", "number": "float64", "count": "Int64", "flag": "boolean"}
SAID = {"recorded": "2018-03-16", "change": "new", "source": "planen"}


def log(table, *rows):
    """A log as the reader gives it; what a row does not say is missing, and rows are numbered from 2."""
    columns = columns_of(TABLES.get(table, People))
    said = [SAID | row if table in TABLES else row for row in rows]
    frame = pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in said], dtype=DTYPES.get(about["kind"], "str"))
            for name, about in columns.items()
        }
    )
    frame.index = range(2, len(rows) + 2)
    return frame.assign(holds_from=frame["holds_from"].fillna(frame["recorded"])) if table in TABLES else frame


def told(**tables):
    """The faults of logs given as lists of rows, each as a line."""
    logs = {table: log(table, *rows) for table, rows in tables.items()}
    return [str(fault) for fault in between_columns(logs, {table: f"{table}.csv" for table in logs})]


COUNT = {"initiative": "npo", "state": "live", "counted": "municipalities", "count": 28, "out_of": 49, "bound": "exact"}
FUND = {"fund": "medel", "title": "Medel", "state": "applied", "currency": "SEK", "bound": "exact"}
BENEFIT = {"benefit": "fax", "initiative": "npo", "what": "Fax", "unit": "fax"}
ITEM = {"meeting": "mote-1", "item": "ny-statistik", "position": 1, "title": "Ny statistik", "state": "handled"}
ACTION = {"action": "enkat", "meeting": "mote-1", "position": 1, "area": "Enkät", "task": "Fråga", "state": "open"}
DECISION = {"decision": "planen", "party": "vadstena", "title": "Planen", "state": "asked"}
DUTY = {"activity": "redovisa", "title": "Redovisa", "kind": "reporting"}
INITIATIVE = {"initiative": "npo", "title": "NPÖ", "area": "Vård", "kind": "project", "summary": "Journaler."}


@pytest.mark.parametrize(
    ("table", "row", "told_of"),
    [
        ("rollout_totals", COUNT | {"count": 50}, "count: 50 is more than the whole, 49. "),
        ("rollout_totals", COUNT | {"count_most": 50}, "count_most: 50 is more than the whole, 49. "),
        ("rollout_totals", COUNT | {"count_most": 27}, "count_most: the most, 27, is below the least, 28. "),
        ("initiatives", INITIATIVE | {"budget": 1.5}, "currency: empty, but there is a budget. "),
        ("initiatives", INITIATIVE | {"running_cost": 1.5}, "currency: empty, but there is a running cost. "),
        ("initiatives", INITIATIVE | {"budget_bound": "under"}, "budget_bound: 'under', but there is no budget. "),
        ("funds", FUND | {"currency": None, "applied": 5}, "currency: empty, but there is a sum applied for. "),
        (
            "funds",
            FUND | {"currency": None, "granted": 5, "state": "granted"},
            "currency: empty, but there is a sum granted. ",
        ),
        ("funds", FUND | {"granted": 5}, "granted: a sum is granted where the money is 'applied'. "),
        ("benefits", BENEFIT | {"baseline_bound": "over"}, "baseline_bound: 'over', but there is no value before. "),
        ("benefits", BENEFIT | {"expected_bound": "over"}, "expected_bound: 'over', but there is no expected value. "),
        ("agenda", ITEM | {"carried_to": "mote-1"}, "carried_to: 'mote-1' is the meeting it is carried over from. "),
        (
            "decisions",
            DECISION | {"decided_on": "2018-03-01"},
            "decided_on: a day of decision where the body has 'asked' as its state. ",
        ),
        (
            "decisions",
            DECISION | {"state": "refused", "decided_on": "2018-03-17"},
            "decided_on: 2018-03-17 is later than recorded, 2018-03-16. ",
        ),
        ("year_wheel", DUTY | {"month_last": 4}, "month_last: month 4 is the last, but no first is given. "),
        (
            "year_wheel",
            DUTY | {"times_least": 3, "times_most": 2},
            "times_most: the most, 2 times a year, is below the least, 3. ",
        ),
    ],
)
def test_a_row_that_contradicts_itself_is_told_with_the_remedy(table, row, told_of):
    (line,) = told(**{table: [row]})
    assert line.startswith(f"{table}.csv row 2, column {told_of}")
    assert len(line) > len(f"{table}.csv row 2, column {told_of}")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("rollout_totals", COUNT | {"count": 49, "count_most": 49}),
        ("rollout_totals", COUNT | {"count": 50, "out_of": None}),
        ("initiatives", INITIATIVE | {"budget": 1.5, "budget_bound": "under", "currency": "SEK"}),
        ("funds", FUND | {"granted": 5, "state": "tentative"}),
        ("funds", FUND | {"granted": 5, "state": None}),
        ("benefits", BENEFIT | {"baseline": 11.0, "baseline_bound": "over"}),
        ("agenda", ITEM | {"carried_to": "mote-2"}),
        ("decisions", DECISION | {"state": "decided", "decided_on": "2018-03-16"}),
        ("decisions", DECISION | {"state": "decided"}),
        ("year_wheel", DUTY | {"month_first": 12, "month_last": 1, "times_least": 3, "times_most": 4}),
        ("year_wheel", DUTY | {"times_least": 1}),
        ("status", {"initiative": "npo", "light_time": "red"}),
    ],
)
def test_a_row_that_may_be_said_is_left_alone(table, row):
    assert told(**{table: [row]}) == []


def test_every_rule_has_a_remedy_that_is_a_sentence_and_a_column_that_is_there():
    for table, rules in RULES.items():
        for rule in rules:
            assert rule.column in columns_of(TABLES.get(table, People))
            assert rule.found.endswith(".")
            assert rule.remedy.endswith(".")


def test_an_action_names_an_item_of_the_meeting_that_gave_it():
    actions = [
        ACTION | {"item": "ny-statistik"},
        ACTION | {"action": "webb", "item": "nu-statistik"},
        ACTION | {"action": "kort", "meeting": "mote-2", "item": "ny-statistik"},
        ACTION | {"action": "fri"},
    ]
    found = "Name an item of that meeting in agenda.csv, or leave it empty."
    expected = [
        f"actions.csv row 3, column item: 'nu-statistik' is not on the agenda of 'mote-1'. {found}",
        f"actions.csv row 4, column item: 'ny-statistik' is not on the agenda of 'mote-2'. {found}",
    ]
    assert told(actions=actions, agenda=[ITEM]) == expected
    assert len(told(actions=actions, agenda=[])) == 3
    assert told(actions=actions) == []


def test_only_a_municipality_or_a_region_takes_something_into_use():
    parties = [
        {"party": "vadstena", "name": "Vadstena", "kind": "municipality"},
        {"party": "regionen", "name": "Regionen", "kind": "region"},
        {"party": "leverantor-a", "name": "Systemleverantör A", "kind": "company"},
        {"party": "motala", "name": "Motala", "kind": "company"},
        {"party": "motala", "name": "Motala", "kind": "municipality", "recorded": "2018-03-17", "change": "correction"},
    ]
    rollout = [{"initiative": "npo", "party": party["party"], "state": "live"} for party in parties[:4]]
    (line,) = told(rollout=rollout, parties=parties)
    assert line.startswith("rollout.csv row 4, column party: 'leverantor-a' is neither a municipality nor a region. ")
    assert told(rollout=[rollout[0] | {"party": "okand"}], parties=parties) == []
    assert told(rollout=rollout) == []


def test_a_matter_has_one_title_in_all_its_rows_as_known_now():
    rows = [DECISION, DECISION | {"party": "motala", "title": "Plan"}, DECISION | {"decision": "avtalet", "title": "A"}]
    (line,) = told(decisions=rows)
    assert line == (
        "decisions.csv row 3, column title: 'Plan' is not the title that the first row of 'planen' has. "
        "Write one title in all rows of the matter."
    )
    later = {"recorded": "2018-04-01", "title": "Planen för e-hälsa"}
    renamed = [DECISION, DECISION | {"party": "motala"}]
    assert told(decisions=[*renamed, *(row | later for row in renamed)]) == []


def test_a_row_that_was_corrected_or_withdrawn_is_not_judged():
    wrong = COUNT | {"count": 82, "holds_from": "2018-03-16"}
    later = {"recorded": "2018-03-20", "holds_from": "2018-03-16"}
    assert len(told(rollout_totals=[wrong])) == 1
    assert told(rollout_totals=[wrong, COUNT | later | {"change": "correction"}]) == []
    assert told(rollout_totals=[wrong, wrong | later | {"change": "withdrawn"}]) == []
    still = told(rollout_totals=[wrong, COUNT | {"recorded": "2018-03-20"}])
    assert [line.split(",")[0] for line in still] == ["rollout_totals.csv row 2"]


def test_a_table_without_a_file_or_a_row_is_not_judged():
    logs = {table: log(table) for table in TABLES}
    assert between_columns(logs, {table: f"{table}.csv" for table in logs}) == []
    assert between_columns({"rollout_totals": log("rollout_totals", COUNT | {"count": 50})}, {}) == []


def test_logs_are_left_as_they_were():
    logs = {"rollout_totals": log("rollout_totals", COUNT | {"count": 50})}
    before = logs["rollout_totals"].copy()
    between_columns(logs, {"rollout_totals": "rollout_totals.csv"})
    pd.testing.assert_frame_equal(logs["rollout_totals"], before)
