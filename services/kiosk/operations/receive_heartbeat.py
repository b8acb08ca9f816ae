"""A cabin says that it is there: a change is durable before the answer, a sign of life costs no write."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from services.kiosk.domain.cabins import Cabin, Delivery, changed, heard
from services.kiosk.domain.reports import CabinReport
from services.kiosk.operations.unwritten import Unwritten
from services.platform.refusals import NotFound

T = TypeVar("T")


class Cabins(Protocol):
    """The cabins of one transaction."""

    def cabin(self, entry_id: str) -> Cabin | None:
        """The cabin as stored; None when it was never heard."""

    def save(self, cabin: Cabin) -> None:
        """Stores the cabin whole."""


class Units(Protocol):
    """Where transactions come from."""

    async def read(self, query: Callable[[Cabins], T]) -> T:
        """Runs a query."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer to a heartbeat."""

    clock_ahead_ms: int


# Runs work as one transaction, unless this very request already ran: then gives its answer.
Once = Callable[[Callable[[Cabins], Heard]], Awaitable[Heard]]


@dataclass(frozen=True, slots=True)
class ReceiveHeartbeat:
    """`on_change` is called after each change, so that it reaches the directory at once."""

    units: Units
    unwritten: Unwritten
    clock: Callable[[], datetime]
    on_change: Callable[[], None]

    async def __call__(self, entry_id: str, report: CabinReport, once: Once) -> Heard:
        """Takes the report; refuses one that cannot be believed.

        `CABIN_UNKNOWN` when the directory has no such cabin: what it says is still kept and offered to the
        directory again, so that registering the cabin is enough.
        """
        now = self.clock()
        before = await self.units.read(lambda book: book.cabin(entry_id))
        after = heard(before, entry_id, report, now)
        if before is not None and not changed(before, after):
            self.unwritten.note(after)
            answer = Heard(after.clock_ahead_ms)
        else:
            answer = await once(lambda book: _record(book, entry_id, report, now))
            self.unwritten.forget(after)
            self.on_change()
        if before is not None and before.delivery is Delivery.UNKNOWN:
            raise NotFound(
                "CABIN_UNKNOWN",
                "L'annuaire ne connaît pas, ou plus, cette cabine ; demandez à son exploitant de l'inscrire.",
                entry_id=entry_id,
            )
        return answer


def _record(book: Cabins, entry_id: str, report: CabinReport, now: datetime) -> Heard:
    # Read again: another gateway may have heard this cabin in between.
    cabin = heard(book.cabin(entry_id), entry_id, report, now)
    book.save(cabin)
    return Heard(cabin.clock_ahead_ms)
