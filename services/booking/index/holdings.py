"""All that the index holds: every resource, its free grains, and the tables by which it is found.

It is a copy for reading: the database stays the only judge of a booking. One event loop changes it and
searches it; nothing here waits, so a search always sees one state.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from services.booking.domain.resources import Nurse, Part, Practitioner, Resource
from services.booking.index.calendars import SLACK_DAYS, Calendar, HeldClaim, Plans
from services.booking.index.classes import is_doctor_in_person, standing
from services.booking.index.digests import digest_of
from services.booking.index.lapses import Lapses
from services.booking.index.pools import Pools
from services.booking.index.walks import Walks
from services.hours.grains import GRAINS_PER_DAY, grain_of, horizon_end
from services.territory.gazetteer import Gazetteer
from services.territory.terrain import Terrain
from services.territory.travel import Spot, TravelTimes, spot

_DIGEST_MASK = (1 << 64) - 1
# A programme or a video practice may be in no commune: nobody travels to it.
_NOWHERE = Spot("", None, 0, "", Terrain.FLAT, urban=False, lat=0.0, lon=0.0, cos_lat=1.0, blur_km2=0.0)
_Table = dict[str, dict[str, Calendar]]


class CommuneOfResourceUnknownError(ValueError):
    """A resource in a commune that the gazetteer does not have: it cannot be placed."""


class Holdings:
    """Put resources, set their claims, let time pass."""

    def __init__(self, now: datetime, travel: TravelTimes, gazetteer: Gazetteer) -> None:
        self.travel = travel
        self.pools = Pools()
        self.walks = Walks(travel)
        self.plans = Plans(_midnight_grain(now))
        self.of_part: dict[Part, dict[str, Calendar]] = {part: {} for part in Part}
        self.nurses_of_commune: _Table = {}
        self.by_rpps: _Table = {}
        self._calendars: dict[str, Calendar] = {}
        self._gazetteer = gazetteer
        self._early_claims: dict[str, Sequence[HeldClaim]] = {}
        # Doctors who see patients in their practice, by INSEE code of the commune, and all together.
        self.doctors_of_commune: Counter[str] = Counter()
        self.doctors = 0
        self.demo_doctors = 0
        self._lapses = Lapses()
        self._digest = 0
        self._now = now

    @property
    def version(self) -> str:
        """A digest of everything that answers depend on, and the day on which the horizon ends: equal in
        every process that holds the same.
        """
        return f"{self._digest:016x}.{horizon_end(self._now) // GRAINS_PER_DAY}"

    @property
    def end_offset(self) -> int:
        """The first offset past the horizon: nothing starts from there on."""
        return horizon_end(self._now) - self.plans.base_grain

    def __len__(self) -> int:
        return len(self._calendars)

    def of(self, part: Part) -> Iterator[Resource]:
        """The resources that play a part."""
        return (calendar.resource for calendar in self.of_part[part].values())

    def resource(self, resource_id: str) -> Resource | None:
        calendar = self._calendars.get(resource_id)
        return calendar.resource if calendar else None

    def put(self, resource: Resource) -> None:
        """Add a resource, or replace the one of the same id; its claims stay. ValueError for one that cannot
        be placed or has no time zone: it is not offered, nor is what was known of it before.
        """
        calendar = self._calendars.get(resource.id)
        if calendar is not None and calendar.resource == resource:
            return
        try:
            where = self._spot(resource)
            self.plans.open_bits(resource)
        except ValueError:
            self.remove(resource.id)
            raise
        if calendar is None:
            calendar = Calendar(resource, where)
            calendar.take(self._early_claims.pop(resource.id, ()))
            self._attach(calendar)
            self.walks.forget()
        else:
            if standing(calendar.resource) != standing(resource):
                self.walks.forget()
            self._detach(calendar)
            calendar.resource, calendar.spot = resource, where
            self._attach(calendar)

    def remove(self, resource_id: str) -> None:
        """Forget a resource; its claims are kept in case it comes back. Unknown ids are fine."""
        calendar = self._calendars.get(resource_id)
        if calendar is not None:
            self._detach(calendar)
            self.walks.forget()
            self._early_claims[resource_id] = calendar.claims

    def set_claims(self, resource_id: str, claims: Iterable[HeldClaim]) -> None:
        """Replace all that is taken of a resource. Claims of a resource that is not there yet are kept for
        when it comes: bookings and the directory are followed apart.
        """
        current = [c for c in claims if c.expires_at is None or c.expires_at > self._now]
        calendar = self._calendars.get(resource_id)
        if calendar is None:
            self._early_claims[resource_id] = current
            return
        before = calendar.free
        calendar.take(current)
        calendar.compute(self.plans)
        if calendar.free != before:
            self.pools.changed(calendar, before)
        self._settle(calendar)

    def advance(self, now: datetime) -> None:
        """Let holds lapse that have expired by `now`, and move the horizon when a week has gone by."""
        self._now = max(self._now, now)
        for resource_id in self._lapses.due(self._now):
            calendar = self._calendars.get(resource_id)
            if calendar is not None:
                self.set_claims(resource_id, calendar.claims)
        if _midnight_grain(self._now) - self.plans.base_grain > SLACK_DAYS * GRAINS_PER_DAY:
            self.plans = Plans(_midnight_grain(self._now))
            self.pools.recount()
            for calendar in self._calendars.values():
                calendar.compute(self.plans)

    def use(self, gazetteer: Gazetteer) -> None:
        """Communes have other positions now: everything is placed anew."""
        self._gazetteer = gazetteer
        for calendar in self._calendars.values():
            calendar.spot = self._spot(calendar.resource)
        self.walks.forget()

    def _attach(self, calendar: Calendar) -> None:
        resource = calendar.resource
        calendar.compute(self.plans)
        self._calendars[resource.id] = calendar
        self.of_part[resource.part][resource.id] = calendar
        for table, key in self._entries(resource):
            table.setdefault(key, {})[resource.id] = calendar
        if is_doctor_in_person(resource):
            self.doctors_of_commune[calendar.spot.commune] += 1
            self.doctors += 1
            self.demo_doctors += resource.demo
        self.pools.enter(calendar)
        self._settle(calendar)

    def _detach(self, calendar: Calendar) -> None:
        resource = calendar.resource
        self.pools.leave(calendar)
        if is_doctor_in_person(resource):
            self.doctors_of_commune[calendar.spot.commune] -= 1
            self.doctors -= 1
            self.demo_doctors -= resource.demo
        for table, key in self._entries(resource):
            del table[key][resource.id]
        del self.of_part[resource.part][resource.id]
        del self._calendars[resource.id]
        self._digest = (self._digest - calendar.digest) & _DIGEST_MASK
        calendar.digest = 0

    def _entries(self, resource: Resource) -> Iterator[tuple[_Table, str]]:
        detail = resource.detail
        if isinstance(detail, Practitioner) and detail.rpps:
            yield self.by_rpps, detail.rpps
        if isinstance(detail, Nurse):
            for commune in detail.zone_communes:
                yield self.nurses_of_commune, commune

    def _settle(self, calendar: Calendar) -> None:
        """Bring the version and the queue of holds in line with the calendar."""
        digest = digest_of(calendar.resource, calendar.claims)
        self._digest = (self._digest - calendar.digest + digest) & _DIGEST_MASK
        calendar.digest = digest
        self._lapses.watch(calendar.lapses_at, calendar.id)

    def _spot(self, resource: Resource) -> Spot:
        if not resource.commune_code:
            return _NOWHERE
        commune = self._gazetteer.commune(resource.commune_code)
        if commune is None:
            raise CommuneOfResourceUnknownError(f"{resource.id} is in commune {resource.commune_code!r}")
        return spot(commune, resource.position)


def _midnight_grain(now: datetime) -> int:
    grain = grain_of(now)
    return grain - grain % GRAINS_PER_DAY
