"""A page takes its place in one rename, or the last good one stays."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staging(reports: Path) -> Iterator[Path]:
    """A folder to work in, on the same disk as the reports, gone afterwards whatever happens."""
    parent = reports / ".staging"
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if not any(parent.iterdir()):
            parent.rmdir()


def write(file: Path, content: str | bytes) -> Path:
    """Write a file whole, down to the disk."""
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    with file.open("rb") as written:
        os.fsync(written.fileno())
    return file


def publish(drafts: Sequence[Path], folder: Path) -> None:
    """Put the drafts in their place, one after the other; a reader sees each as it was or as it is, never half.

    The last speaks for all: where a run stops between two, what it names is still the old one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for draft in drafts:
        draft.replace(folder / draft.name)


def reject(drafts: Sequence[Path], folder: Path, faults: Sequence[str]) -> Path:
    """Keep a page that must not be published aside, with the list of its faults, and give the list's path."""
    publish(drafts, folder)
    return write(folder / f"{drafts[-1].stem}.faults.txt", "".join(f"{each}\n" for each in faults))
