"""Give a hold back before its time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment
from services.booking.domain.holds import released


class Book(Protocol):
    """What releasing needs of the database."""

    def now(self) -> datetime: ...
    def hold_to_change(self, hold_id: str, /) -> Appointment | None: ...
    def save(self, appointment: Appointment, /) -> None: ...
    def free(self, appointment_id: str, now: datetime, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Released:
    """The hold is gone."""


def release_hold(book: Book, hold_id: str, actor: str) -> Released:
    """Releasing twice answers the same. Refuses HOLD_NOT_FOUND."""
    hold = book.hold_to_change(hold_id)
    now = book.now()
    given_back = released(hold, actor, now)
    if given_back is not None:
        book.save(given_back)
        book.free(given_back.id, now)
    return Released()
