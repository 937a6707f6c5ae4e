"""Norway's municipalities and counties over time, from Statistics Norway's KLASS.

A code lasts from ``validFromInRequestedRange`` to the day before ``validToInRequestedRange``; another name is another
spell of the same code. https://data.ssb.no/api/klass/v1/api-guide.html
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pandas as pd

from radrum import places
from radrum.errors import Faults
from radrum.sources.answers import changed
from radrum.sources.division import Division
from radrum.sources.service import Service
from radrum.tables.columns import columns_of

ADDRESS = "https://data.ssb.no/api/klass/v1"
MUNICIPALITIES, COUNTIES = 131, 104
DIGITS = {MUNICIPALITIES: 4, COUNTIES: 2}
KIND = {MUNICIPALITIES: "municipality", COUNTIES: "county"}
NO_COUNTY = {"21": "Svalbard", "22": "Jan Mayen", "23": "the continental shelf", "99": "not stated"}
SINCE = datetime.date(2011, 1, 1)  # our changes begin with 2012; a code that is older has no first day
FEW = 0.15  # Viken, divided in 2024, gave its smallest part 12 municipalities of 51
BEGAN, ENDED = "validFromInRequestedRange", "validToInRequestedRange"
DAY = pd.offsets.Day(1)


def fetch(
    *,
    since: datetime.date = SINCE,
    service: Service | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Division:
    """The areas of Norway that existed on ``since`` or later, and what became of them after it.

    Raises ``RadrumError`` where any part of the answer is absent, or does not fit the others.
    """
    service = service or Service(ADDRESS, calls_per_second=3, told=told)
    service.told(0, 4)
    spells = {}
    for done, which in enumerate((COUNTIES, MUNICIPALITIES), start=1):
        spells[which] = _spells(service, which, since)
        service.told(done, 4)
    counties, left_out = _areas(spells[COUNTIES], COUNTIES, since)
    municipalities, others = _areas(spells[MUNICIPALITIES], MUNICIPALITIES, since)
    areas = pd.concat([counties, municipalities], ignore_index=True)
    _fitting(areas, service)
    changes = []
    for done, which in enumerate((COUNTIES, MUNICIPALITIES), start=3):
        changes += _changes(service, which, since, set(areas["area"]))
        service.told(done, 4)
    frame = _kinds(changes, areas)
    about = {
        "producer": "Statistisk sentralbyrå (SSB)",
        "url": service.address,
        "published": "not stated",
        "language": "nb",
        "licence": "CC BY 4.0",
        "citation": "SSB: Klass",
        "citation_derived": "egen bearbeiding av SSB: Klass",
        "comment": f"Areas that existed on {since} or later; valid_from is empty where the code is older. Of an area "
        "that was divided each part is 'some': KLASS does not say how much.",
    }
    titles = (
        "Fylker og kommuner med gyldighet (Klass 104 og 131)",
        "Endringer i fylker og kommuner (Klass 104 og 131)",
    )
    return Division("NO", since, areas, frame, about, titles, (*left_out, *others, *_unexplained(areas, frame, since)))


def _asked(service: Service, which: int, what: str, since: datetime.date, key: str) -> tuple[list[dict], str]:
    """The rows under ``key`` of KLASS's answer, and its address for messages."""
    path = f"classifications/{which}/{what}"
    answer, place = service.json(path, {"from": since.isoformat(), "language": "nb"}), f"{service.address}/{path}"
    rows = answer.get(key) if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise changed(place, f"it has no list of '{key}'")
    return rows, place


def _spells(service: Service, which: int, since: datetime.date) -> pd.DataFrame:
    """One row per code and name: ``code``, ``name``, ``began`` and ``ended`` (the first day after, or missing)."""
    rows, place = _asked(service, which, "codes", since, "codes")
    if not rows:
        raise changed(place, "it has not one code")
    read = []
    for row in rows:
        code, name = row.get("code"), row.get("name")
        if not _is_code(code, which):
            raise changed(place, f"{code!r} is not a code of {DIGITS[which]} digits")
        if not (isinstance(name, str) and name.strip()):
            raise changed(place, f"{code} has no name")
        began, ended = _day(row.get(BEGAN), place, f"{code} began"), pd.NaT
        if row.get(ENDED) is not None:
            ended = _day(row[ENDED], place, f"{code} ended")
            if ended <= began:
                raise changed(place, f"{code} ended before it began")
        read.append({"code": code, "name": name.strip(), "began": began, "ended": ended})
    return pd.DataFrame(read).astype({"ended": "datetime64[ns]", "began": "datetime64[ns]"})


def _areas(spells: pd.DataFrame, which: int, since: datetime.date) -> tuple[pd.DataFrame, list[str]]:
    """An area a code, with its last name; and what is left out: codes of no county, and spells before a gap."""
    rows, told = [], []
    for code, some in spells.sort_values("began").groupby("code", sort=True):
        if code[:2] in NO_COUNTY:
            told.append(f"{code} {some['name'].iloc[-1]} ({NO_COUNTY[code[:2]]}).")
            continue
        gaps = some["began"] > some["ended"].shift()
        last = some[gaps.cumsum() == gaps.sum()]
        if gaps.any():
            told.append(f"{code} until {some['ended'][~gaps].iloc[0] - DAY:%Y-%m-%d}: the code began anew later.")
        began, ended = last["began"].iloc[0], last["ended"].iloc[-1]
        rows.append(
            {
                "area": f"NO-{code}",
                "kind": KIND[which],
                "name": last["name"].iloc[-1],
                "part_of": f"NO-{code[:2]}" if which == MUNICIPALITIES else "NO",
                "valid_from": began if began > pd.Timestamp(since) else pd.NaT,
                "valid_to": ended - DAY if pd.notna(ended) else pd.NaT,
            }
        )
    return pd.DataFrame(rows, columns=list(columns_of(places.Areas))), told


