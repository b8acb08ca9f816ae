"""Taking and freeing time. The rules are in docs/locking-and-holds.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    text,
    update,
)

from services.booking.domain.holds import GrainKey, slot_taken, wanted_keys
from services.booking.domain.options import Claim
from services.booking.storage.page import Page, maybe_instant, maybe_micros
from services.booking.storage.tables import CLAIM, CLAIM_CHANGE
from services.platform.clock import Clock, micros
from services.platform.keys import Keys
from services.platform.store import insert_for

SWEPT_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class TakenSpan:
    """Grains of one resource that are taken, last excluded; `expires_at` is None for an appointment."""

    first_grain: int
    end_grain: int
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """How far changes were seen: those of every transaction before `transaction`, and up to `position` those
    that were committed by then.
    """

    transaction: int
    position: int


# Statements of the busiest path are built once: building one costs more than running it.
@lru_cache(maxsize=32)
def _lapsed_among(count: int) -> Select[tuple[str, int]]:
    """Lapsed rows among `count` ranges, locked in the one order."""
    wanted = or_(
        *(
            and_(
                CLAIM.c.resource_id == bindparam(f"resource_{number}"),
                CLAIM.c.grain >= bindparam(f"first_{number}"),
                CLAIM.c.grain < bindparam(f"end_{number}"),
            )
            for number in range(count)
        )
    )
    return (
        select(CLAIM.c.resource_id, CLAIM.c.grain)
        .where(wanted, CLAIM.c.expires_at <= bindparam("now"))
        .order_by(CLAIM.c.resource_id, CLAIM.c.grain)
        .with_for_update()
    )


@lru_cache(maxsize=2)
def _taking(dialect: str) -> Any:
    return insert_for(dialect, CLAIM).on_conflict_do_nothing().returning(CLAIM.c.grain)


@lru_cache(maxsize=2)
def _noting(on_postgresql: bool) -> Any:
    transaction = (
        text("pg_current_xact_id()::text::bigint")
        if on_postgresql
        else select(func.coalesce(func.max(CLAIM_CHANGE.c.position), literal(0)) + 1).scalar_subquery()
    )
    return insert(CLAIM_CHANGE).values(written_in=transaction)


def _within(claims: Iterable[Claim]) -> ColumnElement[bool]:
    return or_(
        *(
            and_(
                CLAIM.c.resource_id == claim.resource_id,
                CLAIM.c.grain >= claim.first_grain,
                CLAIM.c.grain < claim.end_grain,
            )
            for claim in claims
        )
    )


class Claims(Page):
    """Which grains are taken, by what, until when. `touched`: resources whose claims this unit changed."""

    def __init__(self, connection: Connection, keys: Keys, clock: Clock) -> None:
        super().__init__(connection, keys, clock)
        self.touched: set[str] = set()

    def take(
        self, appointment_id: str, claims: Sequence[Claim], expires_at: datetime | None, now: datetime
    ) -> None:
        """Takes every grain or refuses `SLOT_TAKEN`, and then the unit rolls back whole."""
        self._take_keys(appointment_id, claims, wanted_keys(claims), expires_at, now)
        self._changed({claim.resource_id for claim in claims}, now)

    def swap(self, appointment_id: str, claims: Sequence[Claim], now: datetime) -> None:
        """Takes a booked appointment's new grains, then frees those it no longer needs.

        Grains that are in both are simply kept, so that a visit may move by five minutes. New before old:
        whoever waits for a grain while holding none that another wants cannot be part of a deadlock.
        """
        wanted = wanted_keys(claims)
        owned = {
            (row.resource_id, row.grain)
            for row in self._connection.execute(
                select(CLAIM.c.resource_id, CLAIM.c.grain).where(CLAIM.c.appointment_id == appointment_id)
            )
        }
        fresh = [key for key in wanted if key not in owned]
        if fresh:
            self._take_keys(appointment_id, claims, fresh, None, now)
        self._connection.execute(
            delete(CLAIM).where(CLAIM.c.appointment_id == appointment_id, ~_within(claims))
        )
        self._changed({resource for resource, _ in owned} | {claim.resource_id for claim in claims}, now)

    def keep(self, appointment_id: str, now: datetime) -> int:
        """Makes a hold's claims last; answers how many there still were."""
        return self._last(appointment_id, appointment_id, now)

    def hand_over(self, from_id: str, to_id: str, now: datetime) -> None:
        """Gives the claims of a proposal to the appointment that it replaces, for good."""
        self._last(from_id, to_id, now)

    def free(self, appointment_id: str, now: datetime, from_grain: int = 0) -> None:
        """Gives back the grains from `from_grain` on."""
        mine = and_(CLAIM.c.appointment_id == appointment_id, CLAIM.c.grain >= from_grain)
        resources = self._connection.execute(select(CLAIM.c.resource_id).where(mine).distinct()).scalars()
        freed = set(resources)
        self._connection.execute(delete(CLAIM).where(mine))
        self._changed(freed, now)

    def sweep_lapsed_claims(self, now: datetime) -> int:
        """Deletes claims of lapsed holds. Nothing depends on it: a lapsed grain can be taken anyway."""
        # SKIP LOCKED: a hold that is taking some of them right now must not wait for housekeeping.
        lapsed = (
            select(CLAIM.c.resource_id, CLAIM.c.grain)
            .where(CLAIM.c.expires_at <= micros(now))
            .order_by(CLAIM.c.resource_id, CLAIM.c.grain)
            .limit(SWEPT_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        rows = self._connection.execute(lapsed).all()
        if rows:
            self._delete_keys([(row.resource_id, row.grain) for row in rows])
            self._changed({row.resource_id for row in rows}, now)
        return len(rows)

    def taken_from(
        self, first_grain: int, now: datetime, resource_ids: Iterable[str] | None = None
    ) -> dict[str, list[TakenSpan]]:
        """What is taken at `now` from `first_grain` on, by resource; of all resources or of some."""
        statement = (
            select(CLAIM.c.resource_id, CLAIM.c.grain, CLAIM.c.expires_at)
            .where(
                CLAIM.c.grain >= first_grain,
                or_(CLAIM.c.expires_at.is_(None), CLAIM.c.expires_at > micros(now)),
            )
            .order_by(CLAIM.c.resource_id, CLAIM.c.grain)
        )
        if resource_ids is not None:
            statement = statement.where(CLAIM.c.resource_id.in_(list(resource_ids)))
        found: dict[str, list[TakenSpan]] = {}
        for resource_id, grain, expires_at in self._connection.execute(statement):
            spans = found.setdefault(resource_id, [])
            until = maybe_instant(expires_at)
            if spans and spans[-1].end_grain == grain and spans[-1].expires_at == until:
                spans[-1] = TakenSpan(spans[-1].first_grain, grain + 1, until)
            else:
                spans.append(TakenSpan(grain, grain + 1, until))
        return found

    def claim_mark(self) -> ChangeMark:
        """The mark from which to follow changes: everything committed before it has been seen by then."""
        # In one statement, hence of one moment. Every transaction below the oldest one still running has
        # ended, so a row of theirs that is not visible now never will be.
        last = select(func.coalesce(func.max(CLAIM_CHANGE.c.position), 0)).scalar_subquery()
        oldest: ColumnElement[int] = literal_column("pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        row = self._connection.execute(select(oldest if self._postgresql else last + 1, last)).one()
        return ChangeMark(*row)

    def changed_since(self, mark: ChangeMark) -> tuple[frozenset[str], ChangeMark]:
        """Resources whose claims changed since `mark`, and the next mark. Telling one twice does no harm."""
        following = self.claim_mark()
        change = CLAIM_CHANGE.c
        rows = self._connection.execute(
            select(change.resource_id)
            .where(
                or_(
                    # Counting positions alone would skip what commits late ...
                    and_(
                        change.written_in >= mark.transaction,
                        change.written_in < following.transaction,
                    ),
                    # ... and transactions alone would wait for the longest one of the whole cluster.
                    change.position > mark.position,
                )
            )
            .distinct()
        ).scalars()
        return frozenset(rows), following

    def forget_changes(self, before: datetime) -> None:
        """Drops changes followed long ago, except the last: SQLite counts from it."""
        last = select(func.max(CLAIM_CHANGE.c.position)).scalar_subquery()
        self._connection.execute(
            delete(CLAIM_CHANGE).where(
                CLAIM_CHANGE.c.written_at < micros(before), CLAIM_CHANGE.c.position < last
            )
        )

    def _take_keys(
        self,
        appointment_id: str,
        claims: Sequence[Claim],
        keys: Sequence[GrainKey],
        expires_at: datetime | None,
        now: datetime,
    ) -> None:
        """One order of rows for everybody, lapsed ones first, then the inserts: nobody waits in a circle."""
        bounds: dict[str, str | int] = {"now": micros(now)}
        for number, claim in enumerate(claims):
            bounds[f"resource_{number}"] = claim.resource_id
            bounds[f"first_{number}"], bounds[f"end_{number}"] = claim.first_grain, claim.end_grain
        lapsed = self._connection.execute(_lapsed_among(len(claims)), bounds).all()
        if lapsed:
            self._delete_keys([(row.resource_id, row.grain) for row in lapsed])
        # ON CONFLICT DO NOTHING rather than an error: measured, plain inserts deadlock under contention.
        rows = [
            {
                "resource_id": resource_id,
                "grain": grain,
                "appointment_id": appointment_id,
                "expires_at": maybe_micros(expires_at),
            }
            for resource_id, grain in keys
        ]
        if len(self._connection.execute(_taking(self._connection.dialect.name), rows).all()) != len(keys):
            raise slot_taken()

    def _last(self, from_id: str, to_id: str, now: datetime) -> int:
        kept = (
            self._connection.execute(
                update(CLAIM)
                .where(CLAIM.c.appointment_id == from_id, CLAIM.c.expires_at > micros(now))
                .values(appointment_id=to_id, expires_at=None)
                .returning(CLAIM.c.resource_id)
            )
            .scalars()
            .all()
        )
        # An index that heard of the hold only would let it lapse, and offer what is booked.
        self._changed(kept, now)
        return len(kept)

    def _delete_keys(self, keys: Sequence[GrainKey]) -> None:
        by_resource: dict[str, list[int]] = {}
        for resource_id, grain in keys:
            by_resource.setdefault(resource_id, []).append(grain)
        for resource_id, grains in sorted(by_resource.items()):
            self._connection.execute(
                delete(CLAIM).where(CLAIM.c.resource_id == resource_id, CLAIM.c.grain.in_(grains))
            )

    def _changed(self, resource_ids: Iterable[str], now: datetime) -> None:
        touched = sorted(set(resource_ids))
        if not touched:
            return
        rows = [{"resource_id": each, "written_at": micros(now)} for each in touched]
        self._connection.execute(_noting(self._postgresql), rows)
        self.touched.update(touched)
