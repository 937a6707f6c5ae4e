"""The invented council is made by its script, byte for byte, and shows every feature of a register."""

import csv
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from radrum import places
from radrum.dossier import open_dossier
from radrum.measures import concentration, coverage, gaps, growth, households, ranking, settlements
from radrum.register import TABLES
from radrum.register.schema import People
from radrum.register.schema.portfolio import LIGHTS, STAGES
from radrum.register.schema.rollout import STATES
from radrum.tables import read_table
from radrum.tables.columns import columns_of, key_of

ROOT = Path(__file__).parents[1]
COUNCIL = ROOT / "data" / "councils" / "exempel"
DAY = pd.Timestamp("2026-09-10")
SINCE = pd.Timestamp("2026-07-02")
SILENT = "tystnas"
COUNTIES = ["XX-01", "XX-02", "XX-03", "XX-04"]


@pytest.fixture(scope="module")
def dossier():
    return open_dossier("exempel")


@pytest.fixture(scope="module")
def register(dossier):
    return dossier.register


@pytest.fixture(scope="module")
def logs(register):
    return register.logs


@pytest.fixture(scope="module")
def now(register):
    """Every table as known on the day of the newest meeting."""
    return {table: register.as_known(table, DAY) for table in TABLES}


def allowed(table, column):
    """The words that a column of choice may hold."""
    checks = TABLES[table].to_schema().columns[column].checks
    return {word for check in checks for word in check.statistics.get("allowed_values", [])}


def states_of(log, table, key):
    """The rows of one thing, in the order of the log."""
    chosen = log[(log[list(key)] == list(key.values())).all(axis=1)]
    assert len(chosen), f"no {key} in {table}"
    return chosen


def moves(register, table, column):
    """How often the last day of each thing was moved later, and how often earlier."""
    history = register.standing(table, DAY)
    by_thing = history.groupby(key_of(TABLES[table]))[column]
    steps = by_thing.diff().dt.days
    names = [history[name] for name in key_of(TABLES[table])]
    return (steps > 0).groupby(names).sum(), (steps < 0).groupby(names).sum()


def test_its_script_writes_every_file_again_byte_for_byte(tmp_path):
    script = [sys.executable, str(COUNCIL / "make.py"), "--to", str(tmp_path)]
    subprocess.run(script, check=True, cwd=tmp_path)
    made = {file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file()}
    shipped = {file.relative_to(ROOT / "data") for file in COUNCIL.rglob("*.csv")}
    assert shipped <= made
    assert len(made) == len(TABLES) + 1 + 6
    for file in sorted(made):
        assert (tmp_path / file).read_bytes() == (ROOT / "data" / file).read_bytes(), file


def test_every_table_has_rows(now):
    assert {table for table, rows in now.items() if rows.empty} == set()


def test_no_county_or_municipality_has_the_name_of_a_real_one():
    areas = places.areas()
    invented = areas.index.str.startswith("XX")
    own = set(areas.loc[invented, "name"])
    assert len(own) == 25
    assert own.isdisjoint(areas.loc[~invented, "name"])
    assert len(places.members("XX-01", DAY)) == 20


def test_it_says_that_it_is_invented(register):
    assert register.council.invented
    assert not register.council.reconstruction


def test_every_word_that_a_column_may_hold_is_used_but_a_few(logs):
    unused = {
        f"{table}.{column}": missing
        for table, log in logs.items()
        for column, about in columns_of(TABLES[table]).items()
        if about["kind"] == "choice" and column not in ("change", "currency") and not column.endswith("bound")
        if (missing := allowed(table, column) - set(log[column].dropna()))
    }
    assert unused == {
        "initiatives.kind": {"event"},
        "rollout_totals.counted": {"houses"},
        "rollout_totals.state": set(STATES) - {"live", "started"},
    }


def test_every_kind_of_change_stands_in_the_log(logs):
    assert {change for log in logs.values() for change in log["change"]} == {"new", "correction", "ended", "withdrawn"}


