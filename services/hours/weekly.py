"""Opening hours as people write them: minutes of the wall clock, day by day, with exceptions.

Everything here is frozen and hashable: two places with equal hours are equal plans and share one bitmap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

MINUTES_PER_DAY = 1440
DAYS_PER_WEEK = 7

Range: TypeAlias = tuple[int, int]
"""Start (included) and end (excluded), in local minutes since midnight, 0..1440."""

Ranges: TypeAlias = tuple[Range, ...]
"""The ranges of one day: sorted, apart from each other, never touching."""


class ImpossibleRangeError(ValueError):
    """A range that leaves 0..1440, ends before it starts or lasts no time."""


class OverlappingRangesError(ValueError):
    """Two ranges of the same day that contradict each other."""


class ImpossiblePeriodError(ValueError):
    """An exception whose last day comes before its first."""


class NotAWeekError(ValueError):
    """Weekly hours that do not have exactly seven days, Monday first."""


def united(ranges: Iterable[Range]) -> Ranges:
    """Sort the ranges and merge those that touch or overlap."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _checked(ranges: Iterable[Range]) -> Ranges:
    ordered = sorted(ranges)
    for start, end in ordered:
        if not 0 <= start < end <= MINUTES_PER_DAY:
            raise ImpossibleRangeError(f"impossible range of minutes: {start}..{end}")
    for earlier, later in pairwise(ordered):
        if later[0] < earlier[1]:
            raise OverlappingRangesError(f"overlapping ranges of minutes: {earlier} and {later}")
    return united(ordered)


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The ordinary week: seven days, Monday first, each a tuple of ranges of local minutes.

    The order of the ranges carries no meaning, so they are sorted, and touching ranges are merged: one week
    has one spelling. Contradictions are refused with the ValueErrors of this module.
    """

    days: tuple[Ranges, ...]

    def __post_init__(self) -> None:
        if len(self.days) != DAYS_PER_WEEK:
            raise NotAWeekError(f"a week has {DAYS_PER_WEEK} days, not {len(self.days)}")
        object.__setattr__(self, "days", tuple(_checked(day) for day in self.days))

    @classmethod
    def with_nights(cls, days: Sequence[Iterable[Range]]) -> "WeeklyHours":
        """Build a week in which a range may pass midnight: (1320, 360) is 22:00 to 06:00 the next day.

        Such a night is split in two; what falls after midnight joins the next day (Sunday's joins Monday's).
        """
        same_day: list[list[Range]] = [[] for _ in days]
        after_midnight: list[list[Range]] = [[] for _ in days]
        for index, ranges in enumerate(days):
            for start, end in ranges:
                if start > end:
                    same_day[index].append((start, MINUTES_PER_DAY))
                    if end != 0:
                        after_midnight[(index + 1) % len(days)].append((0, end))
                else:
                    same_day[index].append((start, end))
        return cls(
            tuple(
                united([*_checked(own), *_checked(night)])
                for own, night in zip(same_day, after_midnight, strict=True)
            )
        )


@dataclass(frozen=True, slots=True)
class DayException:
    """Other hours from `first_day` to `last_day`, both included; no range means closed all day.

    It says what each civil day looks like from midnight to midnight, so a night that began the day before
    ends at 00:00 unless the exception grants it.
    """

    first_day: date
    last_day: date
    ranges: Ranges = ()

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ImpossiblePeriodError(f"the period ends on {self.last_day}, before {self.first_day}")
        object.__setattr__(self, "ranges", _checked(self.ranges))

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """A place's or a person's plan: the week, its exceptions, and whether public holidays are worked.

    An exception wins over the week and over holidays. Where two exceptions cover a day, the one listed last
    wins, so a closed week can be set inside a summer timetable.
    """

    weekly: WeeklyHours
    exceptions: tuple[DayException, ...] = ()
    holidays_open: bool = False
