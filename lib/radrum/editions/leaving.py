"""What an edition leaves out, kept beside its extract as counts alone, and told to the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.toml import read_toml
from radrum.words import Words

FILE = "edition.toml"


@dataclass(frozen=True)
class Extract:
    """A folder of data that holds one council in one edition, as known on one day.

    ``left_out`` counts what the edition leaves out: by table how many things, as known on the day; ``texts`` that
    have not been cleared, ``names`` that a role stands in the place of, ``small_counts`` shown as under five,
    ``covering_counts`` left out because a small one could be computed from them, ``statistics`` counts of the agencies.
    """

    edition: str
    council: str
    as_of: pd.Timestamp
    left_out: Mapping[str, int]


def read_extract(folder: Path | None = None) -> Extract | None:
    """What the extract in ``folder`` (without it, the folder of data) is; None where it is no extract."""
    file = (folder or paths.data()) / FILE
    if not file.is_file():
        return None
    said = read_toml(file)
    return Extract(said["edition"], said["council"], pd.Timestamp(said["as_of"]), said["left_out"])


def keep(extract: Extract, folder: Path) -> None:
    """Write what the extract in ``folder`` is."""
    counts = "".join(f"{name} = {n}\n" for name, n in extract.left_out.items())
    said = f'edition = "{extract.edition}"\ncouncil = "{extract.council}"\nas_of = {extract.as_of:%Y-%m-%d}\n'
    (folder / FILE).write_text(f"{said}\n[left_out]\n{counts}", encoding="utf-8")


def left_out_told(left_out: Mapping[str, int], words: Words) -> tuple[str, ...]:
    """What an edition leaves out, a sentence each, for the top of its page."""
    n = dict.fromkeys(
        ("initiatives", "systems", "texts", "names", "small_counts", "covering_counts", "statistics"), 0
    ) | dict(left_out)
    rows = sum(
        count for name, count in left_out.items() if name not in KINDS and name not in ("initiatives", "systems")
    )
    told = [words("This is the public edition. What it leaves out is not missing from the papers.")]
    if n["initiatives"]:
        told.append(
            words.plural(
                "{n} initiative that is not public is left out.",
                "{n} initiatives that are not public are left out.",
                n["initiatives"],
            )
        )
    if rows:
        told.append(
            words.plural(
                "{n} entry that concerns what is not public is left out.",
                "{n} entries that concern what is not public are left out.",
                rows,
            )
        )
    if n["systems"]:
        told.append(words("The inventory of systems and suppliers is left out."))
    if n["texts"]:
        told.append(
            words.plural(
                "{n} text that has not been cleared for the public is left out.",
                "{n} texts that have not been cleared for the public are left out.",
                n["texts"],
            )
        )
    if n["names"]:
        told.append(words("Persons who have not agreed to be named are referred to by their role."))
    if n["small_counts"]:
        told.append(
            words.plural(
                "{n} count of fewer than five persons or households is suppressed and shown as under 5.",
                "{n} counts of fewer than five persons or households are suppressed and shown as under 5.",
                n["small_counts"],
            )
        )
    if n["covering_counts"]:
        told.append(
            words.plural(
                "{n} more count is left out, because a suppressed one could be computed from it.",
                "{n} more counts are left out, because a suppressed one could be computed from them.",
                n["covering_counts"],
            )
        )
    if n["statistics"]:
        told.append(
            words.plural(
                "{n} count of fewer than five persons or households in the statistics is left out.",
                "{n} counts of fewer than five persons or households in the statistics are left out.",
                n["statistics"],
            )
        )
    return tuple(told)


KINDS = ("texts", "names", "small_counts", "covering_counts", "statistics")
