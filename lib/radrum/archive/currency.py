"""Whether the archive is as new as what it lists, told without opening any of it."""

import os
from collections.abc import Iterator
from pathlib import Path

from radrum.archive.addresses import EDITIONS, INDEX


def is_current(reports: Path) -> bool:
    """Whether no folder of pages has changed since the archive was made; True too where there are none.

    A page that is published, made again or taken away changes the time of its folder.
    """
    newest = max((each.stat().st_mtime_ns for each in _folders(reports)), default=None)
    if newest is None:
        return True
    index = reports / INDEX
    return index.is_file() and index.stat().st_mtime_ns >= newest


def mark_current(reports: Path) -> None:
    """Say that the archive is as new as its pages now are."""
    index = reports / INDEX
    if index.is_file():
        os.utime(index)


def _folders(reports: Path) -> Iterator[Path]:
    for edition in EDITIONS:
        for folder, _, _ in os.walk(reports / edition):
            yield Path(folder)
