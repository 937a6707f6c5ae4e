"""The page of one municipality: what is said to be its own is its own, and what is not known is missing by name."""

import html
import re
from types import SimpleNamespace

import pandas as pd
import pytest
import radrum
from click.testing import CliRunner
from conftest import COUNCIL, run
from radrum import exhibits, measures
from radrum.cli.commands import radrum as radrum_command
from radrum.errors import Faults, RadrumError
from radrum.exhibits import Exhibit, Unknown
from radrum.exhibits.exhibit import plain
from radrum.measures import municipality
from radrum.runs import Plan, Run, municipality_plans, named, report
from radrum.words import Words

DAY = pd.Timestamp("2026-01-31")
MEASURE = "available_100mbps"
AREAS = pd.DataFrame({"name": {"SE": "Sverige", "SE-14": "Länet", "SE-1401": "Ale", "SE-1402": "Bua"}})
PARTIES = pd.DataFrame(
    [
        ("ale", "Ale kommun", "municipality", "SE-1401"),
        ("bua", "Bua kommun", "municipality", "SE-1402"),
        ("norr", "Norra förbundet", "municipal_association", "SE-1401"),
        ("lan", "Regionen", "region", "SE-14"),
    ],
    columns=["party", "name", "kind", "area"],
)
INITIATIVES = pd.DataFrame(
    [("portal", "Portal"), ("archive", "Arkiv"), ("post", "Post")], columns=["initiative", "title"]
).assign(area="Vård", rollout_among="municipalities", rollout_target=float("nan"), source="planen")
ABOUT = SimpleNamespace(
    words=Words("en"),
    as_of=DAY,
    areas=AREAS,
    nation="SE",
    council=SimpleNamespace(area="SE-14", folder="rad"),
    left_out={},
)


def log(*rows):
    """The roll-out of (initiative, party, state)."""
    rows = pd.DataFrame(rows, columns=["initiative", "party", "state"])
    return rows.assign(holds_from=pd.Timestamp("2026-01-01"), comment=None, source="listan")


def states_of(rollout, area="SE-1401"):
    """What of a roll-out is the municipality's, and the counts of all."""
    counted = measures.rollout.counts(INITIATIVES, rollout, PARTIES)
    matrix = measures.rollout.matrix(INITIATIVES, rollout, PARTIES)
    return municipality.rollout(matrix, counted, municipality.bodies(PARTIES, area)), counted


def decision(party, state, asked_on="2026-01-01", name="avtal"):
    return {
        "decision": name,
        "party": party,
        "title": f"Beslut {name}",
        "state": state,
        "asked_on": pd.Timestamp(asked_on),
        "decided_on": pd.NaT,
        "initiative": "portal",
        "source": "beslutslistan",
    }


def matters_of(rollout, *decisions):
    taken = pd.DataFrame(decisions or [decision("lan", "asked")])
    return municipality.matters(states_of(rollout)[0], taken, municipality.bodies(PARTIES, "SE-1401"), DAY)


def test_an_association_with_the_municipalitys_area_is_not_the_municipality():
    assert municipality.bodies(PARTIES, "SE-1401") == ["ale"]
    assert municipality.bodies(PARTIES, "SE-14") == []


def test_the_rollout_is_the_municipalitys_own_beside_those_who_have_answered():
    states, _ = states_of(log(("portal", "ale", "planned"), ("portal", "bua", "live"), ("archive", "bua", "live")))
    rows = states.set_index("initiative")
    assert dict(rows["state"]) == {"archive": "unlisted", "portal": "planned"}
    assert rows.loc["portal", ["live", "answered"]].tolist() == [1, 2]
    assert rows.loc["archive", ["live", "answered"]].tolist() == [1, 1]


def test_a_state_that_is_not_stated_is_named_and_counts_neither_way():
    states, counted = states_of(log(("portal", "ale", "live"), ("archive", "bua", "live")))
    shown = exhibits.own_rollout(states, counted, "SE-1401", ABOUT)
    assert shown.title == "Ale has 1 of 1 initiative in place"
    assert shown.missing == "The register does not state how far Ale has come with: Arkiv."
    assert shown.notes == ("List by name missing: Post.",)
    cells = {line[0]["text"]: [cell["text"] for cell in line[1:]] for line in shown.table.written(ABOUT.words)}
    assert cells["Arkiv"] == ["not stated", "1 of 1"]


