"""Where the archive lies, and how one of its files leads to another."""

import os
from pathlib import PurePosixPath
from urllib.parse import quote

EDITIONS = ("council", "public")  # the folders that hold pages, and what is for the public
PUBLIC = "public"
INDEX = "index.html"
FEED = "feed.xml"


def address(path: PurePosixPath, folder: PurePosixPath) -> str:
    """The address of ``path`` in a page that lies in ``folder``, both below the folder of reports."""
    return quote(PurePosixPath(os.path.relpath(path, folder).replace(os.sep, "/")).as_posix())
