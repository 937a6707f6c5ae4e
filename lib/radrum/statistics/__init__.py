"""The agencies' statistics: tidy snapshots with passports, read as they were published on a day."""

from radrum.statistics.definitions import Measure, measures
from radrum.statistics.judging import judged
from radrum.statistics.known import adopted_by, published_by
from radrum.statistics.schema import BASES, OF_PEOPLE
from radrum.statistics.shelves import write_parquet
from radrum.statistics.snapshots import GOAL_FILES, Snapshots, read_snapshots, read_values

__all__ = [
    "BASES",
    "GOAL_FILES",
    "OF_PEOPLE",
    "Measure",
    "Snapshots",
    "adopted_by",
    "judged",
    "measures",
    "published_by",
    "read_snapshots",
    "read_values",
    "write_parquet",
]
