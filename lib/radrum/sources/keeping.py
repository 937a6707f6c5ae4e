"""What was fetched becomes a snapshot with its passport, both or neither, and never instead of an earlier one."""

import datetime
import glob
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from filelock import FileLock, Timeout

from radrum import paths
from radrum.errors import Fault, Faults, RadrumError
from radrum.passport import fingerprint, passport_path, read_passport
from radrum.statistics import read_values, write_parquet
from radrum.statistics.schema import Statistics
from radrum.tables.columns import columns_of, key_of

DRAFT, LOCK = ".keeping-", ".keeping.lock"
PATIENCE = 10  # seconds
DATED = r"-[0-9]{4}-[0-9]{2}-[0-9]{2}(_[0-9]{2})?"
LARGE = 50_000  # rows from which on a snapshot is a Parquet file
SERIES = ["area", "period", "measure", "segment", "base", "source"]
SAID = ["value", "decimals", "unit", "status"]


@dataclass(frozen=True)
class Fetched:
    """What a source gives: tidy values and where they come from.

    ``values`` has the columns of ``statistics.schema.Statistics``. ``about`` has the passport's fields without
    ``name``, ``sha256`` and ``retrieved``: producer, title, url, published, licence, citation, citation_derived and
    comment. ``name`` says source and what, as ``kolada-n07900``: the file's name begins with it. ``left_out`` are
    sentences on what the source has and could not be placed, to be shown and never stored.
    """

    values: pd.DataFrame
    about: Mapping[str, Any]
    name: str
    left_out: tuple[str, ...] = ()


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
    with _alone_in(folder):
        earlier = _earlier(folder, fetched.name)
        if earlier:
            today = today or datetime.date.today()
            values, superseded = _unknown(values, _known(earlier), pd.Timestamp(today))
            if superseded and told:
                told(f"Not stored: {superseded} values restated in an edition that a later one has replaced.")
            beside = f"Holds what is new or restated since {earlier[-1].stem}."
            about["comment"] = f"{about.get('comment', '')} {beside}".strip()
        if values.empty:
            if told:
                told(f"Nothing new: every value stands in {paths.shown(earlier[-1])} or one before it.")
            return earlier[-1]
        if len(values) > LARGE:
            return _deposit(folder, fetched.name, ".parquet", partial(write_parquet, values), about, read_values, today)
        return _deposit(folder, fetched.name, ".csv", _csv(values), about, read_values, today)


def deposit(
    folder: Path,
    name: str,
    ending: str,
    content: bytes,
    about: Mapping[str, Any],
    judge: Callable[[Path], object],
    today: datetime.date | None = None,
) -> Path:
    """Write ``content`` and its passport into ``folder`` as ``<name>-<day><ending>``, both or neither, and say where.

    ``judge`` is given the written file, its passport beside it, and may raise ``Faults``: then nothing has happened. A
    name that is taken is numbered: a file that is there is never changed.
    """
    with _alone_in(folder):
        return _deposit(folder, name, ending, content, about, judge, today)


def _deposit(
    folder: Path,
    name: str,
    ending: str,
    content: bytes | Callable[[Path], None],
    about: Mapping[str, Any],
    judge: Callable[[Path], object],
    today: datetime.date | None,
) -> Path:
    retrieved = today or datetime.date.today()
    file = _free(folder, name, retrieved, ending)
    draft = folder / f"{DRAFT}{os.getpid()}"
    draft.mkdir()
    written = draft / file.name
    try:
        try:
            _write(written, content) if isinstance(content, bytes) else content(written)
            sha256 = fingerprint(written)
            _write(passport_path(written), _toml({**about, "retrieved": retrieved, "sha256": sha256}))
            read_passport(written)
            judge(written)
        except Faults as found:
            stands, names = paths.shown(draft), paths.shown(folder)
            told = [Fault(each.place.replace(stands, names), each.found, each.remedy) for each in found.faults]
            raise Faults([*told, Fault(paths.shown(file), "is not stored.", "Nothing is changed.")]) from None
        # The data file's name comes last and decides: a passport alone says nothing, while a file without one would be
        # a fault of the whole folder.
        passport_path(written).rename(passport_path(file))
        written.rename(file)
        _settle(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return file


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Nobody else stores in ``folder`` meanwhile, and what a storing that was cut short has left is gone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = FileLock(folder / LOCK, timeout=PATIENCE).acquire()
    except Timeout:
        raise RadrumError(f"Somebody else stores in {paths.shown(folder)}. Try again when that is done.") from None
    except OSError as error:
        raise RadrumError(f"{paths.shown(folder)} cannot be written in ({error.strerror}). Ask who owns it.") from None
    with held:
        for left in folder.glob(f"{DRAFT}*"):
            shutil.rmtree(left, ignore_errors=True)
        for passport in folder.glob("*.source.toml"):
            stem = passport.name.removesuffix(".source.toml")
            alone = all(each == passport for each in folder.glob(f"{glob.escape(stem)}.*"))
            if alone and re.search(f"{DATED}$", stem):
                passport.unlink()
        yield


def _free(folder: Path, name: str, day: datetime.date, ending: str) -> Path:
    """The first name that nothing has yet: numbered so that a later one sorts, and is read, after an earlier one."""
    stem = f"{_slug(name)}-{day}"
    for number in range(1, 100):
        tried = stem if number == 1 else f"{stem}_{number:02}"
        if not any(folder.glob(f"{glob.escape(tried)}.*")):
            return folder / f"{tried}{ending}"
    raise RadrumError(f"{paths.shown(folder / stem)}: stored 99 times on that day. Go on tomorrow.")


def _earlier(folder: Path, name: str) -> list[Path]:
    """The snapshots of that name, oldest first."""
    ours = re.compile(f"{re.escape(_slug(name))}{DATED}")
    every = [*folder.glob("*.csv"), *folder.glob("*.parquet")]
    return sorted(file for file in every if ours.fullmatch(file.stem))


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def _in_order(values: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows by what they speak of, their columns those of the model, typed as the reader types them."""
    columns, schema = list(columns_of(Statistics)), Statistics.to_schema().columns
    wrong = set(columns) ^ set(values.columns)
    if wrong:
        raise RadrumError(f"{name}: the columns are not a snapshot's ({', '.join(sorted(wrong))}). Nothing is stored.")
    typed = values[columns].astype({column: schema[column].dtype.type for column in columns})
    return typed.sort_values(key_of(Statistics), kind="stable", ignore_index=True)


def _known(earlier: list[Path]) -> pd.DataFrame:
    """The rows of the snapshots ``earlier`` by the day they count from, ``seen``: of one day, as they were stored."""
    frames = []
    for file in earlier:
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


def _toml(fields: Mapping[str, Any]) -> bytes:
    """The passport's lines. A TOML string is written as a JSON one, but for the one control sign JSON lets stand."""
    lines = []
    for name, value in fields.items():
        day = isinstance(value, datetime.date)
        said = value.isoformat() if day else json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
        lines.append(f"{name} = {said}\n")
    return "".join(lines).encode()


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())


def _settle(folder: Path) -> None:
    """Have the disk keep the names in ``folder``, where the system lets a folder be opened."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
