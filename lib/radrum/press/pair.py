"""A page and its print belong together: the print bears the fingerprint of the page it was made of."""

import hashlib
from pathlib import Path

import pikepdf

PRINTED = "/Page"  # where the print's information says of which page it is


def page_digest(page: Path) -> str:
    """The SHA-256 of a page's file, in hexadecimal."""
    return hashlib.sha256(page.read_bytes()).hexdigest()


def is_pair(page: Path) -> bool:
    """Whether the print of this very page lies beside it. A page that was not checked has none."""
    try:
        with pikepdf.open(page.with_suffix(".pdf")) as document:
            return str(document.docinfo.get(PRINTED, "")) == page_digest(page)
    except (OSError, pikepdf.PdfError):
        return False
