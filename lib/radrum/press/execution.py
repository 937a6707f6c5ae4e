"""A notebook, run by papermill."""

import logging
import os
import socket
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from traitlets.config import Config

from radrum import paths
from radrum.engine import hatchery, secret, served
from radrum.errors import FailedCell, RadrumError

# Sockets of the file system where there are any: the kernel then listens on no port.
TRANSPORT = "ipc" if hasattr(socket, "AF_UNIX") and os.name == "posix" else "tcp"
DATA = "RADRUM_DATA"
START_SECONDS = 120
CELL_SECONDS = 600
NOTEBOOK_SECONDS = 1800
ENGINES = ("warm", "nbclient")
ONE_AT_A_TIME = threading.Lock()  # papermill runs in the folder and with the variables of the whole process


def warm_up(engine: str) -> None:
    """Let the process that notebooks are forked from begin to warm, while there is something else to do."""
    if engine == "warm" and served():
        hatchery()


def execute(
    notebook: NotebookNode,
    parameters: Mapping[str, Any],
    executed: Path,
    *,
    data: Path | None = None,
    bar: bool = False,
    engine: str = ENGINES[0],
    after: Mapping[str, Any] | None = None,
) -> NotebookNode:
    """Run the notebook with these parameters in a process of its own and give it back with its outputs.

    The notebook as far as it ran is written to ``executed``. ``data`` is the folder of data that the kernel is given
    instead of the project's; it then stands beside ``executed``, not in the project. ``bar`` shows progress over cells
    on the terminal. ``engine`` is one of ``ENGINES``: ours, which forks the process warm, or papermill's own. ``after``
    is what ours does once before the first of all notebooks that name the same.
    Raises ``FailedCell`` where a cell fails, with what Python said, and ``RadrumError`` where the kernel dies or a cell
    takes longer than ``CELL_SECONDS``, or all of them than ``NOTEBOOK_SECONDS``.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillException, PapermillExecutionError

    from radrum.engine.warm import NotebookTimeoutError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    with ONE_AT_A_TIME, warnings.catch_warnings(), _options(engine, after) as options, _given(data):
        warnings.simplefilter("ignore", category=DeprecationWarning)
        try:
            return papermill.execute_notebook(
                notebook,
                str(executed),
                parameters=dict(parameters),
                progress_bar=bar,
                cwd=str(executed.resolve().parent if data else paths.root()),
                start_timeout=START_SECONDS,
                execution_timeout=CELL_SECONDS,
                request_save_on_cell_execute=False,
                engine_name=engine,
                **options,
            )
        except PapermillExecutionError as error:
            kind = "" if error.ename in ("RadrumError", "Faults") else f"{error.ename}: "
            message = f"A cell failed: {kind}{error.evalue}\n{_quoted(error.source)}"
            raise FailedCell(message, "\n".join(error.traceback)) from error
        except NotebookTimeoutError as error:
            raise RadrumError(f"The notebook took longer than {NOTEBOOK_SECONDS} seconds and was stopped.") from error
        except CellTimeoutError as error:
            raise RadrumError(f"A cell took longer than {CELL_SECONDS} seconds and was stopped.") from error
        except DeadKernelError as error:
            raise RadrumError("The notebook's process died. Was the machine short of memory?") from error
        except PapermillException as error:
            raise RadrumError(f"papermill could not run the notebook: {error}") from error


@contextmanager
def _options(engine: str, after: Mapping[str, Any] | None) -> Iterator[dict[str, Any]]:
    """What an engine is told besides: ours how long it may take and after what, papermill's own where it listens."""
    if engine == "warm" and served():
        yield {"notebook_timeout": NOTEBOOK_SECONDS, "after": after}
        return
    with _sockets() as sockets:
        quiet = ["--IPKernelApp.log_level=50"]  # what a kernel says while it stops is no news
        yield {"extra_arguments": quiet, "config": Config({"KernelManager": sockets})}


@contextmanager
def _sockets() -> Iterator[dict[str, str]]:
    """Where a kernel listens: in a folder of its own, so that runs at the same time do not meet; on Windows a port."""
    if TRANSPORT == "tcp":
        yield {"transport": "tcp"}
        return
    with tempfile.TemporaryDirectory(prefix="radrum-", ignore_cleanup_errors=True) as folder:
        yield {"transport": "ipc", "ip": f"{folder}/k"}


@contextmanager
def _given(data: Path | None) -> Iterator[None]:
    """The kernel inherits what this process says of the folder of data, and no secret."""
    secrets = [name for name in os.environ if secret(name)]
    before = {name: os.environ.get(name) for name in (DATA, *secrets)}
    try:
        for name in secrets:
            del os.environ[name]
        if data is not None:
            os.environ[DATA] = str(data)
        yield
    finally:
        os.environ.pop(DATA, None)
        os.environ.update({name: value for name, value in before.items() if value is not None})


def _quoted(source: str) -> str:
    return "\n".join(f"    {line}" for line in source.strip().splitlines())
