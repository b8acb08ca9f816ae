"""A cabin that used to report and is silent for too long is marked so; what was noted is written first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from services.kiosk.domain.cabins import Cabin, silent_before
from services.kiosk.operations.unwritten import Unwritten

T = TypeVar("T")


class Cabins(Protocol):
    """The cabins of one transaction."""

    def write_times(self, cabins: tuple[Cabin, ...]) -> None:
        """Stores the times of cabins whose revision is still theirs."""

    def offer_times(self, lag: timedelta) -> int:
        """Makes pending every connected cabin that the directory has an older time of, by `lag`; how many."""

    def mark_silent(self, last_seen: datetime) -> int:
        """Marks silent, and pending, every connected cabin last seen at that instant or earlier; how many."""


class Units(Protocol):
    """Where transactions come from."""

    async def write(self, work: Callable[[Cabins], T]) -> T:
        """Runs work as one transaction."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """After which `silence` a cabin is silent; how often times are written; how far the directory may lag."""

    silence: timedelta = timedelta(minutes=15)
    flush: timedelta = timedelta(seconds=30)
    lag: timedelta = timedelta(minutes=5)


class SweepSilence:
    """Remembers when it last flushed, and since when this gateway listens."""

    def __init__(
        self,
        units: Units,
        unwritten: Unwritten,
        clock: Callable[[], datetime],
        on_change: Callable[[], None],
        rhythm: Rhythm,
    ) -> None:
        self._units, self._unwritten, self._clock = units, unwritten, clock
        self._on_change, self._rhythm = on_change, rhythm
        self._listening_since = self._flushed_at = clock()

    async def __call__(self) -> int:
        """How many cabins fell silent."""
        now = self._clock()
        if now - self._flushed_at >= self._rhythm.flush:
            await self.flush()
        last_seen = silent_before(now, self._rhythm.silence, self._listening_since)
        if last_seen is None:
            return 0
        silent = await self._units.write(lambda book: book.mark_silent(last_seen))
        if silent:
            self._on_change()
        return silent

    async def flush(self) -> None:
        """Writes the noted times, in one transaction."""
        cabins, now = self._unwritten.all(), self._clock()

        def write(book: Cabins) -> int:
            book.write_times(cabins)
            return book.offer_times(self._rhythm.lag)

        if cabins:
            offered = await self._units.write(write)
            if offered:
                self._on_change()
        for cabin in cabins:
            self._unwritten.forget(cabin)
        self._flushed_at = now
