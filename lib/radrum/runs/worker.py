"""What a process that makes reports does: one after the other, with one browser and what it has read at hand."""

import atexit
import multiprocessing
import os
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from radrum import dossier, press
from radrum.errors import RadrumError
from radrum.once import forget
from radrum.runs import extracts, stamps
from radrum.runs.fingerprints import of_page
from radrum.runs.plan import Marked, named
from radrum.runs.records import Run, now
from radrum.runs.reporting import Rejected, report

STANDS_ON: list[str] = []  # the ground of what this process has read, while it makes reports


def begin(environment: Mapping[str, str], shelf: Path) -> None:
    """Begin a process that ends with the one that asked for it, in the ``environment`` of that one.

    Extracts are kept in the folder ``shelf``, which whoever asked removes.
    """
    os.environ.clear()
    os.environ.update(environment)
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    extracts.keep(shelf)
    keep_browser()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    """End, even in the middle of a report, when ``parent`` has ended."""
    parent.join()
    os._exit(1)


def keep_browser() -> None:
    """Keep one browser for all the pages of this process."""
    kept = ExitStack()
    kept.enter_context(press.one_browser())
    atexit.register(kept.close)


def run(marked: Marked) -> Run:
    """Make a report. What goes wrong is told in the run."""
    if [marked.ground] != STANDS_ON:
        STANDS_ON[:] = [marked.ground]
        dossier.keep()
    began, at = now(), time.monotonic()
    state, reason, made = "made", "", {}
    try:
        page = report(marked.plan, ground=marked.ground)
        path = page.path.relative_to(marked.plan.reports.resolve()).as_posix()
        made = {"path": path, "digest": of_page(page.path), "inputs": page.inputs, "figures": page.figures}
        reason = page.lack
    except Rejected as found:
        state, reason = "rejected", f"{len(found.findings)} faults, listed in {found.listed}"
    except RadrumError as error:
        state, reason = "failed", str(error)
    except Exception as error:
        state, reason = "failed", f"{type(error).__name__}: {error}"
    spent = round(time.monotonic() - at, 2)
    return Run(named(marked.plan), marked.stamp, state, reason, began=began, seconds=spent, **made)


def run_there(marked: Marked) -> Run:
    """Make a report in a worker of a cluster, where the program and the data are those of whoever asks."""
    from distributed import get_worker

    forget()
    lack = ""
    if get_worker().state.nthreads > 1:
        lack = "has several threads. Start each with --nthreads 1."
    elif stamps.stamp(marked.plan) != marked.stamp:
        lack = "has another program or other data. Let all see one folder, install the same, and start it anew."
    if lack:
        return Run(named(marked.plan), marked.stamp, "failed", f"The worker {get_worker().name} {lack}", began=now())
    if not STANDS_ON:
        keep_browser()
    return run(marked)
