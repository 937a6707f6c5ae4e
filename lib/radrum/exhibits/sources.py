"""The line under an exhibit that says where its rows come from."""

from collections.abc import Iterable

import pandas as pd

from radrum.passport import Passport
from radrum.words import Words

NAMED = 5  # documents that a line has room for


def statistics_line(
    rows: pd.DataFrame,
    passports: dict[str, Passport],
    words: Words,
    *,
    derived: bool = False,
    documents: Iterable[str] = (),
) -> str:
    """Who produced the rows and when they were fetched, as their passports ask to be cited.

    ``derived`` for figures computed from the rows; ``documents`` are named beside them.
    """
    cited = [_cited(passports[name], words, derived) for name in dict.fromkeys(rows["snapshot"])]
    cited += map(words.own, dict.fromkeys(documents))
    return words("Source: {sources}.", sources=words.joined(cited))


def _cited(passport: Passport, words: Words, derived: bool) -> str:
    citation = passport.citation_derived if derived else passport.citation
    return words("{citation} (retrieved {day})", citation=citation, day=passport.retrieved)


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
