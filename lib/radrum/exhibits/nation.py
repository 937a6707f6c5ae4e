"""Exhibit of the nation's growth, where no municipality's is known."""

import pandas as pd

from radrum.exhibits.exhibit import Column, Exhibit, Table
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import change_cell, change_points, share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import share


def growth_of_the_nation(row: dict, reason: str, measure: str, about: Setting) -> Exhibit:
    """The nation's growth, where that of no municipality can be computed.

    ``reason`` says why it cannot; empty where the municipalities' growth is published beside it.
    """
    words, rows = about.words, pd.DataFrame([row])
    months = tuple(measured_in(row[name], words) for name in ("period_before", "period"))
    said = {"area": about.areas["name"][about.nation], "before": months[0], "month": months[1]}
    return Exhibit(
        name="growth",
        title=words("{area}: {change}; no municipality's growth is known", change=change_points(row, words), **said)
        if reason
        else words("{area}: {change}", change=change_points(row, words), **said),
        subtitle=words(
            "Change in the share of {base} with access to {measure}, percentage points, {before} to {month}",
            base=base_name(row["base"], words),
            measure=measure_name(measure, words),
            **said,
        ),
        description=words(
            "In {area} the share went from {earlier} in {before} to {share} in {month}.",
            earlier=share(row, words, "before"),
            share=share(row, words),
            **said,
        ),
        table=Table(
            words("Growth of the nation"),
            [
                Column("name", words("Area")),
                share_column("before", months[0], words),
                share_column("value", months[1], words),
                Column("change", words("Change"), lambda row: change_cell(row, words), number=True),
            ],
            rows.assign(name=said["area"]),
        ),
        source=statistics_line(rows, about, ["value", "before"], derived=True),
        words=words,
        notes=tuple(share_notes(rows, about, ["before", "value"])),
        missing=reason,
    )
