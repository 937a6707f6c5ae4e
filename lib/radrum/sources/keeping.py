"""What was fetched becomes a snapshot with its passport, both or neither, and never instead of an earlier one."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from radrum import paths
from radrum.errors import RadrumError
from radrum.passport import read_passport
from radrum.sources.depositing import Deposit, alone_in, earlier, store
from radrum.statistics import read_values, write_parquet
from radrum.statistics.schema import Statistics
from radrum.tables.columns import columns_of, key_of

LARGE = 50_000  # rows from which on a snapshot is a Parquet file
SERIES = ["area", "period", "measure", "segment", "base", "source"]
SAID = ["value", "decimals", "unit", "status"]


@dataclass(frozen=True)
class Fetched:
    """What a source gives: tidy values and where they come from.

    ``values`` has the columns of ``statistics.schema.Statistics``. ``about`` has the passport's fields without
    ``name``, ``sha256`` and ``retrieved``: producer, title, url, published, licence, citation, citation_derived,
    comment and, where it is known, language. ``name`` says source and what, as ``kolada-n07900``: the file's name
    begins with it. ``left_out`` are sentences on what the source has and could not be placed, to be shown and never
    stored.
    """

    values: pd.DataFrame
    about: Mapping[str, Any]
    name: str
    left_out: tuple[str, ...] = ()


def typed(rows: pd.DataFrame | list[dict[str, Any]]) -> pd.DataFrame:
    """Rows in the columns of a snapshot, typed as the reader types them."""
    schema = Statistics.to_schema().columns
    return pd.DataFrame(rows)[list(schema)].astype({name: column.dtype.type for name, column in schema.items()})


def keep(fetched: Fetched, *, today: datetime.date | None = None, told: Callable[[str], None] | None = None) -> Path:
    """Store what is new in ``fetched`` in the folder of snapshots, and say where it lies.

    A row whose value, unit and status stand already in an earlier snapshot of the same name is not stored again: its
    day of publication stays the first. One that is restated without a later day of publication counts from ``today``,
    so that no earlier day's report changes. Where no row is left ``told`` hears so, and the newest earlier snapshot is
    the answer. Raises ``Faults`` where the rows are not such as the reader takes; then nothing is stored.
    """
    if fetched.values.empty:
        raise RadrumError(f"{fetched.name}: not one row came. Check what was asked for. Nothing is stored.")
    folder, about, values = paths.statistics(), dict(fetched.about), _in_order(fetched.values, fetched.name)
    with alone_in(folder):
        known = earlier(folder, fetched.name, ".csv", ".parquet")
        if known:
            today = today or datetime.date.today()
            values, superseded = _unknown(values, _known(known), pd.Timestamp(today))
            if superseded and told:
                told(f"Not stored: {superseded} values restated in an edition that a later one has replaced.")
            beside = f"Holds what is new or restated since {known[-1].stem}."
            about["comment"] = f"{about.get('comment', '')} {beside}".strip()
        if values.empty:
            if told:
                told(f"Nothing new: every value stands in {paths.shown(known[-1])} or one before it.")
            return known[-1]
        large = len(values) > LARGE
        ending, content = (".parquet", partial(write_parquet, values)) if large else (".csv", _csv(values))
        (file,) = store(folder, [Deposit(fetched.name, ending, content, about, read_values)], today)
        return file


def _in_order(values: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows by what they speak of, their columns those of the model."""
    wrong = set(columns_of(Statistics)) ^ set(values.columns)
    if wrong:
        raise RadrumError(f"{name}: the columns are not a snapshot's ({', '.join(sorted(wrong))}). Nothing is stored.")
    return typed(values).sort_values(key_of(Statistics), kind="stable", ignore_index=True)


def _known(files: list[Path]) -> pd.DataFrame:
    """The rows of the snapshots ``files`` by the day they count from, ``seen``: of one day, as they were stored."""
    frames = []
    for file in files:
        frame, retrieved = read_values(file), pd.Timestamp(read_passport(file).retrieved)
        frames.append(frame.assign(seen=frame["published"].fillna(retrieved)))
    return pd.concat(frames).sort_values("seen", kind="stable")


def _unknown(values: pd.DataFrame, known: pd.DataFrame, today: pd.Timestamp) -> tuple[pd.DataFrame, int]:
    """The rows of ``values`` that ``known`` does not say already, and how many more are restated and superseded.

    The newest edition of a series is compared with the newest known row, and where it is restated without a later day
    it loses its day: it then counts from the day it is retrieved. An older edition is compared with itself; restated
    it is left out, as it can be shown on no day on which it was not known and had not been replaced.
    """
    day = values["published"].fillna(today)
    newest = _beside(values, known, SERIES)
    stated = known.groupby(SERIES)["published"].max().rename("stated").reset_index()
    older = day < day.groupby([values[name] for name in SERIES]).transform("max")
    older |= values[SERIES].merge(stated, on=SERIES, how="left")["stated"] > day
    edition = _beside(values, known.dropna(subset="published"), [*SERIES, "published"])
    of_old = older & edition["there"]
    same = _alike(values, newest).where(~of_old, _alike(values, edition))
    restated = ~older & newest["there"] & (newest["seen"] >= day) & (day <= today)
    undated = values.assign(
        published=values["published"].mask(restated),
        published_precision=values["published_precision"].mask(restated, "unknown"),
    )
    return undated[~same & ~of_old].reset_index(drop=True), int((~same & of_old).sum())


def _beside(values: pd.DataFrame, known: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """For each of ``values`` the last of the ``known`` rows with its ``key``, and whether one is ``there``."""
    last = known.drop_duplicates(key, keep="last")[list(dict.fromkeys([*key, *SAID, "seen"]))]
    found = values[key].merge(last, on=key, how="left", indicator="there")
    return found.assign(there=found["there"] == "both")


def _alike(values: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Whether the row of ``known`` beside each of ``values`` is there and says the same."""
    same = known["there"].to_numpy()
    for column in SAID:
        now, before = values[column], known[column]
        same = same & ((now == before).fillna(False) | (now.isna() & before.isna())).to_numpy(dtype=bool)
    return pd.Series(same, index=values.index)


def _csv(values: pd.DataFrame) -> bytes:
    written = values.assign(
        value=[None if pd.isna(each) else np.format_float_positional(each, trim="-") for each in values["value"]]
    )
    return written.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n").encode()
