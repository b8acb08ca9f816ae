"""How the directory answered a state, and when to knock again."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

LEASE = timedelta(seconds=30)  # how long one gateway has a cabin's delivery to itself
TRY_AGAIN_LATER = timedelta(minutes=5)  # for a state that the directory refused
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds


class Outcome(StrEnum):
    """What became of a state."""

    TAKEN = "taken"
    UNKNOWN = "unknown"  # the directory has no such entry
    REFUSED = "refused"  # it will not have this state, whoever brings it
    UNREACHABLE = "unreachable"  # it did not answer, or not to us: nobody's state would pass now


def pauses() -> Iterator[float]:
    """Seconds to wait after each failure in a row: doubling, then steady."""
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(pause * 2, LONGEST_PAUSE)
