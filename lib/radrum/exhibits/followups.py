"""Exhibits of what is left in words: effects that nobody has followed up, effects that nobody can measure."""

import pandas as pd

from radrum.exhibits.choices import stage_name
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown, quoted
from radrum.exhibits.naming import bearer
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words


def followups(over: pd.DataFrame, parties: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Initiatives past their end, and whether their effects were followed up. From ``benefits.followups``."""
    words, as_of = about.words, about.as_of
    if over.empty:
        reason = words("No initiative is known to have reached its end by {day}.", day=as_of)
        return Unknown("followups", words("No follow-up of effects is due"), reason, words)
    names = parties.set_index("party")["name"]
    rows = over.assign(bearer=[bearer(names.get(row.owner), row.owner_role, words) for row in over.itertuples()])
    waiting = rows["followed_up"].isna()
    rows = rows.assign(_waiting=~waiting).sort_values(
        ["_waiting", "ended", "title"], ignore_index=True, key=words.sorting
    )
    left = rows[rows["followed_up"].isna()]
    return Exhibit(
        name="followups",
        title=_headline(left, rows, words),
        subtitle=words("Initiatives that are over by {day}, and who is to follow up their effects", day=as_of),
        description=_told(left, words),
        table=Table(
            words("Initiatives that are over"),
            [
                Column("title", words("Initiative"), own=True),
                Column("ended", words("Last day"), lambda row: _day(row["ended"], words)),
                Column("stage", words("Stage"), lambda row: _stage(row, words)),
                Column("followed_up", words("Effects followed up"), lambda row: _followed(row, words)),
                Column("bearer", words("Who is to do it")),
            ],
            rows,
        ),
        source=register_line(rows, about, "initiatives", "status"),
        words=words,
        notes=(
            words(
                "Over: past its last day, or closed or handed over. Followed up: on a day stated, or by a benefit "
                "measured after the end."
            ),
        ),
    )


def _headline(left: pd.DataFrame, rows: pd.DataFrame, words: Words) -> str:
    if left.empty:
        return words.plural(
            "The one initiative that is over has had its effects followed up",
            "All {n} initiatives that are over have had their effects followed up",
            len(rows),
        )
    if len(rows) == 1:
        return words("The one initiative that is over has had no follow-up of its effects")
    return words.plural(
        "{n} of {total} initiatives that are over has had no follow-up of its effects",
        "{n} of {total} initiatives that are over have had no follow-up of their effects",
        len(left),
        total=len(rows),
    )


def _told(left: pd.DataFrame, words: Words) -> str:
    if left.empty:
        return words("Nothing is left to follow up.")
    named = [
        words("{title} ({marks})", title=words.own(row.title), marks=row.bearer or words("owner not stated"))
        for row in left.itertuples()
    ]
    return words("To be followed up (owner in brackets): {names}.", names=words.list(named))


def _stage(row: dict, words: Words) -> str | None:
    return stage_name(row["stage"], words) if isinstance(row["stage"], str) else None


def _followed(row: dict, words: Words) -> str:
    return _day(row["followed_up"], words) or words("not followed up")


def _day(day: pd.Timestamp, words: Words) -> str | None:
    return None if pd.isna(day) else words.short_date(day)


def effects(initiatives: pd.DataFrame, stands: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """What the papers say that initiatives without a benefit in numbers are to give.

    ``initiatives`` are those that stand, ``stands`` come from ``benefits.standing``.
    """
    words, as_of = about.words, about.as_of
    if initiatives.empty:
        reason = kept_back(about, "initiatives") or words(
            "The register holds no initiatives recorded by {day}.", day=as_of
        )
        return Unknown("effects", words("Which initiatives there are is not known"), reason, words)
    plain = initiatives[~initiatives["initiative"].isin(stands["initiative"])]
    if plain.empty:
        reason = words("What each is expected to give is shown among the benefits.")
        return Unknown("effects", words("Every initiative has a benefit stated in numbers"), reason, words)
    said = plain["effect_goal"].notna() | plain["citizen_benefit"].notna()
    silent = plain[~said]
    names = words.list(words.own(title) for title in silent["title"])
    if not said.any():
        title = words("The papers state no effect goal where no benefit is stated in numbers")
        return Unknown("effects", title, words("Nothing is stated for: {names}.", names=names), words)
    rows = plain[said].reset_index(drop=True)
    return Exhibit(
        name="effects",
        title=_stated(plain, stands, words),
        subtitle=words.plural(
            "What the papers say about the one initiative without a benefit stated in numbers, by {day}",
            "What the papers say about the {n} initiatives without a benefit stated in numbers, by {day}",
            len(plain),
            day=as_of,
        ),
        description=_counted(plain, words),
        table=quoted(
            words("Effect goal and citizen benefit"),
            {
                "title": words("Initiative"),
                "effect_goal": words("Effect goal"),
                "citizen_benefit": words("Citizen benefit"),
            },
            rows,
        ),
        source=register_line(rows, about, "initiatives"),
        words=words,
        missing=words("Neither is stated for: {names}.", names=names) if len(silent) else "",
    )


def _stated(plain: pd.DataFrame, stands: pd.DataFrame, words: Words) -> str:
    n, total = int(plain["effect_goal"].notna().sum()), len(plain)
    if total == 1:
        return (
            words("For the one initiative without a benefit stated in numbers, the papers state an effect goal")
            if n
            else words("For the one initiative without a benefit stated in numbers, the papers state no effect goal")
        )
    if stands.empty:
        return words(
            "For {n} of {total} initiatives the papers state an effect goal; none can be measured", n=n, total=total
        )
    return words(
        "For {n} of the {total} initiatives without a benefit stated in numbers, the papers state an effect goal",
        n=n,
        total=total,
    )


def _counted(plain: pd.DataFrame, words: Words) -> str:
    n = int(plain["citizen_benefit"].notna().sum())
    gain = words("A citizen benefit is stated for {n} of {total}.", n=n, total=len(plain))
    return words.sentences([gain, words("None of them have a baseline and an expected value.")])
