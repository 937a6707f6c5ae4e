"""The first screen of the benefits report: what came, what is only claimed, what cannot be followed, what is due."""

import pandas as pd
from markupsafe import Markup

from radrum.exhibits.exhibit import Answer, Summary
from radrum.exhibits.setting import Setting
from radrum.words import Words

FEW = 3


def benefit_points(stands: pd.DataFrame, paid: pd.DataFrame, over: pd.DataFrame, years: int, about: Setting) -> Summary:
    """Four questions, each answered in a line.

    ``stands`` come from ``benefits.standing``, ``paid`` from ``benefits.payback`` over so many years, ``over`` from
    ``benefits.followups``.
    """
    words = about.words
    return Summary(
        (_came(stands, paid, years, words), _claimed(stands, words), _gaps(stands, words), _due(stands, over, words)),
        words,
    )


def _came(stands: pd.DataFrame, paid: pd.DataFrame, years: int, words: Words) -> Answer:
    question = words("Have the benefits been achieved?")
    if stands.empty:
        return Answer(question, words("We cannot tell: no benefit is stated in numbers."), (), "effects")
    measured = stands[stands["reached"].notna()].sort_values("reached", ascending=False, kind="stable")
    there = int((measured["reached"] >= 100).sum())
    answer = words.plural(
        "{n} of {total} has been achieved in full, as measured.",
        "{n} of {total} have been achieved in full, as measured.",
        there,
        total=len(stands),
    )
    if stands["measured"].isna().all():
        answer = words.plural(
            "We cannot tell: the one benefit stated in numbers has not been measured.",
            "We cannot tell: none of the {n} benefits stated in numbers have been measured.",
            len(stands),
        )
    elif not there and stands["limited"].any():
        answer = words.plural(
            "The one benefit is not known to have been achieved in full.",
            "None of the {n} are known to have been achieved in full.",
            len(stands),
        )
    elif not there:
        answer = words.plural(
            "The one benefit has not been achieved in full, as measured.",
            "None of the {n} have been achieved in full, as measured.",
            len(stands),
        )
    elif len(stands) == 1:
        answer = words("The one benefit has been achieved in full, as measured.")
    points = [
        words("{what}: {share} of the way", what=words.own(row.what), share=words.percent(row.reached))
        for row in measured.head(FEW).itertuples()
    ]
    if len(measured) > FEW:
        last = measured.iloc[-1]
        points.append(
            words(
                "Furthest to go: {what}, {share}",
                what=words.own(words.within(last["what"])),
                share=words.percent(last["reached"]),
            )
        )
    net = paid["measured_net"].dropna()
    if len(net):
        period = words.plural("{n} year", "{n} years", years)
        text = words.plural(
            "{n} of {total} initiatives pays for itself within {period}, as measured",
            "{n} of {total} initiatives pay for themselves within {period}, as measured",
            int((net > 0).sum()),
            total=len(net),
            period=period,
        )
        if len(net) == 1 and net.iloc[0] > 0:
            text = words("The one initiative measured pays for itself within {period}", period=period)
        elif len(net) == 1:
            text = words("The one initiative measured does not pay for itself within {period}", period=period)
    elif len(paid):
        text = words("Whether any initiative pays for itself has not been measured")
    if len(paid):
        points.append(Markup('<a href="#payback">{}</a>').format(text))
    return Answer(question, answer, tuple(points), "benefits")


def _claimed(stands: pd.DataFrame, words: Words) -> Answer:
    question, claimed = words("What is only claimed?"), stands[stands["known"] == "claimed"]
    if claimed.empty:
        return Answer(question, words("Nothing is claimed without a measurement."), (), "benefits")
    answer = words.plural(
        "{n} benefit is claimed without any measurement.",
        "{n} benefits are claimed without any measurement.",
        len(claimed),
    )
    return Answer(question, answer, tuple(_named(claimed, words)), "benefits")


def _gaps(stands: pd.DataFrame, words: Words) -> Answer:
    question = words("What cannot be followed up?")
    if stands.empty:
        return Answer(question, words("Nothing can be followed up: there is no baseline."), (), "benefit-gaps")
    lacking = stands[stands["no_baseline"] | stands["no_owner"]]
    if lacking.empty:
        return Answer(question, words("Every benefit has a baseline and an owner."), (), "benefit-gaps")
    answer = words.plural(
        "{n} of {total} benefits lacks a baseline or an owner.",
        "{n} of {total} benefits lack a baseline or an owner.",
        len(lacking),
        total=len(stands),
    )
    if len(stands) == 1:
        answer = words("The one benefit lacks a baseline or an owner.")
    points = []
    for row in lacking.itertuples():
        lacks = [words("baseline")] if row.no_baseline else []
        lacks += [words("owner")] if row.no_owner else []
        points.append(words("{what}: {lacks} missing", what=words.own(row.what), lacks=words.list(lacks)))
    return Answer(question, answer, tuple(points), "benefit-gaps")


def _due(stands: pd.DataFrame, over: pd.DataFrame, words: Words) -> Answer:
    question = words("What is due?")
    late, left = stands[stands["overdue"]], over[over["followed_up"].isna()]
    points = [words("Measure: {what}", what=words.own(words.within(what))) for what in late["what"]]
    points += [words("Follow up: {title}", title=words.own(title)) for title in left["title"]]
    if not points:
        return Answer(question, words("Nothing is known to be due."), (), "followups")
    said = [words.plural("{n} measurement is late", "{n} measurements are late", len(late))] if len(late) else []
    said += (
        [words.plural("{n} follow-up is left to do", "{n} follow-ups are left to do", len(left))] if len(left) else []
    )
    answer = words("{told}.", told=words.sentence(words.list(said)))
    return Answer(question, answer, tuple(points), "followups" if len(left) else "benefit-gaps", alert=True)


def _named(rows: pd.DataFrame, words: Words) -> list[str]:
    return [
        words("{title} ({marks})", title=words.own(row.what), marks=words.own(row.title)) for row in rows.itertuples()
    ]
