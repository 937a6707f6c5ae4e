"""What every row of the register says beside its key and values.

Every table is a log. A row is never edited: what changes is a new row with the same key.
"""

import pandas as pd

from radrum.tables import columns as column

CHANGES = ("new", "correction", "ended", "withdrawn")
BOUNDS = ("exact", "about", "over", "under")
CURRENCIES = ("SEK", "NOK", "EUR")


class Log(column.Model):
    """What every row of the register says beside its key and values."""

    cleared: pd.BooleanDtype = column.flag("Whether the free text of the row has been cleared for the public")
    recorded: pd.Timestamp = column.date("The day the council learned it", required=True)
    holds_from: pd.Timestamp = column.date("The day it is true from, never later than recorded; the same day if empty")
    change: str = column.choice(
        "Whether the row is new, corrects an error, ends what was, or is withdrawn as an error itself",
        CHANGES,
        required=True,
    )
    source: str = column.text("The document that says so", required=True)
