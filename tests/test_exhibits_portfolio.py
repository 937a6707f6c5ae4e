"""The portfolio's exhibits say where each initiative stands, what has slipped, and by name what is not known."""

from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import exhibits
from radrum.exhibits import Exhibit, Unknown
from radrum.figures.board import MARKS
from radrum.figures.style import SHAPES
from radrum.measures import portfolio
from radrum.words import Words

EN = Words("en")
DAY = pd.Timestamp("2026-06-11")
ABOUT = SimpleNamespace(words=EN, as_of=DAY)
SPANS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def initiatives(**each):
    """A row an initiative: key=(title, start, end), days as text or None; a dict adds or replaces columns."""
    rows = []
    for key, (title, start, end, *more) in each.items():
        row = {"initiative": key, "title": title, "area": "A", "candidate": False, "recorded": "2024-01-15"}
        row |= {"start": start, "end": end, "start_earliest": start, "start_latest": start}
        row |= {"end_earliest": end, "end_latest": end, "start_ongoing": None, "end_ongoing": None}
        rows.append(row | {"change": "new", "source": "plan 2024, s. 2"} | (more[0] if more else {}))
    frame = pd.DataFrame(rows)
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in (*SPANS, "recorded")})


def status(**each):
    """A row an assessment: key=(stage, lights as g, y, r or -, day); a dash for a stage that is not stated."""
    lights = {"g": "green", "y": "yellow", "r": "red", "-": None}
    rows = [
        {"initiative": key, "stage": None if stage == "-" else stage, "comment": None, "source": f"report {day}"}
        | {f"light_{aspect}": lights[one] for aspect, one in zip(portfolio.ASPECTS, given, strict=True)}
        | {"holds_from": pd.Timestamp(day)}
        for key, (stage, given, day) in each.items()
    ]
    lit = [f"light_{aspect}" for aspect in portfolio.ASPECTS]
    columns = ["initiative", "stage", *lit, "comment", "source", "holds_from"]
    typed = dict.fromkeys(("stage", *lit), "object") | {"holds_from": "datetime64[ns]"}
    return pd.DataFrame(rows, columns=columns).astype(typed)


def milestones(*rows):
    """A row a state of a step: (initiative, step, kind, due, recorded[, done])."""
    names = ["initiative", "milestone", "kind", "due", "recorded", "done"]
    frame = pd.DataFrame([[*row, None][:6] for row in rows], columns=names)
    frame = frame.assign(
        title=frame["milestone"].str.title(), change="new", source="plan 2024", due_earliest=frame["due"]
    )
    days = {name: pd.to_datetime(frame[name]) for name in ("due_earliest", "recorded", "done")}
    return frame.assign(**days, due_latest=days["due_earliest"])


FOUR = initiatives(
    journal=("Journal", "2024-03-01", "2027-06-30"),
    fax=("Fax", "2024-03-01", "2026-05-31"),
    data=("Open data", None, None, {"start": "under way", "start_ongoing": True}),
    robot=("Robots", None, None),
    gis=("GIS", None, None, {"candidate": True}),
)
STATES = status(
    journal=("execution", "gyr", "2026-06-01"),
    fax=("closing", "gg-", "2025-06-01"),
    data=("paused", "---", "2026-06-01"),
)


def board(every=FOUR, states=STATES):
    return portfolio.board(every, states, DAY)


def ends(*states):
    """The slippage of initiatives' ends from every state that they have had, oldest first."""
    return portfolio.slippage(pd.concat(states, ignore_index=True), ["initiative"], "end_latest")


def labels(shown):
    return [note.text for note in shown.figure.layout.annotations]


def cells(shown):
    """The table as text, a list a row, by the text of its first cell."""
    rows = [[cell["text"] for cell in row] for row in shown.table.written(shown.words)]
    return {row[0]: row[1:] for row in rows}


# The board


def test_the_boards_title_counts_the_red_among_the_assessed_and_names_them():
    assert exhibits.board(board(), ABOUT).title == "1 of 2 assessed initiatives is red: Journal"


