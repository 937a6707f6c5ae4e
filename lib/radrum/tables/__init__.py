"""Text files people edit, as typed tables judged by a pandera model, with every fault told at once."""

import sys

# pandera imports the data frames of dask, for a second, wherever a cluster's dask is installed. No table here is one.
sys.modules.setdefault("dask.dataframe", None)  # type: ignore[arg-type]

from radrum.tables.reading import empty_table, read_table

__all__ = ["empty_table", "read_table"]
