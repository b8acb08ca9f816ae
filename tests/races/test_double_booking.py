"""Two people and one slot. First the race is shown to be real with the guard off; then the guard holds.

There is no sleep: a barrier puts everybody at the worst moment, after the look and before the act.
"""

import asyncio
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from services.booking.domain.appointments import Status
from services.booking.domain.holds import wanted_keys
from services.booking.domain.resources import Cabin
from services.booking.invariants import verify
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.finding import Choices
from services.booking.operations.grounds import Grounds
from services.booking.operations.move_appointment import move_appointment
from services.booking.operations.repropose_affected import repropose_affected
from services.platform.ids import new_uuid7, random_bytes
from services.platform.refusals import Refusal
from services.platform.store import Store
from tests.booking.database import DatabaseWorld, world
from tests.booking.world import CATALOGUE, LUCIE, MARTIN, MORNING, SIGNER, Watch, option, resource

PEOPLE = 6
SOON = MORNING + timedelta(hours=2)
GROUNDS = Grounds(SIGNER, CATALOGUE, new_uuid7, random_bytes)


@contextmanager
def replicas(there, database_url, count):
    """As many processes would be: each with a store of its own on PostgreSQL; SQLite belongs to one."""
    if database_url.startswith("sqlite"):
        yield [there] * count
        return
    stores = [Store(database_url) for _ in range(count)]
    try:
        yield [DatabaseWorld(store=store, watch=there.watch, grounds=GROUNDS) for store in stores]
    finally:
        for store in stores:
            store.close()


def together(works):
    """Runs them at once, each in its thread, all starting at one barrier; a refusal is its reason."""
    barrier = threading.Barrier(len(works))

    def run(work):
        barrier.wait(timeout=30)
        try:
            return work()
        except Refusal as refused:
            return refused.reason

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.fixture(name="there")
def _there(database_url):
    with world(database_url) as made:
        made.grounds = GROUNDS
        yield made
        assert not [
            each for each in made.look(lambda book: verify(book._connection, book.now())) if each.violations
        ]


def test_with_the_guard_off_everybody_wins(there, database_url):
    """The control: look first, then write, and no primary key. This is the code that the guard replaces."""
    keys = wanted_keys(SIGNER.open(option(SOON)).plain_claims())
    there.do(
        lambda book: book._connection.execute(text("CREATE TABLE careless (resource_id TEXT, grain INTEGER)"))
    )
    looked = threading.Barrier(PEOPLE)

    def careless(mine):
        taken = mine.look(
            lambda book: book._connection.execute(text("SELECT count(*) FROM careless")).scalar_one()
        )
        looked.wait(timeout=30)
        if taken:
            return "SLOT_TAKEN"
        rows = [{"resource_id": each, "grain": grain} for each, grain in keys]
        mine.do(
            lambda book: book._connection.execute(
                text("INSERT INTO careless VALUES (:resource_id, :grain)"), rows
            )
        )
        return "won"

    with replicas(there, database_url, PEOPLE) as each_own:
        results = together([lambda mine=mine: careless(mine) for mine in each_own])
    assert results == ["won"] * PEOPLE


def test_with_the_guard_on_one_wins(there, database_url):
    slots = [option(SOON + timedelta(minutes=15 * number)) for number in range(10)]
    with replicas(there, database_url, PEOPLE) as each_own:
        for slot in slots:
            results = together([partial(mine.hold, slot) for mine in each_own])
            assert results.count("SLOT_TAKEN") == PEOPLE - 1
    assert len(there.taken()) == 10 * 6


def test_a_lapsed_slot_has_one_new_owner(there, database_url):
    there.hold(option(SOON))
    there.watch.forward(minutes=10)
    with replicas(there, database_url, PEOPLE) as each_own:
        results = together([lambda mine=mine: mine.hold(option(SOON)) for mine in each_own])
    assert results.count("SLOT_TAKEN") == PEOPLE - 1


def test_partial_overlaps_of_three_resources(there, database_url):
    """Winners never overlap, losers hold nothing, and nobody is caught in a deadlock.

    A deadlock's victim would show as DATABASE_LOCKED, and in PostgreSQL's own count.
    """
    chance = random.Random(20270303)  # the same mix every time
    with replicas(there, database_url, PEOPLE) as each_own:
        for number in range(12):
            start = SOON + timedelta(hours=number)
            wishes = [
                option(
                    start + timedelta(minutes=5 * chance.randrange(4)),
                    *chance.sample(["cabin-1", "cabin-2", "doctor-1", "doctor-2", "nurse-1"], 3),
                    grains=chance.randrange(2, 6),
                )
                for _ in each_own
            ]
            before = there.taken()
            results = together(
                [
                    lambda mine=mine, wish=wish: mine.hold(wish)
                    for mine, wish in zip(each_own, wishes, strict=True)
                ]
            )
            won = [
                set(wanted_keys(SIGNER.open(wish).plain_claims()))
                for wish, result in zip(wishes, results, strict=True)
                if not isinstance(result, str)
            ]
            assert {each for each in results if isinstance(each, str)} <= {"SLOT_TAKEN"}
            assert won
            assert sum(map(len, won)) == len(set().union(*won))
            assert there.taken() - before == set().union(*won)
    if not database_url.startswith("sqlite"):
        deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        assert there.look(lambda book: book._connection.execute(text(deadlocks)).scalar_one()) == 0


