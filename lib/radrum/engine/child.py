"""A notebook's process: forked warm, on its own, ended with everything it started when its driver hangs up."""

import logging
import os
import random
import resource
import select
import signal
import socket
import sys
import threading
import time
import traceback
import warnings
from pathlib import Path

from radrum.engine.ending import end_with
from radrum.engine.shell import open_shell
from radrum.engine.wire import Closed, Wire

HANG_UP = select.POLLHUP | select.POLLERR | getattr(select, "POLLRDHUP", 0)


def live(connection: socket.socket, parent: int, given: dict) -> None:
    """Be a notebook's process, forked from ``parent``, until the driver at the other end of ``connection`` hangs up."""
    wire = Wire(connection)
    try:
        _come_of_age(parent)
        _move_in(given)
        shell, captured = open_shell(wire)
        threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
        wire.send({"pid": os.getpid(), "language_info": language_info()})
        while True:
            request = wire.receive()
            shell.answer(request, captured)
    except Closed:
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        _end()


def language_info() -> dict:
    """What a notebook's metadata says of its language."""
    from ipykernel.ipkernel import IPythonKernel

    return {
        "name": "python",
        "version": sys.version.split()[0],
        "mimetype": "text/x-python",
        "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
        "pygments_lexer": f"ipython{IPythonKernel.language_info['version'].split('.')[0]}",
        "nbconvert_exporter": "python",
        "file_extension": ".py",
    }


def _come_of_age(parent: int) -> None:
    """Leave nothing of the parent that a process of its own would not have."""
    os.setsid()
    end_with(parent)
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _move_in(given: dict) -> None:
    """Take the driver's folder, environment and limits."""
    os.environ.clear()
    os.environ.update(given["environment"])
    time.tzset()
    os.chdir(given["folder"])
    _find_in_folder()
    if given["memory"]:
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (given["memory"], hard))
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    logging.disable(logging.NOTSET)


def _find_in_folder() -> None:
    """Find modules in the folder of the notebook, just before those that are installed, as a kernel does."""
    del sys.path[0]  # the nest's own
    installed = [at for at, path in enumerate(sys.path) if Path(path).name in ("site-packages", "dist-packages")]
    sys.path.insert(installed[0] if installed else 0, "")


def _end_with(connection: socket.socket) -> None:
    """End, even in the middle of a cell, when the driver hangs up."""
    waiting = select.poll()
    waiting.register(connection, HANG_UP)
    waiting.poll()
    _end()


def _end() -> None:
    """End at once, and with it what the cells started."""
    os.killpg(0, signal.SIGKILL)
    os._exit(1)
