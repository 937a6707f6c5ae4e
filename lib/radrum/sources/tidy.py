"""A data set's cells as rows of statistics: codes become areas, days and measures, signs become words.

Nothing is guessed: an area that is not ours is left out by name, a measure that nobody has mapped is refused.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from radrum import places
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.sources.jsonstat import Dataset
from radrum.sources.mapping import Mapped, mapped
from radrum.sources.periods import first_day
from radrum.statistics.schema import BASES

PERCENT = re.compile(r"pro[cs]ent|per ?cent|%", re.IGNORECASE)
NUMBER = re.compile(
    r"\b(antall?|number|amount|personer|persons|invånare|innbyggere|inhabitants|hushåll|husholdninger|households)\b",
    re.IGNORECASE,
)
MULTIPLE = re.compile(
    r"tusen|thousand|hundre|mil[jl]i?(?:on|ard)|\b(?:mill?|mn|mkr|tkr|per)\b|/|\b1(?:0+|0{0,2}(?:[ .,\u00a0]000)+)\b",
    re.IGNORECASE,
)
POINTS = re.compile(r"procentenhet|prosentpoeng|percentage point", re.IGNORECASE)
INDEX = re.compile(r"\bind(ex|eks)\b", re.IGNORECASE)
SCORE = re.compile(r"\b(score|points|poäng|poeng)\b", re.IGNORECASE)
RANK = re.compile(r"\b(rank|rangordning|rangering)\b", re.IGNORECASE)
TOLD = 12  # names in one sentence


@dataclass(frozen=True)
class Reading:
    """How a service's data sets are to be read.

    ``key`` is its name in measures.toml and ``table`` what it calls the data set; ``place`` is for messages, ``url``
    for the rows. ``area_by`` and ``time_by`` are dimensions; without the former all is of ``whole``. ``area_of`` gives
    our area of a code, or None. ``unit`` gives of the codes of the other dimensions the unit's words and the decimals,
    None where they are not stated. ``sign`` gives what a sign means, status and comment, beside a value or (True)
    instead of one; ``nought`` is a sign that stands for exactly 0.
    """

    key: str
    table: str
    place: str
    url: str | None
    source: str
    area_by: str | None
    whole: str | None
    time_by: str
    area_of: Callable[[str], str | None]
    unit: Callable[[Mapping[str, str]], tuple[str, int | None]]
    sign: Callable[[str, bool], tuple[str | None, str | None]]
    nought: str = ""


def tidy(
    dataset: Dataset, reading: Reading, measure: str | None, base: str | None
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows of statistics of ``dataset``, and sentences on what is left out.

    One row a cell of an area of ours that exists in the period, also where the value is missing. Raises
    ``RadrumError`` where a measure is not mapped, a unit is not the measure's, a time is none, or no area is ours.
    """
    if base not in BASES:
        found = "it does not say who is counted" if base is None else f"nobody is counted as '{base}'"
        raise RadrumError(f"{reading.place}: {found}. Name it with --base, one of {', '.join(BASES)}.")
    others = [name for name in dataset.dimensions if name not in (reading.area_by, reading.time_by)]
    combined = _combined(dataset, reading, others, measure)
    cells, left_out = _placed(dataset, reading)
    times = dataset.dimensions[reading.time_by].codes
    days = {code: first_day(code, f"{reading.place}, {reading.time_by}") for code in times}
    keys = cells[others].itertuples(index=False, name=None)
    found = [combined[key] for key in keys] if others else [combined[()]] * len(cells)
    value, status, comment = _said(cells, reading)
    shown = pd.Series([each.decimals for each in found], index=cells.index, dtype="Int64")
    frame = pd.DataFrame(
        {
            "area": cells["area"],
            "period": cells[reading.time_by].map(days).astype("datetime64[ns]"),
            "measure": [each.to.measure.name for each in found],
            "segment": [each.to.segment for each in found],
            "base": base,
            "source": reading.source,
            "published": _day(dataset.updated),
            "published_precision": "inferred" if dataset.updated else "unknown",
            "value": value,
            "decimals": shown,
            "unit": [each.to.measure.unit for each in found],
            "status": status,
            "url": reading.url,
            "comment": comment,
        }
    )
    kept, outside = _existing(frame)
    if outside:
        left_out.append(f"{outside} cells without a value of areas in years in which they did not exist.")
    return kept.reset_index(drop=True), tuple(left_out)


@dataclass(frozen=True)
class _Column:
    """What one combination of codes of the other dimensions is: a measure, with so many decimals."""

    to: Mapped
    decimals: int


