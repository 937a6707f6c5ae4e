"""The warm process that notebooks are forked from: it imports everything once and then only waits. Run as a script.

Its arguments are the socket to listen at and the process that started it, with which it ends.

A driver of many notebooks that all begin alike may say what is to be done once, before any is forked: they are then
forked from a brood, which was forked from here and has done it.
"""

import contextlib
import gc
import importlib
import os
import select
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from radrum.engine.brood import Brood
from radrum.engine.forking import end, fork
from radrum.engine.wire import Closed, Wire, packed

# What a notebook of ours imports or what its cells come to import; a name that is not there is left out.
WARM = (
    "radrum", "radrum.exhibits", "radrum.measures", "radrum.dossier", "radrum.words", "pandas", "pandera.pandas",
    "pandera.backends.pandas.builtin_checks", "numpy.random", "radrum.measures.forecast.curve",
    "plotly.graph_objects", "plotly.io", "nbformat", "ipykernel.ipkernel", "IPython.core.completer",
    "matplotlib_inline.backend_inline", "duckdb",
)  # fmt: skip


MOST = 4  # broods at a time: each holds what it has read
WATCH = 1  # seconds between looks whether the driver lives: what the system tells of, it tells of the driver's thread
PATIENCE = 5.0  # seconds for a driver to say what it wants
BROODS: dict[bytes, Brood] = {}  # by what they have done, the one last asked for last


def main() -> None:
    """Warm up, say so, and fork a process for every driver that calls."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver, which hangs up
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    place, parent = Path(sys.argv[1]), int(sys.argv[2])

    def stop(*_: Any) -> None:
        shutil.rmtree(place.parent, ignore_errors=True)
        end()

    signal.signal(signal.SIGTERM, stop)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(str(place))
    place.chmod(0o600)
    listening.listen(64)
    warm()
    waiting = select.poll()
    waiting.register(listening, select.POLLIN)
    waiting.register(0, select.POLLIN | select.POLLHUP)
    while True:
        ready = [descriptor for descriptor, _ in waiting.poll(WATCH * 1000)]
        if 0 in ready or os.getppid() != parent:
            stop()
        if not ready:
            continue
        connection, _ = listening.accept()
        serve(connection, listening)


def serve(connection: socket.socket, listening: socket.socket) -> None:
    """Fork a process, from here or from a brood, for the driver at the other end of ``connection``."""
    connection.settimeout(PATIENCE)
    try:
        given = Wire(connection).receive()
    except Closed:
        connection.close()
        return
    connection.settimeout(None)
    after = given.pop("after", None)
    kept = [listening, *(each.line for each in BROODS.values())]
    if after and brood(after, [connection, *kept]).take(connection, given):
        connection.close()
    else:
        fork(connection, given, *kept)


def brood(after: dict[str, Any], kept: list[socket.socket]) -> Brood:
    """The brood that has done what comes before; the one that was not asked for longest gives way to a new one."""
    key = packed(after)
    found = BROODS.pop(key, None)
    if found is None or found.lost:
        found = Brood(after, kept)
    BROODS[key] = found
    if len(BROODS) > MOST:
        BROODS.pop(next(iter(BROODS))).close()
    return found


def warm() -> None:
    """Import what notebooks import, read catalogues and templates, and keep it all out of the collector's way."""
    for name in WARM:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    words = importlib.import_module("radrum.words")
    for language in words.LANGUAGES:
        words.Words(language)("Source")
    importlib.import_module("radrum.exhibits").read_fragments()
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
