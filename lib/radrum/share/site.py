"""The public edition on a site: what changed is copied, pages after what they lead to, and never half of one."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout
from fsspec import AbstractFileSystem

from radrum import paths
from radrum.errors import Fault, Faults, RadrumError
from radrum.share.records import copies_made, shared
from radrum.share.remote import file_system

PART = ".radrum-part"  # what the name of a file ends with while it is not whole


@dataclass(frozen=True)
class Copy:
    """What became of one file of the site: copied, unchanged, gone (from the source, but still there) or removed."""

    path: str
    state: str


def copy_site(
    address: str,
    reports: Path | None = None,
    *,
    prune: bool = False,
    dry_run: bool = False,
    tell: Callable[[Copy], None] = lambda _: None,
) -> list[Copy]:
    """Copy ``reports/public`` to a folder or to any address that fsspec knows, as ``sftp://office@example.org/www``.

    Only what changed is copied, each file under another name until it is whole, where renaming is one step there.
    Pictures, files and prints go first, then pages, then the indexes that lead to them. ``prune`` removes what an
    earlier call copied and the source no longer has; nothing else there is ever touched. Called again after it was
    stopped, it goes on with the rest. With ``dry_run`` it only tells. Raises ``RadrumError`` where something in the
    source is a link, and where the address is out of reach.
    """
    reports = (reports or paths.reports()).resolve()
    source = site_files(reports / "public")
    system, root = file_system(address)
    known = address.rstrip("/") if "://" in address else root
    with _failing(address):
        if dry_run:
            done = _judged(source, _there(system, root), copies_made(reports, known), prune)
            for each in done:
                tell(each)
            return done
        with _alone(reports), shared(reports) as records:
            there = _there(system, root)
            for path in [each for each in there if each.endswith(PART)]:  # an earlier call was stopped
                system.rm_file(f"{root}/{path}")
            done = _judged(source, there, records.copies(known), prune)
            for each in done:
                if each.state == "copied":
                    content = _content(source[each.path])
                    _put(system, f"{root}/{each.path}", content)
                    records.copied(known, each.path, _digest(content))
                elif each.state == "removed":
                    _remove(system, root, each.path)
                    records.removed(known, each.path)
                tell(each)
    return done


def _judged(source: dict[str, Path], there: dict[str, int], copied: dict[str, str], prune: bool) -> list[Copy]:
    """What is to become of each file: of those in the source, in their order, then of those that are gone from it."""
    judged = []
    for path, file in source.items():
        content = _content(file)
        same = copied.get(path) == _digest(content) and there.get(path) == len(content)
        judged.append(Copy(path, "unchanged" if same else "copied"))
    gone = sorted((copied.keys() & there.keys()) - source.keys())
    return judged + [Copy(path, "removed" if prune else "gone") for path in gone]


def site_files(folder: Path) -> dict[str, Path]:
    """Every file of the public edition by its path below ``folder``, in the order in which they are to be copied.

    Raises ``Faults`` with everything among them that is not a file or folder of its own: a link could lead anywhere.
    """
    if not folder.is_dir():
        raise RadrumError(f"There is no {paths.shown(folder)}. Make pages with 'radrum report … --edition public'.")
    every = [folder, *sorted(folder.rglob("*"))]
    strange = [each for each in every if each.is_symlink() or not (each.is_file() or each.is_dir())]
    if strange:
        remedy = "Put the file itself there, or take it away."
        raise Faults([Fault(paths.shown(each), "a link, or no file. It is not copied.", remedy) for each in strange])
    files = {each.relative_to(folder).as_posix(): each for each in every if each.is_file()}
    return dict(sorted(files.items(), key=lambda each: _turn(each[0])))


def _turn(path: str) -> tuple[int, int, str]:
    """When a file's turn is: what pages lead to, pages, and last what leads to pages, the outermost at the very end."""
    file = PurePosixPath(path)
    leads = file.name == "index.html" or file.suffix in (".xml", ".atom")
    return 2 if leads else int(file.suffix == ".html"), -len(file.parts) if leads else 0, path


def _content(file: Path) -> bytes:
    """The bytes of a file that is no link, whatever it has become since it was found."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file, flags), "rb") as opened:
        return opened.read()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _alone(reports: Path) -> Iterator[None]:
    """While it lasts no other call from these reports copies, so that an unfinished file is an earlier call's."""
    try:
        with FileLock(reports / ".site.lock", timeout=0):
            yield
    except Timeout:
        raise RadrumError("Another call copies the site. Wait for it to end.") from None


@contextmanager
def _failing(address: str) -> Iterator[None]:
    """Tells in words what goes wrong at the address."""
    try:
        yield
    except RadrumError:
        raise
    except Exception as error:  # each kind of place has errors of its own
        told = str(error) or type(error).__name__
        raise RadrumError(f"{address}: {told}. Call it again: it goes on with the rest.") from error


def _there(system: AbstractFileSystem, root: str) -> dict[str, int]:
    """The size of each file at the address, by its path."""
    system.invalidate_cache()
    found = system.find(root, detail=True) if system.exists(root) else {}
    return {name.removeprefix(root).lstrip("/"): about["size"] for name, about in found.items()}


def _put(system: AbstractFileSystem, target: str, content: bytes) -> None:
    """Put a file in its place in one step: by renaming it, or at once where a file system has no such step."""
    system.makedirs(target.rpartition("/")[0], exist_ok=True)
    if type(system).mv is AbstractFileSystem.mv:
        system.pipe_file(target, content)
        return
    system.pipe_file(f"{target}{PART}", content)
    system.mv(f"{target}{PART}", target)


def _remove(system: AbstractFileSystem, root: str, path: str) -> None:
    """Remove a file, and the folders that are empty then."""
    system.rm_file(f"{root}/{path}")
    for folder in PurePosixPath(path).parents[:-1]:
        with suppress(OSError):
            system.rmdir(f"{root}/{folder}")