@pytest.mark.parametrize("change", ["correction", "ended", "withdrawn"])
def test_every_change_touches_a_row_that_was_there(logs, change):
    for table, log in logs.items():
        for row in log[log["change"] == change].itertuples():
            same = states_of(log, table, {name: getattr(row, name) for name in key_of(TABLES[table])})
            before = same[same["recorded"] < row.recorded]
            assert len(before), (table, row.Index)
            if change != "ended":
                assert row.holds_from in set(before["holds_from"]), (table, row.Index)


def test_something_of_every_sort_happened_since_the_last_meeting(register, logs):
    new = {table: log[log["recorded"] > SINCE] for table, log in logs.items()}
    changes = {change for rows in new.values() for change in rows["change"]}
    assert changes == {"new", "correction", "ended", "withdrawn"}
    assert "exnet" in set(register.as_known("parties", SINCE)["party"])
    assert {"initiatives", "parties", "status", "milestones", "rollout", "decisions", "funds"} <= {
        table for table, rows in new.items() if len(rows)
    }
    late_known = new["systems"][new["systems"]["holds_from"] < SINCE]
    assert len(late_known)


def test_initiatives_are_of_every_funding_and_some_are_candidates_or_restricted(now):
    initiatives = now["initiatives"]
    assert set(initiatives["funding"].dropna()) == allowed("initiatives", "funding")
    assert initiatives["funding"].isna().any()
    assert initiatives["candidate"].sum() == 4
    assert initiatives.loc[initiatives["restricted"], "kind"].tolist() == ["procurement"]
    assert initiatives["area"].nunique() == 4
    ended = initiatives["end_latest"] < DAY
    assert initiatives.loc[ended, "effects_followed_up"].isna().any()
    assert initiatives.loc[ended, "effects_followed_up"].notna().any()


def test_every_stage_is_held_now_and_every_light_shown_by_each_aspect(now, logs):
    assert set(now["status"]["stage"]) == set(STAGES)
    for aspect in ("light_result", "light_time", "light_resources"):
        assert set(logs["status"][aspect].dropna()) == set(LIGHTS)
        assert now["status"][aspect].isna().any()
        assert now["status"][aspect].notna().any()


def test_one_light_is_older_than_a_year(now):
    lit = now["status"].dropna(subset="light_time")
    assert (lit["holds_from"] < DAY - pd.Timedelta(days=365)).any()


def test_milestones_were_moved_three_times_moved_earlier_and_done_early_and_late(register, now):
    later, earlier = moves(register, "milestones", "due_latest")
    assert later.max() == 3
    assert earlier.max() >= 1
    done = now["milestones"].dropna(subset="done")
    assert (done["done"] > done["due_latest"]).any()
    assert (done["done"] < done["due_earliest"]).any()
    ends, _ = moves(register, "initiatives", "end_latest")
    assert ends.max() == 2


def test_seven_initiatives_are_rolled_out_by_name_and_two_by_counts(now):
    rollout = now["rollout"]
    assert set(rollout["state"]) == set(STATES)
    bodies = rollout.groupby("initiative")["party"].nunique()
    assert len(bodies) == 7
    assert bodies.min() >= 19
    assert "region-exempel" in set(rollout["party"])
    assert set(now["rollout_totals"]["initiative"]).isdisjoint(bodies.index)


def test_a_pace_of_the_roll_out_can_be_told(logs):
    live = logs["rollout"].query("initiative == 'digital-tillsyn' and state == 'live'")
    assert live["holds_from"].dt.to_period("Q").nunique() >= 6


def test_one_municipality_never_answers_anything(logs, now):
    rollout = now["rollout"].query("party == @SILENT")
    assert set(rollout["state"]) == {"no_answer"}
    assert set(logs["rollout"].query("party == @SILENT")["state"]) == {"not_asked", "no_answer"}
    assert set(now["decisions"].query("party == @SILENT")["state"]) == {"asked"}
    assert now["systems"].query("party == @SILENT")["system"].isna().all()


def test_bodies_joined_and_left(register):
    parties = register.as_known("parties", pd.Timestamp("2024-12-31"))["party"]
    now = register.as_known("parties", DAY)["party"]
    assert "skogsbygdens-kommunalforbund" not in set(parties)
    assert "exnet" in set(parties)
    assert {"skogsbygdens-kommunalforbund", "brukarradet"} <= set(now)
    assert "exnet" not in set(now)


