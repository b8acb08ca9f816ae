"""Every change reaches the directory: what it did not take stays pending, and is offered again.

One gateway at a time has a cabin's delivery (a lease), so that an older state never overtakes a newer one.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from services.kiosk.domain.cabins import Cabin
from services.kiosk.domain.deliveries import LEASE, TRY_AGAIN_LATER, Outcome

T = TypeVar("T")
AT_ONCE = 16  # states on their way at the same time
BATCH = 64  # four rounds of them, each within the peer's five seconds, fit in a lease


class Cabins(Protocol):
    """The cabins of one transaction."""

    def any_due(self, now: datetime) -> bool:
        """True when a cabin waits for delivery and nobody has its lease."""

    def lease(self, now: datetime, until: datetime, limit: int) -> tuple[Cabin, ...]:
        """Takes the lease of at most `limit` cabins that wait, longest unheard first."""

    def delivered(self, cabin: Cabin) -> None:
        """The directory has this very revision; a newer one stays pending. Ends the lease."""

    def unknown(self, cabin: Cabin, until: datetime) -> None:
        """The directory has no such entry: not before `until`, and only if heard again."""

    def put_off(self, cabin: Cabin, until: datetime) -> None:
        """Still pending, not before `until`."""


class Units(Protocol):
    """Where transactions come from."""

    async def read(self, query: Callable[[Cabins], T]) -> T:
        """Runs a query."""

    async def write(self, work: Callable[[Cabins], T]) -> T:
        """Runs work as one transaction."""


class Directory(Protocol):
    """The directory, as the gateway needs it."""

    async def report(self, cabin: Cabin) -> Outcome:
        """Offers a cabin's state; never raises for what a directory can answer or fail to."""


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one round: states taken, whether the directory could be reached, whether more wait."""

    taken: int = 0
    reachable: bool = True
    more: bool = False


@dataclass(frozen=True, slots=True)
class DeliverStates:
    """One call is one round of at most `BATCH` cabins."""

    units: Units
    directory: Directory
    clock: Callable[[], datetime]

    async def __call__(self) -> Round:
        """Offers what is pending."""
        now = self.clock()
        if not await self.units.read(lambda book: book.any_due(now)):
            return Round()
        cabins = await self.units.write(lambda book: book.lease(now, now + LEASE, BATCH))
        outcomes = await self._offer(cabins)
        later = self.clock() + TRY_AGAIN_LATER
        await self.units.write(lambda book: _settle(book, cabins, outcomes, now, later))
        return Round(outcomes.count(Outcome.TAKEN), Outcome.UNREACHABLE not in outcomes, len(cabins) == BATCH)

    async def _offer(self, cabins: Sequence[Cabin]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for start in range(0, len(cabins), AT_ONCE):
            some = cabins[start : start + AT_ONCE]
            if Outcome.UNREACHABLE in outcomes:  # the rest would only wait in vain
                outcomes += [Outcome.UNREACHABLE] * len(some)
            else:
                outcomes += await asyncio.gather(*(self.directory.report(cabin) for cabin in some))
        return outcomes


def _settle(
    book: Cabins, cabins: Sequence[Cabin], outcomes: Sequence[Outcome], now: datetime, later: datetime
) -> None:
    for cabin, outcome in zip(cabins, outcomes, strict=True):
        match outcome:
            case Outcome.TAKEN:
                book.delivered(cabin)
            case Outcome.UNKNOWN:
                book.unknown(cabin, later)
            case Outcome.REFUSED:
                book.put_off(cabin, later)
            case Outcome.UNREACHABLE:
                book.put_off(cabin, now)
