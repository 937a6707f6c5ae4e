"""A notebook and its parameters become a page: run by papermill, rendered by nbconvert, published in one rename."""

from radrum.press.execution import execute
from radrum.press.page import Page
from radrum.press.parameters import declared, typed
from radrum.press.publishing import publish, staging
from radrum.press.rendering import render

__all__ = ["Page", "declared", "execute", "publish", "render", "staging", "typed"]
