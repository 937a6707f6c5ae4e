"""A brood: a process forked from the nest that has done something once, for all the notebooks forked from it."""

import gc
import importlib
import os
import signal
import socket
from collections.abc import Iterable
from typing import Any

from radrum.engine.ending import end_with
from radrum.engine.forking import FORKED, count_threads, fork
from radrum.engine.wire import Closed, Wire


class Brood:
    """A brood as the nest sees it.

    ``fit`` tells whether it has done what it was to do and can be forked from, None while it is about it; ``lost``
    whether it has died since. ``waiting`` are the drivers who called meanwhile, with what each has given.
    """

    def __init__(self, after: dict[str, Any], kept: Iterable[socket.socket]) -> None:
        self.line, theirs = socket.socketpair()
        nest, forked = os.getpid(), os.fork()
        if not forked:
            for each in (self.line, *kept):
                each.close()
            _live(theirs, nest, after)
        theirs.close()
        self.fit: bool | None = None
        self.lost = False
        self.waiting: list[tuple[socket.socket, dict[str, Any]]] = []

    def settle(self) -> None:
        """Hear whether it is fit, or has died instead."""
        said = self.line.recv(1)
        self.fit, self.lost = said == b"1", not said

    def take(self, connection: socket.socket, given: dict[str, Any]) -> bool:
        """Let the driver at the other end of ``connection`` have a notebook's process; False where none can be had.

        The connection is the brood's then, and while it is not settled it waits.
        """
        if self.fit is None:
            self.waiting.append((connection, given))
            return True
        if self.fit:
            try:
                socket.send_fds(self.line, [b"+"], [connection.fileno()])
                Wire(self.line).send(given)
                connection.close()
            except (OSError, Closed):
                self.fit, self.lost = False, True
                self.close()
        return self.fit

    def close(self) -> None:
        """Let it end when the last of its notebooks has ended."""
        self.line.close()


def _live(line: socket.socket, nest: int, after: dict[str, Any]) -> None:
    """Be a brood until the nest hangs up and the last notebook has ended."""
    end_with(nest, signal.SIGTERM)
    FORKED.clear()
    fit = _prepared(after)
    line.send(b"1" if fit else b"0")
    try:
        while fit:
            _, descriptors, _, _ = socket.recv_fds(line, 1, 1)
            if not descriptors:
                break
            given = Wire(line).receive()
            fork(socket.socket(fileno=descriptors[0]), given, line)
        os.waitpid(-1, 0)  # nobody waits for each of the dead: this waits for the last
    finally:
        os._exit(0)


def _prepared(after: dict[str, Any]) -> bool:
    """Whether what was to be done is done, without a thread that a fork would cut in two.

    Where it fails nothing is said: the notebook's own cell, which does the same, fails and says why.
    """
    try:
        os.environ.update(after["environment"])
        module, _, name = after["call"].partition(":")
        getattr(importlib.import_module(module), name)(**after["arguments"])
    except Exception:
        return False
    gc.collect()
    gc.freeze()
    return count_threads() == 1
