"""What booking does for ever: follow, become ready, end what lapsed, offer, re-propose, send, tidy up."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.booking.claims_follower import ClaimsFollower
from services.booking.domain.stand_by import Waiting
from services.booking.operations.grounds import Grounds
from services.booking.operations.lapse_holds import lapse_holds, tidy_up
from services.booking.operations.offer_freed_slots import offer_freed_slots
from services.booking.operations.repropose_affected import repropose_affected
from services.booking.operations.send_notices import NoticeSender, send_notices
from services.booking.searching import Searching
from services.booking.settings import Settings
from services.booking.storage.book import Book
from services.booking.storage.shelves import DecisionLog
from services.platform.units import Units

LAPSE_SECONDS, PREPARE_SECONDS, CABINS_SECONDS, TIDY_SECONDS = 1.0, 1.0, 60.0, 600.0
QUIET_ROUNDS = 12  # of the stand-by list with nothing new: a minute, for slots that come as time passes


@dataclass(slots=True)
class Duties:
    """Each method is one round; `ready` is set once the index holds the directory and the bookings."""

    units: Units[Book]
    grounds: Grounds
    searching: Searching
    claims: ClaimsFollower
    decisions: DecisionLog
    sender: NoticeSender
    loaded: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    _seen: str = ""
    _quiet: int = 0
    _reached: Waiting | None = None  # in a round of the stand-by list that is not over

    def jobs(
        self,
        settings: Settings,
        follow_directory: Callable[[], Coroutine[Any, Any, None]],
        caught_up: asyncio.Event,
    ) -> tuple[Callable[[], Coroutine[Any, Any, None]], ...]:
        """What runs until the service ends; `caught_up` says that the directory was followed to its end."""

        async def become_ready() -> None:
            await self.loaded.wait()
            await caught_up.wait()
            await self.searching.prepare()
            # What is held now is held for long: looking through all of it at every collection stops answers.
            gc.collect()
            gc.freeze()
            self.ready.set()

        return (
            follow_directory,
            self.follow_claims,
            become_ready,
            again_and_again(self.lapse, LAPSE_SECONDS),
            again_and_again(self.searching.keep_prepared, PREPARE_SECONDS),
            again_and_again(self.offer, settings.offer_seconds),
            again_and_again(self.send, settings.send_seconds),
            again_and_again(self.write_decisions, settings.send_seconds),
            again_and_again(self.look_at_cabins, CABINS_SECONDS),
            again_and_again(self.tidy, TIDY_SECONDS),
        )

    async def follow_claims(self) -> None:
        """Until cancelled."""
        await self.claims.load()
        self.loaded.set()
        await self.claims.keep_following()

    async def lapse(self) -> None:
        """In the index by itself, in the database for whoever reads it."""
        self.searching.index.advance(self.searching.clock())
        await self.units.write(lambda book: lapse_holds(book, self.grounds))

    async def offer(self) -> None:
        """One pass over the stand-by list. A round of passes begins only when something changed that a search
        would see, since searching is not free; once begun it goes on to the end of the list.
        """
        if self._reached is None:
            self._quiet += 1
            version = self.searching.index.version
            if not self.ready.is_set() or (version == self._seen and self._quiet < QUIET_ROUNDS):
                return
            self._seen, self._quiet = version, 0
        passed = await offer_freed_slots(self.units, self.grounds, self.searching.find, self._reached)
        self._reached = passed.reached

    async def repropose(self, cabins: Sequence[str]) -> None:
        """For visits in cabins that can do less than they could."""
        await repropose_affected(self.units, self.grounds, self.searching.find, cabins)

    async def look_at_cabins(self) -> None:
        """Again for those that still fail: a visit two days ahead comes within reach as time passes."""
        if self.ready.is_set():
            await self.repropose(self.searching.failing_cabins())

    async def write_decisions(self) -> None:
        await self.decisions.flush()

    async def send(self) -> None:
        await send_notices(self.units, self.sender)

    async def tidy(self) -> None:
        """In small units, so that nobody waits for housekeeping."""
        more = True
        while more:
            more = await self.units.write(lambda book: tidy_up(book, self.grounds.terms))


def again_and_again(
    work: Callable[[], Awaitable[object]], pause_seconds: float
) -> Callable[[], Coroutine[Any, Any, None]]:
    """A job that does its work, pauses, and does it again. A round that fails ends it, to be begun anew."""

    async def rounds() -> None:
        while True:
            await work()
            await asyncio.sleep(pause_seconds)

    rounds.__name__ = getattr(work, "__name__", "rounds")  # what a log of a failure calls it
    return rounds
