"""Reports made at the same time, in processes of their own that share one warm process."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack

from radrum import engine
from radrum.runs.plan import Marked, named
from radrum.runs.records import Run, now
from radrum.runs.worker import begin, run

KILLED = "its process was killed"


def made(changed: Sequence[Marked], workers: int) -> Iterator[Run]:
    """The runs of what has changed, as they end. One whose process is killed is tried once more, alone."""
    with ExitStack() as stack:
        if engine.served():
            stack.enter_context(engine.shared())
        waiting, alone = list(changed), []
        while waiting or alone:
            batch, several = (waiting, workers) if waiting else ([alone.pop(0)], 1)
            waiting = []
            for marked, ended in _pooled(batch, several):
                if ended is not None:
                    yield ended
                elif several > 1 or len(batch) > 1:
                    alone.append(marked)
                else:
                    yield killed(marked)


def killed(marked: Marked) -> Run:
    """The run of a report whose process was killed."""
    return Run(named(marked.plan), marked.stamp, "failed", f"{KILLED}.", began=now())


def _pooled(batch: Sequence[Marked], workers: int) -> Iterator[tuple[Marked, Run | None]]:
    """Each of the batch with its run, or with None where a process died and took it along."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=begin, initargs=(os.getpid(),)) as pool:
        asked: dict[Future, Marked] = {pool.submit(run, each): each for each in batch}
        pending = set(asked)
        try:
            while pending:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                for each in done:
                    try:
                        yield asked[each], each.result()
                    except BrokenProcessPool:
                        yield asked[each], None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
