"""Rows that a service answers with page by page, all of them or none."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from radrum.sources.answers import changed
from radrum.sources.service import Service


def pages(
    service: Service,
    address: str,
    params: Mapping[str, Any],
    *,
    rows: str,
    following: str,
) -> list:
    """The rows of every page from ``address`` on: each page's stand under ``rows``, the next address ``following``.

    An answer that is a list is all there is. Raises ``Faults`` where a page has no rows, is not followed by another, or
    where a page counts neither its own rows nor all that came.
    """
    found, counts, seen, page = [], [], set(), address
    while page:
        answer = service.json(page, None if seen else params)
        seen.add(page)
        said = answer if isinstance(answer, dict) else {rows: answer}
        some, onward, count = said.get(rows), said.get(following), said.get("count")
        if not isinstance(some, list):
            raise changed(address, f"it has no list of '{rows}'")
        if onward and not isinstance(onward, str):
            raise changed(address, f"its next page is {onward!r}")
        found += some
        counts.append((count, len(some)))
        page = urljoin(page, onward) if onward else ""
        if page in seen:
            raise changed(address, f"its next page is {onward} once more")
    for count, came in counts:
        if count is not None and count not in (came, len(found)):
            raise changed(address, f"it counts {count} rows and {len(found)} came")
    return found
