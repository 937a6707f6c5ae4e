"""Files with their passports put into a folder: all of them or none, and never instead of an earlier one.

They are written into ``.keeping-<number>``, read back and judged there. That folder's renaming to ``.keeping`` decides:
from then on each file is moved to its place, its passport before it, now or when somebody stores there the next time.
Whoever reads meanwhile finds of each name the earlier file or the new one, each whole and with its passport.
"""

import datetime
import glob
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from radrum import paths
from radrum.errors import Fault, Faults, RadrumError
from radrum.passport import fingerprint, passport_path, read_passport

DECIDED, DRAFT, LOCK = ".keeping", ".keeping-", ".keeping.lock"
PATIENCE = 10  # seconds


@dataclass(frozen=True)
class Deposit:
    """A file to be stored as ``<name>-<day><ending>``.

    ``content`` is its bytes, or writes them into the file it is given. ``about`` has the passport's fields without
    ``name``, ``sha256`` and ``retrieved``. ``judge`` is given the written file, its passport beside it, and may raise
    ``Faults``.
    """

    name: str
    ending: str
    content: bytes | Callable[[Path], None]
    about: Mapping[str, Any]
    judge: Callable[[Path], object]


def deposit(folder: Path, files: Iterable[Deposit], today: datetime.date | None = None) -> list[Path]:
    """Store ``files`` in ``folder``, all or none, and say where each lies.

    One that the newest earlier file of its name says already is not stored again. Raises ``RadrumError`` where two have
    one name, ``Faults`` with all that is wrong with any of them; then nothing has happened.
    """
    with alone_in(folder):
        return store(folder, list(files), today)


def store(folder: Path, files: Collection[Deposit], today: datetime.date | None = None) -> list[Path]:
    """Store every one of ``files`` in a ``folder`` that one is ``alone_in``: see ``deposit``.

    A name that is taken is numbered: a file that is there is never changed.
    """
    _apart(folder, files)
    same = [_same(folder, each) for each in files]
    new = iter(_stored(folder, [each for each, there in zip(files, same, strict=True) if not there], today))
    return [there or next(new) for there in same]


def _stored(folder: Path, files: Collection[Deposit], today: datetime.date | None) -> list[Path]:
    draft, day = folder / f"{DRAFT}{os.getpid()}", today or datetime.date.today()
    written, faults = [], []
    if not files:
        return []
    draft.mkdir()
    try:
        for each in files:
            file = draft / _free(folder, each, day).name
            try:
                _write(file, each, day)
                written.append(folder / file.name)
            except Faults as found:
                faults += [*_as_named(found, draft, folder), Fault(paths.shown(folder / file.name), "is not stored.")]
        if faults:
            raise Faults([*faults, Fault(paths.shown(folder), "Nothing is changed.")])
        _settle(draft)
        draft.rename(folder / DECIDED)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _settle(folder)
    _finish(folder)
    return written


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else stores in ``folder`` meanwhile; a storing that was cut short has been finished or removed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = FileLock(folder / LOCK, timeout=PATIENCE).acquire()
    except Timeout:
        raise RadrumError(f"Somebody else stores in {paths.shown(folder)}. Try again when that is done.") from None
    except OSError as error:
        raise RadrumError(f"{paths.shown(folder)} cannot be written in ({error.strerror}). Ask who owns it.") from None
    with held:
        _finish(folder)
        for left in folder.glob(f"{DRAFT}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def earlier(folder: Path, name: str, *endings: str) -> list[Path]:
    """The files of that name, oldest first."""
    return paths.dated(folder, _slug(name), *endings)


def _apart(folder: Path, files: Iterable[Deposit]) -> None:
    """Raise where two would be called alike: numbered, one would pass for a later edition of the other."""
    called: dict[str, str] = {}
    for each in files:
        slug = _slug(each.name)
        if slug in called:
            raise RadrumError(
                f"{paths.shown(folder / slug)}: two files would be called so ('{called[slug]}' and '{each.name}'). "
                "Give each a name of its own. Nothing is changed."
            )
        called[slug] = each.name


def _same(folder: Path, file: Deposit) -> Path | None:
    """The newest earlier file of the name where it has the same bytes. Raises ``Faults`` where its passport is off."""
    newest = earlier(folder, file.name, file.ending)[-1:]
    if not newest or newest[0].read_bytes() != file.content:
        return None
    read_passport(newest[0])
    return newest[0]


def _free(folder: Path, file: Deposit, day: datetime.date) -> Path:
    """The first name that nothing has yet: numbered so that a later one sorts, and is read, after an earlier one."""
    stem = f"{_slug(file.name)}-{day}"
    for number in range(1, 100):
        tried = stem if number == 1 else f"{stem}_{number:02}"
        if not any(folder.glob(f"{glob.escape(tried)}.*")):
            return folder / f"{tried}{file.ending}"
    raise RadrumError(f"{paths.shown(folder / stem)}: stored 99 times on that day. Go on tomorrow.")


def _finish(folder: Path) -> None:
    """Move the files of a storing that has been decided to their places, the passports first: alone they say nothing.

    Raises ``RadrumError`` where a place has been taken since.
    """
    decided = folder / DECIDED
    if not decided.is_dir():
        return
    files = sorted(decided.iterdir(), key=lambda file: (not file.name.endswith(".source.toml"), file.name))
    for file in files:
        if (folder / file.name).exists():
            raise RadrumError(
                f"{paths.shown(file)} was left by a storing that was cut short, and now there is another file of that "
                f"name in {paths.shown(folder)}. Move one of them away."
            )
    try:
        for file in files:
            file.rename(folder / file.name)
        _settle(folder)
        decided.rmdir()
    except OSError as error:
        raise RadrumError(
            f"{paths.shown(decided)}: not all that was fetched could be put in its place ({error.strerror}). "
            "The rest is when you fetch it again."
        ) from error
    _settle(folder)


def _as_named(found: Faults, draft: Path, folder: Path) -> list[Fault]:
    """The faults of drafted files, told of the files that they were to become."""
    stands, names = paths.shown(draft), paths.shown(folder)
    return [Fault(each.place.replace(stands, names), each.found, each.remedy) for each in found.faults]


def _write(file: Path, given: Deposit, day: datetime.date) -> None:
    """Write the file and its passport and read them back. Raises ``Faults`` where they are not as they should be."""
    _put(file, given.content) if isinstance(given.content, bytes) else given.content(file)
    _put(passport_path(file), _toml({**given.about, "retrieved": day, "sha256": fingerprint(file)}))
    read_passport(file)
    given.judge(file)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def _toml(fields: Mapping[str, Any]) -> bytes:
    """The passport's lines. A TOML string is written as a JSON one, but for the one control sign JSON lets stand."""
    lines = []
    for name, value in fields.items():
        day = isinstance(value, datetime.date)
        said = value.isoformat() if day else json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
        lines.append(f"{name} = {said}\n")
    return "".join(lines).encode()


def _put(file: Path, content: bytes) -> None:
    with file.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())


def _settle(folder: Path) -> None:
    """Have the disk keep the names in ``folder``, where the system lets a folder be opened."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
