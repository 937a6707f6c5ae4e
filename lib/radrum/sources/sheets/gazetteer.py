"""Which area a row speaks of, by its code (also where the zeros are lost), its name, or both, on a day."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import pandas as pd

from radrum import places
from radrum.errors import did_you_mean
from radrum.sources.sheets.cells import tidy
from radrum.sources.sheets.headings import plain

NATIONS = {
    "SE": ("riket", "hela riket", "sverige", "hela sverige", "hela landet", "riket totalt", "sverige totalt"),
    "NO": ("norge", "hele norge", "norge totalt", "hele landet", "landet", "nasjonalt", "heile landet", "noreg"),
}
CALLED = {"municipality": "municipality", "county": "county", "country": "nation"}
CODED = re.compile(r"([0-9]{1,4})(?:[.,]0)?(?:\s+(\D.*))?")
LARGEST_COUNTY = 99
PARTED = re.compile(r"\s+[-‐‑–—/]\s+|/")
BRACKETED = re.compile(r"(.+?)\s*\(([^()]+)\)")
ENDINGS = (" kommune", " kommun", " fylkeskommune", " fylke", " stad", " län")


class Unknown(ValueError):
    """What a row calls its area is no area on that day, or more than one: what was found, and the remedy."""

    def __init__(self, found: str, remedy: str):
        self.found, self.remedy = found, remedy
        super().__init__(f"{found} {remedy}")


class Gazetteer:
    """The areas of ``country`` (SE or NO) on a day, under the codes and names they have then.

    A number below 100 is a county, one from 100 on a municipality, 0 the nation: so a code is known again that has lost
    its zeros. Names are compared without regard to capitals, hyphens and the words kommun, län and fylke; an area with
    names in several languages is known by each. Nothing is taken for the nearest name.
    """

    def __init__(self, country: str, day: pd.Timestamp):
        on = places.areas_on(day)
        self.country, self.day = country, day
        self.areas = on[(on.index == country) | on.index.str.startswith(f"{country}-")]

    def area(self, code: Any = "", name: Any = "", county: Any = "", kinds: Iterable[str] = tuple(CALLED)) -> str:
        """The area of one of ``kinds`` that a row means by its code, its name and its county's name, where it has them.

        Raises ``Unknown`` where there is none, where they do not agree, or where a name is that of several.
        """
        code, name, county = (tidy(cell) for cell in (code, name, county))
        kinds = tuple(kinds)
        coded = CODED.fullmatch(code)
        if code and not coded:
            if name or re.search("[0-9]", code):
                raise Unknown(f"'{code}' is no code.", "Codes are numbers: 14 is a county, 1480 a municipality.")
            name, code = code, ""
        if not code and (in_name := CODED.fullmatch(name)):
            code, name = in_name[1], in_name[2] or ""
        if not code and not name:
            raise Unknown("no area is named.", "Write its code or its name.")
        if not code:
            return self._named(name, county, kinds)
        if coded and coded[2]:
            name = name or coded[2]
        return self._agreed(self._coded(coded[1] if coded else code, kinds), name, county)

    def _coded(self, digits: str, kinds: tuple[str, ...]) -> str:
        number = int(digits)
        width = 2 if number <= LARGEST_COUNTY else 4
        area = f"{self.country}-{number:0{width}d}" if number else self.country
        if area not in self.areas.index:
            near = did_you_mean(area, [each for each in self.areas.index if each.startswith(area[:5])])
            remedy = near if near.startswith("Did") else "Check the code and the year."
            raise Unknown(f"{digits} is no area of {self.country} on {self.day:%Y-%m-%d}.", remedy)
        kind = self.areas.at[area, "kind"]
        if kind not in kinds:
            wanted = " or a ".join(CALLED[each] for each in kinds)
            raise Unknown(f"{digits} is {self._shown(area)}, a {CALLED[kind]}.", f"A {wanted} must stand here.")
        return area

    def _agreed(self, area: str, name: str, county: str) -> str:
        """``area``, where the name and the county that the row gives are its own."""
        own = self.areas.at[area, "name"]
        if name and area not in self._names[_key(name)] and area not in self._bracketed(name):
            raise Unknown(f"the code is that of {self._shown(area)}, the name is '{name}'.", "Mend one of them.")
        lies_in = self.areas.at[area, "part_of"] if self.areas.at[area, "kind"] == "municipality" else area
        if county and lies_in not in self._names[_key(county)]:
            found = f"{own} lies in {self._shown(lies_in)}, the row says '{county}'."
            raise Unknown(found, "Mend one of them.")
        return area

    def _named(self, name: str, county: str, kinds: tuple[str, ...]) -> str:
        found = [area for area in self._names[_key(name)] if self.areas.at[area, "kind"] in kinds]
        found = found or [area for area in self._bracketed(name) if self.areas.at[area, "kind"] in kinds]
        if not found:
            names = self.areas.loc[self.areas["kind"].isin(kinds), "name"]
            remedy = did_you_mean(name, names) or "Check the name and the year."
            called = " or a ".join(CALLED[kind] for kind in kinds)
            raise Unknown(f"'{name}' is no {called} on {self.day:%Y-%m-%d}.", remedy)
        if county:
            counties = self._names[_key(county)]
            inside = [area for area in found if area in counties or self.areas.at[area, "part_of"] in counties]
            if not inside:
                lies = ", ".join(self._shown(self.areas.at[area, "part_of"]) for area in found)
                raise Unknown(f"{name} lies in {lies}, the row says '{county}'.", "Mend one of them.")
            found = inside
        if len(found) > 1:
            each = ", ".join(f"{self._shown(area)} in {self._within(area)}" for area in sorted(found))
            raise Unknown(f"'{name}' is the name of several: {each}.", "Write the code, or the county beside the name.")
        return found[0]

    def _bracketed(self, name: str) -> list[str]:
        """The areas that ``Våler (Østf.)`` can mean: the name, and its county, written out or shortened."""
        parts = BRACKETED.fullmatch(name)
        if not parts:
            return []
        return [
            area for area in self._names[_key(parts[1])] if _shortened(parts[2], self.areas.at[area, "part_of"], self)
        ]

    @cached_property
    def _names(self) -> defaultdict[str, list[str]]:
        known = defaultdict(list)
        for area, own in self.areas["name"].items():
            for each in dict.fromkeys(map(_key, (own, *PARTED.split(own)))):
                known[each].append(area)
        for word in NATIONS.get(self.country, ()):
            if self.country not in known[_key(word)]:
                known[_key(word)].append(self.country)
        for area in self.areas.index[self.areas["kind"] == "county"]:
            genitive = _key(self.areas.at[area, "name"])
            if self.areas.at[area, "name"].endswith("s län"):
                known[genitive.removesuffix("s")].append(area)
        return known

    def _shown(self, area: str) -> str:
        return f"{self.areas.at[area, 'name']} ({area})"

    def _within(self, area: str) -> str:
        lies_in = self.areas.at[area, "part_of"]
        return self.areas.at[lies_in, "name"] if lies_in in self.areas.index else self.country


def _key(name: str) -> str:
    """A name for comparison: small letters, no spaces or hyphens, without the word for what sort of area it is."""
    spelt = unicodedata.normalize("NFC", tidy(name)).casefold()
    for ending in ENDINGS:
        spelt = spelt.removesuffix(ending)
    spelt = spelt.removeprefix("region ")
    return plain(spelt).replace(" ", "")


def _shortened(given: str, county: str, gazetteer: Gazetteer) -> bool:
    """Whether ``given`` is the county's name or its words cut short, as ``Østf.`` and ``M. og R.`` are."""
    if county not in gazetteer.areas.index:
        return False
    name = PARTED.split(gazetteer.areas.at[county, "name"])[0]
    short, whole = plain(given).split(), plain(name).split()
    return _key(given) == _key(name) or (
        len(short) == len(whole) and all(word.startswith(part) for part, word in zip(short, whole, strict=True))
    )
