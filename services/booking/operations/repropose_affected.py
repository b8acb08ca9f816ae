"""When a cabin falls silent or an instrument breaks, hold another option for those whose visit needs it.

The appointment stays as it is: the patient accepts the proposal by moving to it, or lets it lapse without
harm (the cabin may be mended by then).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from services.booking.domain.appointments import Appointment, Status
from services.booking.domain.holds import held
from services.booking.domain.notices import NoticeKind
from services.booking.domain.options import Claim
from services.booking.domain.resources import Cabin
from services.booking.domain.situation import Situation
from services.booking.domain.standing import cabin_fault, zone_of
from services.booking.operations.finding import Find, Units
from services.booking.operations.grounds import Grounds, standing_ticket
from services.booking.operations.offer_freed_slots import OPTIONS_TRIED
from services.booking.operations.tell_patient import TellBook, tell_patient
from services.booking.operations.view_appointment import found
from services.platform.refusals import Conflict, Invalid


class Book(TellBook, Protocol):
    """What proposing needs of the database."""

    def now(self) -> datetime: ...
    def unproposed_at(
        self, resource_ids: Iterable[str], first: datetime, last: datetime, /
    ) -> tuple[Appointment, ...]: ...
    def appointment_to_change(self, appointment_id: str, /) -> Appointment | None: ...
    def add(self, appointment: Appointment, /) -> None: ...
    def take(
        self, appointment_id: str, claims: Sequence[Claim], expires_at: datetime | None, now: datetime, /
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Affected:
    """An appointment that cannot be kept as it is, why, and what to look for instead."""

    appointment_id: str
    reason: str
    situation: Situation


async def repropose_affected(
    units: Units[Book], grounds: Grounds, find: Find, failing_cabins: Sequence[str]
) -> int:
    """`failing_cabins`: ids of cabins that are silent or have a broken instrument. Answers how many proposals
    were made.
    """
    if not failing_cabins:
        return 0
    proposed = 0
    for affected in await units.read(lambda book: affected_at(book, grounds, failing_cabins)):
        for option_id in (await find(affected.situation))[:OPTIONS_TRIED]:
            if await _proposed(units, grounds, affected, option_id):
                proposed += 1
                break
    return proposed


async def _proposed(units: Units[Book], grounds: Grounds, affected: Affected, option_id: str) -> bool:
    try:
        await units.write(lambda book: propose(book, grounds, affected, option_id))
    except (Conflict, Invalid):
        return False  # taken or stale: the next one may do
    return True


def affected_at(book: Book, grounds: Grounds, cabins: Sequence[str]) -> list[Affected]:
    """The booked visits soon to come in these cabins that need what failed, soonest first."""
    now = book.now()
    resources = book.resources(cabins)
    found_affected = []
    for appointment in book.unproposed_at(cabins, now, now + grounds.terms.repropose_within):
        ticket = grounds.tickets.open(appointment.ticket)
        need = grounds.catalogue.needs.get(appointment.need_id)
        equipment = need.equipment_for(ticket.mode) if need else frozenset()
        causes = (
            cabin_fault(resource.detail, equipment)
            for claim in ticket.claims
            if (resource := resources.get(claim.resource_id)) and isinstance(resource.detail, Cabin)
        )
        reason = next((cause for cause in causes if cause), "")
        if reason:
            # The circumstances were not kept with the appointment; its place and need are.
            situation = Situation(need_id=appointment.need_id, at=appointment.commune_code, earliest=now)
            found_affected.append(Affected(appointment.id, reason, situation))
    return found_affected


def propose(book: Book, grounds: Grounds, affected: Affected, option_id: str) -> None:
    """Holds one option beside a booked appointment."""
    appointment = found(book.appointment_to_change(affected.appointment_id))
    now = book.now()
    if appointment.status is not Status.BOOKED:
        return
    ticket, resources = standing_ticket(book, grounds, option_id, now)
    hold = held(
        option_id,
        ticket,
        zone=zone_of(ticket, resources),
        appointment_id=grounds.new_id(),
        actor="",
        now=now,
        lasting=grounds.terms.proposal,
    )
    proposal = replace(
        hold,
        replaces=appointment.id,
        reason=affected.reason,
    )
    book.add(proposal)
    book.take(proposal.id, proposal.claims, proposal.expires_at, now)
    tell_patient(book, grounds, appointment, NoticeKind.PROPOSED, now, about=proposal)