def test_where_it_is_behind_most_who_have_answered_that_is_told():
    states, counted = states_of(log(("portal", "ale", "planned"), ("portal", "bua", "live"), ("portal", "lan", "live")))
    told = exhibits.own_rollout(states, counted, "SE-1401", ABOUT).description
    assert "In place in most of those who have answered, but not in Ale: Portal." in told


def test_one_that_has_answered_nothing_is_not_said_to_have_nothing_in_place():
    others = [("portal", "bua", "live"), ("portal", "lan", "live")]
    shown = exhibits.own_rollout(*states_of(log(("portal", "ale", "no_answer"), *others)), "SE-1401", ABOUT)
    assert shown.title == "Ale has not answered about 1 initiative"
    assert "In place in most of those who have answered; Ale has not answered: Portal." in shown.description
    assert "not in Ale" not in shown.description


def test_a_municipality_that_the_register_does_not_name_is_not_known():
    rollout = log(("portal", "ale", "live"))
    parties = PARTIES[PARTIES["party"] != "bua"]
    counted = measures.rollout.counts(INITIATIVES, rollout, parties)
    matrix = measures.rollout.matrix(INITIATIVES, rollout, parties)
    states = municipality.rollout(matrix, counted, municipality.bodies(parties, "SE-1402"))
    shown = exhibits.own_rollout(states, counted, "SE-1402", ABOUT)
    assert isinstance(shown, Unknown)
    assert "Bua" in shown.reason


def test_what_was_asked_longest_ago_comes_first_and_others_decisions_are_not_its():
    found = matters_of(
        log(("portal", "ale", "no_answer"), ("archive", "ale", "live"), ("post", "ale", "not_asked")),
        decision("ale", "asked", "2025-12-01"),
        decision("bua", "asked", "2025-01-01", "annat"),
    )
    assert found["title"].tolist() == ["Beslut avtal", "Portal", "Post", "Arkiv"]
    assert found["left"].tolist() == [True, True, True, False]
    assert found["waited"].tolist()[:2] == [61, 30]
    assert found["waited"].isna().tolist() == [False, False, True, True]


def test_what_it_was_never_asked_is_no_answer_left_to_give():
    found = matters_of(log(("portal", "ale", "not_asked"), ("archive", "ale", "live")))
    shown = exhibits.own_answers(found, "SE-1401", ABOUT)
    assert shown.title == "Ale has answered all that it is known to have been asked"
    assert "Not yet asked: Portal." in shown.description
    asked = matters_of(log(("portal", "ale", "no_answer")))
    assert exhibits.own_answers(asked, "SE-1401", ABOUT).title == "Ale has 1 answer left to give"


def test_what_does_not_apply_is_not_asked_for():
    assert matters_of(log(("portal", "ale", "not_applicable"))).empty
    assert isinstance(
        exhibits.own_answers(matters_of(log(("portal", "ale", "not_applicable"))), "SE-1401", ABOUT), Unknown
    )


def values(**of):
    """Statistics of (measure, area, value), all of October 2025."""
    rows = [(name.split("__")[0], area, value) for name, each in of.items() for area, value in each.items()]
    frame = pd.DataFrame(rows, columns=["measure", "area", "value"]).astype({"value": float})
    return frame.assign(
        period=pd.Timestamp("2025-10-01"),
        segment="all",
        base="households",
        source="PTS",
        decimals=pd.array([1] * len(frame), dtype="Int64"),
        status="",
        published=DAY,
        published_precision="day",
        snapshot="pts",
    )


def goal(area, value, year=2030):
    return {
        "area": area,
        "measure": MEASURE,
        "segment": "all",
        "base": "households",
        "goal_year": year,
        "value": value,
        "decimals": 0,
        "document": "strategin",
    }


