"""PTS's workbooks: broadband by technology, this year's and the historical ones, and mobile coverage by area.

PTS measures on 1 October and publishes in March. Its addresses move and turn programs away: a file from a browser does
as well. What the headings mean stands in measures.toml, as ``pts`` (fixed broadband) and ``ptsmobile`` (land covered).
"""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.sources.keeping import Fetched
from radrum.sources.pts_headings import Headings
from radrum.sources.pts_tables import Asked, Gathering
from radrum.sources.service import Document, Service, document
from radrum.sources.sheets import Sheet, read_sheets
from radrum.sources.sheets.entries import statistics, told_once, values
from radrum.sources.sheets.phrases import Phrases, asked_for, named_headings
from radrum.statistics.schema import SEGMENTS

PAGE = "https://statistik.pts.se/"
BY_HAND = "PTS moves its files and turns programs away: download it in a browser and give the file."
KINDS = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/octet-stream",
    "binary/octet-stream",
    "application/zip",
    "text/csv",
)
SURE = ("available_fibre", "available_or_near_fibre", "available_wired", "available_any", "available_lte")
SURE += ("available_100mbps", "available_30mbps", "mobile_area_basic", "mobile_area_4g_10mbps")
FIBRE, NEAR = "available_fibre", "available_or_near_fibre"
SLACK = 0.05  # percentage points by which rounding may set them apart


def fetch(
    given: str | Path,
    *,
    only: Iterable[str] = (),
    named: Iterable[str] = (),
    sheet: str | None = None,
    segment: str | None = None,
    year: int | None = None,
    unit: str | None = None,
    published: pd.Timestamp | None = None,
    service: Service | None = None,
) -> Fetched:
    """The values of a workbook of PTS, a file or an address.

    One row per (area, 1 October of a year, measure, segment, base): shares in percent, and how many households or
    workplaces there are. A cell without a number is a missing value, its ``status`` the reason: ``not_available``
    (``..`` or empty), ``suppressed`` (``:``), ``not_applicable`` (``-`` or ``.``: nobody is there to have it).

    Without ``published`` every row is published on the last day of the March after the newest year, known to the month.
    ``only`` names measures and leaves the rest; ``named`` maps headings (``HEADING=MEASURE``); ``sheet`` reads one
    sheet, ``segment``, ``year`` and ``unit`` (percent or fraction) say what the file does not.

    Raises ``Faults`` with every fault of the file: nothing is read in part.
    """
    if segment is not None and segment not in SEGMENTS:
        raise RadrumError(f"--segment {segment}: {did_you_mean(segment, SEGMENTS)}")
    file = document(given, service=service, kinds=KINDS, by_hand=BY_HAND)
    place, maps = file.address or file.name, named_headings(named)
    fixed, mobile = Phrases("pts", maps), Phrases("ptsmobile")
    chosen = asked_for(only, fixed.known() | mobile.known())
    gathered = Gathering(Headings(fixed, mobile, chosen), Asked(year, segment, sheet))
    for each in _chosen(read_sheets(file.content, place), sheet, place):
        if each.hidden:
            gathered.without_table.append(f"{each.place}: hidden.")
        else:
            gathered.add(each)
    faults = gathered.faults
    if not gathered.tables:
        found = f"none of its {len(gathered.without_table)} sheets holds a table of PTS that is known."
        faults = [Fault(place, found, "Expected a heading with Årtal, Bas, Aggregerat på and Område, or with Kod.")]
    lacking = [name for name in chosen if all(entry.measure != name for entry in gathered.entries)]
    faults += [Fault(place, f"no heading means {name}.", "Look at its headings.") for name in lacking if not faults]
    try:
        frame = values(gathered.entries, sure=SURE, unit=unit)
    except Faults as found:
        raise Faults(told_once([*faults, *found.faults])) from None
    faults = faults or _near_without(frame)
    if faults:
        raise Faults(told_once(faults))
    if frame.empty:
        raise Faults([Fault(place, "not one value stands in it.", "Check that it is the right file.")])
    return _fetched(frame, file, published, gathered.left_out())


def _chosen(sheets: list[Sheet], name: str | None, place: str) -> list[Sheet]:
    """The sheets to read: the one that is named, or all."""
    if name is None:
        return sheets
    found = [each for each in sheets if each.name.strip().casefold() == name.strip().casefold()]
    if not found:
        remedy = did_you_mean(name, [each.name for each in sheets])
        raise Faults([Fault(place, f"it has no sheet '{name}'.", remedy)])
    return found


def _near_without(frame: pd.DataFrame) -> list[Fault]:
    """Rows in which fewer have fibre or are near it than have it: then the column counts only those who have it not."""
    by = frame.set_index(["area", "period", "segment", "base"])
    near, fibre = (by[by["measure"] == name] for name in (NEAR, FIBRE))
    less = near["value"] < fibre["value"].reindex(near.index) - SLACK
    return [
        Fault(place, "fewer than have fibre: the column does not count those who have it.", f"It is not {NEAR}.")
        for place in near.loc[less.to_numpy(), "place"].head(1)
    ]


def _fetched(frame: pd.DataFrame, file: Document, day: pd.Timestamp | None, left_out: tuple[str, ...]) -> Fetched:
    first, last = frame["period"].dt.year.min(), frame["period"].dt.year.max()
    march = pd.Timestamp(last + 1, 3, 31)
    kinds = [
        name
        for name, here in (("broadband", frame["base"] != "area"), ("mobile", frame["base"] == "area"))
        if here.any()
    ]
    about = {
        "producer": "Post- och telestyrelsen (PTS)",
        "title": f"Mobiltäcknings- och bredbandskartläggning {first}–{last}"
        if first != last
        else f"Mobiltäcknings- och bredbandskartläggning {last}",
        "url": file.address or PAGE,
        "published": f"{day:%Y-%m-%d}" if day is not None else f"{march:%Y-%m}",
        "language": "sv",
        "licence": "Uppgifter återgivna med källa; sidorna anger ingen licens",
        "citation": "PTS mobiltäcknings- och bredbandskartläggning",
        "citation_derived": "egen bearbetning av PTS mobiltäcknings- och bredbandskartläggning",
        "comment": f"Read from {file.name}. Where the file holds a share with more than four decimals of a percentage, "
        "two are shown.",
    }
    precision = "inferred" if day is None else "day"
    tidied = statistics(frame, "PTS", march if day is None else day, precision, file.address)
    return Fetched(tidied, about, f"pts-{'-'.join(kinds)}", left_out)
