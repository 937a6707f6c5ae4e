"""How answers are fetched: read to their end within a deadline, and kept by their mark where they have one."""

import os
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from importlib import metadata
from pathlib import Path
from typing import Any

import platformdirs
import requests
import requests_cache
from requests.adapters import HTTPAdapter

from radrum.errors import RadrumError
from radrum.sources.answers import refusal

KEPT_FOR = timedelta(days=30)
DEADLINE = 600  # seconds a whole answer may take, however slowly it drips
LARGEST = 500_000_000  # bytes
CHUNK = 65536
PLAIN = {"Accept-Encoding": "identity"}  # what is asked for so is a file, and must say itself where it ends
BY_HAND = "Download the file in a browser and give that."


def cache_folder() -> Path:
    """The folder of answers that can be asked for again by their mark; ``RADRUM_CACHE`` names another."""
    return Path(os.environ.get("RADRUM_CACHE") or platformdirs.user_cache_dir("radrum", appauthor=False))


def session(folder: Path, clock: Callable[[], float]) -> requests_cache.CachedSession:
    """A session that keeps in ``folder`` the answers with a mark, and uses none of them without asking the service."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = requests_cache.CachedSession(
            folder / "answers.sqlite",
            backend="sqlite",
            serializer="json",  # pickles would be code that whoever writes the folder can have run
            allowable_methods=("GET", "POST"),
            expire_after=KEPT_FOR,
            always_revalidate=True,
            filter_fn=_marked,
        )
        made.cache.delete(expired=True)
    except (OSError, sqlite3.Error) as error:
        raise RadrumError(
            f"{folder}: no place for a cache ({error}). Remove it, or name another in RADRUM_CACHE."
        ) from None
    made.headers["User-Agent"] = f"radrum/{metadata.version('radrum')}"
    for scheme in ("https://", "http://"):
        made.mount(scheme, Whole(clock))
    return made


class Whole(HTTPAdapter):
    """Reads each answer to its end, so that what is cut short fails here and not later, or never."""

    def __init__(self, clock: Callable[[], float]):
        super().__init__()
        self._clock = clock

    def send(self, *args: Any, **more: Any) -> requests.Response:
        """The answer, its content read. Raises what requests raises, and ``ReadTimeout`` after the deadline.

        Raises ``Refusal`` for a file whose answer is too large, or such that half of it would look like all.
        """
        until, parts, size = self._clock() + DEADLINE, [], 0
        response = super().send(*args, **more | {"stream": True})
        found = _endless(response)
        if found:
            response.close()
            raise refusal(response.url, found, BY_HAND)
        for part in response.iter_content(CHUNK):
            parts.append(part)
            size += len(part)
            if self._clock() > until:
                response.close()
                raise requests.exceptions.ReadTimeout(f"not done after {DEADLINE} seconds")
            if size > LARGEST:
                response.close()
                raise refusal(response.url, f"the answer is larger than {LARGEST:,} bytes", "Ask for less at a time.")
        response._content = b"".join(parts)
        return response


def _endless(answer: requests.Response) -> str:
    """Why a file cut short could not be told from a whole one; empty where it can be, or is not a file.

    Unpacking takes what is half for an end, and a connection that closes is one.
    """
    said = answer.headers
    if answer.status_code != requests.codes.ok or answer.request.headers.get("Accept-Encoding") != "identity":
        return ""
    if said.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        return f"the file comes packed ({said['Content-Encoding']}), which nobody asked for"
    if "Content-Length" not in said and "chunked" not in said.get("Transfer-Encoding", "").lower():
        return "the answer does not say how long it is, so that half of it would look whole"
    return ""


def _marked(answer: requests.Response) -> bool:
    return "ETag" in answer.headers or "Last-Modified" in answer.headers
