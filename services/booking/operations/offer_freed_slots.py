"""Hold freed slots for those who wait, in order, and tell them.

Each offer is a unit of its own: when two replicas offer the same slot, the claims let one of them win, and
the other goes on to the next option.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, Event, after
from services.booking.domain.holds import held
from services.booking.domain.notices import NoticeKind
from services.booking.domain.options import Claim
from services.booking.domain.situation import Situation
from services.booking.domain.stand_by import Waiting, turn
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


@dataclass(frozen=True, slots=True)
class Passed:
    """How many slots one pass offered, and behind whom the next one goes on: None once everybody was looked
    for.
    """

    offered: int
    reached: Waiting | None


@dataclass(frozen=True, slots=True)
class Looked:
    """Whom a pass looks for, with what they wait for as from now."""

    wishes: tuple[tuple[str, Situation], ...]
    reached: Waiting | None


async def offer_freed_slots(
    units: Units[Book], grounds: Grounds, find: Find, reached: Waiting | None = None
) -> Passed:
    """One pass over the list, going on behind `reached`."""
    offered = 0
    looked = await units.read(lambda book: look_for(book, reached))
    for appointment_id, situation in looked.wishes:
        choices = await find(situation)
        for option_id in choices.option_ids[:OPTIONS_TRIED]:
            if await _offered(units, grounds, appointment_id, option_id):
                choices.keep()
                offered += 1
                break
    return Passed(offered, looked.reached)


async def _offered(units: Units[Book], grounds: Grounds, appointment_id: str, option_id: str) -> bool:
    try:
        await units.write(lambda book: offer(book, grounds, appointment_id, option_id))
    except (Conflict, Invalid):
        return False  # taken, stale, or the patient has just left the list
    return True


def look_for(book: Book, reached: Waiting | None) -> Looked:
    """Those whose turn it is, and their wishes."""
    now = book.now()
    turned = turn(book.waiting(), reached, OFFERS_AT_ONCE)
    wishes = [(each.appointment_id, book.situation_of(each.appointment_id)) for each in turned.chosen]
    from_now = ((each, replace(what, earliest=max(what.earliest, now))) for each, what in wishes)
    return Looked(tuple(from_now), turned.reached)


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
