"""Leave a notice for a patient, in the unit that does what it tells of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment
from services.booking.domain.identity import PatientIdentity
from services.booking.domain.modes import AT_HOME
from services.booking.domain.notices import REASONS, Notice, NoticeKind, channel_for, sentence, spoken
from services.booking.domain.references import shown
from services.booking.domain.resources import Resource
from services.booking.operations.grounds import Grounds, Shelf
from services.platform.refusals import Invalid


class TellBook(Protocol):
    """What telling needs of the database."""

    def identity_of(self, appointment_id: str, /) -> PatientIdentity | None: ...
    def reference_of(self, appointment_id: str, /) -> str: ...
    def resources(self, ids: Iterable[str], /) -> Mapping[str, Resource]: ...
    def post(self, notice: Notice, /) -> None: ...


def tell_patient(
    book: TellBook,
    grounds: Grounds,
    patient: Appointment,
    kind: NoticeKind,
    now: datetime,
    *,
    about: Appointment | None = None,
) -> None:
    """Tells the patient of `patient` about it, or about the option `about` that is held for them."""
    identity = book.identity_of(patient.id)
    if identity is None:  # erased on request: there is nobody left to tell
        return
    told = about or patient
    channel, to = channel_for(identity)
    text = sentence(
        kind,
        shown(book.reference_of(patient.id)),
        place=place_of(book, grounds, told),
        start=spoken(told.start, told.zone) if told.start else "",
        until=spoken(told.expires_at, told.zone) if told.expires_at else "",
        reason=REASONS.get(told.reason, ""),
    )
    book.post(Notice(grounds.new_id(), patient.id, kind, channel, to, text, now))


def place_of(book: Shelf, grounds: Grounds, appointment: Appointment) -> str | None:
    """Name and address of the place, "" at home and while waiting. None when it cannot be told: the place has
    left the directory, or the ticket was sealed with a key that is no longer here. Neither may stand in the
    way of a cancellation.
    """
    if not appointment.ticket:
        return ""
    try:
        ticket = grounds.tickets.open(appointment.ticket)
    except Invalid:
        return None
    if ticket.mode in AT_HOME:
        return ""
    place = book.resources([ticket.claims[0].resource_id]).get(ticket.claims[0].resource_id)
    if place is None:
        return None
    return ", ".join(part for part in (place.name, place.address) if part)
