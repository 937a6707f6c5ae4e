"""The warm process, started by whoever drives notebooks and ended with it."""

import atexit
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from radrum.errors import RadrumError

KEPT_BACK = re.compile(r"PASSW|SECRET|TOKEN|CREDENTIAL|_KEY(_|$)", re.IGNORECASE)
NEST = "RADRUM_NEST"  # the socket of a warm process that several drivers share
GONE = 1.0  # seconds after which a socket that refuses is that of a dead process
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
OWN: dict[int, "Hatchery"] = {}  # by the number of the process whose it is


def served() -> bool:
    """Whether warm processes can be forked here. On macOS, whose libraries do not survive a fork, they are not."""
    return hasattr(os, "fork") and hasattr(socket, "AF_UNIX") and sys.platform.startswith("linux")


def secret(name: str) -> bool:
    """Whether a variable of that name holds what no notebook is given: a password, a key."""
    return KEPT_BACK.search(name) is not None


class Hatchery:
    """A warm process of one's own, that notebooks are forked from."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="radrum-nest-"))
        self.place = self.folder / "socket"
        given = {name: said for name, said in os.environ.items() if not secret(name)}
        quiet = dict.fromkeys(ONE_THREAD, "1")
        self.process = subprocess.Popen(  # noqa: S603 - this Python and a module of ours
            [sys.executable, "-m", "radrum.engine.nest", str(self.place), str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=given | quiet,
            cwd="/",
            start_new_session=True,
        )

    def close(self) -> None:
        """End it and every notebook's process."""
        if self.process.stdin:
            self.process.stdin.close()
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def shared() -> Iterator[None]:
    """A warm process for this one and all that it starts."""
    before, own = os.environ.get(NEST), Hatchery()
    os.environ[NEST] = str(own.place)
    try:
        yield
    finally:
        own.close()
        if before is None:
            del os.environ[NEST]
        else:
            os.environ[NEST] = before


def connection(patience: float) -> socket.socket:
    """A new notebook's process, at the other end of a connection.

    It is forked from the warm process that ``RADRUM_NEST`` names; where there is none, or it is gone, from this
    process's own. Raises ``RadrumError`` where that one does not start within ``patience`` seconds.
    """
    shared, until = os.environ.get(NEST), time.monotonic() + patience
    found = shared and _called(Path(shared), until, lambda: Path(shared).parent.exists())
    for _ in range(0 if found else 2):  # the first may be about to die
        own = _own()
        found = found or _called(own.place, until, lambda own=own: own.process.poll() is None)
    if not found:
        raise RadrumError("The warm process does not start. Run with --engine nbclient.")
    return found


def _called(place: Path, until: float, lives: Callable[[], bool]) -> socket.socket | None:
    """A connection to the warm process that listens at ``place``, or will before ``until``; None where it is gone."""
    refused = time.monotonic() + GONE
    while lives() and time.monotonic() < until:
        calling = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            calling.connect(str(place))
        except (FileNotFoundError, ConnectionRefusedError) as error:
            calling.close()
            if isinstance(error, ConnectionRefusedError) and time.monotonic() > refused:
                return None
            time.sleep(0.01)
        else:
            return calling
    return None


def _own() -> Hatchery:
    """The warm process of this process alone, started where there is none or it has died."""
    kept = OWN.get(os.getpid())
    if kept is None or kept.process.poll() is not None:
        if kept is not None:
            kept.close()
        kept = OWN[os.getpid()] = Hatchery()
        atexit.register(kept.close)
    return kept


def hatchery() -> None:
    """Start the warm process of this process, if it has none and shares no other's."""
    if NEST not in os.environ:
        _own()
