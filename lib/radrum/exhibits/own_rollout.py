"""Exhibits of one municipality's part in the initiatives: how far it has come, and what it has not answered."""

import pandas as pd

from radrum.exhibits.choices import decision_state, rollout_state
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.matrix import STATES, nameless, unnamed
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

ROLLOUT, ANSWERING = "own-rollout", "own-answers"


def own_rollout(states: pd.DataFrame, counted: pd.DataFrame, area: str, about: Setting) -> Exhibit | Unknown:
    """How far the municipality ``area`` has come with each initiative, beside all whom the initiative concerns.

    ``states`` come from ``municipality.rollout``, ``counted`` from ``rollout.counts``.
    """
    words, name = about.words, about.areas["name"][area]
    if states.empty:
        title = words("How far {area} has come with each initiative is not known", area=name)
        return Unknown(ROLLOUT, title, _unlisted(counted, name, about), words)
    states = states.sort_values("title", kind="stable", ignore_index=True, key=words.sorting)
    return Exhibit(
        name=ROLLOUT,
        title=_in_place(states, name, words),
        subtitle=words("State of each initiative in {area} and overall, as known on {day}", area=name, day=about.as_of),
        description=words.sentences(_apart(states, name, words)),
        table=Table(
            words("The initiatives in {area}, and how many have each in place", area=name),
            [
                Column("title", words("Initiative"), own=True),
                Column("state", name, lambda row: _state(row, words)),
                Column("live", words("In place, of those who have answered"), lambda row: _among(row, words)),
            ],
            states,
            dense=True,
        ),
        source=register_line(states, about, "rollout"),
        words=words,
        notes=nameless(counted, words),
        missing=_silent(states, name, words),
    )


def _unlisted(counted: pd.DataFrame, name: str, about: Setting) -> str:
    """Why nothing can be said of the municipality's part in any initiative."""
    if counted.empty or not counted["listed"].any():
        return unnamed(counted, about)
    words = about.words
    kept = kept_back(about, "rollout", "parties")
    return kept or words("The register lists no initiative for {area}, by {day}.", area=name, day=about.as_of)


def _in_place(states: pd.DataFrame, name: str, words: Words) -> str:
    """In how many of the initiatives that it is listed with it has come all the way."""
    known = states[~states["state"].isin(["not_applicable", "unlisted"])]
    if known.empty:
        return words("No initiative listed by name is known to apply to {area}", area=name)
    if (known["state"] == "no_answer").all():
        return words.plural(
            "{area} has not answered about {n} initiative",
            "{area} has not answered about any of the {n} initiatives",
            len(known),
            area=name,
        )
    live = int((known["state"] == "live").sum())
    return words.plural(
        "{area} has {live} of {n} initiative in place",
        "{area} has {live} of {n} initiatives in place",
        len(known),
        area=name,
        live=words.number(live),
    )


def _apart(states: pd.DataFrame, name: str, words: Words) -> list[str]:
    """How many are in which state, and where the municipality is behind most who have answered, or ahead of them."""
    tally = states["state"].value_counts()
    counts = [
        words("{n} {state}", n=int(tally[state]), state=rollout_state(state, words))
        for state in STATES
        if state in tally
    ]
    told = [words("{area}: {told}.", area=name, told=words.list(counts))]
    most, live = states["live"] * 2 > states["answered"], states["state"] == "live"
    silent, applies = states["state"] == "no_answer", ~states["state"].isin(["not_applicable", "unlisted"])
    behind, unknown, ahead = states[most & ~live & ~silent & applies], states[most & silent], states[~most & live]
    if len(behind):
        titles = words.list(map(words.own, behind["title"]))
        told.append(
            words("In place in most of those who have answered, but not in {area}: {titles}.", area=name, titles=titles)
        )
    if len(unknown):
        titles = words.list(map(words.own, unknown["title"]))
        told.append(
            words(
                "In place in most of those who have answered; {area} has not answered: {titles}.",
                area=name,
                titles=titles,
            )
        )
    if len(ahead):
        titles = words.list(map(words.own, ahead["title"]))
        told.append(
            words("In place in {area} before most of those who have answered: {titles}.", area=name, titles=titles)
        )
    return told


def _state(row: dict, words: Words) -> str | None:
    if row["state"] == "unlisted":
        return None
    day = words.short_date(row["since"])
    return words("{state} (since {day})", state=words.sentence(rollout_state(row["state"], words)), day=day)


