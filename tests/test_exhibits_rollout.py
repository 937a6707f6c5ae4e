"""What the report says of the roll-out by name, of what many must decide, of who answers and who shares a system."""

from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import exhibits, figures
from radrum.exhibits import Exhibit, Unknown
from radrum.exhibits import matrix as matrix_exhibit
from radrum.figures.bodies import FILLS
from radrum.figures.matrix import MARKS, TILES
from radrum.figures.style import INK, PAPER
from radrum.measures import bodies, rollout
from radrum.words import Words

EN, SV = Words("en"), Words("sv")
TODAY = pd.Timestamp("2026-09-10")
ABOUT = SimpleNamespace(words=EN, as_of=TODAY)
NAMES = {"ale": "Ale", "bol": "Bol", "asa": "Åsa", "reg": "Region"}
PARTIES = pd.DataFrame({"party": [*NAMES], "name": [*NAMES.values()], "kind": [*["municipality"] * 3, "region"]})


def initiatives(*rows):
    """Initiatives for the municipalities: (name, title, target in percent, last day)."""
    frame = pd.DataFrame(rows, columns=["initiative", "title", "rollout_target", "end_latest"])
    return frame.assign(
        rollout_target=frame["rollout_target"].astype(float),
        end_latest=pd.to_datetime(frame["end_latest"]),
        rollout_among="municipalities",
        area="a",
        source="plan, part 1",
    )


PORTAL, ARCHIVE, SENSORS = (
    ("portal", "Portal", 100, "2027-09-10"),
    ("archive", "Archive", None, None),
    ("sensors", "Sensors", 60, None),
)


def states(initiative, since="2026-01-01", **given):
    frame = pd.DataFrame([(initiative, *each) for each in given.items()], columns=["initiative", "party", "state"])
    return frame.assign(holds_from=pd.Timestamp(since), comment=None, source="answers, row 1", change="new")


ANSWERS = pd.concat(
    [
        states("portal", "2025-01-01", ale="live", bol="no_answer", asa="live"),
        states("archive", ale="declined", bol="no_answer", asa="not_applicable"),
    ],
    ignore_index=True,
)
TWO = initiatives(ARCHIVE, PORTAL)


def matrix(given=TWO, answers=ANSWERS, parties=PARTIES, about=ABOUT):
    counted = rollout.counts(given, answers, parties)
    return exhibits.rollout_matrix(rollout.matrix(given, answers, parties), counted, about)


def counts(given=TWO, answers=ANSWERS, parties=PARTIES, about=ABOUT):
    counted = rollout.counts(given, answers, parties)
    return exhibits.rollout_counts(counted, rollout.pace(counted, answers, given, TODAY), about)


def spaced(text):
    return text.replace("\u00a0", " ")


def cells(shown):
    """The table as text, its headings first."""
    rows = [[spaced(cell["text"]) for cell in row] for row in shown.table.written(shown.words)]
    return [[column.heading for column in shown.table.columns], *rows]


def labels(figure, narrow=False):
    """Everything that is written in a figure: its annotations and the names of its rows."""
    layout = figure.to_plotly_json()["layout"]
    layout = layout | (layout["meta"]["narrow"] if narrow else {})
    written = [note["text"] for note in layout["annotations"]] + list(layout["yaxis"].get("ticktext", []))
    return [text.replace("<b>", "").replace("</b>", "").replace("<br>", " ") for text in written]


# The roll-out by name


def test_the_title_says_how_far_the_furthest_has_come_and_who_has_answered_nothing():
    assert matrix().title == "Portal is in place in 2 of 3 municipalities; Bol has answered nothing"


def test_where_nothing_is_in_place_the_title_says_so():
    shown = matrix(answers=states("portal", ale="planned", bol="started", asa="declined"))
    assert shown.title == "The one initiative listed by name is not in place anywhere"


def test_who_was_never_asked_is_not_said_to_have_answered_nothing():
    shown = matrix(answers=states("portal", ale="live", bol="not_asked"))
    assert shown.title == "Portal is in place in 1 of 3 municipalities"


