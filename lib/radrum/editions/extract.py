"""The extract: a whole folder of data that holds one council's public edition and nothing else of any council."""

import datetime
import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.editions import leaving, snapshots, suppression, wording
from radrum.editions.restricted import open_rows, restricted_initiatives, titles
from radrum.editions.states import Logs, current, known_since
from radrum.errors import Fault, Faults, RadrumError
from radrum.register import TABLES, Council, Register, read_register
from radrum.register.log import as_known
from radrum.register.people import agreed_to_publish, read_people
from radrum.register.spelling import appended, heading, spelt
from radrum.tables.columns import key_of
from radrum.words import Words

FREE = "origin"  # what a council says of itself in words of its own; the rest is who it is
UNSAID = ("folder", "kept_since")


def write_extract(council: str, as_of: pd.Timestamp, folder: Path, *, today: datetime.date | None = None) -> Path:
    """Write the public edition of a council, as known at the end of ``as_of``, into ``folder`` and give that folder.

    It is a folder of data of its own, for ``RADRUM_DATA``: the council's tables with what the schema lets the public
    see, the statistics and the places, and in ``edition.toml`` how much was left out. Consent to be named must hold on
    ``today``, the day of the run, as well as on ``as_of``.

    Raises ``RadrumError`` where the folder holds something already, and ``Faults`` where the council's data have
    faults, or where a name that may not be published stands where no role can take its place. Nothing is left in
    ``folder`` then.
    """
    if folder.exists() and any(folder.iterdir()):
        raise RadrumError(f"{paths.shown(folder)} is not empty. Name a folder that is new.")
    register = read_register(council)
    day = max(pd.Timestamp(today or datetime.date.today()), as_of)
    people = read_people(council, set(register.logs["parties"]["party"]))
    roles = wording.Roles(people, agreed_to_publish(people, day))
    hidden = titles(register, restricted_initiatives(register, as_of)[0])
    silence = wording.Silence(hidden, Words(register.council.language)("This text is left out of the public edition."))
    own = folder / "councils" / council
    own.mkdir(parents=True)
    try:
        logs, left_out = _public(register, as_of, silence, roles)
        _write_council(register.council, silence, roles, own)
        for table, log in logs.items():
            _write_table(log, table, own)
        _hold_no_name(own, roles)
        read_register(council, draft=own)
        for each in (paths.places(), paths.statistics()):
            shutil.copytree(each, folder / each.name, copy_function=_same, ignore=shutil.ignore_patterns(".*", "*.py"))
        held_back, covering = snapshots.hold_back(folder / paths.statistics().name)
        for kind, n in (("statistics", held_back), ("covering_counts", covering)):
            left_out |= {kind: left_out.get(kind, 0) + n} if n else {}
        leaving.keep(leaving.Extract("public", council, as_of, left_out), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _public(
    register: Register, as_of: pd.Timestamp, silence: wording.Silence, roles: wording.Roles
) -> tuple[Logs, dict[str, int]]:
    """The tables as the public may see them, and how much was left out of each and of their texts and counts."""
    uncleared = Words(register.council.language)("This text has not been cleared for the public.")
    logs = open_rows(register, as_of)
    before = dict(logs)
    for table, rows in logs.items():
        rows = wording.clear(rows, table, register.logs[table], as_of, uncleared)
        logs[table] = silence.put_in(rows, table)
    cleared = dict(logs)
    logs = {table: roles.put_in(rows, table) for table, rows in logs.items()}
    named = dict(logs)
    logs["benefits"], logs["benefit_values"] = suppression.small_benefits(logs["benefits"], logs["benefit_values"])
    logs["rollout_totals"], _ = suppression.small_totals(logs["rollout_totals"])
    logs = known_since(logs)
    return logs, _left_out(register, as_of, [before, cleared, named, logs])


def _left_out(register: Register, as_of: pd.Timestamp, stages: list[Logs]) -> dict[str, int]:
    """Of what is known on the day, how many things of each table are left out, texts, names, and small counts."""
    known = current(register, as_of)
    before, cleared, named, after = [
        {table: as_known(log, key_of(TABLES[table]), as_of) for table, log in stage.items()} for stage in stages
    ]
    covering = len(before["rollout_totals"]) - len(after["rollout_totals"])
    small = [("benefits", "baseline"), ("benefit_values", "value"), ("rollout_totals", "count")]
    counts = {table: len(known[table]) - len(rows) for table, rows in before.items()}
    counts |= {
        "texts": wording.counted(before, cleared),
        "names": wording.counted(cleared, named),
        "small_counts": sum(
            int(
                (
                    after[table][column].notna()
                    & (named[table][column].reindex(after[table].index) != after[table][column])
                ).sum()
            )
            for table, column in small
        ),
        "covering_counts": covering,
    }
    return {name: n for name, n in counts.items() if n}


def _write_council(council: Council, silence: wording.Silence, roles: wording.Roles, folder: Path) -> None:
    said = {name: value for name, value in asdict(council).items() if name not in UNSAID}
    said[FREE] = silence.put(said[FREE])
    said = {name: roles.put(value) if isinstance(value, str) else value for name, value in said.items()}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in said.items()]
    (folder / "council.toml").write_text("".join(lines), encoding="utf-8")


def _write_table(log: pd.DataFrame, table: str, folder: Path) -> None:
    file = folder / f"{table}.csv"
    file.write_bytes(appended(heading(table), table, spelt(log, table), file))


def _hold_no_name(folder: Path, roles: wording.Roles) -> None:
    """Raises ``Faults`` where a name stands in what no role was put in: a key, a name joined with others.

    They tell whose it is by the role: faults are read by more people than the register is.
    """
    faults = [
        Fault(
            f"{file.parent.name}/{file.name}",
            f"the name or address of '{role}', who has not agreed to be named, stands in the public edition.",
            "Record the row anew with the role instead.",
        )
        for file in sorted(folder.iterdir())
        for role in roles.told_by(file.read_text(encoding="utf-8"))
    ]
    if faults:
        raise Faults(faults)


def _same(source: str, target: str) -> None:
    """The same file in another folder: published figures, which nobody writes again."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
