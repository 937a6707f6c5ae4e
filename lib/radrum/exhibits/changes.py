"""The exhibit of what has changed since the last meeting, by cause, the worst first."""

import pandas as pd
from markupsafe import Markup

from radrum.exhibits.choices import cause_name
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import day_known, measure_name, measured_in, row_name, table_name
from radrum.exhibits.origins import Cited, key_of, of_snapshot, registered
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import link
from radrum.exhibits.telling import told, what_changed
from radrum.words import Words

FEW = 12  # lines; all that are for the worse are shown
TOGETHER = {1: 6, 0: 3, -1: 3}  # of one sort, more than so many are told on one line
NAMED = 3
REST = "since-meeting-rest"
ANCHORS = {
    REST: REST,
    "actions": "task-log",
    "agenda": "decisions",
    "attendance": "attendance",
    "decisions": "decisions-tracker",
    "initiatives": "initiatives",
    "status": "board",
    "milestones": "dates-ahead",
    "rollout": "rollout-matrix",
    "rollout_totals": "rollout",
    "benefits": "benefits",
    "benefit_values": "benefits",
    "risks": "risks",
    "funds": "funding",
    "responsibilities": "responsibilities",
    "systems": "systems",
    "criteria": "candidates",
    "scores": "candidates",
    "year_wheel": "year-wheel",
    "meetings": "next-agenda",
    "statistics": "coverage-over-time",
    "index": "index-over-time",
    "goals": "coverage-over-time",
}


def since_meeting(
    since: pd.Timestamp | None,
    at_hand: bool,
    lines: pd.DataFrame,
    news: pd.DataFrame,
    goals: pd.DataFrame,
    about: Setting,
) -> list[Exhibit | Unknown]:
    """What is different from what was known at the last meeting before the report's day.

    ``since`` is that meeting's day, ``at_hand`` whether what was known then still is (``meetings.at_hand``); ``lines``
    come from ``changes.lines``, ``news`` from ``news.statistics`` and ``goals`` from ``news.new_goals``. The few that
    matter most come first; what is left is an exhibit of its own, folded.
    """
    words = about.words
    if since is None:
        reason = words("The register, as known on this day, holds no earlier meeting to compare with.")
        return [Unknown("since-meeting", words("What has changed is not known"), reason, words)]
    shown = _rows(lines, news, goals, about)
    if shown.empty:
        title = words("Nothing is known to have changed since {day}", day=since)
        reason = words("The register, the statistics and the goals are the same as then.")
        return [Unknown("since-meeting", title, reason, words)]
    if len(lines) and not at_hand:
        return [_not_at_hand(since, lines, news, about)]
    first = max(FEW, int((shown["turn"] > 0).sum()))
    few, rest = shown.head(first), shown.iloc[first:].reset_index(drop=True)
    told = words("By cause: {causes}.", causes=_by_cause(shown, words))
    if len(rest):
        of_rest = _by_cause(rest, words)
        told = words.plural(
            "What matters most is shown here; {n} more change is listed below: {causes}.",
            "What matters most is shown here; {n} more changes are listed below: {causes}.",
            int(rest["n"].sum()),
            causes=of_rest,
        )
    few = pd.concat([few, _more(rest, words)], ignore_index=True)
    exhibits = [_exhibit("since-meeting", _title(shown, since, words), told, few, since, about)]
    if len(rest):
        n = int(rest["n"].sum())
        title = words.plural("{n} more change", "{n} more changes", n)
        told_rest = words("By cause: {causes}.", causes=_by_cause(rest, words))
        exhibits.append(_exhibit(REST, title, told_rest, rest, since, about, folded=True))
    return exhibits


def _exhibit(
    name: str,
    title: str,
    description: str,
    rows: pd.DataFrame,
    since: pd.Timestamp,
    about: Setting,
    folded: bool = False,
) -> Exhibit:
    words = about.words
    statistics = words("the statistics")
    return Exhibit(
        name=name,
        title=title,
        subtitle=words(
            "What is known on {as_of} that was not known, or was known differently, on {day}",
            day=since,
            as_of=about.as_of,
        ),
        description=description,
        table=Table(
            words("What has changed"),
            [
                Column("what", words("What"), lambda row: _linked(row, folded)),
                Column("table", words("Kind"), lambda row: _kind(row["table"], words)),
                Column("said", words("Change")),
                Column("cause", words("Cause"), lambda row: row.get("causes") or _judged(row, words)),
                Column("n", words("Changes"), number=True),
            ],
            rows,
        ),
        source=Cited(
            words(
                "Source: {register} and {statistics}, as known on the two days.",
                register=link("register", words("the council's register")),
                statistics=Markup('<a href="#inputs">{}</a>').format(statistics),
            ),
        ),
        words=words,
        folded=folded,
    )


def _linked(row: dict, folded: bool) -> str:
    anchor = ANCHORS.get(row["table"])
    return Markup('<a href="#{}">{}</a>').format(anchor, row["what"]) if anchor else row["what"]


def _kind(table: str, words: Words) -> str:
    """What sort of thing a line is about: a table of the register, statistics or a goal."""
    other = {
        REST: words("several kinds"),
        "statistics": words("statistics"),
        "index": words("statistics"),
        "goals": words("goal"),
    }
    return other.get(table) or row_name(table, words)


