"""The exhibit of what the agencies have published since the last meeting."""

import pandas as pd

from radrum.exhibits.choices import cause_name
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import day_known, measure_name, measured_in, measured_name
from radrum.exhibits.origins import key_of, of_snapshot
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import limited

NAMED = 3  # areas whose values are told where neither the council's nor its nation's is among them


def published_since(
    since: pd.Timestamp | None, news: pd.DataFrame, goals: pd.DataFrame, about: Setting
) -> Exhibit | Unknown:
    """The statistics and the goals that are known now and were not at the last meeting, or were known otherwise.

    ``since`` is that meeting's day, ``news`` come from ``news.statistics`` and ``goals`` from ``news.new_goals``.
    """
    words = about.words
    if since is None:
        reason = words("The register, as known on this day, holds no earlier meeting to compare with.")
        return Unknown("published-since", words("What has changed is not known"), reason, words)
    rows = pd.DataFrame(
        [*_values(news, about), *_goals(goals, about)],
        columns=["what", "said", "published", "cause", "n", "turn", "origins"],
    )
    if rows.empty:
        title = words("There are no new statistics since {day}", day=since)
        return Unknown("published-since", title, words("No new statistics have been published."), words)
    rows = rows.sort_values("turn", kind="stable", ignore_index=True)
    n, restated = int(rows["n"].sum()), int(rows.loc[rows["turn"] == 0, "n"].sum())
    notes = []
    if restated:
        notes.append(
            words.plural(
                "{n} of them has been restated by the producer.",
                "{n} of them have been restated by the producer.",
                restated,
            )
        )
    dated = pd.concat([news[["snapshot"]], goals[["snapshot"]]])
    return Exhibit(
        name="published-since",
        title=words.plural(
            "{n} new or changed value since {day}", "{n} new or changed values since {day}", n, day=since
        ),
        subtitle=words(
            "What is known on {as_of} that was not known, or was known differently, on {day}",
            day=since,
            as_of=about.as_of,
        ),
        description=words("New or changed: {what}.", what=_of(news, goals, about)),
        table=Table(
            words("New statistics and goals"),
            [
                Column("what", words("What")),
                Column("n", words("Number"), number=True),
                Column("said", words("Values")),
                Column("published", words("Published")),
                Column("cause", words("Cause")),
            ],
            rows,
        ),
        source=statistics_line(dated, about),
        words=words,
        notes=tuple(notes),
    )


def _of(news: pd.DataFrame, goals: pd.DataFrame, about: Setting) -> str:
    """What the values are of and whose they are: the area and the nation by name, of others that there are some."""
    words, names = about.words, about.areas["name"]
    measures = [measure_name(row.measure, words, about.passports[row.snapshot].title) for row in news.itertuples()]
    said = list(dict.fromkeys(measures))
    if len(goals):
        said.append(words("goals"))
    first = [area for area in (about.council.area, about.nation) if area in set(news["area"])]
    whose = [names[area] for area in first]
    if not set(news["area"]) <= set(first):
        whose.append(words("other areas") if whose else words("several areas"))
    what = words.list(said)
    return words("{what} ({areas})", what=what, areas=words.list(whose)) if whose else what


def _values(news: pd.DataFrame, about: Setting) -> list[tuple]:
    """A row a measure, period and cause: that of the area and the nation, or of a few others, and how many more."""
    words, names, found = about.words, about.areas["name"], []
    for (measure, period, cause), group in news.groupby(["measure", "period", "cause"], sort=False):
        called = words.sentence(measure_name(measure, words, about.passports[group["snapshot"].iloc[0]].title))
        what = words("{measure}, {month}", measure=called, month=measured_in(period, words))
        whole = group[(group["segment"] == "all") & group["value"].notna()].drop_duplicates("area")
        first = [area for area in (about.council.area, about.nation) if area in set(whole["area"])]
        shown = whole.set_index("area").loc[first or [*whole["area"]][:NAMED]]
        said = []
        for area, row in shown.iterrows():
            value = limited(words.number(row["value"], int(row["decimals"])), row.get("status"), words)
            said.append(words("{area} {value}", area=names[area], value=value))
        said = said or [names[area] for area in group["area"].unique()[:NAMED]]
        left = group["area"].nunique() - len(said)
        if left:
            said.append(words.plural("{n} other area", "{n} other areas", left))
        first = group.sort_values("published", kind="stable").iloc[0]
        day = day_known(first["published"], first["published_precision"], words)
        turn = 0 if cause == "restated" else 1
        origins = [of_snapshot(row["snapshot"], key_of(row), about) for row in group.to_dict("records")]
        found.append((what, words.list(said), day, cause_name(cause, words), len(group), turn, origins))
    return found


def _goals(goals: pd.DataFrame, about: Setting) -> list[tuple]:
    words, found = about.words, []
    for row in goals.itertuples():
        named = measured_name(row.measure, row.segment, words)
        what = words("Goal for {year}: {measure}", year=str(row.goal_year), measure=named)
        when = day_known(row.adopted, row.adopted_precision, words)
        origins = [of_snapshot(row.snapshot, key_of(row._asdict()), about)]
        found.append((what, words.percent(row.value, row.decimals), when, cause_name("joined", words), 1, 2, origins))
    return found
