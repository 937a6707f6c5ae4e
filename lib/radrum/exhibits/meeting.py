"""Exhibits of a meeting: what waits for a decision, what was decided, who came."""

import pandas as pd

from radrum.exhibits.choices import agenda_kind, agenda_state
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import note_told
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words


def next_agenda(meeting: pd.Series | None, items: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """What the next meeting must take up. ``items`` are its agenda, in order."""
    words = about.words
    if items.empty:
        reason = kept_back(about, "agenda") or words(
            "The register, as known on this day, holds no agenda for a future meeting."
        )
        return Unknown("next-agenda", words("What must be decided is not known"), reason, words)
    kinds, noted = items["kind"].value_counts(), items["recorded"].max()
    counted = words.list(words("{kind} {n}", kind=agenda_kind(kind, words), n=int(n)) for kind, n in kinds.items())
    return Exhibit(
        name="next-agenda",
        title=words.plural("{n} item awaits the next meeting", "{n} items await the next meeting", len(items))
        if meeting is not None
        else words.plural("{n} proposal awaits a decision", "{n} proposals await decisions", len(items)),
        subtitle=_which(meeting, words) if meeting is not None else words("What is proposed and not decided"),
        description=words("By kind: {kinds}. The agenda is as recorded by {day}.", kinds=counted, day=noted),
        table=Table(
            words("Items for the next meeting"),
            [
                Column("title", words("Item"), own=True),
                Column("kind", words("Type"), lambda row: _known(row["kind"], agenda_kind, words)),
                Column("proposal", words("Proposal"), own=True),
            ]
            if items["proposal"].notna().any()
            else [
                Column("title", words("Item"), own=True),
                Column("kind", words("Type"), lambda row: _known(row["kind"], agenda_kind, words)),
            ],
            items,
        ),
        source=register_line(items, about, "agenda"),
        words=words,
    )


def decisions(meeting: pd.Series | None, items: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """What a held meeting decided and what it did not reach. ``items`` are its agenda, in order."""
    words = about.words
    if meeting is None:
        reason = words("The register knows of no meeting held by this day.")
        return Unknown("decisions", words("What was decided is not known"), reason, words)
    when = words.date(meeting["date"])
    if (items["state"] == "planned").all():
        reason = words(
            "The minutes of the meeting on {day} are not available, so what it decided cannot be said.", day=when
        )
        if meeting["kind"] == "reporting":
            reason = words("The papers of {day} are a plan or a report, not the minutes of a meeting.", day=when)
        reason = words.sentences([reason, *_comment(meeting, words)])
        return Unknown("decisions", words("What was decided on {day} is not known", day=when), reason, words)
    decided, continued, left = (items[items["state"] == state] for state in ("decided", "continued", "not_reached"))
    parts = [words.plural("{n} item decided", "{n} items decided", len(decided))]
    handled = items[items["state"] == "handled"]
    if len(handled):
        parts.append(words.plural("{n} dealt with", "{n} dealt with", len(handled)))
    if len(continued):
        parts.append(words.plural("{n} continues", "{n} continue", len(continued)))
    if len(left):
        parts.append(words.plural("{n} not reached", "{n} not reached", len(left)))
    told = [
        words.plural(
            "The agenda had {n} item. {decided}.",
            "The agenda had {n} items. {decided}.",
            len(items),
            decided=words.sentence(words.list(parts)),
        )
    ]
    if len(left):
        told.append(
            words("Carried over to the next meeting: {items}.", items=words.list(map(words.own, left["title"])))
        )
    return Exhibit(
        name="decisions",
        title=", ".join(parts),
        subtitle=_which(meeting, words),
        description=words.sentences(told),
        table=Table(
            words("The agenda and what became of each item"),
            [
                Column("title", words("Item"), own=True),
                Column("state", words("Outcome"), lambda row: agenda_state(row["state"], words)),
                Column("decision", words("Decision"), lambda row: _agreed(row, words)),
                *(
                    [Column("remark", words("Note"), lambda row: note_told(row["remark"], words))]
                    if items["remark"].notna().any()
                    else []
                ),
            ],
            items,
        ),
        source=register_line(items, about, "agenda"),
        words=words,
        notes=_comment(meeting, words),
    )


def _comment(meeting: pd.Series, words: Words) -> tuple[str, ...]:
    """What a reader must know of the meeting, where there is something."""
    return (words.own(meeting["comment"]),) if isinstance(meeting["comment"], str) else ()


def _which(meeting: pd.Series, words: Words) -> str:
    when = words.date(meeting["date"]) if pd.notna(meeting["date"]) else words("a date to be set")
    if pd.notna(meeting["number"]):
        return words("Agenda of meeting {number}, on {when}", number=str(meeting["number"]), when=when)
    return words("Agenda of the meeting on {when}", when=when)


def attendance(meeting: pd.Series | None, seats: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Who came, by body. ``seats`` come from ``meetings.seats``."""
    words = about.words
    if meeting is None or seats.empty:
        reason = kept_back(about, "attendance") or words(
            "The register, as known on this day, does not say who attended."
        )
        return Unknown("attendance", words("Who attended is not known"), reason, words)
    seats = seats.sort_values(["present", "name"], ascending=[False, True], ignore_index=True, key=words.sorting)
    present, absent, doubtful = (int(seats[column].sum()) for column in ("present", "absent", "unclear"))
    told = [
        words.plural(
            "Seats filled: {present} of {n}; absent: {absent}.",
            "Seats filled: {present} of {n}; absent: {absent}.",
            present + absent + doubtful,
            present=present,
            absent=absent,
        )
    ]
    away = seats["name"][seats["absent"] > 0]
    if len(away):
        told.append(words("Empty seats: {bodies}.", bodies=words.list(map(words.own, away))))
    if doubtful:
        bodies = seats["name"][seats["unclear"] > 0]
        bodies = words.list(map(words.own, bodies))
        told.append(
            words("For {bodies} the minutes say both that the seat was filled and that it was not.", bodies=bodies)
        )
    represented = {"present": int((seats["present"] > 0).sum()), "total": len(seats)}
    return Exhibit(
        name="attendance",
        title=words("At least {present} of the {total} member bodies were represented", **represented)
        if doubtful
        else words("{present} of the {total} member bodies were represented", **represented),
        subtitle=words("Attendance by body on {day}; a body can have several seats", day=meeting["date"]),
        description=words.sentences(told),
        table=Table(
            words("Seats by body"),
            [
                Column("name", words("Body"), own=True),
                Column("present", words("Present"), number=True),
                Column("absent", words("Absent"), number=True),
                Column("unclear", words("Unclear"), number=True),
            ],
            seats.assign(meeting=meeting.get("meeting")),
        ),
        source=register_line(seats, about, "attendance"),
        words=words,
    )


def _known(value: str | None, name: object, words: Words) -> str:
    return name(value, words) if isinstance(value, str) else ""


def _agreed(row: dict, words: Words) -> str:
    if isinstance(row["decision"], str):
        return words.own(row["decision"])
    return {
        "not_reached": words("carried over to the next meeting"),
        "continued": words("continues at the next meeting"),
    }.get(row["state"], words("no decision noted"))
