"""What the reports say of benefits, money, candidates, risks and the year, and what they say is missing."""

from types import SimpleNamespace

import pandas as pd
import pytest
from radrum import exhibits
from radrum.exhibits import Unknown
from radrum.measures import benefits, candidates, funding
from radrum.words import Words

EN, SV = Words("en"), Words("sv")
DAY = pd.Timestamp("2026-09-10")
PARTIES = pd.DataFrame({"party": ["a", "fund"], "name": ["Almlunda", "Fonden"]})


def about(words=EN):
    """What an exhibit must know of a dossier."""
    return SimpleNamespace(words=words, as_of=DAY, council=SimpleNamespace(folder="small"))


def frame(columns, *rows):
    """A table of texts, with an empty cell where a row gives None."""
    return pd.DataFrame(rows, columns=columns.split(), dtype=object)


def initiatives(*names, **given):
    """Initiatives of which nothing is said but what is given."""
    columns = (
        "label area summary goal effect_goal citizen_benefit owner owner_role budget_bound budget_comment funding "
        "currency end_latest effects_followed_up"
    )
    rows = pd.DataFrame({"initiative": names, "title": [f"Title {name}" for name in names]}, dtype=object)
    for column in columns.split():
        rows[column] = pd.Series([None] * len(names), dtype=object)
    rows = rows.assign(budget=float("nan"), running_cost=float("nan"), candidate=False, source="plan, page 1")
    rows = rows.assign(**given)
    return rows.astype({"end_latest": "datetime64[ns]", "effects_followed_up": "datetime64[ns]"})


def benefit(name, initiative="i", **given):
    """A benefit that is to fall from 100 to 50 visits by the summer of 2026."""
    usual = {
        "what": f"Visits {name}",
        "unit": "visits",
        "better": "lower",
        "baseline": 100.0,
        "baseline_bound": "exact",
        "expected": 50.0,
        "expected_bound": "about",
        "due": "June 2026",
        "due_earliest": pd.Timestamp("2026-06-01"),
        "due_latest": pd.Timestamp("2026-06-30"),
        "worth": 10.0,
        "worth_basis": "Ten for a visit.",
        "condition": None,
        "owner": "a",
        "owner_role": "head of care",
        "source": "plan, page 2",
    }
    return {"benefit": name, "initiative": initiative} | usual | given


def stands(rows, *values, of=None):
    """How the benefits stand, with values given as (benefit, day, kind, value)."""
    known = pd.DataFrame(values, columns=["benefit", "date", "kind", "value"])
    known = known.assign(date=pd.to_datetime(known["date"]), value=known["value"].astype(float), bound="exact")
    given = pd.DataFrame(rows).astype({"baseline": float, "expected": float, "worth": float})
    given = given.astype({"due_earliest": "datetime64[ns]", "due_latest": "datetime64[ns]"})
    return benefits.standing(given, known, of if of is not None else initiatives("i"), DAY)


NONE = stands([benefit("x")]).head(0)


def cells(exhibit, column):
    """What the table says in the column of that heading."""
    headings = [each.heading for each in exhibit.table.columns]
    place = headings.index(column)
    return [line[place]["text"] for line in exhibit.table.written(exhibit.words)]


def labels(exhibit):
    """The texts of the figure, on a page and on a phone."""
    layout = exhibit.figure.layout
    wide = [each.text for each in layout.annotations]
    return wide, [each["text"] for each in layout.meta["narrow"]["annotations"]]


# Benefits


THREE = stands(
    [benefit("b"), benefit("c"), benefit("d", baseline=None)],
    ("b", "2026-06-15", "measured", 60),
    ("c", "2026-06-15", "claimed", 55),
)


def test_what_is_only_claimed_is_said_to_be_and_has_no_bar():
    shown = exhibits.benefits(THREE, PARTIES, about())
    assert shown.title == "None of the 3 benefits have been achieved in full; 1 measured, 1 only claimed and 1 neither"
    assert "Only claimed, without any measurement: visits c." in shown.description
    assert cells(shown, "After")[1] == "55 claimed, 15\u00a0Jun\u00a02026"
    measured, claimed = shown.figure.data
    assert (list(measured.x), list(claimed.x)) == ([80.0], [90.0])
    assert claimed.marker.symbol == ("diamond-open",)
    bars = [each for each in shown.figure.layout.shapes if each.line.width == 6 and each.x1 not in (0, 100)]
    assert [each.x1 for each in bars] == [80.0]


