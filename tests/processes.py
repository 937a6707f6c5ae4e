"""Processes that a test has started, found by the mark in their environment."""

import os
import time
from collections.abc import Callable
from pathlib import Path

MARK = "MARK_OF_THIS_TEST"


def marked(folder: Path) -> dict[int, str]:
    """The command lines of the processes that bear the mark of a test and still run, by number."""
    found = {}
    for each in Path("/proc").glob("[0-9]*"):
        try:
            ours = f"{MARK}={folder}".encode() in (each / "environ").read_bytes().split(b"\0")
            if ours and each.name != str(os.getpid()):
                found[int(each.name)] = (each / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return {number: command for number, command in found.items() if command}


def within(seconds: float, holds: Callable[[], object]) -> bool:
    """Whether it comes to hold within so many seconds."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True