def test_the_three_are_held_against_the_same_goals_those_of_the_nearest():
    statistics = values(**{MEASURE: {"SE-1401": 90, "SE-14": 96, "SE": 80}}, households={"SE-1401": 1000})
    goals = pd.DataFrame([goal("SE-14", 95.0), goal("SE", 70.0, 2025)])
    rows = municipality.gaps(statistics, goals, ["SE-1401", "SE-14", "SE"])
    assert rows["goal"].tolist() == [95.0, 95.0, 95.0]
    assert dict(zip(rows["area"], rows["gap"], strict=True)) == {"SE-1401": 5.0, "SE-14": -1.0, "SE": 15.0}
    assert rows["short"].tolist()[0] == 50
    assert rows["short"].isna().tolist() == [False, True, True]


def test_a_municipality_without_a_value_does_not_borrow_that_of_its_region():
    statistics = values(**{MEASURE: {"SE-14": 96, "SE": 80}})
    rows = municipality.gaps(statistics, pd.DataFrame([goal("SE-14", 95.0)]), ["SE-1401", "SE-14", "SE"])
    assert rows["value"].isna().tolist() == [True, False, False]
    shown = exhibits.own_gaps(rows, "SE-1401", MEASURE, ABOUT)
    assert isinstance(shown, Unknown)
    assert "Ale has no value" in shown.reason


def test_peers_are_none_under_half_or_over_twice_its_households():
    sizes = {"SE-1401": 1000, "SE-1402": 2000, "SE-0580": 500, "SE-0581": 499, "SE-0582": 2001}
    statistics = values(**{MEASURE: dict.fromkeys(sizes, 90) | {"SE-1402": 95}}, households=sizes)
    rows = municipality.peers(statistics, "SE-1401", [*sizes], MEASURE)
    assert set(rows["area"]) == {"SE-1401", "SE-1402", "SE-0580"}
    assert rows["area"].tolist()[0] == "SE-1402"
    assert municipality.peers(statistics, "SE-14", [*sizes], MEASURE).empty


def test_a_peer_without_a_value_is_kept_without_a_rank():
    sizes = {"SE-1401": 1000, "SE-1402": 1100}
    statistics = values(**{MEASURE: {"SE-1401": 90}}, households=sizes)
    rows = municipality.peers(statistics, "SE-1401", [*sizes], MEASURE)
    assert rows["area"].tolist() == ["SE-1401", "SE-1402"]
    assert rows["value"].isna().tolist() == [False, True]
    assert rows.loc[0, ["rank", "of", "rank_at_worst"]].tolist() == [1, 2, 2]


@pytest.fixture(scope="module")
def dossier():
    return radrum.open("exempel", language="en")


@pytest.fixture(scope="module")
def frames(dossier):
    """What the cells of the notebook measure before they ask about one municipality."""
    going = measures.portfolio.going(measures.portfolio.board(dossier.initiatives, dossier.status, dossier.as_of))
    stands = measures.actions.standing(dossier.actions, dossier.meetings, dossier.as_of)
    goals = dossier.goals[dossier.goals["area"].str.startswith("XX")]
    return SimpleNamespace(
        counted=measures.rollout.counts(going, dossier.rollout, dossier.parties),
        matrix=measures.rollout.matrix(going, dossier.rollout, dossier.parties),
        decisions=measures.bodies.decisions(dossier.decisions, dossier.parties, dossier.as_of),
        tasks=measures.actions.ageing(stands, dossier.history("actions"), dossier.meetings, dossier.as_of),
        goals=goals,
        statistics=dossier.carried(MEASURE, "households", *goals["measure"], among=dossier.national),
        towns=measures.ranking.alike(dossier.areas, "XX-0101", dossier.as_of),
    )


def latest(statistics, **said):
    """The newest published value of one series, read from the rows themselves; None where there is none."""
    rows = statistics[statistics["value"].notna()]
    for name, value in said.items():
        rows = rows[rows[name] == value]
    return rows.sort_values("period")["value"].iloc[-1] if len(rows) else None


