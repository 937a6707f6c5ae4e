"""Several files of one council's folder replaced as one: whatever stops the program, all of them are new or none is.

The new files are written whole into ``.recording-<number>``. Its renaming to ``.recording`` decides: from then on the
register is read from there, until each file has been moved to its place, now or when somebody records the next time.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from radrum import paths
from radrum.errors import RadrumError

DECIDED, DRAFT, LOCK = ".recording", ".recording-", ".recording.lock"
PATIENCE = 10  # seconds


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else records in ``folder`` meanwhile; a recording that was cut short has been finished or removed.

    Raises ``RadrumError`` where somebody else still records after ten seconds.
    """
    lock = FileLock(folder / LOCK, timeout=PATIENCE)
    try:
        held = lock.acquire()
    except Timeout:
        raise RadrumError(f"Somebody else records in {paths.shown(folder)}. Try again when that is done.") from None
    except PermissionError as error:
        raise RadrumError(f"{paths.shown(folder)} cannot be written in ({error.strerror}). Ask who owns it.") from None
    with held:
        finish(folder)
        for draft in folder.glob(f"{DRAFT}*"):
            shutil.rmtree(draft, ignore_errors=True)
        yield


def replace_all(
    folder: Path, files: Mapping[str, bytes], judge: Callable[[Path], None], *, decide: bool = True
) -> None:
    """Put ``files`` in their places in ``folder``, all or none; with ``decide`` false only let them be judged.

    ``judge`` is given the folder in which they lie written, and may raise: then nothing has happened.
    """
    draft = folder / f"{DRAFT}{os.getpid()}"
    draft.mkdir()
    try:
        for name, content in files.items():
            _write(draft / name, content, folder / name)
        judge(draft)
        if decide:
            _settle(draft)
            draft.rename(folder / DECIDED)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    if decide:
        _settle(folder)
        finish(folder)


def finish(folder: Path) -> None:
    """Move the files of a recording that has been decided to their places.

    Raises ``RadrumError`` where one of those has been edited since.
    """
    decided = folder / DECIDED
    if not decided.is_dir():
        return
    moves = {file: folder / file.name for file in sorted(decided.iterdir())}
    for file, place in moves.items():
        if place.is_file() and not file.read_bytes().startswith(place.read_bytes()):
            raise RadrumError(
                f"{paths.shown(file)} was left by a recording that was cut short, and {place.name} was edited since. "
                "Move what you wrote to the end of the former, and take the latter away."
            )
    for file, place in moves.items():
        file.replace(place)
    _settle(folder)
    decided.rmdir()
    _settle(folder)


def _write(file: Path, content: bytes, like: Path) -> None:
    with file.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    if like.is_file():
        shutil.copymode(like, file)


def _settle(folder: Path) -> None:
    """Have the disk keep the names in ``folder``, where the system lets a folder be opened."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
