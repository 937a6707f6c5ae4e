"""Stages and lights, progress, slippage, roll-out, money, candidates, bodies: what the numbers say and leave out."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from radrum.measures import actions, bodies, candidates, funding, portfolio, rollout

TODAY = pd.Timestamp("2026-06-30")


def day(text):
    return pd.Timestamp(text)


def frame(columns, *rows, dates=()):
    """Rows of the columns named; ``dates`` are days."""
    made = pd.DataFrame([dict(zip(columns.split(), row, strict=True)) for row in rows], columns=columns.split())
    return made.assign(**{name: pd.to_datetime(made[name]).astype("datetime64[ns]") for name in dates})


def initiatives(*rows):
    """Initiatives of (initiative, start, end), each with a title of its own name."""
    given = frame("initiative start_earliest end_latest", *rows, dates=["start_earliest", "end_latest"])
    return given.assign(title=given["initiative"].str.upper(), area="x", source="s", label=None)


def status(*rows):
    columns = "initiative stage light_result light_time light_resources holds_from"
    return frame(columns, *rows, dates=["holds_from"]).assign(comment=None, source="s")


# Lights


def test_the_light_is_the_worst_of_the_three_and_the_worst_initiative_comes_first():
    told = status(
        ("a", "execution", "green", "yellow", "green", "2026-06-01"),
        ("b", "idea", "green", "green", "red", "2026-06-01"),
    )
    found = portfolio.board(initiatives(("a", None, None), ("b", None, None)), told, TODAY)
    assert found[["initiative", "light", "assessed", "age"]].values.tolist() == [
        ["b", "red", 3, 29],
        ["a", "yellow", 3, 29],
    ]


def test_a_light_not_assessed_is_missing_and_never_green():
    told = status(("a", "idea", None, None, None, "2026-06-01"), ("b", None, "yellow", None, None, "2026-06-01"))
    found = portfolio.board(initiatives(*((name, None, None) for name in "abc")), told, TODAY).set_index("initiative")
    assert found["light"].isna().to_dict() == {"a": True, "b": False, "c": True}
    assert found["assessed"].to_dict() == {"a": 0, "b": 1, "c": 0}
    assert found["age"].isna().to_dict() == {"a": True, "b": False, "c": True}


def test_a_light_is_old_after_a_year_unless_the_initiative_is_over():
    rows = [
        (name, stage, "green", None, None, known)
        for name, stage, known in (
            ("a", "execution", "2025-06-29"),
            ("b", "execution", "2025-06-30"),
            ("c", "closed", "2020-01-01"),
        )
    ]
    found = portfolio.board(initiatives(*((name, None, None) for name in "abc")), status(*rows), TODAY)
    assert found.set_index("initiative")["old"].to_dict() == {"a": True, "b": False, "c": False}


def test_only_what_is_withdrawn_is_left_out_and_nobody_need_answer_for_what_is_over_or_waits():
    stages = {"a": "execution", "b": "withdrawn", "c": "closed", "d": None, "e": "idea"}
    every = initiatives(*((name, None, None) for name in "edcbaf"))
    every = every.assign(candidate=pd.array([True, None, None, None, False, None], dtype="boolean"))
    told = status(*((name, stage, None, None, None, "2026-06-01") for name, stage in stages.items()))
    standing = portfolio.board(every, told, TODAY)
    assert sorted(portfolio.going(standing)["initiative"]) == ["a", "c", "d", "e", "f"]
    assert portfolio.withdrawn(standing)["initiative"].tolist() == ["b"]
    assert portfolio.ongoing(every, standing)["initiative"].tolist() == ["d", "a", "f"]


# Progress and slippage


NO_COUNTS = pd.DataFrame({"initiative": [], "live": [], "target_count": [], "listed": []})


def test_progress_sets_the_time_gone_against_the_steps_done():
    steps = frame("initiative done", ("a", "2026-02-01"), ("a", None), ("a", "2026-08-01"), ("a", None), dates=["done"])
    given = initiatives(("a", "2026-01-01", "2026-12-27"), ("b", "2026-01-01", None))
    (row,) = portfolio.progress(given, steps, NO_COUNTS, TODAY).to_dict("records")
    assert (row["initiative"], row["elapsed"], row["reached"], row["basis"]) == ("a", 50, 25, "milestones")


def test_progress_of_a_roll_out_is_against_its_target():
    counts = pd.DataFrame({"initiative": ["a"], "live": [6], "target_count": [8.0], "listed": [True]})
    steps = frame("initiative done", ("a", None), dates=["done"])
    (row,) = portfolio.progress(initiatives(("a", "2026-01-01", "2026-03-01")), steps, counts, TODAY).to_dict("records")
    assert (row["elapsed"], row["reached"], row["basis"]) == (100, 75, "rollout")


def test_progress_of_a_roll_out_whose_list_is_missing_is_against_its_steps():
    counts = pd.DataFrame({"initiative": ["a"], "live": [0], "target_count": [8.0], "listed": [False]})
    steps = frame("initiative done", ("a", "2026-02-01"), ("a", None), dates=["done"])
    (row,) = portfolio.progress(initiatives(("a", "2026-01-01", "2026-03-01")), steps, counts, TODAY).to_dict("records")
    assert (row["reached"], row["basis"]) == (50, "milestones")


def test_progress_is_missing_where_there_is_nothing_to_measure_it_by():
    steps = frame("initiative done", dates=["done"])
    (row,) = portfolio.progress(initiatives(("a", "2026-01-01", "2027-01-01")), steps, NO_COUNTS, TODAY).to_dict(
        "records"
    )
    assert pd.isna(row["reached"])
    assert pd.isna(row["basis"])


def planned(*rows):
    """Every state of (step, last day, change), oldest first."""
    return frame("step due_latest change", *rows, dates=["due_latest"])


def test_slippage_is_from_the_first_baseline_to_the_newest_and_counts_the_moves():
    moves = ("2026-01-31", "2026-03-31", "2026-03-01", "2026-06-01")
    (row,) = portfolio.slippage(planned(*(("a", last, "new") for last in moves)), ["step"]).to_dict("records")
    assert (row["first_last"], row["newest_last"]) == (day("2026-01-31"), day("2026-06-01"))
    assert (row["slip"], row["moved"], row["moved_later"], row["slip_newest"]) == (121, 3, 2, 92)


def test_what_ended_has_no_slippage_and_what_never_moved_has_none_either():
    states = planned(
        ("a", "2026-01-31", "new"), ("a", "2026-02-28", "ended"), ("b", "2026-01-31", "new"), ("c", None, "new")
    )
    found = portfolio.slippage(states, ["step"])
    assert found[["step", "slip", "moved", "slip_newest"]].values.tolist() == [["b", 0, 0, 0]]


# Roll-out


PARTIES = pd.DataFrame(
    {
        "party": ["m1", "m2", "m3", "m4", "r"],
        "kind": [*["municipality"] * 4, "region"],
        "name": ["A", "B", "C", "D", "R"],
    }
)


def asked(among="municipalities", target=None):
    return pd.DataFrame(
        {
            "initiative": ["i"],
            "title": ["I"],
            "area": ["x"],
            "rollout_among": [among],
            "rollout_target": [target],
            "source": ["s"],
            "end_latest": [day("2026-12-31")],
        }
    )


def states(**given):
    rows = [("i", party, state) for party, state in given.items()]
    made = pd.DataFrame(rows, columns=["initiative", "party", "state"], dtype=object)
    return made.assign(holds_from=TODAY, source="s", change="new")


def test_the_share_is_of_those_to_whom_it_applies_and_says_how_many_answered():
    answers = states(m1="live", m2="no_answer", m3="not_applicable", m4="planned")
    (row,) = rollout.counts(asked(target=100.0), answers, PARTIES).to_dict("records")
    assert (row["whole"], row["applicable"], row["answered"], row["live"]) == (4, 3, 2, 1)
    assert row["share"] == pytest.approx(100 / 3)
    assert row["target_count"] == 3


def test_the_region_counts_only_where_the_initiative_says_so():
    assert rollout.counts(asked("municipalities_and_region"), states(r="live"), PARTIES)["whole"].tolist() == [5]
    assert rollout.counts(asked(), states(m1="live"), PARTIES)["whole"].tolist() == [4]


def test_without_a_list_by_name_there_is_no_share():
    (row,) = rollout.counts(asked(target=100.0), states(), PARTIES).to_dict("records")
    assert (row["listed"], row["unlisted"], row["answered"]) == (False, 4, 0)
    assert pd.isna(row["share"])
    assert rollout.matrix(asked(), states(), PARTIES).empty


def test_who_stands_in_no_row_is_shown_as_not_stated():
    found = rollout.matrix(asked(), states(m2="live"), PARTIES)
    assert dict(zip(found["name"], found["state"], strict=True)) == {
        "A": "unlisted",
        "B": "live",
        "C": "unlisted",
        "D": "unlisted",
    }


def test_who_is_no_longer_a_party_stands_nowhere():
    left = PARTIES[PARTIES["party"] != "m1"]
    answers = states(m1="live", m2="planned")
    assert "m1" not in set(rollout.matrix(asked(), answers, left)["party"])
    (row,) = rollout.counts(asked(), answers, left).to_dict("records")
    assert (row["whole"], row["live"], row["planned"]) == (3, 0, 1)
    assert rollout.matrix(asked(), states(m1="live"), left).empty
    assert not rollout.counts(asked(), states(m1="live"), left)["listed"].any()


def test_a_list_of_an_initiative_that_does_not_say_whom_it_is_for_has_counts_and_no_share():
    (row,) = rollout.counts(asked(None, target=100.0), states(m1="live", m2="no_answer"), PARTIES).to_dict("records")
    assert (row["listed"], row["live"], row["answered"], row["no_answer"]) == (True, 1, 1, 1)
    assert all(pd.isna(row[name]) for name in ("share", "applicable", "target_count"))


@given(
    st.lists(st.sampled_from([*rollout.STATES[:-1]]), min_size=4, max_size=4),
    st.integers(0, 3),
    st.sampled_from(["municipalities", "municipalities_and_region", None]),
)
def test_an_answer_taken_away_never_raises_the_share(answers, gone, among):
    parties = ["m1", "m2", "m3", "m4"]
    full = dict(zip(parties, answers, strict=True))
    less = full | {parties[gone]: "no_answer"}
    (before,) = rollout.counts(asked(among), states(**full), PARTIES).to_dict("records")
    (after,) = rollout.counts(asked(among), states(**less), PARTIES).to_dict("records")
    assert not after["share"] > before["share"]
    if among is None:  # with no whole there is no share that an answer could raise
        assert all(pd.isna(row["share"]) and pd.isna(row["applicable"]) for row in (before, after))
        return
    changed = (after["answered"], after["applicable"]) != (before["answered"], before["applicable"])
    assert changed or full[parties[gone]] in ("no_answer", "not_asked")


def test_the_pace_is_of_the_last_year_and_what_is_needed_until_the_end():
    history = states(m1="live", m2="live", m3="live").assign(
        holds_from=[day("2025-01-01"), day("2026-01-01"), day("2026-05-01")]
    )
    counted = rollout.counts(asked(target=100.0), states(m1="live", m2="live", m3="live"), PARTIES)
    (row,) = rollout.pace(counted, history, asked(), TODAY).to_dict("records")
    assert (row["live"], row["live_before"], row["left"]) == (3, 1, 1)
    assert row["rise"] == pytest.approx(2 / 12)
    assert row["needed"] == pytest.approx(1 / (184 / 30.4375))


def test_nothing_is_needed_a_month_once_the_end_has_passed():
    counted = rollout.counts(asked(target=100.0), states(m1="live"), PARTIES)
    (row,) = rollout.pace(counted, states(m1="live"), asked(), day("2027-01-31")).to_dict("records")
    assert row["left"] == 3
    assert pd.isna(row["needed"])


# Money


def money(budget=None, said=None, currency="SEK"):
    return pd.DataFrame(
        {
            "initiative": ["i"],
            "title": ["I"],
            "area": ["x"],
            "budget": [budget],
            "budget_bound": [None],
            "budget_comment": pd.Series([None], dtype=object),
            "funding": pd.Series([said], dtype=object),
            "currency": pd.Series([currency], dtype=object),
            "source": ["s"],
        }
    ).astype({"budget": float})


def sums(*rows):
    return (
        frame("initiative state applied granted", *rows)
        .assign(currency="SEK")
        .astype({"applied": float, "granted": float})
    )


@pytest.mark.parametrize(
    ("budget", "rows", "missing", "stands"),
    [
        (100.0, [("i", "granted", None, 100.0)], 0, "secured"),
        (100.0, [("i", "granted", None, 40.0)], 60, "part"),
        (100.0, [("i", "granted", None, 40.0), ("i", "applied", 60.0, None)], 60, "tentative"),
        (100.0, [("i", "applied", 80.0, None)], 100, "tentative"),
        (100.0, [("i", "refused", 80.0, None)], 100, "missing"),
        (100.0, [], 100, "missing"),
        (None, [("i", "granted", 130.0, 40.0)], 90, "part"),
        (None, [("i", "refused", 80.0, None), ("i", "applied", 70.0, None)], 70, "tentative"),
        (None, [("i", "refused", 80.0, None), ("i", "refused", 90.0, None)], 90, "missing"),
    ],
)
def test_money_is_secured_tentative_or_missing(budget, rows, missing, stands):
    (row,) = funding.funding(money(budget), sums(*rows)).to_dict("records")
    assert (row["missing"], row["stands"]) == (missing, stands)


@pytest.mark.parametrize(("state", "stands"), [("granted", "part"), ("applied", "tentative")])
def test_what_is_missing_is_not_reckoned_where_there_is_money_in_another_currency(state, stands):
    abroad = sums(("i", state, 50.0, 50.0)).assign(currency="NOK")
    (row,) = funding.funding(money(100.0), abroad).to_dict("records")
    assert pd.isna(row["missing"])
    assert (row["granted"], row["stands"]) == (0, stands)


def test_what_the_papers_say_of_the_money_stands():
    (row,) = funding.funding(money(said="in_kind"), sums()).to_dict("records")
    assert row["stands"] == "in_kind"
    assert pd.isna(row["missing"])


def test_an_initiative_of_whose_money_nothing_is_said_has_no_row():
    assert funding.funding(money(), sums()).empty


# Candidates


CANDIDATES = pd.DataFrame(
    {
        "initiative": ["a", "b", "c"],
        "title": ["A", "B", "C"],
        "label": ["K1", "K2", "K3"],
        "candidate": [True, True, False],
    }
)
GROUNDS = pd.DataFrame(
    {"criterion": ["use", "cost"], "position": [1, 2], "title": ["Use", "Cost"], "weight": [3.0, 1.0]}
)


def points(*rows):
    return pd.DataFrame(rows, columns=["initiative", "criterion", "score"])


def test_a_total_is_the_weighted_mean_in_percent_of_the_most_that_can_be_had():
    given = points(("a", "use", 2.0), ("a", "cost", 4.0), ("b", "use", 5.0), ("b", "cost", 5.0))
    found = candidates.scored(CANDIDATES, GROUNDS, given)
    assert found[["initiative", "total", "lacking"]].values.tolist() == [["b", 100.0, 0], ["a", 50.0, 0]]


def test_a_candidate_without_a_score_or_a_weight_has_no_total():
    found = candidates.scored(CANDIDATES, GROUNDS, points(("a", "use", 2.0))).set_index("initiative")
    assert found["total"].isna().all()
    assert found["lacking"].to_dict() == {"a": 1, "b": 2}
    unweighed = GROUNDS.assign(weight=[3.0, None])
    every = points(*(("a", ground, 5.0) for ground in ("use", "cost")))
    assert candidates.scored(CANDIDATES, unweighed, every)["total"].isna().all()
    assert candidates.scored(CANDIDATES, GROUNDS.head(0), points())["total"].isna().all()


# Bodies


def test_who_has_not_answered_has_waited_since_it_was_asked():
    given = frame(
        "decision party state asked_on",
        ("d", "m1", "decided", "2026-06-01"),
        ("d", "m2", "asked", "2026-06-01"),
        ("d", "m3", "not_asked", None),
        dates=["asked_on"],
    )
    found = bodies.decisions(given, PARTIES, TODAY)
    assert found["name"].tolist() == ["B", "C", "A"]
    assert found["waited"].tolist()[0] == 29
    assert found["waited"].isna().tolist() == [False, True, True]


def test_responsibility_is_clear_with_one_accountable_and_somebody_responsible():
    given = frame(
        "initiative party role",
        ("a", "m1", "accountable"),
        ("a", "m2", "responsible"),
        ("b", "m1", "accountable"),
        ("b", "m2", "accountable"),
        ("c", "m1", None),
    )
    every = initiatives(*((name, None, None) for name in "abcd"))
    found = bodies.clarity(bodies.responsibilities(given, every, PARTIES), every)
    assert dict(zip(found["initiative"], found["clear"], strict=True)) == {
        "a": True,
        "b": False,
        "c": False,
        "d": False,
    }


def test_who_shares_a_system_stands_together_and_the_most_shared_first():
    given = frame(
        "party system supplier contract_end_latest",
        ("m1", "Old", "X", "2026-12-31"),
        ("m2", "New", "Y", None),
        ("m3", "New", "Z", "2030-01-01"),
        ("m4", None, None, None),
        dates=["contract_end_latest"],
    )
    found = bodies.systems(given.assign(domain="d", domain_title="D", source="s"), PARTIES, TODAY)
    assert found["names"].tolist() == [["B", "C"], ["A"], ["D"]]
    assert found["soon"].tolist() == [False, True, False]
    assert found["supplier"].isna().tolist() == [True, False, True]


def test_a_body_that_is_no_longer_a_party_stands_in_no_table():
    left = PARTIES[PARTIES["party"] != "m1"]
    answers = frame("decision party state asked_on", ("d", "m1", "asked", None), ("d", "m2", "asked", None))
    answers = answers.assign(asked_on=pd.to_datetime(answers["asked_on"]))
    assert bodies.decisions(answers, left, TODAY)["name"].tolist() == ["B"]
    parts = frame("initiative party role", ("a", "m1", "accountable"), ("a", "m2", "responsible"))
    assert bodies.responsibilities(parts, initiatives(("a", None, None)), left)["name"].tolist() == ["B"]
    shared = frame(
        "party system supplier contract_end_latest",
        ("m1", "Old", "X", "2026-12-31"),
        ("m2", "New", "Y", None),
        dates=["contract_end_latest"],
    )
    found = bodies.systems(shared.assign(domain="d", domain_title="D", source="s"), left, TODAY)
    assert found["names"].tolist() == [["B"], ["C", "D"]]


# Tasks


def test_a_task_put_off_is_counted_and_keeps_its_first_day():
    lasts = ("2026-01-31", "2026-02-28", "2026-02-15", "2026-04-30")
    history = frame(
        "action due_latest due_meeting holds_from change",
        *(("a", last, None, f"2026-01-{n:02}", "new") for n, last in enumerate(lasts, start=1)),
        dates=["due_latest", "holds_from"],
    )
    tasks = pd.DataFrame({"action": ["a", "b"], "state": ["open", "done"]})
    meetings = pd.DataFrame({"meeting": [], "date": []})
    found = actions.ageing(tasks, history, meetings, TODAY)
    assert found["postponed"].tolist() == [2, 0]
    assert found["age"].tolist()[0] == 180
    assert found["first_due"].tolist()[0] == day("2026-01-31")
    assert pd.isna(found["age"][1])


def test_a_task_put_off_by_way_of_no_day_at_all_is_put_off():
    lasts = ("2026-01-31", None, "2026-02-28")
    history = frame(
        "action due_latest due_meeting holds_from change",
        *(("a", last, None, f"2026-01-{n:02}", "new") for n, last in enumerate(lasts, start=1)),
        dates=["due_latest", "holds_from"],
    )
    tasks = pd.DataFrame({"action": ["a"], "state": ["open"]})
    found = actions.ageing(tasks, history, pd.DataFrame({"meeting": [], "date": []}), TODAY)
    assert found["postponed"].tolist() == [1]


def test_decisions_without_a_task_and_tasks_without_a_decision_are_found():
    agenda = frame("meeting item state", ("m", "a", "decided"), ("m", "b", "decided"), ("m", "c", "handled"))
    tasks = frame("action meeting item", ("t1", "m", "a"), ("t2", "m", "c"), ("t3", "m", None))
    without_task, without_decision = actions.untied(agenda, tasks)
    assert without_task["item"].tolist() == ["b"]
    assert without_decision["action"].tolist() == ["t2", "t3"]
