"""The calendar is the scheduler: what is due on a day and not yet done is made, and sent before each meeting."""

from radrum.schedule.calling import FAILED, Outcome, due

__all__ = ["FAILED", "Outcome", "due"]
