"""Say of holds and offers whose time is over that it is.

Nothing depends on this being prompt: a lapsed claim stops nobody, and a lapsed hold confirms nothing.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from services.booking.domain.appointments import Appointment, Event, Status, after
from services.booking.domain.holds import lapsed
from services.booking.domain.notices import NoticeKind
from services.booking.domain.stand_by import MOST_LAPSED_OFFERS
from services.booking.operations.grounds import Grounds, Terms
from services.booking.operations.tell_patient import TellBook, tell_patient

KEPT_CHANGES = timedelta(hours=1)
KEPT_HOLDS = timedelta(days=1)


class Book(TellBook, Protocol):
    """What housekeeping needs of the database."""

    def now(self) -> datetime: ...
    def lapsed(self, now: datetime, /) -> tuple[str, ...]: ...
    def appointment_to_change(self, appointment_id: str, /) -> Appointment | None: ...
    def save(self, appointment: Appointment, /) -> None: ...
    def sweep_lapsed_claims(self, now: datetime, /) -> int: ...
    def forget_holds(self, before: datetime, /) -> bool: ...
    def forget_patients(self, before: datetime, /) -> bool: ...
    def forget_decisions(self, before: datetime, /) -> bool: ...
    def forget_changes(self, before: datetime, /) -> None: ...
    def forget_old_attempts(self, now: datetime, /) -> None: ...


def lapse_holds(book: Book, grounds: Grounds) -> int:
    """Ends what has lapsed; answers how many. Whoever let an offer lapse waits on, behind the others."""
    now = book.now()
    book.sweep_lapsed_claims(now)
    ended = 0
    for appointment_id in book.lapsed(now):
        appointment = book.appointment_to_change(appointment_id)
        if appointment is None or not lapsed(appointment.expires_at, now):
            continue  # confirmed or accepted while this unit waited for the lock
        if appointment.status is Status.HELD:
            book.save(replace(appointment, status=after(Status.HELD, Event.LAPSE), updated_at=now))
        else:
            _lapse_offer(book, grounds, appointment, now)
        ended += 1
    return ended


def tidy_up(book: Book, terms: Terms) -> bool:
    """Drops a bounded part of what has been of no use for long: holds that came to nothing, who was cared for
    long ago, old decisions, followed changes and attempts. Answers whether there may be more.
    """
    now = book.now()
    more = (
        book.forget_patients(now - terms.kept_patients),
        book.forget_holds(now - KEPT_HOLDS),
        book.forget_decisions(now - terms.kept_decisions),
    )
    book.forget_changes(now - KEPT_CHANGES)
    book.forget_old_attempts(now)
    return any(more)


def _lapse_offer(book: Book, grounds: Grounds, offered: Appointment, now: datetime) -> None:
    times = offered.lapsed_offers + 1
    event = Event.GIVE_UP if times >= MOST_LAPSED_OFFERS else Event.LAPSE
    book.save(
        replace(
            offered,
            status=after(offered.status, event),
            ticket="",
            start=None,
            end=None,
            claims=(),
            expires_at=None,
            lapsed_offers=times,
            updated_at=now,
        )
    )
    if event is Event.GIVE_UP:
        tell_patient(book, grounds, replace(offered, ticket=""), NoticeKind.GIVEN_UP, now)
