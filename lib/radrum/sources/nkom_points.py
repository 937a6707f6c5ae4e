"""Nkom's files of buildings (2019) and of addresses (2022 on), added up to municipalities, counties and the nation."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from radrum.errors import Fault, Faults
from radrum.sources.sheets import Gazetteer, Unknown, plain
from radrum.sources.sheets.entries import COLUMNS
from radrum.sources.sheets.phrases import Phrases
from radrum.sources.sheets.points import Points

BUILDINGS = {
    "code": ("komnr", "kommunenr", "kommunenummer"),
    "homes": ("boliger",),
    "10": ("10mbit", "10 Mbit/s"),
    "30": ("30mbit", "30 Mbit/s"),
    "100": ("100mbit", "100 Mbit/s"),
}
FLAGS = {"10": "available_10mbps", "30": "available_30mbps", "100": "available_100mbps"}
ADDRESSES = {
    "id": ("adrid", "adresseid"),
    "homes": ("hus", "husstander"),
    "code": ("komnr", "kommunenr", "kommunenummer"),
    "name": ("komnavn", "kommune", "kommunenavn"),
    "county": ("fylke", "fylkesnavn"),
    "town": ("ertett", "tettsted"),
    "down": ("ned", "nedlasting"),
    "technique": ("tek", "teknologi"),
}
SPEEDS = {  # in kbit/s
    "available_10mbps": 10_000,
    "available_30mbps": 30_000,
    "available_100mbps": 100_000,
    "available_1gbps": 1_000_000,
}
FIXED = ("fiber", "kabel", "hfc", "dsl", "vdsl", "adsl", "xdsl", "ftb", "radio", "annet")
SATELLITE = "satellitt"  # reaches every address: with it no share would say anything
FASTEST_MEGABITS = 20_000  # a number over it is told in kbit/s
OUTSIDE = {"2100": "Svalbard", "2111": "Svalbard", "2121": "Svalbard", "2131": "Svalbard", "2200": "Jan Mayen"}
OUTSIDE_NAMES = {"svalbard", "longyearbyen", "jan mayen"}
STRANGERS = 0.01  # of the offers: more at addresses that the list lacks, and the two files are not of one year
DECIMALS = 2  # that are shown of a share we have reckoned


def buildings(points: Points, gazetteer: Gazetteer) -> tuple[pd.DataFrame, list[str]]:
    """Homes by municipality: one row per (area, segment ``all``), ``homes`` and those that each measure reaches.

    Also sentences on what is left out. Raises ``Faults`` for a cell or a code that is not known.
    """
    sums, first = [], {}
    for piece in points.pieces():
        codes, homes = points.numbers(piece, "code", whole=True), points.numbers(piece, "homes")
        reached = {name: homes * points.flags(piece, word) for word, name in FLAGS.items()}
        sums.append(pd.DataFrame({"code": codes, "homes": homes} | reached).groupby("code", as_index=False).sum())
        for code, at in zip(*np.unique(codes, return_index=True), strict=True):
            first.setdefault((int(code),), piece.index[at])
    if not sums:
        raise Faults([Fault(points.at(0), "no row stands under the heading.", "Ask for a whole file.")])
    table = pd.concat(sums).groupby("code").sum()
    areas, told = _areas(points, first, ("code",), gazetteer)
    named = table.assign(area=[areas[int(code),] for code in table.index], segment="all")
    return _summed(named), told


def addresses(points: Points, offers: Points, gazetteer: Gazetteer, phrases: Phrases) -> tuple[pd.DataFrame, list[str]]:
    """Households by municipality and settlement: one row per (area, segment), ``homes`` and those each measure reaches.

    ``points`` has the addresses and ``offers`` what can be had at each of them, at which speed in kbit/s; they may be
    one file. An address counts once, however many offers it has, and without one all the same. Segments are urban and
    rural too where the file says which address lies in a built-up area.
    """
    register, first, words = _register(points, single=points is offers)
    areas, told = _areas(points, first, words, gazetteer)
    reached, missed = _offered(offers, pd.Index(register["id"]), phrases)
    segments = [("all", np.ones(len(register["id"]), dtype=bool))]
    if "town" in register:
        segments += [("urban", register["town"]), ("rural", ~register["town"])]
    sums = []
    for segment, there in segments:
        places = register["place"][there]
        columns = {"homes": register["homes"]} | {name: register["homes"] * has for name, has in reached.items()}
        added = {name: np.bincount(places, each[there], len(first)) for name, each in columns.items()}
        known = np.bincount(places, minlength=len(first)) > 0
        sums.append(pd.DataFrame({"area": [areas[key] for key in first], "segment": segment} | added)[known])
    if "town" not in register:
        told.append(f"{points.at(-1)}: no column says which addresses lie in a built-up area (ertett).")
    return _summed(pd.concat(sums)), [*told, *missed]


def totals(sums: pd.DataFrame, gazetteer: Gazetteer) -> tuple[pd.DataFrame, list[str]]:
    """``sums`` with the counties and the nation of which every municipality is there, and which are not."""
    areas = gazetteer.areas
    within = areas.loc[areas["kind"] == "municipality", "part_of"]
    here = set(sums["area"])
    whole, told = [sums], []
    lacking = {county: [area for area in each.index if area not in here] for county, each in within.groupby(within)}
    counted = sums.assign(area=sums["area"].map(within))
    whole.append(counted[[not lacking[county] for county in counted["area"]]])
    if not any(lacking.values()):
        whole.append(sums.assign(area=gazetteer.country))
    begun = [county for county in counted["area"].unique() if lacking[county]]
    told += [f"{county}: {len(lacking[county])} of its municipalities are not in the file." for county in sorted(begun)]
    return _summed(pd.concat(whole)), told


def reckoned(sums: pd.DataFrame, period: pd.Timestamp, base: str, place: str, units: Mapping[str, str]) -> pd.DataFrame:
    """Shares in percent of ``sums``, and the number of homes where ``units`` has ``base`` as a measure of its own.

    A share is missing, with status ``not_applicable``, where nobody lives: no households is not the same as no
    coverage.
    """
    wide = sums.set_index(["area", "segment"])
    counts = [wide["homes"].rename(base).to_frame()] if units.get(base) == "number" else []
    shares = 100 * wide.drop(columns="homes").div(wide["homes"].where(wide["homes"] > 0), axis=0)
    long = pd.concat([*counts, shares], axis=1).rename_axis(columns="measure").stack(future_stack=True)
    frame = long.rename("value").reset_index()
    number = frame["measure"].map(units) == "number"
    frame = frame.assign(
        value=frame["value"].round(6),
        decimals=np.where(number, 0, DECIMALS),
        unit=np.where(number, "number", "percent"),
        status=np.where(frame["value"].isna(), "not_applicable", None),
        period=period,
        base=base,
        place=place,
    )
    return frame.sort_values(["area", "measure", "segment"], kind="stable", ignore_index=True)[COLUMNS]


def _summed(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["area"].notna()].groupby(["area", "segment"], as_index=False).sum(numeric_only=True)


def _areas(
    points: Points, first: Mapping[tuple, int], words: tuple[str, ...], gazetteer: Gazetteer
) -> tuple[dict[tuple, str | None], list[str]]:
    """The municipality of each way in which a point's place is written; None for what lies outside all of them."""
    found, faults, outside = {}, [], set()
    for key, row in first.items():
        given = dict(zip(words, key, strict=True))
        code, name, county = (given.get(word) or "" for word in ("code", "name", "county"))
        away = OUTSIDE.get(str(code)) or next((each for each in (name, county) if plain(each) in OUTSIDE_NAMES), None)
        if away:
            outside.add(str(away).capitalize())
            found[key] = None
            continue
        try:
            found[key] = gazetteer.area(code, name, county, ("municipality",))
        except Unknown as error:
            faults.append(Fault(points.at(row, words[-1]), error.found, error.remedy))
    if faults:
        raise Faults(faults)
    return found, [f"{place}, which is no municipality." for place in sorted(outside)]


