"""The command ``radrum fetch``: a source a subcommand, each one call. Only those pay for what the sources import."""

import click

from radrum.cli.fetch.land import areas, boundaries, tiles
from radrum.cli.fetch.services import desi, eurostat, kolada, pxweb
from radrum.cli.fetch.surveys import nkom, pts


@click.group()
def fetch() -> None:
    """Add an agency's figures to data/statistics, with a passport. Files that are there are never changed."""


for command in (pxweb, eurostat, kolada, desi, pts, nkom, areas, boundaries, tiles):
    fetch.add_command(command)
