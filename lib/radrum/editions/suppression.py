"""Counts of people so small that they could point somebody out, and counts that such a one could be computed from."""

import re

import pandas as pd

LEAST = 5  # a smaller count of people is shown as under it
PEOPLE = ("households", "houses")  # what a roll-out counts that people live in
PER = re.compile(r"\b(per|pr|om|i)\b.*")
MEASURE = re.compile(
    r"((antal|number of|tusen|tusentals?|thousand|miljon(er)?|million(er|ar|s)?|mil(j|li)ard(er|ar)?|billion) )?"
    r"(procent|prosent|per ?cent|promille|%|andel|share|index|indeks|poäng|poeng|points?|betyg|karakter"
    r"|sekunde?r?|seconds?|minut(er|ter?|tar)?|minutes?|tim(mar|me)|timer?|timar|hours?|dag(ar|er)?|dygn|døgn|days?"
    r"|veck(a|or)|uker?|veker?|weeks?|månad(er|ar)?|måned(er)?|months?|år|years?"
    r"|kr|kronor|kroner|sek|nok|[tm]kr|euro|eur|öre|øre|mil|km|meter|hyllmeter|kvm|kwh|mwh|tonn?|kg|gb|mb|tb|[mg]bit)"
    r"(?!\w).*",
    re.IGNORECASE,
)  # a share, a time, a sum, a length: not counted in heads, whoever it is about
THING = re.compile(
    r"((antal|number of|tusen|thousand|miljoner|millioner|millionar) )?"
    r"(fax(er|es)?|avtaler?|contracts?|dokument(er)?|documents?|handlingar|system(er|s)?|servrar|brev|letters?"
    r"|sidor|sider|pages?|(e-)?(tjänster|tjenester|tenester)|services?|lokaler?)",
    re.IGNORECASE,
)  # what is counted by itself and is nobody
ALONE = ("built_or_decided", "forecast")  # states that are counted beside the others, not among them


def small_benefits(benefits: pd.DataFrame, values: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The benefits and their values, those that count fewer than five people shown as under five."""
    of_people = set(benefits.loc[benefits["unit"].map(counts_people), "benefit"])
    before = benefits["benefit"].isin(of_people) & _small(benefits["baseline"])
    small = values["benefit"].isin(of_people) & _small(values["value"])
    benefits = benefits.assign(
        baseline=benefits["baseline"].mask(before, LEAST),
        baseline_bound=benefits["baseline_bound"].mask(before, "under"),
    )
    return benefits, values.assign(value=values["value"].mask(small, LEAST), bound=values["bound"].mask(small, "under"))


def counts_people(unit: str) -> bool:
    """Whether a unit may be people: ``brukare per vecka`` and whatever is not plainly a measure or a thing."""
    counted = PER.sub("", unit).strip()
    return not (MEASURE.fullmatch(counted) or THING.fullmatch(counted))


def small_totals(totals: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The roll-out counts, those of fewer than five people shown as under five; and how many others are left out.

    Left out are the counts that a small one could be computed from, as the whole less the others. Whatever was known
    together at the end of any day is looked at together.
    """
    people = totals["counted"].isin(PEOPLE) & (totals["state"] != "forecast")
    small = people & _small(totals["count_most"].fillna(totals["count"]))
    covering, hide_whole = set(), set()
    axis = totals["state"].where(totals["state"].isin(ALONE), "")
    for _, group in totals[people].groupby(["initiative", "counted", axis], sort=True):
        for day in sorted(group["recorded"].unique()):
            known = group[group["recorded"] <= day].drop_duplicates("state", keep="last")
            for whole in sorted(known["out_of"].dropna().unique()):
                cover, enough = _covers(known["count"], small, int(whole), covering)
                covering |= cover
                hide_whole |= set() if enough else set(group.index[group["out_of"] == whole])
    for _, group in totals[people].groupby(["initiative", "counted"], sort=True):
        beside = group["state"].isin(ALONE)
        if small[group.index[~beside]].any():  # what is counted beside the others may be some of them together
            covering |= set(group.index[beside & ~small[group.index]])
    hide_whole |= set(totals.index[people & _small(totals["out_of"])])
    shown = totals.assign(
        count=totals["count"].mask(small, LEAST),
        count_most=totals["count_most"].mask(small),
        bound=totals["bound"].mask(small, "under"),
        out_of=totals["out_of"].mask(totals.index.isin(hide_whole)),
    )
    return shown.drop(index=sorted(covering)), len(covering)


def _small(values: pd.Series) -> pd.Series:
    return ((values > 0) & (values < LEAST)).fillna(False).astype(bool)


def _covers(counts: pd.Series, small: pd.Series, whole: int, covered: set[int]) -> tuple[set[int], bool]:
    """Which counts must be left out too, so that each small one could still be anything from 1 to 4.

    A reader knows the whole and what is shown, so also what the hidden ones are together; and of those that are left
    out, that each is five or more. Also gives whether that is enough: else the whole must not be shown either.
    """
    rest = whole - int(counts.sum())
    if rest < 0:
        return set(), True  # no parts of that whole
    hidden = [int(n) for at, n in counts.items() if small[at]]
    cover = {at for at in counts.index if at in covered}
    large = [int(counts[at]) for at in cover]
    if rest:
        (hidden if rest < LEAST else large).append(rest)
    if not hidden:
        return set(), True
    others = counts[[at for at in counts.index if not small[at] and at not in cover and counts[at] >= LEAST]]
    for at, n in [(None, 0), *others.sort_values(kind="stable").items()]:
        if at is not None:
            cover.add(at)
            large.append(int(n))
        together = sum(hidden) + sum(large)
        if large and together - LEAST * len(large) >= LEAST - 1 + len(hidden) - 1:
            return cover, True
    return cover, False
