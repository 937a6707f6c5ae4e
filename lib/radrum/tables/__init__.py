"""Text files people edit, as typed tables judged by a pandera model, with every fault told at once."""

from radrum.tables.reading import read_table

__all__ = ["read_table"]