def test_one_matter_is_decided_by_all_and_one_waits_for_answers(now):
    asked = now["decisions"].groupby("decision")["state"].value_counts().unstack(fill_value=0)
    assert asked.loc["avtal-e-arkiv"].to_dict() == {
        "asked": 3,
        "decided": 13,
        "not_asked": 2,
        "refused": 2,
        "not_applicable": 0,
    }
    finished = asked.loc["avsikt-lakemedelsautomater"]
    assert finished[finished > 0].to_dict() == {"decided": 8, "refused": 1, "not_applicable": 1}


def test_the_council_meets_every_second_month_and_knows_its_next_days(dossier):
    held = dossier.own_meetings[dossier.own_meetings["date"] <= DAY]
    assert len(held) == 13
    assert held["number"].tolist() == list(range(21, 34))
    assert held["date"].diff().dt.days.dropna().between(40, 75).all()
    assert (held["freeze_date"] < held["send_date"]).all()
    assert set(held["meeting"]) == set(dossier.attendance["meeting"])
    ahead = dossier.own_meetings[~(dossier.own_meetings["date"] <= DAY)]
    assert (ahead["date"].notna().sum(), ahead["date"].isna().sum()) == (2, 1)
    assert dossier.as_of == DAY
    assert dossier.meeting_before == SINCE


def test_a_meeting_was_moved(logs):
    days = logs["meetings"].dropna(subset="date").groupby("meeting")["date"].nunique()
    assert days.max() == 2


def test_what_is_carried_over_stands_on_the_agenda_it_is_carried_to(now):
    agenda = now["agenda"]
    known = set(agenda["meeting"] + " " + agenda["item"])
    carried = agenda.dropna(subset="carried_to")
    assert set(carried["state"]) == {"continued", "not_reached"}
    assert set(carried["carried_to"] + " " + carried["item"]) <= known


def test_proposals_were_known_before_the_meeting_that_decided_them(dossier, now):
    meeting = dossier.own_meetings.set_index("meeting").loc["mote-2026-09-10"]
    before = dossier.at(meeting["freeze_date"])
    agenda = before.agenda[before.agenda["meeting"] == "mote-2026-09-10"]
    assert set(agenda["state"]) == {"planned"}
    assert agenda["proposal"].notna().any()
    assert agenda["diary_number"].notna().any()
    decided = now["agenda"].query("state == 'decided'")
    dates = now["meetings"].set_index("meeting")["date"]
    assert (decided["recorded"] == decided["meeting"].map(dates)).all()


def test_tasks_are_open_late_done_dropped_and_were_put_off_up_to_three_times(register, dossier, now):
    actions = now["actions"]
    assert set(actions["state"]) == {"open", "done", "dropped"}
    assert (actions.query("state == 'open'")["due_latest"] < DAY).sum() >= 3
    later, _ = moves(register, "actions", "due_latest")
    assert {1, 2, 3} <= set(later)


def test_some_decisions_have_no_task_and_some_tasks_no_decision(now):
    agenda, actions = now["agenda"], now["actions"]
    items = set(agenda["meeting"] + " " + agenda["item"])
    given = (actions["meeting"] + " " + actions["item"]).dropna()
    assert set(given) <= items
    decided = agenda.dropna(subset="decision")
    assert 0 < len(set(decided["meeting"] + " " + decided["item"]) - set(given)) < len(decided) / 2
    assert actions["item"].isna().any()


def test_every_month_of_the_year_wheel_has_something_and_duties_are_counted(now):
    wheel = now["year_wheel"]
    dated = wheel.dropna(subset="month_first")
    months = {month for row in dated.itertuples() for month in range(row.month_first, row.month_last + 1)}
    assert months == set(range(1, 13))
    assert (wheel["times_least"].notna() & wheel["times_most"].notna()).any()


