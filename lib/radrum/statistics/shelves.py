# ruff: noqa: S608 - the names in a question are those of our own columns, and every word is quoted
"""Large snapshots: Parquet files, judged and cut where they lie, so that a report reads only the rows it asks for.

DuckDB reads and writes them. It is imported when the first such file is met and never before.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from radrum import paths
from radrum.errors import Fault, Faults
from radrum.statistics.definitions import Measure
from radrum.statistics.judging import judged, strangers
from radrum.statistics.schema import UNSTATED, Statistics
from radrum.statistics.texts import spelt
from radrum.tables.columns import columns_of, key_of
from radrum.tables.judging import judge

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SCHEMA = Statistics.to_schema().columns
KINDS = {"date": "DATE", "number": "DOUBLE", "count": "BIGINT"}  # of DuckDB; every other column is text
TYPES = {name: KINDS.get(about["kind"], "VARCHAR") for name, about in columns_of(Statistics).items()}
TEXTS = [name for name, kind in TYPES.items() if kind == "VARCHAR"]
# Texts that go together say few things in very many rows: what each row says comes as the number of the saying, and the
# sayings once. It takes a fifth of the time that the words take.
TOGETHER = (["area"], [name for name in TEXTS if name != "area"])
SPOILT = "Put the original back, or fetch it again."


@dataclass(frozen=True)
class Shelf:
    """One large snapshot: where it lies, its passport's name and the day it was retrieved."""

    file: Path
    name: str
    retrieved: pd.Timestamp

    def rows(self, as_of: pd.Timestamp | None = None, asked: Mapping[str, Iterable[str]] | None = None) -> pd.DataFrame:
        """The rows published by the end of ``as_of``, of the measures and areas ``asked`` for: all where nothing is.

        The columns are those of a CSV file's rows; texts are numbered (see ``texts``). Which row of a series is the
        newest is not judged here.
        """
        wanted = [f"{name} IN ({_listed(words)})" for name, words in (asked or {}).items()]
        if as_of is not None:
            wanted.append(f"coalesce(published, DATE '{self.retrieved:%Y-%m-%d}') <= DATE '{as_of:%Y-%m-%d}'")
        numbered = [f"hash({', '.join(names)}) AS words_{n}" for n, names in enumerate(TOGETHER)]
        plain = [name for name in TYPES if name not in TEXTS]
        with self._opened(wanted) as database:
            found = database.execute(
                f"SELECT file_row_number + 1 AS row, {', '.join([*plain, *numbered])} FROM held"
            ).df()
            words = [
                database.execute(f"SELECT DISTINCT {number}, {', '.join(names)} FROM held").df()
                for number, names in zip(numbered, TOGETHER, strict=True)
            ]
        typed = {"row": found["row"]} | {name: found[name].astype(SCHEMA[name].dtype.type) for name in plain}
        for n, (names, said) in enumerate(zip(TOGETHER, words, strict=True)):
            # Two sayings with one hash of 64 bits would be an error here, never a wrong word.
            at = pd.Index(said[f"words_{n}"]).get_indexer(found[f"words_{n}"])
            for name in names:
                few = pd.Categorical(said[name].astype(SCHEMA[name].dtype.type))
                typed[name] = few.take(at)
        frame = pd.DataFrame({name: typed[name] for name in ["row", *TYPES]}, copy=False)
        snapshot = pd.Categorical.from_codes([0] * len(frame), pd.Index([self.name], dtype="str"))
        return frame.assign(snapshot=snapshot, retrieved=self.retrieved)

    def told(self) -> pd.DataFrame:
        """Every row with the columns of ``Statistics`` alone, its number in the file as index."""
        return spelt(self.rows()).set_index("row").drop(columns=["snapshot", "retrieved"])

    def faults(self, known: dict[str, Measure]) -> list[Fault]:
        """Every fault of the file's rows. They are read only where a question to all of them at once finds one."""
        with self._opened() as database:
            held = {name: kind for name, kind, *_ in database.execute("DESCRIBE held").fetchall()}
            held.pop("file_row_number", None)
            if held != TYPES:
                told = ", ".join(f"{name} {kind}" for name, kind in held.items())
                place, remedy = paths.shown(self.file), "Write it with write_parquet."
                return [Fault(place, f"its columns are not a snapshot's ({told}).", remedy)]
            if not _suspicious(database, known):
                return []
        return judged(self.told(), paths.shown(self.file))

    @contextmanager
    def _opened(self, wanted: Iterable[str] = ()) -> Iterator["DuckDBPyConnection"]:
        """A database in which ``held`` is those rows of the file of which all that is ``wanted`` is true."""
        import duckdb

        where = " AND ".join(wanted) or "true"
        source = f"read_parquet({_listed([self.file])}, file_row_number = true)"
        with _database() as database:
            try:
                database.execute(f"CREATE TEMP VIEW held AS SELECT * FROM {source} WHERE {where}")
                yield database
            except duckdb.Error as error:
                place = paths.shown(self.file)
                raise Faults([Fault(place, f"cannot be read as Parquet ({error}).", SPOILT)]) from None


