"""What became of something that was due, as the call tells it."""

from collections.abc import Callable
from dataclasses import dataclass

from radrum.schedule.occurrences import Occurrence

FAILED = ("failed", "missed", "unmoved", "unplanned")  # what somebody must hear of


@dataclass(frozen=True)
class Outcome:
    """What became of an occurrence, or of one of its areas.

    *Due*, of a dry run; *made*; *sent*; *unsent*: nobody has agreed to mail; *failed*; *missed*: not sent to all before
    the day of the meeting had passed; *unmoved*: the meeting was moved, its send date not; *unplanned*: nothing is
    planned that can be sent. Where the council itself could not be read there is no occurrence, only its name.
    """

    state: str
    council: str
    asked: Occurrence | None = None
    area: str = ""
    reason: str = ""


Say = Callable[[Outcome], None]
