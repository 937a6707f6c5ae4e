"""A process that does not outlive the one that started it."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with(parent: int, by: int = signal.SIGKILL) -> None:
    """Let this process be ended, ``by`` that signal, when ``parent``, which started it, ends; at once if it has.

    Where there is no such thing, as on Windows and macOS, it lives until it notices.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
        if os.getppid() != parent:
            os._exit(1)
