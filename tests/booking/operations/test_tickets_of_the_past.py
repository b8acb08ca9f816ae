"""Appointments outlive the need, the place and the key that their ticket was made with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.booking.domain.appointments import Status
from services.booking.domain.ticket import TicketSigner
from services.booking.operations.calendar_file import calendar_file
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.view_appointment import get_appointment
from tests.booking.world import MORNING, SIGNER, option

SOON = MORNING + timedelta(hours=2)
OTHER_KEY = TicketSigner(b"another key, long since replaced")


@pytest.fixture(autouse=True)
def _nothing_broken_at_the_end(there):
    yield
    assert there.broken() == []


def booked_with_another_key(there):
    """A confirmed appointment whose ticket no key of today opens."""
    appointment_id, _ = there.booked(option(SOON))
    foreign = OTHER_KEY.seal(SIGNER.open(option(SOON)))
    there.do(lambda book: book.save(replace(book.appointment(appointment_id), ticket=foreign)))
    return appointment_id


def test_an_unreadable_ticket_is_cancelled_and_freed(there):
    appointment_id = booked_with_another_key(there)
    assert there.look(lambda book: get_appointment(book, appointment_id)).status is Status.BOOKED
    view = there.do(lambda book: cancel_appointment(book, there.grounds, appointment_id))
    assert view.status is Status.CANCELLED
    assert there.taken() == set()


def test_a_calendar_file_says_no_place_rather_than_a_wrong_one(there):
    unreadable = booked_with_another_key(there)
    vanished, _ = there.booked(option(SOON, "cabin-2", "doctor-2"))
    there.do(lambda book: book.drop_resources(["cabin-2"]))
    for appointment_id in (unreadable, vanished):
        ics = there.look(lambda book, one=appointment_id: calendar_file(book, there.grounds, one)).decode()
        assert "DTSTART:20270303T110000Z" in ics
        assert "LOCATION" not in ics
