"""The first screen of the broadband report: each question answered by what its exhibits say."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from radrum.exhibits.against import against_title
from radrum.exhibits.exhibit import Answer, Exhibit, Summary, Unknown
from radrum.exhibits.goal_gaps import followed, households
from radrum.exhibits.reach import NAME as REACH
from radrum.exhibits.reach import few_known, reach_title, spoken
from radrum.exhibits.setting import Setting

Found = Sequence[Exhibit | Unknown]


def coverage_points(
    far: Found, when: Found, beside: Found, where: Found, town: Found, grown: Found, about: Setting
) -> Summary:
    """Six questions: how far, when, beside others, where those without are, town and country, what has grown.

    Each is answered by the title of the first of its exhibits that is known; the titles of the others that are known
    follow, each a link to its exhibit. What is not known is said only where nothing is.
    """
    words = about.words
    asked = (
        (words("How far is the region from the goals?"), far),
        (words("When will the goals be met?"), when),
        (words("How does the region compare with others?"), beside),
        (words("Where are the households without access?"), where),
        (words("How far apart are town and country?"), town),
        (words("What has grown?"), grown),
    )
    return Summary(tuple(answered(question, found, about) for question, found in asked), words)


def answered(question: str, found: Found, about: Setting, most: int | None = None) -> Answer:
    """A question answered by the first of its exhibits that is known; the titles of up to ``most`` others follow."""
    known = [each for each in found if isinstance(each, Exhibit)]
    first = known[0] if known else found[0]
    others = [each for each in known[1:] if _says(each)][:most]
    points = tuple(Markup('<a href="#{}">{}</a>').format(each.name, each.title) for each in others)
    return Answer(question, about.words("{told}.", told=first.title), points, first.name)


def _says(exhibit: Exhibit) -> bool:
    """Whether its title answers: not that of who reaches the goal, where fewer than half have a value."""
    return exhibit.name != REACH or not few_known(exhibit.table.rows.iloc[0])


def coverage_told(
    bound: pd.DataFrame, reaching: pd.DataFrame, against: pd.DataFrame, measure: str, about: Setting
) -> list[str]:
    """What the first screen of another report says of the goals beside the distance in points.

    The households that are short of the next goal, how many municipalities reach it, and whether the area is above or
    below its nation for the first time; each only where it is known. ``bound`` come from ``gaps.every_goal``,
    ``reaching`` from ``gaps.reach_goals``, ``against`` from ``ranking.against``.
    """
    words, told = about.words, []
    rows = bound[(bound["measure"] == measure) & (bound["segment"] == "all") & bound["value"].notna()]
    row = followed(rows, measure, about) if len(rows) else {"reached": True}
    if not row["reached"] and pd.notna(row["short"]):
        told.append(words("That comes to {n} households", n=households(row["short"], row["within"], words)))
    if len(reaching) and not few_known(main := spoken(reaching, about)):
        told.append(reach_title(main, about.areas["name"], words))
    if len(against) and against.iloc[-1]["first"] and against.iloc[-1]["earlier"]:
        told.append(against_title(against, about))
    return told
