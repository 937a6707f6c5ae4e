"""The kinds of column a register table can have, as pandera fields.

Each field says what it holds, in which unit, whether the public may see it, and which table it refers to. The
reader turns each text into a value by the kind named here; pandera's checks judge the values.
"""

from collections.abc import Iterable
from functools import cache
from inspect import get_annotations
from typing import Any

import pandera.pandas as pa

PUBLIC = ("yes", "cleared", "no")


def field(
    description: str,
    kind: str,
    *,
    required: bool = False,
    public: str = "yes",
    unit: str = "",
    refers: str = "",
    **checks: Any,
) -> Any:
    """A pandera field of one ``kind``: text, key, date, number, count, share, flag or choice.

    A missing value is empty in the file and stays missing; ``required`` forbids it. ``refers`` names the table
    (or ``areas``) in which the value must stand. ``public`` says what the public may see of the column: all of it
    (``yes``), what stands in rows marked ``cleared``, or nothing (``no``).
    """
    return pa.Field(
        nullable=not required,
        coerce=False,
        description=description,
        metadata={"kind": kind, "public": public, "unit": unit, "refers": refers},
        **checks,
    )


def key(description: str, *, refers: str = "", public: str = "yes") -> Any:
    """A name made of lower-case letters, digits and hyphens that never changes."""
    return field(description, "key", required=True, refers=refers, public=public, str_matches=r"^[a-z0-9][a-z0-9-]*$")


def reference(description: str, table: str, *, required: bool = False, public: str = "yes") -> Any:
    """The key of a row of another table, or empty where the papers name none."""
    return field(description, "key", required=required, refers=table, public=public)


def text(description: str, *, required: bool = False, public: str = "yes") -> Any:
    """Words in the council's language."""
    return field(description, "text", required=required, public=public)


def prose(description: str, *, required: bool = False) -> Any:
    """Free words in the council's language, public only in a row that is marked cleared."""
    return text(description, required=required, public="cleared")


def choice(description: str, values: Iterable[str], *, required: bool = False, public: str = "yes") -> Any:
    """One of a few words that the code knows."""
    return field(description, "choice", required=required, public=public, isin=list(values))


def flag(description: str, *, public: str = "yes") -> Any:
    """yes, no, or empty where the papers do not say."""
    return field(description, "flag", public=public)


def date(description: str, *, required: bool = False, public: str = "yes") -> Any:
    """A day, written ``2016-09-08``."""
    return field(description, "date", required=required, public=public)


def number(description: str, unit: str, *, required: bool = False, public: str = "yes", **checks: Any) -> Any:
    """A number with its unit."""
    return field(description, "number", required=required, public=public, unit=unit, **checks)


def count(description: str, unit: str, *, required: bool = False, public: str = "yes", **checks: Any) -> Any:
    """A whole number of things, never negative."""
    return field(description, "count", required=required, public=public, unit=unit, **({"ge": 0} | checks))


class Model(pa.DataFrameModel):
    """A pandera model whose Config.metadata names its ``key``: the columns that name the one thing a row speaks of.

    Only its columns are asked, one by one: a check of the whole frame would never be.
    """

    class Config:
        strict = True
        metadata = {"key": ()}


def key_of(model: type[Model]) -> list[str]:
    """Names of the columns that together name the one thing a row speaks of."""
    return list(model.Config.metadata["key"])


def row_key(model: type[Model]) -> list[str]:
    """Names of the columns that no two rows of a file may share: of a log, the key and the day it speaks of.

    Corrections of a log may share them: the last line speaks.
    """
    dated = ["recorded", "holds_from", "change"] if "recorded" in columns_of(model) else []
    return key_of(model) + dated


@cache
def columns_of(model: type[Model]) -> dict[str, dict[str, Any]]:
    """What the model says of each column: description, kind, unit, public, refers, required; its own columns first."""
    own = get_annotations(model)
    every = sorted(model.to_schema().columns.items(), key=lambda each: each[0] not in own)
    return {
        name: {"description": about.description, "required": not about.nullable, **about.metadata}
        for name, about in every
    }