def _register(points: Points, *, single: bool) -> tuple[dict[str, np.ndarray], dict[tuple, int], tuple[str, ...]]:
    """Each address once: its id, homes, the number of its place, whether it lies in a town; and the places by row."""
    words = tuple(word for word in ("county", "name", "code") if word in points.columns)
    parts: dict[str, list[np.ndarray]] = {word: [] for word in ("id", "homes", "place", "row")}
    if "town" in points.columns:
        parts["town"] = []
    first, numbers = {}, {}
    for piece in points.pieces((*words, "town")):
        written = [points.texts(piece, word) for word in words]
        each = np.zeros(len(piece), dtype=np.int64)
        for codes, texts in written:
            each = each * len(texts) + codes
        _, once, of = np.unique(each, return_index=True, return_inverse=True)
        keys = [tuple(texts[codes[at]] for codes, texts in written) for at in once]
        for key, at in zip(keys, once, strict=True):
            numbers.setdefault(key, len(numbers))
            first.setdefault(key, piece.index[at])
        parts["place"].append(np.array([numbers[key] for key in keys], dtype=np.int64)[of])
        parts["id"].append(_ids(points, piece))
        parts["homes"].append(points.numbers(piece, "homes", whole=True))
        parts["row"].append(piece.index.to_numpy())
        if "town" in parts:
            parts["town"].append(points.flags(piece, "town"))
    if not first:
        raise Faults([Fault(points.at(0), "no row stands under the heading.", "Ask for a whole file.")])
    whole = {word: np.concatenate(each) for word, each in parts.items()}
    _, once, of = np.unique(whole["id"], return_index=True, return_inverse=True)
    for word in ("homes", "place", "town"):
        if word in whole and single:
            other = np.flatnonzero(whole[word] != whole[word][once][of])
            if len(other):
                found = f"the address {whole['id'][other[0]]} is not as in a row above."
                raise Faults([Fault(points.at(whole["row"][other[0]]), found, "An address has one place and number.")])
    if not single and len(once) < len(of):
        again = np.setdiff1d(np.arange(len(of)), once)[0]
        found = f"the address {whole['id'][again]} stands in a row above too."
        raise Faults([Fault(points.at(whole["row"][again], "id"), found, "Leave out one of them.")])
    return {word: each[once] for word, each in whole.items()}, first, words


