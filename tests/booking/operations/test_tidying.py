"""What is kept for how long: holds, who was cared for, notices, decisions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.booking.domain.appointments import Status
from services.booking.domain.decisions import KeptDecision
from services.booking.domain.situation import Situation
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.grounds import Terms
from services.booking.operations.join_stand_by import join_stand_by
from services.booking.operations.lapse_holds import lapse_holds, tidy_up
from services.booking.operations.record_outcome import record_outcome
from services.platform.refusals import NotFound
from tests.booking.world import LUCIE, MARTIN, MORNING, option

SOON = MORNING + timedelta(hours=4)
LATER = MORNING + timedelta(days=20)


@pytest.fixture(autouse=True)
def _nothing_broken_at_the_end(there):
    yield
    assert there.broken() == []


def tidy(there):
    while there.do(lambda book: tidy_up(book, there.grounds.terms)):
        pass


def identity(there, appointment_id):
    return there.look(lambda book: book.identity_of(appointment_id))


def waiting(there, patient):
    confirmed = there.do(
        lambda book: join_stand_by(
            book,
            there.grounds,
            Situation("ear-pain", "48030", MORNING),
            commune_code="48030",
            isolation_km=1.0,
            patient=patient,
            actor="public",
        )
    )
    return there.id_of(confirmed)


def test_holds_that_came_to_nothing_are_forgotten_after_a_day(there):
    there.hold(option(SOON))
    there.booked(option(SOON, "cabin-2"))
    there.watch.forward(minutes=10)
    there.do(lambda book: lapse_holds(book, there.grounds))
    tidy(there)
    assert there.statuses() == ["booked", "cancelled"]
    there.watch.forward(hours=25)
    tidy(there)
    assert there.statuses() == ["booked"]


def test_a_visit_is_nobodys_thirty_days_after_it_ended(there):
    done, confirmed = there.booked(option(SOON))
    silent, _ = there.booked(option(SOON, "cabin-2", "doctor-2"), MARTIN)
    ahead, _ = there.booked(option(LATER), MARTIN)
    there.watch.at = SOON
    there.do(lambda book: record_outcome(book, confirmed.reference, Status.DONE))
    there.watch.at = SOON + timedelta(days=30, minutes=15)
    tidy(there)
    assert identity(there, done).family_name == "Vidal"
    there.watch.forward(minutes=1)
    tidy(there)
    assert (identity(there, done), identity(there, silent)) == (None, None)
    assert there.id_of(confirmed) == ""
    with pytest.raises(NotFound):
        there.do(lambda book: record_outcome(book, confirmed.reference, Status.DONE))
    assert identity(there, ahead).family_name == "Roux"
    # The visits remain, and so does what they took.
    assert there.statuses() == ["booked", "booked", "done"]
    assert len(there.taken()) == 18
    left = there.do(lambda book: book.claim_unsent(there.watch.at, there.watch.at, 50))
    assert {each.appointment_id for each in left} == {ahead}


def test_what_was_cancelled_is_forgotten_altogether(there):
    off, _ = there.booked(option(SOON))
    there.do(lambda book: cancel_appointment(book, there.grounds, off))
    gone = waiting(there, MARTIN)
    there.do(lambda book: cancel_appointment(book, there.grounds, gone))
    still = waiting(there, LUCIE)
    there.watch.at = SOON + timedelta(days=31)
    tidy(there)
    tidy(there)
    assert there.statuses() == ["waiting"]
    assert identity(there, still).family_name == "Vidal"
    assert identity(there, gone) is None


def test_decisions_are_kept_for_four_hundred_days_after_they_were_last_made(there):
    kept = KeptDecision("kept", "{}", MORNING, MORNING + timedelta(days=1), 2)
    there.do(lambda book: book.put_decisions([kept, replace(kept, id="old", last_decided_at=MORNING)]))
    there.watch.forward(days=400, minutes=1)
    tidy(there)
    assert there.look(lambda book: book.decision("old")) is None
    assert there.look(lambda book: book.decision("kept")) == kept


def test_terms_say_how_long(there):
    there.booked(option(SOON))
    there.watch.at = SOON + timedelta(days=3)
    there.do(lambda book: tidy_up(book, Terms(kept_patients=timedelta(days=2))))
    assert there.do(lambda book: book.claim_unsent(there.watch.at, there.watch.at, 50)) == ()