@pytest.mark.parametrize("code", [f"XX-01{n:02}" for n in range(1, 21)])
def test_every_figure_that_is_said_to_be_its_own_is_its_own(code, dossier, frames):
    bodies, name = municipality.bodies(dossier.parties, code), dossier.areas["name"][code]
    (body,) = dossier.parties[dossier.parties["party"].isin(bodies)].to_dict("records")
    assert body["name"].startswith(name) and body["name"].split()[-1] in ("kommun", "stad")

    states = municipality.rollout(frames.matrix, frames.counted, bodies)
    own = dossier.rollout[dossier.rollout["party"] == bodies[0]].set_index("initiative")["state"]
    assert {row.initiative: row.state for row in states.itertuples()} == {
        each: own.get(each, "unlisted") for each in states["initiative"]
    }
    come = exhibits.own_rollout(states, frames.counted, code, dossier)
    live = (own[own.index.isin(states["initiative"])] == "live").sum()
    silent = {*states.loc[states["state"] != "unlisted", "state"]} == {"no_answer"}
    assert come.title.startswith(f"{name} has not answered" if silent else f"{name} has {live} of ")
    for row in states.itertuples():
        every = dossier.rollout[dossier.rollout["initiative"] == row.initiative]["state"]
        assert (row.live, row.answered) == (
            (every == "live").sum(),
            every.isin(["live", "started", "planned", "declined"]).sum(),
        )

    matters = municipality.matters(states, frames.decisions, bodies, dossier.as_of)
    assert set(matters["party"]) <= set(bodies)
    asked = dossier.decisions[(dossier.decisions["party"] == bodies[0]) & (dossier.decisions["state"] == "asked")]
    mute = own[own.index.isin(states["initiative"])].eq("no_answer").sum()
    shown = exhibits.own_answers(matters, code, dossier)
    left = len(asked) + mute
    assert shown.title.startswith(f"{name} has {left} answer" if left else (f"{name} has answered", "Nothing is known"))

    ours = municipality.of(frames.tasks, bodies)
    mine = dossier.actions[dossier.actions["party"] == bodies[0]]
    assert sorted(ours["action"]) == sorted(mine["action"])
    given = exhibits.own_tasks(frames.tasks, ours, code, dossier)
    if len(mine):
        n = (mine["state"] == "open").sum()
        assert plain(given.title).startswith(f"{name}: {n} open task" if n else f"{name}: no task is open")
    else:
        assert isinstance(given, Unknown)

    rows = municipality.gaps(frames.statistics, frames.goals, [code, "XX-01", "XX"])
    for row in rows.itertuples():
        said = latest(frames.statistics, area=row.area, measure=row.measure, segment=row.segment, base="households")
        assert said == row.value
        assert row.gap == pytest.approx(row.goal - said)
    gaps = exhibits.own_gaps(rows, code, MEASURE, dossier)
    reached = rows.loc[rows["area"] == code, "reached"].sum()
    assert gaps.title.startswith(f"{name} reaches {reached or 'none'} of ")
    for line in gaps.table.rows.to_dict("records"):
        said = latest(frames.statistics, area=code, measure=line["measure"], segment=line["segment"], base="households")
        assert line["share"] == said
        assert line["gap 0"] == pytest.approx(line["goal"] - said)

    alike = municipality.peers(frames.statistics, code, frames.towns, MEASURE)
    size = latest(frames.statistics, area=code, measure="households", segment="all")
    for row in alike.itertuples():
        assert row.counted == latest(frames.statistics, area=row.area, measure="households", segment="all")
        assert size / 2 <= row.counted <= size * 2
        assert row.value == latest(frames.statistics, area=row.area, measure=MEASURE, segment="all", base="households")
    assert len(alike) <= 8
    level = municipality.nation_level(frames.statistics, "XX", MEASURE, alike)
    among = exhibits.peers(alike, level, code, MEASURE, dossier)
    if isinstance(among, Exhibit):
        assert f"{name} and its peers" in among.subtitle
        assert among.title.startswith(name)
        own = alike[alike["area"] == code].iloc[0]
        assert own["rank"] == 1 + (alike["value"] > own["value"]).sum()
    summary = exhibits.municipality_points([come, gaps, among], shown, given, matters, ours, dossier)
    assert [each.question for each in summary.answers] == [
        "Where do we stand?",
        "What is asked of us?",
        "What is late?",
    ]
    assert summary.answers[2].alert == bool((ours["standing"] == "late").any())


