"""Reports made at the same time, in processes of their own that share one warm process."""

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path

from radrum import engine, paths, press
from radrum.errors import RadrumError
from radrum.runs.plan import Marked, named
from radrum.runs.records import Run, now
from radrum.runs.worker import begin, run

KILLED = "its process was killed"
TRIES, SOON = 50, 0.1  # to start a process where none starts, and seconds between two of them


def made(changed: Sequence[Marked], workers: int) -> Iterator[Run]:
    """The runs of what has changed, as they end. One whose process is killed is tried once more, alone."""
    with ExitStack() as stack:
        if engine.served():
            stack.enter_context(engine.shared())
        shelf = stack.enter_context(press.staging((changed[0].plan.reports or paths.reports()).resolve()))
        waiting, alone, in_vain = list(changed), [], 0
        while waiting or alone:
            together = bool(waiting)
            batch = waiting if together else [alone.pop(0)]
            many = len(batch)
            for marked, ended in _pooled(batch, workers if together else 1, shelf):
                if ended is not None:
                    yield ended
                elif together:
                    alone.append(marked)
                else:
                    yield killed(marked)
            alone[:0] = [] if together else batch
            in_vain = in_vain + 1 if len(batch) == many else 0
            if in_vain == TRIES:
                raise RadrumError("No process that makes reports can be started.")


def killed(marked: Marked) -> Run:
    """The run of a report whose process was killed."""
    return failed(marked, f"{KILLED}.")


def failed(marked: Marked, reason: str) -> Run:
    """The run of a report that no process could begin or end."""
    return Run(named(marked.plan), marked.stamp, "failed", reason, began=now())


def context() -> BaseContext:
    """How a process that makes reports begins: forked from one that has imported what it needs, where that is safe."""
    if not engine.served():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["radrum.runs.worker"])
    before = {name: os.environ.get(name) for name in engine.ONE_THREAD}
    os.environ.update(dict.fromkeys(before, "1"))  # no thread is cut in two
    forkserver.ensure_running()
    for name, said in before.items():
        os.environ.pop(name)
        os.environ.update({name: said} if said is not None else {})
    return context


def _pooled(waiting: list[Marked], workers: int, shelf: Path) -> Iterator[tuple[Marked, Run | None]]:
    """Each that is taken from ``waiting`` with its run, or with None where it was in hand when a process died.

    What was in no hand then is still waiting.
    """
    given = dict(os.environ), shelf
    with ProcessPoolExecutor(workers, mp_context=context(), initializer=begin, initargs=given) as pool:
        in_hand: dict[Future, Marked] = {}
        try:
            broken = False
            while in_hand or (waiting and not broken):
                while waiting and len(in_hand) < workers and not broken:
                    try:
                        in_hand[pool.submit(run, waiting[0])] = waiting[0]
                        waiting.pop(0)
                    except BrokenProcessPool:
                        broken = True
                    except (ConnectionError, EOFError):  # what it was to be forked from has just been killed
                        broken = True
                        time.sleep(SOON)
                done, _ = wait(in_hand, return_when=FIRST_COMPLETED)
                for each in done:
                    marked, ended = in_hand.pop(each), None
                    try:
                        ended = each.result()
                    except BrokenProcessPool:
                        broken = True
                    yield marked, ended
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
