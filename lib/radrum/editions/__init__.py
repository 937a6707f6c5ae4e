"""Editions: what of a council's register the public may see, written as a folder of data of its own."""

from radrum.editions.extract import write_extract
from radrum.editions.leaving import Extract, left_out_told, read_extract
from radrum.editions.withheld import withheld_texts

__all__ = ["Extract", "left_out_told", "read_extract", "withheld_texts", "write_extract"]
