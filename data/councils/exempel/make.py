"""Writes the data of the invented council: its register, areas and statistics, byte for byte the same each time.

    .venv/bin/python data/councils/exempel/make.py
    .venv/bin/python data/councils/exempel/make.py --to FOLDER      (a data folder other than this one's)

What somebody thought of stands in ``story/*.toml``, one table of TOML a thing of the register; what is drawn by lot
(roll-out, systems, attendance) is made by ``drawn.py`` from a fixed seed, and the survey of broadband by
``surveyed.py``. Nothing of it exists.

A thing's ``log`` holds what was learned of it, in order: ``on`` is the day it was recorded, ``from`` the day it holds
from. A line of the log says only what is new; the rest stays as it was. Without a ``log`` the thing is one row. Words
for a time (``due``, ``start``, ``end``, ``contract_end``) get their first and last day from ``days.py``.
To change the story append to a log; run this again; ``radrum check exempel``.
"""

import argparse
import csv
import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import days
import drawn
import surveyed
from radrum.places import Areas
from radrum.register.schema import TABLES, People
from radrum.statistics.schema import Goals, Statistics
from radrum.tables.columns import columns_of

HERE = Path(__file__).resolve().parent
SPANS = ("due", "start", "end", "contract_end")
RETRIEVED = "2026-09-02"

Row = dict[str, object]


def read_story() -> dict[str, list[Row]]:
    """Every table of ``story/*.toml`` by name, in the order of files and lines; days as text."""
    story = defaultdict(list)
    for file in sorted((HERE / "story").glob("*.toml")):
        for table, things in tomllib.loads(file.read_text(encoding="utf-8")).items():
            story[table] += things
    return story


def rows_of(thing: Row) -> list[Row]:
    """The rows of one thing: what each line of its ``log`` says, on top of what was said before."""
    thing = dict(thing)
    log = thing.pop("log", [{}])
    about = {name: thing.pop(name) for name in ("on", "from", "change", "source", "cleared") if name in thing}
    rows, said = [], [thing]
    for line in log:
        line = about | line if not rows else {"cleared": about.get("cleared", "yes")} | line
        change = line.pop("change", "new")
        dated = {name: line.pop(name, "") for name in ("on", "from", "source")}
        cleared = line.pop("cleared", "yes")
        state = said[-1] | lit(line)
        rows.append(
            with_days(state)
            | {"cleared": cleared, "recorded": dated["on"], "holds_from": dated["from"], "change": change}
            | {"source": dated["source"]}
        )
        if change == "withdrawn":
            said.pop()
        else:
            said.append(state)
    return rows


def lit(line: Row) -> Row:
    """A line of a log with ``lights`` spelt out: g, y and r for result, time and resources, - for not assessed."""
    line = dict(line)
    if "lights" in line:
        words = {"g": "green", "y": "yellow", "r": "red", "-": ""}
        names = ("light_result", "light_time", "light_resources")
        line |= {name: words[letter] for name, letter in zip(names, line.pop("lights"), strict=True)}
    return line


def with_days(row: Row) -> Row:
    """The row with the first and the last day of its words for a time, where it does not give them itself."""
    found = {}
    for name in SPANS:
        if row.get(name) and f"{name}_latest" not in row:
            found[f"{name}_earliest"], found[f"{name}_latest"] = days.span(row[name])
            if row[name] == "löpande" and name != "contract_end":
                found[f"{name}_ongoing"] = "yes"
    return row | found


