"""Who gets a freed slot first: those whose need cannot wait, then those who live far from care, then those
who have waited longest.

Urgency and isolation are taken in bands, not as exact figures: otherwise two neighbours' hundredths of a
kilometre would decide and the wait never would.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

URGENCY_BANDS_HOURS = (4, 24, 72, 168)  # within 4 hours, a day, three days, a week, later
ISOLATION_BANDS_KM = (30.0, 15.0, 5.0)  # nearest resource that takes bookings: over 30 km is most isolated
MOST_LAPSED_OFFERS = 3  # after that, the place on the list is given up
ALWAYS_FIRST = 5  # looked for in every pass: what is freed while a round goes on still reaches them first


@dataclass(frozen=True, slots=True)
class Waiting:
    """One place on the list. `isolation_km`: how far the nearest care was on joining."""

    appointment_id: str
    time_frame_hours: int
    isolation_km: float
    joined_at: datetime
    lapsed_offers: int = 0


def _key(waiting: Waiting) -> tuple[int, int, int, datetime, str]:
    urgency = sum(waiting.time_frame_hours > hours for hours in URGENCY_BANDS_HOURS)
    nearness = sum(waiting.isolation_km <= kilometres for kilometres in ISOLATION_BANDS_KM)
    # Whoever let an offer lapse comes after those who had none: the freed slot goes to the next one.
    return waiting.lapsed_offers, urgency, nearness, waiting.joined_at, waiting.appointment_id


def in_order(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """The list in the order in which slots are offered."""
    return tuple(sorted(waiting, key=_key))


@dataclass(frozen=True, slots=True)
class Turn:
    """Whom one pass over the list looks for, in order, and where the next pass goes on: behind `reached`, or
    from the top when that is None.
    """

    chosen: tuple[Waiting, ...]
    reached: Waiting | None


def turn(waiting: Iterable[Waiting], reached: Waiting | None, at_once: int) -> Turn:
    """At most `at_once`: the very first, and those behind `reached`, so that everybody's turn comes however
    many cannot be served.
    """
    ordered = in_order(waiting)
    first, rest = ordered[:ALWAYS_FIRST], ordered[ALWAYS_FIRST:]
    if reached is not None:
        rest = tuple(each for each in rest if _key(each) > _key(reached))
    more = rest[: at_once - len(first)]
    return Turn(first + more, more[-1] if len(more) < len(rest) else None)


def rank(waiting: Iterable[Waiting], appointment_id: str) -> int:
    """The place on the list, 1 first; 0 for somebody who is not on it."""
    ordered = [each.appointment_id for each in in_order(waiting)]
    return ordered.index(appointment_id) + 1 if appointment_id in ordered else 0
