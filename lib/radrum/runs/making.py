"""Reports made at the same time, in processes of their own that share one warm process."""

import atexit
import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack

from radrum import dossier, engine, press
from radrum.errors import RadrumError
from radrum.runs.plan import Plan, named
from radrum.runs.records import Run, now
from radrum.runs.reporting import Rejected, report
from radrum.runs.stamps import ground

KILLED = "its process was killed"


def made(changed: Sequence[tuple[Plan, str]], workers: int) -> Iterator[Run]:
    """The runs of the plans, each with its stamp. One whose process is killed is tried once more, alone."""
    with ExitStack() as stack:
        if engine.served():
            stack.enter_context(engine.shared())
        waiting, alone = list(changed), []
        while waiting or alone:
            batch, several = (waiting, workers) if waiting else ([alone.pop(0)], 1)
            waiting = []
            for (plan, mark), run in _pooled(batch, several):
                if run is not None:
                    yield run
                elif several > 1 or len(batch) > 1:
                    alone.append((plan, mark))
                else:
                    yield Run(named(plan), mark, "failed", f"{KILLED}.", began=now())


def _pooled(batch: Sequence[tuple[Plan, str]], workers: int) -> Iterator[tuple[tuple[Plan, str], Run | None]]:
    """Each of the batch with its run, or with None where a process died and took it along."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=_begin, initargs=(os.getpid(),)) as pool:
        asked: dict[Future, tuple[Plan, str]] = {pool.submit(_run, *each): each for each in batch}
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


def _begin(parent: int) -> None:
    """Keep one browser and what is read for all the pages of this process, and end with the process that asked."""
    engine.end_with(parent)
    dossier.keep()
    kept = ExitStack()
    kept.enter_context(press.one_browser())
    atexit.register(kept.close)


def _run(plan: Plan, mark: str) -> Run:
    began, at = now(), time.monotonic()
    state, reason, path = "made", "", ""
    try:
        page = report(plan, ground=ground(plan.council))
        reason, path = page.lack, page.path.relative_to(plan.reports.resolve()).as_posix()
    except Rejected as found:
        state, reason = "rejected", f"{len(found.findings)} faults, listed in {found.listed}"
    except RadrumError as error:
        state, reason = "failed", str(error)
    except Exception as error:
        state, reason = "failed", f"{type(error).__name__}: {error}"
    return Run(named(plan), mark, state, reason, path, began, round(time.monotonic() - at, 2))
