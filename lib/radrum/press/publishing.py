"""A page takes its place in one rename, or the last good one stays."""

import glob
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from psutil import pid_exists

FAULTS = ".faults.txt"  # what the list of a rejected page's faults is called, after the page


@contextmanager
def staging(reports: Path) -> Iterator[Path]:
    """A folder to work in, on the same disk as the reports, gone afterwards whatever happens.

    It bears the number of the process and the name of the machine, so that one whose process was killed is removed by
    the next on that machine.
    """
    parent, machine = reports / ".staging", platform.node()
    for left in parent.glob(f"*@{glob.escape(machine)}@*"):
        if not pid_exists(int(left.name.partition("@")[0])):
            shutil.rmtree(left, ignore_errors=True)
    folder = _made(parent, f"{os.getpid()}@{machine}@")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # others work there
            parent.rmdir()


def _made(parent: Path, prefix: str) -> Path:
    """A new folder in ``parent``, which whoever leaves it last removes."""
    while True:
        parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            return Path(tempfile.mkdtemp(prefix=prefix, dir=parent))


def write(file: Path, content: str | bytes) -> Path:
    """Write a file whole, down to the disk."""
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    with file.open("rb") as written:
        os.fsync(written.fileno())
    return file


def publish(drafts: Sequence[Path], folder: Path) -> None:
    """Put the drafts in their place, one after the other; a reader sees each as it was or as it is, never half.

    The last speaks for all: where a run stops between two, what it names is still the old one. A page that has no print
    takes the print of the page before it away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for draft in drafts:
        printed = draft.with_suffix(".pdf")
        if draft.suffix == ".html" and printed not in drafts:
            (folder / printed.name).unlink(missing_ok=True)
        draft.replace(folder / draft.name)


def reject(drafts: Sequence[Path], folder: Path, faults: Sequence[str]) -> Path:
    """Keep a page that must not be published aside, with the list of its faults, and give the list's path."""
    publish(drafts, folder)
    return write((folder / drafts[-1].name).with_suffix(FAULTS), "".join(f"{each}\n" for each in faults))


def absolve(page: Path, aside: Path) -> None:
    """Remove what was kept in the folder ``aside`` of a page that is sound now, and the folders that are then empty.

    ``page`` is its path below the reports.
    """
    kept = aside / page
    files = [kept.with_suffix(suffix) for suffix in (page.suffix, ".pdf", FAULTS)]
    there = [file for file in files if file.exists()]
    for file in there:
        file.unlink(missing_ok=True)
    with suppress(OSError):  # others are kept there
        for parent in page.parents if there else ():
            (aside / parent).rmdir()
