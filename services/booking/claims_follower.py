"""Keeps the index's claims equal to the database's, whichever replica wrote them."""

import asyncio
import contextlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Protocol

from services.booking.index.calendars import HeldClaim
from services.booking.storage.book import Book
from services.booking.storage.claims import ChangeMark, TakenSpan
from services.hours.grains import GRAINS_PER_DAY, grain_of
from services.platform.clock import Clock
from services.platform.units import Units


class ClaimedIndex(Protocol):
    """The index, as far as claims go."""

    def set_claims(self, resource_id: str, claims: Iterable[HeldClaim], /) -> None: ...


class ClaimsFollower:
    """Loads what is taken, then follows what changes.

    The index never decides a booking: being a moment late costs a SLOT_TAKEN, never a double booking.
    """

    def __init__(self, units: Units[Book], index: ClaimedIndex, clock: Clock, look_seconds: float) -> None:
        self._units, self._index, self._clock = units, index, clock
        self._look_seconds = look_seconds
        self._mark = ChangeMark(0, 0)
        self._written_here: set[str] = set()
        self._told: set[str] = set()  # resources of which the index knows claims from here
        self._written = asyncio.Event()
        self.changes = 0  # grows with each change seen: a freed slot may be among them

    def wake(self, touched: AbstractSet[str] = frozenset()) -> None:
        """Claims of `touched` were changed here: look at once.

        They are named because a change may be told late while a long transaction runs (`ChangeMark`), and a
        search here must not offer what was booked here.
        """
        self._written_here |= touched
        self._written.set()

    async def load(self) -> None:
        """Everything that is taken. The mark comes first: what is written meanwhile is read twice.

        Loaded again after a failure, it also frees what was given back meanwhile.
        """
        first = self._first_grain()
        self._mark = await self._units.read(lambda book: book.claim_mark())
        taken = await self._units.read(lambda book: book.taken_from(first, book.now()))
        self._set({**{each: [] for each in self._told - taken.keys()}, **taken})

    async def keep_following(self) -> None:
        """Until cancelled."""
        while True:
            # Not `wait_for`: before Python 3.12 it forgets a cancellation that meets the end of the waiting.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._look_seconds):
                    await self._written.wait()
            self._written.clear()  # before the look: a write during it asks for another one
            await self.look()

    async def look(self) -> None:
        """Takes over what changed since the last look."""
        mark, first = self._mark, self._first_grain()
        # Not put back when a read fails: the job then begins anew, and loads everything.
        written_here, self._written_here = self._written_here, set()
        found, following = await self._units.read(lambda book: book.changed_since(mark))
        changed = written_here.union(found)
        if changed:
            taken = await self._units.read(lambda book: book.taken_from(first, book.now(), changed))
            self._set({each: taken.get(each, []) for each in changed})
            self.changes += 1
        self._mark = following

    def _first_grain(self) -> int:
        return grain_of(self._clock()) - GRAINS_PER_DAY

    def _set(self, taken: dict[str, list[TakenSpan]]) -> None:
        for resource_id, spans in taken.items():
            claims = [HeldClaim(each.first_grain, each.end_grain, each.expires_at) for each in spans]
            self._index.set_claims(resource_id, claims)
            if claims:
                self._told.add(resource_id)
            else:
                self._told.discard(resource_id)
