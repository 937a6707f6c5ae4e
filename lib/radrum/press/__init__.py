"""A notebook and its parameters become a page: run by papermill, rendered by nbconvert, published in one rename."""

import sys

# jsonschema, which checks notebooks, looks for a checker of addresses that builds its grammar for two seconds at every
# import. No notebook has an address to check, so it is told that there is none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from radrum.press.execution import execute
from radrum.press.notebooks import notebook_path, read_notebook
from radrum.press.page import Page
from radrum.press.parameters import declared, typed
from radrum.press.publishing import publish, staging
from radrum.press.rendering import render

__all__ = [
    "Page",
    "declared",
    "execute",
    "notebook_path",
    "publish",
    "read_notebook",
    "render",
    "staging",
    "typed",
]
