"""The register described for people: one section a table, from the models that judge it."""

from pathlib import Path
from typing import Any

from radrum import paths
from radrum.register.package import constraints, row_meaning
from radrum.register.schema import TABLES, Log, People
from radrum.tables.columns import Model, columns_of, key_of
from radrum.tables.reading import FLAGS

PUBLIC = {"yes": "yes", "cleared": "in a cleared row", "no": "no"}
OPENING = f"""# Data dictionary

Made by `radrum describe` from the models in `lib/radrum/register/schema/`: change them, not this page.

A council's folder holds one CSV file a table. Every table is a dated log: a row is never edited, what changes is a new
row with the same key. An empty cell is a missing value: not stated, never a nought. A column is of one **kind**:

- *key*: a name of lower-case letters a-z, digits and hyphens that never changes; *key of* names the table it stands in.
- *text*: words in the council's language. *One of*: a word that the code knows.
- *date*: a day, written 2016-09-08. *Flag*: one of {", ".join(FLAGS)}, in any case.
- *number*: digits with a decimal comma or point. *Count*: a whole number.

*Public* says what the public edition may show of a column: all of it, what stands in a row marked `cleared`, or
nothing.
"""
PASSPORT = """## Passports

Beside each file of `data/statistics` and `data/places` lies `<name>.source.toml`. Without it no file is read.

| field | says | required |
|---|---|---|
| `producer` | Who publishes it | yes |
| `title` | What the producer calls it | yes |
| `url` | Where it was found | yes |
| `published` | When it was published, in words | yes |
| `retrieved` | The day it was fetched or typed, written 2016-09-08 without quotes | yes |
| `language` | The language of these texts, as sv, nb or en (BCP 47); without it they pass for the page's own | no |
| `licence` | The terms it may be used on | yes |
| `citation` | How to cite figures as published | yes |
| `citation_derived` | How to cite figures computed from them | yes |
| `sha256` | The file's fingerprint | yes |
| `comment` | How the file was made, in English; shown in no report | no |
"""


def dictionary_path() -> Path:
    """Where the dictionary lies."""
    return paths.root() / "docs" / "data-dictionary.md"


def dictionary() -> str:
    """The dictionary as Markdown."""
    shared = list(columns_of(Log))
    parts = [OPENING, "## Columns of every table\n\nThe last columns of each log.\n", _columns(Log, shared)]
    for table, model in TABLES.items():
        own = [name for name in columns_of(model) if name not in shared]
        parts += [f"## {table}\n\n{row_meaning(model)}\n\n{_key(model)}\n", _columns(model, own)]
    note = "No log and never in version control: `private/people.csv`, a row is edited and erased."
    parts += [f"## people\n\n{row_meaning(People)} {note}\n\n{_key(People)}\n", _columns(People, columns_of(People))]
    parts.append(PASSPORT)
    return "\n".join(parts)


def _key(model: type[Model]) -> str:
    return f"Key: {', '.join(f'`{name}`' for name in key_of(model))}."


def _columns(model: type[Model], names: list[str]) -> str:
    lines = ["| column | says | kind | unit | required | public |", "|---|---|---|---|---|---|"]
    for name in names:
        about = columns_of(model)[name]
        cells = [
            f"`{name}`",
            about["description"],
            _kind(about, constraints(model, name)),
            about["unit"],
            "yes" if about["required"] else "no",
            PUBLIC[about["public"]],
        ]
        lines.append(f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _kind(about: dict[str, Any], limits: dict[str, Any]) -> str:
    if about["refers"] == "areas":
        return "key of an area"
    if about["refers"]:
        return f"key of [{about['refers']}](#{about['refers']})"
    if "enum" in limits:
        return f"one of {', '.join(f'`{word}`' for word in limits['enum'])}"
    if "maximum" in limits:
        return f"{about['kind']}, {limits['minimum']} to {limits['maximum']}"
    if limits.get("minimum") == 0 and about["kind"] == "number":
        return "number, 0 or more"
    return about["kind"]
