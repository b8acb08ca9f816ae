"""What every part of the book shares: the connection of the unit of work, the keys and the clock."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, text

from services.platform.clock import Clock, instant, micros
from services.platform.keys import Keys
from services.platform.store import insert_for


def maybe_micros(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def maybe_instant(stored: int | None) -> datetime | None:
    return None if stored is None else instant(stored)


class Page:
    """Base of the parts of a book; lives as long as one transaction."""

    def __init__(self, connection: Connection, keys: Keys, clock: Clock) -> None:
        self._connection = connection
        self._keys = keys
        self._clock = clock
        self._postgresql = connection.dialect.name == "postgresql"

    def now(self) -> datetime:
        """The clock by which holds expire: the database's own, so that replicas agree.

        SQLite has no clock but this process's, which is handed in.
        """
        if self._postgresql:
            at: datetime = self._connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            return at.astimezone(UTC)
        return self._clock()

    def _insert(self, table: Table) -> Any:
        return insert_for(self._connection.dialect.name, table)

    def _replace(self, table: Table, rows: Sequence[Mapping[str, Any]], key: str) -> None:
        """Writes whole rows, over those that have the same key."""
        if not rows:
            return
        statement = self._insert(table)
        changed = {column: statement.excluded[column] for column in rows[0] if column != key}
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=[key], set_=changed), list(rows)
        )
