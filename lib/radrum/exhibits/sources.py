"""The line under an exhibit that says where its rows come from."""

import re
from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from radrum.exhibits.naming import producer_name
from radrum.figures.shares import made
from radrum.passport import Passport
from radrum.words import Words

NAMED = 5  # documents that a line has room for
LETTERS = {"sv": "äö", "nb": "æø"}
ALIKE = {"nb": ("nn",)}
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
    *,
    derived: bool = False,
    documents: Iterable[str] = (),
) -> str:
    """Who produced the rows and when they were fetched, as their passports ask to be cited.

    ``derived`` for figures computed from the rows, as values made of those of earlier areas always are; ``documents``
    are named beside them.
    """
    derived = derived or ("carried" in rows and any(made(row) for row in rows.to_dict("records")))
    cited = dict.fromkeys(cited_as(passports[name], words, derived) for name in dict.fromkeys(rows["snapshot"]))
    return words("Source: {sources}.", sources=words.joined([*cited, *map(words.own, dict.fromkeys(documents))]))


def cited_as(passport: Passport, words: Words, derived: bool) -> str:
    """The source by its name, that it was processed where it was, and when it was retrieved, in the reader's words."""
    citation = processed(passport.citation_derived if derived else passport.citation, words)
    return words("{citation} (retrieved {day})", citation=citation, day=passport.retrieved)


def processed(citation: str, words: Words) -> str:
    """A passport's citation: what it says of processing in the reader's words, the source's name as it stands."""
    said = PROCESSED.match(citation)
    if said is None:
        return producer_name(citation, words)
    name = citation[said.end() :].strip()
    return words("own processing of {source}", source=producer_name(name, words)) if name else words("own processing")


def in_its_language(text: str, words: Words) -> str:
    """A text of a passport, marked where its letters are those of another language than the page's.

    A passport does not say which language its texts are in.
    """
    language = next((name for name, letters in LETTERS.items() if set(letters) & set(text.lower())), words.language)
    if words.language in (language, *ALIKE.get(language, ())):
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