def test_the_board_does_not_count_the_one_that_is_assessed():
    assert exhibits.board(board(states=status(journal=("execution", "gyr", "2026-06-01"))), ABOUT).title == (
        "The one assessed initiative is red: Journal"
    )
    assert exhibits.board(board(states=status(journal=("execution", "gyg", "2026-06-01"))), ABOUT).title == (
        "The one assessed initiative is yellow: Journal"
    )


def test_the_board_leaves_out_candidates_and_ends_with_those_that_are_over():
    states = status(journal=("withdrawn", "rrr", "2026-06-01"), fax=("closed", "ggg", "2026-06-01"))
    shown = exhibits.board(board(states=states), ABOUT)
    assert list(cells(shown)) == ["Open data", "Robots", "Fax", "Journal"]
    assert shown.title == "None of the 2 initiatives have been assessed"


def test_the_board_prints_its_rule_and_names_old_lights_and_what_is_not_assessed():
    shown = exhibits.board(board(), ABOUT)
    assert "the worst of result, time and resources" in shown.notes[0]
    assert "Fax (1 June 2025)" in shown.notes[1].replace("\u00a0", " ")
    assert shown.missing == "Not assessed (2 of 4): Open data and Robots."


def test_a_light_of_the_board_is_told_by_colour_shape_and_word():
    shown = exhibits.board(board(), ABOUT)
    (marks,) = shown.figure.data
    assert len({MARKS[light][0] for light in ("green", "yellow", "red")}) == 3
    assert MARKS["none"][1] not in {MARKS[light][1] for light in ("green", "yellow", "red")}
    assert list(marks.marker.symbol) == [MARKS[name][0] for name in ("red", "green", "none")]
    assert {"red: resources", "green", "not assessed"} <= set(labels(shown))


def test_each_mark_of_the_board_stands_in_the_column_of_its_stage():
    shown = exhibits.board(board(), ABOUT)
    heads = [text for text in labels(shown) if text in ("Idea", "Execution", "Closing", "Paused")]
    assert heads == ["Idea", "Execution", "Closing", "Paused"]
    assert list(shown.figure.data[0].x) == [3, 4, 7]


def test_the_boards_table_says_every_light_and_when_it_was_set():
    rows = cells(exhibits.board(board(), ABOUT))
    assert rows["Journal"] == ["execution", "green", "yellow", "red", "red", "1 Jun 2026, 10 days ago"]
    assert rows["Robots"] == ["not stated", *["not assessed"] * 5]


def test_where_no_light_is_known_the_board_tells_the_stages_alone():
    shown = exhibits.board(board(states=status(fax=("execution", "---", "2026-06-01"))), ABOUT)
    assert shown.title == "None of the 4 initiatives have been assessed"
    assert cells(shown) == {"Fax": ["execution", "not assessed"]}
    assert shown.missing == "No stage is stated for 3: Journal, Open data and Robots."
    assert shown.figure is None


def test_a_board_without_stage_or_light_is_unknown():
    shown = exhibits.board(board(states=status()), ABOUT)
    assert isinstance(shown, Unknown)
    assert shown.title == "None of the 4 initiatives have been assessed"


def test_a_board_without_initiatives_is_unknown():
    assert isinstance(exhibits.board(board(FOUR.head(0), status()), ABOUT), Unknown)


# Time and goal


def reached(*rows):
    """A row of ``portfolio.progress``: (initiative, title, first, elapsed, reached, basis)."""
    names = ["initiative", "title", "first", "elapsed", "reached", "basis"]
    frame = pd.DataFrame(rows, columns=names).assign(source="plan 2024", last=pd.Timestamp("2027-06-30"))
    return frame.assign(first=pd.to_datetime(frame["first"]), reached=frame["reached"].astype(float))


def test_progress_names_the_one_furthest_behind_and_says_by_what_it_is_measured():
    rows = reached(
        ("journal", "Journal", "2024-03-01", 75.0, 40.0, "rollout"),
        ("fax", "Fax", "2024-03-01", 50.0, 60.0, "milestones"),
    )
    shown = exhibits.progress(rows, board(), ABOUT)
    assert shown.title.startswith("1 of 2 initiatives measured is behind schedule: Journal, 40% reached with 75%")
    written = cells(shown)
    assert written["Journal"][2:] == ["75%", "40%", "roll-out goal", "behind by 35 percentage points"]
    assert written["Fax"][2:] == ["50%", "60%", "milestones done", "ahead by 10 percentage points"]


