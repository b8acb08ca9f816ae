"""From the asked instant on: when something of a given length can start, and the few best finds so far."""

from bisect import insort
from typing import NamedTuple

from services.booking.index.calendars import Calendar
from services.hours.grains import GRAINS_PER_DAY, runs

_NEAR_DAYS = 3
_NEAR = (1 << _NEAR_DAYS * GRAINS_PER_DAY) - 1


class Window:
    """Offsets here count from the asked grain. Nine answers in ten lie within three days, and ints of three
    days are ten times shorter than those of the horizon: they are tried first.
    """

    __slots__ = ("_far", "_near", "_offset", "length")

    def __init__(self, offset: int, end_offset: int, length: int, allowed: int = -1) -> None:
        """`allowed`: offsets from the index's base at which a start is allowed; -1 for any."""
        self.length = length
        self._offset = offset
        self._far = allowed >> offset & ((1 << max(end_offset - offset, 0)) - 1)
        self._near = self._far & _NEAR

    def first(self, free: int, after: int) -> int | None:
        """The first start at or after `after` for a calendar's free grains; None if there is none."""
        ahead = free >> self._offset
        starts = (runs(ahead & _NEAR, self.length) & self._near) >> after
        if not starts:
            starts = (runs(ahead, self.length) & self._far) >> after
            if not starts:
                return None
        return after + (starts & -starts).bit_length() - 1

    def first_around(self, free: int, way: int, after: int) -> int | None:
        """The same when `way` more grains are needed before and after: a nurse on the road, who leaves at
        the asked grain at the earliest.
        """
        whole = runs(free >> self._offset, self.length + 2 * way)
        starts = (whole << way & self._far) >> after
        return after + (starts & -starts).bit_length() - 1 if starts else None

    def open(self, after: int) -> int | None:
        """The first allowed start, whatever the calendar."""
        starts = self._far >> after
        return after + (starts & -starts).bit_length() - 1 if starts else None


class Find(NamedTuple):
    """A place and a start. Compared as the ranking compares candidates of one mode; ids differ or starts do,
    so two calendars never are.
    """

    time_to_care: int
    travel_minutes: int
    resource_id: str
    start: int  # grains after the asked one
    calendar: Calendar


class Best:
    """The best few finds, best first."""

    __slots__ = ("_most", "finds")

    def __init__(self, most: int) -> None:
        self._most = most
        self.finds: list[Find] = []

    def offer(self, find: Find) -> None:
        if len(self.finds) < self._most:
            insort(self.finds, find)
        elif find < self.finds[-1]:
            self.finds.pop()
            insort(self.finds, find)

    def beaten_by(self, time_to_care: float) -> bool:
        """Whether something that takes at least so long can still be among the best."""
        return len(self.finds) < self._most or time_to_care <= self.finds[-1].time_to_care
