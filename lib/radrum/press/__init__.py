"""A notebook becomes a page: run by papermill, rendered by nbconvert, looked at in a browser, then put in its place."""

import sys

# jsonschema, which checks notebooks, looks for a checker of addresses that builds its grammar for two seconds at every
# import. No notebook has an address to check, so it is told that there is none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from radrum.press.assets import PLOTLY
from radrum.press.browser import NoBrowser, Visit, chromium
from radrum.press.checks import Finding, faults
from radrum.press.execution import execute
from radrum.press.notebooks import notebook_path, read_notebook
from radrum.press.page import Page
from radrum.press.parameters import declared, typed
from radrum.press.pressing import Pressed, press
from radrum.press.publishing import publish, reject, staging, write

__all__ = [
    "PLOTLY",
    "Finding",
    "NoBrowser",
    "Page",
    "Pressed",
    "Visit",
    "chromium",
    "declared",
    "execute",
    "faults",
    "notebook_path",
    "press",
    "publish",
    "read_notebook",
    "reject",
    "staging",
    "typed",
    "write",
]
