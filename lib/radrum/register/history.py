"""Whether the log was kept: what a commit of the council's folder held must stand in every later one.

A row may be added anywhere, a column too, and a file be written anew by another program; no row may be edited, moved
or removed. Where there is no git, or the folder lies in no repository, nothing can be said.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from radrum import paths
from radrum.errors import Fault
from radrum.register.council import Council, council_folder
from radrum.register.raw import RawTable, raw_table
from radrum.register.repository import Repository
from radrum.register.schema import TABLES
from radrum.tables.columns import columns_of, key_of
from radrum.tables.reading import KINDS

REMEDY = "Put the row back as it was, and append one with the change 'correction' instead."
KEPT_SINCE = "Where the edit must stand, name a later day in kept_since of council.toml."
PRIVATE = "Take them out of version control, and out of its history."

Rows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True)
class Step:
    """One table's file at two times, one right after the other: contents by git's name, None for the work tree."""

    table: str
    held_by: str
    before: str
    changed_by: str | None
    after: str


def edited_rows(council: Council) -> list[Fault]:
    """A fault for each commit, and for the work tree, that lost a row of a table: the first row of each.

    What was committed before the council's ``kept_since`` was a draft and may differ. Raises ``Faults`` where git
    refuses to read the repository.
    """
    folder = council_folder(council.folder)
    git = Repository(folder)
    if not git.newest():
        return []
    steps, tracked = _steps(git, council.kept_since)
    faults: list[Fault] = []
    if "private" in tracked and not council.invented:
        faults.append(Fault(paths.shown(folder / "private"), "personal data stand in version control.", PRIVATE))
    contents = git.contents(name for step in steps for name in (step.before, step.after))
    for step in steps:
        file = folder / f"{step.table}.csv"
        before, after = contents.get(step.before), b""
        if step.changed_by is None:
            after = file.read_bytes() if file.is_file() else b""
        elif step.after:
            after = contents.get(step.after)
        if before is None or after is None:
            continue  # a partial clone has no copy
        if lost := first_lost_row(before, after, step.table):
            faults.append(_told(file, step, *lost))
    return faults


def first_lost_row(before: bytes, after: bytes, table: str) -> tuple[int, dict[str, str]] | None:
    """Number and cells of the first row of ``before`` that ``after`` does not hold in the same order, or None.

    Only the columns that both have are compared, as text; how a program writes a number, a flag or a line break is
    no difference.
    """
    if after.startswith(before) and (before.endswith(b"\n") or after[len(before) :][:1] in (b"", b"\r", b"\n")):
        return None
    old, new = raw_table(before), raw_table(after)
    shared = [name for name in old.heading if name in new.heading]
    if not shared:
        number = min(old.rows, default=None)
    elif number := _missing(_texts(old, shared), _texts(new, shared)):
        about = columns_of(TABLES[table])
        kinds = [about[name]["kind"] if name in about else "text" for name in shared]
        number = _missing(_values(old, shared, kinds), _values(new, shared, kinds))
    return (number, dict(zip(old.heading, old.rows[number], strict=False))) if number else None


def _missing(old: Rows, new: Rows) -> int | None:
    left = (cells for _, cells in new)
    return next((number for number, cells in old if cells not in left), None)  # "in" moves on past what it finds


def _texts(table: RawTable, names: list[str]) -> Rows:
    """Number and cells of each row, a short row filled up."""
    places = [table.heading.index(name) for name in names]
    for number, cells in table.rows.items():
        filled = cells if len(cells) >= len(table.heading) else cells + [""] * len(table.heading)
        yield number, [filled[place] for place in places]


def _values(table: RawTable, names: list[str], kinds: list[str]) -> Rows:
    """Number and cells of each row, each cell as its kind means it."""
    for number, cells in _texts(table, names):
        yield number, [_meant(cell, kind) for cell, kind in zip(cells, kinds, strict=True)]


def _meant(cell: str, kind: str) -> str:
    """The cell as its reader takes it, or as it is where it cannot be read."""
    cell = cell.strip()
    try:
        return str(KINDS[kind].read(cell)) if cell else cell
    except ValueError:
        return cell


def _told(file: Path, step: Step, row: int, cells: dict[str, str]) -> Fault:
    named = ", ".join(cells.get(name, "") for name in key_of(TABLES[step.table]))
    place = f"{paths.shown(file)} row {row} of commit {step.held_by[:7]}"
    if step.changed_by is None:
        return Fault(place, f"'{named}' has been edited, moved or removed since.", REMEDY)
    found = f"'{named}' was edited, moved or removed by commit {step.changed_by[:7]}."
    return Fault(place, found, f"{REMEDY} {KEPT_SINCE}")


def _steps(git: Repository, kept_since: datetime.date | None) -> tuple[list[Step], set[str]]:
    """Every change of a table's file after ``kept_since``, oldest first, and what the newest commit tracks."""
    edges = [(commit, parent) for commit, parents in git.commits() for parent in parents]
    head = git.newest()
    days = git.days({parent for _, parent in edges} | {head})
    kept = {commit for commit, day in days.items() if kept_since is None or day >= kept_since}
    edges = [(commit, parent) for commit, parent in edges if parent in kept]
    trees = git.trees({commit for edge in edges for commit in edge} | {head})
    steps = [
        Step(table, parent, before, commit, trees[commit].get(f"{table}.csv", ""))
        for commit, parent in edges
        for table in TABLES
        if (before := trees[parent].get(f"{table}.csv", "")) != trees[commit].get(f"{table}.csv", "") and before
    ]
    if head in kept:
        now = ((table, trees[head].get(f"{table}.csv", "")) for table in TABLES)
        steps += [Step(table, head, before, None, "") for table, before in now if before]
    return steps, set(trees[head])
