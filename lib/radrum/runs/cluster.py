"""Reports made on several machines: the workers of a dask.distributed cluster, which see the same folders."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from radrum.errors import RadrumError
from radrum.runs.making import failed, killed
from radrum.runs.plan import Marked
from radrum.runs.records import Run
from radrum.runs.worker import run_there

PATIENCE = 30  # seconds for the scheduler to answer, and for a worker to come back
OFTEN = 0.05  # seconds between two looks at what has ended
SELDOM = 1.0  # seconds between two questions to the scheduler whether there are workers


def made_on(scheduler: str, changed: Sequence[Marked]) -> Iterator[Run]:
    """The runs of what has changed, made by the workers of the ``scheduler`` at that address, as they end.

    What a lost worker had in hand is given to another. Where all workers or the scheduler go away in the middle, the
    rest fails. Raises ``RadrumError`` where none answers from the start.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise RadrumError("A cluster needs dask.distributed. Install it: pip install radrum[cluster].") from None
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RadrumError(f"No scheduler answers at {scheduler} ({error}). Start one: dask scheduler.") from error
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise RadrumError(f"The scheduler at {scheduler} has no worker. Start one: dask worker {scheduler}.")
        asked = {client.submit(run_there, each, pure=False): each for each in changed}
        ended, seen = as_completed(asked, loop=client.loop), time.monotonic()
        asks = seen + SELDOM
        while ended.count():
            if ended.has_ready():
                for future in ended.next_batch(block=False):
                    yield _run(future, asked.pop(future))
            elif (at := time.monotonic()) > asks:
                asks = at + SELDOM
                seen = at if client.scheduler_info(n_workers=-1)["workers"] else seen
                if at - seen > PATIENCE:
                    yield from (failed(each, "All workers of the cluster are gone.") for each in asked.values())
                    return
            time.sleep(OFTEN)


def _run(future: Any, marked: Marked) -> Run:
    """What became of a report at a worker."""
    from distributed import CancelledError, KilledWorker

    try:
        return future.result()
    except KilledWorker:
        return killed(marked)
    except CancelledError:
        return failed(marked, "The scheduler is gone.")
    except Exception as error:  # as where the worker has not installed the program
        return failed(marked, f"The worker could not make it: {type(error).__name__}: {error}")
