"""The exhibit of the plan: from when to when each initiative runs, as first planned and as planned now."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.board import FEW, OVER, chosen, named, short_day
from radrum.exhibits.choices import step_kind
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import register_line
from radrum.words import Words

DAYS = ["start_earliest", "start_latest", "end_earliest", "end_latest"]
MOST = 40  # rows that a figure of plans can hold


def timeline(standing: pd.DataFrame, ends: pd.DataFrame, milestones: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """When each initiative starts and ends, and how its end has moved.

    ``standing`` comes from ``portfolio.board``, ``ends`` from ``portfolio.slippage`` of the initiatives'
    ``end_latest``; ``milestones`` are drawn as marks.
    """
    words, as_of = about.words, about.as_of
    rows = _planned(standing, ends, as_of, words)
    active = rows[~rows["over"]]
    timed = active[active["timed"]]
    if timed.empty:
        title = words("When the initiatives start and end is not known")
        reason = words(
            "The register holds no start and no end of any initiative under way recorded by {day}.", day=as_of
        )
        return Unknown("timeline", title, reason, words)
    drawn, steps = _drawn(active, milestones, words, as_of)
    told = rows["timed"] | rows["initiative"].isin(drawn["initiative"])
    return Exhibit(
        name="timeline",
        title=_headline(active, as_of, words),
        subtitle=words("Start and end of each initiative except the candidates; the dotted line is {day}", day=as_of),
        description=_told(active, moved_ever(ends), words),
        figure=figures.plans(drawn, steps, [_said(row, words) for row in drawn.to_dict("records")], as_of, words)
        if len(drawn) >= FEW
        else None,
        reading=reading.plans(words),
        table=Table(
            words("Start, end and how far the end has moved"),
            [
                Column("title", words("Initiative"), own=True),
                Column("start", words("Start (according to the papers)"), own=True),
                Column("end", words("End (according to the papers)"), own=True),
                day_column("first_last", words("Last day, first planned"), words),
                day_column("newest_last", words("Last day, planned now"), words),
                Column("slip", words("Days later"), number=True),
                Column("moved_later", words("Times postponed"), number=True),
            ],
            _compared(rows[told], ends).reset_index(drop=True),
            dense=True,
        ),
        source=register_line(rows, about, "initiatives"),
        words=words,
        notes=_notes(drawn, steps, active, words),
        missing=_untimed(active, milestones, words),
    )


def moved_ever(slips: pd.DataFrame) -> bool:
    """Whether any last day is known to have been changed; one plan alone says nothing of how it moved."""
    return bool((slips["moved"].fillna(0) > 0).any())


def _compared(rows: pd.DataFrame, ends: pd.DataFrame) -> pd.DataFrame:
    """The rows of the table, without what only an earlier plan could tell where none is known."""
    return rows if moved_ever(ends) else rows.assign(first_last=pd.NaT, slip=None, moved_later=None)


def day_column(name: str, heading: str, words: Words) -> Column:
    """A column of days, as narrow as can be: the tables of plans have many."""
    return Column(name, heading, lambda row: None if pd.isna(row[name]) else short_day(row[name], words))


def _planned(standing: pd.DataFrame, ends: pd.DataFrame, as_of: pd.Timestamp, words: Words) -> pd.DataFrame:
    """The initiatives with their baselines, by start; those that are over last."""
    rows = chosen(standing, words).merge(
        ends[["initiative", "first_last", "newest_last", "slip", "moved", "moved_later"]], on="initiative", how="left"
    )
    ongoing = rows["start_ongoing"].fillna(False).astype(bool) | rows["end_ongoing"].fillna(False).astype(bool)
    over = rows["stage"].isin(OVER)
    rows = rows.assign(
        ongoing=ongoing & rows["end_latest"].isna(),
        over=over,
        past=(rows["end_latest"] < as_of) & ~over & (rows["stage"] != "realisation"),
        timed=rows[DAYS].notna().any(axis=1) | ongoing,
        _from=rows["start_earliest"].fillna(rows["start_latest"]).fillna(rows["end_latest"]),
    )
    ordered = rows.sort_values(["over", "_from", "end_latest", "title"], ignore_index=True, key=words.sorting)
    return ordered.drop(columns="_from")


def _drawn(
    active: pd.DataFrame, milestones: pd.DataFrame, words: Words, as_of: pd.Timestamp
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the figure, and the marks upon them."""
    day = milestones["due_latest"].fillna(milestones["due_earliest"])
    dated = milestones.assign(day=day)[day.notna()]
    shown = active[active["timed"] | active["initiative"].isin(dated["initiative"])].head(MOST)
    shown = shown.assign(
        first_last=shown["first_last"].where(shown["slip"].fillna(0) != 0), later=shown["slip"].fillna(0) > 0
    ).reset_index(drop=True)
    places = pd.Series(shown.index, index=shown["initiative"])
    steps = dated[dated["initiative"].isin(shown["initiative"])].sort_values(["day", "title"], key=words.sorting)
    texts = [
        words("{step} ({due})", step=row.title, due=f"{row.due}; {step_kind(row.kind, words)}")
        for row in steps.itertuples()
    ]
    return shown, steps.assign(
        row=steps["initiative"].map(places).astype(int), text=texts, done=(steps["done"] <= as_of).fillna(False)
    )


