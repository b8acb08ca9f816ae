"""What the gateway's tests are made of: instants, reports, and books that live in memory."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from services.kiosk.domain.cabins import Cabin, Connection, Delivery
from services.kiosk.domain.deliveries import Outcome
from services.kiosk.domain.instruments import Instrument, InstrumentKind, InstrumentState
from services.kiosk.domain.reports import CabinReport
from services.kiosk.operations.receive_heartbeat import Heard

T = TypeVar("T")
NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
OTOSCOPE, ECG = InstrumentKind.OTOSCOPE, InstrumentKind.ECG_12_LEAD
WORKING, BROKEN = InstrumentState.WORKING, InstrumentState.BROKEN


def report(state: InstrumentState = WORKING, *, at: datetime = NOON, **other: object) -> CabinReport:
    """A report of a cabin with one otoscope, whose clock is right."""
    return replace(CabinReport(at, (Instrument(OTOSCOPE, state),), 20_000, "1.0"), **other)  # type: ignore[arg-type]


@dataclass
class HandedClock:
    """Shows what the test says."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **spell: float) -> datetime:
        self.now += timedelta(**spell)
        return self.now


@dataclass
class MemoryBook:
    """Cabins, leases and what the directory was told, in dicts."""

    cabins: dict[str, Cabin] = field(default_factory=dict)
    told: dict[str, datetime] = field(default_factory=dict)
    leases: dict[str, datetime] = field(default_factory=dict)

    def cabin(self, entry_id: str) -> Cabin | None:
        return self.cabins.get(entry_id)

    def save(self, cabin: Cabin) -> None:
        self.cabins[cabin.entry_id] = cabin

    def write_times(self, cabins: tuple[Cabin, ...]) -> None:
        for cabin in cabins:
            stored = self.cabins[cabin.entry_id]
            if stored.revision == cabin.revision:
                self.save(replace(cabin, connection=stored.connection, delivery=stored.delivery))

    def _change(self, wanted: Callable[[Cabin], bool], change: Callable[[Cabin], Cabin]) -> int:
        chosen = [cabin for cabin in self.cabins.values() if wanted(cabin)]
        for cabin in chosen:
            self.save(change(cabin))
        return len(chosen)

    def offer_times(self, lag: timedelta) -> int:
        return self._change(
            lambda cabin: (
                cabin.delivery is Delivery.DELIVERED
                and cabin.connection is Connection.CONNECTED
                and cabin.last_seen_at >= self.told[cabin.entry_id] + lag
            ),
            lambda cabin: replace(cabin, delivery=Delivery.PENDING),
        )

    def mark_silent(self, last_seen: datetime) -> int:
        return self._change(
            lambda cabin: cabin.connection is Connection.CONNECTED and cabin.last_seen_at <= last_seen,
            lambda cabin: replace(
                cabin,
                connection=Connection.SILENT,
                revision=cabin.revision + 1,
                delivery=cabin.delivery if cabin.delivery is Delivery.UNKNOWN else Delivery.PENDING,
            ),
        )

    def _due(self, now: datetime) -> list[Cabin]:
        return [
            cabin
            for cabin in self.cabins.values()
            if self.leases.get(cabin.entry_id, now) <= now
            and (
                cabin.delivery is Delivery.PENDING
                or (cabin.delivery is Delivery.UNKNOWN and cabin.last_seen_at > self.told[cabin.entry_id])
            )
        ]

    def any_due(self, now: datetime) -> bool:
        return bool(self._due(now))

    def lease(self, now: datetime, until: datetime, limit: int) -> tuple[Cabin, ...]:
        taken = tuple(sorted(self._due(now), key=lambda cabin: cabin.last_seen_at)[:limit])
        self.leases |= {cabin.entry_id: until for cabin in taken}
        return taken

    def delivered(self, cabin: Cabin) -> None:
        stored = self.cabins[cabin.entry_id]
        same = stored.revision == cabin.revision
        self.save(replace(stored, delivery=Delivery.DELIVERED if same else Delivery.PENDING))
        self.told[cabin.entry_id] = cabin.last_seen_at
        self.leases.pop(cabin.entry_id)

    def unknown(self, cabin: Cabin, until: datetime) -> None:
        self.save(replace(self.cabins[cabin.entry_id], delivery=Delivery.UNKNOWN))
        self.told[cabin.entry_id] = cabin.last_seen_at
        self.put_off(cabin, until)

    def put_off(self, cabin: Cabin, until: datetime) -> None:
        self.leases[cabin.entry_id] = until


@dataclass
class MemoryUnits:
    """Runs work on one book, and counts the writes."""

    book: MemoryBook = field(default_factory=MemoryBook)
    writes: int = 0

    async def read(self, query: Callable[[MemoryBook], T]) -> T:
        return query(self.book)

    async def write(self, work: Callable[[MemoryBook], T]) -> T:
        self.writes += 1
        return work(self.book)

    def once(self, work: Callable[[MemoryBook], Heard]) -> Awaitable[Heard]:
        return self.write(work)


@dataclass
class ToldDirectory:
    """A directory that answers as the test says, and keeps what it took."""

    answer: Outcome = Outcome.TAKEN
    taken: list[Cabin] = field(default_factory=list)
    offered: int = 0

    async def report(self, cabin: Cabin) -> Outcome:
        self.offered += 1
        if self.answer is Outcome.TAKEN:
            self.taken.append(cabin)
        return self.answer