def test_every_mark_has_its_words_on_a_page_and_on_a_phone():
    for texts in labels(exhibits.benefits(THREE, PARTIES, about())):
        assert any("80% of the way, measured" in text for text in texts)
        assert any("90% of the way, claimed" in text for text in texts)


def test_a_limit_is_told_as_one_and_is_no_number_in_a_spreadsheet():
    rows = stands(
        [benefit("b"), benefit("c", baseline=5, baseline_bound="under"), benefit("d")],
        ("b", "2026-06-15", "measured", 5),
        ("c", "2026-06-15", "measured", 7),
        ("d", "2026-06-15", "claimed", 60),
    ).assign(measured_bound=["under", "exact", None], reached=float("nan"))
    shown = exhibits.benefits(rows, PARTIES, about())
    assert shown.title.startswith("None of the 3 benefits are known to have been achieved in full")
    assert any("under 5 visits, measured" in text for text in labels(shown)[0])
    assert shown.notes[-1] == "Not in the chart, since only a limit is known for the baseline: visits c."
    assert ",under 5,50," in shown.csv()


def test_a_benefit_without_a_value_before_is_named_beside_the_chart():
    shown = exhibits.benefits(THREE, PARTIES, about())
    assert "for lack of a baseline or an expected value: visits d." in shown.notes[-1]


def test_a_benefit_that_went_the_wrong_way_is_named():
    rows = stands(
        [benefit("b"), benefit("c")], ("b", "2026-06-15", "measured", 120), ("c", "2026-06-15", "measured", 50)
    )
    shown = exhibits.benefits(rows, PARTIES, about())
    assert shown.title.startswith("1 of 2 benefits has been achieved in full")
    assert "Gone the wrong way: visits b." in shown.description
    assert min(shown.figure.layout.xaxis.range) < -40


def test_a_value_far_beyond_the_chart_is_an_arrow_at_its_edge():
    rows = stands(
        [benefit("b"), benefit("c")], ("b", "2026-06-15", "measured", -900), ("c", "2026-06-15", "measured", 60)
    )
    shown = exhibits.benefits(rows, PARTIES, about())
    assert shown.figure.data[0].marker.symbol == ("triangle-right", "circle")
    assert list(shown.figure.data[0].x) == [150.0, 80.0]
    assert any("arrow" in note for note in shown.notes)


def test_the_way_of_one_benefit_is_told_and_not_drawn():
    shown = exhibits.benefits(
        stands([benefit("b"), benefit("c")], ("b", "2026-06-15", "measured", 60)), PARTIES, about()
    )
    assert shown.figure is None
    assert "80% of the way" in shown.description
    assert cells(shown, "After")[0] == "60 measured, 15\u00a0Jun\u00a02026"


def test_benefits_that_nobody_has_followed_are_told_by_their_values():
    shown = exhibits.benefits(stands([benefit("b", expected=None, owner=None, owner_role=None)]), PARTIES, about(SV))
    assert shown.title == "Den enda nyttan saknar utgångsvärde eller förväntat värde"
    assert shown.figure is None
    assert "Title i: visits b, före: 100 visits." in shown.description
    assert shown.missing


def test_no_benefits_is_not_known_and_keeps_its_place():
    for made, name in ((exhibits.benefits, "benefits"), (exhibits.benefit_gaps, "benefit-gaps")):
        shown = made(NONE, PARTIES, about())
        assert isinstance(shown, Unknown)
        assert shown.name == name


def test_gaps_are_counted_in_the_title_and_named_below():
    rows = stands([benefit("b", baseline=None), benefit("c", owner=None, owner_role=None, due_latest=None, due=None)])
    shown = exhibits.benefit_gaps(rows, PARTIES, about())
    assert shown.title == "Of 2 benefits, 1 lacks a baseline, 1 has no owner and 1 is late"
    assert shown.description == "No baseline: visits b. No owner: visits c. Late: visits b."
    assert cells(shown, "Owner") == ["✓ Almlunda, head of care", "✗ missing"]
    assert cells(shown, "Measured on time") == ["✗ late: June 2026", "– no date stated"]