def test_a_code_may_be_written_without_its_country(dossier):
    assert dossier.member("0109") == dossier.member("XX-0109") == "XX-0109"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "No municipality is named. Name one of Västra Götalands län, as SE-1401 (Härryda)."),
        ("1488x", "'1488x' is no municipality of Västra Götalands län. Did you mean SE-1488 (Trollhättan)?"),
        ("Goteborg", "'Goteborg' is no municipality of Västra Götalands län. Did you mean SE-1480 (Göteborg)?"),
        ("0180", "SE-0180 (Stockholm) is no municipality of Västra Götalands län on the day. Did you mean SE-1480"),
        ("SE-14", "SE-14 (Västra Götalands län) is no municipality of Västra Götalands län on the day."),
    ],
)
def test_a_municipality_that_is_missing_unknown_or_foreign_is_answered_with_the_nearest(given, told):
    with pytest.raises(RadrumError) as found:
        radrum.open(COUNCIL).member(given)
    assert str(found.value).startswith(told)


def test_all_that_is_wrong_is_told_at_once_before_a_notebook_starts(tmp_path):
    plan = Plan(COUNCIL, "municipality", reports=tmp_path / "reports", parameters={"area": "0180", "mesure": "x"})
    with pytest.raises(Faults) as found:
        report(plan)
    assert [fault.place for fault in found.value.faults] == ["notebooks/municipality.ipynb", "parameter area"]
    assert "Did you mean SE-1480 (Göteborg)?" in str(found.value)
    assert not (tmp_path / "reports").exists()


def test_a_page_is_planned_for_each_municipality_of_the_council():
    plans = municipality_plans(Plan("exempel", "municipality", language="en", parameters={"measure": MEASURE}))
    assert [plan.parameters["area"] for plan in plans] == [f"XX-01{n:02}" for n in range(1, 21)]
    assert {plan.parameters["measure"] for plan in plans} == {MEASURE}
    assert len(municipality_plans(Plan(COUNCIL, "municipality"))) == 49


def test_a_notebook_of_the_whole_council_is_not_fanned_out():
    with pytest.raises(RadrumError, match="Leave out --all"):
        municipality_plans(Plan("exempel", "meeting"))
    with pytest.raises(RadrumError, match="Leave out -p area"):
        municipality_plans(Plan("exempel", "municipality", parameters={"area": "XX-0101"}))


def test_a_page_that_fails_is_told_in_a_line_and_the_others_go_on(monkeypatch, tmp_path):
    def made(changed, workers):
        for each in changed:
            plan, mark = each.plan, each.stamp
            failed = plan.parameters["area"] == "XX-0102"
            yield Run(named(plan), mark, *(("failed", "one.") if failed else ("made", "No browser.", "a.html")))

    monkeypatch.setattr("radrum.runs.making.made", made)
    words = ["report", "exempel", "municipality", "--all", "--reports", str(tmp_path)]
    done = CliRunner().invoke(radrum_command, words)
    assert done.exit_code == 1
    told = done.stdout.splitlines()
    assert told[1] == "failed: exempel municipality council area XX-0102: one."
    assert [line.endswith("No browser.") for line in told[:-1]].count(True) == 19
    assert told[-1] == "19 made, 0 unchanged, 1 failed, 0 rejected."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("council", "code", "day", "name", "others"),
    [
        ("exempel", "0109", "2026-09-10", "Lindsholm", "Almlunda"),
        (COUNCIL, "SE-1480", "2016-09-08", "Göteborg", "Härryda"),
    ],
)
def test_the_page_of_a_municipality_is_made_under_its_code_and_names_it(council, code, day, name, others, tmp_path):
    area = f"area={code}"
    done = run("report", council, "municipality", "--language", "en", "--reports", str(tmp_path), "-p", area)
    assert done.returncode == 0, done.stderr
    (page,) = tmp_path.rglob("*.html")
    full = code if "-" in code else f"XX-{code}"
    assert page.relative_to(tmp_path).as_posix() == f"council/{council}/{day}/en/municipality/{full}.html"
    said = html.unescape(page.read_text(encoding="utf-8"))
    assert re.search(rf"<title>Municipality report: {name} \(", said)
    assert re.search(rf"<h1>{name} \(", said)
    for question in ("Where do we stand?", "What is asked of us?", "What is late?"):
        assert f"<h3>{question}</h3>" in said
    assert f"{others} has" not in said
