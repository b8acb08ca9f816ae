"""The appointment as an iCalendar file (RFC 5545): when and where, never why or who."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from icalendar import Calendar, Event

from services.booking.domain.appointments import Appointment, Status
from services.booking.domain.notices import clock_of, spoken
from services.booking.domain.resources import Resource
from services.booking.operations.grounds import Grounds
from services.booking.operations.tell_patient import place_of
from services.booking.operations.view_appointment import found
from services.platform.refusals import Conflict

STATUSES = {Status.BOOKED: "CONFIRMED", Status.OFFERED: "TENTATIVE", Status.CANCELLED: "CANCELLED"}


class Book(Protocol):
    """What a calendar file needs of the database."""

    def now(self) -> datetime: ...
    def appointment(self, appointment_id: str, /) -> Appointment | None: ...
    def resources(self, ids: Iterable[str], /) -> Mapping[str, Resource]: ...


def calendar_file(book: Book, grounds: Grounds, appointment_id: str) -> bytes:
    """UTF-8 text/calendar. Times are UTC, so that no calendar can misread them; the description says the
    local time and its zone. Refuses NOTHING_SCHEDULED while waiting.
    """
    appointment = found(book.appointment(appointment_id))
    if appointment.start is None or appointment.end is None:
        raise Conflict("NOTHING_SCHEDULED", "Aucune date n'est fixée pour l'instant.")
    event = Event()
    event.add("uid", f"{appointment.id}@maillage")
    event.add("dtstamp", book.now())
    event.add("last-modified", appointment.updated_at)
    event.add("dtstart", appointment.start)
    event.add("dtend", appointment.end)
    event.add("summary", "Rendez-vous de soins")
    event.add("description", f"{spoken(appointment.start, appointment.zone)} ({clock_of(appointment.zone)})")
    place = place_of(book, grounds, appointment)
    if place is not None:
        event.add("location", place or "À votre domicile")
    event.add("status", STATUSES.get(appointment.status, "CONFIRMED"))
    # Calendars keep the file with the highest number: a move must win over what it moved.
    event.add("sequence", int((appointment.updated_at - appointment.created_at).total_seconds()))
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", "-//Maillage//Rendez-vous//FR")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    ics: bytes = calendar.to_ical()
    return ics
