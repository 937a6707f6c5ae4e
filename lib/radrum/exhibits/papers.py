"""The exhibit of the papers that a page made from the register alone rests on."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import pandas as pd

from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.origins import Cited
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import link
from radrum.words import Words

KEPT = ["source", "recorded"]
LONG = 12  # papers; a longer list is opened by the reader


def papers(tables: Mapping[str, pd.DataFrame], shown: Sequence[Exhibit | Unknown], about: Setting) -> Exhibit | Unknown:
    """The papers that the rows behind the ``shown`` exhibits were written from, those with most rows first.

    ``tables`` are those of the register, by name, as known on the day. A row that was written from several papers
    counts with each.
    """
    words = about.words
    cited = {table for each in shown if isinstance(each, Exhibit) for table in _tables(each)}
    rows = _by_paper([rows for name, rows in tables.items() if name in cited])
    if rows.empty:
        reason = words("No part of the page is based on the register as known on {day}.", day=about.as_of)
        return Unknown("papers", words("There are no papers to show"), reason, words)
    return Exhibit(
        name="papers",
        title=words.plural("The page is based on {n} paper", "The page is based on {n} papers", len(rows)),
        subtitle=words("Papers that the register was written from, as known on {day}", day=about.as_of),
        description=_told(rows, words),
        table=Table(
            words("Where the facts come from"),
            [
                Column("paper", words("Paper"), own=True),
                Column("rows", words("Rows in the register"), number=True),
                Column("first", words("First recorded"), lambda row: words.short_date(row["first"])),
                Column("last", words("Last recorded"), lambda row: words.short_date(row["last"])),
            ],
            rows,
        ),
        source=words("Source: {register}.", register=link("register", words("the council's register"))),
        words=words,
        folded=len(rows) > LONG,
    )


def _tables(shown: Exhibit) -> set[str]:
    """The tables of the register that an exhibit cites."""
    if not isinstance(shown.source, Cited):
        return set()
    return {PurePosixPath(origin.file).stem for origin in shown.source.of({})}


def _by_paper(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One row per paper: ``rows`` written from it, and the days of the ``first`` and the ``last`` of them."""
    every = pd.concat([rows[["source", "recorded"]] for rows in tables if len(rows)] or [pd.DataFrame(columns=KEPT)])
    every = every.dropna(subset="source").assign(paper=lambda rows: rows["source"].astype(str).str.split("; "))
    every = every.explode("paper", ignore_index=True).assign(paper=lambda rows: rows["paper"].str.split(",").str[0])
    found = every.groupby("paper", as_index=False)["recorded"].agg(rows="count", first="min", last="max")
    return found.sort_values(["rows", "first", "paper"], ascending=[False, True, True], ignore_index=True)


def _told(rows: pd.DataFrame, words: Words) -> str:
    """From which paper most rows are."""
    most = rows.iloc[0]
    paper = words.own(most["paper"])
    if len(rows) == 1:
        return words("All rows of the register behind it are from {paper}.", paper=paper)
    return words("The largest number of rows, {n}, is from {paper}.", n=int(most["rows"]), paper=paper)
