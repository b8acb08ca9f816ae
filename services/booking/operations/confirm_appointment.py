"""Turn a hold into an appointment with a patient and a reference."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, View
from services.booking.domain.holds import confirmed, hold_expired, wanted_keys
from services.booking.domain.identity import IdentityForm, PatientIdentity
from services.booking.domain.notices import NoticeKind
from services.booking.domain.references import new_reference, shown
from services.booking.operations.grounds import Grounds
from services.booking.operations.tell_patient import TellBook, tell_patient
from services.booking.operations.view_appointment import ViewBook, view


class NamingBook(Protocol):
    """What naming a patient needs of the database."""

    def put_reference(self, appointment_id: str, reference: str, /) -> None: ...
    def put_identity(self, appointment_id: str, identity: PatientIdentity, reference: str, /) -> None: ...


class Book(TellBook, ViewBook, NamingBook, Protocol):
    """What confirming needs of the database."""

    def hold_to_change(self, hold_id: str, /) -> Appointment | None: ...
    def keep(self, appointment_id: str, now: datetime, /) -> int: ...
    def save(self, appointment: Appointment, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The one time that the reference is told, as printed."""

    reference: str = field(repr=False)
    view: View


def confirm_appointment(
    book: Book, grounds: Grounds, hold_id: str, patient: IdentityForm, actor: str
) -> Confirmed:
    """Refuses HOLD_NOT_FOUND, HOLD_EXPIRED, IDENTITY_INVALID."""
    hold = book.hold_to_change(hold_id)
    now = book.now()  # after the lock: whoever waited for it may have waited too long
    booked = confirmed(hold, actor, now)
    identity = patient.checked(now)
    if book.keep(booked.id, now) != len(wanted_keys(booked.claims)):
        raise hold_expired()
    book.save(booked)
    reference = name_patient(book, grounds, booked.id, identity)
    tell_patient(book, grounds, booked, NoticeKind.CONFIRMED, now)
    return Confirmed(reference, view(book, booked))


def name_patient(book: NamingBook, grounds: Grounds, appointment_id: str, identity: PatientIdentity) -> str:
    """Gives an appointment its patient and a fresh reference, answered as printed."""
    reference = new_reference(grounds.random_bytes)
    book.put_reference(appointment_id, reference)
    book.put_identity(appointment_id, identity, reference)
    return shown(reference)
