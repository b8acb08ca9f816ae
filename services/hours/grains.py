"""Availability in grains of five minutes, one bit each, in one Python int.

A grain is unix seconds // 300. In a bitmap whose base is grain B, bit i stands for grain B + i and is set
when the whole grain is free. Python's ints are the fastest bit sets the standard library has: a horizon of
28 days is 8,064 bits, about 1 kB, and "free for 15 minutes" is two shifts and two ANDs.
"""

from datetime import date, datetime
from functools import lru_cache

from services.hours.openings import ORDINAL_OF_EPOCH, NaiveInstantError, day_ranges
from services.hours.weekly import MINUTES_PER_DAY, OpeningHours, Ranges
from services.hours.zones import SECONDS_PER_DAY, spans

GRAIN_SECONDS = 300
GRAIN_MINUTES = 5
GRAINS_PER_DAY = MINUTES_PER_DAY // GRAIN_MINUTES
HORIZON_DAYS = 28
HORIZON_GRAINS = HORIZON_DAYS * GRAINS_PER_DAY


def grain_of(at: datetime) -> int:
    """The grain that holds an instant."""
    if at.utcoffset() is None:
        raise NaiveInstantError("an instant needs a time zone")
    return int(at.timestamp() // GRAIN_SECONDS)


def horizon_end(now: datetime) -> int:
    """The first grain past the horizon: a UTC midnight, so that it moves once a day and the same question
    has the same answer all day long.
    """
    return (grain_of(now) // GRAINS_PER_DAY + HORIZON_DAYS) * GRAINS_PER_DAY


def bitmap(hours: OpeningHours, zone: str, department: str, base_grain: int, count: int) -> int:
    """The open grains among `count` from `base_grain` on, as a bitmap based on `base_grain`.

    A grain counts only when it is open throughout: 09:02 starts at 09:05, 12:04 ends at 12:00.
    """
    if count < 0:
        raise ValueError("a bitmap cannot hold a negative number of grains")
    bits = 0
    for span in spans(zone, base_grain * GRAIN_SECONDS, (base_grain + count) * GRAIN_SECONDS):
        # Offsets and changes of offset have been whole grains in every zone since 1972, so within a span the
        # local days simply follow one another, 288 bits each.
        first_day = (span.start + span.offset) // SECONDS_PER_DAY
        last_day = (span.end - 1 + span.offset) // SECONDS_PER_DAY
        wall = b"".join(
            [
                _day_bits(day_ranges(hours, department, date.fromordinal(ORDINAL_OF_EPOCH + day)))
                for day in range(first_day, last_day + 1)
            ]
        )
        midnight = (first_day * SECONDS_PER_DAY - span.offset) // GRAIN_SECONDS
        start, end = span.start // GRAIN_SECONDS, span.end // GRAIN_SECONDS
        within = (int.from_bytes(wall, "little") >> (start - midnight)) & ((1 << (end - start)) - 1)
        bits |= within << (start - base_grain)
    return bits


@lru_cache(maxsize=4096)
def _day_bits(ranges: Ranges) -> bytes:
    """The 288 grains of a local day as 36 little-endian bytes: joining bytes beats shifting ints."""
    bits = 0
    for start, end in ranges:
        first, last = -(-start // GRAIN_MINUTES), end // GRAIN_MINUTES
        if first < last:
            bits |= span_bits(first, last - first)
    return bits.to_bytes(GRAINS_PER_DAY // 8, "little")


def span_bits(offset: int, length: int) -> int:
    """`length` set bits from `offset` on."""
    return ((1 << length) - 1) << offset


def runs(bits: int, length: int) -> int:
    """The starts of free runs: bit i is set if and only if bits i..i+length-1 all are.

    Each step doubles the length already known, so 12 grains take four ANDs, not eleven.
    """
    if length < 1:
        raise ValueError("a run has at least one grain")
    known = 1
    while known < length:
        step = min(known, length - known)
        bits &= bits >> step
        known += step
    return bits


def first_set(bits: int, from_offset: int = 0) -> int | None:
    """The lowest set bit at or after `from_offset`, or None."""
    rest = bits >> from_offset
    if not rest:
        return None
    return from_offset + (rest & -rest).bit_length() - 1


def clear(bits: int, offset: int, length: int) -> int:
    """The bitmap without `length` bits from `offset` on, whether they were set or not."""
    return bits & ~span_bits(offset, length)


def claim(bits: int, offset: int, length: int) -> int | None:
    """The bitmap once `length` grains from `offset` on are taken, or None if one of them was not free."""
    wanted = span_bits(offset, length)
    if bits & wanted != wanted:
        return None
    return bits ^ wanted


def ranges(bits: int, base_grain: int = 0) -> tuple[tuple[int, int], ...]:
    """The maximal runs of set bits as (start, end excluded), counted from `base_grain`; sorted."""
    if bits < 0:
        raise ValueError("a bitmap is never negative")
    found = []
    at = base_grain
    while bits:
        gap = (bits & -bits).bit_length() - 1
        bits >>= gap
        length = (~bits & (bits + 1)).bit_length() - 1
        bits >>= length
        found.append((at + gap, at + gap + length))
        at += gap + length
    return tuple(found)