def test_a_row_is_a_municipality_with_its_state_and_since_when_the_furthest_first():
    assert cells(matrix()) == [
        ["Body", "Portal", "Archive"],
        ["Ale", "in place (since 1 Jan 2025)", "declined (since 1 Jan 2026)"],
        ["Åsa", "in place (since 1 Jan 2025)", "not applicable (since 1 Jan 2026)"],
        ["Bol", "no answer (since 1 Jan 2025)", "no answer (since 1 Jan 2026)"],
    ]


def test_municipalities_equally_far_stand_by_name_in_the_readers_alphabet():
    parties = PARTIES.assign(name=["Ängeby", "Bol", "Åsa", "Region"])
    answers = states("portal", ale="live", bol="live", asa="live")
    shown = matrix(answers=answers, parties=parties, about=SimpleNamespace(words=SV, as_of=TODAY))
    assert [row[0] for row in cells(shown)[1:]] == ["Bol", "Åsa", "Ängeby"]


def test_a_comment_stands_beside_the_state():
    answers = ANSWERS.assign(comment=["Seven schools.", *[None] * 5])
    assert cells(matrix(answers=answers))[1][1] == "in place (since 1 Jan 2025). Seven schools."


def test_who_has_not_answered_is_told_by_name_and_how_many_have():
    shown = matrix()
    assert shown.missing == "No answer: Portal: Bol; Archive: Bol."
    assert shown.notes == ("Have answered, of those it applies to: Portal: 2 of 3; Archive: 1 of 2.",)


def test_who_is_not_in_the_list_is_told_by_name_and_never_empty():
    shown = matrix(answers=states("portal", ale="live"))
    assert shown.missing == "Not stated: Portal: Bol and Åsa."
    assert cells(shown)[2] == ["Bol", "not stated"]


def test_whom_an_initiative_is_not_for_is_no_gap():
    answers = pd.concat([ANSWERS, states("archive", reg="live")], ignore_index=True)
    shown = matrix(answers=answers)
    assert ["Region", "not involved"] in [row[:2] if row[1] == "not involved" else row[::2] for row in cells(shown)]
    assert "Region" not in shown.missing


def test_initiatives_without_a_list_are_named():
    shown = matrix(initiatives(ARCHIVE, PORTAL, SENSORS))
    assert shown.notes[-1] == "List by name missing: Sensors."
    assert "Sensors" not in cells(shown)[0]


def test_long_lists_of_names_are_counted_and_left_to_the_table():
    many = pd.DataFrame({"party": [f"m{n}" for n in range(20)], "kind": "municipality"})
    many = many.assign(name=[f"Name {n}" for n in range(20)])
    shown = matrix(answers=states("portal", m0="live"), parties=many)
    assert shown.missing == "Not stated: Portal: 19 bodies."
    assert len(cells(shown)) == 21


def test_a_list_that_does_not_say_whom_it_is_for_gives_counts_and_no_share():
    given = initiatives(ARCHIVE, PORTAL).assign(rollout_among=None)
    assert spaced(matrix(given).title) == "Portal is in place in 2 municipalities; Bol has answered nothing"
    assert "Furthest" not in matrix(given).description
    assert matrix(given).notes == ()
    shown = counts(given)
    assert spaced(shown.title) == "Portal is in place in 2 municipalities"
    assert shown.figure is None


def test_nothing_is_shown_by_name_where_no_list_is_known():
    shown = matrix(answers=ANSWERS.head(0))
    assert isinstance(shown, Unknown)
    assert shown.reason == "List by name missing: Archive and Portal."


def test_without_any_initiative_for_anybody_nothing_is_known():
    none = initiatives(PORTAL).assign(rollout_among=None)
    for shown in (matrix(none, ANSWERS.head(0)), counts(none, ANSWERS.head(0))):
        assert isinstance(shown, Unknown)
        assert (
            spaced(shown.reason) == "The register does not say who any initiative is meant for, by 10 September 2026."
        )


@pytest.mark.parametrize("narrow", [False, True])
def test_the_matrix_names_every_row_column_and_symbol_and_sums_what_is_in_place(narrow):
    written = labels(matrix().figure, narrow)
    for text in ("Ale", "Bol", "Åsa", "Portal", "Archive", "in place", "no answer", "declined", "not applicable"):
        assert text in written
    assert "started" not in written
    assert written.count("2") == 1


