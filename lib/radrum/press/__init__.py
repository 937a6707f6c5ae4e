"""A notebook becomes a page: run by papermill, rendered by nbconvert, looked at in a browser, then put in its place."""

import sys

# jsonschema, which checks notebooks, looks for a checker of addresses that builds its grammar for two seconds at every
# import. No notebook has an address to check, so it is told that there is none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from radrum.press.assets import PLOTLY
from radrum.press.browser import NoBrowser, Visit, chromium, one_browser
from radrum.press.checks import Finding, faults
from radrum.press.execution import ENGINES, execute, warm_up
from radrum.press.framing import framed
from radrum.press.head import read_head
from radrum.press.notebooks import notebook_path, read_notebook
from radrum.press.page import Input, Page, said
from radrum.press.pair import is_pair, page_digest
from radrum.press.parameters import Parameter, declared, typed
from radrum.press.pressing import Pressed, press
from radrum.press.publishing import absolve, publish, reject, staging, write

__all__ = [
    "ENGINES",
    "PLOTLY",
    "Finding",
    "Input",
    "NoBrowser",
    "Page",
    "Parameter",
    "Pressed",
    "Visit",
    "absolve",
    "chromium",
    "declared",
    "execute",
    "faults",
    "framed",
    "is_pair",
    "notebook_path",
    "one_browser",
    "page_digest",
    "press",
    "publish",
    "read_head",
    "read_notebook",
    "reject",
    "said",
    "staging",
    "typed",
    "warm_up",
    "write",
]