def test_one_hold_is_confirmed_once(there, database_url):
    held = there.hold(option(SOON))
    with replicas(there, database_url, PEOPLE) as each_own:
        results = together([lambda mine=mine: mine.confirm(held) for mine in each_own])
    assert results.count("HOLD_NOT_FOUND") == PEOPLE - 1


def test_a_confirmation_and_a_taker_at_the_last_moment(there, database_url):
    """The hold lapses between the two clocks: whoever is first in the database has it, never both."""
    for number in range(8):
        slot = option(SOON + timedelta(hours=number))
        held = there.hold(slot)
        with replicas(there, database_url, 2) as (one, other):
            early = DatabaseWorld(
                store=one.store, watch=Watch(there.watch.at + timedelta(minutes=9)), grounds=GROUNDS
            )
            late = DatabaseWorld(
                store=other.store, watch=Watch(there.watch.at + timedelta(minutes=10)), grounds=GROUNDS
            )
            confirmed, taken = together([partial(early.confirm, held), partial(late.hold, slot)])
        assert (confirmed == "HOLD_EXPIRED") != (taken == "SLOT_TAKEN")
    there.watch.forward(minutes=10)


def move(there, appointment_id, option_id):
    return there.do(lambda book: move_appointment(book, GROUNDS, appointment_id, option_id))


def cancel(there, appointment_id):
    return there.do(lambda book: cancel_appointment(book, GROUNDS, appointment_id))


def test_two_appointments_that_change_places(there, database_url):
    """Each wants where the other is: nobody waits for anybody, both are told at once."""
    left, right = option(SOON, "cabin-1"), option(SOON, "cabin-2")
    one_id, _ = there.booked(left, LUCIE)
    other_id, _ = there.booked(right, MARTIN)
    with replicas(there, database_url, 2) as (one, other):
        results = together([partial(move, one, one_id, right), partial(move, other, other_id, left)])
    assert results == ["SLOT_TAKEN", "SLOT_TAKEN"]


def test_a_move_and_a_cancellation_of_one_appointment(there, database_url):
    for number in range(6):
        start = SOON + timedelta(hours=number)
        mine, _ = there.booked(option(start, "cabin-1"))
        with replicas(there, database_url, 2) as (one, other):
            elsewhere = option(start, "cabin-2")
            moved, cancelled = together([partial(move, one, mine, elsewhere), partial(cancel, other, mine)])
        assert cancelled.status is Status.CANCELLED
        assert moved == "APPOINTMENT_STATUS" or moved.status is Status.BOOKED
        assert there.taken() == set()


def repropose(mine, looked, *elsewhere):
    """One replica's look at a cabin that failed; nobody holds anything before everybody has looked."""

    async def find(_situation):
        await asyncio.to_thread(looked.wait, 30)
        return Choices(elsewhere, lambda: None)

    return asyncio.run(repropose_affected(mine.units(), GROUNDS, find, ["cabin-1"]))


def test_replicas_that_see_one_cabin_fail_make_one_proposal(there, database_url):
    """Each finds another option free for the same visit: without the lock every one of them would hold it."""
    start = SOON + timedelta(hours=2)
    elsewhere = [option(start, each) for each in ("cabin-2", "doctor-2", "nurse-1")]
    mine, _ = there.booked(option(start))
    there.do(lambda book: book.put_resources([resource("cabin-1", detail=Cabin(silent=True))]))
    looked = threading.Barrier(len(elsewhere))
    with replicas(there, database_url, len(elsewhere)) as each_own:
        made = together(
            [partial(repropose, one, looked, other) for one, other in zip(each_own, elsewhere, strict=True)]
        )
    assert sorted(made) == [0, 0, 1]
    assert len(there.look(lambda book: book.proposals_for(mine, there.watch.at))) == 1
    assert len({each for each, _ in there.taken()} - {"cabin-1", "doctor-1"}) == 1


def test_a_proposal_and_a_move_of_one_appointment(there, database_url):
    """Whoever is second sees what the first did: nothing stays held for a slot that was left."""
    for number in range(6):
        start = SOON + timedelta(hours=3 + number)
        there.do(lambda book: book.put_resources([resource("cabin-1")]))
        mine, _ = there.booked(option(start))
        there.do(lambda book: book.put_resources([resource("cabin-1", detail=Cabin(silent=True))]))
        with replicas(there, database_url, 2) as (one, other):
            elsewhere = option(start, "cabin-2", "doctor-2")
            _, moved = together(
                [
                    partial(repropose, one, threading.Barrier(1), option(start, "nurse-1")),
                    partial(move, other, mine, elsewhere),
                ]
            )
        assert moved.ticket == elsewhere
        assert {each for each, _ in there.taken()} == {"cabin-2", "doctor-2"}
        cancel(there, mine)
