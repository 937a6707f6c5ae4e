"""The exhibit of the initiatives' dated steps: how far each has moved, and which are late."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.board import FEW, OVER, breakable, named, short_day
from radrum.exhibits.choices import stage_name, step_kind
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.exhibits.timeline import day_column, days_moved, moved_ever, times_moved
from radrum.words import Words

BINDING = ("decided", "required_outside")  # only these can be late; the others were never promised
MOST = 25


def milestones(steps: pd.DataFrame, slips: pd.DataFrame, standing: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """How each dated step has moved since it was first planned, and which are past their day.

    ``steps`` are the register's milestones, ``slips`` come from ``portfolio.slippage`` of their ``due_latest``,
    ``standing`` from ``portfolio.board``.
    """
    words, as_of = about.words, about.as_of
    if steps.empty:
        reason = kept_back(about, "milestones") or words(
            "The register holds no dated steps recorded by {day}.", day=as_of
        )
        return Unknown("milestones", words("Which milestones have slipped is not known"), reason, words)
    rows = _ordered(steps, slips, standing, about)
    compared = moved_ever(rows)
    moved = rows[rows["slip"].fillna(0) != 0].reset_index(drop=True)
    return Exhibit(
        name="milestones",
        title=_headline(rows, words),
        subtitle=words("Last day of each milestone as first planned and as planned on {day}", day=as_of),
        description=_told(rows, words),
        figure=figures.moves(
            moved.head(MOST), [_said(row, words) for row in moved.head(MOST).to_dict("records")], as_of, words
        )
        if len(moved) >= FEW
        else None,
        reading=reading.moved_steps(words),
        table=Table(
            words("Milestones: first and latest plan"),
            [
                Column("title", words("Step"), own=True),
                Column("named", words("Initiative"), own=True),
                Column("due", words("When (according to the papers)"), lambda row: _due(row, words)),
                day_column("first_last", words("Last day, first planned"), words),
                day_column("newest_last", words("Last day, planned now"), words),
                Column("slip", words("Moved"), lambda row: breakable(_moved(row, words)) if compared else None),
                Column("days", words("Status"), lambda row: breakable(_standing(row, words))),
            ],
            rows if compared else rows.assign(first_last=pd.NaT),
            dense=True,
        ),
        source=register_line(rows, about, "milestones"),
        words=words,
        notes=_notes(rows, moved, words),
        missing=_undated(rows, words),
    )


def _ordered(steps: pd.DataFrame, slips: pd.DataFrame, standing: pd.DataFrame, about: Setting) -> pd.DataFrame:
    """The steps with their baselines and where each stands, the most moved first."""
    words, as_of, key = about.words, about.as_of, ["initiative", "milestone"]
    rows = steps.merge(slips[[*key, "first_last", "newest_last", "slip", "moved", "moved_later"]], on=key, how="left")
    about = standing.set_index("initiative")
    done = (rows["done"] <= as_of).fillna(False)
    passed = (rows["due_latest"] < as_of) & ~done
    over = rows["initiative"].map(about["stage"]).isin(OVER)
    rows = rows.assign(
        named=rows["initiative"].map(about["title"]),
        stage=rows["initiative"].map(about["stage"]),
        later=rows["slip"].fillna(0) > 0,
        is_done=done,
        over=over & ~done,
        passed=passed & ~over,
        late=passed & ~over & rows["kind"].isin(BINDING),
        days=(as_of - rows["due_latest"]).dt.days,
    )
    return rows.sort_values(
        ["slip", "late", "due_latest", "title"],
        ascending=[False, False, True, True],
        ignore_index=True,
        key=words.sorting,
    )


def _headline(rows: pd.DataFrame, words: Words) -> str:
    later = rows[rows["slip"].fillna(0) > 0]
    if len(later):
        worst = later.iloc[0]
        days = words.plural("{n} day", "{n} days", int(worst["slip"]))
        title, times = words.own(worst["title"]), times_moved(int(worst["moved_later"]), words)
        return words("{title}: {times}, {days} in all", title=title, times=times, days=days)
    late = rows[rows["late"]].sort_values("days", ascending=False, kind="stable")
    if len(late):
        worst = late.iloc[0]
        return words.plural(
            "{n} milestone is late: {title}, {days}",
            "{n} milestones are late; {title} most, {days}",
            len(late),
            title=words.own(worst["title"]),
            days=words.plural("{n} day", "{n} days", int(worst["days"])),
        )
    if not moved_ever(rows):
        return words("There is no earlier plan to compare with")
    return words.plural(
        "The one milestone is not known to have been moved",
        "None of the {n} milestones are known to have been moved",
        len(rows),
    )


def _told(rows: pd.DataFrame, words: Words) -> str:
    said = []
    if rows["later"].any():
        worst = rows.iloc[0]
        said.append(
            words(
                "{step} ({initiative}): first planned by {first}, now by {now}.",
                initiative=words.own(worst["named"]),
                step=words.own(worst["title"]),
                first=worst["first_last"],
                now=worst["newest_last"],
            )
        )
    soft = int((rows["passed"] & ~rows["late"]).sum())
    if moved_ever(rows):
        said.append(_counted(rows, soft, words))
    else:
        said += _counted_once(rows, soft, words)
    late = rows[rows["late"]]
    if len(late):
        told = [
            words(
                "{task} ({days} late)",
                task=words.own(row.title),
                days=words.plural("{n} day", "{n} days", int(row.days)),
            )
            for row in late.sort_values("days", ascending=False, kind="stable").head(FEW).itertuples()
        ]
        said.append(words("Late: {tasks}.", tasks=words.list(told)))
    return words.sentences(said)


def _counted(rows: pd.DataFrame, soft: int, words: Words) -> str:
    counts = {name: int(rows[flag].sum()) for name, flag in (("later", "later"), ("done", "is_done"), ("late", "late"))}
    if not soft:
        return words.plural(
            "{n} milestone: {later} later than first planned, {done} done, {late} late.",
            "{n} milestones: {later} later than first planned, {done} done, {late} late.",
            len(rows),
            **counts,
        )
    return words.plural(
        "{n} milestone: {later} later than first planned, {done} done, {late} late, {soft} past a date that was only "
        "estimated, preliminary or suggested.",
        "{n} milestones: {later} later than first planned, {done} done, {late} late, {soft} past a date that was "
        "only estimated, preliminary or suggested.",
        len(rows),
        soft=soft,
        **counts,
    )


def _counted_once(rows: pd.DataFrame, soft: int, words: Words) -> list[str]:
    """The same where no earlier plan is known."""
    said = [
        words.plural(
            "{n} milestone: {done} done, {late} late.",
            "{n} milestones: {done} done, {late} late.",
            len(rows),
            done=int(rows["is_done"].sum()),
            late=int(rows["late"].sum()),
        )
    ]
    if soft:
        said.append(words("Past a date that was only estimated, preliminary or suggested: {n}.", n=soft))
    if rows["late"].any():
        said.append(words("There is no earlier plan to compare with."))
    return said


def _said(row: dict, words: Words) -> str:
    """What stands after the title above a line: how far and how often it moved, and whether it is done or late."""
    said = [days_moved(int(row["slip"]), words)]
    if row["moved_later"] > 1:
        said.append(times_moved(int(row["moved_later"]), words))
    if row["late"]:
        said.append(_standing(row, words))
    return ", ".join(said)


def _due(row: dict, words: Words) -> str:
    return words("{title} ({marks})", title=words.own(row["due"]), marks=step_kind(row["kind"], words))


def _moved(row: dict, words: Words) -> str:
    if pd.isna(row["slip"]):
        return words("no last day to compare")
    if not row["moved"]:
        return words("not moved")
    said = [days_moved(int(row["slip"]), words)] if row["slip"] else [words("back where it was first planned")]
    if row["moved_later"]:
        said.append(times_moved(int(row["moved_later"]), words))
    return ", ".join(said)


def _standing(row: dict, words: Words) -> str:
    if row["is_done"]:
        return words("done {day}", day=short_day(row["done"], words))
    if row["over"]:
        return words("not done; the initiative is {stage}", stage=stage_name(row["stage"], words))
    if pd.isna(row["due_latest"]):
        return words("no last day known")
    if not row["passed"]:
        return words("to come")
    days = words.plural("{n} day", "{n} days", int(row["days"]))
    return {
        "decided": words("{days} late", days=days),
        "required_outside": words("{days} late", days=days),
        "estimated": words("{days} past its estimated date", days=days),
        "preliminary": words("{days} past its preliminary date", days=days),
        "suggested": words("{days} past its suggested date", days=days),
    }[row["kind"]]


def _notes(rows: pd.DataFrame, moved: pd.DataFrame, words: Words) -> tuple[str, ...]:
    notes = []
    if len(moved) >= FEW:
        notes.append(
            words(
                "The ring is the last day first planned; the mark at the other end is the last day planned now, "
                "filled when done. Diamond: decided. Triangle pointing down: set by others. Hourglass: estimated. "
                "Pentagon: preliminary. Star: suggested."
            )
        )
    if rows["passed"].any():
        newest = rows.loc[rows["passed"], "recorded"].max()
        notes.append(
            words(
                "Past their date as far as the register knows: nothing has been recorded about these milestones "
                "since {day}.",
                day=newest,
            )
        )
    return tuple(notes)


def _undated(rows: pd.DataFrame, words: Words) -> str:
    undated = rows[rows["due_latest"].isna() & ~rows["is_done"]]
    if undated.empty:
        return ""
    return words("No last day is known for {n}: {names}.", n=len(undated), names=named(undated["title"], words))
