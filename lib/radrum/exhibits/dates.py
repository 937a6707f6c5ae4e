"""The exhibit of the dated steps: when what happens, the council's own and what others set."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.choices import step_kind
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line

DRAWN = 20
FEW = 3  # steps of which a chart says more than a sentence


def dates_ahead(steps: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """When what happens, ours and others'. ``steps`` come from ``actions.calendar``."""
    words, as_of = about.words, about.as_of
    if steps.empty:
        reason = kept_back(about, "actions", "milestones") or words(
            "The register holds no dated steps recorded by {day}.", day=as_of
        )
        return Unknown("dates-ahead", words("What happens when is not known"), reason, words)
    steps = steps.sort_values(["first", "last", "title"], ignore_index=True, key=words.sorting)
    ahead = steps[(steps["last"].isna() | (steps["last"] >= as_of)) & ~steps["done"]]
    outside = ahead[ahead["kind"] == "required_outside"]
    passed = steps[(steps["last"] < as_of) & ~steps["done"]]
    pending = steps[~steps["done"]].reset_index(drop=True)
    if ahead.empty:
        title, told = words("Every known dated step has passed"), []
    else:
        first = ahead.sort_values("last").iloc[0]
        title = words.plural("{n} dated step lies ahead", "{n} dated steps lie ahead", len(ahead))
        told = [words("The first is {step} ({due}).", step=words.own(first["title"]), due=words.own(first["due"]))]
        last = ahead[ahead["last"].notna()].sort_values("last").tail(1)
        if len(last) and last.index[0] != first.name:
            told += [
                words("The last is {step} ({due}).", step=words.own(row.title), due=words.own(row.due))
                for row in last.itertuples()
            ]
    if len(passed) > len(ahead) > 0:
        title = words("{n} of {total} dated steps have passed", n=len(passed), total=len(pending))
    if len(passed):
        told.append(
            words.plural(
                "{n} step has passed its last day with nothing recorded about it since.",
                "{n} steps have passed their last day with nothing recorded about them since.",
                len(passed),
            )
        )
    if len(outside):
        named = words.list(
            words("{step} ({due})", step=words.own(row.title), due=words.own(row.due)) for row in outside.itertuples()
        )
        told.append(words("Set by others: {steps}.", steps=named))
    shown, drawing = pending.head(DRAWN), len(pending) >= FEW
    said = [words("{due}: {step}", due=row.due, step=row.title) for row in shown.itertuples()]
    if len(shown) < len(pending):
        told.append(words("The chart shows the first {n}; the table has all {total}.", n=DRAWN, total=len(pending)))
    return Exhibit(
        name="dates-ahead",
        title=title,
        subtitle=words("Tasks and steps with a date in the papers; the dotted line is {day}", day=as_of)
        if drawing
        else words("Tasks and steps with a date in the papers, as known on {day}", day=as_of),
        description=words.sentences(told),
        figure=figures.dated_steps(shown, said, as_of, words) if drawing else None,
        reading=reading.dated_steps(words),
        table=Table(
            words("Dated tasks and steps"),
            [
                Column("title", words("Step"), own=True),
                Column("initiative", words("Initiative"), own=True),
                Column("due", words("When (according to the papers)"), own=True),
                Column("last", words("Latest date")),
                Column("kind", words("Kind of date"), lambda row: step_kind(row["kind"], words)),
            ],
            pending if len(pending) else steps,
        ),
        source=register_line(steps, about, "actions", "milestones"),
        words=words,
        notes=(
            words(
                "Plus: the council's own task. Diamond: a decided date. Hourglass: an estimate. Triangle pointing "
                "down: set by others. Pentagon: a preliminary date. Star: a suggestion. A bar runs from the first to "
                "the last day that the wording allows; a dotted one has no last day. What is grey has passed its "
                "last day."
            ),
        )
        if drawing
        else (),
    )
