"""The exhibit of who answers for what in each initiative."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.choices import role_name
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown, quoted
from radrum.exhibits.matrix import LEAST, crossed
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

ROLES = ("accountable", "responsible", "consulted", "informed")
WIDEST = 14  # initiatives that a matrix has room for on a phone


def responsibilities(parts: pd.DataFrame, clear: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Each body's part in each initiative, and where it is not clear who answers.

    ``parts`` and ``clear`` come from ``bodies.responsibilities`` and ``bodies.clarity``.
    """
    words, as_of = about.words, about.as_of
    if parts.empty:
        reason = kept_back(about, "responsibilities") or words(
            "The register holds no role of any body in an initiative, by {day}.", day=as_of
        )
        return Unknown("responsibilities", words("Who answers for what is not known"), reason, words)
    if parts["role"].isna().all():
        return _tasks(parts, clear, about)
    rows = clear.assign(
        **{role: [_named(parts, initiative, role, words) for initiative in clear["initiative"]] for role in ROLES},
        others=[_named(parts, initiative, None, words) for initiative in clear["initiative"]],
        gap=[_gap(row, words) for row in clear.to_dict("records")],
    )
    columns = [_cell(role, words.sentence(role_name(role, words))) for role in ROLES]
    if rows["others"].notna().any():
        columns.append(_cell("others", words("Role according to the papers")))
    return Exhibit(
        name="responsibilities",
        title=_headline(clear, words),
        subtitle=words("Responsibility by initiative and body, as known on {day}", day=as_of),
        description=_told(clear, words),
        figure=_drawn(parts, clear, words),
        reading=reading.parts(words),
        table=Table(
            words("Who answers for what in each initiative"),
            [
                Column("title", words("Initiative"), own=True),
                *columns,
                Column("gap", words("What is unclear")),
            ],
            rows,
            dense=True,
        ),
        source=register_line(parts, about, "responsibilities"),
        words=words,
        missing=_without(clear, parts, words),
    )


def _tasks(parts: pd.DataFrame, clear: pd.DataFrame, about: Setting) -> Exhibit:
    """What each body is to do, where the papers give nobody a part in a matrix."""
    words = about.words
    initiatives = parts["initiative"].nunique()
    bodies = words.plural("{n} body", "{n} bodies", parts["party"].nunique())
    return Exhibit(
        name="responsibilities",
        title=words.plural(
            "The papers give roles but no responsibility matrix for {n} initiative",
            "The papers give roles but no responsibility matrix for {n} initiatives",
            initiatives,
        ),
        subtitle=words("Roles according to the papers, by initiative and body, as known on {day}", day=about.as_of),
        description=words(
            "The papers state the tasks of {bodies}, in {points}. Who is responsible, accountable, consulted or "
            "informed is not stated.",
            points=words.plural("{n} point", "{n} points", len(parts)),
            bodies=bodies,
        ),
        table=quoted(
            words("The bodies' roles in the initiatives, according to the papers"),
            {"title": words("Initiative"), "name": words("Body"), "task": words("Role according to the papers")},
            parts,
        ),
        source=register_line(parts, about, "responsibilities"),
        words=words,
        missing=_without(clear, parts, words),
    )


def _cell(name: str, heading: str) -> Column:
    return Column(name, heading, lambda row: row[name])


def _named(parts: pd.DataFrame, initiative: str, role: str | None, words: Words) -> str | None:
    """Those who have the part, or a task and no part, each with its task where one is given."""
    same = parts["role"].isna() if role is None else parts["role"] == role
    rows = parts[(parts["initiative"] == initiative) & same]
    told = [
        words("{body}: {task}", body=words.own(name), task=words.own(task))
        if isinstance(task, str)
        else words.own(name)
        for name, task in zip(rows["name"], rows["task"], strict=True)
    ]
    return words.joined(told, "\n") or None


def _gap(row: dict, words: Words) -> str:
    if row["clear"]:
        return words("nothing")
    if not sum(row[role] for role in ROLES):
        return words("nobody has a role")
    told = []
    if row["accountable"] == 0:
        told.append(words("nobody is accountable"))
    if row["accountable"] > 1:
        told.append(words("{n} are accountable", n=int(row["accountable"])))
    if row["responsible"] == 0:
        told.append(words("nobody is responsible"))
    return ", ".join(told)


def _headline(clear: pd.DataFrame, words: Words) -> str:
    unclear = clear[~clear["clear"]]
    if unclear.empty:
        return words.plural(
            "The one initiative has one accountable body and someone responsible",
            "Each of the {n} initiatives has one accountable body and someone responsible",
            len(clear),
        )
    if len(unclear) == 1:
        return words("Who answers for {title} is not clear", title=words.own(unclear["title"].iloc[0]))
    return words("In {n} of {total} initiatives it is not clear who answers for what", n=len(unclear), total=len(clear))


def _told(clear: pd.DataFrame, words: Words) -> str:
    """The gaps by kind, each with its initiatives by name."""
    some = clear[clear[list(ROLES)].sum(axis=1) > 0]
    none, several = some[some["accountable"] == 0], some[some["accountable"] > 1]
    idle = some[some["responsible"] == 0]
    told = []
    if len(none):
        told.append(words("Nobody is accountable: {titles}.", titles=_titles(none, words)))
    if len(several):
        told.append(words("More than one is accountable: {titles}.", titles=_titles(several, words)))
    if len(idle):
        told.append(words("Nobody is responsible: {titles}.", titles=_titles(idle, words)))
    if len(clear) == 1:
        return words.sentences(told) or words("The one initiative has one accountable body and someone responsible.")
    found = words.plural(
        "{n} of {total} initiatives has one accountable body and someone responsible.",
        "{n} of {total} initiatives have one accountable body and someone responsible.",
        int(clear["clear"].sum()),
        total=len(clear),
    )
    return words.sentences([found, *told])


def _titles(rows: pd.DataFrame, words: Words) -> str:
    return words.list(map(words.own, rows["title"]))


def _without(clear: pd.DataFrame, parts: pd.DataFrame, words: Words) -> str:
    without = clear[~clear["initiative"].isin(parts["initiative"])]
    if without.empty:
        return ""
    return words("Nothing is stated about who does what in: {titles}.", titles=_titles(without, words))


def _drawn(parts: pd.DataFrame, clear: pd.DataFrame, words: Words) -> object:
    """The matrix of bodies, those with most parts first, and initiatives, where it says more than a sentence."""
    lettered = parts.dropna(subset="role")
    shown = clear[clear["initiative"].isin(lettered["initiative"])].reset_index(drop=True)
    lettered = lettered[lettered["initiative"].isin(shown["initiative"])]
    many = lettered.groupby("party").size()
    names = lettered.drop_duplicates("party").set_index("party")["name"]
    bodies = sorted(names.index, key=lambda party: (-many[party], words.order(names[party]), party))
    if len(bodies) < LEAST or len(shown) > WIDEST:
        return None
    told = [role_name(role, words) for role in lettered["role"]]
    matters = shown.set_index("initiative")["title"]
    return figures.letters_by_body(
        crossed(lettered, names[bodies], matters, told),
        [names[party] for party in bodies],
        matters.tolist(),
        {role: role_name(role, words) for role in ROLES},
        [words("How many accountable"), *(words.number(n) for n in shown["accountable"])],
    )
