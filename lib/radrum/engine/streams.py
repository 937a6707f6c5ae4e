"""What a notebook prints, in Python and past it."""

import io
import os
import threading
import time
from collections.abc import Callable
from typing import Any

Publish = Callable[[str, dict[str, Any]], None]
OFTEN = 0.2  # seconds between two sendings of what a running cell prints
MUCH = 1 << 16  # characters that are not held back


class Stream(io.TextIOBase):
    """Standard output or error: held back a moment, sent as one, in order with what is displayed."""

    def __init__(self, name: str, descriptor: int, publish: Publish) -> None:
        self._name, self._descriptor, self._publish = name, descriptor, publish
        self._held, self._lock, self._process = io.StringIO(), threading.RLock(), os.getpid()
        self._sent = time.monotonic()

    name = property(lambda self: f"<{self._name}>")
    encoding = property(lambda self: "UTF-8")
    errors = property(lambda self: "strict")

    def writable(self) -> bool:
        """Whether one can write: always."""
        return True

    def isatty(self) -> bool:
        """Whether it is a terminal: never."""
        return False

    def fileno(self) -> int:
        """The descriptor of the process's own output, which is captured too."""
        return self._descriptor

    def write(self, text: str) -> int:
        """Take the text. A process that a cell forked writes to its own output: the wire is not its."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if os.getpid() != self._process:
            return os.write(self._descriptor, text.encode("utf-8", "replace")) and len(text)
        with self._lock:
            self._held.write(text)
            due = self._held.tell() > MUCH or time.monotonic() - self._sent > OFTEN
        if due:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what is held back."""
        if os.getpid() != self._process:
            return
        with self._lock:
            text, self._held, self._sent = self._held.getvalue(), io.StringIO(), time.monotonic()
            if text:
                self._publish("stream", {"name": self._name, "text": text})


class Capture:
    """The process's own output, of C code and other processes: written to memory, sent when the cell is done."""

    def __init__(self, descriptor: int, name: str) -> None:
        self.descriptor, self.name, self.read = descriptor, name, 0
        self.publish: Publish | None = None
        self.memory = os.memfd_create(name) if hasattr(os, "memfd_create") else os.open(os.devnull, os.O_RDWR)
        os.set_blocking(self.memory, True)
        os.dup2(self.memory, descriptor)

    def send(self) -> None:
        """Send what has been written since the last time."""
        written = os.fstat(self.memory).st_size
        data = os.pread(self.memory, written - self.read, self.read)
        self.read += len(data)
        if data and self.publish:
            self.publish("stream", {"name": self.name, "text": data.decode("utf-8", "replace")})
