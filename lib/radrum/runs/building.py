"""Many reports: made at the same time in processes of their own, each for itself, and only where something changed."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from radrum.runs.fingerprints import of_page
from radrum.runs.plan import Marked, Plan, named
from radrum.runs.records import Run, opened
from radrum.runs.stamps import ground, stamp


def build(
    plans: Sequence[Plan],
    reports: Path,
    *,
    tell: Callable[[Run], None],
    workers: int | None = None,
    scheduler: str = "",
) -> list[Run]:
    """Make the reports of ``plans`` whose inputs have changed since they were last made.

    They are made ``workers`` at a time here, without it as many as there are processors for this process, or by the
    workers of the ``scheduler`` of a cluster.

    ``tell`` is called with each run as it ends, in whatever order. What fails or is rejected stops only itself; its
    last good page stays. Each run is recorded at once, so that a build that was stopped goes on with the rest. A page
    that has no print, as where there was no browser, is made again.
    """
    with opened(reports) as records:
        good = records.last_good()
        runs, changed = [], []
        for plan in plans:
            mark = stamp(plan)
            last = good.get(named(plan))
            if last and last.digest and last.stamp == mark and of_page(reports / last.path) == last.digest:
                runs.append(Run(named(plan), mark, "unchanged", path=last.path))
                tell(runs[-1])
            else:
                changed.append(Marked(plan, mark, ground(plan.council)))
        if changed:
            for run in _made(changed, workers or processors(), scheduler):
                records.add(run)
                runs.append(run)
                tell(run)
    return runs


def _made(changed: Sequence[Marked], workers: int, scheduler: str) -> Iterator[Run]:
    """The runs of what has changed. Only here are pandas and papermill needed."""
    if scheduler:
        from radrum.runs.cluster import made_on

        return made_on(scheduler, changed)
    from radrum.runs.making import made

    return made(changed, min(workers, len(changed)))


def processors() -> int:
    """How many processors this process may use; of a container or a batch system fewer than the machine has."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