def test_benefits_are_measured_claimed_without_baseline_without_owner_and_overdue(now):
    benefits, values = now["benefits"].set_index("benefit"), now["benefit_values"]
    measured = set(values.query("kind == 'measured'")["benefit"])
    claimed = set(values.query("kind == 'claimed'")["benefit"]) - measured
    assert set(benefits["better"]) == {"higher", "lower"}
    assert len(claimed) >= 3
    assert benefits["baseline"].isna().any()
    assert benefits["owner"].isna().any()
    overdue = benefits[benefits["due_latest"] < DAY].index
    assert "bokade-pa-natet" in set(overdue) - measured
    priced = benefits.dropna(subset=["baseline", "expected", "worth", "worth_basis"])
    costs = now["initiatives"].set_index("initiative")[["budget", "running_cost"]]
    assert len(set(priced.index) & measured) >= 3
    assert priced["initiative"].map(costs.notna().all(axis=1)).all()


def test_responsibilities_have_gaps(now):
    parts = now["responsibilities"]
    accountable = parts.query("role == 'accountable'").groupby("initiative").size()
    assert accountable["vardplan"] == 2
    assert "baskompetens" in set(parts["initiative"]) - set(accountable.index)
    assert set(parts["role"]) == allowed("responsibilities", "role")


def test_municipalities_share_systems_whose_contracts_end_soon_late_or_on_an_unknown_day(now):
    systems = now["systems"]
    assert systems.groupby("domain")["party"].nunique().tolist() == [20] * 5
    assert systems.groupby(["domain", "system"]).size().max() >= 8
    known = systems.dropna(subset="system")
    assert known["contract_end"].isna().any()
    assert (known["contract_end_latest"] < DAY + pd.Timedelta(days=365)).any()


def test_candidates_are_scored_but_for_one_score(now):
    candidates = now["initiatives"].loc[now["initiatives"]["candidate"], "initiative"]
    assert len(now["scores"]) == len(candidates) * len(now["criteria"]) - 1
    assert set(now["scores"]["initiative"]) == set(candidates)
    assert now["criteria"]["weight"].notna().all()


def test_a_vision_is_adopted_after_a_draft(logs, now):
    assert logs["aims"].query("aim == 'vision'")["state"].tolist() == ["draft", "proposed", "adopted"]
    assert (now["aims"]["kind"] == "goal").sum() == 4


def test_some_rows_are_not_cleared_and_most_are(logs):
    cleared = pd.concat([log["cleared"] for log in logs.values()])
    assert 0 < cleared.isna().sum() < len(cleared) / 20


def test_people_have_agreed_for_good_for_a_time_no_longer_not_at_all_or_were_not_asked():
    people = read_table(COUNCIL / "private" / "people.csv", People)
    given = people["publish"].fillna(False)
    until = people["publish_until"]
    assert (given & until.isna()).any()
    assert (given & (until > DAY)).any()
    assert (given & (until < DAY)).any()
    assert (people["publish"] == False).any()  # noqa: E712 - a flag has three values
    assert people["publish"].isna().any()
    assert people["email"].dropna().str.endswith("@example.org").all()


def test_texts_that_name_a_number_agree_with_the_tables(register, now):
    live = register.standing("rollout", DAY).query("initiative == 'digital-tillsyn' and state == 'live'")
    tenth = live["holds_from"].sort_values().iloc[9]
    steps = now["milestones"].set_index(["initiative", "milestone"])
    assert steps.loc[("digital-tillsyn", "tio-kommuner"), "done"] == tenth
    fax = now["rollout_totals"].query("initiative == 'sakra-meddelanden' and state == 'live'")
    assert fax["count"].tolist() == [14]


def test_coverage_rises_and_the_faster_service_reaches_fewer(dossier):
    own = dossier.statistics.query("snapshot == 'exempel_broadband' and segment == 'all'")
    table = own.pivot_table(index=["area", "period"], columns="measure", values="value")
    assert len(table) == 25 * 6
    both = table.dropna()
    assert (both["available_1gbps"] < both["available_fibre"]).all()
    assert (both["available_fibre"] < both["available_100mbps"]).all()
    assert (table.groupby("area").diff().dropna() > 0).all(axis=None)
    assert set(own["published"].dt.strftime("%m").tolist()) == {"03", "08"}
    rural = dossier.statistics.query("area == 'XX-01' and segment == 'rural'")
    assert len(rural) == 4 * 6


