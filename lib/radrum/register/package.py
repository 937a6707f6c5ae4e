"""Each council's tables described for other programs: a Data Package, version 2, beside them.

https://datapackage.org/standard/data-package/ says what the words mean. What they have no word for is said with the
prefix ``radrum:``.
"""

import inspect
import json
from pathlib import Path
from typing import Any

from radrum.register.council import Council, council_folder, council_names, read_council
from radrum.register.raw import RawTable, raw_table
from radrum.register.schema import TABLES
from radrum.tables.columns import Model, columns_of, key_of
from radrum.tables.reading import FLAGS

NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}
TYPES = {
    "key": "string",
    "text": "string",
    "choice": "string",
    "date": "date",
    "number": "number",
    "count": "integer",
    "flag": "boolean",
}
LOGGED = "Every table is a dated log: a row is never edited, what changes is a new row with the same key."
REBUILT = "Reconstructed from public papers and not issued by the body."
INVENTED = "Invented throughout: there is no such council."


def packages() -> dict[Path, str]:
    """What each council's ``datapackage.json`` shall say, by its path.

    A council without a table has none. Raises ``Faults`` for a ``council.toml`` that cannot be read.
    """
    described = {council_folder(name) / NAME: package(read_council(name)) for name in council_names()}
    return {path: _text(said) for path, said in described.items() if said["resources"]}


def describe(council: Council, folder: Path) -> bool:
    """Have ``datapackage.json`` in the council's folder say what it shall; whether that is new.

    It is replaced in one rename, so that a reader meets the one or the other.
    """
    file, said = folder / NAME, package(council, folder)
    if not said["resources"] or (file.is_file() and file.read_bytes() == _text(said).encode("utf-8")):
        return False
    draft = folder / ".recording.json"
    draft.write_bytes(_text(said).encode("utf-8"))
    draft.replace(file)
    return True


def package(council: Council, folder: Path | None = None) -> dict[str, Any]:
    """The descriptor of one council's tables, those that have a file. It depends on no row and on no clock.

    ``folder`` is where they lie while the council is being set up; without it they lie in the council's own.
    """
    folder = folder or council_folder(council.folder)
    written = {table: folder / f"{table}.csv" for table in TABLES if (folder / f"{table}.csv").is_file()}
    true = [LOGGED, *[REBUILT] * council.reconstruction, *[INVENTED] * council.invented]
    return {
        "$schema": PROFILE,
        "name": council.folder,
        "title": council.name,
        "description": " ".join(true),
        "licenses": [LICENCE],
        "sources": [{"title": council.origin}],
        "radrum:language": council.language,
        "radrum:area": council.area,
        "resources": [_resource(table, raw_table(file.read_bytes()), set(written)) for table, file in written.items()],
    }


def _text(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def row_meaning(model: type[Model]) -> str:
    """What one row is: the first paragraph of the model's docstring."""
    return " ".join(inspect.getdoc(model).split("\n\n")[0].split())


def constraints(model: type[Model], column: str) -> dict[str, Any]:
    """What a value of the column must be, in the standard's words: required, enum, pattern, minimum, maximum."""
    found = {"required": True} if columns_of(model)[column]["required"] else {}
    for check in model.to_schema().columns[column].checks:
        said = check.statistics or {}
        if "allowed_values" in said:
            found["enum"] = list(said["allowed_values"])
        if "pattern" in said:
            found["pattern"] = said["pattern"].removeprefix("^").removesuffix("$")  # a pattern there is the whole value
        for bound, name in (("min_value", "minimum"), ("max_value", "maximum")):
            if bound in said:
                found[name] = said[bound]
    return found


def _resource(table: str, raw: RawTable, written: set[str]) -> dict[str, Any]:
    model = TABLES[table]
    columns = columns_of(model)
    names = raw.heading if set(raw.heading) == set(columns) else list(columns)
    dialect = {} if raw.separator == "," else {"dialect": {"delimiter": raw.separator}}
    schema = {
        "fields": [_field(model, name, raw) for name in names],
        "missingValues": [""],
        "radrum:key": key_of(model),
    }
    keys = [_foreign_key(table, name, columns[name]["refers"]) for name in names if columns[name]["refers"] in written]
    return {
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "description": row_meaning(model),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": raw.encoding,
        **dialect,
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(model: type[Model], name: str, raw: RawTable) -> dict[str, Any]:
    about = columns_of(model)[name]
    said: dict[str, Any] = {
        "name": name,
        "type": TYPES[about["kind"]],
        "format": "default",
        "description": about["description"],
    }
    if about["kind"] == "flag":
        said |= {"trueValues": _flag_words(True), "falseValues": _flag_words(False)}
    if about["kind"] == "number" and name in raw.heading and any("," in cell for cell in raw.column(name)):
        said["decimalChar"] = ","
    said |= {"constraints": limits} if (limits := constraints(model, name)) else {}
    said |= {f"radrum:{word}": about[word] for word in ("unit", "refers") if about[word]}
    return said | {"radrum:public": about["public"]}


def _flag_words(meant: bool) -> list[str]:
    """The words a flag may be written with: the reader takes them in any case, the standard has them by letter."""
    return [form for word, value in FLAGS.items() if value is meant for form in (word, word.capitalize(), word.upper())]


def _foreign_key(table: str, column: str, target: str) -> dict[str, Any]:
    """A reference to the key of another table, or of the same, which the standard asks not to name."""
    resource = {} if target == table else {"resource": target}
    return {"fields": [column], "reference": resource | {"fields": key_of(TABLES[target])[-1:]}}
