"""Cabins as the operations ask for them, on the connection of one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection as Database
from sqlalchemy import and_, bindparam, case, func, or_, select, update
from sqlmodel import SQLModel, col

from services.kiosk.domain.cabins import Cabin, Connection, Delivery
from services.kiosk.domain.instruments import Instrument
from services.kiosk.storage.tables import CabinRow
from services.platform.clock import instant, micros
from services.platform.store import insert_for

NO_LEASE = 0
_entry_id, _delivery, _revision = col(CabinRow.entry_id), col(CabinRow.delivery), col(CabinRow.revision)
_connection, _last_seen = col(CabinRow.connection), col(CabinRow.last_seen_us)
_told_seen, _leased_until = col(CabinRow.told_seen_us), col(CabinRow.leased_until_us)


def _values(cabin: Cabin) -> dict[str, Any]:
    return {
        "entry_id": cabin.entry_id,
        "connection": cabin.connection.value,
        "last_seen_us": micros(cabin.last_seen_at),
        "instruments": msgspec.json.encode(cabin.instruments).decode(),
        "bandwidth_kbps": cabin.bandwidth_kbps,
        "clock_ahead_ms": cabin.clock_ahead_ms,
        "agent_version": cabin.agent_version,
        "delivery": cabin.delivery.value,
        "revision": cabin.revision,
    }


def _cabin(row: Any) -> Cabin:
    return Cabin(
        row.entry_id,
        instant(row.last_seen_us),
        Connection(row.connection),
        msgspec.json.decode(row.instruments, type=tuple[Instrument, ...]),
        row.bandwidth_kbps,
        row.clock_ahead_ms,
        row.agent_version,
        Delivery(row.delivery),
        row.revision,
    )


def _columns() -> Sequence[Any]:
    table: type[SQLModel] = CabinRow
    return tuple(table.__table__.columns)  # type: ignore[attr-defined]


def _due(now: datetime) -> Any:
    """Pending; or unknown to the directory and heard since it said so."""
    waits = or_(
        _delivery == Delivery.PENDING.value,
        and_(_delivery == Delivery.UNKNOWN.value, _last_seen > _told_seen),
    )
    return and_(waits, _leased_until <= micros(now))


class CabinBook:
    """The cabins of one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cabin(self, entry_id: str) -> Cabin | None:
        """The cabin as stored; None when it was never heard."""
        row = self._database.execute(select(*_columns()).where(_entry_id == entry_id)).one_or_none()
        return None if row is None else _cabin(row)

    def save(self, cabin: Cabin) -> None:
        """Stores the cabin whole; what the directory was told and any lease stay as they are."""
        values = _values(cabin)
        first = {"told_seen_us": 0, "leased_until_us": NO_LEASE}
        statement = insert_for(self._database.dialect.name, CabinRow).values(**values, **first)
        self._database.execute(statement.on_conflict_do_update(index_elements=["entry_id"], set_=values))

    def write_times(self, cabins: tuple[Cabin, ...]) -> None:
        """Stores the times of cabins whose revision is still theirs: a newer one has newer times."""
        statement = (
            update(CabinRow)
            .where(
                _entry_id == bindparam("of"),
                _revision == bindparam("at_revision"),
                _last_seen < bindparam("seen"),
            )
            .values(
                last_seen_us=bindparam("seen"),
                instruments=bindparam("tested"),
                clock_ahead_ms=bindparam("ahead"),
            )
        )
        rows = [
            {
                "of": cabin.entry_id,
                "at_revision": cabin.revision,
                "seen": values["last_seen_us"],
                "tested": values["instruments"],
                "ahead": cabin.clock_ahead_ms,
            }
            for cabin, values in ((cabin, _values(cabin)) for cabin in cabins)
        ]
        if rows:
            self._database.execute(statement, rows)

    def offer_times(self, lag: timedelta) -> int:
        """Makes pending each connected cabin whose last seen is ahead of the directory's by `lag`."""
        behind = and_(
            _delivery == Delivery.DELIVERED.value,
            _connection == Connection.CONNECTED.value,
            _last_seen >= _told_seen + lag // timedelta(microseconds=1),
        )
        done = self._database.execute(update(CabinRow).where(behind).values(delivery=Delivery.PENDING.value))
        return done.rowcount

    def mark_silent(self, last_seen: datetime) -> int:
        """Marks silent each connected cabin last seen then or earlier; pending, if the directory knows it."""
        unknown = Delivery.UNKNOWN.value
        done = self._database.execute(
            update(CabinRow)
            .where(_connection == Connection.CONNECTED.value, _last_seen <= micros(last_seen))
            .values(
                connection=Connection.SILENT.value,
                delivery=case((_delivery == unknown, unknown), else_=Delivery.PENDING.value),
                revision=_revision + 1,
            )
        )
        return done.rowcount

    def any_due(self, now: datetime) -> bool:
        """True when a cabin waits for delivery and nobody has its lease."""
        return self._database.execute(select(_entry_id).where(_due(now)).limit(1)).first() is not None

    def lease(self, now: datetime, until: datetime, limit: int) -> tuple[Cabin, ...]:
        """Takes the lease of at most `limit` cabins that wait, longest unheard first."""
        waiting = select(*_columns()).where(_due(now)).order_by(_last_seen, _entry_id).limit(limit)
        rows = self._database.execute(waiting.with_for_update(skip_locked=True)).all()
        ids = [row.entry_id for row in rows]
        self._database.execute(
            update(CabinRow).where(_entry_id.in_(ids)).values(leased_until_us=micros(until))
        )
        return tuple(_cabin(row) for row in rows)

    def delivered(self, cabin: Cabin) -> None:
        """The directory has this very revision; a newer one stays pending. Ends the lease."""
        same = _revision == cabin.revision
        self._database.execute(
            update(CabinRow)
            .where(_entry_id == cabin.entry_id)
            .values(
                delivery=case((same, Delivery.DELIVERED.value), else_=Delivery.PENDING.value),
                told_seen_us=micros(cabin.last_seen_at),
                leased_until_us=NO_LEASE,
            )
        )

    def unknown(self, cabin: Cabin, until: datetime) -> None:
        """The directory has no such entry: not before `until`, and only if heard again."""
        self._database.execute(
            update(CabinRow)
            .where(_entry_id == cabin.entry_id)
            .values(
                delivery=Delivery.UNKNOWN.value,
                told_seen_us=micros(cabin.last_seen_at),
                leased_until_us=micros(until),
            )
        )

    def put_off(self, cabin: Cabin, until: datetime) -> None:
        """As it was, not before `until`."""
        self._database.execute(
            update(CabinRow).where(_entry_id == cabin.entry_id).values(leased_until_us=micros(until))
        )

    def counts(self) -> dict[tuple[Connection, Delivery], int]:
        """How many cabins there are by connection and delivery."""
        rows = self._database.execute(
            select(_connection, _delivery, func.count()).group_by(_connection, _delivery)
        )
        return {(Connection(row[0]), Delivery(row[1])): row[2] for row in rows}
