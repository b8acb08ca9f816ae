"""End the proposals of an appointment that was moved, cancelled or kept: what they hold is free at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, Event, after


class Book(Protocol):
    """What ending proposals needs of the database."""

    def save(self, appointment: Appointment, /) -> None: ...
    def free(self, appointment_id: str, now: datetime, /) -> None: ...


def end_proposals(book: Book, proposals: Iterable[Appointment], now: datetime) -> None:
    """`proposals` as `proposals_for` answers them: held, and their time not over."""
    for proposal in proposals:
        book.free(proposal.id, now)
        book.save(replace(proposal, status=after(proposal.status, Event.RELEASE), updated_at=now))