def test_progress_names_what_it_cannot_measure_and_why():
    rows = reached(
        ("journal", "Journal", "2024-03-01", 75.0, 40.0, "rollout"),
        ("fax", "Fax", "2024-03-01", 50.0, None, None),
        ("data", "Open data", "2026-09-01", 0.0, 0.0, "rollout"),
    )
    shown = exhibits.progress(rows, board(), ABOUT)
    missing = shown.missing
    assert list(cells(shown)) == ["Journal"]
    assert "Start or end not stated: Robots." in missing
    assert "Neither a roll-out goal nor milestones: Fax." in missing
    assert "Not begun: Open data." in missing


def test_the_dumbbells_of_progress_say_in_words_who_is_behind():
    rows = reached(
        *(
            (key, key.title(), "2024-03-01", 75.0, value, "rollout")
            for key, value in (("journal", 40), ("fax", 75), ("data", 90))
        )
    )
    shown = exhibits.progress(rows, board(), ABOUT)
    assert [text.split("<br>")[1].split(":")[0] for text in labels(shown)] == ["behind", "on schedule", "ahead"]
    ring, filled = shown.figure.data
    assert list(ring.x) == [75, 75, 75]
    assert list(filled.x) == [40, 75, 90]


def test_progress_is_unknown_where_nothing_has_both_time_and_goal():
    rows = reached(("fax", "Fax", "2024-03-01", 50.0, None, None))
    assert isinstance(exhibits.progress(rows, board(), ABOUT), Unknown)


# The timeline

NONE = milestones()
EARLIER = initiatives(journal=("Journal", "2024-03-01", "2026-03-31"), fax=("Fax", "2024-03-01", "2026-05-31"))
SLIPPED = ends(EARLIER, FOUR)


def test_the_timelines_title_says_how_many_were_put_off_and_which_most():
    shown = exhibits.timeline(board(), SLIPPED, NONE, ABOUT)
    assert shown.title == "1 of 2 initiatives with a stated end has been postponed: Journal, by 456 days"


def test_where_nothing_slipped_the_timeline_says_what_ends_next():
    shown = exhibits.timeline(board(), ends(FOUR), NONE, ABOUT)
    assert shown.title.replace("\u00a0", " ") == "Next to end is Journal, by 30 June 2027"


def test_the_timeline_names_what_is_past_its_end_and_what_has_no_time():
    shown = exhibits.timeline(board(), SLIPPED, NONE, ABOUT)
    assert "Past the last planned day and not closed: Fax." in shown.description
    assert shown.missing == "No time is stated for 1 of 4: Robots."


def test_the_timelines_table_holds_the_first_and_the_latest_baseline():
    rows = cells(exhibits.timeline(board(), SLIPPED, NONE, ABOUT))
    assert rows["Journal"] == ["2024-03-01", "2027-06-30", "31 Mar 2026", "30 Jun 2027", "456", "1"]
    assert rows["Open data"] == ["under way", *["not stated"] * 5]
    assert "Robots" not in rows


def test_where_one_plan_alone_is_known_nothing_is_said_of_how_an_end_has_moved():
    shown = exhibits.timeline(board(), ends(FOUR), NONE, ABOUT)
    assert cells(shown)["Journal"][2:] == ["not stated", "30 Jun 2027", "not stated", "not stated"]
    assert "There is no earlier plan to compare with." in shown.description
    told = exhibits.portfolio_points(board(), ends(FOUR), described(), ASKED, ABOUT)
    assert told.answers[1].answer == "There is no earlier plan to compare with."


def test_where_few_ends_are_stated_the_timelines_title_counts_them():
    every = initiatives(journal=("Journal", None, "2027-06-30"), robot=("Robots", None, None), x=("X", None, None))
    shown = exhibits.timeline(board(every), ends(every), NONE, ABOUT)
    assert shown.title == "An end is stated for 1 of 3 initiatives"


def test_the_timelines_labels_tell_the_slip_and_what_goes_on():
    three = labels(exhibits.timeline(board(), SLIPPED, NONE, ABOUT))
    assert any("Journal: <span" in text and "456 days later" in text for text in three)
    assert any("Open data: <span" in text and "ongoing" in text for text in three)


