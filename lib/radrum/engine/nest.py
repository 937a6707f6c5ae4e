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
    while True:
        waiting = select.poll()
        waiting.register(0, select.POLLIN | select.POLLHUP)
        waiting.register(listening, select.POLLIN)
        begun = {each.line.fileno(): each for each in BROODS.values() if each.fit is None}
        for line in begun:
            waiting.register(line, select.POLLIN)
        ready = [descriptor for descriptor, _ in waiting.poll(WATCH * 1000)]
        if 0 in ready or os.getppid() != parent:
            stop()
        for line in begun.keys() & ready:
            begun[line].settle()
            while begun[line].waiting:
                serve(*begun[line].waiting.pop(0), begun[line], listening)
        if listening.fileno() in ready:
            connection, _ = listening.accept()
            answer(connection, listening)


def answer(connection: socket.socket, listening: socket.socket) -> None:
    """Hear what the driver at the other end of ``connection`` wants, and serve it."""
    connection.settimeout(PATIENCE)
    try:
        given = Wire(connection).receive()
    except Closed:
        connection.close()
        return
    connection.settimeout(None)
    after, found = given.pop("after", None), None
    if after:
        with contextlib.suppress(OSError):  # it is served from here then, or refused where nothing can be forked
            found = brood(after, [connection, *ours(listening)])
    serve(connection, given, found, listening)


def serve(connection: socket.socket, given: dict[str, Any], brood: Brood | None, listening: socket.socket) -> None:
    """Fork a process for the driver at the other end of ``connection``, from the brood or, where it is unfit, here."""
    if not (brood and brood.take(connection, given)):
        fork(connection, given, *ours(listening))


def ours(listening: socket.socket) -> list[socket.socket]:
    """What is open here and is nothing to a process that is forked."""
    broods = BROODS.values()
    return [listening, *(each.line for each in broods), *(line for each in broods for line, _ in each.waiting)]


def brood(after: dict[str, Any], kept: list[socket.socket]) -> Brood:
    """The brood that has done what comes before; the one that was not asked for longest gives way to a new one."""
    key = packed(after)
    found = BROODS.pop(key, None)
    if found is None or found.lost:
        found = Brood(after, kept)
    BROODS[key] = found
    settled = [key for key, each in BROODS.items() if each.fit is not None]
    if len(BROODS) > MOST and settled:
        BROODS.pop(settled[0]).close()
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