def _among(row: dict, words: Words) -> str:
    """In how many it is in place, of those who have answered; where none has, that."""
    if not row["answered"]:
        return words("nobody has answered")
    return words("{n} of {total}", n=int(row["live"]), total=int(row["answered"]))


def _silent(states: pd.DataFrame, name: str, words: Words) -> str:
    titles = states.loc[states["state"] == "unlisted", "title"]
    if titles.empty:
        return ""
    listed = words.list(map(words.own, titles))
    return words("The register does not state how far {area} has come with: {titles}.", area=name, titles=listed)


def own_answers(matters: pd.DataFrame, area: str, about: Setting) -> Exhibit | Unknown:
    """What the municipality ``area`` has been asked and has not answered: roll-outs and decisions.

    ``matters`` come from ``municipality.matters``. Where nothing is left, those answered are shown.
    """
    words, name = about.words, about.areas["name"][area]
    if matters.empty:
        title = words("What {area} has been asked is not known", area=name)
        reason = kept_back(about, "decisions", "rollout") or words(
            "The register names neither a roll-out nor a decision that {area} is asked about, by {day}.",
            area=name,
            day=about.as_of,
        )
        return Unknown(ANSWERING, title, reason, words)
    alike = matters.groupby(["left", "state", "waited"], dropna=False, sort=False).ngroup()
    matters = matters.assign(_alike=alike).sort_values(["_alike", "title"], ignore_index=True, key=words.sorting)
    left = matters[matters["left"]]
    decided = matters[matters["kind"] == "decision"]  # what is in place is told above
    shown = next(rows for rows in (left, decided, matters) if len(rows))
    return Exhibit(
        name=ANSWERING,
        title=answers_title(matters, name, words),
        subtitle=words(
            "Roll-outs and decisions that {area} is asked about, as known on {day}", area=name, day=about.as_of
        ),
        description=words.sentences(_told(matters, words)),
        table=Table(
            words("Without an answer") if len(left) else words("What has been answered"),
            [
                Column("title", words("Matter"), own=True),
                Column("kind", words("Kind"), lambda row: _kind(row["kind"], words)),
                Column("state", words("Answer"), lambda row: _answer(row, words)),
                Column("since", words("Since"), lambda row: _day(row, words)),
                *(
                    [Column("waited", words("Days waited"), lambda row: _waited(row, words), number=True)]
                    if len(left)
                    else []
                ),
            ],
            shown,
            dense=True,
        ),
        source=register_line(shown, about, "rollout", "decisions"),
        words=words,
    )


def answers_title(matters: pd.DataFrame, name: str, words: Words) -> str:
    """How many it was asked and has not answered; what was not put to it is no answer left to give."""
    waiting = matters["waited"].notna() | matters["state"].isin(["asked", "no_answer"])
    if waiting.any():
        return words.plural(
            "{area} has {n} answer left to give", "{area} has {n} answers left to give", int(waiting.sum()), area=name
        )
    if matters["left"].all():
        return words("Nothing is known to have been asked of {area}", area=name)
    return words("{area} has answered all that it is known to have been asked", area=name)


def _told(matters: pd.DataFrame, words: Words) -> list[str]:
    """The matters by what is known of the answer, by name."""
    groups = {
        words("Asked, without an answer"): matters["state"].isin(["asked", "no_answer"]),
        words("Not yet asked"): matters["state"] == "not_asked",
        words("Not stated"): matters["state"] == "unlisted",
    }
    told = [
        words("{state}: {told}.", state=said, told=words.list(map(words.own, matters.loc[rows, "title"])))
        for said, rows in groups.items()
        if rows.any()
    ]
    return told or [words("Nothing is waiting for an answer.")]


def _kind(kind: str, words: Words) -> str:
    return words("decision") if kind == "decision" else words("roll-out")


def _answer(row: dict, words: Words) -> str | None:
    if row["state"] == "unlisted":
        return None
    said = decision_state if row["kind"] == "decision" else rollout_state
    return said(row["state"], words)


def _day(row: dict, words: Words) -> str | None:
    return None if pd.isna(row["since"]) else words.short_date(row["since"])


def _waited(row: dict, words: Words) -> str | None:
    if pd.notna(row["waited"]):
        return words.number(int(row["waited"]))
    return words("not asked") if row["state"] == "not_asked" else None
