"""Whether the archive is as new as what it lists, told without opening any of it."""

import os
from collections.abc import Iterator
from pathlib import Path

from radrum.archive.addresses import EDITIONS

MARK = ".archive"  # a file of no content, whose time is when the archive was made


def is_current(reports: Path) -> bool:
    """Whether no folder of pages has changed since the archive was made; True too where there are none
    and never were.

    A page that is published, made again or taken away changes the time of its folder.
    """
    newest = max((each.stat().st_mtime_ns for each in _folders(reports)), default=None)
    mark = reports / MARK
    if newest is None or not mark.is_file():
        return newest is None and not mark.exists()
    return mark.stat().st_mtime_ns >= newest


def mark(reports: Path, at: int) -> None:
    """Say that the archive is as new as its pages were ``at`` a time, in nanoseconds."""
    if any(_folders(reports)):
        (reports / MARK).touch()
        os.utime(reports / MARK, ns=(at, at))


def unmark(reports: Path) -> None:
    """Say that the archive is being made, and is not current if that stops half-way."""
    (reports / MARK).unlink(missing_ok=True)


def _folders(reports: Path) -> Iterator[Path]:
    for edition in EDITIONS:
        for folder, _, _ in os.walk(reports / edition):
            yield Path(folder)
