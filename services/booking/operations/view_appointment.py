"""What a patient sees of an appointment."""

from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, Status, View
from services.booking.domain.stand_by import Waiting, rank
from services.platform.refusals import NotFound


class ViewBook(Protocol):
    """What a view needs of the database."""

    def now(self) -> datetime: ...
    def waiting(self) -> tuple[Waiting, ...]: ...
    def proposals_for(self, appointment_id: str, now: datetime, /) -> tuple[Appointment, ...]: ...


class Book(ViewBook, Protocol):
    """The same, and the appointment."""

    def appointment(self, appointment_id: str, /) -> Appointment | None: ...


def not_found() -> NotFound:
    """One refusal for an unknown reference and for a wrong factor."""
    return NotFound(
        "APPOINTMENT_NOT_FOUND",
        "Aucun rendez-vous ne correspond ; vérifiez la référence, et la date de naissance ou le téléphone.",
    )


def found(appointment: Appointment | None) -> Appointment:
    """The appointment, or the refusal."""
    if appointment is None:
        raise not_found()
    return appointment


def view(book: ViewBook, appointment: Appointment) -> View:
    """The appointment with its proposal and its rank."""
    booked = appointment.status is Status.BOOKED
    proposal = next(iter(book.proposals_for(appointment.id, book.now())), None) if booked else None
    return View(
        status=appointment.status,
        need_id=appointment.need_id,
        ticket=appointment.ticket,
        expires_at=appointment.expires_at if appointment.status is Status.OFFERED else None,
        proposal=proposal.ticket if proposal else "",
        proposal_reason=proposal.reason if proposal else "",
        stand_by_rank=(rank(book.waiting(), appointment.id) if appointment.status is Status.WAITING else 0),
    )


def get_appointment(book: Book, appointment_id: str) -> View:
    """The appointment whose proof was checked."""
    return view(book, found(book.appointment(appointment_id)))