def _combined(
    dataset: Dataset, reading: Reading, others: list[str], measure: str | None
) -> dict[tuple[str, ...], _Column]:
    """The measure of each combination of codes of the dimensions that are neither area nor time."""
    combinations = list(dataset.cells[others].drop_duplicates().itertuples(index=False, name=None)) if others else [()]
    if measure is not None and len(combinations) > 1:
        several = [name for name in others if dataset.cells[name].nunique() > 1]
        raise RadrumError(
            f"{reading.place}: one measure cannot be {len(combinations)} columns. Choose one code of "
            f"{' and of '.join(several)}, or map each column in measures.toml."
        )
    codes = {key: " ".join([reading.table, *map("=".join, zip(others, key, strict=True))]) for key in combinations}
    measures = mapped(reading.key, codes.values(), measure)
    groups = dataset.cells.groupby(others)["value"] if others else None
    found, faults, seen = {}, [], {}
    for key, code in codes.items():
        to = measures[code]
        words, decimals = reading.unit(dict(zip(others, key, strict=True)))
        if unit_of(words) != to.measure.unit and (words.strip() or to.measure.unit == "percent"):
            told = f"'{code}' is in {words or 'no stated unit'}, and {to.measure.name} is in {to.measure.unit}."
            faults.append(Fault(reading.place, told, "Name another measure with --as."))
        twin = seen.setdefault((to.measure.name, to.segment), code)
        if twin != code:
            told = f"'{twin}' and '{code}' would both be {to.measure.name}, {to.segment}."
            faults.append(Fault(reading.place, told, "Fetch one of them, or map them apart."))
        values = dataset.cells["value"] if groups is None else groups.get_group(key)
        found[key] = _Column(to, _decimals(values) if decimals is None else decimals)
    if faults:
        raise Faults(faults)
    return found


def _placed(dataset: Dataset, reading: Reading) -> tuple[pd.DataFrame, list[str]]:
    """The cells with ``area``, those of areas that are not ours left out and named."""
    if reading.area_by is None:
        if reading.whole not in places.areas().index:
            raise RadrumError(f"{reading.place}: it does not say which area it is of. Name it with --country.")
        return dataset.cells.assign(area=reading.whole), []
    dimension = dataset.dimensions[reading.area_by]
    known = places.areas().index
    ours = {code: area for code in dimension.codes if (area := reading.area_of(code)) in known}
    labels = {code: dimension.labels[code].removeprefix(code).strip() for code in dimension.codes}
    strange = [f"{code} {labels[code]}".strip() for code in dimension.codes if code not in ours]
    if not ours:
        raise RadrumError(
            f"{reading.place}: none of its areas is one of ours ({_listed(strange)}). "
            f"{did_you_mean(strange[0], list(known)) or 'Name their country with --country.'}"
        )
    _same_names({code: (labels[code], area) for code, area in ours.items()}, reading)
    cells = dataset.cells.assign(area=dataset.cells[reading.area_by].map(ours))
    left_out = [f"Left out, as they are no areas of ours: {_listed(strange)}."] if strange else []
    return cells[cells["area"].notna()], left_out


def _same_names(ours: dict[str, tuple[str, str]], reading: Reading) -> None:
    """Raise ``RadrumError`` where most areas are called otherwise than ours: codes of two countries are alike."""
    names = places.areas()["name"]
    told = [(code, label, names[area]) for code, (label, area) in ours.items() if label and area.count("-")]
    other = [each for each in told if _first_word(each[1]) != _first_word(each[2])]
    if len(other) > len(told) / 2:
        code, label, name = other[0]
        raise RadrumError(
            f"{reading.place}: its names are not those of {reading.whole} ({code} {label} is ours {name}). "
            "Name the country with --country."
        )


def _first_word(name: str) -> str:
    return re.split(r"[^\w]", name.casefold(), maxsplit=1)[0]


def _existing(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows without those that say nothing (no value, or 0) of an area outside the days on which it existed.

    Tables of the agencies list every area of every time in every year.
    """
    valid = places.areas()[["valid_from", "valid_to"]].reindex(frame["area"])
    begun, ended = (pd.Series(valid[name].to_numpy(), index=frame.index) for name in valid)
    year = frame["period"].dt.to_period("Y")
    outside = (begun > year.dt.end_time) | (ended < year.dt.start_time)
    silent = frame["value"].isna() | (frame["value"] == 0)
    return frame[~(outside & silent)], int((outside & silent).sum())


def _said(cells: pd.DataFrame, reading: Reading) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Value, status and comment of each cell."""
    signs = cells["status"].fillna("")
    nought = cells["value"].isna() & (signs == reading.nought) & (signs != "")
    value = cells["value"].mask(nought, 0.0)
    pairs = pd.Series(list(zip(signs.mask(nought, ""), value.isna(), strict=True)), index=cells.index)
    means = {pair: reading.sign(*pair) for pair in pairs.unique()}
    status, comment = (pairs.map({pair: said[n] for pair, said in means.items()}).astype("str") for n in (0, 1))
    return value, status, comment


def unit_of(words: str) -> str:
    """Our unit for a unit's words, or nothing where they do not tell or count in thousands or by the thousand."""
    kinds = {"percentage_points": POINTS, "percent": PERCENT, "number": NUMBER}
    kinds |= {"index": INDEX, "score": SCORE, "rank": RANK}
    found = next((unit for unit, pattern in kinds.items() if pattern.search(words)), "")
    return "" if found == "number" and MULTIPLE.search(words) else found


def _decimals(values: pd.Series) -> int:
    """The most decimals that any of the values has, at most six."""
    texts = (f"{value:.6f}".rstrip("0").partition(".")[2] for value in values.dropna().unique())
    return max(map(len, texts), default=0)


def _day(updated: str) -> pd.Timestamp:
    """The day of a table's last update: the last on which its values can have been published."""
    return pd.Timestamp(updated[:10]) if re.match(r"\d{4}-\d{2}-\d{2}", updated) else pd.NaT


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - TOLD} more" if len(names) > TOLD else ""
    return ", ".join(names[:TOLD]) + more
