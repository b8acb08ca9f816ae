"""Decisions on holds. Pure: `now` is the database's clock, handed in."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from services.booking.domain.appointments import Appointment, Event, Status, after
from services.booking.domain.options import Claim
from services.booking.domain.standing import latest
from services.booking.domain.ticket import Ticket
from services.hours.grains import GRAIN_MINUTES
from services.platform.refusals import Conflict, NotFound

GrainKey = tuple[str, int]
"""Resource id and grain: what can be taken once."""


def lapsed(expires_at: datetime | None, now: datetime) -> bool:
    """Whether the time of a hold is over. It ends at `expires_at` exactly; None never ends."""
    return expires_at is not None and expires_at <= now


def hold_hash(hold_id: str) -> str:
    """What is kept of a hold's token: whoever reads the database cannot confirm somebody else's hold."""
    return hashlib.sha256(hold_id.encode()).hexdigest()


def wanted_keys(claims: Iterable[Claim]) -> list[GrainKey]:
    """Each (resource, grain) once, in the one order in which every transaction takes them."""
    return sorted({(claim.resource_id, grain) for claim in claims for grain in claim.grains()})


def end_of(ticket: Ticket) -> datetime:
    """When the visit itself ends; buffers and ways are not part of it."""
    return ticket.start + timedelta(minutes=ticket.duration_grains * GRAIN_MINUTES)


def held(
    option_id: str,
    ticket: Ticket,
    *,
    zone: str,
    appointment_id: str,
    actor: str,
    now: datetime,
    lasting: timedelta,
) -> Appointment:
    """A new hold on everything an option takes; it never outlasts the moment until which that can be kept."""
    return Appointment(
        id=appointment_id,
        status=Status.HELD,
        need_id=ticket.need_id,
        commune_code=ticket.commune_code,
        created_at=now,
        updated_at=now,
        ticket=option_id,
        start=ticket.start,
        end=end_of(ticket),
        zone=zone,
        claims=ticket.plain_claims(),
        expires_at=min(now + lasting, latest(ticket)),
        actor=actor,
    )


def confirmed(hold: Appointment | None, actor: str, now: datetime) -> Appointment:
    """The hold as a booked appointment. Refuses a hold that is unknown, another caller's, over or given back.

    A hold whose time is over stays refused even where nobody else took the slot: the patient was told a time.
    """
    mine = owned(hold, actor)
    if lapsed(mine.expires_at, now) or mine.status is Status.CANCELLED:
        raise hold_expired()
    if mine.status is not Status.HELD:
        raise hold_not_found()
    return replace(
        mine, status=after(mine.status, Event.CONFIRM), expires_at=None, hold_hash="", updated_at=now
    )


def released(hold: Appointment | None, actor: str, now: datetime) -> Appointment | None:
    """The hold given back; None when there is nothing left to do."""
    mine = owned(hold, actor)
    if mine.status is Status.CANCELLED:
        return None
    return replace(mine, status=after(mine.status, Event.RELEASE), updated_at=now)


def owned(hold: Appointment | None, actor: str) -> Appointment:
    """The hold, if it is the caller's: an unknown one and another's are never told apart."""
    if hold is None or hold.actor != actor:
        raise hold_not_found()
    return hold


def hold_not_found() -> NotFound:
    return NotFound("HOLD_NOT_FOUND", "Cette réservation provisoire n'existe pas ; choisissez une option.")


def hold_expired() -> Conflict:
    return Conflict("HOLD_EXPIRED", "Le créneau n'est plus gardé pour vous ; choisissez-en un autre.")


def slot_taken() -> Conflict:
    return Conflict("SLOT_TAKEN", "Ce créneau vient d'être pris ; choisissez-en un autre.")
