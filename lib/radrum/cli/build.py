"""The commands ``radrum build`` and ``radrum runs``."""

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radrum import paths
from radrum.cli.archive import renew

if TYPE_CHECKING:
    from radrum.runs import Plan, Run

FAILED = ("failed", "rejected")
STATES = ("made", "unchanged", *FAILED)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--reports", type=FOLDER, help="Folder of reports; ./reports without it.")
@click.option("--workers", type=click.IntRange(min=1), help="How many at a time; as many as there are processors.")
@click.option("--engine", type=click.Choice(["warm", "nbclient"]), help="How cells run; nbclient is papermill's own.")
@click.option("--scheduler", default="", metavar="TCP", help="Of a dask.distributed cluster, whose workers make them.")
def build(file: Path | None, reports: Path | None, workers: int | None, engine: str | None, scheduler: str) -> None:
    """Make the reports that FILE plans (without it: data/reports.toml) and whose inputs have changed."""
    from radrum.runs import opened, plan_file, planned

    reports = (reports or paths.reports()).resolve()
    with opened(reports) as records:
        plans = planned(file or plan_file(), reports, records)
    make([replace(plan, engine=engine) for plan in plans], reports, workers, scheduler)


def make(plans: Sequence["Plan"], reports: Path, workers: int | None = None, scheduler: str = "") -> None:
    """Make those whose inputs have changed, tell of each and exit with 1 where one was not made."""
    from tqdm import tqdm

    from radrum.runs import build

    with ExitStack() as stack:
        bar = None
        if sys.stderr.isatty():
            bar = stack.enter_context(tqdm(total=len(plans), unit="report", file=sys.stderr, leave=False))

        def tell(run: "Run") -> None:
            if bar is None:
                click.echo(_line(run))
            else:
                bar.update()

        runs = build(plans, reports, workers=workers, tell=tell, scheduler=scheduler)
    counted = Counter(run.state for run in runs)
    if bar is not None:
        for run in runs:
            if run.reason and run.state not in FAILED:
                click.echo(_line(run))
    click.echo("\n".join(_summary(runs)))
    click.echo(", ".join(f"{counted[state]} {state}" for state in STATES) + ".")
    renew(reports)
    if any(counted[state] for state in FAILED):
        sys.exit(1)


@click.command()
@click.option("--reports", type=FOLDER, help="Folder of reports; ./reports without it.")
@click.option("-n", "many", type=click.IntRange(min=1), default=20, show_default=True, help="How many.")
def runs(reports: Path | None, many: int) -> None:
    """List the newest runs, the last first."""
    from radrum.runs import opened

    with opened((reports or paths.reports()).resolve()) as records:
        found = records.newest(many)
    for run in found:
        click.echo(f"{run.began}  {run.seconds:6.1f} s  {_line(run)}")
    if not found:
        click.echo("Nothing has been built yet. Run 'radrum build'.")


def _summary(runs: Sequence["Run"]) -> list[str]:
    """What became of the runs: a row for each council and notebook, and a line with the reason for each not made."""
    import json

    counted: dict[str, Counter[str]] = {}
    for run in runs:
        asked = json.loads(run.plan)
        counted.setdefault(f"{asked['council']} {asked['notebook']}", Counter())[run.state] += 1
    width = max(map(len, counted))
    rows = [("", STATES), *((name, [states[each] for each in STATES]) for name, states in sorted(counted.items()))]
    table = [f"{name:<{width}}" + "".join(f"{each:>11}" for each in cells) for name, cells in rows]
    faults = [_line(run) for run in runs if run.state in FAILED]
    return ["", *table, "", *faults]


def _line(run: "Run") -> str:
    """A run as one line a person understands."""
    import json

    asked = json.loads(run.plan)
    what = [asked.pop(name, "") for name in ("council", "notebook", "edition", "language")]
    rest = [f"{name} {value}" for name, value in (asked | asked.pop("parameters", {})).items()]
    said = f"{run.state}: {' '.join(filter(None, [*what, *rest]))}"
    return f"{said}: {' '.join(run.reason.split())}" if run.reason else said
