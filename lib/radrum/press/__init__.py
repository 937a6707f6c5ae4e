"""A notebook becomes a page: run by papermill, rendered by nbconvert, looked at in a browser, then put in its place."""

from radrum.press.assets import PLOTLY
from radrum.press.browser import NoBrowser, Visit, chromium, one_browser
from radrum.press.checks import Finding, faults
from radrum.press.execution import DATA, ENGINES, execute, warm_up
from radrum.press.framing import framed
from radrum.press.head import read_head
from radrum.press.notebooks import notebook_path, read_notebook
from radrum.press.page import Input, Page, said
from radrum.press.pair import is_pair, page_digest
from radrum.press.parameters import Parameter, declared, typed
from radrum.press.pressing import Pressed, press
from radrum.press.publishing import absolve, publish, reject, staging, write

__all__ = [
    "DATA",
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
