"""Cancel an appointment, or leave the stand-by list; what it held is free at once."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, Event, Status, View, after
from services.booking.domain.notices import NoticeKind
from services.booking.operations.end_proposals import end_proposals
from services.booking.operations.grounds import Grounds
from services.booking.operations.tell_patient import TellBook, tell_patient
from services.booking.operations.view_appointment import ViewBook, found, view
from services.platform.refusals import Conflict


class Book(TellBook, ViewBook, Protocol):
    """What cancelling needs of the database."""

    def appointment_to_change(self, appointment_id: str, /) -> Appointment | None: ...
    def save(self, appointment: Appointment, /) -> None: ...
    def free(self, appointment_id: str, now: datetime, /) -> None: ...


def appointment_past() -> Conflict:
    return Conflict(
        "APPOINTMENT_PAST", "Ce rendez-vous a déjà commencé ; appelez le lieu de soins si besoin."
    )


def cancel_appointment(book: Book, grounds: Grounds, appointment_id: str) -> View:
    """Cancelling twice answers the same. Refuses APPOINTMENT_PAST, APPOINTMENT_STATUS."""
    former = found(book.appointment_to_change(appointment_id))
    now = book.now()
    if former.status is Status.CANCELLED:
        return view(book, former)
    following = after(former.status, Event.CANCEL)
    if former.status is Status.BOOKED and former.began(now):
        raise appointment_past()
    cancelled = replace(former, status=following, expires_at=None, updated_at=now)
    book.save(cancelled)
    book.free(cancelled.id, now)
    end_proposals(book, book.proposals_for(former.id, now), now)
    if former.status is Status.BOOKED:
        tell_patient(book, grounds, cancelled, NoticeKind.CANCELLED, now)
    return view(book, cancelled)
