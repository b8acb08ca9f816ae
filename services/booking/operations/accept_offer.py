"""Accept the slot that is held for somebody on the stand-by list."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, Event, Status, View, after
from services.booking.domain.holds import lapsed, wanted_keys
from services.booking.domain.notices import NoticeKind
from services.booking.operations.grounds import Grounds
from services.booking.operations.tell_patient import TellBook, tell_patient
from services.booking.operations.view_appointment import ViewBook, found, view
from services.platform.refusals import Conflict


class Book(TellBook, ViewBook, Protocol):
    """What accepting needs of the database."""

    def appointment_to_change(self, appointment_id: str, /) -> Appointment | None: ...
    def keep(self, appointment_id: str, now: datetime, /) -> int: ...
    def save(self, appointment: Appointment, /) -> None: ...


def accept_offer(book: Book, grounds: Grounds, appointment_id: str) -> View:
    """Refuses OFFER_EXPIRED when it went to the next one, APPOINTMENT_STATUS when there was none."""
    offered = found(book.appointment_to_change(appointment_id))
    now = book.now()
    if offered.status is Status.WAITING:
        raise _expired()
    booked = replace(offered, status=after(offered.status, Event.ACCEPT), expires_at=None, updated_at=now)
    if lapsed(offered.expires_at, now) or book.keep(booked.id, now) != len(wanted_keys(booked.claims)):
        raise _expired()
    book.save(booked)
    tell_patient(book, grounds, booked, NoticeKind.CONFIRMED, now)
    return view(book, booked)


def _expired() -> Conflict:
    return Conflict(
        "OFFER_EXPIRED",
        "Aucun créneau n'est gardé pour vous en ce moment ; vous restez sur la liste d'attente.",
    )
