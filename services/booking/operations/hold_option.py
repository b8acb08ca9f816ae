"""Hold an option: every resource it takes is taken for a few minutes, or none is."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment
from services.booking.domain.holds import held, hold_hash
from services.booking.domain.options import Claim
from services.booking.domain.standing import zone_of
from services.booking.operations.grounds import Grounds, Shelf, standing_ticket

TOKEN_BYTES = 16


class Book(Shelf, Protocol):
    """What holding needs of the database."""

    def now(self) -> datetime: ...
    def add(self, appointment: Appointment, /) -> None: ...
    def take(
        self, appointment_id: str, claims: Sequence[Claim], expires_at: datetime | None, now: datetime, /
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A hold. `hold_id` lets its bearer confirm."""

    hold_id: str = field(repr=False)
    expires_at: datetime
    option_id: str


def hold_option(book: Book, grounds: Grounds, option_id: str, actor: str) -> Held:
    """Refuses OPTION_INVALID, OPTION_STALE, SLOT_TAKEN."""
    now = book.now()
    ticket, resources = standing_ticket(book, grounds, option_id, now)
    hold_id = grounds.random_bytes(TOKEN_BYTES).hex()
    hold = held(
        option_id,
        ticket,
        zone=zone_of(ticket, resources),
        appointment_id=grounds.new_id(),
        actor=actor,
        now=now,
        lasting=grounds.terms.hold,
    )
    book.add(replace(hold, hold_hash=hold_hash(hold_id)))
    book.take(hold.id, hold.claims, hold.expires_at, now)
    return Held(hold_id, hold.expires_at or now, option_id)
