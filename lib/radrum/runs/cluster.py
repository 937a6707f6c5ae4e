"""Reports made on several machines: the workers of a dask.distributed cluster, which see the same folders."""

from collections.abc import Iterator, Sequence

from radrum.errors import RadrumError
from radrum.runs.making import killed
from radrum.runs.plan import Marked
from radrum.runs.records import Run
from radrum.runs.worker import run_there

PATIENCE = 30  # seconds for the scheduler to answer


def made_on(scheduler: str, changed: Sequence[Marked]) -> Iterator[Run]:
    """The runs of what has changed, made by the workers of the ``scheduler`` at that address, as they end.

    What a lost worker had in hand is given to another. Raises ``RadrumError`` where no scheduler or worker answers.
    """
    try:
        from distributed import Client, KilledWorker, as_completed
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
        for future in as_completed(asked):
            try:
                yield future.result()
            except KilledWorker:
                yield killed(asked[future])
