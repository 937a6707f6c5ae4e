"""What a heading of PTS's workbooks says: measure, year, who is counted, where they live, of which operator."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from radrum.sources.mapping import Mapped
from radrum.sources.sheets import plain, tidy
from radrum.sources.sheets.phrases import Phrases

BASES = {
    "hushåll": "households",
    "andel hushåll": "households",
    "antal hushåll": "households",
    "arbetsställen": "workplaces",
    "arbetsställe": "workplaces",
    "andel arbetsställen": "workplaces",
    "antal arbetsställen": "workplaces",
    "befolkning": "population",
}
COUNTED = {"households": "households", "workplaces": "workplaces"}  # a measure that is a number, and who is counted
YEAR = re.compile(r"(?:(?:1 )?okt(?:ober)? )?((?:19|20)[0-9]{2})")
GAIN = re.compile(r"grund|[0-9]+ db")
TOTAL, OUTSIDE, INSIDE = (
    re.compile("total(t|a)?"),
    re.compile("utanför|gles.*|landsbygd.*"),
    re.compile("tät.*|småort.*"),
)
EVERYBODY = ("alla", "samtliga", "hela landet", "riket")
ALL_OPERATORS = re.compile(r"\baggreger|\b(alla|samtliga) operatörer\b|\bminst en operatör\b")
OPERATORS = re.compile(r"\b(telia|teliacompany|telenor|tele2|hi3g|net4mobility|teracom)\b")


@dataclass(frozen=True)
class Meaning:
    """What a column of values is, as far as its heading says; ``area_covered``: a share of land, not of households.

    ``gain`` is the aerial that mobile coverage is reckoned with (``8 db``), empty for the plain handset.
    """

    to: Mapped
    area_covered: bool
    year: int | None = None
    base: str | None = None
    gain: str = ""
    operator: str | None = None

    @property
    def facts(self) -> int:
        """How much the heading says: of two ways to read it, the one that says more is right."""
        return 1 + (self.year is not None) + (self.base is not None) + bool(self.gain)


class Headings:
    """The headings of fixed broadband and of the area that mobile networks cover; ``only`` names measures to read."""

    def __init__(self, fixed: Phrases, mobile: Phrases, only: Collection[str] = ()):
        self.fixed, self.mobile, self.only = fixed, mobile, only

    def wanted(self, meaning: Meaning) -> bool:
        """Whether what a heading means is asked for."""
        return not self.only or meaning.to.measure.name in self.only

    def meaning(self, path: tuple[str, ...]) -> Meaning | None:
        """What the texts of a heading mean together, in whatever order they stand; None where no measure is known."""
        year, base, gain, rest = None, None, "", []
        for text in path:
            words = plain(text)
            if found := YEAR.fullmatch(words):
                year = int(found[1])
            elif words in BASES and base is None:
                base, counts = BASES[words], "antal" in (words.split()[0], plain(path[0]))
                rest += [text] if counts else []
            elif GAIN.fullmatch(words):
                gain = "" if words == "grund" else words
            else:
                rest.append(text)
        heading = " ".join(rest)
        fixed, mobile = self.fixed.meant(heading), self.mobile.meant(heading)
        if fixed is None and base is None:
            counted = [word for word in plain(heading).split() if word in BASES]
            base = BASES[counted[0]] if len(counted) == 1 else None
            fixed = self.fixed.meant(" ".join(word for word in plain(heading).split() if word not in counted))
        to = fixed or mobile
        if to is None or (fixed and mobile):
            return None
        base = COUNTED.get(to.measure.name, base)
        return Meaning(to, to is mobile, year, base, gain, operator_of(path))


def year_in(texts: Iterable[str]) -> int | None:
    """The one year that texts speak of; None where they speak of none or of several."""
    years = {int(year) for text in texts for year in re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9])", text)}
    return next(iter(years)) if len(years) == 1 else None


def base_in(texts: Iterable[str]) -> str | None:
    """Whom texts say is counted; None where they name nobody or several."""
    bases = {BASES[word] for text in texts for word in plain(text).split() if word in BASES}
    return next(iter(bases)) if len(bases) == 1 else None


def segment_of(text: str) -> str | None:
    """The segment that a cell or a heading names: all, urban (built-up areas), rural (outside them), or None.

    Where it names more than one, it names none.
    """
    words = plain(text).split()
    found = {"all"} if any(map(TOTAL.fullmatch, words)) else set()
    if any(map(OUTSIDE.fullmatch, words)):
        found.add("rural")
    elif any(map(INSIDE.fullmatch, words)):
        found.add("urban")
    if not found and plain(text) in EVERYBODY:
        return "all"
    return found.pop() if len(found) == 1 else None


def segment_in(name: str, above: Iterable[str]) -> str | None:
    """The segment that a sheet's name, or else the texts above its table, speak of; None where that is not one."""
    named = segment_of(name)
    found = {named} if named else {segment_of(text) for text in above} - {None}
    return found.pop() if len(found) == 1 else None


def operator_of(texts: Iterable[str]) -> str | None:
    """``all`` where texts speak of all operators together, the name of one alone, None where neither is said."""
    for text in texts:
        words = plain(text)
        one = OPERATORS.search(words)
        tre = any(plain(part) == "tre" for part in re.split(r"[-–—,:;()/]", tidy(text)))
        if ALL_OPERATORS.search(words) and not one:
            return "all"
        if (one or tre) and not ALL_OPERATORS.search(words):
            return one[1] if one else "tre"
    return None
