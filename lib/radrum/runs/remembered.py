"""What the plan file plans, remembered for as long as nothing that it depends on has changed."""

from pathlib import Path

from radrum import paths
from radrum.runs.plan import Plan, called, named
from radrum.runs.records import Records
from radrum.runs.stamps import everything

NAME = "reports.toml"


def plan_file() -> Path:
    """Where the plan file lies, if none is named."""
    return paths.data() / NAME


def planned(file: Path, reports: Path, records: Records) -> list[Plan]:
    """The plans of ``file``, as ``read_plans`` reads them; from the ``records`` where that has been done before.

    Raises ``Faults`` with everything in the file that is wrong.
    """
    mark = everything(file)
    names = records.planned(mark)
    if names is None:
        from radrum.runs.plans import read_plans  # pandas is not needed where nothing has changed

        names = [named(plan) for plan in read_plans(file, reports)]
        records.plan(mark, names)
    return [called(name, reports=reports, unattended=True) for name in names]