def test_each_state_has_a_symbol_of_its_own():
    shapes = {name: [part[:2] for part in parts] for name, parts in MARKS.items() if name in rollout.STATES}
    assert set(shapes) == set(rollout.STATES)
    assert len({str(parts) for parts in shapes.values()}) == len(shapes)


def test_headings_rise_in_steps_so_that_none_meets_another():
    titles = [f"A long title of initiative number {n}" for n in range(8)]
    given = initiatives(*((f"i{n}", title, None, None) for n, title in enumerate(titles)))
    answers = pd.concat([states(f"i{n}", ale="live", bol="planned", asa="started") for n in range(8)])
    layout = matrix(given, answers).figure.to_plotly_json()["layout"]
    for each in (layout, layout["meta"]["narrow"]):
        heads = [note for note in each["annotations"] if note.get("xanchor") == "right"]
        ends = [(note["yshift"], 8 * (note["text"].count("<br>") + 1)) for note in heads]
        assert [note["x"] for note in heads] == [*range(8)]
        assert all(high - up >= low + down for (low, down), (high, up) in pairwise(ends))


def test_a_matrix_of_fifty_fits_a_printed_page():
    many = pd.DataFrame({"party": [f"m{n}" for n in range(50)], "kind": "municipality"})
    many = many.assign(name=[f"Municipality {n}" for n in range(50)])
    answers = states("portal", **dict.fromkeys(many["party"], "live"))
    assert matrix(answers=answers, parties=many).figure.layout.height < 930


def test_a_name_of_the_register_cannot_become_markup_in_the_matrix():
    figure = matrix(parties=PARTIES.assign(name=["<i>R&D</i>", "Bol", "Åsa", "Region"])).figure
    assert "&lt;i&gt;R&amp;D&lt;/i&gt;" in figure.layout.yaxis.ticktext
    assert not any("<i>" in text for text in figure.data[0].hovertext)


@pytest.mark.parametrize("parties", [PARTIES.head(2)])
def test_two_rows_are_a_table_and_no_chart(parties):
    answers = ANSWERS[ANSWERS["party"] != "asa"]
    assert matrix(answers=answers, parties=parties).figure is None


# The roll-out in numbers


def test_the_title_names_who_is_furthest_from_its_goal():
    given = initiatives(PORTAL, SENSORS, ("wide", "Wide", 100, None))
    answers = [ANSWERS.head(3), states("sensors", ale="live", bol="live"), states("wide", ale="live")]
    assert (
        counts(given, pd.concat(answers, ignore_index=True)).title
        == "Wide has reached the smallest part of its goal: in place in 1 of the 3 aimed for"
    )


def test_without_goals_the_title_names_who_has_come_least_far():
    given = initiatives(PORTAL, ARCHIVE).assign(rollout_target=float("nan"))
    assert counts(given).title == "Archive is in place in 0 of 2 municipalities"


def test_a_roll_out_that_has_reached_its_goals_says_so():
    assert counts(initiatives(SENSORS), states("sensors", ale="live", bol="live")).title == (
        "Every goal of the roll-out is reached"
    )


def test_the_numbers_say_of_how_many_and_the_pace_that_is_needed():
    head, portal, archive = cells(counts())
    assert head == [
        "Initiative",
        "Applies to",
        "In place",
        "Answered",
        "Other states",
        "Goal",
        "Pace",
    ]
    assert portal[:6] == ["Portal", "3", "2", "2", "1 no answer", "3 (100%)"]
    assert portal[6] == "2 a year ago, 0.0 more a month; 0.1 a month needed until 10 Sept 2027"
    assert archive[:6] == ["Archive", "2", "0", "1", "1 declined, 1 no answer, 1 not applicable", "not stated"]


def test_a_list_that_does_not_reach_a_year_back_has_no_pace():
    (_, _, archive) = cells(counts())
    assert archive[6] == "not known a year ago; no goal stated"


def test_what_is_too_slow_and_what_is_past_its_end_is_told_by_name():
    late = ("late", "Late", 100, "2026-01-01")
    given = initiatives(PORTAL, late)
    answers = pd.concat([ANSWERS.head(3), states("late", ale="live", bol="declined")], ignore_index=True)
    told = counts(given, answers).description
    assert "None of the 2 goals are reached." in told
    assert "Too slow to be in time: Portal (0.0 a month in the last year, 0.1 needed)." in told
    assert "Past their end and short of the goal: Late (2 short)." in told


