"""The exhibit of what is missing on the page, and in which of its parts."""

from collections.abc import Sequence

import pandas as pd

from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown, plain
from radrum.exhibits.lacking import FEW
from radrum.exhibits.quality import linked
from radrum.exhibits.setting import Setting, left_out
from radrum.words import Words

NAMED = 6  # things that cannot be shown, by name
LONG = 160  # letters; what takes more is named in its figure alone


def missing(shown: Sequence[Exhibit | Unknown], about: Setting) -> Exhibit | Unknown:
    """What the ``shown`` exhibits of the page say is missing, a line a fault, with those that it touches.

    What many figures lack stands once. Last are those that cannot be shown at all.
    """
    words = about.words
    faults: dict[str, list[Exhibit | Unknown]] = {}
    for each in shown:
        if isinstance(each, Exhibit) and each.missing:
            faults.setdefault(_fault(each, about), []).append(each)
    unshown = [each for each in shown if isinstance(each, Unknown)]
    withheld = [each for each in unshown if each.reason == left_out(words)]
    lacking, unknown = sum(map(len, faults.values())), [each for each in unshown if each not in withheld]
    if unknown:
        faults[words("Not known, so nothing can be shown")] = unknown
    if withheld:
        faults[words("Left out of the public edition")] = withheld
    if not lacking and not unknown:
        reason = words("No part of the page says that anything is missing from it.")
        return Unknown("missing", words("Nothing is known to be missing"), reason, words)
    rows = pd.DataFrame([(fault, touched, len(touched)) for fault, touched in faults.items()], columns=COLUMNS)
    return Exhibit(
        name="missing",
        title=words.plural(
            "Something is missing in {n} part of the page",
            "Something is missing in {n} parts of the page",
            lacking,
        )
        if lacking
        else words.plural("{n} thing cannot be shown", "{n} things cannot be shown", len(unknown)),
        subtitle=words(
            "What the data do not say, as known on {day}, and which parts of the page this affects", day=about.as_of
        ),
        description=_told(lacking, len(unknown), words),
        table=Table(
            words("What is missing, and where on the page"),
            [
                Column("fault", words("What is missing")),
                Column("touched", words("Where on the page"), lambda row: _where(row["touched"], words)),
                Column("n", words("How many"), number=True),
            ],
            rows,
        ),
        source=words("Source: the parts of this page."),
        words=words,
    )


COLUMNS = ["fault", "touched", "n"]


def _where(touched: list[Exhibit | Unknown], words: Words) -> str:
    """The parts of the page, each a link; of many that cannot be shown the first, since each says so in its place."""
    silent = all(isinstance(each, Unknown) for each in touched)
    if not silent or len(touched) <= NAMED + 1:
        return linked(touched, words)
    rest = len(touched) - NAMED
    more = words.plural("and {n} more, shown in its place", "and {n} more, each shown in its place", rest)
    return words.joined([linked(touched[:NAMED], words), more], "\n")


def _told(lacking: int, unknown: int, words: Words) -> str:
    told = [words("Each part of the page says what it lacks; here it is all in one place.")]
    if lacking and unknown:
        told.append(
            words.plural("{n} more thing cannot be shown at all.", "{n} more things cannot be shown at all.", unknown)
        )
    return words.sentences(told)


def _fault(each: Exhibit, about: Setting) -> str:
    """What the exhibit lacks: areas by name while they are few; what takes many words is said in the figure itself."""
    words, names = about.words, about.areas["name"]
    if each.lacking:
        n, few = len(each.lacking), len(each.lacking) <= FEW
        if few:
            named = words.list(sorted((names[area] for area in each.lacking), key=words.order))
            return words.plural(
                "No value for {n} municipality: {names}", "No value for {n} municipalities: {names}", n, names=named
            )
        return words.plural("No value for {n} municipality", "No value for {n} municipalities", n)
    if len(plain(each.missing)) <= LONG:
        return each.missing
    head, *names = plain(each.missing).split(":")
    if names and len(head) <= LONG:
        return words("{said} (named there)", said=head)
    return words("Several things, named there")
