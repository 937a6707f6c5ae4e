"""The command ``radrum describe``."""

import click

from radrum import paths
from radrum.errors import Fault, Faults


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with 1 and name what is not current.")
def describe(check: bool) -> None:
    """Write each council's datapackage.json and the data dictionary from the models of the tables."""
    from radrum.runs.describing import describe as write
    from radrum.runs.describing import stale_descriptions

    if check:
        stale = [Fault(paths.shown(path), "not current.", "Run 'radrum describe'.") for path in stale_descriptions()]
        if stale:
            raise Faults(stale)
        written = []
    else:
        written = write()
    for path in written:
        click.echo(paths.shown(path))
    if not written:
        click.echo("Every description is current.")