def test_what_is_not_yet_due_is_not_ticked_as_measured():
    later = {"due_earliest": pd.Timestamp("2027-01-01"), "due_latest": pd.Timestamp("2027-01-31"), "due": "2027"}
    rows = stands([benefit("b"), benefit("c", **later)], ("b", "2026-06-15", "measured", 60))
    said = cells(exhibits.benefit_gaps(rows, PARTIES, about()), "Measured on time")
    assert said == ["✓ June 2026", "– not yet due: 2027"]


# Payback


def paid(years=5, rate=0.0, **given):
    """The payback of one initiative that costs 1000, on one benefit of 500 a year when all has come."""
    about_it = initiatives("i", budget=1000.0, currency="SEK", **given)
    rows = stands([benefit("b"), benefit("c", worth=None)], ("b", "2026-06-15", "measured", 60), of=about_it)
    return exhibits.payback(benefits.payback(rows, about_it, years, rate), rows, years, rate, about())


def test_payback_shows_years_rate_worth_and_what_is_left_out():
    shown = paid(4, 2.5, running_cost=100.0)
    assert "4 years and a discount rate of 2.5% a year" in shown.notes[0]
    assert "Value of visits b: 10\u00a0kr a year for each unit (visits). Ten for a visit." in shown.notes[1]
    assert "Left out, since no value in money is stated: visits c." in shown.missing
    assert "Running cost" not in shown.missing


def test_payback_has_a_line_as_expected_and_one_as_measured():
    shown = paid()
    assert shown.title == "The one initiative pays for itself within 5 years on expected values; as measured it does"
    assert cells(shown, "Calculated") == ["on expected values", "as measured"]
    assert cells(shown, "Value a year (kr)") == ["500", "400"]
    assert cells(shown, "Payback") == ["2.0\u00a0years", "2.5\u00a0years"]
    assert "Running cost not stated and counted as 0: Title i." in shown.missing


def test_a_net_value_is_shown_to_three_figures_and_downloaded_whole():
    shown = paid(30, 1.0)
    assert cells(shown, "Net value (kr)") == ["11,900", "9,320"]
    assert "11903.8" in shown.csv()


def test_what_never_pays_is_said_to_never_do_so():
    shown = paid(running_cost=450.0)
    assert cells(shown, "Payback") == ["20.0\u00a0years", "never"]
    assert "The benefits cover no more than the running cost, as measured: Title i." in shown.description


def test_without_a_budget_nothing_is_known_of_payback():
    rows = stands([benefit("b")])
    assert isinstance(
        exhibits.payback(benefits.payback(rows, initiatives("i"), 5, 3.5), rows, 5, 3.5, about()), Unknown
    )


# Effects


def over(**given):
    gone = initiatives("i", "j", end_latest=pd.Timestamp("2026-01-31"), **given)
    return benefits.followups(gone, frame("initiative stage"), NONE, DAY)


def test_a_follow_up_left_to_do_names_who_is_to_do_it():
    shown = exhibits.followups(over(owner=["a", None], owner_role=["head of care", None]), PARTIES, about())
    assert shown.title == "2 of 2 initiatives that are over have had no follow-up of their effects"
    assert "Title i (Almlunda, head of care) and Title j (owner not stated)" in shown.description


def test_a_follow_up_that_is_done_has_its_day_and_comes_last():
    shown = exhibits.followups(over(effects_followed_up=[pd.Timestamp("2026-05-01"), None]), PARTIES, about())
    assert cells(shown, "Effects followed up") == ["not followed up", "1\u00a0May\u00a02026"]
    done = over(effects_followed_up=pd.Timestamp("2026-05-01"))
    assert exhibits.followups(done, PARTIES, about()).title.startswith("All 2 initiatives")
    assert isinstance(exhibits.followups(done.head(0), PARTIES, about()), Unknown)


