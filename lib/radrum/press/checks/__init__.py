"""What must hold of a page before it is published, and of any page: ``faults`` looks, ``CHECKS`` names it all."""

from radrum.press.checks.check import Check, Finding
from radrum.press.checks.registry import CHECKS, faults

__all__ = ["CHECKS", "Check", "Finding", "faults"]