def test_an_open_end_is_an_arrow_and_a_range_is_pale():
    ranged = {"end_earliest": pd.Timestamp("2027-01-01")}
    every = initiatives(
        journal=("Journal", "2024-03-01", "2027-06-30", ranged),
        data=("Data", "2024-03-01", None, {"end_ongoing": True}),
        fax=("Fax", None, "2026-12-31"),
    )
    figure = exhibits.timeline(board(every, status()), ends(every), NONE, ABOUT).figure
    (arrow,) = [trace for trace in figure.data if trace.marker.symbol == "triangle-right"]
    assert len(arrow.y) == 1
    pale = [shape for shape in figure.layout.shapes if shape.opacity == 0.4]
    assert [(shape.x0, shape.x1) for shape in pale] == [("2027-01-01", "2027-06-30")]
    assert any(shape.line.dash == "dot" and shape.x1 < "2026-12-31" for shape in figure.layout.shapes)


def test_a_step_is_a_mark_of_its_kind_filled_when_done():
    steps = milestones(
        ("journal", "pilot", "decided", "2025-05-01", "2024-01-15", "2025-05-01"),
        ("journal", "law", "required_outside", "2026-10-01", "2024-01-15"),
        ("fax", "guess", "estimated", "2026-10-01", "2024-01-15"),
    )
    figure = exhibits.timeline(board(), SLIPPED, steps, ABOUT).figure
    marks = figure.data[-1]
    assert list(marks.marker.symbol) == [SHAPES["decided"], SHAPES["estimated"], SHAPES["required_outside"]]
    assert len({marks.marker.color[1], marks.marker.color[2]}) == 1
    assert marks.marker.color[0] != marks.marker.color[1]
    assert marks.hovertext[0] == "Pilot (2025-05-01; decided date)"


def test_the_timeline_is_unknown_where_no_start_and_no_end_is_stated():
    every = initiatives(robot=("Robots", None, None))
    assert isinstance(exhibits.timeline(board(every, status()), ends(every), NONE, ABOUT), Unknown)


# The dated steps


def slips(history):
    current = history.drop_duplicates(["initiative", "milestone"], keep="last", ignore_index=True)
    return current, portfolio.slippage(history, ["initiative", "milestone"])


MOVED = milestones(
    ("journal", "pilot", "decided", "2025-05-01", "2024-01-15"),
    ("journal", "pilot", "decided", "2025-09-01", "2025-02-06"),
    ("journal", "pilot", "decided", "2026-02-01", "2025-06-12"),
    ("journal", "pilot", "decided", "2026-08-15", "2026-02-05"),
    ("fax", "law", "required_outside", "2026-06-01", "2024-01-15"),
    ("fax", "guess", "estimated", "2026-06-01", "2024-01-15"),
    ("data", "soon", "suggested", None, "2024-01-15"),
)


def test_the_most_moved_step_is_the_title_and_its_times_are_said_in_words():
    shown = exhibits.milestones(*slips(MOVED), board(), ABOUT)
    assert shown.title == "Pilot: postponed for the third time, 471 days in all"
    assert "Pilot (Journal): first planned by 1 May 2025, now by 15 August 2026." in shown.description.replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(
    ("step", "standing"),
    [
        ("Pilot", "to come"),
        ("Law", "10 days late"),
        ("Guess", "10 days past its estimated date"),
        ("Soon", "no last day known"),
    ],
)
def test_only_a_decided_or_required_step_is_late(step, standing):
    shown = exhibits.milestones(*slips(MOVED), board(), ABOUT)
    assert cells(shown)[step][-1].replace("\u00a0", " ") == standing
    assert "1 late, 1 past a date that was only estimated, preliminary or suggested." in shown.description


def test_a_step_of_an_initiative_that_is_over_is_not_late():
    over = board(states=status(fax=("closed", "ggg", "2026-06-01")))
    shown = exhibits.milestones(*slips(MOVED), over, ABOUT)
    assert cells(shown)["Law"][-1] == "not done; the initiative is closed"


