"""Hold freed slots for those who wait, in order, and tell them.

Each offer is a unit of its own: when two replicas offer the same slot, the claims let one of them win, and
the other goes on to the next option.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, Event, after
from services.booking.domain.holds import held
from services.booking.domain.notices import NoticeKind
from services.booking.domain.options import Claim
from services.booking.domain.situation import Situation
from services.booking.domain.stand_by import Waiting, in_order
from services.booking.domain.standing import zone_of
from services.booking.operations.finding import Find, Units
from services.booking.operations.grounds import Grounds, standing_ticket
from services.booking.operations.tell_patient import TellBook, tell_patient
from services.booking.operations.view_appointment import found
from services.platform.refusals import Conflict, Invalid

OPTIONS_TRIED = 3
OFFERS_AT_ONCE = 20  # searches in one pass, so that a long list does not starve everything else


class Book(TellBook, Protocol):
    """What offering needs of the database."""

    def now(self) -> datetime: ...
    def waiting(self) -> tuple[Waiting, ...]: ...
    def situation_of(self, appointment_id: str, /) -> Situation: ...
    def appointment_to_change(self, appointment_id: str, /) -> Appointment | None: ...
    def save(self, appointment: Appointment, /) -> None: ...
    def take(
        self, appointment_id: str, claims: Sequence[Claim], expires_at: datetime | None, now: datetime, /
    ) -> None: ...


async def offer_freed_slots(units: Units[Book], grounds: Grounds, find: Find) -> int:
    """Goes through the list once; answers how many slots were offered."""
    offered = 0
    for appointment_id, situation in await units.read(first_waiting):
        for option_id in (await find(situation))[:OPTIONS_TRIED]:
            if await _offered(units, grounds, appointment_id, option_id):
                offered += 1
                break
    return offered


async def _offered(units: Units[Book], grounds: Grounds, appointment_id: str, option_id: str) -> bool:
    try:
        await units.write(lambda book: offer(book, grounds, appointment_id, option_id))
    except (Conflict, Invalid):
        return False  # taken, stale, or the patient has just left the list
    return True


def first_waiting(book: Book) -> list[tuple[str, Situation]]:
    """The first on the list with what they wait for, as from now."""
    now = book.now()
    first = [waiting.appointment_id for waiting in in_order(book.waiting())[:OFFERS_AT_ONCE]]
    situations = [(each, book.situation_of(each)) for each in first]
    return [(each, replace(what, earliest=max(what.earliest, now))) for each, what in situations]


def offer(book: Book, grounds: Grounds, appointment_id: str, option_id: str) -> None:
    """Holds one option for one who waits."""
    waiting = found(book.appointment_to_change(appointment_id))
    now = book.now()
    status = after(waiting.status, Event.OFFER)
    ticket, resources = standing_ticket(book, grounds, option_id, now)
    hold = held(
        option_id,
        ticket,
        zone=zone_of(ticket, resources),
        appointment_id=waiting.id,
        actor=waiting.actor,
        now=now,
        lasting=grounds.terms.offer,
    )
    offered = replace(
        hold,
        status=status,
        created_at=waiting.created_at,
        lapsed_offers=waiting.lapsed_offers,
    )
    book.save(offered)
    book.take(offered.id, offered.claims, offered.expires_at, now)
    tell_patient(book, grounds, offered, NoticeKind.OFFERED, now)
