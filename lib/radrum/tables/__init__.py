"""Text files people edit, as typed tables judged by a pandera model, with every fault told at once."""

from radrum.tables.reading import empty_table, read_table

__all__ = ["empty_table", "read_table"]
