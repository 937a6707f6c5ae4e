"""A page takes its place in one rename, or the last good one stays."""

import os
import shutil
import tempfile
from collections.abc import Iterator
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


def publish(html: str, target: Path, staged: Path) -> Path:
    """Write the page beside and put it in its place whole; a reader sees the old page or the new one, never half."""
    draft = staged / target.name
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write(html)
        file.flush()
        os.fsync(file.fileno())
    target.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(target)
    return target