def test_a_step_without_a_last_day_is_named():
    assert exhibits.milestones(*slips(MOVED), board(), ABOUT).missing == "No last day is known for 1: Soon."


def test_where_no_step_has_moved_the_late_one_is_the_title():
    shown = exhibits.milestones(*slips(MOVED.iloc[4:]), board(), ABOUT)
    assert shown.title == "1 milestone is late: Law, 10 days"
    assert shown.figure is None


def test_where_one_plan_alone_is_known_nothing_is_said_of_how_a_step_has_moved():
    once = MOVED.iloc[[5]]
    shown = exhibits.milestones(*slips(once), board(), ABOUT)
    assert shown.title == "There is no earlier plan to compare with"
    assert shown.description.startswith("1 milestone: 0 done, 0 late.")
    assert cells(shown)["Guess"][2] == cells(shown)["Guess"][4] == "not stated"


def test_no_dated_step_is_unknown():
    assert isinstance(exhibits.milestones(*slips(NONE), board(), ABOUT), Unknown)


def test_a_moved_step_is_drawn_from_its_first_day_to_its_newest():
    history = milestones(
        *(
            (key, "step", "estimated", due, day)
            for key, dues in (
                ("journal", ("2026-03-01", "2026-09-01")),
                ("fax", ("2026-03-01", "2026-02-01")),
                ("data", ("2025-03-01", "2026-03-01")),
            )
            for due, day in zip(dues, ("2024-01-15", "2025-01-15"), strict=True)
        )
    )
    shown = exhibits.milestones(*slips(history), board(), ABOUT)
    first, now = shown.figure.data
    assert list(first.x) == ["2025-03-01", "2026-03-01", "2026-03-01"]
    assert list(now.x) == ["2026-03-01", "2026-09-01", "2026-02-01"]
    assert [text for text in labels(shown) if "28 days earlier" in text]


# The first screen


def described(owner=True):
    flags = {"states_owner": owner, "states_goal": True, "states_time": True, "states_money": False}
    return FOUR.assign(**flags)


ASKED = pd.DataFrame({"title": ["Agreement"] * 3, "state": ["asked", "decided", "not_asked"]})


def test_the_four_questions_have_an_answer_each_with_a_link():
    shown = exhibits.portfolio_points(board(), SLIPPED, described(), ASKED, ABOUT)
    assert [each.answer for each in shown.answers] == [
        "1 of 2 assessed initiatives is red.",
        "1 of 2 stated ends is later than first set.",
        "1 candidate is waiting to be prioritised.",
        "2 of 4 not assessed.",
    ]
    assert [each.more for each in shown.answers] == ["board", "timeline", "candidates", "board"]
    assert [each.alert for each in shown.answers] == [True, False, False, False]
    assert shown.answers[2].points == ("GIS", "Agreement: 2 bodies have not decided")


def test_what_is_most_unknown_is_the_answer():
    shown = exhibits.portfolio_points(board(), SLIPPED, described(owner=False), ASKED, ABOUT)
    assert shown.answers[3].answer == "4 of 4 without a stated owner."
    assert shown.answers[3].more == "responsibilities"


def test_where_nothing_is_assessed_and_no_end_is_stated_the_answers_say_so():
    every = initiatives(robot=("Robots", None, None))
    shown = exhibits.portfolio_points(board(every, status()), ends(every), described().head(0), ASKED.head(0), ABOUT)
    assert shown.answers[0].answer == "No light is known: nothing has been assessed."
    assert shown.answers[1].answer == "We cannot tell: no end is stated."
    assert not any(each.alert for each in shown.answers)


# In another language


def test_titles_of_the_register_carry_their_language_on_a_page_in_another():
    about = SimpleNamespace(words=Words("en", own="sv"), as_of=DAY, council=SimpleNamespace(folder="small"))
    shown = exhibits.board(board(), about)
    assert '<span lang="sv">Journal</span>' in shown.html()
    assert isinstance(shown, Exhibit)
    assert not [text for text in labels(shown) if "lang=" in text]


def test_one_shape_means_one_thing():
    many = [shape for name, shape in SHAPES.items() if name != "reached"]  # a full circle: there, on course
    assert len(set(many)) == len(many)
