"""Who has no value, by name, and why where the reason is a change of areas."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from radrum.exhibits.exhibit import Exhibit, Unknown
from radrum.exhibits.naming import measured_in
from radrum.words import Words

FEW = 8  # names that are repeated in every exhibit of a page


def without_value(
    areas: pd.Series,
    municipalities: pd.DataFrame,
    words: Words,
    earlier: Sequence[Exhibit | Unknown] = (),
    *,
    period: pd.Timestamp | None = None,
) -> tuple[str, frozenset[str]]:
    """The municipalities that are not among ``areas``, by name and by code: an exhibit's ``missing`` and ``lacking``.

    They have no value of ``period``; without it, none of any.
    ``municipalities`` may come from ``coverage.uncarried``: then why a value could not be carried to them is told too.
    Where an exhibit of ``earlier``, those above on the page, names the same ones, and they are many, there is only
    their number with a link to it.
    """
    without = municipalities.loc[~municipalities.index.isin(areas)]
    if without.empty:
        return "", frozenset()
    said = [_named(without["name"], words, earlier, period), *uncarried_reasons(without, words)]
    return words.sentences(said), frozenset(without.index)


def _named(names: pd.Series, words: Words, earlier: Sequence[Exhibit | Unknown], period: pd.Timestamp | None) -> str:
    n, listed = len(names), words.list(sorted(names, key=words.order))
    said = words.plural("No value available for {n} municipality", "No value available for {n} municipalities", n)
    if period is not None:
        month = measured_in(period, words)
        said = words.plural(
            "No value available for {n} municipality in {month}",
            "No value available for {n} municipalities in {month}",
            n,
            month=month,
        )
    above = [each for each in earlier if isinstance(each, Exhibit) and each.lacking == set(names.index)]
    if n > FEW and above:
        link = Markup('<a href="#{}">{}</a>').format(above[0].name, words("named above"))
        return words("{said} ({link}).", said=said, link=link)
    return words("{said}: {names}.", said=said, names=listed)


def uncarried_reasons(areas: pd.DataFrame, words: Words) -> list[str]:
    """Why the values of earlier areas could not be carried to ``areas``: a sentence a reason, with their names.

    ``areas`` are those of ``coverage.uncarried``; without its columns nothing is said.
    """
    if "why" not in areas:
        return []
    said = []
    for why, rows in areas[areas["why"].notna()].groupby("why", sort=True):
        named = [
            words("{area} ({month})", area=name, month=measured_in(period, words))
            for name, period in zip(rows["name"], rows["why_period"], strict=True)
        ]
        names = words.list(sorted(named, key=words.order))
        said.append(
            {
                "split": words("An area was divided, and no value for its parts is published: {names}.", names=names),
                "no_value": words("One of the earlier areas it is made of has no value: {names}.", names=names),
                "no_weights": words(
                    "How many are counted in each earlier area is not published, so their shares cannot be put "
                    "together: {names}.",
                    names=names,
                ),
                "other_unit": words("The values of earlier areas cannot be put together: {names}.", names=names),
                "both_limits": words(
                    "Of the earlier areas, one has only a lower limit published and another only an upper limit: "
                    "{names}.",
                    names=names,
                ),
            }[why]
        )
    return said
