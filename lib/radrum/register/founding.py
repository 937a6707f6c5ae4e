"""A new council: an empty, valid register of a county, ready to be edited."""

import json
import re
import shutil
import tempfile
import unicodedata
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from radrum import paths, places
from radrum.errors import RadrumError, did_you_mean
from radrum.passport import read_passport
from radrum.register.council import Council
from radrum.register.package import describe
from radrum.register.schema import TABLES
from radrum.register.spelling import appended, heading
from radrum.register.state import data_columns
from radrum.words import Words

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
SPOKEN = {"SE": "sv", "NO": "nb"}  # in a country, unless the council reads another language
NEIGHBOURS = ("SE", "NO", "DK", "FI", "EU28")
PLAIN = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "ð": "d", "þ": "th"})


def found(
    council: str,
    country: str,
    county: str,
    day: pd.Timestamp,
    *,
    name: str | None = None,
    language: str | None = None,
) -> Path:
    """Make the folder of a council of a county, as known from ``day`` on, and give its path.

    Its parties are the council itself and the municipalities of that day; all other tables are empty. ``county`` is
    its code with or without the country, or its name. Raises ``RadrumError`` for a folder that exists, a name that no
    folder may have, an unknown country, county or language.
    """
    folder = paths.councils() / council
    if not NAME.fullmatch(council):
        remedy = f"'{key(council)}', for one." if key(council) else "Its letters are a-z."
        raise RadrumError(f"'{council}' cannot name a council: use lower-case letters a-z, digits, hyphens. {remedy}")
    if folder.exists():
        raise RadrumError(f"{paths.shown(folder)} exists already. Choose another name.")
    area = _county(country.upper(), county, day)
    words = Words(language or SPOKEN.get(country.upper(), "en"))
    said = {
        "name": name or words("The digitalisation council of {area}", area=places.name(area)),
        "short_name": words("The council"),
        "language": words.language,
        "area": area,
        "body": council,
        "origin": words("the council's own register"),
        "peers": _peers(country.upper()),
    }
    parent = paths.data()
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=parent)) / council
    try:
        draft.mkdir()
        for table in TABLES:
            (draft / f"{table}.csv").write_bytes(heading(table))
        file = draft / "parties.csv"
        file.write_bytes(appended(file.read_bytes(), "parties", _parties(said, area, day), file))
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items()]
        (draft / "council.toml").write_text("".join(lines), encoding="utf-8")
        describe(Council(folder=council, **said | {"peers": tuple(said["peers"])}), draft)
        return draft.rename(folder)
    finally:
        shutil.rmtree(draft.parent, ignore_errors=True)


def key(text: str) -> str:
    """The key that a thing of that name gets: Göteborg is goteborg, Fauske - Fuossko is fauske-fuossko."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _county(country: str, given: str, day: pd.Timestamp) -> str:
    """The code of a county, which must have municipalities on that day."""
    areas = places.areas_on(day)
    counties = areas[areas["kind"] == "county"]
    countries = sorted(set(counties["part_of"]))
    if country not in countries:
        raise RadrumError(f"No county of the country '{country}' is known. {did_you_mean(country, countries)}".rstrip())
    counties = counties[counties["part_of"] == country]
    named = {code.removeprefix(f"{country}-"): code for code in counties.index}
    named |= {name: code for code, name in counties["name"].items()} | {code: code for code in counties.index}
    lowered = {each.lower(): code for each, code in named.items()}
    code = lowered.get(given.strip().lower()) or lowered.get(given.strip().zfill(2))
    if not code:
        near = get_close_matches(given.strip().lower(), [each for each in lowered if not each.isdigit()], n=1)
        every = (f"{each.removeprefix(f'{country}-')} {name}" for each, name in counties["name"].items())
        told = f"There is: {', '.join(every)}."
        meant = f"Did you mean '{lowered[near[0]]}' ({places.name(lowered[near[0]])})?" if near else ""
        raise RadrumError(f"There is no county '{given}' in {country}. {meant or told}")
    if places.members(code, day).empty:
        raise RadrumError(f"No municipality of {code} ({places.name(code)}) is known on {day:%Y-%m-%d}. Name another.")
    return code


def _peers(country: str) -> list[str]:
    """The countries it is compared with at first: its own and its neighbours."""
    return [country, *(code for code in NEIGHBOURS if code != country and code in places.areas().index)]


def _parties(said: dict, area: str, day: pd.Timestamp) -> list[dict[str, str]]:
    """The council's own row, and one for each municipality of that day."""
    country = area.split("-")[0]
    passport = read_passport(paths.places() / f"{country.lower()}.csv")
    own = {"party": said["body"], "name": said["name"], "kind": "council", "member": "no", "area": area}
    rows, taken = [own], {said["body"]}
    for code, each in places.members(area, day)["name"].items():
        party = key(each) if key(each) not in taken else f"{key(each)}-{code.split('-')[1]}"
        taken.add(party)
        rows.append({"party": party, "name": each, "kind": "municipality", "area": code})
    empty = dict.fromkeys(data_columns("parties"), "")
    recorded = {"recorded": f"{day:%Y-%m-%d}", "holds_from": "", "change": "new"}
    sources = [said["origin"], *[f"{passport.producer}: {passport.title}"] * (len(rows) - 1)]
    return [empty | row | recorded | {"source": source} for row, source in zip(rows, sources, strict=True)]
