"""When a cabin falls silent or an instrument breaks, hold another option for those whose visit needs it.

The appointment stays as it is: the patient accepts the proposal by moving to it, or lets it lapse without
harm (the cabin may be mended by then). An appointment has one proposal at a time, whoever looks how often:
that is decided in the transaction that makes it, with the appointment locked.
"""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from services.booking.domain.appointments import Appointment, Status
from services.booking.domain.asking_again import situation_again
from services.booking.domain.decisions import from_json
from services.booking.domain.holds import held
from services.booking.domain.notices import NoticeKind
from services.booking.domain.options import Claim
from services.booking.domain.resources import Cabin
from services.booking.domain.situation import Situation
from services.booking.domain.standing import cabin_fault, zone_of
from services.booking.domain.ticket import Ticket
from services.booking.operations.finding import Choices, Find, Units
from services.booking.operations.grounds import Grounds, Terms, standing_ticket
from services.booking.operations.offer_freed_slots import OPTIONS_TRIED
from services.booking.operations.tell_patient import TellBook, tell_patient
from services.platform.refusals import Conflict, Invalid

MOST_UNANSWERED = 3  # proposals to replace one and the same slot; then the patient is left in peace
LEAST_TO_ANSWER = timedelta(hours=2)
ABOUT_THE_SAME_TIME = timedelta(days=1)
SEARCHING = timedelta(minutes=5)  # that may go by between the search and the hold


class Kept(Protocol):
    """A decision as it is kept: JSON of `domain.decisions`."""

    @property
    def record(self) -> str: ...


class Book(TellBook, Protocol):
    """What proposing needs of the database."""

    def now(self) -> datetime: ...
    def unproposed_at(
        self, resource_ids: Iterable[str], now: datetime, last: datetime, most: int, /
    ) -> tuple[Appointment, ...]: ...
    def proposals_for(self, appointment_id: str, now: datetime, /) -> tuple[Appointment, ...]: ...
    def decision(self, decision_id: str, /) -> Kept | None: ...
    def appointment_to_change(self, appointment_id: str, /) -> Appointment | None: ...
    def add(self, appointment: Appointment, /) -> None: ...
    def take(
        self, appointment_id: str, claims: Sequence[Claim], expires_at: datetime | None, now: datetime, /
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Affected:
    """An appointment that cannot be kept as it is, and why. What to look for instead: `situation`, whose
    `earliest` leaves the patient time to answer.
    """

    appointment: Appointment
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
        choices = await _instead(grounds, find, affected)
        for option_id in choices.option_ids[:OPTIONS_TRIED]:
            # Taken, stale or too soon by now: the next one may do.
            with contextlib.suppress(Conflict, Invalid):
                work = partial(propose, grounds=grounds, affected=affected, option_id=option_id)
                if await units.write(work):
                    choices.keep()
                    proposed += 1
                break
    return proposed


async def _instead(grounds: Grounds, find: Find, affected: Affected) -> Choices:
    """Options within a day after the old time; where there are none, from as soon as possible on, and then
    later ones.
    """
    soonest = affected.situation.earliest
    former = max(soonest, affected.appointment.start or soonest)
    later = await find(replace(affected.situation, earliest=former))
    last = former + ABOUT_THE_SAME_TIME
    near = tuple(each for each in later.option_ids if grounds.tickets.open(each).start <= last)
    if near or former == soonest:
        return Choices(tuple(dict.fromkeys(near + later.option_ids)), later.keep)
    before = await find(affected.situation)

    def keep() -> None:
        before.keep()
        later.keep()

    return Choices(tuple(dict.fromkeys(before.option_ids + later.option_ids)), keep)


def affected_at(book: Book, grounds: Grounds, cabins: Sequence[str]) -> list[Affected]:
    """The booked visits soon to come in these cabins that need what failed, soonest first."""
    now = book.now()
    resources = book.resources(cabins)
    soonest = now + _least_to_answer(grounds.terms) + SEARCHING
    found = []
    for appointment in book.unproposed_at(cabins, now, now + grounds.terms.repropose_within, MOST_UNANSWERED):
        try:
            ticket = grounds.tickets.open(appointment.ticket)
        except Invalid:  # sealed with a key that is gone: what was booked cannot be told any more
            continue
        need = grounds.catalogue.needs.get(appointment.need_id)
        equipment = need.equipment_for(ticket.mode) if need else frozenset()
        causes = (
            cabin_fault(resource.detail, equipment)
            for claim in ticket.claims
            if (resource := resources.get(claim.resource_id)) and isinstance(resource.detail, Cabin)
        )
        reason = next((cause for cause in causes if cause), "")
        if reason:
            found.append(Affected(appointment, reason, _asked(book, ticket, soonest)))
    return found


def _asked(book: Book, ticket: Ticket, earliest: datetime) -> Situation:
    """What the patient asked when this was chosen; where that is not kept, the need and the place alone."""
    kept = book.decision(ticket.decision_id)
    if kept is not None:
        # A record that another version wrote and this one cannot read counts as not kept.
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return situation_again(from_json(kept.record).asked, earliest)
    return Situation(need_id=ticket.need_id, at=ticket.commune_code, earliest=earliest)


def propose(book: Book, grounds: Grounds, affected: Affected, option_id: str) -> bool:
    """Holds one option beside a booked appointment; whether it did. It does not where the appointment has
    changed or has a proposal by now. Refuses an option that is taken, stale, or too soon to be answered.
    """
    former = affected.appointment
    appointment = book.appointment_to_change(former.id)
    now = book.now()
    if appointment is None or (appointment.status, appointment.ticket) != (Status.BOOKED, former.ticket):
        return False
    if book.proposals_for(appointment.id, now):
        return False
    ticket, resources = standing_ticket(book, grounds, option_id, now)
    hold = held(
        option_id,
        ticket,
        zone=zone_of(ticket, resources),
        appointment_id=grounds.new_id(),
        actor="",
        now=now,
        lasting=min(grounds.terms.proposal, ticket.start - timedelta(minutes=ticket.travel_minutes) - now),
    )
    proposal = replace(hold, replaces=appointment.id, reason=affected.reason)
    if proposal.expires_at is None or proposal.expires_at < now + _least_to_answer(grounds.terms):
        raise Conflict("OPTION_TOO_SOON", "Ce créneau ne laisse pas le temps de répondre et de venir.")
    book.add(proposal)
    book.take(proposal.id, proposal.claims, proposal.expires_at, now)
    tell_patient(book, grounds, appointment, NoticeKind.PROPOSED, now, about=proposal)
    return True


def _least_to_answer(terms: Terms) -> timedelta:
    """Before which nobody has to leave home for what is proposed."""
    return min(LEAST_TO_ANSWER, terms.proposal)
