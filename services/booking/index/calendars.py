"""One resource as the search sees it: its open grains, less what is taken, in one Python int.

Bitmaps cover the horizon and a week of slack from the index's base grain, so that the base moves once a
week and not at every search. Plans are shared: most places keep one of few timetables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.booking.domain.question import WAKING_MINUTES
from services.booking.domain.resources import Cabin, Nurse, Practitioner, Resource
from services.hours.grains import GRAINS_PER_DAY, HORIZON_DAYS, bitmap, grain_of, span_bits
from services.hours.weekly import DAYS_PER_WEEK, OpeningHours, WeeklyHours
from services.hours.zones import zone_info
from services.territory.travel import Spot

SLACK_DAYS = 7
SPAN_GRAINS = (HORIZON_DAYS + SLACK_DAYS + 1) * GRAINS_PER_DAY
_WAKING = OpeningHours(WeeklyHours(((WAKING_MINUTES,),) * DAYS_PER_WEEK), holidays_open=True)


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """Grains of a resource that somebody has, first included and last excluded. `expires_at` is aware UTC
    for a hold, None for an appointment.
    """

    first_grain: int
    end_grain: int
    expires_at: datetime | None = None


class Plans:
    """Bitmaps of timetables, each computed once for all the places that keep it."""

    def __init__(self, base_grain: int) -> None:
        self.base_grain = base_grain
        self._bits: dict[tuple[OpeningHours, str, str], int] = {}
        self._days: dict[tuple[str, date], int] = {}
        self._waking: dict[str, int] = {}

    def open_bits(self, resource: Resource) -> int:
        """The grains in which a resource works at all: hours, validity, a cabin's approval."""
        key = (resource.hours, resource.zone, resource.department)
        bits = self._bits.get(key)
        if bits is None:
            bits = bitmap(*key, self.base_grain, SPAN_GRAINS)
            self._bits[key] = bits
        until = resource.valid_until
        if isinstance(resource.detail, Cabin) and resource.detail.approval_valid_until:
            until = min(until or date.max, resource.detail.approval_valid_until)
        return bits & self.days_bits(resource.zone, resource.valid_from, until)

    def waking_bits(self, zone: str) -> int:
        """The grains in which people are awake in a zone."""
        bits = self._waking.get(zone)
        if bits is None:
            bits = self._waking[zone] = bitmap(_WAKING, zone, "", self.base_grain, SPAN_GRAINS)
        return bits

    def days_bits(self, zone: str, first: date | None, last: date | None) -> int:
        """The grains of local days from `first` to `last`, both included; None means without end."""
        from_offset = self._midnight(zone, first) if first else 0
        to_offset = (
            self._midnight(zone, last + timedelta(days=1)) if last and last < date.max else SPAN_GRAINS
        )
        return span_bits(from_offset, to_offset - from_offset) if from_offset < to_offset else 0

    def _midnight(self, zone: str, day: date) -> int:
        offset = self._days.get((zone, day))
        if offset is None:
            midnight = datetime(day.year, day.month, day.day, tzinfo=zone_info(zone))
            offset = min(max(grain_of(midnight) - self.base_grain, 0), SPAN_GRAINS)
            self._days[zone, day] = offset
        return offset


class Calendar:
    """A resource, its spot for travel times, and its free grains. Changed in place, so that the walks that
    hold it stay true when it is booked.
    """

    __slots__ = ("claims", "digest", "direct", "free", "lapses_at", "resource", "spot")

    def __init__(self, resource: Resource, spot: Spot) -> None:
        self.resource = resource
        self.spot = spot
        self.claims: tuple[HeldClaim, ...] = ()
        self.lapses_at: datetime | None = None
        self.free = 0
        self.direct = 0  # a nurse's grains with direct access
        self.digest = 0

    @property
    def id(self) -> str:
        return self.resource.id

    @property
    def rpps(self) -> str:
        detail = self.resource.detail
        return detail.rpps if isinstance(detail, Practitioner | Nurse) else ""

    def take(self, claims: Sequence[HeldClaim]) -> None:
        """Replace the whole set of claims."""
        self.claims = tuple(sorted(claims, key=lambda claim: (claim.first_grain, claim.end_grain)))
        self.lapses_at = min((c.expires_at for c in self.claims if c.expires_at), default=None)

    def compute(self, plans: Plans) -> None:
        """Free grains from the plan and the claims."""
        free = plans.open_bits(self.resource)
        base = plans.base_grain
        for claim in self.claims:
            first, end = max(claim.first_grain - base, 0), claim.end_grain - base
            if first < end:
                free &= ~span_bits(first, end - first)
        self.free = free
        detail = self.resource.detail
        if isinstance(detail, Nurse) and detail.direct_access_from:
            zone = self.resource.zone
            self.direct = plans.days_bits(zone, detail.direct_access_from, detail.direct_access_until)
        else:
            self.direct = 0
