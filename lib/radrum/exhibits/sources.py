"""The line under an exhibit that says where its rows come from, with links to what the page says of each file."""

import re
from collections.abc import Iterable, Sequence

import pandas as pd
from markupsafe import Markup

from radrum.exhibits.naming import producer_name
from radrum.exhibits.origins import Cited, of_register, of_statistics
from radrum.exhibits.setting import Setting
from radrum.figures.shares import made
from radrum.passport import Passport
from radrum.words import Words

NAMED = 5  # documents that a line has room for
# How passports say it, in the language of whoever wrote them.
PROCESSED = re.compile(
    r"((egen )?bearbetning( av)?( uppgifter från)?|(egen )?bearbeiding( av)?( tall fra)?"
    r"|own processing( of)?( figures from)?)(?= |$)",
    re.IGNORECASE,
)


def statistics_line(
    rows: pd.DataFrame,
    about: Setting,
    columns: Sequence[str] = ("value",),
    *,
    derived: bool = False,
    documents: Iterable[str] = (),
    also: Iterable[str] = (),
    told: pd.DataFrame | None = None,
    measure: str = "",
) -> Cited:
    """Who produced the values and when they were fetched, as their passports ask to be cited.

    ``columns`` of ``rows`` are the values shown or computed with, as in ``snapshots_of``; ``also`` are the snapshots of
    others that are, ``told`` those of which a note tells the value. ``derived`` for figures computed from the rows, as
    values made of those of earlier areas always are; ``documents`` are named beside them. The values are of ``measure``
    where the rows do not say of which.
    """
    words, told = about.words, rows.head(0) if told is None else told
    derived = derived or (
        "carried" in rows and any(made(row, column) for row in rows.to_dict("records") for column in columns)
    )
    cited: dict[str, list[str]] = {}
    for name in dict.fromkeys([*snapshots_of(rows, columns), *snapshots_of(told), *also]):
        cited.setdefault(cited_as(about.passports[name], words, derived), []).append(name)
    said = [_linked(names, derived, about) for names in cited.values()]
    named = [_document(each, about) for each in dict.fromkeys(documents)]
    line = words("Source: {sources}.", sources=words.joined([*said, *named]))
    return of_statistics(line, rows, about, columns, told, measure)


def _linked(names: list[str], derived: bool, about: Setting) -> str:
    """Snapshots that are cited alike: the citation leads to what the page says of the first, a number to each other."""
    words, passport = about.words, about.passports[names[0]]
    citation = link(names[0], _citation(passport, words, derived))
    said = words("{citation} (retrieved {day})", citation=citation, day=passport.retrieved)
    more = [link(name, words("file {n}", n=n)) for n, name in enumerate(names[1:], start=2)]
    return words.joined([said, *more], ", ")


def _document(document: str, about: Setting) -> str:
    """A document of goals, which leads to the file that quotes it."""
    words, goals = about.words, about.goals
    names = goals.loc[goals["document"] == document, "snapshot"] if "snapshot" in goals else []
    return link(names.iloc[0], words.own(document)) if len(names) else words.own(document)


def link(name: str, text: str) -> Markup:
    """``text`` as a link to what the page says of an input: a snapshot by its name, or ``register``."""
    return Markup('<a href="#input-{}">{}</a>').format(name, text)


def snapshots_of(rows: pd.DataFrame, columns: Sequence[str] = ("value",)) -> list[str]:
    """The snapshots that the values in ``columns`` of ``rows`` are from: of ``before`` they are ``before_snapshot``."""
    named = ["snapshot" if column == "value" else f"{column}_snapshot" for column in columns]
    return list(dict.fromkeys(name for column in named if len(rows) for name in rows[column].dropna()))


def cited_as(passport: Passport, words: Words, derived: bool) -> str:
    """The source by its name, that it was processed where it was, and when it was retrieved, in the reader's words."""
    return words("{citation} (retrieved {day})", citation=_citation(passport, words, derived), day=passport.retrieved)


def _citation(passport: Passport, words: Words, derived: bool) -> str:
    return processed(passport.citation_derived if derived else passport.citation, passport.language, words)


def processed(citation: str, language: str, words: Words) -> str:
    """A passport's citation: what it says of processing in the reader's words, the source's name as it stands."""
    said = PROCESSED.match(citation)
    if said is None:
        return named(citation, language, words)
    name = citation[said.end() :].strip()
    source = named(name, language, words)
    return words("adapted from {source}", source=source) if name else words("adapted")


def named(name: str, language: str, words: Words) -> str:
    """A producer or source of a passport: by the name it has in the reader's language, else as the passport has it."""
    told = producer_name(name, words)
    return told if told != name else in_its_language(name, language, words)


def in_its_language(text: str, language: str, words: Words) -> str:
    """A text of a passport, marked with the ``language`` that says it is in where that is not the page's."""
    if language in ("", words.language):
        return text
    return Markup('<span lang="{}">{}</span>').format(language, text)


def register_line(rows: pd.DataFrame, about: Setting, *tables: str) -> Cited:
    """The documents that the rows of the register's ``tables`` were written from; of many those most rows are from."""
    words = about.words
    sources = rows["source"].astype(str).str.split("; ").explode()
    documents = sources.str.split(",").str[0].value_counts(sort=False).to_dict()
    register = link("register", words("the council's register"))
    line = words("Source: {register}, from {documents}.", register=register, documents=words.list(documents))
    if len(documents) > NAMED:
        named = sorted(documents, key=documents.get, reverse=True)[:NAMED]
        line = words.plural(
            "Source: {register}, from {documents}, and {n} other document.",
            "Source: {register}, from {documents}, and {n} other documents.",
            len(documents) - NAMED,
            register=register,
            documents=words.joined(named, ", "),
        )
    return of_register(line, about, tables)
