"""The command ``radrum``."""

from radrum.cli.commands import main

__all__ = ["main"]
