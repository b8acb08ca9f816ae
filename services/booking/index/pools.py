"""Remote practitioners as pools: from which grain on at least one of them can see a patient.

A pool counts, for one competence, one language and one length, how many practitioners have the whole run
free: so a set bit means that the same one stays free to the end.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from services.booking.domain.resources import Practitioner
from services.booking.index.calendars import Calendar
from services.hours.counters import GrainCounters
from services.hours.grains import runs, span_bits

REMOTE = "VR"
_COUNTED_AT_ONCE = 500  # a few milliseconds


class Who(NamedTuple):
    """Codes and languages in order of preference, and grains needed in a row."""

    competences: tuple[str, ...]
    languages: tuple[str, ...]
    length: int


class _Pool:
    """Counts for one competence, language and length. Members that `waiting` holds are not counted yet."""

    __slots__ = ("counters", "length", "members", "order", "waiting")

    def __init__(self, length: int, members: Iterable[Calendar]) -> None:
        self.length = length
        self.counters = GrainCounters()
        self.members = {calendar.id: calendar for calendar in members}
        self.waiting = dict(self.members)
        self.order: list[Calendar] | None = None

    def count(self, most: int) -> None:
        """Count some of those that wait."""
        for _ in range(min(most, len(self.waiting))):
            _, calendar = self.waiting.popitem()
            self.counters.add(runs(calendar.free, self.length))

    def recount(self) -> None:
        self.counters = GrainCounters()
        self.waiting = dict(self.members)

    def startable(self) -> int:
        self.count(len(self.waiting))
        return self.counters.any()

    def add(self, calendar: Calendar) -> None:
        self.members[calendar.id] = self.waiting[calendar.id] = calendar
        self.order = None

    def remove(self, calendar: Calendar) -> None:
        del self.members[calendar.id]
        if self.waiting.pop(calendar.id, None) is None:
            self.counters.remove(runs(calendar.free, self.length))
        self.order = None

    def changed(self, calendar: Calendar, before: int) -> None:
        if calendar.id not in self.waiting:
            self.counters.remove(runs(before, self.length))
            self.counters.add(runs(calendar.free, self.length))

    def ordered(self) -> list[Calendar]:
        if self.order is None:
            self.order = [self.members[key] for key in sorted(self.members)]
        return self.order


class Pools:
    """Made on first use, then kept up with every change of a member's calendar."""

    def __init__(self) -> None:
        self._remote: dict[tuple[str, str], dict[str, Calendar]] = {}
        self._pools: dict[tuple[str, str, int], _Pool] = {}

    def enter(self, calendar: Calendar) -> None:
        """A calendar begins to count, with its free grains as they are."""
        for key in _pool_keys(calendar):
            self._remote.setdefault(key, {})[calendar.id] = calendar
        for pool in self._touching(calendar):
            pool.add(calendar)

    def leave(self, calendar: Calendar) -> None:
        """It no longer counts; to be called before its free grains change."""
        for pool in self._touching(calendar):
            pool.remove(calendar)
        for key in _pool_keys(calendar):
            self._remote[key].pop(calendar.id, None)

    def changed(self, calendar: Calendar, before: int) -> None:
        """Its free grains were `before` and are now those of the calendar."""
        for pool in self._touching(calendar):
            pool.changed(calendar, before)

    def recount(self) -> None:
        """Every count begins anew: the calendars have moved to another base."""
        for pool in self._pools.values():
            pool.recount()

    def keep_counted(self) -> Iterator[None]:
        """Count whoever waits in any pool, before a patient asks, giving way after every few."""
        for pool in list(self._pools.values()):
            while pool.waiting:
                pool.count(_COUNTED_AT_ONCE)
                yield

    def spoken(self, competences: Collection[str]) -> frozenset[str]:
        """The languages in which somebody of these competences sees patients by video, busy or not."""
        return frozenset(
            language
            for (competence, language), members in self._remote.items()
            if members and competence in competences
        )

    def prepare(self, competences: Iterable[str], language: str, length: int) -> Iterator[None]:
        """Count ahead of the first patient, giving way after every few practitioners."""
        for competence in competences:
            pool = self._pool(competence, language, length)
            while pool is not None and pool.waiting:
                pool.count(_COUNTED_AT_ONCE)
                yield

    def startable(self, who: Who) -> int:
        """The grains from which one of them is free for the whole length."""
        competences, languages, length = who
        bits = 0
        for competence in competences:
            for language in languages:
                pool = self._pool(competence, language, length)
                if pool is not None:
                    bits |= pool.startable()
        return bits

    def pick(self, who: Who, offset: int, *, spread: str, only_if_alone: str) -> Calendar | None:
        """Who sees the patient: the first that is free, by order of competence and language, beginning at a
        place that `spread` decides so that neighbouring patients do not all compete for one person. The one
        with the RPPS number `only_if_alone` is named only when nobody else is free.
        """
        competences, languages, length = who
        alone: Calendar | None = None
        wanted = span_bits(offset, length)
        start = crc32(f"{spread}@{offset}".encode())
        for competence in competences:
            for language in languages:
                pool = self._pool(competence, language, length)
                if pool is None or not pool.startable() >> offset & 1:
                    continue
                members = pool.ordered()
                first = start % len(members)
                for calendar in _from(members, first):
                    if calendar.free & wanted == wanted:
                        if calendar.rpps != only_if_alone or not only_if_alone:
                            return calendar
                        alone = calendar
        return alone

    def _pool(self, competence: str, language: str, length: int) -> _Pool | None:
        pool = self._pools.get((competence, language, length))
        if pool is None:
            members = self._remote.get((competence, language))
            if not members:
                return None
            pool = self._pools[competence, language, length] = _Pool(length, members.values())
        return pool

    def _touching(self, calendar: Calendar) -> Iterator[_Pool]:
        keys = set(_pool_keys(calendar))
        for (competence, language, _), pool in self._pools.items():
            if (competence, language) in keys:
                yield pool


def _from(members: list[Calendar], first: int) -> Iterator[Calendar]:
    yield from members[first:]
    yield from members[:first]


def _pool_keys(calendar: Calendar) -> list[tuple[str, str]]:
    """Only who sees patients by video, takes new ones and is booked here is in a pool."""
    resource, detail = calendar.resource, calendar.resource.detail
    if not isinstance(detail, Practitioner) or resource.bookable_via != "here":
        return []
    if REMOTE not in detail.modalities or not detail.accepts_new_patients:
        return []
    return [(detail.competence, language) for language in resource.languages]
