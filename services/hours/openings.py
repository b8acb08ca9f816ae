"""When a place is open: wall-clock hours, read at real instants.

One rule: a place is open at an instant if, at that instant, a clock on its wall shows a time within its
hours. So a range inside the hour that does not exist in spring vanishes, a range across the doubled hour of
autumn lasts its real length, and a range inside the doubled hour is shown twice and opens twice.
"""

from datetime import UTC, date, datetime, timedelta

from services.hours.holidays import is_public_holiday
from services.hours.weekly import OpeningHours, Ranges
from services.hours.zones import SECONDS_PER_DAY, spans, zone_info

LONGEST_LOOK_AHEAD_DAYS = 400
ORDINAL_OF_EPOCH = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


class NaiveInstantError(ValueError):
    """A date and time without a zone: it names no instant."""


class LookAheadError(ValueError):
    """A number of days that is negative or further than anyone plans."""


def day_ranges(hours: OpeningHours, department: str, day: date) -> Ranges:
    """The ranges that hold on a local day: its last exception, else none on a holiday, else the week's."""
    for exception in reversed(hours.exceptions):
        if exception.covers(day):
            return exception.ranges
    if not hours.holidays_open and is_public_holiday(department, day):
        return ()
    return hours.weekly.days[day.weekday()]


def is_open(hours: OpeningHours, zone: str, department: str, at: datetime) -> bool:
    """Whether the place is open at that instant; `zone` is its IANA name, `at` carries a zone of its own."""
    local = _aware(at).astimezone(zone_info(zone))
    minute = local.hour * 60 + local.minute
    return any(start <= minute < end for start, end in day_ranges(hours, department, local.date()))


def open_intervals(
    hours: OpeningHours, zone: str, department: str, first: datetime, days: int
) -> tuple[tuple[datetime, datetime], ...]:
    """The open intervals in UTC within `days` times 24 hours from `first`: sorted, apart, cut at both ends.

    Exact to the second; intervals that meet at midnight are one. At most 400 days.
    """
    if not 0 <= days <= LONGEST_LOOK_AHEAD_DAYS:
        raise LookAheadError(f"days must lie in 0..{LONGEST_LOOK_AHEAD_DAYS}, not {days}")
    start = -((_EPOCH - _aware(first)) // _SECOND)
    found: list[tuple[int, int]] = []
    for span in spans(zone, start, start + days * SECONDS_PER_DAY):
        first_day = (span.start + span.offset) // SECONDS_PER_DAY
        last_day = (span.end - 1 + span.offset) // SECONDS_PER_DAY
        for day in range(first_day, last_day + 1):
            midnight = day * SECONDS_PER_DAY - span.offset
            for range_start, range_end in day_ranges(
                hours, department, date.fromordinal(ORDINAL_OF_EPOCH + day)
            ):
                opens = max(span.start, midnight + range_start * 60)
                closes = min(span.end, midnight + range_end * 60)
                if opens >= closes:
                    continue
                if found and found[-1][1] == opens:
                    found[-1] = (found[-1][0], closes)
                else:
                    found.append((opens, closes))
    return tuple((_EPOCH + opens * _SECOND, _EPOCH + closes * _SECOND) for opens, closes in found)


def next_opening(
    hours: OpeningHours, zone: str, department: str, after: datetime, days: int = 28
) -> datetime | None:
    """The first instant, in UTC, from `after` on at which the place is open; None if not within `days`."""
    if is_open(hours, zone, department, after):
        return after.astimezone(UTC)
    intervals = open_intervals(hours, zone, department, after, days)
    return intervals[0][0] if intervals else None


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise NaiveInstantError("an instant needs a time zone")
    return at
