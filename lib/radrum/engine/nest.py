"""The warm process that notebooks are forked from: it imports everything once and then only waits. Run as a script.

Its arguments are the socket to listen at and the process that started it, with which it ends.
"""

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
from pathlib import Path

from radrum.engine import child
from radrum.engine.ending import end_with
from radrum.engine.wire import Wire

# What a notebook of ours imports or what its cells come to import; a name that is not there is left out.
WARM = (
    "radrum", "radrum.exhibits", "radrum.measures", "radrum.dossier", "radrum.words", "pandas", "pandera.pandas",
    "numpy.random", "scipy.optimize", "scipy.stats", "plotly.graph_objects", "plotly.io",
    "nbformat", "ipykernel.ipkernel", "IPython.core.completer", "matplotlib_inline.backend_inline", "duckdb",
)  # fmt: skip


FORKED: set[int] = set()  # the groups of the notebooks' processes


def main() -> None:
    """Warm up, say so, and fork a process for every driver that calls."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver, which hangs up
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    place, parent = Path(sys.argv[1]), int(sys.argv[2])
    signal.signal(signal.SIGTERM, lambda *_: end())
    end_with(parent, signal.SIGTERM)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(str(place))
    place.chmod(0o600)
    listening.listen(64)
    warm()
    waiting = select.poll()
    waiting.register(listening, select.POLLIN)
    waiting.register(0, select.POLLIN | select.POLLHUP)
    while True:
        ready = [descriptor for descriptor, _ in waiting.poll()]
        if 0 in ready:
            end()
        connection, _ = listening.accept()
        serve(connection, listening)


def serve(connection: socket.socket, listening: socket.socket) -> None:
    """Fork a process for the driver at the other end of ``connection``; refuse where a thread might be cut in two."""
    FORKED.intersection_update(pid for pid in FORKED if Path(f"/proc/{pid}").exists())
    threads = count_threads()
    if threads > 1:
        with contextlib.suppress(Exception):
            Wire(connection).send({"refused": f"{threads} threads run in the warm process."})
    else:
        nest, forked = os.getpid(), os.fork()
        if not forked:
            listening.close()
            child.live(connection, nest)
        FORKED.add(forked)
    connection.close()


def end() -> None:
    """End, and first every notebook's process with what its cells started."""
    for group in FORKED:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
    os._exit(0)


def warm() -> None:
    """Import what notebooks import, read the catalogues, and keep it all out of the collector's way."""
    for name in WARM:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    words = importlib.import_module("radrum.words")
    for language in words.LANGUAGES:
        words.Words(language)("Source")
    gc.collect()
    gc.freeze()


def count_threads() -> int:
    """How many threads the process has."""
    tasks = Path("/proc/self/task")
    if tasks.exists():
        return len(list(tasks.iterdir()))
    import threading

    return threading.active_count()


if __name__ == "__main__":
    main()
