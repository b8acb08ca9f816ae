"""What outlives the process, as other rooms ask for it; and the follower that keeps the index true."""

import asyncio
import contextlib
from dataclasses import replace
from datetime import timedelta

from services.booking.claims_follower import ClaimsFollower
from services.booking.domain.access import PublishedAccess
from services.booking.domain.decisions import Asked, DecisionRecord
from services.booking.domain.ranking import RankingTerms
from services.booking.peers.commune_facts import CommuneFacts
from services.booking.storage.shelves import DecisionLog, DirectoryShelf, FactsShelf, WakingUnits
from services.booking.storage.tables import REQUESTS
from services.hours.grains import grain_of
from services.territory.position import Position
from tests.booking.world import KEYS, MORNING, NETWORK, option, resource

SOON = MORNING + timedelta(hours=2)
ASKED = Asked("ear-pain", "48030", grain_of(SOON), "car", "", "", ("fr",), False, False, False, False, "")
TERMS = RankingTerms(time_frame_minutes=60, in_person_first=False, in_person_wish=False, limit=10)
DECIDED = DecisionRecord("d", ASKED, "i", "r", TERMS, "unknown", (), (), ())


def test_the_shelf_of_the_directory(there):
    async def run():
        shelf = DirectoryShelf(there.units())
        await shelf.put_many([resource("new")], ["cabin-1"], 17)
        assert await shelf.position() == 17
        assert {each.id for each in await shelf.all()} == {each.id for each in NETWORK} - {"cabin-1"} | {
            "new"
        }
        await shelf.forget_all()
        assert (await shelf.position(), await shelf.all()) == (0, ())

    asyncio.run(run())


def test_facts_come_back_with_their_revision(there):
    facts = {
        "48030": CommuneFacts("48030", PublishedAccess("ZIP", 1.5, 2024, "commune"), Position(44.5, 3.5))
    }

    async def run():
        shelf = FactsShelf(there.units())
        assert await shelf.all(CommuneFacts) == ({}, 0)
        await shelf.put(facts, 4)
        assert await shelf.all(CommuneFacts) == (facts, 4)

    asyncio.run(run())


def test_decisions_can_be_read_before_and_after_they_are_written(there):
    async def run():
        log = DecisionLog(there.units(), there.watch)
        log.record(DECIDED)
        log.record(DECIDED)
        before = await log.read("d")
        assert before.times == 2
        await log.flush()
        await log.flush()
        assert await log.read("d") == before
        log.record(DECIDED)
        await log.flush()
        assert (await log.read("d")).times == 3
        assert await log.read("unknown") is None

    asyncio.run(run())


def test_a_decision_that_cannot_be_written_goes_on_waiting(there):
    class Broken:
        async def write(self, _work):
            raise OSError

    async def run():
        log = DecisionLog(Broken(), there.watch)
        log.record(DECIDED)
        for _ in range(2):
            with contextlib.suppress(OSError):
                await log.flush()
        assert (await log.read("d")).times == 1

    asyncio.run(run())


class Index:
    """Remembers the claims that it is told."""

    def __init__(self):
        self.claims = {}

    def set_claims(self, resource_id, claims):
        self.claims[resource_id] = [(each.first_grain, each.end_grain, each.expires_at) for each in claims]


def test_the_index_follows_what_is_booked_and_freed(there):
    async def run():
        woken = []
        units = WakingUnits(there.store, there.book, REQUESTS, KEYS.answer_sealer, there.watch)
        units.wake_with(woken.append)
        index = Index()
        follower = ClaimsFollower(units, index, there.watch, look_seconds=60)
        there.hold(option(SOON, "cabin-1"))
        await follower.load()
        first = grain_of(SOON)
        assert index.claims == {"cabin-1": [(first, first + 3, MORNING + timedelta(minutes=10))]}
        appointment_id, _ = there.booked(option(SOON, "doctor-1"))
        await follower.look()
        assert index.claims["doctor-1"] == [(first, first + 3, None)]
        await units.write(lambda book: book.free(appointment_id, there.watch.at))
        await units.write(
            lambda book: book.save(replace(book.appointment(appointment_id), status="cancelled"))
        )
        await follower.look()
        assert index.claims["doctor-1"] == []
        assert woken == [{"doctor-1"}]

    asyncio.run(run())
