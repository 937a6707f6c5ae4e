"""Processes forked from a warm one, and ended with it."""

import contextlib
import os
import signal
import socket
from pathlib import Path
from typing import Any

from radrum.engine import child
from radrum.engine.wire import Wire

FORKED: set[int] = set()  # the groups of the notebooks' processes


def fork(connection: socket.socket, given: dict[str, Any], *kept: socket.socket) -> None:
    """Fork a notebook's process for the driver at the other end of ``connection``, to which the ``kept`` are closed.

    Refuse where a thread might be cut in two.
    """
    FORKED.intersection_update(pid for pid in FORKED if Path(f"/proc/{pid}").exists())
    threads, refused = count_threads(), ""
    parent, forked = os.getpid(), 0
    if threads > 1:
        refused = f"{threads} threads run in the warm process."
    else:
        try:
            forked = os.fork()
        except OSError as error:
            refused = f"{error}."
    if refused:
        with contextlib.suppress(Exception):
            Wire(connection).send({"refused": refused})
    else:
        if not forked:
            for each in kept:
                each.close()
            child.live(connection, parent, given)
        FORKED.add(forked)
    connection.close()


def end() -> None:
    """End, and first every notebook's process with what its cells started."""
    for group in FORKED:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
    os._exit(0)


def count_threads() -> int:
    """How many threads the process has."""
    tasks = Path("/proc/self/task")
    if tasks.exists():
        return len(list(tasks.iterdir()))
    import threading

    return threading.active_count()