def test_town_and_country_come_to_all_and_the_municipalities_to_the_county(dossier):
    own = dossier.at("2026-08-19").statistics.query("snapshot == 'exempel_broadband'")
    values = own.pivot_table(index=["area", "period"], columns=["measure", "segment"], values="value")
    counted = values["households"]
    assert (counted["urban"] + counted["rural"] == counted["all"]).all()
    inside = counted[counted.index.get_level_values("area").str.len() == len("XX-0101")]
    pd.testing.assert_frame_equal(inside.groupby("period").sum(), counted.loc["XX-01"])
    counties = values.loc[COUNTIES]
    pd.testing.assert_frame_equal(counties["households"].groupby("period").sum(), counted.loc["XX"])
    for measure in ("available_100mbps", "available_1gbps", "available_fibre"):
        reached = (values[measure][["urban", "rural"]] * counted[["urban", "rural"]]).sum(axis=1) / counted["all"]
        assert (reached - values[measure]["all"]).abs().max() < 0.15, measure  # what the rounding of three values hides
        whole = (counties[measure] * counties["households"]).groupby("period").sum() / counted.loc["XX"]
        assert (whole - values.loc["XX", measure]).abs().max(axis=None) < 0.1, measure


def test_every_measure_of_broadband_has_what_it_needs(dossier):
    area, measure, inside = "XX-01", "available_100mbps", list(dossier.municipalities.index)
    breaks, goals = dossier.measure(measure).breaks, coverage.goals_for(dossier.goals, area, "XX", measure)
    own = coverage.series(dossier.statistics, [area, "XX"], measure, breaks)
    every = coverage.series(dossier.statistics, inside, measure, breaks)
    counts = households.counted(dossier.statistics, [area, "XX", *inside])
    assert gaps.to_goals(own, goals, counts)["short"].notna().all()
    assert gaps.paces(own, goals)["rise"].notna().all()
    assert gaps.reach(every, 95, inside)[["known", "of"]].iloc[-1].tolist() == [20, 20]
    assert growth.between(every)["change"].notna().all()
    days = pd.Timestamp("2024-10-01"), pd.Timestamp("2025-10-01")
    assert (households.gained(every, counts, *days)["gained"] > 0).all()
    kin = ranking.alike(dossier.areas, area, DAY)
    assert kin == COUNTIES
    ranked = ranking.ranks(coverage.series(dossier.statistics, kin, measure, breaks), kin)
    assert ranked[ranked["area"] == area][["rank", "rank_at_worst"]].iloc[-1].tolist() == [3, 3]
    stands = ranking.standings(every, counts, inside, inside).set_index("area")
    assert stands.loc["XX-0105", ["of", "like_of", "like_known"]].tolist() == [20, 8, 8]
    assert stands.loc["XX-0109", "like_of"] == 1
    assert settlements.apart(dossier.statistics, [area, *inside], measure, breaks)["difference"].gt(0).all()
    without = concentration.uncovered(every, counts, inside)
    assert (without["without"].notna().sum(), 1 < without["half"].sum() < 10) == (20, True)


def test_a_value_was_restated_and_one_is_suppressed(dossier):
    def newest(day):
        statistics = dossier.at(day).statistics
        storhult = statistics[(statistics["area"] == "XX-0117") & (statistics["segment"] == "all")]
        return storhult[storhult["period"] == storhult["period"].max()].set_index("measure")["value"]

    changed = newest("2026-08-19") - newest("2026-08-20")
    assert changed.round(1).to_dict() == {"available_100mbps": 1.6} | dict.fromkeys(
        changed.index.drop("available_100mbps"), 0
    )
    assert (dossier.statistics["status"] == "suppressed").any()


def test_the_region_has_goals_for_2025_and_2030_and_one_for_the_country(dossier):
    goals = dossier.goals.query("area == 'XX-01'")
    assert set(goals["goal_year"]) == {2025, 2030}
    assert goals[goals["segment"] == "rural"]["goal_year"].tolist() == [2030]


def test_a_heading_is_that_of_the_schema():
    for table, model in TABLES.items():
        with (COUNCIL / f"{table}.csv").open(encoding="utf-8") as file:
            assert next(csv.reader(file)) == list(columns_of(model))