def test_where_no_goal_is_late_the_description_says_how_far_each_has_come():
    """Only how many goals are reached says too little for who cannot see the chart."""
    early = ANSWERS.assign(recorded=TODAY, holds_from=TODAY)  # nothing is known of a year ago
    told = counts(initiatives(PORTAL), early).description
    assert told == "The goal is not reached. In place, out of the number in the goal: Portal 2 of 3."


def test_goals_without_a_list_are_shown_with_the_list_missing():
    shown = counts(initiatives(PORTAL, SENSORS), ANSWERS.head(0))
    assert shown.title == "For 2 initiatives the list by name is missing"
    assert shown.description == "The goals for having them in place are: Portal 3 of 3; Sensors 2 of 3."
    assert shown.notes == ("List by name missing: Portal and Sensors.",)
    assert cells(shown)[1] == ["Portal", "3", "3 (100%)", "missing"]
    assert shown.figure is None


def test_a_bar_is_cut_into_what_is_known_and_has_its_goal_as_a_line():
    given = initiatives(PORTAL, ARCHIVE, SENSORS)
    answers = pd.concat([ANSWERS, states("sensors", ale="planned")], ignore_index=True)
    figure = counts(given, answers).figure
    first = [trace["x"][0] for trace in figure.data if len(trace["x"]) > 0]
    assert sum(first[:2]) == pytest.approx(100)
    goals = [shape for shape in figure.layout.shapes if shape["xsizemode"] is None]
    assert [shape["x0"] for shape in goals[::2]] == [100, pytest.approx(200 / 3)]
    assert [shape["line"]["color"] for shape in goals[:2]] == [PAPER, INK], "set off from what it crosses"
    assert {"Portal Applies to 3; the goal is 3", "2 in place, 1 no answer"} <= set(labels(figure))


def test_each_filling_that_is_drawn_is_in_the_key_with_its_own_swatch():
    bars = [figures.Bar("A", "", [("live", 4), ("no_answer", 6)], "said", 5)]
    key = {"live": "in place", "no_answer": "no answer", "goal": "goal"}
    figure = figures.segmented_bars(bars, key, EN)
    for layout in (figure.to_plotly_json()["layout"], figure.layout.meta["narrow"]):
        assert [note["text"] for note in layout["annotations"]][:3] == ["in place", "no answer", "goal"]
        kinds = [shape["type"] for shape in layout["shapes"] if "xsizemode" in shape]
        assert kinds == ["rect", "rect", "path", "line"]


def test_the_states_are_the_measures_own():
    """Neither layer can import the other's."""
    assert matrix_exhibit.STATES == rollout.STATES
    assert matrix_exhibit.ANSWERS == rollout.ANSWERS


@pytest.mark.parametrize("goal", [None, 5, 9])
def test_no_number_stands_under_the_line_of_the_goal(goal):
    bar = figures.Bar("A", "", [("live", 4), ("planned", 6)], "said", goal)
    figure = figures.segmented_bars([bar], {}, EN)
    numbers = {note.text: note.x for note in figure.layout.annotations if note.text in ("<b>4</b>", "<b>6</b>")}
    assert numbers["<b>4</b>"] == 20
    assert numbers["<b>6</b>"] == {None: 70, 5: 75, 9: 65}[goal]


def test_every_state_fills_its_segment_in_its_own_way():
    fills = [FILLS[state] for state in rollout.STATES if state != "not_applicable"]
    assert len({(fill, edge, hatching) for fill, edge, _, hatching in fills}) == len(fills)


# Decisions that many must take


def answers_to(matter="agree", title="The agreement", **given):
    rows = pd.DataFrame(list(given.items()), columns=["party", "state"])
    decided = rows["state"].isin(["decided", "refused"])
    return rows.assign(
        decision=matter,
        title=title,
        asked_on=pd.Timestamp("2026-09-01"),
        decided_on=pd.Series(pd.Timestamp("2026-09-05"), rows.index).where(decided),
        decider="board",
        diary_number=None,
        source="list",
    )


def tracker(*matters):
    rows = pd.concat([answers_to(**each) for each in matters], ignore_index=True)
    return exhibits.decisions_tracker(bodies.decisions(rows, PARTIES, TODAY), ABOUT)


