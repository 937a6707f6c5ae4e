"""Exhibits of what the co-operation aims at and what returns every year."""

import pandas as pd
import plotly.graph_objects as go

from radrum import figures
from radrum.exhibits.choices import activity_kind, aim_state
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import register_line
from radrum.words import Words

FEW = 3  # fewer activities with a month than this are told, not drawn


def year_wheel(activities: pd.DataFrame, parties: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """What returns every year, by month; what has no month is named beside."""
    words, as_of = about.words, about.as_of
    if activities.empty:
        reason = words("The register holds no yearly activities recorded by {day}.", day=as_of)
        return Unknown("year-wheel", words("What recurs every year is not known"), reason, words)
    rows = _placed(activities, parties, words)
    dated = rows[rows["month_first"].notna()]
    return Exhibit(
        name="year-wheel",
        title=_headline(rows, about),
        subtitle=words("How many activities fall in each month; the shaded month is that of {day}", day=as_of)
        if len(dated) >= FEW
        else words("The council's year, as known on {day}", day=as_of),
        description=_told(rows, about),
        figure=_figure(rows, about) if len(dated) >= FEW else None,
        table=Table(
            words("The year's activities"),
            [
                Column("title", words("Activity"), own=True),
                Column("when", words("When"), lambda row: _when(row, words)),
                Column("months", words("Months"), lambda row: _months(row, words)),
                Column("kind", words("Kind"), lambda row: activity_kind(row["kind"], words)),
                Column("by", words("Who, and for whom"), lambda row: _bodies(row, words)),
            ],
            rows,
        ),
        source=register_line(rows, about, "year_wheel"),
        words=words,
    )


def _placed(activities: pd.DataFrame, parties: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The activities through the year, those without a month last, with the names of who does them and for whom."""
    names = parties.set_index("party")["name"]
    spans = [_span(row) for row in activities.itertuples()]
    rows = activities.assign(by=activities["body"].map(names), to=activities["to_body"].map(names), months=spans)
    by = ["month_first", "month_last", "title"]
    return rows.sort_values(by, na_position="last", ignore_index=True, key=words.sorting)


def _span(row: tuple) -> list[int]:
    """The numbers of an activity's months; one that begins in November and ends in January has 11, 12 and 1."""
    if pd.isna(row.month_first):
        return []
    first = int(row.month_first)
    last = first if pd.isna(row.month_last) else int(row.month_last)
    return [(first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1)]


def _headline(rows: pd.DataFrame, about: Setting) -> str:
    words = about.words
    now = sum(about.as_of.month in months for months in rows["months"])
    month = _month(about.as_of.month, words)
    total = words.plural("{n} activity in the year", "{n} activities in the year", len(rows))
    if not any(rows["months"].str.len()):
        return words("{activities}, month not stated", activities=total)
    if not now:
        return words("{activities}, none of them in {month}", activities=total, month=month)
    return words.plural(
        "{activities}, {n} of them in {month}",
        "{activities}, {n} of them in {month}",
        now,
        activities=total,
        month=month,
    )


def _month(number: int, words: Words) -> str:
    return words.locale.months["stand-alone"]["wide"][number]


def _told(rows: pd.DataFrame, about: Setting) -> str:
    """What is on this month and next, and what has no month."""
    words, month = about.words, about.as_of.month
    said = []
    for shown in (month, month % 12 + 1):
        there = rows[[shown in months for months in rows["months"]]]
        if len(there):
            names = words.list(words.own(words.within(title)) for title in there["title"])
            said.append(words("{month}: {names}.", month=words.sentence(_month(shown, words)), names=names))
    unplaced = rows[rows["month_first"].isna()]
    if len(unplaced):
        named = [
            words("{title} ({marks})", title=words.own(words.within(row["title"])), marks=_often(row, words))
            for row in unplaced.to_dict("records")
        ]
        said.append(words("Month not stated: {names}.", names=words.list(named)))
    return words.sentences(said) or words("Nothing falls in this month or the next.")


def _often(row: dict, words: Words) -> str:
    """How many times a year, or the words of the papers."""
    least, most = row["times_least"], row["times_most"]
    if pd.notna(least) and pd.notna(most) and least != most:
        return words("{least}–{most} times a year", least=int(least), most=int(most))
    if pd.notna(least) and pd.notna(most):
        return words.plural("{n} time a year", "{n} times a year", int(least))
    if pd.notna(least):
        return words.plural("at least {n} time a year", "at least {n} times a year", int(least))
    if pd.notna(most):
        return words.plural("at most {n} time a year", "at most {n} times a year", int(most))
    return words.own(row["when"]) if isinstance(row["when"], str) else words("how often not stated")


def _when(row: dict, words: Words) -> str:
    said = [words.own(row["when"])] if isinstance(row["when"], str) else []
    if pd.notna(row["times_least"]) or pd.notna(row["times_most"]):
        said.append(_often(row, words))
    if not said:
        return words("not stated")
    return words.joined([*said, words("once")] if row["recurring"] is False else said, ", ")


def _bodies(row: dict, words: Words) -> str | None:
    said = [words.own(row["by"])] if isinstance(row["by"], str) else []
    said += [words("for {body}", body=words.own(row["to"]))] if isinstance(row["to"], str) else []
    return words.joined(said, "\n") or None


def _months(row: dict, words: Words) -> str:
    if not row["months"]:
        return words("not stated")
    first, last = row["months"][0], row["months"][-1]
    named = _month(first, words)
    return named if first == last else words("{first} to {last}", first=named, last=_month(last, words))


def _figure(rows: pd.DataFrame, about: Setting) -> go.Figure:
    words = about.words
    months = [figures.Month(words.sentence(_month(n, words)), _things(rows, n, words)) for n in range(1, 13)]
    return figures.wheel(months, about.as_of.month)


def _things(rows: pd.DataFrame, month: int, words: Words) -> tuple[str, ...]:
    """The titles of what falls in a month; what began before says so."""
    return tuple(
        row.title if row.months[0] == month else words("{title}, continued", title=row.title)
        for row in rows.itertuples()
        if month in row.months
    )


def aims(register: pd.DataFrame, parties: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """The vision and the goals of the co-operation, and how far each is decided."""
    words, as_of = about.words, about.as_of
    if register.empty:
        reason = words("The register holds no vision and no goals recorded by {day}.", day=as_of)
        return Unknown("aims", words("What the co-operation aims at is not known"), reason, words)
    names = parties.set_index("party")["name"]
    rows = register.sort_values("position", ignore_index=True)
    goals = (rows["kind"] == "goal").cumsum()
    rows = rows.assign(
        aim_name=[
            words("Vision") if kind == "vision" else words("Goal {n}", n=int(n)).replace(" ", "\u00a0")
            for kind, n in zip(rows["kind"], goals, strict=True)
        ],
        of=rows["body"].map(names),
    )
    return Exhibit(
        name="aims",
        title=_aimed(rows, words),
        subtitle=words("Vision and goals of the co-operation as known on {day}", day=as_of),
        description=_by_state(rows, words),
        table=Table(
            words("Vision and goals"),
            [
                Column("aim_name", words("Aim")),
                Column("text", words("What is aimed at"), own=True),
                Column("state", words("State"), lambda row: aim_state(row["state"], words)),
                Column(
                    "by_year", words("By when"), lambda row: None if pd.isna(row["by_year"]) else str(row["by_year"])
                ),
                Column("of", words("Whose"), own=True),
            ],
            rows,
        ),
        source=register_line(rows, about, "aims"),
        words=words,
    )


def _aimed(rows: pd.DataFrame, words: Words) -> str:
    adopted = int((rows["state"] == "adopted").sum())
    if adopted == len(rows):
        return words.plural("The one aim is adopted", "All {n} aims are adopted", adopted)
    if not adopted:
        return words.plural("The one aim is not adopted", "None of the {n} aims are adopted", len(rows))
    return words.plural("{n} of {total} aims is adopted", "{n} of {total} aims are adopted", adopted, total=len(rows))


def _by_state(rows: pd.DataFrame, words: Words) -> str:
    """How many visions and goals are in each state."""
    said = []
    for state in ("adopted", "proposed", "draft"):
        there = rows[rows["state"] == state]["kind"].value_counts()
        parts = [words.plural("{n} vision", "{n} visions", int(there["vision"]))] if "vision" in there else []
        parts += [words.plural("{n} goal", "{n} goals", int(there["goal"]))] if "goal" in there else []
        if parts:
            said.append(words("{state}: {aims}", state=aim_state(state, words), aims=words.list(parts)))
    return words("{told}.", told=words.sentence(words.joined(said, "; ")))
