"""Tables as agencies publish them: found by the words of their headings, read as people write them, or refused."""

from radrum.sources.sheets.books import Sheet, read_sheets
from radrum.sources.sheets.cells import Written, count, tidy, written
from radrum.sources.sheets.gazetteer import Gazetteer, Unknown
from radrum.sources.sheets.headings import Table, find, plain
from radrum.sources.sheets.shares import Share, shares

__all__ = [
    "Gazetteer",
    "Share",
    "Sheet",
    "Table",
    "Unknown",
    "Written",
    "count",
    "find",
    "plain",
    "read_sheets",
    "shares",
    "tidy",
    "written",
]