def _ids(points: Points, piece: pd.DataFrame) -> np.ndarray:
    ids = piece["id"]
    if ids.isna().any():
        raise Faults([Fault(points.at(ids.isna().idxmax(), "id"), "the address has no number.", "Mend the row.")])
    if pd.api.types.is_float_dtype(ids) and (ids % 1 == 0).all():
        ids = ids.astype("int64")
    return ids.to_numpy() if pd.api.types.is_integer_dtype(ids) else ids.astype(str).to_numpy(dtype=object)


def _offered(offers: Points, ids: pd.Index, phrases: Phrases) -> tuple[dict[str, np.ndarray], list[str]]:
    """Which addresses have an offer of each measure, by the measure's name."""
    has = {name: np.zeros(len(ids), dtype=bool) for name in SPEEDS}
    rows = strangers = satellites = 0
    fastest = 0.0
    for piece in offers.pieces(("technique",)):
        piece = piece[piece[["down", "technique"]].notna().any(axis=1)]
        at = ids.get_indexer(pd.Index(_ids(offers, piece)))
        codes, techniques = _techniques(offers, piece)
        fixed = np.array([each != SATELLITE for each in techniques])[codes]
        rows, strangers, satellites = rows + len(at), strangers + (at < 0).sum(), satellites + (~fixed).sum()
        known = (at >= 0) & fixed
        down = offers.numbers(piece, "down")
        fastest = max(fastest, down.max(initial=0))
        for name, least in SPEEDS.items():
            has[name][at[known & (down >= least)]] = True
        for number, technique in enumerate(techniques):
            to = phrases.meant(technique)
            if to is not None and technique != SATELLITE:
                flags = has.setdefault(to.measure.name, np.zeros(len(ids), dtype=bool))
                flags[at[known & (codes == number)]] = True
    if 0 < fastest <= FASTEST_MEGABITS:
        found = f"no speed is over {fastest:.0f}: they may be megabits a second."
        raise Faults([Fault(offers.at(0, "down"), found, "Speeds are kilobits a second: 100 Mbit/s is 100000.")])
    if strangers > STRANGERS * rows:
        found = f"{strangers} of {rows} offers are at addresses that the list of addresses does not have."
        raise Faults([Fault(offers.place, found, "Give the two files of the same year.")])
    told = [f"{strangers} offers at addresses that the list of addresses does not have."] if strangers else []
    return has, [*told, *([f"{satellites} offers by satellite, which reach everywhere."] if satellites else [])]


def _techniques(offers: Points, piece: pd.DataFrame) -> tuple[np.ndarray, list[str]]:
    """The number of each offer's technique, and the techniques in small letters."""
    codes, written = offers.texts(piece, "technique")
    techniques = [each.casefold() for each in written]
    for number, technique in enumerate(techniques):
        rows = np.flatnonzero(codes == number)
        if technique not in (*FIXED, SATELLITE) and len(rows):
            remedy = f"Give the file of fixed broadband: {', '.join(FIXED)}."
            where = offers.at(piece.index[rows[0]], "technique")
            raise Faults([Fault(where, f"'{written[number]}' is no fixed access.", remedy)])
    return codes, techniques