def test_the_title_says_how_many_have_decided_and_a_refusal_is_a_decision():
    shown = tracker({"ale": "decided", "bol": "refused", "asa": "asked", "reg": "not_applicable"})
    assert shown.title == "The agreement: decided by 2 of 3 bodies"
    assert "1 said yes, 1 said no, 1 unanswered and 1 not applicable" in shown.description
    assert shown.missing == "No decision is recorded on The agreement: Åsa."


def test_who_waits_stands_first_and_says_how_long():
    shown = tracker({"ale": "decided", "bol": "asked"})
    assert cells(shown)[1:] == [
        ["Bol", "unanswered for 9 days", "board", "1 Sept 2026", "not stated", "not stated"],
        ["Ale", "said yes", "board", "1 Sept 2026", "5 Sept 2026", "not stated"],
    ]


def test_the_matter_with_most_left_to_decide_leads():
    one = {"ale": "decided", "bol": "decided", "asa": "decided"}
    two = {"matter": "plan", "title": "The plan", "ale": "asked", "bol": "decided", "asa": "asked"}
    shown = tracker(one, two)
    assert shown.title == "The plan: decided by 1 of 3 bodies"
    assert cells(shown)[0][:2] == ["Body", "Matter"]
    assert {"The plan", "The agreement", "Ale", "Decided"} <= set(labels(shown.figure))


def test_when_all_have_decided_the_title_says_so_and_nobody_is_missing():
    shown = tracker({"ale": "decided", "bol": "refused"})
    assert shown.title == "Every body has decided: The agreement"
    assert shown.missing == ""


def test_bodies_that_all_stand_alike_are_a_table_and_no_chart():
    assert tracker({"ale": "asked", "bol": "asked", "asa": "asked"}).figure is None


def test_without_matters_nothing_is_known_of_decisions():
    none = bodies.decisions(answers_to(ale="asked").head(0), PARTIES, TODAY)
    assert isinstance(exhibits.decisions_tracker(none, ABOUT), Unknown)


# Who answers for what


def parts(*rows, about=ABOUT, among=TWO):
    """(initiative, party, role, task)"""
    given = pd.DataFrame(rows, columns=["initiative", "party", "role", "task"], dtype=object).assign(source="plan")
    found = bodies.responsibilities(given, among, PARTIES)
    return exhibits.responsibilities(found, bodies.clarity(found, among), about)


CLEAR = (("portal", "reg", "accountable", "Pays."), ("portal", "ale", "responsible", None))


def test_what_is_unclear_is_told_by_name():
    shown = parts(*CLEAR, ("archive", "ale", "accountable", None), ("archive", "bol", "accountable", None))
    assert shown.title == "Who answers for Archive is not clear"
    assert "1 of 2 initiatives has one accountable body and someone responsible." in shown.description
    assert "More than one is accountable: Archive." in shown.description
    assert "Nobody is responsible: Archive." in shown.description
    assert cells(shown)[1] == [
        "Archive",
        "Ale\nBol",
        "not stated",
        "not stated",
        "not stated",
        "2 are accountable, nobody is responsible",
    ]


def test_an_initiative_in_which_nobody_has_a_part_is_named():
    shown = parts(*CLEAR)
    assert shown.missing == "Nothing is stated about who does what in: Archive."
    assert cells(shown)[1][-1] == "nobody has a role"
    assert cells(shown)[2][1:5] == ["Region: Pays.", "Ale", "not stated", "not stated"]


def test_a_task_without_a_part_stands_beside_the_parts():
    shown = parts(*CLEAR, ("archive", "bol", None, "Tests."))
    assert [row[5] for row in cells(shown)] == ["Role according to the papers", "Bol: Tests.", "not stated"]
    assert shown.missing == ""


def test_where_everything_is_clear_the_title_says_so():
    shown = parts(*CLEAR, among=initiatives(PORTAL))
    assert shown.title == "The one initiative has one accountable body and someone responsible"
    assert cells(shown)[1][-1] == "nothing"