def test_effects_in_words_are_counted_and_their_absence_named():
    rows = initiatives("i", "j", "k", effect_goal=["Fewer visits", None, None], citizen_benefit=[None, "Sleep", None])
    shown = exhibits.effects(rows, NONE, about())
    assert shown.title == "For 1 of 3 initiatives the papers state an effect goal; none can be measured"
    assert shown.missing == "Neither is stated for: Title k."
    with_numbers = exhibits.effects(rows, stands([benefit("b", "i")]), about())
    assert with_numbers.title.startswith("For 0 of the 2 initiatives without a benefit stated in numbers")
    assert isinstance(exhibits.effects(rows.tail(1), NONE, about()), Unknown)


# The first screen


def test_the_first_screen_answers_what_came_is_claimed_cannot_be_followed_and_is_due():
    paid_back = benefits.payback(THREE, initiatives("i", budget=1000.0, currency="SEK"), 5, 3.5)
    shown = exhibits.benefit_points(THREE, paid_back, over(), 5, about())
    assert [each.more for each in shown.answers] == ["benefits", "benefits", "benefit-gaps", "followups"]
    came, claimed, gaps, due = shown.answers
    assert came.answer == "None of the 3 have been achieved in full, as measured."
    assert '<a href="#payback">' in came.points[-1]
    assert claimed.points == ("Visits c (Title i)",)
    assert gaps.points == ("Visits d: baseline missing",)
    assert due.answer == "2 measurements are late and 2 follow-ups are left to do."
    assert due.alert


def test_the_first_screen_says_where_nothing_can_be_told():
    shown = exhibits.benefit_points(NONE, NONE, over().head(0), 5, about())
    assert shown.answers[0].answer == "We cannot tell: no benefit is stated in numbers."
    assert not any(each.alert for each in shown.answers)


# Money


FUND = "fund title initiative giver state applied granted currency bound diary_number comment source"


def money(rows, *sums):
    funds = frame(FUND, *sums).astype({"applied": float, "granted": float})
    return exhibits.funding(funding.funding(rows, funds), rows, funds, PARTIES, about())


def test_money_is_secured_hoped_for_and_missing_in_bar_title_and_table():
    rows = initiatives(
        "i", "j", "k", budget=[100.0, 50.0, 50.0], currency="SEK", funding=["tentative", "secured", "none"]
    )
    grants = [
        ("f", "Part one", "i", "fund", "granted", 40.0, 40.0, "SEK", "exact", "08/23", None, "plan"),
        ("g", "Part two", "i", "fund", "applied", 20.0, None, "SEK", "exact", None, None, "plan"),
    ]
    shown = money(rows, *grants)
    assert shown.title == "110\u00a0kr of 200\u00a0kr is missing, most of it for Title i"
    assert "No money: Title k." in shown.description
    secured, hoped, rest = (list(trace.x) for trace in shown.figure.data)
    assert (secured, hoped, rest) == ([40, 50, 0], [20, 0, 0], [40, 0, 50])
    assert "Fonden: 40\u00a0kr granted, case 08/23." in cells(shown, "How it stands")[0]
    for texts in labels(shown):
        assert any("not yet decided 20" in text.replace("<br>", " ") for text in texts)
        assert any("50\u00a0kr, all secured" in text for text in texts)


def test_a_sum_for_several_initiatives_is_a_line_of_its_own_and_in_no_total():
    rows = initiatives("i", "j", budget=[100.0, None], currency="NOK", funding=["none", None])
    several = ("f", "Grants 2023", None, "fund", "granted", None, 900.0, "NOK", "exact", "08/23", None, "case")
    shown = money(rows, several)
    assert shown.title == "100\u00a0kr of 100\u00a0kr is missing, all of it for Title i"
    assert cells(shown, "Initiative")[1] == "Grants 2023 (for several initiatives)"
    assert "case 08/23" in cells(shown, "How it stands")[1]
    assert shown.missing == "Nothing is stated about money for 1 of 2 initiatives: Title j."
    assert shown.figure is None


def test_a_budget_of_which_nobody_says_how_it_is_paid_is_not_called_missing():
    shown = money(initiatives("i", budget=100.0, currency="SEK"))
    assert shown.title == "For the one initiative the papers say something about money"
    assert cells(shown, "Missing (kr)") == ["not stated"]


def test_a_part_granted_of_what_was_applied_for_leaves_the_rest_missing():
    given = ("f", "Journal", "i", "fund", "granted", 1_300_000.0, 400_000.0, "NOK", "exact", "08/23", None, "case")
    shown = money(initiatives("i"), given)
    assert "900,000\u00a0kr of 1,300,000\u00a0kr is missing" in shown.title
    assert cells(shown, "How it stands")[0].startswith("Secured in part.")


