"""A council's whole register, read and checked table by table and table against table."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from radrum import paths, places
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.register.council import Council, council_folder, read_council
from radrum.register.judgements import between_columns
from radrum.register.log import as_known, standing
from radrum.register.schema import TABLES
from radrum.tables import empty_table, read_table
from radrum.tables.columns import columns_of, key_of

READINGS = 5


@dataclass(frozen=True)
class Register:
    """A council and its logs, one frame a table; a table without a file is an empty log."""

    council: Council
    logs: dict[str, pd.DataFrame]

    @property
    def newest(self) -> pd.Timestamp | None:
        """The newest day on which anything was recorded, or None where nothing was."""
        days = [log["recorded"].max() for log in self.logs.values() if len(log)]
        return max(days) if days else None

    @property
    def oldest(self) -> pd.Timestamp | None:
        """The day on which the first row was recorded, or None where nothing was."""
        days = [log["recorded"].min() for log in self.logs.values() if len(log)]
        return min(days) if days else None

    def as_known(self, table: str, as_of: pd.Timestamp) -> pd.DataFrame:
        """The rows of ``table`` as known at the end of ``as_of``."""
        return as_known(self.logs[table], key_of(TABLES[table]), as_of)

    def standing(self, table: str, as_of: pd.Timestamp) -> pd.DataFrame:
        """Every state of each thing of ``table`` as known at the end of ``as_of``, oldest first."""
        return standing(self.logs[table], key_of(TABLES[table]), as_of)


def read_register(name: str, draft: Path | None = None) -> Register:
    """The register of the council of that folder name.

    The files in the folder ``draft`` stand in for the council's own, so that they can be judged before they are kept.
    Where files change meanwhile, since somebody records, it is read again: never half of one state and half of another.
    Raises ``RadrumError`` for an unknown council, or one whose files never rest, and ``Faults`` with every fault of
    every file.
    """
    folder = council_folder(name)
    for _ in range(READINGS):
        before = _files(folder, draft)
        try:
            register = _read(name, folder, draft)
        except Faults:
            if before == _files(folder, draft):
                raise
            continue
        if before == _files(folder, draft):
            return register
    raise RadrumError(f"{paths.shown(folder)} changed each of the {READINGS} times it was read. Try again later.")


def _files(folder: Path, draft: Path | None) -> list[tuple]:
    """Which files the tables are read from, and what tells one writing of a file from the next."""
    found = []
    for table in TABLES:
        file = table_file(folder, table, draft)
        with suppress(FileNotFoundError):
            about = file.stat()
            found.append((file, about.st_ino, about.st_size, about.st_mtime_ns))
    return found


def _read(name: str, folder: Path, draft: Path | None) -> Register:
    """The register as its files say while it is read."""
    faults: list[Fault] = []
    council = None
    try:
        council = read_council(name, draft)
    except Faults as found:
        faults += found.faults
    logs, placed = {}, {}
    for table, model in TABLES.items():
        file = table_file(folder, table, draft)
        if not file.is_file():
            logs[table] = empty_table(model)
            continue
        try:
            log = read_table(file, model)
        except Faults as found:
            faults += found.faults
            if found.rows is None:
                continue
            log = found.rows
        logs[table] = log.assign(holds_from=log["holds_from"].fillna(log["recorded"]))
        placed[table] = paths.shown(file)
        faults += _dates_out_of_order(logs[table], placed[table])
    known = {path.stem for path in folder.glob("*.csv")} - set(TABLES)
    faults += [
        Fault(paths.shown(folder / f"{name}.csv"), "not a table of the register.", did_you_mean(name, TABLES))
        for name in sorted(known)
    ]
    faults += _dangling(logs, placed, council)
    faults += between_columns(logs, placed)
    if faults:
        raise Faults(faults)
    return Register(council, logs)


def table_file(folder: Path, table: str, draft: Path | None = None) -> Path:
    """The file a table is read from: a draft first, then a recording interrupted after it was decided."""
    folders = [draft, folder / ".recording", folder] if draft else [folder / ".recording", folder]
    files = [each / f"{table}.csv" for each in folders]
    return next((file for file in files if file.is_file()), files[-1])


def _dates_out_of_order(log: pd.DataFrame, place: str) -> list[Fault]:
    faults = [
        Fault(
            f"{place} row {row}, column holds_from", "later than recorded.", "Record a row when it holds, not before."
        )
        for row in log.index[log["holds_from"] > log["recorded"]]
    ]
    for last in [name for name in log.columns if name.endswith("_latest")]:
        first = last.replace("_latest", "_earliest")
        faults += [
            Fault(f"{place} row {row}, column {last}", f"earlier than {first}.", "Mend the one that is wrong.")
            for row in log.index[log[last] < log[first]]
        ]
    return faults


def _dangling(logs: dict[str, pd.DataFrame], placed: dict[str, str], council: Council | None) -> list[Fault]:
    """Cells that name something no row has: a party, a meeting, an initiative, an area."""
    faults = []
    for table, place in placed.items():
        for column, about in columns_of(TABLES[table]).items():
            target = about["refers"]
            if target == "areas":
                known = set(places.areas().index)
            elif target in logs:
                first = logs[target].groupby(key_of(TABLES[target])[-1])["recorded"].min()
                known = set(first.index)
            else:
                continue
            values = logs[table][column].dropna()
            told = {each: _stranger(each, target, known, council) for each in values.unique() if each not in known}
            strange = values[values.isin(told)].items() if told else ()
            faults += [Fault(f"{place} row {row}, column {column}", *told[value]) for row, value in strange]
            if target in logs:
                faults += _too_early(values, logs[table]["recorded"], first, f"{place} row {{}}, column {column}")
    if council and "parties" in logs and len(logs["parties"]) and council.body not in set(logs["parties"]["party"]):
        place = paths.shown(council_folder(council.folder) / "council.toml")
        faults.append(Fault(place, f"body '{council.body}' is not in parties.csv.", "Add the council's own row."))
    return faults


def _too_early(values: pd.Series, recorded: pd.Series, first: pd.Series, place: str) -> list[Fault]:
    """Cells that name something the register learned of later: as known on their day, they would name nothing."""
    since = first.reindex(values).set_axis(values.index)
    early = values[since > recorded[values.index]]
    return [
        Fault(
            place.format(row),
            f"'{value}' was not known until {since[row]:%Y-%m-%d}.",
            f"Record it on {recorded[row]:%Y-%m-%d} or before.",
        )
        for row, value in early.items()
    ]


def _stranger(value: str, target: str, known: set[str], council: Council | None) -> tuple[str, str]:
    """What is told of a value that the table ``target``, or the areas, do not know."""
    if target == "areas":
        noun = f"a municipality of {places.name(council.area)}" if council else "a known area"
        return f"'{value}' is not {noun}.", places.suggest(value, within=council.area if council else None)
    return f"'{value}' is not in {target}.csv.", did_you_mean(value, sorted(known)) or f"Add it to {target}.csv."
