"""Appointments as rows and back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, func, insert, or_, select, update

from services.booking.domain.appointments import Appointment, Status
from services.booking.domain.holds import hold_hash
from services.booking.domain.options import Claim
from services.booking.storage.page import Page, maybe_instant, maybe_micros
from services.booking.storage.tables import (
    APPOINTMENT,
    CLAIM,
    NOTICE,
    PATIENT_IDENTITY,
    STAND_BY,
    TAKEN_RANGE,
)
from services.platform.clock import instant, micros

AT_ONCE = 500
# A booked visit that is past and of which nobody said how it ended is over all the same.
OVER = (Status.BOOKED, Status.DONE, Status.NO_SHOW, Status.CANCELLED)


def _values(appointment: Appointment) -> dict[str, Any]:
    return {
        "status": str(appointment.status),
        "need_id": appointment.need_id,
        "commune_code": appointment.commune_code,
        "ticket": appointment.ticket,
        "start_at": maybe_micros(appointment.start),
        "end_at": maybe_micros(appointment.end),
        "zone": appointment.zone,
        "expires_at": maybe_micros(appointment.expires_at),
        "actor": appointment.actor,
        "hold_hash": appointment.hold_hash or None,
        "replaces": appointment.replaces,
        "reason": appointment.reason,
        "lapsed_offers": appointment.lapsed_offers,
        "created_at": micros(appointment.created_at),
        "updated_at": micros(appointment.updated_at),
    }


class Appointments(Page):
    """Appointments, found by id, hold or reference."""

    def add(self, appointment: Appointment) -> None:
        """A new appointment with the ranges of its option."""
        self._connection.execute(insert(APPOINTMENT), {"id": appointment.id, **_values(appointment)})
        self._add_ranges(appointment)

    def save(self, appointment: Appointment) -> None:
        """Writes an appointment over what it was."""
        former = self._connection.execute(
            select(APPOINTMENT.c.ticket).where(APPOINTMENT.c.id == appointment.id)
        ).scalar_one()
        self._connection.execute(
            update(APPOINTMENT).where(APPOINTMENT.c.id == appointment.id).values(**_values(appointment))
        )
        if former != appointment.ticket:
            self._connection.execute(
                delete(TAKEN_RANGE).where(TAKEN_RANGE.c.appointment_id == appointment.id)
            )
            self._add_ranges(appointment)

    def appointment(self, appointment_id: str) -> Appointment | None:
        """The appointment as committed."""
        return self._one(select(APPOINTMENT).where(APPOINTMENT.c.id == appointment_id))

    def appointment_to_change(self, appointment_id: str) -> Appointment | None:
        """The same, locked until the unit ends: two changes of one appointment follow each other."""
        return self._one(select(APPOINTMENT).where(APPOINTMENT.c.id == appointment_id).with_for_update())

    def hold_to_change(self, hold_id: str) -> Appointment | None:
        """The appointment that a hold's token stands for, locked."""
        return self._one(
            select(APPOINTMENT).where(APPOINTMENT.c.hold_hash == hold_hash(hold_id)).with_for_update()
        )

    def proposals_for(self, appointment_id: str, now: datetime) -> tuple[Appointment, ...]:
        """What is held to replace this appointment and whose time is not over, the latest first."""
        return self._many(
            select(APPOINTMENT)
            .where(
                APPOINTMENT.c.replaces == appointment_id,
                APPOINTMENT.c.status == Status.HELD,
                APPOINTMENT.c.expires_at > micros(now),
            )
            .order_by(APPOINTMENT.c.created_at.desc(), APPOINTMENT.c.id)
        )

    def put_reference(self, appointment_id: str, reference: str) -> None:
        """Gives an appointment its reference: sealed, and findable by its blind index only."""
        sealed = self._keys.sealer.seal("appointment", "reference_sealed", appointment_id, reference)
        self._connection.execute(
            update(APPOINTMENT)
            .where(APPOINTMENT.c.id == appointment_id)
            .values(reference_index=self._reference_index(reference), reference_sealed=sealed)
        )

    def reference_of(self, appointment_id: str) -> str:
        """The reference, "" when there is none yet."""
        sealed = self._connection.execute(
            select(APPOINTMENT.c.reference_sealed).where(APPOINTMENT.c.id == appointment_id)
        ).scalar_one()
        if sealed is None:
            return ""
        return self._keys.sealer.open("appointment", "reference_sealed", appointment_id, sealed)

    def id_of(self, reference: str) -> str:
        """The appointment of that reference, "" when there is none."""
        found = self._connection.execute(
            select(APPOINTMENT.c.id).where(APPOINTMENT.c.reference_index == self._reference_index(reference))
        ).scalar_one_or_none()
        return found or ""

    def lapsed(self, now: datetime) -> tuple[str, ...]:
        """Ids of holds and offers whose time is over and whose status does not say so yet."""
        return tuple(
            self._connection.execute(
                select(APPOINTMENT.c.id)
                .where(
                    APPOINTMENT.c.expires_at <= micros(now),
                    APPOINTMENT.c.status.in_([Status.HELD, Status.OFFERED]),
                )
                .order_by(APPOINTMENT.c.id)
                .limit(AT_ONCE)
            ).scalars()
        )

    def unproposed_at(
        self, resource_ids: Iterable[str], now: datetime, last: datetime, most: int
    ) -> tuple[Appointment, ...]:
        """Booked appointments that take one of these resources, start from `now` to `last`, have no proposal
        whose time is not over, and had fewer than `most` since they are as they are: soonest first.
        """
        other = APPOINTMENT.alias("other")
        live = and_(other.c.status == Status.HELD, other.c.expires_at > micros(now))
        # Of a booked appointment, only a move changes `updated_at`: what came before was for another slot.
        made = (
            select(func.count())
            .where(other.c.replaces == APPOINTMENT.c.id, other.c.created_at >= APPOINTMENT.c.updated_at)
            .scalar_subquery()
        )
        there = select(TAKEN_RANGE.c.appointment_id).where(TAKEN_RANGE.c.resource_id.in_(list(resource_ids)))
        return self._many(
            select(APPOINTMENT)
            .where(
                APPOINTMENT.c.id.in_(there),
                ~select(1).where(other.c.replaces == APPOINTMENT.c.id, live).exists(),
                made < most,
                APPOINTMENT.c.status == Status.BOOKED,
                APPOINTMENT.c.start_at >= micros(now),
                APPOINTMENT.c.start_at <= micros(last),
            )
            .order_by(APPOINTMENT.c.start_at, APPOINTMENT.c.id)
        )

    def forget_holds(self, before: datetime) -> bool:
        """Deletes some holds that came to nothing and were last touched before then. Whether there may be
        more.
        """
        # One that still owns something, or that anything speaks of, is left for the invariants to see.
        spoken_of = [table.c.appointment_id for table in (CLAIM, NOTICE, STAND_BY)]
        forgettable = (
            select(APPOINTMENT.c.id)
            .where(
                APPOINTMENT.c.status == Status.CANCELLED,
                APPOINTMENT.c.reference_index.is_(None),
                APPOINTMENT.c.updated_at < micros(before),
                *(~select(1).where(column == APPOINTMENT.c.id).exists() for column in spoken_of),
            )
            .limit(AT_ONCE)
        )
        ids = list(self._connection.execute(forgettable).scalars())
        if ids:
            self._connection.execute(delete(TAKEN_RANGE).where(TAKEN_RANGE.c.appointment_id.in_(ids)))
            self._connection.execute(delete(APPOINTMENT).where(APPOINTMENT.c.id.in_(ids)))
        return len(ids) == AT_ONCE

    def forget_patients(self, before: datetime) -> bool:
        """Makes some appointments that were over before then nobody's: identity, reference, circumstances and
        notices go, the visit itself remains as use of a place. Whether there may be more.
        """
        over = and_(APPOINTMENT.c.end_at < micros(before), APPOINTMENT.c.status.in_(OVER))
        left = and_(
            APPOINTMENT.c.end_at.is_(None),
            APPOINTMENT.c.status == Status.CANCELLED,
            APPOINTMENT.c.updated_at < micros(before),
        )
        ids = list(
            self._connection.execute(
                select(APPOINTMENT.c.id)
                .where(APPOINTMENT.c.reference_index.is_not(None), or_(over, left))
                .limit(AT_ONCE)
                .with_for_update(skip_locked=True)
            ).scalars()
        )
        if ids:
            for table in (PATIENT_IDENTITY, STAND_BY, NOTICE):
                self._connection.execute(delete(table).where(table.c.appointment_id.in_(ids)))
            self._connection.execute(
                update(APPOINTMENT)
                .where(APPOINTMENT.c.id.in_(ids))
                .values(reference_index=None, reference_sealed=None)
            )
        return len(ids) == AT_ONCE

    def _reference_index(self, reference: str) -> str:
        return self._keys.blind_index("appointment.reference", reference)

    def _add_ranges(self, appointment: Appointment) -> None:
        rows = [
            {
                "appointment_id": appointment.id,
                "resource_id": claim.resource_id,
                "first_grain": claim.first_grain,
                "end_grain": claim.end_grain,
            }
            for claim in appointment.claims
        ]
        if rows:
            self._connection.execute(insert(TAKEN_RANGE), rows)

    def _one(self, statement: Select[Any]) -> Appointment | None:
        found = self._connection.execute(statement).one_or_none()
        return None if found is None else self._appointment(found)

    def _many(self, statement: Select[Any]) -> tuple[Appointment, ...]:
        return tuple(self._appointment(row) for row in self._connection.execute(statement).all())

    def _appointment(self, row: Row[Any]) -> Appointment:
        ranges = self._connection.execute(
            select(TAKEN_RANGE.c.resource_id, TAKEN_RANGE.c.first_grain, TAKEN_RANGE.c.end_grain)
            .where(TAKEN_RANGE.c.appointment_id == row.id)
            .order_by(TAKEN_RANGE.c.resource_id, TAKEN_RANGE.c.first_grain)
        )
        return Appointment(
            id=row.id,
            status=Status(row.status),
            need_id=row.need_id,
            commune_code=row.commune_code,
            created_at=instant(row.created_at),
            updated_at=instant(row.updated_at),
            ticket=row.ticket,
            start=maybe_instant(row.start_at),
            end=maybe_instant(row.end_at),
            zone=row.zone,
            claims=tuple(Claim(each.resource_id, each.first_grain, each.end_grain) for each in ranges),
            expires_at=maybe_instant(row.expires_at),
            actor=row.actor,
            hold_hash=row.hold_hash or "",
            replaces=row.replaces,
            reason=row.reason,
            lapsed_offers=row.lapsed_offers,
        )
