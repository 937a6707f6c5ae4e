"""papermill's engine: its own client for notebooks, at the end of a wire to a warm process instead of a cold kernel."""

import asyncio
import contextlib
import itertools
import json
import os
import signal
import socket
import threading
from pathlib import Path
from queue import Empty
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.log import logger

from radrum.engine.hatchery import connection, served
from radrum.engine.wire import LENGTH, Closed, Wire, packed
from radrum.errors import RadrumError

MEMORY = 4 << 30  # bytes of data that a notebook's process may have
IGNORED = ("input_path", "extra_arguments", "config", "timeout", "startup_timeout")  # of a kernel that is started


class Channel:
    """The messages of one of a kernel's channels, as they come."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next message. Raises ``queue.Empty`` where there is none within ``timeout`` seconds."""
        try:
            return await asyncio.wait_for(self.messages.get(), timeout)
        except TimeoutError:
            raise Empty from None


def _begun(asked: dict[str, Any], patience: float) -> tuple[socket.socket, dict[str, Any]] | None:
    """The line to a notebook's process and what it says first; None where it or the warm one has died before."""
    line = connection(patience)
    line.settimeout(patience)
    wire = Wire(line)
    try:
        wire.send(asked)
        return line, wire.receive()
    except Closed:
        line.close()
        return None


class WarmKernel:
    """A warm process as papermill's client sees a kernel: at once its manager and its client."""

    has_kernel = True
    ipykernel = True
    allow_stdin = False

    def __init__(self, folder: str, patience: float, memory: int, after: dict[str, Any] | None = None) -> None:
        self.numbers, self.alive = itertools.count(1), True
        self.shell_channel, self.iopub_channel = Channel(), Channel()
        self.reading: asyncio.Task | None = None
        asked = {"folder": folder, "environment": dict(os.environ), "memory": memory, "after": after}
        begun = _begun(asked, patience) or _begun(asked, patience)  # what has died before any cell is tried once more
        if begun is None:
            raise RadrumError("The notebook's process did not start. Run with --engine nbclient.")
        self.line, first = begun
        if "refused" in first:
            raise RadrumError(f"No notebook can be forked: {first['refused']} Run with --engine nbclient.")
        self.group, self.language_info = first["pid"], first["language_info"]
        self.line.setblocking(False)

    async def execute(self, source: str, **_: Any) -> str:
        """Ask for a cell to be run. The number of the request."""
        number = str(next(self.numbers))
        loop = asyncio.get_running_loop()
        if self.reading is None or self.reading.done():
            self.reading = loop.create_task(self._read())
        try:
            await loop.sock_sendall(self.line, packed({"id": number, "source": source}))
        except OSError:
            self.alive = False
        return number

    async def _read(self) -> None:
        """Sort what the process says into its channels until it has done what was asked."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                (length,) = LENGTH.unpack(await self._exactly(loop, LENGTH.size))
                message = json.loads(await self._exactly(loop, length))
            except (OSError, EOFError):
                self.alive = False
                return
            channel = self.shell_channel if message["channel"] == "shell" else self.iopub_channel
            channel.messages.put_nowait(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return

    async def _exactly(self, loop: asyncio.AbstractEventLoop, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            part = await loop.sock_recv(self.line, min(size - len(found), 1 << 20))
            if not part:
                raise EOFError
            found += part
        return bytes(found)

    def kernel_info(self) -> str:
        """Ask what language it is; the answer is known."""
        number = str(next(self.numbers))
        message = {"parent_header": {"msg_id": number}, "content": {"language_info": self.language_info}}
        self.shell_channel.messages.put_nowait(message)
        return number

    def client(self) -> "WarmKernel":
        """Its client: itself."""
        return self

    def start_channels(self) -> None:
        """Nothing to start."""

    def stop_channels(self) -> None:
        """Nothing to stop."""

    def wait_for_ready(self, timeout: float | None = None) -> None:
        """It is ready."""

    def is_alive(self) -> bool:
        """Whether the process still answers."""
        return self.alive

    def interrupt_kernel(self) -> None:
        """Interrupt the cell that runs."""
        os.killpg(self.group, signal.SIGINT)

    def kill(self) -> None:
        """End the process and what it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.group, signal.SIGKILL)

    def close(self) -> None:
        """End the process and hang up."""
        if self.reading is not None:
            self.reading.cancel()
        self.kill()
        self.line.close()


class NotebookTimeoutError(CellTimeoutError):
    """All the cells together took too long."""


class WarmEngine(NBClientEngine):
    """The engine ``warm`` of papermill: as its own one, ``nbclient``, with a process forked warm.

    Where processes cannot be forked the stock engine serves. Widgets, ``input()`` and languages other than Python are
    for the stock engine alone.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        memory: int = MEMORY,
        notebook_timeout: float | None = None,
        after: dict[str, Any] | None = None,
        **options: Any,
    ) -> None:
        """Run a notebook's cells and write what they show into it, as ``papermill.engines.NBClientEngine`` does.

        ``memory`` is how many bytes of data its process may have, ``notebook_timeout`` how many seconds all the cells
        may take together, as ``execution_timeout`` is for one. ``after`` is what is done once before all the notebooks
        that name the same: a ``call`` such as ``"package.module:function"``, its ``arguments`` by name and the
        variables of its ``environment``. Raises ``NotebookTimeoutError`` where they take longer.
        """
        if not served():
            super().execute_managed_notebook(
                nb_man, kernel_name, log_output, stdout_file, stderr_file, start_timeout, execution_timeout, **options
            )
            return
        kernel = WarmKernel(str(Path.cwd()), start_timeout, memory, after)
        overdue = threading.Timer(notebook_timeout or threading.TIMEOUT_MAX, kernel.kill)
        overdue.daemon = True
        overdue.start()
        try:
            PapermillNotebookClient(
                nb_man,
                km=kernel,
                timeout=execution_timeout or options.get("timeout"),
                log=logger,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
                **{name: value for name, value in options.items() if name not in IGNORED},
            ).execute()
        except DeadKernelError as error:
            if overdue.finished.is_set():
                raise NotebookTimeoutError(f"The notebook took longer than {notebook_timeout} seconds.") from error
            raise
        finally:
            overdue.cancel()
            kernel.close()
