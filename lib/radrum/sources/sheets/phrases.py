"""Which of our measures a heading speaks of, by the words that measures.toml gives for its producer.

    [available_lte.sources]
    pts = "LTE ej 450 MHz"

A heading means the measure with just its words, in their order: beside them it may only say that it is an access, by
the words in ``EMPTY``. ``|`` parts several wordings of one measure. A word more, and nobody has mapped the heading.
"""

from collections.abc import Iterable, Mapping

from radrum import paths
from radrum.errors import Fault, RadrumError, did_you_mean
from radrum.sources.mapping import Mapped, codes_of, mapped
from radrum.sources.sheets.headings import plain

EMPTY = {"andel", "andelen", "tillgång", "till", "via", "med", "i", "av", "som", "har", "procent", "accessteknik"}
TOGETHER = ("fast bredband", "fast bredbandstillgång")  # words that are empty beside each other only


class Phrases:
    """The wordings of ``source`` in measures.toml, and ``named``: headings whose measure a person has named."""

    def __init__(self, source: str, named: Mapping[str, Mapped] | None = None):
        self.source = source
        written = mapped(source, codes_of(source)).items()
        self._wordings = {_words(each): to for wordings, to in written for each in wordings.split("|")}
        self._named = {plain(heading): to for heading, to in (named or {}).items()}

    def known(self) -> set[str]:
        """The names of all measures that the source is known to have."""
        return {to.measure.name for to in (*self._wordings.values(), *self._named.values())}

    def meant(self, heading: str) -> Mapped | None:
        """The measure that a heading speaks of; None where nobody has mapped it."""
        return self._named.get(plain(heading)) or self._wordings.get(_words(heading))

    def unmapped(self, place: str, heading: str) -> Fault:
        """What is wrong with a heading that nobody has mapped, with what to write."""
        shown = " ".join(heading.split())
        remedy = f"Name the measures to read with --only, or this one with --as '{shown}=MEASURE', or add "
        remedy += f'to its measure in measures.toml: [MEASURE.sources] {self.source} = "{shown}"'
        return Fault(place, "nobody has said which measure the heading means.", remedy)


def named_headings(given: Iterable[str]) -> dict[str, Mapped]:
    """The headings that a person maps for one run, each written ``HEADING=MEASURE``."""
    found = {}
    for each in given:
        heading, _, measure = each.rpartition("=")
        if not heading.strip():
            raise RadrumError(f"--as {each}: write HEADING=MEASURE.")
        found |= {heading.strip(): mapped("", [heading], measure.strip())[heading]}
    return found


def asked_for(only: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The measures of ``only``, each of which must be among ``known``."""
    only, known = tuple(dict.fromkeys(only)), sorted(known)
    for name in only:
        if name not in known:
            place = paths.shown(paths.statistics() / "measures.toml")
            remedy = did_you_mean(name, known) or f"Map it in {place}."
            raise RadrumError(f"--only {name}: no heading of this source is mapped to it. {remedy}")
    return only


def _words(heading: str) -> tuple[str, ...]:
    said = f" {plain(heading)} "
    for phrase in TOGETHER:
        said = said.replace(f" {phrase} ", " ")
    return tuple(word for word in said.split() if word not in EMPTY)