def write_parquet(values: pd.DataFrame, path: Path) -> None:
    """Write values of statistics as a large snapshot: the same bytes for the same rows, in whatever order they come.

    ``values`` has the columns of ``Statistics``. Raises ``Faults``, and writes nothing, where they are not such as the
    reader takes. The passport is the caller's to write.
    """
    ordered = values.sort_values(["measure", *key_of(Statistics)], ignore_index=True)
    faults = judged(ordered.set_axis(range(1, len(ordered) + 1)), paths.shown(path))
    if faults:
        raise Faults(faults)
    columns = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in TYPES.items())
    with _database() as database:
        database.execute("SET threads = 1")  # several would lay out the rows by chance
        database.register("given", ordered)
        copied = f"COPY (SELECT {columns} FROM given) TO {_listed([path])}"
        database.execute(f"{copied} (FORMAT parquet, COMPRESSION zstd)")


def _suspicious(database: "DuckDBPyConnection", known: dict[str, Measure]) -> bool:
    """Whether any row of ``held`` can be at fault: asked of the distinct words and the extremes, not row by row."""
    empty = [f"count(*) - count({name})" for name, column in SCHEMA.items() if not column.nullable]
    empty.append(f"count(*) FILTER (value IS NULL AND coalesce(status, '') NOT IN ({_listed(UNSTATED)}))")
    if any(_one(database, ", ".join(empty))):
        return True
    if any(_one(database, f"count(*) - count(DISTINCT hash({', '.join(key_of(Statistics))}))")):
        return True
    for name, column in SCHEMA.items():
        words = f"SELECT DISTINCT {name} FROM held WHERE {name} IS NOT NULL"
        if column.checks and judge(database.execute(words).df()[name].astype(column.dtype.type), column):
            return True
    alike = "SELECT area, any_value(measure) AS measure, any_value(unit) AS unit, any_value(value) AS value"
    extremes = "SELECT any_value(area) AS area, measure, unit, unnest([min(value), max(value)]) AS value"
    every = ((alike, "area"), (extremes, "measure, unit"))
    return any(strangers(database.execute(f"{row} FROM held GROUP BY {by}").df(), "", known) for row, by in every)


def _one(database: "DuckDBPyConnection", aggregates: str) -> tuple[int, ...]:
    return database.execute(f"SELECT {aggregates} FROM held").fetchall()[0]


def _listed(words: Iterable[object]) -> str:
    """Words as SQL writes them: in quotes, and a quote in a word twice."""
    quoted = (str(word).replace("'", "''") for word in words)
    return ", ".join(f"'{word}'" for word in quoted) or "NULL"


def _database() -> "DuckDBPyConnection":
    import duckdb

    return duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
