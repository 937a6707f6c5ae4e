"""What a notebook's process and the one that drives it say to each other: JSON, each message with its length first."""

import json
import socket
import struct
import threading
from typing import Any

LENGTH = struct.Struct(">Q")
LONGEST = 1 << 30  # bytes; a longer message is taken for a broken line


class Closed(Exception):
    """The other end is gone."""


def packed(message: dict[str, Any]) -> bytes:
    """A message as it goes over a wire."""
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return LENGTH.pack(len(data)) + data


class Wire:
    """One end of a connection. Messages may be sent from any thread; they are received in one."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection, self.sending = connection, threading.Lock()

    def send(self, message: dict[str, Any]) -> None:
        """Send a message. Raises ``Closed`` where nobody listens any more."""
        data = packed(message)
        try:
            with self.sending:
                self.connection.sendall(data)
        except OSError as error:
            raise Closed from error

    def receive(self) -> dict[str, Any]:
        """The next message. Raises ``Closed`` where there will be none, or only a part of one."""
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size))
        if length > LONGEST:
            raise Closed
        return json.loads(self._exactly(length))

    def _exactly(self, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            try:
                part = self.connection.recv(min(size - len(found), 1 << 20))
            except OSError as error:
                raise Closed from error
            if not part:
                raise Closed
            found += part
        return bytes(found)

    def close(self) -> None:
        """Hang up."""
        self.connection.close()
