"""Rows that may be there already: written over, in one statement, on both engines."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

from services.platform.store import insert_for


def upsert(connection: Connection, table: Table, key: str, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts rows of equal columns, in order; one whose `key` exists replaces what was there."""
    statement = insert_for(connection.dialect.name, table)
    replaced = {name: statement.excluded[name] for name in rows[0] if name != key}
    connection.execute(statement.on_conflict_do_update(index_elements=[key], set_=replaced), rows)
