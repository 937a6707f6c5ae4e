"""What files and parts are known again by: SHA-256, in hexadecimal."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def of_folder(folder: Path, without: str = "__pycache__") -> str:
    """One fingerprint of every file of a folder, names and bytes, but for those in folders of the name ``without``."""
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and without not in path.relative_to(folder).parts
    )
    return of_parts(
        part for file in files for part in (file.relative_to(folder).as_posix().encode(), file.read_bytes())
    )


def of_page(page: Path) -> str:
    """One fingerprint of a page and its print; empty where one of them is not there."""
    files = (page, page.with_suffix(".pdf"))
    return of_parts(each.read_bytes() for each in files) if all(each.is_file() for each in files) else ""


def of_parts(parts: Iterable[bytes]) -> str:
    """One fingerprint of parts, each with its length before it."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()