def _headline(active: pd.DataFrame, as_of: pd.Timestamp, words: Words) -> str:
    ends = active[active["slip"].notna()]
    later = ends[ends["slip"] > 0].sort_values(["slip", "title"], ascending=[False, True], key=words.sorting)
    if len(later):
        worst = later.iloc[0]
        days = words.plural("{n} day", "{n} days", int(worst["slip"]))
        if len(ends) == 1:
            return words(
                "The one initiative with a stated end has been postponed: {title}, by {days}",
                title=words.own(worst["title"]),
                days=days,
            )
        return words.plural(
            "{n} of {total} initiatives with a stated end has been postponed: {title}, by {days}",
            "{n} of {total} initiatives with a stated end have been postponed; {title} most, by {days}",
            len(later),
            total=len(ends),
            title=words.own(worst["title"]),
            days=days,
        )
    ahead = active[active["end_latest"] >= as_of].sort_values(["end_latest", "title"], key=words.sorting)
    ended, total = int(active["end_latest"].notna().sum()), len(active)
    if ended and 2 * ended < total:
        return words("An end is stated for {n} of {total} initiatives", n=ended, total=total)
    if len(ahead):
        first = ahead.iloc[0]
        return words("Next to end is {title}, by {day}", title=words.own(first["title"]), day=first["end_latest"])
    if ended:
        return words("Every stated end has passed")
    return words.plural(
        "No end is stated for the one initiative", "No end is stated for any of the {n} initiatives", len(active)
    )


def _told(active: pd.DataFrame, compared: bool, words: Words) -> str:
    ended = int(active["end_latest"].notna().sum())
    ongoing = int(active["ongoing"].sum())
    said = [
        words.plural(
            "{n} initiative, candidates not counted: {ended} with a stated end, {ongoing} ongoing without an "
            "end, {left} with no end stated.",
            "{n} initiatives, candidates not counted: {ended} with a stated end, {ongoing} ongoing without an "
            "end, {left} with no end stated.",
            len(active),
            ended=ended,
            ongoing=ongoing,
            left=len(active) - ended - ongoing,
        )
    ]
    if ended and not compared:
        said.append(words("There is no earlier plan to compare with."))
    past = active[active["past"]]
    if len(past):
        said.append(words("Past the last planned day and not closed: {names}.", names=named(past["title"], words)))
    again = active[active["moved_later"].fillna(0) > 1]
    if len(again):
        told = [
            words("{title} ({marks})", title=words.own(row.title), marks=times_moved(int(row.moved_later), words))
            for row in again.sort_values(
                ["moved_later", "title"], ascending=[False, True], key=words.sorting
            ).itertuples()
        ]
        said.append(words("Postponed more than once: {names}.", names=words.list(told)))
    return words.sentences(said)


def times_moved(n: int, words: Words) -> str:
    """How often a last day was moved to a later one."""
    told = {
        1: words("postponed once"),
        2: words("postponed for the second time"),
        3: words("postponed for the third time"),
        4: words("postponed for the fourth time"),
    }
    return told[n] if n in told else words.plural("postponed {n} time", "postponed {n} times", n)


def days_moved(slip: int, words: Words) -> str:
    """How far a last day is from where it was first set."""
    if slip < 0:
        return words.plural("{n} day earlier", "{n} days earlier", -slip)
    return words.plural("{n} day later", "{n} days later", slip)


def _said(row: dict, words: Words) -> str:
    """What stands after the title above a bar."""
    if pd.notna(row["first_last"]):
        return days_moved(int(row["slip"]), words)
    if row["past"]:
        return words("past its last planned day")
    if row["ongoing"]:
        return words("ongoing")
    return words("no end stated") if row["timed"] and pd.isna(row["end_latest"]) else ""


def _notes(drawn: pd.DataFrame, steps: pd.DataFrame, active: pd.DataFrame, words: Words) -> tuple[str, ...]:
    if len(drawn) < FEW:
        return ()
    said = [
        words(
            "A bar runs from start to end as planned now. It is pale where the wording leaves the day open, "
            "dotted where it says nothing, and ends in an arrow where the work goes on."
        )
    ]
    if drawn["first_last"].notna().any():
        said.append(
            words(
                "The thin line below ends at the last day first planned; days earlier or later are counted from there."
            )
        )
    if len(steps):
        said.append(
            words(
                "Marks are milestones, filled when done. Diamond: decided. Triangle pointing down: set by "
                "others. Hourglass: estimated. Pentagon: preliminary. Star: suggested."
            )
        )
    left = int((active["timed"]).sum() - drawn["timed"].sum())
    if left:
        said.append(words.plural("{n} more is in the table.", "{n} more are in the table.", left))
    return (words.sentences(said),)


def _untimed(active: pd.DataFrame, milestones: pd.DataFrame, words: Words) -> str:
    untimed = active[~active["timed"] & ~active["initiative"].isin(milestones["initiative"])]
    if untimed.empty:
        return ""
    return words(
        "No time is stated for {n} of {total}: {names}.",
        n=len(untimed),
        total=len(active),
        names=named(untimed["title"], words),
    )