def meetings_of(story: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The register's meetings, agenda, actions and attendance, from the council's meetings as the story tells them."""
    made = defaultdict(list)
    for meeting in story.pop("meeting"):
        meeting = dict(meeting)
        items, tasks, notes = (meeting.pop(name, []) for name in ("items", "tasks", "log"))
        held = meeting.pop("held", False)
        date, freeze = meeting.get("date", ""), meeting.get("freeze_date", "")
        name = meeting.setdefault("meeting", f"mote-{date}")
        if "when" in meeting:
            meeting["date_earliest"], meeting["date_latest"] = days.span(meeting["when"])
        if held:
            notes = [*notes, {"on": date, "notes_at_hand": "yes", "source": f"minnesanteckningar {date}"}]
        first = {"on": meeting.pop("on"), "source": meeting.pop("source")} | meeting.pop("first", {})
        made["meetings"] += rows_of({"body": "radet", "kind": "meeting"} | meeting | {"log": [first, *notes]})
        for position, item in enumerate(items, start=1):
            made["agenda"] += agenda_rows(dict(item), {"meeting": name, "position": position}, date, freeze, held)
        for position, task in enumerate(tasks, start=1):
            given, *later = task["log"]
            given = {"on": date, "source": f"minnesanteckningar {date}, uppgiftslogg"} | given
            later = [{"source": f"uppgiftsloggen {line['on']}"} | line for line in later]
            task = {"meeting": name, "position": position, "state": "open"} | task
            made["actions"] += rows_of(task | {"log": [given, *later]})
        if held:
            made["attendance"] += drawn.attendance(name, date, story["seats"], story["excuses"])
    return made


def agenda_rows(item: Row, place: Row, date: str, freeze: str, held: bool) -> list[Row]:
    """An item as the papers sent out beforehand have it, and what became of it."""
    outcome = {name: item.pop(name) for name in ("state", "decision", "remark", "carried_to") if name in item}
    late, known = item.pop("late", False), item.pop("on", freeze)
    cleared = item.pop("cleared", "yes")
    call = f"kallelse till mötet {date}" if known == freeze else ""
    log = [] if late else [{"on": known, "state": "planned", "source": call}]
    if held:
        default = "decided" if "decision" in outcome else "handled"
        notes = f"minnesanteckningar {date}, ärende {place['position']}"
        log.append({"on": date, "state": default, "source": notes} | outcome)
    return rows_of(place | item | {"cleared": cleared, "log": log})


def register_of(story: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Every table of the register, its rows in the order in which they were recorded."""
    made = meetings_of(story)
    bodies = [each["party"] for each in story["parties"] if each["kind"] == "municipality"]
    reporting_days = story["reporting_days"]
    made["rollout"] += drawn.rollout(story.pop("settings"), bodies, reporting_days)
    made["decisions"] += decision_rows(story.pop("matters"), reporting_days)
    for thing in drawn.systems(story.pop("domains"), bodies):
        made["systems"] += rows_of(thing)
    for table in TABLES:
        for thing in story.get(table, []):
            made[table] += rows_of(thing)
    held = {row.get("date") for row in made["meetings"] if row["body"] == "radet"}
    for rows in made.values():
        for row in rows:
            row["source"] = row["source"] or source_of(row["recorded"], held, reporting_days)
    return {table: sorted(rows, key=lambda row: row["recorded"]) for table, rows in made.items()}


def source_of(day: str, held: set[str], reporting_days: list[str]) -> str:
    """The paper in which the council learned on that day what the story gives no source for."""
    if day in held:
        return f"minnesanteckningar {day}"
    return f"lägesrapport {day}" if day in reporting_days else f"samordnarens anteckning {day}"


def decision_rows(matters: Iterable[Row], reporting_days: list[str]) -> list[Row]:
    """The answers to each matter: a body's ``answers`` are the day it was asked, the day it answered and how."""
    rows = []
    for matter in matters:
        matter = dict(matter)
        answers, started = matter.pop("answers"), matter.pop("on")
        for party, line in answers.items():
            asked, answered, state, diary, decider = (line.split("|") + [""] * 5)[:5]
            log = [{"on": started, "state": "not_asked"}]
            if asked:
                log.append({"on": asked, "state": "asked", "asked_on": asked})
            if answered:
                known = drawn.reported(answered, reporting_days)
                held = "" if known == answered else answered
                on = answered if state in ("decided", "refused") else ""
                said = {"state": state, "decided_on": on, "diary_number": diary, "decider": decider}
                log.append({"on": known, "from": held} | said)
            source = f"beslutslistan för {matter['title'].lower()}"
            rows += rows_of(matter | {"party": party, "log": [line | {"source": source} for line in log]})
    return rows


def write(file: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Writes a table as UTF-8 with commas; what a row does not say is empty. A word that is no column is an error."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)


def cell(value: object) -> str:
    """A value as a cell of the register writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else str(value)


def write_passport(file: Path, about: Row) -> None:
    """Writes the passport of a data file beside it, with its hash."""
    about = about | {"sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    lines = [f"retrieved = {value}" if name == "retrieved" else f'{name} = "{value}"' for name, value in about.items()]
    file.with_name(f"{file.stem}.source.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def passport(title: str, published: str, comment: str) -> Row:
    """What every passport of the invented council says, and what is this file's own."""
    return {
        "producer": "Rådrum",
        "title": title,
        "url": "https://example.org/exempel",
        "published": published,
        "retrieved": RETRIEVED,
        "language": "sv",
        "licence": "MIT",
        "citation": f"Rådrum: {title}",
        "citation_derived": f"egen bearbetning av Rådrum: {title}",
        "comment": comment,
    }


def make(target: Path) -> None:
    """Writes every file of the invented council into the data folder ``target``."""
    story = read_story()
    places, goals, people, coverage = (story.pop(name) for name in ("areas", "goals", "people", "coverage"))
    council = target / "councils" / "exempel"
    for table, rows in register_of(story).items():
        write(council / f"{table}.csv", columns_of(TABLES[table]), rows)
    write(council / "private" / "people.csv", columns_of(People), people)
    areas = target / "places" / "exempel.csv"
    write(areas, columns_of(Areas), places)
    title = "Exempellandet, påhittade områden"
    write_passport(areas, passport(title, "2024", "Invented: XX is a code that ISO 3166 leaves to its users."))
    values = target / "statistics" / "exempel_broadband.csv"
    write(values, columns_of(Statistics), surveyed.coverage(coverage[0], places))
    title = "Bredband i Exempellandet, påhittade uppgifter 2020–2025"
    write_passport(values, passport(title, "2021–2026", "Invented, drawn by lot. No such survey exists."))
    wanted = target / "statistics" / "exempel_goals.csv"
    write(wanted, columns_of(Goals), goals)
    title = "Bredbandsmål i Exempellandet, påhittade"
    write_passport(wanted, passport(title, "2020–2025", "Invented. No such goals exist."))


def main() -> None:
    """Reads the command line and writes the files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--to", type=Path, default=HERE.parents[1], help="the data folder; without it this one's")
    make(parser.parse_args().to)


if __name__ == "__main__":
    main()
