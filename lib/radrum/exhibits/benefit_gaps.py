"""The exhibit of what hinders that benefits are followed."""

import pandas as pd

from radrum.exhibits.benefits import named, ordered, unstated
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import bearer
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import register_line
from radrum.words import Words


def benefit_gaps(stands: pd.DataFrame, parties: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """What hinders that benefits are followed: no value before, no owner, or overdue."""
    words, as_of = about.words, about.as_of
    if stands.empty:
        return unstated("benefit-gaps", words("Whether benefits can be followed up is not known"), about)
    names, rows = parties.set_index("party")["name"], ordered(stands, parties, words)
    lacking = rows[["no_baseline", "no_owner", "overdue"]].sum(axis=1)
    rows = rows.assign(_lacking=-lacking).sort_values("_lacking", kind="stable", ignore_index=True)
    before, owner, late = (rows[rows[gap]] for gap in ("no_baseline", "no_owner", "overdue"))
    told = [words("No baseline: {names}.", names=named(before, words))] if len(before) else []
    told += [words("No owner: {names}.", names=named(owner, words))] if len(owner) else []
    told += [words("Late: {names}.", names=named(late, words))] if len(late) else []
    undated = int(rows["due_latest"].isna().sum())
    return Exhibit(
        name="benefit-gaps",
        title=_gaps(rows, words),
        subtitle=words("Baseline, owner and due date of each benefit as known on {day}", day=as_of),
        description=words.sentences(told)
        or words.plural("{n} benefit can be followed up.", "All {n} benefits can be followed up.", len(rows)),
        table=Table(
            words("What is needed to follow up each benefit"),
            [
                Column("what", words("Benefit"), own=True),
                Column("title", words("Initiative"), own=True),
                Column("no_baseline", words("Baseline"), lambda row: _tick(not row["no_baseline"], words)),
                Column("no_owner", words("Owner"), lambda row: _owner(row, names, words)),
                Column("overdue", words("Measured on time"), lambda row: _in_time(row, words)),
            ],
            rows,
        ),
        source=register_line(rows, about, "benefits"),
        words=words,
        notes=(
            words.plural(
                "For {n} benefit the papers give no date, so it cannot be late.",
                "For {n} benefits the papers give no date, so they cannot be late.",
                undated,
            ),
        )
        if undated
        else (),
    )


def _gaps(rows: pd.DataFrame, words: Words) -> str:
    before, owner, late = (int(rows[gap].sum()) for gap in ("no_baseline", "no_owner", "overdue"))
    gaps = [words.plural("{n} lacks a baseline", "{n} lack a baseline", before)] if before else []
    gaps += [words.plural("{n} has no owner", "{n} have no owner", owner)] if owner else []
    gaps += [words.plural("{n} is late", "{n} are late", late)] if late else []
    if not gaps:
        return words("Every benefit has a baseline and an owner, and none are late")
    return words.plural("Of {n} benefit, {gaps}", "Of {n} benefits, {gaps}", len(rows), gaps=words.list(gaps))


def _tick(there: bool, words: Words, said: str = "") -> str:
    return words("✓ {said}", said=said or words("stated")) if there else words("✗ missing")


def _owner(row: dict, names: pd.Series, words: Words) -> str:
    return _tick(not row["no_owner"], words, bearer(names.get(row["owner"]), row["owner_role"], words))


def _in_time(row: dict, words: Words) -> str:
    """Whether it was measured when it was due: missing where it is not yet due."""
    if pd.isna(row["due_latest"]):
        return words("– {due}", due=words.own(row["due"])) if isinstance(row["due"], str) else words("– no date stated")
    due = words.own(row["due"]) if isinstance(row["due"], str) else words.date(row["due_latest"])
    if row["overdue"]:
        return words("✗ late: {due}", due=due)
    first = row["due_latest"] if pd.isna(row["due_earliest"]) else row["due_earliest"]
    return words("✓ {said}", said=due) if row["measured_on"] >= first else words("– not yet due: {due}", due=due)
