"""The calendar is the scheduler: what is due on a day and not yet done is made, and sent before each meeting."""

from radrum.schedule.calling import due
from radrum.schedule.outcomes import FAILED, Outcome
from radrum.schedule.sending import Handed

__all__ = ["FAILED", "Handed", "Outcome", "due"]
