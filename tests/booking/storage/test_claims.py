"""Claims on real databases: all or nothing, lapsed ones in nobody's way, changes that can be followed."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from services.booking.domain.options import Claim
from services.booking.storage.tables import CLAIM
from services.hours.grains import grain_of
from services.platform.refusals import Conflict
from tests.booking.world import MORNING, option

SOON = MORNING + timedelta(hours=2)
FIRST = grain_of(SOON)


def test_a_hold_takes_every_grain_of_every_resource(there):
    there.hold(option(SOON))
    assert there.taken() == {(each, FIRST + n) for each in ("cabin-1", "doctor-1") for n in range(3)}


def test_a_partial_overlap_takes_nothing(there):
    there.hold(option(SOON, "cabin-1", "doctor-1"))
    before = there.taken()
    with pytest.raises(Conflict, match="SLOT_TAKEN"):
        there.hold(option(SOON + timedelta(minutes=10), "cabin-2", "doctor-1", "nurse-1"))
    assert there.taken() == before
    assert there.statuses() == ["held"]


def test_a_lapsed_hold_stops_nobody_even_before_it_is_swept(there):
    there.hold(option(SOON))
    there.watch.forward(minutes=10)
    there.hold(option(SOON, "cabin-1", "doctor-2"))
    assert {each for each, _ in there.taken()} == {"cabin-1", "doctor-2"}


def test_the_schema_itself_refuses_a_second_claim(there):
    there.hold(option(SOON))
    holder = there.look(
        lambda book: book._connection.execute(text("SELECT id FROM appointment")).scalar_one()
    )

    def plant(book):
        book._connection.execute(
            insert(CLAIM).values(resource_id="cabin-1", grain=FIRST, appointment_id=holder, expires_at=None)
        )

    with pytest.raises(IntegrityError):
        there.do(plant)


def test_a_swap_keeps_what_is_in_both(there):
    appointment_id, _ = there.booked(option(SOON))
    moved = [Claim("cabin-1", FIRST + 1, FIRST + 4), Claim("doctor-2", FIRST + 1, FIRST + 4)]
    there.do(lambda book: book.swap(appointment_id, moved, there.watch.at))
    assert there.taken() == {(each, FIRST + n) for each in ("cabin-1", "doctor-2") for n in (1, 2, 3)}


def test_sweeping_deletes_lapsed_claims_only(there):
    there.hold(option(SOON))
    there.booked(option(SOON, "cabin-2", "doctor-2"))
    there.watch.forward(minutes=11)
    assert there.do(lambda book: book.sweep_lapsed_claims(there.watch.at)) == 6
    assert {each for each, _ in there.taken()} == {"cabin-2", "doctor-2"}


def test_spans_join_neighbouring_grains_of_one_kind(there):
    held = there.hold(option(SOON))
    there.booked(option(SOON + timedelta(minutes=15)))
    spans = there.look(lambda book: book.taken_from(0, there.watch.at, ["cabin-1"]))["cabin-1"]
    assert [(s.first_grain, s.end_grain, s.expires_at) for s in spans] == [
        (FIRST, FIRST + 3, held.expires_at),
        (FIRST + 3, FIRST + 6, None),
    ]


def test_followers_hear_of_every_change_once_and_can_stop_listening(there):
    mark = there.look(lambda book: book.claim_mark())
    assert there.look(lambda book: book.changed_since(mark)) == (frozenset(), mark)
    there.hold(option(SOON))
    changed, mark = there.look(lambda book: book.changed_since(mark))
    assert changed == {"cabin-1", "doctor-1"}
    there.hold(option(SOON, "nurse-1"))
    there.do(lambda book: book.forget_changes(there.watch.at + timedelta(seconds=1)))
    changed, mark = there.look(lambda book: book.changed_since(mark))
    assert changed == {"nurse-1"}
    there.hold(option(SOON, "cabin-2"))
    assert there.look(lambda book: book.changed_since(mark))[0] == {"cabin-2"}


def test_a_transaction_that_commits_late_is_not_missed(there, database_url):
    if database_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer: nothing commits late")
    mark = there.look(lambda book: book.claim_mark())
    slow = there.store.engine.connect()
    transaction = slow.begin()
    there.book(slow)._changed(["cabin-2"], there.watch.at)  # has its number, is not committed
    there.hold(option(SOON))  # later number, committed first
    changed, mark = there.look(lambda book: book.changed_since(mark))
    assert "cabin-2" not in changed
    transaction.commit()
    slow.close()
    assert "cabin-2" in there.look(lambda book: book.changed_since(mark))[0]
