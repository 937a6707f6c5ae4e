"""Many reports: made at the same time in processes of their own, each for itself, and only where something changed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from radrum.runs.plan import Plan, named
from radrum.runs.records import Run, opened
from radrum.runs.stamps import stamp


def build(plans: Sequence[Plan], reports: Path, *, workers: int, tell: Callable[[Run], None]) -> list[Run]:
    """Make the reports of ``plans`` whose inputs have changed since they were last made, ``workers`` at a time.

    ``tell`` is called with each run as it ends, in whatever order. What fails or is rejected stops only itself; its
    last good page stays. Each run is recorded at once, so that a build that was stopped goes on with the rest.
    """
    with opened(reports) as records:
        good = records.last_good()
        runs, changed = [], []
        for plan in plans:
            mark = stamp(plan)
            last, page = good.get(named(plan), ("", ""))
            if last == mark and _whole(reports / page):
                runs.append(Run(named(plan), mark, "unchanged", path=page))
                tell(runs[-1])
            else:
                changed.append((plan, mark))
        if changed:
            from radrum.runs.making import made  # pandas and papermill are not needed where nothing has changed

            for run in made(changed, min(workers, len(changed))):
                records.add(run)
                runs.append(run)
                tell(run)
    return runs


def _whole(page: Path) -> bool:
    """Whether the page and its print are both there."""
    return page.is_file() and page.with_suffix(".pdf").is_file()
