"""A small council to edit, and hands that edit its workbook as a person does in a spreadsheet."""

import csv
import shutil
from datetime import date

import openpyxl
import pandas as pd
from radrum.passport import fingerprint, passport_path
from radrum.register import TABLES, read_register
from radrum.register.state import data_columns, state
from radrum.tables.columns import columns_of

FIRST_DAY = "2016-09-08"
COUNCIL = """name = "Rådet i Västra Götaland"
short_name = "Rådet"
language = "sv"
area = "SE-14"
body = "radet"
origin = "anteckningarna"
peers = ["SE", "DK"]
"""
ROWS = {
    "parties": [
        {"party": "radet", "name": "Rådet", "kind": "council", "member": "no", "area": "SE-14"},
        {"party": "goteborg", "name": "Göteborg", "kind": "municipality", "member": "yes", "area": "SE-1480"},
        {"party": "ale", "name": "Ale", "kind": "municipality", "area": "SE-1440"},
    ],
    "meetings": [{"meeting": "mote-1", "body": "radet", "kind": "meeting", "date": "2016-09-08", "number": "1"}],
    "initiatives": [
        {
            "initiative": "bredband",
            "title": "Bredband",
            "area": "Nät",
            "kind": "project",
            "summary": 'Fiber "överallt"; även\nsist.',
            "owner": "goteborg",
            "candidate": "no",
            "running_cost": "1234567.891",
            "currency": "SEK",
        },
        {"initiative": "e-arkiv", "title": "=E-arkiv", "area": "Arkiv", "kind": "idea", "summary": "-", "owner": "ale"},
    ],
    "milestones": [
        {
            "initiative": "bredband",
            "milestone": "start",
            "title": "Start",
            "kind": "decided",
            "due": "19 september",
            "due_earliest": "2016-09-19",
            "due_latest": "2016-09-19",
        },
        {"initiative": "e-arkiv", "milestone": "start", "title": "Start", "kind": "estimated", "due": "1899"},
    ],
    "criteria": [{"criterion": "nytta", "position": "1", "title": "Nytta för alla", "weight": "2.5"}],
    "rollout": [
        {"initiative": "bredband", "party": "goteborg", "state": "started"},
        {"initiative": "bredband", "party": "ale", "state": "no_answer"},
    ],
}


def write_council(folder, newline="\n", separator=",", encoding="utf-8"):
    """A valid council of six tables, all known on ``FIRST_DAY``, its files written in one manner."""
    folder.mkdir(parents=True)
    (folder / "council.toml").write_text(COUNCIL, encoding="utf-8")
    how = {"newline": newline, "separator": separator, "encoding": encoding}
    for table, rows in ROWS.items():
        write_table(folder, table, *({"cleared": "yes"} | row for row in rows), **how)
    return folder


def write_table(folder, table, *rows, recorded=FIRST_DAY, newline="\n", separator=",", encoding="utf-8"):
    """Writes a table of the register; what a row does not name is empty."""
    said = {"recorded": recorded, "change": "new", "source": "anteckningar"}
    with (folder / f"{table}.csv").open("w", newline="", encoding=encoding) as file:
        names = list(columns_of(TABLES[table]))
        writer = csv.DictWriter(file, names, restval="", delimiter=separator, lineterminator=newline)
        writer.writeheader()
        writer.writerows(said | row for row in rows)


def only_council(data):
    """The small council as the only one in a folder of data, whatever a test before left there."""
    shutil.rmtree(data / "councils", ignore_errors=True)
    return write_council(data / "councils" / "smatt")


def edit(workbook, *edits):
    """Types values into cells and saves: each edit is a table, the key of a row, and its columns with their values.

    A row whose key stands nowhere is written after the others. ``None`` instead of columns takes the row away.
    """
    book = openpyxl.load_workbook(workbook)
    for table, key, values in edits:
        sheet = book[table]
        names = [cell.value for cell in sheet[1]]
        rows = {tuple(cell.value for cell in row[: len(key)]): row[0].row for row in sheet.iter_rows(min_row=2)}
        number = rows.get(key)
        if values is None:
            sheet.delete_rows(number)
            continue
        if number is None:
            number = max([1, *[number for said, number in rows.items() if any(said)]]) + 1
            values = dict(zip(names, key, strict=False)) | values
        for name, value in values.items():
            cell = sheet.cell(number, names.index(name) + 1)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(workbook)
    return workbook


def typed(text, kind):
    """A value as a spreadsheet holds it."""
    if not text:
        return None
    if kind == "date" and text >= "1900-03-01":
        return date.fromisoformat(text)
    return float(text) if kind in ("number", "count") else text


def states(name):
    """What each table says now, by table and key, without how it was recorded."""
    register = read_register(name)
    return {
        table: {
            key: {column: row[column] for column in data_columns(table)} for key, row in state(register, table).items()
        }
        for table in TABLES
    }


def vouch_for(file, retrieved="2017-01-01", citation="x"):
    """Writes a file's passport, in which only its fingerprint, ``retrieved`` and ``citation`` say something."""
    said = dict.fromkeys(["producer", "title", "url", "published", "licence"], "x")
    said |= dict.fromkeys(["citation", "citation_derived"], citation)
    said |= {"sha256": fingerprint(file)}
    lines = [*(f'{name} = "{each}"' for name, each in said.items()), f"retrieved = {retrieved}"]
    passport_path(file).write_text("\n".join(lines), encoding="utf-8")


def contents(folder):
    """The bytes of all tables."""
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.csv"))}


def rows_after(folder, table, before):
    """The cells of the rows that were appended to a table of ``before``."""
    content = (folder / f"{table}.csv").read_bytes()
    old = before.get(f"{table}.csv", b"")
    assert content.startswith(old)
    heading = content.decode().splitlines()[0].split(",")
    return [dict(zip(heading, row, strict=True)) for row in csv.reader(content[len(old) :].decode().splitlines())]


def day(text):
    return pd.Timestamp(text)
