"""The index, its follower and a real database: what is taken there is taken here, whoever wrote it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from services.booking.claims_follower import ClaimsFollower
from services.booking.domain.situation import Situation
from services.booking.index.index import Index
from services.booking.operations.accept_offer import accept_offer
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.confirm_appointment import confirm_appointment
from services.booking.operations.hold_option import Held, hold_option
from services.booking.operations.join_stand_by import join_stand_by
from services.booking.operations.move_appointment import move_appointment
from services.booking.operations.offer_freed_slots import offer
from services.booking.storage.shelves import WakingUnits
from services.booking.storage.tables import REQUESTS
from services.hours.grains import grain_of
from services.platform.units import RequestKey
from tests.booking.index.small_worlds import TRAVEL, Gazetteer, commune
from tests.booking.world import KEYS, LUCIE, MORNING, NETWORK, option

SOON = MORNING + timedelta(hours=2)
EVERYBODY = "public:"


class Followed:
    """A replica: units of its own on the database of `there`, an index, and what keeps it true."""

    def __init__(self, there):
        self.there = there
        self.units = WakingUnits(there.store, there.book, REQUESTS, KEYS.answer_sealer, there.watch)
        self.index = Index(there.watch(), TRAVEL, Gazetteer([commune("48030", 44.5, 3.5)]))
        for each in NETWORK:
            self.index.put(each)
        self.follower = ClaimsFollower(self.units, self.index, there.watch, look_seconds=60)
        self.units.wake_with(self.follower.wake)

    def write(self, work):
        return asyncio.run(self.units.write(work))

    def look(self):
        asyncio.run(self.follower.look())

    def load(self):
        asyncio.run(self.follower.load())

    def free(self, resource_id, start=SOON):
        """Whether the index would offer a quarter of an hour from `start` on."""
        self.index.advance(self.there.watch())
        offset = grain_of(start) - self.index.plans.base_grain
        return self.index._calendars[resource_id].free >> offset & 0b111 == 0b111


@pytest.fixture(name="replica")
def _replica(there):
    made = Followed(there)
    made.load()
    return made


def hold(there, replica, option_id):
    return replica.write(lambda book: hold_option(book, there.grounds, option_id, EVERYBODY))


def test_what_is_confirmed_stays_taken_when_its_hold_would_have_lapsed(there, replica):
    held = hold(there, replica, option(SOON))
    replica.look()
    assert not replica.free("cabin-1")
    replica.write(lambda book: confirm_appointment(book, there.grounds, held.hold_id, LUCIE, EVERYBODY))
    replica.look()
    there.watch.forward(minutes=11)
    assert not replica.free("cabin-1")
    assert not replica.free("doctor-1")


def test_an_accepted_offer_stays_taken_when_it_would_have_lapsed(there, replica):
    confirmed = there.do(
        lambda book: join_stand_by(
            book,
            there.grounds,
            Situation("ear-pain", "48030", MORNING),
            commune_code="48030",
            isolation_km=1.0,
            patient=LUCIE,
            actor="public",
        )
    )
    waiting = there.id_of(confirmed)
    there.do(lambda book: offer(book, there.grounds, waiting, option(SOON)))
    replica.look()
    there.do(lambda book: accept_offer(book, there.grounds, waiting))
    replica.look()
    there.watch.forward(minutes=31)
    assert not replica.free("cabin-1")


def test_a_hold_that_lapses_is_free_again(there, replica):
    hold(there, replica, option(SOON))
    replica.look()
    there.watch.forward(minutes=11)
    assert replica.free("cabin-1")


def test_what_was_freed_while_the_database_was_away_is_free_after_loading_again(there, replica):
    appointment_id, _ = there.booked(option(SOON))
    replica.look()
    assert not replica.free("cabin-1")
    there.do(lambda book: cancel_appointment(book, there.grounds, appointment_id))
    replica.load()  # as the job does when a look has failed
    assert replica.free("cabin-1")


@pytest.fixture(name="long_transaction")
def _long_transaction(there, database_url):
    """Something else that writes to the same PostgreSQL server, for as long as the test lasts."""
    if database_url.startswith("sqlite"):
        yield  # one writer: nothing else can be under way
        return
    with there.store.engine.connect() as slow, slow.begin() as transaction:
        there.book(slow)._changed(["nurse-1"], there.watch.at)
        yield
        transaction.rollback()


@pytest.mark.usefixtures("long_transaction")
def test_a_long_transaction_hides_nothing_that_was_booked(there, replica):
    hold(there, replica, option(SOON))
    there.hold(option(SOON, "cabin-2", "doctor-2"))  # on another replica
    replica.look()
    assert [replica.free(each) for each in ("cabin-1", "doctor-1", "cabin-2", "doctor-2")] == [False] * 4
    later = there.hold(option(SOON, "nurse-1"))
    there.confirm(later)
    replica.look()
    assert not replica.free("nurse-1")


@pytest.mark.usefixtures("long_transaction")
def test_own_writes_are_read_even_where_no_change_tells_of_them(there, replica):
    """A change with a lower number than one already seen, whose transaction nobody may call old yet."""
    mark = there.look(lambda book: book.claim_mark())
    replica.follower._mark = replace(mark, position=10**9)
    hold(there, replica, option(SOON))
    replica.look()
    assert not replica.free("cabin-1")


def test_requests_answered_once_are_followed_too(there, replica):
    key = RequestKey("public:", "00000000-once", "HoldOption", "body")
    for _ in range(2):  # the second is answered from memory and touches nothing
        asyncio.run(
            replica.units.once(
                key, lambda book: hold_option(book, there.grounds, option(SOON), EVERYBODY), Held
            )
        )
        replica.look()
        assert not replica.free("cabin-1")


def test_a_proposal_that_is_moved_to_stays_taken(there, replica):
    appointment_id, _ = there.booked(option(SOON))
    replica.look()
    there.do(lambda book: move_appointment(book, there.grounds, appointment_id, option(SOON, "cabin-2")))
    replica.look()
    assert (replica.free("cabin-1"), replica.free("doctor-1"), replica.free("cabin-2")) == (True, True, False)