def test_candidates_are_not_in_the_sums():
    shown = money(initiatives("i", "j", budget=100.0, currency="SEK", funding="none", candidate=[False, True]))
    assert "100\u00a0kr of 100\u00a0kr" in shown.title
    assert cells(shown, "Initiative")[1] == "Title j (candidate)"
    assert isinstance(money(initiatives("i")), Unknown)


# Candidates


GROUNDS = pd.DataFrame(
    {"criterion": ["use", "cost"], "position": [1, 2], "title": ["Is it of use?", "Is it cheap?"], "weight": [3.0, 1.0]}
)


def waiting(criteria, *scores):
    rows = initiatives("i", "j", candidate=True, goal=["Sleep", None])
    given = pd.DataFrame(scores, columns=["initiative", "criterion", "score"])
    return exhibits.candidates(candidates.scored(rows, criteria, given), criteria, about())


def test_scored_candidates_stand_by_total_with_their_weights_and_parts():
    every = [("i", "use", 2.0), ("i", "cost", 4.0), ("j", "use", 5.0), ("j", "cost", 5.0)]
    shown = waiting(GROUNDS, *every)
    assert shown.title == "2 candidates are waiting; the highest is Title j with 100 of 100"
    assert cells(shown, "A. Is it of use? (weight 3)") == ["5", "2"]
    assert [list(trace.x) for trace in shown.figure.data[1:]] == [[75, 30], [25, 20]]
    part = waiting(GROUNDS, *every[:3]).title
    assert part == "2 candidates are waiting; of those scored in full the highest is Title i with 50 of 100"
    assert any("5 × the sum of the weights" in note for note in shown.notes)
    for texts in labels(shown):
        assert {"A", "B"} <= set(texts)


def test_a_candidate_that_lacks_a_score_has_no_total_and_says_which():
    shown = waiting(GROUNDS, ("i", "use", 2.0), ("i", "cost", 4.0), ("j", "use", 5.0))
    assert cells(shown, "Total, of 100")[1] == "not scored in full"
    assert shown.missing == "Not scored: Title j (Is it cheap?)."
    assert shown.figure is None


def test_candidates_that_nobody_has_scored_are_told_by_their_goals():
    shown = waiting(GROUNDS.assign(weight=float("nan")))
    assert shown.title == "2 candidates are waiting; none has been scored"
    assert cells(shown, "Goal") == ["Sleep", "not stated"]
    assert shown.notes == ("Criteria named in the papers, without weights: Is it of use? and Is it cheap?",)
    assert waiting(GROUNDS.head(0)).notes == ("The papers name no criteria and no weights.",)


def test_where_no_candidate_waits_the_criteria_are_still_named():
    none = candidates.scored(initiatives("i"), GROUNDS, frame("initiative criterion score"))
    shown = exhibits.candidates(none, GROUNDS, about())
    assert isinstance(shown, Unknown)
    assert "Is it of use? (weight 3)" in shown.reason


# Risks


RISK = "initiative risk kind title likelihood consequence lifted_by lifted_by_role state comment source"


def risks(*rows):
    register = frame(RISK, *rows).astype({"likelihood": "Int64", "consequence": "Int64"})
    return exhibits.risks(register, initiatives("i"), PARTIES, about())


def test_blockers_come_first_then_the_likeliest_and_worst():
    shown = risks(
        ("i", "r", "risk", "Snow", 2, 2, None, None, "open", None, "plan"),
        ("i", "s", "risk", "Storm", 5, 4, None, None, "open", None, "plan"),
        ("i", "t", "blocker", "No contract", None, None, "a", "buyer", "open", None, "plan"),
        ("i", "u", "risk", "Rain", 1, 1, None, None, "happened", None, "plan"),
    )
    assert cells(shown, "What") == ["No contract", "Storm", "Snow"]
    assert shown.title == "Open: 1 blocker and 2 risks; for 2 nobody is named who can resolve them"
    assert "no contract (Title i; Almlunda, buyer can resolve it)" in shown.description
    assert cells(shown, "Likelihood × consequence") == ["not assessed", "5 × 4 = 20", "2 × 2 = 4"]
    assert shown.missing == "Likelihood or consequence is not assessed for 1 of 3."
    assert "Already happened: rain." in shown.notes


