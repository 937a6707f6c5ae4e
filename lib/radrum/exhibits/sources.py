"""The line under an exhibit that says where its rows come from."""

import re
from collections.abc import Iterable, Sequence

import pandas as pd
from markupsafe import Markup

from radrum.exhibits.naming import producer_name
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
    passports: dict[str, Passport],
    words: Words,
    columns: Sequence[str] = ("value",),
    *,
    derived: bool = False,
    documents: Iterable[str] = (),
    also: Iterable[str] = (),
) -> str:
    """Who produced the values and when they were fetched, as their passports ask to be cited.

    ``columns`` of ``rows`` are the values shown or computed with, as in ``snapshots_of``; ``also`` are the snapshots of
    others that are. ``derived`` for figures computed from the rows, as values made of those of earlier areas always
    are; ``documents`` are named beside them.
    """
    derived = derived or (
        "carried" in rows and any(made(row, column) for row in rows.to_dict("records") for column in columns)
    )
    names = dict.fromkeys([*snapshots_of(rows, columns), *also])
    cited = dict.fromkeys(cited_as(passports[name], words, derived) for name in names)
    return words("Source: {sources}.", sources=words.joined([*cited, *map(words.own, dict.fromkeys(documents))]))


def snapshots_of(rows: pd.DataFrame, columns: Sequence[str] = ("value",)) -> list[str]:
    """The snapshots that the values in ``columns`` of ``rows`` are from: of ``before`` they are ``before_snapshot``."""
    named = ["snapshot" if column == "value" else f"{column}_snapshot" for column in columns]
    return list(dict.fromkeys(name for column in named for name in rows[column].dropna()))


def cited_as(passport: Passport, words: Words, derived: bool) -> str:
    """The source by its name, that it was processed where it was, and when it was retrieved, in the reader's words."""
    citation = processed(passport.citation_derived if derived else passport.citation, passport.language, words)
    return words("{citation} (retrieved {day})", citation=citation, day=passport.retrieved)


def processed(citation: str, language: str, words: Words) -> str:
    """A passport's citation: what it says of processing in the reader's words, the source's name as it stands."""
    said = PROCESSED.match(citation)
    if said is None:
        return named(citation, language, words)
    name = citation[said.end() :].strip()
    source = named(name, language, words)
    return words("own processing of {source}", source=source) if name else words("own processing")


def named(name: str, language: str, words: Words) -> str:
    """A producer or source of a passport: by the name it has in the reader's language, else as the passport has it."""
    told = producer_name(name, words)
    return told if told != name else in_its_language(name, language, words)


def in_its_language(text: str, language: str, words: Words) -> str:
    """A text of a passport, marked with the ``language`` that says it is in where that is not the page's."""
    if language in ("", words.language):
        return text
    return Markup('<span lang="{}">{}</span>').format(language, text)


def register_line(rows: pd.DataFrame, words: Words) -> str:
    """The documents that the register's rows were written from; of many those that most rows are from."""
    sources = rows["source"].astype(str).str.split("; ").explode()
    documents = sources.str.split(",").str[0].value_counts(sort=False).to_dict()
    if len(documents) > NAMED:
        named = sorted(documents, key=documents.get, reverse=True)[:NAMED]
        return words.plural(
            "Source: the council's register, from {documents}, and {n} other document.",
            "Source: the council's register, from {documents}, and {n} other documents.",
            len(documents) - NAMED,
            documents=words.joined(named, ", "),
        )
    return words("Source: the council's register, from {documents}.", documents=words.list(documents))