def _judged(row: dict, words: Words) -> str:
    cause = cause_name(row["cause"], words)
    if row["turn"] > 0:
        return words("{cause}, for the worse", cause=cause)
    return words("{cause}, for the better", cause=cause) if row["turn"] < 0 else cause


def _title(rows: pd.DataFrame, since: pd.Timestamp, words: Words) -> str:
    n, worse = int(rows["n"].sum()), int(rows.loc[rows["turn"] > 0, "n"].sum())
    differences = words.plural("{n} change since {day}", "{n} changes since {day}", n, day=since)
    if not worse:
        return words("{differences}, none of them known to be for the worse", differences=differences)
    return words.plural(
        "{differences}, {n} of them for the worse",
        "{differences}, {n} of them for the worse",
        worse,
        differences=differences,
    )


def _more(rest: pd.DataFrame, words: Words) -> pd.DataFrame:
    """A row of the differences that are told further down, so that the table adds up; none where there are none."""
    told = {"what": words("More changes"), "said": words("listed one by one below"), "table": REST, "turn": 0}
    row = told | {"cause": "", "causes": words.sentence(_by_cause(rest, words)), "n": rest["n"].sum()}
    return pd.DataFrame([row] if len(rest) else [])


def _by_cause(rows: pd.DataFrame, words: Words) -> str:
    counted = rows.groupby("cause", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
    return words.list(words("{n} {cause}", cause=cause_name(cause, words), n=int(n)) for cause, n in counted.items())


def _not_at_hand(since: pd.Timestamp, lines: pd.DataFrame, news: pd.DataFrame, about: Setting) -> Unknown:
    """Where what was known at the meeting is not at hand: what is recorded may be older than the day of its row."""
    words = about.words
    counts = lines["table"].value_counts(sort=False)
    counted = words.list(table_name(table, int(n), words) for table, n in counts.items())
    titles = news["snapshot"].map(lambda snapshot: about.passports[snapshot].title)
    fresh = dict.fromkeys(measure_name(name, words, title) for name, title in zip(news["measure"], titles, strict=True))
    said = [
        words("Recorded since then: {counted}.", counted=counted),
        words("New statistics: {measures}.", measures=words.list(fresh))
        if fresh
        else words("No new statistics have been published."),
        words("What is recorded may be older than the day it was recorded."),
    ]
    title = words("What was known on {day} is not available, so what has changed since cannot be said", day=since)
    return Unknown("since-meeting", title, words.sentences(said), words)


def _rows(lines: pd.DataFrame, news: pd.DataFrame, goals: pd.DataFrame, about: Setting) -> pd.DataFrame:
    """A row a line: ``what``, ``said``, ``cause``, ``turn``, ``table``, ``n``: how many it is, and ``origins``."""
    words = about.words
    found = []
    alike = ["turn", "cause", "table", "came"]
    for (turn, cause, table, _), group in lines.groupby(alike, sort=False, dropna=False):
        origins = [origin for thing in group["thing"] for origin in registered([table], about, thing)]
        if len(group) > TOGETHER[turn]:
            what = words.sentence(table_name(table, len(group), words))
            named = [what_changed(row, words) for row in group.head(NAMED).to_dict("records")]
            rest = len(group) - NAMED
            said = words.plural("{names} and {n} more", "{names} and {n} more", rest, names=words.joined(named, "; "))
            found.append((what, said, cause, turn, table, len(group), origins))
            continue
        for row, origin in zip(group.to_dict("records"), origins, strict=True):
            found.append((what_changed(row, words), told(row, words), cause, turn, table, 1, [origin]))
    found += _published(news, about)
    for row in goals.itertuples():
        what = words("Goal for {year}: {measure}", year=str(row.goal_year), measure=measure_name(row.measure, words))
        value, when = words.percent(row.value, row.decimals), day_known(row.adopted, row.adopted_precision, words)
        origin = of_snapshot(row.snapshot, key_of(row._asdict()), about)
        found.append(
            (what, words("{value}; adopted: {when}", value=value, when=when), "joined", 0, "goals", 1, [origin])
        )
    rows = pd.DataFrame(found, columns=["what", "said", "cause", "turn", "table", "n", "origins"])
    rank = rows["turn"].map({1: 0, 0: 1, -1: 2}).astype(int)
    return rows.assign(rank=rank).sort_values("rank", kind="stable", ignore_index=True).drop(columns="rank")


def _published(news: pd.DataFrame, about: Setting) -> list[tuple]:
    words, found = about.words, []
    for (measure, period, cause), group in news.groupby(["measure", "period", "cause"], sort=False):
        year, where = measured_in(period, words), "index" if measure.startswith("desi") else "statistics"
        called = words.sentence(measure_name(measure, words, about.passports[group["snapshot"].iloc[0]].title))
        what = words("{measure}, {month}", measure=called, month=year)
        n = words.plural("{n} value", "{n} values", len(group))
        first = group.sort_values("published", kind="stable").iloc[0]
        day = day_known(first["published"], first["published_precision"], words)
        said = words("{values}, date of publication: {day}", values=n, day=day)
        origins = [of_snapshot(row["snapshot"], key_of(row), about) for row in group.to_dict("records")]
        found.append((what, said, cause, 0, where, len(group), origins))
    return found
