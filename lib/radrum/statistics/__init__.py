"""The agencies' statistics: tidy snapshots with passports, read as they were published on a day."""

from radrum.statistics.known import adopted_by, published_by
from radrum.statistics.snapshots import Measure, Snapshots, read_snapshots

__all__ = ["Measure", "Snapshots", "adopted_by", "published_by", "read_snapshots"]
