"""Time zones as spans of constant offset: inside one, wall time and UTC differ by a fixed number of seconds.

Opening hours are wall-clock rules, bookings are instants. Cutting time where a zone's offset changes turns
both nights of the clock change into ordinary arithmetic.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

SECONDS_PER_DAY = 86_400


class UnknownZoneError(ValueError):
    """A time zone name that the IANA database does not hold."""


class Span(NamedTuple):
    """Unix seconds `start` to `end` (excluded), through which local time = UTC + `offset` seconds."""

    start: int
    end: int
    offset: int


@lru_cache(maxsize=128)
def zone_info(zone: str) -> ZoneInfo:
    """The zone of that IANA name ("Europe/Paris"); UnknownZoneError for anything else."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as fault:
        # A folder of the database ("Europe") is an OSError, a path out of it a ValueError.
        raise UnknownZoneError("unknown time zone") from fault


def _offset_at(info: ZoneInfo, seconds: int) -> int:
    offset = datetime.fromtimestamp(seconds, UTC).astimezone(info).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def _change_between(info: ZoneInfo, before: int, after: int) -> int:
    """The second at which the offset changes, known to lie in (before, after]."""
    offset = _offset_at(info, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset_at(info, middle) == offset:
            before = middle
        else:
            after = middle
    return after


@lru_cache(maxsize=1024)
def _spans_of_days(zone: str, first_day: int, last_day: int) -> tuple[Span, ...]:
    """The spans of whole UTC days, numbered since 1970-01-01, `last_day` excluded.

    Keyed by whole days so that every search of the same day shares one entry, whatever its minute. Comparing
    midnights sees every change of offset: no zone changes twice in a day.
    """
    info = zone_info(zone)
    spans: list[Span] = []
    start = first_day * SECONDS_PER_DAY
    offset = _offset_at(info, start)
    for day in range(first_day, last_day):
        midnight, next_midnight = day * SECONDS_PER_DAY, (day + 1) * SECONDS_PER_DAY
        next_offset = _offset_at(info, next_midnight)
        if next_offset != offset:
            change = _change_between(info, midnight, next_midnight)
            spans.append(Span(start, change, offset))
            start, offset = change, next_offset
    spans.append(Span(start, last_day * SECONDS_PER_DAY, offset))
    return tuple(spans)


def spans(zone: str, start: int, end: int) -> list[Span]:
    """The spans of constant offset that together cover unix seconds `start`..`end` (excluded), in order."""
    if start >= end:
        zone_info(zone)
        return []
    whole_days = _spans_of_days(zone, start // SECONDS_PER_DAY, -(-end // SECONDS_PER_DAY))
    return [
        Span(max(span.start, start), min(span.end, end), span.offset)
        for span in whole_days
        if span.start < end and span.end > start
    ]
