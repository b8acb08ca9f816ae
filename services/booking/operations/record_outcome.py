"""Say that the patient came, or did not."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, Event, Status, View, after
from services.booking.domain.references import parsed
from services.booking.operations.end_proposals import end_proposals
from services.booking.operations.view_appointment import ViewBook, found, view
from services.hours.grains import GRAIN_SECONDS
from services.platform.refusals import Conflict, Invalid

EVENTS = {Status.DONE: Event.CAME, Status.NO_SHOW: Event.MISSED}


class Book(ViewBook, Protocol):
    """What an outcome needs of the database."""

    def id_of(self, reference: str, /) -> str: ...
    def appointment_to_change(self, appointment_id: str, /) -> Appointment | None: ...
    def save(self, appointment: Appointment, /) -> None: ...
    def free(self, appointment_id: str, now: datetime, /, from_grain: int = 0) -> None: ...


def record_outcome(book: Book, reference: str, outcome: Status) -> View:
    """Saying the same twice answers the same. A missed visit frees the grains that are still ahead.

    Refuses OUTCOME_INVALID, APPOINTMENT_NOT_FOUND, APPOINTMENT_NOT_BEGUN, APPOINTMENT_STATUS.
    """
    if outcome not in EVENTS:
        raise Invalid("OUTCOME_INVALID", "Indiquez si le patient est venu ou non.", field="outcome")
    plain = parsed(reference)
    former = found(book.appointment_to_change(book.id_of(plain)) if plain else None)
    if former.status is outcome:
        return view(book, former)
    now = book.now()
    ended = replace(former, status=after(former.status, EVENTS[outcome]), updated_at=now)
    if not former.began(now):
        raise Conflict("APPOINTMENT_NOT_BEGUN", "Ce rendez-vous n'a pas encore commencé ; annulez-le plutôt.")
    book.save(ended)
    if outcome is Status.NO_SHOW:
        book.free(ended.id, now, -(-int(now.timestamp()) // GRAIN_SECONDS))
    end_proposals(book, book.proposals_for(ended.id, now), now)
    return view(book, ended)
