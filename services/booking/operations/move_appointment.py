"""Move an appointment to another option; it keeps its reference, and the old slot is freed with the new one
taken. A proposal is accepted the same way, by its option id.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, Event, View, after
from services.booking.domain.holds import end_of
from services.booking.domain.notices import NoticeKind
from services.booking.domain.options import Claim
from services.booking.domain.standing import zone_of
from services.booking.operations.cancel_appointment import appointment_past
from services.booking.operations.end_proposals import end_proposals
from services.booking.operations.grounds import Grounds, standing_ticket
from services.booking.operations.tell_patient import TellBook, tell_patient
from services.booking.operations.view_appointment import ViewBook, found, view


class Book(TellBook, ViewBook, Protocol):
    """What moving needs of the database."""

    def appointment_to_change(self, appointment_id: str, /) -> Appointment | None: ...
    def save(self, appointment: Appointment, /) -> None: ...
    def swap(self, appointment_id: str, claims: Sequence[Claim], now: datetime, /) -> None: ...
    def hand_over(self, from_id: str, to_id: str, now: datetime, /) -> None: ...
    def free(self, appointment_id: str, now: datetime, /) -> None: ...


def move_appointment(book: Book, grounds: Grounds, appointment_id: str, option_id: str) -> View:
    """Refuses OPTION_INVALID, OPTION_STALE, SLOT_TAKEN, APPOINTMENT_STATUS, APPOINTMENT_PAST. A proposal can
    be accepted even after the visit should have begun: it is there because that visit failed.
    """
    former = found(book.appointment_to_change(appointment_id))
    now = book.now()
    status = after(former.status, Event.MOVE)
    proposals = book.proposals_for(former.id, now)
    if former.began(now) and option_id not in {each.ticket for each in proposals}:
        raise appointment_past()
    if option_id == former.ticket:
        return view(book, former)
    ticket, resources = standing_ticket(book, grounds, option_id, now)
    moved = replace(
        former,
        status=status,
        need_id=ticket.need_id,
        commune_code=ticket.commune_code,
        ticket=option_id,
        start=ticket.start,
        end=end_of(ticket),
        zone=zone_of(ticket, resources),
        claims=ticket.plain_claims(),
        updated_at=now,
    )
    for proposal in proposals:
        # Handed over, not freed and taken again: nobody can slip in between. Whatever the new slot does not
        # need of it is freed with the old one, so a slot that overlaps one's own proposal can be had.
        book.hand_over(proposal.id, former.id, now)
    book.save(moved)
    book.swap(moved.id, moved.claims, now)
    end_proposals(book, proposals, now)
    tell_patient(book, grounds, moved, NoticeKind.MOVED, now)
    return view(book, moved)
