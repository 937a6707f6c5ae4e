"""IPython in a forked process, what it shows sent over a wire as a kernel would send it."""

import builtins
import getpass
import os
import sys
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.jsonutil import encode_images, json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Instance, Type
from traitlets.config import Config

from radrum.engine.streams import Capture, Stream
from radrum.engine.wire import Wire

# No history is kept on disk. tqdm asks whether there is an IPKernelApp.
SETTINGS = Config({"HistoryManager": {"enabled": False}, "IPKernelApp": {"for": "tqdm"}})
NO_INPUT = "raw_input was called, but this frontend does not support input requests."
NO_WIDGETS = "Widgets are not served by the warm engine. Run the notebook with --engine nbclient."


class Hook(DisplayHook):
    """What a cell's last expression is shown with."""

    def start_displayhook(self) -> None:
        """Begin a result."""
        self.result: dict[str, Any] = {}

    def write_output_prompt(self) -> None:
        """Number the result."""
        self.result["execution_count"] = self.prompt_count

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        """Take the result in each of its formats."""
        self.result |= {"data": encode_images(format_dict), "metadata": md_dict or {}}

    def finish_displayhook(self) -> None:
        """Send the result."""
        sys.stdout.flush()
        sys.stderr.flush()
        if self.result.get("data"):
            self.shell.publish("execute_result", self.result)


class Publisher(DisplayPublisher):
    """What ``display`` sends with."""

    def publish(
        self, data: dict, metadata: dict | None = None, *, transient: dict | None = None, update: bool = False, **_: Any
    ) -> None:
        """Send what is displayed, or what takes the place of what was."""
        sys.stdout.flush()
        sys.stderr.flush()
        self._validate_data(data, metadata)
        content = {"data": encode_images(data), "metadata": metadata or {}, "transient": transient or {}}
        self.shell.publish("update_display_data" if update else "display_data", content)

    def clear_output(self, wait: bool = False) -> None:
        """Take away what the cell has shown."""
        sys.stdout.flush()
        sys.stderr.flush()
        self.shell.publish("clear_output", {"wait": wait})


class Shell(InteractiveShell):
    """A shell that answers over a wire. Libraries that ask which shell they are in are told that it is a kernel's."""

    wire = Instance(Wire)
    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)
    compiler_class = Type(XCachingCompiler)
    parent_id = ""
    failed: dict[str, Any] | None = None

    def publish(self, kind: str, content: dict[str, Any], channel: str = "iopub") -> None:
        """Send a message of the kernel's protocol."""
        self.wire.send(
            {
                "channel": channel,
                "msg_type": kind,
                "header": {"msg_type": kind},
                "parent_header": {"msg_id": self.parent_id},
                "metadata": {},
                "content": json_clean(content),
            }
        )

    def answer(self, request: dict[str, Any], captured: list[Capture]) -> None:
        """Run the source of a request and send what it shows, whether it failed, and that it is done."""
        self.parent_id, self.failed = request["id"], None
        self.publish("status", {"execution_state": "busy"})
        self.publish("execute_input", {"code": request["source"], "execution_count": self.execution_count})
        count = self.execution_count
        result = self.run_cell(request["source"], store_history=True, silent=False)
        sys.stdout.flush()
        sys.stderr.flush()
        for each in captured:
            each.send()
        fault = result.error_before_exec or result.error_in_exec
        content = {"status": "ok", "execution_count": count, "payload": [], "user_expressions": {}}
        if fault is not None:
            told = self.failed or {"ename": type(fault).__name__, "evalue": str(fault), "traceback": []}
            content = {"status": "error", "execution_count": count} | told
        self.publish("execute_reply", content, "shell")
        self.publish("status", {"execution_state": "idle"})

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self.failed = {"traceback": stb, "ename": str(etype.__name__), "evalue": str(evalue)}
        self.publish("error", self.failed)

    system = InteractiveShell.system_piped

    def init_virtualenv(self) -> None:
        """Nothing to look for: the process is the environment's own."""

    def ask_exit(self) -> None:
        """Go on: the process ends when its driver hangs up."""

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no screen."""


Shell.__name__ = Shell.__qualname__ = "ZMQInteractiveShell"
Shell.__module__ = "ipykernel.zmqshell"


def open_shell(wire: Wire) -> tuple[Shell, list[Capture]]:
    """A shell over the wire, with what is written past Python, to the process's own output, captured."""
    refuse_input()
    refuse_widgets()
    captured = [Capture(1, "stdout"), Capture(2, "stderr")]
    shell = Shell.instance(wire=wire, config=SETTINGS)
    sys.stdout, sys.stderr = (Stream(each.name, each.descriptor, shell.publish) for each in captured)
    for each in captured:
        each.publish = shell.publish
    os.environ.update({"CLICOLOR": "1", "CLICOLOR_FORCE": "1", "FORCE_COLOR": "1", "TERM": "xterm-color"})
    os.environ.update({"PAGER": "cat", "GIT_PAGER": "cat"})
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    return shell, captured


def refuse_input() -> None:
    """Nobody is there to answer."""

    def refuse(*_: Any, **__: Any) -> str:
        raise StdinNotImplementedError(NO_INPUT)

    builtins.input = getpass.getpass = refuse


def refuse_widgets() -> None:
    """A widget talks on after its cell, and here nobody listens."""
    import comm

    def refuse(*_: Any, **__: Any) -> None:
        raise RuntimeError(NO_WIDGETS)

    comm.create_comm = refuse