def test_the_letters_stand_with_their_words_and_the_gaps_are_counted():
    shown = parts(*CLEAR, ("portal", "asa", "informed", None), ("archive", "ale", "consulted", None))
    written = labels(shown.figure)
    assert {"A", "R", "C", "I", "accountable", "responsible", "consulted", "informed"} <= set(written)
    assert {"Region", "Ale", "Åsa", "Portal", "Archive", "How many accountable"} <= set(written)
    assert written.count("0") == 1
    assert set(TILES) == set(bodies.ROLES)


def test_tasks_without_a_part_are_a_table_that_says_what_the_papers_lack():
    shown = parts(("portal", "ale", None, "Tests."), ("portal", "bol", None, "Pays."))
    assert shown.title == "The papers give roles but no responsibility matrix for 1 initiative"
    assert shown.figure is None
    assert cells(shown) == [
        ["Initiative", "Body", "Role according to the papers"],
        ["Portal", "Ale", "Tests."],
        ["Portal", "Bol", "Pays."],
    ]
    assert shown.missing == "Nothing is stated about who does what in: Archive."


def test_without_parts_and_tasks_nothing_is_known_of_who_answers():
    assert isinstance(parts(), Unknown)


# Who shares which system


def systems(*rows, about=ABOUT):
    """(party, domain, system, last day of the contract)"""
    columns = ["party", "domain", "system", "contract_end_latest"]
    given = pd.DataFrame(rows, columns=columns, dtype=object)
    given = given.assign(
        contract_end_latest=pd.to_datetime(given["contract_end_latest"]),
        domain_title=given["domain"].map({"care": "Care", "maps": "Maps"}),
        supplier="S",
        source="inventory",
    )
    return exhibits.systems(bodies.systems(given, PARTIES, TODAY), about)


def test_the_title_says_how_many_share_and_of_how_many():
    shown = systems(("ale", "care", "Lantern", "2026-12-31"), ("bol", "care", "Lantern", None))
    assert shown.title == "Care: 2 of 3 share the same system"
    assert shown.description == "Care: 1 system, Lantern (2 of 3)."
    assert shown.missing == "Which system they use is not stated: Care: Åsa."


def test_contracts_that_end_within_a_year_are_told_with_whose_they_are():
    shown = systems(("ale", "care", "Lantern", "2026-12-31"), ("bol", "care", "Lantern", "2030-01-01"))
    assert spaced(shown.notes[0]) == (
        "1 contract ends within a year of 10 September 2026: Lantern (Care) on 31 December 2026. "
        "The table says whose it is."
    )
    assert cells(shown)[1] == ["Care", "Lantern", "2", "Ale, Bol", "S", "Ale (first 31 Dec 2026)"]
    assert cells(shown)[2][1:] == ["not stated", "1", "Åsa", "not stated", "none known"]


def test_the_domain_that_most_share_leads_and_each_has_its_bar():
    shown = systems(
        ("ale", "maps", "Plumb", None),
        ("bol", "maps", "Sheet", None),
        ("ale", "care", "Lantern", None),
        ("asa", "care", "Lantern", None),
    )
    assert shown.title.startswith("Care: 2 of 3")
    assert {"Care", "Maps", "2 Lantern, 1 not stated", "1 Plumb, 1 Sheet, 1 not stated"} <= set(labels(shown.figure))
    assert spaced(shown.notes[0]) == "No contract is known to end within a year of 10 September 2026."


def test_where_nobody_shares_the_title_says_so():
    shown = systems(("ale", "care", "Lantern", None), ("bol", "care", "Binder", None))
    assert shown.title == "No two bodies are known to share a system in any domain"


def test_without_an_inventory_nothing_is_known_of_systems():
    assert isinstance(systems(), Unknown)


# In another language


@pytest.mark.parametrize("words", [SV, Words("en", own="sv")], ids=["sv", "en with a Swedish register"])
def test_everything_can_be_read_in_the_page(words):
    about = SimpleNamespace(words=words, as_of=TODAY, council=SimpleNamespace(folder="small"))
    shown = [
        matrix(about=about),
        counts(about=about),
        parts(*CLEAR, about=about),
        systems(("ale", "care", "Lantern", "2026-12-31"), about=about),
    ]
    for each in shown:
        assert isinstance(each, Exhibit)
        html = each.html()
        assert "&lt;span" not in html
        for word in ("nan", "NaN", "NaT", "<NA>", "None"):
            assert word not in html.replace("<", " <").replace(">", "> ").split()