def _fitting(areas: pd.DataFrame, service: Service) -> None:
    """Raise ``Faults`` where a municipality lies in no county, or a county that stands has no municipality."""
    counties = set(areas.loc[areas["kind"] == "county", "area"])
    inside = areas[areas["kind"] == "municipality"]
    lost = inside[~inside["part_of"].isin(counties)]
    standing = areas[(areas["kind"] == "county") & areas["valid_to"].isna()]
    empty = standing[~standing["area"].isin(inside.loc[inside["valid_to"].isna(), "part_of"])]
    found = [f"{row.area} {row.name} lies in no county it has" for row in lost.itertuples(index=False)]
    found += [f"{row.area} {row.name} has no municipality" for row in empty.itertuples(index=False)]
    if found:
        raise Faults([fault for each in found for fault in changed(service.address, each).faults])


def _changes(service: Service, which: int, since: datetime.date, known: set[str]) -> list[dict[str, Any]]:
    """One row per change of a code or its name after ``since``."""
    rows, place = _asked(service, which, "changes", since, "codeChanges")
    read = []
    for row in rows:
        old, new = row.get("oldCode"), row.get("newCode")
        if old is None or new is None:
            continue  # begun or ended without another; what that leaves unexplained is told
        if not (_is_code(old, which) and _is_code(new, which)):
            raise changed(place, f"{old!r} or {new!r} is not a code of {DIGITS[which]} digits")
        if {old[:2], new[:2]} & set(NO_COUNTY):
            continue
        unknown = {f"NO-{old}", f"NO-{new}"} - known
        if unknown:
            raise changed(place, f"{', '.join(sorted(unknown))} changed and is not among the codes")
        day = _day(row.get("changeOccurred"), place, f"{old} became {new}")
        named = row.get("oldName"), row.get("newName")
        if not all(isinstance(name, str) and name for name in named):
            raise changed(place, f"{old} or {new} has no name")
        read.append({"area": f"NO-{old}", "becomes": f"NO-{new}", "day": day, "kind": KIND[which], "named": named})
    return read


def _kinds(rows: list[dict[str, Any]], areas: pd.DataFrame) -> pd.DataFrame:
    """The changes as ``places.Changes`` has them: what each is follows from the others of its day."""
    after, before = defaultdict(set), defaultdict(set)
    for row in rows:
        after[row["area"], row["day"]].add(row["becomes"])
        before[row["becomes"], row["day"]].add(row["area"])
    found = []
    for row in rows:
        area, becomes, day = row["area"], row["becomes"], row["day"]
        name_before = None
        if len(after[area, day]) > 1:
            kind = "split"
        elif row["kind"] == "municipality" and _few(area[:5], becomes[:5], day, after, areas):
            kind = "moved_county"
        elif len(before[becomes, day]) > 1:
            kind = "merged"
        elif area != becomes:
            kind = "renumbered"
        elif row["named"][0] != row["named"][1]:
            kind, name_before = "renamed", row["named"][0]
        else:
            continue
        part = "some" if kind == "split" else "all"
        found.append([area, becomes, day, kind, part, name_before])
    frame = pd.DataFrame(found, columns=list(columns_of(places.Changes)))
    return frame.drop_duplicates().sort_values(["day", "area", "becomes"], kind="stable", ignore_index=True)


def _few(old: str, new: str, day: pd.Timestamp, after: dict[tuple, set[str]], areas: pd.DataFrame) -> bool:
    """Whether so few of a county's municipalities went to ``new`` that the county itself did not."""
    if old == new:
        return False
    inside = areas[(areas["part_of"] == old) & ~(areas["valid_to"] < day - DAY) & ~(areas["valid_from"] >= day)]
    went = [area for area in inside["area"] if any(each.startswith(new) for each in after.get((area, day), ()))]
    return len(went) < FEW * len(inside)


def _unexplained(areas: pd.DataFrame, changes: pd.DataFrame, since: datetime.date) -> list[str]:
    """Areas that ended or began without a change that says what became of them, or what they were."""
    gone = areas[areas["valid_to"].notna() & ~areas["area"].isin(changes["area"])]
    come = areas[areas["valid_from"].notna() & ~areas["area"].isin(changes["becomes"])]
    told = [f"{row.area} {row.name} ended: KLASS does not say what it became." for row in gone.itertuples(index=False)]
    return told + [
        f"{row.area} {row.name} began: KLASS does not say what it was." for row in come.itertuples(index=False)
    ]


def _is_code(code: Any, which: int) -> bool:
    return isinstance(code, str) and re.fullmatch(rf"\d{{{DIGITS[which]}}}", code) is not None


def _day(given: Any, place: str, what: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(datetime.date.fromisoformat(given))
    except (TypeError, ValueError):
        raise changed(place, f"{what} on {given!r}, which is no day") from None