def test_no_open_risk_is_not_the_same_as_no_risk_known():
    over_now = risks(("i", "r", "risk", "Snow", 2, 2, None, None, "lifted", None, "plan"))
    assert over_now.title == "No risk, dependency or blocker is open"
    assert over_now.reason == "1 has been resolved."
    assert risks().title == "What stands in the way is not known"


# The year


ACTIVITY = "activity title kind body to_body when month_first month_last times_least times_most recurring source"


def year(*rows, words=EN):
    activities = frame(ACTIVITY, *rows)
    for column in ("month_first", "month_last", "times_least", "times_most"):
        activities[column] = activities[column].astype("Int64")
    return exhibits.year_wheel(activities.astype({"recurring": "boolean"}), PARTIES, about(words))


MEETING = ("m", "Meeting", "meeting", "a", None, "September", 9, 9, None, None, True, "plan")
WINTER = ("w", "Winter check", "planning", None, None, "November–January", 11, 1, None, None, True, "plan")
BUDGET = ("b", "Budget", "deadline", "a", "fund", "May", 5, 5, None, None, True, "plan")
DUTY = ("d", "Report", "reporting", "a", "fund", None, None, None, 3, 4, True, "plan")


def test_the_wheel_has_every_activity_in_its_months_and_fills_the_one_that_is_now():
    shown = year(MEETING, WINTER, BUDGET, DUTY)
    assert shown.title == "4 activities in the year, 1 of them in September"
    assert cells(shown, "Months") == ["May", "September", "November to January", "not stated"]
    for texts in labels(shown):
        said = "\n".join(texts)
        assert "• Budget" in said
        assert "• Winter check, continued" in said.replace("<br>", " ")
    filled = [n for n, sector in enumerate(shown.figure.layout.shapes, start=1) if sector.fillcolor == "#0a6a86"]
    assert filled == [9]


def test_a_duty_without_a_month_is_named_with_how_often_it_is_done():
    shown = year(MEETING, WINTER, BUDGET, DUTY)
    assert "Month not stated: report (3–4 times a year)." in shown.description
    assert cells(shown, "Who, and for whom")[3] == "Almlunda\nfor Fonden"


def test_months_are_named_in_the_readers_language():
    shown = year(MEETING, WINTER, BUDGET, words=SV)
    assert any("<b>Januari</b>" in text or ">Januari<" in text for text in labels(shown)[0])
    assert cells(shown, "Månader")[0] == "maj"


def test_a_few_activities_are_told_and_not_drawn():
    assert year(DUTY, MEETING).figure is None
    assert year(DUTY).title == "1 activity in the year, month not stated"
    assert isinstance(year(), Unknown)


AIM = "aim position kind state text body by_year source"


def aims(*rows):
    register = frame(AIM, *rows).astype({"by_year": "Int64"})
    return exhibits.aims(register, PARTIES, about())


def test_aims_say_in_words_how_far_they_are_decided():
    shown = aims(
        ("v", 1, "vision", "draft", "All sleep.", "a", 2030, "plan"),
        ("g", 2, "goal", "proposed", "Fewer visits.", None, None, "plan"),
    )
    assert shown.title == "None of the 2 aims are adopted"
    assert shown.description == "Proposed: 1 goal; draft: 1 vision."
    assert cells(shown, "Aim") == ["Vision", "Goal\u00a01"]
    assert cells(shown, "By when") == ["2030", "not stated"]
    assert isinstance(aims(), Unknown)


# On any day


@pytest.mark.parametrize("words", [EN, SV], ids=["en", "sv"])
def test_markup_in_the_register_is_shown_and_not_obeyed(words):
    rows = stands(
        [benefit("b", what="<b>x</b>"), benefit("c")],
        ("b", "2026-06-15", "measured", 60),
        ("c", "2026-06-15", "measured", 70),
    )
    shown = exhibits.benefits(rows, PARTIES, about(words))
    assert "<b>x</b>" not in shown.html()
    assert all("<b>x</b>" not in text for text in labels(shown)[0])
